//! The shipped instrument keeps what its design promises: coverage of every documented burden,
//! sources for every question, the documented figures, the scores, and wording of its own.

#![allow(clippy::unwrap_used)] // a test may stop at the first surprise

use std::collections::BTreeSet;

use qingdan::domain::instrument::{
    Instrument, Item, Kind, Nonresponse, OptionSet, Referent, ResponseOption,
};

const FILE: &[u8] = include_bytes!("../instrument/grassroots-burden.json");

/// Sorted 8-byte big-endian hashes; see `fixtures/make_article_shingles.py`.
const SHINGLES: &[u8] = include_bytes!("fixtures/article_shingles.bin");

/// Characters of a run that no question may share with an article.
const RUN_CHARS: usize = 6;

/// A run that occurs in S2, its title, and the hash that the generator gives it.
const PLANTED: (&str, u64) = ("减负越减越重", 0x68c3_236e_e6ee_db21);

fn shipped() -> Instrument {
    Instrument::parse(FILE).unwrap_or_else(|error| panic!("{error:?}"))
}

fn item<'a>(instrument: &'a Instrument, id: &str) -> &'a Item {
    let index = instrument.item_index(id).unwrap_or_else(|| panic!("no item {id}"));
    &instrument.items[index]
}

fn scores(options: &[ResponseOption]) -> Vec<u8> {
    options.iter().filter_map(|option| option.score).collect()
}

fn intervals(options: &[ResponseOption]) -> Vec<(u16, Option<u16>)> {
    options.iter().filter_map(|option| option.interval.map(Into::into)).collect()
}

#[test]
fn it_has_the_designed_size_and_identity() {
    let instrument = shipped();
    assert_eq!(
        (instrument.id.as_str(), instrument.version.as_str()),
        ("grassroots-burden", "1.0.0")
    );
    assert_eq!(instrument.categories.len(), 11);
    assert_eq!(instrument.items.len(), 40);
    assert_eq!(instrument.items.iter().filter(|item| item.quick).count(), 22);
    assert_eq!(instrument.outcomes.len(), 9);
    assert_eq!(instrument.background.len(), 4);
    assert_eq!((instrument.index_categories_min, instrument.peak_from), (8, 75));
    let bands: Vec<_> = instrument.bands.iter().map(|b| (b.from, b.name.zh.as_str())).collect();
    assert_eq!(bands, [(0, "很少"), (25, "时有"), (50, "经常"), (75, "很重")]);
    for category in 0..11 {
        let items: Vec<usize> = instrument.items_of(category).collect();
        assert!((3..=4).contains(&items.len()));
        assert_eq!(items.iter().filter(|&&item| instrument.items[item].quick).count(), 2);
    }
}

#[test]
fn every_documented_mechanism_is_asked_and_nothing_is_asked_without_one() {
    let instrument = shipped();
    let codes: Vec<&str> = instrument.mechanisms.iter().map(|m| m.code.as_str()).collect();
    let expected: Vec<String> =
        (1..=51).map(|n| format!("M{n:02}")).chain((1..=10).map(|n| format!("K{n:02}"))).collect();
    assert_eq!(codes, expected);

    let mut covering = BTreeSet::new();
    for mechanism in &instrument.mechanisms {
        assert!(!mechanism.covered_by.is_empty(), "{} is not asked", mechanism.code);
        for id in &mechanism.covered_by {
            let exists = instrument.item_index(id).is_some()
                || instrument.outcome_index(id).is_some()
                || id == "hours";
            assert!(exists, "{} names {id}, which does not exist", mechanism.code);
            covering.insert(id.as_str());
        }
        assert!(!mechanism.documents.is_empty(), "{} has no document", mechanism.code);
        for id in &mechanism.documents {
            assert!(instrument.document(id).is_some(), "{} cites {id}", mechanism.code);
        }
    }
    for id in instrument.items.iter().map(|item| item.id.as_str()) {
        assert!(covering.contains(id), "{id} covers nothing that is documented");
    }
    for outcome in &instrument.outcomes {
        // The priorities question is the weighting; it measures no mechanism.
        let covers = covering.contains(outcome.id.as_str());
        assert_eq!(covers, outcome.kind != Kind::Priorities, "{}", outcome.id);
    }
}

#[test]
fn every_document_supports_a_question_a_mechanism_and_a_remedy() {
    let instrument = shipped();
    let ids: Vec<&str> = instrument.documents.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, ["S0", "S1", "S2", "S3", "S4"]);
    for id in ids {
        assert!(instrument.items.iter().any(|i| i.figures.iter().any(|f| f.document == id)));
        assert!(instrument.mechanisms.iter().any(|m| m.documents.iter().any(|d| d == id)));
        let remedies = instrument.categories.iter().flat_map(|category| &category.remedies);
        assert!(remedies.clone().any(|remedy| remedy.documents.iter().any(|d| d == id)), "{id}");
    }
    assert!(instrument.categories.iter().all(|category| !category.remedies.is_empty()));
}

#[test]
fn every_question_cites_documents_that_exist() {
    let instrument = shipped();
    let items = instrument.items.iter().map(|item| (&item.id, &item.figures));
    let outcomes = instrument.outcomes.iter().map(|outcome| (&outcome.id, &outcome.figures));
    for (id, figures) in items.chain(outcomes) {
        assert_eq!(figures.is_empty(), id == "out_top3", "{id}");
        for figure in figures {
            assert!(instrument.document(&figure.document).is_some(), "{id} {}", figure.document);
        }
    }
}

/// Item or outcome, document, and words of the figure; the figures with a marker come first.
const FIGURES: &[(&str, &str, &str)] = &[
    ("meet_hours", "S4", "一半"),
    ("meet_peak", "S4", "四五"),
    ("doc_daily", "S4", "300多份"),
    ("doc_daily", "S4", "上万份"),
    ("insp_count", "S1", "300多次"),
    ("insp_days", "S1", "200多天"),
    ("rank_share", "S0", "13项"),
    ("rank_sessions", "S4", "每周"),
    ("rank_sessions", "S0", "13项"),
    ("esc_raise", "S4", "10%"),
    ("esc_raise", "S4", "20%"),
    ("esc_raise", "S4", "8项"),
    ("esc_raise", "S4", "全覆盖"),
    ("esc_rigid", "S0", "全部刚性"),
    ("prio_count", "S0", "13项"),
    ("dig_quota", "S4", "约谈"),
    ("voice_gap", "S0", "做做工作吧"),
    // Figures without a marker.
    ("meet_peak", "S4", "3个会"),
    ("meet_peak", "S1", "好几个"),
    ("meet_disrupt", "S4", "8点半"),
    ("meet_disrupt", "S4", "15分钟"),
    ("meet_needless", "S4", "半小时"),
    ("meet_needless", "S4", "6次会标"),
    ("form_dup", "S1", "一式多份"),
    ("paper_hours", "S1", "两三万份"),
    ("proof_share", "S0", "一个月没人去世"),
    ("insp_repeat", "S1", "农业、交通、民政、卫生、教育"),
    ("insp_repeat", "S1", "三番五次"),
    ("rank_share", "S2", "千分制"),
    ("rank_share", "S2", "每项工作都排名"),
    ("rank_share", "S4", "每个月通报排名"),
    ("rank_sessions", "S4", "每季度"),
    ("rank_penalty", "S2", "后三名"),
    ("rank_penalty", "S2", "一个表格"),
    ("rank_penalty", "S0", "一个月没人去世"),
    ("esc_rigid", "S0", "95%"),
    ("esc_rigid", "S0", "百分百"),
    ("esc_rigid", "S3", "百分百达标"),
    ("esc_unreal", "S4", "常住人口"),
    ("conf_goal", "S0", "多次受表扬"),
    ("conf_goal", "S0", "两个平级部门"),
    ("prio_count", "S2", "几十个条线"),
    ("dig_groups", "S4", "半夜两三点"),
    ("dig_hours", "S4", "每天"),
    ("adhoc_tasks", "S4", "一晚上不睡"),
    ("adhoc_offhours", "S4", "8点"),
    ("adhoc_offhours", "S4", "八九点"),
    ("auth_gap", "S3", "五级"),
    ("auth_gap", "S4", "天天"),
    ("staff_gap", "S0", "几名全职"),
    ("staff_gap", "S4", "几倍"),
    ("fund_gap", "S0", "这两年"),
    ("out_weekhours", "S4", "8点"),
    ("out_public", "S0", "俺娘"),
];

/// Conversions and circumstances that the explanation of a figure must keep.
const MEANINGS: &[(&str, &str, &str)] = &[
    ("meet_hours", "S4", "20小时"),
    ("meet_disrupt", "S4", "12.5小时"),
    ("doc_daily", "S4", "约1.2份"),
    ("doc_daily", "S4", "约40份"),
    ("paper_hours", "S1", "每月1700到2500份"),
    ("insp_count", "S1", "每月25次"),
    ("insp_days", "S1", "16.7天"),
    ("rank_sessions", "S4", "每月约4次"),
    ("rank_sessions", "S0", "我们的假定"),
    ("rank_penalty", "S2", "股室"),
    ("rank_penalty", "S0", "三级"),
    ("esc_raise", "S4", "600亩"),
    ("esc_raise", "S4", "60%"),
    ("esc_rigid", "S0", "16年"),
    ("conf_goal", "S0", "去年四季度"),
    ("dig_hours", "S4", "3类渠道"),
    ("auth_gap", "S0", "2021年4月"),
    ("adhoc_offhours", "S4", "共14小时"),
    ("out_reward", "S2", "副科级以上"),
    ("out_cutneteffect", "S2", "四步"),
    ("out_public", "S0", "百岁老人"),
];

#[test]
fn no_documented_figure_has_lost_its_source() {
    let instrument = shipped();
    let tables = FIGURES.iter().map(|row| (row, false));
    for (&(id, document, words), meaning) in tables.chain(MEANINGS.iter().map(|row| (row, true))) {
        let figures = instrument.item_index(id).map_or_else(
            || &instrument.outcomes[instrument.outcome_index(id).unwrap()].figures,
            |index| &instrument.items[index].figures,
        );
        let found = figures.iter().filter(|figure| figure.document == document).any(|figure| {
            let text = if meaning { &figure.meaning } else { &figure.figure };
            text.zh.contains(words)
        });
        assert!(found, "{id} has no figure “{words}” of {document}");
    }
}

/// Option, document, and words of the figure.
type MarkerRow = (u8, &'static str, &'static str);

#[test]
fn markers_stand_where_the_design_puts_them_and_say_what_to_bear_in_mind() {
    let expected: &[(&str, &[MarkerRow])] = &[
        ("meet_hours", &[(5, "S4", "一半")]),
        ("meet_peak", &[(4, "S4", "四五"), (5, "S4", "四五")]),
        ("doc_daily", &[(0, "S4", "1995"), (5, "S4", "上万")]),
        ("insp_count", &[(5, "S1", "300")]),
        ("insp_days", &[(5, "S1", "200")]),
        ("rank_share", &[(4, "S0", "13")]),
        ("rank_sessions", &[(3, "S4", "每周"), (5, "S0", "13")]),
        ("esc_raise", &[(1, "S4", "10%"), (2, "S4", "20%"), (4, "S4", "8项"), (5, "S4", "覆盖")]),
        ("esc_rigid", &[(4, "S0", "刚性")]),
        ("prio_count", &[(5, "S0", "13")]),
        ("dig_quota", &[(4, "S4", "约谈")]),
        ("voice_gap", &[(2, "S0", "做做工作吧")]),
    ];
    let instrument = shipped();
    let marked = instrument.items.iter().filter(|item| !item.markers.is_empty());
    let marked: Vec<&str> = marked.map(|item| item.id.as_str()).collect();
    assert_eq!(marked, expected.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    for (id, markers) in expected {
        let item = item(&instrument, id);
        assert_eq!(item.markers.len(), markers.len(), "{id}");
        for (marker, (option, document, words)) in item.markers.iter().zip(*markers) {
            let figure = &item.figures[usize::from(marker.figure)];
            assert_eq!(marker.option, *option, "{id}");
            assert_eq!(figure.document, *document, "{id}");
            assert!(figure.figure.zh.contains(words), "{id}: {}", figure.figure.zh);
            assert!(marker.caution.is_some(), "{id}");
        }
    }
}

#[test]
fn scores_are_equally_spaced_from_none_to_all() {
    let instrument = shipped();
    for item in &instrument.items {
        let expected: &[u8] = match instrument.options(&item.options).len() {
            5 => &[0, 25, 50, 75, 100],
            6 => &[0, 20, 40, 60, 80, 100],
            other => panic!("{} has {other} options", item.id),
        };
        assert_eq!(scores(instrument.options(&item.options)), expected, "{}", item.id);
    }
}

#[test]
fn shared_bands_are_those_of_the_design() {
    let instrument = shipped();
    let shared = |id: &str| intervals(instrument.options(&OptionSet::Shared(id.to_owned())));
    let closed = |lower, upper| (lower, Some(upper));
    assert_eq!(
        shared("FREQ5"),
        [closed(0, 0), closed(1, 2), closed(3, 6), closed(7, 14), closed(15, 31)]
    );
    assert_eq!(
        shared("SHARE5"),
        [closed(0, 10), closed(10, 35), closed(35, 65), closed(65, 90), closed(90, 100)]
    );
    assert_eq!(
        shared("HOURS6"),
        [closed(0, 1), closed(1, 3), closed(3, 6), closed(6, 10), closed(10, 20), (20, None)]
    );
    assert_eq!(shared("FIT5"), []);
}

#[test]
fn special_rules_are_those_of_the_design() {
    let instrument = shipped();
    let hours = instrument.hours.as_ref().unwrap();
    assert_eq!((hours.open_central, hours.open_upper, hours.week_open_upper), (25, 40, 84));
    assert_eq!(hours.week, "out_weekhours");
    for id in &hours.activities {
        let item = item(&instrument, id);
        assert_eq!(item.options, OptionSet::Shared("HOURS6".to_owned()));
        let instruction = item.instruction.as_ref().unwrap();
        assert_eq!(instruction.zh, "同一个小时只算一次，归到最主要的那类。");
    }
    assert_eq!(hours.activities.len(), 5);
    assert_eq!(hours.avoidable.len(), 3);

    let rule = item(&instrument, "insp_repeat").not_applicable_when.as_ref().unwrap();
    assert_eq!((rule.item.as_str(), rule.option), ("insp_count", 0));

    let ids = |holds: fn(&Item) -> bool| -> Vec<&str> {
        instrument.items.iter().filter(|item| holds(item)).map(|item| item.id.as_str()).collect()
    };
    let unit = ids(|item| item.referent == Referent::Unit);
    assert_eq!(unit, ["doc_daily", "rank_penalty", "dig_quota", "staff_gap", "acc_events"]);
    let unknown = ids(|item| item.offers.contains(&Nonresponse::DontKnow));
    assert_eq!(unknown, ["doc_daily", "esc_raise"]);
    let inapplicable = ids(|item| item.offers.contains(&Nonresponse::NotApplicable));
    let expected =
        ["meet_needless", "doc_daily", "form_dup", "insp_repeat", "esc_raise", "voice_gap"];
    assert_eq!(inapplicable, expected);

    let on: Vec<bool> = instrument.background.iter().map(|question| question.default_on).collect();
    assert_eq!(on, [true, true, false, false]);
    let effect = &instrument.outcomes[instrument.outcome_index("out_cutneteffect").unwrap()];
    let values: Vec<_> = instrument.options(&effect.options).iter().map(|o| o.value).collect();
    assert_eq!(values, [Some(-2), Some(-1), Some(0), Some(1), Some(2), None]);
}

#[test]
fn short_names_fit_a_chart() {
    for category in shipped().categories {
        assert!(category.short.zh.chars().count() <= 6, "{}", category.short.zh);
    }
}

/// Hashes of every run of [`RUN_CHARS`] letters and numbers, as the generator makes them.
fn runs(text: &str) -> Vec<(String, u64)> {
    let kept: Vec<char> =
        text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    let runs = kept.windows(RUN_CHARS).map(|run| run.iter().collect::<String>());
    runs.map(|run| (run.clone(), fnv1a(run.as_bytes()))).collect()
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn article_hashes() -> Vec<u64> {
    assert_eq!(SHINGLES.len() % 8, 0);
    SHINGLES.chunks_exact(8).map(|bytes| u64::from_be_bytes(bytes.try_into().unwrap())).collect()
}

/// Runs of a text that an article has too.
fn shared_runs(text: &str, articles: &[u64]) -> Vec<String> {
    let found = runs(text).into_iter().filter(|(_, hash)| articles.binary_search(hash).is_ok());
    found.map(|(run, _)| run).collect()
}

#[test]
fn questions_share_no_six_characters_in_a_row_with_an_article() {
    let instrument = shipped();
    let articles = article_hashes();
    let items = instrument.items.iter().map(|item| (&item.id, &item.stem));
    let outcomes = instrument.outcomes.iter().map(|outcome| (&outcome.id, &outcome.stem));
    let background = instrument.background.iter().map(|question| (&question.id, &question.stem));
    for (id, stem) in items.chain(outcomes).chain(background) {
        assert_eq!(shared_runs(&stem.zh, &articles), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn the_check_against_the_articles_can_fail() {
    let articles = article_hashes();
    assert!(articles.windows(2).all(|pair| pair[0] < pair[1]), "sorted, without repeats");
    let (run, hash) = PLANTED;
    assert_eq!(fnv1a(run.as_bytes()), hash);
    assert_eq!(shared_runs(&format!("您说“{run}”吗？"), &articles), [run]);
    // Every article is in the set, the one in traditional characters too: each has its own title.
    for document in shipped().documents {
        assert!(!shared_runs(&document.title.zh, &articles).is_empty(), "{}", document.id);
    }
    assert_eq!(shared_runs("今天天气很好，我们去公园走走。", &articles), Vec::<String>::new());
}
