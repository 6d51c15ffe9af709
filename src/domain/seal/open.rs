//! Opening envelopes with the organiser's private key.

use hpke::inout::InOutBuf;
use hpke::{Deserializable, HpkeError, OpModeR, single_shot_open_inout_detached};

use super::envelope::{Envelope, HEAD_BYTES, SEALED_FROM, TAG_FROM, head, info};
use super::key::PrivateKey;
use super::suite::{Aead, Kdf, Kem};
use crate::domain::instrument::InstrumentHash;
use crate::domain::record::{CampaignRef, PACKED_BYTES, PACKED_FORMAT};

/// What is to be in the envelopes.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The instrument of the records.
    pub instrument: InstrumentHash,
    /// Other instruments that are known, earlier versions of this one for example.
    pub others: &'a [InstrumentHash],
    /// The campaigns and waves of the records; any, and none, where this is empty.
    pub campaigns: &'a [CampaignRef],
}

/// Why an envelope gives no record. It holds nothing of the envelope, so that counts of it tell
/// no more than how many there were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Unopened {
    /// It is sealed to another key.
    #[error("sealed to another key")]
    OtherKey,
    /// It was changed, or sealed by something that is not the page.
    #[error("damaged")]
    Damaged,
    /// The record in it answers another instrument, or another version of it.
    #[error("a record of another instrument")]
    OtherInstrument,
    /// The record in it is of another version of the format.
    #[error("a record in another format")]
    OtherFormat,
    /// The record in it belongs to another campaign or wave, or to none.
    #[error("a record of another campaign")]
    OtherCampaign,
}

/// The packed record in an envelope. Its format, instrument and campaign are as expected; its
/// answers are still to be read.
pub fn open(
    envelope: &Envelope,
    key: &PrivateKey,
    expected: &Expected<'_>,
) -> Result<[u8; PACKED_BYTES], Unopened> {
    if envelope.key_id() != key.public().id() {
        return Err(Unopened::OtherKey);
    }
    let Some(packed) = decrypted(envelope, key, expected.instrument) else {
        let mut others = expected.others.iter();
        let other = others.any(|other| decrypted(envelope, key, *other).is_some());
        return Err(if other { Unopened::OtherInstrument } else { Unopened::Damaged });
    };
    if packed[0] != PACKED_FORMAT {
        return Err(Unopened::OtherFormat);
    }
    if packed[1..5] != expected.instrument.0[..4] {
        return Err(Unopened::OtherInstrument);
    }
    let campaigns = expected.campaigns;
    if campaigns.is_empty() || campaigns.iter().any(|campaign| is_of(&packed, *campaign)) {
        Ok(packed)
    } else {
        Err(Unopened::OtherCampaign)
    }
}

/// Whether a packed record belongs to a campaign; without one the wave is 0, which none has.
fn is_of(packed: &[u8; PACKED_BYTES], CampaignRef { id, wave }: CampaignRef) -> bool {
    packed[23..27] == id && packed[27] == wave
}

/// What an envelope holds that was sealed for an instrument.
fn decrypted(
    envelope: &Envelope,
    key: &PrivateKey,
    instrument: InstrumentHash,
) -> Option<[u8; PACKED_BYTES]> {
    let bytes = envelope.as_bytes();
    let head = head(key.public().id());
    let mut packed = [0; PACKED_BYTES];
    packed.copy_from_slice(&bytes[SEALED_FROM..TAG_FROM]);
    let opened: Result<(), HpkeError> = (|| {
        let encapsulated = Deserializable::from_bytes(&bytes[HEAD_BYTES..SEALED_FROM])?;
        let tag = Deserializable::from_bytes(&bytes[TAG_FROM..])?;
        single_shot_open_inout_detached::<Aead, Kdf, Kem>(
            &OpModeR::Base,
            key.hpke(),
            &encapsulated,
            &info(key.public(), instrument),
            InOutBuf::from(&mut packed[..]),
            &head,
            &tag,
        )
    })();
    opened.ok().map(|()| packed)
}
