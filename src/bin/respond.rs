//! Mounts the respondent's page.

use qingdan::browser::{document, history};
use qingdan::domain::instrument::Form;
use qingdan::domain::interview::Event;
use qingdan::domain::respondent_instrument;
use qingdan::i18n::Language;
use qingdan::tasks::begin_interview::begin_interview;
use qingdan::ui::respond::{App, AppProps, Route};

fn main() {
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
