//! The pages in the pseudo-language: every golden view of both pages is rendered with every
//! Chinese text between ⟦ and ⟧, and whatever stands outside is a text that no catalogue holds.
//!
//! `cargo test --features ssr,pseudo,two-tally --test pseudo`. A page or state gets here by
//! getting a golden view.
#![allow(clippy::duplicate_mod, reason = "each test of views can also run alone")]

#[path = "view_campaign.rs"]
mod campaign;
#[cfg(feature = "two-tally")]
#[path = "view_halves.rs"]
mod halves;
#[path = "view_keys.rs"]
mod keys;
#[path = "pseudo/marked.rs"]
mod marked;
#[path = "view_organise.rs"]
mod organise;
#[path = "view.rs"]
mod respond;
#[path = "view_sealed.rs"]
mod sealed;
#[cfg(feature = "two-tally")]
#[path = "view_two_tally.rs"]
mod two_tally;

use marked::{assert_marked, unmarked};

#[test]
fn what_is_marked_passes() {
    for html in [
        "<p>⟦第 3 页⟧</p>",
        "<p>⟦《⟦题目⟧》里的⟧ 12.5 % – 3／4</p>",
        "<button aria-label=\"⟦清空⟧\" class=\"button\" lang=\"zh-CN\">⟦清&amp;空⟧</button>",
        "<dd>5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a</dd><bdi>a.<wbr>json</bdi>",
        "<dd>01020304 / 12</dd><textarea>QINGDAN-C1:AaEC_wQ-</textarea>",
        "<pre id=\"raw\">{\"format\": \"qingdan-record/1\"}</pre><p>⟦完⟧</p>",
        "<button id=\"language\" lang=\"en\">English</button>",
        "<!-- a comment --><svg><title>⟦图⟧</title></svg>",
    ] {
        assert_eq!(unmarked(html), Vec::<String>::new(), "{html}");
    }
}

#[test]
fn a_planted_text_is_found() {
    for (html, found) in [
        ("<p>保存</p>", "保存"),
        ("<p>⟦共⟧3 items</p>", "⟦共⟧3 items"),
        ("<p>⟦共⟧<b>⟦三⟧</b>项</p>", "项"),
        ("<a aria-label=\"Close\">⟦关⟧</a>", "aria-label: Close"),
        ("<input title=⟦甲⟧ placeholder='写在这里'>", "placeholder: 写在这里"),
        ("<img alt=\"图\">", "alt: 图"),
        ("<pre id=\"other\">code</pre>", "code"),
        ("<button id=\"language\">English</button><p>English</p>", "English"),
        ("<p>⟦没有收尾</p>", "⟦没有收尾"),
        ("<p dir=\"auto\">题目</p>", "题目"),
        ("<p class=\"lines\">⟦第⟧3⟦轮⟧\n目的</p>", "⟦第⟧3⟦轮⟧\n目的"),
        ("<dd>deadbeef / </dd>", "deadbeef /"),
        ("<dd>deadbeef / 12</dd>", "deadbeef / 12"),
        ("<textarea>QINGDAN-C1:a b</textarea>", "QINGDAN-C1:a b"),
    ] {
        assert_eq!(unmarked(html), [found.to_owned()], "{html}");
    }
}

#[test]
#[should_panic(expected = "come from no catalogue")]
fn a_page_with_a_planted_text_fails() {
    assert_marked("planted", "<main><h1>⟦您的结果⟧</h1><p>Hard-coded</p></main>");
}
