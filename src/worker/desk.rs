//! Where records are received, counted and kept.

use super::message::{Cause, Counts, Refused, Released, Revision, shown_name};
use crate::domain::disclose::{Policy, disclose};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::{Reason, Refusal, SIZE_BYTES_MAX, read_json};
use crate::domain::tally::{Added, Columns};

/// Accepted records and the counts of everything received. Nothing of a single record comes out.
#[derive(Debug)]
pub struct Desk {
    instrument: &'static Instrument,
    columns: Columns,
    refused: u64,
    size_bytes: u64,
}

impl Desk {
    /// An empty desk for one instrument.
    pub const fn new(instrument: &'static Instrument) -> Self {
        let columns = Columns::new(instrument.hash);
        Self { instrument, columns, refused: 0, size_bytes: 0 }
    }

    /// Receives the bytes of one file; says why where they are not a record.
    pub fn receive(&mut self, name: &str, bytes: &[u8]) -> Option<Refused> {
        self.size_bytes += bytes.len() as u64;
        let record = match read_json(&[self.instrument], bytes) {
            Ok(record) => record,
            Err(Refusal { reason, place }) => {
                return Some(self.refuse(name, Cause::Record(reason), place));
            }
        };
        if self.columns.add(&record) == Added::OtherInstrument {
            return Some(self.refuse(name, Cause::Record(Reason::WrongHash), "hash".to_owned()));
        }
        None
    }

    /// Receives a file too large to be a record, unread. None where the size is right.
    pub fn receive_oversized(&mut self, name: &str, size_bytes: u64) -> Option<Refused> {
        let limit_bytes = SIZE_BYTES_MAX as u64;
        let reason = Reason::TooLarge { size_bytes, limit_bytes };
        let large = size_bytes > limit_bytes;
        large.then(|| self.refuse(name, Cause::Record(reason), String::new()))
    }

    /// Receives a file that the browser could not read.
    pub fn receive_unreadable(&mut self, name: &str) -> Refused {
        self.refuse(name, Cause::Unreadable, String::new())
    }

    fn refuse(&mut self, name: &str, cause: Cause, place: String) -> Refused {
        self.refused += 1;
        Refused { name: shown_name(name), cause, place }
    }

    /// What has been received so far.
    pub fn counts(&self) -> Counts {
        let duplicates = self.columns.duplicates();
        Counts {
            received: self.columns.received() + self.refused,
            accepted: self.columns.len(),
            refused: self.refused,
            older: duplicates.older,
            identical: duplicates.identical,
            conflicting: duplicates.conflicting,
            size_bytes: self.size_bytes,
        }
    }

    /// What may be shown of one form.
    pub fn release(&self, revision: Revision, form: Form, policy: Policy) -> Released {
        let tally = self.columns.tally(self.instrument, form);
        Released {
            revision,
            full: self.columns.count(Form::Full),
            quick: self.columns.count(Form::Quick),
            release: disclose(self.instrument, &tally, policy),
        }
    }

    /// Forgets everything.
    pub fn erase(&mut self) {
        *self = Self::new(self.instrument);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::{Answer, Question};
    use crate::domain::interview::{Event, Interview};
    use crate::domain::record::{RecordId, anonymise};
    use crate::domain::shipped_instrument;

    /// The JSON of a record with this id whose first item is answered with `option`.
    fn json(id: u8, option: u8) -> Vec<u8> {
        let instrument = shipped_instrument();
        let interview = Interview::new(instrument, RecordId([id; 16]), None);
        let answered = Event::Answered(Question::Item(0), Answer::Option(option));
        let interview = interview.after(instrument, &answered).expect("an allowed answer");
        anonymise(instrument, &interview).to_json(instrument).into_bytes()
    }

    #[test]
    fn the_sum_always_adds_up() {
        let mut desk = Desk::new(shipped_instrument());
        assert_eq!(desk.receive("a", &json(1, 0)), None);
        assert_eq!(desk.receive("b", &json(2, 0)), None);
        assert_eq!(desk.receive("b again", &json(2, 0)), None);
        assert_eq!(desk.receive("b otherwise", &json(2, 1)), None);
        assert!(desk.receive("c", b"{}").is_some());
        assert!(desk.receive_oversized("d", 1 << 20).is_some());
        assert!(desk.receive_oversized("e", 1_700).is_none());
        desk.receive_unreadable("f");
        let counts = desk.counts();
        assert_eq!((counts.received, counts.accepted, counts.refused), (7, 2, 3));
        assert_eq!((counts.identical, counts.conflicting, counts.older), (1, 1, 0));
        assert_eq!(counts.received, counts.accepted + counts.duplicates() + counts.refused);
        desk.erase();
        assert_eq!(desk.counts(), Counts::default());
    }

    /// Nothing of a record is in what crosses to the page.
    #[test]
    fn no_id_crosses_to_the_page() {
        let mut desk = Desk::new(shipped_instrument());
        for id in 1..=30 {
            assert_eq!(desk.receive("a", &json(id, id % 5)), None);
        }
        let released = desk.release(Revision(1), Form::Full, Policy::default());
        let crossing = serde_json::to_string(&released).expect("plain data");
        for id in 1..=30 {
            assert!(!crossing.contains(&RecordId([id; 16]).to_string()));
        }
    }
}
