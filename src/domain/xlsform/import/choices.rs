//! The sheet of choices, list by list, and what the choices of a list mean in an instrument.

use std::collections::{BTreeMap, BTreeSet};

use super::marks;
use crate::domain::answer::Answer;
use crate::domain::instrument::OPTIONS_MAX;
use crate::domain::xlsform::draft::{Both, Choice};
use crate::domain::xlsform::language::Columns;
use crate::domain::xlsform::note::{Fault, Note};
use crate::domain::xlsform::sheet::Sheet;
use crate::domain::xlsform::{DECLINED, DONT_KNOW, NOT_APPLICABLE};

/// Highest score at which another scale than 0 to 100 is suspected.
const LOW_SCORE: u8 = 10;

/// One row of the sheet.
#[derive(Clone, Debug)]
struct Row {
    name: String,
    label: Option<[String; 2]>,
    score: String,
    missing: String,
    interval: Option<(u16, Option<u16>)>,
    code: Option<i8>,
}

/// All lists of a form.
pub(super) struct Lists(BTreeMap<String, Vec<Row>>);

/// The choices of a list as an instrument has them.
#[derive(Debug, Default)]
pub(super) struct Meant {
    pub(super) options: Vec<Choice>,
    pub(super) offers: Vec<&'static str>,
    pub(super) choices: BTreeMap<String, Answer>,
    pub(super) labels: BTreeSet<String>,
    /// The words of the ways of not answering.
    pub(super) ways: Vec<[String; 2]>,
    /// What is otherwise than in the list.
    pub(super) changed: Vec<Fault>,
}

impl Meant {
    /// The scores of the options.
    pub(super) fn scores(&self) -> Vec<Option<u8>> {
        self.options.iter().map(|option| option.score).collect()
    }
}

/// Headers of the choices that are carried over or without meaning for an instrument.
const KNOWN: &[&str] = &[
    "list_name",
    "list name",
    "name",
    "value",
    "score",
    "missing",
    "low",
    "high",
    "code",
    "order",
];

impl Lists {
    /// Reads the sheet.
    pub(super) fn read(sheet: &Sheet, usual: &str, notes: &mut Vec<Note>) -> Self {
        let columns = Columns::of(sheet, "label", usual);
        let list = sheet.column(&["list_name", "list name"]);
        let name = sheet.column(&["name", "value"]);
        let mut lists: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        let mut told = BTreeSet::new();
        let mut tell = |row, name: &str, fault| {
            notes.push(Note { sheet: "choices", row, name: name.to_owned(), fault });
        };
        if !columns.both() && !sheet.rows().is_empty() {
            tell(1, "", Fault::OneLanguage);
        }
        for (row, fault) in columns.unread(sheet, "label") {
            tell(Sheet::number(row), "", fault);
        }
        for row in 0..sheet.rows().len() {
            let at = |column: Option<usize>| column.map_or("", |column| sheet.at(row, column));
            let (list, name) = (at(list), at(name));
            if list.is_empty() {
                continue;
            }
            for (column, header) in sheet.headers().iter().enumerate() {
                if !is_known(header) && !sheet.at(row, column).is_empty() && told.insert(column) {
                    tell(Sheet::number(row), name, Fault::Column(header.clone()));
                }
            }
            for fault in columns
                .headers(sheet)
                .filter_map(|(column, header)| marks::fault(header, sheet.at(row, column)))
            {
                // A reference is told where the list is used.
                if matches!(fault, Fault::Marks(_)) {
                    tell(Sheet::number(row), name, fault);
                }
            }
            let found = columns.read(sheet, row);
            if columns.both() && found.as_ref().is_some_and(|found| found.repeated) {
                tell(Sheet::number(row), name, Fault::LabelMissing);
            }
            let low = whole(sheet.cell(row, "low"));
            lists.entry(list.to_owned()).or_default().push(Row {
                name: name.to_owned(),
                label: found.map(|found| found.text),
                score: sheet.cell(row, "score").to_owned(),
                missing: sheet.cell(row, "missing").to_ascii_lowercase(),
                interval: low.map(|low| (low, whole(sheet.cell(row, "high")))),
                code: sheet.cell(row, "code").parse().ok(),
            });
        }
        Self(lists)
    }

    /// Whether any choice of a list has a score.
    pub(super) fn is_scored(&self, list: &str) -> Result<bool, Fault> {
        let rows = self.0.get(list).ok_or_else(|| Fault::NoList(list.to_owned()))?;
        Ok(rows.iter().any(|row| !row.score.is_empty()))
    }

    /// The choices of a scored question: options in the order of their scores, and ways of not
    /// answering.
    pub(super) fn scored(&self, list: &str) -> Result<Meant, Fault> {
        let mut meant = Meant::default();
        let mut options: Vec<(&Row, u8)> = Vec::new();
        for row in self.rows(list)? {
            match (missing(row), row.score.as_str()) {
                (Some(way), "") => meant.way(row, way),
                (None, "") => return Err(Fault::NoScore(row.name.clone())),
                (_, score) => {
                    let score = whole::<u8>(score).filter(|score| *score <= 100);
                    options.push((row, score.ok_or_else(|| Fault::BadScore(row.name.clone()))?));
                }
            }
        }
        if !options.is_sorted_by_key(|(_, score)| *score) {
            options.sort_by_key(|(_, score)| *score);
            meant.changed.push(Fault::Reordered);
        }
        if let Some((_, top)) = options.last().filter(|(_, top)| *top <= LOW_SCORE) {
            meant.changed.push(Fault::LowScores(*top));
        }
        meant.with(options.into_iter().map(|(row, score)| (row, Some(score))))
    }

    /// The choices of any other question, as they stand. Declining is always allowed and no option.
    pub(super) fn unscored(&self, list: &str) -> Result<Meant, Fault> {
        let mut meant = Meant::default();
        let mut options = Vec::new();
        for row in self.rows(list)? {
            if row.score.is_empty() && missing(row) == Some(Answer::Declined) {
                meant.way(row, Answer::Declined);
            } else {
                options.push((row, whole::<u8>(&row.score).filter(|score| *score <= 100)));
            }
        }
        meant.with(options.into_iter())
    }

    /// The choices of a list, each of which stands there once and has a label.
    fn rows(&self, list: &str) -> Result<&[Row], Fault> {
        let rows = self.0.get(list).ok_or_else(|| Fault::NoList(list.to_owned()))?;
        let mut names = BTreeSet::new();
        for row in rows {
            if !names.insert(&row.name) {
                return Err(Fault::ChoiceTwice(row.name.clone()));
            }
            if row.label.is_none() || row.name.is_empty() {
                return Err(Fault::NoLabel);
            }
            if row.label.iter().flatten().any(|label| label.contains("${")) {
                return Err(Fault::ChoiceReference(row.name.clone()));
            }
        }
        Ok(rows)
    }
}

impl Meant {
    /// A choice that is a way of not answering.
    fn way(&mut self, row: &Row, way: Answer) {
        let offer = match way {
            Answer::NotApplicable => Some(NOT_APPLICABLE),
            Answer::DontKnow => Some(DONT_KNOW),
            _ => None,
        };
        self.offers.extend(offer.filter(|offer| !self.offers.contains(offer)));
        self.ways.extend(row.label.clone());
        self.name(row, way);
    }

    fn name(&mut self, row: &Row, answer: Answer) {
        self.choices.insert(row.name.clone(), answer);
        self.labels.extend(row.label.iter().flatten().cloned());
    }

    /// The same with options.
    fn with<'a>(
        mut self,
        options: impl ExactSizeIterator<Item = (&'a Row, Option<u8>)>,
    ) -> Result<Self, Fault> {
        if !(2..=OPTIONS_MAX).contains(&options.len()) {
            return Err(Fault::Choices(options.len()));
        }
        for (at, (row, score)) in (0..).zip(options) {
            self.name(row, Answer::Option(at));
            let label = Both::of(row.label.clone().unwrap_or_default());
            self.options.push(Choice { label, score, interval: row.interval, value: row.code });
        }
        Ok(self)
    }
}

/// The way of not answering that a choice is, by its own column or its name.
fn missing(row: &Row) -> Option<Answer> {
    let word = if row.missing.is_empty() { &row.name } else { &row.missing };
    match word.as_str() {
        NOT_APPLICABLE => Some(Answer::NotApplicable),
        DONT_KNOW => Some(Answer::DontKnow),
        DECLINED => Some(Answer::Declined),
        _ => None,
    }
}

fn is_known(header: &str) -> bool {
    let name = header.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
    name.is_empty() || name == "label" || KNOWN.contains(&name.as_str())
}

/// A whole number, also as a spreadsheet may write it: `25.0`.
fn whole<N: std::str::FromStr>(text: &str) -> Option<N> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}
