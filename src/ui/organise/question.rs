//! What is asked before something is taken away.

use yew::prelude::*;

use super::page::Action;
use crate::browser::dialog;
use crate::domain::campaign::Campaign;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::ui::parts::{CONFIRM, confirm};

/// What is asked before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Whether the open workspace is to be erased.
    Erase,
    /// Whether all are.
    EraseAll,
    /// Whether another workspace is to be opened, or a new one, while tickets wait in memory.
    Leave(Option<u32>, u64),
    /// Whether a campaign is to be taken out.
    Remove(Box<Campaign>),
}

impl Asking {
    /// What is done when the answer is yes.
    pub(super) fn action(self) -> Action {
        match self {
            Self::Erase => Action::Erased,
            Self::EraseAll => Action::ErasedAll,
            Self::Leave(Some(number), _) => Action::Opened(number),
            Self::Leave(None, _) => Action::Created,
            Self::Remove(campaign) => Action::Campaign(campaign.to_line(), false),
        }
    }
}

/// Properties of [`Question`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct QuestionProps {
    /// The language shown.
    pub language: Language,
    /// What is asked; the dialog is closed where nothing is.
    pub asking: Option<Asking>,
    /// Where the answer goes.
    pub onchoose: Callback<bool>,
}

/// The dialog with the question.
#[component]
pub fn Question(props: &QuestionProps) -> Html {
    let QuestionProps { language, asking, onchoose } = props;
    use_effect_with(asking.is_some(), |&asking| dialog::show(CONFIRM, asking));
    let messages = Messages::of(*language);
    let (collect, campaign) = (&messages.collect, &messages.campaign);
    match asking {
        Some(Asking::Remove(asked)) => {
            let heading = (campaign.removal)(&asked.details().title);
            let [text, yes, no] = campaign.removal_choice;
            confirm([&heading, text, yes, no], onchoose)
        }
        Some(Asking::Leave(_, waiting)) => {
            let [text, yes, no] = messages.sealed.tickets.leaving.1;
            confirm([&(messages.sealed.tickets.leaving.0)(*waiting), text, yes, no], onchoose)
        }
        Some(Asking::EraseAll) => {
            let (heading, text) = (collect.erase_all_heading, collect.erase_all_text);
            confirm([heading, text, collect.erase_all_confirm, messages.erase_keep], onchoose)
        }
        Some(Asking::Erase) | None => {
            let (heading, text) = (messages.erase_heading, messages.erase_text);
            confirm([heading, text, messages.erase_confirm, messages.erase_keep], onchoose)
        }
    }
}
