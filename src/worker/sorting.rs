//! What the key of a campaign asks of its records: that they came sealed, and to that key.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::message::Findings;
use super::refused::{Cause, Refused};
use super::sealed::{SealedCounts, SealedFault, SealedTo};
use crate::domain::campaign::{Campaign, read_campaign};
use crate::domain::instrument::Instrument;
use crate::domain::record::PACKED_BYTES;
use crate::domain::seal::{KEY_BYTES, KeyId, PublicKey, SEAL_RANDOM_BYTES, seal_again};

/// Campaign id and wave; 0 without a campaign.
type Wave = ([u8; 4], u8);

/// The keys of all campaigns that ever were kept, none of those that are not sealed. The first that
/// came with an id and a wave decides: a later one cannot make its records other than they were
/// asked for.
pub(super) type Keys = BTreeMap<Wave, Option<KeyId>>;

/// Packed records, and which inputs they come from.
type Rows = (Vec<u8>, Vec<(usize, String)>);

/// What is known of envelopes that came. The envelopes themselves are not kept.
#[derive(Debug, Default)]
pub(super) struct Sealing {
    pub(super) counts: SealedCounts,
    /// By campaign and wave the key that opened the first of their records.
    keys: BTreeMap<Wave, PublicKey>,
}

impl Sealing {
    /// Takes in what the log says.
    pub(super) fn replay(&mut self, counts: SealedCounts, keys: Vec<SealedTo>) {
        self.counts = self.counts.and(counts);
        for SealedTo { campaign, key } in keys {
            self.note(campaign, key);
        }
    }

    /// Notes the key of a campaign and wave: whether it was not known.
    fn note(&mut self, campaign: Wave, key: [u8; KEY_BYTES]) -> bool {
        let key = PublicKey::from_bytes(key).filter(|_| !self.keys.contains_key(&campaign));
        let fresh = key.is_some();
        self.keys.extend(key.map(|key| (campaign, key)));
        fresh
    }

    /// The line of a bundle for a record that came sealed: the file of a new envelope to the same
    /// key. None for other records.
    pub(super) fn again(
        &self,
        instrument: &Instrument,
        packed: &[u8; PACKED_BYTES],
        random: &[u8; SEAL_RANDOM_BYTES],
        number: u64,
    ) -> Option<String> {
        let key = self.keys.get(&wave(packed))?;
        // A public key that was read has been tried.
        let sealed = seal_again(key, instrument.hash, packed, random, number);
        sealed.ok().map(|envelope| envelope.to_file())
    }
}

impl Desk {
    /// Counts envelopes.
    pub(super) fn count_sealed(&mut self, findings: &Findings) {
        self.sealing.counts = self.sealing.counts.and(*findings.sealed);
        self.pending.head.sealed = self.pending.head.sealed.and(*findings.sealed);
    }

    /// Refuses the records that the key of their campaign forbids: the others, or none where all
    /// may stay.
    pub(super) fn sorted(&mut self, findings: &Findings, rows: &[u8]) -> Option<Rows> {
        let mut keys = self.campaigns.keys.clone();
        for line in &findings.campaigns {
            // What cannot be read is refused where it is kept.
            let Ok(campaign) = read_campaign(self.instrument, &line.text) else { continue };
            let details = campaign.details();
            keys.entry((details.id, details.wave)).or_insert_with(|| key_of(&campaign));
        }
        let rows = rows.as_chunks::<PACKED_BYTES>().0;
        let plain = rows.len().saturating_sub(findings.opened);
        let key = findings.opened_with.and_then(PublicKey::from_bytes).map(|key| key.id());
        let fault = |place: usize, packed: &[u8; PACKED_BYTES]| {
            forbidden(&keys, wave(packed), key.filter(|_| place >= plain))
        };
        let keyed = keys.values().any(Option::is_some);
        let found = rows.iter().enumerate().filter(|_| keyed);
        let found = found.filter_map(|(place, packed)| Some((place, fault(place, packed)?)));
        let faults: Vec<(usize, SealedFault)> = found.collect();
        for (place, packed) in rows.iter().enumerate().skip(plain) {
            let good = faults.binary_search_by_key(&place, |fault| fault.0).is_err();
            if let Some(key) = findings.opened_with.filter(|_| good)
                && self.sealing.note(wave(packed), key)
            {
                self.pending.head.keys.push(SealedTo { campaign: wave(packed), key });
            }
        }
        if faults.is_empty() {
            return None;
        }
        for &(place, fault) in &faults {
            let after = findings.origins.partition_point(|(first, _)| *first <= place);
            let name = after.checked_sub(1).map_or("", |at| findings.origins[at].1.as_str());
            self.refuse(Refused::whole(name, Cause::Sealed(fault)));
            for counts in [&mut self.sealing.counts, &mut self.pending.head.sealed] {
                *counts.of(fault) += 1;
                if place >= plain {
                    counts.opened -= 1;
                }
            }
        }
        Some(without(rows, &findings.origins, &faults))
    }
}

/// What a campaign seals to.
pub(super) fn key_of(campaign: &Campaign) -> Option<KeyId> {
    campaign.extensions().key.as_ref().map(PublicKey::id)
}

/// What is wrong with a record of a campaign and wave that was opened with a key, or came plain.
fn forbidden(keys: &Keys, wave: Wave, key: Option<KeyId>) -> Option<SealedFault> {
    match (keys.get(&wave).copied().flatten(), key) {
        (Some(_), None) => Some(SealedFault::Plain),
        (Some(own), Some(key)) if own == key => None,
        (Some(_), Some(_)) => Some(SealedFault::OtherCampaign),
        // One key may be that of several campaigns; a record of none of them is not wanted.
        (None, Some(_)) if keys.values().any(|known| *known == key) => {
            Some(SealedFault::OtherCampaign)
        }
        (None, _) => None,
    }
}

/// Campaign and wave of a packed record.
fn wave(packed: &[u8; PACKED_BYTES]) -> Wave {
    ([packed[23], packed[24], packed[25], packed[26]], packed[27])
}

/// The records that are left when some are refused.
fn without(
    rows: &[[u8; PACKED_BYTES]],
    origins: &[(usize, String)],
    faults: &[(usize, SealedFault)],
) -> Rows {
    let refused = |place: usize| faults.partition_point(|fault| fault.0 < place);
    let is_refused = |place: usize| faults.binary_search_by_key(&place, |fault| fault.0).is_ok();
    let left = rows.iter().enumerate().filter(|(place, _)| !is_refused(*place));
    let left = left.flat_map(|(_, packed)| *packed).collect();
    let origins = origins.iter().map(|(place, name)| (place - refused(*place), name.clone()));
    (left, origins.collect())
}
