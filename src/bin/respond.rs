//! Mounts the respondent's page.

use qingdan::browser::history;
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::tasks::begin_interview::begin_interview;
use qingdan::ui::respond::{App, AppProps, Broken, Route};

fn main() {
    let Some(root) = qingdan::browser::document::by_id("app") else { return };
    let instrument = shipped_instrument();
    match begin_interview(instrument) {
        Ok(interview) => {
            let route = Route::of_fragment(instrument, &history::fragment()).at_start();
            let props = AppProps { interview, route, language: Language::default() };
            yew::Renderer::<App>::with_root_and_props(root, props).render();
        }
        Err(_) => {
            yew::Renderer::<Broken>::with_root(root).render();
        }
    }
}
