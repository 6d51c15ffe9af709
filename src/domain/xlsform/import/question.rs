//! One select-one question of a form: an item, an outcome or a background question.

use super::choices::Meant;
use super::settings::is_id;
use super::survey::{Walk, is_yes};
use crate::domain::answer::Answer;
use crate::domain::xlsform::condition::terms;
use crate::domain::xlsform::draft::{
    Applicability, Background, Both, Choices, Item, Outcome, source,
};
use crate::domain::xlsform::names::Named;
use crate::domain::xlsform::note::Fault;
use crate::domain::xlsform::{FORM, NOT_APPLICABLE, QUICK};

/// What a question is for an instrument.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Item,
    Outcome,
    Background { usual: bool },
}

/// Kinds of answer that can be said in a form.
const KINDS: &[&str] = &[
    "banded_quantity",
    "banded_share",
    "ordinal_frequency",
    "graded_presence",
    "fit",
    "net_change",
    "nominal",
];

/// Headers of the questions that are carried over, told apart, or mean nothing to an instrument.
const KNOWN: &[&str] = &[
    "type",
    "name",
    "label",
    "hint",
    "disabled",
    "required",
    "required_message",
    "relevant",
    "relevance",
    "constraint_message",
    "appearance",
    "choice_filter",
    "role",
    "kind",
    "referent",
    "unit_zh",
    "unit_en",
    "recall_zh",
    "recall_en",
    "short_zh",
    "short_en",
];

/// The time span of a question that names none besides its words.
pub(super) fn recall() -> Both {
    Both::of(["以题目为准", "As the question says"])
}

impl Walk<'_> {
    /// Reads a select-one question.
    pub(super) fn question(&mut self, row: usize, list: &str) {
        if let Err(fault) = self.try_question(row, list) {
            self.tell(row, fault);
        }
    }

    fn try_question(&mut self, row: usize, list: &str) -> Result<(), Fault> {
        let id = self.cell(row, "name").to_owned();
        if self.cell(row, "role") == "rank" && self.priorities.is_some() {
            self.names.ranks.push(id);
            return Ok(());
        }
        if !is_id(&id) {
            return Err(Fault::Name);
        }
        if !self.seen.insert(id.clone()) {
            return Err(Fault::Twice);
        }
        if !self.cell(row, "choice_filter").is_empty() {
            return Err(Fault::Cascade);
        }
        let role = self.role(row, self.lists.is_scored(list)?);
        let meant = match role {
            Role::Item => self.lists.scored(list)?,
            Role::Outcome | Role::Background { .. } => self.lists.unscored(list)?,
        };
        let stem = self.label(row).ok_or(Fault::NoLabel)?;
        self.marks(row)?;
        for fault in &meant.changed {
            self.tell(row, fault.clone());
        }
        self.passed_over(row);
        let named = Named {
            groups: self.groups.iter().map(|group| group.name.clone()).collect(),
            choices: meant.choices.clone(),
            labels: meant.labels.clone(),
            scores: meant.scores(),
            stem: stem.words(),
            options: meant.options.iter().map(|option| option.label.words()).collect(),
            ways: meant.ways.clone(),
        };
        match role {
            Role::Item => self.item(row, &id, stem, meant, list),
            Role::Outcome => self.outcome(row, &id, stem, meant, list),
            Role::Background { usual } => {
                let name = self.own(row, "short").unwrap_or_else(|| stem.clone());
                let (default_on, options) = (usual, meant.options);
                let id = id.clone();
                self.unconditional(row);
                self.background.push(Background { id, name, stem, default_on, options });
            }
        }
        self.names.questions.insert(id, named);
        Ok(())
    }

    /// What a question is: as its own column says, else by whether it has scores.
    fn role(&mut self, row: usize, scored: bool) -> Role {
        match self.cell(row, "role") {
            "item" => return Role::Item,
            "outcome" => return Role::Outcome,
            "background" => return Role::Background { usual: true },
            "background_off" => return Role::Background { usual: false },
            "" => {}
            _ => self.tell(row, Fault::Word("role".to_owned())),
        }
        if !scored {
            self.tell(row, Fault::Unscored);
            return Role::Outcome;
        }
        Role::Item
    }

    fn item(&mut self, row: usize, id: &str, stem: Both, meant: Meant, list: &str) {
        let category = self.category(row);
        let recall = self.own(row, "recall").unwrap_or_else(recall);
        let instruction = self.hints.read(&self.form.survey, row);
        let instruction = instruction.and_then(|found| instruction_of(found.text, &recall));
        let mut offers = meant.offers;
        let (quick, not_applicable_when) = self.conditions(row);
        if not_applicable_when.is_some() && !offers.contains(&NOT_APPLICABLE) {
            offers.push(NOT_APPLICABLE);
        }
        let kind = self.word(row, "kind", KINDS, "graded_presence");
        let referent = self.word(row, "referent", &["person", "unit"], "person");
        self.used.push((meant.options.clone(), list.to_owned()));
        self.items.push(Item {
            id: id.to_owned(),
            category,
            quick,
            kind,
            referent,
            unit: self.own(row, "unit").unwrap_or_else(|| Both::of(["选项", "option"])),
            recall,
            stem,
            instruction,
            options: Choices::Own(meant.options),
            offers,
            not_applicable_when,
            figures: source(),
        });
    }

    fn outcome(&mut self, row: usize, id: &str, stem: Both, meant: Meant, list: &str) {
        self.unconditional(row);
        let recall = self.own(row, "recall").unwrap_or_else(recall);
        let kind = self.word(row, "kind", KINDS, "nominal");
        self.used.push((meant.options.clone(), list.to_owned()));
        let options = Choices::Own(meant.options);
        self.outcomes.push(Outcome { id: id.to_owned(), kind, recall, stem, options, figures: [] });
    }

    /// A word of an own column; another one is told and replaced.
    fn word(&mut self, row: usize, column: &str, known: &[&str], usual: &str) -> String {
        let word = self.cell(row, column);
        if known.contains(&word) {
            return word.to_owned();
        }
        if !word.is_empty() {
            self.tell(row, Fault::Word(column.to_owned()));
        }
        usual.to_owned()
    }

    fn relevant(&self, row: usize) -> String {
        let [one, other] = ["relevant", "relevance"].map(|column| self.cell(row, column));
        if one.is_empty() { other } else { one }.to_owned()
    }

    /// Whether the quick form asks an item, and the rule by which it is not applicable.
    fn conditions(&mut self, row: usize) -> (bool, Option<Applicability>) {
        let (mut quick, mut rule) = (true, None);
        let relevant = self.relevant(row);
        if relevant.is_empty() {
            return (quick, rule);
        }
        let Some(terms) = terms(&relevant) else {
            self.tell(row, Fault::Condition);
            return (quick, rule);
        };
        for (question, choice) in terms {
            if (question, choice) == (FORM, QUICK) {
                quick = false;
                continue;
            }
            let earlier = self.items.iter().any(|item| item.id == question);
            let answer = self.names.questions.get(question).and_then(|q| q.choices.get(choice));
            match answer {
                Some(Answer::Option(option)) if earlier && rule.is_none() => {
                    rule = Some(Applicability { item: question.to_owned(), option: *option });
                }
                _ => self.tell(row, Fault::Condition),
            }
        }
        (quick, rule)
    }

    /// Tells a condition where none is carried over.
    fn unconditional(&mut self, row: usize) {
        if !self.relevant(row).is_empty() {
            self.tell(row, Fault::Condition);
        }
    }

    /// Tells what columns say that is not carried over, each once.
    fn passed_over(&mut self, row: usize) {
        if is_yes(self.cell(row, "required")) && self.told.insert("required".to_owned()) {
            self.tell(row, Fault::Required);
        }
        for (column, header) in self.form.survey.headers().iter().enumerate() {
            let name = header.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
            let known = name.is_empty() || KNOWN.contains(&name.as_str());
            let empty = self.form.survey.at(row, column).is_empty();
            if !known && !empty && self.told.insert(header.clone()) {
                self.tell(row, Fault::Column(header.clone()));
            }
        }
    }
}

/// What a hint says besides the time span, which stands before it or not at all.
fn instruction_of(hint: [String; 2], recall: &Both) -> Option<Both> {
    let [zh, en] = hint;
    let bare = |text: &str, recall: &str, stop: &str| match text.strip_prefix(recall) {
        Some("") => String::new(),
        Some(rest) => rest.strip_prefix(stop).unwrap_or(text).to_owned(),
        None => text.to_owned(),
    };
    let (zh, en) = (bare(&zh, &recall.zh, "。"), bare(&en, &recall.en, ". "));
    match (zh.as_str(), en.as_str()) {
        ("", "") => None,
        ("", _) => Some(Both::of([en.clone(), en])),
        (_, "") => Some(Both::of([zh.clone(), zh])),
        _ => Some(Both { zh, en }),
    }
}
