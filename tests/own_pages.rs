//! The pages with another instrument than the shipped one, `instrument/raw-tlx.json`: every view of
//! both pages is rendered, and nothing of the shipped instrument stands in any, no heading is
//! empty, nothing is asked for that this instrument does not have.
//!
//! `cargo test --features ssr,two-tally,raw-tlx,cli-report --test own_pages`
#![cfg(all(feature = "cli-report", feature = "two-tally", feature = "raw-tlx"))]
#![cfg(not(feature = "pseudo"))]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "report_cli/body.rs"]
mod body;
#[path = "own_pages/foreign.rs"]
mod foreign;
#[path = "view/mod.rs"]
mod kit;
#[allow(dead_code, reason = "not every test of two tallies needs all of it")]
#[path = "two_tally/mod.rs"]
mod two_tally;

use std::rc::Rc;

use foreign::{assert_own, empty_parts, foreign, plain};
use kit::{LANGUAGES, rendered};
use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::disclose::{Policy, Release, Wave, compare, disclose, disclose_quality};
use qingdan::domain::instrument::Form;
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::RecordId;
use qingdan::domain::report::{Context, Words, codebook_csv, codebook_html, csv, json, r, rows};
use qingdan::domain::report::{spss, stata, table_schema};
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::{Columns, Scope, Tally};
use qingdan::domain::two_tally::{Invitation, Party};
use qingdan::domain::{SHAPE, shipped_instrument};
use qingdan::i18n::Language;
use qingdan::tasks::two_tally::Input;
use qingdan::ui::organise::{
    CampaignPanel, CampaignPanelProps, CollectPage, Event as Did, Exports, ExportsProps, Handout,
    HandoutProps, InstrumentRef, OrganisePage, OrganisePageProps, Organiser, ReportInput,
    ReportView, ReportViewProps, ScopeChoice, Secret, TallyEvent, TwoTally, TwoTallyPage,
    TwoTallyPageProps,
};
use qingdan::ui::respond::{App, AppProps, Page, Route};
use qingdan::worker::Promise;
use yew::Callback;

#[test]
fn this_build_has_the_other_instrument() {
    assert_eq!(shipped_instrument().id, "raw-tlx");
    let asked = [SHAPE.quick, SHAPE.outcomes, SHAPE.priorities, SHAPE.background];
    assert_eq!(asked, [false; 4]);
    assert_eq!([SHAPE.hours, SHAPE.cases, SHAPE.remedies], [false; 3]);
    assert!(SHAPE.half_minutes[0] < 10, "{:?}", SHAPE.half_minutes);
    let foreign = foreign();
    assert!(foreign.len() > 300, "{}", foreign.len());
    for words in ["会议负担", "基层要有“几双手”？", "Trace-keeping and proof-of-work"]
    {
        assert!(foreign.iter().any(|one| one.contains(words)), "{words}");
    }
}

#[test]
#[should_panic(expected = "of the shipped instrument")]
fn a_planted_text_of_the_shipped_instrument_is_found() {
    assert_own("planted", "<main><p>会议负担</p></main>");
}

#[test]
fn empty_parts_are_found() {
    for (html, part) in [
        ("<section><h2>甲</h2></section>", "甲"),
        ("<h2 id=\"a\"></h2><p>乙</p>", "h2"),
        ("<fieldset><legend>丙</legend></fieldset>", "丙"),
        ("<h3>丁</h3><ul class=\"x\"></ul>", "丁"),
        ("<h2>戊</h2><h2>己</h2><p>庚</p>", "戊"),
        ("<p>背景（）</p>", "（）"),
    ] {
        let found = empty_parts(html);
        assert!(found.iter().any(|one| one.contains(part)), "{html}: {found:?}");
    }
    for html in ["<h2>甲</h2><p>乙</p>", "<h2>甲</h2><h3>乙</h3><p>丙</p>"] {
        assert_eq!(empty_parts(html), Vec::<String>::new(), "{html}");
    }
}

/// An interview after some events.
fn interview(events: impl IntoIterator<Item = Event>) -> Interview {
    let instrument = shipped_instrument();
    let begun = Interview::new(instrument, RecordId([0x5a; 16]), None);
    events
        .into_iter()
        .fold(begun, |interview, event| interview.after(instrument, &event).unwrap_or(interview))
}

fn answered(items: u8) -> Interview {
    let option = |item| Answer::Option(10 - item);
    interview((0..items).map(|item| Event::Answered(Question::Item(item), option(item))))
}

#[test]
fn every_page_of_the_respondent() {
    let pages = [
        Page::Welcome,
        Page::Category(0),
        Page::Review,
        Page::Results,
        Page::Detail(0),
        Page::Compare,
        Page::Draft,
        Page::Resume,
        Page::Export,
        Page::Join,
        Page::Erased,
    ];
    let joined = Event::Joined(Some(campaign().terms()));
    let interviews = [interview([]), answered(2), answered(6), interview([joined])];
    for language in LANGUAGES {
        for (number, interview) in interviews.iter().enumerate() {
            for page in pages {
                let route = Route { page, question: None };
                let html = respondent(language, interview, None, route);
                let name = format!("{page:?} {number} {language:?}");
                assert_own(&name, &html);
                if page == Page::Results && number == 2 {
                    let name = shipped_instrument().index_name.as_ref().unwrap();
                    assert!(html.contains(language.text(name)), "{name:?}: {html}");
                    assert!(!html.contains("负担指数") && !html.contains("Burden index"));
                    // The only load hangs where the pole is carried.
                    assert!(html.contains("class=\"pole__cord\" d=\"M165.00 "), "{html}");
                }
                if page == Page::Welcome {
                    let title = language.text(&shipped_instrument().title);
                    assert!(html.contains(title), "{name}: {html}");
                    assert!(!html.contains("form-quick") && !html.contains("form-full"), "{name}");
                }
            }
        }
    }
}

/// Pages of questions that nobody asks are not pages: neither in the order nor by their address.
#[test]
fn there_is_no_page_without_a_question() {
    let instrument = shipped_instrument();
    let mut page = Page::Welcome;
    let mut seen = Vec::new();
    while let Some(next) = page.next(instrument) {
        seen.push(next);
        page = next;
    }
    assert_eq!(seen, [Page::Category(0), Page::Review, Page::Results, Page::Export]);
    for fragment in ["#/outcomes", "#/background"] {
        assert_eq!(Route::of_fragment(instrument, fragment), Page::Welcome.into(), "{fragment}");
    }
}

#[test]
fn a_campaign_on_the_phone() {
    for language in LANGUAGES {
        let link = Route { page: Page::Join, question: Some(campaign().to_code()) };
        let html = respondent(language, &interview([]), Some(link.clone()), Page::Welcome.into());
        assert!(html.contains("id=\"campaign\""), "{html}");
        assert_own("joined", &html);
        assert_own("link", &respondent(language, &interview([]), None, link));
        let plan = two_tally::plan(FormChoice::FullOnly, 0, 0, 3);
        let whole = two_tally::campaign(FormChoice::FullOnly, 0);
        let invitation = Invitation::new(plan, whole).unwrap();
        let link = Route { page: Page::Join, question: Some(invitation.to_code()) };
        let html = respondent(language, &interview([]), Some(link), Page::Export.into());
        assert_own("halves", &html);
    }
}

fn respondent(
    language: Language,
    interview: &Interview,
    before: Option<Route>,
    route: Route,
) -> String {
    let interview = Some(interview.clone());
    rendered::<App>(AppProps { interview, route, before, language, reopened: false })
}

/// A campaign of the defaults.
fn campaign() -> Campaign {
    let details =
        Details { title: "中心值班任务".to_owned(), background: 0, ..kit::plain("任务") };
    kit::campaign(details, Extensions::default())
}

#[test]
fn campaigns_of_the_organiser() {
    for language in LANGUAGES {
        let (onloss, onlist) = (Callback::noop(), Callback::noop());
        let props = HandoutProps { language, campaign: campaign(), onloss, onlist };
        let html = rendered::<Handout>(props);
        assert_own("handout", &html);
        let words = &qingdan::i18n::organise::Messages::of(language).campaign;
        for (at, part) in words.defaults.iter().enumerate() {
            assert_own(&format!("default {at}"), &format!("<p>{part}</p>"));
        }
        for campaigns in [Vec::new(), vec![campaign()]] {
            let (on, taken) = (Callback::noop(), Rc::default());
            let campaigns = Rc::new(campaigns);
            let props = CampaignPanelProps { language, campaigns, taken, on };
            assert_own("campaigns", &rendered::<CampaignPanel>(props));
        }
    }
}

fn columns(people: u64, seed: u64) -> (Columns, Scope) {
    let mut columns = Columns::new(shipped_instrument(), 1);
    for record in demo(shipped_instrument(), people, seed) {
        columns.add(&record);
    }
    let scopes = columns.scopes();
    assert_eq!(scopes.len(), 1, "there is one form");
    let scope = scopes.into_iter().next().unwrap().0;
    (columns, scope)
}

fn tally(people: u64, seed: u64) -> (Tally, Release) {
    let (columns, scope) = columns(people, seed);
    let tally = columns.tally(scope).unwrap().clone();
    let release = disclose(shipped_instrument(), &tally, Policy::default());
    (tally, release)
}

/// A report of so many invented people, with the wave before and doubtful records where they are
/// many.
fn report(people: u64) -> ReportInput {
    let instrument = shipped_instrument();
    let (tally, release) = tally(people, 3);
    let (before, earlier) = self::tally(people, 4);
    let waves = compare(
        instrument,
        Policy::default(),
        Wave { number: 1, tally: &before, release: &earlier },
        Wave { number: 2, tally: &tally, release: &release },
    );
    let (columns, scope) = columns(people, 3);
    let quality = columns.quality(scope);
    let quality = quality
        .filter(|_| release.missing() == 0)
        .map(|quality| disclose_quality(instrument, Policy::default(), &quality, &release));
    let scope = |wave: u8| ScopeChoice {
        title: Some("中心值班任务".to_owned()),
        number: None,
        wave: Some((wave, String::new())),
        merged: false,
        form: Form::Full,
        records: people,
    };
    ReportInput {
        instrument: InstrumentRef(instrument),
        scopes: vec![scope(2), scope(1)],
        scope: 0,
        release,
        held: 0,
        near: false,
        quality,
        earlier_choices: vec![1],
        earlier: Some(1),
        waves: waves.ok(),
        promise: Promise::Nothing,
        tickets: None,
        unsealed: 0,
        demo: false,
    }
}

#[test]
fn reports_of_many_of_few_and_of_too_few() {
    for language in LANGUAGES {
        for people in [4, 14, 400] {
            let (report, on) = (Rc::new(report(people)), Callback::noop());
            let props =
                ReportViewProps { language, report: report.clone(), on, newer: false, whole: true };
            let html = rendered::<ReportView>(props);
            assert_own(&format!("report of {people} {language:?}"), &html);
            for id in ["people", "groups", "outcomes", "paradox", "priorities", "hours"] {
                assert!(!html.contains(&format!("<h4 id=\"{id}\"")), "{id}");
            }
            assert_eq!(people > 9, html.contains("<h4 id=\"profile\""));
            let name = shipped_instrument().index_name.as_ref().unwrap();
            assert_eq!(people > 9, html.contains(language.text(name)));
            assert!(!html.contains("总指数<"), "{html}");
            assert!(!plain(&html).contains("NaN"));
            let subject = None;
            assert_own("exports", &rendered::<Exports>(ExportsProps { language, report, subject }));
        }
    }
}

/// The report that the command makes with this instrument inside is the one that it makes when the
/// instrument is given to it as a file (`tests/report_cli/own.rs`).
#[test]
fn the_report_of_the_command() {
    for language in LANGUAGES {
        let tag = language.tag();
        let body = body::of_raw_tlx(&[], tag);
        body::assert_golden(tag, &body);
        assert_own(&format!("the report in {tag}"), &body);
    }
}

#[test]
fn the_files_of_a_report() {
    let instrument = shipped_instrument();
    let release = report(400).release;
    for (number, language) in LANGUAGES.into_iter().enumerate() {
        let words = Words::of(language);
        let context = Context {
            instrument,
            campaign: None,
            wave: None,
            demo: false,
            words,
            language: number,
        };
        let rows = rows(instrument, &release);
        for (name, file) in [
            ("csv", csv(&context, &release, &rows)),
            ("json", json(&context, &release, &rows)),
            ("codebook.csv", codebook_csv(&context)),
            ("codebook.html", codebook_html(&context)),
            ("schema", table_schema(&context)),
            ("spss", spss(&context)),
            ("r", r(&context)),
            ("stata", stata(&context)),
        ] {
            let found = foreign::found_in(&file);
            assert_eq!(found, Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn the_page_of_the_organiser() {
    for language in LANGUAGES {
        let mut reported = Organiser::default().after(Did::WantedReport);
        reported.report = Some(Rc::new(report(60)));
        for state in [Organiser::default(), reported] {
            let (state, on) = (Rc::new(state), Callback::noop());
            let html = rendered::<OrganisePage>(OrganisePageProps { language, state, on });
            assert_own("organise", &html);
        }
    }
}

#[test]
fn the_page_of_two_tallies() {
    let plan = two_tally::plan(FormChoice::FullOnly, 0, 0, 3);
    let secret = Secret(Rc::new(two_tally::key(Party::First as u64 + 1)));
    let inputs = vec![Input::Text("QINGDAN-H1:".into())];
    let begun = TwoTally::default().after(TallyEvent::Key(Some(secret)));
    let planned = begun.after(TallyEvent::PlanText(plan.to_code()));
    let given = planned.after(TallyEvent::Inputs(inputs, 0));
    for language in LANGUAGES {
        for state in [&TwoTally::default(), &begun, &planned, &given] {
            let html = rendered::<TwoTallyPage>(TwoTallyPageProps {
                language,
                state: Rc::new(state.clone()),
                said: None,
                over: false,
                on: Callback::noop(),
            });
            assert_own("two tallies", &html);
        }
    }
}
