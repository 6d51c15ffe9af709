//! An instrument as a form. Nothing in it asks for a time, a device or a person: the only id of an
//! answer is the one that every ODK form has.

use std::collections::BTreeSet;

use super::condition::{all, unlike};
use super::lists::Lists;
use super::sheet::{Form, Sheet};
use super::stamp::Stamp;
use super::words;
use super::{CHINESE, DECLINED, ENGLISH, FORM, NOTHING, QUICK, STAMP};
use crate::domain::instrument::{
    Background, Category, Instrument, Item, Outcome, PRIORITIES_MAX, Text,
};

/// Which background questions a form asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Those that are asked when no campaign says otherwise.
    #[default]
    Usual,
    /// Every one.
    All,
    /// None.
    Nothing,
    /// Those with these ids.
    Only(BTreeSet<String>),
}

impl Asked {
    fn asks(&self, question: &Background) -> bool {
        match self {
            Self::Usual => question.default_on,
            Self::All => true,
            Self::Nothing => false,
            Self::Only(ids) => ids.contains(&question.id),
        }
    }
}

/// What names begin with that a form has for itself: what stands there is no question to whoever
/// reads the form or its answers.
const OWN_START: &str = "qd_";

/// Why an instrument has no form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Taken {
    /// Two questions, or a question and a choice of the form's own, would have one name.
    #[error("the name {0} would stand twice in the form")]
    Name(String),
    /// The name of a question or category begins as those do that a form has for itself.
    #[error("the name {0} is one that a form has for itself")]
    Reserved(String),
    /// A text has `${`, which a form reads as the answer to a question.
    #[error("a text contains ${{, which has a meaning of its own in a form: {0}")]
    Reference(String),
}

/// The form of an instrument.
pub fn export(instrument: &Instrument, asked: &Asked) -> Result<Form, Taken> {
    let names = instrument.questions().map(|(_, id)| id);
    let names = names.chain(instrument.outcomes.iter().map(|one| one.id.as_str()));
    let mut names = names.chain(instrument.categories.iter().map(|one| one.id.as_str()));
    let own = |id: &&str| {
        id.get(..OWN_START.len()).is_some_and(|start| start.eq_ignore_ascii_case(OWN_START))
    };
    if let Some(name) = names.find(own) {
        return Err(Taken::Reserved(name.to_owned()));
    }
    let mut writer = Writer::new(instrument);
    let quick = instrument.items.iter().any(|item| !item.quick);
    writer.head(quick);
    for category in &instrument.categories {
        writer.category(instrument, category, quick);
    }
    writer.outcomes(instrument);
    writer.priorities(instrument);
    writer.background(instrument, asked);
    let settings = settings(instrument);
    let form = Form { survey: writer.survey, choices: writer.lists.finish(), settings };
    checked(form)
}

/// The form as it is, where its names are unique and its texts are only texts.
fn checked(form: Form) -> Result<Form, Taken> {
    let mut names = BTreeSet::new();
    for row in 0..form.survey.rows().len() {
        let name = form.survey.cell(row, "name").to_ascii_lowercase();
        if !name.is_empty() && !names.insert(name.clone()) {
            return Err(Taken::Name(name));
        }
    }
    let mut choices = BTreeSet::new();
    for row in 0..form.choices.rows().len() {
        let [list, name] = ["list_name", "name"].map(|header| form.choices.cell(row, header));
        if !choices.insert((list, name)) {
            return Err(Taken::Name(name.to_owned()));
        }
    }
    for sheet in [&form.survey, &form.choices] {
        let texts = (0..sheet.headers().len())
            .filter(|&column| sheet.headers()[column].contains("::"))
            .flat_map(|column| (0..sheet.rows().len()).map(move |row| sheet.at(row, column)));
        if let Some(text) = texts.into_iter().find(|text| text.contains("${")) {
            return Err(Taken::Reference(text.to_owned()));
        }
    }
    Ok(form)
}

fn settings(instrument: &Instrument) -> Sheet {
    let headers = ["form_title", "form_id", "version", "style", "default_language"];
    let mut sheet = Sheet::with(&headers);
    sheet.add(&[
        ("form_title", &instrument.title.zh),
        ("form_id", &instrument.id),
        ("version", &instrument.version),
        ("style", "pages"),
        ("default_language", CHINESE),
    ]);
    sheet
}

/// A row of the sheet of questions.
#[derive(Default)]
struct Row<'a> {
    kind: &'a str,
    name: &'a str,
    label: [&'a str; 2],
    hint: [&'a str; 2],
    relevant: &'a str,
    constraint: &'a str,
    appearance: &'a str,
    calculation: &'a str,
    own: &'a [(&'a str, &'a str)],
}

struct Writer {
    survey: Sheet,
    lists: Lists,
    stamp: String,
    ids: BTreeSet<String>,
}

impl Writer {
    fn new(instrument: &Instrument) -> Self {
        let texts = ["label", "hint"]
            .map(|text| [CHINESE, ENGLISH].map(|language| format!("{text}::{language}")));
        let said = [CHINESE, ENGLISH].map(|language| format!("constraint_message::{language}"));
        let own = ["role", "kind", "referent", "unit_zh", "unit_en", "recall_zh", "recall_en"];
        let mut headers = vec!["type", "name"];
        headers.extend(texts.iter().flatten().map(String::as_str));
        headers.extend(["required", "relevant", "constraint", &said[0], &said[1]]);
        headers.extend(["appearance", "calculation"]);
        headers.extend(own);
        headers.extend(["short_zh", "short_en"]);
        let ids = instrument.questions().map(|(_, id)| id.to_ascii_lowercase());
        let priorities = instrument.priorities_index().map(|at| &instrument.outcomes[at].id);
        Self {
            survey: Sheet::with(&headers),
            lists: Lists::new(),
            stamp: Stamp::of(instrument).to_string(),
            ids: ids.chain(priorities.map(|id| id.to_ascii_lowercase())).collect(),
        }
    }

    fn row(&mut self, row: &Row<'_>) {
        let column = |text: &str| [CHINESE, ENGLISH].map(|tongue| format!("{text}::{tongue}"));
        let [label, hint, said] = ["label", "hint", "constraint_message"].map(column);
        let question = row.kind.starts_with("select_one");
        let message = if row.constraint.is_empty() { [""; 2] } else { words::CHOSEN_BEFORE };
        let mut cells = vec![
            ("type", row.kind),
            ("name", row.name),
            (&label[0], row.label[0]),
            (&label[1], row.label[1]),
            (&hint[0], row.hint[0]),
            (&hint[1], row.hint[1]),
            ("required", if question { "no" } else { "" }),
            ("relevant", row.relevant),
            ("constraint", row.constraint),
            (&said[0], message[0]),
            (&said[1], message[1]),
            ("appearance", row.appearance),
            ("calculation", row.calculation),
        ];
        cells.extend(row.own);
        self.survey.add(&cells);
    }

    /// The name of a group: as wished where no question has it.
    fn free(&self, wish: &str) -> String {
        let taken = self.ids.contains(&wish.to_ascii_lowercase());
        if taken { format!("{wish}_group") } else { wish.to_owned() }
    }

    fn begin(&mut self, name: &str, label: [&str; 2], own: &[(&str, &str)]) {
        let kind = "begin_group";
        self.row(&Row { kind, name, label, appearance: "field-list", own, ..Row::default() });
    }

    fn end(&mut self) {
        self.row(&Row { kind: "end_group", ..Row::default() });
    }

    /// The stamp, and the question for the form where there are two.
    fn head(&mut self, quick: bool) {
        let calculation = format!("'{}'", self.stamp);
        let stamp = Row { kind: "calculate", name: STAMP, ..Row::default() };
        self.row(&Row { calculation: &calculation, ..stamp });
        if quick {
            let kind = format!("select_one {}", self.lists.of_form());
            let (label, hint) = (words::FORM, words::ANY_SKIPPED);
            self.row(&Row { kind: &kind, name: FORM, label, hint, ..Row::default() });
        }
    }

    fn category(&mut self, instrument: &Instrument, category: &Category, quick: bool) {
        let name = self.free(&category.id);
        let short = [("short_zh", category.short.zh.as_str()), ("short_en", &category.short.en)];
        self.begin(&name, both(&category.name), &short);
        let about = format!("{name}_about");
        let (label, own) = (both(&category.about), [("role", "about")]);
        self.row(&Row { kind: "note", name: &about, label, own: &own, ..Row::default() });
        for item in instrument.items.iter().filter(|item| item.category == category.id) {
            self.item(instrument, item, quick);
        }
        self.end();
    }

    fn item(&mut self, instrument: &Instrument, item: &Item, quick: bool) {
        let list = self.lists.of(instrument, &item.id, &item.options, &item.offers);
        let mut conditions = Vec::new();
        if quick && !item.quick {
            conditions.push(unlike(FORM, QUICK));
        }
        if let Some(rule) = &item.not_applicable_when {
            conditions.push(unlike(&rule.item, &rule.option.to_string()));
        }
        let hint = hint(&item.stem, &item.recall, item.instruction.as_ref());
        let [kind, referent] = [word(&item.kind), word(&item.referent)];
        self.row(&Row {
            kind: &format!("select_one {list}"),
            name: &item.id,
            label: both(&item.stem),
            hint: [&hint[0], &hint[1]],
            relevant: &all(&conditions),
            own: &[
                ("role", "item"),
                ("kind", &kind),
                ("referent", &referent),
                ("unit_zh", &item.unit.zh),
                ("unit_en", &item.unit.en),
                ("recall_zh", &item.recall.zh),
                ("recall_en", &item.recall.en),
            ],
            ..Row::default()
        });
    }

    fn outcomes(&mut self, instrument: &Instrument) {
        if instrument.choice_outcomes().is_empty() {
            return;
        }
        let name = self.unlike_categories(instrument, "outcomes");
        self.begin(&name, words::OUTCOMES, &[]);
        for outcome in instrument.choice_outcomes() {
            let list = self.lists.of(instrument, &outcome.id, &outcome.options, &[]);
            let hint = hint(&outcome.stem, &outcome.recall, None);
            let row = Row {
                kind: &format!("select_one {list}"),
                hint: [&hint[0], &hint[1]],
                ..Row::default()
            };
            self.outcome(outcome, "outcome", &row);
        }
        self.end();
    }

    /// The name of a group that is none of a category's.
    fn unlike_categories(&self, instrument: &Instrument, wish: &str) -> String {
        let mut name = self.free(wish);
        while instrument.categories.iter().any(|category| self.free(&category.id) == name) {
            name.push_str("_group");
        }
        name
    }

    fn outcome(&mut self, outcome: &Outcome, role: &str, row: &Row<'_>) {
        let own = [
            ("role", role),
            ("kind", &word(&outcome.kind)),
            ("recall_zh", &outcome.recall.zh),
            ("recall_en", &outcome.recall.en),
        ];
        self.row(&Row { name: &outcome.id, label: both(&outcome.stem), own: &own, ..*row });
    }

    /// The priorities: one question for each choice, none of which may repeat an earlier one.
    fn priorities(&mut self, instrument: &Instrument) {
        let Some(at) = instrument.priorities_index() else { return };
        let outcome = &instrument.outcomes[at];
        let group = Row { kind: "begin_group", appearance: "field-list", ..Row::default() };
        self.outcome(outcome, "priorities", &group);
        let [first, others] = self.lists.of_priorities(&outcome.id, &instrument.categories);
        let ranks = PRIORITIES_MAX.min(instrument.categories.len());
        let names: Vec<String> = (1..=ranks).map(|rank| format!("{}_{rank}", outcome.id)).collect();
        for (rank, name) in names.iter().enumerate() {
            let before = &names[..rank];
            let relevant = match before {
                [] => String::new(),
                [one] => {
                    all(&[format!("${{{one}}} != ''"), unlike(one, NOTHING), unlike(one, DECLINED)])
                }
                [.., last] => format!("${{{last}}} != ''"),
            };
            let differs: Vec<String> =
                before.iter().map(|one| format!(". != ${{{one}}}")).collect();
            self.row(&Row {
                kind: &format!("select_one {}", if rank == 0 { &first } else { &others }),
                name,
                label: words::RANKS[rank],
                relevant: &relevant,
                constraint: &all(&differs),
                appearance: "minimal",
                own: &[("role", "rank")],
                ..Row::default()
            });
        }
        self.end();
    }

    fn background(&mut self, instrument: &Instrument, asked: &Asked) {
        let questions: Vec<&Background> =
            instrument.background.iter().filter(|question| asked.asks(question)).collect();
        if questions.is_empty() {
            return;
        }
        let name = self.unlike_categories(instrument, "background");
        self.begin(&name, words::BACKGROUND, &[]);
        let about = format!("{name}_about");
        let (label, own) = (words::COARSE, [("role", "said")]);
        self.row(&Row { kind: "note", name: &about, label, own: &own, ..Row::default() });
        for question in questions {
            let list = self.lists.of_background(&question.id, &question.options);
            let role = if question.default_on { "background" } else { "background_off" };
            let short = [("short_zh", &*question.name.zh), ("short_en", &question.name.en)];
            self.row(&Row {
                kind: &format!("select_one {list}"),
                name: &question.id,
                label: both(&question.stem),
                own: &[("role", role), short[0], short[1]],
                ..Row::default()
            });
        }
        self.end();
    }
}

fn both(text: &Text) -> [&str; 2] {
    [&text.zh, &text.en]
}

/// A word of the instrument's format: `banded_quantity`.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What stands below a question: the time span, where the question does not name it, and the
/// instruction.
fn hint(stem: &Text, recall: &Text, instruction: Option<&Text>) -> [String; 2] {
    let named = stem.zh.contains(&recall.zh);
    let of = |recall: &str, instruction: &str, stop: &str| match (named, instruction) {
        (true, instruction) => instruction.to_owned(),
        (false, "") => recall.to_owned(),
        (false, instruction) => format!("{recall}{stop}{instruction}"),
    };
    let instruction = instruction.map_or(["", ""], both);
    [of(&recall.zh, instruction[0], "。"), of(&recall.en, instruction[1], ". ")]
}
