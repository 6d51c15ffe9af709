//! The bounds of hours that a report shows are bounds of the hours that people gave, computed here
//! anew from every record; and what is avoidable rests on people who left nothing of it out.
#![cfg(not(feature = "pseudo"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use qingdan::domain::answer::Answer;
use qingdan::domain::disclose::{HoursRelease, Policy, disclose};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::{Record, read_json};
use qingdan::domain::score::{AvoidableHours, HoursEstimate, estimate_hours};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{demo, plain};
use qingdan::domain::tally::{Columns, Tally};

/// Floating point leaves less than this of a mean of hours.
const TOLERANCE: f64 = 1e-9;

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

fn full(records: impl Iterator<Item = Record>) -> Vec<Record> {
    records.filter(|record| record.complete().form() == Form::Full).collect()
}

fn tally(records: &[Record]) -> Tally {
    let mut columns = Columns::new(instrument(), 1);
    for record in records {
        columns.add(record);
    }
    let (scope, people) = columns.scopes()[0];
    assert_eq!(people, records.len() as u64, "every record counts once");
    columns.tally(scope).unwrap().clone()
}

/// The record with another answer to an item, as JSON has it.
fn with_answer(record: &Record, item: &str, answer: &str) -> Record {
    let json = record.to_json(instrument());
    let (before, rest) = json.split_once(&format!("\"{item}\": ")).unwrap();
    let end = rest.find([',', '\n']).unwrap();
    let changed = format!("{before}\"{item}\": {answer}{}", &rest[end..]);
    read_json(&[instrument()], changed.as_bytes()).unwrap()
}

fn estimate(record: &Record) -> Option<HoursEstimate> {
    estimate_hours(instrument(), record.complete())
}

/// Somebody's avoidable hours, if each share that applies is answered and so are its hours.
fn whole_avoidable(record: &Record) -> Option<AvoidableHours> {
    let answer = |id: &str| record.complete().answers().items[instrument().item_index(id).unwrap()];
    let pairs = &instrument().hours.as_ref().unwrap().avoidable;
    let apply: Vec<_> =
        pairs.iter().filter(|pair| answer(&pair.share) != Answer::NotApplicable).collect();
    let option = |id: &str| matches!(answer(id), Answer::Option(_));
    let whole = apply.iter().all(|pair| option(&pair.hours) && option(&pair.share));
    estimate(record)?.avoidable.filter(|_| whole)
}

fn mean(hours: &[f64]) -> f64 {
    hours.iter().sum::<f64>() / f64::from(u32::try_from(hours.len()).unwrap())
}

/// Each bound is on its side of the exact mean, and no farther from it than a step.
fn check_bounds(shown: [f64; 3], exact: [f64; 3], step: f64) {
    let [lower, central, upper] = shown;
    let what = format!("{shown:?} {exact:?}");
    assert!(lower <= exact[0] + TOLERANCE && exact[0] < lower + step + TOLERANCE, "{what}");
    assert!(upper >= exact[2] - TOLERANCE && exact[2] > upper - step - TOLERANCE, "{what}");
    assert!((central - exact[1]).abs() <= step / 2.0 + TOLERANCE, "{what}");
    assert!(lower <= central && central <= upper, "{what}");
}

/// The release of these records against the records; how far hours are rounded.
fn check(records: &[Record]) -> Option<f64> {
    let release = disclose(instrument(), &tally(records), Policy::default());
    let shown: &HoursRelease = release.hours.shown()?;
    let found: Vec<HoursEstimate> =
        records.iter().filter_map(estimate).filter(|one| one.upper.is_some()).collect();
    assert_eq!(shown.n, found.len() as u64);
    let of = |hours: fn(&HoursEstimate) -> u32, per_hour: f64| {
        mean(&found.iter().map(|one| f64::from(hours(one)) / per_hour).collect::<Vec<_>>())
    };
    let exact = [
        of(|one| one.lower, 1.0),
        of(|one| one.central_halves.unwrap(), 2.0),
        of(|one| one.upper.unwrap(), 1.0),
    ];
    check_bounds([shown.lower, shown.central, shown.upper], exact, shown.step);
    assert!(shown.interval.low <= shown.lower && shown.upper <= shown.interval.high);
    let avoidable = shown.avoidable.shown()?;
    let found: Vec<AvoidableHours> = records.iter().filter_map(whole_avoidable).collect();
    assert_eq!(avoidable.n, found.len() as u64);
    let of = |hours: fn(&AvoidableHours) -> u32, per_hour: f64| {
        mean(&found.iter().map(|one| f64::from(hours(one)) / per_hour).collect::<Vec<_>>())
    };
    let exact = [
        of(|one| one.lower_hundredths, 100.0),
        of(|one| one.central_quarter_hundredths, 400.0),
        of(|one| one.upper_hundredths, 100.0),
    ];
    check_bounds([avoidable.lower, avoidable.central, avoidable.upper], exact, avoidable.step);
    Some(shown.step)
}

/// With few people, and with many who leave answers out.
#[test]
fn bounds_of_hours_are_bounds() {
    let mut steps: Vec<f64> = Vec::new();
    for seed in 1..=20 {
        steps.extend(check(&full(plain(24, seed))));
        steps.extend(check(&full(demo(instrument(), 60, seed))));
        steps.extend(check(&full(demo(instrument(), 300, seed))));
    }
    for step in [0.1, 5.0] {
        let often = steps.iter().filter(|one| one.total_cmp(&step).is_eq()).count() >= 5;
        assert!(often, "{step}: {steps:?}");
    }
}

/// The population of the fault: a mean lower bound of 32.55 hours is not “at least 35”.
#[test]
fn a_coarse_lower_bound_is_not_above_the_hours() {
    let records = full(plain(24, 71));
    let release = disclose(instrument(), &tally(&records), Policy::default());
    let shown = release.hours.shown().unwrap();
    assert_eq!((shown.lower, shown.step), (30.0, 5.0));
}

/// Whoever leaves a share out is not taken to call none of the hours needless; whoever says that
/// it does not apply is.
#[test]
fn a_share_left_out_is_not_zero() {
    let people = |answer: &str| -> Vec<Record> {
        let mut records = full(plain(80, 5));
        for record in records.iter_mut().step_by(2) {
            *record = with_answer(record, "form_dup", answer);
        }
        records
    };
    let avoidable = |answer: &str| {
        let release = disclose(instrument(), &tally(&people(answer)), Policy::default());
        *release.hours.shown().unwrap().avoidable.shown().unwrap()
    };
    let consistent = |records: &[Record]| {
        records.iter().filter(|one| estimate(one).is_some_and(|hours| !hours.inconsistent)).count()
    };
    let records = people("null");
    let others: Vec<Record> = records.iter().skip(1).step_by(2).cloned().collect();
    assert_eq!(avoidable("null").n, consistent(&others) as u64);
    let stated = people("\"na\"");
    assert_eq!(avoidable("\"na\"").n, consistent(&stated) as u64);
    assert!(avoidable("\"na\"").upper < avoidable("null").upper);
}
