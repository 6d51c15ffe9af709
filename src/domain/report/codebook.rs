//! The codebook of the long CSV: every variable, every code, every question.

use serde_json::{Value, json};

use super::Context;
use super::codes::Variable;
use super::csv::{line, quoted};
use super::names::value_labels;
use super::row::{NOT_APPLICABLE, WITHHELD};

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A text.
    Text,
}

impl Variable {
    /// What the variable holds.
    pub(super) const fn kind(self) -> Type {
        match self {
            Self::Value
            | Self::Low
            | Self::High
            | Self::Precision
            | Self::PrecisionInterval
            | Self::Truth => Type::Number,
            Self::Campaign | Self::Instrument | Self::Label => Type::Text,
            _ => Type::Integer,
        }
    }

    /// The codes that stand for a missing value of the variable.
    pub(super) const fn missing(self) -> &'static [i32] {
        match self {
            Self::Value | Self::Precision => &[WITHHELD],
            Self::Low | Self::High | Self::PrecisionInterval | Self::N => {
                &[WITHHELD, NOT_APPLICABLE]
            }
            Self::From | Self::To | Self::Option2 | Self::Truth | Self::Wave => &[NOT_APPLICABLE],
            _ => &[],
        }
    }
}

/// What the codes for missing values mean.
pub(super) const fn missing_label(context: &Context, code: i32) -> &'static str {
    if code == WITHHELD { context.words.withheld } else { context.words.not_applicable }
}

/// The codebook as CSV: one row per code, and one per variable without codes.
pub fn codebook_csv(context: &Context) -> String {
    let words = context.words;
    let mut csv = String::from('\u{feff}');
    line(&mut csv, words.columns.iter().map(|head| quoted(head)));
    for &variable in Variable::ALL {
        let start = || {
            [
                variable.id().to_owned(),
                quoted(words.variables[variable as usize]),
                quoted(words.types[variable.kind() as usize]),
            ]
        };
        let labels = value_labels(context, variable);
        if labels.is_empty() && variable.missing().is_empty() {
            line(&mut csv, start().into_iter().chain([String::new(), String::new()]));
        }
        let missing = variable.missing().iter();
        let missing = missing.map(|&code| (code, missing_label(context, code).to_owned()));
        for (code, label) in labels.into_iter().chain(missing) {
            line(&mut csv, start().into_iter().chain([code.to_string(), quoted(&label)]));
        }
    }
    csv
}

/// The long CSV as a Frictionless Table Schema, one JSON object ending with a line feed.
pub fn table_schema(context: &Context) -> String {
    let fields: Vec<Value> =
        Variable::ALL.iter().map(|&variable| field(context, variable)).collect();
    let schema = json!({
        "fields": fields,
        "primaryKey": Variable::Row.id(),
        "missingValues": ["", WITHHELD.to_string(), NOT_APPLICABLE.to_string()],
    });
    format!("{schema}\n")
}

fn field(context: &Context, variable: Variable) -> Value {
    let labels = value_labels(context, variable);
    let mut field = json!({
        "name": variable.id(),
        "title": context.words.variables[variable as usize],
        "type": match variable.kind() {
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Text => "string",
        },
    });
    if !labels.is_empty() {
        let codes: Vec<i32> = labels.iter().map(|label| label.0).collect();
        let categories: Vec<Value> =
            labels.iter().map(|(code, label)| json!({ "value": code, "label": label })).collect();
        field["constraints"] = json!({ "required": true, "enum": codes });
        field["categories"] = categories.into();
    }
    field
}
