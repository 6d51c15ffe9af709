//! Drafts kept on this device, encrypted, only when asked for.

use yew::prelude::*;

use super::state::InterviewState;

/// What is kept on this device, and what starts keeping it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drafts {}

/// The drafts of this device.
#[hook]
pub(super) fn use_drafts(_state: &UseReducerHandle<InterviewState>) -> Drafts {
    Drafts {}
}
