//! Golden views of the campaigns on the organiser's page, rendered natively.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr --test view_campaign` rewrites the golden files.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "view/mod.rs"]
mod kit;

use std::rc::Rc;

use kit::{LANGUAGES, golden, rendered};
use qingdan::domain::campaign::{Campaign, Extensions};
use qingdan::i18n::Language;
use qingdan::ui::organise::{
    Asking, CampaignPanel, CampaignPanelProps, Handout, HandoutProps, Question, QuestionProps,
};
use yew::Callback;

#[test]
fn no_campaign_yet() {
    for language in LANGUAGES {
        golden("campaigns-none", language, &panel(language, Vec::new()));
    }
}

#[test]
fn two_waves_of_one_campaign() {
    for language in LANGUAGES {
        golden("campaigns-two", language, &panel(language, vec![campaign(1), campaign(2)]));
    }
}

#[test]
fn what_is_handed_out() {
    for language in LANGUAGES {
        let (onloss, onlist) = (Callback::noop(), Callback::noop());
        let props = HandoutProps { language, campaign: campaign(2), onloss, onlist };
        let html = rendered::<Handout>(props);
        assert!(html.matches(&campaign(2).to_code()).count() == 2, "the code and the invitation");
        let title = campaign(2).details().title.clone();
        let shown = title.replace('<', "&lt;").replace('>', "&gt;");
        assert!(title.starts_with('<') && html.contains(&shown), "the title is shown as text");
        golden("campaigns-handout", language, &html);
    }
}

#[test]
fn what_is_asked_before_something_is_taken_away() {
    let questions = [
        ("campaigns-removal", Asking::Remove(Box::new(campaign(2)))),
        ("erase", Asking::Erase),
        ("erase-all", Asking::EraseAll),
    ];
    for language in LANGUAGES {
        for (name, asking) in questions.clone() {
            let (asking, onchoose) = (Some(asking), Callback::noop());
            let html = rendered::<Question>(QuestionProps { language, asking, onchoose });
            golden(name, language, &html);
        }
    }
}

fn campaign(wave: u8) -> Campaign {
    kit::campaign(kit::details(wave), Extensions::default())
}

fn panel(language: Language, campaigns: Vec<Campaign>) -> String {
    let on = Callback::noop();
    let (campaigns, taken) = (Rc::new(campaigns), Rc::default());
    rendered::<CampaignPanel>(CampaignPanelProps { language, campaigns, taken, on })
}
