//! The draws: integers only, and the same number of them whatever the answer is.

use super::TruthProbability;
use crate::domain::answer::Answer;
use crate::domain::mac::{MAC_BYTES, hmac_sha256};

/// Length of a seed.
pub const SEED_BYTES: usize = MAC_BYTES;

/// What the message of every authentication code begins with.
const LABEL: &[u8] = b"qingdan-randomised/1";

/// Random words in one authentication code.
const WORDS: usize = 8;

/// Random bytes from which all draws of one interview follow. They stay with the answers on the
/// phone, so that saving again repeats the draws. Whoever has them can undo the draws, so they are
/// in no file.
#[derive(Clone, PartialEq, Eq)]
pub struct NoiseSeed([u8; SEED_BYTES]);

impl std::fmt::Debug for NoiseSeed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NoiseSeed(..)")
    }
}

impl NoiseSeed {
    /// The seed of random bytes.
    pub const fn of_random(random: [u8; SEED_BYTES]) -> Self {
        Self(random)
    }

    /// The bytes, to be kept with a draft.
    pub const fn as_bytes(&self) -> &[u8; SEED_BYTES] {
        &self.0
    }

    /// The random words of one item under some odds, without end.
    pub(super) const fn words(&self, truth: TruthProbability, item: u8) -> Words<'_> {
        let (a, b) = truth.parts();
        Words { seed: self, about: [a, b, item], block: [0; WORDS], drawn: 0 }
    }
}

/// The random words of one item: HMAC-SHA256 (RFC 2104) under the seed of a label, the odds, the
/// item and the number of the block, as eight words each. The odds belong to it: two files whose
/// draws were made of the same words with different odds would now and then show which of them
/// holds the truth, while the same odds in another campaign must not give a second draw.
pub(super) struct Words<'a> {
    seed: &'a NoiseSeed,
    /// a, b, item.
    about: [u8; 3],
    block: [u32; WORDS],
    drawn: u32,
}

impl Words<'_> {
    /// The next word.
    pub(super) fn word(&mut self) -> u32 {
        let at = self.drawn as usize % WORDS;
        if at == 0 {
            self.refill();
        }
        self.drawn = self.drawn.wrapping_add(1);
        self.block[at]
    }

    fn refill(&mut self) {
        let block = (self.drawn / 8).to_be_bytes();
        let code = hmac_sha256(&self.seed.0, &[LABEL, &self.about, &block]);
        for (word, bytes) in self.block.iter_mut().zip(code.chunks_exact(4)) {
            *word = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
    }
}

/// A number from 0 to `end` − 1, each exactly as likely as the others where the words are; 0 for
/// `end` = 0. Words above the largest multiple of `end` are passed over, at most one in 2²⁴.
pub fn uniform(end: u8, word: &mut impl FnMut() -> u32) -> u8 {
    let end = u32::from(end.max(1));
    // The number of words that would be too many: 2³² modulo `end`.
    let spare = (u32::MAX % end + 1) % end;
    loop {
        let drawn = word();
        if drawn <= u32::MAX - spare {
            return u8::try_from(drawn % end).unwrap_or(0);
        }
    }
}

/// What the record holds of an answer to an item with `options` options. Both numbers are always
/// drawn, whatever the answer is; ways of not answering stay as they are.
pub fn randomise(
    truth: TruthProbability,
    options: u8,
    answer: Answer,
    word: &mut impl FnMut() -> u32,
) -> Answer {
    let t = uniform(truth.b, word);
    let u = uniform(options, word);
    match answer {
        Answer::Option(option) => Answer::Option(truth.reported(option, t, u)),
        other => other,
    }
}
