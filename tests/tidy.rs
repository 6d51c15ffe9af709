//! Keeps the house in order: arrows between rooms, sizes, first lines, forbidden words, styles,
//! documents. Every finding is listed as `file:line: what`, and every rule is shown to fail.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "tidy/arrows.rs"]
mod arrows;
#[path = "tidy/documents.rs"]
mod documents;
#[path = "tidy/rust.rs"]
mod rust;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/styles.rs"]
mod styles;

use source::{File, repository};

/// A rule: what it finds wrong in some files.
type Rule = fn(&[File]) -> Vec<String>;

/// A fault that a rule must find: the file, its text, the line, and a word of the finding.
type Fault = (&'static str, &'static str, usize, &'static str);

/// Every rule with its name and planted faults.
const RULES: &[(&str, Rule, &[Fault])] = &[
    ("arrows between rooms", arrows::arrows, arrows::PLANTED),
    ("domain is pure", arrows::purity, arrows::PLANTED_IMPURE),
    ("the respondent's page reads no records", arrows::respondent, arrows::PLANTED_READER),
    ("sizes", rust::sizes, rust::PLANTED_SIZES),
    ("first lines", rust::first_lines, rust::PLANTED_FIRST_LINES),
    ("forbidden words", rust::words, rust::PLANTED_WORDS),
    ("tests test", rust::tests, rust::PLANTED_TESTS),
    ("html! in fewer bytes", rust::markup, rust::PLANTED_MARKUP),
    ("no inline styles", styles::inline, styles::PLANTED_INLINE),
    ("colours in tokens.css only", styles::colours, styles::PLANTED_COLOURS),
    ("no machine paths, no addresses", documents::addresses, documents::PLANTED_ADDRESSES),
    ("nothing left to do", documents::left_to_do, documents::PLANTED_LEFT),
    ("one title", documents::titles, documents::PLANTED_TITLES),
];

#[test]
fn the_repository_is_tidy() {
    let files = repository();
    assert!(files.len() > 60, "only {} files found", files.len());
    let mut findings = Vec::new();
    for (name, rule, _) in RULES {
        findings.extend(rule(&files).into_iter().map(|finding| format!("{finding} [{name}]")));
    }
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn every_rule_can_fail() {
    for (name, rule, planted) in RULES {
        assert!(!planted.is_empty(), "{name}");
        for (path, text, line, word) in *planted {
            let text = text.replace('§', "");
            let findings = rule(&[File::new(path, &text)]);
            let expected = format!("{path}:{line}: ");
            assert!(
                findings.iter().any(|found| found.starts_with(&expected) && found.contains(word)),
                "{name}: {path}: {findings:?}"
            );
            assert_eq!(findings.len(), 1, "{name}: {path}: {findings:?}");
        }
    }
}

#[test]
fn comments_and_texts_are_not_code() {
    let check = |text: &str, code: &str| assert_eq!(File::new("src/x.rs", text).code, code);
    check("a // b\nc", "a     \nc");
    check("a /* b /* c\n */ d */ e", "a          \n         e");
    check(r#"f("a\"b") + 'x' + '\'' "#, r#"f("    ") + ' ' + '  ' "#);
    check("r#\"a\"b\"# c", "r#\"   \"# c");
    check("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)");
}
