//! [19] The same estimates by numpy and scipy (`tests/oracle/randomised.py`).

use qingdan::domain::answer::{Answer, Answers, Complete};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::randomised::{
    CategoryCorrection, CorrectedMoments, Estimate, Randomisation, TruthProbability,
};
use qingdan::domain::shipped_instrument;
use qingdan::domain::stats::Proportion;
use serde::Deserialize;

use super::truth;

const FIXTURE: &str = include_str!("../fixtures/oracle/randomised.json");

#[derive(Deserialize)]
struct Fixture {
    instrument: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    truth: (u8, u8),
    category: String,
    items: Vec<u8>,
    /// For each item of the category and each person the option; −1 for none.
    answers: Vec<Vec<i8>>,
    estimates: Vec<Item>,
    category_mean: Mean,
}

#[derive(Deserialize)]
struct Item {
    n: u64,
    /// First option, last option, people; estimate, variance, lower and upper end.
    shares: Vec<(u8, u8, u64, f64, f64, f64, f64)>,
    mean: [f64; 3],
}

#[derive(Deserialize)]
struct Mean {
    n: u64,
    mean: [f64; 3],
}

fn near(found: &Estimate, [value, low, high]: [f64; 3], place: &str) {
    for (found, expected) in
        [(found.value, value), (found.interval.low, low), (found.interval.high, high)]
    {
        // Intervals by scipy end where the share does; 1e-9 of a point or of one.
        assert!((found - expected).abs() < 1e-9, "{place}: {found} instead of {expected}");
    }
}

#[test]
fn estimates_equal_those_of_scipy() {
    let instrument = shipped_instrument();
    let fixture: Fixture = serde_json::from_str(FIXTURE).expect("a fixture");
    assert_eq!(fixture.instrument, instrument.hash.to_string(), "generate it again");
    for case in &fixture.cases {
        let truth = truth(case.truth.0, case.truth.1);
        for (&item, expected) in case.items.iter().zip(&case.estimates) {
            check_item(instrument, truth, case, item, expected);
        }
        check_category(instrument, truth, case);
    }
}

/// The answers to an item.
fn given<'a>(instrument: &Instrument, case: &'a Case, item: u8) -> &'a [i8] {
    let category = instrument.categories.iter().position(|one| one.id == case.category);
    let mut items = instrument.items_of(category.expect("a category"));
    let place = items.position(|one| one == usize::from(item)).expect("an item of it");
    &case.answers[place]
}

fn check_item(
    instrument: &Instrument,
    truth: TruthProbability,
    case: &Case,
    item: u8,
    expected: &Item,
) {
    let options = instrument.options(&instrument.items[usize::from(item)].options);
    let scores: Vec<u8> = options.iter().filter_map(|option| option.score).collect();
    let answers = given(instrument, case, item);
    let count = |option: usize| {
        let same = answers.iter().filter(|&&one| usize::try_from(one) == Ok(option));
        same.count() as u64
    };
    let counts: Vec<u64> = (0..options.len()).map(count).collect();
    assert_eq!(counts.iter().sum::<u64>(), expected.n);
    assert_eq!(expected.shares.len(), 2 * options.len() - 1);
    let all = u8::try_from(options.len()).expect("few");
    for &(first, last, people, value, variance, low, high) in &expected.shares {
        let range = usize::from(first)..=usize::from(last);
        let observed = Proportion { count: counts[range].iter().sum(), n: expected.n };
        assert_eq!(observed.count, people);
        let found = truth.share(all, last + 1 - first, observed).expect("people");
        near(&found, [value, low, high], &format!("{} {item} {first}", case.category));
        assert!((found.variance - variance).abs() < 1e-12);
    }
    let mean = truth.mean(&scores, &counts).expect("people");
    near(&mean, expected.mean, &format!("{} {item}", case.category));
}

fn check_category(instrument: &Instrument, truth: TruthProbability, case: &Case) {
    let randomisation = Randomisation::new(instrument, truth, &case.items).expect("they may be");
    let category = instrument.categories.iter().position(|one| one.id == case.category);
    let category = category.expect("a category");
    let correction = CategoryCorrection::new(instrument, &randomisation, category);
    let correction = correction.expect("it can be corrected");
    let mut moments = CorrectedMoments::default();
    for person in 0..case.answers[0].len() {
        let mut answers = Answers::new(instrument);
        for (item, given) in instrument.items_of(category).zip(&case.answers) {
            let option = u8::try_from(given[person]);
            answers.items[item] = option.map_or(Answer::Skipped, Answer::Option);
        }
        let complete = Complete::new(instrument, Form::Full, &answers);
        if let Some(units) = correction.units(&complete) {
            moments.add(units);
        }
    }
    let found = correction.estimate(&moments).expect("people");
    assert_eq!(found.n, case.category_mean.n);
    near(&found, case.category_mean.mean, &case.category);
}
