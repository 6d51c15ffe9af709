//! The architecture, in English and in Chinese: the same outline, the same names of code, the same
//! rooms, and everything that it names is there.

use std::fs;
use std::path::Path;

/// Both languages.
const PAIR: [&str; 2] = ["ARCHITECTURE.md", "ARCHITECTURE.zh.md"];

/// Folders in which a path may begin.
const BASES: [&str; 5] = ["", "src/", "src/domain/", "xtask/", "xtask/src/"];

/// Headings and rows of tables, and how many points a list has.
fn outline(text: &str) -> Vec<String> {
    let text = outside(text);
    let lines = text.lines().filter_map(|line| match line.split_once(' ') {
        Some((mark, _)) if mark.starts_with('#') => Some(mark.to_owned()),
        Some(("-", _)) => Some("-".to_owned()),
        Some(("|", _)) => Some(format!("| {}", line.matches('|').count())),
        _ => None,
    });
    lines.collect()
}

/// A text without its blocks.
fn outside(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// What stands between back-quotes below each heading, sorted, by the English name of a document.
fn spans(text: &str) -> Vec<Vec<String>> {
    let outside = outside(text);
    let sections = outside.split("\n## ").map(|section| {
        let mut spans: Vec<String> = section
            .split('`')
            .skip(1)
            .step_by(2)
            .map(|span| {
                span.split_whitespace().collect::<Vec<_>>().join(" ").replace(".zh.md", ".md")
            })
            .collect();
        spans.sort();
        spans
    });
    sections.collect()
}

/// The folders and files of the list of rooms, each as a path.
fn rooms(text: &str) -> Vec<String> {
    let list = text.split("```").find(|block| block.contains("src/domain/   ")).expect("rooms");
    let mut found = Vec::new();
    for line in list.lines().skip(1) {
        let base = match line.len() - line.trim_start().len() {
            0 => "",
            2 => "src/domain/",
            _ => continue,
        };
        let names = line.trim_start().split("  ").next().unwrap_or_default();
        found.extend(
            names.split([' ', ',']).filter(|n| !n.is_empty()).map(|n| format!("{base}{n}")),
        );
    }
    found
}

/// What is named and is not there.
fn missing(text: &str) -> Vec<String> {
    let is_there = |path: &str| BASES.iter().any(|base| Path::new(base).join(path).exists());
    let spans = spans(text).into_iter().flatten().filter(|span| {
        let first = span.split('/').next().unwrap_or_default();
        let is_path = span.contains('/') && !span.contains([' ', '#', '*', ':', '=']);
        // What is made, and names of formats.
        is_path && first != "dist" && !first.starts_with("qingdan-")
    });
    spans.chain(rooms(text)).filter(|path| !is_there(path)).collect()
}

#[test]
fn both_languages_of_the_architecture_say_the_same() {
    let [english, chinese] = PAIR.map(|file| fs::read_to_string(file).unwrap());
    assert_eq!(outline(&english), outline(&chinese));
    assert!(outline(&english).len() > 50, "{:?}", outline(&english));
    for (english, chinese) in spans(&english).iter().zip(&spans(&chinese)) {
        assert_eq!(english, chinese);
    }
    assert_eq!(rooms(&english), rooms(&chinese));
    let picture = |text: &str| text.split("```").nth(1).unwrap().matches('▶').count();
    assert_eq!(picture(&english), picture(&chinese));
    // In Chinese, a document that there is in Chinese has its Chinese name.
    for span in outside(&chinese).split('`').skip(1).step_by(2) {
        let stem = span.strip_suffix(".md");
        let has_other = stem.is_some_and(|stem| fs::exists(format!("{stem}.zh.md")).unwrap());
        assert!(!has_other, "{span}");
    }
}

#[test]
fn what_the_architecture_names_is_there() {
    for file in PAIR {
        let text = fs::read_to_string(file).unwrap();
        assert_eq!(missing(&text), [""; 0], "{file}");
        let rooms = rooms(&text);
        assert!(rooms.len() > 35, "{rooms:?}");
        for folder in ["src", "src/domain"] {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = format!("{}/", path.to_string_lossy().replace('\\', "/"));
                assert!(!path.is_dir() || rooms.contains(&name), "{file} does not list {name}");
            }
        }
    }
}

#[test]
fn faults_of_the_architecture_are_noticed() {
    let english = fs::read_to_string(PAIR[0]).unwrap();
    let other = english.replacen("`src/domain/interview.rs`", "`src/domain/dance.rs`", 1);
    assert_ne!(spans(&english), spans(&other));
    assert_eq!(missing(&other), ["src/domain/dance.rs"]);
    let other = english.replacen("  score/ ", "  dance/ ", 1);
    assert_ne!(rooms(&english), rooms(&other));
    assert_eq!(missing(&other), ["src/domain/dance/"]);
    let other = english.replacen("\n## Formats\n", "\n", 1);
    assert_ne!(outline(&english), outline(&other));
    let other = english.replacen("\n| tally file |", "\n- tally file |", 1);
    assert_ne!(outline(&english), outline(&other));
}
