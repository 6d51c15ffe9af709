//! Does what is wished of a key.

use std::rc::Rc;

use yew::prelude::*;

use super::state::{Held, KeyEvent, KeyState, Purpose, Secret, Sheet, Told};
use super::view::{Field, KeyWish};
use crate::browser::{field, print};
use crate::domain::campaign::read_campaign;
use crate::domain::seal::{PrivateKey, Share, ShareFault};
use crate::domain::shipped_instrument;
use crate::domain::ticket::DrawFault;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::tasks::draw_tickets::{TicketsFault, draw_tickets};
use crate::tasks::keep_key::{KeepKeyFault, keep_key};
use crate::tasks::make_key::make_key;
use crate::tasks::split_key::{save_share, split_key};
use crate::tasks::take_key::{take_key, take_shares};

/// The dispatcher of a [`KeyState`].
type Dispatch = UseReducerDispatcher<KeyState>;

/// Does what is wished, and dispatches what comes of it; `onlist` is told the list of tickets.
pub(super) fn act(
    language: Language,
    state: &KeyState,
    dispatch: &Dispatch,
    onlist: &Callback<String>,
    wish: KeyWish,
) {
    if state.working {
        // The passphrase is about to tell what becomes of the key.
        return;
    }
    let id = |field: Field| field.id(&state.purpose);
    let later = later(state, dispatch);
    let secret = state.held.as_ref().and_then(|held| held.secret.as_ref());
    let event = match wish {
        KeyWish::Did(event) => Some(event),
        KeyWish::Make => {
            dispatch.dispatch(KeyEvent::Picked(Some(super::Way::New)));
            Some(make_key().map_or(KeyEvent::Was(Told::NoRandomness), KeyEvent::Took))
        }
        KeyWish::OpenFile => {
            open_file(&id(Field::File), &id(Field::Passphrase), dispatch, later);
            None
        }
        KeyWish::ReadPaper => {
            let key = PrivateKey::from_paper(&field::take(&id(Field::Paper)));
            Some(key.map_or(KeyEvent::Was(Told::NoPaper), KeyEvent::Took))
        }
        KeyWish::ReadShare => Some(read(Share::read(&field::take(&id(Field::Share))))),
        KeyWish::ReadShares => {
            take_shares(field::take_files(&id(Field::Shares)), move |taken| {
                later(taken.map_or(KeyEvent::Was(Told::NoFile), read));
            });
            None
        }
        KeyWish::ReadPublic => Some(public(&field::take(&id(Field::Public)))),
        KeyWish::SaveFile => {
            if let Some(Secret(key)) = secret {
                save_file(key, [id(Field::New), id(Field::Again)], dispatch, later);
            }
            None
        }
        KeyWish::Split => secret.map(|Secret(key)| match split_key(key) {
            Ok(shares) => KeyEvent::Split(shares.to_vec()),
            Err(fault) => KeyEvent::Was(Told::Share(fault)),
        }),
        KeyWish::SaveShare(place) => save(language, state.held.as_ref(), place),
        KeyWish::Draw => draw(state, &id(Field::Number), onlist),
        KeyWish::Print => {
            print::alone("sheet", move || later(KeyEvent::Printed));
            None
        }
    };
    if let Some(event) = event {
        dispatch.dispatch(event);
    }
}

/// Dispatches what comes of something later, which is not taken once the key is forgotten, another
/// way is picked or another sheet is seen.
fn later(state: &KeyState, dispatch: &Dispatch) -> impl Fn(KeyEvent) + 'static {
    let (turn, dispatch) = (state.turn, dispatch.clone());
    move |event| dispatch.dispatch(KeyEvent::Later(turn, Box::new(event)))
}

/// Opens the chosen file with the passphrase that was typed.
fn open_file(
    file: &str,
    passphrase: &str,
    dispatch: &Dispatch,
    later: impl Fn(KeyEvent) + 'static,
) {
    let passphrase = field::take(passphrase);
    let Some(file) = field::take_files(file).pop() else {
        return dispatch.dispatch(KeyEvent::Was(Told::NoFile));
    };
    dispatch.dispatch(KeyEvent::Works);
    take_key(file, passphrase, move |taken| {
        later(match taken {
            Some(Ok(key)) => KeyEvent::Took(key),
            Some(Err(fault)) => KeyEvent::Was(Told::KeyFile(fault)),
            None => KeyEvent::Was(Told::NoFile),
        });
    });
}

/// Saves the key under the passphrase that was typed twice.
fn save_file(
    key: &PrivateKey,
    [new, again]: [String; 2],
    dispatch: &Dispatch,
    later: impl Fn(KeyEvent) + 'static,
) {
    let (passphrase, again) = (field::take(&new), field::take(&again));
    if *passphrase != *again {
        return dispatch.dispatch(KeyEvent::Was(Told::Differ));
    }
    dispatch.dispatch(KeyEvent::Works);
    keep_key(key.clone(), passphrase, move |kept| {
        later(match kept {
            Ok(()) => KeyEvent::Kept,
            Err(KeepKeyFault::Lock(fault)) => KeyEvent::Was(Told::KeyFile(fault)),
            Err(KeepKeyFault::NotTaken(_)) => KeyEvent::Was(Told::Saved(false)),
        });
    });
}

fn read(share: Result<Share, ShareFault>) -> KeyEvent {
    share.map_or_else(|fault| KeyEvent::Was(Told::Share(fault)), KeyEvent::Read)
}

/// The public key in the code of a campaign.
fn public(text: &str) -> KeyEvent {
    match read_campaign(shipped_instrument(), text) {
        Ok(campaign) => match &campaign.extensions().key {
            Some(key) => KeyEvent::TookPublic(key.clone()),
            None => KeyEvent::Was(Told::Public(None)),
        },
        Err(fault) => KeyEvent::Was(Told::Public(Some(fault))),
    }
}

/// Saves one of the shares.
fn save(language: Language, held: Option<&Held>, place: usize) -> Option<KeyEvent> {
    let held = held?;
    let share = held.shares.get(place)?;
    let fingerprint = held.fingerprint().to_string();
    let words = (Messages::of(language).keys.share_file)(share.number(), &fingerprint);
    Some(KeyEvent::Was(Told::Saved(save_share(share, &words).is_ok())))
}

/// Draws as many tickets as were typed, for the campaign that the key is wanted for.
fn draw(state: &KeyState, number: &str, onlist: &Callback<String>) -> Option<KeyEvent> {
    let Purpose::Tickets(campaign) = &state.purpose else { return None };
    let Secret(key) = state.held.as_ref()?.secret.as_ref()?;
    let Ok(count) = field::take(number).trim().parse() else {
        return Some(KeyEvent::Was(Told::Number));
    };
    Some(match draw_tickets(key, campaign.terms().campaign, count) {
        Ok((tickets, list)) => {
            onlist.emit(list.to_json().trim_end().to_owned());
            KeyEvent::Showed(Sheet::Tickets(Rc::new(tickets)))
        }
        Err(TicketsFault::Draw(DrawFault::Number)) => KeyEvent::Was(Told::Number),
        Err(TicketsFault::Draw(DrawFault::NoRandomness)) => KeyEvent::Was(Told::NoRandomness),
        Err(TicketsFault::NotTaken(_)) => KeyEvent::Was(Told::Saved(false)),
    })
}
