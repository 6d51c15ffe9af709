//! A respondent without a screen: everything a page can do, by the ids of the questions.

use qingdan::domain::answer::{Answer, Priorities, Question};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{CampaignRef, Record, RecordId, anonymise};
use qingdan::domain::score::{Scores, score};
use qingdan::domain::shipped_instrument;

/// One person filling in the shipped instrument. Each step panics if the interview refuses it.
#[derive(Clone, Debug)]
pub(crate) struct Respondent {
    pub(crate) interview: Interview,
}

impl Respondent {
    /// Begins the full form under an id of sixteen equal bytes.
    pub(crate) fn begin(id: u8) -> Self {
        Self::begin_in(id, None)
    }

    /// Begins the full form for a campaign.
    pub(crate) fn begin_in(id: u8, campaign: Option<CampaignRef>) -> Self {
        let id = RecordId([id; 16]);
        Self { interview: Interview::new(instrument(), id, campaign) }
    }

    /// Whether an event changes anything; nothing happens.
    pub(crate) fn can(&self, event: &Event) -> bool {
        self.interview.after(instrument(), event).is_some()
    }

    /// Lets an event happen.
    pub(crate) fn then(mut self, event: &Event) -> Self {
        let next = self.interview.after(instrument(), event);
        self.interview = next.unwrap_or_else(|| panic!("{event:?} changes nothing"));
        self
    }

    fn with(self, id: &str, answer: Answer) -> Self {
        self.then(&Event::Answered(question(id), answer))
    }

    pub(crate) fn answer(self, id: &str, option: u8) -> Self {
        self.with(id, Answer::Option(option))
    }

    pub(crate) fn decline(self, id: &str) -> Self {
        self.with(id, Answer::Declined)
    }

    pub(crate) fn not_applicable(self, id: &str) -> Self {
        self.with(id, Answer::NotApplicable)
    }

    pub(crate) fn dont_know(self, id: &str) -> Self {
        self.with(id, Answer::DontKnow)
    }

    pub(crate) fn unpick(self, id: &str) -> Self {
        self.with(id, Answer::Skipped)
    }

    /// Taps categories in the priorities question, in this order.
    pub(crate) fn tap(self, categories: &[&str]) -> Self {
        categories.iter().fold(self, |person, id| {
            let category = instrument().category_index(id).expect("a category");
            person.then(&Event::ToggledPriority(u8::try_from(category).expect("small")))
        })
    }

    pub(crate) fn cut_nothing(self) -> Self {
        self.then(&Event::AnsweredPriorities(Priorities::Nothing))
    }

    pub(crate) fn pick(self, form: Form) -> Self {
        self.then(&Event::PickedForm(form))
    }

    /// Answers every item that the full form asks: item k with option k mod (number of options).
    pub(crate) fn answer_by_number(self) -> Self {
        (0_u8..).zip(&instrument().items).fold(self, |person, (position, item)| {
            let options = u8::try_from(instrument().options(&item.options).len()).expect("few");
            person.answer(&item.id, position % options)
        })
    }

    /// Exports: the record, and the interview marked as exported.
    pub(crate) fn export(self) -> (Self, Record) {
        let record = self.record();
        (self.then(&Event::Exported), record)
    }

    /// The record as it would be exported now.
    pub(crate) fn record(&self) -> Record {
        anonymise(instrument(), &self.interview)
    }

    /// The record as JSON.
    pub(crate) fn json(&self) -> String {
        self.record().to_json(instrument())
    }

    /// What the results page computes.
    pub(crate) fn scores(&self) -> Scores {
        score(instrument(), &self.interview.finish(instrument()))
    }
}

/// The instrument of every scenario.
pub(crate) fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// The question with this id.
pub(crate) fn question(id: &str) -> Question {
    let found = instrument().questions().find(|(_, other)| *other == id);
    found.unwrap_or_else(|| panic!("no question {id}")).0
}
