//! The camera: each new code that it sees is taken in.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Interval;
use qingdan_markup::html;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::bitmap::Grey;
use crate::browser::camera::{self, Camera};
use crate::i18n::Language;
use crate::i18n::organise::Messages;

/// Time between two pictures, milliseconds.
const PICTURE_MILLISECONDS: u32 = 300;

/// The id of the video element.
const VIDEO: &str = "camera";

/// Properties of [`Scan`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ScanProps {
    /// The language shown.
    pub(super) language: Language,
    /// Different codes seen so far, and whether the last one had been seen before.
    pub(super) scanned: (u32, bool),
    /// Where its pictures go.
    pub(super) on: Callback<Grey>,
}

/// What the camera is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeing {
    /// It is off.
    Off,
    /// The browser was asked for it.
    Asked,
    /// It is on.
    On,
    /// The browser does not give it, or has taken it away.
    Refused,
}

impl Seeing {
    /// Whether it is to be on.
    const fn is_wanted(self) -> bool {
        matches!(self, Self::Asked | Self::On)
    }
}

/// A button that switches the camera on, and what it sees. Nothing where there is none.
#[component]
pub(super) fn Scan(props: &ScanProps) -> Html {
    let seeing = use_state_eq(|| Seeing::Off);
    let there = use_state_eq(|| false);
    use_effect_with((), {
        let there = there.setter();
        move |()| there.set(camera::is_there())
    });
    let wanted = seeing.is_wanted();
    use_camera(wanted, &seeing, &props.on);
    if !*there {
        return html! {};
    }
    let onclick = {
        let seeing = seeing.clone();
        Callback::from(move |_| seeing.set(if wanted { Seeing::Off } else { Seeing::Asked }))
    };
    let (language, scanned, seeing) = (props.language, props.scanned, *seeing);
    html! { <Viewfinder {language} {seeing} {scanned} {onclick} /> }
}

/// Properties of [`Viewfinder`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ViewfinderProps {
    /// The language shown.
    pub language: Language,
    /// What the camera is doing.
    pub seeing: Seeing,
    /// Different codes seen so far, and whether the last one had been seen before.
    pub scanned: (u32, bool),
    /// Where clicks on the switch go.
    pub onclick: Callback<MouseEvent>,
}

/// The switch of the camera, and what it sees.
#[component]
pub fn Viewfinder(props: &ViewfinderProps) -> Html {
    let ViewfinderProps { language, seeing, scanned: (codes, again), onclick } = props;
    let words = &Messages::of(*language).collect;
    let wanted = seeing.is_wanted();
    html! {
        <div class="camera">
            <button id="camera-switch" type="button" class="button" onclick={onclick.clone()}>
                { if wanted { words.camera_stop } else { words.camera_start } }
            </button>
            if wanted {
                <p class="muted">{ words.camera_hint }</p>
                <video id={VIDEO} class="camera__picture" muted=true playsinline=true />
            }
            <p id="camera-status" class="status" role="status">
                {
                    match *seeing {
                        Seeing::Refused => words.camera_refused.to_owned(),
                        Seeing::On if *codes > 0 && *again => (words.camera_again)(*codes),
                        Seeing::On if *codes > 0 => (words.camera_seen)(*codes),
                        _ => String::new(),
                    }
                }
            </p>
        </div>
    }
}

/// Switches the camera on and off as wanted, and hands on what it sees.
#[hook]
fn use_camera(wanted: bool, seeing: &UseStateHandle<Seeing>, on: &Callback<Grey>) {
    // Another language brings another callback, and the camera stays on.
    let latest = use_mut_ref(|| on.clone());
    latest.borrow_mut().clone_from(on);
    use_effect_with(wanted, {
        let seeing = seeing.setter();
        move |wanted| {
            // Emptied when the camera is to go off, which may be before it is on.
            let kept = Rc::new(RefCell::new(None::<(Rc<Camera>, Interval)>));
            let alive = Rc::new(());
            if *wanted {
                let (latest, kept, alive) = (latest.clone(), kept.clone(), Rc::downgrade(&alive));
                spawn_local(async move {
                    let started = Camera::start(VIDEO).await;
                    if alive.upgrade().is_none() {
                        return;
                    }
                    let Ok(camera) = started.map(Rc::new) else {
                        return seeing.set(Seeing::Refused);
                    };
                    seeing.set(Seeing::On);
                    let eye = Rc::clone(&camera);
                    let look = Interval::new(PICTURE_MILLISECONDS, move || {
                        if !eye.is_on() {
                            seeing.set(Seeing::Refused);
                        } else if let Ok(grey) = eye.look() {
                            let on = latest.borrow().clone();
                            on.emit(grey);
                        }
                    });
                    kept.replace(Some((camera, look)));
                });
            }
            move || {
                drop(alive);
                drop(kept.take());
            }
        }
    });
}
