//! Reports of counties beside the report of their city: what can be subtracted.
//!
//! Each test shows an attack that succeeds where the city's report is made without knowledge of the
//! counties, and fails where it is made as the page makes it.

use qingdan::domain::disclose::{
    Cell, Distribution, History, Missing, Policy, Release, Withheld, disclose, disclose_merged,
};
use qingdan::domain::instrument::Instrument;
use qingdan::domain::record::Record;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::{Changes, Columns, Scope, Tally};

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

fn tally(records: &[Record]) -> Tally {
    let mut columns = Columns::new(instrument(), 1);
    for record in records {
        columns.add(record);
    }
    let scopes = columns.scopes().into_iter();
    let scope: Scope = scopes.max_by_key(|(_, people)| *people).expect("records").0;
    columns.tally(scope).expect("a scope with records").clone()
}

/// The reports of two counties, of both together without knowledge of the two, and of both
/// together as the page makes it.
fn reports(first: &[Record], second: &[Record]) -> [Release; 4] {
    let (first, second) = (tally(first), tally(second));
    let mut both = first.clone();
    both.merge(&second).expect("the same instrument and form");
    let alone = [&first, &second, &both];
    let [one, other, ignorant] =
        alone.map(|tally| disclose(instrument(), tally, Policy::default()));
    [one, other, ignorant, merged(&both, &[vec![&first, &second]])]
}

/// The first report of merged files.
fn merged(whole: &Tally, sources: &[Vec<&Tally>]) -> Release {
    let (nothing, mut history) = (Changes::default(), History::default());
    disclose_merged(instrument(), whole, sources, Policy::default(), &nothing, &mut history)
}

/// Σ of the index over everybody, from what a report shows; none where it is withheld or coarse.
fn sum(release: &Release) -> Option<f64> {
    let index = release.index.shown().filter(|index| !index.coarse)?;
    Some(index.mean * f64::from(u32::try_from(index.n).expect("small")))
}

fn scored(release: &Release) -> Option<u64> {
    release.index.shown().map(|index| index.n)
}

/// A county with fewer people than the minimum has no report. Where the city's report and those of
/// all other counties are passed on, its mean would follow by subtraction all the same.
#[test]
fn a_county_without_a_report_does_not_follow_from_its_city() {
    let records: Vec<Record> = demo(instrument(), 260, 21).collect();
    let (large, small) = records.split_at(253);
    let [county, hidden, city, guarded] = reports(large, small);
    assert_eq!(hidden.index.withheld(), Some(Withheld::BelowMinimum));
    let people = scored(&city).expect("shown") - scored(&county).expect("shown");
    assert!((1..10).contains(&people));
    let total = sum(&city).expect("exact") - sum(&county).expect("exact");
    let told = total / f64::from(u32::try_from(people).expect("small"));
    assert!((0.0..=100.0).contains(&told));
    // It is the mean of those people, and of nobody else.
    let truth = disclose(instrument(), &tally(&ten_times(small)), Policy::default());
    let truth = truth.index.shown().expect("ten times as many").mean;
    assert!((told - truth).abs() < 1e-6, "{told} instead of {truth}");

    let summaries = [&guarded.index, &guarded.weighted].into_iter().chain(&guarded.categories);
    assert!(summaries.map(Cell::withheld).all(|rule| rule == Some(Withheld::Differencing)));
    assert!(guarded.items.iter().all(|item| item.shown().is_none()));
    assert!(guarded.outcomes.iter().all(|outcome| outcome.shown().is_none()));
    let relations = guarded.reliability.iter().filter_map(Cell::shown).count();
    let pairs = guarded.correlations.iter().filter_map(|pair| pair.figures.shown()).count();
    assert_eq!((relations, pairs, guarded.hours.shown()), (0, 0, None));
    assert_eq!((guarded.priorities.shown(), guarded.weighting.shown()), (None, None));
    assert_eq!(guarded.paradox.shown(), None);
    assert_eq!(guarded.n, city.n, "numbers of people are always shown");
}

/// Two such counties hide each other, where they have at least the minimum of people together.
#[test]
fn several_small_counties_hide_each_other() {
    let records: Vec<Record> = demo(instrument(), 260, 21).collect();
    let parts = [&records[..242], &records[242..251], &records[251..]].map(tally);
    let whole = tally(&records);
    let release = merged(&whole, &[parts.iter().collect()]);
    assert!(release.index.shown().is_some());
    assert!(release.categories.iter().filter(|cell| cell.shown().is_some()).count() > 5);
}

/// A county that came after a report of the others is protected from that report too.
#[test]
fn what_came_after_a_report_does_not_follow_from_it() {
    let mut followed = [0; 2];
    for seed in 0..6 {
        let records: Vec<Record> = demo(instrument(), 225, seed).collect();
        let parts = [&records[..75], &records[75..150], &records[150..]].map(tally);
        let mut before = parts[0].clone();
        before.merge(&parts[1]).expect("the same instrument and form");
        let whole = tally(&records);
        let files: Vec<&Tally> = parts.iter().collect();
        let since = vec![&before, &parts[2]];
        let earlier = merged(&before, &[vec![&parts[0], &parts[1]]]);
        for (place, sources) in [vec![files.clone()], vec![files, since]].iter().enumerate() {
            followed[place] += few_in_between(&earlier, &merged(&whole, sources));
        }
    }
    assert!(followed[0] > 0, "the attack has no example");
    assert_eq!(followed[1], 0);
}

/// How many options 1 or 2 people picked who are in a later report and not in an earlier one.
fn few_in_between(earlier: &Release, later: &Release) -> usize {
    let mut few = 0;
    for pair in earlier.items.iter().zip(&later.items) {
        let (Some(earlier), Some(later)) = (pair.0.shown(), pair.1.shown()) else { continue };
        for part in &later.distribution.parts {
            let same = |other: &&qingdan::domain::disclose::Part| {
                (other.first, other.last) == (part.first, part.last)
            };
            let before = earlier.distribution.parts.iter().find(same);
            let between = before.map(|before| part.share.count - before.share.count);
            few += usize::from(between.is_some_and(|people| (1..3).contains(&people)));
        }
    }
    few
}

/// The same answers from ten times as many people, so that a report shows their mean.
fn ten_times(records: &[Record]) -> Vec<Record> {
    let copy = |number: u8| {
        records.iter().map(move |record| {
            let mut packed = record.pack();
            packed[ID_AT] ^= number;
            qingdan::domain::record::unpack(&[instrument()], &packed).expect("a record")
        })
    };
    (0..10).flat_map(copy).collect()
}

/// A byte of a packed record's id, which decides who it is.
const ID_AT: usize = 8;

/// A group that is withheld in one county, and shown in the only other one and in the city, would
/// follow by subtraction.
#[test]
fn a_group_withheld_in_one_county_alone_does_not_follow_from_its_city() {
    let mut followed = [0; 2];
    for seed in 0..10 {
        let records: Vec<Record> = demo(instrument(), 700, seed).collect();
        let (first, second) = records.split_at(600);
        let [large, small, ignorant, guarded] = reports(first, second);
        for (place, city) in [ignorant, guarded].iter().enumerate() {
            for (whole, parts) in city.groups.iter().zip(large.groups.iter().zip(&small.groups)) {
                for (group, whole) in whole.groups.iter().enumerate() {
                    let [one, other] = [parts.0, parts.1].map(|table| &table.groups[group].n);
                    let told = whole.n.shown().is_some() && one.shown().is_some();
                    followed[place] += usize::from(told && other.withheld().is_some());
                }
            }
        }
    }
    assert!(followed[0] > 0, "the attack has no example");
    assert_eq!(followed[1], 0);
}

/// Why 1 or 2 people of a county named no group follows where the city and the only other county
/// show all reasons.
#[test]
fn reasons_of_a_few_do_not_follow_from_their_city() {
    let mut followed = [0; 2];
    for seed in 0..20 {
        let records: Vec<Record> = demo(instrument(), 2_600, seed).collect();
        let (first, second) = records.split_at(2_400);
        let [large, _, ignorant, guarded] = reports(first, second);
        for (place, city) in [ignorant, guarded].iter().enumerate() {
            for (whole, part) in city.background.iter().zip(&large.background) {
                let reasons = |cell: &Cell<Distribution>| match cell.shown()?.missing {
                    Missing::ByReason { not_applicable, dont_know, declined, skipped } => {
                        Some([not_applicable, dont_know, declined, skipped])
                    }
                    Missing::Together(_) => None,
                };
                let (Some(whole), Some(part)) = (reasons(whole), reasons(part)) else { continue };
                let few = whole.iter().zip(part).any(|(all, part)| (1..3).contains(&(all - part)));
                followed[place] += usize::from(few);
            }
        }
    }
    assert!(followed[0] > 0, "the attack has no example");
    assert_eq!(followed[1], 0);
}

/// A crossed table that was withheld for the sake of a source has not been shown: it does not wait
/// for more people afterwards.
#[test]
fn a_table_withheld_for_a_source_is_not_remembered_as_shown() {
    let records: Vec<Record> = demo(instrument(), 6_000, 5).collect();
    let parts = [&records[..5_900], &records[5_900..]].map(tally);
    let (whole, policy) = (tally(&records), Policy::default());
    assert!(disclose(instrument(), &whole, policy).paradox.shown().is_some());
    let (nothing, mut history) = (Changes::default(), History::default());
    let sources = [parts.iter().collect()];
    let before = disclose_merged(instrument(), &whole, &sources, policy, &nothing, &mut history);
    assert_eq!(before.paradox.withheld(), Some(Withheld::Differencing));
    // A few people more, and no sources to be protected.
    let fewer = tally(&records[..5_992]);
    let after = disclose_merged(instrument(), &fewer, &[], policy, &nothing, &mut history);
    assert!(after.paradox.shown().is_some(), "{:?}", after.paradox.withheld());
}
