//! The table: columns of codes, rows in an order by chance.

use std::collections::BTreeSet;

use super::coarse::{Kept, kept, shared};
use crate::domain::answer::{Answer, Priorities, Question};
use crate::domain::instrument::{Form, Instrument, PRIORITIES_MAX};
use crate::domain::randomised::Noise;
use crate::domain::record::{CampaignRef, Record};

/// Fewest records of which a table is made.
pub const RECORDS_MIN: usize = 30;

/// The columns that stand before the others where all records have the same campaign.
pub(super) const SCOPE: [&str; 2] = ["campaign", "wave"];

/// Random bytes for the place of each row.
pub const SHUFFLE_BYTES: usize = 16;

/// Codes of answers that are no option.
pub mod missing {
    /// Not applicable.
    pub const NOT_APPLICABLE: i16 = -1;
    /// Does not know.
    pub const DONT_KNOW: i16 = -2;
    /// Prefers not to say.
    pub const DECLINED: i16 = -3;
    /// Passed over.
    pub const SKIPPED: i16 = -4;
    /// Not asked in this form or campaign; in a priority also: no further choice.
    pub const NOT_ASKED: i16 = -5;
    /// Of a priority: none for now.
    pub const NOTHING: i16 = -6;
    /// Of the background: not told, for whatever reason, or withheld.
    pub const UNTOLD: i16 = -9;
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// 1 the full form, 2 the quick one.
    Form,
    /// The group of a background question, and its place among those that are kept.
    Background(Kept, usize),
    /// The answer to an item or an outcome.
    Answer(Question),
    /// The category that was chosen first, second or third, counted from 0.
    Priority(u8),
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: the id of its question. That of a randomised item says so.
    pub name: String,
    /// What stands in it.
    pub source: Source,
}

/// Records for research.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// What the codes mean.
    pub instrument: &'a Instrument,
    /// The columns.
    pub columns: Vec<Column>,
    /// A code for each column.
    pub rows: Vec<Vec<i16>>,
    /// The campaign and wave of all of them; none where they have none, or different ones.
    pub campaign: Option<CampaignRef>,
    /// What is known of the noise in the answers.
    pub noise: Noise,
    /// Fewest people who share form and background.
    pub minimum: u64,
    /// For each background question that is kept, how many people’s groups are not in the table,
    /// because too few would have shared them.
    pub withheld: Vec<(String, u64)>,
}

/// Why there is no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotExported {
    /// There are not enough records.
    #[error("{found} records, at least {RECORDS_MIN} are needed")]
    TooFew {
        /// As many as there are.
        found: usize,
    },
    /// Too few people have answered one of the forms.
    #[error("too few have answered the {form:?} form")]
    FewOfForm {
        /// That form.
        form: Form,
    },
    /// Two columns would have one name, or names that differ in nothing but capitals.
    #[error("there would be two columns {name}")]
    TwoColumns {
        /// That name.
        name: String,
    },
}

impl<'a> Table<'a> {
    /// The table of some records. Of the background so much is withheld that nobody’s form and
    /// background is shared by fewer than `minimum` people. `places` are random: rows stand in
    /// their order, so that nothing is left of the order in which records came.
    pub fn new(
        instrument: &'a Instrument,
        records: &[Record],
        noise: Noise,
        minimum: u64,
        places: &[[u8; SHUFFLE_BYTES]],
    ) -> Result<Self, NotExported> {
        if records.len() < RECORDS_MIN || places.len() < records.len() {
            return Err(NotExported::TooFew { found: records.len() });
        }
        let background = kept(instrument);
        let shared = shared(&background, records, minimum)?;
        let columns = columns(instrument, &background, &noise);
        one_of_each(&columns)?;
        let mut by_chance: Vec<_> = places.iter().zip(records.iter().zip(&shared)).collect();
        by_chance.sort_by_key(|(place, _)| **place);
        let row = |record: &Record, shared: &Vec<Option<u8>>| {
            let codes =
                columns.iter().map(|column| code(instrument, column.source, record, shared));
            codes.collect::<Vec<i16>>()
        };
        let rows = by_chance.into_iter().map(|(_, (record, shared))| row(record, shared)).collect();
        let first = records[0].campaign();
        let campaign = first.filter(|_| records.iter().all(|record| record.campaign() == first));
        let mut withheld = Vec::new();
        for (place, kept) in background.iter().enumerate() {
            let told = records.iter().filter(|record| kept.group(record).is_some()).count();
            let left = shared.iter().filter(|shared| shared[place].is_some()).count();
            let id = instrument.background[usize::from(kept.question)].id.clone();
            withheld.push((id, (told - left) as u64));
        }
        Ok(Self { instrument, columns, rows, campaign, noise, minimum, withheld })
    }
}

fn columns(instrument: &Instrument, background: &[Kept], noise: &Noise) -> Vec<Column> {
    let mut columns = vec![Column { name: "form".to_owned(), source: Source::Form }];
    for (place, kept) in background.iter().enumerate() {
        let name = instrument.background[usize::from(kept.question)].id.clone();
        columns.push(Column { name, source: Source::Background(*kept, place) });
    }
    for (question, id) in instrument.questions() {
        let name = match question {
            Question::Background(_) => continue,
            Question::Item(item) if noise.has(usize::from(item)) => [id, "_randomised"].concat(),
            _ => id.to_owned(),
        };
        columns.push(Column { name, source: Source::Answer(question) });
    }
    if let Some(at) = instrument.priorities_index() {
        let id = &instrument.outcomes[at].id;
        for (rank, number) in (0..).zip(1..=PRIORITIES_MAX) {
            let (name, source) = (format!("{id}_{number}"), Source::Priority(rank));
            columns.push(Column { name, source });
        }
    }
    columns
}

/// Refuses a table in which nobody could tell two columns apart.
fn one_of_each(columns: &[Column]) -> Result<(), NotExported> {
    let mut names = BTreeSet::from(SCOPE.map(str::to_owned));
    match columns.iter().find(|column| !names.insert(column.name.to_ascii_lowercase())) {
        Some(column) => Err(NotExported::TwoColumns { name: column.name.clone() }),
        None => Ok(()),
    }
}

/// Code of a form.
pub(super) const fn form_code(form: Form) -> i16 {
    match form {
        Form::Full => 1,
        Form::Quick => 2,
    }
}

/// What a record has in a column.
fn code(instrument: &Instrument, source: Source, record: &Record, shared: &[Option<u8>]) -> i16 {
    let answers = record.complete().answers();
    match source {
        Source::Form => form_code(record.complete().form()),
        Source::Background(_, place) => shared[place].map_or(missing::UNTOLD, i16::from),
        Source::Answer(question) => match answers.get(question) {
            Answer::Option(option) => i16::from(option),
            Answer::NotApplicable => missing::NOT_APPLICABLE,
            Answer::DontKnow => missing::DONT_KNOW,
            Answer::Declined => missing::DECLINED,
            Answer::Skipped => missing::SKIPPED,
            Answer::NotAsked => missing::NOT_ASKED,
        },
        Source::Priority(rank) => match &answers.priorities {
            Priorities::Chosen(chosen) => {
                let chosen = chosen.get(usize::from(rank));
                let known = chosen.filter(|at| usize::from(**at) < instrument.categories.len());
                known.map_or(missing::NOT_ASKED, |at| i16::from(*at))
            }
            Priorities::Nothing => missing::NOTHING,
            Priorities::Declined => missing::DECLINED,
            Priorities::Skipped => missing::SKIPPED,
            Priorities::NotAsked => missing::NOT_ASKED,
        },
    }
}

#[cfg(test)]
mod tests;
