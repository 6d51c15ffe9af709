//! Accepted records, one per id.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::Tally;
use crate::domain::instrument::{Form, Instrument, InstrumentHash};
use crate::domain::record::{PACKED_BYTES, Record, RecordId, unpack};

/// Where the id stands in a packed record.
const ID_FROM: usize = 7;
const ID_BYTES: usize = 16;

/// Where flags and revision stand, before the id and so in a [`Rest`] too.
const FLAGS_AT: usize = 5;
const REVISION_AT: usize = 6;
const QUICK: u8 = 1;

/// A packed record without its id.
type Rest = [u8; PACKED_BYTES - ID_BYTES];

/// Accepted records of one instrument, one per id: the highest revision, and of two with the same
/// revision the one with the greater bytes, so that the order of arrival never matters.
///
/// Memory: 64 bytes a record and the slack of the tree, measured 99 bytes a record for a million;
/// further versions of an id cost as much again.
#[derive(Clone, Debug)]
pub struct Columns {
    instrument: InstrumentHash,
    kept: BTreeMap<RecordId, Rest>,
    /// Versions that lost, for ids that came in several.
    lost: BTreeMap<RecordId, BTreeSet<Rest>>,
    received: u64,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The first with its id.
    New,
    /// A higher revision of one that came before; takes its place.
    Replaced,
    /// A lower revision of one that came before; not kept.
    Superseded,
    /// The same bytes again; not kept.
    Identical,
    /// The same id and revision with other content. The greater bytes are kept.
    Conflicting,
    /// A record of another instrument: not kept, and not counted as received.
    OtherInstrument,
}

/// Records received beyond one per id. The same for every order of arrival.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// Lower revisions of a record that is kept.
    pub older: u64,
    /// Repetitions of the same bytes.
    pub identical: u64,
    /// Records with the id and revision of the one kept and other content.
    pub conflicting: u64,
}

impl Duplicates {
    /// All of them: records received minus records kept.
    pub const fn total(self) -> u64 {
        self.older + self.identical + self.conflicting
    }
}

impl Columns {
    /// No records yet.
    pub const fn new(instrument: InstrumentHash) -> Self {
        Self { instrument, kept: BTreeMap::new(), lost: BTreeMap::new(), received: 0 }
    }

    /// Takes a record in.
    pub fn add(&mut self, record: &Record) -> Added {
        if record.instrument() != self.instrument {
            return Added::OtherInstrument;
        }
        self.received += 1;
        let (id, new) = split(&record.pack());
        let Some(kept) = self.kept.get_mut(&id) else {
            self.kept.insert(id, new);
            return Added::New;
        };
        let old = *kept;
        if new == old || self.lost.get(&id).is_some_and(|lost| lost.contains(&new)) {
            return Added::Identical;
        }
        let loser = if rank(&new) > rank(&old) { std::mem::replace(kept, new) } else { new };
        self.lost.entry(id).or_default().insert(loser);
        match revision(&new).cmp(&revision(&old)) {
            Ordering::Greater => Added::Replaced,
            Ordering::Less => Added::Superseded,
            Ordering::Equal => Added::Conflicting,
        }
    }

    /// Number of records kept: one per id.
    pub fn len(&self) -> u64 {
        self.kept.len() as u64
    }

    /// Whether no record is kept.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Number of records received.
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// Records received beyond one per id.
    pub fn duplicates(&self) -> Duplicates {
        let (mut older, mut conflicting) = (0, 0);
        for (id, lost) in &self.lost {
            let kept = self.kept.get(id).map(revision);
            for version in lost {
                let same = Some(revision(version)) == kept;
                *(if same { &mut conflicting } else { &mut older }) += 1;
            }
        }
        let identical = self.received - self.len() - older - conflicting;
        Duplicates { older, identical, conflicting }
    }

    /// Number of records of a form.
    pub fn count(&self, form: Form) -> u64 {
        self.kept.values().filter(|rest| form_of(rest) == form).count() as u64
    }

    /// Counts the records of one form. `instrument` must be the one answered.
    pub fn tally(&self, instrument: &Instrument, form: Form) -> Tally {
        let mut tally = Tally::empty(instrument, form);
        for (id, rest) in &self.kept {
            if form_of(rest) != form {
                continue;
            }
            // What was packed by `add` unpacks again.
            if let Ok(record) = unpack(&[instrument], &join(id, rest)) {
                tally.count(instrument, record.complete());
            }
        }
        tally
    }
}

/// Separates a packed record from its id.
fn split(packed: &[u8; PACKED_BYTES]) -> (RecordId, Rest) {
    let (mut id, mut rest) = ([0; ID_BYTES], [0; PACKED_BYTES - ID_BYTES]);
    id.copy_from_slice(&packed[ID_FROM..ID_FROM + ID_BYTES]);
    rest[..ID_FROM].copy_from_slice(&packed[..ID_FROM]);
    rest[ID_FROM..].copy_from_slice(&packed[ID_FROM + ID_BYTES..]);
    (RecordId(id), rest)
}

/// The inverse of [`split`].
fn join(id: &RecordId, rest: &Rest) -> [u8; PACKED_BYTES] {
    let mut packed = [0; PACKED_BYTES];
    packed[..ID_FROM].copy_from_slice(&rest[..ID_FROM]);
    packed[ID_FROM..ID_FROM + ID_BYTES].copy_from_slice(&id.0);
    packed[ID_FROM + ID_BYTES..].copy_from_slice(&rest[ID_FROM..]);
    packed
}

const fn revision(rest: &Rest) -> u8 {
    rest[REVISION_AT]
}

/// Which of two versions wins: a total order, so that arrival never decides.
const fn rank(rest: &Rest) -> (u8, &Rest) {
    (revision(rest), rest)
}

const fn form_of(rest: &Rest) -> Form {
    if rest[FLAGS_AT] & QUICK == 0 { Form::Full } else { Form::Quick }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Question};
    use crate::domain::interview::{Event, Interview};
    use crate::domain::record::anonymise;
    use crate::domain::shipped_instrument;

    /// A record with an id, a revision and a first answer.
    fn record(id: u8, revision: u8, option: u8) -> Record {
        let instrument = shipped_instrument();
        let interview = Interview::new(instrument, RecordId([id; ID_BYTES]), None);
        let event = Event::Answered(Question::Item(0), Answer::Option(option));
        let interview = interview.after(instrument, &event).expect("changes the first answer");
        let mut packed = anonymise(instrument, &interview).pack();
        packed[REVISION_AT] = revision;
        unpack(&[instrument], &packed).expect("a packed record with another revision")
    }

    #[test]
    fn each_arrival_is_told_apart() {
        let mut columns = Columns::new(shipped_instrument().hash);
        for (record, expected) in [
            (record(1, 1, 0), Added::New),
            (record(1, 1, 0), Added::Identical),
            (record(1, 2, 3), Added::Replaced),
            (record(1, 0, 0), Added::Superseded),
            (record(1, 0, 0), Added::Identical),
            (record(1, 2, 1), Added::Conflicting),
            (record(2, 0, 0), Added::New),
            (record(2, 0, 1), Added::Conflicting),
        ] {
            assert_eq!(columns.add(&record), expected);
        }
        assert_eq!((columns.received(), columns.len()), (8, 2));
        let expected = Duplicates { older: 2, identical: 2, conflicting: 2 };
        assert_eq!(columns.duplicates(), expected);
        assert_eq!(columns.duplicates().total(), 6);
    }

    #[test]
    fn of_equal_revisions_the_greater_bytes_are_counted() {
        let instrument = shipped_instrument();
        for options in [[0, 4], [4, 0]] {
            let mut columns = Columns::new(instrument.hash);
            for option in options {
                columns.add(&record(1, 0, option));
            }
            assert_eq!(columns.tally(instrument, Form::Full).items[0].options[4], 1);
        }
    }

    #[test]
    fn records_of_another_instrument_are_left_out() {
        let mut columns = Columns::new(InstrumentHash([7; 32]));
        assert_eq!(columns.add(&record(1, 0, 0)), Added::OtherInstrument);
        assert_eq!((columns.received(), columns.is_empty()), (0, true));
    }
}
