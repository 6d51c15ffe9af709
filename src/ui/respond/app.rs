//! The whole page: its state, and the page shown.

use qingdan_markup::html;
use yew::prelude::*;

use super::broken::broken;
use super::drafts::{self, Act, Ask};
use super::effects::Effects;
use super::pages;
use super::route::{Page, Route};
use super::state::{Dispatch, State};
use super::steps::steps;
use super::view::View;
use crate::browser::focus;
use crate::domain::interview::Interview;
use crate::i18n::Language;
use crate::ui::parts::{language_button, masthead};

/// Properties of [`App`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    /// The interview to begin with; none where the browser has no randomness.
    pub interview: Option<Interview>,
    /// The page to begin on.
    #[prop_or_default]
    pub route: Route,
    /// A page gone to before that, such as the link of a campaign.
    #[prop_or_default]
    pub before: Option<Route>,
    /// The language to begin in.
    #[prop_or_default]
    pub language: Language,
    /// Whether a page further on was asked for: the page was open before, and its answers are gone.
    #[prop_or_default]
    pub reopened: bool,
}

/// The respondent's page; says so where no interview can begin.
#[derive(Debug)]
pub struct App {
    page: Option<(Dispatch, Effects)>,
}

impl Component for App {
    type Message = ();
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let AppProps { interview, route, before, language, reopened } = ctx.props().clone();
        let page = interview.map(|interview| {
            let state = State::new(interview, [before, Some(route)], language);
            let state = State { reopened, ..state };
            let effects = Effects::new(state.route.clone());
            (Dispatch::new(state, ctx.link().callback(|()| ())), effects)
        });
        Self { page }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        match &self.page {
            Some((dispatch, _)) if dispatch.state().drafts.shown.broken => broken(),
            Some((dispatch, _)) => {
                let state = dispatch.state();
                shell(&View::of(&state, dispatch), &state.route)
            }
            None => broken(),
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if let Some((dispatch, effects)) = &mut self.page {
            if first {
                effects.begin(dispatch);
            }
            effects.follow(dispatch);
        }
    }
}

/// Everything on the page.
fn shell(view: &View, route: &Route) -> Html {
    let touched = view.interview.touched(view.instrument);
    let route = shown(route, touched);
    let title = pages::title(view, route.page);
    let warning = drafts::warning(view, route.page);
    #[cfg(feature = "two-tally")]
    let warning = html! { <>{ warning }{ pages::halves::warning(view, route.page) }</> };
    html! {
        <div class="shell" lang={view.language.tag()}>
            <a class="skip" href="#page" onclick={skip}>{ view.shared.skip }</a>
            if route.page != Page::Erased {
                { masthead(view.language, false, tools(view, touched)) }
            }
            <main class="shell__column" id="page" tabindex="-1">
                { warning }
                { pages::page(view, route.page, title) }
                { drafts::reminder(view, route.page) }
            </main>
            <p class="aside" role="status">{ status(view, route.page) }</p>
            { steps(view, &route) }
            { drafts::question(view) }
        </div>
    }
}

/// What is always within reach.
fn tools(view: &View, touched: bool) -> Html {
    let dispatch = view.dispatch.clone();
    let onlanguage = Callback::from(move |language| {
        dispatch.change(|state| {
            // A picture in the other language is not shown on.
            (state.language, state.picture) = (language, pages::Stage::default());
        });
    });
    html! {
        <>
            if touched {
                <a id="draft" class="button button--plain"
                   href={Page::Draft.fragment(view.instrument)}>
                    { view.messages.draft.save }
                </a>
                <button id="erase" type="button" class="button button--plain"
                        onclick={view.drafts.on(Act::Ask(Ask::Everything))}>
                    { view.messages.erase.erase }
                </button>
            }
            { language_button(view.language, &onlanguage) }
        </>
    }
}

/// The route as shown: "erased" is never said while there are answers, whatever the address says.
fn shown(route: &Route, touched: bool) -> Route {
    if route.page == Page::Erased && touched { Route::default() } else { route.clone() }
}

/// Skips to the content without touching the fragment, which is the route.
#[expect(clippy::needless_pass_by_value, reason = "the form of an event handler")]
fn skip(event: MouseEvent) {
    event.prevent_default();
    focus::go_to("page");
}

/// The title of the window: the page's, then the application's. After erasing the page's alone.
pub(super) fn window_title(view: &View, route: &Route) -> String {
    let page = shown(route, view.interview.touched(view.instrument)).page;
    let title = pages::title(view, page);
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
