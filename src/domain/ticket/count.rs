//! Counting tickets when envelopes are opened, and letting go of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::list::Code;
use super::{Ticket, TicketList, TicketSecret};
use crate::domain::record::{Boxed, Record};

/// What became of the opened envelopes: how many, by reason. They sum to the number opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketCounts {
    /// With a ticket of this wave, used for the first time.
    pub valid: u64,
    /// With a ticket that another record has used.
    pub duplicate: u64,
    /// With a ticket that was printed for another campaign or wave.
    pub replayed: u64,
    /// With a ticket that was never printed.
    pub unknown: u64,
    /// Without a ticket.
    pub missing: u64,
    /// Of another campaign or wave than the list.
    pub elsewhere: u64,
}

/// The outcome of [`TicketList::count`]. Nothing in it joins a ticket and a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many, by reason.
    pub counts: TicketCounts,
    /// The records with a valid ticket, without it, in the order of their random ids.
    pub records: Vec<Record>,
}

impl TicketCounts {
    /// All opened envelopes.
    pub const fn total(&self) -> u64 {
        let Self { valid, duplicate, replayed, unknown, missing, elsewhere } = *self;
        valid + duplicate + replayed + unknown + missing + elsewhere
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            valid: self.valid.saturating_add(other.valid),
            duplicate: self.duplicate.saturating_add(other.duplicate),
            replayed: self.replayed.saturating_add(other.replayed),
            unknown: self.unknown.saturating_add(other.unknown),
            missing: self.missing.saturating_add(other.missing),
            elsewhere: self.elsewhere.saturating_add(other.elsewhere),
        }
    }
}

impl TicketList {
    /// Counts what envelopes held and marks the valid tickets as used. Of several records with one
    /// ticket counts the one with the highest revision, so that a later private answer replaces an
    /// earlier one; between equal ones the random id decides. The order of `opened` does not
    /// matter. A ticket that an earlier call has marked stays used: so all envelopes of a wave are
    /// opened at once, at its end.
    ///
    /// `others` are the lists of the organiser's other campaigns and waves.
    pub fn count(
        &mut self,
        secret: &TicketSecret,
        opened: impl IntoIterator<Item = Boxed>,
        others: &[(&Self, &TicketSecret)],
    ) -> Counted {
        let mut counts = TicketCounts::default();
        let mut chosen: BTreeMap<Code, Record> = BTreeMap::new();
        for Boxed { record, ticket } in opened {
            if record.campaign() != Some(self.campaign) {
                counts.elsewhere += 1;
                continue;
            }
            let Some(ticket) = ticket else {
                counts.missing += 1;
                continue;
            };
            let code = secret.code(ticket);
            if self.spent.contains(&code) {
                counts.duplicate += 1;
            } else if !self.unspent.contains(&code) {
                *self.why_not(ticket, others, &mut counts) += 1;
            } else if let Some(other) = chosen.get_mut(&code) {
                counts.duplicate += 1;
                if outranks(&record, other) {
                    *other = record;
                }
            } else {
                chosen.insert(code, record);
            }
        }
        let mut records = Vec::with_capacity(chosen.len());
        for (code, record) in chosen {
            self.unspent.remove(&code);
            self.spent.insert(code);
            records.push(record);
        }
        counts.valid = records.len() as u64;
        // Of one instrument and one campaign: their random ids decide.
        records.sort_unstable();
        Counted { counts, records }
    }

    /// The count of a ticket that is not on this list.
    fn why_not<'a>(
        &self,
        ticket: Ticket,
        others: &[(&Self, &TicketSecret)],
        counts: &'a mut TicketCounts,
    ) -> &'a mut u64 {
        let elsewhere = others
            .iter()
            .any(|(list, secret)| list.campaign != self.campaign && list.knows(secret, ticket));
        if elsewhere { &mut counts.replayed } else { &mut counts.unknown }
    }
}

/// Whether a record counts instead of another with the same ticket.
fn outranks(record: &Record, other: &Record) -> bool {
    let rank = |record: &Record| record.revision();
    rank(record).cmp(&rank(other)).then_with(|| other.cmp(record)).is_gt()
}
