//! A release that is read back: every one that the program writes is taken, and one in which a
//! figure was changed by hand is not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use qingdan::domain::disclose::{History, Policy, Release, disclose, disclose_merged, with_noise};
use qingdan::domain::instrument::Form;
use qingdan::domain::randomised::{Noise, NoiseSeed, Randomisation, TruthProbability};
use qingdan::domain::record::Record;
use qingdan::domain::report::{Context, Published, ReleaseFault, Words, json, read_release, rows};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::{Changes, Columns, Scope, Tally};
use qingdan::i18n::Language;
use serde_json::{Value, json as value};

fn written(release: &Release) -> String {
    let instrument = shipped_instrument();
    let (campaign, wave, words) = (None, None, Words::of(Language::En));
    let context = Context { instrument, campaign, wave, demo: true, words, language: 1 };
    json(&context, release, &rows(instrument, release))
}

fn read(text: &str) -> Result<Published, ReleaseFault> {
    let words: Vec<_> = Language::ALL.iter().map(|language| Words::of(*language)).collect();
    read_release(shipped_instrument(), &words, text)
}

fn taken(release: &Release, name: &str) {
    let text = written(release);
    if let Err(fault) = read(&text) {
        let row = |number: usize| {
            let all: Value = serde_json::from_str(&text).unwrap();
            all["rows"][number - 1].to_string()
        };
        let what = if let ReleaseFault::Unsound { row: number } = fault {
            row(number)
        } else {
            String::new()
        };
        panic!("{name}: {fault}: {what}");
    }
}

fn columns(people: impl Iterator<Item = Record>) -> Columns {
    let mut columns = Columns::new(shipped_instrument(), 7);
    people.for_each(|record| {
        columns.add(&record);
    });
    columns
}

fn scope(form: Form) -> Scope {
    Scope { campaign: None, form }
}

fn tally(people: u64, seed: u64, form: Form) -> Tally {
    columns(demo(shipped_instrument(), people, seed)).tally(scope(form)).unwrap().clone()
}

#[test]
fn whatever_is_written_is_read() {
    let instrument = shipped_instrument();
    for (number, people) in [3, 9, 14, 25, 31, 40, 60, 100, 250, 900].into_iter().enumerate() {
        for seed in 0..3 {
            for form in [Form::Full, Form::Quick] {
                let tally = tally(people + 2 * seed, seed + 10 * number as u64, form);
                for minimum in [10, 30] {
                    let release = disclose(instrument, &tally, Policy::new(minimum).unwrap());
                    taken(&release, &format!("{people} {seed} {form:?} {minimum}"));
                }
            }
        }
    }
}

/// After earlier reports, and of several tally files, other groups are withheld.
#[test]
fn successive_and_merged_releases_are_read() {
    let (instrument, policy) = (shipped_instrument(), Policy::default());
    for seed in 0..5 {
        let counties =
            [60, 80, 45].map(|people| tally(people + seed, 3 * seed + people, Form::Full));
        let mut whole = counties[0].clone();
        counties[1..].iter().for_each(|county| whole.merge(county).unwrap());
        let (mut history, nothing) = (History::default(), Changes::default());
        let sources = [counties.iter().collect()];
        let merged = disclose_merged(instrument, &whole, &sources, policy, &nothing, &mut history);
        taken(&merged, &format!("merged {seed}"));
        let mut growing = columns(demo(instrument, 90, seed));
        let mut history = History::default();
        for more in [0, 25, 30] {
            for record in demo(instrument, more, 100 * seed + more) {
                growing.add(&record);
            }
            let changes = growing.changes(scope(Form::Full)).clone();
            let tally = growing.tally(scope(Form::Full)).unwrap().clone();
            let release = disclose_merged(instrument, &tally, &[], policy, &changes, &mut history);
            growing.publish(scope(Form::Full));
            taken(&release, &format!("grown {seed} {more}"));
        }
    }
}

#[test]
fn estimates_are_read() {
    let instrument = shipped_instrument();
    let place = |item| u8::try_from(instrument.item_index(item).unwrap()).unwrap();
    let items = ["proof_share", "acc_personal"].map(place);
    let randomisation = Randomisation::new(instrument, TruthProbability::HALF, &items).unwrap();
    for (people, seed) in [(30, 1), (90, 2), (400, 3), (2_000, 4)] {
        let seeds = (0..=u8::MAX).cycle().map(|number| NoiseSeed::of_random([number; 32]));
        let bent = demo(instrument, people, seed)
            .zip(seeds)
            .map(|(record, seed)| randomisation.apply(instrument, &record, &seed));
        let columns = columns(bent);
        let scope = scope(Form::Full);
        let sums = columns.corrected(instrument, scope, &randomisation);
        let release = disclose(instrument, columns.tally(scope).unwrap(), Policy::default());
        for noise in [Noise::of(Some(&randomisation)), Noise::UNKNOWN] {
            let release = with_noise(instrument, release.clone(), &noise, sums.as_ref());
            taken(&release, &format!("{people} {noise:?}"));
        }
    }
}

/// A release of so many people that everything but a small group is shown.
fn good() -> Value {
    serde_json::from_str(&written(&disclose(
        shipped_instrument(),
        &tally(400, 5, Form::Full),
        Policy::default(),
    )))
    .unwrap()
}

/// The text of a release in which something was changed.
fn text(release: &Value) -> String {
    release.to_string() + "\n"
}

/// The places of rows of a table and statistic, shown or withheld.
fn places(release: &Value, table: &str, statistic: &str, shown: bool) -> Vec<usize> {
    let is = |row: &Value| {
        row["table"] == table
            && row["statistic"] == statistic
            && row.get("withheld").is_none() == shown
    };
    let rows = release["rows"].as_array().unwrap();
    (0..rows.len()).filter(|at| is(&rows[*at])).collect()
}

#[test]
fn a_figure_that_was_changed_is_noticed() {
    let good = good();
    assert!(read(&text(&good)).is_ok(), "the release itself");
    let changed = |name: &str, change: &dyn Fn(&mut Value)| {
        let mut other = good.clone();
        change(&mut other);
        assert_ne!(other, good, "{name}");
        let Err(fault) = read(&text(&other)) else { panic!("{name}: taken") };
        let noticed = matches!(fault, ReleaseFault::Unsound { .. } | ReleaseFault::Incomplete);
        assert!(noticed, "{name}: {fault}");
    };
    changed("more people", &|all| all["n"] = (all["n"].as_u64().unwrap() + 30).into());
    changed("more people in both places", &|all| {
        let n = all["n"].as_u64().unwrap() - 30;
        all["n"] = n.into();
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let figure = n as f64;
        all["rows"][0]["value"] = figure.into();
    });
    changed("a higher minimum than it kept", &|all| all["minimum"] = 30.into());
    for (table, statistic) in [("item", "share"), ("outcome", "share"), ("category", "share_50")] {
        let at = places(&good, table, statistic, true)[0];
        changed("a share", &|all| all["rows"][at]["value"] = 0.5.into());
        changed("its people", &|all| all["rows"][at]["n"] = 4.into());
        changed("its interval", &|all| all["rows"][at]["interval"] = value!([0.1, 0.2]));
        changed("no such row", &|all| {
            all["rows"].as_array_mut().unwrap().remove(at);
        });
    }
    let at = places(&good, "category", "bin", true)[0];
    changed("people between two scores", &|all| all["rows"][at]["value"] = 1.0.into());
    let at = places(&good, "group", "mean", true)[0];
    changed("a mean of too few", &|all| all["rows"][at]["n"] = 5.into());
    changed("a finer mean", &|all| all["rows"][at]["value"] = 51.234_567.into());
    let item = |row: &Value| row["table"] == "item" && row["item"] == "proof_share";
    changed("a question left out", &|all| {
        all["rows"].as_array_mut().unwrap().retain(|row| !item(row));
    });
    changed("a row twice", &|all| {
        let row = all["rows"][1].clone();
        all["rows"].as_array_mut().unwrap().insert(1, row);
    });
}

/// A number of people in the place of one that is withheld.
#[test]
fn a_withheld_group_cannot_be_filled_in() {
    let mut tried = 0;
    for seed in 0..16 {
        let release =
            disclose(shipped_instrument(), &tally(90, seed, Form::Full), Policy::default());
        let all: Value = serde_json::from_str(&written(&release)).unwrap();
        for at in places(&all, "group", "n", false) {
            for people in [5.0, 20.0] {
                let mut other = all.clone();
                let row = other["rows"][at].as_object_mut().unwrap();
                row.remove("withheld");
                row.insert("value".to_owned(), people.into());
                row.insert("precision".to_owned(), 5.0.into());
                let background = row["background"].clone();
                let same = |row: &&Value| {
                    row["table"] == "group"
                        && row["statistic"] == "n"
                        && row["background"] == background
                        && row.get("withheld").is_some()
                };
                let left = other["rows"].as_array().unwrap().iter().filter(same).count();
                if people < 8.0 || left == 1 {
                    let Err(fault) = read(&text(&other)) else { panic!("a group was filled in") };
                    assert!(matches!(fault, ReleaseFault::Unsound { .. }), "{fault}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 40, "{tried}");
}

/// Rows can be taken out of a file without a trace in the others. Every kind of row that
/// stands in a release is missed, alone and with all of its table.
#[test]
fn a_row_that_was_taken_out_is_noticed() {
    for people in [60, 400] {
        let release =
            disclose(shipped_instrument(), &tally(people, 5, Form::Full), Policy::default());
        let good: Value = serde_json::from_str(&written(&release)).unwrap();
        let without = |name: &str, is: &dyn Fn(usize, &Value) -> bool| {
            let mut other = good.clone();
            let rows = other["rows"].as_array_mut().unwrap();
            let (mut at, before) = (0, rows.len());
            rows.retain(|row| {
                at += 1;
                !is(at - 1, row)
            });
            assert!(rows.len() < before, "{name}: nothing taken out");
            assert!(read(&text(&other)).is_err(), "{people}, {name}: taken");
        };
        let rows = good["rows"].as_array().unwrap();
        let mut seen = BTreeSet::new();
        for (at, row) in rows.iter().enumerate() {
            let (table, statistic) = (&row["table"], &row["statistic"]);
            let kind = (table.to_string(), statistic.to_string(), row.get("withheld").is_some());
            if seen.insert(kind) {
                without(&row.to_string(), &|place, _| place == at);
            }
            if seen.insert((table.to_string(), String::new(), false)) {
                without(&table.to_string(), &|_, row| row["table"] == *table);
            }
        }
        assert!(seen.len() > 60, "{}", seen.len());
    }
}
