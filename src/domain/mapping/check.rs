//! Reading a mapping: it fits both instruments, or it is refused with the reason.

use super::{
    AnswerRule, AnswerWord, Dropped, Entry, MAPPING_FORMAT, Mapping, MappingFile, Rule, Source,
    Version,
};
use crate::domain::answer::Question;
use crate::domain::instrument::{Instrument, Nonresponse};

/// Largest file of a mapping, bytes.
pub const MAPPING_BYTES_MAX: usize = 1 << 18;

/// One of the two instruments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// That of the records there are.
    Old,
    /// That of the records to be made.
    New,
}

/// Why a file is not a mapping between two instruments.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MappingFault {
    /// The file is larger than [`MAPPING_BYTES_MAX`].
    #[error("the mapping has more than {MAPPING_BYTES_MAX} bytes")]
    TooLarge,
    /// Not JSON, or not of the shape of a mapping.
    #[error("no mapping: {0}")]
    Shape(#[from] serde_json::Error),
    /// The format is another.
    #[error("the format must be {MAPPING_FORMAT}")]
    Format,
    /// It is for another instrument.
    #[error("the {0:?} instrument is not the one that the mapping names")]
    Instrument(Side),
    /// It does not say on what grounds.
    #[error(
        "the field basis is empty: it has to say why the two are equivalent, and why the answers \
         to what is dropped may go"
    )]
    Basis,
    /// An instrument has no such question.
    #[error("the {0:?} instrument has no question {1}")]
    Unknown(Side, String),
    /// A question stands twice.
    #[error("{1} of the {0:?} instrument stands twice")]
    Twice(Side, String),
    /// A question of the new instrument has no entry.
    #[error("{0} has no entry")]
    Missing(String),
    /// A question of the old instrument is neither used nor dropped.
    #[error("{0} is neither used nor dropped")]
    Lost(String),
    /// An entry has a question of the old instrument and no use for it, or the other way round.
    #[error("{0}: from and answers do not go together")]
    Answers(String),
    /// The two are of different sorts: item, outcome, background, priorities.
    #[error("{0}: the questions are of different sorts")]
    Sort(String),
    /// The table has not one entry for each option, or names an option that there is not; the same
    /// needs as many options in both.
    #[error("{0}: the options do not fit")]
    Options(String),
    /// The old question offers a way of not answering that the new one does not.
    #[error("{0}: the new question does not offer every answer of the old one")]
    Offers(String),
    /// Priorities name categories that the new instrument does not have.
    #[error("{0}: the new instrument lacks a category")]
    Categories(String),
}

/// Reads a mapping from one instrument to another.
pub fn read_mapping<'a>(
    bytes: &[u8],
    from: &'a Instrument,
    to: &'a Instrument,
) -> Result<Mapping<'a>, MappingFault> {
    if bytes.len() > MAPPING_BYTES_MAX {
        return Err(MappingFault::TooLarge);
    }
    let file: MappingFile = serde_json::from_slice(bytes)?;
    Mapping::new(&file, from, to)
}

impl<'a> Mapping<'a> {
    /// The mapping of a file, if it fits both instruments.
    pub fn new(
        file: &MappingFile,
        from: &'a Instrument,
        to: &'a Instrument,
    ) -> Result<Self, MappingFault> {
        if file.format != MAPPING_FORMAT {
            return Err(MappingFault::Format);
        }
        for (side, named, known) in [(Side::Old, &file.from, from), (Side::New, &file.to, to)] {
            if *named != Version::of(known) {
                return Err(MappingFault::Instrument(side));
            }
        }
        if file.basis.trim().is_empty() {
            return Err(MappingFault::Basis);
        }
        whole(file, from, to)?;
        let dropped = dropped(file, from);
        let mut mapping = Self { from, to, rules: Vec::new(), priorities: None, dropped };
        for (question, id) in to.questions() {
            let entry = entry(file, id)?;
            let from = mapping.source(entry, question)?;
            mapping.rules.push(Rule { to: question, from });
        }
        if let Some(id) = priorities(to) {
            mapping.priorities = mapping.categories(entry(file, id)?)?;
        }
        Ok(mapping)
    }

    /// The old question of an entry and what becomes of its options.
    fn source(&self, entry: &Entry, to: Question) -> Result<Source, MappingFault> {
        let name = || entry.to.clone();
        let (from, rule) = match (&entry.from, &entry.answers) {
            (None, AnswerRule::Word(AnswerWord::NotAsked)) => return Ok(self.namesake(&entry.to)),
            (Some(from), rule) if *rule != AnswerRule::Word(AnswerWord::NotAsked) => (from, rule),
            _ => return Err(MappingFault::Answers(name())),
        };
        let known = self.from.questions().find(|(_, id)| id == from);
        let Some((question, _)) = known else {
            let unknown = || MappingFault::Unknown(Side::Old, from.clone());
            let named = priorities(self.from) == Some(from.as_str());
            return Err(if named { MappingFault::Sort(name()) } else { unknown() });
        };
        if std::mem::discriminant(&question) != std::mem::discriminant(&to) {
            return Err(MappingFault::Sort(name()));
        }
        let [old, new] = [(self.from, question), (self.to, to)]
            .map(|(instrument, question)| instrument.options_of(question).len());
        let table = match rule {
            AnswerRule::Table(table) => table.clone(),
            AnswerRule::Word(_) if old == new => (0..).take(old).collect(),
            AnswerRule::Word(_) => return Err(MappingFault::Options(name())),
        };
        if table.len() != old || table.iter().any(|&option| usize::from(option) >= new) {
            return Err(MappingFault::Options(name()));
        }
        let offered = offers(self.to, to);
        if offers(self.from, question).iter().any(|offer| !offered.contains(offer)) {
            return Err(MappingFault::Offers(name()));
        }
        Ok(Source::Taken(question, table))
    }

    /// A question that takes nothing over: one of the same id may be dropped.
    fn namesake(&self, id: &str) -> Source {
        let same = self.dropped.iter().find(|dropped| dropped.id == id);
        same.and_then(|dropped| dropped.question).map_or(Source::NotAsked, Source::Dropped)
    }

    /// The new category for each old one, where the priorities are taken over.
    fn categories(&self, entry: &Entry) -> Result<Option<Vec<u8>>, MappingFault> {
        let name = || entry.to.clone();
        match (&entry.from, &entry.answers) {
            (None, AnswerRule::Word(AnswerWord::NotAsked)) => return Ok(None),
            (Some(from), AnswerRule::Word(AnswerWord::Same)) => {
                if priorities(self.from) != Some(from.as_str()) {
                    return Err(MappingFault::Sort(name()));
                }
            }
            _ => return Err(MappingFault::Answers(name())),
        }
        let place = |id: &str| u8::try_from(self.to.category_index(id)?).ok();
        let all = self.from.categories.iter().map(|category| place(&category.id));
        let all: Option<Vec<u8>> = all.collect();
        all.map(Some).ok_or_else(|| MappingFault::Categories(name()))
    }
}

/// The id of the priorities question.
pub(super) fn priorities(instrument: &Instrument) -> Option<&str> {
    instrument.priorities_index().map(|at| instrument.outcomes[at].id.as_str())
}

/// The ids of all questions, the priorities last.
pub(super) fn all(instrument: &Instrument) -> Vec<&str> {
    instrument.questions().map(|(_, id)| id).chain(priorities(instrument)).collect()
}

fn offers(instrument: &Instrument, question: Question) -> &[Nonresponse] {
    match question {
        Question::Item(at) => instrument.items.get(usize::from(at)).map_or(&[], |one| &one.offers),
        _ => &[],
    }
}

fn entry<'f>(file: &'f MappingFile, id: &str) -> Result<&'f Entry, MappingFault> {
    let entry = file.questions.iter().find(|entry| entry.to == id);
    entry.ok_or_else(|| MappingFault::Missing(id.to_owned()))
}

/// The dropped questions in the order of the old instrument, whatever that of the file.
fn dropped<'a>(file: &MappingFile, from: &'a Instrument) -> Vec<Dropped<'a>> {
    let single = from.questions().map(|(question, id)| Dropped { id, question: Some(question) });
    let last = priorities(from).map(|id| Dropped { id, question: None });
    let named = |one: &Dropped<'_>| file.dropped.iter().any(|id| id == one.id);
    single.chain(last).filter(named).collect()
}

/// Every name is known and stands once, and no question of the old instrument is lost unsaid.
fn whole(file: &MappingFile, from: &Instrument, to: &Instrument) -> Result<(), MappingFault> {
    let (old, new) = (all(from), all(to));
    let mut seen: Vec<&str> = Vec::new();
    for Entry { to: id, .. } in &file.questions {
        if !new.contains(&id.as_str()) {
            return Err(MappingFault::Unknown(Side::New, id.clone()));
        }
        if seen.contains(&id.as_str()) {
            return Err(MappingFault::Twice(Side::New, id.clone()));
        }
        seen.push(id);
    }
    let mut used: Vec<&str> = Vec::new();
    for id in file.questions.iter().filter_map(|entry| entry.from.as_ref()).chain(&file.dropped) {
        if !old.contains(&id.as_str()) {
            return Err(MappingFault::Unknown(Side::Old, id.clone()));
        }
        if used.contains(&id.as_str()) {
            return Err(MappingFault::Twice(Side::Old, id.clone()));
        }
        used.push(id);
    }
    match old.into_iter().find(|id| !used.contains(id)) {
        Some(lost) => Err(MappingFault::Lost(lost.to_owned())),
        None => Ok(()),
    }
}
