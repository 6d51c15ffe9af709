//! How long disclosure takes: `cargo xtask bench disclosure`.
//!
//! Two thousand tallies, beside the same work without the auditor; and merged files, beside the
//! report of the same people without knowledge of the files. Prints times and what is shown, and
//! asserts no time.

use std::time::{Duration, Instant};

use qingdan::domain::disclose::{History, Policy, Release, audit, disclose, disclose_merged};
use qingdan::domain::instrument::Form;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::{Changes, Columns, Tally};

/// Tallies that are disclosed one by one.
const TALLIES: u64 = 2_000;

/// People of these, in turn.
const SIZES: [u64; 8] = [12, 25, 40, 60, 90, 150, 250, 400];

/// Files that are merged, and how often.
const MERGED: [(u64, u64); 3] = [(5, 40), (20, 40), (100, 20)];

/// Earlier reports that the page remembers (`worker/reporting.rs`).
const EARLIER: usize = 8;

fn main() {
    single_tallies();
    for (files, repeats) in MERGED {
        merged_tallies(files, repeats);
    }
}

fn single_tallies() {
    let mut times = Times::default();
    for (seed, size) in (0..TALLIES).zip(SIZES.into_iter().cycle()) {
        let tally = tally(size, seed);
        let (release, whole) = timed(|| disclose(shipped_instrument(), &tally, Policy::default()));
        let (sound, attacked) = timed(|| audit(&release));
        assert_eq!(sound, Ok(()));
        times.add(whole, whole.saturating_sub(attacked));
    }
    times.tell("a tally of 12 to 400 people", "without the auditor");
}

fn merged_tallies(files: u64, repeats: u64) {
    let instrument = shipped_instrument();
    let (mut times, mut shown) = (Times::default(), [[0; 3]; 2]);
    for seed in 0..repeats {
        let size = |file: u64| 40 + 17 * (file % 7);
        let files: Vec<Tally> =
            (0..files).map(|file| tally(size(file), seed * 1_000 + file)).collect();
        let mut all = Tally::empty(instrument, Form::Full);
        for file in &files {
            all.merge(file).expect("the same form");
        }
        let told = reports(&files);
        let since = told.iter().map(|(many, told)| [told].into_iter().chain(&files[*many..]));
        let since = since.map(Iterator::collect);
        let sources: Vec<Vec<&Tally>> = [files.iter().collect()].into_iter().chain(since).collect();
        let (nothing, mut history) = (Changes::default(), History::default());
        let policy = Policy::default();
        let (alone, baseline) = timed(|| disclose(instrument, &all, policy));
        let (merged, time) =
            timed(|| disclose_merged(instrument, &all, &sources, policy, &nothing, &mut history));
        times.add(time, baseline);
        for (sums, release) in shown.iter_mut().zip([&merged, &alone]) {
            sums.iter_mut().zip(cells(release)).for_each(|(sum, cells)| *sum += cells);
        }
    }
    times.tell(&format!("{files} files"), "without knowledge of the files");
    let [merged, alone] = shown.map(|sums| sums.map(|sum| sum / repeats));
    println!("  shown on average, items, groups, differences: {merged:?}, without: {alone:?}");
}

/// What earlier reports counted, as many as the page remembers: how many files, and their people.
fn reports(files: &[Tally]) -> Vec<(usize, Tally)> {
    let many = (1..=EARLIER).map(|report| report * files.len() / (EARLIER + 1));
    let many = many.filter(|many| *many > 1);
    let told = many.map(|many| {
        let mut told = files[0].clone();
        for file in &files[1..many] {
            told.merge(file).expect("the same form");
        }
        (many, told)
    });
    told.collect()
}

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

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// How many items, groups and differences of groups a release shows.
fn cells(release: &Release) -> [u64; 3] {
    let groups = || release.groups.iter().flat_map(|table| &table.groups);
    let differences = groups().flat_map(|group| &group.differences);
    let counts = [
        release.items.iter().filter(|item| item.shown().is_some()).count(),
        groups().filter(|group| group.n.shown().is_some()).count(),
        differences.filter(|difference| difference.shown().is_some()).count(),
    ];
    counts.map(|count| count as u64)
}

/// Times, and those of the same work with less protection.
#[derive(Default)]
struct Times {
    whole: Vec<Duration>,
    baseline: Vec<Duration>,
}

impl Times {
    fn add(&mut self, whole: Duration, baseline: Duration) {
        self.whole.push(whole);
        self.baseline.push(baseline);
    }

    /// Prints the middle, the 99th percentile and the longest time, and the ratio to the baseline.
    fn tell(mut self, what: &str, less: &str) {
        self.whole.sort_unstable();
        self.baseline.sort_unstable();
        let at = |times: &[Duration], percent: usize| times[(times.len() - 1) * percent / 100];
        let [median, high, longest] = [50, 99, 100].map(|percent| at(&self.whole, percent));
        let sum = |times: &[Duration]| times.iter().sum::<Duration>().as_secs_f64();
        let ratio = sum(&self.whole) / sum(&self.baseline);
        println!("{what}: median {median:.1?}, 99 % {high:.1?}, longest {longest:.1?}");
        println!(
            "  {less}: median {:.1?}; in all {ratio:.1} times as long",
            at(&self.baseline, 50)
        );
    }
}
