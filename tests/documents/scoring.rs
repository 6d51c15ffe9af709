//! The worked examples of `docs/book/scoring.md`, computed anew: each table in turn gives answers
//! and says what follows from them.

use std::fs;

use qingdan::domain::answer::{Answer, Answers, Complete, Priorities, Question};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::score::{Score, Scores, estimate_hours, score};
use qingdan::domain::shipped_instrument;

/// What a table calls things, in Chinese and in English.
const INDEX: [&str; 2] = ["总指数", "index"];
const WEIGHTED: [&str; 2] = ["加权指数", "weighted index"];
const PEAK: [&str; 2] = ["高位类数", "peak"];
const HOURS: [&str; 2] = ["用时", "hours"];
const AVOIDABLE: [&str; 2] = ["可省", "avoidable"];
const NOT_REPORTED: [&str; 2] = ["不计", "not reported"];
const NOT_APPLICABLE: [&str; 2] = ["不适用", "not applicable"];
const NO_ANSWER: [&str; 2] = ["没答", "no answer"];

#[test]
fn the_worked_examples_are_right() {
    for (document, language) in [("scoring.zh.md", 0), ("scoring.md", 1)] {
        let text = fs::read_to_string(format!("docs/book/{document}")).unwrap();
        let mut example = Example::new(language);
        for line in text.lines() {
            if line.starts_with("## ") {
                example = Example::new(language);
            } else if line.contains(" *k* ") {
                example.by_number();
            } else if line.starts_with("| `") || line.starts_with("| **") {
                assert!(example.holds(&cells(line)), "{document}: {line}\n{example:?}");
            }
        }
        assert_eq!(TABLES.map(|heading| text.matches(heading[language]).count()), [1; 4]);
    }
}

#[test]
fn a_wrong_number_is_noticed() {
    let mut example = Example::new(1);
    assert!(example.holds(&cells("| `meet_hours` | 10 to under 20 h | 80 |")));
    assert!(example.holds(&cells("| **`meetings`** | | **not reported** |")));
    for wrong in [
        "| `meet_hours` | 10 to under 20 h | 60 |",
        "| `meet_hours` | 10 hours | 80 |",
        "| **`meetings`** | | **80** |",
        "| **index** | | **80** |",
        "| **hours** | | **25 – 36.5 – 49** |",
        "| **somewhat** | | **1** |",
    ] {
        assert!(!example.clone().holds(&cells(wrong)), "{wrong}");
    }
}

/// Headings of the examples.
const TABLES: [[&str; 2]; 4] = [
    ["## 例一", "## Example 1"],
    ["## 例二", "## Example 2"],
    ["## 例三", "## Example 3"],
    ["## 例四", "## Example 4"],
];

/// The cells of a line of a table.
pub(crate) fn cells(line: &str) -> Vec<String> {
    line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// Answers given so far, and the hours that were listed.
#[derive(Clone, Debug)]
struct Example {
    language: usize,
    answers: Answers,
    listed: [f64; 3],
}

impl Example {
    fn new(language: usize) -> Self {
        Self { language, answers: Answers::new(shipped_instrument()), listed: [0.0; 3] }
    }

    /// Item `k` gets option `k` modulo the number of its options; three priorities.
    fn by_number(&mut self) {
        let instrument = shipped_instrument();
        for (place, item) in instrument.items.iter().enumerate() {
            let options = instrument.options(&item.options).len();
            self.answers.items[place] = Answer::Option(u8::try_from(place % options).unwrap());
        }
        let chosen = ["inspections", "trace", "meetings"];
        let place = |id: &str| u8::try_from(instrument.category_index(id).unwrap()).unwrap();
        self.answers.priorities = Priorities::Chosen(chosen.map(place).to_vec());
    }

    fn complete(&self) -> Complete {
        Complete::new(shipped_instrument(), Form::Full, &self.answers)
    }

    fn scores(&self) -> Scores {
        score(shipped_instrument(), &self.complete())
    }

    /// Whether a row of a table is right; an answer in it counts from there on.
    fn holds(&mut self, cells: &[String]) -> bool {
        let [name, middle, last] = cells else { return false };
        let (name, said) = (name.trim_matches('*'), last.trim_matches('*'));
        let id = name.trim_matches('`');
        let instrument = shipped_instrument();
        if let Some(category) = instrument.category_index(id) {
            let found = self.scores().categories[category].score;
            return if middle.parse::<f64>().is_ok() {
                // Score and weight stand in the second and third cell.
                shown(found) == *middle && said == self.weight(category)
            } else {
                self.says(said, found)
            };
        }
        if id != name {
            return self.answer(id, middle, said);
        }
        self.result(name, said)
    }

    fn weight(&self, category: usize) -> String {
        let chosen = self.answers.priorities.chosen();
        let place = chosen.iter().position(|&c| usize::from(c) == category);
        place.map_or(1, |place| 4 - place).to_string()
    }

    /// What a row says of all answers together.
    fn result(&self, name: &str, said: &str) -> bool {
        let is = |words: [&str; 2]| name == words[self.language];
        let scores = self.scores();
        let hours = estimate_hours(shipped_instrument(), &self.complete());
        if is(INDEX) {
            self.says(said, scores.index)
        } else if is(WEIGHTED) {
            self.says(said, scores.weighted)
        } else if is(PEAK) {
            said == scores.peak.to_string()
        } else if is(HOURS) {
            let found = hours.and_then(|h| {
                let (central, upper) = (h.central_halves?, h.upper?);
                Some([f64::from(h.lower), f64::from(central) / 2.0, f64::from(upper)])
            });
            found == Some(self.listed) && range(said) == found
        } else if is(AVOIDABLE) {
            let found = hours.and_then(|h| h.avoidable).map(|h| {
                let quarter = f64::from(h.central_quarter_hundredths) / 4.0;
                [f64::from(h.lower_hundredths), quarter, f64::from(h.upper_hundredths)]
            });
            let tenths = found.map(|hours| hours.map(|h| (h / 10.0).round() / 10.0));
            tenths.is_some() && range(said) == tenths
        } else {
            false
        }
    }

    /// Whether a score is the one that a table says, to a tenth or as a whole number.
    fn says(&self, said: &str, score: Option<Score>) -> bool {
        match score {
            None => said == NOT_REPORTED[self.language],
            Some(_) => said == shown(score) || format!("{said}.0") == shown(score),
        }
    }

    /// Takes an answer, if it is offered and counts what the table says.
    fn answer(&mut self, id: &str, words: &str, said: &str) -> bool {
        let instrument = shipped_instrument();
        let Some((question, _)) = instrument.questions().find(|(_, name)| *name == id) else {
            return false;
        };
        let answer = if words == NO_ANSWER[self.language] {
            Answer::Skipped
        } else if words == NOT_APPLICABLE[self.language] {
            Answer::NotApplicable
        } else {
            let options = instrument.options_of(question);
            let named = options.iter().position(|o| o.label.nth(self.language) == words);
            match named.and_then(|place| u8::try_from(place).ok()) {
                Some(place) => Answer::Option(place),
                None => return false,
            }
        };
        match question {
            Question::Item(at) => self.answers.items[usize::from(at)] = answer,
            Question::Outcome(at) => self.answers.outcomes[usize::from(at)] = answer,
            Question::Background(_) => return false,
        }
        if let Some(hours) = range(said) {
            self.listed.iter_mut().zip(hours).for_each(|(sum, hour)| *sum += hour);
            return true;
        }
        said.is_empty() || said == points(instrument, question, answer)
    }
}

/// The points of an answer as they stand in a table.
fn points(instrument: &Instrument, question: Question, answer: Answer) -> String {
    let option = answer.option().map(usize::from);
    let score = option.and_then(|option| instrument.options_of(question)[option].score);
    score.map_or_else(|| "–".to_owned(), |score| score.to_string())
}

/// A score to a tenth.
fn shown(score: Option<Score>) -> String {
    let tenths = score.map(Score::tenths).unwrap_or_default();
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `25 – 36.5 – 48`.
fn range(said: &str) -> Option<[f64; 3]> {
    let parts: Vec<f64> = said.split(" – ").filter_map(|part| part.parse().ok()).collect();
    <[f64; 3]>::try_from(parts).ok()
}
