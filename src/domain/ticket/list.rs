//! What the organiser keeps of tickets: their authentication codes, and which were used.

use std::collections::BTreeSet;

use super::Ticket;
use super::mark::MarkKey;
use crate::domain::mac::{MAC_BYTES, hmac_sha256};
use crate::domain::record::CampaignRef;

/// Length of a secret.
pub const SECRET_BYTES: usize = MAC_BYTES;

/// What the message begins with from which a secret is made.
const LABEL: &[u8] = b"qingdan-tickets/1";

/// What the message is from which the key of marks is made. No ticket has so many bytes.
const MARK_LABEL: &[u8] = b"qingdan-tickets/1 mark";

/// An authentication code of a ticket.
pub(super) type Code = [u8; MAC_BYTES];

/// The key of the authentication codes. Without it a list says nothing about any ticket.
#[derive(Clone, PartialEq, Eq)]
pub struct TicketSecret([u8; SECRET_BYTES]);

impl std::fmt::Debug for TicketSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TicketSecret(..)")
    }
}

impl TicketSecret {
    /// The secret of one wave, from the organiser's private key: HMAC-SHA256 of a label, the
    /// campaign and the wave. Nothing more needs to be kept, and where nobody has the key nobody
    /// can try tickets on the list.
    pub fn of_private_key(private_key: &[u8; SECRET_BYTES], campaign: CampaignRef) -> Self {
        Self(hmac_sha256(private_key, &[LABEL, &campaign.id, &[campaign.wave]]))
    }

    /// The secret of these bytes.
    pub const fn from_bytes(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// The key of the marks of records whose tickets were looked at.
    pub fn mark_key(&self) -> MarkKey {
        MarkKey::from_bytes(hmac_sha256(&self.0, &[MARK_LABEL]))
    }

    /// HMAC-SHA256 of the ticket's eight bytes.
    pub(super) fn code(&self, ticket: Ticket) -> Code {
        hmac_sha256(&self.0, &[&ticket.to_bytes()])
    }
}

/// The tickets printed for one wave of a campaign, as authentication codes in their own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketList {
    pub(super) campaign: CampaignRef,
    /// Not used yet.
    pub(super) unspent: BTreeSet<Code>,
    /// Used.
    pub(super) spent: BTreeSet<Code>,
}

impl TicketList {
    /// The list of the tickets that are printed for a wave.
    pub fn new(campaign: CampaignRef, secret: &TicketSecret, tickets: &[Ticket]) -> Self {
        let unspent = tickets.iter().map(|&ticket| secret.code(ticket)).collect();
        Self { campaign, unspent, spent: BTreeSet::new() }
    }

    /// The campaign and wave.
    pub const fn campaign(&self) -> CampaignRef {
        self.campaign
    }

    /// Number of tickets that were printed.
    pub fn issued(&self) -> usize {
        self.unspent.len() + self.spent.len()
    }

    /// Number of tickets that were used.
    pub fn spent(&self) -> usize {
        self.spent.len()
    }

    /// Whether a ticket was printed for this wave.
    pub(super) fn knows(&self, secret: &TicketSecret, ticket: Ticket) -> bool {
        let code = secret.code(ticket);
        self.unspent.contains(&code) || self.spent.contains(&code)
    }
}
