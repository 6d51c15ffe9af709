//! The definitions of `clap` in the language of the run. They are written in English; for Chinese,
//! every word that help shows is replaced from the tables in [`super::ZH`].

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::language::{Help, Language};
use super::{Qingdan, ZH};

/// The headings of groups of options, in English and in Chinese.
pub(super) const HEADINGS: &[(&str, &str)] = &[("People", "人群"), ("Answering", "怎样作答")];

/// Headings that `clap` itself makes, in English and in Chinese. It keeps the order of arguments
/// only under its own, so they are replaced in what it has written.
const OWN_HEADINGS: &[(&str, &str)] =
    &[("Arguments:", "参数："), ("Options:", "选项："), ("Commands:", "命令：")];
pub(super) const OPTIONS: &str = "选项";
const VERBS: &str = "命令";

/// Where `--help` and `--version` stand among the options: last, as in English.
const LAST_ORDER: usize = 990;

/// How a Chinese help is laid out; below it come groups of arguments.
const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// Columns of a Chinese explanation of an option.
const EXPLANATION_COLUMNS: usize = 56;

/// Columns of what stands above and below.
const TEXT_COLUMNS: usize = 90;

/// The whole command with its help in a language.
pub(super) fn command(language: Language) -> Command {
    let english = Qingdan::command();
    match language {
        Language::English => english,
        Language::Chinese => chinese(english),
    }
}

fn chinese(english: Command) -> Command {
    let mut built = english.clone();
    built.build();
    let mut usages = BTreeMap::new();
    collect_usages(&mut built, &mut Vec::new(), &mut usages);
    translated(english, &mut Vec::new(), &usages)
}

/// The usage of every verb, as `clap` makes it.
fn collect_usages(
    command: &mut Command,
    path: &mut Vec<String>,
    usages: &mut BTreeMap<Vec<String>, String>,
) {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let usage = usage.replace("[OPTIONS]", &format!("[{OPTIONS}]"));
    usages.insert(path.clone(), usage.replace("<COMMAND>", &format!("<{VERBS}>")));
    for verb in command.get_subcommands_mut().filter(|verb| verb.get_name() != "help") {
        path.push(verb.get_name().to_owned());
        collect_usages(verb, path, usages);
        path.pop();
    }
}

fn translated(
    command: Command,
    path: &mut Vec<String>,
    usages: &BTreeMap<Vec<String>, String>,
) -> Command {
    let help = help_of(path);
    let has_verbs = command.has_subcommands();
    let has_version = command.get_version().is_some();
    let (about, after) = help.map_or(("", ""), |help| (help.about, help.after));
    let mut command = command
        .help_template(TEMPLATE)
        .about(folded(about.split("\n\n").next().unwrap_or_default(), TEXT_COLUMNS))
        .long_about(folded(about, TEXT_COLUMNS))
        .subcommand_value_name(VERBS)
        .override_usage(usages.get(path).cloned().unwrap_or_default())
        .mut_args(|argument| explained(argument, help))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(help_flag());
    if !after.is_empty() {
        command = command.after_help(after);
    }
    if has_version {
        command = command.arg(version_flag());
    }
    if !has_verbs {
        return command;
    }
    let verbs: Vec<String> =
        command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    for verb in verbs {
        path.push(verb.clone());
        command = command.mut_subcommand(&verb, |verb| translated(verb, path, usages));
        path.pop();
    }
    command.subcommand(help_verb())
}

/// Headings in Chinese, with its colon: `clap` puts its own after them.
pub(super) fn with_headings(mut help: String) -> String {
    for (made, chinese) in OWN_HEADINGS {
        help = help.replace(made, chinese);
    }
    for (_, chinese) in HEADINGS {
        help = help.replace(&format!("{chinese}:"), &format!("{chinese}："));
    }
    help
}

fn help_flag() -> Arg {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    help.help("显示帮助").display_order(LAST_ORDER).help_heading(Resettable::Reset)
}

fn version_flag() -> Arg {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    version.help("显示版本").display_order(LAST_ORDER + 1).help_heading(Resettable::Reset)
}

fn help_verb() -> Command {
    let verbs = Arg::new("command").num_args(0..).value_name(VERBS);
    Command::new("help")
        .about("显示整个命令或某个子命令的帮助")
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .arg(verbs.help("要看哪个命令的帮助"))
}

/// The words `help verb` as `verb --help`: the verb `help` of `clap` itself is in English.
pub(super) fn without_help_verb(words: Vec<OsString>, command: &Command) -> Vec<OsString> {
    let (mut at, mut within) = (1, command);
    while let Some(word) = words.get(at) {
        if word == "help" && within.has_subcommands() {
            let mut words = words;
            words.remove(at);
            one_unknown(&mut words, at, within);
            words.push("--help".into());
            return words;
        }
        let Some(verb) = word.to_str().and_then(|word| within.find_subcommand(word)) else { break };
        within = verb;
        at += 1;
    }
    words
}

/// Makes one word of a verb and what comes after it that it does not have, so that the whole is
/// refused as no verb, as in English: `help read nothing`.
fn one_unknown(words: &mut Vec<OsString>, from: usize, within: &Command) {
    let (mut at, mut within) = (from, within);
    while let Some(verb) = words.get(at).and_then(|word| within.find_subcommand(word)) {
        (at, within) = (at + 1, verb);
    }
    if at > from && at < words.len() {
        let whole = words.split_off(from).join(OsStr::new(" "));
        words.push(whole);
    }
}

/// The Chinese help of a verb.
fn help_of(path: &[String]) -> Option<&'static Help> {
    ZH.iter().copied().flatten().find(|help| help.path == path)
}

/// An argument with its Chinese explanation, its default and its values.
fn explained(argument: Arg, help: Option<&Help>) -> Arg {
    let id = argument.get_id().as_str();
    let known = help.and_then(|help| help.arguments.iter().find(|(known, _)| *known == id));
    let mut words = known.map(|(_, words)| (*words).to_owned()).unwrap_or_default();
    let takes_value = argument.get_action().takes_values();
    let values: Vec<String> = if takes_value && !argument.is_hide_possible_values_set() {
        let values = argument.get_possible_values();
        values.iter().map(|value| value.get_name().to_owned()).collect()
    } else {
        Vec::new()
    };
    if !values.is_empty() {
        words = format!("{words}［可选：{}］", values.join("、"));
    }
    let defaults = argument.get_default_values().iter().map(|value| value.to_string_lossy());
    let defaults: Vec<_> = defaults.collect();
    if takes_value && !defaults.is_empty() {
        words = format!("{words}［默认：{}］", defaults.join(" "));
    }
    let heading = argument.get_help_heading().and_then(|english| {
        HEADINGS.iter().find(|(known, _)| *known == english).map(|(_, chinese)| *chinese)
    });
    let argument = argument
        .help(folded(&words, EXPLANATION_COLUMNS))
        .long_help(Resettable::Reset)
        .help_heading(heading);
    if takes_value {
        return argument.hide_default_value(true).hide_possible_values(true);
    }
    argument
}

/// A Chinese text in lines of at most so many columns: `clap` breaks only at spaces. Nothing is
/// broken inside a word of letters, and no line begins with a closing mark.
fn folded(text: &str, columns: usize) -> String {
    let mut folded = String::new();
    let (mut line, mut word) = (0, String::new());
    let mut previous = ' ';
    for sign in text.chars().chain(['\n']) {
        let may_break = sign == ' ' || sign == '\n' || wide(sign) || wide(previous);
        if may_break && !closing(sign) && !opening(previous) {
            let width = width(word.trim_end());
            if line > 0 && line + width > columns {
                folded.truncate(folded.trim_end_matches(' ').len());
                folded.push('\n');
                line = 0;
                word = word.trim_start().to_owned();
            }
            line += self::width(&word);
            folded.push_str(&word);
            word.clear();
        }
        if sign == '\n' {
            folded.push_str(&word);
            word.clear();
            folded.push('\n');
            line = 0;
        } else {
            word.push(sign);
        }
        previous = sign;
    }
    folded.pop();
    folded
}

/// Whether a sign fills two columns of a terminal.
const fn wide(sign: char) -> bool {
    matches!(sign, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}')
}

const fn closing(sign: char) -> bool {
    matches!(sign, '，' | '。' | '；' | '：' | '、' | '？' | '！' | '）' | '］' | '”' | '》')
}

const fn opening(sign: char) -> bool {
    matches!(sign, '（' | '［' | '“' | '《')
}

fn width(text: &str) -> usize {
    text.chars().map(|sign| if wide(sign) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests;
