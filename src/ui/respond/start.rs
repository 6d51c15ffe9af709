//! The beginning of the page in the browser.

use super::{App, AppProps, Route};
use crate::browser::{document, history};
use crate::domain::instrument::Form;
use crate::domain::interview::Event;
use crate::domain::respondent_instrument;
use crate::i18n::Language;
use crate::tasks::begin_interview::begin_interview;

/// Mounts the page where the address says, with what was picked before it had started.
pub fn start() {
    let Some(root) = document::by_id("app") else { return };
    let instrument = respondent_instrument();
    let mut interview = begin_interview(instrument).ok();
    if document::checked("form-quick") {
        // Picked on the prerendered view, before this program had started.
        let quick = Event::PickedForm(Form::Quick);
        interview = interview.map(|begun| begun.after(instrument, &quick).unwrap_or(begun));
    }
    let wanted = Route::of_fragment(instrument, &history::fragment());
    let route = wanted.clone().at_start();
    let reopened = route != wanted;
    if reopened {
        history::replace(&route.page.fragment(instrument));
    }
    let language = Language::default();
    let props = AppProps { interview, route, before: None, language, reopened };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}
