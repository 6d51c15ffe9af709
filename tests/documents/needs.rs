//! What `cargo xtask test --full` needs beyond the rest is told before somebody starts it.

use std::fs;

/// Every package of Python and of Debian that the full test asks for stands in `docs/testing.md`,
/// and the README says that there is such a list.
#[test]
fn needs_of_the_full_test_are_told() {
    let read = |file: &str| fs::read_to_string(file).unwrap();
    let testing = read("docs/testing.md");
    let told = testing.split("## What `--full` needs").nth(1).expect("a section");
    let told = told.split("\n## ").next().unwrap();
    let (tools, full) = (read("xtask/src/tools.rs"), read("xtask/src/full.rs"));
    let mut wanted = Vec::new();
    for list in ["ORACLE", "READER", "TABLE", "FORM", "ENGINE"] {
        assert!(full.contains(&format!("{list}_PACKAGES")), "{list}");
        let start = format!("pub const {list}_PACKAGES: &[(&str, &str)] =");
        let packages = tools.split(&start).nth(1).and_then(|rest| rest.split(';').next()).unwrap();
        wanted.extend(packages.split('"').skip(1).step_by(4));
    }
    let remedies = full.split("apt-get install ").skip(1);
    for remedy in remedies.filter_map(|rest| rest.split('"').next()) {
        wanted.extend(remedy.split(' ').filter(|word| !word.starts_with('{')));
    }
    let programs = full.split("let needed = [").nth(1).and_then(|rest| rest.split(']').next());
    wanted.extend(programs.unwrap().split('"').skip(1).step_by(2));
    assert!(wanted.contains(&"pyspark") && wanted.contains(&"pspp"), "{wanted:?}");
    assert!(wanted.contains(&"openjdk-17-jre-headless"), "{wanted:?}");
    for name in wanted {
        assert!(told.contains(&format!("`{name}`")), "docs/testing.md does not tell {name}");
    }
    let readme = read("README.md");
    assert!(readme.contains("docs/testing.md#what---full-needs"), "README.md");
    for name in ["Python", "R ", "PSPP", "Java"] {
        let row = readme.lines().find(|line| line.starts_with("| `cargo xtask test --full`"));
        assert!(row.unwrap().contains(name), "README.md: {name}");
    }
}

/// What the README says of commands is all of them, with their names.
#[test]
fn the_readme_lists_every_bench() {
    let main = fs::read_to_string("xtask/src/main.rs").unwrap();
    let readme = fs::read_to_string("README.md").unwrap();
    let benches = main.lines().filter_map(|line| line.strip_prefix("  bench "));
    let names: Vec<&str> = benches.filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names.len(), 7, "{names:?}");
    for name in names {
        assert!(readme.contains(&format!("`cargo xtask bench {name}`")), "{name}");
    }
}

/// Both README have the same commands in the same order, link to every document of their language,
/// and nowhere where nothing is.
#[test]
fn both_readmes_say_the_same() {
    let [english, chinese] = ["README.md", "README.zh.md"].map(|f| fs::read_to_string(f).unwrap());
    let commands = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|line| line.starts_with("| `cargo "));
        rows.map(|line| line.split('`').nth(1).unwrap().to_owned()).collect()
    };
    assert_eq!(commands(&english), commands(&chinese));
    assert!(commands(&english).len() > 15);
    for words in ["51 道题，快速版 33 道", "40 道（22 道）", "9 道问", "2 道问层级", "其中 8 类"]
    {
        assert!(chinese.contains(words), "README.zh.md: {words}");
    }
    for document in crate::documents() {
        // The English one also links to what there is in English only.
        let text = if document.ends_with(".zh.md") { &chinese } else { &english };
        let own = document.starts_with("docs/");
        let link = format!("]({document})");
        let inner = document == "docs/book/start.md" || document == "docs/book/start.zh.md";
        assert!(!own || inner || text.contains(&link), "no link to {document}");
    }
    for text in [&english, &chinese] {
        for rest in text.split("](").skip(1) {
            let path = rest.split([')', '#']).next().unwrap();
            assert!(path.contains("://") || fs::exists(path).unwrap(), "{path}");
        }
    }
}

/// A document that there is in both languages links to the other one at its beginning.
#[test]
fn documents_link_to_their_other_language() {
    let mut pairs = 0;
    for chinese in crate::documents().iter().filter(|document| document.ends_with(".zh.md")) {
        let english = chinese.replace(".zh.md", ".md");
        pairs += 1;
        for (from, to) in [(chinese, &english), (&english, chinese)] {
            let begin: String = fs::read_to_string(from).unwrap().chars().take(900).collect();
            let name = to.rsplit('/').next().unwrap();
            assert!(begin.contains(&format!("]({name})")), "{from} does not link to {name}");
        }
    }
    assert!(pairs > 25, "{pairs}");
}

/// A page is called in the contents as at its head, where what follows a colon may be left out.
#[test]
fn the_contents_call_a_page_as_it_calls_itself() {
    for (language, colon) in [("en", ": "), ("zh", "：")] {
        let contents = fs::read_to_string(format!("docs/book/SUMMARY.{language}.txt")).unwrap();
        let mut seen = 0;
        for line in contents.lines() {
            let Some((words, path)) = line.trim_start_matches("- ").split_once("](") else {
                continue;
            };
            let (words, path) = (words.trim_start_matches('['), path.trim_end_matches(')'));
            let text = fs::read_to_string(format!("docs/book/{path}")).unwrap();
            let head = text.lines().next().unwrap().trim_start_matches("# ");
            assert_eq!(words, head.split(colon).next().unwrap(), "{path}");
            seen += 1;
        }
        assert!(seen > 25, "{language}: {seen}");
    }
}

/// A number and a Chinese character without a space between them, outside of code and links.
fn unspaced(line: &str) -> bool {
    let words: Vec<&str> = line.split('`').step_by(2).collect();
    let words = words.join("`");
    let shown: String =
        words.split("](").enumerate().fold(String::new(), |shown, (at, part)| match at {
            0 => part.to_owned(),
            _ => shown + part.split_once(')').map_or("", |(_, after)| after),
        });
    let signs: Vec<char> = shown.chars().collect();
    let han = |sign: char| ('\u{4e00}'..='\u{9fff}').contains(&sign);
    signs.windows(2).any(|pair| {
        let [a, b] = [pair[0], pair[1]];
        han(a) && b.is_ascii_digit() || a.is_ascii_digit() && han(b)
    })
}

/// Chinese documents set numbers off, but where they quote the instrument.
#[test]
fn numbers_stand_alone_in_chinese() {
    let mut faults = Vec::new();
    for document in crate::documents().iter().filter(|document| document.ends_with(".zh.md")) {
        let quotes = ["docs/book/rationale.zh.md", "docs/book/scoring.zh.md"];
        let text = fs::read_to_string(document).unwrap();
        for (at, block) in text.split("```").enumerate() {
            let lines = block.lines().filter(|line| at % 2 == 0 && !line.starts_with("<!--"));
            let wrong = lines.filter(|line| unspaced(line));
            faults.extend(wrong.map(|line| format!("{document}: {line}")));
        }
        faults.retain(|fault| !quotes.iter().any(|quote| fault.starts_with(quote)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(unspaced("不到30人") && unspaced("第 4条") && !unspaced("[第 4 条](#第4条)、`第4`"));
}

/// `docs/testing.md` names every file of tests, and every journey.
#[test]
fn every_test_is_told() {
    let testing = fs::read_to_string("docs/testing.md").unwrap();
    // What the journeys share; their tests are its own.
    let shared = ["driver", "profile", "report", "shots", "trap"];
    let (mut seen, mut missing) = (0, Vec::new());
    for (folder, journeys) in [("tests", false), ("tests/e2e", true)] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_code = path.extension().is_some_and(|ending| ending == "rs");
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let is_test = || fs::read_to_string(&path).unwrap().contains("#[test]");
            if !is_code || journeys && (shared.contains(&&*name) || !is_test()) {
                continue;
            }
            seen += 1;
            let told = if journeys { format!("`{name}`") } else { format!("tests/{name}.rs") };
            if !testing.contains(&told) {
                missing.push(format!("{folder}/{name}.rs"));
            }
        }
    }
    assert!(seen > 90, "only {seen}");
    missing.sort();
    assert!(missing.is_empty(), "docs/testing.md does not name {}", missing.join(", "));
}

/// English documents for users have typographic quotation marks and apostrophes, as the pages have.
#[test]
fn english_documents_have_typographic_signs() {
    let mut faults = Vec::new();
    let others = ["guide", "verify", "threat-model", "tickets", "two-tallies", "statistics"];
    let more = ["record-format", "seal-format", "randomised-response", "languages"];
    let mut files: Vec<String> =
        others.iter().chain(&more).map(|name| format!("docs/{name}.md")).collect();
    for name in ["start", "respondents", "organisers", "rationale", "scoring", "pilot"] {
        files.push(format!("docs/book/{name}.md"));
    }
    for file in files {
        let mut in_block = false;
        for (number, line) in (1..).zip(fs::read_to_string(&file).unwrap().lines()) {
            let trimmed = line.trim_start();
            in_block ^= trimmed.starts_with("```");
            if in_block || trimmed.starts_with("<!--") {
                continue;
            }
            let words: String = line.split('`').step_by(2).collect();
            if words.contains(['"', '\'']) {
                faults.push(format!("{file}:{number}: {words}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
