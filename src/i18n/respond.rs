//! Words of the respondent's page.

#[cfg(feature = "two-tally")]
mod halves;
mod leaving;
mod protected;
mod results;
mod sealed;

#[cfg(feature = "two-tally")]
pub use halves::Halves;
pub use leaving::{Draft, Erase, Export, Ways};
pub use protected::{Crowd, Noise};
pub use results::{Compare, Detail, Hours, Picture, Results};
pub use sealed::Sealed;

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
    /// Campaigns with a key.
    pub sealed: Sealed,
    /// Campaigns that randomise items.
    pub noise: Noise,
    /// Campaigns that tell who is asked.
    pub crowd: Crowd,
    /// Campaigns whose records are split into halves.
    #[cfg(feature = "two-tally")]
    pub halves: Halves,
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
    /// What it is, in two sentences.
    pub lede: &'static str,
    /// The page was open before, and its answers are gone.
    pub reopened: &'static str,
    /// Who is behind the file.
    pub who: [&'static str; 2],
    /// How long it takes.
    pub how_long: [&'static str; 2],
    /// What the file holds; the hole lists the background questions, if any are asked.
    pub inside: (&'static str, fn(&str) -> String),
    /// What the file does not hold.
    pub outside: [&'static str; 2],
    /// Heading of what this page cannot do, and its sentences.
    pub limits: (&'static str, [&'static str; 3]),
    /// What it can do.
    pub offline: &'static str,
    /// Legend of the choice of form.
    pub choose: &'static str,
    /// Name, length and advice of the full form; its length is reckoned by `build/shape.rs`.
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
