//! How much the browser keeps for this page, and the request to keep it for good.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `Navigator`, where it may lack storage.
    type Owner;
    #[wasm_bindgen(method, getter)]
    fn storage(this: &Owner) -> Option<Manager>;

    /// `StorageManager`.
    type Manager;
    #[wasm_bindgen(method, catch)]
    fn persist(this: &Manager) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn persisted(this: &Manager) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn estimate(this: &Manager) -> Result<Promise, JsValue>;
}

/// Asks the browser not to clear what this page has stored when room runs short. Whether it
/// agrees.
pub async fn persist() -> bool {
    let Some(Ok(promise)) = manager().map(|manager| manager.persist()) else { return false };
    JsFuture::from(promise).await.is_ok_and(|kept| kept.is_truthy())
}

/// Whether the browser has agreed not to clear what this page has stored.
pub async fn persisted() -> bool {
    let Some(Ok(promise)) = manager().map(|manager| manager.persisted()) else { return false };
    JsFuture::from(promise).await.is_ok_and(|kept| kept.is_truthy())
}

/// Room left for this page, bytes, where the browser tells.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of bytes, never negative after `max`, come as doubles"
)]
pub async fn left_bytes() -> Option<u64> {
    let estimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some((number("quota")? - number("usage")?).max(0.0) as u64)
}

fn manager() -> Option<Manager> {
    web_sys::window()?.navigator().unchecked_into::<Owner>().storage()
}
