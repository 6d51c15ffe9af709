//! Figures of the report: what is counted, how exactly they are written, and their intervals.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32"), not(feature = "pseudo")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod report;

use qingdan::domain::disclose::{Cell, GROUP_MIN, GroupSummary, OMEGA_MIN, WHOLE_MIN};
use qingdan::domain::report::{Figure, Row, Rule, rows};
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::i18n::organise::report::Messages;
use qingdan::ui::organise::ReportInput;

use report::{HATCHED, fold, full, plain, render};

/// Every mean of a group has its interval, and a star where that is too narrow.
#[test]
fn means_of_groups_have_intervals() {
    let mut input = full();
    let mut release = serde_json::to_value(&input.release).unwrap();
    let marked = &mut release["groups"][0]["groups"][0]["index"]["Shown"];
    assert!(marked.is_object(), "the first group is shown");
    marked["near_edge"] = true.into();
    input.release = serde_json::from_value(release).unwrap();
    let html = render(Language::Zh, input);
    for (place, table) in full().release.groups.iter().enumerate() {
        let fold = fold(&html, &format!("means-{place}"));
        let scores =
            table.groups.iter().flat_map(|group| group.categories.iter().chain([&group.index]));
        let (shown, withheld): (Vec<&Cell<GroupSummary>>, Vec<_>) =
            scores.partition(|score| score.shown().is_some());
        assert_eq!(fold.matches("meter__whisker").count(), shown.len(), "an interval is drawn");
        assert_eq!(fold.matches(HATCHED).count(), withheld.len());
        for score in shown.into_iter().filter_map(|score| score.shown()).filter(|one| !one.coarse) {
            let (low, high) = (score.interval.low, score.interval.high);
            let written = format!("{:.1}（{low:.1}–{high:.1}）", score.mean);
            assert!(fold.contains(&written), "{written}");
        }
        let star = usize::from(place == 0);
        assert_eq!(plain(fold).matches("）*").count(), star, "{place}");
        assert_eq!(plain(fold).matches("* 平均分靠近两端").count(), star);
    }
}

/// What is rounded is written without decimals that nobody knows, and rests on no false rule.
#[test]
fn rounded_figures_have_no_false_decimals() {
    let mut input = full();
    let mut release = serde_json::to_value(&input.release).unwrap();
    release["index"]["Shown"]["step"] = 1.0.into();
    release["index"]["Shown"]["spread_step"] = 5.0.into();
    release["index"]["Shown"]["mean"] = 57.0.into();
    release["index"]["Shown"]["interval"] = serde_json::json!({ "low": 50.0, "high": 65.0 });
    // 2.6 points of fewer than thirty people.
    release["weighted"]["Shown"]["n"] = 29.into();
    release["weighting"]["Shown"] = 5.0.into();
    for figure in ["step", "lower", "central", "upper"] {
        release["hours"]["Shown"][figure] = 5.0.into();
    }
    input.release = serde_json::from_value(release).unwrap();
    let mut waves = serde_json::to_value(input.waves.take().unwrap()).unwrap();
    waves["index"]["Shown"]["step"] = 1.0.into();
    waves["index"]["Shown"]["spread_step"] = 1.0.into();
    waves["index"]["Shown"]["points"] = (-4.0).into();
    input.waves = serde_json::from_value(waves).unwrap();
    let html = plain(&render(Language::Zh, input));
    for there in [
        // People, mean and both ends.
        "总指数149575065",
        "各人的指数平均变动约 5 分；这个数取过整，说不准影响大不大。",
        "总指数变动 −4 分",
        "这些时间都取整到 5 小时的倍数",
        "5 小时5 小时5 小时",
    ] {
        assert!(html.contains(there), "{there}\n{html}");
    }
    for never in ["5.0 分", "5.0 小时", "−4.0 分"] {
        assert!(!html.contains(never), "{never}");
    }
}

/// A mean that is rounded over the border of two bands has the words of both; every coarse figure
/// in a sentence is “about”; hours are shortened to whole bounds.
#[test]
fn coarse_figures_claim_no_more_than_is_known() {
    let mut input = full();
    let mut release = serde_json::to_value(&input.release).unwrap();
    let mut coarse = |path: &str, mean: f64| {
        let shown = release.pointer_mut(path).and_then(|cell| cell.get_mut("Shown")).unwrap();
        shown["coarse"] = true.into();
        (shown["step"], shown["spread_step"]) = (5.0.into(), 5.0.into());
        shown["mean"] = mean.into();
        shown["interval"] = serde_json::json!({ "low": mean - 5.0, "high": mean + 5.0 });
    };
    coarse("/index", 50.0);
    coarse("/categories/0", 75.0);
    coarse("/categories/1", 55.0);
    release["weighted"]["Shown"]["n"] = 29.into();
    release["weighting"]["Shown"] = 10.0.into();
    let hours = &mut release["hours"]["Shown"];
    for (figure, hour) in [("step", 5.0), ("lower", 30.0), ("central", 40.0), ("upper", 50.0)] {
        hours[figure] = hour.into();
    }
    let avoidable = &mut hours["avoidable"]["Shown"];
    (avoidable["lower"], avoidable["upper"]) = (5.6.into(), 15.2.into());
    input.release = serde_json::from_value(release).unwrap();
    let mut waves = serde_json::to_value(input.waves.take().unwrap()).unwrap();
    (waves["index"]["Shown"]["step"], waves["index"]["Shown"]["points"]) =
        (5.0.into(), (-5.0).into());
    input.waves = serde_json::from_value(waves).unwrap();
    let check = |language: Language, sentences: &[&str]| {
        let html = plain(&render(language, input.clone()));
        for sentence in sentences {
            assert!(html.contains(sentence), "{sentence}\n{html}");
        }
    };
    check(
        Language::Zh,
        &[
            "这个平均分取过整，可能在“时有”一档，也可能在“经常”一档，50 分是分界。",
            "约 75，经常到很重",
            "约 55，经常",
            "平均约 75 分（95% 区间 70–80），在“经常到很重”一档。",
            "平均约 55 分（95% 区间 50–60），在“经常”一档。",
            "平均每人每周占去约 30–50 小时。",
            "其中各人自己认为不必要的，平均每周 5–16 小时。",
            "每人每周平均约在 30 到 50 小时之间",
            "各人的指数平均变动约 10 分：",
            "每个人的两个指数平均相差约 10 分。",
            "总指数变动约 −5 分",
        ],
    );
    check(
        Language::En,
        &[
            "it may lie in the band “At times” or in “Often”, which begins at 50.",
            "about 75, Often to heavy",
            "together take about 30–50 hours a week",
            "call 5–16 of these hours a week unnecessary",
            "moves a person’s index by about 10 points on average",
            "changed by about −5 points",
        ],
    );
}

/// As many as the files of the report list, and those of what the files do not have.
#[test]
fn every_withheld_figure_is_counted() {
    let mut input = full();
    (input.waves, input.earlier, input.quality) = (None, None, None);
    let rows = rows(shipped_instrument(), &input.release);
    let protects = |row: &&Row| match row.figure {
        Figure::Shown { .. } => false,
        Figure::Withheld(rule) => {
            !matches!(rule, Rule::NotAsked | Rule::TooFew | Rule::NotConverged | Rule::NotCovered)
        }
    };
    let expected = rows.iter().filter(protects).count();
    assert!(expected > 100, "{expected}");
    let html = plain(&render(Language::Zh, input));
    assert!(html.contains(&format!("有 {expected} 个数字没有显示。")), "{expected}");
}

/// Shares with 50 and 75 points of the index and of each category, and the outcomes.
#[test]
fn shares_of_waves_have_intervals() {
    let html = render(Language::Zh, full());
    let table = |id: &str| {
        let (_, table) = html.split_once(&format!("<table id=\"{id}\"")).expect(id);
        table.split_once("</table>").unwrap().0
    };
    let scores = plain(table("wave-shares"));
    assert!(scores.contains("总指数−8（−18 到 +2）−6（−13 到 +1）"), "{scores}");
    let outcomes = table("wave-outcomes");
    assert_eq!(outcomes.matches("scope=\"rowgroup\"").count(), full().release.outcomes.len());
    assert!(plain(outcomes).matches(" 到 +").count() > 10, "{}", plain(outcomes));
}

/// Only earlier waves are offered; without one there is nothing to choose.
#[test]
fn only_comparable_waves_are_offered() {
    let offered = |input: ReportInput| {
        let html = render(Language::Zh, input);
        let select = html
            .split_once("<select id=\"earlier\"")
            .map(|(_, rest)| rest.split_once("</select>").unwrap().0.matches("<option").count());
        select.unwrap_or_default()
    };
    let mut input = full();
    input.scopes.push(input.scopes[1].clone());
    assert_eq!(offered(input), 2, "no comparison, and the earlier wave");
    let mut input = full();
    (input.earlier_choices, input.earlier, input.waves) = (Vec::new(), None, None);
    assert_eq!(offered(input), 0);
}

/// Limits that the words name are those of the rules.
#[test]
fn words_name_the_limits() {
    for language in [Language::Zh, Language::En] {
        let words = Messages::of(language);
        let reliability = words.research.reliability_lede;
        for limit in [GROUP_MIN, WHOLE_MIN, OMEGA_MIN] {
            assert!(reliability.contains(&limit.to_string()), "{reliability}");
        }
        let html = render(language, full());
        let field = html.split("<input").find(|field| field.contains("id=\"cost-weeks\"")).unwrap();
        assert!(field.split('>').next().unwrap().contains("value=\"48\""), "{field}");
    }
}
