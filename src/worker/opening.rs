//! Opening envelopes inside a reader. The private key lives here and in the page that gave it, in
//! memory only, and is overwritten when it is let go.

use super::reading::Reading;
use super::reason::shown_reason;
use super::refused::{Cause, Refused, shown_name};
use super::sealed::SealedFault;
use crate::domain::instrument::Instrument;
use crate::domain::record::{PACKED_BYTES, unbox};
use crate::domain::seal::{Envelope, EnvelopeFault, Expected, PrivateKey, open};

/// An envelope, or what begins like one and is none, and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundEnvelope {
    /// Name of the input, fit to be shown.
    pub name: String,
    /// Which entry of an archive, counted from 1.
    pub entry: Option<u32>,
    /// On which line it begins, counted from 1; none where nothing else is in the input.
    pub line: Option<u64>,
    /// What was read.
    pub read: Result<Envelope, EnvelopeFault>,
}

/// Opens envelopes, while it has a key.
#[derive(Debug, Default)]
pub struct Opener {
    key: Option<PrivateKey>,
}

impl Opener {
    /// Takes a private key as it is written on paper: whether it is one. Anything else lets go of
    /// the one there is.
    pub fn take(&mut self, paper: &str) -> bool {
        self.key = PrivateKey::from_paper(paper);
        self.key.is_some()
    }

    /// Makes packed records of the envelopes that were found, without their tickets, behind all
    /// other records; and refusals, behind all others, of those that cannot be opened.
    pub fn open(&self, instrument: &Instrument, reading: &mut Reading) {
        let before = reading.records();
        for found in std::mem::take(&mut reading.envelopes) {
            let (cause, place) = match self.record(instrument, found.read) {
                Ok(packed) => {
                    let (place, origins) = (reading.records(), &mut reading.findings.origins);
                    if origins.last().is_none_or(|last| last.1 != found.name) {
                        origins.push((place, found.name));
                    }
                    reading.rows.extend_from_slice(&packed);
                    reading.findings.sealed.opened += 1;
                    continue;
                }
                Err(refused) => refused,
            };
            let counts = &mut reading.findings.sealed;
            *match cause {
                Cause::Sealed(fault) => counts.of(fault),
                _ => &mut counts.no_record,
            } += 1;
            let FoundEnvelope { name, entry, line, .. } = found;
            reading.refuse(Refused { name, entry, line, cause, place });
        }
        let opened = reading.records() - before;
        reading.findings.opened = opened;
        let key = self.key.as_ref().filter(|_| opened > 0);
        reading.findings.opened_with = key.map(|key| key.public().to_bytes());
    }

    /// The packed record in an envelope without its ticket; otherwise why there is none, and where
    /// in the record.
    fn record(
        &self,
        instrument: &Instrument,
        read: Result<Envelope, EnvelopeFault>,
    ) -> Result<[u8; PACKED_BYTES], (Cause, String)> {
        let sealed = |fault| (Cause::Sealed(fault), String::new());
        let envelope = read.map_err(|fault| sealed(fault.into()))?;
        let key = self.key.as_ref().ok_or_else(|| sealed(SealedFault::Locked))?;
        // Which campaigns are wanted, the desk knows.
        let expected = Expected { instrument: instrument.hash, others: &[], campaigns: &[] };
        let packed = open(&envelope, key, &expected).map_err(|fault| sealed(fault.into()))?;
        match unbox(&[instrument], &packed) {
            Ok(boxed) => Ok(boxed.record.pack()),
            Err(refusal) => {
                let cause = Cause::Record(shown_reason(refusal.reason));
                Err((cause, shown_name(&refusal.place)))
            }
        }
    }
}
