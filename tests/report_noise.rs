//! The report of records with randomised answers: estimates that are called so, and nothing bent.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr --test report_noise` rewrites the golden files.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32"), not(feature = "pseudo")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod report;

use std::path::Path;

use qingdan::domain::disclose::{Policy, Release, disclose, with_noise};
use qingdan::domain::instrument::Form;
use qingdan::domain::randomised::{Noise, NoiseSeed, Randomisation, TruthProbability};
use qingdan::domain::record::CampaignRef;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation};
use qingdan::domain::tally::{Columns, Scope};
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
use qingdan::ui::organise::ReportInput;

use report::{HATCHED, fold, full, plain, render};

const SCOPE: Scope =
    Scope { campaign: Some(CampaignRef { id: [7; 4], wave: 1 }), form: Form::Full };

const ITEMS: [&str; 2] = ["proof_share", "acc_personal"];

fn randomisation() -> Randomisation {
    let instrument = shipped_instrument();
    let place = |item: &str| u8::try_from(instrument.item_index(item).unwrap()).unwrap();
    Randomisation::new(instrument, TruthProbability::HALF, &ITEMS.map(place)).unwrap()
}

/// Records whose answers were randomised, and what is told of them if this is known.
fn release(noise: &Noise) -> Release {
    let instrument = shipped_instrument();
    let population = Population {
        campaign: SCOPE.campaign,
        people: 160,
        seed: 4,
        quick: 0.0,
        ..Population::new(instrument)
    };
    let mut columns = Columns::new(instrument, 7);
    for (number, record) in (0..).zip(Simulation::new(instrument, population).unwrap()) {
        let seed = NoiseSeed::of_random([number; 32]);
        columns.add(&randomisation().apply(instrument, &record, &seed));
    }
    let sums = columns.corrected(instrument, SCOPE, &randomisation());
    let raw = disclose(instrument, columns.tally(SCOPE).unwrap(), Policy::default());
    with_noise(instrument, raw, noise, sums.as_ref())
}

fn input(noise: &Noise) -> ReportInput {
    let (quality, waves, earlier) = (None, None, None);
    ReportInput { release: release(noise), quality, waves, earlier, ..full() }
}

fn section<'a>(html: &'a str, id: &str) -> &'a str {
    let (_, rest) = html.split_once(&format!("<h4 id=\"{id}\">")).expect(id);
    rest.split_once("</section>").unwrap().0
}

fn golden(name: &str, language: Language, html: &str) {
    let html = html.replace("><", ">\n<") + "\n";
    assert!(!html.contains(" style="), "{name}: the policy refuses style attributes");
    let file = format!("{name}-{}.html", language.tag());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(&file);
    if std::env::var_os("QINGDAN_BLESS").is_some() {
        std::fs::write(&path, &html).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let place = html.lines().zip(expected.lines()).position(|(a, b)| a != b);
    assert!(html == expected, "{file} differs at line {:?}", place.map(|at| at + 1));
}

#[test]
fn estimates_stand_in_the_place_of_counts() {
    for language in [Language::Zh, Language::En] {
        let words = &Messages::of(language).noise;
        let html = render(language, input(&Noise::of(Some(&randomisation()))));
        golden("report-noise", language, section(&html, "noise"));
        let trace = fold(&html, "trace");
        golden("report-noise-category", language, trace);
        assert_eq!(trace.matches("parts--estimates").count(), 1, "one of its questions");
        assert_eq!(trace.matches(words.item).count(), 1);
        assert!(plain(trace).contains(words.share));
        let numbers = fold(&html, "numbers");
        for category in ["trace", "accountability"] {
            let (_, row) = numbers.split_once(&format!("data-category=\"{category}\"")).unwrap();
            let (row, _) = row.split_once("</tr>").unwrap();
            assert!(row.contains(words.withheld) && row.contains("class=\"low\""), "{row}");
        }
        let findings = plain(section(&html, "findings"));
        assert!(findings.contains(&(words.finding)(2)), "{findings}");
        assert!(!html.contains("noise-unknown"));
        // What is withheld for noise is no protection of people, and is not counted as one.
        assert!(section(&html, "groups").contains(HATCHED));
    }
}

/// Not alike for everybody, or not known: said in the report itself, which is printed and saved.
#[test]
fn what_cannot_be_estimated_is_said() {
    let noise = Noise::of(Some(&randomisation()));
    for language in [Language::Zh, Language::En] {
        let words = &Messages::of(language).noise;
        let html = render(language, input(&noise.clone().and(Noise::NONE)));
        golden("report-noise-mixed", language, section(&html, "noise"));
        assert!(!html.contains("parts--estimates"));
        let unknown = input(&Noise::UNKNOWN);
        assert!(render(language, unknown.clone()).contains(words.unknown[0]));
        let mut merged = unknown;
        merged.scopes[0].merged = true;
        assert!(render(language, merged).contains(words.unknown[1]));
        let none = render(language, input(&Noise::NONE));
        assert!(!none.contains("noise-unknown") && !none.contains("<h4 id=\"noise\">"));
    }
}

/// Estimates below 0 and above 100 % stay visible; what is drawn stays on its scale.
#[test]
fn nothing_is_clipped_but_drawings() {
    let mut input = input(&Noise::of(Some(&randomisation())));
    let mut json = serde_json::to_value(&input.release).unwrap();
    let part = &mut json["randomised"]["items"][0]["estimates"]["Shown"]["parts"][0]["share"];
    part["value"] = (-0.07).into();
    part["interval"]["low"] = (-0.15).into();
    part["interval"]["high"] = 0.01.into();
    let mean = &mut json["randomised"]["categories"][0]["estimate"]["Shown"];
    mean["mean"] = 104.0.into();
    mean["interval"] = serde_json::json!({ "low": 96.0, "high": 112.0 });
    input.release = serde_json::from_value(json).unwrap();
    let html = render(Language::Zh, input);
    let trace = fold(&html, "trace");
    assert!(trace.contains("−7%（−15 到 1）"), "{trace}");
    assert!(plain(trace).contains("估计平均 104 分（95% 区间 96 到 112）"), "{trace}");
    let drawn = trace.split("width=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let widths: Vec<f64> = drawn.filter_map(|width| width.parse().ok()).collect();
    assert!(!widths.is_empty() && widths.iter().all(|width| (0.0..=100.0).contains(width)));
}
