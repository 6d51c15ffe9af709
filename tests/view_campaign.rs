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

use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::crowd::Roster;
use qingdan::domain::randomised::{Randomisation, TruthProbability};
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
use qingdan::ui::organise::{
    Asking, CampaignPanel, CampaignPanelProps, Handout, HandoutProps, Question, QuestionProps,
};
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
        let title = campaign(2).details().title.clone();
        let shown = title.replace('<', "&lt;").replace('>', "&gt;");
        assert!(title.starts_with('<') && html.contains(&shown), "the title is shown as text");
        golden("campaigns-handout", language, &html);
    }
}

/// Noise and roster: in the list for the organiser, in invitation and notice for respondents.
#[test]
fn noise_and_roster_are_told_wherever_the_campaign_is() {
    let instrument = shipped_instrument();
    let item = u8::try_from(instrument.item_index("acc_personal").unwrap()).unwrap();
    let randomised = Randomisation::new(instrument, TruthProbability::HALF, &[item]).unwrap();
    let counts = [vec![10, 20, 30, 40, 50], vec![40, 30, 20, 10]];
    let roster = Roster::new(instrument, 0b0011, 150, &counts).unwrap();
    let extensions =
        Extensions { randomised: Some(randomised), roster: Some(roster), ..Extensions::default() };
    let campaign = campaign(2).with(instrument, extensions).unwrap();
    for language in [Language::Zh, Language::En] {
        let words = &Messages::of(language).protection;
        let (noise, roster) = ((words.told_noise)(1, 1, 2), (words.told_roster)(10));
        let html = render::<Handout>(HandoutProps { language, campaign: campaign.clone() });
        let invited = html.matches(&noise).count() == 2 && html.matches(&roster).count() == 2;
        assert!(invited, "the invitation and the notice: {html}");
        golden("campaigns-protected", language, &html);
        let html = panel(language, vec![campaign.clone()]);
        assert!(html.contains(&(words.listed_noise)(1, 1, 2)), "{html}");
        assert!(html.contains(&(words.listed_roster)(150)), "{html}");
    }
}

#[test]
fn what_is_asked_before_something_is_taken_away() {
    let questions = [
        ("campaigns-removal", Asking::Remove(Box::new(campaign(2)))),
        ("erase", Asking::Erase),
        ("erase-all", Asking::EraseAll),
    ];
    for language in [Language::Zh, Language::En] {
        for (name, asking) in questions.clone() {
            let (asking, onchoose) = (Some(asking), Callback::noop());
            let html = render::<Question>(QuestionProps { language, asking, onchoose });
            golden(name, language, &html);
        }
    }
}

/// What an organiser wrote. In the pseudo-language it has no letters, nor has the campaign's
/// number: whatever has some must come from a catalogue.
fn written(text: &str) -> String {
    let letter = |c: char| cfg!(feature = "pseudo") && c.is_alphabetic();
    text.chars().map(|c| if letter(c) { '0' } else { c }).collect()
}

fn campaign(wave: u8) -> Campaign {
    let details = Details {
        id: if cfg!(feature = "pseudo") { [1, 2, 3, 4] } else { [0xa1, 2, 3, 0xf4] },
        wave,
        title: written("<b>清源县</b>基层减负摸底"),
        wave_label: written("2026 年秋"),
        purpose: written("看看先减哪几类"),
        contact: written("县总工会 王老师"),
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
