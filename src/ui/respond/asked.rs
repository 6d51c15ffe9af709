//! A question as it stands in the instrument, whatever block it belongs to.

use crate::domain::answer::Question;
use crate::domain::instrument::{Instrument, Nonresponse, ResponseOption, Text};

/// What one question asks.
pub(super) struct Asked<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// Its wording.
    pub(super) stem: &'a Text,
    /// The time span it asks about.
    pub(super) recall: Option<&'a Text>,
    /// An instruction under it.
    pub(super) instruction: Option<&'a Text>,
    /// Its options.
    pub(super) options: &'a [ResponseOption],
    /// Ways of not answering besides declining.
    pub(super) offers: &'a [Nonresponse],
}

impl<'a> Asked<'a> {
    /// The time span; the respondent's instrument leaves out one that the question names itself.
    pub(super) fn recall_apart(&self) -> Option<&'a Text> {
        self.recall.filter(|recall| !recall.zh.is_empty())
    }

    /// The question at a position; none where there is no such question.
    pub(super) fn of(instrument: &'a Instrument, question: Question) -> Option<Self> {
        let options = instrument.options_of(question);
        Some(match question {
            Question::Item(at) => {
                let item = instrument.items.get(usize::from(at))?;
                Self {
                    id: &item.id,
                    stem: &item.stem,
                    recall: Some(&item.recall),
                    instruction: item.instruction.as_ref(),
                    options,
                    offers: &item.offers,
                }
            }
            Question::Outcome(at) => {
                let outcome = instrument.choice_outcomes().get(usize::from(at))?;
                Self {
                    id: &outcome.id,
                    stem: &outcome.stem,
                    recall: Some(&outcome.recall),
                    instruction: None,
                    options,
                    offers: &[],
                }
            }
            Question::Background(at) => {
                let background = instrument.background.get(usize::from(at))?;
                Self {
                    id: &background.id,
                    stem: &background.stem,
                    recall: None,
                    instruction: None,
                    options,
                    offers: &[],
                }
            }
        })
    }
}
