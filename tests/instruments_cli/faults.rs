//! What is wrong with a file is told in the language of the run, and nothing that stands in the
//! file moves the cursor of a terminal or turns its writing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{RAW_TLX, SHIPPED, Value, changed, english, folder, json, run};

/// Words of letters that stand in Chinese sentences: names.
const NAMES: [&str; 18] = [
    "qingdan",
    "check",
    "diff",
    "open",
    "JSON",
    "UTF-8",
    "BOM",
    "true",
    "false",
    "null",
    "schema",
    "zh",
    "en",
    "na",
    "same",
    "not_asked",
    "instrument",
    "json",
];

/// A change of a file.
type Change = fn(&mut Value);

/// Where a text is changed, and where `check` says that it is.
type Place = (&'static str, &'static str);

/// What of an output is neither Chinese nor a name: letters outside `quotation marks`, names of
/// fields, ids, files and numbers.
fn english_in(text: &str, folder: &Path, ids: &BTreeSet<String>) -> Vec<String> {
    let text = text.replace(&folder.to_string_lossy().into_owned(), "");
    let outside: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    // A place in a file is no sentence.
    let outside: Vec<&str> =
        outside.split_whitespace().filter(|word| !word.starts_with('/')).collect();
    let outside = outside.join(" ");
    let word = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let words = outside.split(|c: char| !word(c)).map(|word| word.trim_matches(['.', '-']));
    words
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
        .filter(|word| !NAMES.contains(word) && !ids.contains(*word))
        .filter(|word| !word.contains(".json") && !word.contains("qingdan-"))
        .map(str::to_owned)
        .collect()
}

/// The names of all fields of the published formats, and the ids of an instrument.
fn names() -> BTreeSet<String> {
    fn collect(value: &Value, names: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                names.extend(fields.keys().cloned());
                names.extend(
                    ["id", "code", "const"]
                        .iter()
                        .filter_map(|id| Some(fields.get(*id)?.as_str()?.to_owned())),
                );
                fields.values().for_each(|value| collect(value, names));
            }
            Value::Array(all) => all.iter().for_each(|value| match value {
                Value::String(word) if !word.contains(' ') => drop(names.insert(word.clone())),
                other => collect(other, names),
            }),
            _ => {}
        }
    }
    let mut names = BTreeSet::new();
    for file in ["instrument/instrument.schema.json", "instrument/mapping.schema.json", SHIPPED] {
        let value: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        collect(&value, &mut names);
    }
    names
}

/// Files that are no instruments, each for one reason.
fn broken(folder: &Path) -> Vec<String> {
    let changes: [Change; 18] = [
        |v| v["titel"] = json!(1),
        |v| v["title"] = json!("a"),
        |v| v["title"] = json!(["a", "b"]),
        |v| v["items"] = json!({}),
        |v| v["items"][0]["kind"] = json!("other"),
        |v| v["items"][0]["quick"] = json!("yes"),
        |v| v["peak_from"] = json!("75"),
        |v| v["peak_from"] = json!(175),
        |v| v["peak_from"] = json!(7.5),
        |v| v["bands"] = json!([]),
        |v| drop(v.as_object_mut().unwrap().remove("about")),
        |v| v["format"] = json!("qingdan-instrument/2"),
        |v| v["id"] = json!("no id"),
        |v| v["version"] = json!(""),
        |v| v["title"]["en"] = json!(" "),
        |v| v["items"][1]["options"][0]["score"] = json!(99),
        |v| v["items"][2]["category"] = json!("tea"),
        |v| v["items"][3]["stem"]["zh"] = json!("\u{202e}甲"),
    ];
    let mut files: Vec<String> = changes
        .into_iter()
        .enumerate()
        .map(|(number, change)| changed(folder, &format!("{number}.json"), change))
        .collect();
    let text = fs::read_to_string(SHIPPED).unwrap();
    for (number, text) in [
        String::new(),
        "hello".to_owned(),
        text[..text.len() / 2].to_owned(),
        text.replacen(',', " ", 1),
        text.replacen("\"id\"", "id", 1),
        text.replacen("\"id\"", "\"id\": \"twice\", \"id\"", 1),
        text.replacen("\"zh\"", "\"zh\": \"twice\", \"zh\"", 1),
        text.replacen("\"id\": \"", "\"id\": \"\\q", 1),
        format!("{text} x"),
        "[]".to_owned(),
        format!("\u{feff}{text}"),
        "[".repeat(200),
        "x".repeat((1 << 20) + 1),
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.join(format!("text{number}.json"));
        fs::write(&path, text).unwrap();
        files.push(path.to_str().unwrap().to_owned());
    }
    files
}

#[test]
fn faults_of_an_instrument_are_told_in_chinese() {
    let folder = folder("chinese");
    let ids = names();
    for file in broken(&folder) {
        let (code, out, err) = run("zh_CN.UTF-8", &["check", &file], b"");
        assert_eq!(code, 2, "{file}: {out}{err}");
        assert!(out.contains("错误") && out.lines().count() > 1, "{file}: {out}");
        for words in [
            &["--instrument", &file, "codebook"][..],
            &["preview", &file],
            &["diff", SHIPPED, &file],
        ] {
            let (code, none, told) = run("zh_CN.UTF-8", words, b"");
            assert_eq!((code, none.as_str()), (2, ""), "{words:?}: {told}");
            let letters = english_in(&told, &folder, &ids);
            assert!(letters.is_empty(), "{words:?}: {letters:?} in {told}");
        }
        let letters = english_in(&format!("{out}{err}"), &folder, &ids);
        assert!(letters.is_empty(), "{file}: {letters:?} in {out}{err}");
    }
    let letters = english_in("错误：missing field `about`", &folder, &ids);
    assert_eq!(letters, ["missing", "field"], "the check can fail");
}

#[test]
fn faults_of_a_mapping_are_told_in_chinese() {
    let folder = folder("chinese-mapping");
    let ids = names();
    let path = folder.join("mapping.json").to_str().unwrap().to_owned();
    assert_eq!(english(&["diff", SHIPPED, SHIPPED, "--mapping", &path]).0, 0);
    let whole = fs::read_to_string(&path).unwrap();
    let value: Value = serde_json::from_str(&whole).unwrap();
    let changes: [Change; 14] = [
        |v| v["format"] = json!("qingdan-mapping/2"),
        |v| v["from"]["hash"] = json!("0"),
        |v| v["to"]["version"] = json!("9.0.0"),
        |v| v["basis"] = json!(" "),
        |v| v["basis"] = json!(1),
        |v| v["extra"] = json!(1),
        |v| drop(v.as_object_mut().unwrap().remove("dropped")),
        |v| v["dropped"] = json!(["\u{1b}[2K"]),
        |v| v["dropped"] = json!(["meet_hours"]),
        |v| v["questions"][5]["answers"] = json!("other"),
        |v| v["questions"][5]["answers"] = json!([0, 1]),
        |v| v["questions"][5]["answers"] = json!([0, 300]),
        |v| v["questions"][5]["from"] = json!("bg_level"),
        |v| drop(v["questions"].as_array_mut().unwrap().pop()),
    ];
    let mut texts: Vec<String> = changes
        .into_iter()
        .map(|change| {
            let mut value = value.clone();
            change(&mut value);
            value.to_string()
        })
        .collect();
    texts.extend([String::new(), "hello".to_owned(), whole[..900].to_owned(), " ".repeat(1 << 19)]);
    for text in texts {
        fs::write(&path, &text).unwrap();
        let words = ["convert", "--mapping", &path, "--from", SHIPPED, "--to", SHIPPED];
        let (code, out, err) = run("zh_CN.UTF-8", &words, b"");
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.starts_with("错误：") && !err.contains('\u{1b}'), "{err}");
        let letters = english_in(&err, &folder, &ids);
        let letters: Vec<_> =
            letters.iter().filter(|word| !["u", "1b", "2K"].contains(&word.as_str())).collect();
        assert!(letters.is_empty(), "{letters:?} in {err}");
    }
}

#[test]
fn faults_of_a_population_are_told_in_chinese() {
    let folder = folder("chinese-population");
    let ids = BTreeSet::new();
    for words in [
        "--correlation 1.1",
        "--correlation nan",
        "--skipped 0.7 --declined 0.7",
        "--skipped 0.9 --plain --declined 0.2",
        "--quick 2",
        "--shift 11",
        "--wave-shift=-99",
        "--straight 0.6 --random 0.6",
        "--careless 1.5",
        "--impossible-hours 7",
        "--identical 0.6 --revised 0.6",
        "--campaign 0badcafe --wave 100",
    ] {
        let words: Vec<&str> = ["simulate"].into_iter().chain(words.split(' ')).collect();
        let (code, out, err) = run("zh_CN.UTF-8", &words, b"");
        assert_eq!((code, out.as_str()), (2, ""), "{words:?}: {err}");
        let letters = english_in(&err, &folder, &ids);
        assert!(err.starts_with("错误：") && letters.is_empty(), "{words:?}: {letters:?} in {err}");
    }
}

/// Characters that a terminal obeys, or that nobody sees.
const HIDDEN: [char; 17] = [
    '\u{1b}',
    '\u{7}',
    '\n',
    '\u{9b}',
    '\u{202e}',
    '\u{2066}',
    '\u{200b}',
    '\u{feff}',
    '\u{ad}',
    '\u{e0041}',
    '\u{3164}',
    '\u{ffa0}',
    '\u{115f}',
    '\u{1160}',
    '\u{2800}',
    '\u{fe0f}',
    '\u{e0100}',
];

#[test]
fn hidden_characters_are_refused_and_never_printed() {
    let folder = folder("hidden");
    let places: [Place; 6] = [
        ("/title/zh", "/title/zh"),
        ("/items/3/stem/en", "/items/3/stem/en"),
        ("/response_sets/0/options/1/label/zh", "/response_sets/0/options/1/label/zh"),
        ("/categories/2/name/en", "/categories/2/name/en"),
        ("/documents/0/date", "/documents/0/date"),
        ("/outcomes/0/figures/0/meaning/zh", "/outcomes/0/figures/0/meaning/zh"),
    ];
    for hidden in HIDDEN {
        for (pointer, told) in places {
            let file = changed(&folder, "one.json", |value| {
                *value.pointer_mut(pointer).unwrap() = json!(format!("一{hidden}[2J二"));
            });
            let (code, out, err) = english(&["check", &file]);
            let line = out.lines().find(|line| line.contains("hidden characters")).unwrap_or("");
            assert!(code == 2 && line.contains(told), "{hidden:?} {pointer}: {out}{err}");
        }
    }
    // Names of fields and values that are refused for other reasons are shown with numbers.
    let evil = "\u{1b}]0;evil\u{7}\u{202e}";
    let files = [
        changed(&folder, "field.json", |v| v[evil] = json!(1)),
        changed(&folder, "id.json", |v| v["items"][0]["id"] = json!(evil)),
        changed(&folder, "kind.json", |v| v["items"][0]["kind"] = json!(evil)),
        changed(&folder, "version.json", |v| v["version"] = json!(evil)),
        changed(&folder, "category.json", |v| v["items"][0]["category"] = json!(evil)),
        changed(&folder, "title.json", |v| v["title"]["zh"] = json!(evil)),
    ];
    for file in &files {
        for words in [
            &["check", file][..],
            &["preview", file],
            &["diff", RAW_TLX, file],
            &["diff", file, RAW_TLX],
            &["--instrument", file, "codebook"],
            &["--instrument", file, "simulate", "--records", "1"],
            &["convert", "--mapping", "none", "--from", file, "--to", RAW_TLX],
        ] {
            for language in ["zh", "en"] {
                let (code, out, err) = run(language, words, b"");
                assert_eq!(code, 2, "{words:?}");
                let printed = format!("{out}{err}");
                let bad = |c: &char| *c != '\n' && HIDDEN.contains(c);
                let hidden: Vec<char> = printed.chars().filter(bad).collect();
                assert!(hidden.is_empty(), "{words:?}: {hidden:?} in {printed:?}");
            }
        }
    }
}

/// Forms of the field have labels of several lines; an instrument has them on one.
#[test]
fn a_label_of_two_lines_is_imported_as_one() {
    let folder = folder("lines-of-a-label");
    let form = folder.join("form").to_str().unwrap().to_owned();
    let export = ["--instrument", RAW_TLX, "xlsform", "export", "--csv", &form];
    assert_eq!(english(&export).0, 0);
    let survey = folder.join("form/survey.csv");
    let text = fs::read_to_string(&survey).unwrap();
    let stem = "做的时候，时间有多紧？";
    assert!(text.contains(stem));
    fs::write(&survey, text.replace(stem, "\"做的时候，\r\n\r\n时间有多紧？\"")).unwrap();
    let (code, out, err) = english(&["xlsform", "import", &form]);
    assert_eq!(code, 0, "{err}");
    let value: Value = serde_json::from_str(&out).unwrap();
    let stems: Vec<&Value> =
        value["items"].as_array().unwrap().iter().map(|item| &item["stem"]["zh"]).collect();
    assert!(stems.contains(&&json!("做的时候， 时间有多紧？")), "{stems:?}");
}
