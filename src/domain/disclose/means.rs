//! Means of sources that would follow from the merged report and the reports of the others.
//!
//! Where everybody answers everything, a category's mean is that of its items' means, and the index
//! that of the categories' (`complement.rs`). A mean that a source hides stands in one such sum of
//! this source, and in one total over all sources. So hidden means are the edges of a network
//! between sums and totals, in which all totals that are not shown exactly are one node: a mean
//! follows where no other way leads from one of its ends to the other. The items of a category and
//! the category are one network, the categories and the index another.

use super::complement::{asked, people, people_of_mean};
use super::summary::round_to;
use super::{COARSE_POINTS, Cell, GROUP_MIN, Release, Summary, Withheld, float, ratio};
use crate::domain::instrument::Instrument;
use crate::domain::tally::Tally;

/// A source: its counts and what it publishes of them.
pub(super) type Source<'a> = (&'a Tally, &'a Release);

/// Rounds means of the merged report, or withholds them, until no mean follows that a source
/// withholds, and none that it rounds more closely than it is shown there.
pub(super) fn soften(sources: &[Source], instrument: &Instrument, release: &mut Release) {
    let index = release.categories.len();
    let mut rounded = 0;
    for score in 0..=index + 1 {
        let few = |source: &&Source| people(cell(source.1, score)).is_none();
        let few = sources.iter().filter(few).map(|(tally, _)| scored(tally, score)).sum();
        if let Some(least) = least_step(few, shown_people(release, score)) {
            round_score(release, score, least);
            rounded |= 1 << score;
        }
    }
    while let Some(Told { source, mean }) = told(sources, instrument, release, rounded) {
        match mean {
            Mean::Item(item) => release.items[item] = Cell::Withheld(Withheld::Differencing),
            Mean::Score(score) => {
                let (tally, own) = sources[source];
                if cell(own, score).shown().is_some() {
                    let people = scored(tally, score);
                    let least = COARSE_POINTS * ratio(people, shown_people(release, score).max(1));
                    round_score(release, score, least);
                } else {
                    *cell_mut(release, score) = Cell::Withheld(Withheld::Differencing);
                }
                rounded |= 1 << score;
            }
        }
    }
}

/// What the mean of so many people must be rounded to, points, so that the mean of `few` of them
/// follows no more closely than within [`COARSE_POINTS`]; none where these are nobody or enough. A
/// mean that is off by half a step is off by so much more for fewer people.
pub(super) fn least_step(few: u64, people: u64) -> Option<f64> {
    (1..GROUP_MIN).contains(&few).then(|| COARSE_POINTS * float(few) / float(people.max(1)))
}

/// A mean that must be hidden, because one of this source would follow from it.
struct Told {
    source: usize,
    mean: Mean,
}

enum Mean {
    /// An item.
    Item(usize),
    /// A category, or after these the index.
    Score(usize),
}

/// The next mean that must be hidden. `rounded` are the scores that are not exact any more, as
/// bits.
fn told(
    sources: &[Source],
    instrument: &Instrument,
    release: &Release,
    rounded: u64,
) -> Option<Told> {
    let index = release.categories.len();
    let exact = |report: &Release, score: usize| people(cell(report, score)).is_some();
    let hidden = |own: &Release| bits((0..=index).filter(|&score| !exact(own, score)));
    let lines: Vec<u64> = sources.iter().map(|(_, own)| hidden(own)).collect();
    let open = bits((0..=index).filter(|&score| exact(release, score))) & !rounded;
    if let Some((source, scores)) = follows(&lines, open) {
        let scores = (0..=index).rev().filter(|score| scores >> score & 1 == 1);
        let score = scores.min_by_key(|&score| (score == index, shown_people(release, score)))?;
        return Some(Told { source, mean: Mean::Score(score) });
    }
    (0..index).find_map(|category| {
        let items: Vec<usize> = asked(instrument, release, category).collect();
        let shown = |report: &Release, place: usize| match items.get(place) {
            Some(&item) => people_of_mean(&report.items[item]),
            None => people(cell(report, category)),
        };
        let hidden = |own| bits((0..=items.len()).filter(|&place| shown(own, place).is_none()));
        let lines: Vec<u64> = sources.iter().map(|(_, own)| hidden(own)).collect();
        let exact = (0..=items.len()).filter(|&place| shown(release, place).is_some());
        let open = bits(exact) & !((rounded >> category & 1) << items.len());
        let (source, places) = follows(&lines, open)?;
        let places = (0..items.len()).rev().filter(|place| places >> place & 1 == 1);
        let item = places.min_by_key(|&place| shown(release, place)).map(|place| items[place]);
        Some(Told { source, mean: item.map_or(Mean::Score(category), Mean::Item) })
    })
}

/// A source and totals, as bits, of which one must be hidden because a mean of this source follows.
/// `lines` are the means that each source hides, and `open` the totals that are shown exactly.
fn follows(lines: &[u64], open: u64) -> Option<(usize, u64)> {
    const CLOSED: u64 = 1 << (u64::BITS - 1);
    let ends = |line: u64| line & open | if line & !open > 0 { CLOSED } else { 0 };
    lines.iter().enumerate().find_map(|(source, &line)| {
        let one_closed = (line & !open).is_power_of_two();
        let edges = (0..u64::BITS).map(|total| 1 << total).filter(|edge| ends(line) & edge > 0);
        edges.filter(|&edge| edge != CLOSED || one_closed).find_map(|edge| {
            let others = lines.iter().enumerate().filter(|(other, _)| *other != source);
            let others: Vec<u64> = others.map(|(_, &line)| ends(line)).collect();
            let reached = reach(&others, ends(line) & !edge);
            let hide = if edge == CLOSED { reached & open } else { edge };
            (reached & edge == 0 && hide > 0).then_some((source, hide))
        })
    })
}

/// The totals to which a way leads from these.
fn reach(lines: &[u64], mut from: u64) -> u64 {
    loop {
        let touched = lines.iter().filter(|line| *line & from > 0);
        let further = touched.fold(from, |bits, line| bits | line);
        if further == from {
            return from;
        }
        from = further;
    }
}

fn bits(places: impl Iterator<Item = usize>) -> u64 {
    places.fold(0, |bits, place| bits | 1 << place)
}

/// The categories in order, the index, and last the weighted index, which no sum holds.
fn cell(release: &Release, score: usize) -> &Cell<Summary> {
    match score.checked_sub(release.categories.len()) {
        None => &release.categories[score],
        Some(0) => &release.index,
        Some(_) => &release.weighted,
    }
}

fn cell_mut(release: &mut Release, score: usize) -> &mut Cell<Summary> {
    match score.checked_sub(release.categories.len()) {
        None => &mut release.categories[score],
        Some(0) => &mut release.index,
        Some(_) => &mut release.weighted,
    }
}

fn scored(tally: &Tally, score: usize) -> u64 {
    match score.checked_sub(tally.categories.len()) {
        None => tally.categories[score].scored(),
        Some(0) => tally.index.moments.n,
        Some(_) => tally.weighted.moments.n,
    }
}

fn shown_people(release: &Release, score: usize) -> u64 {
    cell(release, score).shown().map_or(0, |summary| summary.n)
}

fn round_score(release: &mut Release, score: usize, least: f64) {
    if let Cell::Shown(summary) = cell_mut(release, score) {
        round_to(summary, least);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_follows_where_no_other_way_leads_around_it() {
        let check = |lines: &[u64], open: u64, expected: Option<(usize, u64)>| {
            assert_eq!(follows(lines, open), expected, "{lines:?} {open:b}");
        };
        // Two means are hidden in one source, and both totals are shown: either tells one.
        check(&[0b011], 0b111, Some((0, 0b001)));
        // One total is hidden: the other tells one mean, and so the sum of the source the other.
        check(&[0b011], 0b110, Some((0, 0b010)));
        check(&[0b011], 0b100, None);
        // Another source hides the same two.
        check(&[0b011, 0b011], 0b111, None);
        // Around three sources and three totals.
        check(&[0b011, 0b110, 0b101], 0b111, None);
        // Two circles, and one mean between them.
        let chain = [0b0011, 0b0011 | 0b0100, 0b1100, 0b1100];
        check(&chain, 0b1111, Some((1, 0b0100)));
        // The totals that are hidden are one node, which one mean alone touches.
        check(&[0b011, 0b110, 0b110], 0b110, Some((0, 0b010)));
    }
}
