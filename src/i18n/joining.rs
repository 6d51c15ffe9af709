//! Words about campaigns as respondents see them.

use crate::domain::campaign::CampaignFault;

/// Campaigns: the code, and whose campaign it is.
#[derive(Debug)]
pub struct Joining {
    /// The link on the first page, and the heading of the page that takes a code.
    pub to_join: &'static str,
    /// Names the field.
    pub paste: &'static str,
    /// Why there is no campaign.
    pub refused: fn(CampaignFault) -> &'static str,
    /// Before and after the number of the wave; its label may follow.
    pub wave: [&'static str; 2],
    /// Before the number of a campaign of which nothing else is known.
    pub unknown: &'static str,
    /// Before purpose, contact, forms, background questions; before the last line.
    pub fields: [&'static str; 5],
    /// No background is asked.
    pub none: &'static str,
    /// Nobody has checked what the organiser wrote.
    pub unchecked: &'static str,
    /// Joins.
    pub join: &'static str,
    /// Leaves.
    pub leave: &'static str,
    /// What was read has another key or other dice than what is answered for: it was not taken.
    pub other: &'static str,
}
