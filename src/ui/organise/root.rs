//! Which page it is: the organiser's, or that of a collector, who has no key.

use qingdan_markup::html;
use yew::prelude::*;

use super::app::Organise;
use super::collector::Collect;
use crate::browser::history;
use crate::i18n::Language;
use crate::tasks::gather::{Gathered, Gatherer};
use crate::ui::hooks::use_leave_guard;

/// The address of the collector's page.
pub const GATHER: &str = "#/pass-on";

/// The address of the organiser's.
pub(super) const ORGANISE: &str = "#/";

/// One of the two pages. The key of the organiser's is gone when it is left for the other; what
/// was gathered stays in memory until this page is closed.
#[component]
pub fn Root() -> Html {
    let language = use_state(Language::default);
    let gathering = use_state_eq(|| history::fragment() == GATHER);
    let gathered = use_state_eq(Gathered::default);
    let gatherer = use_memo((), {
        let setter = gathered.setter();
        move |()| Gatherer::new(move |told| setter.set(told))
    });
    use_leave_guard(gathered.unsaved() > 0);
    use_effect_with((), {
        let setter = gathering.setter();
        move |()| {
            let listening = history::on_change(move |fragment| {
                // Other fragments are places in the page.
                if fragment.is_empty() || fragment.starts_with(ORGANISE) {
                    setter.set(fragment == GATHER);
                }
            });
            move || drop(listening)
        }
    });
    let onlanguage = {
        let setter = language.setter();
        use_callback((), move |picked, ()| setter.set(picked))
    };
    if *gathering {
        html! {
            <Collect language={*language} gathered={(*gathered).clone()}
                     gatherer={(*gatherer).clone()} {onlanguage} />
        }
    } else {
        html! { <Organise language={*language} {onlanguage} /> }
    }
}
