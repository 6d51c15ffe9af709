//! An organiser's key: made, taken, kept and split, and the tickets that are made with it.
//!
//! [`KeyDesk`] owns a [`KeyState`] and does what is wished; [`KeyView`] shows a state and has no
//! other input. The private key is in the state alone, and gone with it: when the section is
//! closed, when the page is left, and at the organiser's wish.

mod act;
mod keep;
mod losing;
mod reduce;
mod sheet;
mod state;
mod tickets;
mod view;
mod ways;

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use self::act::act;
pub(super) use self::losing::{Losing, Risk};
pub use self::state::{Ending, Held, KeyEvent, KeyState, Loss, Purpose, Secret, Sheet, Told, Way};
use self::view::HEADING;
pub use self::view::{KeyView, KeyViewProps, KeyWish};
use crate::browser::{focus, unload};
use crate::domain::seal::PublicKey;
use crate::i18n::Language;
use crate::ui::hooks::use_leave_guard;

/// Properties of [`KeyDesk`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct KeyDeskProps {
    /// The language shown.
    pub(super) language: Language,
    /// What a key is wanted for.
    pub(super) purpose: Purpose,
    /// The public key of the last wave.
    #[prop_or_default]
    pub(super) last: Option<PublicKey>,
    /// Is told the public key that a campaign can be made with, and when there is none.
    #[prop_or_default]
    pub(super) onready: Callback<Option<PublicKey>>,
    /// Is told the private key, and when there is none any more.
    #[prop_or_default]
    pub(super) onsecret: Callback<Option<Secret>>,
    /// Is told what would be lost with the section.
    #[prop_or_default]
    pub(super) onloss: Callback<Option<Loss>>,
    /// Is told the list of the tickets that were drawn, as the line of a bundle.
    #[prop_or_default]
    pub(super) onlist: Callback<String>,
}

/// The section of a key.
#[component]
pub(super) fn KeyDesk(props: &KeyDeskProps) -> Html {
    let KeyDeskProps { language, purpose, last, onready, onsecret, onloss, onlist } = props;
    let state = {
        let (purpose, last) = (purpose.clone(), last.clone());
        use_reducer(move || KeyState::new(purpose, last))
    };
    use_leave_guard(state.loss().is_some());
    use_effect_with(state.loss(), {
        let onloss = onloss.clone();
        move |loss| onloss.emit(*loss)
    });
    use_effect_with(state.ready().cloned(), {
        let onready = onready.clone();
        move |ready| onready.emit(ready.clone())
    });
    use_effect_with(state.held.as_ref().and_then(|held| held.secret.clone()), {
        let onsecret = onsecret.clone();
        move |secret| onsecret.emit(secret.clone())
    });
    use_effect_with((), {
        let dispatch = state.dispatcher();
        move |()| {
            let leaving = unload::leaving(move || dispatch.dispatch(KeyEvent::Forgot));
            move || drop(leaving)
        }
    });
    use_place(&state);
    let on = {
        let (language, state, onlist) = (*language, state.clone(), onlist.clone());
        Callback::from(move |wish| act(language, &state, &state.dispatcher(), &onlist, wish))
    };
    let onanswer = {
        let dispatch = state.dispatcher();
        Callback::from(move |yes| dispatch.dispatch(KeyEvent::Answered(yes)))
    };
    let asked = state.loss().filter(|_| state.asking.is_some());
    html! {
        <>
            <KeyView language={*language} state={Rc::new((*state).clone())} {on} />
            <Losing language={*language} {asked} {onanswer} />
        </>
    }
}

/// Moves the focus into what is opened, and back when it is closed: the button that did it may be
/// gone.
#[hook]
fn use_place(state: &KeyState) {
    let sheet = state.held.as_ref().is_some_and(|held| held.sheet.is_some());
    let place = (state.way, state.held.is_some(), sheet);
    let before = use_mut_ref(|| place);
    let id = |name: &str| state.purpose.id(name);
    let target = match place {
        (_, true, true) => "sheet-print".to_owned(),
        (Some(Way::File), false, _) => id("file"),
        (Some(Way::Paper), false, _) => id("paper"),
        (Some(Way::Shares), false, _) => id("shares"),
        (Some(Way::Public), false, _) => id("public"),
        _ => id(HEADING),
    };
    use_effect_with(place, move |&place| {
        if before.replace(place) != place {
            focus::go_to(&target);
        }
    });
}
