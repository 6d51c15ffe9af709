//! All rows of all tables: which of them are versions of one answer, and which of these counts.
//!
//! An answer counts once, as its latest version. Where nothing says which of two that differ is the
//! later one, neither counts, and both are told.

use std::collections::{BTreeMap, BTreeSet};

use super::content::Content;
use super::lineage::{Before, Edits, Lineage};
use super::{CellFault, RowFault, RowRead};
use crate::domain::instrument::Instrument;
use crate::domain::record::{CampaignRef, Record};

/// Where a row stands: the number of its table, and its number there.
pub type Place = (usize, u64);

/// The rows of some tables that were collected with one form.
#[derive(Debug)]
pub struct Versions<'a> {
    instrument: &'a Instrument,
    campaign: Option<CampaignRef>,
    rows: Vec<Row>,
}

/// What became of the rows without a fault of their own.
#[derive(Debug, Default)]
pub struct Sorted {
    /// One record for each answer, in an order that says nothing.
    pub records: Vec<Record>,
    /// Rows that are earlier versions of an answer, or the same once more.
    pub repeats: u64,
    /// Answers in which no question was answered.
    pub blank: u64,
    /// Rows of one answer that differ while nothing says which is the latest; none counts.
    pub conflicts: Vec<Vec<Place>>,
    /// Records of edited answers of which it is not known how often they were edited.
    pub unsure: u64,
}

/// What a row holds.
#[derive(Debug, PartialEq, Eq)]
enum Held {
    Content(Box<Content>),
    /// Rejected where it was collected.
    Rejected,
    /// A fault that was told.
    Unread,
}

#[derive(Debug)]
struct Row {
    place: Place,
    lineage: Lineage,
    held: Held,
}

impl<'a> Versions<'a> {
    /// No row yet.
    pub const fn new(instrument: &'a Instrument, campaign: Option<CampaignRef>) -> Self {
        Self { instrument, campaign, rows: Vec::new() }
    }

    /// Adds a row, and gives its fault where it has one of its own.
    pub fn add(&mut self, place: Place, read: RowRead) -> Option<RowFault> {
        let RowRead { lineage, content } = read;
        let (held, fault) = match content {
            Ok(content) => (Held::Content(Box::new(content)), None),
            Err(fault) if fault.fault == CellFault::Rejected => (Held::Rejected, Some(fault)),
            Err(fault) => (Held::Unread, Some(fault)),
        };
        if let Some(lineage) = lineage {
            self.rows.push(Row { place, lineage, held });
        }
        fault
    }

    /// Decides for every answer which of its versions counts.
    pub fn finish(self) -> Sorted {
        let mut sorted = Sorted::default();
        for rows in answers(self.rows) {
            sorted.answer(&rows, self.instrument, self.campaign);
        }
        sorted.records.sort_by_key(Record::id);
        sorted.conflicts.sort();
        sorted
    }
}

impl Sorted {
    /// Counts the versions of one answer.
    fn answer(&mut self, rows: &[Row], instrument: &Instrument, campaign: Option<CampaignRef>) {
        let edits = edits(rows);
        let first = first_id(rows);
        let latest = latest(&edits);
        let known = rows.iter().zip(&edits).zip(latest);
        let (last, earlier): (Vec<_>, Vec<_>) = known.partition(|(_, latest)| *latest);
        let holds = |row: &Row| matches!(row.held, Held::Content(_));
        self.repeats += count(earlier.iter().filter(|((row, _), _)| holds(row)).count());
        let read: Vec<(&Row, &Edits)> = last
            .into_iter()
            .map(|(row, _)| row)
            .filter(|(row, _)| row.held != Held::Unread)
            .collect();
        let Some((one, _)) = read.first() else { return };
        if read.iter().any(|(row, _)| row.held != one.held) {
            let differ = read.iter().filter(|(row, _)| holds(row));
            self.conflicts.push(differ.map(|(row, _)| row.place).collect());
            return;
        }
        let Held::Content(content) = &one.held else { return };
        self.repeats += count(read.len() - 1);
        if content.is_blank() {
            self.blank += 1;
            return;
        }
        let revision = read.iter().map(|(_, edits)| edits.count()).max().unwrap_or(0);
        let unsure = read.iter().all(|(_, edits)| matches!(edits, Edits::Since { .. }));
        self.unsure += u64::from(unsure && revision > 0);
        if let Ok(record) = content.record(instrument, campaign, &first, revision) {
            self.records.push(record);
        }
    }
}

fn count(number: usize) -> u64 {
    number as u64
}

/// The rows of each answer: those that share an id, or number and time of their arrival.
fn answers(rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut joined = Joined((0..rows.len()).collect());
    let mut seen: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for mark in row.lineage.marks() {
            let other = *seen.entry(mark).or_insert(at);
            joined.join(at, other);
        }
    }
    let mut answers: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    for (at, row) in rows.into_iter().enumerate() {
        answers.entry(joined.of(at)).or_default().push(row);
    }
    answers.into_values().collect()
}

impl Lineage {
    /// What the versions of one answer have in common: ids, and how it first came.
    fn marks(&self) -> impl Iterator<Item = (bool, String)> {
        let before = match &self.previous {
            // Where the first id is known, it is what counts: servers copy this one to duplicates.
            Before::Version(id) if self.root.is_none() => Some(id),
            _ => None,
        };
        let ids = [self.root.as_ref(), self.current.as_ref(), before].into_iter().flatten();
        let ids: Vec<_> = ids.map(|id| (true, id.clone())).collect();
        ids.into_iter().chain(self.arrival.iter().map(|text| (false, text.clone())))
    }
}

/// Which rows belong together: each points to one before it, the first to itself.
struct Joined(Vec<usize>);

impl Joined {
    fn of(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The first id of an answer: as a row declares it, else that of the version that no row has before
/// it.
fn first_id(rows: &[Row]) -> String {
    let declared = rows.iter().filter_map(|row| row.lineage.root.as_deref());
    if let Some(root) = declared.min() {
        return root.to_owned();
    }
    let has_before = |id: &str| {
        let same = |row: &&Row| row.lineage.current.as_deref() == Some(id);
        rows.iter().filter(same).any(|row| matches!(row.lineage.previous, Before::Version(_)))
    };
    let ids = rows.iter().map(|row| row.lineage.first_id());
    let first = ids.clone().filter(|id| !has_before(id)).min();
    first.or_else(|| ids.min()).unwrap_or_default().to_owned()
}

/// How many edits made each version, as far as the rows tell together: a version is one edit after
/// the one that it names.
fn edits(rows: &[Row]) -> Vec<Edits> {
    let by_id: BTreeMap<&str, usize> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| Some((row.lineage.current.as_deref()?, at)))
        .collect();
    let mut known: Vec<Option<Edits>> = vec![None; rows.len()];
    for start in 0..rows.len() {
        let (mut at, mut way, mut passed) = (start, Vec::new(), BTreeSet::new());
        let first = loop {
            if let Some(edits) = &known[at] {
                break Some(edits.clone());
            }
            if !passed.insert(at) {
                break None;
            }
            let edits = rows[at].lineage.edits();
            let before = match (&edits, &rows[at].lineage.previous) {
                (Edits::Since { .. }, Before::Version(id)) => by_id.get(id.as_str()),
                _ => None,
            };
            let Some(&before) = before else {
                known[at] = Some(edits.clone());
                break Some(edits);
            };
            way.push(at);
            at = before;
        };
        let mut edits = first;
        for at in way.into_iter().rev() {
            edits = edits.map(Edits::later);
            // Versions that name each other in a circle say nothing of each other.
            known[at] = edits.clone().or_else(|| Some(rows[at].lineage.edits()));
        }
    }
    known.into_iter().flatten().collect()
}

impl Edits {
    /// The same after one more.
    fn later(self) -> Self {
        match self {
            Self::Exactly(count) => Self::Exactly(count.saturating_add(1)),
            Self::Since { base, count } => Self::Since { base, count: count.saturating_add(1) },
        }
    }
}

/// Which versions are not known to be earlier than another.
fn latest(edits: &[Edits]) -> Vec<bool> {
    let most = edits.iter().map(Edits::count).max().unwrap_or(0);
    let mut bases: BTreeMap<&str, u32> = BTreeMap::new();
    for edit in edits {
        if let Edits::Since { base, count } = edit {
            let most = bases.entry(base).or_default();
            *most = (*most).max(*count);
        }
    }
    let is_latest = |edits: &Edits| match edits {
        Edits::Exactly(count) => *count >= most,
        Edits::Since { base, count } => bases.get(base.as_str()).is_none_or(|most| count >= most),
    };
    edits.iter().map(is_latest).collect()
}
