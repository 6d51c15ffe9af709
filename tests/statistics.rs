//! Every figure of a release against an independent implementation (numpy and scipy).
//!
//! `tests/oracle/` holds that implementation and says how the fixtures were made.

use qingdan::domain::disclose::{
    Cell, Distribution, ItemRelease, Missing, Policy, PriorityRelease, Release, Summary, Withheld,
    disclose,
};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::{Record, read_json};
use qingdan::domain::shipped_instrument;
use qingdan::domain::stats::Proportion;
use qingdan::domain::tally::{Columns, Scope, Tally};
use serde_json::Value;

const RECORDS: &str = include_str!("fixtures/oracle/records.txt");
const EXPECTED: &str = include_str!("fixtures/oracle/expected.json");
const TOLERANCE: f64 = 1e-9;

/// Splits the fixture: each record begins at a line `{` and ends at a line `}`.
fn records(instrument: &Instrument) -> Vec<Record> {
    let read = |text: &str| read_json(&[instrument], text.as_bytes()).expect("a valid record");
    RECORDS.split_inclusive("\n}\n").map(read).collect()
}

fn columns(instrument: &Instrument, records: &[Record]) -> Columns {
    let mut columns = Columns::new(instrument, 0);
    for record in records {
        columns.add(record);
    }
    columns
}

fn tally(columns: &Columns, form: Form) -> &Tally {
    columns.tally(Scope { campaign: None, form }).expect("records of this form")
}

#[test]
fn every_shown_figure_equals_the_independent_one() {
    let instrument = shipped_instrument();
    let expected: Value = serde_json::from_str(EXPECTED).expect("JSON");
    let remedy = "the instrument changed: run tests/oracle/oracle.py generate";
    assert_eq!(instrument.hash.to_string(), expected["instrument"], "{remedy}");
    let records = records(instrument);
    let all = columns(instrument, &records);
    assert_eq!(all.received(), expected["received"]);
    assert_eq!(all.len(), expected["kept"]);
    assert_eq!(all.duplicates().older, expected["older"]);
    assert_eq!(all.duplicates().total(), expected["older"]);

    for set in expected["sets"].as_array().expect("sets") {
        let first = usize::try_from(set["records"].as_u64().expect("number")).expect("small");
        let form = if set["form"] == "full" { Form::Full } else { Form::Quick };
        let columns = columns(instrument, &records[..first]);
        let release = disclose(instrument, tally(&columns, form), Policy::default());
        check_release(instrument, &release, set);
    }
}

#[test]
fn a_changed_figure_would_be_noticed() {
    let expected: Value = serde_json::from_str(EXPECTED).expect("JSON");
    let instrument = shipped_instrument();
    let records = records(instrument);
    let columns = columns(instrument, &records[1..]);
    let release = disclose(instrument, tally(&columns, Form::Full), Policy::default());
    let full = &expected["sets"][0];
    let compared = std::panic::catch_unwind(|| check_release(instrument, &release, full));
    assert!(compared.is_err());
}

#[test]
fn the_worker_border_keeps_a_release_as_it_is() {
    let expected: Value = serde_json::from_str(EXPECTED).expect("JSON");
    let instrument = shipped_instrument();
    let columns = columns(instrument, &records(instrument));
    for (place, form) in [Form::Full, Form::Quick].into_iter().enumerate() {
        let release = disclose(instrument, tally(&columns, form), Policy::default());
        let json = serde_json::to_string(&release).expect("serialises");
        let back: Release = serde_json::from_str(&json).expect("reads back");
        assert_eq!((back.form, back.policy), (form, Policy::default()));
        check_release(instrument, &back, &expected["sets"][place]);
    }
}

fn check_release(instrument: &Instrument, release: &Release, expected: &Value) {
    let set = expected["name"].as_str().expect("name");
    assert_eq!(release.n, expected["n"], "{set}");
    cell(&format!("{set} index"), &release.index, &expected["index"], summary);
    cell(&format!("{set} weighted"), &release.weighted, &expected["weighted"], summary);
    for (category, found) in instrument.categories.iter().zip(&release.categories) {
        let place = format!("{set} {}", category.id);
        cell(&place, found, &expected["categories"][&category.id], summary);
    }
    for (asked, found) in instrument.items.iter().zip(&release.items) {
        cell(&format!("{set} {}", asked.id), found, &expected["items"][&asked.id], item);
    }
    for (outcome, found) in instrument.choice_outcomes().iter().zip(&release.outcomes) {
        let place = format!("{set} {}", outcome.id);
        cell(&place, found, &expected["outcomes"][&outcome.id], distribution);
    }
    let priorities = |place: &str, found: &PriorityRelease, expected: &Value| {
        assert_eq!((found.n, found.missing), (whole(&expected["n"]), whole(&expected["missing"])));
        cell(place, &found.nothing, &expected["nothing"], proportion);
        for (category, found) in instrument.categories.iter().zip(&found.categories) {
            let place = format!("{place} {}", category.id);
            cell(&place, found, &expected["categories"][&category.id], |place, found, expected| {
                proportion(place, &found.named, &expected["named"]);
                near(place, found.borda, &expected["borda"]);
            });
        }
    };
    cell(&format!("{set} priorities"), &release.priorities, &expected["priorities"], priorities);
}

/// Compares a cell: the same rule withholds it, or `check` compares what is shown.
fn cell<T>(place: &str, found: &Cell<T>, expected: &Value, check: impl Fn(&str, &T, &Value)) {
    let rule = |rule: Withheld| match rule {
        Withheld::BelowMinimum => "below_minimum",
        Withheld::GroupDisclosure => "group_disclosure",
        Withheld::SmallPart => "small_part",
        Withheld::Complementary => "complementary",
        Withheld::NotAsked => "not_asked",
        Withheld::Successive => "successive",
        Withheld::TooFew => "too_few",
        Withheld::Differencing => "differencing",
        Withheld::NotCovered => "not_covered",
        Withheld::Randomised => "randomised",
    };
    let expected_rule = expected.get("withheld").and_then(Value::as_str);
    assert_eq!(found.withheld().map(rule), expected_rule, "{place}");
    if let Some(found) = found.shown() {
        check(place, found, expected);
    }
}

fn summary(place: &str, found: &Summary, expected: &Value) {
    assert_eq!(found.n, expected["n"], "{place} n");
    assert_eq!(found.near_edge, expected["near_edge"], "{place} near_edge");
    near(place, found.mean, &expected["mean"]);
    assert_eq!(found.coarse, expected["coarse"], "{place} coarse");
    cell(&format!("{place} sd"), &found.sd, &expected["sd"], |place, sd, expected| {
        near(place, *sd, expected);
    });
    near(place, found.interval.low, &expected["low"]);
    near(place, found.interval.high, &expected["high"]);
    cell(place, &found.quartiles, &expected["quartiles"], |place, quartiles, expected| {
        for (number, quartile) in quartiles.iter().enumerate() {
            near(place, *quartile, &expected[number]);
        }
    });
    cell(&format!("{place} histogram"), &found.histogram, &expected["histogram"], |_, bins, e| {
        let found = bins.iter().map(|bin| (bin.from.into(), bin.to.into(), bin.count));
        let found: Vec<(u64, u64, u64)> = found.collect();
        let expected = e.as_array().expect("bins").iter();
        let expected = expected.map(|b| (whole(&b["from"]), whole(&b["to"]), whole(&b["count"])));
        assert_eq!(found, expected.collect::<Vec<_>>(), "{place} histogram");
        assert!(bins.iter().all(|bin| bin.merged == (bin.to - bin.from > 20)));
    });
    cell(&format!("{place} 50"), &found.share_50, &expected["share_50"], proportion);
    cell(&format!("{place} 75"), &found.share_75, &expected["share_75"], proportion);
}

fn item(place: &str, found: &ItemRelease, expected: &Value) {
    distribution(place, &found.distribution, &expected["distribution"]);
    cell(&format!("{place} mean"), &found.mean, &expected["mean"], |place, mean, expected| {
        near(place, *mean, expected);
    });
    let markers = expected["markers"].as_array().expect("markers");
    assert_eq!(found.markers.len(), markers.len(), "{place} markers");
    for (found, expected) in found.markers.iter().zip(markers) {
        assert_eq!(found.option, expected["option"], "{place} marker");
        cell(&format!("{place} marker"), &found.share, &expected["share"], proportion);
    }
}

fn distribution(place: &str, found: &Distribution, expected: &Value) {
    assert_eq!(found.n, expected["n"], "{place} n");
    let missing = &expected["missing"];
    let expected_missing = match missing.get("together") {
        Some(total) => Missing::Together(whole(total)),
        None => Missing::ByReason {
            not_applicable: whole(&missing["not_applicable"]),
            dont_know: whole(&missing["dont_know"]),
            declined: whole(&missing["declined"]),
            skipped: whole(&missing["skipped"]),
        },
    };
    assert_eq!(found.missing, expected_missing, "{place} missing");
    let parts = expected["parts"].as_array().expect("parts");
    assert_eq!(found.parts.len(), parts.len(), "{place} parts");
    for (found, expected) in found.parts.iter().zip(parts) {
        assert_eq!(u64::from(found.first), whole(&expected["first"]), "{place} first");
        assert_eq!(u64::from(found.last), whole(&expected["last"]), "{place} last");
        proportion(place, &found.share, &expected["share"]);
    }
}

fn proportion(place: &str, found: &Proportion, expected: &Value) {
    assert_eq!(
        (found.count, found.n),
        (whole(&expected["count"]), whole(&expected["n"])),
        "{place}"
    );
    near(place, found.share(), &expected["share"]);
    near(place, found.interval().low, &expected["low"]);
    near(place, found.interval().high, &expected["high"]);
}

fn near(place: &str, found: f64, expected: &Value) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{place}: no number {expected}"));
    assert!((found - expected).abs() <= TOLERANCE, "{place}: {found} instead of {expected}");
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("no whole number: {value}"))
}
