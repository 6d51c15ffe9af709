//! What comes before anybody knows that its wave has tickets, and what comes twice.

use qingdan::domain::record::Record;
use qingdan::domain::seal::Envelope;
use qingdan::worker::TicketTotals;

use crate::organiser::{ID, Organiser, boxed, people, ticket, ticketed};
use crate::seal::key;
use crate::{HERE, begun, envelope, file, list, plain};

/// What was opened without a ticket before anybody knew that its wave has tickets is counted as
/// that, and nothing of the wave is called valid when it is saved and comes back.
#[test]
fn what_came_before_the_tickets_were_known_is_told() {
    let own = key(1);
    let records = people(40, 12, ID);
    let bare = |some: &[Record]| {
        let envelopes: Vec<Envelope> =
            (0..).zip(some).map(|(seed, one)| envelope(&own, one, None, seed)).collect();
        file(&envelopes)
    };
    let mut organiser = Organiser::new();
    organiser.unlock(&own);
    organiser.read(&[("bare", bare(&records[..15]).as_bytes())]);
    assert!(organiser.tickets.is_empty(), "of campaigns without tickets nothing is told");
    organiser.read(&[("campaign", ticketed(ID, own.public()).as_bytes())]);
    let early = TicketTotals { early: 15, ..TicketTotals::default() };
    assert_eq!((organiser.tickets[0].totals, organiser.counts().tickets), (early, early));
    organiser.read(&[("list", list(&own, HERE, 1..101).as_bytes())]);
    organiser.read(&[("all", file(&boxed(&own, &records[15..])).as_bytes())]);
    let totals = organiser.count(&own, false);
    assert_eq!((totals.early, totals.counts.valid), (15, 25));
    let saved = organiser.bundle();
    for mut one in [organiser.reopened(), organiser] {
        assert_eq!((one.counts().accepted, one.counts().tickets), (40, totals));
        assert_eq!(one.counts().unsealed, 0, "all of them came sealed");
        assert_eq!(one.report().release, plain(&records).report().release);
    }
    let mut restored = Organiser::new();
    restored.unlock(&own);
    let tickets = restored.read(&[("saved", saved.as_bytes())]).tickets;
    assert_eq!(tickets, TicketTotals { unchecked: 40, ..TicketTotals::default() });
    // With its list at hand a wave is known to have tickets, whatever is known of its campaign.
    let mut listed = Organiser::new();
    listed.unlock(&own);
    listed.read(&[("list", list(&own, HERE, 1..101).as_bytes())]);
    listed.read(&[("bare", bare(&records[..15]).as_bytes())]);
    assert_eq!((listed.counts().accepted, listed.waiting()), (0, 15));
    assert_eq!(listed.count(&own, false).counts.missing, 15);
}

/// Files that are chosen again before counting are copies, not cheats.
#[test]
fn what_comes_twice_before_counting_is_a_copy() {
    let (own, mut organiser) = begun(true);
    let records = people(25, 13, ID);
    let mut envelopes = boxed(&own, &records[..24]);
    // Without a ticket, and with one that somebody else has used.
    envelopes.push(envelope(&own, &records[24], None, 99));
    envelopes.push(envelope(&own, &records[24], Some(ticket(3)), 98));
    let all = file(&envelopes);
    for _ in 0..3 {
        organiser.read(&[("all", all.as_bytes())]);
        assert_eq!(organiser.waiting(), 26);
    }
    let TicketTotals { counts, .. } = organiser.count(&own, false);
    assert_eq!((counts.valid, counts.duplicate, counts.missing, counts.total()), (24, 1, 1, 26));
    let told = organiser.counts();
    assert_eq!((told.received, told.accepted, told.identical), (78, 24, 52));
    assert_eq!((told.refused, told.sealed.opened), (2, 78));
    assert_eq!(organiser.reopened().counts(), told);
}
