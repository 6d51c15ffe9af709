//! Answers that were collected with a form, row by row as records.
//!
//! A record is made as a canonical text and read like any other ([`read_json`]), so that no rule of
//! the format is written twice. Its id follows from the answer's own id by a hash, for this
//! instrument and campaign alone: the same row gives the same record, and no id is carried.

mod columns;

use sha2::{Digest as _, Sha256};

use super::names::Names;
use super::stamp::Stamp;
use super::{DECLINED, FULL, NOTHING, QUICK};
use crate::domain::answer::{Answer, Answers};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::{
    CampaignRef, RECORD_FORMAT, Reason, Record, RecordId, campaign_number, read_json,
};
use columns::Columns;
pub use columns::{HeaderFault, Ignored, Usage};

/// What the ids of records are derived under.
const DOMAIN: &[u8] = b"qingdan xlsform record id 1\0";

/// Longest cell that may hold an answer or an id, bytes.
const CELL_BYTES_MAX: usize = 200;

/// Reads the rows of one table of answers.
#[derive(Debug)]
pub struct Responses<'a> {
    instrument: &'a Instrument,
    names: &'a Names,
    campaign: Option<CampaignRef>,
    columns: Columns,
    headers: Vec<String>,
}

/// Why a row is not a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{column}: {fault}")]
pub struct RowFault {
    /// The header of the column.
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

    /// Reads a row.
    pub fn read(&self, row: &[String]) -> Result<Record, RowFault> {
        let row = Row { headers: &self.headers, cells: row };
        self.accepted(&row)?;
        let id = self.id(&row)?;
        let form = self.form(&row)?;
        let answers = self.answers(&row, form)?;
        let priorities = self.priorities(&row)?;
        let line = self.line(id, form, &answers, &priorities);
        read_json(&[self.instrument], line.as_bytes()).map_err(|refusal| {
            // `answers.` and the id, which may have points of its own.
            let id = refusal.place.split_once('.').map_or("", |(_, id)| id);
            let mut questions = self.instrument.questions().zip(&self.columns.questions);
            let column = questions.find_map(|((_, one), column)| (one == id).then_some(*column));
            row.fault(column.flatten(), CellFault::Refused(refusal.reason))
        })
    }

    /// Whether a row counts: of this instrument, and not rejected where it was collected.
    fn accepted(&self, row: &Row<'_>) -> Result<(), RowFault> {
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

    /// The id of the record, from the first id of the answer that is there.
    fn id(&self, row: &Row<'_>) -> Result<RecordId, RowFault> {
        let places = &self.columns.ids;
        let found = places.iter().find(|&&at| !row.text(at).is_empty());
        let at = *found.ok_or_else(|| row.fault(places.first().copied(), CellFault::NoId))?;
        let text = row.cell(at)?.to_ascii_lowercase();
        let bare = text.strip_prefix("uuid:").unwrap_or(&text);
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        hash.update(self.instrument.hash.0);
        let (campaign, wave) = self.campaign.map_or(([0; 4], 0), |one| (one.id, one.wave));
        hash.update(campaign);
        hash.update([wave]);
        hash.update(bare.as_bytes());
        let mut id = [0; 16];
        id.copy_from_slice(&hash.finalize()[..16]);
        Ok(RecordId(id))
    }

    fn form(&self, row: &Row<'_>) -> Result<Form, RowFault> {
        let Some(at) = self.columns.form else { return Ok(Form::Full) };
        match row.cell(at)? {
            "" | FULL => Ok(Form::Full),
            QUICK => Ok(Form::Quick),
            _ => Err(row.fault(Some(at), CellFault::UnknownChoice)),
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
        named.choices.get(name).copied().ok_or_else(|| {
            let label = named.labels.contains(name);
            row.fault(Some(at), if label { CellFault::Label } else { CellFault::UnknownChoice })
        })
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
                let fault = if label { CellFault::Label } else { CellFault::UnknownChoice };
                return Err(row.fault(Some(at), fault));
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

    /// The record as one line.
    fn line(&self, id: RecordId, form: Form, answers: &Answers, priorities: &str) -> String {
        let Instrument { id: name, version, hash, .. } = self.instrument;
        let form = if form == Form::Quick { "quick" } else { "full" };
        let campaign = self.campaign.map_or_else(
            || "\"campaign\":null,\"wave\":null".to_owned(),
            |one| format!("\"campaign\":\"{}\",\"wave\":{}", campaign_number(one.id), one.wave),
        );
        let background = self.instrument.background.len();
        let mut fields: Vec<String> = self
            .instrument
            .questions()
            .map(|(question, id)| format!("\"{id}\":{}", word(answers.get(question))))
            .collect();
        let mut others = fields.split_off(background);
        if let Some(at) = self.instrument.priorities_index() {
            others.push(format!("\"{}\":{priorities}", self.instrument.outcomes[at].id));
        }
        format!(
            "{{\"format\":\"{RECORD_FORMAT}\",\"instrument\":\"{name}\",\"version\":\"{version}\",\
             \"hash\":\"{hash}\",\"form\":\"{form}\",{campaign},\"id\":\"{id}\",\"revision\":0,\
             \"background\":{{{}}},\"answers\":{{{}}}}}",
            fields.join(","),
            others.join(",")
        )
    }
}

/// An answer as a record has it.
fn word(answer: Answer) -> String {
    match answer {
        Answer::Option(option) => option.to_string(),
        Answer::NotApplicable => "\"na\"".to_owned(),
        Answer::DontKnow => "\"dk\"".to_owned(),
        Answer::Declined => "\"pn\"".to_owned(),
        Answer::Skipped => "null".to_owned(),
        Answer::NotAsked => "\"not_asked\"".to_owned(),
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
