//! What every page is a function of.

use crate::domain::SHAPE;
use crate::domain::answer::{Answer, Priorities, Question};
use crate::domain::campaign::usual_background;
use crate::domain::instrument::{Form, Instrument, Text};
use crate::domain::interview::Interview;
use crate::domain::randomised::Randomisation;
use crate::domain::respondent_instrument;
use crate::i18n::Language;
use crate::i18n::respond::Messages;
use crate::i18n::shared;
use crate::ui::parts::background_names;

use super::campaign::Invitation;
use super::drafts::Drafts;
use super::pages::{Earlier, Stage};
use super::route::{Page, Route};
use super::state::{Dispatch, State};
use super::ways::Ways;

/// The state of the page, and the words for it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// What is asked.
    pub(super) instrument: &'static Instrument,
    /// What has been answered.
    pub(super) interview: &'a Interview,
    /// The language shown.
    pub(super) language: Language,
    /// Words of this page.
    pub(super) messages: &'static Messages,
    /// Words of both pages.
    pub(super) shared: &'static shared::Messages,
    /// Where events go.
    pub(super) dispatch: &'a Dispatch,
    /// The ways in which the file leaves the page.
    pub(super) ways: Ways<'a>,
    /// The halves, and what hands them over.
    #[cfg(feature = "two-tally")]
    pub(super) halves: super::halves::Halves<'a>,
    /// Drafts kept on this device.
    pub(super) drafts: Drafts<'a>,
    /// The campaign whose code was read last.
    pub(super) invitation: &'a Invitation,
    /// How far the picture of the results is.
    pub(super) picture: &'a Stage,
    /// The earlier file that was read last.
    pub(super) earlier: &'a Earlier,
    /// Whether the whole page is shown, or its beginning, which is painted sooner.
    pub(super) whole: bool,
    /// Whether the page was open before, and its answers are gone.
    pub(super) reopened: bool,
}

impl<'a> View<'a> {
    /// The view of a state.
    pub(super) fn of(state: &'a State, dispatch: &'a Dispatch) -> Self {
        Self {
            instrument: respondent_instrument(),
            interview: &state.interview,
            language: state.language,
            messages: Messages::of(state.language),
            shared: shared::Messages::of(state.language),
            dispatch,
            ways: Ways::of(&state.ways, dispatch),
            #[cfg(feature = "two-tally")]
            halves: super::halves::Halves::of(state, dispatch),
            drafts: Drafts::of(state, dispatch),
            invitation: &state.invitation,
            picture: &state.picture,
            earlier: &state.earlier,
            whole: state.whole,
            reopened: state.reopened,
        }
    }

    /// How many questions the page may show: one, which is what a phone shows at once, then all.
    pub(super) const fn shown(&self) -> usize {
        if self.whole { usize::MAX } else { 1 }
    }

    /// A text of the instrument in the language shown.
    pub(super) fn text(&self, text: &'static Text) -> &'static str {
        self.language.text(text)
    }

    /// The answer to a question as it counts in the form, rules of the instrument applied.
    pub(super) fn settled(&self, question: Question) -> Answer {
        let answers = self.interview.answers();
        match question {
            Question::Item(item) => {
                answers.settled(self.instrument, self.interview.form(), usize::from(item))
            }
            Question::Background(_) => self.interview.background(self.instrument, question),
            Question::Outcome(_) => answers.get(question),
        }
    }

    /// The randomised items of the campaign answered for, where it is known and has some.
    pub(super) fn noise(&self) -> Option<&'a Randomisation> {
        self.invitation.campaign_of(self.interview)?.extensions().randomised.as_ref()
    }

    /// The names of the background questions that are asked.
    pub(super) fn background(&self) -> Vec<&'static str> {
        let terms = self.interview.terms();
        let mask = terms.map_or_else(|| usual_background(self.instrument), |t| t.background);
        background_names(self.language, self.instrument, mask)
    }

    /// Whether there is such a form, and the campaign, if there is one, asks it.
    pub(super) fn offers(&self, form: Form) -> bool {
        (SHAPE.quick || form == Form::Full)
            && self.interview.terms().is_none_or(|terms| terms.form.allows(form))
    }

    /// The words of an answer; none for one that was passed over.
    pub(super) fn words(&self, question: Question, answer: Answer) -> Option<&'static str> {
        words_of(self.language, question, answer)
    }

    /// The name of a form.
    pub(super) const fn form(&self, form: Form) -> &'static str {
        match form {
            Form::Full => self.messages.welcome.full[0],
            Form::Quick => self.messages.welcome.quick[0],
        }
    }

    /// The address of a question on its page.
    pub(super) fn address(&self, page: Page, question: &str) -> String {
        Route::to_question(self.instrument, page, question)
    }

    /// Questions of the form that have no answer at all.
    pub(super) fn unanswered(&self) -> usize {
        let single = self
            .instrument
            .questions()
            .filter(|(question, _)| self.settled(*question) == Answer::Skipped)
            .count();
        single + usize::from(self.interview.answers().priorities == Priorities::Skipped)
    }

    /// The words of the priorities.
    pub(super) fn priorities(&self) -> String {
        match &self.interview.answers().priorities {
            Priorities::Chosen(chosen) => {
                let categories = &self.instrument.categories;
                let names = chosen.iter().filter_map(|&c| categories.get(usize::from(c)));
                let names: Vec<String> = (1..)
                    .zip(names)
                    .map(|(place, category)| format!("{place} {}", self.text(&category.short)))
                    .collect();
                self.shared.list(names.iter().map(String::as_str))
            }
            Priorities::Nothing => self.messages.unscored.priorities_none.to_owned(),
            Priorities::Declined => self.messages.question.declined.to_owned(),
            Priorities::Skipped => self.messages.review.unanswered.to_owned(),
            Priorities::NotAsked => self.messages.export.not_asked.to_owned(),
        }
    }
}

/// The words of an answer in a language; none for one that was passed over.
pub(super) fn words_of(
    language: Language,
    question: Question,
    answer: Answer,
) -> Option<&'static str> {
    let messages = Messages::of(language);
    match answer {
        Answer::Option(option) => {
            let options = respondent_instrument().options_of(question);
            options.get(usize::from(option)).map(|option| language.text(&option.label))
        }
        Answer::NotApplicable => Some(messages.question.not_applicable),
        Answer::DontKnow => Some(messages.question.dont_know),
        Answer::Declined => Some(messages.question.declined),
        Answer::Skipped => None,
        Answer::NotAsked => Some(messages.export.not_asked),
    }
}
