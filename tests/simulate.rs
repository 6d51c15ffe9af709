//! Invented people show what their parameters say, apart from chance. Seeds are fixed, so the
//! outcome never changes; the limits are wide enough for any seed.

use std::collections::{BTreeMap, BTreeSet};

use qingdan::domain::answer::Answer;
use qingdan::domain::instrument::{Form, Instrument, Nonresponse};
use qingdan::domain::record::{CampaignRef, Record, RecordId, read_json};
use qingdan::domain::score::{Score, estimate_hours, score};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{
    Burden, Careless, Groups, Missing, Population, PopulationError, Resent, Sent, Simulation, demo,
    plain,
};

/// How far a figure may be from what is expected, in standard errors. One of 10⁶ goes beyond.
const STANDARD_ERRORS: f64 = 4.9;

const PEOPLE: u64 = 20_000;

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

fn drawn(population: Population) -> Vec<Record> {
    Simulation::new(instrument(), population).expect("a population that fits").collect()
}

fn population() -> Population {
    Population { people: PEOPLE, seed: 7, ..Population::new(instrument()) }
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("few people"))
}

/// Checks a share of people.
fn check_share(what: &str, people: usize, of: usize, expected: f64) {
    let found = float(people) / float(of);
    let error = (expected * (1.0 - expected) / float(of)).sqrt();
    let close = (found - expected).abs() <= STANDARD_ERRORS * error;
    assert!(close, "{what}: {found} of {of}, expected {expected}");
}

/// For each category the scores of everyone.
fn scores(records: &[Record]) -> Vec<Vec<f64>> {
    let everyone: Vec<_> = records.iter().map(|r| score(instrument(), r.complete())).collect();
    let of = |category: usize| -> Vec<f64> {
        let scores = everyone.iter().filter_map(|person| person.categories[category].score);
        scores.map(Score::to_f64).collect()
    };
    (0..instrument().categories.len()).map(of).collect()
}

/// Mean and sd.
fn summary(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / float(values.len());
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, (squares / float(values.len() - 1)).sqrt())
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let ((mean, sd), (other_mean, other_sd)) = (summary(one), summary(other));
    let products = one.iter().zip(other).map(|(a, b)| (a - mean) * (b - other_mean));
    products.sum::<f64>() / float(one.len() - 1) / (sd * other_sd)
}

/// Where mean, sd and correlations of the categories differ from what a population expects.
fn differences(scores: &[Vec<f64>], expecting: &Population, form: Form) -> Vec<String> {
    let mut found = Vec::new();
    let known: Vec<_> = (0..instrument().categories.len())
        .filter_map(|c| Some((c, expecting.expected_category(instrument(), form, c)?)))
        .collect();
    assert_eq!(known.len(), 10, "all categories but the one with a rule");
    let root = float(scores[0].len()).sqrt();
    for &(category, expected) in &known {
        let values = &scores[category];
        let (mean, sd) = summary(values);
        if (mean - expected.mean).abs() > STANDARD_ERRORS * expected.sd / root {
            found.push(format!("mean of {category}: {mean}, expected {}", expected.mean));
        }
        // The sd of scores between 0 and 100 varies by less than that of normal numbers.
        if (sd - expected.sd).abs() > STANDARD_ERRORS * expected.sd / (2.0_f64.sqrt() * root) {
            found.push(format!("sd of {category}: {sd}, expected {}", expected.sd));
        }
        for &(other, _) in known.iter().filter(|(other, _)| *other < category) {
            let r = correlation(values, &scores[other]);
            let true_r = expecting.expected_correlation(instrument(), form, category, other);
            let true_r = true_r.expect("both vary");
            if (r - true_r).abs() > STANDARD_ERRORS / root {
                found.push(format!("correlation of {category}, {other}: {r}, expected {true_r}"));
            }
        }
    }
    found
}

#[test]
fn the_same_seed_gives_the_same_records() {
    let records: Vec<Record> = demo(instrument(), 500, 3).collect();
    assert_eq!(records.len(), 500);
    assert!(records.iter().eq(demo(instrument(), 500, 3).collect::<Vec<_>>().iter()));
    assert!(demo(instrument(), 90, 3).eq(records[..90].iter().cloned()), "n changes nothing else");
    let ids: BTreeSet<RecordId> = records.iter().map(Record::id).collect();
    let others: BTreeSet<RecordId> = demo(instrument(), 500, 4).map(|r| r.id()).collect();
    assert_eq!((ids.len(), ids.intersection(&others).count()), (500, 0));
    assert_eq!(demo(instrument(), 0, 3).count(), 0);
}

#[test]
fn every_record_is_one_that_a_page_could_write() {
    let population = Population {
        careless: Careless { straight: 0.1, random: 0.1, copied: 0.1 },
        impossible_hours: 0.1,
        resent: Resent { identical: 0.1, revised: 0.1 },
        people: 2_000,
        ..population()
    };
    for record in drawn(population) {
        let json = record.to_json(instrument());
        assert_eq!(read_json(&[instrument()], json.as_bytes()).as_ref(), Ok(&record));
    }
}

#[test]
fn plain_people_show_means_sds_and_correlations_as_expected() {
    let records: Vec<Record> = plain(PEOPLE, 5).collect();
    let expected = Population::plain(instrument());
    assert_eq!(differences(&scores(&records), &expected, Form::Full), Vec::<String>::new());
    let middle = expected.expected_category(instrument(), Form::Full, 0).expect("a category");
    assert!((middle.mean - 50.0).abs() < 1e-9, "{middle:?}");
}

#[test]
fn groups_waves_and_uneven_categories_show_as_expected() {
    let campaign = Some(CampaignRef { id: [1, 2, 3, 4], wave: 3 });
    let missing = Missing::default();
    for (quick, form) in [(0.0, Form::Full), (1.0, Form::Quick)] {
        let people = Population { quick, campaign, missing, ..population() };
        let records = drawn(people.clone());
        assert!(records.iter().all(|r| (r.campaign(), r.complete().form()) == (campaign, form)));
        assert_eq!(differences(&scores(&records), &people, form), Vec::<String>::new());
    }
}

#[test]
fn another_truth_is_noticed() {
    let scores = scores(&plain(PEOPLE, 5).collect::<Vec<_>>());
    let plain = Population::plain(instrument());
    let mut shifted = plain.clone();
    shifted.burdens[2].mean = 0.1;
    let mut wider = plain.clone();
    wider.burdens[4].sd = 1.1;
    let related = Population { correlation: 0.4, ..plain };
    for (other, what) in
        [(shifted, "mean of 2"), (wider, "sd of 4"), (related, "correlation of 1,")]
    {
        let found = differences(&scores, &other, Form::Full);
        assert!(found.iter().any(|line| line.starts_with(what)), "{what}: {found:?}");
    }
}

#[test]
fn options_and_missing_answers_have_their_shares() {
    let people = population();
    let records = drawn(people.clone());
    let Missing { skipped, declined, dont_know, not_applicable } = people.missing;
    for (at, item) in instrument().items.iter().enumerate() {
        let asked = |form| instrument().asks(form, at);
        let answers = records.iter().filter(|r| asked(r.complete().form()));
        let mut counts: BTreeMap<Answer, usize> = BTreeMap::new();
        for record in answers {
            *counts.entry(record.complete().answers().items[at]).or_default() += 1;
        }
        if item.not_applicable_when.is_some() {
            continue;
        }
        let count = |answer| counts.get(&answer).copied().unwrap_or(0);
        let total: usize = counts.values().sum();
        let offered = |way, share| if item.offers.contains(&way) { share } else { 0.0 };
        for (answer, share) in [
            (Answer::Skipped, skipped),
            (Answer::Declined, declined),
            (Answer::DontKnow, offered(Nonresponse::DontKnow, dont_know)),
            (Answer::NotApplicable, offered(Nonresponse::NotApplicable, not_applicable)),
            (Answer::NotAsked, 0.0),
        ] {
            check_share(&format!("{} {answer:?}", item.id), count(answer), total, share);
        }
        let shares = people.option_shares(instrument(), at);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let options: Vec<usize> =
            (0..).map(|o| count(Answer::Option(o))).take(shares.len()).collect();
        for (option, (&found, share)) in options.iter().zip(shares).enumerate() {
            check_share(&format!("{} {option}", item.id), found, options.iter().sum(), share);
        }
    }
}

#[test]
fn forms_and_groups_have_their_shares_and_shifts() {
    let mut people = Population { missing: Missing::default(), ..population() };
    let shares = vec![0.1, 0.3, 0.2, 0.3, 0.1];
    let shifts = vec![0.0, 0.0, 0.0, 0.0, 1.5];
    people.background = vec![None; instrument().background.len()];
    people.background[0] = Some(Groups { shares: shares.clone(), shifts });
    let records = drawn(people);
    let quick = records.iter().filter(|r| r.complete().form() == Form::Quick).count();
    check_share("quick", quick, records.len(), 0.25);
    let mut means = Vec::new();
    for (option, share) in (0..).zip(shares) {
        let told = |r: &&Record| r.complete().answers().background[0] == Answer::Option(option);
        let group: Vec<Record> = records.iter().filter(told).cloned().collect();
        check_share("a level", group.len(), records.len(), share);
        means.push(summary(&scores(&group)[0]).0);
    }
    assert!(means[..4].iter().all(|mean| (mean - means[0]).abs() < 4.0), "{means:?}");
    assert!(means[4] - means[0] > 15.0, "{means:?}");
    let untold = |r: &Record| r.complete().answers().background[1..] == [Answer::NotAsked; 3];
    assert!(records.iter().all(untold));
}

#[test]
fn careless_people_do_as_their_kind_does() {
    let careless = Careless { straight: 0.05, random: 0.06, copied: 0.07 };
    let missing = Missing { skipped: 0.1, ..Missing::default() };
    let people =
        Population { careless, missing, impossible_hours: 0.08, quick: 0.0, ..population() };
    let records = drawn(people);
    let n = records.len();
    let items = |record: &Record| record.complete().answers().items.clone();

    let mut sheets: BTreeMap<Vec<Answer>, usize> = BTreeMap::new();
    for record in &records {
        *sheets.entry(items(record)).or_default() += 1;
    }
    let straight = |sheet: &[Answer]| sheet.iter().all(|&answer| answer == sheet[0]);
    // The rule makes one of the straight sheets differ: no inspections, so none to be merged.
    let straight_or_none = |sheet: &[Answer]| {
        let other = sheet.iter().filter(|&&answer| answer != Answer::Option(0)).count();
        straight(sheet) || other == 1
    };
    let (lines, rest): (Vec<_>, Vec<_>) =
        sheets.iter().filter(|(_, people)| **people > 1).partition(|(s, _)| straight_or_none(s));
    assert_eq!((lines.len(), rest.len()), (5, 1), "five straight lines and one copied sheet");
    check_share("straight", lines.iter().map(|(_, people)| **people).sum(), n, careless.straight);
    check_share("copied", *rest[0].1, n, careless.copied);

    let complete = |r: &&Record| items(r).iter().all(|a| *a != Answer::Skipped);
    let shown = records.iter().filter(complete).filter(|r| sheets[&items(r)] == 1).count();
    // A sincere person answers all 40 items with probability 0.9⁴⁰ = 0.015.
    check_share("random", shown, n, careless.random + 0.015 * 0.82);

    let impossible = |r: &&Record| {
        estimate_hours(instrument(), r.complete()).is_some_and(|h| h.lower == 100 && h.inconsistent)
    };
    check_share("impossible hours", records.iter().filter(impossible).count(), n, 0.08);
}

#[test]
fn files_sent_again_are_the_same_or_later_revisions() {
    let resent = Resent { identical: 0.02, revised: 0.05 };
    let people = Population { resent, people: 5_000, ..population() };
    let mut kept: BTreeMap<RecordId, Record> = BTreeMap::new();
    let (mut identical, mut revised) = (0, 0);
    for record in drawn(people.clone()) {
        match kept.insert(record.id(), record.clone()) {
            None => assert_eq!(record.revision(), 0),
            Some(first) if first == record => identical += 1,
            Some(first) => {
                assert_eq!((first.revision(), record.revision()), (0, 1));
                revised += 1;
            }
        }
    }
    assert_eq!(kept.len(), 5_000);
    check_share("identical", identical, 5_000, resent.identical);
    check_share("revised", revised, 5_000, resent.revised);
    let mut simulation = Simulation::new(instrument(), people).expect("fits");
    let last: Vec<Record> =
        std::iter::from_fn(|| simulation.next_person()).map(Sent::last).collect();
    assert_eq!(last.len(), 5_000);
    assert!(last.iter().all(|record| kept[&record.id()] == *record));
}

#[test]
fn populations_that_cannot_be_drawn_are_refused() {
    type Change = fn(&mut Population);
    let cases: [(&str, Change); 9] = [
        ("burdens: 10 values instead of 11", |p| p.burdens.truncate(10)),
        ("shares of groups: 4 values instead of 5", |p| {
            p.background[0] = Some(Groups { shares: vec![0.25; 4], shifts: vec![0.0; 4] });
        }),
        ("shares of groups: the shares sum to 1.5", |p| {
            p.background[0] = Some(Groups { shares: vec![0.3; 5], shifts: vec![0.0; 5] });
        }),
        ("correlation: 1.5 is not between 0 and 1", |p| p.correlation = 1.5),
        ("correlation: NaN is not between 0 and 1", |p| p.correlation = f64::NAN),
        ("loading: -2 is not between -1 and 1", |p| p.items[3].loading = -2.0),
        ("sd of a burden: -1 is not between 0 and 10", |p| {
            p.burdens[0] = Burden { mean: 0.0, sd: -1.0 };
        }),
        ("missing answers: the shares sum to 1.2", |p| {
            p.missing = Missing { skipped: 0.6, declined: 0.6, ..Missing::default() };
        }),
        ("wave: 0 is not between 1 and 99", |p| {
            p.campaign = Some(CampaignRef { id: [0; 4], wave: 0 });
        }),
    ];
    for (expected, change) in cases {
        let mut population = population();
        change(&mut population);
        let refused: PopulationError =
            Simulation::new(instrument(), population).expect_err("cannot be drawn");
        assert_eq!(refused.to_string(), expected);
    }
}
