//! [19] The mean score of a category with randomised items: right on average for every single
//! person, and covered for many.

use qingdan::domain::answer::{Answer, Answers, Complete};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::randomised::{
    CategoryCorrection, CorrectedMoments, Randomisation, TruthProbability, randomise,
};
use qingdan::domain::score::score;
use qingdan::domain::shipped_instrument;
use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};

use super::{full, truth};

/// The category of the test and the positions of its items.
fn adhoc() -> (usize, Vec<usize>) {
    let instrument = shipped_instrument();
    let category = instrument.categories.iter().position(|c| c.id == "adhoc");
    let category = category.expect("a category");
    (category, instrument.items_of(category).collect())
}

fn randomisation(truth: TruthProbability, items: &[usize]) -> Randomisation {
    let items: Vec<u8> = items.iter().map(|&item| u8::try_from(item).expect("few")).collect();
    Randomisation::new(shipped_instrument(), truth, &items).expect("items of the instrument")
}

fn complete(items: &[usize], answers: &[Answer]) -> Complete {
    let instrument = shipped_instrument();
    let mut all = Answers::new(instrument);
    for (&item, &answer) in items.iter().zip(answers) {
        all.items[item] = answer;
    }
    Complete::new(instrument, Form::Full, &all)
}

fn options(instrument: &Instrument, item: usize) -> u8 {
    let options = instrument.options(&instrument.items[item].options).len();
    u8::try_from(options).expect("few options")
}

/// Every answer in the place of one that is randomised, with how many of the equally likely draws
/// give it.
fn reports(truth: TruthProbability, options: u8, answer: Answer) -> Vec<(Answer, i64)> {
    let Answer::Option(option) = answer else { return vec![(answer, 1)] };
    let mut ways = vec![0; usize::from(options)];
    for t in 0..truth.parts().1 {
        for u in 0..options {
            ways[usize::from(truth.reported(option, t, u))] += 1;
        }
    }
    (0..).map(Answer::Option).zip(ways).collect()
}

/// Over all draws, the corrected score of every person is that person's score, to the last bit.
#[test]
fn everybody_is_right_on_average() {
    let instrument = shipped_instrument();
    let (category, items) = adhoc();
    for (truth, first) in [(truth(1, 2), 0), (truth(2, 7), 2)] {
        let randomisation = randomisation(truth, &items[first..]);
        let correction = CategoryCorrection::new(instrument, &randomisation, category);
        let correction = correction.expect("a category");
        for answers in [[0, 0, 0, 0], [5, 5, 5, 4], [1, 5, 2, 0]] {
            let mut answers = answers.map(Answer::Option);
            for gap in [None, Some(Answer::Skipped), Some(Answer::Declined)] {
                answers[2] = gap.unwrap_or(answers[2]);
                let (mut sum, mut ways) = (0, 0);
                for (reported, likely) in all_reports(truth, &items, answers, first) {
                    let units = correction.units(&complete(&items, &reported));
                    sum += units.expect("enough answers") * likely;
                    ways += likely;
                }
                let true_score = score(instrument, &complete(&items, &answers));
                let true_score = true_score.categories[category].score.expect("enough answers");
                let (numerator, denominator) = true_score.parts();
                let [numerator, denominator] =
                    [numerator, denominator].map(|part| i64::try_from(part).expect("small"));
                let expected = numerator * units_per_point(&correction) * ways;
                assert_eq!(sum * denominator, expected, "{answers:?}");
            }
        }
    }
}

/// All that a record can hold of some answers, with how many of the equally likely draws give it.
/// The items from `first` on are randomised.
fn all_reports(
    truth: TruthProbability,
    items: &[usize],
    answers: [Answer; 4],
    first: usize,
) -> Vec<([Answer; 4], i64)> {
    let mut all = vec![(answers, 1)];
    for at in first..items.len() {
        let options = options(shipped_instrument(), items[at]);
        let mut more = Vec::new();
        for (reported, likely) in all {
            for (answer, ways) in reports(truth, options, answers[at]) {
                let mut reported = reported;
                reported[at] = answer;
                more.push((reported, likely * ways));
            }
        }
        all = more;
    }
    all
}

/// Two people with one unit each have that mean.
#[expect(clippy::cast_possible_truncation, reason = "a whole number")]
fn units_per_point(correction: &CategoryCorrection) -> i64 {
    let mut moments = CorrectedMoments::default();
    moments.add(1);
    moments.add(1);
    (1.0 / correction.estimate(&moments).expect("two people").value).round() as i64
}

/// The rule for when a category counts is the usual one.
#[test]
fn too_few_answers_give_no_score() {
    let (instrument, (category, items)) = (shipped_instrument(), adhoc());
    let randomisation = randomisation(truth(1, 2), &items[..1]);
    let correction = CategoryCorrection::new(instrument, &randomisation, category);
    let correction = correction.expect("a category");
    let ways = [Answer::Option(2), Answer::Skipped, Answer::Declined];
    for first in ways {
        for second in ways {
            for third in ways {
                let complete = complete(&items, &[first, second, third, Answer::Skipped]);
                let scored = score(instrument, &complete).categories[category].score;
                assert_eq!(correction.units(&complete).is_some(), scored.is_some());
            }
        }
    }
    let none = instrument.categories.len();
    assert_eq!(CategoryCorrection::new(instrument, &randomisation, none), None);
}

/// Without randomised items the corrected score is the score.
#[test]
fn a_category_without_randomised_items_is_as_ever() {
    let (instrument, (_, items)) = (shipped_instrument(), adhoc());
    let randomisation = randomisation(truth(1, 2), &items[..1]);
    let correction = CategoryCorrection::new(instrument, &randomisation, 0);
    let correction = correction.expect("a category");
    let mut moments = CorrectedMoments::default();
    let first: Vec<usize> = instrument.items_of(0).collect();
    for options in [[1, 1, 1, 1], [0, 4, 2, 3]] {
        let complete = complete(&first, &options.map(Answer::Option));
        moments.add(correction.units(&complete).expect("enough answers"));
    }
    let scores = [[1, 1, 1, 1], [0, 4, 2, 3]].map(|options| {
        let complete = complete(&first, &options.map(Answer::Option));
        score(instrument, &complete).categories[0].score.expect("enough answers").to_f64()
    });
    let found = correction.estimate(&moments).expect("two people");
    assert!((found.value - f64::midpoint(scores[0], scores[1])).abs() < 1e-12);
    let variance = (scores[0] - scores[1]).powi(2) / 4.0;
    assert!((found.variance - variance).abs() < 1e-9, "{} {variance}", found.variance);
}

/// Simulated people whose answers have one cause in common, so that the items of a person are
/// correlated: the mean is without bias and covered. Subtotals give the same as one total.
#[test]
fn simulated_means_are_covered() {
    let (instrument, (category, items)) = (shipped_instrument(), adhoc());
    let half = TruthProbability::HALF;
    let randomisation = randomisation(half, &items);
    let correction = CategoryCorrection::new(instrument, &randomisation, category);
    let correction = correction.expect("a category");
    let (rounds, people) = if full() { (10_000, 300) } else { (600, 60) };
    let mut generator = Pcg32::seed_from_u64(190);
    let expected = true_mean(&items, category);
    let [mut sum, mut squares, mut covered, mut variances] = [0.0; 4];
    for _ in 0..rounds {
        let mut parts = [CorrectedMoments::default(); 2];
        let mut whole = CorrectedMoments::default();
        for person in 0..people {
            let cause = usize::try_from(generator.next_u32() % 4).expect("small");
            let answers: Vec<Answer> = TYPES[cause]
                .iter()
                .zip(&items)
                .map(|(&option, &item)| {
                    let (answer, word) = (Answer::Option(option), &mut || generator.next_u32());
                    randomise(half, options(instrument, item), answer, word)
                })
                .collect();
            let units = correction.units(&complete(&items, &answers)).expect("all answered");
            whole.add(units);
            parts[person % 2].add(units);
        }
        let [mut first, second] = parts;
        first.merge(&second);
        assert_eq!(first, whole);
        let found = correction.estimate(&whole).expect("people");
        sum += found.value;
        squares += found.value * found.value;
        variances += found.variance;
        if (found.interval.low..=found.interval.high).contains(&expected) {
            covered += 1.0;
        }
    }
    let rounds = f64::from(rounds);
    let mean = sum / rounds;
    let variance = squares / rounds - mean * mean;
    assert!((mean - expected).abs() < 3.0 * (variance / rounds).sqrt(), "{mean} {expected}");
    let ratio = variances / rounds / variance;
    assert!((ratio - 1.0).abs() < 5.0 * (2.0 / rounds).sqrt(), "variance: {ratio}");
    let slack = 3.0 * (0.95_f64 * 0.05 / rounds).sqrt();
    assert!((covered / rounds - 0.95).abs() < 0.01 + slack, "covered {}", covered / rounds);
}

/// Four kinds of people, as many of each: their options of the four items.
const TYPES: [[u8; 4]; 4] = [[0, 0, 0, 0], [1, 0, 2, 1], [3, 4, 4, 3], [4, 5, 5, 4]];

fn true_mean(items: &[usize], category: usize) -> f64 {
    let scores = TYPES.map(|options| {
        let complete = complete(items, &options.map(Answer::Option));
        let scores = score(shipped_instrument(), &complete);
        scores.categories[category].score.expect("all answered").to_f64()
    });
    scores.iter().sum::<f64>() / 4.0
}
