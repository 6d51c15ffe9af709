//! What envelopes came to: one line for each kind of which there were some.

use qingdan_markup::html;
use yew::prelude::*;

/// A kind, how many of it, and the words for it.
pub(super) type Line = (&'static str, u64, fn(u64) -> String);

/// The lines of a list, without those of which there is nothing.
pub(super) fn lines(all: impl IntoIterator<Item = Line>) -> Html {
    let line = |(kind, n, words): Line| {
        html! { <li key={kind} data-kind={kind} data-count={n.to_string()}>{ words(n) }</li> }
    };
    all.into_iter().filter(|line| line.1 > 0).map(line).collect()
}
