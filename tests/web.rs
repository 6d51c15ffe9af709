//! The wrappers of `browser/` and the state of the respondent's page, inside a real browser.
//!
//! Run by `cargo xtask test`; by hand: `docs/testing.md`, "In a browser".
#![cfg(target_arch = "wasm32")]

#[path = "web/ways.rs"]
mod ways;

use js_sys::{Array, Function, Reflect, Uint8Array};
use qingdan::browser::{document, download, files, history, random, unload};
use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::RecordId;
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::ui::respond::{App, AppProps, Page};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Runs a script in the page and returns its value.
fn script(body: &str) -> JsValue {
    Function::new_no_args(body).call0(&JsValue::NULL).expect("the script runs")
}

/// Waits until everything queued so far has happened.
async fn settle() {
    let wait = script("return new Promise((done) => setTimeout(done, 100))");
    JsFuture::from(wait.unchecked_into::<js_sys::Promise>()).await.expect("time passes");
}

#[wasm_bindgen_test]
fn random_bytes_are_sixteen_and_never_the_same() {
    let drawn: Vec<[u8; 16]> = (0..64).map(|_| random::bytes().expect("randomness")).collect();
    for (position, bytes) in drawn.iter().enumerate() {
        assert!(!drawn[..position].contains(bytes), "{bytes:?} came twice");
    }
    // 1,024 bytes in which some bit never changes would be a miracle (probability below 1e-300).
    let (ones, zeros) =
        drawn.iter().flatten().fold((0, 0), |(ones, zeros), byte| (ones | byte, zeros | !byte));
    assert_eq!((ones, zeros), (u8::MAX, u8::MAX));
}

#[wasm_bindgen_test]
fn without_randomness_there_are_no_bytes() {
    script(
        "self.kept = crypto.getRandomValues; \
         crypto.getRandomValues = () => { throw new Error('none') }",
    );
    let bytes = random::bytes::<16>();
    script("crypto.getRandomValues = self.kept");
    assert_eq!(bytes, Err(random::NoRandomness));
}

#[wasm_bindgen_test]
async fn a_saved_file_is_a_blob_with_its_name_kind_and_bytes() {
    script(
        "self.saved = []; self.keptUrl = URL.createObjectURL; \
         self.keptClick = HTMLAnchorElement.prototype.click; \
         URL.createObjectURL = (blob) => { self.saved.push(blob); return self.keptUrl(blob) }; \
         HTMLAnchorElement.prototype.click = function () { \
             self.saved.push(this.href, this.download) }",
    );
    let bytes: Vec<u8> = (0..=u8::MAX).collect();
    let outcome = download::save("qingdan.json", "application/json", &bytes);
    let saved: Array = script(
        "URL.createObjectURL = self.keptUrl; \
         HTMLAnchorElement.prototype.click = self.keptClick; return self.saved",
    )
    .unchecked_into();
    assert_eq!(outcome, Ok(()));
    assert_eq!(saved.length(), 3, "one blob, one click");
    let blob: web_sys::Blob = saved.get(0).dyn_into().expect("a blob");
    assert_eq!(blob.type_(), "application/json");
    let buffer = JsFuture::from(blob.array_buffer()).await.expect("the blob can be read");
    assert_eq!(Uint8Array::new(&buffer).to_vec(), bytes);
    let address = saved.get(1).as_string().expect("an address");
    assert!(address.starts_with("blob:"), "{address}");
    assert_eq!(saved.get(2).as_string().as_deref(), Some("qingdan.json"));
}

/// Whether the browser would ask before the page is left.
fn asks() -> bool {
    let event = script(
        "const event = document.createEvent('BeforeUnloadEvent'); \
         event.initEvent('beforeunload', false, true); dispatchEvent(event); \
         return event.defaultPrevented",
    );
    event == JsValue::TRUE
}

#[wasm_bindgen_test]
fn the_unload_guard_asks_until_it_is_dropped() {
    assert!(!asks(), "nothing is guarded yet");
    let guard = unload::guard();
    assert!(guard.is_some());
    assert!(asks(), "the guard asks");
    drop(guard);
    assert!(!asks(), "the guard is gone");
}

#[wasm_bindgen_test]
async fn the_fragment_can_be_walked_and_followed() {
    let seen = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let kept = seen.clone();
    let listener = history::on_change(move |fragment| kept.borrow_mut().push(fragment));
    assert!(listener.is_some());
    history::go("#/c/meetings");
    settle().await;
    assert_eq!(history::fragment(), "#/c/meetings");
    history::go("#/review");
    settle().await;
    script("history.back()");
    settle().await;
    assert_eq!(history::fragment(), "#/c/meetings");
    assert_eq!(*seen.borrow(), ["#/c/meetings", "#/review", "#/c/meetings"]);
    drop(listener);
    history::go("#/welcome");
    settle().await;
    assert_eq!(seen.borrow().len(), 3, "a dropped listener hears nothing");
}

#[wasm_bindgen_test]
async fn a_link_is_followed_at_once_and_the_address_follows() {
    let seen = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let kept = seen.clone();
    let listener = history::on_change(move |fragment| kept.borrow_mut().push(fragment));
    assert!(listener.is_some());
    history::go("#/welcome");
    settle().await;
    seen.borrow_mut().clear();
    let click = |fragment: &str, with: &str| {
        script(&format!(
            "const link = document.createElement('a'); link.href = '{fragment}'; \
             link.append(document.createElement('span')); document.body.append(link); \
             const click = new MouseEvent('click', {{ bubbles: true, cancelable: true, {with} }}); \
             link.firstChild.dispatchEvent(click); link.remove(); return click.defaultPrevented"
        ))
    };
    assert_eq!(click("#/review", ""), JsValue::TRUE);
    assert_eq!(history::fragment(), "#/welcome", "not yet");
    assert_eq!(click("#/results", ""), JsValue::TRUE);
    assert_eq!(history::fragment(), "#/review", "two fast clicks are two steps");
    settle().await;
    assert_eq!(history::fragment(), "#/results");
    for _ in 0..2 {
        script("history.back()");
        settle().await;
    }
    assert_eq!(*seen.borrow(), ["#/review", "#/results", "#/review", "#/welcome"]);
    for with in ["ctrlKey: true", "metaKey: true", "shiftKey: true"] {
        // Never really followed: the listener of the test stands behind the page's.
        let stop = "addEventListener('click', (event) => { \
            self.left = !event.defaultPrevented; event.preventDefault(); }, { once: true })";
        script(stop);
        click("#/export", with);
        assert_eq!(script("return self.left"), JsValue::TRUE, "{with}: the browser's own");
    }
    assert_eq!(seen.borrow().len(), 4, "such a click turns no page here");
    drop(listener);
}

#[wasm_bindgen_test]
fn the_document_takes_language_and_title() {
    document::set_language("zh-CN", "ltr");
    document::set_title("轻担");
    assert_eq!(
        script("return document.documentElement.lang").as_string().as_deref(),
        Some("zh-CN")
    );
    assert_eq!(script("return document.title").as_string().as_deref(), Some("轻担"));
}

#[wasm_bindgen_test]
async fn a_chosen_file_gives_its_name_size_and_bytes() {
    let list = script(
        "const transfer = new DataTransfer(); \
         transfer.items.add(new File([new Uint8Array([0, 13, 255])], '甲.json')); \
         transfer.items.add(new File([], 'empty.json')); return transfer.files",
    );
    let chosen = files::listed(list.unchecked_ref());
    let names: Vec<String> = chosen.iter().map(files::path).collect();
    assert_eq!(names, ["甲.json", "empty.json"]);
    assert_eq!(files::size_bytes(&chosen[0]), 3);
    assert_eq!(files::bytes(&chosen[0]).await.expect("readable"), [0, 13, 255]);
    assert!(files::bytes(&chosen[1]).await.expect("readable").is_empty());
}

#[wasm_bindgen_test]
fn without_a_start_up_script_there_is_no_worker() {
    let missing = Reflect::get(&js_sys::global(), &JsValue::from_str("qingdan"));
    assert_eq!(missing, Ok(JsValue::UNDEFINED), "this is a test page");
    let started = qingdan::browser::worker::start(|_| (), |_| ());
    assert!(started.is_err(), "and it says so instead of failing silently");
    assert!(qingdan::browser::worker::scope().is_none(), "a page is no worker");
}

fn interview() -> Interview {
    Interview::new(shipped_instrument(), RecordId([7; 16]), None)
}

/// An event that changes nothing is no new interview, so that nothing is drawn.
#[wasm_bindgen_test]
fn an_event_that_changes_nothing_is_nothing() {
    let instrument = shipped_instrument();
    let answered = Event::Answered(Question::Item(0), Answer::Option(2));
    let next = interview().after(instrument, &answered).expect("an answer changes something");
    assert_eq!(next.answers().get(Question::Item(0)), Answer::Option(2));
    assert_eq!(next.after(instrument, &answered), None, "the same answer again does not");
    let impossible = Event::Answered(Question::Item(0), Answer::Option(99));
    assert_eq!(next.after(instrument, &impossible), None, "nor does an impossible one");
}

/// Clicks an element of the page and waits until the page has taken it.
async fn click(selector: &str) {
    script(&format!("document.querySelector('{selector}').click()"));
    settle().await;
}

/// Whether an element is there.
fn there(selector: &str) -> bool {
    script(&format!("return document.querySelector('{selector}') !== null")) == JsValue::TRUE
}

#[wasm_bindgen_test]
async fn a_tap_answers_and_the_same_tap_takes_it_back() {
    script(
        "const root = document.createElement('div'); root.id = 'app'; document.body.append(root)",
    );
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("app"));
    let route = Page::Category(0).into();
    let props = AppProps {
        interview: Some(interview()),
        route,
        before: None,
        language: Language::Zh,
        reopened: false,
    };
    let app = yew::Renderer::<App>::with_root_and_props(root.expect("a root"), props).render();
    settle().await;
    assert!(there("#q-meet_hours-2") && !there("#app input:checked"));
    click("#q-meet_hours-2").await;
    assert!(there("#q-meet_hours-2:checked"), "picked");
    click("#q-meet_hours-3").await;
    assert!(there("#q-meet_hours-3:checked") && !there("#q-meet_hours-2:checked"), "changed");
    assert!(asks(), "an answer that is not saved is guarded");
    click("#language").await;
    assert!(there("html[lang=en]") && there("#q-meet_hours-3:checked"), "switched, kept");
    click("#q-meet_hours-3").await;
    assert!(!there("#app input:checked"), "taken back");
    assert!(!asks(), "nothing is left to lose");
    app.destroy();
    settle().await;
    assert!(!there("#app fieldset"));
}
