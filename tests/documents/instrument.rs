//! What `docs/book/rationale.md` says of the instrument is what stands in it.

use std::fs;

use qingdan::domain::instrument::{Instrument, Item, Kind, Marker};
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;
use qingdan::i18n::respond::Messages;

use crate::scoring::cells;

/// The table has every figure that marks an option, in the order of the instrument, and no other.
#[test]
fn documented_figures_are_those_of_the_instrument() {
    for (document, language) in [("rationale.zh.md", 0), ("rationale.md", 1)] {
        let text = book(document);
        let listed: Vec<String> =
            text.lines().filter(|line| line.starts_with("| `")).map(str::to_owned).collect();
        assert_eq!(listed, marks(language), "{document}");
        let marks = listed.len();
        let mut items: Vec<String> = listed.iter().map(|line| cells(line)[3].clone()).collect();
        items.dedup();
        let places = match language {
            0 => format!("{marks} 处，分布在 40 道题中的 {} 道上", items.len()),
            _ => format!("all {marks} marks, on {} of the 40 items", items.len()),
        };
        assert!(text.contains(&places), "{document}: {places}");
        let without: Vec<&str> = shipped_instrument()
            .categories
            .iter()
            .map(|category| category.id.as_str())
            .filter(|id| !listed.iter().any(|line| line.starts_with(&format!("| `{id}`"))))
            .collect();
        assert_eq!(without, ["trace", "adhoc", "accountability"], "named below the table");
        let readme = fs::read_to_string("README.md").unwrap();
        let with = shipped_instrument().categories.len() - without.len();
        assert!(with == 8 && readme.contains("for the eight of them"), "README.md: {with}");
    }
}

/// The date of a source (year, month, perhaps day) in words.
fn date_told(date: Option<&str>, chinese: bool) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let numbers: Vec<usize> =
        date.into_iter().flat_map(|d| d.split('-')).map(|n| n.parse().unwrap()).collect();
    match (&*numbers, chinese) {
        ([], true) => "未注日期".to_owned(),
        ([], false) => "undated".to_owned(),
        ([year, month], true) => format!("{year}年{month}月"),
        ([year, month], false) => format!("{} {year}", MONTHS[month - 1]),
        ([year, month, day], true) => format!("{year}年{month}月{day}日"),
        ([year, month, day], false) => format!("{day} {} {year}", MONTHS[month - 1]),
        (other, _) => panic!("{other:?}"),
    }
}

/// The table of sources names each document as the instrument does: author, title, place, date.
#[test]
fn sources_are_those_of_the_instrument() {
    let instrument = shipped_instrument();
    for document in ["rationale.zh.md", "rationale.md"] {
        let text = book(document);
        let is_source = |row: &Vec<String>| row[0].strip_prefix('S').is_some_and(|n| n.len() == 1);
        let rows: Vec<Vec<String>> = text.lines().map(cells).filter(is_source).collect();
        assert_eq!(rows.len(), instrument.documents.len(), "{document}");
        for (row, source) in rows.iter().zip(&instrument.documents) {
            assert_eq!([&row[0], &row[2]], [&source.id, &source.title.zh], "{document}");
            match &source.author {
                Some(author) => assert_eq!(row[1], author.zh, "{document}"),
                None => assert!(["未署名", "not named"].contains(&&*row[1]), "{document}"),
            }
            let date = date_told(source.date.as_deref(), document.ends_with(".zh.md"));
            let comma = if document.ends_with(".zh.md") { "，" } else { ", " };
            let outlet = source.outlet.as_ref().map(|outlet| format!("{}{comma}", outlet.zh));
            assert_eq!(row[3], outlet.unwrap_or_default() + &date, "{document}");
        }
    }
}

/// The pilot plan lists every consequence with the questions that stand for it, and names each
/// mechanism that no question asks about directly.
#[test]
fn every_consequence_has_its_questions() {
    let file = fs::read("instrument/grassroots-burden.json").unwrap();
    let instrument = Instrument::parse(&file).unwrap();
    let asked: Vec<&str> = instrument.questions().map(|(_, id)| id).chain(["hours"]).collect();
    for (document, language) in [("pilot.zh.md", 0), ("pilot.md", 1)] {
        let text = book(document);
        let listed: Vec<&str> = text.lines().filter(|line| line.starts_with("| K")).collect();
        let mut wanted = Vec::new();
        for mechanism in &instrument.mechanisms {
            let (code, by) = (&mechanism.code, &mechanism.covered_by);
            assert!(!by.is_empty() && by.iter().all(|id| asked.contains(&&**id)), "{code}: {by:?}");
            if code.starts_with('K') {
                let name = mechanism.name.nth(language);
                wanted.push(format!("| {code} | {name} | `{}` |", by.join("`, `")));
            }
            if by == &["hours"] || mechanism.status.contains("not ") {
                let named = [format!("({code})"), format!("（{code}）")];
                assert!(named.iter().any(|n| text.contains(n)), "{document}: {code}: a sign only");
            }
        }
        assert_eq!(listed, wanted, "{document}");
    }
}

/// Numbers of categories, items, mechanisms, and of items that ask for agreement.
#[test]
fn the_numbers_of_the_instrument_are_true() {
    let file = fs::read("instrument/grassroots-burden.json").unwrap();
    let instrument = Instrument::parse(&file).unwrap();
    let coded =
        |letter| instrument.mechanisms.iter().filter(|m| m.code.starts_with(letter)).count();
    let quick = instrument.items.iter().filter(|item| item.quick).count();
    let fit = instrument.items.iter().filter(|item| item.kind == Kind::Fit).count();
    let cells: usize = instrument.background.iter().map(|b| b.options.len()).product();
    let numbers = [
        instrument.categories.len(),
        instrument.items.len(),
        quick,
        instrument.outcomes.len(),
        instrument.background.len(),
        coded('M'),
        coded('K'),
        fit,
        cells,
    ];
    assert_eq!(numbers, [11, 40, 22, 9, 4, 51, 10, 1, 240]);
    let [categories, items, quick, outcomes, background, mechanisms, consequences, ..] = numbers;
    let options: Vec<String> =
        instrument.background.iter().map(|b| b.options.len().to_string()).collect();
    let product = options.join(" × ");
    let one = ["no", "one"][fit];
    for (document, phrases) in [
        (
            "rationale.md",
            vec![
                format!(
                    "{categories} categories, {items} scored items ({quick} in the quick form)"
                ),
                format!("{outcomes} questions about consequences that are never scored"),
                format!("and {background} coarse questions about the respondent"),
                format!("; {mechanisms} mechanisms were taken from them"),
                format!("only {one} scored item asks whether a sentence fits"),
                format!("{product} answers make {cells} groups"),
            ],
        ),
        (
            "rationale.zh.md",
            vec![
                format!("{categories} 类，{items} 道计分题（快速版 {quick} 道）"),
                format!("{outcomes} 道问后果的题从不计分，{background} 道粗略的背景题"),
                format!("整理出 {mechanisms} 种成因"),
                format!("计分题里只有{}道问“符不符合”", ["零", "一"][fit]),
                format!("{product} 一共 {cells} 组"),
            ],
        ),
        (
            "pilot.md",
            vec![format!("each of the {mechanisms} mechanisms and {consequences} consequences")],
        ),
        ("pilot.zh.md", vec![format!("{mechanisms} 种成因和 {consequences} 种后果")]),
    ] {
        let text = book(document).split_whitespace().collect::<Vec<_>>().join(" ");
        for phrase in phrases {
            assert!(text.contains(&phrase), "{document}: {phrase}");
        }
    }
}

/// What respondents and organisers are told of length: questions by form, and minutes.
#[test]
fn the_length_of_the_forms_is_true() {
    let file = fs::read("instrument/grassroots-burden.json").unwrap();
    let instrument = Instrument::parse(&file).unwrap();
    let quick = instrument.items.iter().filter(|item| item.quick).count();
    let about_you = instrument.background.iter().filter(|one| one.default_on).count();
    let unscored = instrument.outcomes.len() + about_you;
    let [full, short] = [instrument.items.len() + unscored, quick + unscored];
    assert_eq!([full, short, quick, about_you], [51, 33, 22, 2]);
    let minutes = |language| {
        let welcome = &Messages::of(language).welcome;
        [welcome.full[1], welcome.quick[1]]
    };
    assert_eq!(minutes(Language::Zh), ["约 8 分钟", "约 5 分半"]);
    assert_eq!(minutes(Language::En), ["about 8 min", "about 5½ min"]);
    let told: [(&str, &[&str]); 5] = [
        (
            "README.md",
            &["answers 51 questions", "or 33 in the quick form", "2 about level and role"],
        ),
        ("docs/book/respondents.md", &["51 questions (33 in", "8 minutes (5½)", "from 40 (22)"]),
        ("docs/book/respondents.zh.md", &["51 道题（快速版 33 道）", "8 分钟（快速版 5 分半）"]),
        ("docs/guide.md", &["40 scored questions, about 8 minutes", "22, about 5½", "9 questions"]),
        ("docs/guide.zh.md", &["40 题计分，约 8 分钟", "22 题计分，约 5 分半", "另有 9 题"]),
    ];
    for (document, phrases) in told {
        let text = fs::read_to_string(document).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for phrase in phrases {
            assert!(text.contains(phrase), "{document}: {phrase}");
        }
    }
}

/// The page for respondents takes two minutes: 238 words of English a minute, the mean of studies
/// of silent reading (Brysbaert 2019); 360 Chinese characters a minute is our assumption.
#[test]
fn the_page_for_respondents_takes_two_minutes() {
    let words = book("respondents.md").split_whitespace().filter(|w| w.len() > 1).count();
    assert!(words <= 2 * 238, "{words} words");
    let han = |sign: &char| ('\u{4e00}'..='\u{9fff}').contains(sign);
    let signs = book("respondents.zh.md").chars().filter(han).count();
    assert!(signs <= 2 * 360, "{signs} characters");
}

/// The interval of a correlation in the pilot plan, by Fisher’s transformation.
#[test]
fn the_interval_of_the_pilot_is_true() {
    let (n, r) = (150.0_f64, 0.3_f64);
    let half = 1.959_964 / (n - 3.0).sqrt();
    let [low, high] = [r.atanh() - half, r.atanh() + half].map(f64::tanh);
    for (document, to) in [("pilot.md", "to"), ("pilot.zh.md", "到")] {
        let told = format!("{low:.2} {to} {high:.2}");
        let text = book(document).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&told), "{document}: {told}");
    }
}

/// A row for every mark: category, figure, document, item, option.
fn marks(language: usize) -> Vec<String> {
    let instrument = shipped_instrument();
    let row = |item: &Item, marker: &Marker| {
        let figure = &item.figures[usize::from(marker.figure)];
        let (words, document) = (figure.figure.nth(language), &figure.document);
        let option = marker.option;
        format!("| `{}` | {words} | {document} | `{}` | {option} |", item.category, item.id)
    };
    let of_category = |id: &str| {
        let items = instrument.items.iter().filter(|item| item.category == id);
        items.flat_map(|item| item.markers.iter().map(move |m| row(item, m))).collect::<Vec<_>>()
    };
    instrument.categories.iter().flat_map(|category| of_category(&category.id)).collect()
}

/// A page of the book.
fn book(document: &str) -> String {
    fs::read_to_string(format!("docs/book/{document}")).unwrap()
}

/// What respondents are told of the name of their file is what the pages save.
#[test]
fn the_names_of_files_are_true() {
    let pages = fs::read_to_string("src/tasks/leave_page.rs").unwrap();
    let named = pages.split("pub const FILE_NAME: &str = \"").nth(1).expect("a name");
    let plain = named.split('"').next().unwrap();
    let halves = fs::read_to_string("src/tasks/hand_half.rs").unwrap();
    let halves: Vec<&str> =
        halves.split("=> [\"").skip(1).filter_map(|r| r.split('"').next()).collect();
    let [first, second] = halves[..] else { panic!("{halves:?}") };
    let sealed = qingdan::domain::seal::ENVELOPE_FILE_NAME;
    let told = [
        (
            ".md",
            format!(
                "`{plain}`; in a sealed campaign `{sealed}`; in two tallies two files, `{first}` \
                 and `{second}`."
            ),
        ),
        (
            ".zh.md",
            format!(
                "`{plain}`；密封的活动是 `{sealed}`；拆成两半的是 `{first}` 和 `{second}` 两个文件。"
            ),
        ),
    ];
    for (ending, phrase) in told {
        for document in ["docs/book/respondents", "docs/guide"] {
            let text = fs::read_to_string(format!("{document}{ending}")).unwrap();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&phrase), "{document}{ending}: {phrase}");
        }
    }
}
