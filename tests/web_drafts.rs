//! Drafts in a real browser's storage: absent, full, forgetful, shared.
//!
//! Run by `cargo xtask test`; by hand: `docs/testing.md`, "In a browser".
#![cfg(target_arch = "wasm32")]

use js_sys::Function;
use qingdan::browser::storage::{self, StorageFault};
use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::draft::{Draft, KeepFault, ResumeFault};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::RecordId;
use qingdan::domain::shipped_instrument;
use qingdan::tasks::erase_drafts::{count_drafts, erase_drafts};
use qingdan::tasks::keep_draft::{Kept, SLOTS, keep_draft};
use qingdan::tasks::resume_draft::resume_draft;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Runs a script in the page and returns its value.
fn script(body: &str) -> JsValue {
    Function::new_no_args(body).call0(&JsValue::NULL).expect("the script runs")
}

fn draft(id: u8, answers: u8) -> Draft {
    let instrument = shipped_instrument();
    let begun = Interview::new(instrument, RecordId([id; 16]), None);
    let interview = (0..answers).fold(begun, |interview, item| {
        let event = Event::Answered(Question::Item(item), Answer::Option(1));
        interview.after(instrument, &event).expect("an answer")
    });
    Draft { interview, page: answers }
}

fn keep(draft: &Draft) -> Result<Kept, KeepFault> {
    keep_draft(shipped_instrument(), draft)
}

fn resume(code: &str) -> Result<Draft, ResumeFault> {
    resume_draft(shipped_instrument(), code).map(|(draft, _)| draft)
}

#[wasm_bindgen_test]
fn what_is_kept_is_opened_by_its_code_only() {
    erase_drafts();
    assert_eq!(resume("1111-2222-3333"), Err(ResumeFault::NoDraft));
    let first = keep(&draft(1, 5)).expect("kept");
    let second = keep(&draft(2, 7)).expect("kept");
    assert_eq!(count_drafts(), 2);
    assert_eq!(resume(&first.code.to_string()), Ok(draft(1, 5)));
    assert_eq!(resume(&second.code.to_string().to_lowercase()), Ok(draft(2, 7)));
    assert_eq!(resume("1111-2222-3333"), Err(ResumeFault::Closed));
    assert_eq!(resume(" "), Err(ResumeFault::Empty));
    assert_eq!(resume("1111"), Err(ResumeFault::NoCode));
    second.erase();
    assert_eq!(count_drafts(), 1);
    erase_drafts();
    assert_eq!(count_drafts(), 0);
}

#[wasm_bindgen_test]
fn a_change_goes_under_the_same_code_and_never_over_anothers_draft() {
    erase_drafts();
    let mut kept = keep(&draft(1, 1)).expect("kept");
    let code = kept.code.to_string();
    assert_eq!(kept.update(shipped_instrument(), &draft(1, 2)), Ok(()));
    assert_eq!((resume(&code), count_drafts()), (Ok(draft(1, 2)), 1));
    // Erased elsewhere: it does not come back by itself.
    erase_drafts();
    assert_eq!(kept.update(shipped_instrument(), &draft(1, 3)), Err(KeepFault::Gone));
    assert_eq!(count_drafts(), 0);
    // Somebody else's draft has taken the place.
    let other = keep(&draft(2, 1)).expect("kept");
    assert_eq!(kept.update(shipped_instrument(), &draft(1, 3)), Err(KeepFault::Gone));
    kept.erase();
    assert_eq!(resume(&other.code.to_string()), Ok(draft(2, 1)));
    erase_drafts();
}

#[wasm_bindgen_test]
fn two_pages_that_go_on_with_one_draft_do_not_undo_each_other() {
    erase_drafts();
    let code = keep(&draft(1, 1)).expect("kept").code.to_string();
    let open = || resume_draft(shipped_instrument(), &code).expect("the code").1;
    let (mut one, mut two) = (open(), open());
    assert_eq!(one.update(shipped_instrument(), &draft(1, 4)), Ok(()));
    assert_eq!(two.update(shipped_instrument(), &draft(1, 2)), Err(KeepFault::Gone));
    assert_eq!(resume(&code), Ok(draft(1, 4)));
    erase_drafts();
}

#[wasm_bindgen_test]
fn a_ninth_draft_finds_no_slot() {
    erase_drafts();
    for id in 1..=8 {
        assert!(keep(&draft(id, 1)).is_ok(), "{id}");
    }
    assert_eq!(keep(&draft(9, 1)).map(|_| ()), Err(KeepFault::NoSlot));
    assert_eq!(count_drafts(), 8);
    erase_drafts();
}

#[wasm_bindgen_test]
fn a_full_storage_says_so_and_leaves_the_draft_as_it_was() {
    erase_drafts();
    let mut kept = keep(&draft(1, 1)).expect("kept");
    script(
        "self.keptSet = Storage.prototype.setItem; \
         Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
    );
    let written = storage::write("other", "text");
    let new = keep(&draft(2, 1)).map(|_| ());
    let changed = kept.update(shipped_instrument(), &draft(1, 2));
    script("Storage.prototype.setItem = self.keptSet");
    assert_eq!(written, Err(StorageFault::Full));
    assert_eq!((new, changed), (Err(KeepFault::Full), Err(KeepFault::Full)));
    assert_eq!(resume(&kept.code.to_string()), Ok(draft(1, 1)));
    assert_eq!(kept.update(shipped_instrument(), &draft(1, 3)), Ok(()), "there is room again");
    assert_eq!(resume(&kept.code.to_string()), Ok(draft(1, 3)));
    erase_drafts();
}

#[wasm_bindgen_test]
fn a_storage_that_forgets_is_noticed() {
    script("self.keptSet = Storage.prototype.setItem; Storage.prototype.setItem = () => undefined");
    let written = storage::write("other", "text");
    script("Storage.prototype.setItem = self.keptSet");
    assert_eq!(written, Err(StorageFault::NotKept));
}

#[wasm_bindgen_test]
fn without_storage_everything_says_so() {
    script(
        "self.keptStorage = Object.getOwnPropertyDescriptor(self, 'localStorage'); \
         Object.defineProperty(self, 'localStorage', { configurable: true, \
             get() { throw new DOMException('', 'SecurityError') } })",
    );
    let kept = keep(&draft(1, 1)).map(|_| ());
    let opened = resume("1111-2222-3333");
    let count = count_drafts();
    erase_drafts();
    script("Object.defineProperty(self, 'localStorage', self.keptStorage)");
    assert_eq!(kept, Err(KeepFault::NoStorage));
    assert_eq!((opened, count), (Err(ResumeFault::NoStorage), 0));
}

#[wasm_bindgen_test]
fn what_is_no_draft_is_called_damaged_and_never_replaced() {
    erase_drafts();
    storage::write(SLOTS[0], "something else").expect("stored");
    let kept = keep(&draft(1, 1)).expect("kept");
    assert_eq!(storage::read(SLOTS[0]), Ok(Some("something else".to_owned())));
    assert_eq!(resume("1111-2222-3333"), Err(ResumeFault::Damaged));
    assert_eq!(resume(&kept.code.to_string()), Ok(draft(1, 1)));
    erase_drafts();
    assert_eq!(count_drafts(), 0);
}
