//! Keeping a draft on this device, and going on with it.

use yew::prelude::*;

use super::super::view::View;

/// Keeping a draft on this device, and going on with it.
pub(super) fn draft(view: &View) -> Html {
    html! { <p>{ view.messages.draft.title }</p> }
}

/// Going on with a draft.
pub(super) fn resume(view: &View) -> Html {
    html! { <p>{ view.messages.draft.resume_title }</p> }
}
