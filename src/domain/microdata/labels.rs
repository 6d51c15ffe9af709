//! What columns and codes stand for, in Chinese and in English.

use super::table::{Column, SCOPE, Source, Table, missing};
use crate::domain::answer::Question;
use crate::domain::instrument::{Instrument, Text};
use crate::domain::record::{CampaignRef, campaign_number};

/// One code of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The code.
    pub code: i16,
    /// What it stands for, in Chinese and in English.
    pub name: [String; 2],
    /// Whether it is no answer.
    pub missing: bool,
    /// The score of the option, where it has one.
    pub score: Option<u8>,
}

/// A column that has the same in all rows: the campaign or the wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Its name.
    pub name: &'static str,
    /// What it is, in Chinese and in English.
    pub title: [&'static str; 2],
    /// What stands in it.
    pub value: String,
    /// The same as a number, where it is one.
    pub code: Option<u8>,
    /// What it stands for, in Chinese and in English.
    pub label: [String; 2],
}

const fn code(code: i16, zh: &'static str, en: &'static str) -> (i16, [&'static str; 2]) {
    (code, [zh, en])
}

/// Codes of answers that are no option.
const NO_OPTION: [(i16, [&str; 2]); 5] = [
    code(missing::NOT_APPLICABLE, "不适用", "Not applicable"),
    code(missing::DONT_KNOW, "不清楚", "Don’t know"),
    code(missing::DECLINED, "不愿回答", "Prefer not to say"),
    code(missing::SKIPPED, "跳过", "Skipped"),
    code(missing::NOT_ASKED, "没有问", "Not asked"),
];

/// Of a priority.
const NO_PRIORITY: [(i16, [&str; 2]); 4] = [
    code(missing::NOTHING, "暂不选择", "None for now"),
    code(missing::DECLINED, "不愿回答", "Prefer not to say"),
    code(missing::SKIPPED, "跳过", "Skipped"),
    code(missing::NOT_ASKED, "没有问，或者没有再选", "Not asked, or no further choice"),
];

/// Of the background.
const UNTOLD: [(i16, [&str; 2]); 1] =
    [code(missing::UNTOLD, "没有说明，或者人太少不给", "Not told, or withheld for too few people")];

impl Table<'_> {
    /// The columns before the others: campaign and wave, where all records have the same.
    pub fn scope(&self) -> Vec<Scope> {
        let Some(CampaignRef { id, wave }) = self.campaign else { return Vec::new() };
        let number = campaign_number(id);
        let campaign = Scope {
            name: SCOPE[0],
            title: ["活动编号", "Campaign"],
            // The letter keeps a spreadsheet from reading digits as a number.
            value: ["c", &number].concat(),
            code: None,
            label: [format!("活动 {number}"), format!("Campaign {number}")],
        };
        let wave = Scope {
            name: SCOPE[1],
            title: ["第几轮", "Wave"],
            value: wave.to_string(),
            code: Some(wave),
            label: [format!("第 {wave} 轮"), format!("Wave {wave}")],
        };
        vec![campaign, wave]
    }

    /// What a column is, in Chinese and in English.
    pub fn title(&self, column: &Column) -> [String; 2] {
        let instrument = self.instrument;
        let both = |text: &Text| [text.zh.clone(), text.en.clone()];
        match column.source {
            Source::Form => ["填的是哪一版".to_owned(), "Form".to_owned()],
            Source::Background(kept, _) => {
                both(&instrument.background[usize::from(kept.question)].name)
            }
            Source::Answer(question) => both(stem(instrument, question)),
            Source::Priority(rank) => {
                let stem = instrument.priorities_index().map(|at| &instrument.outcomes[at].stem);
                let [zh, en] = stem.map(both).unwrap_or_default();
                let number = rank + 1;
                [format!("{zh}（第 {number} 个）"), format!("{en} (choice {number})")]
            }
        }
    }

    /// Whether the answers of a column were randomised: the probability of the truth, or a word;
    /// empty where they were not.
    pub fn randomised(&self, column: &Column) -> String {
        self.noise_in(column, |(a, b)| format!("{a}/{b}"))
    }

    /// The same with the probability as a number: a spreadsheet takes 1/2 for a day.
    pub fn randomised_number(&self, column: &Column) -> String {
        self.noise_in(column, |(a, b)| (f64::from(a) / f64::from(b)).to_string())
    }

    fn noise_in(&self, column: &Column, odds: impl Fn((u8, u8)) -> String) -> String {
        let Source::Answer(Question::Item(item)) = column.source else { return String::new() };
        match (self.noise.has(usize::from(item)), self.noise.truth, self.noise.known) {
            (true, Some(truth), true) => odds(truth.parts()),
            (true, _, _) => "mixed".to_owned(),
            (false, _, false) => "unknown".to_owned(),
            (false, _, true) => String::new(),
        }
    }
}

fn stem(instrument: &Instrument, question: Question) -> &Text {
    match question {
        Question::Item(at) => &instrument.items[usize::from(at)].stem,
        Question::Outcome(at) => &instrument.choice_outcomes()[usize::from(at)].stem,
        Question::Background(at) => &instrument.background[usize::from(at)].name,
    }
}

/// Every code that can stand in a column.
pub fn labels(instrument: &Instrument, column: &Column) -> Vec<Label> {
    let label = |code, name: [&str; 2], missing, score| Label {
        code,
        name: name.map(str::to_owned),
        missing,
        score,
    };
    let none = |codes: &[(i16, [&str; 2])]| -> Vec<Label> {
        codes.iter().map(|(code, name)| label(*code, *name, true, None)).collect()
    };
    let (mut all, rest): (Vec<Label>, Vec<Label>) = match column.source {
        Source::Form => (
            vec![
                label(1, ["完整版", "Full"], false, None),
                label(2, ["快速版", "Quick"], false, None),
            ],
            Vec::new(),
        ),
        Source::Background(kept, _) => {
            let groups = (0..).zip(kept.groups());
            let groups = groups.map(|(code, group)| label(code, group.name, false, None));
            (groups.collect(), none(&UNTOLD))
        }
        Source::Answer(question) => {
            let options = (0..).zip(instrument.options_of(question));
            let options = options.map(|(code, option)| {
                label(code, [&option.label.zh, &option.label.en], false, option.score)
            });
            (options.collect(), none(&NO_OPTION))
        }
        Source::Priority(_) => {
            let categories = (0..).zip(&instrument.categories);
            let categories = categories.map(|(code, category)| {
                label(code, [&category.name.zh, &category.name.en], false, None)
            });
            (categories.collect(), none(&NO_PRIORITY))
        }
    };
    all.extend(rest);
    all
}
