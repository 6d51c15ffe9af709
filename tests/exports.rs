//! The files that a report can be saved as: what they hold, and that the programs they are for
//! read them as they are meant.

#[path = "exports/noise.rs"]
mod noise;
mod programs;

use std::collections::BTreeMap;

use jsonschema::draft202012;
use qingdan::domain::disclose::{Policy, Release, disclose};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::report::{
    Context, EXACT, Figure, NOT_APPLICABLE, Row, Rule, Statistic, Table, Variable, WITHHELD, Words,
    codebook_csv, codebook_html, csv, json, r, rows, spss, stata, table_schema,
};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate;
use qingdan::domain::tally::{Columns, Scope};
use qingdan::i18n::Language;
use serde_json::Value;

pub(crate) const SCHEMA: &str = include_str!("../instrument/release.schema.json");

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
    let (campaign, wave) = (Some([0xca, 0xfe, 0, 1]), Some(2));
    let words = Words::of(language);
    Context { instrument, campaign, wave, demo: false, words, language: language as usize }
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
        let lines = cells(&csv(&context(instrument, language), &release, &rows));
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

pub(crate) fn check_line(line: &[String], row: &Row) {
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
            assert!((number(Variable::Precision) - row.precision).abs() < 1e-9, "{line:?}");
            let people = n.map_or_else(|| NOT_APPLICABLE.to_string(), |n| n.to_string());
            assert_eq!(*cell(Variable::N), people);
        }
        Figure::Withheld(rule) => {
            assert_eq!(*cell(Variable::Rule), rule.code().to_string());
            for variable in [
                Variable::Value,
                Variable::Low,
                Variable::High,
                Variable::Precision,
                Variable::PrecisionInterval,
                Variable::N,
            ] {
                assert_eq!(*cell(variable), WITHHELD.to_string(), "{line:?}");
            }
        }
    }
}

/// Files that were renamed or put together can be told apart: every row says what it is of.
#[test]
fn every_line_says_what_it_is_of() {
    let instrument = shipped_instrument();
    let (release, known) = (release(12), context(instrument, Language::Zh));
    let hash = &instrument.hash.to_string()[..16];
    let survey = format!("{} {} {hash}", instrument.id, instrument.version);
    for (context, expected) in [
        (known, ["ccafe0001", "2", "0"]),
        (Context { campaign: None, wave: None, demo: true, ..known }, ["none", "-9998", "1"]),
        (Context { campaign: None, ..known }, ["none", "2", "0"]),
    ] {
        for line in &cells(&csv(&context, &release, &rows(instrument, &release)))[1..] {
            let cell = |variable: Variable| line[variable as usize].as_str();
            let told = [Variable::Campaign, Variable::Wave, Variable::Demo].map(cell);
            assert_eq!(told, expected);
            assert_eq!((cell(Variable::Instrument), cell(Variable::Minimum)), (&*survey, "10"));
        }
    }
}

/// The JSON says whether its records are invented, and what it is not for.
#[test]
fn the_json_says_what_it_is_of() {
    let instrument = shipped_instrument();
    let (release, known) = (release(12), context(instrument, Language::Zh));
    for (context, campaign, wave, demo) in [
        (known, Some("cafe0001"), Some(2), false),
        (Context { campaign: None, wave: None, demo: true, ..known }, None, None, true),
        (Context { campaign: None, ..known }, None, Some(2), false),
    ] {
        let text = json(&context, &release, &rows(instrument, &release));
        let whole: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let told = (whole["campaign"].as_str(), whole["wave"].as_u64(), whole["demo"].as_bool());
        assert_eq!(told, (campaign, wave, Some(demo)));
        assert!(whole["caveat"].as_str().is_some_and(|caveat| caveat.contains("考核")));
    }
}

/// What is rounded says to what, and is a multiple of it; exact means are not rounded.
#[test]
fn rounded_figures_say_their_precision() {
    let multiple = |number: f64, step: f64| ((number / step).round() - number / step).abs() < 1e-6;
    let mut steps = Vec::new();
    let mut exact = 0;
    for people in [12, 60, 400] {
        for row in rows(shipped_instrument(), &release(people)) {
            let Figure::Shown { value, interval, .. } = row.figure else { continue };
            let (low, high) = interval.unwrap_or_default();
            for (number, step) in [
                (value, row.precision),
                (low, row.precision_interval),
                (high, row.precision_interval),
            ] {
                assert!(step == EXACT || multiple(number, step), "{row:?}");
            }
            steps.push(row.precision.to_string());
            // An exact mean, interval or deviation is hardly ever a multiple of a tenth.
            let fine = row.table == Table::Category && row.statistic == Statistic::Mean;
            exact += usize::from(fine && row.precision == EXACT && !multiple(value, 0.1));
            let coarse = row.table == Table::Group && row.statistic == Statistic::N;
            assert!(!coarse || (row.precision - 5.0).abs() < 1e-9, "{row:?}");
        }
    }
    assert!(exact > 5, "{exact}");
    for step in ["0", "0.001", "0.01", "0.1", "5"] {
        assert!(steps.iter().any(|there| there == step), "{step}");
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

/// An omega that did not converge is no omega of too few people.
#[test]
fn an_omega_without_a_solution_says_so() {
    let omega = |planted: Value| {
        let mut json = serde_json::to_value(release(150)).expect("plain data");
        let shown = json["reliability"].as_array_mut().expect("categories").iter_mut();
        for reliability in shown.filter_map(|cell| cell.get_mut("Shown")) {
            reliability["omega"] = planted.clone();
        }
        let release: Release = serde_json::from_value(json).expect("a release");
        let rows = rows(shipped_instrument(), &release);
        rows.iter().find(|row| row.statistic == Statistic::Omega).expect("an omega").figure
    };
    assert_eq!(omega("NotConverged".into()), Figure::Withheld(Rule::NotConverged));
    assert_eq!(omega("TooFew".into()), Figure::Withheld(Rule::TooFew));
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
                Figure::Shown { value, interval, .. } => {
                    assert_eq!(written["value"].as_f64(), Some(value));
                    assert_eq!(written["precision"].as_f64(), Some(row.precision));
                    let of_interval = interval.map(|_| row.precision_interval);
                    assert_eq!(written["precision_interval"].as_f64(), of_interval);
                }
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
        ("/rows/0/precision", Value::from(-1)),
        ("/rows/0/precision_interval", Value::from(1)),
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
        let lines = cells(&csv(&context, &release, &rows(instrument, &release)));
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
