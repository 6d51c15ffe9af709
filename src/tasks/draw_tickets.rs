//! Draws paper tickets and hands the list of their authentication codes to the browser to save.

use zeroize::Zeroizing;

use crate::browser::{download, random};
use crate::domain::record::CampaignRef;
use crate::domain::seal::PrivateKey;
use crate::domain::ticket::{
    DrawFault, TICKETS_MAX, Ticket, TicketList, draw_tickets as draw, random_bytes_for,
};

/// The name of every list of tickets.
pub const TICKETS_FILE_NAME: &str = "qingdan-tickets.json";

/// Why there are no tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketsFault {
    /// None were drawn.
    #[error(transparent)]
    Draw(#[from] DrawFault),
    /// The browser did not take the list: without it they could not be counted.
    #[error(transparent)]
    NotTaken(#[from] download::NotTaken),
}

/// Draws tickets for one wave, after their list has been handed to the browser under
/// [`TICKETS_FILE_NAME`]; and that list.
pub fn draw_tickets(
    key: &PrivateKey,
    campaign: CampaignRef,
    count: usize,
) -> Result<(Vec<Ticket>, TicketList), TicketsFault> {
    if !(1..=TICKETS_MAX).contains(&count) {
        return Err(DrawFault::Number.into());
    }
    let mut random = Zeroizing::new(vec![0; random_bytes_for(count)]);
    random::fill(&mut random).map_err(|_| DrawFault::NoRandomness)?;
    let tickets = draw(count, &random)?;
    let list = TicketList::new(campaign, &key.ticket_secret(campaign), &tickets);
    download::save(TICKETS_FILE_NAME, "application/json", list.to_json().as_bytes())?;
    Ok((tickets, list))
}
