//! Two tallies for their two organisers: keys, plan, verification, count, tables.
//!
//! [`TwoTallies`] carries out what is wished; [`TwoTallyPage`] shows a state and has no other
//! input. The state itself is a [`TwoTally`], which `root` owns, so that what was given stays when
//! another part of the page is looked at; the key does not.

mod act;
mod counting;
mod fields;
mod halves;
mod invite;
mod page;
mod plan;
mod reduce;
mod state;
mod tables;

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use self::act::{Desk, act};
pub use self::fields::Text;
pub use self::page::{Saving, TwoTallyPage, TwoTallyPageProps, Wish};
pub use self::state::{
    CampaignTrouble, Doing, Event, Failure, Given, Is, Made, PlanDraft, PlanTrouble, Running, Save,
    Slot, Tables, TwoTally, Wrong,
};
use super::keys::Risk;
use crate::browser::focus;
use crate::i18n::Language;
use crate::i18n::organise::two_tally::Messages;
use crate::ui::hooks::use_document;
use crate::ui::organise::taken::{Taken, use_taken};

/// Properties of [`TwoTallies`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct TwoTalliesProps {
    /// The language shown.
    pub(super) language: Language,
    /// What was done so far.
    pub(super) state: UseReducerHandle<TwoTally>,
    /// Is told the language that was picked.
    pub(super) onlanguage: Callback<Language>,
}

/// The page of two tallies.
#[component]
pub(super) fn TwoTallies(props: &TwoTalliesProps) -> Html {
    let TwoTalliesProps { language, state, onlanguage } = props;
    use_document(*language, Messages::of(*language).title.to_owned());
    use_effect_with((), |()| focus::begin_at(page::MAIN));
    let said = use_state_eq(|| None::<(Saving, bool)>);
    let desk = use_mut_ref(Desk::default);
    let risk = use_context::<Risk>();
    // A task ends with the page: it has a key.
    use_effect_with((), {
        let (desk, dispatch) = (desk.clone(), state.dispatcher());
        move |()| {
            move || {
                desk.borrow_mut().stop();
                dispatch.dispatch(Event::Stopped);
                dispatch.dispatch(Event::Key(None));
            }
        }
    });
    let on = {
        let (state, onlanguage, said) = (state.clone(), onlanguage.clone(), said.setter());
        Callback::from(move |wish| match wish {
            Wish::PickedLanguage(picked) => onlanguage.emit(picked),
            Wish::Risked(loss) => {
                if let Some(Risk(tell)) = &risk {
                    tell.emit(loss);
                }
            }
            wish => act(&state, &desk, &said, wish),
        })
    };
    let ontaken = on.reform(|taken| match taken {
        Taken::Files(files) => Wish::Chose(files),
        Taken::Dropped(transfer) => Wish::Dropped(transfer),
        Taken::Text(text) => Wish::Pasted(text),
    });
    let over = use_taken(&ontaken, true);
    html! {
        <TwoTallyPage language={*language} state={Rc::new((**state).clone())} said={*said} {over}
                      {on} />
    }
}
