//! The bar at the bottom: back, where one is, next.

use yew::prelude::*;

use super::route::{Page, Route};
use super::view::View;

/// Back and next as links, so that the browser's own back and forward go along.
pub(super) fn steps(view: &View, route: &Route) -> Html {
    let words = &view.messages.steps;
    let number = route.page.number(view.instrument);
    let back = route.page.back(view.instrument);
    let next = next(view, route);
    html! {
        <nav class="steps" aria-label={words.label}>
            if let Some((page, pages)) = number {
                <progress class="steps__line" max={pages.to_string()} value={page.to_string()}
                          aria-label={(words.position)(page, pages)} />
            }
            <div class="steps__row">
                if let Some(back) = back {
                    <a id="back" class="button button--plain steps__back"
                       href={back.fragment(view.instrument)}>{ words.back }</a>
                }
                if let Some((page, pages)) = number {
                    <span class="steps__position">{ (words.position)(page, pages) }</span>
                }
                if let Some((page, label)) = next {
                    <a id="next" class="button button--primary steps__next"
                       href={page.fragment(view.instrument)}>{ label }</a>
                }
            </div>
        </nav>
    }
}

/// Where the next button leads and what it says. From a question reached from the review, back
/// to it.
fn next(view: &View, route: &Route) -> Option<(Page, &'static str)> {
    let words = &view.messages.steps;
    if route.question.is_some() {
        return Some((Page::Review, words.back_to_review));
    }
    let next = route.page.next(view.instrument)?;
    let label = match (route.page, next) {
        (Page::Welcome, _) => words.start,
        (_, Page::Review) => words.to_review,
        (_, Page::Results) => words.to_results,
        (_, Page::Export) => words.to_export,
        _ => words.next,
    };
    Some((next, label))
}
