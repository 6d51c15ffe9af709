//! The files that a report can be saved as: what they hold, and that the programs they are for
//! read them as they are meant.

mod programs;

use std::collections::BTreeMap;

use jsonschema::draft202012;
use qingdan::domain::disclose::{Policy, Release, disclose};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::CampaignRef;
use qingdan::domain::report::{
    Context, Figure, NOT_APPLICABLE, Row, Rule, Table, Variable, WITHHELD, Words, codebook_csv,
    codebook_html, csv, json, r, rows, spss, stata, table_schema,
};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate;
use qingdan::domain::tally::{Columns, Scope};
use qingdan::i18n::Language;
use serde_json::Value;

const SCHEMA: &str = include_str!("../instrument/release.schema.json");

/// A release of so many simulated people.
pub(crate) fn release(people: u64) -> Release {
    let instrument = shipped_instrument();
    let mut columns = Columns::new(instrument, 7);
    for record in simulate::demo(instrument, people, 11) {
        columns.add(&record);
    }
    let tally = columns.tally(Scope { campaign: None, form: Form::Full }).expect("full records");
    disclose(instrument, tally, Policy::default())
}

pub(crate) fn context(instrument: &Instrument, language: Language) -> Context<'_> {
    let campaign = Some(CampaignRef { id: [0xca, 0xfe, 0, 1], wave: 2 });
    Context { instrument, campaign, words: Words::of(language), language: language as usize }
}

/// The cells of a CSV whose cells may be quoted.
pub(crate) fn cells(csv: &str) -> Vec<Vec<String>> {
    let text = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(characters.next(), Some('\n'), "a line ends with CRLF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "the last line has an end");
    rows
}

#[test]
fn every_row_of_the_release_is_a_line_of_the_csv() {
    let instrument = shipped_instrument();
    for (people, language) in [(0, Language::Zh), (12, Language::Zh), (400, Language::En)] {
        let release = release_of(people);
        let rows = rows(instrument, &release);
        let lines = cells(&csv(&context(instrument, language), release.form, &rows));
        assert_eq!(lines.len(), rows.len() + 1);
        let heads: Vec<&str> = Variable::ALL.iter().map(|variable| variable.id()).collect();
        assert_eq!(lines[0], heads);
        for (line, row) in lines[1..].iter().zip(&rows) {
            check_line(line, row);
        }
    }
}

/// A release also of nobody.
fn release_of(people: u64) -> Release {
    if people > 0 {
        return release(people);
    }
    let instrument = shipped_instrument();
    let nobody = qingdan::domain::tally::Tally::empty(instrument, Form::Full);
    disclose(instrument, &nobody, Policy::default())
}

fn check_line(line: &[String], row: &Row) {
    assert_eq!(line.len(), Variable::COUNT);
    let cell = |variable: Variable| &line[variable as usize];
    let number = |variable: Variable| cell(variable).parse::<f64>().expect("a number");
    assert!(line.iter().all(|cell| !cell.is_empty()), "an empty cell: {line:?}");
    match row.figure {
        Figure::Shown { value, interval, n } => {
            assert_eq!(*cell(Variable::Rule), "0");
            assert!((number(Variable::Value) - value).abs() < 1e-6, "{line:?}");
            let ends = interval.unwrap_or((f64::from(NOT_APPLICABLE), f64::from(NOT_APPLICABLE)));
            assert!((number(Variable::Low) - ends.0).abs() < 1e-6, "{line:?}");
            assert!((number(Variable::High) - ends.1).abs() < 1e-6, "{line:?}");
            let people = n.map_or_else(|| NOT_APPLICABLE.to_string(), |n| n.to_string());
            assert_eq!(*cell(Variable::N), people);
        }
        Figure::Withheld(rule) => {
            assert_eq!(*cell(Variable::Rule), rule.code().to_string());
            for variable in [Variable::Value, Variable::Low, Variable::High, Variable::N] {
                assert_eq!(*cell(variable), WITHHELD.to_string(), "{line:?}");
            }
        }
    }
}

/// No quantity could be taken for the code of one that is withheld.
#[test]
fn codes_of_missing_values_are_no_values() {
    for row in rows(shipped_instrument(), &release(400)) {
        if let Figure::Shown { value, interval, .. } = row.figure {
            let (low, high) = interval.unwrap_or_default();
            assert!(value > -1_000.0 && low > -1_000.0 && high > -1_000.0, "{row:?}");
        }
    }
}

/// A release has every table, also where most is withheld, and no two rows are about the same.
#[test]
fn tables_are_complete_and_rows_are_distinct() {
    for people in [0, 10, 30, 400] {
        let rows = rows(shipped_instrument(), &release_of(people));
        let mut seen = BTreeMap::new();
        for row in &rows {
            let about = format!("{:?}", Row { figure: Figure::Withheld(Rule::TooFew), ..*row });
            assert!(seen.insert(about, row).is_none(), "twice: {row:?}");
        }
        let always = [
            Table::Records,
            Table::Index,
            Table::Weighted,
            Table::Category,
            Table::Item,
            Table::Outcome,
            Table::Priority,
            Table::Reliability,
            Table::Correlation,
            Table::Hours,
            Table::Paradox,
        ];
        for table in always {
            assert!(rows.iter().any(|row| row.table == table), "{people}: {table:?}");
        }
    }
    let rows = rows(shipped_instrument(), &release(400));
    for table in Table::ALL {
        assert!(rows.iter().any(|row| row.table == *table), "{table:?}");
    }
}

#[test]
fn the_json_keeps_its_schema_and_says_the_same() {
    let instrument = shipped_instrument();
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let schema = draft202012::new(&schema).expect("a schema of draft 2020-12");
    for people in [0, 12, 400] {
        let release = release_of(people);
        let rows = rows(instrument, &release);
        let text = json(&context(instrument, Language::Zh), &release, &rows);
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let faults: Vec<String> =
            schema.iter_errors(&value).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert_eq!(faults, [""; 0]);
        assert_eq!((&value["campaign"], &value["wave"]), (&"cafe0001".into(), &2.into()));
        let written = value["rows"].as_array().expect("rows");
        assert_eq!(written.len(), rows.len());
        for (written, row) in written.iter().zip(&rows) {
            match row.figure {
                Figure::Shown { value, .. } => assert_eq!(written["value"].as_f64(), Some(value)),
                Figure::Withheld(rule) => assert_eq!(written["withheld"], rule.id()),
            }
        }
    }
}

#[test]
fn the_schema_of_a_release_refuses_what_it_must() {
    let instrument = shipped_instrument();
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let schema = draft202012::new(&schema).expect("a schema");
    let release = release(400);
    let text = json(&context(instrument, Language::Zh), &release, &rows(instrument, &release));
    let good: Value = serde_json::from_str(&text).expect("JSON");
    for (pointer, wrong) in [
        ("/format", Value::from("qingdan-release/2")),
        ("/minimum", Value::from(5)),
        ("/wave", Value::from(100)),
        ("/rows/0/table", Value::from("people")),
        ("/rows/0/withheld", Value::from("below_minimum")),
        ("/rows/0/value", Value::Null),
    ] {
        let mut bad = good.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        bad.pointer_mut(parent).expect("there")[key] = wrong;
        assert!(!schema.is_valid(&bad), "{pointer}");
    }
}

/// Every code that occurs in a release is explained by the codebook.
#[test]
fn every_code_is_in_the_codebook() {
    let instrument = shipped_instrument();
    for language in [Language::Zh, Language::En] {
        let context = context(instrument, language);
        let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in &cells(&codebook_csv(&context))[1..] {
            known.entry(line[0].clone()).or_default().push(line[3].clone());
            assert!(!line[1].is_empty() && !line[2].is_empty(), "{line:?}");
        }
        assert_eq!(known.len(), Variable::COUNT);
        let release = release(400);
        let lines = cells(&csv(&context, release.form, &rows(instrument, &release)));
        let coded = [
            Variable::Form,
            Variable::Table,
            Variable::Background,
            Variable::Group,
            Variable::Category,
            Variable::Category2,
            Variable::Item,
            Variable::Outcome,
            Variable::Outcome2,
            Variable::Statistic,
            Variable::Rule,
        ];
        for line in &lines[1..] {
            for variable in coded {
                let code = &line[variable as usize];
                assert!(known[variable.id()].contains(code), "{}: {code}", variable.id());
            }
        }
        let html = codebook_html(&context);
        assert!(!html.contains("<script") && html.contains(&instrument.items[39].id));
    }
}

#[test]
fn the_table_schema_describes_the_columns() {
    let instrument = shipped_instrument();
    let schema = table_schema(&context(instrument, Language::En));
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let names: Vec<&str> = schema["fields"]
        .as_array()
        .expect("fields")
        .iter()
        .map(|field| field["name"].as_str().expect("a name"))
        .collect();
    let heads: Vec<&str> = Variable::ALL.iter().map(|variable| variable.id()).collect();
    assert_eq!(names, heads);
}

/// The syntax files name every variable and declare the missing codes.
#[test]
fn syntax_names_every_variable() {
    let instrument = shipped_instrument();
    let context = context(instrument, Language::Zh);
    for (text, missing) in [
        (spss(&context), "MISSING VALUES value (-9997)."),
        (r(&context), "release$value[release$value %in% c(-9997L)] <- NA"),
        (stata(&context), "mvdecode value, mv(-9997=.w)"),
    ] {
        assert!(text.contains(missing), "{missing}");
        for variable in Variable::ALL {
            assert!(text.contains(variable.id()), "{}", variable.id());
        }
    }
}
