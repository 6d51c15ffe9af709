//! The bar at the bottom: back, where one is, next; where there is something to do instead, that:
//! handing over the file in this browser's first way, keeping a draft.

use qingdan_markup::html;
use yew::prelude::*;

use super::drafts;
use super::pages;
use super::route::{Page, Route};
use super::view::View;
use super::ways::Act;

/// Back and next as links, so that the browser's own back and forward go along.
pub(super) fn steps(view: &View, route: &Route) -> Html {
    let words = &view.messages.steps;
    let number = route.page.number(view.instrument);
    // From the draft, back to where one was.
    let unkept = route.page == Page::Draft && !view.drafts.safe();
    let back = route.page.back(view.instrument).or(unkept.then_some(view.drafts.page));
    let next = next(view, route);
    let last = route.page == Page::Export;
    let outcome = if last { pages::ways::outcome(view) } else { None };
    let act = if last { Some(first_way(view)) } else { None };
    let position = number;
    // The button of a half needs the room of the position, which the line above tells as well.
    #[cfg(feature = "two-tally")]
    let (outcome, act, position) = if last && pages::halves::splits(view) {
        (pages::halves::outcome(view), missing_half(view), None)
    } else {
        (outcome, act, position)
    };
    if back.is_none() && next.is_none() {
        return Html::default();
    }
    html! {
        <nav class={if number.is_some() { "steps" } else { "steps steps--free" }}
             aria-label={words.label}>
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
                       href={back.fragment(view.instrument)}>
                        { words.back[kind_of_back(route.page)] }
                    </a>
                }
                if let Some((page, pages)) = position {
                    <span class="steps__position">{ (words.position)(page, pages) }</span>
                }
                if let Some((page, label)) = next {
                    <a id="next" class="button button--primary steps__next"
                       href={page.fragment(view.instrument)}>{ label }</a>
                } else if let Some(act) = act {
                    { act }
                } else if unkept {
                    { keep(view) }
                }
            </div>
        </nav>
    }
}

/// Which words "back" has on a page: to the page before, to the results, to where one was.
const fn kind_of_back(page: Page) -> usize {
    match page {
        Page::Detail(_) | Page::Compare => 1,
        Page::Draft | Page::Resume | Page::Join => 2,
        _ => 0,
    }
}

/// The button of this browser's first way; its label says what it does.
fn first_way(view: &View) -> Html {
    let (first, words) = (view.ways.means.first(), &view.messages.ways);
    act("save", words.names[first as usize], view.ways.on(Act::Take(first), words))
}

/// The button of the half that is still missing, until both were handed over.
#[cfg(feature = "two-tally")]
fn missing_half(view: &View) -> Option<Html> {
    let (label, onclick) = pages::halves::missing(view)?;
    Some(html! {
        <button type="button" id="save" class="button button--primary steps__next" {onclick}>
            { label }
        </button>
    })
}

/// The button that keeps a draft, or tries again.
fn keep(view: &View) -> Html {
    let words = &view.messages.draft;
    let label = if view.drafts.shown.code.is_some() { words.again } else { words.keep };
    act("keep", label, view.drafts.on(drafts::Act::Keep))
}

fn act(id: &'static str, label: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" {id} class="button button--primary steps__next" {onclick}>
            { label }
        </button>
    }
}

/// Where the next button leads and what it says. From a question reached from the review, back
/// to it.
fn next(view: &View, route: &Route) -> Option<(Page, AttrValue)> {
    let words = &view.messages.steps;
    if route.question.is_some() {
        return Some((Page::Review, words.back_to_review.into()));
    }
    if route.page == Page::Draft && view.drafts.safe() {
        return Some((view.drafts.page, view.messages.draft.go_on.into()));
    }
    let next = route.page.next(view.instrument)?;
    let label = match (route.page, next) {
        (_, Page::Detail(category)) => {
            let asked = &view.instrument.categories[category];
            return Some((next, (view.messages.detail.after)(view.text(&asked.short)).into()));
        }
        (Page::Welcome, _) => words.start,
        (_, Page::Review) => words.to_review,
        (_, Page::Results) => words.to_results,
        (_, Page::Export) => words.to_export,
        _ => words.next,
    };
    Some((next, label.into()))
}
