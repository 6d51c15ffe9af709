//! Complementary withholding: nothing withheld may be computed from what is shown.

use super::{Cell, ItemRelease, Release, Withheld};
use crate::domain::instrument::Instrument;

/// Withholds more where one mean is withheld and others determine it.
///
/// Where everybody answers everything, the index is the mean of the category means, and a
/// category's mean the mean of its items' means. Of such a sum and its parts, exactly one hidden
/// value can be computed from the others; two cannot. So where exactly one is hidden, the part
/// with the fewest people is hidden too (of equal ones the last). Hiding a category concerns its
/// items, hiding items concerns nothing else, so categories first and items second reach the
/// fixed point in one pass.
pub(super) fn complete(instrument: &Instrument, release: &mut Release) {
    let hidden = release.index.withheld().is_some();
    let people = |category: &Cell<_>| category.shown().map(|summary: &super::Summary| summary.n);
    let categories: Vec<Option<u64>> = release.categories.iter().map(people).collect();
    if let Some(category) = also_hidden(hidden, &categories) {
        release.categories[category] = Cell::Withheld(Withheld::Complementary);
    }
    for category in 0..release.categories.len() {
        let items: Vec<usize> = instrument
            .items_of(category)
            .filter(|&item| release.items[item].withheld() != Some(Withheld::NotAsked))
            .collect();
        let hidden = release.categories[category].withheld().is_some();
        let people: Vec<_> =
            items.iter().map(|&item| people_of_mean(&release.items[item])).collect();
        if let Some(place) = also_hidden(hidden, &people) {
            release.items[items[place]] = Cell::Withheld(Withheld::Complementary);
        }
    }
}

/// The people behind an item's mean; none where the mean is hidden.
fn people_of_mean(item: &Cell<ItemRelease>) -> Option<u64> {
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
