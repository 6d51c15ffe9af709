//! What the packer puts into the page is the golden view of the first page.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]

use std::process::Command;

#[test]
fn the_first_view_is_the_golden_welcome() {
    let printed = Command::new(env!("CARGO_BIN_EXE_prerender")).output().expect("it runs");
    let printed = String::from_utf8(printed.stdout).expect("UTF-8");
    let lines = printed.replace("><", ">\n<") + "\n";
    assert_eq!(lines, include_str!("golden/welcome-zh.html"), "bless the golden views first");
}
