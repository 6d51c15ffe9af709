//! One person's own change: an earlier record beside the answers of now.

use std::cmp::Ordering;

use super::answer::{Answer, Complete, Question};
use super::instrument::Instrument;
use super::score::{Score, score};

/// What changed between two settled interviews or records of one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The index.
    pub index: Moved,
    /// One per category.
    pub categories: Vec<Moved>,
    /// Every question asked both times and answered differently, in the order of the instrument,
    /// with the answers of then and now. The priorities are not among them.
    pub answers: Vec<(Question, Answer, Answer)>,
    /// Whether both were of the same form; otherwise the scores rest on different questions.
    pub same_form: bool,
}

/// A score then and now; none where there was none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Then.
    pub then: Option<Score>,
    /// Now.
    pub now: Option<Score>,
}

impl Moved {
    /// Which way it went and how far, exactly; none where either is missing.
    pub fn by(self) -> Option<(Ordering, Score)> {
        let (then, now) = (self.then?, self.now?);
        Some((now.cmp(&then), now.apart(then)))
    }
}

/// Compares an earlier record with the answers of now, both settled under this instrument.
pub fn change(instrument: &Instrument, then: &Complete, now: &Complete) -> Change {
    let (before, after) = (score(instrument, then), score(instrument, now));
    let categories = before.categories.iter().zip(&after.categories);
    let differs = |question| {
        let (then, now) = (then.answers().get(question), now.answers().get(question));
        let asked = then != Answer::NotAsked && now != Answer::NotAsked;
        (asked && then != now).then_some((question, then, now))
    };
    Change {
        index: Moved { then: before.index, now: after.index },
        categories: categories
            .map(|(before, after)| Moved { then: before.score, now: after.score })
            .collect(),
        answers: instrument.questions().filter_map(|(question, _)| differs(question)).collect(),
        same_form: then.form() == now.form(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answer::Answers;
    use crate::domain::instrument::Form;
    use crate::domain::shipped_instrument;

    fn all(option: u8, form: Form) -> Complete {
        let instrument = shipped_instrument();
        let mut answers = Answers::new(instrument);
        answers.items.fill(Answer::Option(option));
        Complete::new(instrument, form, &answers)
    }

    #[test]
    fn differences_are_exact() {
        let instrument = shipped_instrument();
        let (then, mut now) = (all(1, Form::Full), all(1, Form::Full));
        now.answers.items[0] = Answer::Option(5);
        now.answers.items[1] = Answer::Declined;
        now.answers.outcomes[0] = Answer::Option(0);
        let change = change(instrument, &then, &now);
        // meetings: hours 20, peak 20, disrupt 25, needless 25 = 22.5; then 100, –, 25, 25 = 50.
        assert_eq!(change.categories[0].then, Score::new(45, 2));
        assert_eq!(change.categories[0].now, Some(Score::whole(50)));
        assert_eq!(
            change.categories[0].by(),
            Score::new(55, 2).map(|far| (Ordering::Greater, far))
        );
        assert_eq!(change.categories[1].by(), Some((Ordering::Equal, Score::whole(0))));
        assert_eq!(change.index.by(), Score::new(5, 2).map(|far| (Ordering::Greater, far)));
        let expected = [
            (Question::Item(0), Answer::Option(1), Answer::Option(5)),
            (Question::Item(1), Answer::Option(1), Answer::Declined),
            (Question::Outcome(0), Answer::Skipped, Answer::Option(0)),
        ];
        assert_eq!(change.answers, expected);
        assert!(change.same_form);
    }

    #[test]
    fn what_one_form_does_not_ask_is_no_difference() {
        let change = change(shipped_instrument(), &all(1, Form::Quick), &all(1, Form::Full));
        assert_eq!(change.answers, []);
        assert!(!change.same_form);
    }

    #[test]
    fn a_missing_score_gives_no_difference() {
        let moved = Moved { then: None, now: Some(Score::whole(3)) };
        assert_eq!(moved.by(), None);
        let fell = Moved { then: Some(Score::whole(7)), now: Some(Score::whole(3)) };
        assert_eq!(fell.by(), Some((Ordering::Less, Score::whole(4))));
    }
}
