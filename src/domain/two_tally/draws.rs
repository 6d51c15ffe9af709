//! The random bytes of a pair of halves from an interview's seed: whoever makes the halves of the
//! same answers again gets the same halves.
//!
//! The id follows from the seed and the plan alone, and everything else from the cells as well.
//! So a pair of other answers from the same interview has the same id, and both pairs are dropped
//! instead of counted twice; and no key or share is ever used for two different contents, which
//! would tell how they differ.

use zeroize::Zeroizing;

use super::half::SealedHalf;
use super::scheme::{HALVES_RANDOM_BYTES, ID_BYTES, Scheme, SplitFault};
use crate::domain::mac::{MAC_BYTES, hmac_sha256};
use crate::domain::randomised::NoiseSeed;
use crate::domain::record::Record;

/// What the messages of the authentication codes begin with.
const ID_LABEL: &[u8] = b"qingdan-half-id/1";
const REST_LABEL: &[u8] = b"qingdan-half-random/1";

impl Scheme<'_> {
    /// Splits the record of an interview with this seed: HMAC-SHA256 (RFC 2104) under the seed of
    /// a label and the plan's digest gives the id; of another label, the digest, the cells and the
    /// number of the block everything else.
    pub fn split_again(
        &self,
        record: &Record,
        seed: &NoiseSeed,
    ) -> Result<[SealedHalf; 2], SplitFault> {
        let cells = Zeroizing::new(self.tables.cells(self.instrument, record).unwrap_or_default());
        let bytes: Zeroizing<Vec<u8>> =
            Zeroizing::new(cells.iter().map(|c| u8::from(*c)).collect());
        let key = seed.as_bytes();
        let mut random = Zeroizing::new([0; HALVES_RANDOM_BYTES]);
        let (id, rest) = random.split_at_mut(ID_BYTES);
        id.copy_from_slice(&hmac_sha256(key, &[ID_LABEL, &self.context])[..ID_BYTES]);
        for (block, place) in (0_u8..).zip(rest.chunks_mut(MAC_BYTES)) {
            let code = hmac_sha256(key, &[REST_LABEL, &self.context, &bytes, &[block]]);
            place.copy_from_slice(&code[..place.len()]);
        }
        self.split(record, &random)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Match;
    use super::super::fixtures::{keys, records, scheme};
    use super::super::party::Party;
    use super::super::verification::Verifier;
    use super::*;
    use crate::domain::campaign::FormChoice;

    fn seed(byte: u8) -> NoiseSeed {
        NoiseSeed::of_random(std::array::from_fn(|at| byte ^ u8::try_from(at).expect("32")))
    }

    #[test]
    fn the_same_answers_give_the_same_halves() {
        let (scheme, records) = (scheme(FormChoice::FullOnly, 0b11, 0b11), records(2, false));
        let halves = scheme.split_again(&records[0], &seed(1)).expect("halves");
        assert_eq!(scheme.split_again(&records[0], &seed(1)).as_ref(), Ok(&halves));
        for other in [
            scheme.split_again(&records[0], &seed(2)).expect("halves"),
            scheme.split_again(&records[1], &seed(1)).expect("halves"),
        ] {
            assert!(other.iter().zip(&halves).all(|(other, half)| other != half));
            // Not even the encapsulated keys are the same.
            let keys =
                |halves: &[SealedHalf; 2]| halves.each_ref().map(|h| h.as_bytes()[8..40].to_vec());
            assert_ne!(keys(&other), keys(&halves));
        }
    }

    #[test]
    fn other_answers_of_one_interview_are_dropped_and_not_counted_twice() {
        let scheme = scheme(FormChoice::FullOnly, 0b11, 0);
        let records = records(12, false);
        let pairs: Vec<[SealedHalf; 2]> = records
            .iter()
            .zip([1, 1].into_iter().chain(2..))
            .map(|(record, byte)| scheme.split_again(record, &seed(byte)).expect("halves"))
            .collect();
        let keys = keys();
        let verified = Party::BOTH.map(|party| {
            let at = party as usize;
            let mut verifier = Verifier::new(&scheme, &keys[at]).expect("its key");
            for pair in &pairs {
                verifier.add(&pair[at]);
            }
            verifier.finish(&scheme.new_ledger(party))
        });
        for (_, counts) in &verified {
            assert_eq!((counts.verified, counts.repeated), (10, 2));
        }
        let [(first, _), (second, _)] = verified;
        assert!(Match::new(&scheme, first, &second).is_ok());
    }
}
