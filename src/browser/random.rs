//! Randomness from the browser's own source.

/// The browser has no source of randomness that can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser gives no random numbers")]
pub struct NoRandomness;

/// 16 random bytes. There is no fallback: a guessable number is worse than none.
pub fn bytes() -> Result<[u8; 16], NoRandomness> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}
