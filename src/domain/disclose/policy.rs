//! The rules of a release that an organiser may choose.

use serde::{Deserialize, Serialize};

/// The rules of a release.
///
/// # Examples
/// ```
/// use qingdan::domain::disclose::{Policy, Withheld, audit, disclose};
/// use qingdan::domain::instrument::Form;
/// use qingdan::domain::shipped_instrument;
/// use qingdan::domain::simulate::plain;
/// use qingdan::domain::tally::{Columns, Scope};
///
/// let instrument = shipped_instrument();
/// let release = |people| {
///     let mut columns = Columns::new(instrument, 1);
///     plain(people, 3).for_each(|record| {
///         columns.add(&record);
///     });
///     let scope = Scope { campaign: None, form: Form::Full };
///     columns.tally(scope).map(|tally| disclose(instrument, tally, Policy::default()))
/// };
/// // Nine people: what they answered is withheld, which is not zero.
/// let few = release(9).ok_or("counted")?;
/// assert_eq!(few.index.withheld(), Some(Withheld::BelowMinimum));
/// // Three hundred: a mean with its interval, and nothing that the auditor could open.
/// let many = release(300).ok_or("counted")?;
/// let index = many.index.shown().ok_or("shown")?;
/// assert!(index.interval.low < index.mean && index.mean < index.interval.high);
/// assert!(audit(&many).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Policy {
    minimum: u64,
}

/// A number that cannot be a minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the minimum is a whole number from {} to {}", Policy::LOWEST, Policy::HIGHEST)]
pub struct OutOfRange;

impl Policy {
    /// Lowest minimum that can be chosen.
    pub const LOWEST: u64 = 10;

    /// Highest minimum that can be chosen.
    pub const HIGHEST: u64 = 30;

    /// A policy with a minimum number of people, [`Policy::LOWEST`] to [`Policy::HIGHEST`].
    pub const fn new(minimum: u64) -> Result<Self, OutOfRange> {
        if minimum < Self::LOWEST || minimum > Self::HIGHEST {
            return Err(OutOfRange);
        }
        Ok(Self { minimum })
    }

    /// Fewest people on whom a shown quantity may rest.
    pub const fn minimum(self) -> u64 {
        self.minimum
    }
}

impl Default for Policy {
    /// The lowest minimum.
    fn default() -> Self {
        Self { minimum: Self::LOWEST }
    }
}

impl TryFrom<u64> for Policy {
    type Error = OutOfRange;

    fn try_from(minimum: u64) -> Result<Self, OutOfRange> {
        Self::new(minimum)
    }
}

impl From<Policy> for u64 {
    fn from(policy: Policy) -> Self {
        policy.minimum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minimum_is_within_10_and_30() {
        for (minimum, allowed) in [(5, false), (9, false), (10, true), (30, true), (31, false)] {
            assert_eq!(Policy::new(minimum).is_ok(), allowed, "{minimum}");
        }
    }
}
