//! A report of answers to an instrument of one's own, given with `--instrument`.

use super::body::{assert_golden, of_raw_tlx, raw_tlx};

/// It is the one of a command that was built with that instrument: `tests/own_pages.rs` compares
/// with the same files.
#[test]
fn an_own_instrument_needs_no_build() {
    let file = raw_tlx();
    for tag in ["zh-CN", "en"] {
        let body = of_raw_tlx(&["--instrument", file.to_str().unwrap()], tag);
        assert_golden(tag, &body);
        assert!(body.contains(["六个维度", "six dimensions"][usize::from(tag == "en")]), "{body}");
    }
}
