//! The draws: exact odds, as many words whatever the answer is, and no pattern.

use qingdan::domain::answer::Answer;
use qingdan::domain::randomised::{TruthProbability, randomise, uniform};
use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};

use super::{chi_square, chi_square_limit, full, truth};

/// Options of an item: from two to seven.
const OPTIONS: std::ops::RangeInclusive<u8> = 2..=7;

/// Highest denominator that is enumerated.
const WHOLE_MAX: u8 = 20;

fn probabilities() -> impl Iterator<Item = TruthProbability> {
    let all = (2..=WHOLE_MAX).flat_map(|b| (1..b).map(move |a| (a, b)));
    all.filter_map(|(a, b)| TruthProbability::new(a, b))
}

/// [16] Of the b·k equally likely pairs of draws exactly a·k + (b − a) give the true option and
/// b − a each of the others.
#[test]
fn every_pair_of_draws_gives_the_exact_odds() {
    let mut cases = 0;
    for truth in probabilities() {
        let (a, b) = truth.parts();
        for options in OPTIONS {
            for option in 0..options {
                let mut counts = vec![0_u64; usize::from(options)];
                for t in 0..b {
                    for u in 0..options {
                        counts[usize::from(truth.reported(option, t, u))] += 1;
                    }
                }
                let noise = u64::from(b - a);
                let likely = u64::from(a) * u64::from(options) + noise;
                for (other, &count) in counts.iter().enumerate() {
                    let expected = if other == usize::from(option) { likely } else { noise };
                    assert_eq!(count, expected, "{a}/{b}, {option} as {other} of {options}");
                }
                let (p, q) = truth.odds(options);
                assert_eq!(p * noise, q * likely, "{a}/{b} of {options}");
                cases += 1;
            }
        }
    }
    assert_eq!(cases, 127 * (2..=7).sum::<usize>());
}

/// The odds are those of ε = ln(1 + k·a/(b − a)), as tabulated in the design.
#[test]
fn the_odds_are_in_lowest_terms_and_those_of_epsilon() {
    let check = |a, b, options, odds: (u64, u64), epsilon: f64| {
        assert_eq!(truth(a, b).odds(options), odds);
        let p = f64::from(u32::try_from(odds.0).expect("small"));
        let q = f64::from(u32::try_from(odds.1).expect("small"));
        assert!(((p / q).ln() - epsilon).abs() < 0.005, "{odds:?}");
    };
    check(1, 2, 2, (3, 1), 1.10);
    check(1, 2, 3, (4, 1), 1.39);
    check(1, 2, 5, (6, 1), 1.79);
    check(1, 4, 2, (5, 3), 0.51);
    check(1, 4, 3, (2, 1), 0.69);
    check(1, 4, 5, (8, 3), 0.98);
    check(3, 4, 5, (16, 1), 2.77);
    check(9, 10, 5, (46, 1), 3.83);
}

#[test]
fn only_probabilities_in_lowest_terms_exist() {
    for (a, b) in [(0, 1), (0, 5), (1, 1), (5, 5), (3, 2), (2, 4), (0, 0), (255, 255)] {
        assert_eq!(TruthProbability::new(a, b), None, "{a}/{b}");
    }
    assert_eq!(TruthProbability::new(1, 2), Some(TruthProbability::HALF));
    assert_eq!(TruthProbability::new(254, 255).map(TruthProbability::parts), Some((254, 255)));
}

/// The words that are taken are a multiple of the numbers drawn, and each residue is taken as it
/// is: all numbers are exactly as likely.
#[test]
fn words_above_the_largest_multiple_are_passed_over() {
    for end in 1..=u8::MAX {
        let spare = (1_u64 << 32) % u64::from(end);
        let taken = u32::try_from((1_u64 << 32) - spare - 1).expect("a word");
        let expected = |word: u32| u8::try_from(word % u32::from(end)).expect("below 255");
        let check = |words: &[u32], number: u8| {
            let mut left = words.iter().copied();
            let mut word = || left.next().expect("enough words");
            assert_eq!(uniform(end, &mut word), number, "{words:?} below {end}");
            assert_eq!(left.next(), None, "{words:?} below {end}");
        };
        check(&[taken], end - 1);
        for word in (0..u32::from(end)).chain([taken / 2, taken - 1]) {
            check(&[word], expected(word));
        }
        if spare > 0 {
            check(&[taken + 1, u32::MAX, 0], 0);
        } else {
            check(&[u32::MAX], end - 1);
        }
    }
}

/// [17] As many words are drawn for every answer, whether the truth is kept or not.
#[test]
fn as_many_words_are_drawn_on_both_branches() {
    let answers = (0..5).map(Answer::Option);
    let answers = answers.chain([
        Answer::NotApplicable,
        Answer::DontKnow,
        Answer::Declined,
        Answer::Skipped,
        Answer::NotAsked,
    ]);
    let answers: Vec<Answer> = answers.collect();
    let mut generator = Pcg32::seed_from_u64(17);
    let (mut kept, mut changed) = (0, 0);
    for round in 0..500 {
        // Every tenth stream begins with words that have to be passed over.
        let mut stream: Vec<u32> = (0..8).map(|_| generator.next_u32()).collect();
        if round % 10 == 0 {
            stream[..2].fill(u32::MAX);
        }
        let mut lengths = answers.iter().map(|&answer| {
            let mut drawn = 0;
            let reported = randomise(truth(2, 5), 5, answer, &mut || {
                drawn += 1;
                stream[drawn - 1]
            });
            let unchanged = reported == answer;
            match answer {
                Answer::Option(_) if unchanged => kept += 1,
                Answer::Option(_) => changed += 1,
                _ => assert!(unchanged, "{answer:?}"),
            }
            drawn
        });
        let first = lengths.next();
        assert!(lengths.all(|length| Some(length) == first));
        assert_eq!(first, Some(if round % 10 == 0 { 4 } else { 2 }));
    }
    assert!(kept > 500 && changed > 500, "{kept}, {changed}");
}

/// [18] Pairs of draws from words as they come, over ten million of them in the long version.
#[test]
fn pairs_of_draws_are_uniform() {
    let rounds = if full() { 10_000_000 } else { 300_000 };
    for (a, b, options) in [(1, 2, 2), (1, 2, 5), (3, 7, 6)] {
        let mut generator = Pcg32::seed_from_u64(18);
        let mut pairs = vec![0; usize::from(b) * usize::from(options)];
        let mut kept = 0_u64;
        for _ in 0..rounds {
            let mut word = || generator.next_u32();
            let t = uniform(b, &mut word);
            let u = uniform(options, &mut word);
            pairs[usize::from(t) * usize::from(options) + usize::from(u)] += 1;
            kept += u64::from(t < a);
        }
        let found = chi_square(&pairs);
        assert!(found < chi_square_limit(pairs.len()), "{a}/{b} of {options}: {found}");
        assert!(kept > 0);
        pairs[0] += rounds / 100;
        assert!(chi_square(&pairs) > chi_square_limit(pairs.len()), "a tilt is not noticed");
    }
}
