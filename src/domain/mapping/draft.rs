//! A mapping to begin with: what is provably unchanged is the same, everything else is left to the
//! researcher, who has to say on what grounds before anything is converted.

use super::check::{all, priorities};
use super::{AnswerRule, AnswerWord, Entry, MAPPING_FORMAT, MappingFile, Version};
use crate::domain::answer::Question;
use crate::domain::instrument::Instrument;

/// On what grounds a draft holds questions to be the same.
const BASIS: &str = "Draft: only questions with the same words, options, scores and rules in both.";

/// The draft of a mapping. Questions that changed in any way are not asked and dropped; a
/// researcher who holds them to be equivalent says so in the file. A draft that drops something has
/// no `basis`, so that it is refused until somebody has written down why these answers may go.
pub fn draft(from: &Instrument, to: &Instrument) -> MappingFile {
    let mut questions = Vec::new();
    for (question, id) in to.questions() {
        let old = from.questions().find(|(_, old)| *old == id);
        let same = old.is_some_and(|(old, _)| unchanged(from, old, to, question));
        questions.push(entry(id, same));
    }
    if let Some(id) = priorities(to) {
        questions.push(entry(id, priorities(from) == Some(id) && same_priorities(from, to)));
    }
    let used = |id: &&str| questions.iter().any(|entry| entry.from.as_deref() == Some(*id));
    let dropped: Vec<String> =
        all(from).into_iter().filter(|id| !used(id)).map(str::to_owned).collect();
    let basis = if dropped.is_empty() { BASIS.to_owned() } else { String::new() };
    MappingFile {
        format: MAPPING_FORMAT.to_owned(),
        from: Version::of(from),
        to: Version::of(to),
        basis,
        questions,
        dropped,
    }
}

fn entry(id: &str, same: bool) -> Entry {
    let word = if same { AnswerWord::Same } else { AnswerWord::NotAsked };
    Entry { to: id.to_owned(), from: same.then(|| id.to_owned()), answers: AnswerRule::Word(word) }
}

/// Whether a question is the same in both: everything that people read or that answers mean.
/// Sources may differ, and the category, whose scores are made anew.
fn unchanged(from: &Instrument, old: Question, to: &Instrument, new: Question) -> bool {
    if from.options_of(old) != to.options_of(new) {
        return false;
    }
    match (old, new) {
        (Question::Item(old), Question::Item(new)) => {
            let (old, new) = (&from.items[usize::from(old)], &to.items[usize::from(new)]);
            (&old.stem, &old.instruction, &old.unit, &old.recall)
                == (&new.stem, &new.instruction, &new.unit, &new.recall)
                && (old.kind, old.referent, old.quick) == (new.kind, new.referent, new.quick)
                && (&old.offers, &old.not_applicable_when)
                    == (&new.offers, &new.not_applicable_when)
        }
        (Question::Outcome(old), Question::Outcome(new)) => {
            let old = &from.choice_outcomes()[usize::from(old)];
            let new = &to.choice_outcomes()[usize::from(new)];
            (&old.stem, &old.recall, old.kind) == (&new.stem, &new.recall, new.kind)
        }
        (Question::Background(old), Question::Background(new)) => {
            from.background[usize::from(old)].stem == to.background[usize::from(new)].stem
        }
        _ => false,
    }
}

/// Whether the priorities are asked in the same words among the same categories.
fn same_priorities(from: &Instrument, to: &Instrument) -> bool {
    let stem = |of: &Instrument| of.priorities_index().map(|at| of.outcomes[at].stem.clone());
    let names = |of: &Instrument| -> Vec<_> {
        of.categories.iter().map(|one| (one.id.clone(), one.name.clone())).collect()
    };
    stem(from) == stem(to) && names(from) == names(to)
}
