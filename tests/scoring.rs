//! Scores and hours against the vectors of the instrument's design, and against a second,
//! deliberately naive computation.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "scoring/hours.rs"]
mod hours;

use qingdan::domain::answer::{Answer, Answers, Complete, Priorities};
use qingdan::domain::instrument::Form;
use qingdan::domain::score::{Score, Scores, score};
use qingdan::domain::shipped_instrument;

/// Answers with every item at `pick(position, number of options)`.
fn answered(pick: impl Fn(usize, usize) -> usize) -> Answers {
    let instrument = shipped_instrument();
    let mut answers = Answers::new(instrument);
    for (position, item) in instrument.items.iter().enumerate() {
        let option = pick(position, instrument.options(&item.options).len());
        answers.items[position] = Answer::Option(u8::try_from(option).unwrap());
    }
    answers
}

fn set(answers: &mut Answers, id: &str, answer: Answer) {
    let instrument = shipped_instrument();
    match instrument.item_index(id) {
        Some(item) => answers.items[item] = answer,
        None => answers.outcomes[instrument.outcome_index(id).unwrap()] = answer,
    }
}

fn scored(form: Form, answers: &Answers) -> Scores {
    let instrument = shipped_instrument();
    score(instrument, &Complete::new(instrument, form, answers))
}

fn category(id: &str) -> usize {
    shipped_instrument().category_index(id).unwrap_or_else(|| panic!("no category {id}"))
}

/// The design's vector V3: item k answered with option k mod (number of options).
fn v3() -> Answers {
    let mut answers = answered(|position, options| position % options);
    let chosen = ["inspections", "trace", "meetings"];
    let chosen = chosen.map(|id| u8::try_from(category(id)).unwrap());
    answers.priorities = Priorities::Chosen(chosen.to_vec());
    answers
}

fn ratio(numerator: u64, denominator: u64) -> Option<Score> {
    Score::new(numerator, denominator)
}

#[test]
fn v1_nothing_is_a_burden() {
    let scores = scored(Form::Full, &answered(|_, _| 0));
    // No inspections: whether they repeat each other is not applicable by rule.
    assert_eq!(scores.categories[category("inspections")].applicable, 3);
    assert!(scores.categories.iter().all(|c| c.score == ratio(0, 1)), "{scores:?}");
    assert_eq!((scores.index, scores.weighted, scores.peak), (ratio(0, 1), None, 0));
}

#[test]
fn v2_everything_is_at_the_top() {
    let scores = scored(Form::Full, &answered(|_, options| options - 1));
    assert!(scores.categories.iter().all(|c| c.score == ratio(100, 1)), "{scores:?}");
    assert_eq!((scores.index, scores.peak), (ratio(100, 1), 11));
    assert_eq!(scores.index_range, Some((Score::whole(100), Score::whole(100))));
}

#[test]
fn v3_item_k_at_option_k() {
    let scores = scored(Form::Full, &v3());
    // Id, exact ratio, the value in tenths, the value shown.
    let expected = [
        ("meetings", (145, 4), 363, 36),
        ("paperwork", (80, 3), 267, 27),
        ("trace", (65, 1), 650, 65),
        ("inspections", (255, 4), 638, 64),
        ("ranking", (185, 3), 617, 62),
        ("escalation", (275, 4), 688, 69),
        ("conflict", (275, 4), 688, 69),
        ("digital", (195, 4), 488, 49),
        ("adhoc", (85, 2), 425, 43),
        ("mismatch", (50, 1), 500, 50),
        ("accountability", (75, 1), 750, 75),
    ];
    for (id, exact, tenths, shown) in expected {
        let score = scores.categories[category(id)].score.unwrap();
        assert_eq!(score.parts(), exact, "{id}");
        assert_eq!((score.tenths(), score.rounded()), (tenths, shown), "{id}");
    }
    let index = scores.index.unwrap();
    assert_eq!((index.parts(), index.tenths()), ((7285, 132), 552));
    let weighted = scores.weighted.unwrap();
    assert_eq!((weighted.parts(), weighted.tenths()), ((11_575, 204), 567));
    assert_eq!((scores.peak, scores.reported), (1, 11));
}

#[test]
fn v4_with_answers_missing() {
    let mut answers = v3();
    for id in ["meet_hours", "meet_peak", "meet_disrupt", "insp_days"] {
        set(&mut answers, id, Answer::Skipped);
    }
    set(&mut answers, "insp_repeat", Answer::NotApplicable);
    let scores = scored(Form::Full, &answers);
    let meetings = scores.categories[category("meetings")];
    assert_eq!((meetings.score, meetings.answered, meetings.applicable), (None, 1, 4));
    let inspections = scores.categories[category("inspections")];
    assert_eq!(inspections.score, ratio(40, 1));
    assert_eq!((inspections.answered, inspections.applicable), (2, 3));
    assert_eq!(scores.reported, 10);
    assert_eq!(scores.index.unwrap().parts(), (1313, 24));
    assert_eq!(scores.index.unwrap().tenths(), 547);
    // A first choice that is not reported weighs nothing: 4 and 3 remain.
    assert_eq!(scores.weighted, ratio(9565, 180));
}

#[test]
fn half_of_the_applicable_items_are_enough() {
    // Items asked, not applicable, answered; reported in the full form, in the quick form.
    const FULL: &[(&str, usize, usize, bool)] = &[
        ("meetings", 0, 1, false),
        ("meetings", 0, 2, true),
        ("meetings", 0, 4, true),
        ("meetings", 1, 1, false),
        ("meetings", 1, 2, true),
        ("meetings", 2, 1, false),
        ("meetings", 2, 2, true),
        ("meetings", 3, 1, false),
        ("meetings", 4, 0, false),
        ("paperwork", 0, 0, false),
        ("paperwork", 0, 1, false),
        ("paperwork", 0, 2, true),
        ("paperwork", 1, 1, false),
        ("paperwork", 1, 2, true),
        ("paperwork", 2, 1, false),
    ];
    const QUICK: &[(&str, usize, usize, bool)] = &[
        ("meetings", 0, 0, false),
        ("meetings", 0, 1, true),
        ("meetings", 0, 2, true),
        ("meetings", 1, 0, false),
        ("meetings", 1, 1, true),
        ("meetings", 2, 0, false),
    ];
    let instrument = shipped_instrument();
    let missing = [Answer::Skipped, Answer::DontKnow, Answer::Declined];
    for (form, table) in [(Form::Full, FULL), (Form::Quick, QUICK)] {
        for &(id, not_applicable, answered, reported) in table {
            let mut answers = Answers::new(instrument);
            let asked: Vec<usize> = instrument
                .items_of(category(id))
                .filter(|&item| instrument.asks(form, item))
                .collect();
            for (number, &item) in asked.iter().enumerate() {
                answers.items[item] = if number < not_applicable {
                    Answer::NotApplicable
                } else if number < not_applicable + answered {
                    Answer::Option(1)
                } else {
                    missing[number % 3]
                };
            }
            let result = scored(form, &answers).categories[category(id)];
            let case = format!("{form:?} {id} na {not_applicable} answered {answered}");
            assert_eq!(result.score.is_some(), reported, "{case}");
            assert_eq!(result.applicable, asked.len() - not_applicable, "{case}");
            assert_eq!(result.answered, answered, "{case}");
            assert_eq!(result.single(), reported && answered == 1, "{case}");
        }
    }
}

#[test]
fn half_of_an_odd_number_is_rounded_up() {
    let mut long = shipped_instrument().clone();
    for item in &mut long.items[..7] {
        (item.category, item.quick) = ("meetings".to_owned(), true);
    }
    for form in [Form::Full, Form::Quick] {
        for answered in 0..=7 {
            let mut answers = Answers::new(&long);
            answers.items[..answered].fill(Answer::Option(1));
            let scores = score(&long, &Complete::new(&long, form, &answers));
            assert_eq!(scores.categories[0].score.is_some(), answered >= 4, "{answered} of 7");
        }
    }
}

#[test]
fn the_index_needs_eight_categories() {
    let instrument = shipped_instrument();
    for missing in 0..=instrument.categories.len() {
        let mut answers = v3();
        for category in 0..missing {
            for item in instrument.items_of(category) {
                answers.items[item] = Answer::Declined;
            }
        }
        let scores = scored(Form::Full, &answers);
        assert_eq!(scores.reported, 11 - missing);
        assert_eq!(scores.index.is_some(), missing <= 3, "{missing} missing");
        assert_eq!(scores.index_range.is_some(), missing <= 3, "{missing} missing");
        assert_eq!(scores.weighted.is_some(), missing <= 3, "{missing} missing");
    }
}

#[test]
fn weights_follow_the_order_of_choice() {
    let check = |chosen: &[&str], expected: (u64, u64)| {
        let mut answers = answered(|_, _| 0);
        for item in shipped_instrument().items_of(category("trace")) {
            answers.items[item] = Answer::Option(4 + u8::from(item == 7));
        }
        let chosen = chosen.iter().map(|id| u8::try_from(category(id)).unwrap());
        answers.priorities = Priorities::Chosen(chosen.collect());
        let weighted = scored(Form::Full, &answers).weighted;
        assert_eq!(weighted, ratio(expected.0, expected.1));
    };
    check(&["trace"], (400, 14));
    check(&["meetings", "trace"], (300, 16));
    check(&["meetings", "ranking", "trace"], (200, 17));
    check(&["meetings", "ranking", "digital"], (100, 17));
    for none in [Priorities::Nothing, Priorities::Declined, Priorities::Skipped] {
        let mut answers = v3();
        answers.priorities = none;
        assert_eq!(scored(Form::Full, &answers).weighted, None);
    }
}

#[test]
fn bands_begin_where_they_say() {
    let instrument = shipped_instrument();
    let check = |numerator, denominator, band| {
        let score = Score::new(numerator, denominator).unwrap();
        assert_eq!(instrument.band_index(|from| score.at_least(from)), band, "{score:?}");
    };
    check(0, 1, 0);
    check(2499, 100, 0);
    check(25, 1, 1);
    check(149, 3, 1);
    check(50, 1, 2);
    check(7499, 100, 2);
    check(75, 1, 3);
    check(100, 1, 3);
}

/// Smallest and largest mean when each value is left out once, as lowest-term ratios.
fn left_out(values: &[(u128, u128)]) -> Option<((u128, u128), (u128, u128))> {
    let means = (0..values.len()).filter(|_| values.len() > 1).map(|out| {
        let kept = values.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, v)| *v);
        let denominator: u128 = kept.clone().map(|(_, d)| d).product();
        let numerator: u128 = kept.map(|(n, d)| n * (denominator / d)).sum();
        (numerator, denominator * (values.len() as u128 - 1))
    });
    let means: Vec<_> = means.collect();
    let below = |a: &(u128, u128), b: &(u128, u128)| (a.0 * b.1).cmp(&(b.0 * a.1));
    let low = *means.iter().min_by(|a, b| below(a, b))?;
    let high = *means.iter().max_by(|a, b| below(a, b))?;
    Some((low, high))
}

fn assert_range(found: Option<(Score, Score)>, naive: Option<((u128, u128), (u128, u128))>) {
    let same = |score: Score, (n, d): (u128, u128)| {
        let (numerator, denominator) = score.parts();
        u128::from(numerator) * d == n * u128::from(denominator)
    };
    match (found, naive) {
        (None, None) => {}
        (Some((low, high)), Some((min, max))) => {
            assert!(same(low, min) && same(high, max), "{low:?} {high:?} {min:?} {max:?}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn leaving_one_out_agrees_with_brute_force() {
    let instrument = shipped_instrument();
    let mut state = 7_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        usize::try_from(state >> 40).unwrap()
    };
    for round in 0..300 {
        let mut answers = Answers::new(instrument);
        for (position, item) in instrument.items.iter().enumerate() {
            let options = instrument.options(&item.options).len();
            let pick = next() % (options + 2);
            answers.items[position] = match u8::try_from(pick) {
                Ok(option) if pick < options => Answer::Option(option),
                _ if pick == options => Answer::Skipped,
                _ => Answer::NotApplicable,
            };
        }
        let form = if round % 3 == 0 { Form::Quick } else { Form::Full };
        let scores = scored(form, &answers);
        let mut reported = Vec::new();
        for (category, result) in scores.categories.iter().enumerate() {
            let values: Vec<(u128, u128)> = instrument
                .items_of(category)
                .filter_map(|item| Some((u128::from(scores.items[item]?), 1)))
                .collect();
            let Some(score) = result.score else {
                assert_eq!(result.range, None);
                continue;
            };
            assert_range(result.range, left_out(&values));
            let (numerator, denominator) = score.parts();
            reported.push((u128::from(numerator), u128::from(denominator)));
        }
        let naive = if reported.len() < 8 { None } else { left_out(&reported) };
        assert_range(scores.index_range, naive);
    }
}
