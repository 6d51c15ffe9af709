//! Words about campaigns with a key, whose files are sealed.

/// Campaigns with a key.
#[derive(Debug)]
pub struct Sealed {
    /// The file is not encrypted.
    pub open: &'static str,
    /// The file is encrypted; what that does not hide.
    pub about: &'static str,
    /// Before and after the fingerprint: to compare it with the notice; what to do if it differs.
    pub compare: [&'static str; 2],
    /// Why nothing leaves: the campaign is not known, the ticket is wrong, there are no random
    /// numbers.
    pub stopped: [&'static str; 3],
    /// Names the ticket: its field, and among what the file holds.
    pub ticket: &'static str,
    /// What becomes of a record without one.
    pub no_ticket: &'static str,
    /// It is a ticket.
    pub ticket_read: &'static str,
    /// How long a ticket is.
    pub ticket_length: &'static str,
}
