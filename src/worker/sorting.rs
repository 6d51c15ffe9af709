//! What the key of a campaign asks of its records: that they came sealed, and to that key.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::message::Findings;
use super::refused::{Cause, Refused};
use super::sealed::{SealedCounts, SealedFault, SealedTo};
use super::subject::Subject;
use super::tickets::{Fate, Place, Wave, wave};
use crate::domain::campaign::{Campaign, Extensions};
use crate::domain::instrument::Instrument;
use crate::domain::record::{CampaignRef, PACKED_BYTES};
use crate::domain::seal::{KEY_BYTES, KeyId, PublicKey, SEAL_RANDOM_BYTES, SealFault, seal_again};

/// What a campaign asks of its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// What they are sealed to; none where they are not.
    key: Option<KeyId>,
    /// Whether they have tickets.
    pub(super) tickets: bool,
}

impl Asked {
    /// Whether it asks for records that come sealed to a key.
    pub(super) fn is_sealed_to(self, key: &PublicKey) -> bool {
        self.key == Some(key.id())
    }
}

/// What all campaigns ask that ever were kept. The first that came with an id and a wave decides: a
/// later one cannot make its records other than they were asked for.
pub(super) type Keys = BTreeMap<Wave, Asked>;

/// The records of a job that may be taken in now.
#[derive(Debug)]
pub(super) struct Sorted {
    /// They, packed, and which inputs they come from; none where all may.
    pub(super) left: Option<Rows>,
    /// How many of them, the last ones, came sealed.
    pub(super) opened: usize,
}

/// Packed records, and which inputs they come from.
type Rows = (Vec<u8>, Vec<(usize, String)>);

/// What is known of envelopes that came. The envelopes themselves are not kept.
#[derive(Debug, Default)]
pub(super) struct Sealing {
    pub(super) counts: SealedCounts,
    /// By campaign and wave the key that opened the first of their records.
    keys: BTreeMap<Wave, PublicKey>,
    /// By campaign and wave how many of the records that are kept came sealed, or the first of
    /// their versions did.
    rows: BTreeMap<Wave, u64>,
}

impl Sealing {
    /// Takes in what the log says.
    pub(super) fn replay(
        &mut self,
        counts: SealedCounts,
        keys: Vec<SealedTo>,
        rows: Vec<(Wave, u64)>,
    ) {
        self.counts = self.counts.and(counts);
        for (wave, more) in rows {
            *self.rows.entry(wave).or_default() += more;
        }
        for SealedTo { campaign, key } in keys {
            self.note(campaign, key);
        }
    }

    /// Notes the key of a campaign and wave: whether it was not known.
    fn note(&mut self, campaign: Wave, key: [u8; KEY_BYTES]) -> bool {
        // Reading a key means trying it: not for every record.
        if self.keys.contains_key(&campaign) {
            return false;
        }
        let key = PublicKey::from_bytes(key);
        let fresh = key.is_some();
        self.keys.extend(key.map(|key| (campaign, key)));
        fresh
    }

    /// The line of a bundle for a record of a wave that is sealed: the file of a new envelope to
    /// the key of its campaign, which takes in nothing that did not come so, or else to the one
    /// that opened its records. None for other records.
    pub(super) fn again(
        &self,
        own: &BTreeMap<Wave, PublicKey>,
        instrument: &Instrument,
        packed: &[u8; PACKED_BYTES],
        random: &[u8; SEAL_RANDOM_BYTES],
        number: u64,
    ) -> Result<Option<String>, SealFault> {
        let wave = wave(packed);
        let Some(key) = own.get(&wave).or_else(|| self.keys.get(&wave)) else { return Ok(None) };
        let sealed = seal_again(key, instrument.hash, packed, random, number)?;
        Ok(Some(sealed.to_file()))
    }
}

impl Desk {
    /// Counts envelopes.
    pub(super) fn count_sealed(&mut self, findings: &Findings) {
        self.sealing.counts = self.sealing.counts.and(*findings.sealed);
        self.pending.head.sealed = self.pending.head.sealed.and(*findings.sealed);
    }

    /// Notes what is wrong with an envelope or with a record that came without one.
    pub(super) const fn count_fault(&mut self, fault: SealedFault) {
        *self.sealing.counts.of(fault) += 1;
        *self.pending.head.sealed.of(fault) += 1;
    }

    /// Notes that envelopes were opened.
    pub(super) const fn count_opened(&mut self, opened: u64) {
        self.sealing.counts.opened += opened;
        self.pending.head.sealed.opened += opened;
    }

    /// Notes that a record is kept that came sealed.
    pub(super) fn note_sealed(&mut self, packed: &[u8; PACKED_BYTES]) {
        let wave = wave(packed);
        *self.sealing.rows.entry(wave).or_default() += 1;
        let logged = &mut self.pending.head.sealed_rows;
        match logged.iter_mut().find(|(known, _)| *known == wave) {
            Some((_, rows)) => *rows += 1,
            None => logged.push((wave, 1)),
        }
    }

    /// Records that are kept of a wave whose campaign takes only what came sealed, and that came in
    /// the open before it was known.
    pub(super) fn unsealed_of(&self, wave: Wave) -> u64 {
        let asked = self.campaigns.keys.get(&wave);
        if asked.is_none_or(|asked| asked.key.is_none()) {
            return 0;
        }
        let (id, wave_number) = wave;
        let campaign = Some(CampaignRef { id, wave: wave_number });
        let scopes = self.columns.scopes().into_iter();
        let kept: u64 =
            scopes.filter(|(scope, _)| scope.campaign == campaign).map(|(_, n)| n).sum();
        kept.saturating_sub(self.sealing.rows.get(&wave).copied().unwrap_or_default())
    }

    /// The same of the wave of a subject; none of tally files.
    pub(super) fn unsealed_in(&self, subject: Subject) -> u64 {
        let wave = subject.campaign.filter(|_| !subject.merged);
        wave.map_or(0, |wave| self.unsealed_of(wave))
    }

    /// The same of all waves.
    pub(super) fn unsealed(&self) -> u64 {
        self.campaigns.keys.keys().map(|wave| self.unsealed_of(*wave)).sum()
    }

    /// Takes out the records that the key of their campaign forbids, which are refused, and those
    /// that wait for their tickets to be counted.
    pub(super) fn sorted(&mut self, findings: &Findings, rows: &[u8], tickets: &[u8]) -> Sorted {
        // Lent out, because what is done with a record changes the desk.
        let keys = std::mem::take(&mut self.campaigns.keys);
        for marked in &findings.tickets.marks {
            self.mark_tickets(*marked);
        }
        let rows = rows.as_chunks::<PACKED_BYTES>().0;
        let plain = rows.len().saturating_sub(findings.opened);
        let key = findings.opened_with.and_then(PublicKey::from_bytes).map(|key| key.id());
        let keyed = keys.values().any(|asked| asked.key.is_some());
        let mut out: Vec<usize> = Vec::new();
        // Plain records matter only where a campaign forbids them.
        for (place, packed) in rows.iter().enumerate().skip(if keyed { 0 } else { plain }) {
            let key = key.filter(|_| place >= plain);
            let fault = forbidden(&keys, wave(packed), key).map(Cause::Sealed);
            let ticket = || ticket(tickets, place - plain);
            let fault = match (fault, findings.opened_with) {
                (Some(cause), _) => Some(cause),
                (None, Some(key)) if place >= plain => {
                    match self.opened(&keys, packed, key, ticket()) {
                        Ok(true) => None,
                        Ok(false) => {
                            out.push(place);
                            continue;
                        }
                        Err(cause) => Some(cause),
                    }
                }
                (None, _) => None,
            };
            if let Some(cause) = fault {
                let after = findings.origins.partition_point(|(first, _)| *first <= place);
                let name = after.checked_sub(1).map_or("", |at| findings.origins[at].1.as_str());
                if let Cause::Sealed(fault) = cause {
                    self.count_fault(fault);
                }
                self.refuse(Refused::whole(name, cause));
                out.push(place);
            }
        }
        let closed = out.iter().filter(|place| **place >= plain).count();
        for counts in [&mut self.sealing.counts, &mut self.pending.head.sealed] {
            counts.opened = counts.opened.saturating_sub(closed as u64);
        }
        let opened = rows.len() - plain - closed;
        self.campaigns.keys = keys;
        let left = (!out.is_empty()).then(|| without(rows, &findings.origins, &out));
        Sorted { left, opened }
    }

    /// What is done with an opened record that its campaign does not forbid: it is taken in, or it
    /// waits; otherwise why not.
    fn opened(
        &mut self,
        keys: &Keys,
        packed: &[u8; PACKED_BYTES],
        key: [u8; KEY_BYTES],
        ticket: Place,
    ) -> Result<bool, Cause> {
        let (wave, asked) = (wave(packed), keys.get(&wave(packed)));
        let fate = self.tickets.fate(wave, asked, ticket);
        match fate {
            Fate::Late => return Err(Cause::Sealed(SealedFault::Late)),
            Fate::Waits if !self.tickets.wait(wave, key, packed, ticket) => {
                return Err(Cause::TooManyRecords);
            }
            Fate::Waits => {}
            Fate::Goes(more) => self.add_tickets(wave, more),
        }
        if self.sealing.note(wave, key) {
            self.pending.head.keys.push(SealedTo { campaign: wave, key });
        }
        Ok(fate != Fate::Waits)
    }
}

impl Asked {
    /// What a campaign asks.
    pub(super) fn by(campaign: &Campaign) -> Self {
        let Extensions { key, tickets, .. } = campaign.extensions();
        Self { key: key.as_ref().map(PublicKey::id), tickets: *tickets }
    }
}

/// What an opened record has in the ticket's place, by its number among them.
fn ticket(tickets: &[u8], number: usize) -> Place {
    tickets.as_chunks().0.get(number).copied().unwrap_or_default()
}

/// What is wrong with a record of a campaign and wave that was opened with a key, or came plain.
fn forbidden(keys: &Keys, wave: Wave, key: Option<KeyId>) -> Option<SealedFault> {
    match (keys.get(&wave).and_then(|asked| asked.key), key) {
        (Some(_), None) => Some(SealedFault::Plain),
        (Some(own), Some(key)) if own == key => None,
        (Some(_), Some(_)) => Some(SealedFault::OtherCampaign),
        // One key may be that of several campaigns; a record of none of them is not wanted.
        (None, Some(_)) if keys.values().any(|known| known.key == key) => {
            Some(SealedFault::OtherCampaign)
        }
        (None, _) => None,
    }
}

/// The records that are left without those at some places, which ascend.
fn without(rows: &[[u8; PACKED_BYTES]], origins: &[(usize, String)], out: &[usize]) -> Rows {
    let before = |place: usize| out.partition_point(|gone| *gone < place);
    let left = rows.iter().enumerate().filter(|(place, _)| out.binary_search(place).is_err());
    let left = left.flat_map(|(_, packed)| *packed).collect();
    let origins = origins.iter().map(|(place, name)| (place - before(*place), name.clone()));
    (left, origins.collect())
}
