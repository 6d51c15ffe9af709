//! The bar at the bottom: back, where one is, next; on the last page, saving the file.

use yew::prelude::*;

use super::pages;
use super::route::{Page, Route};
use super::view::View;

/// Back and next as links, so that the browser's own back and forward go along.
pub(super) fn steps(view: &View, route: &Route) -> Html {
    let words = &view.messages.steps;
    let number = route.page.number(view.instrument);
    let back = route.page.back(view.instrument);
    let next = next(view, route);
    let last = route.page == Page::Export;
    if back.is_none() && next.is_none() {
        return Html::default();
    }
    html! {
        <nav class="steps" aria-label={words.label}>
            if let Some((page, pages)) = number {
                <progress class="steps__line" max={pages.to_string()} value={page.to_string()}
                          aria-label={(words.position)(page, pages)} />
            }
            if last {
                { outcome(view) }
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
                    <button type="button" id="save" class="button button--primary steps__next"
                            onclick={view.ways.onsave.clone()}>{ view.messages.export.save }</button>
                }
            </div>
        </nav>
    }
}

/// What became of saving, beside the button that did it.
fn outcome(view: &View) -> Html {
    let words = &view.messages.export;
    let interview = view.interview;
    html! {
        if view.ways.failed {
            <p class="steps__note" id="failed" role="alert">{ words.failed }</p>
        } else if interview.exported() {
            <p class="steps__note" id="saved">{ pages::saved(view) }</p>
        } else if interview.revision() > 0 {
            <p class="steps__note" id="changed">{ (words.changed)(interview.revision()) }</p>
        }
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
