//! What tickets came to, as counts.

use serde::{Deserialize, Serialize};

use crate::domain::ticket::TicketCounts;

/// What became of the tickets of a wave, by the number of its envelopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TicketTotals {
    /// Those whose tickets were looked at.
    pub counts: TicketCounts,
    /// Those that went on although nobody looked at their tickets.
    pub unchecked: u64,
    /// Those from a saved batch whose tickets had been valid before it was saved.
    pub restored: u64,
    /// Those without a ticket that were opened and taken in before the campaign was known, which
    /// has tickets.
    pub early: u64,
}

impl TicketTotals {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            counts: self.counts.and(other.counts),
            unchecked: self.unchecked.saturating_add(other.unchecked),
            restored: self.restored.saturating_add(other.restored),
            early: self.early.saturating_add(other.early),
        }
    }

    /// Those that were not taken in because of their tickets.
    pub const fn refused(&self) -> u64 {
        self.counts.total() - self.counts.valid
    }

    /// Whether there was none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
