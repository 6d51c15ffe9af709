//! Golden views of opening envelopes, and of the collector's page, rendered natively.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr --test view_sealed` rewrites the golden files.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(feature = "pseudo")]
#[path = "pseudo/marked.rs"]
mod marked;

use std::path::PathBuf;
use std::rc::Rc;

use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::seal::PrivateKey;
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::i18n::organise::Messages;
use qingdan::tasks::collect::Progress;
use qingdan::tasks::gather::Gathered;
use qingdan::ui::organise::{
    CollectPage, CollectPageProps, OrganisePage, OrganisePageProps, Organiser, Said, Stage,
};
use qingdan::worker::{
    Cause, Counts, Refused, RefusedFile, RefusedFiles, SealedCounts, SealedFault,
};
use yew::{BaseComponent, Callback, LocalServerRenderer};

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

fn key() -> PrivateKey {
    let bytes = std::array::from_fn(|at| u8::try_from(at * 7 % 251).unwrap());
    PrivateKey::of_random(&bytes).unwrap()
}

fn campaign(tickets: bool) -> Campaign {
    let details = Details {
        id: [1, 2, 3, 4],
        wave: 1,
        title: "2026".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0,
        minimum: 10,
    };
    let key = Some(key().public().clone());
    let extensions = Extensions { key, tickets, ..Extensions::default() };
    let campaign = Campaign::new(shipped_instrument(), details).unwrap();
    campaign.with(shipped_instrument(), extensions).unwrap()
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
            received: 67,
            accepted: 31,
            refused: 36,
            sealed: counts(),
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
        for line in [(words.opened)(31), (words.locked)(2), (words.plain)(1)] {
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

#[test]
fn nothing_gathered_yet() {
    for language in LANGUAGES {
        golden("gather-empty", language, &collect(language, Gathered::default(), None));
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
    render::<OrganisePage>(OrganisePageProps { language, state, on })
}

fn collect(language: Language, gathered: Gathered, said: Option<Said>) -> String {
    let on = Callback::noop();
    let (over, sharing) = (false, true);
    render::<CollectPage>(CollectPageProps { language, gathered, said, over, sharing, on })
}

fn render<C: BaseComponent>(props: C::Properties) -> String
where
    C::Properties: 'static,
{
    let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

/// Compares a view with `tests/golden/sealed-{name}-{language}.html`, a tag a line.
fn golden(name: &str, language: Language, html: &str) {
    assert!(!html.contains("style="), "{name} has an inline style");
    let html = html.replace("><", ">\n<") + "\n";
    #[cfg(feature = "pseudo")]
    if language == Language::Zh {
        marked::assert_marked(name, &html);
    }
    if cfg!(feature = "pseudo") {
        return;
    }
    let file = format!("sealed-{name}-{}.html", language.tag());
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    if std::env::var_os("QINGDAN_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &html).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let place = html.lines().zip(expected.lines()).position(|(a, b)| a != b);
    assert!(html == expected, "{} differs at line {:?}", path.display(), place.map(|p| p + 1));
}
