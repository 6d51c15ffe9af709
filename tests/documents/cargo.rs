//! Lines of cargo in the documents. Most compile for minutes, so they are not run here: `cargo
//! xtask test` runs them, and here the documents are compared with what it runs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use By::{Ci, Full, Nobody, Test};

/// Who runs a command of `cargo xtask`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    /// `cargo xtask test`.
    Test,
    /// `cargo xtask test --full` alone.
    Full,
    /// Every change that is handed in (`.ci/run`).
    Ci,
    /// People; the tests compare the name only.
    Nobody,
}

/// Every command of `cargo xtask`, who runs it, and the code that does: a file, and what stands
/// there (for `test.rs` inside or outside of what is done for `--full` alone).
const COMMANDS: [(&str, By, &str, &str); 20] = [
    ("setup", Test, "xtask/src/test.rs", "setup(repo)?"),
    ("build", Test, "xtask/src/pack/mod.rs", "build(repo, "),
    ("pack", Test, "xtask/src/test.rs", "pack::pack(repo, &tools)?"),
    ("host", Test, "xtask/src/pack/mod.rs", "host::"),
    ("serve", Test, "tests/e2e/host.rs", "\"serve\""),
    ("docs", Test, "xtask/src/test.rs", "site::check(repo)"),
    ("malice", Test, "xtask/src/test.rs", "malice::pack(repo, &tools)?"),
    ("fuzz", Test, "xtask/src/test.rs", "fuzz::fuzz(repo, fuzz::SECONDS)?"),
    ("dependencies", Test, "xtask/src/test.rs", "dependencies::check(repo)?"),
    ("reproduce", Full, "xtask/src/test.rs", "reproduce::reproduce(repo)?"),
    ("engines", Full, "xtask/src/test.rs", "full::engines(repo)?"),
    ("test", Ci, ".ci/run", "exec cargo xtask test\n"),
    ("shots", Nobody, "xtask/src/main.rs", "shots::shots("),
    ("bench size", Nobody, "xtask/src/main.rs", "sizes::bench("),
    ("bench page", Nobody, "xtask/src/main.rs", "bench::page("),
    ("bench collect", Nobody, "xtask/src/main.rs", "collect::bench("),
    ("bench disclosure", Nobody, "xtask/src/main.rs", "bench::native("),
    ("bench sealing", Nobody, "xtask/src/main.rs", "bench::native("),
    ("bench tally", Nobody, "xtask/src/main.rs", "bench_tally::bench("),
    ("bench two-tally", Nobody, "xtask/src/main.rs", "bench::native("),
];

/// Words that change what is shown, not what is done.
const IGNORED: [&str; 3] = ["--offline", "--quiet", "--open"];

/// Whether a line of cargo, without that word, is one that the tests run, or that xtask offers.
pub(crate) fn known(line: &str) -> Result<(), String> {
    let line = line.split(" #").next().unwrap_or_default().trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    let fault = || Err(format!("no test runs `cargo {line}`"));
    match &*words {
        ["xtask", words @ ..] => match command(words) {
            Some(name) => offered(name, &words[name.split(' ').count()..])
                .map_err(|what| format!("`cargo {line}`: {what}")),
            None => fault(),
        },
        [] => fault(),
        _ if is_step(&words) => Ok(()),
        ["test", words @ ..] => tested(words).map_err(|what| format!("`cargo {line}`: {what}")),
        _ => fault(),
    }
}

/// The command of xtask that words are.
fn command(words: &[&str]) -> Option<&'static str> {
    let named = |count: usize| words.get(..count).map(|words| words.join(" "));
    let is = |name: &str| [1, 2].into_iter().filter_map(named).any(|words| words == name);
    COMMANDS.into_iter().map(|(name, ..)| name).find(|name| is(name))
}

/// What follows the name of a command of xtask is what its usage tells.
fn offered(name: &str, words: &[&str]) -> Result<(), String> {
    let usage = usage();
    let lines: Vec<&str> = usage.lines().collect();
    let is_head = |line: &&str| line.strip_prefix("  ").is_some_and(|rest| head(rest) == name);
    let at = lines.iter().position(is_head).ok_or("no usage")?;
    let below = lines[at + 1..].iter().take_while(|line| line.starts_with("    "));
    let told: Vec<&str> = [lines[at]].iter().chain(below).flat_map(|l| l.split(' ')).collect();
    let bare = |word: &str| word.trim_matches(['[', ']', '(', ')', ',', ';', ':']).to_owned();
    // What an option takes is told in capitals, or as an example of a path.
    let takes = |word: &str| word.starts_with(|sign: char| sign.is_uppercase() || sign == '/');
    let one_word = told.iter().any(|word| word.starts_with('[') && !word.starts_with("[--"));
    let is_options = told.contains(&"[options]");
    let mut free = usize::from(one_word && !is_options);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if !word.starts_with('-') && free > 0 {
            free -= 1;
            continue;
        }
        let Some(place) = told.iter().position(|known| bare(known) == *word) else {
            return Err(format!("{name} has no {word}"));
        };
        let known = word.starts_with("--");
        let value = told.get(place + 1).is_some_and(|next| takes(&bare(next)));
        if !known || value && words.next().is_none_or(|next| next.starts_with('-')) {
            return Err(format!("{name}: {word} as it is told"));
        }
    }
    Ok(())
}

/// What `cargo xtask help` prints.
fn usage() -> String {
    let main = fs::read_to_string("xtask/src/main.rs").unwrap();
    main.split("const USAGE").nth(1).unwrap().split("\";").next().unwrap().to_owned()
}

/// The name of a command in its line of the usage, without what follows.
fn head(line: &str) -> &str {
    line.split("  ").next().unwrap().split(" [").next().unwrap()
}

/// Options of `cargo test` that take a word, and those that take none.
const WITH_WORD: [&str; 7] =
    ["--features", "--test", "--bin", "--bench", "--profile", "--target", "-p"];
const ALONE: [&str; 9] = [
    "--no-default-features",
    "--offline",
    "--quiet",
    "--release",
    "--lib",
    "--doc",
    "--no-run",
    "--workspace",
    "--all-targets",
];

/// The words of a `cargo test` are options of cargo, the name of a test, and after `--` options of
/// the tests themselves.
fn test_options(words: &[&str]) -> Result<(), String> {
    let (cargo, own) = match words.iter().position(|word| *word == "--") {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (words, &[][..]),
    };
    let (mut words, mut names) = (cargo.iter(), 0);
    while let Some(word) = words.next() {
        let is_name = !word.starts_with('-');
        names += usize::from(is_name);
        let value = WITH_WORD.contains(word);
        if !value && !ALONE.contains(word) && !is_name || names > 1 {
            return Err(format!("cargo test has no {word}"));
        }
        if value && words.next().is_none_or(|next| next.starts_with('-')) {
            return Err(format!("{word} without a word"));
        }
    }
    let known = ["--ignored", "--include-ignored", "--exact", "--nocapture", "--show-output"];
    match own.iter().find(|word| word.starts_with('-') && !known.contains(word)) {
        Some(word) => Err(format!("a test has no {word}")),
        None => Ok(()),
    }
}

/// Whether a step of xtask has the same words, in any order.
fn is_step(words: &[&str]) -> bool {
    let wanted: BTreeSet<&str> = essential(words.iter().copied());
    ["xtask/src/test.rs", "xtask/src/full.rs"].into_iter().any(|file| {
        let source = fs::read_to_string(file).unwrap_or_default();
        let mut lists = source.split('[').skip(1).filter_map(|rest| rest.split(']').next());
        lists.any(|list| essential(list.split('"').skip(1).step_by(2)) == wanted)
    })
}

fn essential<'a>(words: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    words.filter(|word| !IGNORED.contains(word)).collect()
}

/// Whether a `cargo test` names tests that are there, with the features that they need.
fn tested(words: &[&str]) -> Result<(), String> {
    test_options(words)?;
    let manifest = fs::read_to_string("Cargo.toml").map_err(|error| error.to_string())?;
    let mut features = BTreeSet::new();
    if !words.contains(&"--no-default-features") {
        features.insert("ui".to_owned());
    }
    let after = |option: &'static str| {
        words.windows(2).filter(move |pair| pair[0] == option).map(|pair| pair[1])
    };
    for list in after("--features") {
        for feature in list.split(',') {
            if !manifest.contains(&format!("\n{feature} = [")) {
                return Err(format!("no feature {feature}"));
            }
            with_all(&manifest, feature, &mut features);
        }
    }
    for test in after("--test") {
        let test = test.trim_matches('"');
        let files = [format!("tests/{test}.rs"), format!("tests/{test}/main.rs")];
        let Some(source) = files.iter().find_map(|file| fs::read_to_string(file).ok()) else {
            return Err(format!("no test {test}"));
        };
        let entry = format!("[[test]]\nname = \"{test}\"\n");
        let needed = manifest.split(&entry).nth(1).and_then(|rest| rest.split("\n\n").next());
        let needed = needed.and_then(|rest| rest.split("required-features = ").nth(1));
        // Without the feature of such a line the test is there, and empty.
        let source = source.replace("not(feature = \"pseudo\")", "");
        let whole: String = source.lines().filter(|line| line.starts_with("#![cfg(")).collect();
        let needed = format!("{}{whole}", needed.unwrap_or_default());
        let quoted = needed.split('"').skip(1).step_by(2).filter(|word| *word != "wasm32");
        for feature in quoted {
            if !features.contains(feature) {
                return Err(format!("{test} needs the feature {feature}"));
            }
        }
    }
    for package in after("-p") {
        let member = package.trim_start_matches("qingdan-");
        if !Path::new(member).join("Cargo.toml").is_file() {
            return Err(format!("no package {package}"));
        }
    }
    Ok(())
}

/// A feature with all that it brings.
fn with_all(manifest: &str, feature: &str, found: &mut BTreeSet<String>) {
    let start = format!("\n{feature} = [");
    if found.insert(feature.to_owned()) {
        let list = manifest.split(&start).nth(1).and_then(|rest| rest.split(']').next());
        for brought in list.unwrap_or_default().split('"').skip(1).step_by(2) {
            with_all(manifest, brought, found);
        }
    }
}

/// The list is that of xtask, and everybody runs what is said of them.
#[test]
fn commands_are_run_by_whom_is_said() {
    let read = |file: &str| fs::read_to_string(file).unwrap();
    let usage = usage();
    let listed: Vec<&str> = usage
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '))
        .map(head)
        .collect();
    let mut ours: Vec<&str> = COMMANDS.into_iter().map(|(name, ..)| name).collect();
    let mut sorted = listed.clone();
    sorted.sort_unstable();
    ours.sort_unstable();
    assert_eq!(ours, sorted);
    for (name, by, file, code) in COMMANDS {
        let source = read(file);
        let (full, always) = match source.split_once("    if full {\n") {
            Some((before, rest)) if file == "xtask/src/test.rs" => {
                let (full, after) = rest.split_once("\n    }\n").unwrap();
                (full.to_owned(), format!("{before}{after}"))
            }
            _ => (String::new(), source.clone()),
        };
        let there = if by == Full { full } else { always };
        assert!(there.contains(code), "{name}: {file} has no {code}");
        let tests = read("xtask/src/test.rs");
        assert!(by != Nobody || !tests.contains(code), "{name}: test.rs runs it");
    }
}

/// Which commands are run by whom stands in the documents.
#[test]
fn the_documents_say_who_runs_which_command() {
    let list = |wanted: By, comma: &str| {
        let found: Vec<String> = COMMANDS
            .into_iter()
            .filter(|(_, by, ..)| *by == wanted)
            .map(|(name, ..)| format!("`{name}`"))
            .collect();
        found.join(comma)
    };
    for (document, comma) in [("developers.md", ", "), ("developers.zh.md", "、")] {
        let text = fs::read_to_string(format!("docs/book/{document}")).unwrap();
        for by in [Test, Full, Ci, Nobody] {
            let row = format!("| {} |", list(by, comma));
            assert!(text.contains(&row), "{document}: {by:?}: no row {row}");
        }
    }
}

/// What stands between back-quotes in a sentence or a table is compared as well.
#[test]
fn lines_of_cargo_in_sentences_are_known() {
    let mut seen = 0;
    let mut faults = Vec::new();
    for document in crate::documents() {
        let text = fs::read_to_string(&document).unwrap();
        for span in text.split('`').skip(1).step_by(2) {
            let Some(line) = span.strip_prefix("cargo ") else { continue };
            let first = line.split(' ').next().unwrap_or_default();
            // `cargo xtask` and the like alone are names.
            let is_named = line == first && first != "test";
            if is_named || !["xtask", "test", "build", "doc", "run"].contains(&first) {
                continue;
            }
            seen += 1;
            faults.extend(known(line).err().map(|fault| format!("{document}: {fault}")));
        }
    }
    assert!(seen > 100, "only {seen} lines");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn unknown_lines_are_noticed() {
    for good in [
        "xtask pack --instrument FILE",
        "xtask pack --dir DIR --instrument FILE",
        "xtask host /a/b/ --dir DIR",
        "xtask serve --port 9000 --sub-path /a/ --installable --packed --instrument FILE",
        "xtask fuzz 5",
        "xtask test --full",
        "xtask bench tally",
        "test --features ssr --test view a_name -- --ignored",
        "test --features ssr --test view",
        "build --profile native --no-default-features --features cli-report --bin qingdan",
        "doc --no-default-features --no-deps --lib --open",
        "test -p xtask",
    ] {
        assert_eq!(known(good), Ok(()), "{good}");
    }
    for wrong in [
        "xtask bench",
        "xtask bench dance",
        "xtask pack --instrment FILE",
        "xtask pack --instrument",
        "xtask pack FILE",
        "xtask serve --full",
        "xtask serve 8480",
        "xtask serve --instrument --packed",
        "xtask test --ful",
        "xtask docs --open",
        "xtask bench tally now",
        "xtask fuzz 5 6",
        "xtask fuzz seconds --dir DIR",
        "test --no-such-flag",
        "test --test tidy a_name another",
        "test --test",
        "test --features no-such --test tidy",
        "test --test tidy -- --ignord",
        "test --test view",
        "test --no-default-features --test cli",
        "test --test no_such_test",
        "test -p no_such_package",
        "build --profile native --features cli-report --bin qingdan",
        "doc --no-deps",
    ] {
        assert!(known(wrong).is_err(), "{wrong}");
    }
}

/// Every option that the usage tells stands in the code of xtask.
#[test]
fn options_of_xtask_are_in_its_code() {
    let mut source = String::new();
    for file in ["main.rs", "serve.rs", "repo.rs"] {
        let text = fs::read_to_string(format!("xtask/src/{file}")).unwrap();
        source += text.split("#[cfg(test)]").next().unwrap();
    }
    let code = source.replace(&usage(), "");
    let usage = usage();
    let options = |text: &str| -> BTreeSet<String> {
        let name = |rest: &str| -> String {
            rest.chars().take_while(|sign| sign.is_ascii_lowercase() || *sign == '-').collect()
        };
        text.split("--").skip(1).map(name).filter(|name| !name.is_empty()).collect()
    };
    let quoted: BTreeSet<String> = code
        .split("\"--")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(name, _)| name.to_owned())
        .collect();
    let told = options(&usage);
    assert!(told.len() > 5 && told.is_subset(&quoted), "{told:?}\n{quoted:?}");
}
