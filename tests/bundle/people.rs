//! Arbitrary records, and arbitrary damage to their bytes.

use proptest::prelude::*;
use proptest::sample::Index;

use qingdan::domain::answer::{Answer, Priorities};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview, allows};
use qingdan::domain::record::{CampaignRef, Record, RecordId, anonymise};

/// Everything that decides one arbitrary record of any instrument.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    id: [u8; 16],
    campaign: Option<([u8; 4], u8)>,
    quick: bool,
    picks: Vec<Index>,
    taps: Vec<u8>,
    whole: u8,
    exports: u8,
}

pub(crate) fn person() -> impl Strategy<Value = Person> {
    let picks = prop::collection::vec(any::<Index>(), 56);
    let campaign = prop::option::of((any::<[u8; 4]>(), 1_u8..=99));
    let taps = prop::collection::vec(0_u8..11, 0..6);
    (any::<[u8; 16]>(), campaign, any::<bool>(), picks, taps, 0_u8..4, any::<u8>()).prop_map(
        |(id, campaign, quick, picks, taps, whole, exports)| Person {
            id,
            campaign,
            quick,
            picks,
            taps,
            whole,
            exports,
        },
    )
}

impl Person {
    /// What this person hands over.
    pub(crate) fn record(&self, instrument: &Instrument) -> Record {
        let form = if self.quick { Form::Quick } else { Form::Full };
        let mut events = vec![Event::PickedForm(form)];
        for ((question, _), pick) in instrument.questions().zip(&self.picks) {
            let reasons = [Answer::NotApplicable, Answer::DontKnow, Answer::Declined];
            let all = (0..11).map(Answer::Option).chain(reasons);
            let all: Vec<Answer> = all.filter(|&a| allows(instrument, question, a)).collect();
            // One more than there are: passed over.
            let answer = all.get(pick.index(all.len() + 1));
            events.extend(answer.map(|&answer| Event::Answered(question, answer)));
        }
        events.extend(self.taps.iter().map(|&category| Event::ToggledPriority(category)));
        events.extend(match self.whole {
            0 => Some(Event::AnsweredPriorities(Priorities::Nothing)),
            1 => Some(Event::AnsweredPriorities(Priorities::Declined)),
            _ => None,
        });
        let question = instrument.questions().nth(10).unwrap().0;
        for round in 0..self.exports {
            events.extend([Event::Exported, Event::Answered(question, Answer::Option(round % 2))]);
        }
        let campaign = self.campaign.map(|(id, wave)| CampaignRef { id, wave });
        let begun = Interview::new(instrument, RecordId(self.id), campaign);
        let interview = events.iter().fold(begun, |interview, event| {
            interview.after(instrument, event).unwrap_or(interview)
        });
        anonymise(instrument, &interview)
    }
}

/// One damage to some bytes.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    Flip(Index, u8),
    Delete(Index),
    Insert(Index, u8),
    Swap(Index, Index),
    Cut(Index),
    /// The value on one line, of those that have one, replaced by another.
    Value(Index, &'static str),
    /// A short piece replaced by another one of the same bytes.
    Copy(Index, Index, u8),
}

const VALUES: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "9",
    "10",
    "11",
    "12",
    "00",
    "01",
    "-1",
    "1.0",
    "1e0",
    "99",
    "100",
    "255",
    "256",
    "null",
    "true",
    "\"na\"",
    "\"dk\"",
    "\"pn\"",
    "\"not_asked\"",
    "\"\"",
    "\"full\"",
    "\"quick\"",
    "\"0123abcd\"",
    "\"0123ABCD\"",
    "[]",
    "{}",
    "[\"meetings\"]",
    "[\"meetings\",\"trace\"]",
    "[\"meetings\", \"trace\"]",
    "[\"meetings\", \"meetings\"]",
    "[\"meetings\", \"trace\", \"ranking\"]",
    "[\"meetings\",\"trace\",\"ranking\"]",
    "[\"meetings\", \"trace\", \"ranking\", \"adhoc\"]",
    "[\"tea\"]",
    "[\"meetings\"",
];

pub(crate) fn damage() -> impl Strategy<Value = Damage> {
    let byte = || prop_oneof![any::<u8>(), prop::sample::select(&b"\n\r {}[],:\"019nafqu"[..])];
    prop_oneof![
        1 => (any::<Index>(), byte()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        1 => any::<Index>().prop_map(Damage::Delete),
        1 => (any::<Index>(), byte()).prop_map(|(at, byte)| Damage::Insert(at, byte)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Damage::Swap(a, b)),
        1 => any::<Index>().prop_map(Damage::Cut),
        8 => (any::<Index>(), prop::sample::select(VALUES))
            .prop_map(|(at, value)| Damage::Value(at, value)),
        1 => (any::<Index>(), any::<Index>(), 1_u8..40).prop_map(|(a, b, n)| Damage::Copy(a, b, n)),
    ]
}

impl Damage {
    /// Damages bytes; empty ones stay.
    pub(crate) fn strike(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        if length == 0 {
            return;
        }
        match self {
            Self::Flip(at, byte) => bytes[at.index(length)] = *byte,
            Self::Delete(at) => drop(bytes.remove(at.index(length))),
            Self::Insert(at, byte) => bytes.insert(at.index(length + 1), *byte),
            Self::Swap(a, b) => bytes.swap(a.index(length), b.index(length)),
            Self::Cut(at) => bytes.truncate(at.index(length)),
            Self::Value(at, value) => replace_value(bytes, *at, value),
            Self::Copy(from, to, count) => {
                let from = from.index(length);
                let piece = bytes[from..length.min(from + usize::from(*count))].to_vec();
                let to = to.index(length);
                let end = length.min(to + piece.len());
                bytes.splice(to..end, piece);
            }
        }
    }
}

/// Damages bytes several times.
pub(crate) fn strike_all(damages: &[Damage], bytes: &mut Vec<u8>) {
    for damage in damages {
        damage.strike(bytes);
    }
}

fn replace_value(bytes: &mut Vec<u8>, at: Index, value: &str) {
    let starts: Vec<usize> =
        bytes.windows(2).enumerate().filter(|(_, w)| w == b"\":").map(|(at, _)| at + 2).collect();
    if starts.is_empty() {
        return;
    }
    let mut from = starts[at.index(starts.len())];
    from += usize::from(bytes.get(from) == Some(&b' '));
    let rest = &bytes[from..];
    let (stop, skip) = if rest.starts_with(b"[") { (b"]", 1) } else { (b",", 0) };
    let length = rest
        .iter()
        .position(|byte| stop.contains(byte) || byte.is_ascii_whitespace() || *byte == b'}');
    let length = length.map_or(rest.len(), |length| length + skip);
    bytes.splice(from..from + length, value.bytes());
}
