//! An instrument as it is written from a form, field by field in the order of its format.

use serde::Serialize;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Both {
    pub(super) zh: String,
    pub(super) en: String,
}

impl Both {
    pub(super) fn of(text: [impl Into<String>; 2]) -> Self {
        let [zh, en] = text.map(Into::into);
        Self { zh, en }
    }

    /// 中文 and English.
    pub(super) fn words(&self) -> [String; 2] {
        [self.zh.clone(), self.en.clone()]
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Choice {
    pub(super) label: Both,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) interval: Option<(u16, Option<u16>)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<i8>,
}

#[derive(Debug, Serialize)]
pub(super) struct Set {
    pub(super) id: String,
    pub(super) options: Vec<Choice>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Choices {
    Shared(String),
    Own(Vec<Choice>),
}

#[derive(Debug, Serialize)]
pub(super) struct Category {
    pub(super) id: String,
    pub(super) name: Both,
    pub(super) short: Both,
    pub(super) about: Both,
    pub(super) remedies: [(); 0],
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the fields of the format")]
pub(super) struct Figure {
    pub(super) document: &'static str,
    pub(super) figure: Both,
    pub(super) meaning: Both,
    pub(super) scope: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Applicability {
    pub(super) item: String,
    pub(super) option: u8,
}

#[derive(Debug, Serialize)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) category: String,
    pub(super) quick: bool,
    pub(super) kind: String,
    pub(super) referent: String,
    pub(super) unit: Both,
    pub(super) recall: Both,
    pub(super) stem: Both,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) instruction: Option<Both>,
    pub(super) options: Choices,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) offers: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) not_applicable_when: Option<Applicability>,
    pub(super) figures: [Figure; 1],
}

#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) recall: Both,
    pub(super) stem: Both,
    pub(super) options: Choices,
    pub(super) figures: [(); 0],
}

#[derive(Debug, Serialize)]
pub(super) struct Background {
    pub(super) id: String,
    pub(super) name: Both,
    pub(super) stem: Both,
    pub(super) default_on: bool,
    pub(super) options: Vec<Choice>,
}

#[derive(Debug, Serialize)]
pub(super) struct Document {
    pub(super) id: &'static str,
    pub(super) title: Both,
}

#[derive(Debug, Serialize)]
pub(super) struct Band {
    pub(super) from: u8,
    pub(super) name: Both,
    pub(super) meaning: Both,
}

/// The whole.
#[derive(Debug, Serialize)]
pub(super) struct Draft {
    pub(super) format: &'static str,
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: Both,
    pub(super) about: Both,
    pub(super) disclaimer: Both,
    pub(super) documents: [Document; 1],
    pub(super) bands: Vec<Band>,
    pub(super) index_categories_min: usize,
    pub(super) peak_from: u8,
    pub(super) response_sets: Vec<Set>,
    pub(super) categories: Vec<Category>,
    pub(super) items: Vec<Item>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) background: Vec<Background>,
}

/// The one document of an instrument that was made from a form.
pub(super) const DOCUMENT: &str = "form";

/// The source of an item that was made from a form.
pub(super) fn source() -> [Figure; 1] {
    [Figure {
        document: DOCUMENT,
        figure: Both::of(["题目取自导入的表单", "the question as it stands in the imported form"]),
        meaning: Both::of(["表单没有注明文献依据。", "The form names no published source."]),
        scope: "qualitative",
    }]
}

/// Words for bands that say no more than the scores do.
pub(super) fn bands() -> Vec<Band> {
    let band = |from: u8, name: [&str; 2]| {
        let to = from + if from == 75 { 25 } else { 24 };
        let meaning =
            [format!("所选答案的分数在 {from}–{to} 分。"), format!("A score of {from}–{to}.")];
        Band { from, name: Both::of(name), meaning: Both::of(meaning) }
    };
    vec![
        band(0, ["低", "Low"]),
        band(25, ["中低", "Lower middle"]),
        band(50, ["中高", "Upper middle"]),
        band(75, ["高", "High"]),
    ]
}

/// The sentence below every result.
pub(super) fn disclaimer() -> Both {
    Both::of([
        "分数只由您选的答案算出，不是与他人相比，也不是诊断。",
        "Scores are computed from the answers you chose alone; they do not compare you with others \
         and are not a diagnosis.",
    ])
}
