//! Answers that were collected with a form, row by row as records.
//!
//! A record is made as a canonical text and read like any other
//! ([`read_json`](crate::domain::record::read_json)), so that no rule of the format is written
//! twice. Its id follows from the answer's own id by a hash, for this instrument and campaign
//! alone: the same row gives the same record, and no id is carried. An answer may stand in several
//! tables, before and after it was edited: [`Versions`] finds the one that counts.

mod columns;
mod content;
mod lineage;
mod versions;

use super::names::Names;
use super::stamp::Stamp;
use super::{DECLINED, FULL, NOTHING, QUICK};
use crate::domain::answer::{Answer, Answers};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::{CampaignRef, Reason, Record};
use columns::Columns;
pub use columns::{HeaderFault, Ignored, Usage};
pub use content::Content;
pub use lineage::Lineage;
pub use versions::{Place, Sorted, Versions};

/// Longest cell that may hold an answer or an id, bytes.
const CELL_BYTES_MAX: usize = 200;

/// What ODK Central writes as the status of an answer that it could not decrypt.
const ENCRYPTED: &[&str] = &["not decrypted", "missing encrypted form data"];

/// Reads the rows of one table of answers.
#[derive(Debug)]
pub struct Responses<'a> {
    instrument: &'a Instrument,
    names: &'a Names,
    campaign: Option<CampaignRef>,
    columns: Columns,
    headers: Vec<String>,
}

/// What a row holds.
#[derive(Debug)]
pub struct RowRead {
    /// Which version of which answer it is; none where it has no id.
    pub lineage: Option<Lineage>,
    /// What it answers, or why it is no record.
    pub content: Result<Content, RowFault>,
}

/// Why a row is not a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{column}: {fault}")]
pub struct RowFault {
    /// The header of the column; empty where it is the whole row.
    pub column: String,
    /// What is wrong there.
    pub fault: CellFault,
}

/// What is wrong with a cell. The words for people are the command's; none repeats an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CellFault {
    /// No id of the answer.
    #[error("no id")]
    NoId,
    /// Collected with the form of another instrument or version.
    #[error("another instrument or version")]
    OtherInstrument,
    /// Rejected where it was collected.
    #[error("rejected where it was collected")]
    Rejected,
    /// A choice's words in place of its name.
    #[error("words in place of a choice's name")]
    Label,
    /// No choice of the question.
    #[error("no choice of this question")]
    UnknownChoice,
    /// Two priorities are the same, or a later one stands without an earlier one.
    #[error("priorities that contradict each other")]
    Priorities,
    /// More or fewer cells than headers.
    #[error("{found} cells below {expected} headers")]
    Cells {
        /// The cells of the row.
        found: usize,
        /// The headers.
        expected: usize,
    },
    /// Encrypted, and not decrypted by the server.
    #[error("not decrypted")]
    Encrypted,
    /// Not UTF-8, and so no name of a choice.
    #[error("not UTF-8")]
    Encoding,
    /// A longer cell than any choice or id.
    #[error("more than {CELL_BYTES_MAX} bytes")]
    TooLong,
    /// The answers contradict each other, or the form.
    #[error("{0}")]
    Refused(Reason),
}

impl<'a> Responses<'a> {
    /// Finds the columns of a table by its headers.
    pub fn new(
        instrument: &'a Instrument,
        names: &'a Names,
        campaign: Option<CampaignRef>,
        headers: &[String],
    ) -> Result<Self, HeaderFault> {
        if let Some(id) = names.misfit(instrument) {
            return Err(HeaderFault::Misfit(id));
        }
        let clean = |header: &String| header.trim_start_matches('\u{feff}').trim().to_owned();
        let headers: Vec<String> = headers.iter().map(clean).collect();
        let columns = Columns::find(instrument, names, &headers)?;
        Ok(Self { instrument, names, campaign, columns, headers })
    }

    /// The columns that are not read, and why.
    pub fn ignored(&self) -> Vec<Ignored> {
        self.columns.ignored(self.names, &self.headers)
    }

    /// Whether every row says of which instrument it is.
    pub const fn is_stamped(&self) -> bool {
        self.columns.stamp.is_some()
    }

    /// Whether an answer has the same id in every table, however often it was edited.
    pub const fn is_lasting(&self) -> bool {
        self.columns.lineage.lasts()
    }

    /// Reads a row by itself: as a version of an answer of which no other row is known.
    pub fn read(&self, row: &[String]) -> Result<Record, RowFault> {
        let RowRead { lineage, content } = self.row(row);
        let (content, row) = (content?, Row { headers: &self.headers, cells: row });
        let lineage = lineage.ok_or_else(|| self.no_id(&row))?;
        let (first, edits) = (lineage.first_id(), lineage.edits().count());
        content.record(self.instrument, self.campaign, first, edits).map_err(|refusal| {
            let column = self.column_of(&refusal.place);
            row.fault(column, CellFault::Refused(refusal.reason))
        })
    }

    /// Reads a row.
    pub fn row(&self, row: &[String]) -> RowRead {
        let row = Row { headers: &self.headers, cells: row };
        if row.cells.len() != self.headers.len() {
            let (found, expected) = (row.cells.len(), self.headers.len());
            let content = Err(row.fault(None, CellFault::Cells { found, expected }));
            return RowRead { lineage: None, content };
        }
        let lineage = self.columns.lineage.read(|at| row.text(at));
        RowRead { content: self.content(&row, lineage.as_ref()), lineage }
    }

    fn content(&self, row: &Row<'_>, lineage: Option<&Lineage>) -> Result<Content, RowFault> {
        let lineage = lineage.ok_or_else(|| self.no_id(row))?;
        for at in self.columns.lineage.all() {
            row.cell(at)?;
        }
        self.accepted(row)?;
        let form = self.form(row)?;
        let content =
            Content { form, answers: self.answers(row, form)?, priorities: self.priorities(row)? };
        // Whether it is a record does not depend on which version it is.
        let made = content.record(self.instrument, self.campaign, lineage.first_id(), 0);
        made.map(|_| content).map_err(|refusal| {
            row.fault(self.column_of(&refusal.place), CellFault::Refused(refusal.reason))
        })
    }

    fn no_id(&self, row: &Row<'_>) -> RowFault {
        row.fault(self.columns.lineage.first(), CellFault::NoId)
    }

    /// The column of a place in a record: `answers.` and an id, which may have points of its own.
    fn column_of(&self, place: &str) -> Option<usize> {
        let id = place.split_once('.').map_or("", |(_, id)| id);
        let mut questions = self.instrument.questions().zip(&self.columns.questions);
        questions.find_map(|((_, one), column)| (one == id).then_some(*column)).flatten()
    }

    /// Whether a row counts: of this instrument, and not rejected where it was collected.
    fn accepted(&self, row: &Row<'_>) -> Result<(), RowFault> {
        for &at in &self.columns.status {
            if ENCRYPTED.contains(&&*row.text(at).to_ascii_lowercase()) {
                return Err(row.fault(Some(at), CellFault::Encrypted));
            }
        }
        if let Some(at) = self.columns.stamp {
            let stamp = Stamp::read(row.cell(at)?);
            if stamp != Some(Stamp::of(self.instrument)) {
                return Err(row.fault(Some(at), CellFault::OtherInstrument));
            }
        }
        for &at in &self.columns.review {
            let word = row.text(at).to_ascii_lowercase().replace([' ', '-'], "_");
            if word == "rejected" || word.ends_with("not_approved") {
                return Err(row.fault(Some(at), CellFault::Rejected));
            }
        }
        Ok(())
    }

    fn form(&self, row: &Row<'_>) -> Result<Form, RowFault> {
        let Some(at) = self.columns.form else { return Ok(Form::Full) };
        match row.cell(at)? {
            "" | FULL => Ok(Form::Full),
            QUICK => Ok(Form::Quick),
            other => Err(row.fault(Some(at), unknown(other, false))),
        }
    }

    /// The answers, with what the form and the instrument's rules settle.
    fn answers(&self, row: &Row<'_>, form: Form) -> Result<Answers, RowFault> {
        let mut answers = Answers::new(self.instrument);
        let questions = self.instrument.questions().zip(&self.columns.questions);
        for ((question, id), column) in questions {
            let answer = match column {
                Some(at) => self.answer(row, id, *at)?,
                None => Answer::NotAsked,
            };
            if let Some(slot) = answers.slot(question) {
                *slot = answer;
            }
        }
        for item in 0..answers.items.len() {
            if answers.items[item] == Answer::Skipped {
                answers.items[item] = answers.settled(self.instrument, form, item);
            }
        }
        Ok(answers)
    }

    fn answer(&self, row: &Row<'_>, id: &str, at: usize) -> Result<Answer, RowFault> {
        let name = row.cell(at)?;
        if name.is_empty() {
            return Ok(Answer::Skipped);
        }
        let Some(named) = self.names.questions.get(id) else {
            return Err(row.fault(Some(at), CellFault::UnknownChoice));
        };
        named
            .choices
            .get(name)
            .copied()
            .ok_or_else(|| row.fault(Some(at), unknown(name, named.labels.contains(name))))
    }

    /// The priorities as a record has them; nothing where they are not asked.
    fn priorities(&self, row: &Row<'_>) -> Result<String, RowFault> {
        let Some(&first) = self.columns.ranks.first() else { return Ok(String::new()) };
        let mut chosen: Vec<&str> = Vec::new();
        let mut ended = false;
        for &at in &self.columns.ranks {
            let name = row.cell(at)?;
            let category = self.instrument.category_index(name).is_some();
            let word = at == first && matches!(name, NOTHING | DECLINED);
            if name.is_empty() {
                ended = true;
            } else if !category && !word {
                let label = self
                    .instrument
                    .categories
                    .iter()
                    .any(|one| one.name.zh == name || one.name.en == name);
                return Err(row.fault(Some(at), unknown(name, label)));
            } else if ended || chosen.contains(&name) {
                return Err(row.fault(Some(at), CellFault::Priorities));
            } else if category {
                chosen.push(name);
            }
            ended |= word;
        }
        Ok(match row.cell(first)? {
            "" => "null".to_owned(),
            DECLINED if chosen.is_empty() => format!("\"{DECLINED}\""),
            _ => {
                let ids: Vec<String> = chosen.iter().map(|id| format!("\"{id}\"")).collect();
                format!("[{}]", ids.join(","))
            }
        })
    }
}

/// What is wrong with a cell that is no name of a choice; it may be the choice's words.
fn unknown(text: &str, label: bool) -> CellFault {
    match text {
        _ if label => CellFault::Label,
        // What a table has in place of bytes that are no text.
        text if text.contains(char::REPLACEMENT_CHARACTER) => CellFault::Encoding,
        _ => CellFault::UnknownChoice,
    }
}

/// A row and what stands above it.
struct Row<'a> {
    headers: &'a [String],
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// A cell, whatever it holds; empty where the row ends before it.
    fn text(&self, at: usize) -> &'a str {
        self.cells.get(at).map_or("", |cell| cell.trim())
    }

    /// A cell that is short enough for an answer.
    fn cell(&self, at: usize) -> Result<&'a str, RowFault> {
        let text = self.text(at);
        if text.len() > CELL_BYTES_MAX {
            return Err(self.fault(Some(at), CellFault::TooLong));
        }
        Ok(text)
    }

    fn fault(&self, column: Option<usize>, fault: CellFault) -> RowFault {
        let column = column.and_then(|at| self.headers.get(at)).cloned().unwrap_or_default();
        RowFault { column, fault }
    }
}
