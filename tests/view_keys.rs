//! Golden views of an organiser's key, its sheets and tickets, rendered natively.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr --test view_keys` rewrites the golden files.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "view/mod.rs"]
mod kit;

use std::rc::Rc;

use kit::{LANGUAGES, rendered};
use qingdan::domain::campaign::{Campaign, CampaignFault, Extensions};
use qingdan::domain::seal::{
    KeyFileFault, NoRandomness, PrivateKey, SHARE_RANDOM_BYTES, Share, ShareFault, split_key,
};
use qingdan::domain::ticket::{draw_tickets, random_bytes_for};
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
use qingdan::ui::organise::{
    Handout, HandoutProps, KeyEvent, KeyState, KeyView, KeyViewProps, Purpose, Sheet, Told, Way,
};
use yew::{Callback, Reducible};

#[test]
fn ways_to_a_key() {
    let share = KeyEvent::Read(shares()[1].clone());
    let wrong = KeyEvent::Was(Told::Share(ShareFault::DifferentKeys));
    let picked = |way| KeyEvent::Picked(Some(way));
    for (name, purpose, events) in [
        ("seal", Purpose::Seal, vec![]),
        ("file", Purpose::Care, vec![picked(Way::File), KeyEvent::Works]),
        ("paper", Purpose::Seal, vec![picked(Way::Paper), KeyEvent::Was(Told::NoPaper)]),
        ("shares", Purpose::Care, vec![picked(Way::Shares), share, wrong]),
        ("public", Purpose::Seal, vec![picked(Way::Public), KeyEvent::Was(Told::Public(None))]),
    ] {
        views(name, &after(purpose, events));
    }
}

#[test]
fn a_new_key_is_kept_and_compared() {
    let new = || vec![KeyEvent::Picked(Some(Way::New)), KeyEvent::Took(key())];
    let with = |more: Vec<KeyEvent>| after(Purpose::Seal, [new(), more].concat());
    views("new", &with(vec![]));
    views("ready", &with(vec![KeyEvent::Kept, KeyEvent::Compared(true)]));
    views("split", &with(vec![KeyEvent::Split(shares().to_vec())]));
    let last = KeyState::new(Purpose::Seal, Some(key().public().clone()));
    views("last", &last);
}

#[test]
fn sheets_to_print() {
    let held = |more: Vec<KeyEvent>| {
        let taken = vec![KeyEvent::Picked(Some(Way::File)), KeyEvent::Took(key())];
        after(Purpose::Care, [taken, more].concat())
    };
    let shown = held(vec![KeyEvent::Showed(Sheet::Key)]);
    views("sheet", &shown);
    let digits = key().to_paper()[11..15].to_owned();
    assert!(render(Language::Zh, &shown).contains(&digits));
    let printed = Reducible::reduce(Rc::new(shown), KeyEvent::Printed);
    views("sheet-printed", &printed);
    let on_paper = Reducible::reduce(printed, KeyEvent::OnPaper);
    assert!(!render(Language::Zh, &on_paper).contains(&digits), "it is gone once it is on paper");
    let split = vec![KeyEvent::Split(shares().to_vec()), KeyEvent::Showed(Sheet::Share(2))];
    views("share", &held(split));
}

#[test]
fn tickets_to_cut() {
    let purpose = || Purpose::Tickets(Box::new(campaign()));
    let taken = || vec![KeyEvent::Picked(Some(Way::Paper)), KeyEvent::Took(key())];
    views("tickets", &after(purpose(), taken()));
    let tickets = draw_tickets(5, &bytes(random_bytes_for(5), 11)).unwrap();
    let drawn = KeyEvent::Showed(Sheet::Tickets(Rc::new(tickets)));
    let drawn = after(purpose(), [taken(), vec![drawn]].concat());
    views("drawn", &drawn);
    let printed = Reducible::reduce(Rc::new(drawn), KeyEvent::Printed);
    let html = render(Language::Zh, &printed);
    assert_eq!(html.matches("class=\"ticket\"").count(), 5, "they can be printed again");
    let other = PrivateKey::of_random(bytes(32, 5).first_chunk().unwrap()).unwrap();
    let foreign = after(purpose(), vec![KeyEvent::Took(other)]);
    assert_eq!((foreign.told, foreign.held), (Some(Told::OtherKey), None));
}

#[test]
fn a_sealed_campaign_is_handed_out() {
    let fingerprint = key().public().fingerprint().to_string();
    for language in LANGUAGES {
        let html = rendered::<Handout>(HandoutProps {
            language,
            campaign: campaign(),
            onloss: Callback::noop(),
            onlist: Callback::noop(),
        });
        let times = html.matches(&fingerprint).count();
        assert_eq!(times, 3, "on the sheet, in the invitation, on the notice");
        golden("handout", language, &html);
    }
}

/// Whatever can be told is said, each thing in its own words.
#[test]
fn everything_told_has_its_words() {
    use KeyFileFault as File;
    let files = [
        File::ShortPassphrase,
        File::SimplePassphrase,
        File::LongPassphrase,
        File::NoRandomness(NoRandomness),
        File::NoMemory,
        File::NoKeyFile,
        File::Damaged,
        File::Newer,
        File::Locked,
    ];
    let shares = [
        ShareFault::NoShare,
        ShareFault::Damaged,
        ShareFault::Newer,
        ShareFault::TooFew,
        ShareFault::DifferentKeys,
        ShareFault::NotTogether,
    ];
    let public = [
        None,
        Some(CampaignFault::NoCode),
        Some(CampaignFault::Damaged),
        Some(CampaignFault::Newer),
        Some(CampaignFault::OtherInstrument),
        Some(CampaignFault::TooLong),
    ];
    for language in LANGUAGES {
        let mut said: Vec<String> = Vec::new();
        let told = [
            vec![Told::Saved(true), Told::Saved(false), Told::Printed, Told::Split, Told::Drawn],
            vec![Told::TicketsPrinted],
            vec![Told::Differ, Told::NoFile, Told::NoPaper, Told::OtherKey, Told::Number],
            files.map(Told::KeyFile).to_vec(),
            shares.map(Told::Share).to_vec(),
            public.map(Told::Public).to_vec(),
        ];
        for told in told.concat() {
            let html = render(language, &after(Purpose::Care, vec![KeyEvent::Was(told)]));
            let status = html.split_once("class=\"keys__status status\">").unwrap().1;
            let words = status.split_once("</p>").unwrap().0.to_owned();
            assert!(!words.is_empty() && !said.contains(&words), "{told:?}: {words}");
            said.push(words);
        }
    }
}

/// What sealing buys and what it does not is said before it is chosen.
#[test]
fn sealing_is_told_with_its_limits() {
    for (language, words) in [
        (Language::Zh, ["只有持有组织方密钥的人能打开", "微信照样显示发送人", "再也打不开"]),
        (Language::En, ["only someone who holds the", "names its sender", "never be opened"]),
    ] {
        let means = Messages::of(language).keys.seal_means;
        if !cfg!(feature = "pseudo") {
            assert!(words.iter().all(|words| means.contains(words)), "{means}");
        }
    }
}

fn bytes(count: usize, seed: u8) -> Vec<u8> {
    let mut state = u32::from(seed).wrapping_mul(2_654_435_761);
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..count).map(next).collect()
}

fn key() -> PrivateKey {
    PrivateKey::of_random(bytes(32, 1).first_chunk().unwrap()).unwrap()
}

fn shares() -> [Share; 3] {
    let random = bytes(SHARE_RANDOM_BYTES, 3);
    split_key(&key(), random.first_chunk().unwrap()).unwrap()
}

/// A sealed campaign with tickets.
fn campaign() -> Campaign {
    let key = Some(key().public().clone());
    kit::campaign(kit::details(2), Extensions { key, tickets: true, ..Extensions::default() })
}

fn after(purpose: Purpose, events: Vec<KeyEvent>) -> KeyState {
    let state = Rc::new(KeyState::new(purpose, None));
    events.into_iter().fold(state, Reducible::reduce).as_ref().clone()
}

fn views(name: &str, state: &KeyState) {
    for language in LANGUAGES {
        golden(name, language, &render(language, state));
    }
}

fn render(language: Language, state: &KeyState) -> String {
    let on = Callback::noop();
    rendered::<KeyView>(KeyViewProps { language, state: Rc::new(state.clone()), on })
}

fn golden(name: &str, language: Language, html: &str) {
    kit::golden(&["keys-", name].concat(), language, html);
}
