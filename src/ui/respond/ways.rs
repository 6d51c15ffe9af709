//! The ways in which the file leaves the page.

use yew::prelude::*;

use super::state::InterviewState;
use crate::domain::interview::Event;
use crate::domain::shipped_instrument;
use crate::tasks::export_record::export_record;

/// What became of the ways out, and what starts them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ways {
    /// The browser did not take the file.
    pub(super) failed: bool,
    /// Saves the file.
    pub(super) onsave: Callback<MouseEvent>,
}

/// The ways out of the interview as it stands.
#[hook]
pub(super) fn use_ways(state: &UseReducerHandle<InterviewState>) -> Ways {
    let failed = use_state_eq(|| false);
    let onsave = {
        let (state, failed) = (state.clone(), failed.setter());
        Callback::from(move |_| {
            let result = export_record(shipped_instrument(), &state.0);
            failed.set(result.is_err());
            if result.is_ok() {
                state.dispatch(Event::Exported);
            }
        })
    };
    Ways { failed: *failed, onsave }
}
