//! Attacks on categories of two items with exact figures elsewhere: groups of 30 people and more.

use std::collections::BTreeSet;

use super::{CATEGORY, ITEMS, SCORES, Source};
use crate::domain::disclose::parts::Parts;
use crate::domain::disclose::summary::SHARES;
use crate::domain::disclose::{PART_MIN, Policy, disclose};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::shipped_instrument;
use crate::domain::tally::{CATEGORY_UNITS, Tally};

/// Sizes of the groups: from the number of people where figures stop being coarse.
const SIZES: [u64; 3] = [30, 40, 60];

/// Groups of each size.
const GROUPS: usize = 60;

/// In how many groups of each size a number of 1 or 2 people is certain.
const TOLD: [(u64, usize); 3] = [(30, 1), (40, 3), (60, 1)];

/// Cells that are tried before a set of scores is given up as impossible.
const TRIES: usize = 2_000;

/// What each person answered to the two items: options, 0 to 4.
type People = Vec<[usize; 2]>;

/// People whose answers to the two items go together, around a level of their own.
fn people(source: &mut Source, size: u64) -> People {
    let level = source.below(5);
    let option = |source: &mut Source, own: u64| {
        usize::try_from((level + own + source.below(3)).saturating_sub(2).min(4)).expect("small")
    };
    let person = |_| {
        let own = source.below(3);
        [option(source, own), option(source, own)]
    };
    (0..size).map(person).collect()
}

fn scores(people: &People) -> [u64; SCORES] {
    let mut scores = [0; SCORES];
    for [first, second] in people {
        scores[first + second] += 1;
    }
    scores
}

fn tally(instrument: &Instrument, people: &People) -> Tally {
    let mut tally = Tally::empty(instrument, Form::Quick);
    let category = instrument.category_index(CATEGORY).expect("a category");
    let items = ITEMS.map(|id| instrument.item_index(id).expect("an item"));
    for options in people {
        for (item, option) in items.iter().zip(options) {
            tally.items[*item].options[*option] += 1;
        }
        let points = options.map(|option| u8::try_from(option * 25).expect("at most 100"));
        tally.reliability[category].add(&points);
        let units = (options[0] + options[1]) as u64 * 100 * CATEGORY_UNITS / 8;
        *tally.categories[category].counts.entry(units).or_default() += 1;
        tally.n += 1;
    }
    // Everybody is in one group, whose figures are those of all.
    tally.background[0].options[0] = tally.n;
    tally.groups[0][0].n = tally.n;
    tally.groups[0][0].categories[category] = tally.categories[category].moments(CATEGORY_UNITS);
    tally
}

/// Everything that is published of the category, its items and its groups.
fn published(instrument: &Instrument, people: &People) -> String {
    let release = disclose(instrument, &tally(instrument, people), Policy::default());
    let category = instrument.category_index(CATEGORY).expect("a category");
    let items = ITEMS.map(|id| &release.items[instrument.item_index(id).expect("an item")]);
    let groups: Vec<_> = release.groups.iter().map(|t| &t.groups[0].categories[category]).collect();
    let (figures, reliability) = (&release.categories[category], &release.reliability[category]);
    format!("{figures:?} {items:?} {reliability:?} {groups:?}")
}

/// The same, and what would be without rule 4: the deviation without rounding, and the histogram.
fn exact(instrument: &Instrument, people: &People) -> String {
    let squares: usize = people.iter().map(|[first, second]| (first + second).pow(2)).sum();
    let category = instrument.category_index(CATEGORY).expect("a category");
    let tally = tally(instrument, people);
    let steps = tally.categories[category].spread(CATEGORY_UNITS).steps;
    let parts = Parts::new(&steps, &SHARES);
    let parts: Vec<_> = parts.ranges().map(|range| parts.people(range)).collect();
    format!("{} {squares} {parts:?}", published(instrument, people))
}

/// Whether it is certain how many people have some score that 1 or 2 have: other scores with the
/// same sum are tried, for each a way to answer with as many people on each option of both items,
/// and in all that fit what is published so many have that score.
fn is_told(people: &People, figures: fn(&Instrument, &People) -> String) -> bool {
    let instrument = shipped_instrument();
    let (own, all) = (scores(people), figures(instrument, people));
    let mut certain: Vec<usize> =
        (0..SCORES).filter(|&score| (1..PART_MIN).contains(&own[score])).collect();
    let mut tried = BTreeSet::new();
    let once: Vec<_> = exchanges(own).collect();
    let twice = once.iter().flat_map(|&other| exchanges(other));
    for other in once.iter().copied().chain(twice) {
        if certain.is_empty() {
            return false;
        }
        if certain.iter().any(|&score| other[score] != own[score])
            && tried.insert(other)
            && answered(people, other).is_some_and(|found| figures(instrument, &found) == all)
        {
            certain.retain(|&score| other[score] == own[score]);
        }
    }
    !certain.is_empty()
}

/// The scores after one person's has risen by a step, and another's fallen.
fn exchanges(scores: [u64; SCORES]) -> impl Iterator<Item = [u64; SCORES]> {
    let pairs = (0..SCORES - 1).flat_map(|up| (1..SCORES).map(move |down| (up, down)));
    pairs.filter_map(move |(up, down)| {
        let mut other = scores;
        other[up] = other[up].checked_sub(1)?;
        other[down] = other[down].checked_sub(1)?;
        other[up + 1] += 1;
        other[down - 1] += 1;
        Some(other)
    })
}

/// People with such scores, and with as many people on each option as these; none where there are
/// none, or too many possibilities to be tried.
fn answered(people: &People, scores: [u64; SCORES]) -> Option<People> {
    let mut left = Left { rows: [0; 5], columns: [0; 5], scores, tries: TRIES, people: Vec::new() };
    for [first, second] in people {
        left.rows[*first] += 1;
        left.columns[*second] += 1;
    }
    left.fill(0).then_some(left.people)
}

/// People who still have to be placed: by option of either item and by score.
struct Left {
    rows: [u64; 5],
    columns: [u64; 5],
    scores: [u64; SCORES],
    tries: usize,
    people: People,
}

impl Left {
    /// Fills the cells from one on, the fullest ways first.
    fn fill(&mut self, cell: usize) -> bool {
        let (row, column) = (cell / 5, cell % 5);
        if cell == 25 {
            return self.columns == [0; 5] && self.scores == [0; SCORES];
        }
        let score = row + column;
        let most = self.rows[row].min(self.columns[column]).min(self.scores[score]);
        // The last cell of a row, of a column or of a score takes whoever is left.
        let last = |is: bool, left: u64| if is { left } else { 0 };
        let low = last(column == 4, self.rows[row])
            .max(last(row == 4, self.columns[column]))
            .max(last(row == 4 || column == 0, self.scores[score]));
        for here in (low..=most).rev() {
            if self.tries == 0 {
                return false;
            }
            self.tries -= 1;
            self.place(row, column, here, true);
            if self.fill(cell + 1) {
                return true;
            }
            self.place(row, column, here, false);
        }
        false
    }

    /// Places so many people in a cell, or takes them away.
    fn place(&mut self, row: usize, column: usize, people: u64, adds: bool) {
        let change = |left: &mut u64| *left = if adds { *left - people } else { *left + people };
        change(&mut self.rows[row]);
        change(&mut self.columns[column]);
        change(&mut self.scores[row + column]);
        let number = usize::try_from(people).expect("small");
        if adds {
            self.people.extend(std::iter::repeat_n([row, column], number));
        } else {
            self.people.truncate(self.people.len() - number);
        }
    }
}

/// In how many groups a number of 1 or 2 people is certain.
fn told(size: u64, figures: fn(&Instrument, &People) -> String) -> usize {
    let mut source = Source(size);
    let groups = (0..GROUPS).map(|_| people(&mut source, size));
    groups.filter(|people| is_told(people, figures)).count()
}

/// It follows for few groups of 30 to 60 people, from everything published of a category of two
/// items (its figures, both items' distributions, its reliability, and a group that is everybody),
/// how many people have a score that 1 or 2 have: these numbers of groups were counted, and are in
/// `docs/disclosure.md`. Where no other scores are found there may still be some, so the true
/// numbers are lower. Exact deviations tell it in most groups.
#[test]
fn rounded_figures_seldom_tell_the_scores_of_a_category_of_two_items() {
    let counted = SIZES.map(|size| (size, told(size, published)));
    assert_eq!(counted, TOLD);
    for size in SIZES {
        let unrounded = told(size, exact);
        assert!(unrounded * 2 >= GROUPS, "{size} people: {unrounded} of {GROUPS} where exact");
    }
}
