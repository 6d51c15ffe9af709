//! What is asked before an action loses something that is in memory only: opened records that wait
//! for their tickets to be counted, a new key that is kept nowhere.

use std::rc::Rc;

use yew::prelude::*;

use super::keys::{Loss, Risk};
use super::page::Action;
use super::question::Asking;
use super::state::Organiser;

/// Actions that are asked about first, and what is asked of a key or of tickets on the screen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Guard {
    /// Where actions go that may lose something.
    pub(super) on: Callback<Action>,
    /// Where the page is told what would be lost.
    pub(super) risk: Rc<Risk>,
    /// What is asked about now.
    pub(super) asked: Option<Loss>,
    /// Takes the answer.
    pub(super) onanswer: Callback<bool>,
}

/// Guards what the state holds, and what is told to the page as lost with it.
#[hook]
pub(super) fn use_guard(state: &Organiser, on: &Callback<Action>, ask: &Callback<Asking>) -> Guard {
    let lost = use_mut_ref(|| None::<Loss>);
    let asked = use_state_eq(|| None::<Loss>);
    let outer = use_context::<Risk>();
    let risk = use_memo(outer, {
        let lost = lost.clone();
        move |outer: &Option<Risk>| {
            let outer = outer.clone();
            Risk(Callback::from(move |loss| {
                *lost.borrow_mut() = loss;
                if let Some(Risk(tell)) = &outer {
                    tell.emit(loss);
                }
            }))
        }
    });
    let guarded = use_callback((on.clone(), ask.clone(), state.waiting()), {
        let setter = asked.setter();
        move |action, (on, ask, waiting)| match action {
            Action::Opened(number) if *waiting > 0 => {
                ask.emit(Asking::Leave(Some(number), *waiting));
            }
            Action::Created if *waiting > 0 => ask.emit(Asking::Leave(None, *waiting)),
            Action::Restarted { demo: true } if lost.borrow().is_some() => {
                setter.set(*lost.borrow());
            }
            action => on.emit(action),
        }
    });
    let onanswer = use_callback(on.clone(), {
        let setter = asked.setter();
        move |yes, on| {
            setter.set(None);
            if yes {
                on.emit(Action::Restarted { demo: true });
            }
        }
    });
    Guard { on: guarded, risk, asked: *asked, onanswer }
}
