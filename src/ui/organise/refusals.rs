//! Refused inputs: which are shown, and all of them as a table to keep.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::browser::download;
use crate::i18n::Language;
use crate::tasks::collect::Collector;
use crate::worker::{RefusalPage, refusals_head, refusals_row};

/// Files with something refused that are shown at first, and more at each request; and refused
/// inputs of one file that are shown more at each request.
pub const REFUSALS_SHOWN: usize = 100;

/// Refused inputs of one file that are shown at first.
pub(super) const REFUSALS_EACH: usize = 5;

/// The name of the table.
const LIST_NAME: &str = "qingdan-refused.csv";

/// Refused inputs that are made into rows at a time, so that the page stays responsive.
const ROWS_AT_ONCE: usize = 2_000;

/// Saves all refused inputs that are listed as a table for spreadsheets.
pub(super) fn save_refusals(language: Language, collector: Collector) {
    spawn_local(async move {
        // The browser holds the parts, not the page.
        let (parts, mut table) = (Array::new(), refusals_head(language));
        let mut from = 0;
        loop {
            let some = collector.refused(from, ROWS_AT_ONCE).await;
            if some.is_empty() {
                break;
            }
            from += some.len();
            for refused in &some {
                refusals_row(language, refused, &mut table);
            }
            let part = Array::of1(&JsValue::from_str(&std::mem::take(&mut table)));
            let Ok(part) = Blob::new_with_str_sequence(&part) else { return };
            parts.push(&part);
        }
        // Where the browser takes no file, its own words stand on the screen.
        let _ = download::save_parts(LIST_NAME, "text/csv;charset=utf-8", &parts);
    });
}

/// The refused inputs that are shown at first.
pub(super) fn first_refusals() -> Rc<RefusalPage> {
    let (files, each) = (REFUSALS_SHOWN, REFUSALS_EACH);
    Rc::new(RefusalPage { files, each, longer: Vec::new() })
}

/// Shows more of the refused inputs of a file.
pub(super) fn show_more_of(page: &mut Rc<RefusalPage>, name: String) {
    let page = Rc::make_mut(page);
    match page.longer.iter_mut().find(|(longer, _)| *longer == name) {
        Some((_, most)) => *most += REFUSALS_SHOWN,
        None => page.longer.push((name, page.each + REFUSALS_SHOWN)),
    }
}
