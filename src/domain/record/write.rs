//! Writing a record as JSON.

use std::fmt::Write as _;

use super::{CampaignRef, Record, campaign_number};
use crate::domain::answer::{Answer, Priorities};
use crate::domain::instrument::{Form, Instrument};

/// The value of the field `format`.
pub const RECORD_FORMAT: &str = "qingdan-record/1";

impl Record {
    /// The canonical JSON form: fields and answers in fixed order, one a line, ending with a line
    /// feed. `instrument` must be the one answered.
    pub fn to_json(&self, instrument: &Instrument) -> String {
        let answers = self.complete.answers();
        let mut json = String::with_capacity(2048);
        let form = match self.complete.form() {
            Form::Full => "full",
            Form::Quick => "quick",
        };
        let (campaign, wave) = match self.campaign {
            Some(CampaignRef { id, wave }) => (quoted(&campaign_number(id)), wave.to_string()),
            None => ("null".to_owned(), "null".to_owned()),
        };
        let head = [
            ("format", quoted(RECORD_FORMAT)),
            ("instrument", quoted(&instrument.id)),
            ("version", quoted(&instrument.version)),
            ("hash", format!("\"{}\"", self.instrument)),
            ("form", quoted(form)),
            ("campaign", campaign),
            ("wave", wave),
            ("id", format!("\"{}\"", self.id)),
            ("revision", self.revision.to_string()),
        ];
        json.push_str("{\n");
        for (key, value) in head {
            // Writing to a string cannot fail.
            let _ = writeln!(json, "  \"{key}\": {value},");
        }
        let background = instrument.background.iter().map(|question| question.id.as_str());
        write_object(
            &mut json,
            "background",
            background.zip(answers.background.iter().map(|&answer| answer_json(answer))),
        );
        json.push_str(",\n");
        let items = instrument.items.iter().map(|item| item.id.as_str());
        let items = items.zip(answers.items.iter().map(|&answer| answer_json(answer)));
        let outcomes = instrument.choice_outcomes().iter().map(|outcome| outcome.id.as_str());
        let outcomes = outcomes.zip(answers.outcomes.iter().map(|&answer| answer_json(answer)));
        let priorities = instrument.priorities_index().map(|position| {
            let id = instrument.outcomes[position].id.as_str();
            (id, priorities_json(instrument, &answers.priorities))
        });
        write_object(&mut json, "answers", items.chain(outcomes).chain(priorities));
        json.push_str("\n}\n");
        json
    }

    /// The same JSON on one line: without white space and without a line feed, the line of a
    /// bundle. `instrument` must be the one answered.
    pub fn to_line(&self, instrument: &Instrument) -> String {
        // No id and no version holds white space, so all of it stands between tokens.
        self.to_json(instrument).split_ascii_whitespace().collect()
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn write_object<'a>(json: &mut String, key: &str, fields: impl Iterator<Item = (&'a str, String)>) {
    let _ = write!(json, "  \"{key}\": {{");
    for (position, (id, value)) in fields.enumerate() {
        let comma = if position == 0 { "" } else { "," };
        let _ = write!(json, "{comma}\n    \"{id}\": {value}");
    }
    json.push_str("\n  }");
}

fn answer_json(answer: Answer) -> String {
    match answer {
        Answer::Option(option) => option.to_string(),
        Answer::NotApplicable => "\"na\"".to_owned(),
        Answer::DontKnow => "\"dk\"".to_owned(),
        Answer::Declined => "\"pn\"".to_owned(),
        Answer::Skipped => "null".to_owned(),
        Answer::NotAsked => "\"not_asked\"".to_owned(),
    }
}

fn priorities_json(instrument: &Instrument, priorities: &Priorities) -> String {
    match priorities {
        Priorities::Chosen(chosen) => {
            let ids = chosen.iter().map(|&c| quoted(&instrument.categories[usize::from(c)].id));
            let ids: Vec<String> = ids.collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            ["[", &ids.join(", "), "]"].concat()
        }
        Priorities::Nothing => "[]".to_owned(),
        Priorities::Declined => "\"pn\"".to_owned(),
        Priorities::Skipped => "null".to_owned(),
        Priorities::NotAsked => "\"not_asked\"".to_owned(),
    }
}
