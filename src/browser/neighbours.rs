//! Numbers told to other windows that show the same page in the same browser.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Event, MessageEvent};

/// A channel to all windows that have opened it under the same name.
#[derive(Debug)]
pub struct Neighbours {
    channel: BroadcastChannel,
    _hearing: EventListener,
}

impl Neighbours {
    /// Opens the channel; none where the browser has none. `hear` gets every number that another
    /// window tells.
    pub fn open(name: &str, hear: impl Fn(f64) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let hearing = EventListener::new(&channel, "message", move |event: &Event| {
            let told = event.dyn_ref().map(MessageEvent::data);
            told.and_then(|data| data.as_f64()).into_iter().for_each(&hear);
        });
        Some(Self { channel, _hearing: hearing })
    }

    /// Tells all other windows a number.
    pub fn tell(&self, number: f64) {
        // Fails only on a closed channel, which has no neighbours.
        let _ = self.channel.post_message(&JsValue::from_f64(number));
    }
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        self.channel.close();
    }
}
