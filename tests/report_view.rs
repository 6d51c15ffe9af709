//! The report rendered natively from releases with invented figures
//! (`tests/fixtures/report/`): what must stand in it, and what must never.
//!
//! `QINGDAN_PREVIEW=folder cargo test --features ssr --test report_view` writes pages to look at.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32"), not(feature = "pseudo")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod report;

use std::path::Path;
use std::rc::Rc;

use qingdan::domain::disclose::{Cell, Release, Withheld};
use qingdan::domain::shipped_instrument;
use qingdan::domain::ticket::TicketCounts;
use qingdan::i18n::Language;
use qingdan::i18n::organise::report::Messages;
use qingdan::tasks::save_report::{FOOT, foot};
use qingdan::ui::organise::{ReportInput, ReportViewProps};
use qingdan::worker::TicketTotals;
use yew::Callback;

use report::{HATCHED, fold, full, plain, read, render, view};

#[test]
fn sections_stand_in_their_order() {
    let html = render(Language::Zh, full());
    let ids = [
        "findings",
        "people",
        "profile",
        "spread",
        "groups",
        "outcomes",
        "paradox",
        "priorities",
        "hours",
        "waves",
        "quality",
        "research",
        "method",
    ];
    let places: Vec<usize> =
        ids.iter().map(|id| html.find(&format!("<h4 id=\"{id}\"")).expect(id)).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn the_caveat_stands_at_both_ends_and_on_every_page() {
    for language in [Language::Zh, Language::En] {
        let words = Messages::of(language);
        let html = render(language, full());
        assert_eq!(html.matches(words.caveat).count(), 2, "{language:?}");
        let foot = foot(language);
        assert_eq!(foot, format!("\"{}\"", words.foot));
        // It stands in a style sheet as a string: nothing in it may end that.
        assert!(!words.foot.contains(['"', '\\', '<', '\n']), "{foot}");
    }
}

/// The sentences follow from the release: band, bounds of hours, shares, differences, waves.
#[test]
fn findings_are_whole_sentences_about_this_release() {
    let html = plain(&render(Language::Zh, full()));
    for sentence in [
        "平均落在“经常”一档。这一档的意思是：大约一半的工作，或者每周一次到每周两三次。",
        "会议、文件报表、留痕自证、督查检查、指尖负担这几类事务，平均每人每周占去 24–45 小时。",
        "其中各人自己认为不必要的，平均每周 5–18 小时。",
        "各人的指数平均变动 4.5 分",
        "与前一轮相比，总指数变动 −3.9 分（95% 区间 −7.5 到 −0.3），超出偶然能解释的范围。",
        "带可疑标记的答卷占 8%（5–13）。总指数连它们在内是 57 分，去掉后是 56 分。",
    ] {
        assert!(html.contains(sentence), "{sentence}\n{html}");
    }
}

/// Only the bands of the instrument are named, and in its order; nothing is heaviest or lightest.
#[test]
fn findings_rank_nobody() {
    let html = plain(&render(Language::Zh, full()));
    let (_, findings) = html.rsplit_once("主要发现").unwrap();
    let (findings, _) = findings.split_once("怎么算出来的").unwrap();
    for never in
        ["最高的", "最低的", "最重的", "最轻的", "倒数", "第一名", "排在前", "落后", "先进", "最差"]
    {
        assert!(!findings.contains(never), "{never}");
    }
    let (_, findings) = findings.split_once("类负担的平均分，按问卷的顺序").unwrap();
    let mut rest = findings;
    for category in &shipped_instrument().categories {
        let at = rest.find(&category.short.zh).expect(&category.short.zh);
        rest = &rest[at..];
    }
}

#[test]
fn every_category_has_figure_spread_questions_cases_and_remedies() {
    let html = render(Language::Zh, full());
    for (place, category) in shipped_instrument().categories.iter().enumerate() {
        let fold = fold(&html, &category.id);
        let items = shipped_instrument().items_of(place).count();
        assert_eq!(fold.matches("data-item=").count(), items, "{}", category.id);
        assert_eq!(fold.matches("<title>").count(), items, "a title for each stacked bar");
        for remedy in &category.remedies {
            assert!(fold.contains(&remedy.text.zh), "{}", remedy.text.zh);
        }
    }
    assert!(fold(&html, "inspections").contains("里的一例（"));
}

/// How the records came together stands under the method: as counts, or as not looked at; nothing
/// where people had no tickets.
#[test]
fn what_tickets_came_to_stands_under_the_method() {
    for language in [Language::Zh, Language::En] {
        let words = &qingdan::i18n::organise::Messages::of(language).sealed.tickets;
        let html = render(language, full());
        assert!(!html.contains("method__tickets"));
        let counts = TicketCounts { valid: 160, unknown: 2, ..TicketCounts::default() };
        let checked = TicketTotals { counts, ..TicketTotals::default() };
        let unchecked = TicketTotals { unchecked: 160, ..TicketTotals::default() };
        for (tickets, lines) in [
            (checked, vec![(words.totals[0])(160), (words.totals[3])(2)]),
            (unchecked, vec![(words.totals[5])(160)]),
        ] {
            let html = render(language, ReportInput { tickets: Some(tickets), ..full() });
            let (_, method) = html.split_once("method__tickets").unwrap();
            let (list, _) = method.split_once("</ul>").unwrap();
            assert_eq!(list.matches("<li").count(), lines.len(), "{list}");
            assert!(lines.iter().all(|line| list.contains(line)), "{list}");
        }
    }
}

/// So do records of a sealed campaign that came in the open before it was known.
#[test]
fn what_came_unsealed_stands_under_the_method() {
    for language in [Language::Zh, Language::En] {
        let words = &qingdan::i18n::organise::Messages::of(language).sealed;
        assert!(!render(language, full()).contains("method__unsealed"));
        let html = render(language, ReportInput { unsealed: 12, ..full() });
        let (_, method) = html.split_once("method__unsealed").unwrap();
        assert!(method.contains(&(words.unsealed)(12)));
    }
}

/// Withheld is withheld: as many hatched patches as withheld cells, and no figure in their place.
#[test]
fn withheld_groups_are_hatched_and_name_their_rule() {
    let input = full();
    let expected: usize = input.release.groups[0]
        .groups
        .iter()
        .map(|group| {
            let cells = group.categories.iter().chain([&group.index]);
            let withheld = cells.filter(|cell| cell.withheld().is_some()).count();
            withheld + usize::from(group.n.withheld().is_some())
        })
        .sum();
    assert!(expected > 20, "{expected}");
    let html = render(Language::Zh, input);
    let (_, table) = html.split_once("data-groups=\"0\"").unwrap();
    let (table, after) = table.split_once("</table>").unwrap();
    assert_eq!(table.matches(HATCHED).count(), expected);
    assert_eq!(table.matches("heatmap__cell").count(), 6 * 12 - (expected - 2));
    let (reasons, _) = after.split_once("</p>").unwrap();
    for rule in ["a 不足 10 人", "b 人数少、答案又集中", "d 能推算出别的隐去数字"]
    {
        assert!(reasons.contains(rule), "{rule}: {reasons}");
    }
}

#[test]
fn every_rule_has_words_of_its_own() {
    for language in [Language::Zh, Language::En] {
        let seen: Vec<String> = [
            Withheld::BelowMinimum,
            Withheld::GroupDisclosure,
            Withheld::SmallPart,
            Withheld::Complementary,
            Withheld::NotAsked,
            Withheld::Successive,
            Withheld::TooFew,
            Withheld::Differencing,
            Withheld::NotCovered,
            Withheld::Randomised,
        ]
        .map(|rule| {
            let mut input = full();
            input.release = withheld_index(&input.release, rule);
            let html = render(language, input);
            let (_, patch) = html.split_once("<div class=\"headline\">").unwrap();
            let (_, patch) = patch.split_once("<span class=\"withheld\">").unwrap();
            patch.split_once("</span>").unwrap().0.to_owned()
        })
        .into();
        for (place, words) in seen.iter().enumerate() {
            assert!(!words.is_empty() && !seen[..place].contains(words), "{words}");
        }
    }
}

#[test]
fn numbers_of_people_in_groups_are_approximate() {
    let html = plain(&render(Language::Zh, full()));
    assert!(html.contains("约 60 人") && html.contains("≈"), "{html}");
}

/// Cells with the same number have the same colour, the one that stands in the legend.
#[test]
fn colours_are_those_of_the_numbers_shown() {
    let mut input = full();
    let groups = &mut input.release.groups[0].groups;
    let cells = groups.iter_mut().flat_map(|group| &mut group.categories);
    let shown = cells.filter_map(|cell| match cell {
        Cell::Shown(shown) => Some(shown),
        Cell::Withheld(_) => None,
    });
    for (shown, mean) in shown.zip([49.4, 49.6, 50.4, 89.5, 99.6]) {
        shown.mean = mean;
    }
    let html = render(Language::En, input);
    let shades = html.split("heatmap__cell heat heat-").skip(1);
    let mut seen = 0;
    for cell in shades.chain(html.split("heatmap__cell number heat heat-").skip(1)) {
        let (shade, rest) = cell.split_once("\">").unwrap();
        let number = rest.split(['<', '–']).next().unwrap().trim_start_matches('≈');
        let number: u8 = number.parse().unwrap();
        assert_eq!(shade, (number / 10).min(9).to_string(), "{number}");
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
    assert!(html.contains("heat-9\">90–100</li>"), "the legend ends at 100");
}

/// On a phone each figure of these tables stands beside what it is.
#[test]
fn figures_are_labelled_where_a_row_is_a_list() {
    let html = render(Language::Zh, full());
    for (id, labels) in [
        ("waves-table", ["data-label=\"差（95% 区间）", "data-label=\"前一轮"]),
        ("wave-outcomes", ["data-label=\"前一轮\"", "data-label=\"差，百分点"]),
        ("paradox-table", ["data-label=\"合计\"", "data-label=\"没有"]),
    ] {
        let (_, table) = html.split_once(&format!("id=\"{id}\"")).unwrap();
        let (table, _) = table.split_once("</table>").unwrap();
        let bare = table.matches("<td>").count();
        assert_eq!(bare, 0, "{id}");
        for label in labels {
            assert!(table.contains(label), "{id} {label} {table}");
        }
    }
}

/// A campaign whose file is not here is called by its number, and the way to its title is told
/// where it is not printed.
#[test]
fn a_campaign_without_its_file_is_named_as_one() {
    let mut input = full();
    (input.scopes[0].title, input.scopes[0].number) = (None, Some("1f80e482".to_owned()));
    input.scopes[0].merged = true;
    let html = render(Language::En, input);
    assert!(html.contains(">Campaign 1f80e482 · "), "{html}");
    let (settings, sheet) = html.split_once("id=\"release\"").unwrap();
    assert!(settings.contains("id=\"campaign-missing\"") && !sheet.contains("campaign-missing"));
    assert!(!render(Language::En, full()).contains("campaign-missing"));
}

#[test]
fn few_people_have_a_report_with_withheld_parts() {
    let mut input = full();
    (input.release, input.quality, input.waves, input.earlier) =
        (read("few.json"), None, None, None);
    let html = render(Language::En, input);
    assert!(html.contains("id=\"release\"") && html.contains(HATCHED));
    assert!(!html.contains("NaN") && !html.contains(">inf"));
}

/// Below the minimum there is neither a sheet nor a way to take it along.
#[test]
fn below_the_minimum_there_is_nothing_to_take_along() {
    let mut input = full();
    input.release = read("missing.json");
    let html = render(Language::Zh, input);
    assert!(html.contains("还差 "), "{html}");
    for never in ["id=\"release\"", "id=\"save-report\"", "<svg", "heatmap"] {
        assert!(!html.contains(never), "{never}");
    }
}

#[test]
fn a_demo_is_labelled_where_it_is_printed_too() {
    let mut input = full();
    input.demo = true;
    let html = render(Language::En, input);
    let (_, sheet) = html.split_once("<article id=\"release\"").unwrap();
    assert!(sheet.contains("Sample data, not real results."));
}

#[test]
fn the_title_of_a_campaign_is_text_only() {
    let mut input = full();
    input.scopes[0].title = Some("<b>减负</b>".to_owned());
    let html = render(Language::Zh, input);
    assert!(html.contains("&lt;b&gt;减负&lt;/b&gt; · 第 2 轮") && !html.contains("<b>减负"));
}

/// The whole English report is English, and no view writes an inline style.
#[test]
fn views_are_in_one_language_and_without_inline_style() {
    let mut input = full();
    for scope in &mut input.scopes {
        (scope.title, scope.wave) = (Some("Survey".to_owned()), Some((3, "Spring".to_owned())));
    }
    let html = render(Language::En, input);
    let han = html.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect::<String>();
    assert_eq!(han, "");
    assert!(!html.contains("style=") && !html.contains("onclick"));
}

/// Closed folds are empty at first: the report is painted before what is folded is made.
#[test]
fn what_is_folded_is_made_later() {
    let input = Rc::new(full());
    let html = |whole| {
        let (language, report, on) = (Language::Zh, input.clone(), Callback::noop());
        view(ReportViewProps { language, report, on, newer: false, whole })
    };
    let (first, whole) = (html(false), html(true));
    assert!(3 * first.len() < whole.len(), "{} of {}", first.len(), whole.len());
    assert_eq!(first.matches("<details").count(), whole.matches("<details").count());
}

/// A page to look at: the report with the styles of the organiser's page.
#[test]
fn previews_are_written_on_demand() {
    let Some(folder) = std::env::var_os("QINGDAN_PREVIEW") else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("organise.html")).unwrap();
    let sheets = page.split("href=\"style/").skip(1).map(|rest| rest.split('"').next().unwrap());
    let styles: String = sheets
        .map(|name| std::fs::read_to_string(root.join("style").join(name)).unwrap())
        .collect();
    for language in [Language::Zh, Language::En] {
        let tag = language.tag();
        let html = format!(
            "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>Report</title>\
             <style>:root {{ {FOOT}: {} }} {styles}</style></head>\
             <body><div class=\"shell organise\">\
             <main class=\"shell__column shell__column--wide page\">{}</main></div></body></html>",
            foot(language),
            render(language, full())
        );
        std::fs::write(Path::new(&folder).join(format!("report-{tag}.html")), html).unwrap();
    }
}

/// The release with the index withheld by a rule.
fn withheld_index(release: &Release, rule: Withheld) -> Release {
    let mut value = serde_json::to_value(release).unwrap();
    value["index"] = serde_json::json!({ "Withheld": rule });
    serde_json::from_value(value).unwrap()
}

/// A report that another one gives away shows no figure at all, and why.
#[test]
fn a_report_near_another_shows_nothing() {
    for &language in Language::ALL {
        let html = render(language, ReportInput { near: true, ..full() });
        assert!(html.contains("id=\"near\""), "{language:?}");
        assert!(!html.contains("id=\"release\"") && !html.contains("tr data-category"));
        assert!(!html.contains("id=\"missing\""));
    }
}
