//! Prints the respondent's first view as HTML, for the packer: it stands in the page before the
//! module starts. After the word `names` it prints the names of the instrument instead: the title
//! of the window, then id, version and hash.

use std::io::Write as _;

use qingdan::domain::interview::Interview;
use qingdan::domain::record::RecordId;
use qingdan::domain::respondent_instrument;
use qingdan::i18n::{Language, shared};
use qingdan::ui::respond::{App, AppProps, Route};

fn main() -> std::io::Result<()> {
    if std::env::args().nth(1).as_deref() == Some("names") {
        return names();
    }
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

fn names() -> std::io::Result<()> {
    let (language, instrument) = (Language::default(), respondent_instrument());
    let (name, title) = (shared::Messages::of(language).name, language.text(&instrument.title));
    let (id, version, hash) = (&instrument.id, &instrument.version, instrument.hash);
    writeln!(std::io::stdout(), "{name} · {title}\n{id} {version} {hash}")
}
