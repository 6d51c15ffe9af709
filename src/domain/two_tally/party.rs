//! The two organisers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One of the two organisers. Neither is above the other: the first one's halves are long, and the
/// second one's short, which is all the difference (“leader” and “helper” in the draft).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Party {
    /// Gets the long halves.
    First,
    /// Gets the short halves.
    Second,
}

impl Party {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }

    /// 0 or 1.
    pub(super) const fn place(self) -> usize {
        self as usize
    }

    /// 1 or 2, as in files.
    pub(super) const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The organiser with a number; none for any other number.
    pub(super) const fn numbered(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::First),
            2 => Some(Self::Second),
            _ => None,
        }
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First => "first",
            Self::Second => "second",
        })
    }
}
