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
use qingdan::domain::crowd::Roster;
use qingdan::domain::randomised::{Randomisation, TruthProbability};
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
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
        let (onloss, onlist) = (Callback::noop(), Callback::noop());
        let props = HandoutProps { language, campaign: campaign.clone(), onloss, onlist };
        let html = rendered::<Handout>(props);
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
