//! Drafts: what goes in comes out, and nothing else does.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;

use qingdan::domain::answer::{Answer, Priorities, Question};
use qingdan::domain::campaign::Terms;
use qingdan::domain::draft::{DRAFT_BYTES, Draft, DraftFault, ResumeCode, read_draft};
use qingdan::domain::instrument::{Form, Instrument, InstrumentHash};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::randomised::NoiseSeed;
use qingdan::domain::record::{CampaignRef, RecordId, anonymise, read_json};
use qingdan::domain::shipped_instrument;
use qingdan::tasks::seal_draft::{NONCE_BYTES, SEALED_CHARS, SealFault, seal_draft, unseal_draft};

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

fn question() -> impl Strategy<Value = Question> {
    prop_oneof![
        5 => (0_u8..40).prop_map(Question::Item),
        1 => (0_u8..9).prop_map(Question::Outcome),
        1 => (0_u8..9).prop_map(Question::Background),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let reasons = [Answer::NotApplicable, Answer::DontKnow, Answer::Declined, Answer::Skipped];
    let answer = prop_oneof![
        3 => (0_u8..11).prop_map(Answer::Option),
        1 => prop::sample::select(reasons.to_vec()),
    ];
    let whole = [Priorities::Nothing, Priorities::Declined, Priorities::Skipped];
    prop_oneof![
        30 => (question(), answer).prop_map(|(question, answer)| Event::Answered(question, answer)),
        3 => (0_u8..11).prop_map(Event::ToggledPriority),
        1 => prop::sample::select(whole.to_vec()).prop_map(Event::AnsweredPriorities),
        1 => prop::sample::select(vec![Form::Full, Form::Quick]).prop_map(Event::PickedForm),
        1 => Just(Event::Exported),
    ]
}

/// Any interview that taps can lead to, on any page.
fn draft() -> impl Strategy<Value = Draft> {
    let campaign = prop::option::of((any::<[u8; 4]>(), 1_u8..=99));
    let promises = any::<[bool; 2]>();
    let events = prop::collection::vec(event(), 0..120);
    let all = (any::<[u8; 16]>(), any::<[u8; 32]>(), campaign, promises, events, any::<u8>());
    all.prop_map(|(id, seed, campaign, [sealed, protected], events, page)| {
        let campaign = campaign.map(|(id, wave)| CampaignRef { id, wave });
        let begun = Interview::new(instrument(), RecordId(id), campaign);
        let begun = begun.with_seed(NoiseSeed::of_random(seed));
        let terms = begun.terms().map(|terms| Terms { sealed, protected, ..terms });
        let begun = begun.after(instrument(), &Event::Joined(terms)).unwrap_or(begun);
        let interview = events.iter().fold(begun, |interview, event| {
            interview.after(instrument(), event).unwrap_or(interview)
        });
        Draft { interview, page }
    })
}

fn seal(code: &ResumeCode, nonce: [u8; NONCE_BYTES], draft: &[u8]) -> String {
    seal_draft(code, nonce, draft).expect("a short text")
}

fn code() -> impl Strategy<Value = ResumeCode> {
    any::<[u8; 10]>().prop_map(ResumeCode::of_random)
}

proptest! {
    #[test]
    fn a_draft_is_restored_exactly(
        draft in draft(), code in code(), nonce in any::<[u8; NONCE_BYTES]>(),
    ) {
        let bytes = draft.to_bytes(instrument());
        let sealed = seal(&code, nonce, &bytes);
        prop_assert_eq!(sealed.len(), SEALED_CHARS, "the size tells nothing");
        let opened = unseal_draft(&code, &sealed).expect("the right code");
        prop_assert_eq!(read_draft(instrument(), &opened), Ok(draft));
    }

    #[test]
    fn no_other_code_opens_it(code in code(), other in code(), draft in draft()) {
        prop_assume!(code != other);
        let sealed = seal(&code, [7; NONCE_BYTES], &draft.to_bytes(instrument()));
        prop_assert_eq!(unseal_draft(&other, &sealed), Err(SealFault::Closed));
    }

    #[test]
    fn a_changed_character_or_a_cut_is_refused(
        draft in draft(), code in code(), at in 0..SEALED_CHARS, other in "[0-9A-HJKMNP-TV-Z]",
    ) {
        let sealed = seal(&code, [7; NONCE_BYTES], &draft.to_bytes(instrument()));
        prop_assert!(unseal_draft(&code, &sealed[..at]).is_err());
        prop_assert!(unseal_draft(&code, &[&sealed, other.as_str()].concat()).is_err());
        let changed = [&sealed[..at], &other, &sealed[at + 1..]].concat();
        prop_assume!(changed != sealed);
        prop_assert!(unseal_draft(&code, &changed).is_err());
    }

    #[test]
    fn any_text_and_any_bytes_are_read_without_panic(
        text in ".{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..120), code in code(),
    ) {
        prop_assert!(unseal_draft(&code, &text).is_err());
        let _ = read_draft(instrument(), &bytes);
        let _ = ResumeCode::parse(&text);
    }

    #[test]
    fn only_the_bytes_of_a_draft_are_read(
        draft in draft(), at in 0..DRAFT_BYTES, bit in 0_u8..8,
    ) {
        let mut bytes = draft.to_bytes(instrument());
        bytes[at] ^= 1 << bit;
        if let Ok(other) = read_draft(instrument(), &bytes) {
            prop_assert_eq!(other.to_bytes(instrument()), bytes);
        }
        prop_assert_eq!(read_draft(instrument(), &bytes[..at]), Err(DraftFault::Damaged));
    }

    #[test]
    fn what_is_read_as_a_draft_gives_a_record_that_is_read(
        draft in draft(), changes in prop::collection::vec((0..ANSWERS, 0_u8..16), 0..4),
    ) {
        let mut bytes = draft.to_bytes(instrument());
        for (place, nibble) in changes {
            put(&mut bytes, place, nibble);
        }
        if let Ok(other) = read_draft(instrument(), &bytes) {
            let record = anonymise(instrument(), &other.interview);
            let json = record.to_json(instrument());
            prop_assert_eq!(read_json(&[instrument()], json.as_bytes()), Ok(record));
        }
    }

    #[test]
    fn a_code_is_read_as_shown(code in code(), case in any::<bool>()) {
        let shown = code.to_string();
        let typed = if case { shown.to_lowercase() } else { shown.replace('-', "") };
        prop_assert_eq!(shown.len(), 14);
        prop_assert_eq!(ResumeCode::parse(&typed), Some(code));
    }
}

/// Answers of 4 bits, and where they begin.
const ANSWERS: usize = 56;
const ANSWERS_FROM: usize = 36;

fn put(bytes: &mut [u8; DRAFT_BYTES], place: usize, nibble: u8) {
    let byte = &mut bytes[ANSWERS_FROM + place / 2];
    *byte =
        if place.is_multiple_of(2) { *byte & 0x0f | nibble << 4 } else { *byte & 0xf0 | nibble };
}

#[test]
fn a_question_that_is_asked_cannot_be_one_that_was_not() {
    let begun = empty();
    for (place, (question, id)) in instrument().questions().enumerate() {
        let mut bytes = begun.to_bytes(instrument());
        put(&mut bytes, place, 15);
        let asked = begun.interview.answers().get(question) != Answer::NotAsked;
        let expected = if asked { Err(DraftFault::Damaged) } else { Ok(begun.clone()) };
        assert_eq!(read_draft(instrument(), &bytes), expected, "{id}");
    }
}

fn empty() -> Draft {
    Draft { interview: Interview::new(instrument(), RecordId([9; 16]), None), page: 3 }
}

#[test]
fn every_flipped_bit_of_what_is_stored_is_refused() {
    let code = ResumeCode::of_random([3; 10]);
    let sealed = seal(&code, [7; NONCE_BYTES], &empty().to_bytes(instrument()));
    let stored = base32::decode(base32::Alphabet::Crockford, &sealed).expect("base32");
    for bit in 0..stored.len() * 8 {
        let mut flipped = stored.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let text = base32::encode(base32::Alphabet::Crockford, &flipped);
        assert!(unseal_draft(&code, &text).is_err(), "bit {bit}");
    }
}

#[test]
fn a_draft_of_another_instrument_or_format_is_told_from_a_damaged_one() {
    let mut other = instrument().clone();
    other.hash = InstrumentHash([1; 32]);
    let bytes = empty().to_bytes(&other);
    assert_eq!(read_draft(instrument(), &bytes), Err(DraftFault::OtherInstrument));
    let mut bytes = empty().to_bytes(instrument());
    bytes[0] = 1;
    assert_eq!(read_draft(instrument(), &bytes), Err(DraftFault::OtherFormat));
    let mut bytes = empty().to_bytes(instrument());
    bytes[36] = 0xbb;
    assert_eq!(read_draft(instrument(), &bytes), Err(DraftFault::Damaged));
}

#[test]
fn nothing_of_the_draft_or_the_code_stands_in_what_is_stored() {
    let code = ResumeCode::of_random([0xa7; 10]);
    let bytes = empty().to_bytes(instrument());
    let sealed = seal(&code, [7; NONCE_BYTES], &bytes);
    assert!(!sealed.contains(code.as_str()));
    let stored = base32::decode(base32::Alphabet::Crockford, &sealed).expect("base32");
    assert!(!stored.windows(8).any(|window| window == [9; 8]), "the record id");
    let again = seal(&code, [8; NONCE_BYTES], &bytes);
    let same = sealed.bytes().zip(again.bytes()).skip(41).filter(|(a, b)| a == b).count();
    assert!(same < 20, "another nonce gives another text: {same} characters are the same");
}
