//! Words about campaigns on the organiser's page.

use crate::domain::campaign::TextFault;

/// Making a campaign, and what is handed out for it.
#[derive(Debug)]
pub struct Campaign {
    /// Heading of the section.
    pub heading: &'static str,
    /// What a campaign is good for.
    pub lede: &'static str,
    /// Heading of the campaigns of this workspace.
    pub list: &'static str,
    /// Shows what is handed out for a campaign.
    pub open: &'static str,
    /// Begins the next wave of a campaign.
    pub next_wave: &'static str,
    /// Takes a campaign out of the workspace.
    pub remove: &'static str,
    /// Asks before that; the hole is the title.
    pub removal: fn(&str) -> String,
    /// What it means, the way to do it, and the way not to.
    pub removal_choice: [&'static str; 3],
    /// Begins the first campaign.
    pub first: &'static str,
    /// Begins another campaign.
    pub another: &'static str,
    /// Closes the form, and what is handed out.
    pub close: &'static str,
    /// Headings of the form: a new campaign, the next wave of one.
    pub form: [&'static str; 2],
    /// Names of title, wave label, purpose and contact.
    pub fields: [&'static str; 4],
    /// One line on each.
    pub hints: [&'static str; 4],
    /// What a new campaign begins with: title, wave label, purpose, contact.
    pub defaults: [&'static str; 4],
    /// What is wrong with a text.
    pub fault: fn(TextFault) -> String,
    /// Which forms are asked: legend, either, full only, quick only.
    pub forms: [&'static str; 4],
    /// Which background questions are asked: legend, and a warning.
    pub background: [&'static str; 2],
    /// The minimum: its name, and a hint with the lowest and the highest.
    pub minimum: (&'static str, fn(u8, u8) -> String),
    /// Heading of what respondents will see.
    pub preview: &'static str,
    /// Makes the campaign.
    pub create: &'static str,
    /// Something in the form has to be put right first.
    pub not_yet: &'static str,
    /// The browser gives no random number for the campaign.
    pub no_randomness: &'static str,
    /// There cannot be another wave.
    pub no_more_waves: &'static str,
    /// Heading of what is handed out; the hole is the title.
    pub made: fn(&str) -> String,
    /// Name of the field for the page's address, and a hint.
    pub address: [&'static str; 2],
    /// The address is none that a phone can open.
    pub address_wrong: &'static str,
    /// Names of the link and of the code.
    pub link: [&'static str; 2],
    /// Copies; copied; not copied.
    pub copy: [&'static str; 3],
    /// Describes the QR code: with the link, with the code.
    pub picture: [&'static str; 2],
    /// Saves the picture as PNG, as SVG; the campaign's file.
    pub save: [&'static str; 3],
    /// Handed to the browser; not taken; not drawn.
    pub saved: [&'static str; 3],
    /// Heading of the invitation, that it may be changed, and the button that undoes that.
    pub invitation: [&'static str; 3],
    /// The words of the invitation.
    pub letter: Letter,
    /// Heading of the notice, and the button that prints it.
    pub notice: [&'static str; 2],
    /// How to take part: with a link in the QR code, with a code only.
    pub scan: [&'static str; 2],
    /// Plain sentences on the notice; the hole is the minimum.
    pub promises: fn(u8) -> [String; 5],
}

/// The lines of an invitation.
#[derive(Debug)]
pub struct Letter {
    /// The first line: title and wave.
    pub head: fn(&str, &str) -> String,
    /// What it is about.
    pub opening: &'static str,
    /// The purpose.
    pub purpose: fn(&str) -> String,
    /// How to take part with a link, with a code only.
    pub how: [fn(&str) -> String; 2],
    /// How long the full and the quick form take, in half minutes, where the respondent chooses.
    pub times: fn(u8, u8) -> String,
    /// How long the one form takes, in half minutes.
    pub time: fn(u8) -> String,
    /// Taking part is free.
    pub free: &'static str,
    /// What leaves the phone.
    pub leaves: &'static str,
    /// The way of handing over shows who hands over.
    pub way: &'static str,
    /// What is published; the hole is the minimum.
    pub published: fn(u8) -> String,
    /// Whom to ask.
    pub contact: fn(&str) -> String,
}
