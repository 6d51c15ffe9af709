//! The sheet of questions, row by row.

use std::collections::BTreeSet;

use super::Imported;
use super::choices::Lists;
use super::kinds::{Kind, kind};
use super::marks;
use super::settings::{is_id, language};
use crate::domain::instrument::PRIORITIES_MAX;
use crate::domain::xlsform::draft::{Background, Both, Category, Choice, Choices, Item, Outcome};
use crate::domain::xlsform::language::Columns;
use crate::domain::xlsform::names::Names;
use crate::domain::xlsform::note::{Fault, Note};
use crate::domain::xlsform::sheet::{Form, Sheet};
use crate::domain::xlsform::stamp::Stamp;
use crate::domain::xlsform::{FORM, STAMP};

/// Whether a cell says yes.
pub(super) fn is_yes(cell: &str) -> bool {
    matches!(cell.to_ascii_lowercase().as_str(), "yes" | "true" | "true()" | "1")
}

/// Headers of texts that an instrument shows.
const TEXTS: &[&str] =
    &["label", "hint", "unit_zh", "unit_en", "recall_zh", "recall_en", "short_zh", "short_en"];

/// A group that has begun.
pub(super) struct Group {
    pub(super) name: String,
    /// The row in which it begins.
    row: usize,
    /// Whether it is a repeat.
    repeats: bool,
}

/// What has been read so far.
pub(super) struct Walk<'a> {
    pub(super) form: &'a Form,
    pub(super) lists: Lists,
    pub(super) labels: Columns,
    pub(super) hints: Columns,
    pub(super) groups: Vec<Group>,
    pub(super) notes: Vec<Note>,
    pub(super) names: Names,
    pub(super) stamp: Option<Stamp>,
    pub(super) categories: Vec<Category>,
    pub(super) items: Vec<Item>,
    pub(super) outcomes: Vec<Outcome>,
    /// The priorities, and the row in which they begin.
    pub(super) priorities: Option<(usize, Outcome)>,
    pub(super) background: Vec<Background>,
    /// Options with the list they come from.
    pub(super) used: Vec<(Vec<Choice>, String)>,
    /// The names of all rows, in small letters.
    every_name: BTreeSet<String>,
    /// Names of questions, and columns that have been told.
    pub(super) seen: BTreeSet<String>,
    pub(super) told: BTreeSet<String>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(form: &'a Form) -> Self {
        let mut notes = Vec::new();
        let usual = language(form);
        let lists = Lists::read(&form.choices, usual, &mut notes);
        let labels = Columns::of(&form.survey, "label", usual);
        if !labels.both() && !form.survey.rows().is_empty() {
            let fault = Fault::OneLanguage;
            notes.push(Note { sheet: "survey", row: 1, name: String::new(), fault });
        }
        let hints = Columns::of(&form.survey, "hint", usual);
        for (text, columns) in [("label", labels), ("hint", hints)] {
            notes.extend(columns.unread(&form.survey, text).into_iter().map(|(row, fault)| Note {
                sheet: "survey",
                row: Sheet::number(row),
                name: String::new(),
                fault,
            }));
        }
        Self {
            form,
            lists,
            labels,
            hints,
            groups: Vec::new(),
            notes,
            names: Names::default(),
            stamp: None,
            categories: Vec::new(),
            items: Vec::new(),
            outcomes: Vec::new(),
            priorities: None,
            background: Vec::new(),
            used: Vec::new(),
            every_name: (0..form.survey.rows().len())
                .map(|row| form.survey.cell(row, "name").to_ascii_lowercase())
                .collect(),
            seen: BTreeSet::new(),
            told: BTreeSet::new(),
        }
    }

    pub(super) fn finish(mut self) -> Imported {
        for group in std::mem::take(&mut self.groups) {
            self.tell(group.row, Fault::Unclosed);
        }
        super::assemble(self)
    }

    /// Tells something about a row.
    pub(super) fn tell(&mut self, row: usize, fault: Fault) {
        let name = self.cell(row, "name").to_owned();
        self.notes.push(Note { sheet: "survey", row: Sheet::number(row), name, fault });
    }

    pub(super) fn cell(&self, row: usize, column: &str) -> &'a str {
        self.form.survey.cell(row, column)
    }

    /// The label of a row; none where it has no words in any language.
    pub(super) fn label(&mut self, row: usize) -> Option<Both> {
        let found = self.labels.read(&self.form.survey, row)?;
        if self.labels.both() && found.repeated {
            self.tell(row, Fault::LabelMissing);
        }
        Some(Both::of(found.text))
    }

    /// Two cells of an own text, `short_zh` and `short_en`; none where both are empty.
    pub(super) fn own(&self, row: usize, text: &str) -> Option<Both> {
        let [zh, en] = ["zh", "en"].map(|tongue| self.cell(row, &format!("{text}_{tongue}")));
        let any = if zh.is_empty() { en } else { zh };
        let or = |text: &str| if text.is_empty() { any } else { text }.to_owned();
        (!any.is_empty()).then(|| Both { zh: or(zh), en: or(en) })
    }

    /// Reads one row.
    pub(super) fn row(&mut self, row: usize) {
        let repeated = self.groups.iter().any(|group| group.repeats);
        if is_yes(self.cell(row, "disabled")) {
            if !repeated {
                self.tell(row, Fault::Disabled);
            }
            return;
        }
        let kind = kind(self.cell(row, "type"));
        if let Kind::EndGroup | Kind::EndRepeat = kind {
            return self.end(row, kind == Kind::EndRepeat);
        }
        if repeated {
            return self.repeated(row, &kind);
        }
        let name = self.cell(row, "name");
        match kind {
            Kind::Empty
                if !name.is_empty() || self.labels.read(&self.form.survey, row).is_some() =>
            {
                self.tell(row, Fault::NoType);
            }
            Kind::Empty | Kind::EndGroup | Kind::EndRepeat => {}
            Kind::Group => self.group(row),
            Kind::Repeat => {
                self.tell(row, Fault::Repeat);
                self.groups.push(Group { name: name.to_owned(), row, repeats: true });
            }
            Kind::One(_) if name == FORM => {}
            Kind::One(list) => self.question(row, &list),
            Kind::OneOrOther | Kind::FromFile => self.tell(row, Fault::OpenChoices),
            Kind::Several => self.tell(row, Fault::Several),
            Kind::Calculation => match Stamp::read(self.cell(row, "calculation")) {
                Some(stamp) if name == STAMP => self.stamp = Some(stamp),
                _ => self.tell(row, Fault::Calculation),
            },
            Kind::Note => self.note(row),
            Kind::Identifying(word) => self.tell(row, Fault::Identifying(word)),
            Kind::Other(word) => self.tell(row, Fault::Type(word)),
        }
    }

    /// A row inside a repeat, which is left out with it.
    fn repeated(&mut self, row: usize, kind: &Kind) {
        if let Kind::Group | Kind::Repeat = kind {
            let (name, repeats) = (self.cell(row, "name").to_owned(), *kind == Kind::Repeat);
            self.groups.push(Group { name, row, repeats });
        }
    }

    /// The end of a group or a repeat, which must be that of the one that began last.
    fn end(&mut self, row: usize, repeats: bool) {
        match self.groups.pop() {
            Some(group) if group.repeats == repeats => {}
            Some(_) => self.tell(row, Fault::EndOther),
            None => self.tell(row, Fault::EndAlone),
        }
    }

    /// The marks in the texts of a row, told; an error where a text refers to another answer.
    pub(super) fn marks(&mut self, row: usize) -> Result<(), Fault> {
        let sheet = &self.form.survey;
        let texts = sheet.headers().iter().enumerate().filter(|(_, header)| {
            let name = header.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
            TEXTS.contains(&name.as_str())
        });
        let found: Vec<Fault> = texts
            .filter_map(|(column, header)| marks::fault(header, sheet.at(row, column)))
            .collect();
        if let Some(reference) = found.iter().find(|one| matches!(one, Fault::Reference(_))) {
            return Err(reference.clone());
        }
        for fault in found {
            self.tell(row, fault);
        }
        Ok(())
    }

    fn group(&mut self, row: usize) {
        let name = self.cell(row, "name").to_owned();
        if !self.cell(row, "relevant").is_empty() {
            self.tell(row, Fault::Condition);
        }
        self.groups.push(Group { name: name.clone(), row, repeats: false });
        if let Err(fault) = self.marks(row) {
            // As below.
            return self.tell(row, fault);
        }
        if self.cell(row, "role") == "priorities" {
            return self.begin_priorities(row);
        }
        let id = self.category_id(&name);
        if !is_id(&id) {
            // Its questions are then in no category, and told so.
            return self.tell(row, Fault::Name);
        }
        if self.categories.iter().any(|category| category.id == id) {
            return self.tell(row, Fault::GroupTwice);
        }
        let label = self.label(row).unwrap_or_else(|| Both::of([name.clone(), name]));
        let short = self.own(row, "short").unwrap_or_else(|| label.clone());
        let about = label.clone();
        self.categories.push(Category { id, name: label, short, about, remedies: [] });
    }

    /// The id of the category of a group: its name, without what was added because a question has
    /// the same.
    fn category_id(&self, group: &str) -> String {
        let taken = |bare: &&str| self.every_name.contains(&bare.to_ascii_lowercase());
        let bare = group.strip_suffix("_group").filter(taken);
        bare.unwrap_or(group).to_owned()
    }

    /// The position of the category of a row: that of the innermost group that is one.
    pub(super) fn category(&mut self, row: usize) -> String {
        let ids: Vec<String> =
            self.groups.iter().rev().map(|group| self.category_id(&group.name)).collect();
        let found = ids.into_iter().find(|id| self.categories.iter().any(|one| one.id == *id));
        found.unwrap_or_else(|| {
            let id = "general".to_owned();
            self.tell(row, Fault::Ungrouped(id.clone()));
            if !self.categories.iter().any(|category| category.id == id) {
                let name = Both::of(["总体", "General"]);
                let [short, about] = [name.clone(), name.clone()];
                self.categories.push(Category { id: id.clone(), name, short, about, remedies: [] });
            }
            id
        })
    }

    fn note(&mut self, row: usize) {
        let name = self.cell(row, "name").to_owned();
        self.names.silent.insert(name);
        match self.cell(row, "role") {
            "about" => {
                if let Err(fault) = self.marks(row) {
                    return self.tell(row, fault);
                }
                let about = self.label(row);
                let group = self.groups.last().map(|group| self.category_id(&group.name));
                let category = self
                    .categories
                    .iter_mut()
                    .find(|category| Some(&category.id) == group.as_ref());
                if let Some((category, about)) = category.zip(about) {
                    category.about = about;
                }
            }
            "said" => {}
            _ => self.tell(row, Fault::Note),
        }
    }

    /// The priorities, where they have a question for each rank.
    pub(super) fn ranked(&mut self) -> Option<Outcome> {
        let (row, outcome) = self.priorities.take()?;
        let ranks = PRIORITIES_MAX.min(self.categories.len());
        if self.names.ranks.len() != ranks {
            self.tell(row, Fault::Ranks(ranks));
            self.names.ranks.clear();
            return None;
        }
        Some(outcome)
    }

    fn begin_priorities(&mut self, row: usize) {
        let id = self.cell(row, "name").to_owned();
        let Some(stem) = self.label(row).filter(|_| is_id(&id)) else {
            return self.tell(row, Fault::NoLabel);
        };
        let recall = self.own(row, "recall").unwrap_or_else(super::question::recall);
        let (kind, options) = ("priorities".to_owned(), Choices::Own(Vec::new()));
        let outcome = Outcome { id, kind, recall, stem, options, figures: [] };
        self.priorities = Some((row, outcome));
    }
}
