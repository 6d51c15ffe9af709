//! Words of the respondent's page.

use super::{Language, en, zh};

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

impl Messages {
    /// The words in a language.
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Zh => &zh::RESPOND,
            Language::En => &en::RESPOND,
        }
    }
}

/// The bar at the bottom and the masthead.
#[derive(Debug)]
pub struct Steps {
    /// Names the bar for screen readers.
    pub label: &'static str,
    /// To the page before.
    pub back: &'static str,
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
    /// Columns of the profile: category, score, band.
    pub columns: [&'static str; 4],
    /// Not reported.
    pub unreported: &'static str,
    /// Rests on one item.
    pub single: &'static str,
    /// Heading of the categories one by one.
    pub one_by_one: &'static str,
    /// What stands there.
    pub one_by_one_lede: &'static str,
    /// Heading of how it is computed.
    pub method: &'static str,
    /// How it is computed; the hole is the least number of categories.
    pub method_text: fn(usize) -> [String; 4],
    /// Heading of the words for bands.
    pub bands: &'static str,
}

/// One category among the scores.
#[derive(Debug)]
pub struct Detail {
    /// Heading of the answers.
    pub answers: &'static str,
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
    /// What the centre and the upper bound assume: open centre, open upper end.
    pub assumed: fn(u16, u16) -> String,
    /// Only some activities are answered: answered, activities.
    pub partial: fn(usize, usize) -> String,
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
    /// Heading over the button.
    pub save_title: &'static str,
    /// What the button does; the hole is the file's name.
    pub before: fn(&str) -> String,
    /// The button.
    pub save: &'static str,
    /// After saving; the hole is the file's name.
    pub saved: fn(&str) -> String,
    /// Saved before and changed since.
    pub changed: fn(u8) -> String,
    /// The browser did not take the file.
    pub failed: &'static str,
    /// Handing the file over.
    pub hand_over: &'static str,
}

/// The ways in which the file leaves the page.
#[derive(Debug)]
pub struct Ways {
    /// Heading.
    pub title: &'static str,
}

/// Drafts on this device.
#[derive(Debug)]
pub struct Draft {
    /// Heading of the page that keeps one.
    pub title: &'static str,
    /// Heading of the page that goes on with one.
    pub resume_title: &'static str,
}

/// Comparing with an earlier file.
#[derive(Debug)]
pub struct Compare {
    /// Heading.
    pub title: &'static str,
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
