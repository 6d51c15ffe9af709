//! However an input is cut into parts, the same is found in it. The first two bytes say where it
//! is cut.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qingdan::domain::bundle::{Part, Reader, TAIL_BYTES, kind_of};
use qingdan::domain::shipped_instrument;

static READER: LazyLock<Reader<'static>> = LazyLock::new(|| Reader::new(&[shipped_instrument()]));

/// What is found between two places: offsets, lines and findings as texts.
fn read(bytes: &[u8], from: usize, to: usize, lines: &mut usize) -> Vec<String> {
    let tail = bytes.len().min(to + TAIL_BYTES);
    let part = Part { first: from == 0, last: to == bytes.len(), end: to - from };
    let mut all = Vec::new();
    let totals = READER.read_part(&bytes[from..tail], part, &mut |found| {
        all.push(format!("{} {} {:?}", from + found.offset, *lines + found.line, found.what));
    });
    if totals.unfinished.is_some() {
        all.push("unfinished".to_owned());
    }
    *lines += totals.feeds;
    all
}

fuzz_target!(|input: &[u8]| {
    let [high, low, bytes @ ..] = input else { return };
    let _ = kind_of(bytes);
    let whole = read(bytes, 0, bytes.len(), &mut 0);
    let cut = usize::from(u16::from_be_bytes([*high, *low])).min(bytes.len());
    if cut == 0 || cut == bytes.len() || whole.iter().any(|found| found == "unfinished") {
        return;
    }
    let mut lines = 0;
    let mut parts = read(bytes, 0, cut, &mut lines);
    if parts.iter().any(|found| found == "unfinished") {
        return;
    }
    parts.extend(read(bytes, cut, bytes.len(), &mut lines));
    assert_eq!(parts, whole);
});
