//! Golden views of opening envelopes, and of the collector's page, rendered natively.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr --test view_sealed` rewrites the golden files.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "view/mod.rs"]
mod kit;

use std::rc::Rc;

use kit::{LANGUAGES, rendered};
use qingdan::domain::campaign::{Campaign, Extensions};
use qingdan::domain::seal::PrivateKey;
use qingdan::domain::ticket::TicketCounts;
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
use qingdan::tasks::collect::Progress;
use qingdan::tasks::gather::Gathered;
use qingdan::ui::organise::{
    CollectPage, CollectPageProps, OrganisePage, OrganisePageProps, Organiser, Said, Stage,
};
use qingdan::worker::{
    Cause, Counts, Refused, RefusedFile, RefusedFiles, SealedCounts, SealedFault, TicketTotals,
    WaveTickets,
};
use yew::Callback;

fn key() -> PrivateKey {
    let bytes = std::array::from_fn(|at| u8::try_from(at * 7 % 251).unwrap());
    PrivateKey::of_random(&bytes).unwrap()
}

fn campaign(tickets: bool) -> Campaign {
    let key = Some(key().public().clone());
    kit::campaign(kit::plain("2026"), Extensions { key, tickets, ..Extensions::default() })
}

/// Some of everything that an envelope can come to.
fn counts() -> SealedCounts {
    SealedCounts {
        opened: 31,
        locked: 2,
        other_key: 3,
        damaged: 4,
        newer: 5,
        other_version: 6,
        other_campaign: 7,
        no_record: 8,
        plain: 1,
        late: 9,
    }
}

fn organiser() -> Organiser {
    let faults = [
        SealedFault::Locked,
        SealedFault::OtherKey,
        SealedFault::Damaged,
        SealedFault::Newer,
        SealedFault::OtherVersion,
        SealedFault::OtherCampaign,
        SealedFault::Plain,
        SealedFault::Late,
    ];
    let refused = faults.map(|fault| Refused::whole("a.json", Cause::Sealed(fault)));
    let mut state = Organiser::default();
    state.stage = Stage::Ended;
    let file =
        RefusedFile { name: "a.json".to_owned(), refused: refused.len(), first: refused.to_vec() };
    state.refused = Rc::new(RefusedFiles { files: vec![file], all: 1 });
    state.progress = Progress {
        ended: true,
        counts: Counts {
            received: 76,
            accepted: 31,
            refused: 45,
            sealed: counts(),
            unsealed: 12,
            ..Counts::default()
        },
        ..Progress::default()
    };
    state
}

#[test]
fn a_campaign_with_a_key_asks_for_it_first() {
    let mut state = Organiser::default();
    let open = "<details id=\"opening\" open=\"open\"";
    assert!(!organise(Language::Zh, &state).contains(open));
    state.campaigns = Rc::new(vec![campaign(false)]);
    assert!(organise(Language::Zh, &state).contains(open));
}

#[test]
fn envelopes_are_counted_by_reason() {
    for language in LANGUAGES {
        let html = organise(language, &organiser());
        let words = &Messages::of(language).sealed.counts;
        let unsealed = (Messages::of(language).sealed.unsealed)(12);
        for line in [(words.opened)(31), (words.locked)(2), (words.plain)(1), unsealed] {
            assert!(html.contains(&line), "{line}");
        }
        golden("locked", language, &html);
    }
}

#[test]
fn with_an_open_key() {
    let mut state = organiser();
    state.key = Some(key().public().fingerprint());
    state.campaigns = Rc::new(vec![campaign(true)]);
    for language in LANGUAGES {
        let html = organise(language, &state);
        assert!(html.contains(&key().public().fingerprint().to_string()));
        golden("opened", language, &html);
    }
    state.campaigns = Rc::default();
    let html = organise(Language::Zh, &state);
    assert!(html.contains(Messages::of(Language::Zh).sealed.campaigns.1));
}

/// A wave of the campaign, and another one whose campaign is not here.
fn waiting(listed: Option<usize>) -> Organiser {
    let mut state = Organiser::default();
    state.stage = Stage::Ended;
    state.key = Some(key().public().fingerprint());
    state.campaigns = Rc::new(vec![campaign(true)]);
    let wave = WaveTickets {
        campaign: ([1, 2, 3, 4], 1),
        listed,
        waiting: 123,
        counted: false,
        totals: TicketTotals::default(),
    };
    let other = WaveTickets { campaign: ([5; 4], 2), listed: None, waiting: 4, ..wave };
    state.tickets = Rc::new(vec![wave, other]);
    state
}

#[test]
fn tickets_wait_to_be_counted() {
    for language in LANGUAGES {
        let words = &Messages::of(language).sealed.tickets;
        let html = organise(language, &waiting(Some(200)));
        for part in [(words.waiting)(123, 200), (words.unlisted)(4), words.before.to_owned()] {
            assert!(html.contains(&part), "{part}");
        }
        assert!(html.contains("id=\"count-tickets\"") && html.contains("id=\"take-unchecked\""));
        golden("waiting", language, &html);
        let html = organise(language, &waiting(None));
        assert!(!html.contains("id=\"count-tickets\"") && html.contains(words.without[1]));
        // Without the key nothing can be counted, and nothing is taken in unseen.
        let mut locked = waiting(Some(200));
        locked.key = None;
        let html = organise(language, &locked);
        assert!(html.contains(words.no_key));
        assert!(!html.contains("count-tickets") && !html.contains("take-unchecked"));
        assert!(locked.unsaved(), "leaving the page loses what waits");
    }
}

#[test]
fn tickets_that_were_counted() {
    let counts =
        TicketCounts { valid: 31, duplicate: 1, replayed: 2, unknown: 3, missing: 4, elsewhere: 0 };
    let mut state = organiser();
    state.key = Some(key().public().fingerprint());
    state.campaigns = Rc::new(vec![campaign(true)]);
    let totals = TicketTotals { counts, unchecked: 5, restored: 6, early: 7 };
    let campaign = ([1, 2, 3, 4], 1);
    let wave = WaveTickets { campaign, listed: Some(200), waiting: 0, counted: true, totals };
    state.tickets = Rc::new(vec![wave]);
    state.progress.counts.tickets = totals;
    state.progress.counts.refused += 10;
    state.progress.counts.received += 10;
    for language in LANGUAGES {
        let html = organise(language, &state);
        let words = &Messages::of(language).sealed.tickets;
        let heading = (Messages::of(language).refusals_heading)(45);
        assert!(html.contains(&heading), "what is refused for its ticket is not listed");
        for (words, n) in words.totals.iter().zip([31, 1, 2, 3, 4, 5, 6, 7]) {
            assert!(html.contains(&words(n)), "{}", words(n));
        }
        assert!(html.contains(words.closed) && !html.contains("count-tickets"));
        golden("counted", language, &html);
    }
    assert!(!state.unsaved());
}

#[test]
fn nothing_gathered_yet() {
    for language in LANGUAGES {
        golden("gather-empty", language, &collect(language, Gathered::default(), None));
    }
}

#[test]
fn late_ones_wait_for_the_next_bundle() {
    let gathered = Gathered { kept: 23, bundled: 20, ..Gathered::default() };
    for language in LANGUAGES {
        let html = collect(language, gathered.clone(), None);
        assert!(html.contains(&(Messages::of(language).gather.late)(3, 17)));
        assert!(!html.contains("save-bundle") && !html.contains("share-bundle"));
    }
}

#[test]
fn too_few_for_a_bundle() {
    let gathered = Gathered {
        kept: 12,
        copies: 1,
        other_key: 2,
        damaged: 3,
        newer: 4,
        no_room: 5,
        plain: 6,
        nothing: 7,
        unreadable: 8,
        not_sealed: true,
        other_campaign: true,
        same_key: true,
        progress: (3, 9),
        ..Gathered::default()
    };
    for language in LANGUAGES {
        let html = collect(language, gathered.clone(), None);
        assert!(html.contains(&(Messages::of(language).gather.missing)(8)));
        assert!(!html.contains("save-bundle"), "no bundle of twelve");
        golden("gather-few", language, &html);
    }
}

#[test]
fn enough_for_a_bundle() {
    let campaign = Some(Rc::new(campaign(false)));
    let gathered = Gathered { kept: 23, campaign, progress: (9, 9), ..Gathered::default() };
    for language in LANGUAGES {
        let html = collect(language, gathered.clone(), None);
        assert!(html.contains(&(Messages::of(language).gather.unsaved)(23)));
        golden("gather-ready", language, &html);
        let bundled = Gathered { bundled: 23, ..gathered.clone() };
        golden("gather-saved", language, &collect(language, bundled, Some(Said::Saved)));
    }
    let words = &Messages::of(Language::Zh).gather;
    for (said, place) in [(Said::Shared, 1), (Said::Failed, 2), (Said::Cancelled, 3)] {
        let html = collect(Language::Zh, gathered.clone(), Some(said));
        assert!(html.contains(words.said[place]), "{said:?}");
    }
}

/// The collector's page has no place for a key, a passphrase or a report.
#[test]
fn a_collector_is_asked_for_no_key() {
    let gathered = Gathered { kept: 23, ..Gathered::default() };
    let html = collect(Language::Zh, gathered, None);
    for part in
        ["password", "id=\"opening\"", "open-", "密钥文件", "id=\"campaigns\"", "id=\"report\""]
    {
        assert!(!html.contains(part), "{part}");
    }
    assert!(organise(Language::Zh, &Organiser::default()).contains("href=\"#/pass-on\""));
}

fn organise(language: Language, state: &Organiser) -> String {
    let (state, on) = (Rc::new(state.clone()), Callback::noop());
    rendered::<OrganisePage>(OrganisePageProps { language, state, on })
}

fn collect(language: Language, gathered: Gathered, said: Option<Said>) -> String {
    let on = Callback::noop();
    let (over, sharing) = (false, true);
    rendered::<CollectPage>(CollectPageProps { language, gathered, said, over, sharing, on })
}

fn golden(name: &str, language: Language, html: &str) {
    kit::golden(&["sealed-", name].concat(), language, html);
}
