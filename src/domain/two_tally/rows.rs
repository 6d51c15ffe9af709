//! What may be shown of totals as rows, in the order of the instrument: what a page draws and what
//! the CSV holds are the same.

use super::totals::{Totals, TwoTallyRelease};
use crate::domain::disclose::{BandRelease, Cell, Distribution, Missing, StratumRelease, Withheld};

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Everybody counted.
    People,
    /// An item, by its place in the instrument.
    Item(usize),
    /// An outcome, by its place among those with one answer.
    Outcome(usize),
    /// A background question.
    Background(usize),
    /// What people would cut first.
    Priorities,
    /// The bands of a score: a category, or the index behind the last one.
    Bands(usize),
    /// The bands of a score by the groups of a background question.
    Stratum {
        /// The background question.
        question: usize,
        /// The score, as for [`About::Bands`].
        score: usize,
    },
}

/// Which of the people of a table a row counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// All of them; or nobody in particular, where the whole table is withheld.
    All,
    /// Who picked one of some neighbouring options.
    Options(u8, u8),
    /// Who gave no answer, by the reason.
    Reason(NoAnswer),
    /// Who named a category.
    Named(usize),
    /// Who would cut nothing for now.
    Nothing,
    /// Who said what to cut first, nothing included.
    Answered,
    /// Whose score lies in some neighbouring bands.
    Bands(u8, u8),
    /// Who has no score.
    Unscored,
    /// Whose score lies in some neighbouring bands, in groups by their options; behind the last
    /// option those who picked none.
    Groups(Vec<u8>, u8, u8),
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Any reason.
    Any,
    /// Not applicable.
    NotApplicable,
    /// Don't know.
    DontKnow,
    /// Prefer not to say.
    Declined,
    /// Passed over.
    Skipped,
}

/// One number of people.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What its table is about. Rows of one table stand together.
    pub about: About,
    /// Which people it counts.
    pub who: Who,
    /// How many; those of strata to the nearest multiple of 5.
    pub people: Cell<u64>,
}

impl Totals<'_> {
    /// What may be shown, row by row.
    pub fn rows(&self) -> Vec<Row> {
        let release = self.disclose();
        let mut rows = Rows(Vec::new());
        rows.add(About::People, Who::All, self.people());
        for (at, cell) in release.counts.items.iter().enumerate() {
            match cell {
                Cell::Shown(item) => rows.answers(About::Item(at), &item.distribution),
                Cell::Withheld(rule) => rows.withheld(About::Item(at), *rule),
            }
        }
        for (at, cell) in release.counts.outcomes.iter().enumerate() {
            rows.distribution(About::Outcome(at), cell);
        }
        for (at, cell) in release.counts.background.iter().enumerate() {
            rows.distribution(About::Background(at), cell);
        }
        rows.priorities(&release);
        rows.scores(&release);
        rows.0
    }
}

struct Rows(Vec<Row>);

impl Rows {
    fn add(&mut self, about: About, who: Who, people: u64) {
        self.0.push(Row { about, who, people: Cell::Shown(people) });
    }

    fn withheld(&mut self, about: About, rule: Withheld) {
        self.0.push(Row { about, who: Who::All, people: Cell::Withheld(rule) });
    }

    fn distribution(&mut self, about: About, cell: &Cell<Distribution>) {
        match cell {
            Cell::Shown(shown) => self.answers(about, shown),
            Cell::Withheld(rule) => self.withheld(about, *rule),
        }
    }

    fn answers(&mut self, about: About, shown: &Distribution) {
        for part in &shown.parts {
            self.add(about, Who::Options(part.first, part.last), part.share.count);
        }
        let missing = match shown.missing {
            Missing::Together(people) => vec![(NoAnswer::Any, people)],
            Missing::ByReason { not_applicable, dont_know, declined, skipped } => vec![
                (NoAnswer::NotApplicable, not_applicable),
                (NoAnswer::DontKnow, dont_know),
                (NoAnswer::Declined, declined),
                (NoAnswer::Skipped, skipped),
            ],
        };
        for (reason, people) in missing {
            self.add(about, Who::Reason(reason), people);
        }
    }

    fn priorities(&mut self, shown: &TwoTallyRelease) {
        let about = About::Priorities;
        let priorities = match &shown.counts.priorities {
            Cell::Shown(priorities) => priorities,
            Cell::Withheld(rule) => return self.withheld(about, *rule),
        };
        self.add(about, Who::Answered, priorities.n);
        self.add(about, Who::Reason(NoAnswer::Any), priorities.missing);
        let mut share = |who, people| self.0.push(Row { about, who, people });
        share(Who::Nothing, counted(&priorities.nothing, |share| share.count));
        for (at, cell) in priorities.categories.iter().enumerate() {
            share(Who::Named(at), counted(cell, |share| share.named.count));
        }
    }

    fn scores(&mut self, shown: &TwoTallyRelease) {
        for (score, cell) in shown.bands.iter().enumerate() {
            match cell {
                Cell::Shown(bands) => self.bands(About::Bands(score), bands),
                Cell::Withheld(rule) => self.withheld(About::Bands(score), *rule),
            }
        }
        for stratum in &shown.strata {
            for (score, cell) in stratum.scores.iter().enumerate() {
                let about = About::Stratum { question: stratum.question, score };
                match cell {
                    Cell::Shown(shown) => self.groups(about, shown),
                    Cell::Withheld(rule) => self.withheld(about, *rule),
                }
            }
        }
    }

    fn bands(&mut self, about: About, shown: &BandRelease) {
        for part in &shown.parts {
            self.add(about, Who::Bands(part.first, part.last), part.share.count);
        }
        self.add(about, Who::Unscored, shown.without);
    }

    fn groups(&mut self, about: About, shown: &StratumRelease) {
        for (groups, people) in shown.groups.iter().zip(&shown.people) {
            for (&(first, last), people) in shown.parts.iter().zip(people) {
                self.add(about, Who::Groups(groups.clone(), first, last), *people);
            }
        }
    }
}

fn counted<T>(cell: &Cell<T>, people: impl Fn(&T) -> u64) -> Cell<u64> {
    match cell {
        Cell::Shown(shown) => Cell::Shown(people(shown)),
        Cell::Withheld(rule) => Cell::Withheld(*rule),
    }
}
