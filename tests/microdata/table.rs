//! A table as it was written, and an attack on it that shares no code with ours.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use qingdan::domain::answer::Question;
use serde_json::Value;

use super::world::instrument;

/// Names, and a code for each in every row; a campaign reads as 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) names: Vec<String>,
    pub(crate) rows: Vec<Vec<i16>>,
}

/// The table of a CSV file, whose lines end as RFC 4180 wants it.
pub(crate) fn parse(csv: &str) -> Table {
    let mut lines = csv.strip_suffix("\r\n").expect("a last line").split("\r\n");
    let names: Vec<String> = lines.next().unwrap().split(',').map(str::to_owned).collect();
    let code = |cell: &str| if cell.starts_with('c') { 0 } else { cell.parse().unwrap() };
    let rows: Vec<Vec<i16>> =
        lines.map(|line| line.split(',').map(code).collect::<Vec<i16>>()).collect();
    assert!(rows.iter().all(|row| row.len() == names.len()));
    Table { names, rows }
}

/// Column and code of a line of labels, none of a text; titles hold commas, so what is quoted is
/// passed over.
pub(crate) fn label(line: &str) -> (&str, Option<i16>) {
    let (column, _) = line.split_once(',').unwrap();
    let mut quoted = false;
    let mut plain = String::new();
    for char in line.chars() {
        quoted ^= char == '"';
        if !quoted && char != '"' {
            plain.push(char);
        }
    }
    let code = plain.split(',').nth(4).unwrap();
    (column, (!code.is_empty()).then(|| code.parse().unwrap()))
}

/// The table of a Parquet file, and its metadata.
pub(crate) fn read_parquet(path: &Path) -> (Table, BTreeMap<String, String>) {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let about = reader.metadata().file_metadata();
    let pairs = about.key_value_metadata().unwrap().iter();
    let metadata =
        pairs.map(|pair| (pair.key.clone(), pair.value.clone().unwrap_or_default())).collect();
    let columns = about.schema_descr().columns().iter();
    let names = columns.map(|column| column.name().to_owned()).collect();
    let code = |field: &Field| match field {
        Field::Short(code) => *code,
        Field::Str(campaign) if campaign.starts_with('c') => 0,
        other => panic!("{other:?}"),
    };
    let rows = reader.get_row_iter(None).unwrap();
    let rows = rows
        .map(|row| row.unwrap().get_column_iter().map(|(_, field)| code(field)).collect())
        .collect();
    (Table { names, rows }, metadata)
}

/// One number of another.
pub(crate) fn share(part: &Value, whole: &Value) -> f64 {
    part.as_f64().unwrap() / whole.as_f64().unwrap()
}

impl Table {
    /// The place of a column.
    pub(crate) fn column(&self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).expect("a column")
    }

    /// The codes of a column.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = i16> {
        let place = self.column(name);
        self.rows.iter().map(move |row| row[place])
    }

    /// The share of people who are found by so many of their answers, each tried so many times:
    /// row by row, with a generator of our own.
    pub(crate) fn attacked(&self, answers: usize, with_class: bool, rounds: usize) -> f64 {
        let questions = instrument().questions();
        let known: Vec<usize> = questions
            .filter(|(question, _)| !matches!(question, Question::Background(_)))
            .map(|(_, id)| self.column(id))
            .collect();
        let class = ["form", "bg_level", "bg_role"].map(|id| self.column(id));
        let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut draw = |end: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % end as u64).unwrap()
        };
        let (mut found, mut tries) = (0.0, 0.0);
        for person in &self.rows {
            for _ in 0..rounds {
                let mut picked: Vec<usize> =
                    known.iter().copied().filter(|place| person[*place] >= 0).collect();
                let mut places: Vec<usize> = if with_class { class.to_vec() } else { Vec::new() };
                for _ in 0..answers {
                    places.push(picked.remove(draw(picked.len())));
                }
                let agrees =
                    |row: &&Vec<i16>| places.iter().all(|place| row[*place] == person[*place]);
                tries += 1.0;
                if self.rows.iter().filter(agrees).take(2).count() == 1 {
                    found += 1.0;
                }
            }
        }
        found / tries
    }
}
