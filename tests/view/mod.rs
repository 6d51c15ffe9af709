//! What the golden views of the organiser's page share.
#![allow(dead_code, reason = "not every test of views needs all of it")]

#[cfg(feature = "pseudo")]
#[path = "../pseudo/marked.rs"]
mod marked;

use std::path::Path;

use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use yew::{BaseComponent, LocalServerRenderer};

/// The languages of the views.
pub(crate) const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

/// What an organiser wrote. In the pseudo-language it has no letters: whatever has some must come
/// from a catalogue.
pub(crate) fn written(text: &str) -> String {
    let letter = |c: char| cfg!(feature = "pseudo") && c.is_alphabetic();
    text.chars().map(|c| if letter(c) { '0' } else { c }).collect()
}

/// A wave of a campaign with all texts; its number has no letters in the pseudo-language either.
pub(crate) fn details(wave: u8) -> Details {
    Details {
        id: if cfg!(feature = "pseudo") { [1, 2, 3, 4] } else { [0xa1, 2, 3, 0xf4] },
        wave,
        title: written("<b>清源县</b>基层减负摸底"),
        wave_label: written("2026 年秋"),
        purpose: written("看看先减哪几类"),
        contact: written("县总工会 王老师"),
        form: FormChoice::Either,
        background: 0b0011,
        minimum: 10,
    }
}

/// A campaign with a title and no other text.
pub(crate) fn plain(title: &str) -> Details {
    let none = String::new;
    let (id, background) = ([1, 2, 3, 4], 0);
    let (title, wave_label, purpose, contact) = (title.to_owned(), none(), none(), none());
    Details { id, title, wave_label, purpose, contact, background, ..details(1) }
}

/// The campaign with these details.
pub(crate) fn campaign(details: Details, extensions: Extensions) -> Campaign {
    let campaign = Campaign::new(shipped_instrument(), details).unwrap();
    campaign.with(shipped_instrument(), extensions).unwrap()
}

/// A component as HTML.
pub(crate) fn rendered<C: BaseComponent>(props: C::Properties) -> String {
    let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

/// Compares a view with `tests/golden/{name}-{language}.html`, a tag a line.
pub(crate) fn golden(name: &str, language: Language, html: &str) {
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
