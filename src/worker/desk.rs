//! Where records are received, counted and kept.

use super::codes::codes;
use super::message::{Cause, Counts, Refused, Released, Revision, shown_name};
use crate::domain::disclose::{Policy, disclose};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::{Reason, Record, Refusal, SIZE_BYTES_MAX, read_code, read_json};
use crate::domain::tally::{Added, Columns, Tally};

/// Accepted records and the counts of everything received. Nothing of a single record comes out.
///
/// Two reports whose records differ by a few people could be subtracted from each other. So after
/// a report of a form has been made, the next one counts the same records until at least
/// [`Policy::minimum`] have come or changed; [`Released::held`] says how many wait.
#[derive(Debug)]
pub struct Desk {
    instrument: &'static Instrument,
    columns: Columns,
    refused: u64,
    size_bytes: u64,
    reported: [Reported; 2],
}

/// What the last report of a form counted.
#[derive(Debug, Default)]
struct Reported {
    /// None before the first report.
    tally: Option<Tally>,
    /// Records that have come or changed since.
    changed: u64,
}

/// Place of a form among [`Desk::reported`].
const fn place(form: Form) -> usize {
    match form {
        Form::Full => 0,
        Form::Quick => 1,
    }
}

impl Desk {
    /// An empty desk for one instrument.
    pub const fn new(instrument: &'static Instrument) -> Self {
        let columns = Columns::new(instrument.hash);
        let reported = [const { Reported { tally: None, changed: 0 } }; 2];
        Self { instrument, columns, refused: 0, size_bytes: 0, reported }
    }

    /// Receives the bytes of one file: a record, or codes below one another. Says why for each that
    /// is no record, with the line where there are several.
    pub fn receive(&mut self, name: &str, bytes: &[u8]) -> Vec<Refused> {
        self.size_bytes += bytes.len() as u64;
        let known = [self.instrument];
        let Some(codes) = codes(bytes) else {
            return self.take(name, read_json(&known, bytes)).into_iter().collect();
        };
        let one = codes.len() == 1;
        let taken = codes.into_iter().filter_map(|found| {
            let mut refused = self.take(name, read_code(&known, found.text))?;
            if !one {
                refused.place = match refused.place.as_str() {
                    "" => format!("line {}", found.line),
                    place => format!("line {}: {place}", found.line),
                };
            }
            Some(refused)
        });
        taken.collect()
    }

    /// Takes one record, or says why it is none.
    fn take(&mut self, name: &str, read: Result<Record, Refusal>) -> Option<Refused> {
        let record = match read {
            Ok(record) => record,
            Err(Refusal { reason, place }) => {
                return Some(self.refuse(name, Cause::Record(reason), place));
            }
        };
        match self.columns.add(&record) {
            Added::OtherInstrument => {
                let cause = Cause::Record(Reason::WrongHash);
                return Some(self.refuse(name, cause, "hash".to_owned()));
            }
            Added::New => self.reported[place(record.complete().form())].changed += 1,
            // The version that was kept may have been of the other form.
            Added::Replaced | Added::Conflicting => {
                self.reported.iter_mut().for_each(|reported| reported.changed += 1);
            }
            Added::Identical | Added::Superseded => {}
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

    /// What may be shown of one form: of the records of the last report, while fewer than the
    /// minimum have come or changed since; otherwise of all.
    pub fn release(&mut self, revision: Revision, form: Form, policy: Policy) -> Released {
        let reported = &mut self.reported[place(form)];
        let few = (1..policy.minimum()).contains(&reported.changed);
        let (release, held) = match &reported.tally {
            Some(tally) if few => (disclose(self.instrument, tally, policy), reported.changed),
            _ => {
                let tally = self.columns.tally(self.instrument, form);
                let release = disclose(self.instrument, &tally, policy);
                if release.missing() == 0 {
                    *reported = Reported { tally: Some(tally), changed: 0 };
                }
                (release, 0)
            }
        };
        Released {
            revision,
            full: self.columns.count(Form::Full),
            quick: self.columns.count(Form::Quick),
            held,
            release,
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
        assert_eq!(desk.receive("a", &json(1, 0)), []);
        assert_eq!(desk.receive("b", &json(2, 0)), []);
        assert_eq!(desk.receive("b again", &json(2, 0)), []);
        assert_eq!(desk.receive("b otherwise", &json(2, 1)), []);
        assert_eq!(desk.receive("c", b"{}").len(), 1);
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

    /// A code is the same record as its file, alone or among others.
    #[test]
    fn codes_are_records() {
        let mut desk = Desk::new(shipped_instrument());
        let code = |id: u8| {
            let record = read_json(&[shipped_instrument()], &json(id, 0));
            record.expect("a record").to_code()
        };
        assert_eq!(desk.receive("a", &json(1, 0)), []);
        assert_eq!(desk.receive("a.txt", code(1).as_bytes()), []);
        assert_eq!(desk.counts().identical, 1);
        let wrong = code(3).replace(':', ":0");
        let several = [&code(2), &wrong, &code(1), "", &code(4)].map(String::from).join("\n");
        let refused = desk.receive("codes.txt", several.as_bytes());
        let places: Vec<&str> = refused.iter().map(|refused| refused.place.as_str()).collect();
        assert_eq!(places, ["line 2"]);
        assert_eq!(refused[0].cause, Cause::Record(Reason::BadCode));
        assert_eq!(desk.receive("d.txt", wrong.as_bytes())[0].place, "");
        let counts = desk.counts();
        assert_eq!((counts.received, counts.accepted, counts.refused), (7, 3, 2));
        assert_eq!(counts.received, counts.accepted + counts.duplicates() + counts.refused);
    }

    /// Reports that could be subtracted from each other are not made.
    #[test]
    fn a_few_new_records_wait_for_the_next_report() {
        let mut desk = Desk::new(shipped_instrument());
        let receive = |desk: &mut Desk, ids: std::ops::Range<u8>| {
            ids.for_each(|id| assert_eq!(desk.receive("a", &json(id, id % 5)), []));
        };
        let report = |desk: &mut Desk| {
            let released = desk.release(Revision(1), Form::Full, Policy::default());
            (released.full, released.release.n, released.held)
        };
        receive(&mut desk, 0..9);
        assert_eq!(report(&mut desk), (9, 9, 0));
        // Nothing has been shown yet, so nothing can be subtracted.
        receive(&mut desk, 9..12);
        assert_eq!(report(&mut desk), (12, 12, 0));
        receive(&mut desk, 12..13);
        assert_eq!(report(&mut desk), (13, 12, 1));
        receive(&mut desk, 0..13);
        assert_eq!(report(&mut desk), (13, 12, 1));
        receive(&mut desk, 13..22);
        assert_eq!(report(&mut desk), (22, 22, 0));
        let strict = Policy::new(30).expect("allowed");
        assert_eq!(desk.release(Revision(2), Form::Full, strict).release.missing(), 8);
    }

    /// Nothing of a record is in what crosses to the page.
    #[test]
    fn no_id_crosses_to_the_page() {
        let mut desk = Desk::new(shipped_instrument());
        for id in 1..=30 {
            assert_eq!(desk.receive("a", &json(id, id % 5)), []);
        }
        let released = desk.release(Revision(1), Form::Full, Policy::default());
        let crossing = serde_json::to_string(&released).expect("plain data");
        for id in 1..=30 {
            assert!(!crossing.contains(&RecordId([id; 16]).to_string()));
        }
    }
}
