//! The tables that are declared ahead, as a row of cells: which cells a record sets, and what must
//! hold between the cells of any record.
//!
//! In this order:
//! 1. for each item that the form asks, each outcome and each background question of the campaign:
//!    one cell for each option, then one for each way of not answering that the question has;
//! 2. the priorities: first choice (each category, none for now, declined, skipped), second and
//!    third choice (each category, none), for each category one cell if it was not chosen, and two
//!    for people who chose exactly one category, or exactly two;
//! 3. for each category and for the index: one cell for each band of the score, and one for none;
//! 4. for each stratum question and each of those scores: the cells of 3 crossed with the options
//!    of the question and “picked none”, band by band.
//!
//! Each question and each score sets exactly one cell, each category is named at most once and no
//! place is left open before a later one, and crossed cells agree with what they cross: all of
//! that are equations, which the proof enforces for every single record. Of what a record says,
//! only one thing is not checked: that its bands are those of its answers. Who lies about that
//! gains no more than by lying in the answers.

use super::circuit::Equation;
use super::plan::Declared;
use crate::domain::answer::{Answer, Answers, Priorities, Question};
use crate::domain::instrument::{Form, Instrument, Nonresponse, PRIORITIES_MAX};
use crate::domain::record::Record;
use crate::domain::score::{Score, score};

/// A run of cells of which every record sets exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) first: usize,
    pub(super) cells: usize,
}

/// A question with one answer, and its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QuestionCells {
    pub(super) question: Question,
    pub(super) options: usize,
    /// The ways of not answering, in the order of the cells behind the options.
    pub(super) reasons: Vec<Answer>,
    pub(super) choice: Choice,
}

/// The cells of the priorities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PriorityCells {
    pub(super) chosen: [Choice; PRIORITIES_MAX],
    unchosen: usize,
    /// One category exactly, then two exactly.
    partial: usize,
}

/// The crossed cells of one stratum question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StratumCells {
    /// Place of the question in the instrument.
    pub(super) question: usize,
    /// Its options, and last “picked none”.
    pub(super) groups: usize,
    /// One for each score; cell `band * groups + group`.
    pub(super) scores: Vec<Choice>,
}

/// All cells of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tables {
    form: Form,
    categories: usize,
    /// Lowest points of each band.
    bands: Vec<u8>,
    pub(super) questions: Vec<QuestionCells>,
    pub(super) priorities: Option<PriorityCells>,
    /// Each category, then the index: the bands, and last none.
    pub(super) scores: Vec<Choice>,
    pub(super) strata: Vec<StratumCells>,
    pub(super) number: usize,
}

/// Hands out cells, one run after the other.
struct Next(usize);

impl Next {
    const fn choice(&mut self, cells: usize) -> Choice {
        let first = self.0;
        self.0 += cells;
        Choice { first, cells }
    }
}

impl Tables {
    /// The tables that a plan declares.
    pub(super) fn new(instrument: &Instrument, declared: &Declared) -> Self {
        let (mut next, form) = (Next(0), declared.form);
        let questions = instrument.questions().map(|(question, _)| question);
        let asked = questions.filter(|&question| match question {
            Question::Item(item) => instrument.asks(form, usize::from(item)),
            Question::Outcome(_) => true,
            Question::Background(at) => declared.background >> at & 1 == 1,
        });
        let questions = asked.map(|question| {
            let options = instrument.options_of(question).len();
            let reasons = reasons(instrument, question);
            let choice = next.choice(options + reasons.len());
            QuestionCells { question, options, reasons, choice }
        });
        let questions = questions.collect();
        let categories = instrument.categories.len();
        let priorities = instrument.priorities_index().map(|_| PriorityCells {
            chosen: [3, 1, 1].map(|others| next.choice(categories + others)),
            unchosen: next.choice(categories).first,
            partial: next.choice(2).first,
        });
        let bands: Vec<u8> = instrument.bands.iter().map(|band| band.from).collect();
        let scores = (0..=categories).map(|_| next.choice(bands.len() + 1)).collect();
        let strata = (0..instrument.background.len()).filter(|at| declared.strata >> at & 1 == 1);
        let strata = strata.map(|question| {
            let groups = instrument.background[question].options.len() + 1;
            let crossed = |_| next.choice((bands.len() + 1) * groups);
            StratumCells { question, groups, scores: (0..=categories).map(crossed).collect() }
        });
        let strata = strata.collect();
        let number = next.0;
        Self { form, categories, bands, questions, priorities, scores, strata, number }
    }

    /// The cells that a record sets; none where it does not fit the tables: another form, a
    /// question left out that is asked here.
    pub(super) fn cells(&self, instrument: &Instrument, record: &Record) -> Option<Vec<bool>> {
        let complete = record.complete();
        let answers = complete.answers();
        if complete.form() != self.form {
            return None;
        }
        let mut cells = vec![false; self.number];
        for question in &self.questions {
            cells[question.place(answers)?] = true;
        }
        if let Some(priorities) = &self.priorities {
            priorities.set(&answers.priorities, self.categories, &mut cells)?;
        }
        let scored = score(instrument, complete);
        let all = scored.categories.iter().map(|category| category.score).chain([scored.index]);
        let bands: Vec<usize> = all.map(|score| self.band(score)).collect();
        for (choice, band) in self.scores.iter().zip(&bands) {
            cells[choice.first + band] = true;
        }
        for stratum in &self.strata {
            let group = match answers.background.get(stratum.question)? {
                Answer::Option(option) => usize::from(*option),
                _ => stratum.groups - 1,
            };
            for (choice, band) in stratum.scores.iter().zip(&bands) {
                cells[choice.first + band * stratum.groups + group] = true;
            }
        }
        Some(cells)
    }

    /// The band of a score; behind the last one without a score.
    fn band(&self, score: Option<Score>) -> usize {
        let Some(score) = score else { return self.bands.len() };
        let reached = |from: &u8| score >= Score::whole(u64::from(*from));
        self.bands.iter().rposition(reached).unwrap_or(0)
    }

    /// What holds between the cells of every record.
    pub(super) fn equations(&self) -> Vec<Equation> {
        let mut equations: Vec<Equation> =
            self.questions.iter().map(|question| question.choice.exactly_one()).collect();
        if let Some(priorities) = &self.priorities {
            equations.extend(priorities.equations(self.categories));
        }
        equations.extend(self.scores.iter().map(|score| score.exactly_one()));
        for stratum in &self.strata {
            let Some(question) = self.background(stratum.question) else { continue };
            for (score, crossed) in self.scores.iter().zip(&stratum.scores) {
                equations.extend(stratum.equations(*score, *crossed, question));
            }
        }
        equations
    }

    /// The cells of a background question.
    pub(super) fn background(&self, at: usize) -> Option<&QuestionCells> {
        let sought = Question::Background(u8::try_from(at).ok()?);
        self.questions.iter().find(|cells| cells.question == sought)
    }

    /// Bands of a score, without “no score”.
    pub(super) const fn bands(&self) -> usize {
        self.bands.len()
    }
}

/// The ways in which a question can be left without an option.
fn reasons(instrument: &Instrument, question: Question) -> Vec<Answer> {
    let mut reasons = Vec::new();
    if let Question::Item(item) = question {
        let item = &instrument.items[usize::from(item)];
        let offers = |way| item.offers.contains(&way);
        if offers(Nonresponse::NotApplicable) || item.not_applicable_when.is_some() {
            reasons.push(Answer::NotApplicable);
        }
        if offers(Nonresponse::DontKnow) {
            reasons.push(Answer::DontKnow);
        }
    }
    reasons.extend([Answer::Declined, Answer::Skipped]);
    reasons
}

impl Choice {
    fn all(self) -> Vec<usize> {
        (self.first..self.first + self.cells).collect()
    }

    fn exactly_one(self) -> Equation {
        Equation { plus: self.all(), minus: Vec::new(), constant: 1 }
    }
}

impl QuestionCells {
    /// The cell that answers set.
    fn place(&self, answers: &Answers) -> Option<usize> {
        let cell = match answers.get(self.question) {
            Answer::Option(option) => Some(usize::from(option)).filter(|&at| at < self.options)?,
            other => self.options + self.reasons.iter().position(|&reason| reason == other)?,
        };
        Some(self.choice.first + cell)
    }
}

impl PriorityCells {
    fn set(&self, priorities: &Priorities, categories: usize, cells: &mut [bool]) -> Option<()> {
        let chosen = priorities.chosen();
        let without = match priorities {
            Priorities::Chosen(_) => None,
            Priorities::Nothing => Some(categories),
            Priorities::Declined => Some(categories + 1),
            Priorities::Skipped => Some(categories + 2),
            Priorities::NotAsked => return None,
        };
        for (rank, choice) in self.chosen.iter().enumerate() {
            let category = chosen.get(rank).map(|&category| usize::from(category));
            let without = if rank == 0 { without } else { Some(categories) };
            cells[choice.first + category.or(without)?] = true;
        }
        for category in 0..categories {
            let named = chosen.iter().any(|&chosen| usize::from(chosen) == category);
            cells[self.unchosen + category] = !named;
        }
        cells[self.partial] = chosen.len() == 1;
        cells[self.partial + 1] = chosen.len() == 2;
        Some(())
    }

    fn equations(&self, categories: usize) -> Vec<Equation> {
        let [first, second, third] = self.chosen;
        let mut equations: Vec<Equation> =
            self.chosen.iter().map(|choice| choice.exactly_one()).collect();
        equations.extend((0..categories).map(|category| {
            let mut plus: Vec<usize> = self.chosen.iter().map(|c| c.first + category).collect();
            plus.push(self.unchosen + category);
            Equation { plus, minus: Vec::new(), constant: 1 }
        }));
        let none = |choice: Choice| choice.first + categories;
        let nobody = vec![none(first), none(first) + 1, none(first) + 2, self.partial];
        equations.push(Equation { plus: vec![none(second)], minus: nobody, constant: 0 });
        let minus = vec![none(second), self.partial + 1];
        equations.push(Equation { plus: vec![none(third)], minus, constant: 0 });
        equations
    }
}

impl StratumCells {
    /// The bands of everybody are those of all groups together, and the people of a group are in
    /// its bands.
    fn equations(&self, score: Choice, crossed: Choice, question: &QuestionCells) -> Vec<Equation> {
        let (bands, groups) = (score.cells, self.groups);
        let cell = |band: usize, group: usize| crossed.first + band * groups + group;
        let by_band = (0..bands).map(|band| Equation {
            plus: (0..groups).map(|group| cell(band, group)).collect(),
            minus: vec![score.first + band],
            constant: 0,
        });
        let by_group = (0..groups).map(|group| Equation {
            plus: (0..bands).map(|band| cell(band, group)).collect(),
            minus: if group < question.options {
                vec![question.choice.first + group]
            } else {
                question.choice.all().split_off(question.options)
            },
            constant: 0,
        });
        by_band.chain(by_group).collect()
    }
}
