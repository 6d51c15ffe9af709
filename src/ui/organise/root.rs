//! Which page it is: the organiser's, or that of a collector, who has no key.

use qingdan_markup::html;
use yew::prelude::*;

use super::app::Organise;
use super::collector::Collect;
use super::keys::{Losing, Loss, Risk};
use crate::browser::history;
use crate::i18n::Language;
use crate::tasks::gather::{Gathered, Gatherer};
use crate::ui::hooks::use_leave_guard;

/// The address of the collector's page.
pub const GATHER: &str = "#/pass-on";

/// The address of the organiser's.
pub(super) const ORGANISE: &str = "#/";

/// One of the two pages. The key of the organiser's is gone when it is left for the other, after a
/// question where it is nowhere else; what was gathered stays in memory until this page is closed.
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
    let loss = use_mut_ref(|| None::<Loss>);
    let asked = use_state_eq(|| None::<Loss>);
    use_effect_with((), {
        let (setter, loss, asked) = (gathering.setter(), loss.clone(), asked.setter());
        move |()| {
            let listening = history::on_change(move |fragment| {
                let lost = loss.borrow().filter(|_| fragment == GATHER);
                asked.set(lost);
                // Other fragments are places in the page.
                if lost.is_none() && (fragment.is_empty() || fragment.starts_with(ORGANISE)) {
                    setter.set(fragment == GATHER);
                }
            });
            move || drop(listening)
        }
    });
    let onanswer = {
        let (setter, asked) = (gathering.setter(), asked.setter());
        Callback::from(move |yes| {
            asked.set(None);
            if yes {
                setter.set(true);
            } else {
                history::go(ORGANISE);
            }
        })
    };
    let risk = use_state(move || Risk(Callback::from(move |lost| *loss.borrow_mut() = lost)));
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
        html! {
            <ContextProvider<Risk> context={(*risk).clone()}>
                <Organise language={*language} {onlanguage} />
                <Losing language={*language} asked={*asked} {onanswer} />
            </ContextProvider<Risk>>
        }
    }
}
