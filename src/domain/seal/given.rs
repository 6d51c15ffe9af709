//! Random bytes that were drawn outside, for the crates that ask for a generator.

use std::convert::Infallible;

use hpke::rand_core::{TryCryptoRng, TryRng};

/// There were no random bytes, or not as many as are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no random numbers")]
pub struct NoRandomness;

/// A generator that gives these bytes and no others.
pub(super) struct Given<'a> {
    left: &'a [u8],
    used_up: bool,
}

/// What a use of random bytes makes, where it uses exactly these. What was made with too few of
/// them is dropped. Bytes that are all the same come from a generator that is broken: of 32 good
/// ones they are with a probability of 2⁻²⁴⁸.
pub(super) fn with_given<T>(
    random: &[u8],
    spend: impl FnOnce(&mut Given<'_>) -> T,
) -> Result<T, NoRandomness> {
    if random.windows(2).all(|pair| pair[0] == pair[1]) {
        return Err(NoRandomness);
    }
    let mut given = Given { left: random, used_up: false };
    let made = spend(&mut given);
    if given.used_up || !given.left.is_empty() { Err(NoRandomness) } else { Ok(made) }
}

/// Refuses what no good generator gives.
pub(in crate::domain) fn check_random(random: &[u8]) -> Result<(), NoRandomness> {
    with_given(random, |given| given.left = &[])
}

impl TryRng for Given<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Infallible> {
        match self.left.split_at_checked(into.len()) {
            Some((bytes, left)) => {
                into.copy_from_slice(bytes);
                self.left = left;
            }
            None => self.used_up = true,
        }
        Ok(())
    }
}

impl TryCryptoRng for Given<'_> {}

#[cfg(test)]
mod tests {
    use hpke::rand_core::Rng as _;

    use super::*;

    #[test]
    fn what_is_given_is_used_exactly() {
        let random = [1, 2, 3, 4, 5, 6];
        let draw = |number: usize| {
            with_given(&random, |given| {
                let mut bytes = vec![0; number];
                given.fill_bytes(&mut bytes);
                bytes
            })
        };
        assert_eq!(draw(6), Ok(random.to_vec()));
        assert_eq!(draw(5), Err(NoRandomness), "one is left over");
        assert_eq!(draw(7), Err(NoRandomness), "one is missing");
        let words = with_given(&random[..4], |given| given.next_u32());
        assert_eq!(words, Ok(0x0403_0201));
        let missing = with_given(&random, |given| given.next_u64());
        assert_eq!(missing, Err(NoRandomness));
        let twice = with_given(&random, |given| (given.next_u32(), given.next_u32()));
        assert_eq!(twice, Err(NoRandomness), "the second word is half there");
    }

    #[test]
    fn a_broken_generator_is_noticed() {
        for random in [&[][..], &[0; 32], &[0xff; 32], &[7; 128]] {
            let drawn = with_given(random, |given| given.fill_bytes(&mut vec![0; random.len()]));
            assert_eq!(drawn, Err(NoRandomness));
        }
    }
}
