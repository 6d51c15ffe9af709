//! Each way of not answering has one name in each language, wherever it is told: the respondent's
//! page, the report, the exports, the tables of two tallies, the table for research, a form of ODK,
//! the documents and the help of the command.

use std::fs;
use std::path::{Path, PathBuf};

use qingdan::domain::answer::Question;
use qingdan::domain::microdata::{Column, Source, labels, missing};
use qingdan::domain::report::{Statistic, Words};
use qingdan::domain::shipped_instrument;
use qingdan::i18n::{Language, organise, respond};

/// Names that one of them has had, or could have. What an answer is not called may stand in a
/// sentence: so it is named with what comes after it.
const OTHER_NAMES: [&str; 9] = [
    "不想回答",
    "不想说",
    "不愿说”",
    "不愿说\"",
    "不愿说、",
    "拒绝回答",
    "不便回答",
    "do not know”",
    "declined, passed over",
];

/// Names that an idea has had, and the one that it has: the minimum cell, the hash of an instrument
/// (a fingerprint alone is that of a key), the table of two versions, and chance in answers.
const OTHER_IDEAS: [(&str, &str); 12] = [
    ("最低人数", "最小人数"),
    ("最少人数", "最小人数"),
    ("内容哈希", "问卷指纹"),
    ("内容校验", "问卷指纹"),
    ("问卷哈希", "问卷指纹"),
    ("问卷的哈希", "问卷指纹"),
    ("问卷的指纹", "问卷指纹"),
    ("，指纹 {hash}", "，问卷指纹 {hash}"),
    ("对照表", "对应表"),
    ("随机化的题", "加了随机的题"),
    ("做了随机化", "加了随机"),
    ("做过随机化", "加了随机"),
];

/// The codes of a column, and what they are called.
fn told(source: Source, language: usize) -> Vec<(i16, String)> {
    let column = Column { name: String::new(), source };
    let labels = labels(shipped_instrument(), &column).into_iter().filter(|label| label.missing);
    labels.map(|label| (label.code, label.name[language].clone())).collect()
}

fn name(of: &[(i16, String)], code: i16) -> &str {
    of.iter().find(|(known, _)| *known == code).map(|(_, name)| name.as_str()).expect("a label")
}

#[test]
fn ways_of_not_answering_are_called_the_same_everywhere() {
    for (at, language) in [Language::Zh, Language::En].into_iter().enumerate() {
        let asked = &respond::Messages::of(language).question;
        let priorities_none = respond::Messages::of(language).unscored.priorities_none;
        let exported = Words::of(language).statistics;
        let export = |statistic: Statistic| {
            let at = Statistic::ALL.iter().position(|known| *known == statistic);
            exported[at.expect("a statistic")]
        };
        let skipped = export(Statistic::Skipped);
        let item = told(Source::Answer(Question::Item(0)), at);
        let priority = told(Source::Priority(0), at);
        for (code, name_asked, statistic) in [
            (missing::NOT_APPLICABLE, asked.not_applicable, Statistic::NotApplicable),
            (missing::DONT_KNOW, asked.dont_know, Statistic::DontKnow),
            (missing::DECLINED, asked.declined, Statistic::Declined),
            (missing::SKIPPED, skipped, Statistic::Skipped),
        ] {
            assert_eq!(name(&item, code), name_asked);
            assert_eq!(export(statistic), name_asked);
        }
        assert_eq!(name(&priority, missing::DECLINED), asked.declined);
        assert_eq!(name(&priority, missing::SKIPPED), skipped);
        assert_eq!(name(&priority, missing::NOTHING), priorities_none);

        let report = &organise::report::Messages::of(language).items;
        for (counted, name_asked) in [
            ((report.not_applicable)(7), asked.not_applicable),
            ((report.dont_know)(7), asked.dont_know),
            ((report.declined)(7), asked.declined),
            ((report.skipped)(7), skipped),
        ] {
            let start = name_asked.to_lowercase();
            assert!(counted.starts_with(&start), "{counted}: {name_asked}");
        }
    }
}

#[cfg(feature = "two-tally")]
#[test]
fn two_tallies_call_them_so_too() {
    use qingdan::domain::two_tally::NoAnswer;
    for (at, language) in [Language::Zh, Language::En].into_iter().enumerate() {
        let item = told(Source::Answer(Question::Item(0)), at);
        let no_answer = organise::two_tally::Messages::of(language).tables.no_answer;
        for (code, reason) in [
            (missing::NOT_APPLICABLE, NoAnswer::NotApplicable),
            (missing::DONT_KNOW, NoAnswer::DontKnow),
            (missing::DECLINED, NoAnswer::Declined),
            (missing::SKIPPED, NoAnswer::Skipped),
        ] {
            assert_eq!(name(&item, code), no_answer(reason));
        }
    }
}

/// All files below a folder that end so.
fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, endings, found);
        } else if path.extension().is_some_and(|end| endings.iter().any(|known| end == *known)) {
            found.push(path);
        }
    }
}

#[test]
fn no_text_calls_one_of_them_otherwise() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "docs", "examples", "instrument", "xtask/bench", "tests/golden"] {
        files(&root.join(folder), &["rs", "md", "py", "json", "mjs", "html"], &mut found);
    }
    assert!(found.len() > 300, "only {} files", found.len());
    for path in found {
        let text = fs::read_to_string(&path).expect("a text");
        for other in OTHER_NAMES {
            assert!(!text.contains(other), "{}: {other}", path.display());
        }
    }
}

#[test]
fn each_idea_has_one_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![root.join("README.zh.md"), root.join("ARCHITECTURE.zh.md")];
    for folder in ["src", "docs", "tests/golden"] {
        files(&root.join(folder), &["rs", "md", "txt", "html"], &mut found);
    }
    assert!(found.len() > 300, "only {} files", found.len());
    let (mut used, mut faults) = (Vec::new(), Vec::new());
    for path in found {
        let text = fs::read_to_string(&path).expect("a text");
        for (other, name) in OTHER_IDEAS {
            if text.contains(other) {
                faults.push(format!("{}: {other}: say {name}", path.display()));
            }
            used.extend(text.contains(name).then_some(name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(OTHER_IDEAS.iter().all(|(_, name)| used.contains(name)), "a name that is not used");
}

#[test]
fn a_form_calls_them_so_too() {
    use qingdan::domain::xlsform::{Asked, export};
    let form = export(shipped_instrument(), &Asked::default()).expect("a form");
    for (at, language) in [Language::Zh, Language::En].into_iter().enumerate() {
        let asked = &respond::Messages::of(language).question;
        let none = respond::Messages::of(language).unscored.priorities_none;
        for (choice, name) in [
            ("na", asked.not_applicable),
            ("dk", asked.dont_know),
            ("pn", asked.declined),
            ("none", none),
        ] {
            let of: Vec<_> = form.choices.rows().iter().filter(|row| row[1] == choice).collect();
            assert!(!of.is_empty(), "{choice}");
            assert!(of.iter().all(|row| row[2 + at] == name), "{choice}: {:?}", of[0]);
        }
    }
}
