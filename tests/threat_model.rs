//! What is said about protection: no claim that cannot be kept, the same in both languages, what
//! is not there yet called so, and every adversarial test either named or called not run.

use std::fs;
use std::path::Path;

use qingdan::i18n::Language;
use qingdan::i18n::respond::Messages;

/// Documents in English and in Chinese.
const PAIRS: [[&str; 2]; 5] = [
    ["docs/threat-model.md", "docs/threat-model.zh.md"],
    ["docs/verify.md", "docs/verify.zh.md"],
    ["docs/adversarial-tests.md", "docs/adversarial-tests.zh.md"],
    ["docs/two-tallies.md", "docs/two-tallies.zh.md"],
    ["docs/hosting.md", "docs/hosting.zh.md"],
];

/// Others that must not claim more either: the catalogues of the pages and what is read first.
const OTHERS: [&str; 14] = [
    "README.md",
    "README.zh.md",
    "docs/dependencies.md",
    "docs/disclosure.md",
    "docs/disclosure.zh.md",
    "docs/guide.md",
    "docs/guide.zh.md",
    "docs/record-format.md",
    "src/i18n/en.rs",
    "src/i18n/en/organiser.rs",
    "src/i18n/en/report.rs",
    "src/i18n/zh.rs",
    "src/i18n/zh/organiser.rs",
    "src/i18n/zh/report.rs",
];

/// What nobody can promise, in lower case.
const FORBIDDEN: [&str; 27] = [
    "完全匿名",
    "绝对匿名",
    "绝对安全",
    "百分之百",
    "万无一失",
    "浏览器保证",
    "保证不会上传",
    "清除后无法恢复",
    "清空后无法恢复",
    "彻底删除",
    "任何人都无法知道",
    "没有人能知道是谁",
    "谁也认不出",
    "微信也看不到",
    "军用级",
    "completely anonymous",
    "fully anonymous",
    "perfectly anonymous",
    "100% anonymous",
    "100% safe",
    "absolutely safe",
    "the browser guarantees",
    "erased beyond recovery",
    "nobody can find out who",
    "nobody can know who",
    "impossible to identify",
    "wechat cannot see",
];

/// Adversarial tests of the design.
const TESTS: usize = 54;

/// How a document says that something does not exist yet, or was not run.
const NOT_YET: [&str; 2] = ["not yet**", "还没有**"];
const NOT_RUN: [&str; 2] = ["not run", "没有做"];

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect(file)
}

/// The forbidden claims in a text.
fn claims(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase().replace('\n', " ");
    FORBIDDEN.into_iter().filter(|claim| text.contains(claim)).collect()
}

/// The outline of a document: its kinds of lines that a translation keeps.
fn outline(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| match line.split_once(' ') {
        Some((mark, _)) if mark.starts_with('#') => Some(mark.to_owned()),
        Some(("-", _)) => Some("-".to_owned()),
        Some(("|", _)) => Some(format!("| {}", line.matches('|').count())),
        _ => line.starts_with("**").then(|| "**".to_owned()),
    });
    lines.collect()
}

/// The numbered rows of a list of tests: number, and the cells after it.
fn numbered(text: &str) -> Vec<(usize, Vec<&str>)> {
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix('|')?.trim_end_matches('|').split('|').map(str::trim);
        let number = cells.next()?.parse().ok()?;
        Some((number, cells.collect()))
    });
    rows.collect()
}

/// What is wrong with a row: a test that is named must be there; a row without one was not run.
fn fault(cells: &[&str], not_run: &str) -> Option<String> {
    let [_, place, state] = cells else { return Some("not three cells".to_owned()) };
    let quoted: Vec<&str> = place.split('`').skip(1).step_by(2).collect();
    for named in &quoted {
        if named.starts_with("cargo ") {
            continue;
        }
        let (file, test) = named.split_once("::").unwrap_or((named, ""));
        let Ok(source) = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file))
        else {
            return Some(format!("no file {file}"));
        };
        if !test.is_empty() && !source.contains(&format!("fn {test}(")) {
            return Some(format!("no test {test} in {file}"));
        }
    }
    if quoted.is_empty() && !state.contains(not_run) {
        return Some(format!("no test, and not “{not_run}”"));
    }
    state.is_empty().then(|| "no state".to_owned())
}

#[test]
fn nothing_is_claimed_that_cannot_be_kept() {
    for file in PAIRS.into_iter().flatten().chain(OTHERS) {
        assert_eq!(claims(&read(file)), [""; 0], "{file}");
    }
}

#[test]
fn both_languages_say_the_same() {
    for [english, chinese] in PAIRS {
        let both = [read(english), read(chinese)];
        assert_eq!(outline(&both[0]), outline(&both[1]), "{english}, {chinese}");
        let count = |language: usize| both[language].matches(NOT_YET[language]).count();
        assert_eq!(count(0), count(1), "{english}: what is not there yet");
    }
    let model = read(PAIRS[0][0]);
    for actor in 1..=11 {
        assert!(model.contains(&format!("\n| A{actor} | ")), "no actor A{actor}");
    }
}

/// The first page says in short what the threat model says at length: that taking part may be
/// known, that the way shows who hands over, that answers can be recognised; and it claims only
/// what is permitted.
#[test]
fn the_first_page_is_the_threat_model_in_short() {
    let words = [
        (Language::Zh, ["参加", "谁交的", "认出"], ["断网也能填完", "每一项您都能看到"]),
        (
            Language::En,
            ["took part", "who handed it over", "recognise"],
            ["network", "every entry"],
        ),
    ];
    for ((language, limits, claims), model) in words.into_iter().zip(PAIRS[0].into_iter().rev()) {
        let welcome = &Messages::of(language).welcome;
        let model = read(model);
        for (said, word) in welcome.limits.1.iter().zip(limits) {
            assert!(said.contains(word), "{said}: {word}");
            assert!(model.contains(word), "the threat model does not say {word}");
        }
        for word in claims {
            assert!(welcome.offline.contains(word), "{}: {word}", welcome.offline);
            assert!(model.contains(word), "the threat model does not say {word}");
        }
    }
}

#[test]
fn every_adversarial_test_is_named_or_called_not_run() {
    let lists = PAIRS[2].map(read);
    for ((list, file), not_run) in lists.iter().zip(PAIRS[2]).zip(NOT_RUN) {
        let rows = numbered(list);
        let numbers: Vec<usize> = rows.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, (1..=TESTS).collect::<Vec<_>>(), "{file}");
        for (number, cells) in &rows {
            assert_eq!(fault(cells, not_run), None, "{file}: {number}");
        }
    }
    let [english, chinese] = lists.each_ref().map(|list| numbered(list));
    for ((number, english), (_, chinese)) in english.iter().zip(&chinese) {
        assert_eq!(english[1], chinese[1], "{number}: the places differ");
        let said = [english[2].contains(NOT_RUN[0]), chinese[2].contains(NOT_RUN[1])];
        assert_eq!(said[0], said[1], "{number}: not run, says one of the two");
    }
}

/// The matrix of leaks has as many channels as the list of attacks says.
#[test]
fn every_channel_is_counted() {
    let matrix = read("tests/e2e/leaks.txt");
    let rows = matrix.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let channels = rows.count() - 1; // The head of the table.
    let told = [format!("matrix of {channels} channels"), format!("{channels} 条外泄通道")];
    for (file, told) in PAIRS[2].into_iter().zip(told) {
        assert!(read(file).contains(&told), "{file}: {told}");
    }
}

#[test]
fn the_checks_can_fail() {
    assert_eq!(claims("It is Completely\nanonymous."), ["completely anonymous"]);
    assert_eq!(claims("浏览器保证不会上传"), ["浏览器保证", "保证不会上传"]);
    assert_eq!(claims("Somebody may find out who you are."), [""; 0]);
    assert_ne!(outline("# a\n- b\n"), outline("# a\n"));
    assert_ne!(outline("| a | b |\n"), outline("| a |\n"));
    let rows = numbered("| 1 | a | b | c |\n| no | a | b | c |\n");
    assert_eq!(rows, [(1, vec!["a", "b", "c"])]);
    assert_eq!(fault(&["what", "`tests/threat_model.rs::the_checks_can_fail`", "x"], "-"), None);
    assert_eq!(fault(&["what", "", "not run: no phone"], "not run"), None);
    for wrong in [
        &["what", "", "passes"][..],
        &["what", "`tests/threat_model.rs::no_such_test`", "passes"],
        &["what", "`tests/no_such_file.rs`", "passes"],
        &["what", "`tests/tidy.rs`", ""],
        &["what", "`tests/tidy.rs`"],
    ] {
        assert!(fault(wrong, "not run").is_some(), "{wrong:?}");
    }
}
