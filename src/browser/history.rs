//! The address's fragment, which links and the back and forward buttons walk through.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, MouseEvent};

/// How long the address follows a link later: browsers take longer for it than for painting.
const LATER_MS: u32 = 60;

/// The fragment with its `#`; empty where there is none.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to a fragment, as a link to it would.
pub fn go(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only for an address that cannot be parsed; a fragment always can.
        let _ = window.location().set_hash(fragment);
    }
}

/// Goes to a fragment in place of the one shown, so that there is no way back to it.
pub fn replace(fragment: &str) {
    let Some(window) = web_sys::window() else { return };
    // Refused only where pages are changed hundreds of times a minute. Nobody is told of the
    // change by the browser, so those who follow it are told here.
    let history = window.history();
    let replaced =
        history.and_then(|h| h.replace_state_with_url(&JsValue::NULL, "", Some(fragment)));
    let told = web_sys::Event::new("popstate").and_then(|event| window.dispatch_event(&event));
    if replaced.is_err() || told.is_err() {
        go(fragment);
    }
}

/// Calls back whenever the fragment changes, until the listeners are dropped; for a link to
/// another fragment at once, before the address has changed.
pub fn on_change(callback: impl Fn(String) + 'static) -> Option<[EventListener; 2]> {
    let window = web_sys::window()?;
    let callback = Rc::new(callback);
    let later = Rc::new(Cell::new(None));
    let follow = {
        let (callback, later) = (callback.clone(), later.clone());
        move |event: &Event| {
            let Some(fragment) = followed(event) else { return };
            event.prevent_default();
            push(&later);
            if fragment != self::fragment() {
                later.set(Some(fragment.clone()));
                let later = later.clone();
                Timeout::new(LATER_MS, move || push(&later)).forget();
            }
            callback(fragment);
        }
    };
    let options = EventListenerOptions::enable_prevent_default();
    Some([
        EventListener::new_with_options(&window, "click", options, follow),
        // Sooner than `hashchange`, and as often.
        EventListener::new(&window, "popstate", move |event| {
            // Back, before the address of the page that it leads back from was added: the page
            // meant is the one that the browser has just left.
            if later.take().is_some() && event.is_trusted() && forward() {
                return;
            }
            callback(fragment());
        }),
    ])
}

/// Goes forward by one entry; the browser then tells of it as of every change.
fn forward() -> bool {
    web_sys::window().and_then(|window| window.history().ok()).is_some_and(|h| h.forward().is_ok())
}

/// The fragment that a click leads to, unless it is a click for another tab or window.
fn followed(event: &Event) -> Option<String> {
    let click = event.dyn_ref::<MouseEvent>()?;
    if click.default_prevented() || click.ctrl_key() || click.meta_key() || click.shift_key() {
        return None;
    }
    let link = click.target()?.dyn_into::<Element>().ok()?.closest("a[href^='#/']").ok()??;
    link.get_attribute("href")
}

/// Adds the fragment that is still to be added, if there is one, behind the one shown.
fn push(later: &Cell<Option<String>>) {
    let (Some(window), Some(fragment)) = (web_sys::window(), later.take()) else { return };
    let history = window.history();
    let pushed = history.and_then(|h| h.push_state_with_url(&JsValue::NULL, "", Some(&fragment)));
    if pushed.is_err() {
        // Refused only where pages are changed hundreds of times a minute.
        go(&fragment);
    }
}
