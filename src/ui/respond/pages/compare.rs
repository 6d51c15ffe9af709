//! The scores beside those of an earlier file of one's own.

use yew::prelude::*;

use super::super::view::View;

/// The scores beside those of an earlier file of one's own.
pub(super) fn compare(view: &View) -> Html {
    html! { <p>{ view.messages.compare.title }</p> }
}
