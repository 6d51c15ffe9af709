//! The camera, seen picture by picture. Only where the page may use one.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    HtmlVideoElement, MediaStream, MediaStreamTrack, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

use super::bitmap::{Grey, SIDE_PIXELS_MAX, luminance};
use super::document::by_id;

#[wasm_bindgen]
extern "C" {
    /// `Navigator`, where it may lack cameras.
    type Owner;
    #[wasm_bindgen(method, getter, js_name = mediaDevices)]
    fn devices(this: &Owner) -> Option<Devices>;

    /// `MediaDevices`.
    type Devices;
    #[wasm_bindgen(method, catch, js_name = getUserMedia)]
    fn user_media(this: &Devices, wanted: &Object) -> Result<Promise, JsValue>;
}

/// A camera that is on, shown in a video element. Dropping it switches it off.
#[derive(Debug)]
pub struct Camera {
    stream: Stream,
    video: HtmlVideoElement,
}

/// What the browser has let the page see. Dropping it ends it.
#[derive(Debug)]
struct Stream(MediaStream);

impl Drop for Stream {
    fn drop(&mut self) {
        for track in self.0.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        // Another camera may be shown there by now.
        if self.video.src_object().as_ref() == Some(&self.stream.0) {
            self.video.set_src_object(None);
        }
    }
}

/// Whether this page could ask for a camera.
pub fn is_there() -> bool {
    devices().is_some()
}

impl Camera {
    /// Asks for the camera at the back, or any, and shows it in the video element with an id.
    pub async fn start(id: &str) -> Result<Self, JsValue> {
        let devices = devices().ok_or(JsValue::NULL)?;
        let (wanted, side) = (Object::new(), Object::new());
        Reflect::set(&side, &"facingMode".into(), &"environment".into())?;
        Reflect::set(&wanted, &"video".into(), &side)?;
        // From here on it is ended whatever fails.
        let stream = Stream(JsFuture::from(devices.user_media(&wanted)?).await?.dyn_into()?);
        let video = by_id(id).ok_or(JsValue::NULL)?.dyn_into::<HtmlVideoElement>();
        let video = video.map_err(JsValue::from)?;
        let camera = Self { stream, video };
        camera.video.set_src_object(Some(&camera.stream.0));
        JsFuture::from(camera.video.play()?).await?;
        Ok(camera)
    }

    /// Whether it still sees: it may be unplugged, or no longer be allowed.
    pub fn is_on(&self) -> bool {
        self.stream.0.active()
    }

    /// What it sees now; an error while it does not see yet.
    pub fn look(&self) -> Result<Grey, JsValue> {
        let [width, height] = [self.video.video_width(), self.video.video_height()];
        if width == 0 || height == 0 || width.max(height) > 2 * SIDE_PIXELS_MAX {
            return Err(JsValue::NULL);
        }
        let canvas = OffscreenCanvas::new(width, height)?;
        let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
        let context: OffscreenCanvasRenderingContext2d = context.dyn_into()?;
        context.draw_image_with_html_video_element(&self.video, 0.0, 0.0)?;
        let (wide, high) = (f64::from(width), f64::from(height));
        let data = context.get_image_data(0.0, 0.0, wide, high)?.data();
        Ok(Grey { width: width as usize, pixels: luminance(&data) })
    }
}

fn devices() -> Option<Devices> {
    web_sys::window()?.navigator().unchecked_into::<Owner>().devices()
}
