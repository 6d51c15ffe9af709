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
    /// Whether what was read last has another key or other dice than what is answered for, which
    /// has to be left first.
    pub(super) other: bool,
    /// What splits its records, and why an invitation to such a campaign was not taken.
    #[cfg(feature = "two-tally")]
    pub(super) split: super::halves::Split,
}

impl Invitation {
    /// What the campaign read last asks. Where its records are split, nothing leaves otherwise.
    pub(super) fn terms(&self) -> Option<Terms> {
        let terms = self.campaign.as_ref().map(Campaign::terms);
        #[cfg(feature = "two-tally")]
        let split = self.split.scheme.is_some();
        #[cfg(feature = "two-tally")]
        let terms = terms.map(|terms| Terms { sealed: terms.sealed || split, ..terms });
        terms
    }

    /// Whether what was read last gave no campaign.
    pub(super) const fn was_refused(&self) -> bool {
        #[cfg(feature = "two-tally")]
        if self.split.refused.is_some() {
            return true;
        }
        self.refused.is_some()
    }

    /// The campaign that an interview answers for, where its code was read.
    pub(super) fn campaign_of(&self, interview: &Interview) -> Option<&Campaign> {
        self.campaign.as_ref().filter(|_| self.terms() == interview.terms())
    }

    /// Reads a text and joins its campaign; not again one that is known already, which may have
    /// been left. One that protects otherwise than that answered for is not taken.
    pub(super) fn receive(state: &mut State, text: &str) {
        #[cfg(feature = "two-tally")]
        if super::halves::receive(state, text) {
            return;
        }
        match read_campaign(respondent_instrument(), text) {
            Ok(campaign) => {
                let joined = state.invitation.campaign_of(&state.interview);
                let other = joined.is_some_and(|joined| campaign.differs_from(joined));
                (state.invitation.refused, state.invitation.other) = (None, other);
                if !other {
                    Self { campaign: Some(campaign), ..Self::default() }.take(state);
                }
            }
            Err(fault) => state.invitation.refused = Some(fault),
        }
    }

    /// Becomes the one read last, and joins its campaign.
    pub(super) fn take(self, state: &mut State) {
        let terms = self.terms();
        #[cfg(feature = "two-tally")]
        if super::halves::refuses(state, &Did::Joined(terms)) && state.interview.terms() != terms {
            state.invitation.split.refused = Some(super::halves::Refused::Locked);
            return;
        }
        let known = std::mem::replace(&mut state.invitation, self).terms();
        state.ways.unseal();
        if known != terms {
            answer_for(state, terms);
        }
    }
}

/// Reads a pasted text or a file's, where the browser could read the file; after a success the
/// campaign stands on the first page.
pub(super) fn open(dispatch: &Dispatch, text: Option<String>) {
    dispatch.change(|state| Invitation::receive(state, &text.unwrap_or_default()));
    if !dispatch.state().invitation.was_refused() {
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
    #[cfg(feature = "two-tally")]
    if super::halves::refuses(state, &Did::Joined(terms)) {
        return;
    }
    state.invitation.other = false;
    if let Some(next) = state.interview.after(respondent_instrument(), &Did::Joined(terms)) {
        state.interview = next;
        drafts::update(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{Details, Extensions, FormChoice};
    use crate::domain::record::RecordId;
    use crate::domain::seal::PrivateKey;
    use crate::i18n::Language;

    fn campaign(seed: Option<&[u8; 32]>) -> Campaign {
        let instrument = respondent_instrument();
        let details = Details {
            id: [1, 2, 3, 4],
            wave: 1,
            title: "甲".to_owned(),
            wave_label: String::new(),
            purpose: String::new(),
            contact: String::new(),
            form: FormChoice::Either,
            background: 0,
            minimum: 10,
        };
        let key = seed.map(|seed| PrivateKey::of_random(seed).expect("random").public().clone());
        let campaign = Campaign::new(instrument, details).expect("a campaign");
        let extensions = Extensions { key, ..Extensions::default() };
        campaign.with(instrument, extensions).expect("they fit")
    }

    /// Another key under the same name and number, or none, is not taken over unasked.
    #[test]
    fn another_key_waits_until_the_first_is_left() {
        let first = campaign(Some(b"a seed of a key, only for a test"));
        let second = campaign(Some(b"another seed, also only for test"));
        let open = campaign(None);
        let interview = Interview::new(respondent_instrument(), RecordId([7; 16]), None);
        let mut state = State::new(interview, [None, None], Language::Zh);
        Invitation::receive(&mut state, &first.to_code());
        Invitation::receive(&mut state, &first.to_code());
        assert!(!state.invitation.other, "the same code again");
        for other in [&second, &open] {
            Invitation::receive(&mut state, &other.to_code());
            assert!(state.invitation.other);
            assert_eq!(state.invitation.campaign_of(&state.interview), Some(&first));
        }
        answer_for(&mut state, None);
        assert!(!state.invitation.other);
        Invitation::receive(&mut state, &second.to_code());
        assert_eq!(state.invitation.campaign, Some(second.clone()));
        answer_for(&mut state, Some(second.terms()));
        assert_eq!(state.invitation.campaign_of(&state.interview), Some(&second));
        // From a campaign without protection there is nothing to lose.
        let interview = Interview::new(respondent_instrument(), RecordId([7; 16]), None);
        let mut state = State::new(interview, [None, None], Language::Zh);
        Invitation::receive(&mut state, &open.to_code());
        Invitation::receive(&mut state, &second.to_code());
        assert_eq!(state.invitation.campaign_of(&state.interview), Some(&second));
    }
}
