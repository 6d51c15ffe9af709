//! By which names a form's answers are read.

use std::collections::{BTreeMap, BTreeSet};

use super::export::{Asked, Taken, export};
use super::import::import;
use crate::domain::answer::{Answer, Question};
use crate::domain::instrument::{Instrument, PRIORITIES_MAX, Text};

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
    /// Its words, in 中文 and English.
    pub(super) stem: [String; 2],
    /// The words of its options, in their order.
    pub(super) options: Vec<[String; 2]>,
    /// The words of its ways of not answering.
    pub(super) ways: Vec<[String; 2]>,
}

impl Named {
    /// Whether one of its words is that of something else in the instrument: of another option, or
    /// of another question. Then a name means something else there than in the form.
    fn is_other(&self, instrument: &Instrument, question: Question) -> bool {
        let options = labels(instrument, question);
        let own = |at: usize| self.options.get(at).map(plain).unwrap_or_default();
        let moved = self.options.iter().enumerate().any(|(at, label)| {
            let known = options.get(at);
            let strange = |text: &String| known.is_none_or(|known| !known.contains(text));
            let mut strangers = plain(label).into_iter().filter(strange);
            strangers.any(|text| options.iter().any(|other| other.contains(&text)))
        });
        let silent = self.ways.iter().flat_map(plain).any(|text| {
            let taken = |(at, label): (usize, &[String; 2])| {
                label.contains(&text) && !own(at).contains(&text)
            };
            options.iter().enumerate().any(taken)
        });
        let stem = stem(instrument, question).map(plain_text);
        let exchanged = plain(&self.stem).into_iter().any(|text| {
            let mut others = instrument.questions().filter(|(other, _)| *other != question);
            !stem.contains(&text)
                && others
                    .any(|(other, _)| self::stem(instrument, other).map(plain_text).contains(&text))
        });
        moved || silent || exchanged
    }

    /// Whether it has words that the instrument does not have there.
    fn is_reworded(&self, instrument: &Instrument, question: Question) -> bool {
        let options = labels(instrument, question);
        let stem = stem(instrument, question).map(plain_text);
        let known = |label: &[String; 2], known: &[String; 2]| {
            plain(label).iter().all(|text| known.contains(text))
        };
        !known(&self.stem, &stem)
            || !self.options.iter().zip(&options).all(|(label, option)| known(label, option))
    }
}

/// The words of a question, in 中文 and English.
fn stem(instrument: &Instrument, question: Question) -> [&str; 2] {
    let Text { zh, en, .. } = match question {
        Question::Item(at) => &instrument.items[usize::from(at)].stem,
        Question::Outcome(at) => &instrument.outcomes[usize::from(at)].stem,
        Question::Background(at) => &instrument.background[usize::from(at)].stem,
    };
    [zh, en]
}

/// The words of its options, as they are compared.
fn labels(instrument: &Instrument, question: Question) -> Vec<[String; 2]> {
    let options = instrument.options_of(question).iter();
    options.map(|option| [&*option.label.zh, &*option.label.en].map(plain_text)).collect()
}

fn plain(words: &[String; 2]) -> [String; 2] {
    words.each_ref().map(|text| plain_text(text))
}

/// A text as it is compared: without white space, capitals and the shape of quotation marks, which
/// converters change.
fn plain_text(text: &str) -> String {
    let straight = |sign: char| match sign {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        sign => sign,
    };
    let signs = text.chars().filter(|sign| !sign.is_whitespace());
    signs.flat_map(char::to_lowercase).map(straight).collect()
}

impl Names {
    /// The names that [`export`] gives, for answers that say that they were collected with it.
    pub fn of(instrument: &Instrument) -> Result<Self, Taken> {
        Ok(Self { assumed: true, ..import(&export(instrument, &Asked::All)?).names })
    }

    /// The first question of an instrument that these names are not of: there is none of its id, it
    /// has other options or scores, or its words are those of another option or question.
    /// Background questions may be missing.
    pub fn misfit(&self, instrument: &Instrument) -> Option<String> {
        let background = |id: &str| instrument.background.iter().any(|one| one.id == id);
        let fits = |question, id: &str, scores: &[Option<u8>]| match self.questions.get(id) {
            Some(named) => named.scores == scores && !named.is_other(instrument, question),
            None => background(id),
        };
        let single = instrument.questions().find_map(|(question, id)| {
            let options = instrument.options_of(question);
            let scores: Vec<_> = options.iter().map(|option| option.score).collect();
            (!fits(question, id, &scores)).then(|| id.to_owned())
        });
        single.or_else(|| {
            let priorities = &instrument.outcomes[instrument.priorities_index()?];
            let ranks = PRIORITIES_MAX.min(instrument.categories.len());
            (self.ranks.len() != ranks).then(|| priorities.id.clone())
        })
    }
    /// The questions whose words, or whose options' words, are not those of the instrument, where
    /// these names are of it.
    pub fn reworded(&self, instrument: &Instrument) -> Vec<String> {
        let ids = instrument.questions().filter(|(question, id)| {
            let named = self.questions.get(*id);
            named.is_some_and(|named| named.is_reworded(instrument, *question))
        });
        ids.map(|(_, id)| id.to_owned()).collect()
    }
}
