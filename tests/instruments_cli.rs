//! `qingdan check`, `preview`, `diff` and `convert` as a researcher runs them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "instruments_cli/faults.rs"]
mod faults;
#[path = "instruments_cli/records.rs"]
mod records;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use qingdan::domain::instrument::Instrument;
use qingdan::domain::record::read_json;
use serde_json::{Value, json};

const SHIPPED: &str = "instrument/grassroots-burden.json";
const RAW_TLX: &str = "instrument/raw-tlx.json";

/// Exit code, standard output and standard error of a run.
type Ran = (i32, String, String);

fn run(language: &str, words: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .args(words)
        .env("QINGDAN_LANG", language)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A command that reads nothing is gone already.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    (output.status.code().unwrap(), out, err)
}

fn english(words: &[&str]) -> Ran {
    run("en", words, b"")
}

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// A file with the shipped instrument after a change.
fn changed(folder: &Path, name: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_slice(&fs::read(SHIPPED).unwrap()).unwrap();
    change(&mut value);
    let path = folder.join(name);
    fs::write(&path, serde_json::to_string_pretty(&value).unwrap()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn check_tells_place_rule_and_remedy_in_both_languages() {
    let folder = folder("check");
    let file = changed(&folder, "broken.json", |value| {
        value["items"][1]["options"][0]["score"] = json!(90);
        value["items"][2]["category"] = json!("tea");
    });
    for (language, words) in [
        ("zh_CN.UTF-8", ["错误", "从轻到重", "引用的东西不存在", "个文件有错"]),
        ("en", ["defect", "never falling", "does not exist", "cannot be used: 1"]),
    ] {
        let (code, out, err) = run(language, &["check", RAW_TLX, &file], b"");
        assert_eq!(code, 2, "{out}{err}");
        for word in words {
            assert!(out.contains(word) || err.contains(word), "{word}: {out}{err}");
        }
        let line = out.lines().find(|line| line.contains("/items/2/category")).unwrap();
        let place = line.strip_prefix(&file).unwrap();
        let numbers: Vec<&str> = place.split(':').collect();
        assert!(numbers[1].parse::<usize>().unwrap() > 100, "{line}");
        let hash = Instrument::parse(&fs::read(RAW_TLX).unwrap()).unwrap().hash.to_string();
        assert!(out.contains(&hash), "{out}");
    }
}

/// A name that would be taken for something else is a defect; the instrument can still be read, and
/// what would be wrong of it is refused where it is made.
#[test]
fn check_refuses_names_of_others() {
    let folder = folder("names");
    let named = |name: &str| {
        changed(&folder, &format!("{name}.json"), |value| {
            value["mechanisms"] = json!([]);
            value["items"][4]["id"] = json!(name);
        })
    };
    for (name, zh, en) in [
        ("form", "工具自己要用", "the tools use themselves"),
        ("qd_form", "不用 format, instrument", "does not begin with qd_"),
        ("MEET_HOURS", "和 meet_hours 只差大小写", "differs from meet_hours"),
        ("out_top3_1", "out_top3 有一列", "a column of out_top3"),
    ] {
        for (language, word) in [("zh_CN.UTF-8", zh), ("en", en)] {
            let (code, out, _) = run(language, &["check", &named(name)], b"");
            assert!(code == 2 && out.contains("/items/4") && out.contains(word), "{name}: {out}");
            let (code, _, err) = run(language, &["preview", &named(name)], b"");
            assert_eq!(code, 0, "{err}");
        }
    }
    let own = named("qd_form");
    let form = folder.join("form.xlsx");
    let path = form.to_str().unwrap();
    for (language, word) in [("zh_CN.UTF-8", "qd_form 不能写进表单"), ("en", "qd_form cannot be")]
    {
        let words = ["--instrument", &own, "xlsform", "export", "--out", path];
        let (code, _, err) = run(language, &words, b"");
        assert!(code == 2 && err.contains(word) && !form.exists(), "{err}");
    }
}

#[test]
fn check_warns_and_lets_pass() {
    let folder = folder("warned");
    let file = changed(&folder, "long.json", |value| {
        value["items"][0]["stem"]["zh"] = json!("很长的一道题，".repeat(12));
        value["items"][1]["stem"]["en"] = json!("英文 later");
        value["version"] = json!("draft");
        let mut document = value["documents"][1].clone();
        document["id"] = json!("S9");
        document.as_object_mut().unwrap().remove("author");
        value["documents"].as_array_mut().unwrap().push(document);
    });
    let (code, out, err) = english(&["check", &file]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    for pointer in ["/items/0/stem/zh", "/items/1/stem", "/version", "/documents/5"] {
        let warned = out.lines().any(|line| line.contains(pointer) && line.contains("warning"));
        assert!(warned, "{pointer}: {out}");
    }
    // From the standard input the same.
    let (code, piped, _) = run("en", &["check", "-"], &fs::read(&file).unwrap());
    assert_eq!((code, piped.lines().count()), (0, out.lines().count()));
    assert_eq!(english(&["check", "no-such-file.json"]).0, 1);
    assert_eq!(english(&["check", "Cargo.toml"]).0, 2);
}

/// Every text of a file can be read, in both languages; that its figures can, is shown where the
/// preview is made.
#[test]
fn preview_shows_every_text() {
    let folder = folder("preview");
    for file in [SHIPPED, RAW_TLX] {
        let (code, text, err) = english(&["preview", file]);
        assert_eq!((code, err.as_str()), (0, ""));
        let page = folder.join(Path::new(file).with_extension("html").file_name().unwrap());
        let path = page.to_str().unwrap();
        assert_eq!(english(&["preview", file, "--html", path]).0, 0);
        assert_eq!(english(&["preview", file, "--html", path]).0, 2, "nothing is overwritten");
        let html = fs::read_to_string(&page).unwrap();
        for never in ["<script", "http://", "https://", "src=", "<link"] {
            assert!(!html.contains(never), "{never}");
        }
        let html = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        let html = html.replace("&amp;", "&");
        let value: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let mut words = BTreeSet::new();
        words_of(&value, "", &mut words);
        assert!(words.len() > 80, "{words:?}");
        for (key, word) in &words {
            assert!(text.contains(word), "{file}, {key}: {word}");
            assert!(html.contains(word), "{file}, page, {key}: {word}");
        }
    }
}

/// All texts of a file with their keys. Words that the format names for a machine (the kind of a
/// question, whom it is about) are told in other words.
fn words_of(value: &Value, key: &str, words: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| words_of(value, key, words)),
        Value::Array(list) => list.iter().for_each(|value| words_of(value, key, words)),
        Value::String(word) if !["kind", "referent", "scope", "offers"].contains(&key) => {
            words.insert((key.to_owned(), word.clone()));
        }
        _ => {}
    }
}

#[test]
fn diff_says_which_version_it_takes_and_refuses_a_lower_one() {
    let folder = folder("diff");
    let change = |version: &'static str| {
        move |value: &mut Value| {
            value["version"] = json!(version);
            value["items"][1]["options"][1]["score"] = json!(25);
            value["items"][0]["stem"]["en"] = json!("How long?");
        }
    };
    let [low, right] = [("low.json", "1.1.0"), ("right.json", "2.0.0")]
        .map(|(name, version)| changed(&folder, name, change(version)));
    let (code, out, err) = english(&["diff", SHIPPED, &low]);
    assert_eq!(code, 2);
    assert!(err.contains("2.0.0") && err.contains("1.1.0"), "{err}");
    for words in ["Major", "Patch", "items.meet_peak.options", "+ How long?"] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let (code, out, err) = run("zh", &["diff", SHIPPED, &right], b"");
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("版本号够用") && out.contains("选项的分数变了"), "{out}");
    let mapping = folder.join("mapping.json").to_str().unwrap().to_owned();
    let (code, _, err) = run("zh", &["diff", SHIPPED, &right, "--mapping", &mapping], b"");
    assert_eq!(code, 0);
    assert!(err.contains("meet_hours、meet_peak\n"), "{err}");
    let draft: Value = serde_json::from_slice(&fs::read(&mapping).unwrap()).unwrap();
    assert_eq!(draft["basis"], json!(""), "whoever drops answers says why: {draft}");
    let whole = folder.join("whole.json").to_str().unwrap().to_owned();
    let said = run("zh", &["diff", SHIPPED, SHIPPED, "--mapping", &whole], b"");
    assert_eq!((said.0, said.2.as_str()), (0, ""));
    let draft: Value = serde_json::from_slice(&fs::read(&whole).unwrap()).unwrap();
    assert!(draft["basis"].as_str().unwrap().starts_with("底稿："), "{draft}");
    let (code, out, _) = english(&["diff", SHIPPED, SHIPPED]);
    assert_eq!((code, out.trim()), (0, "The two are the same."));
    let (code, out, _) = english(&["diff", SHIPPED, RAW_TLX]);
    assert!(code == 0 && out.contains("two instruments"), "{out}");
}

#[test]
fn records_of_the_old_become_records_of_the_new() {
    let folder = folder("convert");
    let new = changed(&folder, "new.json", |value| {
        value["version"] = json!("1.0.1");
        value["about"]["en"] = json!("Other words.");
    });
    let mapping = folder.join("mapping.json").to_str().unwrap().to_owned();
    assert_eq!(english(&["diff", SHIPPED, &new, "--mapping", &mapping]).0, 0);
    let simulate = ["simulate", "--records", "3000", "--seed", "4"];
    let (code, records, _) = english(&simulate);
    assert_eq!(code, 0);
    let words = ["convert", "--mapping", &mapping, "--from", SHIPPED, "--to", &new];
    let (code, out, err) = run("en", &words, records.as_bytes());
    assert_eq!((code, err.trim()), (0, "converted: 3000"));
    let to = Instrument::parse(&fs::read(&new).unwrap()).unwrap();
    let mut ids = Vec::new();
    for line in out.lines() {
        ids.push(read_json(&[&to], line.as_bytes()).unwrap().id());
    }
    assert_eq!(ids.len(), 3000);
    // In the form in which the page saves them, too, with something else among them.
    let (_, pretty, _) =
        english(&["simulate", "--records", "20", "--seed", "4", "--format", "pretty"]);
    let foreign = out.lines().next().unwrap();
    let mixed = format!("{pretty}{foreign}\n");
    let (code, few, err) = run("zh", &words, mixed.as_bytes());
    assert_eq!((code, few.lines().count()), (2, 20), "{err}");
    assert!(err.contains("换好 20 份"), "{err}");
    let line = pretty.lines().count() + 1;
    assert!(err.contains(&format!("-:{line}: ")), "{line}: {err}");
    assert_eq!(few.lines().collect::<Vec<_>>(), out.lines().take(20).collect::<Vec<_>>());
    // The other way round it does not fit.
    let turned = ["convert", "--mapping", &mapping, "--from", &new, "--to", SHIPPED];
    let (code, none, err) = run("en", &turned, records.as_bytes());
    assert_eq!((code, none.as_str()), (2, ""), "{err}");
    assert!(err.contains("Old instrument"), "{err}");
}

/// The commands of the documents, one after the other, as somebody types them; those that build
/// pages are tried by `cargo xtask pack`.
#[test]
fn the_commands_of_the_documents_run() {
    for document in ["docs/instruments.md", "docs/instruments.zh.md"] {
        let folder = folder(&document.replace('/', "-"));
        fs::create_dir(folder.join("instrument")).unwrap();
        fs::copy(RAW_TLX, folder.join(RAW_TLX)).unwrap();
        let text = fs::read_to_string(document).unwrap();
        let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
        let lines: Vec<&str> = blocks.flat_map(str::lines).collect();
        let run: Vec<&str> =
            lines.iter().filter(|line| !line.starts_with("cargo ")).copied().collect();
        assert!(run.len() > 6 && run.len() + 1 == lines.len(), "{document}: {lines:?}");
        let program = Path::new(env!("CARGO_BIN_EXE_qingdan")).parent().unwrap();
        let path = std::env::join_paths(
            [program.to_owned()]
                .into_iter()
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        for line in run {
            let status = Command::new("sh")
                .args(["-c", line])
                .current_dir(&folder)
                .env("PATH", path.as_ref().unwrap())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            assert!(status.unwrap().success(), "{document}: {line}");
        }
        let bundle = fs::read_to_string(folder.join("new.ndjson")).unwrap();
        assert_eq!(bundle.lines().count(), 40, "{document}");
    }
}

/// The item that the documents add is one that can be added.
#[test]
fn the_item_of_the_documents_can_be_added() {
    for document in ["docs/instruments.md", "docs/instruments.zh.md"] {
        let text = fs::read_to_string(document).unwrap();
        let block = text.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
        let item: Value = serde_json::from_str(block).unwrap();
        let mut value: Value = serde_json::from_slice(&fs::read(RAW_TLX).unwrap()).unwrap();
        value["items"].as_array_mut().unwrap().push(item);
        let (code, out, _) = run("en", &["check", "-"], value.to_string().as_bytes());
        assert_eq!((code, out.lines().count()), (0, 1), "{out}");
    }
}

/// The mapping of the documents is one: with the hashes of the two versions that they speak of, it
/// makes records of the new one.
#[test]
fn the_mapping_of_the_documents_converts() {
    for document in ["docs/instruments.md", "docs/instruments.zh.md"] {
        let folder = folder(&format!("mapping-{}", document.replace('/', "-")));
        let text = fs::read_to_string(document).unwrap();
        let blocks: Vec<&str> =
            text.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
        let item: Value = serde_json::from_str(blocks[0]).unwrap();
        let mut mapping: Value = serde_json::from_str(blocks[1]).unwrap();
        let mut value: Value = serde_json::from_slice(&fs::read(RAW_TLX).unwrap()).unwrap();
        let mut files = Vec::new();
        for side in ["from", "to"] {
            if side == "to" {
                value["items"].as_array_mut().unwrap().push(item.clone());
                value["items"][2]["stem"]["en"] = json!("How short was the time?");
            }
            value["id"] = mapping[side]["id"].clone();
            value["version"] = mapping[side]["version"].clone();
            let bytes = value.to_string();
            let hash = Instrument::parse(bytes.as_bytes()).unwrap().hash.to_string();
            assert_eq!(mapping[side]["hash"], json!("…"), "{document}: the reader fills it in");
            mapping[side]["hash"] = json!(hash);
            let path = folder.join(side).to_str().unwrap().to_owned();
            fs::write(&path, bytes).unwrap();
            files.push(path);
        }
        // The version number that the document names is the one that these changes take.
        let (code, out, err) = english(&["diff", &files[0], &files[1]]);
        assert_eq!(code, 0, "{document}: {out}{err}");
        let wanted = mapping["to"]["version"].as_str().unwrap();
        assert!(out.contains(&format!("takes {wanted} at least")), "{document}: {out}");
        let path = folder.join("mapping.json").to_str().unwrap().to_owned();
        fs::write(&path, mapping.to_string()).unwrap();
        let (code, old, _) = english(&["--instrument", &files[0], "simulate", "--records", "40"]);
        assert_eq!(code, 0);
        let words = ["convert", "--mapping", &path, "--from", &files[0], "--to", &files[1]];
        let (code, new, err) = run("en", &words, old.as_bytes());
        assert_eq!((code, new.lines().count()), (0, 40), "{document}: {err}");
        assert!(err.contains("converted: 40; ") && err.contains("passed over"), "{err}");
        assert_eq!(err.lines().count(), 1, "nothing that was given is lost: {err}");
    }
}
