//! Words of the respondent's page.

use crate::domain::draft::{KeepFault, ResumeFault};

/// The words, page by page. Numbers come in as they are to be shown.
#[derive(Debug)]
pub struct Messages {
    /// The bar at the bottom and the masthead.
    pub steps: Steps,
    /// The first page.
    pub welcome: Welcome,
    /// Around one question.
    pub question: Question,
    /// The pages of questions that are not scored.
    pub unscored: Unscored,
    /// The page that lists all answers.
    pub review: Review,
    /// The page of scores.
    pub results: Results,
    /// Keeping the results.
    pub picture: Picture,
    /// One category among the scores.
    pub detail: Detail,
    /// The hours among the scores.
    pub hours: Hours,
    /// The page that saves the file.
    pub export: Export,
    /// The ways in which the file leaves the page.
    pub ways: Ways,
    /// Drafts on this device.
    pub draft: Draft,
    /// Comparing with an earlier file.
    pub compare: Compare,
    /// Erasing, and what is shown where nothing can be.
    pub erase: Erase,
}

/// The bar at the bottom and the masthead.
#[derive(Debug)]
pub struct Steps {
    /// Names the bar for screen readers.
    pub label: &'static str,
    /// To the page before, to all results, to where one was.
    pub back: [&'static str; 3],
    /// To the page after.
    pub next: &'static str,
    /// From the first page to the questions.
    pub start: &'static str,
    /// From the last questions to the review.
    pub to_review: &'static str,
    /// From a question reached from the review back to it.
    pub back_to_review: &'static str,
    /// From the review to the results.
    pub to_results: &'static str,
    /// From the results to saving.
    pub to_export: &'static str,
    /// Page n of m.
    pub position: fn(usize, usize) -> String,
}

/// The first page.
#[derive(Debug)]
pub struct Welcome {
    /// Heading.
    pub title: &'static str,
    /// Second line of the heading.
    pub subtitle: &'static str,
    /// What it is, in two sentences.
    pub lede: &'static str,
    /// The page was open before, and its answers are gone.
    pub reopened: &'static str,
    /// Who is behind the file.
    pub who: [&'static str; 2],
    /// How long it takes.
    pub how_long: [&'static str; 2],
    /// What the file holds; the hole lists the background questions.
    pub inside: (&'static str, fn(&str) -> String),
    /// What the file does not hold.
    pub outside: [&'static str; 2],
    /// Heading of what this page cannot do, and its sentences.
    pub limits: (&'static str, [&'static str; 3]),
    /// What it can do.
    pub offline: &'static str,
    /// Legend of the choice of form.
    pub choose: &'static str,
    /// Name, length and advice of the full form.
    pub full: [&'static str; 3],
    /// Name, length and advice of the quick form.
    pub quick: [&'static str; 3],
    /// Scored questions and others.
    pub questions: fn(usize, usize) -> String,
    /// Switching later loses nothing.
    pub switch_later: &'static str,
}

/// Around one question.
#[derive(Debug)]
pub struct Question {
    /// Not applicable.
    pub not_applicable: &'static str,
    /// Don't know.
    pub dont_know: &'static str,
    /// Prefer not to say.
    pub declined: &'static str,
    /// Names the ways of not answering for screen readers.
    pub decline_label: &'static str,
    /// Settled as not applicable by an earlier answer; the hole is that answer.
    pub settled: fn(&str) -> String,
    /// At the end of a page of questions.
    pub hint: &'static str,
}

/// The pages of questions that are not scored.
#[derive(Debug)]
pub struct Unscored {
    /// Heading of the outcomes.
    pub outcomes: &'static str,
    /// What the outcomes are for.
    pub outcomes_lede: &'static str,
    /// How to choose priorities; the hole is the most that can be chosen.
    pub priorities_hint: fn(usize) -> String,
    /// No more can be chosen.
    pub priorities_full: fn(usize) -> String,
    /// None for now.
    pub priorities_none: &'static str,
    /// A category's place among the priorities, for screen readers.
    pub place: fn(usize) -> String,
    /// Heading of the background.
    pub background: &'static str,
    /// Why and why not to answer the background.
    pub background_lede: &'static str,
}

/// The page that lists all answers.
#[derive(Debug)]
pub struct Review {
    /// Heading.
    pub title: &'static str,
    /// Everything is answered.
    pub complete: &'static str,
    /// So many questions are unanswered.
    pub missing: fn(usize) -> String,
    /// Leads to the first unanswered question.
    pub first_open: &'static str,
    /// Tap an answer to change it.
    pub hint: &'static str,
    /// In place of an answer.
    pub unanswered: &'static str,
    /// The form being answered.
    pub form: fn(&str) -> String,
    /// Switches to the other form.
    pub switch: fn(&str) -> String,
}

/// The page of scores.
#[derive(Debug)]
pub struct Results {
    /// Heading.
    pub title: &'static str,
    /// What the number is.
    pub index: &'static str,
    /// The index in words for the picture: index, band.
    pub picture: fn(u64, &str) -> String,
    /// The picture where there is no index.
    pub picture_without: &'static str,
    /// No index: reported, needed.
    pub index_missing: fn(usize, usize) -> String,
    /// Smallest and largest index without one category.
    pub index_range: fn(u64, u64) -> String,
    /// Peaks, of categories, the name of the band.
    pub peak: fn(usize, usize, &str) -> String,
    /// The weighted index.
    pub weighted: fn(u64) -> String,
    /// Heading of the profile.
    pub profile: fn(usize) -> String,
    /// Not reported.
    pub unreported: &'static str,
    /// Rests on one item.
    pub single: &'static str,
    /// What stands behind each row of the profile.
    pub profile_hint: &'static str,
    /// Opens the table behind the profile.
    pub figures: &'static str,
    /// Its columns: category, score, without one question, answered.
    pub columns: [&'static str; 4],
    /// Answered of applicable.
    pub answered: fn(usize, usize) -> String,
    /// Heading of the questions that move the index most.
    pub influence: &'static str,
    /// What the figures under it mean; the hole is the index as it is.
    pub influence_lede: fn(u64) -> String,
    /// The index with one answer alone changed: smallest, largest.
    pub influence_range: fn(u64, u64) -> String,
    /// Heading of how it is computed.
    pub method: &'static str,
    /// How it is computed; the hole is the least number of categories.
    pub method_text: fn(usize) -> [String; 4],
    /// Heading of the words for bands.
    pub bands: &'static str,
}

/// Keeping the results: as a picture, on paper, for a later comparison.
#[derive(Debug)]
pub struct Picture {
    /// Heading.
    pub title: &'static str,
    /// Makes the picture.
    pub make: &'static str,
    /// Prints the page.
    pub print: &'static str,
    /// Leads to the comparison.
    pub compare: &'static str,
    /// While it is being drawn.
    pub working: &'static str,
    /// The picture in words.
    pub alternative: &'static str,
    /// What is in it and how to keep it.
    pub ready: &'static str,
    /// Hands it to the browser as a file.
    pub save: &'static str,
    /// After that; the hole is the file's name.
    pub saved: fn(&str) -> String,
    /// The browser did not draw it.
    pub failed: &'static str,
    /// The browser did not take the file.
    pub not_taken: &'static str,
    /// At the foot of the picture: who made it.
    pub made: &'static str,
}

/// One category among the scores.
#[derive(Debug)]
pub struct Detail {
    /// Heading of the calculation.
    pub how: &'static str,
    /// Heading of the answers.
    pub answers: &'static str,
    /// Marks one's own answer on the scale.
    pub own: &'static str,
    /// Marks a documented case on the scale.
    pub case_mark: &'static str,
    /// What a figure describes: a person, a unit, one event, nothing countable; what follows stands
    /// in the same paragraph.
    pub scopes: [&'static str; 4],
    /// Heads what else the articles say.
    pub mentioned: &'static str,
    /// To the category after.
    pub after: fn(&str) -> String,
    /// Score of one answer.
    pub points: fn(u8) -> String,
    /// How much the score rests on: answered, applicable.
    pub computed: fn(usize, usize) -> String,
    /// The calculation itself: scores, exact result with its sign, rounded result.
    pub sum: fn(&str, &str, Option<u64>) -> String,
    /// Too few answers: answered, applicable.
    pub too_few: fn(usize, usize) -> String,
    /// Smallest and largest score without one item.
    pub range: fn(u64, u64) -> String,
    /// A documented case: title, figure, lowest option and, where there is another, the highest.
    pub case: fn(&str, &str, [Option<&str>; 2]) -> String,
    /// The answer is below, the same, above.
    pub compared: [&'static str; 3],
    /// Heading of the remedies.
    pub remedies: &'static str,
    /// What remedies are.
    pub remedies_note: &'static str,
    /// Where a remedy stands.
    pub cited: fn(&str) -> String,
}

/// The hours among the scores.
#[derive(Debug)]
pub struct Hours {
    /// Heading.
    pub title: &'static str,
    /// At least, about, at most.
    pub bounds: [&'static str; 3],
    /// A number of hours.
    pub hours: fn(&str) -> String,
    /// What the lower bound rests on.
    pub lower_basis: &'static str,
    /// What the centre and the upper bound assume: open centre, open upper end, open week.
    pub assumed: fn([u16; 3]) -> String,
    /// Only some activities are answered: answered, activities.
    pub partial: fn(usize, usize) -> String,
    /// The form leaves out so many questions on time.
    pub not_all_asked: fn(usize) -> String,
    /// The sum exceeds the whole week.
    pub inconsistent: &'static str,
    /// No activity is answered.
    pub none: &'static str,
    /// Heading of what could be saved.
    pub avoidable: &'static str,
    /// What that rests on: pairs.
    pub avoidable_basis: fn(usize) -> String,
}

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
    /// After each succeeded, as far as can be known; after the code, the person says so.
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

/// Comparing with an earlier file.
#[derive(Debug)]
pub struct Compare {
    /// Heading.
    pub title: &'static str,
    /// What is read, and where.
    pub lede: &'static str,
    /// Chooses a file.
    pub choose: &'static str,
    /// Names the field for the file's text or code.
    pub paste: &'static str,
    /// Reads what was pasted.
    pub read: &'static str,
    /// Said when the comparison stands below.
    pub done: &'static str,
    /// Not a file of this page.
    pub not_a_record: &'static str,
    /// A file of another version of the questions.
    pub other_version: &'static str,
    /// The browser could not read the file.
    pub unreadable: &'static str,
    /// The name of the index.
    pub index: &'static str,
    /// No difference; one below half a point.
    pub same: [&'static str; 2],
    /// Lower by, higher by.
    pub differs: [fn(u64) -> String; 2],
    /// What the figures are.
    pub note: &'static str,
    /// The two were of different forms.
    pub forms: &'static str,
    /// Heading of the scores.
    pub scores: &'static str,
    /// Heading of the answers that changed.
    pub answers: fn(usize) -> String,
    /// No answer changed.
    pub no_answers: &'static str,
    /// An answer then and now.
    pub then_now: fn(&str, &str) -> String,
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
