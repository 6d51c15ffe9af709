//! A form as a workbook or as a folder of three tables.

use std::fmt::Display;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, XlsxError};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError as Unwritten,
};
use zip::ZipArchive;

use super::table::Table;
use super::{tr, write_new};
use crate::cli::CliError;
use crate::domain::xlsform::{COLUMNS_MAX, Form, ROWS_MAX, Sheet, TooLarge};

/// Largest workbook that is read, bytes.
const FILE_BYTES_MAX: u64 = 32 << 20;
/// Most that a workbook may hold when it is unpacked, bytes.
const UNPACKED_BYTES_MAX: u64 = 256 << 20;

/// The names of the sheets.
const SHEETS: [&str; 3] = ["survey", "choices", "settings"];
/// Columns of numbers.
const NUMBERS: &[&str] = &["score", "low", "high", "code"];
/// Columns of texts that take more room.
const WIDE: &[&str] = &["label", "hint", "form_title", "constraint_message"];

/// The bytes of a form as a workbook: the same for the same form, whenever and wherever.
pub(super) fn workbook(form: &Form) -> Result<Vec<u8>, Unwritten> {
    let mut workbook = Workbook::new();
    // A day that says nothing about when the form was made.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let head = Format::new().set_bold();
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (name, sheet) in SHEETS.iter().zip([&form.survey, &form.choices, &form.settings]) {
        let page = workbook.add_worksheet();
        page.set_name(*name)?;
        page.set_freeze_panes(1, 0)?;
        for (column, header) in (0_u16..).zip(sheet.headers()) {
            page.write_string_with_format(0, column, header, &head)?;
            let wide = WIDE.iter().any(|name| header.split(':').next() == Some(name));
            page.set_column_width(column, if wide { 44 } else { 16 })?;
        }
        for (row, cells) in (1_u32..).zip(sheet.rows()) {
            fill(page, row, sheet.headers(), cells, &body)?;
        }
    }
    workbook.save_to_buffer()
}

/// Writes the cells of a row that hold something.
fn fill(
    page: &mut Worksheet,
    row: u32,
    headers: &[String],
    cells: &[String],
    body: &Format,
) -> Result<(), Unwritten> {
    for ((column, header), cell) in (0_u16..).zip(headers).zip(cells) {
        let number = cell.parse::<i32>().ok().filter(|_| NUMBERS.contains(&header.as_str()));
        match number {
            Some(number) => page.write_number_with_format(row, column, number, body)?,
            None if cell.is_empty() => continue,
            None => page.write_string_with_format(row, column, cell, body)?,
        };
    }
    Ok(())
}

/// Writes a form as three tables into a folder.
pub(super) fn write_tables(form: &Form, folder: &Path) -> Result<(), CliError> {
    fs::create_dir_all(folder).map_err(|error| CliError::WriteTo(folder.to_path_buf(), error))?;
    let sheets = SHEETS.iter().zip([&form.survey, &form.choices, &form.settings]);
    let tables: Vec<_> =
        sheets.map(|(name, sheet)| (folder.join(format!("{name}.csv")), sheet)).collect();
    if let Some((path, _)) = tables.iter().find(|(path, _)| path.exists()) {
        return Err(CliError::Exists(path.clone()));
    }
    for (path, sheet) in tables {
        let mut table = csv::Writer::from_writer(Vec::new());
        for row in std::iter::once(sheet.headers()).chain(sheet.rows().iter().map(Vec::as_slice)) {
            table.write_record(row).map_err(|fault| CliError::input(&path, &fault))?;
        }
        let bytes = table.into_inner().map_err(|fault| CliError::input(&path, &fault.error()))?;
        write_new(&path, &bytes)?;
    }
    Ok(())
}

/// Reads a form: a workbook, or a folder with `survey.csv`, `choices.csv` and `settings.csv`.
pub(super) fn read_form(path: &Path) -> Result<Form, CliError> {
    if path.is_dir() {
        return read_tables(path);
    }
    let unread = |error| CliError::Read(path.to_path_buf(), error);
    let size = fs::metadata(path).map_err(unread)?.len();
    if size > FILE_BYTES_MAX {
        return Err(too_large(path));
    }
    let bytes = fs::read(path).map_err(unread)?;
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(&bytes)) {
        let parts = 0..archive.len();
        let sizes = parts.map(|at| archive.by_index_raw(at).map_or(0, |part| part.size()));
        if sizes.fold(0, u64::saturating_add) > UNPACKED_BYTES_MAX {
            return Err(too_large(path));
        }
    }
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|fault| unfit(path, &fault))?;
    let names = book.sheet_names();
    let mut sheets = [Sheet::default(), Sheet::default(), Sheet::default()];
    for (wanted, sheet) in SHEETS.iter().zip(&mut sheets) {
        let found = names.iter().find(|name| name.trim().eq_ignore_ascii_case(wanted));
        let Some(name) = found else { continue };
        let rows = rows(&mut book, name).map_err(|fault| match fault {
            Unread::TooLarge => too_large(path),
            Unread::Unfit(fault) => unfit(path, &fault),
        })?;
        *sheet = Sheet::read(rows).map_err(|TooLarge| too_large(path))?;
    }
    checked(sheets, path)
}

/// Why the rows of a sheet cannot be read.
enum Unread {
    TooLarge,
    Unfit(XlsxError),
}

/// The rows of a sheet, cell by cell: a single cell far away must not take the memory of all
/// between.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Vec<Vec<String>>, Unread> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(Unread::Unfit)?;
    while let Some(found) = cells.next_cell().map_err(Unread::Unfit)? {
        let text = cell(&Data::from(found.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        let (row, column) = found.get_position();
        let place = |at: u32, most: usize| usize::try_from(at).ok().filter(|&at| at < most);
        let (row, column) =
            place(row, ROWS_MAX).zip(place(column, COLUMNS_MAX)).ok_or(Unread::TooLarge)?;
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = text;
    }
    Ok(rows)
}

fn unfit(path: &Path, fault: &dyn Display) -> CliError {
    let words = tr(
        "不是能读的 .xlsx 工作簿。旧的 .xls 请另存为 .xlsx；要是 CSV，请给出放着 survey.csv 和 \
         choices.csv 的文件夹"
            .to_owned(),
        format!(
            "no .xlsx workbook that can be read ({fault}). Save an old .xls as .xlsx; of tables, \
             give the folder with survey.csv and choices.csv"
        ),
    );
    CliError::input(path, &words)
}

/// A cell as a text, a whole number without a point.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}

fn read_tables(folder: &Path) -> Result<Form, CliError> {
    let mut sheets = [Sheet::default(), Sheet::default(), Sheet::default()];
    for (name, sheet) in SHEETS.iter().zip(&mut sheets) {
        let path = folder.join(format!("{name}.csv"));
        if *name == "settings" && !path.exists() {
            continue;
        }
        let rows = read_table(&path)?;
        *sheet = Sheet::read(rows).map_err(|TooLarge| too_large(&path))?;
    }
    checked(sheets, folder)
}

/// The rows of a table of a form, each in the place of its number.
fn read_table(path: &Path) -> Result<Vec<Vec<String>>, CliError> {
    let mut table = Table::open(path)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some((number, cells)) = table.next()? {
        let columns = rows.first().map_or(cells.len(), Vec::len);
        if cells.iter().skip(columns).any(|cell| !cell.is_empty()) {
            let words = tr(
                format!(
                    "第 {number} 行的格子比表头多，对不上哪一格是哪一列。文字里有逗号的格子要加引号，\
                     请改好再来"
                ),
                format!(
                    "row {number} has more cells than there are headers, so nobody can tell which \
                     is which: put quotation marks around words with commas"
                ),
            );
            return Err(CliError::input(path, &words));
        }
        if cells.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER)) {
            let words = tr(
                format!("第 {number} 行不是 UTF-8 编码。请在 Excel 里另存为“CSV UTF-8”再来"),
                format!("row {number} is not UTF-8: save the table in Excel as “CSV UTF-8”"),
            );
            return Err(CliError::input(path, &words));
        }
        let at = usize::try_from(number).ok().filter(|at| *at <= ROWS_MAX);
        let at = at.ok_or_else(|| too_large(path))?;
        if !rows.is_empty() {
            rows.resize(at.saturating_sub(1), Vec::new());
        }
        rows.push(cells);
    }
    Ok(rows)
}

/// A form that has questions and choices.
fn checked([survey, choices, settings]: [Sheet; 3], path: &Path) -> Result<Form, CliError> {
    for (name, sheet) in SHEETS.iter().zip([&survey, &choices]) {
        if sheet.headers().is_empty() {
            let words = tr(
                format!("里面没有名为 {name} 的工作表，所以不是 XLSForm"),
                format!("has no sheet {name}, so it is no XLSForm"),
            );
            return Err(CliError::input(path, &words));
        }
        let columns: [&[&str]; 2] = match *name {
            "survey" => [&["type"], &["name"]],
            _ => [&["list_name", "list name"], &["name", "value"]],
        };
        let missing = columns.into_iter().find(|names| {
            let is = |header: &String| names.iter().any(|name| header.eq_ignore_ascii_case(name));
            !sheet.headers().iter().any(is)
        });
        if let Some(column) = missing.and_then(<[_]>::first) {
            let words = tr(
                format!("{name} 表没有 {column} 这一列，所以不是 XLSForm。第一行要是表头"),
                format!(
                    "the sheet {name} has no column {column}, so this is no XLSForm: the first row \
                     holds the headers"
                ),
            );
            return Err(CliError::input(path, &words));
        }
    }
    Ok(Form { survey, choices, settings })
}

fn too_large(path: &Path) -> CliError {
    let words = tr(
        "太大了。表单最多 32 MB，每张表最多 10,000 行、500 列，每格最多 4,000 个字符",
        "too large: a form has at most 32 MB, a sheet 10,000 rows and 500 columns, a cell 4,000 \
         characters",
    );
    CliError::input(path, &words)
}
