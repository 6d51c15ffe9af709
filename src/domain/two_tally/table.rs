//! What may be shown of totals as a table (CSV): one row for each number of people.
//!
//! | column | content |
//! |---|---|
//! | `table` | `people`, `item`, `outcome`, `background`, `priority`, `band`, `stratum` |
//! | `subject` | id of the question or category, or `index` |
//! | `group` | of a stratum: the question and the numbers of its options, from 0, and `none` |
//! | `first`, `last` | options, from 0; lowest points of the bands; or a word for the others |
//! | `people` | how many; of strata to the nearest multiple of 5; empty where withheld |
//! | `withheld` | the rule that withholds it, or empty |
//!
//! UTF-8, CRLF, comma; no cell needs quotes.

use super::rows::{About, NoAnswer, Row, Who};
use super::totals::Totals;
use crate::domain::disclose::Cell;
use crate::domain::instrument::Instrument;
use crate::domain::report::Rule;

const HEAD: &str = "table,subject,group,first,last,people,withheld\r\n";

impl Totals<'_> {
    /// What may be shown, as a table.
    pub fn to_csv(&self) -> String {
        let mut table = HEAD.to_owned();
        for row in self.rows() {
            write(self.instrument(), &row, &mut table);
        }
        table
    }
}

fn write(instrument: &Instrument, row: &Row, table: &mut String) {
    let (name, mut subject) = names(instrument, row.about);
    let points =
        |band: u8| instrument.bands.get(usize::from(band)).map_or(0, |band| band.from).to_string();
    let none = String::new;
    let (group, first, last) = match &row.who {
        Who::All => match row.about {
            About::Stratum { question, .. } => {
                (instrument.background[question].id.clone(), none(), none())
            }
            _ => (none(), none(), none()),
        },
        Who::Options(first, last) => (none(), first.to_string(), last.to_string()),
        Who::Reason(reason) => (none(), word(*reason).to_owned(), none()),
        Who::Named(category) => {
            subject.clone_from(&instrument.categories[*category].id);
            (none(), none(), none())
        }
        Who::Nothing => (none(), "nothing".to_owned(), none()),
        Who::Answered => (none(), "answered".to_owned(), none()),
        Who::Bands(first, last) => (none(), points(*first), points(*last)),
        Who::Unscored => (none(), "without".to_owned(), none()),
        Who::Groups(groups, first, last) => {
            (group(instrument, row.about, groups), points(*first), points(*last))
        }
    };
    let (people, rule) = match row.people {
        Cell::Shown(people) => (people.to_string(), ""),
        Cell::Withheld(rule) => (none(), Rule::from(rule).id()),
    };
    let cells = [name, &subject, &group, &first, &last, &people, rule];
    table.push_str(&cells.join(","));
    table.push_str("\r\n");
}

/// The table of a subject, and its id.
fn names(instrument: &Instrument, subject: About) -> (&'static str, String) {
    let score = |at: usize| {
        instrument.categories.get(at).map_or("index", |category| &category.id).to_owned()
    };
    match subject {
        About::People => ("people", String::new()),
        About::Item(at) => ("item", instrument.items[at].id.clone()),
        About::Outcome(at) => ("outcome", instrument.choice_outcomes()[at].id.clone()),
        About::Background(at) => ("background", instrument.background[at].id.clone()),
        About::Priorities => ("priority", String::new()),
        About::Bands(at) => ("band", score(at)),
        About::Stratum { score: at, .. } => ("stratum", score(at)),
    }
}

/// Groups by the question and the numbers of their options.
fn group(instrument: &Instrument, subject: About, groups: &[u8]) -> String {
    let About::Stratum { question, .. } = subject else { return String::new() };
    let question = &instrument.background[question];
    let option = |&at: &u8| {
        if usize::from(at) == question.options.len() { "none".to_owned() } else { at.to_string() }
    };
    let options: Vec<String> = groups.iter().map(option).collect();
    format!("{}={}", question.id, options.join("+"))
}

const fn word(reason: NoAnswer) -> &'static str {
    match reason {
        NoAnswer::Any => "missing",
        NoAnswer::NotApplicable => "not_applicable",
        NoAnswer::DontKnow => "dont_know",
        NoAnswer::Declined => "declined",
        NoAnswer::Skipped => "skipped",
    }
}
