//! Answers, and the set of them that an interview or a record holds.

use super::instrument::{Form, Instrument, PRIORITIES_MAX, ResponseOption};

/// An answer to one question: an option, or the reason why there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// The option picked, counted from 0.
    Option(u8),
    /// Not applicable: leaves the denominator of its category.
    NotApplicable,
    /// The respondent does not know.
    DontKnow,
    /// The respondent prefers not to say.
    Declined,
    /// Passed over.
    #[default]
    Skipped,
    /// Not asked in this form or campaign.
    NotAsked,
}

impl Answer {
    /// The option picked, if any.
    pub const fn option(self) -> Option<u8> {
        match self {
            Self::Option(option) => Some(option),
            _ => None,
        }
    }
}

/// The answer to "which would you cut first": an ordered choice of categories.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priorities {
    /// One to [`PRIORITIES_MAX`] different categories, first choice first.
    Chosen(Vec<u8>),
    /// "None for now" was picked.
    Nothing,
    /// The respondent prefers not to say.
    Declined,
    /// Passed over.
    #[default]
    Skipped,
    /// Not asked: the instrument has no such question.
    NotAsked,
}

impl Priorities {
    /// The categories chosen, first choice first; empty when none were.
    pub fn chosen(&self) -> &[u8] {
        match self {
            Self::Chosen(categories) => categories,
            _ => &[],
        }
    }

    /// The same choice with `category` added at the end, or removed where it is already chosen.
    /// `None` when [`PRIORITIES_MAX`] others are already chosen or the question is not asked.
    pub fn toggled(&self, category: u8) -> Option<Self> {
        if *self == Self::NotAsked {
            return None;
        }
        let mut chosen = self.chosen().to_vec();
        if let Some(place) = chosen.iter().position(|&other| other == category) {
            chosen.remove(place);
        } else if chosen.len() < PRIORITIES_MAX {
            chosen.push(category);
        } else {
            return None;
        }
        Some(if chosen.is_empty() { Self::Skipped } else { Self::Chosen(chosen) })
    }
}

/// A question with one answer, by its position in the instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// A scored item.
    Item(u8),
    /// An outcome other than the priorities.
    Outcome(u8),
    /// A background question.
    Background(u8),
}

impl Instrument {
    /// Every question with one answer and its id: background, items, outcomes. The priorities
    /// follow them and are not among them.
    pub fn questions(&self) -> impl Iterator<Item = (Question, &str)> {
        let background = (0..).map(Question::Background).zip(&self.background);
        let items = (0..).map(Question::Item).zip(&self.items);
        let outcomes = (0..).map(Question::Outcome).zip(self.choice_outcomes());
        background
            .map(|(question, background)| (question, background.id.as_str()))
            .chain(items.map(|(question, item)| (question, item.id.as_str())))
            .chain(outcomes.map(|(question, outcome)| (question, outcome.id.as_str())))
    }

    /// The options of a question; empty for one that does not exist.
    pub fn options_of(&self, question: Question) -> &[ResponseOption] {
        let options = match question {
            Question::Item(at) => self.items.get(usize::from(at)).map(|item| &item.options),
            Question::Outcome(at) => {
                self.choice_outcomes().get(usize::from(at)).map(|outcome| &outcome.options)
            }
            Question::Background(at) => {
                return self.background.get(usize::from(at)).map_or(&[], |b| &b.options);
            }
        };
        options.map_or(&[], |options| self.options(options))
    }
}

/// All answers, in the order of the instrument.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Answers {
    /// One per item.
    pub items: Vec<Answer>,
    /// One per outcome other than the priorities.
    pub outcomes: Vec<Answer>,
    /// Which categories to cut first.
    pub priorities: Priorities,
    /// One per background question.
    pub background: Vec<Answer>,
}

impl Answers {
    /// Nothing answered yet; background questions that are off by default are not asked.
    pub fn new(instrument: &Instrument) -> Self {
        let background = instrument
            .background
            .iter()
            .map(|question| if question.default_on { Answer::Skipped } else { Answer::NotAsked });
        Self {
            items: vec![Answer::Skipped; instrument.items.len()],
            outcomes: vec![Answer::Skipped; instrument.choice_outcomes().len()],
            priorities: match instrument.priorities_index() {
                Some(_) => Priorities::Skipped,
                None => Priorities::NotAsked,
            },
            background: background.collect(),
        }
    }

    /// The answer to a question; [`Answer::NotAsked`] for one that does not exist.
    pub fn get(&self, question: Question) -> Answer {
        let (answers, position) = match question {
            Question::Item(position) => (&self.items, position),
            Question::Outcome(position) => (&self.outcomes, position),
            Question::Background(position) => (&self.background, position),
        };
        answers.get(usize::from(position)).copied().unwrap_or(Answer::NotAsked)
    }

    /// Where the answer to a question is kept.
    pub(super) fn slot(&mut self, question: Question) -> Option<&mut Answer> {
        let (answers, position) = match question {
            Question::Item(position) => (&mut self.items, position),
            Question::Outcome(position) => (&mut self.outcomes, position),
            Question::Background(position) => (&mut self.background, position),
        };
        answers.get_mut(usize::from(position))
    }

    /// What an item counts as in a form: not asked, not applicable by rule, or as answered.
    pub fn settled(&self, instrument: &Instrument, form: Form, item: usize) -> Answer {
        if !instrument.asks(form, item) {
            return Answer::NotAsked;
        }
        if self.inapplicable(instrument, form, item) {
            return Answer::NotApplicable;
        }
        self.items.get(item).copied().unwrap_or(Answer::NotAsked)
    }

    /// Whether the instrument's own rule makes the item not applicable. An item that the form
    /// does not ask decides nothing.
    pub fn inapplicable(&self, instrument: &Instrument, form: Form, item: usize) -> bool {
        let Some(rule) = instrument.items.get(item).and_then(|i| i.not_applicable_when.as_ref())
        else {
            return false;
        };
        instrument.item_index(&rule.item).is_some_and(|other| {
            instrument.asks(form, other)
                && self.items.get(other) == Some(&Answer::Option(rule.option))
        })
    }
}

/// A form with every answer settled: what can be scored and what a record holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Complete {
    pub(super) form: Form,
    pub(super) answers: Answers,
}

impl Complete {
    /// Settles answers for a form.
    pub fn new(instrument: &Instrument, form: Form, answers: &Answers) -> Self {
        let mut settled = answers.clone();
        for item in 0..settled.items.len() {
            settled.items[item] = answers.settled(instrument, form, item);
        }
        Self { form, answers: settled }
    }

    /// The form answered.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The settled answers.
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priorities_toggle_in_order_and_stop_at_the_limit() {
        let mut priorities = Priorities::Skipped;
        for category in [3, 1, 2] {
            priorities = priorities.toggled(category).expect("below the limit");
        }
        assert_eq!(priorities, Priorities::Chosen(vec![3, 1, 2]));
        assert_eq!(priorities.toggled(9), None);
        assert_eq!(priorities.toggled(1), Some(Priorities::Chosen(vec![3, 2])));
        assert_eq!(Priorities::Chosen(vec![4]).toggled(4), Some(Priorities::Skipped));
        assert_eq!(Priorities::NotAsked.toggled(4), None);
    }

    #[test]
    fn an_item_that_is_not_asked_decides_nothing() {
        let mut instrument = crate::domain::shipped_instrument().clone();
        let count = instrument.item_index("insp_count").expect("an item");
        let repeat = instrument.item_index("insp_repeat").expect("an item");
        instrument.items[count].quick = false;
        let mut answers = Answers::new(&instrument);
        (answers.items[count], answers.items[repeat]) = (Answer::Option(0), Answer::Option(3));
        let settled = |form| Complete::new(&instrument, form, &answers).answers.items[repeat];
        assert_eq!(settled(Form::Full), Answer::NotApplicable);
        assert_eq!(settled(Form::Quick), Answer::Option(3));
    }
}
