//! By which names a form's answers are read.

use std::collections::{BTreeMap, BTreeSet};

use super::export::{Asked, Taken, export};
use super::import::import;
use crate::domain::answer::Answer;
use crate::domain::instrument::{Instrument, PRIORITIES_MAX};

/// What the choices of a form mean, question by question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The questions with one answer, by their ids.
    pub(super) questions: BTreeMap<String, Named>,
    /// The ids of the questions for each priority, first choice first.
    pub(super) ranks: Vec<String>,
    /// Columns of a form that hold no answer: notes.
    pub(super) silent: BTreeSet<String>,
    /// Whether no form was shown: then only the answers themselves can say that they are of the
    /// exported one.
    pub(super) assumed: bool,
}

/// One question of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// The groups around it, outermost first.
    pub(super) groups: Vec<String>,
    /// What each choice means.
    pub(super) choices: BTreeMap<String, Answer>,
    /// The words of the choices: found in a table in place of their names, they say how the table
    /// was made.
    pub(super) labels: BTreeSet<String>,
    /// The scores of its options, where it has any.
    pub(super) scores: Vec<Option<u8>>,
}

impl Names {
    /// The names that [`export`] gives, for answers that say that they were collected with it.
    pub fn of(instrument: &Instrument) -> Result<Self, Taken> {
        Ok(Self { assumed: true, ..import(&export(instrument, &Asked::All)?).names })
    }

    /// The first question of an instrument that these names are not of: there is none of its id, or
    /// it has other options or scores. Background questions may be missing.
    pub fn misfit(&self, instrument: &Instrument) -> Option<String> {
        let background = |id: &str| instrument.background.iter().any(|one| one.id == id);
        let fits = |id: &str, scores: &[Option<u8>]| match self.questions.get(id) {
            Some(named) => named.scores == scores,
            None => background(id),
        };
        let single = instrument.questions().find_map(|(question, id)| {
            let options = instrument.options_of(question);
            let scores: Vec<_> = options.iter().map(|option| option.score).collect();
            (!fits(id, &scores)).then(|| id.to_owned())
        });
        single.or_else(|| {
            let priorities = &instrument.outcomes[instrument.priorities_index()?];
            let ranks = PRIORITIES_MAX.min(instrument.categories.len());
            (self.ranks.len() != ranks).then(|| priorities.id.clone())
        })
    }
}
