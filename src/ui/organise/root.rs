//! Which part of the page it is: the organiser's, that of a collector, who has no key, or that of
//! two tallies.

use qingdan_markup::html;
use yew::prelude::*;

use super::app::Organise;
use super::campaign::Letters;
use super::collector::Collect;
use super::keys::{Losing, Loss, Risk};
#[cfg(feature = "two-tally")]
use super::two_tally::{TwoTallies, TwoTally};
use crate::browser::history;
use crate::i18n::Language;
use crate::tasks::gather::{Gathered, Gatherer};
use crate::ui::hooks::use_leave_guard;

/// The address of the collector's page.
pub const GATHER: &str = "#/pass-on";

/// The address of two tallies.
#[cfg(feature = "two-tally")]
pub(super) const TALLIES: &str = "#/two-tallies";

/// The address of the organiser's.
pub(super) const ORGANISE: &str = "#/";

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    /// The organiser's.
    Organise,
    /// The collector's.
    Gather,
    /// Two tallies.
    #[cfg(feature = "two-tally")]
    Tallies,
}

impl Room {
    /// The room at an address; none for a place inside of one.
    fn at(fragment: &str) -> Option<Self> {
        match fragment {
            GATHER => Some(Self::Gather),
            #[cfg(feature = "two-tally")]
            TALLIES => Some(Self::Tallies),
            _ => (fragment.is_empty() || fragment.starts_with(ORGANISE)).then_some(Self::Organise),
        }
    }

    /// Its address.
    const fn address(self) -> &'static str {
        match self {
            Self::Organise => ORGANISE,
            Self::Gather => GATHER,
            #[cfg(feature = "two-tally")]
            Self::Tallies => TALLIES,
        }
    }
}

/// One of the parts. A key is gone when its part is left for another, after a question where it is
/// nowhere else; what was gathered, what two tallies have come to, and an invitation that was
/// changed by hand, stay in memory until this page is closed.
#[component]
pub fn Root() -> Html {
    let language = use_state(Language::default);
    let room = use_state_eq(|| Room::at(&history::fragment()).unwrap_or(Room::Organise));
    let gathered = use_state_eq(Gathered::default);
    let gatherer = use_memo((), {
        let setter = gathered.setter();
        move |()| Gatherer::new(move |told| setter.set(told))
    });
    #[cfg(feature = "two-tally")]
    let tally = use_reducer(TwoTally::default);
    #[cfg(feature = "two-tally")]
    let unsaved = tally.unsaved();
    #[cfg(not(feature = "two-tally"))]
    let unsaved = false;
    let letters = use_reducer(Letters::default);
    use_leave_guard(gathered.unsaved() > 0 || unsaved || letters.unsaved());
    let loss = use_mut_ref(|| None::<Loss>);
    let asked = use_state_eq(|| None::<(Loss, Room)>);
    use_effect_with(*room, {
        let (setter, loss, asked) = (room.setter(), loss.clone(), asked.setter());
        move |&room| {
            let listening = history::on_change(move |fragment| {
                // Other fragments are places in the page.
                let Some(wanted) = Room::at(&fragment) else { return };
                let lost = loss.borrow().filter(|_| wanted != room);
                asked.set(lost.map(|lost| (lost, wanted)));
                if lost.is_none() {
                    setter.set(wanted);
                }
            });
            move || drop(listening)
        }
    });
    let onanswer = {
        let (setter, asked, room) = (room.setter(), asked.clone(), *room);
        Callback::from(move |yes| {
            let wanted = *asked;
            asked.set(None);
            match wanted {
                Some((_, wanted)) if yes => setter.set(wanted),
                _ => history::go(room.address()),
            }
        })
    };
    let risk = use_state(move || Risk(Callback::from(move |lost| *loss.borrow_mut() = lost)));
    let onlanguage = {
        let setter = language.setter();
        use_callback((), move |picked, ()| setter.set(picked))
    };
    let language = *language;
    let shown = match *room {
        Room::Gather => {
            return html! {
                <Collect {language} gathered={(*gathered).clone()}
                         gatherer={(*gatherer).clone()} {onlanguage} />
            };
        }
        Room::Organise => html! { <Organise {language} {onlanguage} /> },
        #[cfg(feature = "two-tally")]
        Room::Tallies => html! { <TwoTallies {language} state={tally.clone()} {onlanguage} /> },
    };
    html! {
        <ContextProvider<Risk> context={(*risk).clone()}>
            <ContextProvider<UseReducerHandle<Letters>> context={letters}>
                { shown }
            </ContextProvider<UseReducerHandle<Letters>>>
            <Losing {language} asked={asked.map(|(loss, _)| loss)} {onanswer} />
        </ContextProvider<Risk>>
    }
}
