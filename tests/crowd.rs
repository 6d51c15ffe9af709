//! [15] How many people share a background, against people counted one by one, and what is left
//! out, against every way of leaving answers out.

use proptest::prelude::*;
use qingdan::domain::answer::{Answer, Answers, Complete};
use qingdan::domain::crowd::{
    ALIKE_MIN, CELL_MIN, Cells, Coarsened, Crowd, PEOPLE_MAX, Roster, RosterFault, without,
};
use qingdan::domain::instrument::Form;
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{Record, RecordId, anonymise, read_json, unpack};
use qingdan::domain::shipped_instrument;

/// All four background questions of the shipped instrument: 5, 4, 3 and 4 options.
const ALL: u8 = 0b1111;

const OPTIONS: [usize; 4] = [5, 4, 3, 4];

type Person = [Option<u8>; 4];

fn complete(background: Person) -> Complete {
    let mut answers = Answers::new(shipped_instrument());
    answers.background =
        background.map(|option| option.map_or(Answer::Declined, Answer::Option)).to_vec();
    Complete::new(shipped_instrument(), Form::Full, &answers)
}

/// A person without the dropped answers.
fn left(person: Person, dropped: u8) -> Person {
    let mut person = person;
    for (at, option) in person.iter_mut().enumerate() {
        *option = option.filter(|_| dropped >> at & 1 == 0);
    }
    person
}

/// How many of some people agree with all answers given.
fn count(people: &[[u8; 4]], person: Person) -> u64 {
    let agrees = |other: &&[u8; 4]| {
        person.iter().zip(*other).all(|(option, other)| option.is_none_or(|o| o == *other))
    };
    people.iter().filter(agrees).count() as u64
}

/// The fewest answers left out that are enough, and of these the most people; everything where
/// nothing is enough.
fn brute_force(person: Person, alike: impl Fn(u8) -> u64) -> (u32, u64) {
    let given = (0..4).filter(|&at| person[at].is_some()).fold(0, |mask, at| mask | 1 << at);
    let ways = (0..=ALL).filter(|dropped| dropped & !given == 0);
    let enough = ways.map(|dropped| (dropped.count_ones(), alike(dropped)));
    let best = enough.filter(|(_, alike)| *alike >= ALIKE_MIN);
    let best = best.min_by_key(|(dropped, alike)| (*dropped, std::cmp::Reverse(*alike)));
    best.unwrap_or_else(|| (given.count_ones(), alike(given)))
}

fn a_person() -> impl Strategy<Value = Person> {
    OPTIONS.map(|options| {
        let option = 0..u8::try_from(options).expect("few options");
        prop_oneof![4 => option.prop_map(Some), 1 => Just(None)]
    })
}

fn a_roster() -> impl Strategy<Value = Roster> {
    let counts = OPTIONS.map(|options| prop::collection::vec(0_u32..1_000, options));
    (1_u32..20_000, counts).prop_filter_map("somebody in every question", |(people, counts)| {
        Roster::new(shipped_instrument(), ALL, people, &counts).ok()
    })
}

/// The place of a person in a table of counts.
fn cell(person: [u8; 4]) -> usize {
    let places = person.into_iter().zip(OPTIONS);
    places.fold(0, |cell, (option, options)| cell * options + usize::from(option))
}

/// Everybody of some people, as a table of counts.
fn table(people: &[[u8; 4]]) -> Vec<u32> {
    let mut counts = vec![0; OPTIONS.iter().product()];
    for &person in people {
        counts[cell(person)] += 1;
    }
    counts
}

proptest! {
    /// Leaving out one after the other is as good as trying every way.
    #[test]
    fn the_fewest_answers_are_left_out(roster in a_roster(), person in a_person()) {
        let alike = |dropped| roster.alike(&complete(left(person, dropped)));
        let found = roster.coarsened(&complete(person));
        let Coarsened { dropped, alike: shared } = found;
        prop_assert_eq!((dropped.count_ones(), shared), brute_force(person, alike));
        prop_assert_eq!(shared, alike(dropped));
        prop_assert!(shared >= ALIKE_MIN || left(person, dropped) == [None; 4]);
    }

    /// A table of counts counts as one counts by hand, and every answer left out is the one
    /// without which there are most.
    #[test]
    fn tables_count_people(
        people in prop::collection::vec(OPTIONS.map(|o| 0..u8::try_from(o).expect("few")), 1..400),
        times in 1_usize..30,
        person in a_person(),
    ) {
        // Repeated, so that few cells are too small to be told.
        let people = people.repeat(times);
        let counts = table(&people);
        let cells = Cells::new(shipped_instrument(), ALL, &counts).expect("a count for each cell");
        let told: Vec<[u8; 4]> =
            people.iter().filter(|person| counts[cell(**person)] >= CELL_MIN).copied().collect();
        let alike = |dropped| count(&told, left(person, dropped)).max(1);
        prop_assert_eq!(cells.alike(&complete(person)), alike(0));
        let Coarsened { dropped, alike: shared } = cells.coarsened(&complete(person));
        prop_assert_eq!(shared, alike(dropped));
        prop_assert!(shared >= ALIKE_MIN || left(person, dropped) == [None; 4]);
        let mut so_far = 0;
        while alike(so_far) < ALIKE_MIN && left(person, so_far) != [None; 4] {
            let more = (0..4).filter(|at| left(person, so_far)[*at].is_some());
            let most = more.clone().map(|at| alike(so_far | 1 << at)).max();
            let first = more.clone().find(|at| Some(alike(so_far | 1 << at)) == most);
            so_far |= 1 << first.expect("an answer");
        }
        prop_assert_eq!(dropped, so_far);
    }

    #[test]
    fn the_extension_reads_back(roster in a_roster()) {
        let bytes = roster.to_bytes();
        prop_assert_eq!(bytes.len(), 4 + 16);
        let read = Roster::from_bytes(shipped_instrument(), ALL, &bytes);
        prop_assert_eq!(read, Ok(roster));
    }

    /// Changed bytes give another roster, which writes just these bytes, or a fault.
    #[test]
    fn reading_the_extension_is_total(
        roster in a_roster(),
        place in 0..20_usize,
        to in any::<u8>(),
        length in 0..25_usize,
    ) {
        let bytes = roster.to_bytes();
        let read = |bytes: &[u8]| Roster::from_bytes(shipped_instrument(), ALL, bytes);
        let mut changed = bytes.clone();
        changed[place] = to;
        match read(&changed) {
            Ok(other) => prop_assert_eq!(other.to_bytes(), changed),
            Err(fault) => prop_assert!(
                place >= 4 || matches!(fault, RosterFault::Nobody | RosterFault::TooMany)
            ),
        }
        let cut: Vec<u8> = bytes.iter().copied().cycle().take(length).collect();
        prop_assert_eq!(read(&cut).is_ok(), length == bytes.len());
    }
}

/// Where the shares are exact and the questions independent, the expected number is the one that
/// is counted among 255 · 255 people.
#[test]
fn shares_agree_with_people_counted_one_by_one() {
    let (first, second) = ([51_u32, 102, 34, 34, 34], [85_u32, 85, 51, 34]);
    let mut people = Vec::new();
    for (one, times) in (0..).zip(first) {
        for (other, more) in (0..).zip(second) {
            people.extend((0..times * more).map(|_| [one, other, 0, 0]));
        }
    }
    let counts = [first.to_vec(), second.to_vec()];
    let roster = Roster::new(shipped_instrument(), 0b11, 255 * 255, &counts).expect("a roster");
    for one in (0..5).map(Some).chain([None]) {
        for other in (0..4).map(Some).chain([None]) {
            let person = [one, other, None, None];
            let (counted, expected) = (count(&people, person), roster.alike(&complete(person)));
            // The person is there for certain: 1 + (N − 1)·∏ instead of N·∏, rounded down.
            let close = (counted..=counted + 1).contains(&expected);
            assert!(close, "{person:?}: {counted} {expected}");
        }
    }
}

#[test]
fn levels_begin_where_they_should() {
    for (alike, level) in [
        (1, Crowd::Few),
        (9, Crowd::Few),
        (10, Crowd::Some),
        (19, Crowd::Some),
        (20, Crowd::Many),
        (u64::MAX, Crowd::Many),
    ] {
        assert_eq!(Crowd::of(alike), level, "{alike}");
    }
}

/// 1 + (N − 1)·∏ worked out by hand; exactly ten is enough, a little less is not.
#[test]
fn the_expected_number_is_exact() {
    let roster = |people: u32| {
        let bytes = [&people.to_be_bytes()[..], &[51, 51, 51, 51, 51], &[85, 85, 85, 0]].concat();
        Roster::from_bytes(shipped_instrument(), 0b11, &bytes).expect("a roster")
    };
    let person = [Some(0), Some(1), Some(2), None];
    let check = |people, expected: Coarsened| {
        assert_eq!(roster(people).coarsened(&complete(person)), expected, "{people}");
    };
    // A fifth of a third of 135 others is 9, of 134 less.
    check(136, Coarsened { dropped: 0, alike: 10 });
    check(135, Coarsened { dropped: 1, alike: 45 });
    check(28, Coarsened { dropped: 1, alike: 10 });
    check(27, Coarsened { dropped: 3, alike: 27 });
    check(9, Coarsened { dropped: 7, alike: 9 });
    assert_eq!(roster(136).alike(&complete([Some(0), Some(3), None, None])), 1);
    assert_eq!(roster(PEOPLE_MAX).alike(&complete([None; 4])), u64::from(PEOPLE_MAX));
    // The third question is not asked here: what it would tell does not count.
    assert_eq!(roster(136).alike(&complete(person)), 10);
}

/// A red background never leaves the phone as it was, and what leaves is a record that reads back.
#[test]
fn what_is_left_out_reads_as_declined() {
    let instrument = shipped_instrument();
    let mut interview = Interview::new(instrument, RecordId([3; 16]), None);
    for (question, option) in [(0, 4), (1, 0)] {
        let question = qingdan::domain::answer::Question::Background(question);
        let answered = Event::Answered(question, Answer::Option(option));
        interview = interview.after(instrument, &answered).expect("an answer");
    }
    let record: Record = anonymise(instrument, &interview);
    let counts = [vec![60, 200, 100, 30, 1], vec![18, 60, 200, 113]];
    let roster = Roster::new(instrument, 0b11, 391, &counts).expect("a roster");
    assert_eq!(Crowd::of(roster.alike(record.complete())), Crowd::Few);
    let Coarsened { dropped, alike } = roster.coarsened(record.complete());
    assert_eq!((dropped, Crowd::of(alike)), (1, Crowd::Some));
    let coarser = without(&record, dropped);
    assert_eq!(roster.alike(coarser.complete()), alike);
    let [before, after] = [&record, &coarser].map(|record| &record.complete().answers().background);
    assert_eq!(after[0], Answer::Declined);
    assert_eq!(after[1..], before[1..]);
    assert_eq!(
        read_json(&[instrument], coarser.to_json(instrument).as_bytes()).as_ref(),
        Ok(&coarser)
    );
    assert_eq!(unpack(&[instrument], &coarser.pack()).as_ref(), Ok(&coarser));
    // What was not asked stays not asked.
    assert_eq!(without(&record, u8::MAX).complete().answers().background[2..], before[2..]);
}

#[test]
fn shares_are_rounded_so_that_they_sum_to_the_whole() {
    let instrument = shipped_instrument();
    let check = |counts: [u32; 5], shares: [u8; 5]| {
        let roster = Roster::new(instrument, 1, 77, &[counts.to_vec()]).expect("a roster");
        assert_eq!(roster.to_bytes(), [&[0, 0, 0, 77], &shares[..]].concat());
        assert_eq!(roster.people(), 77);
    };
    check([1, 1, 1, 1, 1], [51, 51, 51, 51, 51]);
    check([3, 3, 3, 0, 0], [85, 85, 85, 0, 0]);
    check([1, 2, 4, 0, 0], [36, 72, 147, 0, 0]);
    check([0, 0, 0, 0, 9], [0, 0, 0, 0, 255]);
    check([u32::MAX, u32::MAX, 1, 0, 0], [128, 127, 0, 0, 0]);
}

#[test]
fn what_is_no_roster() {
    let instrument = shipped_instrument();
    let new = |people, counts: &[Vec<u32>]| Roster::new(instrument, 1, people, counts);
    assert_eq!(new(0, &[vec![1; 5]]), Err(RosterFault::Nobody));
    assert_eq!(new(9, &[vec![0; 5]]), Err(RosterFault::Nobody));
    assert_eq!(new(1_000_001, &[vec![1; 5]]), Err(RosterFault::TooMany));
    assert!(new(1_000_000, &[vec![1; 5]]).is_ok());
    assert_eq!(new(9, &[vec![1; 4]]), Err(RosterFault::Shape));
    assert_eq!(new(9, &[]), Err(RosterFault::Shape));
    assert_eq!(new(9, &[vec![1; 5], vec![1; 4]]), Err(RosterFault::Shape));
    let read = |bytes: &[u8]| Roster::from_bytes(instrument, 1, bytes);
    for (bytes, fault) in [
        (&[][..], RosterFault::Shape),
        (&[0, 0, 0], RosterFault::Shape),
        (&[0, 0, 0, 9, 255, 0, 0, 0], RosterFault::Shape),
        (&[0, 0, 0, 9, 255, 0, 0, 0, 0, 0], RosterFault::Shape),
        (&[0, 0, 0, 9, 254, 0, 0, 0, 0], RosterFault::Sum),
        (&[0, 0, 0, 9, 255, 255, 1, 0, 0], RosterFault::Sum),
        (&[0, 0, 0, 0, 255, 0, 0, 0, 0], RosterFault::Nobody),
        // A million and one; four thousand million.
        (&[0, 15, 66, 65, 255, 0, 0, 0, 0], RosterFault::TooMany),
        (&[238, 107, 40, 0, 255, 0, 0, 0, 0], RosterFault::TooMany),
    ] {
        assert_eq!(read(bytes), Err(fault), "{bytes:?}");
    }
    assert_eq!(Cells::new(instrument, 1, &[9; 4]), Err(RosterFault::Shape));
}
