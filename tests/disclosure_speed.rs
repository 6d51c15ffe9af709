//! How long disclosure takes: a measurement, for a release build.
//!
//! `cargo test --release --no-default-features --test disclosure_speed -- --ignored --nocapture`
//! prints what `docs/disclosure.md` tells.
#![cfg(not(target_arch = "wasm32"))]

use std::time::{Duration, Instant};

use qingdan::domain::disclose::{History, Policy, disclose, disclose_merged};
use qingdan::domain::instrument::Form;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::{Changes, Columns, Tally};

/// Tallies that are disclosed.
const TALLIES: u64 = 20_000;

/// The full-form records of so many invented people.
fn tally(people: u64, seed: u64) -> Tally {
    let instrument = shipped_instrument();
    let mut columns = Columns::new(instrument, 1);
    for record in demo(instrument, people, seed) {
        columns.add(&record);
    }
    let full = columns.scopes().into_iter().find(|(scope, _)| scope.form == Form::Full);
    let nobody = || Tally::empty(instrument, Form::Full);
    full.and_then(|(scope, _)| columns.tally(scope).cloned()).unwrap_or_else(nobody)
}

/// Prints the middle, the 99th percentile and the longest time.
fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("{what}: median {:?}, 99 % {:?}, longest {:?}", at(50), at(99), at(100));
}

#[test]
#[ignore = "a measurement for a release build"]
fn twenty_thousand_tallies() {
    let sizes = [12, 25, 40, 60, 90, 150, 250, 400];
    let times = (0..TALLIES).map(|seed| {
        let size = sizes[usize::try_from(seed % 8).expect("small")];
        let tally = tally(size, seed);
        let start = Instant::now();
        let release = disclose(shipped_instrument(), &tally, Policy::default());
        let time = start.elapsed();
        assert_eq!(release.n, tally.n());
        time
    });
    tell("a tally of 12 to 400 people", times.collect());
}

#[test]
#[ignore = "a measurement for a release build"]
fn merged_tallies() {
    let instrument = shipped_instrument();
    for (sources, repeats) in [(5, 40), (20, 40), (100, 20)] {
        let times = (0..repeats).map(|seed| {
            let files: Vec<Tally> =
                (0..sources).map(|file| tally(40 + 17 * (file % 7), seed * 1_000 + file)).collect();
            let mut whole = Tally::empty(instrument, Form::Full);
            for file in &files {
                whole.merge(file).expect("the same form");
            }
            let lists = [files.iter().collect()];
            let (nothing, mut history) = (Changes::default(), History::default());
            let start = Instant::now();
            let policy = Policy::default();
            let release =
                disclose_merged(instrument, &whole, &lists, policy, &nothing, &mut history);
            let time = start.elapsed();
            let items = release.items.iter().filter(|item| item.shown().is_some()).count();
            let groups = release.groups.iter().flat_map(|table| &table.groups);
            let groups = groups.filter(|group| group.n.shown().is_some()).count();
            (time, items, groups)
        });
        let times: Vec<(Duration, usize, usize)> = times.collect();
        let (items, groups) =
            times.iter().fold((0, 0), |sum, time| (sum.0 + time.1, sum.1 + time.2));
        println!("{sources} files: {items} items and {groups} groups shown in {repeats} reports");
        tell(&format!("{sources} files"), times.into_iter().map(|time| time.0).collect());
    }
}
