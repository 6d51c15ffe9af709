//! What is answered and what must come of it: read from the instrument and from the files of the
//! independent oracle (`tests/oracle/`), never computed with the project's own code.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::Outcome;

/// Id of the oracle's record of vector V3: item k answered with option k mod number of options.
const V3: &str = "000000000000000000000000000000c9";

/// Scores of V3 as printed in the design, rounded half up, in the order of the instrument.
pub(crate) const V3_SCORES: [(&str, &str); 11] = [
    ("meetings", "36"),
    ("paperwork", "27"),
    ("trace", "65"),
    ("inspections", "64"),
    ("ranking", "62"),
    ("escalation", "69"),
    ("conflict", "69"),
    ("digital", "49"),
    ("adhoc", "43"),
    ("mismatch", "50"),
    ("accountability", "75"),
];

/// The index of V3 (55.2), its weighted index (56.7) and its number of peaks.
pub(crate) const V3_INDEX: &str = "55";
pub(crate) const V3_WEIGHTED: &str = "57";
pub(crate) const V3_PEAKS: &str = "1";

/// Hours per week of test vector V3, lower, central and upper: under 1, under 1, 1 to 3, under 1,
/// and 6 to 10 hours.
pub(crate) const V3_HOURS: [&str; 3] = ["7 小时", "11.5 小时", "16 小时"];

/// How an answer of test vector V3 compares with a documented case of its category: `meet_hours`
/// (option 0, case at 5), `rank_share` (4, 4) and `doc_daily` (4, 0); each with its source.
pub(crate) const V3_COMPARED: [(&str, &str); 5] = [
    ("meetings", "您的答案低于这一个实例。"),
    ("ranking", "您的答案与这一个实例相同。"),
    ("paperwork", "您的答案高于这一个实例。"),
    ("meetings", "《基层干部谈工作加码：事事拍照留痕》"),
    ("ranking", "13项"),
];

/// One page of questions.
#[derive(Debug)]
pub(crate) struct Step {
    /// The page's address within the document.
    pub(crate) fragment: String,
    /// Ids of its questions in order.
    pub(crate) questions: Vec<String>,
}

/// The pages of questions, and a record that answers them.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The pages in order.
    pub(crate) steps: Vec<Step>,
    /// Ids of the categories in order.
    pub(crate) categories: Vec<String>,
    /// The bytes of the record.
    pub(crate) text: String,
    record: Value,
}

impl Plan {
    /// Vector V3.
    pub(crate) fn v3() -> Outcome<Self> {
        let text = generated()?.into_iter().find(|text| text.contains(V3));
        let text = text.ok_or("the oracle's records lack vector V3")?;
        let record = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let instrument = read(&here("instrument/grassroots-burden.json"))?;
        let instrument: Value =
            serde_json::from_str(&instrument).map_err(|error| error.to_string())?;
        let categories = ids(&instrument["categories"], |_| true);
        let mut steps: Vec<Step> = categories
            .iter()
            .map(|id| Step {
                fragment: format!("#/c/{id}"),
                questions: ids(&instrument["items"], |item| item["category"] == id.as_str()),
            })
            .collect();
        let outcomes = ids(&instrument["outcomes"], |_| true);
        let background = ids(&instrument["background"], |asked| asked["default_on"] == true);
        steps.push(Step { fragment: "#/outcomes".to_owned(), questions: outcomes });
        steps.push(Step { fragment: "#/background".to_owned(), questions: background });
        Ok(Self { steps, categories, text, record })
    }

    /// The answer to a question: an option, a word, several categories, or null.
    pub(crate) fn answer(&self, question: &str) -> &Value {
        match &self.record["answers"][question] {
            Value::Null => &self.record["background"][question],
            answer => answer,
        }
    }

    /// Ids of the controls that give the answers to these questions.
    pub(crate) fn controls(&self, questions: &[String]) -> Outcome<Vec<String>> {
        let mut ids = Vec::new();
        for question in questions {
            match self.answer(question) {
                Value::Number(option) => ids.push(format!("q-{question}-{option}")),
                Value::Array(chosen) => {
                    let places = chosen.iter().filter_map(|category| {
                        self.categories.iter().position(|id| category == id.as_str())
                    });
                    ids.extend(places.map(|place| format!("q-{question}-{place}")));
                }
                other => return Err(format!("V3 answers {question} with {other}")),
            }
        }
        Ok(ids)
    }
}

fn ids(list: &Value, keep: impl Fn(&Value) -> bool) -> Vec<String> {
    let list = list.as_array().into_iter().flatten().filter(|entry| keep(entry));
    list.filter_map(|entry| entry["id"].as_str()).map(str::to_owned).collect()
}

/// The oracle's records, each as the bytes of its file. The last is V3.
pub(crate) fn generated() -> Outcome<Vec<String>> {
    let text = read(&here("tests/fixtures/oracle/records.txt"))?;
    Ok(text.split_inclusive("\n}\n").map(str::to_owned).collect())
}

/// The oracle's records without V3.
pub(crate) fn generated_without_v3() -> Outcome<Vec<String>> {
    Ok(generated()?.into_iter().filter(|text| !text.contains(V3)).collect())
}

/// What the oracle computed from its records.
pub(crate) fn expected() -> Outcome<Value> {
    let text = read(&here("tests/fixtures/oracle/expected.json"))?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// A file of the repository.
pub(crate) fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The random id of a record, and the record with zeros in its place.
pub(crate) fn masked(text: &str) -> Outcome<(String, String)> {
    let key = "\"id\": \"";
    let from = text.find(key).ok_or("the record has no id")? + key.len();
    let size = text[from..].find('"').ok_or("the id has no end")?;
    let id = text[from..from + size].to_owned();
    let hexadecimal = id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if id.len() != 32 || !hexadecimal {
        return Err(format!("{id:?} is no id of 32 hexadecimal digits"));
    }
    Ok((id, [&text[..from], &"0".repeat(32), &text[from + size..]].concat()))
}
