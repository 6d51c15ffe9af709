//! Any tables give an instrument's file or reasons, a record or a fault: never a panic. What is
//! carried over keeps the format's shape, and a record that is read is one that can be written.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qingdan::domain::instrument::{Instrument, ParseError};
use qingdan::domain::record::read_json;
use qingdan::domain::shipped_instrument;
use qingdan::domain::xlsform::{Form, Names, Responses, Sheet, Sorted, Versions, import};

static NAMES: LazyLock<Names> =
    LazyLock::new(|| Names::of(shipped_instrument()).expect("the shipped instrument has a form"));

/// Rows of cells: lines, cells between tabs.
fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fuzz_target!(|text: &str| {
    // Three sheets between form feeds; the first of them is tried as a table of answers too.
    let mut parts = text.splitn(3, '\u{c}');
    let tables = [(); 3].map(|()| rows(parts.next().unwrap_or_default()));
    let sheets = tables.clone().map(Sheet::read);
    if let [Ok(survey), Ok(choices), Ok(settings)] = sheets {
        let imported = import(&Form { survey, choices, settings });
        match Instrument::parse(imported.json.as_bytes()) {
            Ok(instrument) => assert_eq!(imported.names.misfit(&instrument), None),
            Err(ParseError::Defects(_) | ParseError::TooLarge { .. }) => {}
            Err(fault) => panic!("{fault}"),
        }
    }
    let instrument = shipped_instrument();
    let Some((headers, answers)) = tables[0].split_first() else { return };
    let Ok(responses) = Responses::new(instrument, &NAMES, None, headers) else { return };
    let mut versions = Versions::new(instrument, None);
    let mut faults = 0;
    for (number, row) in (2..).zip(answers) {
        faults += usize::from(versions.add((0, number), responses.row(row)).is_some());
        if let Ok(record) = responses.read(row) {
            let line = record.to_line(instrument);
            assert_eq!(read_json(&[instrument], line.as_bytes()), Ok(record));
        }
    }
    // No row is lost: each is a record, one once more, empty, one of several that differ, or told.
    let Sorted { records, repeats, blank, conflicts, .. } = versions.finish();
    let differing: usize = conflicts.iter().map(Vec::len).sum();
    let counted = usize::try_from(repeats + blank).expect("few");
    assert_eq!(records.len() + counted + differing + faults, answers.len());
});
