//! Words about campaigns whose records are split into halves for two organisers.

use crate::domain::two_tally::InvitationFault;

/// Campaigns with a plan. Of each pair the first is for the first organiser.
#[derive(Debug)]
pub struct Halves {
    /// What becomes of a record, what the organisers learn, in which ways it leaves.
    pub about: [&'static str; 3],
    /// In place of what the first page says of the whole, and of what the file holds.
    pub welcome: [&'static str; 2],
    /// What is counted, without strata and with; the hole names these.
    pub counted: (&'static str, fn(&str) -> String),
    /// Before and after the digits of the plan.
    pub compare: [&'static str; 2],
    /// Why there is no invitation.
    pub refused: fn(InvitationFault) -> &'static str,
    /// Heading of the page that hands the halves over.
    pub title: &'static str,
    /// Both have to arrive, on two ways.
    pub lede: [&'static str; 2],
    /// What is in them.
    pub inside: &'static str,
    /// Heading of each.
    pub names: [&'static str; 2],
    /// One line on each.
    pub notes: [&'static str; 2],
    /// The button in the bar: a way for one of them.
    pub ways: [fn(&str) -> String; 2],
    /// Beside one that was handed over.
    pub handed: &'static str,
    /// The picture of the code in words.
    pub picture: &'static str,
    /// The two lines inside the picture.
    pub caption: [&'static str; 2],
    /// Names the text to copy by hand for screen readers.
    pub manual: [&'static str; 2],
    /// What the bar says: the first is out, the second, both, and some before the page was opened.
    pub said: [&'static str; 4],
    /// Where answers are given, once a half may be in other hands.
    pub locked: &'static str,
    /// In place of another campaign.
    pub no_other: &'static str,
}
