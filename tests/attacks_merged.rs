//! Reports of counties beside the report of their city: what can be subtracted.
//!
//! A report's own rules cannot see other reports. These tests show the attack, so that what the
//! documents tell whoever passes reports on stays true.

use qingdan::domain::disclose::{Policy, Release, Withheld, disclose};
use qingdan::domain::instrument::Instrument;
use qingdan::domain::record::Record;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::{Columns, Scope, Tally};

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

/// The reports of two counties and of both together.
fn reports(first: &[Record], second: &[Record]) -> [Release; 3] {
    let (first, second) = (tally(first), tally(second));
    let mut both = first.clone();
    both.merge(&second).expect("the same instrument and form");
    [&first, &second, &both].map(|tally| disclose(instrument(), tally, Policy::default()))
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
/// all other counties are passed on, its mean follows by subtraction all the same.
#[test]
fn a_county_without_a_report_follows_from_its_city() {
    let records: Vec<Record> = demo(instrument(), 260, 21).collect();
    let (large, small) = records.split_at(253);
    let [county, hidden, city] = reports(large, small);
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

/// A group that is withheld in one county, and shown in the only other one and in the city, follows
/// by subtraction: there are such groups.
#[test]
fn a_group_withheld_in_one_county_alone_follows_from_its_city() {
    let mut followed = 0;
    for seed in 0..10 {
        let records: Vec<Record> = demo(instrument(), 700, seed).collect();
        let (first, second) = records.split_at(600);
        let [large, small, city] = reports(first, second);
        for (whole, parts) in city.groups.iter().zip(large.groups.iter().zip(&small.groups)) {
            for (place, group) in whole.groups.iter().enumerate() {
                let [one, other] = [parts.0, parts.1].map(|table| &table.groups[place].n);
                let told = group.n.shown().is_some() && one.shown().is_some();
                followed += usize::from(told && other.withheld().is_some());
            }
        }
    }
    assert!(followed > 0, "the attack has no example");
}
