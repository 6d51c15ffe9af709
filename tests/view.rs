//! Server-rendered golden views of the respondent's page: a change of markup shows in review.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr --test view` rewrites `tests/golden/`.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]

#[cfg(feature = "pseudo")]
#[path = "pseudo/marked.rs"]
mod marked;

use std::{env, fs, path::Path};

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::crowd::Roster;
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::randomised::{NoiseSeed, Randomisation, TruthProbability};
use qingdan::domain::record::RecordId;
use qingdan::domain::seal::PrivateKey;
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::ui::respond::{App, AppProps, Page, Route};

/// An interview under a fixed id after some events.
fn interview(events: impl IntoIterator<Item = Event>) -> Interview {
    let instrument = shipped_instrument();
    let begun = Interview::new(instrument, RecordId([0x5a; 16]), None);
    events.into_iter().fold(begun, |interview, event| {
        interview.after(instrument, &event).expect("every event here changes something")
    })
}

/// Item k answered with option k modulo the number of options: the vector V3.
fn vector(instrument: &Instrument) -> Vec<Event> {
    let mut events = Vec::new();
    for (question, _) in instrument.questions() {
        let options = instrument.options_of(question).len();
        let option = match question {
            Question::Item(item) => usize::from(item) % options,
            Question::Outcome(_) => 1,
            Question::Background(_) => continue,
        };
        let option = u8::try_from(option).expect("at most 11 options");
        events.push(Event::Answered(question, Answer::Option(option)));
    }
    for id in ["inspections", "trace", "meetings"] {
        let category = instrument.category_index(id).expect("a category of the shipped instrument");
        events.push(Event::ToggledPriority(u8::try_from(category).expect("at most 11")));
    }
    events
}

/// A page as HTML, one element per line; gone to from another, where one is given.
fn render(interview: Interview, before: Option<Route>, route: Route, language: Language) -> String {
    let interview = Some(interview);
    let props = AppProps { interview, route, before, language, reopened: false };
    let renderer = yew::LocalServerRenderer::<App>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    html.replace("><", ">\n<") + "\n"
}

/// Compares a page in both languages with its golden files.
fn check(name: &str, interview: &Interview, page: Page, question: Option<&str>) {
    check_from(None, name, interview, page, question);
}

/// The same for a page gone to from another.
fn check_from(
    before: Option<&Route>,
    name: &str,
    interview: &Interview,
    page: Page,
    question: Option<&str>,
) {
    for (language, tag) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let route = Route { page, question: question.map(str::to_owned) };
        let html = render(interview.clone(), before.cloned(), route, language);
        #[cfg(feature = "pseudo")]
        if language == Language::Zh {
            marked::assert_marked(name, &html);
        }
        if cfg!(feature = "pseudo") {
            continue;
        }
        assert!(!html.contains(" style="), "{name}: the policy refuses style attributes");
        let file = format!("{name}-{tag}.html");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(&file);
        if env::var_os("QINGDAN_BLESS").is_some() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(&path, &html).expect("a golden file can be written");
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        let line = html.lines().zip(golden.lines()).position(|(new, old)| new != old);
        let difference = line.map(|at| (at + 1, html.lines().nth(at), golden.lines().nth(at)));
        assert!(html == golden, "{file} differs, first at {difference:?}; bless it if it is right");
    }
}

#[test]
fn welcome() {
    check("welcome", &interview([]), Page::Welcome, None);
}

#[test]
fn welcome_with_the_quick_form_picked() {
    let quick = interview([Event::PickedForm(Form::Quick)]);
    check("welcome-quick", &quick, Page::Welcome, None);
}

#[test]
fn category_untouched() {
    check("category", &interview([]), Page::Category(0), None);
}

#[test]
fn category_with_an_item_that_does_not_apply() {
    let instrument = shipped_instrument();
    let count = instrument.item_index("insp_count").expect("an item of the shipped instrument");
    let count = Question::Item(u8::try_from(count).expect("at most 256 items"));
    let none = interview([Event::Answered(count, Answer::Option(0))]);
    check("category-settled", &none, Page::Category(3), Some("insp_count"));
}

#[test]
fn outcomes_with_priorities() {
    check("outcomes", &interview(vector(shipped_instrument())), Page::Outcomes, None);
}

#[test]
fn background() {
    let township = Event::Answered(Question::Background(0), Answer::Option(1));
    let declined = Event::Answered(Question::Background(1), Answer::Declined);
    check("background", &interview([township, declined]), Page::Background, None);
}

#[test]
fn review_of_nothing_and_of_everything() {
    check("review-empty", &interview([]), Page::Review, None);
    check("review", &interview(vector(shipped_instrument())), Page::Review, None);
}

#[test]
fn results_of_the_vector() {
    check("results", &interview(vector(shipped_instrument())), Page::Results, None);
}

#[test]
fn results_of_too_few_answers() {
    let one = Event::Answered(Question::Item(0), Answer::Option(2));
    check("results-empty", &interview([one.clone()]), Page::Results, None);
    let quick = interview([Event::PickedForm(Form::Quick), one]);
    check("results-single", &quick, Page::Results, None);
}

#[test]
fn detail_of_one_category() {
    let interview = interview(vector(shipped_instrument()));
    check("detail", &interview, Page::Detail(0), None);
    check("detail-last", &interview, Page::Detail(10), None);
    let quick = one_quick_answer();
    check("detail-single", &quick, Page::Detail(0), None);
    check("detail-empty", &quick, Page::Detail(1), None);
}

/// The quick form with one answer.
fn one_quick_answer() -> Interview {
    interview([
        Event::PickedForm(Form::Quick),
        Event::Answered(Question::Item(0), Answer::Option(2)),
    ])
}

#[test]
fn compare_before_anything_is_chosen() {
    check("compare", &interview(vector(shipped_instrument())), Page::Compare, None);
}

#[test]
fn export_before_and_after_saving_and_changed_since() {
    let mut events = vector(shipped_instrument());
    check("export", &interview(events.clone()), Page::Export, None);
    events.push(Event::Exported);
    check("export-saved", &interview(events.clone()), Page::Export, None);
    events.push(Event::Answered(Question::Item(0), Answer::Declined));
    check("export-changed", &interview(events), Page::Export, None);
}

#[test]
fn erased() {
    check("erased", &interview([]), Page::Erased, None);
}

#[test]
fn drafts() {
    let one = Event::Answered(Question::Item(0), Answer::Option(2));
    check("draft", &interview([one]), Page::Draft, None);
    check("resume", &interview([]), Page::Resume, None);
}

#[test]
fn a_campaign_joined_by_link_and_a_damaged_link() {
    let campaign = campaign();
    let link = Page::Join;
    let code = campaign.to_link("");
    let code = code.strip_prefix("#/join/").expect("the link is the fragment");
    check("join-link", &interview([]), link, Some(code));
    check("join-damaged", &interview([]), link, Some(&code[1..]));
    check("join", &interview([]), link, None);
    // A draft kept for a campaign whose link was not opened again.
    let joined = interview([Event::Joined(Some(campaign.terms()))]);
    check("join-unknown", &joined, Page::Welcome, None);
    check("join-background", &joined, Page::Background, None);
    check("join-export", &joined, Page::Export, None);
}

#[test]
fn a_campaign_with_a_key() {
    let key = PrivateKey::of_random(b"a seed of a key, only for a test").expect("random enough");
    let key = Some(key.public().clone());
    let extensions = Extensions { key, tickets: true, ..Extensions::default() };
    let campaign = campaign().with(shipped_instrument(), extensions).expect("they fit");
    let link = campaign.to_link("");
    let code = link.strip_prefix("#/join/").expect("the link is the fragment");
    check("sealed-link", &interview([]), Page::Join, Some(code));
    // A draft kept for a campaign whose link was not opened again: nothing can leave.
    let joined = interview([Event::Joined(Some(campaign.terms()))]);
    check("sealed-export", &joined, Page::Export, None);
    // The campaign is known: a field for the ticket, and what becomes of a record without one.
    let link = Route { page: Page::Join, question: Some(code.to_owned()) };
    check_from(Some(&link), "sealed-ticket", &joined, Page::Export, None);
    // Another code of the same campaign, with another key: nothing is taken over unasked.
    let other = PrivateKey::of_random(b"a seed of another key, for tests").expect("random enough");
    let key = Some(other.public().clone());
    let extensions = Extensions { key, tickets: true, ..Extensions::default() };
    let other = campaign.with(shipped_instrument(), extensions).expect("they fit").to_link("");
    let first = Route { page: Page::Join, question: Some(code.to_owned()) };
    let other = other.strip_prefix("#/join/").expect("the link is the fragment");
    check_from(Some(&first), "sealed-other", &interview([]), Page::Join, Some(other));
}

/// A campaign with noise on two items and, unless nobody, so many people, most of them of the first
/// years; and the route of its link.
fn protected(people: u32, key: bool) -> (Campaign, Route) {
    let instrument = shipped_instrument();
    let items = ["rank_sessions", "acc_personal"]
        .map(|id| u8::try_from(instrument.item_index(id).expect("an item")).expect("few"));
    let randomised = Randomisation::new(instrument, TruthProbability::HALF, &items);
    let mut counts = vec![2; instrument.background[2].options.len()];
    counts[0] = 100;
    let roster = Roster::new(instrument, 0b0100, people, &[counts]).ok();
    let key = key.then(|| PrivateKey::of_random(b"a seed of a key, only for a test"));
    let key = key.map(|key| key.expect("random enough").public().clone());
    let extensions = Extensions { key, tickets: false, randomised: randomised.ok(), roster };
    let details = Details { form: FormChoice::FullOnly, ..campaign().details().clone() };
    let campaign = Campaign::new(instrument, details).expect("a valid campaign");
    let campaign = campaign.with(instrument, extensions).expect("they fit");
    let link = campaign.to_link("");
    let code = link.strip_prefix("#/join/").expect("the link is the fragment");
    let route = Route { page: Page::Join, question: Some(code.to_owned()) };
    (campaign, route)
}

/// Everything answered in a campaign, the years with an option.
fn answered_in(campaign: &Campaign, years: u8) -> Interview {
    let mut events = vec![Event::Joined(Some(campaign.terms()))];
    events.extend(vector(shipped_instrument()));
    events.push(Event::Answered(Question::Background(2), Answer::Option(years)));
    interview(events).with_seed(NoiseSeed::of_random([3; 32]))
}

/// What is randomised is said where one joins, at the question, and in the file's words.
#[test]
fn a_campaign_with_noise() {
    let (campaign, link) = protected(0, false);
    check("noise-link", &interview([]), link.page, link.question.as_deref());
    let item = shipped_instrument().item_index("acc_personal").expect("an item");
    let category = &shipped_instrument().items[item].category;
    let category = shipped_instrument().category_index(category).expect("a category");
    let joined = answered_in(&campaign, 0);
    check_from(Some(&link), "noise-question", &joined, Page::Category(category), None);
    check_from(Some(&link), "noise-export", &joined, Page::Export, None);
    check_from(Some(&link), "noise-results", &joined, Page::Results, None);
    // A draft whose campaign was not opened again.
    check("noise-unknown", &joined, Page::Export, None);
    let exported = joined.after(shipped_instrument(), &Event::Exported).expect("a change");
    let again = Event::Answered(Question::Item(0), Answer::Declined);
    let again = exported.after(shipped_instrument(), &again).expect("a change");
    check_from(Some(&link), "noise-again", &again, Page::Export, None);
}

/// Few, some and many people of the same background; sealed too.
#[test]
fn a_campaign_with_a_roster() {
    for (name, people, years, key) in [
        ("crowd-many", 500, 0, false),
        ("crowd-some", 700, 1, true),
        ("crowd-few", 200, 1, false),
        ("crowd-few-sealed", 200, 1, true),
        ("crowd-nobody", 8, 0, false),
    ] {
        let (campaign, link) = protected(people, key);
        check_from(Some(&link), name, &answered_in(&campaign, years), Page::Export, None);
    }
}

/// What an organiser wrote. In the pseudo-language it has no letters, nor has the campaign's
/// number: whatever has some must come from a catalogue.
fn written(text: &str) -> String {
    let letter = |c: char| cfg!(feature = "pseudo") && c.is_alphabetic();
    text.chars().map(|c| if letter(c) { '0' } else { c }).collect()
}

/// A campaign that asks the quick form and the years only.
fn campaign() -> Campaign {
    let details = Details {
        id: if cfg!(feature = "pseudo") { [1, 2, 3, 4] } else { [0xa1, 2, 3, 0xf4] },
        wave: 2,
        title: written("<b>清源县</b>基层减负摸底"),
        wave_label: written("2026 年秋"),
        purpose: written("看看先减哪几类"),
        contact: written("县总工会 王老师"),
        form: FormChoice::QuickOnly,
        background: 0b0100,
        minimum: 10,
    };
    Campaign::new(shipped_instrument(), details).expect("a valid campaign")
}
