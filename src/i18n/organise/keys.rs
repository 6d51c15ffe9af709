//! Words about keys, their shares and paper tickets on the organiser's page.

use crate::domain::campaign::CampaignFault;
use crate::domain::seal::{KeyFileFault, ShareFault};

/// Making, keeping, splitting and taking a key; printing tickets.
#[derive(Debug)]
pub struct Keys {
    /// Sealing in the form of a campaign: legend, off, on, paper tickets.
    pub seal: [&'static str; 4],
    /// What sealing buys, and what it does not.
    pub seal_means: &'static str,
    /// What paper tickets are for.
    pub tickets_mean: &'static str,
    /// Where a key is to be had: for a campaign, to look after it, for tickets, to open envelopes,
    /// to count halves.
    pub headings: [&'static str; 5],
    /// One line on each.
    pub ledes: [&'static str; 5],
    /// Ways to a key: a new one, its file, its paper, two shares, another's campaign.
    pub ways: [&'static str; 5],
    /// Back to the ways.
    pub back: &'static str,
    /// The file of a key, its passphrase, and what opens it.
    pub file: [&'static str; 3],
    /// The characters on paper, a hint, and what reads them.
    pub paper: [&'static str; 3],
    /// Files of shares, the text of one, a hint, what reads it, and what begins again.
    pub shares: [&'static str; 5],
    /// A share that was read: its number and its key's fingerprint.
    pub share_read: fn(u8, &str) -> String,
    /// Another organiser's campaign, a hint, and what reads it.
    pub public: [&'static str; 3],
    /// What the fingerprint is called, and what it is for.
    pub fingerprint: [&'static str; 2],
    /// Where the key is: a new one, one that was taken, only its public part, the last wave's.
    pub held: [&'static str; 4],
    /// The key as a file: heading, passphrase, once more, why so long, and what saves it.
    pub keep_file: [&'static str; 5],
    /// The key on paper: heading, a hint, and what shows the sheet.
    pub keep_paper: [&'static str; 3],
    /// The key in shares: heading, a hint, what splits it, saves one, and prints one.
    pub keep_shares: [&'static str; 5],
    /// The name of a share with a number.
    pub share: fn(u8) -> String,
    /// The fingerprint was compared: of a new key, of another one.
    pub compared: [&'static str; 2],
    /// What is missing before a campaign can be made: the key is kept, the fingerprint compared.
    pub missing: [&'static str; 2],
    /// The campaign can be made.
    pub ready: &'static str,
    /// The campaign cannot be made yet.
    pub not_ready: &'static str,
    /// Takes the key out of memory.
    pub forget: &'static str,
    /// The passphrase is being worked on.
    pub working: &'static str,
    /// What becomes of things: saved, not saved, printed, split, tickets drawn, tickets printed.
    pub said: [&'static str; 6],
    /// The browser gives no random numbers.
    pub no_randomness: &'static str,
    /// The two passphrases differ.
    pub differ: &'static str,
    /// No file was chosen, or the browser did not give it.
    pub no_file: &'static str,
    /// What was typed is no key from paper.
    pub no_paper: &'static str,
    /// It is another key than the campaign's.
    pub other_key: &'static str,
    /// Why a key is not locked or unlocked.
    pub key_file_fault: fn(KeyFileFault) -> &'static str,
    /// Why shares give no key.
    pub share_fault: fn(ShareFault) -> &'static str,
    /// Why a text gives no public key: none where its campaign has none.
    pub public_fault: fn(Option<CampaignFault>) -> &'static str,
    /// A sheet on the screen: a warning, what prints it, what puts it away; the warning of tickets;
    /// whether a key's sheet came out well, and that it did.
    pub sheet: [&'static str; 6],
    /// Asked before a new key that is kept nowhere is lost, and before tickets are: the question,
    /// what it means, yes, no.
    pub losing: [[&'static str; 4]; 2],
    /// The sheet of a key: title, what it is, what to do with it, the QR code.
    pub key_sheet: [&'static str; 4],
    /// The sheet of a share: title, what it is, what to do with it, the QR code.
    pub share_sheet: (fn(u8) -> String, [&'static str; 3]),
    /// The lines of a share's file: what it is, whose, what to do with it.
    pub share_file: fn(u8, &str) -> String,
    /// Tickets: how many, a hint with the most, and what draws them.
    pub draw: (&'static str, fn(usize) -> String, &'static str),
    /// What to know before tickets are printed.
    pub draw_rules: [&'static str; 4],
    /// What stands on a ticket beside its number: title and wave.
    pub ticket: fn(&str, &str) -> String,
    /// Of a sealed campaign: in the list, on its sheet, in the invitation, on the notice. The hole
    /// is the fingerprint.
    pub listed: fn(&str) -> String,
    /// On the sheet of a campaign.
    pub handed_out: fn(&str) -> String,
    /// In the invitation.
    pub invited: fn(&str) -> String,
    /// On the notice: that it is sealed, and the fingerprint by itself.
    pub noticed: [&'static str; 2],
    /// Of a campaign with tickets, in the invitation and on the notice.
    pub ticketed: &'static str,
}
