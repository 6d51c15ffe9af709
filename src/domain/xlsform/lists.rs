//! The sheet of choices, as it is written.

use super::sheet::Sheet;
use super::words::{self, Words};
use super::{CHINESE, DECLINED, DONT_KNOW, ENGLISH, NOT_APPLICABLE, NOTHING};
use crate::domain::instrument::{Category, Instrument, Nonresponse, OptionSet, ResponseOption};

/// One choice of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Choice {
    name: String,
    label: [String; 2],
    score: String,
    missing: &'static str,
    low: String,
    high: String,
    code: String,
}

/// The lists of choices of a form, each once.
pub(super) struct Lists {
    sheet: Sheet,
    written: Vec<(String, Vec<Choice>)>,
}

impl Lists {
    /// No list yet.
    pub(super) fn new() -> Self {
        let labels = [CHINESE, ENGLISH].map(|language| format!("label::{language}"));
        let headers = ["list_name", "name", &labels[0], &labels[1]];
        let own = ["score", "missing", "low", "high", "code"];
        Self { sheet: Sheet::with(&[&headers[..], &own[..]].concat()), written: Vec::new() }
    }

    /// The sheet.
    pub(super) fn finish(self) -> Sheet {
        self.sheet
    }

    /// The list of a question with its ways of not answering.
    pub(super) fn of(
        &mut self,
        instrument: &Instrument,
        id: &str,
        options: &OptionSet,
        offers: &[Nonresponse],
    ) -> String {
        let mut wish = match options {
            OptionSet::Shared(shared) => shared.clone(),
            OptionSet::Own(_) => id.to_owned(),
        };
        for offer in offers {
            wish = wish + "_" + name(*offer);
        }
        self.list(&wish, options_of(instrument.options(options), offers))
    }

    /// The list of a background question.
    pub(super) fn of_background(&mut self, id: &str, options: &[ResponseOption]) -> String {
        self.list(id, options_of(options, &[]))
    }

    /// The two lists of the priorities: of the first choice, and of those after it.
    pub(super) fn of_priorities(&mut self, id: &str, categories: &[Category]) -> [String; 2] {
        let of = |category: &Category| Choice {
            name: category.id.clone(),
            label: [category.name.zh.clone(), category.name.en.clone()],
            ..Choice::default()
        };
        let others: Vec<Choice> = categories.iter().map(of).collect();
        let mut first = others.clone();
        first.push(word(NOTHING, words::NOTHING, ""));
        first.push(word(DECLINED, words::DECLINED, DECLINED));
        [self.list(id, first), self.list(&format!("{id}_others"), others)]
    }

    /// The list of the two forms.
    pub(super) fn of_form(&mut self) -> String {
        let choices =
            vec![word(super::FULL, words::FULL, ""), word(super::QUICK, words::QUICK, "")];
        self.list(super::FORM, choices)
    }

    /// The name of a list with these choices; it is written unless it has been.
    fn list(&mut self, wish: &str, choices: Vec<Choice>) -> String {
        if let Some((name, _)) = self.written.iter().find(|(_, written)| *written == choices) {
            return name.clone();
        }
        let mut name = wish.to_owned();
        while self.written.iter().any(|(taken, _)| *taken == name) {
            name.push_str("_x");
        }
        let labels = [CHINESE, ENGLISH].map(|language| format!("label::{language}"));
        for choice in &choices {
            self.sheet.add(&[
                ("list_name", &name),
                ("name", &choice.name),
                (&labels[0], &choice.label[0]),
                (&labels[1], &choice.label[1]),
                ("score", &choice.score),
                ("missing", choice.missing),
                ("low", &choice.low),
                ("high", &choice.high),
                ("code", &choice.code),
            ]);
        }
        self.written.push((name.clone(), choices));
        name
    }
}

/// Options and ways of not answering as choices.
fn options_of(options: &[ResponseOption], offers: &[Nonresponse]) -> Vec<Choice> {
    let number = |value: Option<i32>| value.map_or_else(String::new, |value| value.to_string());
    let of = |(at, option): (usize, &ResponseOption)| Choice {
        name: at.to_string(),
        label: [option.label.zh.clone(), option.label.en.clone()],
        score: number(option.score.map(Into::into)),
        missing: "",
        low: number(option.interval.map(|interval| interval.lower.into())),
        high: number(option.interval.and_then(|interval| interval.upper).map(Into::into)),
        code: number(option.value.map(Into::into)),
    };
    let mut choices: Vec<Choice> = options.iter().enumerate().map(of).collect();
    for offer in offers {
        choices.push(match offer {
            Nonresponse::NotApplicable => {
                word(NOT_APPLICABLE, words::NOT_APPLICABLE, NOT_APPLICABLE)
            }
            Nonresponse::DontKnow => word(DONT_KNOW, words::DONT_KNOW, DONT_KNOW),
        });
    }
    choices.push(word(DECLINED, words::DECLINED, DECLINED));
    choices
}

fn name(offer: Nonresponse) -> &'static str {
    match offer {
        Nonresponse::NotApplicable => NOT_APPLICABLE,
        Nonresponse::DontKnow => DONT_KNOW,
    }
}

fn word(name: &str, label: Words, missing: &'static str) -> Choice {
    let label = label.map(str::to_owned);
    Choice { name: name.to_owned(), label, missing, ..Choice::default() }
}
