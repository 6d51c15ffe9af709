//! Paper tickets: typing them, drawing them, and counting them without a link to any record.
//!
//! Numbers in brackets are those of the design's list of adversarial tests.

#[path = "ticket/count.rs"]
mod count;
#[path = "ticket/text.rs"]
mod text;

use qingdan::domain::record::CampaignRef;
use qingdan::domain::ticket::{Ticket, TicketSecret, draw_tickets, random_bytes_for};
use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};

/// Random bytes from a seed.
fn random(length: usize, seed: u64) -> Vec<u8> {
    let mut bytes = vec![0; length];
    Pcg32::seed_from_u64(seed).fill_bytes(&mut bytes);
    bytes
}

fn tickets(count: usize, seed: u64) -> Vec<Ticket> {
    draw_tickets(count, &random(random_bytes_for(count), seed)).expect("enough bytes")
}

fn campaign(number: u8, wave: u8) -> CampaignRef {
    CampaignRef { id: [number; 4], wave }
}

fn secret(campaign: CampaignRef) -> TicketSecret {
    TicketSecret::of_private_key(&[9; 32], campaign)
}

/// The example of the guide, and that a drawn one is as long.
#[test]
fn the_example_of_the_guide_is_a_ticket() {
    let example = "7K3M-9Q2T-XW5RZ";
    assert_eq!(Ticket::parse(example).map(|ticket| ticket.to_string()), Ok(example.to_owned()));
    for guide in [include_str!("../docs/tickets.md"), include_str!("../docs/tickets.zh.md")] {
        assert!(guide.contains(example));
    }
    assert_eq!(tickets(1, 0)[0].to_string().len(), example.len());
}
