//! Attacks on small groups: what a reader can compute who tries every possibility.

mod equations;
mod figures;
mod growing;
mod merged;
mod odd;
mod tables;
mod whole;

use std::collections::BTreeMap;

use super::{Policy, Summary, disclose};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::shipped_instrument;
use crate::domain::tally::{CATEGORY_UNITS, Tally};

/// A category whose quick form has two items of five options: nine possible scores.
const CATEGORY: &str = "accountability";
const ITEMS: [&str; 2] = ["acc_personal", "acc_defensive"];
const SCORES: usize = 9;
const PEOPLE: u64 = 10;

/// How many people have each of the nine scores.
type Group = [u64; SCORES];

/// The tally of a group, as far as the category is concerned: nobody answers anything else.
fn tally(instrument: &Instrument, group: &Group) -> Tally {
    let mut tally = Tally::empty(instrument, Form::Quick);
    let category = instrument.category_index(CATEGORY).expect("a category");
    let items = ITEMS.map(|id| instrument.item_index(id).expect("an item"));
    for (score, &people) in group.iter().enumerate().filter(|(_, people)| **people > 0) {
        let options = [score / 2, score - score / 2];
        for (item, option) in items.into_iter().zip(options) {
            tally.items[item].options[option] += people;
        }
        let units = score as u64 * 100 * CATEGORY_UNITS / (SCORES as u64 - 1);
        tally.categories[category].counts.insert(units, people);
        tally.n += people;
    }
    tally
}

/// What a page shows of the category's scores: figures to one decimal.
fn shown(instrument: &Instrument, tally: &Tally) -> String {
    let category = instrument.category_index(CATEGORY).expect("a category");
    let release = disclose(instrument, tally, Policy::default());
    let tenths = |figure: f64| (figure * 10.0).round();
    let Some(Summary { mean, sd, interval, quartiles, histogram, share_50, share_75, .. }) =
        release.categories[category].shown()
    else {
        return "withheld".to_owned();
    };
    let points = [*mean, interval.low, interval.high].map(tenths);
    let sd = sd.shown().copied().map(tenths);
    let quartiles = quartiles.shown().map(|quartiles| quartiles.map(tenths));
    format!("{points:?} {sd:?} {quartiles:?} {histogram:?} {share_50:?} {share_75:?}")
}

/// Calls back with every group of so many people.
fn every_group(place: usize, left: u64, group: &mut Group, back: &mut impl FnMut(&Group)) {
    if place == SCORES - 1 {
        group[place] = left;
        back(group);
        return;
    }
    for people in 0..=left {
        group[place] = people;
        every_group(place + 1, left - people, group, back);
    }
}

/// Of all 43,758 groups of ten people on nine scores, at most one in twenty can be told from its
/// release, and in at most one in ten is it certain that one or two people are at the top. Exact
/// figures would tell 97 % of the groups.
#[test]
fn a_release_of_ten_people_seldom_tells_their_scores() {
    let instrument = shipped_instrument();
    // The release, the groups that it fits, and those of them with one or two people at the top.
    let mut releases: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut groups = 0;
    every_group(0, PEOPLE, &mut [0; SCORES], &mut |group| {
        let tally = tally(instrument, group);
        let fits = releases.entry(shown(instrument, &tally)).or_default();
        fits.0 += 1;
        fits.1 += usize::from((1..=2).contains(&group[SCORES - 1]));
        groups += 1;
    });
    assert_eq!(groups, 43_758);
    let unique = releases.values().filter(|fits| fits.0 == 1).count();
    let certain = releases.values().filter(|fits| fits.0 == fits.1);
    let certain: usize = certain.map(|fits| fits.0).sum();
    assert!(unique * 20 <= groups, "{unique} of {groups} groups can be told");
    assert!(certain * 10 <= groups, "in {certain} of {groups} groups the top is certain");
}

/// A small source of numbers (splitmix64).
struct Source(u64);

impl Source {
    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}
