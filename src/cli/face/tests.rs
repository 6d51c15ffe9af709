//! Every verb and every argument speaks Chinese, and nothing of `clap`'s English is left.

use clap::{Command, FromArgMatches as _};

use super::{HEADINGS, command, folded, help_of, width, with_headings, without_help_verb};
use crate::cli::language::Language;
use crate::cli::{Qingdan, ZH};

/// Every verb with its path, the whole command first; not the help that `clap` adds.
fn verbs(command: &Command) -> Vec<(Vec<String>, Command)> {
    let mut found = vec![(Vec::new(), command.clone())];
    let mut at = 0;
    while at < found.len() {
        let (path, command) = found[at].clone();
        for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
            let path = path.iter().cloned().chain([verb.get_name().to_owned()]).collect();
            found.push((path, verb.clone()));
        }
        at += 1;
    }
    found
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign))
}

/// What is missing in Chinese, or in English.
fn missing(english: &Command) -> Vec<String> {
    let mut missing = Vec::new();
    for (path, verb) in verbs(english) {
        let name = format!("qingdan {}", path.join(" "));
        if verb.get_about().is_none() {
            missing.push(format!("{name}: no English"));
        }
        let Some(help) = help_of(&path) else {
            missing.push(format!("{name}: no Chinese"));
            continue;
        };
        if !is_chinese(help.about) {
            missing.push(format!("{name}: says in Chinese what it does"));
        }
        if verb.get_after_help().is_some() != is_chinese(help.after) {
            missing.push(format!("{name}: words below the options in one language only"));
        }
        for argument in verb.get_arguments() {
            let id = argument.get_id().as_str();
            if argument.get_help().is_none() {
                missing.push(format!("{name} {id}: no English"));
            }
            if !help.arguments.iter().any(|(known, words)| *known == id && is_chinese(words)) {
                missing.push(format!("{name} {id}: no Chinese"));
            }
            let heading = argument.get_help_heading();
            if heading.is_some_and(|heading| !HEADINGS.iter().any(|(known, _)| *known == heading)) {
                missing.push(format!("{name} {id}: its heading has no Chinese"));
            }
        }
        for (id, _) in help.arguments {
            if !verb.get_arguments().any(|argument| argument.get_id().as_str() == *id) {
                missing.push(format!("{name} {id}: Chinese for what is not there"));
            }
        }
    }
    missing
}

#[test]
fn every_verb_and_argument_has_its_chinese() {
    let english = command(Language::English);
    assert_eq!(missing(&english), Vec::<String>::new());
    let paths: Vec<_> = verbs(&english).into_iter().map(|(path, _)| path).collect();
    for help in ZH.iter().copied().flatten() {
        assert!(paths.iter().any(|path| *path == help.path), "{:?} is no verb", help.path);
    }
}

#[test]
fn what_has_no_chinese_is_found() {
    let planted = command(Language::English)
        .mut_subcommand("simulate", |verb| {
            verb.arg(clap::Arg::new("planted").long("planted").help_heading("Planted"))
        })
        .subcommand(Command::new("planted").about("Planted"));
    let expected = [
        "qingdan simulate planted: no English",
        "qingdan simulate planted: no Chinese",
        "qingdan simulate planted: its heading has no Chinese",
        "qingdan planted: no Chinese",
    ];
    assert_eq!(missing(&planted), expected);
}

/// The help as it is printed: lines of more than a few English words would be a leak.
#[test]
fn nothing_of_claps_english_shows() {
    let mut chinese = command(Language::Chinese);
    chinese.build();
    for (path, mut verb) in verbs(&chinese) {
        for text in [verb.render_help().to_string(), verb.render_long_help().to_string()] {
            let text = with_headings(text);
            let leaks = [
                "Usage",
                "Options",
                "Commands",
                "Arguments",
                "[OPTIONS]",
                "<COMMAND>",
                "Print ",
                "[default",
                "[possible",
                "Possible",
                "[alias",
            ];
            for leak in leaks {
                assert!(!text.contains(leak), "{path:?} says {leak}:\n{text}");
            }
            assert!(text.contains("用法：qingdan"), "{path:?}:\n{text}");
        }
    }
}

/// The arguments and options of a help, in the order in which it names them.
fn order(help: &str) -> Vec<String> {
    let first =
        |line: &str| line.split([' ', ',']).find(|word| !word.is_empty()).map(str::to_owned);
    let named = |line: &&str| {
        let word = line.trim_start();
        let near = line.len() - word.len() <= 6;
        near && word.starts_with(['-', '<', '['])
    };
    let all = help.lines().take_while(|line| !line.starts_with("Examples") && *line != "例子：");
    all.filter(named).filter_map(first).collect()
}

#[test]
fn both_languages_show_arguments_in_one_order() {
    let [english, chinese] = [Language::English, Language::Chinese].map(|language| {
        let mut built = command(language);
        built.build();
        verbs(&built)
    });
    for ((path, mut english), (_, mut chinese)) in english.into_iter().zip(chinese) {
        let expected = order(&english.render_long_help().to_string());
        assert!(expected.len() >= 2, "{path:?}: {expected:?}");
        assert_eq!(order(&chinese.render_long_help().to_string()), expected, "{path:?}");
        assert_eq!(order(&chinese.render_help().to_string()), expected, "{path:?}");
    }
}

#[test]
fn the_definitions_are_sound() {
    for language in [Language::English, Language::Chinese] {
        command(language).debug_assert();
    }
}

#[test]
fn both_languages_read_the_same_words() {
    let words = ["qingdan", "simulate", "-n", "3", "--instrument", "x.json", "--plain"];
    let read = |language| {
        let matches = command(language).try_get_matches_from(words).expect("right use");
        format!("{:?}", Qingdan::from_arg_matches(&matches).expect("right use"))
    };
    let [one, other] = [Language::English, Language::Chinese].map(read);
    assert_eq!(one, other);
    assert!(one.contains("x.json"), "{one}");
}

#[test]
fn help_is_a_verb_in_both_languages() {
    let check = |words: &str, expected: &str| {
        let split = |words: &str| words.split(' ').map(Into::into).collect::<Vec<_>>();
        let found = without_help_verb(split(words), &command(Language::Chinese));
        assert_eq!(found, split(expected), "{words}");
    };
    check("qingdan help", "qingdan --help");
    check("qingdan help simulate", "qingdan simulate --help");
    check("qingdan two-tally help split", "qingdan two-tally split --help");
    check("qingdan help two-tally split", "qingdan two-tally split --help");
    check("qingdan help nothing", "qingdan nothing --help");
    let unknown = ["qingdan", "help", "read", "nothing"].map(Into::into).to_vec();
    let found = without_help_verb(unknown, &command(Language::Chinese));
    assert_eq!(found, ["qingdan", "read nothing", "--help"]);
    check("qingdan two-tally split help", "qingdan two-tally split help");
    check("qingdan simulate --out help", "qingdan simulate --out help");
}

#[test]
fn chinese_is_folded_between_words() {
    let check = |text: &str, expected: &str| {
        let found = folded(text, 10);
        assert_eq!(found, expected, "{text}");
        assert!(found.lines().all(|line| width(line) <= 12), "{found}");
    };
    check("", "");
    check("一二三四五", "一二三四五");
    check("一二三四五六", "一二三四五\n六");
    check("一二三四五。六", "一二三四\n五。六");
    check("一二三 --out 四五", "一二三\n--out 四五");
    check("一二\n\n三四", "一二\n\n三四");
    check("一二三四（五六）", "一二三四\n（五六）");
}

/// The verbs in the table of a document.
fn listed(document: &str) -> Vec<String> {
    let (_, table) = document.split_once("<!-- verbs -->").expect("a table");
    let rows = table.trim_start().lines().take_while(|line| line.starts_with('|')).skip(2);
    let verb = |row: &str| row.split('`').nth(1).map(str::to_owned);
    rows.filter_map(verb).collect()
}

#[test]
fn the_documents_list_every_verb() {
    let all = verbs(&command(Language::English));
    let mut expected: Vec<String> =
        all.iter().map(|(path, _)| path.join(" ")).filter(|verb| !verb.is_empty()).collect();
    expected.sort();
    for document in [
        include_str!("../../../docs/command-line.md"),
        include_str!("../../../docs/command-line.zh.md"),
    ] {
        let mut found = listed(document);
        assert!(found.len() > 20, "{found:?}");
        found.sort();
        assert_eq!(found, expected);
    }
    assert_eq!(listed("<!-- verbs -->\n\n| a |\n|---|\n| `b c` | d `e` |\n"), ["b c"]);
}
