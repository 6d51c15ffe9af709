//! The bar at the bottom: back, where one is, next; on the last page, this browser's first way to
//! hand over the file.

use yew::prelude::*;

use super::pages;
use super::route::{Page, Route};
use super::view::View;
use super::ways::Act;

/// Back and next as links, so that the browser's own back and forward go along.
pub(super) fn steps(view: &View, route: &Route) -> Html {
    let words = &view.messages.steps;
    let number = route.page.number(view.instrument);
    // From the draft, back to where one was.
    let leaves = route.page == Page::Draft && !view.drafts.safe();
    let back = route.page.back(view.instrument).or(leaves.then_some(view.drafts.page));
    let next = next(view, route);
    let last = route.page == Page::Export;
    let outcome = if last { pages::ways::outcome(view) } else { None };
    if back.is_none() && next.is_none() {
        return Html::default();
    }
    html! {
        <nav class="steps" aria-label={words.label}>
            if let Some((page, pages)) = number {
                <progress class="steps__line" max={pages.to_string()} value={page.to_string()}
                          aria-label={(words.position)(page, pages)} />
            }
            if let Some((id, said)) = outcome {
                <p class="steps__note" {id}>{ said }</p>
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
                } else if last {
                    { first_way(view) }
                }
            </div>
        </nav>
    }
}

/// The button of this browser's first way; its label says what it does.
fn first_way(view: &View) -> Html {
    let (first, words) = (view.ways.means.first(), &view.messages.ways);
    html! {
        <button type="button" id="save" class="button button--primary steps__next"
                onclick={view.ways.on(Act::Take(first), words)}>
            { words.names[first as usize] }
        </button>
    }
}

/// Where the next button leads and what it says. From a question reached from the review, back
/// to it.
fn next(view: &View, route: &Route) -> Option<(Page, &'static str)> {
    let words = &view.messages.steps;
    if route.question.is_some() {
        return Some((Page::Review, words.back_to_review));
    }
    if route.page == Page::Draft && view.drafts.safe() {
        return Some((view.drafts.page, view.messages.draft.go_on));
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
