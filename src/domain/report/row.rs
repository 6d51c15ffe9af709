//! One published quantity.

use super::codes::{Rule, Statistic, Table};
use crate::domain::answer::Question;
use crate::domain::randomised::TruthProbability;

/// Code of a quantity that may not be shown. No published quantity can have this value.
pub const WITHHELD: i32 = -9997;

/// Code of a cell that has no meaning in its row, such as the interval of a count.
pub const NOT_APPLICABLE: i32 = -9998;

/// Precision of a quantity that is not rounded.
pub const EXACT: f64 = 0.0;

/// People by one background question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// The background question, counted from 0.
    pub background: u8,
    /// The option, counted from 0; none for the people who picked none.
    pub option: Option<u8>,
}

impl Group {
    /// Option part of the code of the people who picked none.
    const NONE_PICKED: i32 = 99;

    /// The code in files: a hundred for each background question, and the option from 1.
    pub fn code(self) -> i32 {
        let option = self.option.map_or(Self::NONE_PICKED, |option| i32::from(option) + 1);
        (i32::from(self.background) + 1) * 100 + option
    }
}

/// A quantity, or why it is withheld.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// May be shown.
    Shown {
        /// The quantity.
        value: f64,
        /// Its 95 % interval, where it has one.
        interval: Option<(f64, f64)>,
        /// People it rests on, where that is not the quantity itself.
        n: Option<u64>,
    },
    /// May not be shown.
    Withheld(Rule),
}

/// One published quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The table.
    pub table: Table,
    /// The background question, counted from 0, of the table of who took part.
    pub background: Option<u8>,
    /// The group; none for everybody.
    pub group: Option<Group>,
    /// The category, counted from 0.
    pub category: Option<u8>,
    /// The second category of a correlation.
    pub category2: Option<u8>,
    /// The item, counted from 0.
    pub item: Option<u8>,
    /// The outcome, counted from 0.
    pub outcome: Option<u8>,
    /// The second outcome of a cross-table.
    pub outcome2: Option<u8>,
    /// Options first to last, or points from … to.
    pub part: Option<(u8, u8)>,
    /// The option of the second outcome.
    pub option2: Option<u8>,
    /// What the quantity is.
    pub statistic: Statistic,
    /// What the quantity is rounded to a multiple of; 0 where it is exact.
    pub precision: f64,
    /// The same of its interval.
    pub precision_interval: f64,
    /// λ, where the quantity is an estimate from randomised answers.
    pub truth: Option<TruthProbability>,
    /// The quantity.
    pub figure: Figure,
}

impl Row {
    /// A row about everybody.
    pub(super) const fn new(table: Table, statistic: Statistic, figure: Figure) -> Self {
        Self {
            table,
            background: None,
            group: None,
            category: None,
            category2: None,
            item: None,
            outcome: None,
            outcome2: None,
            part: None,
            option2: None,
            statistic,
            precision: EXACT,
            precision_interval: EXACT,
            truth: None,
            figure,
        }
    }

    /// The row with these precisions of its quantity and of the interval; none is exact.
    pub(super) fn rounded(self, value: Option<f64>, interval: Option<f64>) -> Self {
        let [precision, precision_interval] = [value, interval].map(|step| step.unwrap_or(EXACT));
        Self { precision, precision_interval, ..self }
    }

    /// The question whose options [`Row::part`] names; none where it names points.
    pub(super) const fn question(&self) -> Option<Question> {
        match (self.item, self.outcome, self.background) {
            (Some(item), _, _) => Some(Question::Item(item)),
            (_, Some(outcome), _) => Some(Question::Outcome(outcome)),
            (_, _, Some(background)) => Some(Question::Background(background)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_different_questions_have_different_codes() {
        let code = |background, option| Group { background, option }.code();
        assert_eq!(code(0, Some(0)), 101);
        assert_eq!(code(0, None), 199);
        assert_eq!(code(1, Some(3)), 204);
    }
}
