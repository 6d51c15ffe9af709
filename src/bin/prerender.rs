//! Prints the respondent's first view as HTML, for the packer: it stands in the page before the
//! module starts.

use std::io::Write as _;

use qingdan::domain::interview::Interview;
use qingdan::domain::record::RecordId;
use qingdan::domain::respondent_instrument;
use qingdan::i18n::Language;
use qingdan::ui::respond::{App, AppProps, Route};

fn main() -> std::io::Result<()> {
    // The id does not show; the page makes its own when it starts.
    let interview = Interview::new(respondent_instrument(), RecordId([0; 16]), None);
    let interview = Some(interview);
    let props = AppProps {
        interview,
        route: Route::default(),
        before: None,
        language: Language::default(),
        reopened: false,
    };
    let renderer = yew::LocalServerRenderer::<App>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    std::io::stdout().write_all(html.as_bytes())
}
