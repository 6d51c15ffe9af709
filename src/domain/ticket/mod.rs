//! Paper tickets: one person, one record, and no identity.
//!
//! The organiser prints as many as there are people, cuts them, and everybody draws one from a
//! bag: the draw is what keeps ticket and name apart. A ticket travels only inside a sealed
//! envelope ([`Boxed`](super::record::Boxed)), never in a record as JSON or as a code. The
//! organiser keeps only authentication codes of tickets ([`TicketList`]), and after counting
//! nothing joins a ticket and a record ([`TicketList::count`]).

mod count;
mod file;
mod list;
mod mark;
mod print;

pub use count::{Counted, TicketCounts};
pub use file::{LIST_FORMAT, ListFault};
pub use list::{SECRET_BYTES, TicketList, TicketSecret};
pub use mark::{MARK_KEY_BYTES, Mark, MarkKey};
pub use print::{DrawFault, TICKETS_A_ROW, TICKETS_MAX, draw_tickets, random_bytes_for};

use std::fmt::{self, Write as _};
use std::num::NonZeroU64;

use super::record::character;

/// Characters before the check character.
pub const TICKET_CHARS: usize = 12;

/// Bytes of a ticket in a packed record.
pub const TICKET_BYTES: usize = 8;

/// Bits of a ticket.
const TICKET_BITS: u32 = 60;

/// Bits of a character.
const CHAR_BITS: u32 = 5;

/// Crockford's digits, which leave out I, L, O and U, then the five that only check.
const DIGITS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

/// The check character is the ticket's number modulo this prime.
const CHECK_MODULUS: u64 = 37;

/// Characters between dashes; the last group has the check character as well.
const GROUP_CHARS: usize = 4;

/// Sixty random bits. As text: twelve characters of Crockford's base32 and one that checks them,
/// in groups of four, four and five (D. Crockford, *Base 32*, 2002/2019).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(NonZeroU64);

/// Why a text is no ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketFault {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// There are more or fewer characters than a ticket has.
    #[error("a ticket has 13 characters")]
    Length,
    /// A character that no ticket has.
    #[error("the character {0} is in no ticket")]
    Character(char),
    /// The check character is another: something is mistyped.
    #[error("a character is mistyped")]
    Mistyped,
}

impl Ticket {
    /// The ticket with a number; none for 0 and for numbers of more than 60 bits.
    pub(super) fn numbered(number: u64) -> Option<Self> {
        NonZeroU64::new(number).filter(|_| number >> TICKET_BITS == 0).map(Self)
    }

    /// The eight bytes of a packed record, high byte first.
    pub const fn to_bytes(self) -> [u8; TICKET_BYTES] {
        self.0.get().to_be_bytes()
    }

    /// The ticket of eight bytes; none where they are not those of a ticket.
    pub fn from_bytes(bytes: [u8; TICKET_BYTES]) -> Option<Self> {
        Self::numbered(u64::from_be_bytes(bytes))
    }

    /// Reads a ticket as typed: in any case and width, with or without spaces and dashes, with O
    /// for 0 and I or L for 1.
    pub fn parse(typed: &str) -> Result<Self, TicketFault> {
        let mut digits = [0; TICKET_CHARS + 1];
        let mut length = 0;
        for typed in typed.chars().filter(|&typed| !separates(typed)) {
            let read = symbol(character(typed));
            let digit = DIGITS.iter().position(|&digit| char::from(digit) == read);
            let most = if length == TICKET_CHARS { DIGITS.len() } else { 1 << CHAR_BITS };
            let digit = digit.filter(|&digit| length > TICKET_CHARS || digit < most);
            let digit = digit.ok_or(TicketFault::Character(typed))?;
            if let Some(slot) = digits.get_mut(length) {
                *slot = digit as u64;
            }
            length += 1;
        }
        match length {
            0 => return Err(TicketFault::Empty),
            _ if length != digits.len() => return Err(TicketFault::Length),
            _ => {}
        }
        let number = digits[..TICKET_CHARS].iter().fold(0, |sum, digit| sum << CHAR_BITS | digit);
        let checks = number % CHECK_MODULUS == digits[TICKET_CHARS];
        Self::numbered(number).filter(|_| checks).ok_or(TicketFault::Mistyped)
    }

    /// The value of the check character.
    const fn check(self) -> u64 {
        self.0.get() % CHECK_MODULUS
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = TICKET_BITS;
        for place in 0..TICKET_CHARS {
            if place > 0 && place % GROUP_CHARS == 0 {
                f.write_char('-')?;
            }
            left -= CHAR_BITS;
            f.write_char(digit(self.0.get() >> left & ((1 << CHAR_BITS) - 1)))?;
        }
        f.write_char(digit(self.check()))
    }
}

/// Says nothing about the ticket, so that none gets into a message by accident.
impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket(..)")
    }
}

/// The character of a value below [`CHECK_MODULUS`].
fn digit(value: u64) -> char {
    let place = usize::try_from(value).unwrap_or(0);
    DIGITS.get(place).copied().map_or('0', char::from)
}

/// Spaces and every kind of dash.
fn separates(typed: char) -> bool {
    typed.is_whitespace() || matches!(typed, '-' | '－' | '‐'..='―' | '−' | '_' | '＿' | 'ー' | '·')
}

/// The symbols that Chinese keyboards type in the place of those that only check.
const fn symbol(typed: char) -> char {
    match typed {
        '￥' | '¥' => '$',
        '〜' => '~',
        '×' => '*',
        other => other,
    }
}
