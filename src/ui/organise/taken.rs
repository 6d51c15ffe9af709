//! What is dropped or pasted anywhere on the organiser's page, or on the collector's.

use web_sys::{DataTransfer, File};
use yew::prelude::*;

use crate::browser::files;

/// What somebody dropped or pasted.
#[derive(Clone, Debug)]
pub(super) enum Taken {
    /// Files were pasted.
    Files(Vec<File>),
    /// Files or folders were dropped; only valid inside the event.
    Dropped(DataTransfer),
    /// A text was pasted.
    Text(String),
}

/// Takes what is dropped or pasted, or takes nothing, and then nothing that is dropped replaces
/// the page either. Whether something is being dragged over it.
#[hook]
pub(super) fn use_taken(on: &Callback<Taken>, taking: bool) -> bool {
    let over = use_state_eq(|| false);
    use_effect_with((on.clone(), taking), {
        let over = over.setter();
        move |(on, taking)| {
            let (on, taking) = (on.clone(), *taking);
            let emit = move |taken| {
                if taking {
                    on.emit(taken);
                }
            };
            let dropped = emit.clone();
            let drops = files::take_drops(
                move |dragged| over.set(dragged && taking),
                move |transfer| dropped(Taken::Dropped(transfer)),
            );
            let pastes = files::take_pastes(move |files, text| {
                if !files.is_empty() {
                    emit(Taken::Files(files));
                } else if !text.trim().is_empty() {
                    emit(Taken::Text(text));
                }
            });
            move || drop((drops, pastes))
        }
    });
    *over
}
