//! The whole page: its state, its effects, and the page shown.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::drafts::{self, Act, Ask, use_drafts};
use super::pages;
use super::route::{Page, Route};
use super::state::InterviewState;
use super::steps::steps;
use super::view::View;
use super::ways::use_ways;
use crate::browser::{focus, history};
use crate::domain::interview::Interview;
use crate::domain::shipped_instrument;
use crate::i18n::Language;
use crate::i18n::respond::Messages;
use crate::i18n::shared;
use crate::ui::hooks::{use_document, use_leave_guard};
use crate::ui::parts::{LanguageButton, masthead};

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
    let (route, whole) = use_route(&props.route);
    let ways = use_ways(&state);
    let drafts = use_drafts(&state, route.page);
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
        whole,
    };
    let title = pages::title(&view, route.page);
    use_document(*language, window_title(&view, route.page, title));
    use_leave_guard(touched && !interview.exported() && !drafts.safe());

    let onlanguage = {
        let language = language.clone();
        move |wanted| language.set(wanted)
    };
    html! {
        <div class="shell" lang={language.tag()}>
            <a class="skip" href="#page" onclick={skip}>{ view.shared.skip }</a>
            if route.page != Page::Erased {
                { masthead(*language, false, html! {
                    <>
                        if touched {
                            <a id="draft" class="button button--plain"
                               href={Page::Draft.fragment(instrument)}>
                                { view.messages.draft.save }
                            </a>
                            <button id="erase" type="button" class="button button--plain"
                                    onclick={drafts.on(Act::Ask(Ask::Everything))}>
                                { view.messages.erase.erase }
                            </button>
                        }
                        <LanguageButton language={*language} onpick={onlanguage} />
                    </>
                }) }
            }
            <main class="shell__column" id="page" tabindex="-1">
                { drafts::warning(&view, route.page) }
                { pages::page(&view, route.page, title) }
                { drafts::reminder(&view, route.page) }
            </main>
            <p class="aside" role="status">{ status(&view, route.page) }</p>
            { steps(&view, &route) }
            { drafts::question(&view) }
        </div>
    }
}

/// The route as shown: "erased" is never said while there are answers, whatever the address says.
fn shown(route: &Route, touched: bool) -> Route {
    if route.page == Page::Erased && touched { Route::default() } else { route.clone() }
}

/// How long only the beginning of a new page is there: until it has been painted.
const BEGINNING_MS: u32 = 40;

/// The route shown, and whether the whole page is. It follows the fragment; the focus follows it
/// to the whole page.
#[hook]
fn use_route(first: &Route) -> (Route, bool) {
    let state = use_state(|| (first.clone(), true));
    let shown = use_mut_ref(|| first.clone());
    use_effect_with((), {
        let (state, shown) = (state.setter(), shown.clone());
        move |()| {
            let listener = history::on_change(move |fragment| {
                let route = Route::of_fragment(shipped_instrument(), &fragment);
                let whole = route.question.is_some() || *shown.borrow() == route;
                state.set((route, whole));
            });
            move || drop(listener)
        }
    });
    use_effect_with((*state).clone(), {
        let state = state.setter();
        move |(route, whole)| {
            let route = route.clone();
            let rest = || Timeout::new(BEGINNING_MS, move || state.set((route, true)));
            let rest = (!whole).then(rest);
            move || drop(rest)
        }
    });
    use_effect_with((*state).clone(), move |(route, whole)| {
        if !whole {
            focus::to_top();
            return;
        }
        let before = shown.replace(route.clone());
        match &route.question {
            Some(question) => focus::go_to(&["q-", question].concat()),
            None if before != *route => focus::begin_at("title"),
            None => {}
        }
    });
    (*state).clone()
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
        Page::Draft if view.drafts.safe() => view.messages.draft.kept.to_owned(),
        _ => page
            .number(view.instrument)
            .map(|(page, pages)| (view.messages.steps.position)(page, pages))
            .unwrap_or_default(),
    }
}
