//! How people answered, as far as something published tells, so that two sets of people of whom no
//! more is known can be compared.

use std::collections::BTreeMap;

use super::codes::{Statistic, Table};
use super::flatten::choice_outcomes;
use super::read::Published;
use super::row::Figure;
use crate::domain::instrument::Instrument;
use crate::domain::tally::Tally;

/// The part of those who picked no option.
const NO_OPTION: (u8, u8) = (u8::MAX, u8::MAX);

/// A question: its table, and its place in the instrument.
type Asked = (Table, u8);

/// People in each part of the options.
type Parts = Vec<((u8, u8), u64)>;

/// Numbers of people by how they answered each question. Where options were merged, only the
/// people of them together are known; where a question is withheld, nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    n: u64,
    parts: BTreeMap<Asked, Parts>,
}

impl Answered {
    /// What a tally tells.
    pub fn of_tally(instrument: &Instrument, tally: &Tally) -> Self {
        let items = (0..).zip(&tally.items).map(|(place, counts)| ((Table::Item, place), counts));
        let outcomes = choice_outcomes(instrument).zip(&tally.outcomes);
        let outcomes = outcomes.map(|(place, counts)| ((Table::Outcome, place), counts));
        let background = (0..).zip(&tally.background);
        let background = background.map(|(place, counts)| ((Table::Background, place), counts));
        let parts = items.chain(outcomes).chain(background).map(|(asked, counts)| {
            let options = (0..).zip(&counts.options).map(|(at, people)| ((at, at), *people));
            let none = (NO_OPTION, counts.reasons().iter().sum());
            (asked, options.chain([none]).collect())
        });
        Self { n: tally.n, parts: parts.collect() }
    }

    /// What a release tells.
    pub fn of_release(published: &Published) -> Self {
        let mut parts: BTreeMap<Asked, Parts> = BTreeMap::new();
        for row in &published.rows {
            let asked = match row.table {
                Table::Item => row.item,
                Table::Outcome => row.outcome,
                Table::Background => row.background,
                _ => None,
            };
            let (Some(asked), Figure::Shown { value, n, .. }) = (asked, row.figure) else {
                continue;
            };
            let part = match (row.statistic, row.part, n) {
                (Statistic::Missing, ..) => (NO_OPTION, whole(value)),
                (Statistic::Share, Some(part), Some(n)) => (part, people(value, n)),
                _ => continue,
            };
            parts.entry((row.table, asked)).or_default().push(part);
        }
        Self { n: published.head.n, parts }
    }

    /// How many there are.
    pub const fn n(&self) -> u64 {
        self.n
    }

    /// The fewest people of an earlier set who are not here with the same answers: 0 where, as far
    /// as can be seen, everybody is. Each question is looked at alone, and what is not known of it
    /// speaks for them.
    pub fn lacks(&self, earlier: &Self) -> u64 {
        let by_question = earlier.parts.iter().filter_map(|(asked, before)| {
            let now = self.parts.get(asked)?;
            let here = |(first, last): (u8, u8)| -> u64 {
                let touches = now.iter().filter(|((from, to), _)| *from <= last && first <= *to);
                touches.map(|(_, people)| people).sum()
            };
            // Different parts are different people.
            Some(before.iter().map(|(part, people)| people.saturating_sub(here(*part))).sum())
        });
        by_question.fold(earlier.n.saturating_sub(self.n), u64::max)
    }
}

/// The people of a share.
#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
pub(super) fn people(share: f64, n: u64) -> u64 {
    whole(share * n as f64)
}

/// The nearest number of people.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a figure saturates, and no figure is negative"
)]
pub(super) const fn whole(figure: f64) -> u64 {
    figure.round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::disclose::{Policy, disclose};
    use crate::domain::instrument::Form;
    use crate::domain::record::Record;
    use crate::domain::report::{Head, rows};
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::demo;
    use crate::domain::tally::Columns;

    fn people(n: usize, seed: u64) -> Vec<Record> {
        let full = demo(shipped_instrument(), 4 * n as u64, seed)
            .filter(|record| record.complete().form() == Form::Full);
        full.take(n).collect()
    }

    /// The same people as their tally tells of them, and as their release does.
    fn both(people: &[Record]) -> [Answered; 2] {
        let instrument = shipped_instrument();
        let mut columns = Columns::new(instrument, 1);
        for record in people {
            columns.add(record);
        }
        let tally = columns.tally(columns.scopes()[0].0).expect("a tally").clone();
        let release = disclose(instrument, &tally, Policy::default());
        let published = Published {
            head: Head::from(&release),
            rows: rows(instrument, &release),
            campaign: None,
            wave: None,
            demo: false,
            language: 0,
        };
        [Answered::of_tally(instrument, &tally), Answered::of_release(&published)]
    }

    #[test]
    fn whoever_is_missing_is_missed_and_nobody_else() {
        let (all, others) = (people(120, 1), people(60, 2));
        for now in both(&all) {
            assert_eq!(now.n(), 120);
            for earlier in both(&all[..60]) {
                assert_eq!(now.lacks(&earlier), 0, "everybody is here");
                assert_eq!(earlier.lacks(&now), 60);
            }
            // As many as before, or more, are not the same.
            for earlier in both(&others) {
                assert!(now.lacks(&earlier) > 0, "strangers");
            }
        }
        let [tally, _] = both(&all);
        for few in [1, 2, 9] {
            let strangers = others[..few].iter();
            let exchanged: Vec<Record> = all[few..].iter().chain(strangers).cloned().collect();
            let [exchanged, _] = both(&exchanged);
            assert!((1..=few as u64).contains(&tally.lacks(&exchanged)), "{few} exchanged");
        }
    }
}
