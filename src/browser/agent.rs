//! What the browser calls itself.

/// The user agent; empty where there is none.
pub fn name() -> String {
    web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}
