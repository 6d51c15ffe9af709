//! The whole page: its state, its effects, and the page shown.

use yew::prelude::*;

use super::drafts::use_drafts;
use super::pages;
use super::route::{Page, Route};
use super::state::{Dispatch, InterviewState};
use super::steps::steps;
use super::view::View;
use super::ways::use_ways;
use crate::browser::{focus, history};
use crate::domain::interview::{Event, Interview};
use crate::domain::shipped_instrument;
use crate::i18n::Language;
use crate::i18n::respond::Messages;
use crate::i18n::shared;
use crate::tasks::begin_interview::fresh_id;
use crate::ui::hooks::{use_document, use_leave_guard};
use crate::ui::parts::{Confirm, LanguageButton, masthead};

/// Properties of [`App`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    /// The interview to begin with.
    pub interview: Interview,
    /// The page to begin on.
    #[prop_or_default]
    pub route: Route,
    /// The language to begin in.
    #[prop_or_default]
    pub language: Language,
}

/// The respondent's page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let instrument = shipped_instrument();
    let state = use_reducer(|| InterviewState(props.interview.clone()));
    let language = use_state(|| props.language);
    let route = use_route(&props.route);
    let ways = use_ways(&state);
    let drafts = use_drafts(&state);
    let asking = use_state_eq(|| false);
    let dispatch = state.dispatcher();

    let interview = &state.0;
    let touched = interview.touched(instrument);
    let route = shown(&route, touched);
    let view = View {
        instrument,
        interview,
        language: *language,
        messages: Messages::of(*language),
        shared: shared::Messages::of(*language),
        dispatch: &dispatch,
        ways: &ways,
        drafts: &drafts,
    };
    let title = pages::title(&view, route.page);
    use_document(*language, window_title(&view, route.page, title));
    use_leave_guard(touched && !interview.exported());
    // The question belongs to the page it was asked on.
    use_effect_with(route.clone(), {
        let asking = asking.setter();
        move |_| asking.set(false)
    });

    let onlanguage = {
        let language = language.clone();
        move |wanted| language.set(wanted)
    };
    let onask = {
        let asking = asking.clone();
        move |_| asking.set(true)
    };
    let onchoose = onchoose(&dispatch, asking.setter());
    let words = &view.messages.erase;
    html! {
        <div class="shell" lang={language.tag()}>
            <a class="skip" href="#page" onclick={skip}>{ view.shared.skip }</a>
            if route.page != Page::Erased {
                { masthead(*language, false, html! {
                    <>
                        if touched {
                            <button id="erase" type="button" class="button button--plain"
                                    onclick={onask}>{ words.erase }</button>
                        }
                        <LanguageButton language={*language} onpick={onlanguage} />
                    </>
                }) }
            }
            <main class="shell__column" id="page" tabindex="-1">
                { pages::page(&view, route.page, title) }
            </main>
            <p class="aside" role="status">{ status(&view, route.page) }</p>
            { steps(&view, &route) }
            <Confirm open={*asking} question={words.question} consequence={words.consequence}
                     yes={words.yes} no={view.shared.cancel} {onchoose} />
        </div>
    }
}

/// The route as shown: "erased" is never said while there are answers, whatever the address says.
fn shown(route: &Route, touched: bool) -> Route {
    if route.page == Page::Erased && touched { Route::default() } else { route.clone() }
}

/// Closes the dialog; on yes, erases everything and goes to the neutral page.
fn onchoose(dispatch: &Dispatch, asking: UseStateSetter<bool>) -> Callback<bool> {
    let dispatch = dispatch.clone();
    Callback::from(move |yes: bool| {
        asking.set(false);
        if !yes {
            return;
        }
        if let Ok(id) = fresh_id() {
            dispatch.dispatch(Event::Erased(id));
            history::go(&Page::Erased.fragment(shipped_instrument()));
        }
    })
}

/// The route shown. It follows the fragment; the focus follows it.
#[hook]
fn use_route(first: &Route) -> UseStateHandle<Route> {
    let route = use_state(|| first.clone());
    use_effect_with((), {
        let route = route.setter();
        move |()| {
            let listener = history::on_change(move |fragment| {
                route.set(Route::of_fragment(shipped_instrument(), &fragment));
            });
            move || drop(listener)
        }
    });
    let shown = use_mut_ref(|| first.clone());
    use_effect_with((*route).clone(), move |route| {
        let before = shown.replace(route.clone());
        match &route.question {
            Some(question) => focus::go_to(&["q-", question].concat()),
            None if before != *route => focus::begin_at("title"),
            None => {}
        }
    });
    route
}

/// Skips to the content without touching the fragment, which is the route.
#[expect(clippy::needless_pass_by_value, reason = "the form of an event handler")]
fn skip(event: MouseEvent) {
    event.prevent_default();
    focus::go_to("page");
}

/// The title of the window: the page's, then the application's. After erasing the page's alone.
fn window_title(view: &View, page: Page, title: &str) -> String {
    let name = [view.shared.name, " · ", view.text(&view.instrument.title)].concat();
    match page {
        Page::Welcome => name,
        Page::Erased => title.to_owned(),
        _ => [title, " · ", &name].concat(),
    }
}

/// What the live region says.
fn status(view: &View, page: Page) -> String {
    match page {
        Page::Export if view.interview.exported() => pages::saved(view),
        _ => page
            .number(view.instrument)
            .map(|(page, pages)| (view.messages.steps.position)(page, pages))
            .unwrap_or_default(),
    }
}
