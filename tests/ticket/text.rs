//! Tickets as text, and how they are drawn.

use std::collections::BTreeSet;

use qingdan::domain::ticket::{
    DrawFault, TICKET_CHARS, TICKETS_MAX, Ticket, TicketFault, draw_tickets, random_bytes_for,
};

use super::{random, tickets};

/// Every character that may check, the first 32 of which also stand before.
const DIGITS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

fn ticket(number: u64) -> Ticket {
    Ticket::from_bytes(number.to_be_bytes()).expect("a ticket")
}

/// The thirteen characters without dashes.
fn characters(ticket: Ticket) -> Vec<char> {
    ticket.to_string().chars().filter(|char| *char != '-').collect()
}

fn parse(characters: &[char]) -> Result<Ticket, TicketFault> {
    Ticket::parse(&characters.iter().collect::<String>())
}

/// Numbers worked out by hand from Crockford's description.
#[test]
fn tickets_are_written_as_crockford_says() {
    assert_eq!(ticket(1).to_string(), "0000-0000-00011");
    assert_eq!(ticket(31).to_string(), "0000-0000-000ZZ");
    assert_eq!(ticket(32).to_string(), "0000-0000-0010*");
    assert_eq!(ticket(36).to_string(), "0000-0000-0014U");
    assert_eq!(ticket(37).to_string(), "0000-0000-00150");
    assert_eq!(ticket(1234).to_string(), "0000-0000-016JD");
    assert_eq!(ticket((1 << 60) - 1).to_string(), "ZZZZ-ZZZZ-ZZZZ9");
}

#[test]
fn eight_bytes_are_a_ticket_or_none() {
    for number in [1, 37, (1 << 60) - 1] {
        assert_eq!(ticket(number).to_bytes(), number.to_be_bytes());
    }
    for number in [0, 1 << 60, u64::MAX] {
        assert!(Ticket::from_bytes(number.to_be_bytes()).is_none(), "{number}");
    }
}

#[test]
fn tickets_are_read_as_people_type_them() {
    let ticket = ticket(((1 << 55) - 1) / 31);
    let text = ticket.to_string();
    assert_eq!(text, "0111-1111-1111K");
    for typed in [
        "011111111111K",
        "  0111-1111—1111k\n",
        "o111 l1I1 iiLl k",
        "Ｏ１１１－１１１１－１１１１Ｋ",
        "0111\u{3000}1111\u{3000}1111·K",
        "0_1_1_1_1_1_1_1_1_1_1_1_k",
    ] {
        assert_eq!(Ticket::parse(typed), Ok(ticket), "{typed:?}");
    }
    // The symbols that only check, also as Chinese keyboards write them.
    for (number, typed) in [
        (32, "00000000001０＊"),
        (32, "000000000010×"),
        (33, "000000000011～"),
        (34, "000000000012￥"),
        (34, "000000000012$"),
        (35, "000000000013＝"),
        (36, "000000000014u"),
    ] {
        assert_eq!(Ticket::parse(typed), Ok(self::ticket(number)), "{typed:?}");
    }
}

#[test]
fn what_is_no_ticket_is_told_why() {
    for (typed, fault) in [
        ("", TicketFault::Empty),
        (" - ", TicketFault::Empty),
        ("0111-1111-1111", TicketFault::Length),
        ("0111-1111-1111KK", TicketFault::Length),
        ("0111-1111-111UK", TicketFault::Character('U')),
        ("0111-1111-111*K", TicketFault::Character('*')),
        ("0111-1111-111！K", TicketFault::Character('！')),
        ("票 0111-1111-1111K", TicketFault::Character('票')),
        ("0111-1111-1111R", TicketFault::Mistyped),
        ("0000-0000-00000", TicketFault::Mistyped),
    ] {
        assert_eq!(Ticket::parse(typed), Err(fault), "{typed:?}");
    }
}

/// [32] Every other character in every place is noticed.
#[test]
fn every_wrong_character_is_noticed() {
    for ticket in tickets(60, 1).into_iter().chain([ticket(36), ticket((1 << 60) - 1)]) {
        let right = characters(ticket);
        assert_eq!(parse(&right), Ok(ticket));
        for place in 0..right.len() {
            for other in DIGITS.chars().filter(|&other| other != right[place]) {
                let mut wrong = right.clone();
                wrong[place] = other;
                assert!(parse(&wrong).is_err(), "{right:?}: {other} at {place}");
            }
        }
    }
}

/// [32] Two characters that changed places are noticed, wherever they stand: neighbours and others,
/// the check character included.
#[test]
fn every_exchange_of_two_characters_is_noticed() {
    let mut exchanged = 0;
    for ticket in tickets(400, 2).into_iter().chain([ticket(33), ticket(36)]) {
        let right = characters(ticket);
        for first in 0..right.len() {
            for second in first + 1..right.len() {
                let mut wrong = right.clone();
                wrong.swap(first, second);
                if wrong != right {
                    assert!(parse(&wrong).is_err(), "{right:?}: {first} and {second}");
                    exchanged += 1;
                }
            }
        }
    }
    assert!(exchanged > 25_000, "{exchanged}");
}

/// A missing or additional character is noticed.
#[test]
fn every_missing_character_is_noticed() {
    for ticket in tickets(50, 3) {
        let right = characters(ticket);
        for place in 0..right.len() {
            let mut wrong = right.clone();
            let char = wrong.remove(place);
            assert_eq!(parse(&wrong).err(), Some(TicketFault::Length));
            wrong.insert(place, char);
            wrong.insert(place, char);
            assert_eq!(parse(&wrong).err(), Some(TicketFault::Length));
        }
    }
}

#[test]
fn drawn_tickets_differ_and_have_letters_and_digits_only() {
    let drawn = tickets(5_000, 4);
    assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), drawn.len());
    let mut first = BTreeSet::new();
    for ticket in &drawn {
        let text = ticket.to_string();
        assert_eq!(text.len(), TICKET_CHARS + 3);
        assert!(text.chars().all(|char| char.is_ascii_alphanumeric() || char == '-'), "{text}");
        assert!(!text.contains('U'), "{text}");
        assert_eq!(Ticket::parse(&text), Ok(*ticket));
        first.extend(text.chars().next());
    }
    assert_eq!(first.len(), 32, "every character begins a ticket");
    assert_eq!(format!("{:?}", drawn[0]), "Ticket(..)");
}

/// [27] Without randomness there are no tickets.
#[test]
fn tickets_need_enough_randomness() {
    assert_eq!(draw_tickets(0, &random(999, 5)), Err(DrawFault::Number));
    assert_eq!(draw_tickets(TICKETS_MAX + 1, &[]), Err(DrawFault::Number));
    assert_eq!(draw_tickets(1, &[]), Err(DrawFault::NoRandomness));
    assert_eq!(draw_tickets(10, &random(79, 5)), Err(DrawFault::NoRandomness));
    // The same numbers again and again are no new tickets.
    assert_eq!(draw_tickets(2, &[0x10; 800]), Err(DrawFault::NoRandomness));
    assert_eq!(draw_tickets(1, &[0; 800]), Err(DrawFault::NoRandomness));
    for seed in 0..200 {
        let found = draw_tickets(1, &random(random_bytes_for(1), seed));
        assert_eq!(found.map(|found| found.len()), Ok(1));
    }
}
