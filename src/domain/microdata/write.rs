//! The files of a table: codes, labels, and the risk as JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::labels::{Scope, labels};
use super::risk::{Classes, Risk};
use super::table::{Column, Table};

/// The value of the field `format`.
pub const RISK_FORMAT: &str = "qingdan-microdata-risk/1";

/// The table as CSV: ASCII, a comma between, CRLF after each line. The campaign and the wave of all
/// stand in the first columns, where they have the same.
pub fn csv(table: &Table<'_>) -> String {
    let mut csv = String::new();
    let scope = table.scope();
    let names = scope.iter().map(|scope| scope.name);
    let names = names.chain(table.columns.iter().map(|column| column.name.as_str()));
    csv.push_str(&names.collect::<Vec<_>>().join(","));
    csv.push_str("\r\n");
    let same: String = scope.iter().map(|scope| [&scope.value, ","].concat()).collect();
    for row in &table.rows {
        csv.push_str(&same);
        let codes = row.iter().map(i16::to_string).collect::<Vec<_>>();
        csv.push_str(&codes.join(","));
        csv.push_str("\r\n");
    }
    csv
}

/// What every code of every column stands for, as CSV with a byte order mark. All codes are whole
/// numbers; the campaign is a text and has none.
pub fn labels_csv(table: &Table<'_>) -> String {
    let mut csv = String::from(
        "\u{feff}column,title_zh,title_en,randomised,code,label_zh,label_en,missing,score\r\n",
    );
    for Scope { name, title, label: [zh, en], code, .. } in table.scope() {
        let [title_zh, title_en] = title.map(quoted);
        let code = code.map(|code| code.to_string()).unwrap_or_default();
        let start = [name, &title_zh, &title_en, "", &code].join(",");
        csv += &[&start, &*quoted(&zh), &quoted(&en), "0", ""].join(",");
        csv += "\r\n";
    }
    for column in &table.columns {
        let [title_zh, title_en] = table.title(column).map(|title| quoted(&title));
        let randomised = table.randomised_number(column);
        let start = [column.name.clone(), title_zh, title_en, randomised].join(",");
        for label in labels(table.instrument, column) {
            let [zh, en] = label.name.map(|name| quoted(&name));
            let score = label.score.map(|score| score.to_string()).unwrap_or_default();
            let code = label.code.to_string();
            let missing = if label.missing { "1" } else { "0" };
            csv += &[start.as_str(), &code, &zh, &en, missing, &score].join(",");
            csv += "\r\n";
        }
    }
    csv
}

/// A text in quotes, which no spreadsheet takes for a formula.
fn quoted(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let mark = if text.starts_with(formula) { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

/// A column’s titles and labels as one line of JSON, for the metadata of a file.
pub fn column_json(table: &Table<'_>, column: &Column) -> String {
    let [zh, en] = table.title(column);
    let mut codes = Map::new();
    for label in labels(table.instrument, column) {
        let [zh, en] = label.name;
        let mut told = json!({ "zh": zh, "en": en });
        if label.missing {
            told["missing"] = true.into();
        }
        if let Some(score) = label.score {
            told["score"] = score.into();
        }
        codes.insert(label.code.to_string(), told);
    }
    let mut told = json!({ "zh": zh, "en": en, "codes": Value::Object(codes) });
    let randomised = table.randomised(column);
    if !randomised.is_empty() {
        told["randomised"] = randomised.into();
    }
    told.to_string()
}

/// Titles and label of a column that is the same of all, as one line of JSON.
pub fn scope_json(scope: &Scope) -> String {
    let [zh, en] = scope.title;
    let [label_zh, label_en] = &scope.label;
    let mut codes = Map::new();
    codes.insert(scope.value.clone(), json!({ "zh": label_zh, "en": label_en }));
    json!({ "zh": zh, "en": en, "codes": Value::Object(codes) }).to_string()
}

/// The risk of a table as JSON, one object that ends with a line feed.
pub fn risk_json(table: &Table<'_>, risk: &Risk) -> String {
    let classes = |classes: &Classes| {
        let Classes { classes, smallest, alone } = *classes;
        json!({ "classes": classes, "k": smallest, "uniques": alone })
    };
    let known = risk.known.iter().map(|known| {
        json!({
            "answers": known.answers,
            "tries": known.tries,
            "found": known.found,
            "found_with_background": known.found_with_background,
        })
    });
    let randomised = table.columns.iter().filter_map(|column| {
        let how = table.randomised(column);
        (!how.is_empty()).then(|| (column.name.clone(), Value::from(how)))
    });
    let withheld: BTreeMap<_, _> = table.withheld.iter().cloned().collect();
    let instrument = table.instrument;
    let told = json!({
        "format": RISK_FORMAT,
        "instrument": instrument.id,
        "version": instrument.version,
        "hash": instrument.hash.to_string(),
        "records": risk.people,
        "minimum": table.minimum,
        "withheld": withheld,
        "background": classes(&risk.classes),
        "background_as_answered": classes(&risk.before),
        "alone_by_all_answers": risk.alone_by_row,
        "known_answers": known.collect::<Vec<_>>(),
        "randomised": randomised.collect::<Map<_, _>>(),
    });
    format!("{told}\n")
}
