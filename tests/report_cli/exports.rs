//! `qingdan export` and `qingdan codebook`: byte for byte what the page saves.

use qingdan::domain::disclose::{Policy, Release, disclose, with_noise};
use qingdan::domain::instrument::Form;
use qingdan::domain::randomised::{Noise, NoiseSeed, Randomisation, TruthProbability};
use qingdan::domain::report::{
    Context, Words, codebook_csv, codebook_html, csv, json, r, rows, spss, stata, table_schema,
};
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::{Columns, Scope};
use qingdan::i18n::Language;

use super::{HERE, Place, instrument, people};

/// A release in which two items were randomised.
fn noisy(people: u64, noise: &Noise) -> Release {
    let place = |item| u8::try_from(instrument().item_index(item).unwrap()).unwrap();
    let items = ["proof_share", "acc_personal"].map(place);
    let randomisation = Randomisation::new(instrument(), TruthProbability::HALF, &items).unwrap();
    let mut columns = Columns::new(instrument(), 7);
    for (number, record) in (0..=u8::MAX).cycle().zip(demo(instrument(), people, 11)) {
        let seed = NoiseSeed::of_random([number; 32]);
        columns.add(&randomisation.apply(instrument(), &record, &seed));
    }
    let scope = Scope { campaign: None, form: Form::Full };
    let sums = columns.corrected(instrument(), scope, &randomisation);
    let noise = Noise::of(Some(&randomisation)).and(noise.clone());
    let release = disclose(instrument(), columns.tally(scope).unwrap(), Policy::default());
    with_noise(instrument(), release, &noise, sums.as_ref())
}

/// Whatever the page saves, `export` makes of the saved JSON, byte for byte, in both languages.
#[test]
fn exports_are_what_the_page_saves() {
    let place = Place::new("exports");
    let columns = |people| {
        let mut columns = Columns::new(instrument(), 7);
        demo(instrument(), people, 11).for_each(|record| {
            columns.add(&record);
        });
        columns
    };
    let scope = Scope { campaign: None, form: Form::Full };
    let plain = |n| disclose(instrument(), columns(n).tally(scope).unwrap(), Policy::default());
    let releases = [plain(14), plain(400), noisy(400, &Noise::UNKNOWN)];
    for (number, release) in releases.iter().enumerate() {
        for (language, tag) in [(Language::Zh, "zh"), (Language::En, "en")] {
            let (campaign, wave) =
                if number == 1 { (Some(HERE.id), Some(2)) } else { (None, None) };
            let words = Words::of(language);
            let (instrument, language) = (instrument(), language as usize);
            let demo = number == 0;
            let context = Context { instrument, campaign, wave, demo, words, language };
            let rows = rows(instrument, release);
            let expected = [
                ("csv", "qingdan-release.csv", csv(&context, release, &rows)),
                ("json", "qingdan-release.json", json(&context, release, &rows)),
                ("codebook-csv", "qingdan-codebook.csv", codebook_csv(&context)),
                ("codebook-html", "qingdan-codebook.html", codebook_html(&context)),
                ("table-schema", "qingdan-release.schema.json", table_schema(&context)),
                ("spss", "qingdan-release.sps", spss(&context)),
                ("r", "qingdan-release.R", r(&context)),
                ("stata", "qingdan-release.do", stata(&context)),
            ];
            let (file, folder) = (format!("{number}-{tag}.json"), format!("all-{number}-{tag}"));
            place.write(&file, &expected[1].2);
            place.done(&format!("export {file} --lang {tag} --out {folder}"));
            for (format, name, text) in &expected {
                let out = place.done(&format!("export {file} --format {format} --lang {tag}"));
                assert_eq!(out, *text, "{file} {format}");
                assert_eq!(place.read(&format!("{folder}/{name}")), *text, "{file} {name}");
            }
            place.refused(&format!("export {file} --out {folder}"), 2);
        }
    }
    place.refused("export 0-en.json", 2);
}

/// Noise that is known gives estimates; they come through as they are.
#[test]
fn estimates_come_through() {
    let place = Place::new("estimates");
    let item = |id| u8::try_from(instrument().item_index(id).unwrap()).unwrap();
    let items = ["proof_share", "acc_personal"].map(item);
    let randomisation = Randomisation::new(instrument(), TruthProbability::HALF, &items).unwrap();
    let release = noisy(400, &Noise::of(Some(&randomisation)));
    let words = Words::of(Language::En);
    let (campaign, wave) = (None, None);
    let context =
        Context { instrument: instrument(), campaign, wave, demo: false, words, language: 1 };
    let rows = rows(instrument(), &release);
    place.write("release.json", &json(&context, &release, &rows));
    let found = place.done("export release.json --format csv --lang en");
    assert!(found.contains("0.5"), "{found}");
    assert_eq!(found, csv(&context, &release, &rows));
}

#[test]
fn what_is_no_release_is_refused() {
    let place = Place::new("wrong");
    place.write("people.ndjson", &people(3, 120));
    place.done("release people.ndjson --form full --out good.json");
    let good = place.read("good.json");
    for (name, text, says) in [
        ("spaced", good.replace(",\"rows\"", ", \"rows\""), "changed"),
        ("field", good.replacen("\"demo\":false", "\"demo\":false,\"time\":1", 1), "not a release"),
        (
            "hash",
            good.replace(&instrument().hash.to_string(), &"0".repeat(64)),
            "another instrument",
        ),
        ("minimum", good.replacen("\"minimum\":10", "\"minimum\":30", 1), "changed by hand"),
        ("cut", good[..good.len() / 2].to_owned(), "not a release"),
        ("record", people(1, 1), "not a release"),
        ("empty", String::new(), "not a release"),
    ] {
        assert_ne!(text, good, "{name}");
        place.write(name, &text);
        let said = place.refused(&format!("export {name} --format csv"), 2);
        assert!(said.contains(says), "{name}: {said}");
    }
    // Nor does it bound a later release: fewer people than there were would let a few pass.
    let n = serde_json::from_str::<serde_json::Value>(&good).unwrap()["n"].as_u64().unwrap();
    let fewer = good
        .replace(&format!("\"n\":{n},"), &format!("\"n\":{},", n - 20))
        .replace(&format!("\"value\":{n}.0"), &format!("\"value\":{}.0", n - 20));
    assert_ne!(fewer, good);
    place.write("fewer.json", &fewer);
    let said = place.refused("release people.ndjson --form full --earlier fewer.json", 2);
    assert!(said.contains("changed by hand"), "{said}");
    place.refused("export nowhere.json --format csv", 1);
    place.refused("release people.ndjson nowhere.ndjson --form full --strict", 2);
}

#[test]
fn the_codebook_is_that_of_the_page() {
    let place = Place::new("codebook");
    for (language, tag) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let words = Words::of(language);
        let (campaign, wave, language) = (None, None, language as usize);
        let context =
            Context { instrument: instrument(), campaign, wave, demo: false, words, language };
        for (format, text) in [
            ("csv", codebook_csv(&context)),
            ("html", codebook_html(&context)),
            ("table-schema", table_schema(&context)),
        ] {
            assert_eq!(place.done(&format!("codebook --format {format} --lang {tag}")), text);
        }
    }
}
