//! Fast counting against the plain definitions of scores and hours, over random records.

use proptest::prelude::*;

use super::counter::{Counter, Step};
use super::hours::HoursTable;
use super::plan::Plan;
use super::scorer::{Scorer, codes};
use super::scores::{CATEGORY_UNITS, INDEX_UNITS, WEIGHTED_UNITS};
use super::{STEPS, Tally};
use crate::domain::answer::{Answer, Complete, Priorities};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::interview::{Event, Interview, allows};
use crate::domain::record::{RecordId, pack_answers};
use crate::domain::score::{AvoidableHours, HoursEstimate, Score, estimate_hours, score};
use crate::domain::shipped_instrument;

/// Random answers: an answer is missing where its first number is below `gaps`.
fn complete(form: Form, gaps: u8, numbers: &[(u8, u8)], priorities: &[u8]) -> Complete {
    let instrument = shipped_instrument();
    let mut interview = Interview::new(instrument, RecordId([1; 16]), None);
    let mut does = |event| {
        interview = interview.after(instrument, &event).unwrap_or_else(|| interview.clone());
    };
    does(Event::PickedForm(form));
    let missing = [Answer::NotApplicable, Answer::DontKnow, Answer::Declined, Answer::Skipped];
    for ((question, _), &(gap, number)) in instrument.questions().zip(numbers) {
        let options = u8::try_from(instrument.options_of(question).len()).expect("few");
        let answer = if gap < gaps {
            missing[usize::from(number % 4)]
        } else {
            Answer::Option(number % options)
        };
        if allows(instrument, question, answer) {
            does(Event::Answered(question, answer));
        }
    }
    for &category in priorities {
        does(Event::ToggledPriority(category));
    }
    if priorities.is_empty() && numbers[0].0.is_multiple_of(2) {
        does(Event::AnsweredPriorities(Priorities::Nothing));
    }
    interview.finish(instrument)
}

fn answers() -> impl Strategy<Value = Complete> {
    let numbers = prop::collection::vec(any::<(u8, u8)>(), 52);
    let priorities = prop::collection::vec(0_u8..11, 0..4);
    (any::<bool>(), prop_oneof![Just(0), Just(20), Just(90), Just(200)], numbers, priorities)
        .prop_map(|(quick, gaps, numbers, priorities)| {
            let form = if quick { Form::Quick } else { Form::Full };
            complete(form, gaps, &numbers, &priorities)
        })
}

fn of_form(people: &[Complete], form: Form) -> Vec<&Complete> {
    people.iter().filter(|person| person.form() == form).collect()
}

fn tally(plan: &Plan, people: &[&Complete]) -> Tally {
    let mut counter = Counter::new(plan);
    for person in people {
        counter.count(plan, &pack_answers(person.answers()), Step::Count);
    }
    counter.tally(plan)
}

fn units(score: Option<Score>, units_per_point: u64) -> Option<u64> {
    score.map(|score| score.units(units_per_point).expect("whole in its units"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn fast_scores_equal_the_plain_ones(person in answers()) {
        let instrument = shipped_instrument();
        let scorer = Scorer::new(instrument, person.form());
        let fast = scorer.score(&pack_answers(person.answers()));
        let plain = score(instrument, &person);
        prop_assert_eq!(fast.reported, plain.reported);
        prop_assert_eq!(fast.index, units(plain.index, INDEX_UNITS));
        prop_assert_eq!(fast.weighted, units(plain.weighted, WEIGHTED_UNITS));
        for (place, category) in plain.categories.iter().enumerate() {
            let found = fast.slots[place].map(|_| fast.units[place]);
            prop_assert_eq!(found, units(category.score, CATEGORY_UNITS));
            let asked = instrument.items_of(place).filter(|&i| instrument.asks(person.form(), i));
            prop_assert_eq!(fast.whole[place], category.answered == asked.count());
        }
        let apart = plain.weighted.and_then(|one| Some(one.apart(plain.index?)));
        prop_assert_eq!(fast.weighting(), units(apart, WEIGHTED_UNITS));
    }

    #[test]
    fn fast_hours_equal_the_plain_ones(person in answers()) {
        let instrument = shipped_instrument();
        let hours = HoursTable::new(instrument).expect("asks for hours");
        let fast = hours.estimate(&codes(&pack_answers(person.answers())));
        let Some(plain) = estimate_hours(instrument, &person) else {
            prop_assert_eq!(fast.answered, 0);
            return Ok(());
        };
        prop_assert_eq!((fast.answered, fast.lower), (plain.answered, plain.lower));
        prop_assert_eq!(fast.inconsistent, plain.inconsistent);
        let consistent = fast.whole && !fast.inconsistent;
        prop_assert_eq!(consistent.then_some(fast.central_halves), plain.central_halves);
        prop_assert_eq!(consistent.then_some(fast.upper), plain.upper);
        let avoidable = whole_avoidable(instrument, &person, &plain).map(|sum| {
            [sum.lower_hundredths, sum.central_quarter_hundredths, sum.upper_hundredths]
        });
        prop_assert_eq!(fast.avoidable, avoidable);
    }

    #[test]
    fn uncounting_undoes_counting(
        people in prop::collection::vec(answers(), 0..12), gone in 0_usize..12
    ) {
        for form in [Form::Full, Form::Quick] {
            let plan = Plan::new(shipped_instrument(), form);
            let people = of_form(&people, form);
            let gone = gone.min(people.len());
            let mut counter = Counter::new(&plan);
            for person in &people {
                counter.count(&plan, &pack_answers(person.answers()), Step::Count);
            }
            for person in &people[..gone] {
                counter.count(&plan, &pack_answers(person.answers()), Step::Uncount);
            }
            prop_assert_eq!(counter.tally(&plan), tally(&plan, &people[gone..]));
        }
    }

    #[test]
    fn every_count_is_what_it_says(people in prop::collection::vec(answers(), 1..20)) {
        let instrument = shipped_instrument();
        for form in [Form::Full, Form::Quick] {
            let plan = Plan::new(instrument, form);
            let people = of_form(&people, form);
            check(instrument, &tally(&plan, &people), &people);
        }
    }
}

/// Compares a tally with counting by the plain definitions.
fn check(instrument: &Instrument, tally: &Tally, people: &[&Complete]) {
    let scores: Vec<_> = people.iter().map(|person| score(instrument, person)).collect();
    let of = |category: usize, person: usize| {
        units(scores[person].categories[category].score, CATEGORY_UNITS)
    };
    let picked = |question: usize, person: usize| {
        let options = instrument.background[question].options.len();
        people[person].answers().background[question].option().map_or(options, usize::from)
    };
    let everyone = || 0..people.len();
    for (question, groups) in tally.groups.iter().enumerate() {
        for (option, group) in groups.iter().enumerate() {
            let members: Vec<usize> =
                everyone().filter(|&p| picked(question, p) == option).collect();
            check_group(group, &members, &of, &scores);
        }
    }
    let columns = instrument.background[1].options.len() + 1;
    for (place, cell) in tally.cells.iter().enumerate() {
        let at = |p: &usize| picked(0, *p) * columns + picked(1, *p) == place;
        check_group(cell, &everyone().filter(at).collect::<Vec<_>>(), &of, &scores);
    }
    let mut pair = 0;
    for x in 0..instrument.categories.len() {
        for y in x + 1..instrument.categories.len() {
            let both: Vec<(u64, u64)> =
                everyone().filter_map(|p| Some((of(x, p)?, of(y, p)?))).collect();
            let sum = |of: &dyn Fn(u128, u128) -> u128| {
                both.iter().map(|&(x, y)| of(x.into(), y.into())).sum::<u128>()
            };
            let found = tally.pairs[pair];
            assert_eq!(found.n, both.len() as u64);
            let sums = [sum(&|x, _| x), sum(&|_, y| y), sum(&|x, _| x * x), sum(&|_, y| y * y)];
            assert_eq!([found.x, found.y, found.xx, found.yy], sums);
            assert_eq!(found.xy, sum(&|x, y| x * y));
            let mut joint = vec![0; STEPS * STEPS];
            for (x, y) in both {
                let step = |units: u64| usize::try_from(units / (5 * CATEGORY_UNITS)).expect("few");
                joint[step(x) * STEPS + step(y)] += 1;
            }
            assert_eq!(*tally.joint[pair], *joint);
            pair += 1;
        }
    }
    let index: Vec<u64> = scores.iter().filter_map(|s| units(s.index, INDEX_UNITS)).collect();
    assert_eq!(tally.index.moments.sum, index.iter().map(|&units| u128::from(units)).sum::<u128>());
    let tenths = |wanted: u64| {
        scores.iter().filter(|s| s.index.is_some_and(|i| i.tenths() == wanted)).count() as u64
    };
    assert!(tally.index.tenths.iter().all(|(&at, &people)| people == tenths(at)));
    assert_eq!(tally.index.tenths.values().sum::<u64>() + tally.index.absent, tally.n);
    let from_75 = scores.iter().filter(|s| s.index.is_some_and(|i| i.at_least(75))).count();
    assert_eq!(tally.index.steps[5] + tally.index.steps[6], from_75 as u64);
    check_hours(instrument, tally, people);
}

fn check_group(
    group: &super::GroupCounts,
    members: &[usize],
    of: &dyn Fn(usize, usize) -> Option<u64>,
    scores: &[crate::domain::score::Scores],
) {
    assert_eq!(group.n, members.len() as u64);
    let index = members.iter().filter_map(|&p| units(scores[p].index, INDEX_UNITS));
    let index: Vec<u128> = index.map(u128::from).collect();
    assert_eq!(group.index.squares, index.iter().map(|units| units * units).sum::<u128>());
    for (category, moments) in group.categories.iter().enumerate() {
        let found: Vec<u64> = members.iter().filter_map(|&p| of(category, p)).collect();
        assert_eq!(moments.n, found.len() as u64);
        assert_eq!(moments.sum, found.iter().map(|&units| u128::from(units)).sum::<u128>());
        let squares = found.iter().map(|&units| u128::from(units) * u128::from(units));
        assert_eq!(moments.squares, squares.sum::<u128>());
        let half = found.iter().filter(|&&units| units >= 50 * CATEGORY_UNITS).count();
        assert_eq!(group.from_50[category], half as u64);
    }
}

/// The avoidable hours of someone who left out none of the shares that apply, nor their hours.
fn whole_avoidable(
    instrument: &Instrument,
    person: &Complete,
    estimate: &HoursEstimate,
) -> Option<AvoidableHours> {
    let answer = |id: &str| person.answers().items[instrument.item_index(id).expect("an item")];
    let pairs = &instrument.hours.as_ref()?.avoidable;
    let apply = pairs.iter().filter(|pair| answer(&pair.share) != Answer::NotApplicable);
    let apply = apply.count();
    estimate.avoidable.filter(|sum| sum.pairs == apply)
}

fn check_hours(instrument: &Instrument, tally: &Tally, people: &[&Complete]) {
    let Some(hours) = &tally.hours else {
        assert_eq!(tally.form, Form::Quick, "the quick form leaves out an activity");
        return;
    };
    let found: Vec<_> = people.iter().map(|p| estimate_hours(instrument, p)).collect();
    let whole = found.iter().flatten().filter(|e| e.upper.is_some());
    assert_eq!(hours.lower.n, whole.clone().count() as u64);
    let upper = whole.map(|e| u128::from(e.upper.unwrap_or(0)));
    assert_eq!(hours.upper.sum, upper.sum::<u128>());
    let inconsistent = found.iter().flatten().filter(|e| e.inconsistent).count() as u64;
    assert_eq!(hours.inconsistent, inconsistent);
    assert_eq!(hours.lower.n + hours.inconsistent + hours.incomplete, tally.n);
    let avoidable = people.iter().zip(&found);
    let avoidable = avoidable.filter_map(|(p, e)| whole_avoidable(instrument, p, e.as_ref()?));
    let lower: Vec<u128> = avoidable.map(|a| a.lower_hundredths.into()).collect();
    assert_eq!(
        (hours.avoidable_lower.n, hours.avoidable_lower.sum),
        (lower.len() as u64, lower.iter().sum())
    );
}
