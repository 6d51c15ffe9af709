//! How much one question matters: the index with that answer alone changed.

use super::{Score, score};
use crate::domain::answer::{Answer, Answers, Complete};
use crate::domain::instrument::{Form, Instrument};

/// How far the index moves when one item alone is answered otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Influence {
    /// Position of the item.
    pub item: usize,
    /// Smallest of the index as it is, with the item's lowest and with its highest option.
    pub low: Score,
    /// Largest of the three.
    pub high: Score,
}

impl Influence {
    /// How far apart the two ends are.
    pub fn width(&self) -> Score {
        self.low.apart(self.high)
    }
}

/// The influence of every item that has an option, widest first, those of equal width in the
/// order of the instrument. Empty without an index.
///
/// Each answer is changed alone and everything is settled anew: an item that thereby becomes not
/// applicable leaves the mean, one that thereby becomes applicable counts as it was answered
/// before. An option with which there would be no index any more is left out.
pub fn influence(instrument: &Instrument, form: Form, answers: &Answers) -> Vec<Influence> {
    let index = |answers: &Answers| {
        let complete = Complete::new(instrument, form, answers);
        score(instrument, &complete).index
    };
    let Some(now) = index(answers) else { return Vec::new() };
    let mut changed = answers.clone();
    let mut found: Vec<Influence> = Vec::new();
    for item in 0..answers.items.len() {
        if answers.settled(instrument, form, item).option().is_none() {
            continue;
        }
        let options = instrument.options(&instrument.items[item].options).len();
        let highest = u8::try_from(options.saturating_sub(1)).unwrap_or(u8::MAX);
        let (mut low, mut high) = (now, now);
        for option in [0, highest] {
            changed.items[item] = Answer::Option(option);
            if let Some(index) = index(&changed) {
                low = low.min(index);
                high = high.max(index);
            }
        }
        changed.items[item] = answers.items[item];
        let one = Influence { item, low, high };
        // The library's sort would be 3 kB of code for these few.
        let narrower = found.iter().position(|other| other.width() < one.width());
        found.insert(narrower.unwrap_or(found.len()), one);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shipped_instrument;

    /// Item k answered with option k modulo the number of options: the vector V3.
    fn vector() -> Answers {
        let instrument = shipped_instrument();
        let mut answers = Answers::new(instrument);
        for (number, item) in instrument.items.iter().enumerate() {
            let option = number % instrument.options(&item.options).len();
            answers.items[number] = Answer::Option(u8::try_from(option).expect("at most 11"));
        }
        answers
    }

    fn of(found: &[Influence], id: &str) -> (Option<Score>, Option<Score>) {
        let item = shipped_instrument().item_index(id).expect("an item");
        let found = found.iter().find(|influence| influence.item == item).expect("answered");
        (Some(found.low), Some(found.high))
    }

    #[test]
    fn of_the_vector_by_hand() {
        let instrument = shipped_instrument();
        let found = influence(instrument, Form::Full, &vector());
        assert_eq!(found.len(), 40);
        // The eleven scores add up to 7285/12. `insp_count` at 0 makes `insp_repeat` not
        // applicable: inspections is (0+100+0)/3 instead of 63.75; at the top (100+100+0+75)/4.
        assert_eq!(of(&found, "insp_count"), (Score::new(1730, 33), Score::new(7345, 132)));
        assert_eq!(found.first().map(|f| f.item), instrument.item_index("insp_count"));
        // Of three items in one category: 100/3/11 apart. `doc_daily` is 80 of 100.
        assert_eq!(
            of(&found, "doc_daily"),
            (Score::new(7285 - 320, 132), Score::new(7285 + 80, 132))
        );
        assert_eq!(found[1].item, instrument.item_index("doc_daily").expect("an item"));
        assert_eq!(Some(found[1].width()), Score::new(100, 33));
        // Of four items: 100/4/11 apart. `meet_hours` is 0 of 100.
        assert_eq!(of(&found, "meet_hours"), (Score::new(7285, 132), Score::new(7285 + 300, 132)));
    }

    #[test]
    fn equal_widths_stand_in_the_order_of_the_instrument() {
        let found = influence(shipped_instrument(), Form::Full, &vector());
        for pair in found.windows(2) {
            let (one, two) = (pair[0].width(), pair[1].width());
            assert!(one > two || (one == two && pair[0].item < pair[1].item), "{pair:?}");
        }
    }

    #[test]
    fn without_an_index_there_is_none() {
        let instrument = shipped_instrument();
        let mut answers = Answers::new(instrument);
        answers.items[0] = Answer::Option(2);
        assert_eq!(influence(instrument, Form::Quick, &answers), []);
    }

    #[test]
    fn only_answered_items_count() {
        let instrument = shipped_instrument();
        let mut answers = vector();
        let count = instrument.item_index("insp_count").expect("an item");
        let repeat = instrument.item_index("insp_repeat").expect("an item");
        answers.items[count] = Answer::Option(0);
        answers.items[0] = Answer::DontKnow;
        let found = influence(instrument, Form::Full, &answers);
        assert!(found.iter().all(|influence| ![0, repeat].contains(&influence.item)));
        // At the top, `insp_repeat` counts again as it was answered: 75.
        let (low, high) = (Score::new(100, 3), Score::new(275, 4));
        let (found_low, found_high) = of(&found, "insp_count");
        let apart = |a: Option<Score>, b: Option<Score>| Some(a?.apart(b?));
        let expected = apart(low, high).and_then(|s| Score::new(s.parts().0, 11 * s.parts().1));
        assert_eq!(apart(found_low, found_high), expected);
    }
}
