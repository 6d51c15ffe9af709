//! Golden views of the campaigns on the organiser's page, rendered natively.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr --test view_campaign` rewrites the golden files.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(feature = "pseudo")]
#[path = "pseudo/marked.rs"]
mod marked;

use std::path::Path;
use std::rc::Rc;

use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::ui::organise::{CampaignPanel, CampaignPanelProps, Handout, HandoutProps};
use yew::{BaseComponent, Callback, LocalServerRenderer};

#[test]
fn no_campaign_yet() {
    for language in [Language::Zh, Language::En] {
        golden("campaigns-none", language, &panel(language, Vec::new()));
    }
}

#[test]
fn two_waves_of_one_campaign() {
    for language in [Language::Zh, Language::En] {
        golden("campaigns-two", language, &panel(language, vec![campaign(1), campaign(2)]));
    }
}

#[test]
fn what_is_handed_out() {
    for language in [Language::Zh, Language::En] {
        let props = HandoutProps { language, campaign: campaign(2) };
        let html = render::<Handout>(props);
        assert!(html.matches(&campaign(2).to_code()).count() == 2, "the code and the invitation");
        assert!(html.contains("&lt;b&gt;"), "the title is shown as text");
        golden("campaigns-handout", language, &html);
    }
}

fn campaign(wave: u8) -> Campaign {
    let details = Details {
        id: [0xa1, 0x02, 0x03, 0xf4],
        wave,
        title: "<b>清源县</b>基层减负摸底".to_owned(),
        wave_label: "2026 年秋".to_owned(),
        purpose: "看看先减哪几类".to_owned(),
        contact: "县总工会 王老师".to_owned(),
        form: FormChoice::Either,
        background: 0b0011,
        minimum: 10,
    };
    Campaign::new(shipped_instrument(), details).unwrap()
}

fn panel(language: Language, campaigns: Vec<Campaign>) -> String {
    let on = Callback::noop();
    let (campaigns, taken) = (Rc::new(campaigns), Rc::default());
    render::<CampaignPanel>(CampaignPanelProps { language, campaigns, taken, on })
}

fn render<C: BaseComponent>(props: C::Properties) -> String {
    let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

/// Compares a view with `tests/golden/{name}-{language}.html`, a tag a line.
fn golden(name: &str, language: Language, html: &str) {
    let html = html.replace("><", ">\n<") + "\n";
    assert!(!html.contains(" style="), "{name}: the policy refuses style attributes");
    #[cfg(feature = "pseudo")]
    if language == Language::Zh {
        marked::assert_marked(name, &html);
    }
    if cfg!(feature = "pseudo") {
        return;
    }
    let file = format!("{name}-{}.html", language.tag());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(&file);
    if std::env::var_os("QINGDAN_BLESS").is_some() {
        std::fs::write(&path, &html).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let place = html.lines().zip(expected.lines()).position(|(a, b)| a != b);
    assert!(html == expected, "{file} differs at line {:?}", place.map(|at| at + 1));
}
