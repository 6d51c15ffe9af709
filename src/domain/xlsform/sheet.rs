//! The three sheets of a form.

/// Most rows of a sheet that is read, the headers included.
pub const ROWS_MAX: usize = 10_000;
/// Longest cell of a sheet that is read, characters.
pub const CELL_CHARS_MAX: usize = 4_000;
/// Most columns of a sheet that is read.
pub const COLUMNS_MAX: usize = 500;

/// A table: headers, and rows of cells that are texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A sheet that is larger than is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "more than {ROWS_MAX} rows, {COLUMNS_MAX} columns or {CELL_CHARS_MAX} characters in a cell"
)]
pub struct TooLarge;

/// A form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The questions, in the order asked.
    pub survey: Sheet,
    /// The lists of choices.
    pub choices: Sheet,
    /// Title, id and version.
    pub settings: Sheet,
}

/// A cell on one line: an instrument has no line breaks in its texts.
fn one_line(cell: &str) -> String {
    let lines = cell.split(['\n', '\r', '\t']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

impl Sheet {
    /// A sheet of rows, the first of which are the headers.
    pub fn read(mut rows: Vec<Vec<String>>) -> Result<Self, TooLarge> {
        let small = |row: &Vec<String>| {
            row.len() <= COLUMNS_MAX && row.iter().all(|cell| cell.len() <= 4 * CELL_CHARS_MAX)
        };
        if rows.len() > ROWS_MAX || !rows.iter().all(small) {
            return Err(TooLarge);
        }
        for cell in rows.iter_mut().flatten() {
            *cell = one_line(cell);
        }
        if rows.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self { headers: rows.remove(0), rows })
    }

    /// An empty sheet with headers.
    pub(super) fn with(headers: &[&str]) -> Self {
        let headers = headers.iter().map(|header| (*header).to_owned()).collect();
        Self { headers, rows: Vec::new() }
    }

    /// Adds a row: cells by header, the others empty. A cell of no column is not written.
    pub(super) fn add(&mut self, cells: &[(&str, &str)]) {
        let cell = |header: &String| {
            let found = cells.iter().find(|(name, _)| name == header);
            found.map_or_else(String::new, |(_, value)| (*value).to_owned())
        };
        self.rows.push(self.headers.iter().map(cell).collect());
    }

    /// The headers.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The rows below the headers.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The number that a program shows beside a row, counted from 1 with the headers.
    pub(super) const fn number(row: usize) -> usize {
        row + 2
    }

    /// The column with one of some names, whatever their case.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        let place = |name: &str| {
            self.headers.iter().position(|header| header.trim().eq_ignore_ascii_case(name))
        };
        names.iter().find_map(|name| place(name))
    }

    /// The cell of a row under a header; empty where there is none.
    pub fn cell(&self, row: usize, name: &str) -> &str {
        self.column(&[name]).map_or("", |column| self.at(row, column))
    }

    /// The cell at a place; empty where there is none.
    pub(super) fn at(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", |cell| cell.trim())
    }
}
