//! Counting: by reason, once, and without a link.

use std::collections::BTreeSet;

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{
    Boxed, CampaignRef, Reason, Record, RecordId, anonymise, read_code, read_json, unbox, unpack,
};
use qingdan::domain::shipped_instrument;
use qingdan::domain::ticket::{ListFault, Mark, Ticket, TicketCounts, TicketList, TicketSecret};

use super::{campaign, secret, tickets};

const HERE: CampaignRef = CampaignRef { id: [1; 4], wave: 2 };

fn record(campaign: CampaignRef, id: u8, revision: u8) -> Record {
    let instrument = shipped_instrument();
    let mut interview = Interview::new(instrument, RecordId([id; 16]), Some(campaign));
    for round in 0..revision {
        interview = interview.after(instrument, &Event::Exported).expect("not exported");
        let answered = Event::Answered(Question::Item(0), Answer::Option(round % 2));
        interview = interview.after(instrument, &answered).expect("a change");
    }
    anonymise(instrument, &interview)
}

fn boxed(ticket: Ticket, id: u8, revision: u8) -> Boxed {
    Boxed { record: record(HERE, id, revision), ticket: Some(ticket) }
}

fn list(tickets: &[Ticket]) -> TicketList {
    TicketList::new(HERE, &secret(HERE), tickets)
}

#[test]
fn a_ticket_travels_only_inside_a_box() {
    let instrument = shipped_instrument();
    let ticket = tickets(1, 6)[0];
    let boxed = boxed(ticket, 3, 1);
    let packed = boxed.pack();
    assert_eq!(packed[28..36], ticket.to_bytes());
    assert_eq!(unbox(&[instrument], &packed).as_ref(), Ok(&boxed));
    // As a record the same bytes are refused, and no form of the record has the ticket.
    let refusal = unpack(&[instrument], &packed).expect_err("a ticket");
    let first = 28 + ticket.to_bytes().iter().position(|&byte| byte != 0).expect("not 0");
    assert_eq!(refusal.reason, Reason::NotCanonical { offset: first });
    assert_eq!(boxed.record.pack()[28..36], [0; 8]);
    let (json, code) = (boxed.record.to_json(instrument), boxed.record.to_code());
    assert_eq!(read_json(&[instrument], json.as_bytes()).as_ref(), Ok(&boxed.record));
    assert_eq!(read_code(&[instrument], &code).as_ref(), Ok(&boxed.record));
    let none = Boxed { ticket: None, ..boxed };
    assert_eq!(none.pack(), none.record.pack());
    assert_eq!(unbox(&[instrument], &none.pack()), Ok(none));
}

/// Only bytes that a box writes are read: any change in the ticket's place is another ticket or a
/// refusal, any length but 64 is refused.
#[test]
fn reading_a_box_is_total() {
    let instrument = shipped_instrument();
    let packed = boxed(tickets(1, 7)[0], 3, 0).pack();
    for bit in 0..64 * 8 {
        let mut changed = packed;
        changed[bit / 8] ^= 1 << (bit % 8);
        match unbox(&[instrument], &changed) {
            Ok(boxed) => assert_eq!(boxed.pack(), changed, "bit {bit}"),
            Err(refusal) => assert!(bit / 8 != 28 || bit % 8 > 3, "{refusal:?}"),
        }
    }
    let mut high = packed;
    high[28] |= 0x10;
    let refusal = unbox(&[instrument], &high).expect_err("61 bits");
    assert_eq!(refusal.reason, Reason::NotCanonical { offset: 28 });
    for length in 0..130 {
        let bytes: Vec<u8> = packed.iter().copied().cycle().take(length).collect();
        assert_eq!(unbox(&[instrument], &bytes).is_ok(), length == 64, "{length}");
    }
}

/// [32] Duplicates, replays across campaigns and waves, guessed tickets, none.
#[test]
fn every_ticket_is_counted_by_its_reason() {
    let (here, before, there) = (HERE, campaign(1, 1), campaign(7, 2));
    let [mine, earlier, others] = [8, 9, 10].map(|seed| tickets(30, seed));
    let mut list = list(&mine);
    let earlier_list = TicketList::new(before, &secret(before), &earlier);
    let other_list = TicketList::new(there, &secret(there), &others);
    let lists = [(&earlier_list, &secret(before)), (&other_list, &secret(there))];
    let mut opened: Vec<Boxed> = (0..20).map(|at| boxed(mine[usize::from(at)], at, 0)).collect();
    opened.extend([boxed(mine[0], 50, 0), boxed(mine[0], 51, 0), boxed(mine[1], 1, 0)]);
    opened.extend([boxed(earlier[3], 60, 0), boxed(others[4], 61, 0), boxed(others[4], 62, 0)]);
    opened.push(boxed(tickets(1, 11)[0], 63, 0));
    opened.push(Boxed { record: record(here, 64, 0), ticket: None });
    opened.push(Boxed { record: record(there, 65, 0), ticket: Some(mine[25]) });
    let total = opened.len() as u64;
    let counted = list.count(&secret(here), opened.clone(), &lists);
    let counts =
        TicketCounts { valid: 20, duplicate: 3, replayed: 3, unknown: 1, missing: 1, elsewhere: 1 };
    assert_eq!(counted.counts, counts);
    assert_eq!((counts.total(), counted.records.len()), (total, 20));
    assert_eq!((list.issued(), list.spent()), (30, 20));
    // Opened once more, also from the kept file: nothing counts twice.
    let mut kept = TicketList::from_json(&list.to_json()).expect("canonical");
    assert_eq!(kept, list);
    let again = kept.count(&secret(here), opened, &lists);
    assert_eq!((again.counts.valid, again.counts.duplicate), (0, 23));
    assert!(again.records.is_empty());
    // Under another secret every ticket is unknown.
    let wrong = TicketSecret::of_private_key(&[8; 32], here);
    let counted = self::list(&mine).count(&wrong, vec![boxed(mine[0], 1, 0)], &[]);
    assert_eq!(counted.counts, TicketCounts { unknown: 1, ..TicketCounts::default() });
}

/// The order of arrival decides nothing: of several records with one ticket the highest revision
/// counts, and what is returned stands in the order of random ids.
#[test]
fn the_order_of_arrival_does_not_matter() {
    let mine = tickets(6, 12);
    let opened = vec![
        boxed(mine[0], 9, 0),
        boxed(mine[0], 9, 3),
        boxed(mine[0], 9, 1),
        boxed(mine[1], 4, 0),
        boxed(mine[1], 3, 0),
        boxed(mine[2], 7, 1),
        boxed(mine[2], 8, 2),
        boxed(mine[3], 1, 0),
    ];
    let expected: Vec<Record> =
        [(1, 0), (3, 0), (8, 2), (9, 3)].map(|(id, revision)| record(HERE, id, revision)).into();
    for turn in 0..opened.len() {
        for reverse in [false, true] {
            let mut order = opened.clone();
            order.rotate_left(turn);
            if reverse {
                order.reverse();
            }
            let mut list = list(&mine);
            let counted = list.count(&secret(HERE), order, &[]);
            assert_eq!(counted.records, expected, "turned by {turn}");
            assert_eq!((counted.counts.valid, counted.counts.duplicate), (4, 4));
        }
    }
}

/// After counting nothing joins a ticket and a record: with the tickets exchanged between the
/// records, the outcome and what is kept are the same, byte for byte.
#[test]
fn nothing_that_remains_tells_whose_ticket_it_was() {
    let mine = tickets(12, 13);
    let outcome = |shift: usize| {
        let mut list = list(&mine);
        let opened = (0..8).map(|at| boxed(mine[(usize::from(at) + shift) % 8], at, at % 3));
        let counted = list.count(&secret(HERE), opened, &[]);
        (counted, list.to_json())
    };
    let first = outcome(0);
    for shift in 1..8 {
        assert_eq!(outcome(shift), first, "shifted by {shift}");
    }
    assert_eq!(first.0.records.len(), 8);
}

/// [33] Without the secret the list tells nothing: no ticket, no part of one and no hash of one
/// stands in it, its order is that of no print, and another secret gives another list.
#[test]
fn the_list_reveals_no_ticket() {
    let mine = tickets(200, 14);
    let mut spent = list(&mine);
    let opened = (0..40).map(|at| boxed(mine[usize::from(at)], at, 0));
    spent.count(&secret(HERE), opened, &[]);
    let json = spent.to_json();
    let (codes, lower) = (codes(&json), json.to_ascii_lowercase());
    assert_eq!(codes.len(), 200);
    for ticket in &mine {
        let text = ticket.to_string().to_ascii_lowercase();
        let hex = format!("{:016x}", u64::from_be_bytes(ticket.to_bytes()));
        for form in [&text, &text.replace('-', ""), &hex] {
            assert!(!lower.contains(form), "{form}");
        }
        assert!(!codes.contains(&sha256(&ticket.to_bytes())));
    }
    let other = TicketSecret::of_private_key(&[10; 32], HERE);
    let other = self::codes(&TicketList::new(HERE, &other, &mine).to_json());
    assert!(codes.is_disjoint(&other));
    // Of the same key, too, every wave and every campaign has a secret of its own.
    for elsewhere in [campaign(1, 3), campaign(2, 2)] {
        let other = TicketList::new(HERE, &secret(elsewhere), &mine).to_json();
        assert!(codes.is_disjoint(&self::codes(&other)));
    }
    let mut turned = mine.clone();
    turned.reverse();
    assert_eq!(list(&turned).to_json(), list(&mine).to_json());
    assert_eq!(format!("{:?}", secret(HERE)), "TicketSecret(..)");
}

/// The codes of a list's file.
fn codes(json: &str) -> BTreeSet<String> {
    json.split('"').filter(|piece| piece.len() == 64).map(str::to_owned).collect()
}

/// The hash in the digits of the list's file.
fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(bytes);
    let pieces = digest.chunks_exact(8).map(|piece| piece.try_into().expect("eight bytes"));
    pieces.map(|piece| format!("{:016x}", u64::from_be_bytes(piece))).collect::<Vec<_>>().concat()
}

#[test]
fn only_a_list_as_it_is_written_is_read() {
    let mine = tickets(3, 15);
    let mut list = list(&mine);
    list.count(&secret(HERE), vec![boxed(mine[0], 1, 0)], &[]);
    let json = list.to_json();
    let start = r#"{"format":"qingdan-tickets/1","campaign":"01010101","wave":2,"unspent":[""#;
    assert!(json.starts_with(start), "{json}");
    assert!(json.ends_with("\"]}\n") && json.lines().count() == 1, "{json}");
    assert_eq!(TicketList::from_json(json.trim_end()), Ok(list.clone()), "as the line of a bundle");
    assert_eq!(TicketList::from_json(&json), Ok(list));
    let code = codes(&json).into_iter().next().expect("codes");
    let upper = json.replace(&code, &code.to_ascii_uppercase());
    for (text, fault) in [
        (String::new(), ListFault::NotAList),
        (json.replace("wave\":2", "wave\":256"), ListFault::NotAList),
        (json.replace("01010101", "0101010"), ListFault::NotAList),
        (json.replace("01010101", "+1010101"), ListFault::NotAList),
        (json.replace(&code, &code[1..]), ListFault::NotAList),
        (json.replace("unspent", "left"), ListFault::NotAList),
        (json.replace("tickets/1", "tickets/2"), ListFault::OtherFormat),
        (json.replace("wave\":2", "wave\":0"), ListFault::NotCanonical),
        (json.replace("wave\":2", "wave\": 2"), ListFault::NotCanonical),
        (json.replace("\",\"", "\", \""), ListFault::NotCanonical),
        ([&json, "\n"].concat(), ListFault::NotCanonical),
        (upper, ListFault::NotCanonical),
        (" ".repeat(4_000_000), ListFault::TooLong),
    ] {
        assert_eq!(TicketList::from_json(&text), Err(fault), "{}", &text[..text.len().min(99)]);
    }
    let spent = json.rfind("\"spent\"").expect("a field");
    let (unspent, spent) = json.split_at(spent);
    let twice = [unspent, &spent.replace('[', &format!("[\"{code}\","))].concat();
    assert_eq!(TicketList::from_json(&twice), Err(ListFault::NotCanonical));
}

/// As many tickets as there can be fit into the file that is read.
#[test]
fn the_longest_list_reads_back() {
    let mine = tickets(qingdan::domain::ticket::TICKETS_MAX, 16);
    let list = list(&mine);
    assert_eq!(list.issued(), mine.len());
    assert_eq!(TicketList::from_json(&list.to_json()), Ok(list));
}

/// A mark is of one record, one kind and one wave's key, and is never a ticket; with any bit of the
/// record or of the mark changed it is none.
#[test]
fn a_mark_is_of_one_record_only() {
    let key = secret(HERE).mark_key();
    for mark in [Mark::Counted, Mark::Unchecked] {
        let plain = record(HERE, 7, 1).pack();
        let mut marked = plain;
        key.put(mark, &mut marked);
        assert_eq!(Mark::claimed(&marked), Some(mark));
        assert_eq!(Mark::claimed(&plain), None);
        let place: [u8; 8] = marked[28..36].try_into().expect("eight bytes");
        assert!(Ticket::from_bytes(place).is_none());
        assert!(unbox(&[shipped_instrument()], &marked).is_err(), "only its key reads it");
        let mut other = marked;
        assert_eq!(secret(campaign(1, 3)).mark_key().take(&mut other), None);
        assert_eq!(other, marked, "what is not genuine stays as it is");
        for place in 0..marked.len() {
            for bit in [1, 0x10, 0x80] {
                let mut changed = marked;
                changed[place] ^= bit;
                assert_eq!(key.take(&mut changed), None, "{place}");
            }
        }
        assert_eq!(key.take(&mut marked), Some(mark));
        assert_eq!(marked, plain);
    }
    assert_ne!(key.to_bytes(), *secret(HERE).as_bytes());
}
