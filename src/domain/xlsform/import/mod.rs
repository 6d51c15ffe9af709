//! A form as an instrument: its select-one questions with scores are items, its groups categories.
//! What cannot be carried over is told row by row, never dropped in silence.

mod choices;
mod kinds;
mod marks;
mod question;
mod settings;
mod survey;

use std::collections::BTreeSet;

use super::draft::{Choice, Choices, Draft, Item, Outcome, Set};
use super::names::Names;
use super::note::{Fault, Note};
use super::sheet::Form;
use super::stamp::Stamp;
use survey::Walk;

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The instrument's file. Whether it is a valid one is up to
    /// [`Instrument::parse`](crate::domain::instrument::Instrument::parse).
    pub json: String,
    /// By which names answers to this form are read.
    pub names: Names,
    /// What was not carried over, or otherwise, in the order of the sheets.
    pub notes: Vec<Note>,
    /// The instrument that the form was made from.
    pub stamp: Option<Stamp>,
    /// Number of scored questions.
    pub items: usize,
}

/// Makes an instrument of a form.
pub fn import(form: &Form) -> Imported {
    let mut walk = Walk::new(form);
    walk.notes.extend(doubled(form));
    for row in 0..form.survey.rows().len() {
        walk.row(row);
    }
    walk.finish()
}

/// The headers that stand twice, of which nobody can tell which column is meant.
fn doubled(form: &Form) -> Vec<Note> {
    let sheets = [("survey", &form.survey), ("choices", &form.choices)];
    let mut notes = Vec::new();
    for (sheet, table) in sheets.into_iter().chain([("settings", &form.settings)]) {
        let mut seen = BTreeSet::new();
        for header in table.headers() {
            let bare = header.trim().to_ascii_lowercase();
            if !bare.is_empty() && !seen.insert(bare) {
                let fault = Fault::HeaderTwice(header.clone());
                notes.push(Note { sheet, row: 1, name: String::new(), fault });
            }
        }
    }
    notes
}

/// What a walk found, put into the instrument's order.
fn assemble(mut walk: Walk<'_>) -> Imported {
    let ids: BTreeSet<String> = walk.items.iter().map(|item| item.category.clone()).collect();
    walk.categories.retain(|category| ids.contains(&category.id));
    let priorities = walk.ranked();
    let Walk { form, mut notes, names, stamp, categories, mut items, .. } = walk;
    let (mut outcomes, background) = (walk.outcomes, walk.background);
    let place = |id: &String| categories.iter().position(|category| category.id == *id);
    items.sort_by_key(|item| place(&item.category));
    let head = settings::head(form, stamp.as_ref(), &mut notes);
    let mut sets = Sets { used: Vec::new(), lists: walk.used };
    sets.share(&mut items, &mut outcomes);
    outcomes.extend(priorities);
    let count = items.len();
    let draft = Draft {
        format: crate::domain::instrument::FORMAT,
        id: head.id,
        version: head.version,
        title: head.title.clone(),
        about: head.about,
        disclaimer: super::draft::disclaimer(),
        documents: [super::draft::Document { id: super::draft::DOCUMENT, title: head.title }],
        bands: super::draft::bands(),
        index_categories_min: categories.len().div_ceil(2).max(1),
        peak_from: 75,
        response_sets: sets.used,
        categories,
        items,
        outcomes,
        background,
    };
    // Texts and numbers alone can always be written.
    let json = serde_json::to_string_pretty(&draft).unwrap_or_default() + "\n";
    let sheets = ["survey", "choices", "settings"];
    notes.sort_by_key(|note| (sheets.iter().position(|sheet| *sheet == note.sheet), note.row));
    Imported { json, names, notes, stamp, items: count }
}

/// The options that several questions share.
struct Sets {
    used: Vec<Set>,
    /// Options and the list from which they come.
    lists: Vec<(Vec<Choice>, String)>,
}

impl Sets {
    /// Puts the id of a set where several questions have the same options.
    fn share(&mut self, items: &mut [Item], outcomes: &mut [Outcome]) {
        let mut lists = std::mem::take(&mut self.lists);
        // Of lists with the same options, that with the shortest name gives it.
        lists.sort_by_key(|(_, list)| list.len());
        for (options, list) in lists {
            let choices = items.iter_mut().map(|item| &mut item.options);
            let choices = choices.chain(outcomes.iter_mut().map(|outcome| &mut outcome.options));
            let same = |choices: &&mut Choices| match choices {
                Choices::Own(own) => *own == options,
                Choices::Shared(_) => false,
            };
            let users: Vec<&mut Choices> = choices.filter(same).collect();
            let taken = self.used.iter().any(|set| set.id == list);
            if users.len() < 2 || taken || !settings::is_id(&list) {
                continue;
            }
            for user in users {
                *user = Choices::Shared(list.clone());
            }
            self.used.push(Set { id: list, options });
        }
    }
}
