//! Tickets on the organiser's page, without a screen: what is opened waits, is counted once, kept,
//! saved and restored.
//!
//! Numbers in brackets are those of the design's list of adversarial tests.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "counting/early.rs"]
mod early;
#[path = "opening/organiser.rs"]
#[allow(dead_code, reason = "other tests need the rest")]
mod organiser;
#[path = "seal/mod.rs"]
#[allow(dead_code, reason = "other tests need the rest")]
mod seal;

use organiser::{ID, Organiser, boxed, campaign, people, ticket, ticketed};
use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{Boxed, CampaignRef, Record, RecordId, anonymise};
use qingdan::domain::seal::{Envelope, PrivateKey};
use qingdan::domain::ticket::{Mark, Ticket, TicketCounts, TicketList};
use qingdan::worker::{Cause, SealedFault, TicketTotals};
use seal::{instrument, key, sealed};

/// The campaign and wave of most tests, and another one with the same key.
const HERE: CampaignRef = CampaignRef { id: ID, wave: 1 };
const THERE: CampaignRef = CampaignRef { id: [9; 4], wave: 1 };

/// The list of so many tickets from a number on.
fn list(key: &PrivateKey, campaign: CampaignRef, numbers: std::ops::Range<u64>) -> String {
    let tickets: Vec<Ticket> = numbers.map(ticket).collect();
    TicketList::new(campaign, &key.ticket_secret(campaign), &tickets).to_json()
}

/// One envelope.
fn envelope(key: &PrivateKey, record: &Record, ticket: Option<Ticket>, seed: u64) -> Envelope {
    sealed(key, &Boxed { record: record.clone(), ticket }.pack(), seed)
}

/// Somebody's record after so many changes.
fn revised(id: u8, revision: u8) -> Record {
    let mut interview = Interview::new(instrument(), RecordId([id; 16]), Some(HERE));
    for round in 0..revision {
        interview = interview.after(instrument(), &Event::Exported).unwrap();
        let answered = Event::Answered(Question::Item(0), Answer::Option(round % 2));
        interview = interview.after(instrument(), &answered).unwrap();
    }
    anonymise(instrument(), &interview)
}

fn file(envelopes: &[Envelope]) -> String {
    envelopes.iter().map(Envelope::to_file).collect()
}

/// An organiser with a campaign, its key and, where wanted, its list of a hundred tickets.
fn begun(listed: bool) -> (PrivateKey, Organiser) {
    let own = key(1);
    let mut organiser = Organiser::of(&ticketed(ID, own.public()), Some(&own));
    if listed {
        organiser.read(&[("list", list(&own, HERE, 1..101).as_bytes())]);
    }
    (own, organiser)
}

/// What a plain campaign with the same people would give.
fn plain(records: &[Record]) -> Organiser {
    let mut organiser = Organiser::of(&campaign(ID, None), None);
    let lines: String = records.iter().map(|one| one.to_line(instrument()) + "\n").collect();
    organiser.read(&[("plain", lines.as_bytes())]);
    organiser
}

/// Envelopes of every kind with what they must come to, and the records that must count.
fn every_kind(own: &PrivateKey) -> (Vec<Envelope>, TicketCounts, Vec<Record>) {
    let mut records = people(30, 5, ID);
    let mut envelopes = boxed(own, &records);
    let extra = people(40, 6, ID).split_off(30);
    // Twice the ticket of the first, and one of a record that was changed.
    let repeated = [&extra[0], &extra[1]];
    envelopes.extend((0..).zip(repeated).map(|(n, one)| envelope(own, one, Some(ticket(1)), n)));
    let changed = [revised(1, 0), revised(2, 2), revised(3, 1)];
    envelopes.extend((9..).zip(&changed).map(|(n, one)| envelope(own, one, Some(ticket(50)), n)));
    let others = [(ticket(201), 3), (ticket(202), 4), (ticket(999), 5)];
    envelopes.extend(others.map(|(other, n)| envelope(own, &extra[n], Some(other), n as u64)));
    envelopes.push(envelope(own, &extra[6], None, 60));
    let counts =
        TicketCounts { valid: 31, duplicate: 4, replayed: 2, unknown: 1, missing: 1, elsewhere: 0 };
    // Between equal ones the random id decides.
    let first = records.iter().position(|one| *one == records[0]).unwrap();
    let least = [records[0].clone(), extra[0].clone(), extra[1].clone()].into_iter().min().unwrap();
    records[first] = least;
    records.push(changed[1].clone());
    (envelopes, counts, records)
}

/// [32] Copied, replayed, guessed and missing tickets, in files, chats and the other way round, by
/// several readers: the same records count, and the same numbers are told.
#[test]
fn every_ticket_is_counted_once_whatever_the_order() {
    let own = key(1);
    let (envelopes, counts, records) = every_kind(&own);
    let lists = [list(&own, HERE, 1..101), list(&own, THERE, 200..210)];
    let expected = plain(&records).report();
    let mut bundle = None;
    for turn in 0..6 {
        let mut order = envelopes.clone();
        order.rotate_left(turn * 7);
        if turn % 2 == 1 {
            order.reverse();
        }
        let mut organiser = Organiser::of(&ticketed(ID, own.public()), Some(&own));
        let give = |organiser: &mut Organiser| {
            for (name, list) in ["a", "b"].into_iter().zip(&lists) {
                organiser.read(&[(name, list.as_bytes())]);
            }
        };
        if turn < 3 {
            give(&mut organiser);
        }
        for part in order.chunks(order.len().div_ceil(turn + 1)) {
            organiser.read(&[("part", file(part).as_bytes())]);
        }
        if turn >= 3 {
            give(&mut organiser);
        }
        let before = organiser.counts();
        assert_eq!((organiser.waiting(), before.received), (39, 0), "{turn}");
        assert_eq!(before.sealed.opened, 0, "none is told of as opened that could be lost");
        let totals = organiser.count(&own, false);
        assert_eq!(totals, TicketTotals { counts, ..TicketTotals::default() });
        let told = organiser.counts();
        assert_eq!((told.accepted, told.refused, told.received), (31, 8, 39));
        assert_eq!((told.sealed.opened, told.unlisted, organiser.waiting()), (39, 0, 0));
        assert_eq!(organiser.causes(), [], "none is listed for its ticket");
        assert_eq!(organiser.report().release, expected.release);
        let saved = bundle.get_or_insert_with(|| organiser.bundle());
        assert_eq!(organiser.bundle(), *saved, "{turn}");
    }
}

/// [33] Neither log nor saved batch nor anything told holds a ticket, in any form, or a code of
/// one; and with the tickets exchanged between the records they are the same, byte for byte.
#[test]
fn nothing_that_is_kept_joins_a_ticket_and_a_record() {
    let outcome = |shift: usize| {
        let (own, mut organiser) = begun(true);
        let records = people(30, 7, ID);
        let pack = |(n, record): (usize, &Record)| {
            let number = (n + shift) % records.len() + 1;
            envelope(&own, record, Some(ticket(number as u64)), n as u64)
        };
        let envelopes: Vec<Envelope> = records.iter().enumerate().map(pack).collect();
        organiser.read(&[("all", file(&envelopes).as_bytes())]);
        organiser.count(&own, false);
        let told = format!("{:?} {:?}", organiser.counts(), organiser.tickets);
        (organiser.log.concat(), organiser.bundle(), told)
    };
    let (log, bundle, told) = outcome(0);
    for shift in [1, 7, 29] {
        assert_eq!(outcome(shift), (log.clone(), bundle.clone(), told.clone()));
    }
    let text = String::from_utf8_lossy(&log).to_lowercase() + &bundle.to_lowercase() + &told;
    for number in 1..=30 {
        let ticket = ticket(number);
        let written = ticket.to_string().to_lowercase();
        let digits = format!("{:016x}", u64::from_be_bytes(ticket.to_bytes()));
        for form in [&written, &written.replace('-', ""), &digits] {
            assert!(!text.contains(form), "{form}");
        }
        assert!(!log.windows(8).any(|some| some == ticket.to_bytes()));
    }
    // Of the list every code is there, used or not, in its own order and as it was given.
    let own = key(1);
    assert_eq!(bundle.lines().filter(|line| line.contains("qingdan-tickets/1")).count(), 1);
    assert!(bundle.contains(list(&own, HERE, 1..101).trim_end()));
    assert!(bundle.contains("\"spent\":[]") && text.contains("\\\"spent\\\":[]"));
}

/// Nothing that waits is in the log: after a crash everything is read again. What was counted is in
/// it, whole.
#[test]
fn a_log_holds_what_was_counted_and_nothing_that_waits() {
    let (own, mut organiser) = begun(true);
    let envelopes = boxed(&own, &people(40, 8, ID));
    organiser.read(&[("all", file(&envelopes).as_bytes())]);
    let mut crashed = organiser.reopened();
    let counts = crashed.counts();
    assert_eq!((counts.received, counts.sealed.opened, crashed.waiting()), (0, 0, 0));
    assert_eq!(crashed.tickets[0].listed, Some(100), "the list is kept");
    crashed.unlock(&own);
    crashed.read(&[("all", file(&envelopes).as_bytes())]);
    crashed.count(&own, false);

    organiser.count(&own, false);
    for mut one in [organiser.reopened(), crashed, organiser.reopened().reopened()] {
        let [kept, counts] = [one.counts(), organiser.counts()];
        assert_eq!((kept.accepted, kept.tickets, kept.sealed), (40, counts.tickets, counts.sealed));
        assert_eq!(one.tickets, organiser.tickets);
        assert_eq!(one.report(), organiser.report());
        assert_eq!(one.bundle(), organiser.bundle());
    }
}

/// A wave is counted once. What comes later is refused by name, and counts in a new workspace to
/// which everything is given.
#[test]
fn what_comes_after_counting_is_refused() {
    let (own, mut organiser) = begun(true);
    let records = people(40, 9, ID);
    let envelopes = boxed(&own, &records);
    organiser.read(&[("first", file(&envelopes[..30]).as_bytes())]);
    organiser.count(&own, false);
    for mut one in [organiser.reopened(), organiser] {
        one.unlock(&own);
        let counts = one.read(&[("late.json", file(&envelopes[28..]).as_bytes())]);
        assert_eq!((counts.accepted, counts.refused, counts.sealed.late), (30, 12, 12));
        assert_eq!((counts.sealed.opened, one.waiting()), (30, 0));
        let late = Cause::Sealed(SealedFault::Late);
        assert!(one.causes().iter().all(|(name, _, cause)| name == "late.json" && *cause == late));
        let before = one.counts();
        one.count(&own, false);
        assert_eq!(one.counts(), before, "nothing is left to count");
    }
    let (own, mut anew) = begun(true);
    anew.read(&[("all", file(&envelopes).as_bytes())]);
    assert_eq!(anew.count(&own, false).counts.valid, 40);
    assert_eq!(anew.report().release, plain(&records).report().release);
}

/// Without a list nothing goes on by itself: it is given, or the organiser goes on without.
#[test]
fn without_a_list_everything_waits() {
    let records = people(40, 10, ID);
    let (own, mut organiser) = begun(false);
    let envelopes = boxed(&own, &records);
    organiser.read(&[("all", file(&envelopes[..35]).as_bytes())]);
    assert_eq!((organiser.waiting(), organiser.tickets[0].listed), (35, None));
    organiser.count(&own, false);
    assert_eq!((organiser.waiting(), organiser.counts().accepted), (35, 0));

    let mut without = Organiser::of(&ticketed(ID, own.public()), Some(&own));
    without.read(&[("all", file(&envelopes[..35]).as_bytes())]);
    let totals = without.count(&own, true);
    assert_eq!(totals, TicketTotals { unchecked: 35, ..TicketTotals::default() });
    assert_eq!((without.counts().accepted, without.waiting()), (35, 0));
    // Nothing was looked at, so nothing has to be all there: what follows goes the same way.
    for mut one in [without.reopened(), without] {
        one.unlock(&own);
        one.read(&[("more", file(&envelopes[35..]).as_bytes())]);
        assert_eq!((one.counts().accepted, one.counts().tickets.unchecked), (40, 40));
        assert_eq!(one.report().release, plain(&records).report().release);
    }

    // A list that came late, also with the other key held in between, is as good as an early one.
    organiser.read(&[("list", list(&own, HERE, 1..101).as_bytes())]);
    organiser.count(&key(2), false);
    assert_eq!(organiser.waiting(), 35, "another key counts nothing of these");
    organiser.count(&own, true);
    assert_eq!(organiser.waiting(), 35, "there is a list to look at");
    assert_eq!(organiser.count(&own, false).counts.valid, 35);
}

/// What is saved is sealed again and comes back without loss: marked, so that nobody asks for its
/// tickets; with what others mark, or what was changed, nothing goes around them.
#[test]
fn a_saved_batch_comes_back_without_loss() {
    let records = people(40, 11, ID);
    for unchecked in [false, true] {
        let (own, mut organiser) = begun(!unchecked);
        organiser.read(&[("all", file(&boxed(&own, &records)).as_bytes())]);
        organiser.count(&own, unchecked);
        let saved = organiser.bundle();
        let expected = if unchecked {
            TicketTotals { unchecked: 40, ..TicketTotals::default() }
        } else {
            TicketTotals { restored: 40, ..TicketTotals::default() }
        };
        let mut restored = Organiser::new();
        restored.unlock(&own);
        for (name, text) in [("saved", saved.clone()), ("twice", saved.clone())] {
            restored.read(&[(name, text.as_bytes())]);
            assert_eq!((restored.counts().accepted, restored.waiting()), (40, 0));
            assert_eq!(restored.counts().tickets.counts, TicketCounts::default());
        }
        let mut again = Organiser::new();
        again.unlock(&own);
        again.read(&[("saved", saved.as_bytes())]);
        assert_eq!(again.counts().tickets, expected);
        for mut one in [restored.reopened(), restored, again] {
            assert_eq!(one.report().release, organiser.report().release);
            assert_eq!(one.bundle().lines().count(), saved.lines().count());
            let mut third = Organiser::new();
            third.unlock(&own);
            third.read(&[("third", one.bundle().as_bytes())]);
            assert_eq!(third.report().release, organiser.report().release);
        }
    }
}

/// What waits when a counted batch is read back is late, whichever came first.
#[test]
fn a_restored_wave_is_a_counted_one() {
    let records = people(40, 12, ID);
    let (own, mut organiser) = begun(true);
    let envelopes = boxed(&own, &records);
    organiser.read(&[("all", file(&envelopes[..35]).as_bytes())]);
    organiser.count(&own, false);
    let (saved, late) = (organiser.bundle(), file(&envelopes[35..]));
    for order in [[&saved, &late], [&late, &saved]] {
        let (_, mut restored) = begun(true);
        for text in order {
            restored.read(&[("some", text.as_bytes())]);
        }
        let counts = restored.counts();
        assert_eq!((counts.accepted, counts.sealed.late, restored.waiting()), (35, 5, 0));
        assert_eq!((counts.sealed.opened, counts.refused, counts.received), (35, 5, 40));
    }
}

/// Marks by those who do not have the private key, and marks of other records, are refused.
#[test]
fn nobody_else_can_mark_a_record() {
    let (own, mut organiser) = begun(true);
    let records = people(4, 13, ID);
    let genuine = own.ticket_secret(HERE).mark_key();
    let forged = key(2).ticket_secret(HERE).mark_key();
    let elsewhere = own.ticket_secret(THERE).mark_key();
    let marked = |record: &Record, put: &dyn Fn(&mut [u8; 64])| {
        let mut packed = record.pack();
        put(&mut packed);
        sealed(&own, &packed, 1)
    };
    let envelopes = [
        marked(&records[0], &|packed| forged.put(Mark::Counted, packed)),
        marked(&records[1], &|packed| elsewhere.put(Mark::Unchecked, packed)),
        marked(&records[2], &|packed| {
            genuine.put(Mark::Counted, packed);
            packed[7] ^= 1;
        }),
        // The kind of a mark without its code, as a reader tells the desk.
        marked(&records[3], &|packed| packed[28..36].fill(0xff)),
    ];
    let counts = organiser.read(&[("marked", file(&envelopes).as_bytes())]);
    assert_eq!((counts.accepted, counts.sealed.no_record, organiser.waiting()), (0, 4, 0));
}

/// Records with tickets whose campaign comes later wait for it, too.
#[test]
fn a_campaign_may_come_after_its_envelopes() {
    let own = key(1);
    let records = people(30, 14, ID);
    let mut organiser = Organiser::new();
    organiser.unlock(&own);
    organiser.read(&[("all", file(&boxed(&own, &records)).as_bytes())]);
    assert_eq!((organiser.waiting(), organiser.counts().accepted), (30, 0));
    organiser.read(&[("campaign", ticketed(ID, own.public()).as_bytes())]);
    organiser.read(&[("list", list(&own, HERE, 1..101).as_bytes())]);
    assert_eq!(organiser.count(&own, false).counts.valid, 30);
    assert_eq!(organiser.report().release, plain(&records).report().release);
}

/// Of several lists of a wave the last counts; one that is damaged is refused, and a campaign
/// without tickets asks for none.
#[test]
fn lists_that_come() {
    let (own, mut organiser) = begun(true);
    organiser.read(&[("again", list(&own, HERE, 1..101).as_bytes())]);
    organiser.read(&[("other", list(&own, HERE, 201..211).as_bytes())]);
    let damaged = list(&own, HERE, 1..101).replace("unspent", "unspend");
    let counts = organiser.read(&[("bad", damaged.as_bytes())]);
    assert_eq!(organiser.tickets[0].listed, Some(10));
    assert_eq!(counts.refused, 1);
    assert_eq!(organiser.causes(), [("bad".to_owned(), None, Cause::Tickets)]);
    assert_eq!(organiser.reopened().tickets, organiser.tickets);
    organiser.read(&[("all", file(&boxed(&own, &people(12, 15, ID))).as_bytes())]);
    let counts = TicketCounts { unknown: 12, ..TicketCounts::default() };
    assert_eq!(organiser.count(&own, false).counts, counts);

    let mut other = Organiser::of(&campaign(ID, Some(own.public())), Some(&own));
    other.read(&[("all", file(&boxed(&own, &people(12, 15, ID))).as_bytes())]);
    assert_eq!((other.counts().accepted, other.waiting()), (12, 0));
    assert_eq!(other.counts().tickets, TicketTotals::default());
}
