//! Whether every row is there that a release must have. What is withheld is a row too, so that
//! none can be taken out unnoticed.
//!
//! The rows that must be there are those of a release in which everything is withheld but what is
//! shown here, written by the code that writes every release.

use std::collections::BTreeSet;

use super::codes::{Rule, Statistic, Table};
use super::flatten::{choice_outcomes, rows, small};
use super::read::Published;
use super::row::{Figure, Row};
use super::sound::{About, about};
use crate::domain::answer::Question;
use crate::domain::disclose::{
    AvoidableRelease, Cell, Correlation, CrossTable, Group, GroupTable, HoursRelease, OmegaRelease,
    PriorityRelease, RandomisedCategory, RandomisedItem, RandomisedRelease, Release, Reliability,
    Withheld,
};
use crate::domain::instrument::Instrument;
use crate::domain::stats::ConfidenceInterval;

/// A row without its figure. How answers and scores are cut into parts differs.
type Key = (About, Statistic, Option<(u8, u8)>, Option<u8>);

/// Why nothing is shown where anything may be.
const HIDDEN: Withheld = Withheld::TooFew;

/// The reasons for which a question has no answer: all of them stand apart, or none.
const REASONS: [Statistic; 4] =
    [Statistic::NotApplicable, Statistic::DontKnow, Statistic::Declined, Statistic::Skipped];

fn key(row: &Row) -> Key {
    let part = row.part.filter(|_| row.table == Table::Paradox);
    (about(row), row.statistic, part, row.option2)
}

/// Whether no row is missing.
pub(super) fn is_complete(instrument: &Instrument, published: &Published) -> bool {
    let there: BTreeSet<Key> = published.rows.iter().map(key).collect();
    let least = rows(instrument, &Least { instrument, published }.release());
    least.iter().all(|row| there.contains(&key(row))) && answers(instrument, published, &there)
}

/// Whether a question that is shown has the rows of one.
fn answers(instrument: &Instrument, published: &Published, there: &BTreeSet<Key>) -> bool {
    let tables = [Table::Item, Table::Outcome, Table::Background];
    let shown = |row: &&Row| row.statistic == Statistic::N && tables.contains(&row.table);
    published.rows.iter().filter(shown).all(|row| {
        let has =
            |statistic: &Statistic| there.contains(&key(&Row { statistic: *statistic, ..*row }));
        let reasons = REASONS.iter().filter(|reason| has(reason)).count();
        let must: &[Statistic] = match row.item {
            Some(item) if published.head.items.contains(&item) => {
                &[Statistic::Missing, Statistic::ShareEstimate, Statistic::MeanEstimate]
            }
            Some(_) => &[Statistic::Missing, Statistic::Share, Statistic::Mean],
            None => &[Statistic::Missing, Statistic::Share],
        };
        let cases = row.item.is_none_or(|item| cases(instrument, published, item));
        must.iter().all(has) && matches!(reasons, 0 | 4) && cases
    })
}

/// Whether each documented case of an item has its row.
fn cases(instrument: &Instrument, published: &Published, item: u8) -> bool {
    let Some(asked) = instrument.items.get(usize::from(item)) else { return false };
    let options = small(instrument.options(&asked.options).len());
    let cases = asked.markers.iter().map(|marker| marker.option);
    let cases: BTreeSet<u8> = cases.filter(|option| (1..options).contains(option)).collect();
    let is_case = |row: &&Row| {
        let of = [Statistic::ShareMarker, Statistic::ShareMarkerEstimate];
        row.item == Some(item) && of.contains(&row.statistic)
    };
    let told = published.rows.iter().filter(is_case);
    told.filter_map(|row| row.part.map(|part| part.0)).collect::<BTreeSet<_>>() == cases
}

/// The release with the fewest rows that a published one can be.
struct Least<'a> {
    instrument: &'a Instrument,
    published: &'a Published,
}

impl Least<'_> {
    fn release(&self) -> Release {
        let Self { instrument, published } = self;
        let head = &published.head;
        let categories = instrument.categories.len();
        let each = small(categories);
        let pair = |first: u8, second: u8| Correlation { first, second, figures: hidden() };
        Release {
            form: head.form,
            policy: head.policy,
            n: head.n,
            index: hidden(),
            weighted: hidden(),
            categories: vec![hidden(); categories],
            items: vec![hidden(); instrument.items.len()],
            outcomes: choice_outcomes(instrument).map(|_| hidden()).collect(),
            priorities: self.priorities(),
            weighting: hidden(),
            background: vec![hidden(); instrument.background.len()],
            groups: self.groups(),
            reliability: (0..each).map(|category| self.reliability(category)).collect(),
            correlations: (0..each)
                .flat_map(|first| (first + 1..each).map(move |second| pair(first, second)))
                .collect(),
            hours: self.hours(),
            paradox: self.paradox(),
            randomised: self.randomised(),
        }
    }

    /// Whether a row is there of a table, beside those that stand where the table is withheld.
    fn has(&self, is: impl Fn(&Row) -> bool) -> bool {
        self.published.rows.iter().any(is)
    }

    fn priorities(&self) -> Cell<PriorityRelease> {
        let whole = |row: &Row| (row.statistic, row.category) == (Statistic::Named, None);
        if !self.has(|row| row.table == Table::Priority && !whole(row)) {
            return hidden();
        }
        let categories = vec![hidden(); self.instrument.categories.len()];
        Cell::Shown(PriorityRelease { n: 0, missing: 0, nothing: hidden(), categories })
    }

    /// The groups of each question. Where nobody answered it there are none; so where it is
    /// withheld for too few answers they are there together or not at all.
    fn groups(&self) -> Vec<GroupTable> {
        let Self { instrument, .. } = self;
        let of = |row: &Row, at| row.background == Some(at);
        let by_group = |row: &Row| matches!(row.table, Table::Group | Table::Difference);
        let unanswered = |row: &Row| {
            let rules = [Rule::BelowMinimum, Rule::NotAsked, Rule::Successive];
            row.table == Table::Background
                && rules.iter().any(|rule| row.figure == Figure::Withheld(*rule))
        };
        let questions = 0..small(instrument.background.len());
        let answered = questions.filter(|&at| {
            !self.has(|row| of(row, at) && unanswered(row))
                || self.has(|row| of(row, at) && by_group(row))
        });
        let group = |option| Group {
            option,
            n: hidden(),
            index: hidden(),
            categories: vec![hidden(); instrument.categories.len()],
            differences: vec![hidden(); instrument.categories.len()],
        };
        let table = |background| {
            let options = instrument.options_of(Question::Background(background)).len();
            let options = (0..small(options)).map(Some).chain([None]);
            GroupTable { background, groups: options.map(group).collect() }
        };
        answered.map(table).collect()
    }

    fn reliability(&self, category: u8) -> Cell<Reliability> {
        let Self { instrument, published } = self;
        let of = |row: &Row| row.table == Table::Reliability && row.category == Some(category);
        let withheld = |row: &Row| {
            row.statistic == Statistic::Alpha && matches!(row.figure, Figure::Withheld(_))
        };
        if !self.has(|row| of(row) && !withheld(row)) {
            return hidden();
        }
        let asked = |item: &usize| instrument.asks(published.head.form, *item);
        let items = instrument.items_of(usize::from(category)).filter(asked);
        let item_rest: Vec<_> = items.map(|item| (small(item), None)).collect();
        Cell::Shown(Reliability {
            n: 0,
            items: small(item_rest.len()),
            alpha: None,
            interval: None,
            omega: OmegaRelease::TooFew,
            item_rest,
        })
    }

    fn hours(&self) -> Cell<HoursRelease> {
        let withheld = |row: &Row| {
            row.statistic == Statistic::Lower && matches!(row.figure, Figure::Withheld(_))
        };
        if !self.has(|row| row.table == Table::Hours && !withheld(row)) {
            return hidden();
        }
        Cell::Shown(HoursRelease {
            n: 0,
            left_out: 0,
            step: 1.0,
            lower: 0.0,
            central: 0.0,
            upper: 0.0,
            interval: ConfidenceInterval { low: 0.0, high: 0.0 },
            avoidable: hidden::<AvoidableRelease>(),
        })
    }

    fn paradox(&self) -> Cell<CrossTable> {
        let crossed = |row: &Row| Some((row.outcome?, row.outcome2?));
        let mut rows = self.published.rows.iter().filter(|row| row.table == Table::Paradox);
        let Some((rows, columns)) = rows.find_map(crossed) else { return hidden() };
        let options = |outcome| self.instrument.options_of(Question::Outcome(outcome)).len();
        let totals = [options(rows), options(columns)];
        Cell::Shown(CrossTable {
            rows,
            columns,
            n: 0,
            cells: vec![vec![hidden(); totals[1]]; totals[0]],
            row_totals: vec![hidden(); totals[0]],
            column_totals: vec![hidden(); totals[1]],
        })
    }

    /// What stands in the place of randomised answers; of an item, where nothing is shown of it.
    fn randomised(&self) -> RandomisedRelease {
        let Self { instrument, published } = self;
        let items = &published.head.items;
        let touched = |category: &u8| {
            let mut asked = instrument.items_of(usize::from(*category));
            asked.any(|item| items.contains(&small(item)))
        };
        let categories = (0..small(instrument.categories.len())).filter(touched);
        RandomisedRelease {
            items: items.iter().map(|&item| RandomisedItem { item, estimates: hidden() }).collect(),
            categories: categories
                .map(|category| RandomisedCategory { category, estimate: hidden() })
                .collect(),
            ..RandomisedRelease::default()
        }
    }
}

/// What is not shown.
const fn hidden<T>() -> Cell<T> {
    Cell::Withheld(HIDDEN)
}
