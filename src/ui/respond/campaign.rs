//! The campaign to which an organiser invites, by link, pasted text or file.

use yew::prelude::*;

use super::drafts;
use super::route::Page;
use super::state::{Dispatch, State};
use crate::browser::history;
use crate::domain::campaign::{Campaign, CampaignFault, Terms, read_campaign};
use crate::domain::interview::{Event as Did, Interview};
use crate::domain::respondent_instrument;

/// The campaign whose code was read last, and why another was not.
#[derive(Debug, Default)]
pub(super) struct Invitation {
    /// The campaign.
    pub(super) campaign: Option<Campaign>,
    /// Why what was read last gave none.
    pub(super) refused: Option<CampaignFault>,
}

impl Invitation {
    /// The campaign that an interview answers for, where its code was read.
    pub(super) fn campaign_of(&self, interview: &Interview) -> Option<&Campaign> {
        self.campaign.as_ref().filter(|known| Some(known.terms()) == interview.terms())
    }

    /// Reads a text and joins its campaign; not again one that is known already, which may have
    /// been left.
    pub(super) fn receive(state: &mut State, text: &str) {
        match read_campaign(respondent_instrument(), text) {
            Ok(campaign) => {
                let terms = Some(campaign.terms());
                let known = state.invitation.campaign.replace(campaign);
                state.invitation.refused = None;
                state.ways.unseal();
                if known.map(|known| known.terms()) != terms {
                    answer_for(state, terms);
                }
            }
            Err(fault) => state.invitation.refused = Some(fault),
        }
    }
}

/// Reads a pasted text or a file's, where the browser could read the file; after a success the
/// campaign stands on the first page.
pub(super) fn open(dispatch: &Dispatch, text: Option<String>) {
    dispatch.change(|state| Invitation::receive(state, &text.unwrap_or_default()));
    if dispatch.state().invitation.refused.is_none() {
        history::go(&Page::Welcome.fragment(respondent_instrument()));
    }
}

/// A handler that joins a campaign, or leaves it.
pub(super) fn on(dispatch: &Dispatch, terms: Option<Terms>) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.change(|state| answer_for(state, terms)))
}

/// Puts a campaign into the record to be, or takes it out. No answer is lost by it.
fn answer_for(state: &mut State, terms: Option<Terms>) {
    if let Some(next) = state.interview.after(respondent_instrument(), &Did::Joined(terms)) {
        state.interview = next;
        drafts::update(state);
    }
}
