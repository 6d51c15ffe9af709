//! Estimates from randomised answers in the files.

use jsonschema::draft202012;
use qingdan::domain::disclose::{Policy, Release, disclose, with_noise};
use qingdan::domain::instrument::Form;
use qingdan::domain::randomised::{Noise, NoiseSeed, Randomisation, TruthProbability};
use qingdan::domain::report::{
    Figure, NOT_APPLICABLE, NoiseCode, Rule, Statistic, Table, Variable, csv, json, rows,
};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate;
use qingdan::domain::tally::{Columns, Scope};
use qingdan::i18n::Language;
use serde_json::Value;

use super::{SCHEMA, cells, check_line, context};

/// A release of so many people of whom two items were randomised.
fn noisy(people: u64, noise: Option<bool>) -> Release {
    let instrument = shipped_instrument();
    let place = |item| u8::try_from(instrument.item_index(item).expect("an item")).expect("few");
    let items = ["proof_share", "acc_personal"].map(place);
    let randomisation = Randomisation::new(instrument, TruthProbability::HALF, &items);
    let randomisation = randomisation.expect("they may be");
    let mut columns = Columns::new(instrument, 7);
    for (number, record) in (0..=u8::MAX).cycle().zip(simulate::demo(instrument, people, 11)) {
        let seed = NoiseSeed::of_random([number; 32]);
        columns.add(&randomisation.apply(instrument, &record, &seed));
    }
    let scope = Scope { campaign: None, form: Form::Full };
    let tally = columns.tally(scope).expect("full records");
    let sums = columns.corrected(instrument, scope, &randomisation);
    let alike = Noise::of(Some(&randomisation));
    let noise = match noise {
        Some(true) => alike,
        Some(false) => alike.and(Noise::NONE),
        None => Noise::UNKNOWN,
    };
    with_noise(instrument, disclose(instrument, tally, Policy::default()), &noise, sums.as_ref())
}

/// Estimates can be told from counts in every file: their own statistics, λ, interval and people,
/// and the count in whose place they stand is withheld under a rule of its own.
#[test]
fn estimates_are_told_from_counts() {
    let instrument = shipped_instrument();
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let schema = draft202012::new(&schema).expect("a schema of draft 2020-12");
    let estimates =
        [Statistic::ShareEstimate, Statistic::MeanEstimate, Statistic::ShareMarkerEstimate];
    for (people, noise, expected) in [
        (400, Some(true), NoiseCode::Alike),
        (14, Some(true), NoiseCode::Alike),
        (400, Some(false), NoiseCode::Mixed),
        (400, None, NoiseCode::Unknown),
    ] {
        let release = noisy(people, noise);
        let rows = rows(instrument, &release);
        let known = context(instrument, Language::Zh);
        let lines = cells(&csv(&known, &release, &rows));
        let text = json(&known, &release, &rows);
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let faults: Vec<String> =
            schema.iter_errors(&value).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert_eq!(faults, [""; 0]);
        assert_eq!(value["randomised"]["noise"], expected.id());
        let mut shown = 0;
        for (line, row) in lines[1..].iter().zip(&rows) {
            check_line(line, row);
            let cell = |variable: Variable| line[variable as usize].as_str();
            assert_eq!(cell(Variable::Noise), expected.code().to_string());
            let guessed = estimates.contains(&row.statistic);
            match row.figure {
                Figure::Shown { interval, n, .. } if guessed => {
                    shown += 1;
                    assert_eq!(cell(Variable::Truth), "0.5", "{row:?}");
                    assert!(interval.is_some() && n.is_some(), "{row:?}");
                }
                _ => assert_eq!(cell(Variable::Truth), NOT_APPLICABLE.to_string(), "{row:?}"),
            }
            let bent = guessed || row.figure == Figure::Withheld(Rule::Randomised);
            assert!(noise.is_some() || !bent, "{row:?}");
        }
        assert_eq!(shown > 0, noise == Some(true), "{people} {shown}");
        let item = u8::try_from(instrument.item_index("acc_personal").expect("an item"));
        let mut counted = rows.iter().filter(|row| {
            (row.table, row.statistic) == (Table::Item, Statistic::Share) && row.item == item.ok()
        });
        let counted = counted.next().expect("a row").figure;
        assert_eq!(noise.is_some(), matches!(counted, Figure::Withheld(_)), "{counted:?}");
    }
}

/// An estimate without λ, and a count with it, break the schema.
#[test]
fn the_schema_tells_estimates_from_counts() {
    let instrument = shipped_instrument();
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let schema = draft202012::new(&schema).expect("a schema");
    let release = noisy(400, Some(true));
    let text = json(&context(instrument, Language::Zh), &release, &rows(instrument, &release));
    let good: Value = serde_json::from_str(&text).expect("JSON");
    assert!(schema.is_valid(&good));
    let place = |wanted: &str| {
        let rows = good["rows"].as_array().expect("rows");
        let found = rows.iter().position(|row| row["statistic"] == wanted && row["value"].is_f64());
        found.expect(wanted)
    };
    let change = |place: usize, change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
        let mut bad = good.clone();
        change(bad["rows"][place].as_object_mut().expect("a row"));
        schema.is_valid(&bad)
    };
    let (estimate, count) = (place("share_estimate"), place("share"));
    for field in ["truth", "interval", "n"] {
        assert!(!change(estimate, &|row| drop(row.remove(field))), "{field}");
    }
    assert!(!change(count, &|row| drop(row.insert("truth".into(), serde_json::json!([1, 2])))));
    let mut bad = good.clone();
    bad["randomised"]["noise"] = "some".into();
    assert!(!schema.is_valid(&bad));
}
