//! Mounts the respondent's page.

use qingdan::browser::history;
use qingdan::domain::respondent_instrument;
use qingdan::i18n::Language;
use qingdan::tasks::begin_interview::begin_interview;
use qingdan::ui::respond::{App, AppProps, Route};

fn main() {
    let Some(root) = qingdan::browser::document::by_id("app") else { return };
    let instrument = respondent_instrument();
    let interview = begin_interview(instrument).ok();
    let route = Route::of_fragment(instrument, &history::fragment()).at_start();
    let props = AppProps { interview, route, language: Language::default() };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}
