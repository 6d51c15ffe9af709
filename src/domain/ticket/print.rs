//! Drawing the tickets that are printed.

use std::collections::BTreeSet;

use super::{CHAR_BITS, TICKET_BITS, TICKET_BYTES, Ticket};

/// Most tickets of one wave. That two of so many random ones are the same happens with a chance
/// of about 10⁻⁹ and is repaired.
pub const TICKETS_MAX: usize = 50_000;

/// Tickets beside one another on the printed sheet. They have no number and stand in the order in
/// which they were drawn, which the list does not keep.
pub const TICKETS_A_ROW: usize = 2;

/// Random numbers handed in for each ticket: one in seven is passed over.
const TRIES_EACH: usize = 2;

/// Random numbers more, so that a few tickets are not unlucky.
const TRIES_MORE: usize = 64;

/// Why no tickets were drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawFault {
    /// Not 1 to [`TICKETS_MAX`].
    #[error("from 1 to {TICKETS_MAX} tickets can be drawn")]
    Number,
    /// The random bytes ran out. Nothing is made up in their place.
    #[error("too few random bytes")]
    NoRandomness,
}

/// Random bytes that [`draw_tickets`] needs for a number of tickets.
pub const fn random_bytes_for(count: usize) -> usize {
    (count * TRIES_EACH + TRIES_MORE) * TICKET_BYTES
}

/// Draws different tickets from random bytes, in an order of their own. Only tickets whose check
/// character is a letter or a digit are drawn: the other symbols are hard to find on a phone.
pub fn draw_tickets(count: usize, random: &[u8]) -> Result<Vec<Ticket>, DrawFault> {
    if !(1..=TICKETS_MAX).contains(&count) {
        return Err(DrawFault::Number);
    }
    let (mut known, mut drawn) = (BTreeSet::new(), Vec::with_capacity(count));
    for bytes in random.as_chunks().0 {
        let number = u64::from_be_bytes(*bytes) >> (u64::BITS - TICKET_BITS);
        let ticket = Ticket::numbered(number).filter(|ticket| ticket.check() < 1 << CHAR_BITS);
        if let Some(ticket) = ticket.filter(|&ticket| known.insert(ticket)) {
            drawn.push(ticket);
        }
        if drawn.len() == count {
            return Ok(drawn);
        }
    }
    Err(DrawFault::NoRandomness)
}
