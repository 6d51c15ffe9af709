//! Opening envelopes inside a reader. The private key lives here and in the page that gave it, in
//! memory only, and is overwritten when it is let go.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::reading::Reading;
use super::reason::shown_reason;
use super::refused::{Cause, Refused, shown_name};
use super::sealed::SealedFault;
use super::tickets::{Carried, MarkedWave, Place, found, marked, wave};
use crate::domain::instrument::Instrument;
use crate::domain::record::{Boxed, CampaignRef, PACKED_BYTES, unbox};
use crate::domain::seal::{Envelope, EnvelopeFault, Expected, PrivateKey, open};
use crate::domain::ticket::{Mark, MarkKey, Ticket};

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
        let mut tickets = Zeroizing::new(Vec::new());
        for found in std::mem::take(&mut reading.envelopes) {
            let (cause, place) = match self.record(instrument, found.read) {
                Ok((packed, ticket)) => {
                    tickets.extend_from_slice(&ticket);
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
        if tickets.iter().any(|byte| *byte != 0) {
            reading.findings.tickets.marks =
                self.marks(&reading.rows[before * PACKED_BYTES..], &tickets);
            reading.tickets = Carried(tickets);
        }
        let key = self.key.as_ref().filter(|_| opened > 0);
        reading.findings.opened_with = key.map(|key| key.public().to_bytes());
    }

    /// The packed record in an envelope without its ticket, and what it has in the ticket's place;
    /// otherwise why there is none, and where in the record.
    fn record(
        &self,
        instrument: &Instrument,
        read: Result<Envelope, EnvelopeFault>,
    ) -> Result<([u8; PACKED_BYTES], Place), (Cause, String)> {
        let sealed = |fault| (Cause::Sealed(fault), String::new());
        let envelope = read.map_err(|fault| sealed(fault.into()))?;
        let key = self.key.as_ref().ok_or_else(|| sealed(SealedFault::Locked))?;
        // Which campaigns are wanted, the desk knows.
        let expected = Expected { instrument: instrument.hash, others: &[], campaigns: &[] };
        let mut packed = open(&envelope, key, &expected).map_err(|fault| sealed(fault.into()))?;
        // One that is not genuine is refused as what is no ticket.
        let marked = Mark::claimed(&packed).and_then(|_| mark_key(key, &packed).take(&mut packed));
        match unbox(&[instrument], &packed) {
            Ok(Boxed { record, ticket }) => {
                let ticket = ticket.map(Ticket::to_bytes);
                Ok((record.pack(), ticket.or(marked.map(found)).unwrap_or_default()))
            }
            Err(refusal) => {
                let cause = Cause::Record(shown_reason(refusal.reason));
                Err((cause, shown_name(&refusal.place)))
            }
        }
    }

    /// The keys of the marks that opened records had, one for each wave and kind.
    fn marks(&self, rows: &[u8], tickets: &[u8]) -> Vec<MarkedWave> {
        let places = tickets.as_chunks().0.iter().map(|place| marked(*place));
        let rows = rows.as_chunks().0.iter().zip(places);
        let rows = rows.filter_map(|(packed, mark)| Some((wave(packed), packed, mark?)));
        let all: BTreeMap<_, _> =
            rows.map(|(wave, packed, mark)| ((wave, mark == Mark::Unchecked), packed)).collect();
        let told = |((campaign, unchecked), packed)| {
            let key = mark_key(self.key.as_ref()?, packed).to_bytes();
            Some(MarkedWave { campaign, key, unchecked })
        };
        all.into_iter().filter_map(told).collect()
    }
}

/// The key of the marks of a packed record's wave.
fn mark_key(key: &PrivateKey, packed: &[u8; PACKED_BYTES]) -> MarkKey {
    let (id, wave) = wave(packed);
    key.ticket_secret(CampaignRef { id, wave }).mark_key()
}
