//! Attacks on small groups: what a reader can compute who tries every possibility.

use std::collections::BTreeMap;

use super::{Policy, Summary, disclose};
use crate::domain::answer::{Answer, Complete, Question};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::interview::{Event, Interview};
use crate::domain::record::RecordId;
use crate::domain::shipped_instrument;
use crate::domain::tally::Tally;

/// A category whose quick form has two items of five options: nine possible scores.
const CATEGORY: &str = "accountability";
const ITEMS: [&str; 2] = ["acc_personal", "acc_defensive"];
const SCORES: usize = 9;
const PEOPLE: usize = 10;

/// How many people have each of the nine scores.
type Group = [usize; SCORES];

/// A quick form with these options for the two items and nothing else.
fn complete(instrument: &Instrument, options: [u8; 2]) -> Complete {
    let mut interview = Interview::new(instrument, RecordId([0; 16]), None);
    let answered = ITEMS.iter().zip(options).map(|(id, option)| {
        let item = instrument.item_index(id).expect("an item");
        Event::Answered(Question::Item(u8::try_from(item).expect("small")), Answer::Option(option))
    });
    for event in answered.chain([Event::PickedForm(Form::Quick)]) {
        interview = interview.after(instrument, &event).unwrap_or(interview);
    }
    interview.finish(instrument)
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
fn every_group(place: usize, left: usize, group: &mut Group, back: &mut impl FnMut(&Group)) {
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
    let people: Vec<Complete> =
        (0..9_u8).map(|score| complete(instrument, [score / 2, score - score / 2])).collect();
    // The release, the groups that it fits, and those of them with one or two people at the top.
    let mut releases: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut groups = 0;
    every_group(0, PEOPLE, &mut [0; SCORES], &mut |group| {
        let mut tally = Tally::empty(instrument, Form::Quick);
        for (person, &number) in people.iter().zip(group) {
            (0..number).for_each(|_| tally.count(instrument, person));
        }
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
