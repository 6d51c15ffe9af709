//! Collecting inside a real browser: reading in the page, because a test page has no worker, and
//! keeping what was accepted in the browser's own database.
//!
//! Run by `cargo xtask test`; by hand: `docs/testing.md`, "In a browser".
#![cfg(target_arch = "wasm32")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use qingdan::browser::database::{Database, DatabaseFault};
use qingdan::browser::files::Dropped;
use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::interview::Interview;
use qingdan::domain::record::{RecordId, anonymise};
use qingdan::domain::shipped_instrument;
use qingdan::tasks::collect::{Collector, Notice, Progress, Storage, Switched};
use qingdan::tasks::gather::{Gathered, Gatherer};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::File;

wasm_bindgen_test_configure!(run_in_browser);

/// Longest wait for something to happen, tenths of a second.
const TENTHS_MAX: u32 = 150;

/// Waits a tenth of a second.
async fn tenth() {
    let wait = Function::new_no_args("return new Promise((done) => setTimeout(done, 100))");
    let wait = wait.call0(&JsValue::NULL).expect("the script runs");
    JsFuture::from(wait.unchecked_into::<Promise>()).await.expect("time passes");
}

/// What a collector has told.
#[derive(Clone, Default)]
struct Heard(Rc<RefCell<Vec<Notice>>>);

impl Heard {
    fn collector(&self) -> Collector {
        let heard = Rc::clone(&self.0);
        Collector::start(move |notice| heard.borrow_mut().push(notice))
    }

    /// The last word on progress.
    fn progress(&self) -> Option<Progress> {
        self.0.borrow().iter().rev().find_map(|notice| match notice {
            Notice::Progress(progress) => Some(progress.as_ref().clone()),
            _ => None,
        })
    }

    fn storage(&self) -> Option<Storage> {
        self.0.borrow().iter().rev().find_map(|notice| match notice {
            Notice::Storage(storage) => Some(*storage),
            _ => None,
        })
    }

    /// Waits for the end of reading: inputs left unread, and the counts (received, accepted,
    /// duplicates, refused).
    async fn ended(&self) -> (u32, [u64; 4]) {
        for _ in 0..TENTHS_MAX {
            tenth().await;
            if let Some(Progress { ended: true, unread, counts, .. }) = self.progress() {
                let four = [counts.received, counts.accepted, counts.duplicates(), counts.refused];
                return (unread, four);
            }
        }
        panic!("reading does not end: {:?}", self.0.borrow());
    }

    async fn ready(&self) {
        for _ in 0..TENTHS_MAX {
            tenth().await;
            if self.storage().is_some() {
                return;
            }
        }
        panic!("storage is not found out");
    }
}

/// A file with the record of this id.
fn file(id: u8) -> File {
    let instrument = shipped_instrument();
    let interview = Interview::new(instrument, RecordId([id; 16]), None);
    named("qingdan.json", &anonymise(instrument, &interview).to_json(instrument))
}

fn named(name: &str, text: &str) -> File {
    let parts = Array::of1(&JsValue::from_str(text));
    File::new_with_str_sequence(&parts, name).expect("a file")
}

/// An empty place to begin from, whatever the test before has left.
async fn fresh() -> (Collector, Heard) {
    let heard = Heard::default();
    let collector = heard.collector();
    heard.ready().await;
    collector.erase_all();
    tenth().await;
    tenth().await;
    heard.0.borrow_mut().clear();
    (collector, heard)
}

#[wasm_bindgen_test]
async fn every_input_is_counted_once_and_is_there_after_reopening() {
    let (collector, heard) = fresh().await;
    collector.read(vec![file(1), file(2), named("b.json", "{}"), file(1)]);
    assert_eq!(heard.ended().await, (0, [4, 2, 1, 1]));
    heard.0.borrow_mut().clear();
    collector.read(vec![file(3)]);
    assert_eq!(heard.ended().await, (0, [5, 3, 1, 1]));
    drop(collector);

    // Another page of the same browser finds everything that was told as accepted.
    let again = Heard::default();
    let collector = again.collector();
    assert_eq!(again.ended().await, (0, [5, 3, 1, 1]));
    assert!(matches!(again.storage(), Some(Storage::Kept { foreign: 0, .. })));
    let refused = collector.refused(0, 9).await;
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].name, "b.json");
}

#[wasm_bindgen_test]
async fn erasing_leaves_nothing_and_what_is_read_afterwards_is_all_that_counts() {
    let (collector, heard) = fresh().await;
    collector.read((0..20).map(file).collect());
    collector.erase();
    tenth().await;
    heard.0.borrow_mut().clear();
    collector.read(vec![file(50), named("b.json", "[]"), file(51)]);
    assert_eq!(heard.ended().await, (0, [3, 2, 0, 1]));
    let again = Heard::default();
    let _collector = again.collector();
    assert_eq!(again.ended().await, (0, [3, 2, 0, 1]));
}

#[wasm_bindgen_test]
async fn files_given_while_erasing_wait_until_it_is_told_as_done() {
    let (collector, heard) = fresh().await;
    collector.read((0..20).map(file).collect());
    assert_eq!(heard.ended().await, (0, [20, 20, 0, 0]));
    heard.0.borrow_mut().clear();
    collector.erase();
    collector.read(vec![file(50), named("b.json", "[]"), file(51)]);
    assert_eq!(heard.ended().await, (0, [3, 2, 0, 1]));
    let told = heard.0.borrow();
    let fresh = told.iter().position(|notice| *notice == Notice::Fresh(Switched::Erased));
    let progress = told.iter().position(|notice| matches!(notice, Notice::Progress(_)));
    assert!(fresh.is_some() && fresh < progress, "{fresh:?} {progress:?}");
}

/// Waits so many milliseconds.
async fn pause(milliseconds: u32) {
    let wait = Function::new_with_args("ms", "return new Promise((done) => setTimeout(done, ms))");
    let wait = wait.call1(&JsValue::NULL, &milliseconds.into()).expect("the script runs");
    JsFuture::from(wait.unchecked_into::<Promise>()).await.expect("time passes");
}

/// The line of a campaign.
fn campaign(wave: u8) -> String {
    let details = Details {
        id: [1, 2, 3, 4],
        wave,
        title: "甲".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0,
        minimum: 10,
    };
    Campaign::new(shipped_instrument(), details).expect("a valid campaign").to_line()
}

/// What the desk has taken in is written into the workspace that is left, also where another entry
/// is just being written.
#[wasm_bindgen_test]
async fn another_workspace_loses_nothing_of_the_one_before() {
    let (collector, heard) = fresh().await;
    collector.read(vec![file(1)]);
    assert_eq!(heard.ended().await, (0, [1, 1, 0, 0]));
    let number = heard.0.borrow().iter().rev().find_map(|notice| match notice {
        Notice::Workspaces(_, open) => *open,
        _ => None,
    });
    let number = number.expect("a workspace");
    for wave in 1..=24 {
        collector.keep_campaign(campaign(wave), true);
        if wave % 4 > 0 {
            pause(u32::from(wave % 3)).await;
            continue;
        }
        collector.create(String::new());
        tenth().await;
        heard.0.borrow_mut().clear();
        collector.open(number);
        tenth().await;
        tenth().await;
        let kept = heard.0.borrow().iter().rev().find_map(|notice| match notice {
            Notice::Campaigns(campaigns) => Some(campaigns.kept.len()),
            _ => None,
        });
        assert_eq!(kept, Some(usize::from(wave)));
    }
}

/// How long opening a database that is held is tried, milliseconds.
const PATIENCE_MILLISECONDS: u32 = 500;

/// Opens the logs of all workspaces as a page that never lets go of them.
const HOLD: &str = r#"
    const open = ({ name }) => new Promise((done) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
    });
    const logs = ({ name }) => name.startsWith("qingdan-workspace-");
    return indexedDB.databases().then((all) => Promise.all(all.filter(logs).map(open)));
"#;

#[wasm_bindgen_test]
async fn what_another_page_holds_is_told_as_not_erased_and_holds_nothing_up() {
    let (collector, heard) = fresh().await;
    collector.read(vec![file(1)]);
    assert_eq!(heard.ended().await, (0, [1, 1, 0, 0]));
    let held = Function::new_no_args(HOLD).call0(&JsValue::NULL).expect("the script runs");
    let held = JsFuture::from(held.unchecked_into::<Promise>()).await.expect("opened");
    let held: Vec<JsValue> = held.unchecked_into::<Array>().iter().collect();
    let [log] = held.as_slice() else { panic!("one workspace: {held:?}") };
    let name = js_sys::Reflect::get(log, &"name".into()).ok().and_then(|name| name.as_string());
    let name = name.expect("a name");
    heard.0.borrow_mut().clear();
    collector.erase();
    collector.read(vec![file(2), file(3)]);
    assert_eq!(heard.ended().await, (0, [2, 2, 0, 0]), "in a workspace of their own");
    assert!(heard.0.borrow().contains(&Notice::Fresh(Switched::NotErased)));
    // It waits to be deleted, and opening it is given up in time.
    let opened = Database::open_within(&name, PATIENCE_MILLISECONDS).await;
    assert_eq!(opened.err(), Some(DatabaseFault::Held));
    let close = Function::new_with_args("log", "log.close()");
    close.call1(&JsValue::NULL, log).expect("closed");
    let again = Database::open(&name).await.expect("held no longer");
    assert!(again.read(0.0, 9).await.expect("read").is_empty(), "deleted in the end");
}

#[wasm_bindgen_test]
async fn cancelling_keeps_what_was_accepted_and_says_what_was_not_read() {
    let (collector, heard) = fresh().await;
    collector.pause(true);
    collector.read((0..40).map(file).collect());
    tenth().await;
    collector.cancel();
    let (unread, [received, accepted, ..]) = heard.ended().await;
    assert_eq!((u64::from(unread) + received, accepted), (40, received));
    assert!(unread > 0, "{unread}");
}

#[wasm_bindgen_test]
async fn a_folder_that_is_still_searched_is_not_read_after_erasing_or_cancelling() {
    for erase in [true, false] {
        let (collector, heard) = fresh().await;
        let unread = Rc::new(Cell::new(None));
        let told = Rc::clone(&unread);
        let dropped = vec![Dropped::File(file(1)), Dropped::File(file(2))];
        collector.read_dropped(dropped, move |files| told.set(Some(files)));
        if erase {
            collector.erase();
        } else {
            collector.cancel();
        }
        tenth().await;
        assert_eq!(unread.get(), Some(2), "erase: {erase}");
        heard.0.borrow_mut().clear();
        collector.read_dropped(vec![Dropped::File(file(3))], |files| assert_eq!(files, 0));
        assert_eq!(heard.ended().await, (0, [1, 1, 0, 0]), "erase: {erase}");
    }
}

#[wasm_bindgen_test]
async fn a_database_gives_back_what_was_appended_in_its_order() {
    let name = "qingdan-test";
    Database::delete(name).await.expect("deleted");
    let database = Database::open(name).await.expect("opened");
    for text in ["a", "b", "c"] {
        database.append(&JsValue::from_str(text)).await.expect("kept");
    }
    drop(database);
    let database = Database::open(name).await.expect("opened again");
    let texts = |values: Vec<(f64, JsValue)>| -> Vec<String> {
        values.into_iter().filter_map(|(_, value)| value.as_string()).collect()
    };
    assert_eq!(texts(database.read(0.0, 2).await.expect("read")), ["a", "b"]);
    assert_eq!(texts(database.read(2.0, 9).await.expect("read")), ["c"]);
    database.clear().await.expect("cleared");
    assert!(database.read(0.0, 9).await.expect("read").is_empty());
}

#[wasm_bindgen_test]
async fn clearing_the_collectors_page_stops_what_is_being_read() {
    let told = Rc::new(RefCell::new(Gathered::default()));
    let last = Rc::clone(&told);
    let gatherer = Gatherer::new(move |gathered| *last.borrow_mut() = gathered);
    let given = || vec![named("a.txt", "QINGDAN-1:"), named("b.txt", "nothing")];
    gatherer.read(given());
    assert_eq!(told.borrow().progress, (0, 2));
    gatherer.clear();
    for _ in 0..5 {
        tenth().await;
    }
    assert_eq!(*told.borrow(), Gathered::default());
    gatherer.read(given());
    for _ in 0..5 {
        tenth().await;
    }
    let Gathered { plain, nothing, progress, .. } = told.borrow().clone();
    assert_eq!((plain, nothing, progress), (1, 1, (2, 2)), "what is given then is read");
}
