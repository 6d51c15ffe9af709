//! A changed answer changes its own bits of the 64 bytes and nothing else: no check, no order, no
//! other answer tells of it. (Number 10 in `docs/adversarial-tests.md`.)

use std::collections::{BTreeMap, BTreeSet};

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::instrument::Instrument;
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{PACKED_BYTES, RecordId, anonymise};
use qingdan::domain::shipped_instrument;

/// Halves of a byte, in which answers are packed.
type Halves = BTreeSet<usize>;

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// The 64 bytes of somebody who picks the last option everywhere, with one answer changed.
fn packed(changed: Option<(Question, Answer)>) -> [u8; PACKED_BYTES] {
    let mut interview = Interview::new(instrument(), RecordId([7; 16]), None);
    let last = instrument().questions().map(|(question, _)| {
        let options = instrument().options_of(question).len();
        (question, Answer::Option(u8::try_from(options - 1).expect("few options")))
    });
    for (question, answer) in last.chain(changed) {
        let after = interview.after(instrument(), &Event::Answered(question, answer));
        interview = after.unwrap_or(interview);
    }
    anonymise(instrument(), &interview).pack()
}

/// Where two packed records differ.
fn differences(one: &[u8], other: &[u8]) -> Halves {
    let halves = |bytes: &[u8]| bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect();
    let [one, other]: [Vec<u8>; 2] = [halves(one), halves(other)];
    (0..one.len()).filter(|&place| one[place] != other[place]).collect()
}

/// The items that an answer may settle as not applicable.
fn settled_by(question: Question) -> Vec<Question> {
    let Question::Item(item) = question else { return Vec::new() };
    let id = &instrument().items[usize::from(item)].id;
    let ruled = (0..)
        .zip(&instrument().items)
        .filter(|(_, item)| item.not_applicable_when.as_ref().is_some_and(|rule| rule.item == *id));
    ruled.map(|(place, _)| Question::Item(place)).collect()
}

#[test]
fn an_answer_changes_its_own_bits_only() {
    let before = packed(None);
    let mut places: BTreeMap<String, Halves> = BTreeMap::new();
    for (question, _) in instrument().questions() {
        let options = u8::try_from(instrument().options_of(question).len()).expect("few");
        let options = (0..options).map(Answer::Option).chain([Answer::Declined, Answer::Skipped]);
        let changed = options.map(|answer| differences(&before, &packed(Some((question, answer)))));
        places.insert(format!("{question:?}"), changed.flatten().collect());
    }
    let mut taken = Halves::new();
    for (question, id) in instrument().questions() {
        let mut own = places[&format!("{question:?}")].clone();
        for other in settled_by(question) {
            let others = &places[&format!("{other:?}")];
            assert!(own.is_superset(others), "{id} settles {other:?}");
            own = &own - others;
        }
        assert!(own.len() <= 1, "{id} changes {own:?}");
        assert!(own.is_disjoint(&taken), "{id} has no place of its own");
        taken.append(&mut own);
    }
    let background = instrument().background.iter().filter(|question| question.default_on).count();
    let asked = instrument().items.len() + instrument().choice_outcomes().len() + background;
    assert_eq!(taken.len(), asked, "every question that is asked has its place");
}

#[test]
fn differences_are_found() {
    assert_eq!(differences(&[0x12, 0x34], &[0x12, 0x34]), Halves::new());
    assert_eq!(differences(&[0x12, 0x34], &[0x13, 0x44]), Halves::from([1, 2]));
}
