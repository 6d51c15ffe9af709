//! Whether the rows of a release that was read can stand beside each other.
//!
//! Nobody can tell from a file who wrote it: whatever is written here could be written there. What
//! can be told is whether its figures agree and whether it shows what no release shows. So a figure
//! that was added where one was withheld, or a number of people that was changed, is noticed unless
//! everything that depends on it was changed as well; and of a file that passes, nothing rests on
//! fewer people than its minimum.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::ReleaseFault;
use super::answered::{people, whole};
use super::codes::{Statistic, Table};
use super::complete::is_complete;
use super::read::Published;
use super::row::{EXACT, Figure, Group, Row};
use crate::domain::disclose::{GROUP_MIN, PART_MIN, PEOPLE_STEP};
use crate::domain::instrument::Instrument;
use crate::domain::stats::Proportion;

/// Points of a scale.
const POINTS: RangeInclusive<f64> = 0.0..=100.0;

/// How far a figure may be from the multiple that it is rounded to.
const NEAR: f64 = 1e-6;

/// What is said of every score that is shown, be it that it is withheld.
const SCORES: [Statistic; 8] = [
    Statistic::Mean,
    Statistic::Sd,
    Statistic::Quartile1,
    Statistic::Median,
    Statistic::Quartile3,
    Statistic::Bin,
    Statistic::Share50,
    Statistic::Share75,
];

/// What a row is about.
pub(super) type About = (Table, [Option<u8>; 6], Option<Group>);

/// A row, and its number from 1.
type Numbered<'a> = (usize, &'a Row);

/// Checks what was read.
pub(super) fn check(instrument: &Instrument, published: &Published) -> Result<(), ReleaseFault> {
    let all: Vec<Numbered> = (1..).zip(&published.rows).collect();
    if !is_complete(instrument, published) {
        return Err(ReleaseFault::Incomplete);
    }
    let checked = Checked { instrument, published };
    let mut seen = BTreeSet::new();
    for &(number, row) in &all {
        let new = seen.insert((about(row), row.statistic, row.part, row.option2));
        if !new || !checked.allows(row) {
            return Err(ReleaseFault::Unsound { row: number });
        }
    }
    for rows in all.chunk_by(|(_, one), (_, other)| about(one) == about(other)) {
        let sound = match rows[0].1.table {
            Table::Item | Table::Outcome | Table::Background => checked.distribution(rows),
            Table::Index | Table::Weighted | Table::Category => scores_add_up(rows),
            _ => true,
        };
        if !sound {
            return Err(ReleaseFault::Unsound { row: rows[0].0 });
        }
    }
    checked.groups(&all).map_or(Ok(()), |row| Err(ReleaseFault::Unsound { row }))
}

/// What a row is about.
pub(super) fn about(row: &Row) -> About {
    let Row { background, category, category2, item, outcome, outcome2, .. } = *row;
    (row.table, [background, category, category2, item, outcome, outcome2], row.group)
}

/// A release that is checked.
struct Checked<'a> {
    instrument: &'a Instrument,
    published: &'a Published,
}

impl Checked<'_> {
    fn minimum(&self) -> u64 {
        self.published.head.policy.minimum()
    }

    /// Whether a row can stand by itself.
    fn allows(&self, row: &Row) -> bool {
        let Figure::Shown { value, interval, n } = row.figure else {
            return row.table != Table::Records;
        };
        let ends = interval.map_or([value; 2], |(low, high)| [low, high]);
        if !value.is_finite() || ends[0] > ends[1] || ends.iter().any(|end| !end.is_finite()) {
            return false;
        }
        let steps = [(value, row.precision), (ends[0], row.precision_interval)];
        let steps = steps.into_iter().chain([(ends[1], row.precision_interval)]);
        // An interval that stands for the value is as exact as that.
        let mut steps = steps.take(if interval.is_some() { 3 } else { 1 });
        if !steps.all(|(figure, step)| is_multiple(figure, step)) {
            return false;
        }
        // Numbers of groups are rounded.
        let rounded = matches!(row.table, Table::Group | Table::Difference | Table::Paradox);
        let slack = if rounded { PEOPLE_STEP / 2 } else { 0 };
        let (least, most) = (self.minimum() - slack, self.published.head.n + slack);
        n.is_none_or(|n| (least..=most).contains(&n)) && self.fits(row, (value, n), (least, most))
    }

    /// Whether a figure is one of its kind.
    fn fits(&self, row: &Row, (value, n): (f64, Option<u64>), (least, most): (u64, u64)) -> bool {
        let count = || {
            let people = whole(value);
            let exact = (value - value.round()).abs() < NEAR && value >= 0.0;
            exact.then_some(people).filter(|people| *people <= most)
        };
        match row.statistic {
            Statistic::N if row.table == Table::Records => count() == Some(self.published.head.n),
            Statistic::N if row.table == Table::Group || row.table == Table::Paradox => {
                count().is_some_and(|people| people == 0 || people >= least)
            }
            Statistic::N => count().is_some_and(|people| people >= least),
            Statistic::Bin
            | Statistic::NotApplicable
            | Statistic::DontKnow
            | Statistic::Declined
            | Statistic::Skipped => count().is_some_and(is_part),
            Statistic::Missing | Statistic::LeftOut => count().is_some(),
            Statistic::Share | Statistic::Share50 | Statistic::Share75 | Statistic::ShareMarker => {
                is_proportion(row, value, n)
            }
            Statistic::Named | Statistic::Nothing => {
                is_proportion(row, value, n) && n.is_some_and(|n| is_part(n - people(value, n)))
            }
            Statistic::Mean
            | Statistic::Sd
            | Statistic::Quartile1
            | Statistic::Median
            | Statistic::Quartile3
            | Statistic::Weighting => POINTS.contains(&value),
            Statistic::Borda => (0.0..=3.0).contains(&value),
            Statistic::PHolm => (0.0..=1.0).contains(&value),
            Statistic::Points => (-100.0..=100.0).contains(&value),
            Statistic::PointsShare50
            | Statistic::Pearson
            | Statistic::Spearman
            | Statistic::ItemRest => (-1.0..=1.0).contains(&value),
            Statistic::Alpha | Statistic::Omega => value <= 1.0,
            Statistic::Lower | Statistic::Central | Statistic::Upper => value >= 0.0,
            Statistic::AvoidableLower | Statistic::AvoidableCentral | Statistic::AvoidableUpper => {
                value >= 0.0
            }
            Statistic::HedgesG
            | Statistic::ShareEstimate
            | Statistic::MeanEstimate
            | Statistic::ShareMarkerEstimate => true,
        }
    }

    /// Whether the answers to a question add up, with no small part in them.
    fn distribution(&self, rows: &[Numbered]) -> bool {
        let about = rows[0].1;
        let options = about.question().map(|question| self.instrument.options_of(question).len());
        let parts: Vec<((u8, u8), u64)> = shares(rows, Statistic::Share).collect();
        let markers: Vec<((u8, u8), u64)> = shares(rows, Statistic::ShareMarker).collect();
        let Some(n) = number(rows, Statistic::N) else {
            // Nothing of it is shown.
            return rows.iter().all(|(_, row)| matches!(row.figure, Figure::Withheld(_)));
        };
        let missing = number(rows, Statistic::Missing);
        let reasons = [
            Statistic::NotApplicable,
            Statistic::DontKnow,
            Statistic::Declined,
            Statistic::Skipped,
        ];
        let reasons: Vec<u64> = reasons.iter().filter_map(|one| number(rows, *one)).collect();
        let told = missing.is_some_and(|missing| {
            n + missing <= self.published.head.n
                && (reasons.is_empty() || reasons.iter().sum::<u64>() == missing)
        });
        if !told || rows.iter().any(|(_, row)| row.truth.is_some()) || parts.is_empty() {
            // Where estimates stand in their place, there are no parts.
            return told && parts.is_empty() && markers.is_empty();
        }
        let randomised = about.item.is_some_and(|item| self.published.head.items.contains(&item));
        let from = |first: u8| {
            parts.iter().filter(|part| part.0.0 >= first).map(|part| part.1).sum::<u64>()
        };
        let cut = |((first, _), people): &((u8, u8), u64)| {
            parts.iter().any(|part| part.0.0 == *first) && from(*first) == *people
        };
        // Of an item, the mean has a row of its own.
        let means = rows.iter().filter(|(_, row)| row.statistic == Statistic::Mean).count();
        !randomised
            && means == usize::from(about.item.is_some())
            && follows(&parts, 1, options.map(super::flatten::small))
            && is_whole(&parts, n)
            && markers.iter().all(cut)
    }

    /// The number of a row where of a sum and its groups exactly one is withheld.
    fn groups(&self, all: &[Numbered]) -> Option<usize> {
        let cells = |background: u8, statistic, category: Option<u8>| {
            let of = move |row: &Row| {
                row.table == Table::Group
                    && row.group.is_some_and(|group| group.background == background)
                    && (row.statistic, row.category) == (statistic, category)
            };
            all.iter().filter(move |(_, row)| of(row)).collect::<Vec<_>>()
        };
        let withheld = |row: &Row| matches!(row.figure, Figure::Withheld(_));
        for background in 0..super::flatten::small(self.instrument.background.len()) {
            let sizes = cells(background, Statistic::N, None);
            let inhabited = |at: usize| {
                sizes.get(at).is_none_or(|(_, row)| withheld(row) || shown(row) != Some(0))
            };
            if (0..sizes.len()).filter(|at| inhabited(*at)).count() < 2 {
                continue;
            }
            let categories = (0..super::flatten::small(self.instrument.categories.len())).map(Some);
            let means = categories.chain([None]).map(|one| (Statistic::Mean, one));
            for (statistic, category) in [(Statistic::N, None)].into_iter().chain(means) {
                let whole = match (statistic, category) {
                    (Statistic::N, _) => Table::Records,
                    (_, Some(_)) => Table::Category,
                    (_, None) => Table::Index,
                };
                let total = all.iter().any(|(_, row)| {
                    (row.table, row.statistic, row.category) == (whole, Statistic::N, category)
                });
                let cells = cells(background, statistic, category);
                let cells = cells.iter().enumerate().filter(|(at, _)| inhabited(*at));
                let mut hidden = cells.filter(|(_, (_, row))| withheld(row));
                if let (true, Some((_, (number, _))), None) = (total, hidden.next(), hidden.next())
                {
                    return Some(*number);
                }
            }
        }
        None
    }
}

/// Whether the scores add up, with no small part between any two edges that are shown.
fn scores_add_up(rows: &[Numbered]) -> bool {
    let Some(n) = number(rows, Statistic::N) else {
        let shown = rows.iter().filter(|(_, row)| matches!(row.figure, Figure::Shown { .. }));
        // The distance of the two indices stands beside the weighted one, estimates by
        // themselves.
        return shown
            .map(|(_, row)| row.statistic)
            .all(|one| matches!(one, Statistic::Weighting | Statistic::MeanEstimate));
    };
    let there = |one: &Statistic| rows.iter().any(|(_, row)| row.statistic == *one);
    if !SCORES.iter().all(there) {
        return false;
    }
    let bins: Vec<((u8, u8), u64)> = rows
        .iter()
        .filter(|(_, row)| row.statistic == Statistic::Bin)
        .filter_map(|(_, row)| Some((row.part?, shown(row)?)))
        .collect();
    let mut from: Vec<(u8, u64)> = vec![(0, n), (100, 0)];
    for (bin, _) in &bins {
        let above = bins.iter().filter(|(other, _)| other.0 >= bin.0).map(|(_, people)| people);
        from.push((bin.0, above.sum()));
    }
    for (edge, statistic) in [(50, Statistic::Share50), (75, Statistic::Share75)] {
        let row = rows.iter().find(|(_, row)| row.statistic == statistic);
        if let Some(Figure::Shown { value, n: Some(of), .. }) = row.map(|(_, row)| row.figure) {
            if of != n {
                return false;
            }
            from.push((edge, people(value, of)));
        }
    }
    from.sort_unstable_by_key(|&(edge, people)| (edge, std::cmp::Reverse(people)));
    let sound = |pair: &[(u8, u64)]| {
        let between = pair[0].1.checked_sub(pair[1].1);
        between.is_some_and(|people| people == 0 || pair[0].0 < pair[1].0 && is_part(people))
    };
    let binned = bins.is_empty() || follows(&bins, 0, Some(100)) && is_whole(&bins, n);
    binned && from.windows(2).all(sound)
}

/// A figure that is shown, as a number of people.
fn shown(row: &Row) -> Option<u64> {
    match row.figure {
        Figure::Shown { value, .. } => Some(whole(value)),
        Figure::Withheld(_) => None,
    }
}

/// The number of people that a statistic tells.
fn number(rows: &[Numbered], statistic: Statistic) -> Option<u64> {
    let row = rows.iter().find(|(_, row)| row.statistic == statistic && row.part.is_none());
    shown(row?.1)
}

/// The parts of a statistic with their people.
fn shares<'a>(
    rows: &'a [Numbered],
    statistic: Statistic,
) -> impl Iterator<Item = ((u8, u8), u64)> + 'a {
    rows.iter().filter(move |(_, row)| row.statistic == statistic).filter_map(|(_, row)| match row
        .figure
    {
        Figure::Shown { value, n: Some(n), .. } => Some((row.part?, people(value, n))),
        _ => None,
    })
}

/// Nobody, or enough people for a part.
const fn is_part(people: u64) -> bool {
    people == 0 || people >= PART_MIN
}

/// Whether parts follow one another from 0 to the end; of options the next begins `gap` after the
/// last one's end.
fn follows(parts: &[((u8, u8), u64)], gap: u8, end: Option<u8>) -> bool {
    let next = parts.iter().try_fold(0, |next: u8, ((first, last), _)| {
        (*first == next && first <= last).then(|| last.saturating_add(gap))
    });
    next.is_some() && next == end
}

/// Whether parts are everybody, with no small one, and not all people of a small group in one.
fn is_whole(parts: &[((u8, u8), u64)], n: u64) -> bool {
    let inhabited = parts.iter().filter(|(_, people)| *people > 0).count();
    parts.iter().all(|(_, people)| is_part(*people))
        && parts.iter().map(|(_, people)| people).sum::<u64>() == n
        && (inhabited > 1 || n >= GROUP_MIN)
}

/// Whether a share, with its interval, is that of a number of people.
fn is_proportion(row: &Row, value: f64, n: Option<u64>) -> bool {
    let Some(n) = n.filter(|_| (0.0..=1.0).contains(&value)) else { return false };
    let share = Proportion { count: people(value, n), n };
    let (low, high) = (share.interval().low, share.interval().high);
    let expected = Figure::Shown { value: share.share(), interval: Some((low, high)), n: Some(n) };
    row.figure == expected && is_part(share.count)
}

/// Whether a figure is rounded to multiples of a step.
fn is_multiple(figure: f64, step: f64) -> bool {
    let steps = figure / step;
    step == EXACT || step > 0.0 && (steps - steps.round()).abs() < NEAR
}
