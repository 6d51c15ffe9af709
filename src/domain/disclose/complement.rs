//! Complementary withholding: nothing withheld may be computed from what is shown.

use super::summary::coarsen;
use super::{Cell, GROUP_MIN, ItemRelease, Release, Summary, Withheld};
use crate::domain::instrument::Instrument;

/// Which scales could be cut without merging anything.
pub(super) struct Whole {
    pub(super) index: bool,
    pub(super) weighted: bool,
    pub(super) categories: Vec<bool>,
}

/// Makes the figures of fragile small groups coarse, then withholds more where one mean is hidden
/// (withheld or coarse) and others determine it.
///
/// Where everybody answers everything, the index is the mean of the category means, and a
/// category's mean the mean of its items' means. Of such a sum and its parts, exactly one hidden
/// value can be computed from the others; two cannot. So where exactly one is hidden, the part
/// with the fewest people is hidden too (of equal ones the last): a category in the way the other
/// one is, an item as a whole. Hiding a category concerns its items, hiding items concerns nothing
/// else, so categories first and items second reach the fixed point in one pass.
pub(super) fn complete(instrument: &Instrument, release: &mut Release, whole: &Whole) {
    make_coarse(instrument, release, whole);
    let withheld = release.index.withheld().is_some()
        || release.categories.iter().any(|category| category.withheld().is_some());
    let categories: Vec<Option<u64>> = release.categories.iter().map(people).collect();
    if let Some(category) = also_hidden(people(&release.index).is_none(), &categories) {
        if withheld {
            release.categories[category] = Cell::Withheld(Withheld::Complementary);
        } else {
            coarsen(&mut release.categories[category]);
        }
    }
    for category in 0..release.categories.len() {
        let items: Vec<usize> = asked(instrument, release, category).collect();
        let hidden = people(&release.categories[category]).is_none();
        let people: Vec<_> =
            items.iter().map(|&item| people_of_mean(&release.items[item])).collect();
        if let Some(place) = also_hidden(hidden, &people) {
            release.items[items[place]] = Cell::Withheld(Withheld::Complementary);
        }
    }
}

/// Makes the figures of small groups coarse where something had to be merged: in the scores
/// themselves, in an item of the category, or, for the index, in any category.
fn make_coarse(instrument: &Instrument, release: &mut Release, whole: &Whole) {
    for category in 0..release.categories.len() {
        let hides = |item: usize| people_of_mean(&release.items[item]).is_none();
        let merged = !whole.categories[category] || asked(instrument, release, category).any(hides);
        if merged && is_small(&release.categories[category]) {
            coarsen(&mut release.categories[category]);
        }
    }
    let exact = release.categories.iter().all(|category| people(category).is_some());
    let Release { index, weighted, .. } = release;
    for (cell, whole) in [(index, whole.index), (weighted, whole.weighted)] {
        if !(whole && exact) && is_small(cell) {
            coarsen(cell);
        }
    }
}

/// The items of a category that the form asks.
pub(super) fn asked<'a>(
    instrument: &'a Instrument,
    release: &'a Release,
    category: usize,
) -> impl Iterator<Item = usize> + 'a {
    instrument
        .items_of(category)
        .filter(|&item| release.items[item].withheld() != Some(Withheld::NotAsked))
}

/// Whether a shown summary rests on a small group.
fn is_small(cell: &Cell<Summary>) -> bool {
    cell.shown().is_some_and(|summary| summary.n < GROUP_MIN)
}

/// The people behind an exact mean of scores; none where it is hidden.
pub(super) fn people(cell: &Cell<Summary>) -> Option<u64> {
    cell.shown().filter(|summary| !summary.coarse).map(|summary| summary.n)
}

/// The people behind an item's mean; none where the mean is hidden.
pub(super) fn people_of_mean(item: &Cell<ItemRelease>) -> Option<u64> {
    let item = item.shown()?;
    item.mean.shown().map(|_| item.distribution.n)
}

/// The part to be hidden too, if exactly one of a sum and its parts is hidden. `parts` are the
/// people behind each part, none where it is hidden.
fn also_hidden(sum_hidden: bool, parts: &[Option<u64>]) -> Option<usize> {
    let hidden = usize::from(sum_hidden) + parts.iter().filter(|part| part.is_none()).count();
    let shown = parts.iter().enumerate().rev().filter_map(|(place, part)| Some((place, (*part)?)));
    if hidden == 1 { shown.min_by_key(|(_, people)| *people).map(|(place, _)| place) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_a_second_value_beside_a_single_one() {
        let check = |sum_hidden, parts: &[Option<u64>], expected| {
            assert_eq!(also_hidden(sum_hidden, parts), expected, "{sum_hidden} {parts:?}");
        };
        check(false, &[Some(12), Some(12), Some(12)], None);
        check(false, &[Some(12), None, Some(11)], Some(2));
        check(false, &[Some(12), None, Some(12)], Some(2));
        check(false, &[None, None, Some(12)], None);
        check(true, &[Some(10), Some(12), Some(11)], Some(0));
        check(true, &[None, Some(12), Some(11)], None);
        check(false, &[None], None);
    }
}
