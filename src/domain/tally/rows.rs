//! The counts of a tally row by row, for whoever checks it against another computation. They are
//! exact and may be of one person: as confidential as the tally file, and never shown by a page.

use super::Tally;
use super::answers::AnswerCounts;
use super::more::GroupCounts;
use crate::domain::instrument::Instrument;

/// The words for having no option, in the order of `AnswerCounts::missing`.
const MISSING: [&str; 5] = ["na", "dk", "pn", "skipped", "not_asked"];

/// One count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRow {
    /// Whom it counts: nothing for everybody, otherwise the background they picked, as
    /// `bg_level=2` or `bg_level=2;bg_role=none`.
    pub group: String,
    /// Id of the question or of the category.
    pub question: String,
    /// The answer: an option's number, or a word for none. Empty for a category.
    pub answer: String,
    /// People who gave it, or who have a score in the category.
    pub people: u64,
    /// Sum of their scores in [`TALLY_UNITS`](super::TALLY_UNITS); none for an answer.
    pub sum: Option<u128>,
}

impl Tally {
    /// Every answer of every question, and the scores of every category: of everybody, by each
    /// background question, and by the first two of them together.
    pub fn rows(&self, instrument: &Instrument) -> Vec<CountRow> {
        let mut rows = Vec::new();
        let background = instrument.background.iter().map(|question| &question.id);
        for (id, counts) in background.zip(&self.background) {
            answers(id, counts, &mut rows);
        }
        for (item, counts) in instrument.items.iter().zip(&self.items) {
            answers(&item.id, counts, &mut rows);
        }
        for (outcome, counts) in instrument.choice_outcomes().iter().zip(&self.outcomes) {
            answers(&outcome.id, counts, &mut rows);
        }
        for (category, histogram) in instrument.categories.iter().zip(&self.categories) {
            let people = histogram.counts.values().sum();
            let each = histogram.counts.iter();
            let sum = each.map(|(score, people)| u128::from(*score) * u128::from(*people)).sum();
            let (group, answer) = (String::new(), String::new());
            let question = category.id.clone();
            rows.push(CountRow { group, question, answer, people, sum: Some(sum) });
        }
        for (question, groups) in instrument.background.iter().zip(&self.groups) {
            for (place, counts) in groups.iter().enumerate() {
                let group = picked(&question.id, place, question.options.len());
                scores(instrument, &group, counts, &mut rows);
            }
        }
        if let [first, second, ..] = instrument.background.as_slice() {
            let beside = second.options.len() + 1;
            for (place, counts) in self.cells.iter().enumerate() {
                let one = picked(&first.id, place / beside, first.options.len());
                let other = picked(&second.id, place % beside, second.options.len());
                scores(instrument, &format!("{one};{other}"), counts, &mut rows);
            }
        }
        rows
    }
}

/// A group by what its people picked.
fn picked(question: &str, place: usize, options: usize) -> String {
    if place < options { format!("{question}={place}") } else { format!("{question}=none") }
}

fn answers(question: &str, counts: &AnswerCounts, rows: &mut Vec<CountRow>) {
    let options = counts.options.iter().enumerate().map(|(at, people)| (at.to_string(), *people));
    let missing = MISSING.iter().map(|&word| word.to_owned()).zip(counts.missing());
    rows.extend(options.chain(missing).map(|(answer, people)| CountRow {
        group: String::new(),
        question: question.to_owned(),
        answer,
        people,
        sum: None,
    }));
}

fn scores(instrument: &Instrument, group: &str, counts: &GroupCounts, rows: &mut Vec<CountRow>) {
    for (category, moments) in instrument.categories.iter().zip(&counts.categories) {
        rows.push(CountRow {
            group: group.to_owned(),
            question: category.id.clone(),
            answer: String::new(),
            people: moments.n,
            sum: Some(moments.sum),
        });
    }
}
