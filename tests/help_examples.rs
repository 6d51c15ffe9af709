//! Every example in the help of every verb is run, in both languages, as somebody types it: in a
//! shell, in a folder with the files that it names.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "the tests of forms need the rest")]
#[path = "xlsform/kit.rs"]
mod kit;
#[path = "help_examples/world.rs"]
mod world;

use std::collections::BTreeSet;

use world::World;

/// The examples that a help has at least, for each verb: fewer would mean that they are not found.
const VERBS: [(&str, usize); 26] = [
    ("simulate", 5),
    ("read", 3),
    ("tally", 4),
    ("merge", 3),
    ("release", 4),
    ("report", 3),
    ("export", 3),
    ("codebook", 2),
    ("check", 3),
    ("preview", 2),
    ("diff", 2),
    ("convert", 3),
    ("two-tally", 6),
    ("key", 3),
    ("seal", 3),
    ("gather", 2),
    ("open", 3),
    ("split", 2),
    ("combine", 1),
    ("microdata", 3),
    ("man", 2),
    ("completions", 3),
    ("xlsform", 4),
    ("xlsform export", 3),
    ("xlsform import", 2),
    ("xlsform responses", 3),
];

/// Programs that begin an example besides `qingdan`.
const PROGRAMS: [&str; 3] = ["cat", "zcat", "unzip"];

/// Words above examples.
const HEADS: [&str; 4] = ["Examples:", "例子：", "The way of a survey:", "一次调查怎么走："];

/// The examples of a help, each a line for a shell.
fn examples(help: &str) -> Vec<String> {
    let mut lines = help.lines().skip_while(|line| !HEADS.contains(line));
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let mut command = line.trim().to_owned();
        let first = command.split(' ').next().unwrap_or_default();
        let indented = line.starts_with("  ");
        if !indented || (first != "qingdan" && !PROGRAMS.contains(&first)) {
            continue;
        }
        while let Some(open) = command.strip_suffix('\\') {
            command = format!("{}{}", open, lines.next().unwrap().trim());
        }
        found.push(command);
    }
    found
}

#[test]
fn examples_are_found() {
    let help = "Usage: x\n  qingdan no example\n\nExamples:\n  qingdan a b \\\n      | c\n  \
        words\n  cat d | qingdan -\n      qingdans\n\nqingdan is no example here\n";
    assert_eq!(examples(help), ["qingdan a b | c", "cat d | qingdan -"]);
}

/// No verb is forgotten: the list is that of the command itself.
#[test]
fn every_verb_is_tried() {
    let world = World::new("verbs", "en");
    let listed: BTreeSet<&str> =
        VERBS.iter().map(|(verb, _)| verb.split(' ').next().unwrap()).collect();
    let help = world.help("");
    let verbs = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    let all: BTreeSet<&str> =
        verbs.lines().filter_map(|line| line.trim().split(' ').next()).collect();
    let none = ["", "help"];
    let all: BTreeSet<&str> = all.into_iter().filter(|verb| !none.contains(verb)).collect();
    assert_eq!(listed, all);
    // Verbs within verbs have examples of their own, or those of the verb around them.
    for (verb, _) in VERBS {
        let help = world.help(verb);
        let Some(inner) = help.split("Commands:").nth(1) else { continue };
        for line in inner.split("Options:").next().unwrap().lines() {
            let Some(name) = line.trim().split(' ').next().filter(|n| !none.contains(n)) else {
                continue;
            };
            let verb = format!("{verb} {name}");
            let own = !examples(&world.help(&verb)).is_empty();
            assert!(!own || VERBS.iter().any(|(one, _)| *one == verb), "{verb}");
        }
    }
}

fn run_all(language: &str) {
    let prepared = World::prepared(&format!("prepared-{language}"), language);
    let mut faults = Vec::new();
    for (verb, least) in VERBS {
        if verb == "report" && !cfg!(feature = "cli-report") {
            continue;
        }
        let name = format!("{language}-{}", verb.replace(' ', "-"));
        let world = prepared.copy(&name);
        world.before(verb);
        let found = examples(&world.help(verb));
        assert!(found.len() >= least, "{verb}: {found:?}");
        for example in found {
            if let Err(fault) = world.example(verb, &example) {
                faults.push(format!("{verb}: {example}\n    {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {language}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_example_runs_in_english() {
    run_all("en");
}

#[test]
fn every_example_runs_in_chinese() {
    run_all("zh_CN.UTF-8");
}

/// Both languages show the same commands.
#[test]
fn both_languages_have_the_same_examples() {
    let [english, chinese] =
        ["en", "zh_CN.UTF-8"].map(|language| World::new(&format!("same-{language}"), language));
    for (verb, _) in VERBS {
        assert_eq!(examples(&english.help(verb)), examples(&chinese.help(verb)), "{verb}");
    }
}

/// An example that fails is noticed.
#[test]
fn a_wrong_example_is_a_fault() {
    let world = World::prepared("wrong", "en");
    for wrong in ["qingdan check no.json", "qingdan tally | false", "qingdan check no.json | cat"] {
        assert!(world.example("check", wrong).is_err(), "{wrong}");
    }
    assert!(world.example("check", "qingdan check mine.json").is_ok());
}
