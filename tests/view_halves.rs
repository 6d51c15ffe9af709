//! Golden views of the respondent's page where records are split into halves, rendered natively.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr,two-tally --test view_halves` rewrites the golden
//! files.
#![cfg(all(feature = "ssr", feature = "two-tally", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "view/mod.rs"]
mod kit;

use kit::{LANGUAGES, golden, rendered};
use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::RecordId;
use qingdan::domain::seal::PrivateKey;
use qingdan::domain::shipped_instrument;
use qingdan::domain::two_tally::{Invitation, PLAN_RANDOM_BYTES, Plan};
use qingdan::i18n::respond::Messages;
use qingdan::ui::respond::{App, AppProps, Page, Route};

fn details() -> Details {
    Details { form: FormChoice::QuickOnly, ..kit::details(1) }
}

/// The plan of a campaign, scores also by the first background question.
fn plan(campaign: &Campaign) -> Plan {
    let keys = [1, 2].map(|number: u8| {
        let bytes = std::array::from_fn(|at| (u8::try_from(at).unwrap() * 7) ^ number);
        PrivateKey::of_random(&bytes).unwrap().public().clone()
    });
    let random: [u8; PLAN_RANDOM_BYTES] = std::array::from_fn(|at| u8::try_from(at).unwrap());
    Plan::new(shipped_instrument(), campaign, keys, 1, &random).unwrap()
}

fn invitation() -> Invitation {
    let campaign = kit::campaign(details(), Extensions::default());
    Invitation::new(plan(&campaign), campaign).unwrap()
}

/// The page of a link's fragment.
fn linked(code: String) -> Route {
    Route { page: Page::Join, question: Some(code) }
}

/// An interview of the campaign with one answer, after more.
fn answered(more: impl IntoIterator<Item = Event>) -> Interview {
    let begun = Interview::new(shipped_instrument(), RecordId([0x5a; 16]), None);
    let item = shipped_instrument().item_index("meet_hours").unwrap();
    let item = Question::Item(u8::try_from(item).unwrap());
    let joined = Event::Joined(Some(invitation().terms()));
    let events = [joined, Event::Answered(item, Answer::Option(3))];
    events.into_iter().chain(more).fold(begun, |interview, event| {
        interview.after(shipped_instrument(), &event).unwrap_or(interview)
    })
}

/// A page in both languages, gone to from another where one is given; what stands in each.
fn check(
    name: &str,
    interview: &Interview,
    before: Option<&Route>,
    route: &Route,
    words: impl Fn(&'static Messages) -> Vec<&'static str>,
) {
    for language in LANGUAGES {
        let (interview, route, before) = (Some(interview.clone()), route.clone(), before.cloned());
        let props = AppProps { interview, route, before, language, reopened: false };
        let html = rendered::<App>(props);
        for said in words(Messages::of(language)) {
            assert!(html.contains(said), "{name}: {said}");
        }
        golden(name, language, &html);
    }
}

#[test]
fn a_campaign_with_a_plan_says_all_before_it_is_answered() {
    let begun = Interview::new(shipped_instrument(), RecordId([0x5a; 16]), None);
    let route = linked(invitation().to_code());
    check("halves-link", &begun, None, &route, |words| {
        [words.halves.about.to_vec(), words.halves.compare.to_vec()].concat()
    });
}

#[test]
fn an_invitation_that_does_not_fit_is_refused_in_words() {
    let begun = Interview::new(shipped_instrument(), RecordId([0x5a; 16]), None);
    let campaign = |details| kit::campaign(details, Extensions::default());
    let other = campaign(Details { wave: 2, ..details() }).to_link("");
    let code = plan(&campaign(details())).to_code() + "." + other.trim_start_matches("#/join/");
    check("halves-refused", &begun, None, &linked(code), |_| Vec::new());
}

/// Neither the record nor any other way out of it stands on the page.
#[test]
fn two_halves_and_no_other_way() {
    let before = linked(invitation().to_code());
    let interview = answered([]);
    let export = Page::Export.into();
    check("halves-export", &interview, Some(&before), &export, |words| {
        [words.halves.lede.to_vec(), words.halves.names.to_vec()].concat()
    });
    for language in LANGUAGES {
        let interview = Some(interview.clone());
        let (route, before) = (Page::Export.into(), Some(before.clone()));
        let props = AppProps { interview, route, before, language, reopened: false };
        let html = rendered::<App>(props);
        for other in ["id=\"raw", "id=\"way-", "QINGDAN-1:", "qingdan.json", "5a5a5a5a"] {
            assert!(!html.contains(other), "{other}");
        }
    }
}

#[test]
fn what_was_handed_over_does_not_change() {
    let before = linked(invitation().to_code());
    let before = Some(&before);
    let interview = answered([Event::Exported]);
    for (name, page) in [("halves-locked", Page::Category(0)), ("halves-again", Page::Export)] {
        let words = |words: &'static Messages| vec![words.halves.locked];
        check(name, &interview, before, &page.into(), words);
    }
    let stays = |words: &'static Messages| vec![words.halves.no_other];
    check("halves-stays", &interview, before, &Page::Join.into(), stays);
}

/// A draft whose invitation was not opened again: nothing leaves, and nothing changes.
#[test]
fn without_the_plan_nothing_leaves() {
    let interview = answered([Event::Exported]);
    check("halves-unknown", &interview, None, &Page::Export.into(), |words| {
        vec![words.halves.locked, words.sealed.stopped[0]]
    });
}
