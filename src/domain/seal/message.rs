//! Any bytes sealed to a key, with any context: what is not an [`Envelope`](super::Envelope).

use hpke::inout::InOutBuf;
use hpke::{
    Deserializable as _, OpModeR, OpModeS, Serializable as _, setup_sender_with_rng,
    single_shot_open_inout_detached,
};
use zeroize::Zeroizing;

use super::envelope::SealFault;
use super::given::with_given;
use super::key::{KEY_BYTES, PrivateKey, PublicKey};
use super::suite::{Aead, Kdf, Kem};

/// Bytes that sealing adds: the encapsulated key before the encrypted message, the tag behind it.
pub(in crate::domain) const MESSAGE_EXTRA_BYTES: usize = KEY_BYTES + TAG_BYTES;

const TAG_BYTES: usize = 16;

/// Seals a message: encapsulated key, encrypted message, tag. HPKE base mode; `info` is what the
/// key is bound to, `head` what stands before it in the open.
pub(in crate::domain) fn seal_message(
    key: &PublicKey,
    info: &[u8],
    head: &[u8],
    message: &[u8],
    random: &[u8],
) -> Result<Vec<u8>, SealFault> {
    let begun = with_given(random, |given| {
        setup_sender_with_rng::<Aead, Kdf, Kem>(&OpModeS::Base, key.hpke(), info, given)
    })?;
    let (encapsulated, mut context) = begun.map_err(|_| SealFault::NotSealed)?;
    let mut sealed = vec![0; message.len() + MESSAGE_EXTRA_BYTES];
    let (before, rest) = sealed.split_at_mut(KEY_BYTES);
    let (inside, after) = rest.split_at_mut(message.len());
    inside.copy_from_slice(message);
    let tag = context.seal_inout_detached(InOutBuf::from(inside), head);
    tag.map_err(|_| SealFault::NotSealed)?.write_exact(after);
    encapsulated.write_exact(before);
    Ok(sealed)
}

/// The message in what [`seal_message`] made; none where anything in it, in `info` or in `head` is
/// not as it was, or the key is another.
pub(in crate::domain) fn open_message(
    key: &PrivateKey,
    info: &[u8],
    head: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (encapsulated, rest) = sealed.split_at_checked(KEY_BYTES)?;
    let (inside, tag) = rest.split_at_checked(rest.len().checked_sub(TAG_BYTES)?)?;
    let mut message = Zeroizing::new(inside.to_vec());
    let encapsulated = hpke::Deserializable::from_bytes(encapsulated).ok()?;
    let tag = hpke::aead::AeadTag::from_bytes(tag).ok()?;
    single_shot_open_inout_detached::<Aead, Kdf, Kem>(
        &OpModeR::Base,
        key.hpke(),
        &encapsulated,
        info,
        InOutBuf::from(message.as_mut_slice()),
        head,
        &tag,
    )
    .ok()?;
    Some(message)
}
