//! The world of ODK and KoboToolbox: an instrument as an XLSForm, a form as an instrument, and
//! answers that were collected with such a form as records.
//!
//! Tables in, tables out: what is a workbook or a file is the business of the command. A form has
//! three [`Sheet`]s ([`Form`]). [`export`] writes one, [`import`] reads one and says in [`Note`]s
//! what could not be carried over, and [`Responses`] reads a table of answers by the [`Names`] that
//! a form gave to questions and choices.
//!
//! Beyond the columns of the standard (xlsform.org) a form has some of its own, which
//! other programs pass over: `score`, `missing`, `low`, `high` and `code` of a choice; `role`,
//! `kind`, `referent`, `unit_zh`, `unit_en`, `recall_zh` and `recall_en` of a question. The
//! calculated question [`STAMP`] carries the instrument's id, version and hash into every row of
//! answers.

mod condition;
mod draft;
mod export;
mod import;
mod language;
mod lists;
mod names;
mod note;
mod responses;
mod sheet;
mod stamp;
mod words;

pub use export::{Asked, Taken, export};
pub use import::{Imported, import};
pub use names::Names;
pub use note::{Fault, Note};
pub use responses::{
    CellFault, Content, HeaderFault, Ignored, Lineage, Place, Responses, RowFault, RowRead, Sorted,
    Usage, Versions,
};
pub use sheet::{CELL_CHARS_MAX, COLUMNS_MAX, Form, ROWS_MAX, Sheet, TooLarge};
pub use stamp::Stamp;

/// The calculated question that carries the instrument's id, version and hash.
pub const STAMP: &str = "qd_instrument";
/// The question that asks for the full or the quick form.
pub const FORM: &str = "qd_form";
/// The choice of the full form.
pub const FULL: &str = "full";
/// The choice of the quick form.
pub const QUICK: &str = "quick";
/// The choice “not applicable”.
pub const NOT_APPLICABLE: &str = "na";
/// The choice “don't know”.
pub const DONT_KNOW: &str = "dk";
/// The choice “prefer not to say”.
pub const DECLINED: &str = "pn";
/// The choice “none for now” of the priorities.
pub const NOTHING: &str = "none";
/// The header of labels in Chinese, and the form's default language.
pub(crate) const CHINESE: &str = "中文 (zh)";
/// The header of labels in English.
pub(crate) const ENGLISH: &str = "English (en)";
