//! Words about what leaves the page, what stays on the device, and what is erased.

use crate::domain::draft::{KeepFault, ResumeFault};

/// The page that saves the file.
#[derive(Debug)]
pub struct Export {
    /// Heading.
    pub title: &'static str,
    /// Everything in the file stands below.
    pub lede: &'static str,
    /// Nothing is answered yet.
    pub empty: &'static str,
    /// Heading of the file's own fields.
    pub about_file: &'static str,
    /// Names of the fields: format, instrument, version, fingerprint, form, campaign, id, revision.
    pub fields: [&'static str; 8],
    /// No campaign.
    pub no_campaign: &'static str,
    /// What the id is.
    pub id_note: &'static str,
    /// In place of an answer: not asked in this form.
    pub not_asked: &'static str,
    /// Opens the raw file.
    pub raw: &'static str,
    /// Names the raw file for screen readers.
    pub raw_label: &'static str,
    /// Saved before and changed since.
    pub changed: fn(u8) -> String,
}

/// The ways in which the file leaves the page.
#[derive(Debug)]
pub struct Ways {
    /// Heading.
    pub title: &'static str,
    /// All ways give the same content.
    pub lede: &'static str,
    /// The buttons: share, save, copy, show the code.
    pub names: [&'static str; 4],
    /// One line on each.
    pub notes: [&'static str; 4],
    /// The name of the file that is shared or saved.
    pub named: fn(&str) -> String,
    /// After each succeeded, as far as can be known, for saving after [`super::Picture::saved`];
    /// after the code, the person says so.
    pub done: [&'static str; 4],
    /// After saving in a browser that often does nothing.
    pub doubtful: &'static str,
    /// The person closed the share sheet.
    pub cancelled: &'static str,
    /// After each failed; for the code, its picture was not saved.
    pub failed: [&'static str; 4],
    /// Another way; the hole is its button.
    pub instead: fn(&str) -> String,
    /// Handed over before, in whichever way, and not changed since.
    pub already: &'static str,
    /// Applications that show the page inside themselves; the last is any other.
    pub apps: [&'static str; 5],
    /// Why saving comes last there; the hole is the application.
    pub inside: fn(&str) -> String,
    /// Opening the page in a browser instead, and what is lost by it.
    pub browser: &'static str,
    /// What stays on the device, and clearing up.
    pub after: &'static str,
    /// The code's picture in words.
    pub picture: &'static str,
    /// The two lines inside the picture.
    pub caption: [&'static str; 2],
    /// Saves the picture.
    pub save_picture: &'static str,
    /// After saving the picture.
    pub picture_saved: &'static str,
    /// Only the person knows whether the code arrived.
    pub kept_note: &'static str,
    /// The person says that it did: after saving, after copying, after showing the code.
    pub kept: [&'static str; 3],
    /// Over the code's text.
    pub code: &'static str,
    /// Copies the code's text.
    pub copy_code: &'static str,
    /// Names the text to copy by hand for screen readers.
    pub manual: &'static str,
}

/// Drafts on this device.
#[derive(Debug)]
pub struct Draft {
    /// Heading of the page that keeps one.
    pub title: &'static str,
    /// The button in the masthead that leads there.
    pub save: &'static str,
    /// What keeping a draft means.
    pub about: [&'static str; 3],
    /// Keeps one.
    pub keep: &'static str,
    /// It is kept and stays up to date.
    pub kept: &'static str,
    /// It is not up to date.
    pub failed: &'static str,
    /// Why not.
    pub fault: fn(KeepFault) -> &'static str,
    /// Leads to the page that says why not.
    pub look: &'static str,
    /// Tries again.
    pub again: &'static str,
    /// Heading of the code.
    pub code: &'static str,
    /// Copies the code.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// It was not.
    pub not_copied: &'static str,
    /// What to do with the code, and what others can see.
    pub about_code: [&'static str; 3],
    /// Erases this draft.
    pub erase: &'static str,
    /// Back to the questions.
    pub go_on: &'static str,
    /// The file has gone out and the draft is still there.
    pub still_there: &'static str,
    /// Leads to where it can be erased.
    pub to_erase: &'static str,
    /// Heading of the page that goes on with one.
    pub resume_title: &'static str,
    /// Leads there from the first page.
    pub to_resume: &'static str,
    /// Names the field for the code.
    pub enter: &'static str,
    /// How it may be typed.
    pub enter_hint: &'static str,
    /// Tries the code.
    pub open: &'static str,
    /// Why no draft was opened.
    pub refused: fn(ResumeFault) -> &'static str,
    /// So many drafts are on this device.
    pub stored: fn(usize) -> String,
    /// They may be other people's.
    pub others: &'static str,
    /// Erases all of them.
    pub erase_all: &'static str,
    /// Question, consequence and button before erasing this draft.
    pub ask_draft: [&'static str; 3],
    /// The same before erasing all drafts.
    pub ask_drafts: [&'static str; 3],
    /// The same before a draft takes the place of the answers on the page.
    pub ask_replace: [&'static str; 3],
    /// So many drafts go as well.
    pub also: fn(usize) -> String,
}

/// Erasing, and what is shown where nothing can be.
#[derive(Debug)]
pub struct Erase {
    /// The button.
    pub erase: &'static str,
    /// Question of the dialog.
    pub question: &'static str,
    /// What erasing does.
    pub consequence: &'static str,
    /// Erases.
    pub yes: &'static str,
    /// Heading afterwards.
    pub done: &'static str,
    /// What to do afterwards.
    pub done_text: &'static str,
    /// Begins anew.
    pub again: &'static str,
    /// Heading where the browser has no randomness.
    pub broken: &'static str,
    /// What to do about it.
    pub broken_text: &'static str,
}
