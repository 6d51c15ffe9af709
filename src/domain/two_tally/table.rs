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

use super::totals::{Totals, TwoTallyRelease};
use crate::domain::disclose::{Cell, Distribution, Missing, Withheld};
use crate::domain::report::Rule;

const HEAD: &str = "table,subject,group,first,last,people,withheld\r\n";

impl Totals<'_> {
    /// What may be shown, as a table.
    pub fn to_csv(&self) -> String {
        let release = self.disclose();
        let mut table = Table(HEAD.to_owned());
        table.row(["people", "", "", "", ""], Ok(self.people()));
        self.questions(&release, &mut table);
        self.priority_rows(&release, &mut table);
        self.band_rows(&release, &mut table);
        table.0
    }

    fn questions(&self, shown: &TwoTallyRelease, table: &mut Table) {
        let (instrument, release) = (self.instrument(), &shown.counts);
        for (item, cell) in instrument.items.iter().zip(&release.items) {
            let cell = match cell {
                Cell::Shown(item) => Ok(&item.distribution),
                Cell::Withheld(rule) => Err(*rule),
            };
            table.distribution("item", &item.id, cell);
        }
        let outcomes = instrument.choice_outcomes().iter().map(|outcome| &outcome.id);
        for (id, cell) in outcomes.zip(&release.outcomes) {
            table.distribution("outcome", id, as_result(cell));
        }
        for (question, cell) in instrument.background.iter().zip(&release.background) {
            table.distribution("background", &question.id, as_result(cell));
        }
    }

    fn priority_rows(&self, shown: &TwoTallyRelease, table: &mut Table) {
        let priorities = match &shown.counts.priorities {
            Cell::Shown(priorities) => priorities,
            Cell::Withheld(rule) => return table.row(["priority", "", "", "", ""], Err(*rule)),
        };
        table.row(["priority", "", "", "answered", ""], Ok(priorities.n));
        table.row(["priority", "", "", "missing", ""], Ok(priorities.missing));
        let nothing = as_result(&priorities.nothing).map(|share| share.count);
        table.row(["priority", "", "", "nothing", ""], nothing);
        for (category, cell) in self.instrument().categories.iter().zip(&priorities.categories) {
            let named = as_result(cell).map(|share| share.named.count);
            table.row(["priority", &category.id, "", "", ""], named);
        }
    }

    fn band_rows(&self, shown: &TwoTallyRelease, table: &mut Table) {
        let instrument = self.instrument();
        let points = |band: u8| {
            instrument.bands.get(usize::from(band)).map_or(0, |band| band.from).to_string()
        };
        let subjects = instrument.categories.iter().map(|category| category.id.as_str());
        let subjects: Vec<&str> = subjects.chain(["index"]).collect();
        for (subject, cell) in subjects.iter().zip(&shown.bands) {
            match cell {
                Cell::Withheld(rule) => table.row(["band", subject, "", "", ""], Err(*rule)),
                Cell::Shown(bands) => {
                    for part in &bands.parts {
                        let ends = [points(part.first), points(part.last)];
                        let row = ["band", subject, "", &ends[0], &ends[1]];
                        table.row(row, Ok(part.share.count));
                    }
                    table.row(["band", subject, "", "without", ""], Ok(bands.without));
                }
            }
        }
        for stratum in &shown.strata {
            let question = &instrument.background[stratum.question];
            for (subject, cell) in subjects.iter().zip(&stratum.scores) {
                let shown = match cell {
                    Cell::Shown(shown) => shown,
                    Cell::Withheld(rule) => {
                        table.row(["stratum", subject, &question.id, "", ""], Err(*rule));
                        continue;
                    }
                };
                for (groups, people) in shown.groups.iter().zip(&shown.people) {
                    let last = question.options.len();
                    let option = |&at: &u8| {
                        if usize::from(at) == last { "none".to_owned() } else { at.to_string() }
                    };
                    let options: Vec<String> = groups.iter().map(option).collect();
                    let group = format!("{}={}", question.id, options.join("+"));
                    for (part, people) in shown.parts.iter().zip(people) {
                        let ends = [points(part.0), points(part.1)];
                        let row = ["stratum", subject, &group, &ends[0], &ends[1]];
                        table.row(row, Ok(*people));
                    }
                }
            }
        }
    }
}

fn as_result<T>(cell: &Cell<T>) -> Result<&T, Withheld> {
    match cell {
        Cell::Shown(shown) => Ok(shown),
        Cell::Withheld(rule) => Err(*rule),
    }
}

/// The rows so far.
struct Table(String);

impl Table {
    fn row(&mut self, cells: [&str; 5], people: Result<u64, Withheld>) {
        for cell in cells {
            self.0.push_str(cell);
            self.0.push(',');
        }
        self.0.push_str(&people.map_or_else(|_| String::new(), |people| people.to_string()));
        self.0.push(',');
        self.0.push_str(people.err().map_or("", |rule| Rule::from(rule).id()));
        self.0.push_str("\r\n");
    }

    fn distribution(&mut self, table: &str, id: &str, cell: Result<&Distribution, Withheld>) {
        let shown = match cell {
            Ok(shown) => shown,
            Err(rule) => return self.row([table, id, "", "", ""], Err(rule)),
        };
        for part in &shown.parts {
            let ends = [part.first.to_string(), part.last.to_string()];
            self.row([table, id, "", &ends[0], &ends[1]], Ok(part.share.count));
        }
        let missing = match shown.missing {
            Missing::Together(people) => vec![("missing", people)],
            Missing::ByReason { not_applicable, dont_know, declined, skipped } => vec![
                ("not_applicable", not_applicable),
                ("dont_know", dont_know),
                ("declined", declined),
                ("skipped", skipped),
            ],
        };
        for (reason, people) in missing {
            self.row([table, id, "", reason, ""], Ok(people));
        }
    }
}
