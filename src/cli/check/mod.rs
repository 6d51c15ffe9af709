//! `qingdan check`: is a file an instrument, and is it one that can be asked in the field?
//!
//! Everything is told at once: what is not JSON with line and column; what is not of the published
//! schema; what breaks a rule of the instrument; and, as warnings, what field practice advises
//! against. Each has its place as a JSON pointer with line and column, the rule and the remedy.

mod advice;
mod advised;
mod names;
mod place;
mod schema;
pub(super) mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::CliError;
use super::json;
use super::language::{Help, tr};
use super::shown::shown;
use crate::domain::instrument::{Instrument, ParseError, SIZE_BYTES_MAX};
use place::{Place, places, pointer_of};

const EXAMPLES: &str = "\
Examples:
  qingdan check instrument/raw-tlx.json
      one file: its defects, its warnings, its version and hash
  qingdan check mine.json yours.json
      several files; the exit code is 2 as soon as one of them has a defect
  cat mine.json | qingdan check -
      the standard input

A warning is no defect: the file can be used.

Exit codes: 0 every file is an instrument, 1 a file could not be read, 2 a file has defects.";

/// The Chinese help.
pub(super) const ZH: &[Help] = &[Help {
    path: &["check"],
    about: "检查问卷文件：哪里不对，是哪一条规则，怎么改",
    after: "\
例子：
  qingdan check instrument/raw-tlx.json
      查一个文件：错误、提醒、版本和问卷指纹
  qingdan check mine.json yours.json
      查几个文件；只要有一个有错，退出码就是 2
  cat mine.json | qingdan check -
      从标准输入读

提醒不是错误，文件照样能用。

退出码：0 都是合格的问卷，1 有文件读不了，2 有文件有错。",
    arguments: &[("files", "问卷文件；“-”是标准输入")],
}];

/// Check instrument files: what is wrong where, by which rule, and what to do.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// Instrument files; `-` is the standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What editors put before a text: of UTF-8, and of UTF-16 in both orders. JSON has none.
const MARKS: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];

/// Something to be told about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    /// Whether the file can be used all the same.
    warning: bool,
    /// JSON pointer; empty for the whole file.
    pointer: String,
    place: Option<Place>,
    /// What is wrong, in the language of the run.
    what: String,
    /// What to do about it.
    remedy: String,
}

impl Check {
    /// Checks every file and tells everything.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let mut out = io::stdout().lock();
        let mut broken = 0;
        for path in &self.files {
            let name = path.display().to_string();
            let (told, instrument) = told(&read(path)?);
            for one in &told {
                write_one(&mut out, &name, one)?;
            }
            let warnings = told.iter().filter(|one| one.warning).count();
            let defects = told.len() - warnings;
            let usable = instrument.as_ref().filter(|_| defects == 0);
            writeln!(out, "{}", summary(&name, defects, warnings, usable))?;
            broken += usize::from(defects > 0);
        }
        match broken {
            0 => Ok(()),
            _ => Err(CliError::Input(tr(
                format!("{broken} 个文件有错，不能当问卷用"),
                format!("files that cannot be used: {broken}"),
            ))),
        }
    }
}

/// The bytes of a file, or of the standard input.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    if path != Path::new("-") {
        return fs::read(path).map_err(|error| CliError::Read(path.to_path_buf(), error));
    }
    let mut bytes = Vec::new();
    // One byte more shows that the limit is passed.
    let mut limited = io::stdin().lock().take(SIZE_BYTES_MAX as u64 + 1);
    limited.read_to_end(&mut bytes).map_err(|error| CliError::Read(path.to_path_buf(), error))?;
    Ok(bytes)
}

/// The instrument in a file, for verbs that need one; the first fault where it is none.
pub(super) fn instrument(path: &Path) -> Result<Instrument, CliError> {
    instrument_in(path, &read(path)?)
}

/// The same of bytes that have been read.
pub(super) fn instrument_in(path: &Path, bytes: &[u8]) -> Result<Instrument, CliError> {
    let (told, instrument) = told(bytes);
    instrument.ok_or_else(|| {
        let first = told.iter().find(|one| !one.warning);
        let [place, what] =
            first.map_or_else(Default::default, |one| [where_is(one), one.what.clone()]);
        let name = path.display();
        let place = if place.is_empty() { tr("：", ": ") } else { format!(":{place}") };
        CliError::Input(tr(
            format!("{name}{place}{what}（全部错误请用 qingdan check 看）"),
            format!("{name}{place}{what} (`qingdan check` tells everything)"),
        ))
    })
}

/// Everything to be told about a file, in its order, and the instrument that it is: also where its
/// names are unfit, as long as it can be read.
fn told(bytes: &[u8]) -> (Vec<Told>, Option<Instrument>) {
    if bytes.len() > SIZE_BYTES_MAX {
        return (vec![whole(words::too_large(bytes.len()))], None);
    }
    if MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        return (vec![whole(words::encoding())], None);
    }
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => return (vec![syntax(bytes, &error)], None),
    };
    let places = places(bytes);
    let mut told: Vec<Told> = schema::faults(&value)
        .into_iter()
        .map(|fault| at(&places, false, fault.pointer.clone(), words::shape(&fault.what)))
        .collect();
    if !told.is_empty() {
        in_order(&mut told);
        return (told, None);
    }
    let instrument = match Instrument::parse(bytes) {
        Ok(instrument) => instrument,
        Err(ParseError::Defects(defects)) => {
            for defect in defects {
                let pointer = in_set(&value, pointer_of(&value, &defect.place));
                told.push(at(&places, false, pointer, words::rule(defect.rule)));
            }
            in_order(&mut told);
            // Every question that uses a set tells of it.
            told.dedup();
            return (told, None);
        }
        // A field that stands twice has a place; everything else was told above.
        Err(ParseError::Shape(error)) => return (vec![syntax(bytes, &error)], None),
        Err(ParseError::TooLarge { size_bytes }) => {
            return (vec![whole(words::too_large(size_bytes))], None);
        }
        Err(ParseError::ListForObject { place }) => {
            let pointer = pointer_of(&value, &place);
            return (vec![at(&places, false, pointer, words::list())], None);
        }
    };
    // Of an instrument all the same: one that is in the field can be read.
    for (path, unfit) in names::unfit(&instrument) {
        told.push(at(&places, false, pointer_of(&value, &path), names::words(&unfit)));
    }
    for (path, advice) in advice::advice(&instrument) {
        told.push(at(&places, true, pointer_of(&value, &path), advised::advice(&advice)));
    }
    in_order(&mut told);
    (told, Some(instrument))
}

/// Options that a question shares stand in their set: what is wrong with them is told there.
fn in_set(value: &Value, pointer: String) -> String {
    let named = value.pointer(&pointer).and_then(Value::as_str);
    let named = named.filter(|_| pointer.ends_with("/options"));
    let sets = value["response_sets"].as_array();
    let place = named.zip(sets).and_then(|(id, sets)| sets.iter().position(|set| set["id"] == id));
    place.map_or(pointer, |place| format!("/response_sets/{place}/options"))
}

fn in_order(told: &mut [Told]) {
    told.sort_by_key(|one| one.place);
}

fn at(
    places: &BTreeMap<String, Place>,
    warning: bool,
    pointer: String,
    [what, remedy]: [String; 2],
) -> Told {
    let place = places.get(&pointer).copied();
    Told { warning, pointer, place, what, remedy }
}

fn whole([what, remedy]: [String; 2]) -> Told {
    Told { warning: false, pointer: String::new(), place: None, what, remedy }
}

fn syntax(bytes: &[u8], error: &serde_json::Error) -> Told {
    let [line, column] = json::place(bytes, error);
    let place = Place { line, column };
    Told { place: Some(place), ..whole(words::syntax(error)) }
}

/// The place as it is written before a sentence.
fn where_is(told: &Told) -> String {
    let place = told.place.map(|Place { line, column }| format!("{line}:{column}: "));
    let pointer = Some(&told.pointer).filter(|pointer| !pointer.is_empty());
    let pointer = pointer.map(|pointer| format!("{pointer}: "));
    [place, pointer].into_iter().flatten().collect()
}

fn write_one(out: &mut dyn Write, name: &str, told: &Told) -> io::Result<()> {
    let level = if told.warning { tr("提醒", "warning") } else { tr("错误", "defect") };
    let Told { what, remedy, .. } = told;
    let (name, place) = (shown(name), shown(&where_is(told)));
    // A Chinese sentence has a colon of its own.
    writeln!(out, "{name}:{place}{level}{}{}", tr("：", ": "), shown(what))?;
    if remedy.is_empty() { Ok(()) } else { writeln!(out, "    {remedy}") }
}

fn summary(name: &str, defects: usize, warnings: usize, instrument: Option<&Instrument>) -> String {
    let name = shown(name);
    match instrument {
        Some(Instrument { id, version, hash, .. }) => tr(
            format!(
                "{name}：没有错误，{warnings} 条提醒。问卷 {id}，版本 {version}，问卷指纹 {hash}"
            ),
            format!(
                "{name}: no defect, warnings: {warnings}. Instrument {id}, version {version}, \
                 hash {hash}"
            ),
        ),
        None => tr(format!("{name}：错误 {defects} 处"), format!("{name}: defects: {defects}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &[u8] = include_bytes!("../../../instrument/grassroots-burden.json");

    /// Place and pointer of everything told about the shipped file after a change.
    fn changed(change: impl FnOnce(&mut Value)) -> Vec<(String, bool)> {
        let mut value: Value = serde_json::from_slice(SHIPPED).expect("JSON");
        change(&mut value);
        let bytes = serde_json::to_vec_pretty(&value).expect("JSON");
        told(&bytes).0.into_iter().map(|one| (one.pointer, one.place.is_some())).collect()
    }

    #[test]
    fn every_defect_of_the_shape_has_its_place() {
        let found = changed(|value| {
            value["titel"] = value["title"].take();
            value["items"][3]["stem"] = Value::from("no languages");
            value["bands"][0]["from"] = Value::from(-1);
            value["categories"][1].as_object_mut().expect("an object").remove("short");
        });
        let pointers: Vec<&str> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
        for pointer in ["/titel", "/title", "/items/3/stem", "/bands/0/from", "/categories/1"] {
            assert!(pointers.contains(&pointer), "{pointer}: {pointers:?}");
        }
        assert!(found.iter().all(|(_, placed)| *placed), "{found:?}");
    }

    #[test]
    fn every_broken_rule_has_its_place() {
        let found = changed(|value| {
            value["items"][1]["options"][1]["score"] = Value::from(99);
            value["items"][2]["figures"][0]["document"] = Value::from("S9");
            value["outcomes"][0]["id"] = value["items"][0]["id"].clone();
            value["mechanisms"][4]["category"] = Value::from("tea");
        });
        let expected = [
            "/items/1/options",
            "/items/2/figures/0/document",
            "/outcomes/0",
            "/mechanisms/4/category",
        ];
        for pointer in expected {
            assert!(found.contains(&(pointer.to_owned(), true)), "{pointer}: {found:?}");
        }
    }

    /// What is wrong with shared options is told once, where they stand.
    #[test]
    fn shared_options_have_their_own_place() {
        let found = changed(|value| value["response_sets"][0]["options"][1]["score"] = 99.into());
        assert_eq!(found, [("/response_sets/0/options".to_owned(), true)]);
        let unknown = changed(|value| value["items"][0]["options"] = "HOURS7".into());
        assert!(unknown.contains(&("/items/0/options".to_owned(), true)), "{unknown:?}");
    }

    #[test]
    fn what_is_not_json_has_line_and_column() {
        let (found, none) = told(b"{\n  \"format\": \"x\",\n  id: 1\n}");
        assert!(none.is_none());
        assert_eq!(found[0].place, Some(Place { line: 3, column: 3 }));
        let twice = br#"{"format": "qingdan-instrument/1", "format": "qingdan-instrument/1"}"#;
        assert!(told(twice).1.is_none());
    }

    /// The two instruments that ship have neither defects nor warnings.
    #[test]
    fn what_ships_is_clean() {
        for file in [SHIPPED, include_bytes!("../../../instrument/raw-tlx.json")] {
            let (found, instrument) = told(file);
            assert_eq!(found, Vec::new());
            assert!(instrument.is_some());
        }
    }
}
