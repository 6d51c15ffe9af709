//! The collector's page: envelopes in, one bundle out, nothing opened.
//!
//! [`Collect`] carries out what is done; [`CollectPage`] shows what was gathered and has no other
//! input. Nothing here or in `tasks/gather.rs` can open an envelope: `tests/collector.rs` looks.

mod page;

use qingdan_markup::html;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

pub use self::page::{CollectPage, CollectPageProps, Deed, Said};
use super::root::ORGANISE;
use crate::browser::share::{self, NotShared};
use crate::browser::{dialog, download, files, focus, history};
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::tasks::gather::{BUNDLE_KIND, BUNDLE_NAME, Gathered, Gatherer};
use crate::ui::hooks::use_document;
use crate::ui::organise::taken::{Taken, use_taken};
use crate::ui::parts::CONFIRM;

/// Properties of [`Collect`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct CollectProps {
    /// The language shown.
    pub(super) language: Language,
    /// What was gathered.
    pub(super) gathered: Gathered,
    /// What gathers.
    pub(super) gatherer: Gatherer,
    /// Is told the language that was picked.
    pub(super) onlanguage: Callback<Language>,
}

/// The collector's page.
#[component]
pub(super) fn Collect(props: &CollectProps) -> Html {
    let CollectProps { language, gathered, gatherer, onlanguage } = props;
    use_document(*language, Messages::of(*language).gather.title.to_owned());
    let said = use_state_eq(|| None::<Said>);
    let asking = use_state_eq(|| false);
    let sharing = use_memo((), |()| share::can_share(BUNDLE_NAME, BUNDLE_KIND));
    use_effect_with((), |()| focus::begin_at(page::MAIN));
    use_effect_with(*asking, |&asking| dialog::show(CONFIRM, asking));
    // What was said of a bundle is over when there is more.
    use_effect_with(gathered.kept, {
        let said = said.setter();
        move |_| said.set(None)
    });
    let on = {
        let (gatherer, onlanguage) = (gatherer.clone(), onlanguage.clone());
        let (said, asking) = (said.setter(), asking.setter());
        use_callback((), move |deed, ()| match deed {
            Deed::Chose(files) => gatherer.read(files),
            Deed::Dropped(transfer) => gatherer.read_dropped(files::dropped(&transfer)),
            Deed::Pasted(text) => gatherer.read_text(&text),
            Deed::Scanned(grey) => gatherer.scan(&grey),
            Deed::Saved => said.set(save(&gatherer)),
            Deed::Shared => begin_share(&gatherer, &said),
            Deed::AskedClear => asking.set(true),
            Deed::Cleared(yes) => {
                asking.set(false);
                if yes {
                    gatherer.clear();
                    focus::begin_at(page::MAIN);
                }
            }
            Deed::Left => history::go(ORGANISE),
            Deed::PickedLanguage(picked) => onlanguage.emit(picked),
        })
    };
    let ontaken = {
        let on = on.clone();
        use_callback((), move |taken, ()| {
            on.emit(match taken {
                Taken::Files(files) => Deed::Chose(files),
                Taken::Dropped(transfer) => Deed::Dropped(transfer),
                Taken::Text(text) => Deed::Pasted(text),
            });
        })
    };
    let over = use_taken(&ontaken, true);
    html! {
        <CollectPage language={*language} gathered={gathered.clone()} said={*said} {over}
                     sharing={*sharing} {on} />
    }
}

/// Hands the bundle to the browser to save; nothing where there is none.
fn save(gatherer: &Gatherer) -> Option<Said> {
    let bundle = gatherer.bundle().ok()?;
    let saved = download::save(BUNDLE_NAME, BUNDLE_KIND, bundle.text().as_bytes());
    Some(if saved.is_ok() {
        gatherer.bundled(bundle);
        Said::Saved
    } else {
        Said::Failed
    })
}

/// Opens the share sheet with the bundle.
fn begin_share(gatherer: &Gatherer, said: &UseStateSetter<Option<Said>>) {
    let Ok(bundle) = gatherer.bundle() else { return };
    let sheet = share::begin(BUNDLE_NAME, BUNDLE_KIND, bundle.text().as_bytes());
    let (gatherer, said) = (gatherer.clone(), said.clone());
    spawn_local(async move {
        let shared = match sheet {
            Ok(sheet) => share::end(sheet).await,
            Err(error) => Err(error),
        };
        said.set(Some(match shared {
            Ok(()) => {
                gatherer.bundled(bundle);
                Said::Shared
            }
            Err(NotShared::Cancelled) => Said::Cancelled,
            Err(NotShared::Failed) => Said::Failed,
        }));
    });
}
