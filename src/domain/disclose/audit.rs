//! An attacker who knows a release and nothing else, and tries to compute what is withheld.

use super::cross::{Crossed, Known, KnownTable, narrowed};
use super::simplex::System;
use super::{Cell, CrossTable, Group, GroupTable, PEOPLE_STEP, Release};

/// A table whose cells add up to something published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// People and scores by the groups of one background question, counted from 0.
    Groups {
        /// The background question.
        background: u8,
    },
    /// The reduction paradox.
    Paradox,
}

/// A withheld number of people that can be told too closely from what is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    /// A withheld number lies within less than the minimum.
    #[error("{0:?} tells a withheld number of people within less than the minimum")]
    Narrow(Table),
    /// Of a sum and its parts exactly one is withheld, so that its scores follow.
    #[error("{0:?} withholds a single part of a sum that is published")]
    Single(Table),
    /// No set of records has such a table.
    #[error("{0:?} contradicts itself or another table")]
    Contradiction(Table),
}

impl Breach {
    /// The table that tells too much.
    pub const fn table(self) -> Table {
        match self {
            Self::Narrow(table) | Self::Single(table) | Self::Contradiction(table) => table,
        }
    }
}

/// Attacks the tables of a release whose cells add up: by linear programming over everything
/// published about them, the least and the greatest value of each withheld number of people is
/// computed. It fails where one is told within less than the minimum, or where exactly one group
/// is withheld of a sum. Independent of how the tables were made.
pub fn audit(release: &Release) -> Result<(), Breach> {
    for table in &release.groups {
        audit_groups(release, table)?;
    }
    match &release.paradox {
        Cell::Shown(table) => audit_paradox(release, table),
        Cell::Withheld(_) => Ok(()),
    }
}

/// A column of a table of groups: what is published per group, none where withheld, and the total.
struct Column {
    cells: Vec<Option<Known>>,
    total: Option<u64>,
}

fn audit_groups(release: &Release, table: &GroupTable) -> Result<(), Breach> {
    let name = Table::Groups { background: table.background };
    let inhabited: Vec<&Group> =
        table.groups.iter().filter(|group| group.n.shown() != Some(&0)).collect();
    if inhabited.len() == 1 {
        // Everybody is in one group: it is the total.
        return Ok(());
    }
    let minimum = release.policy.minimum();
    let sizes: Vec<Option<Known>> =
        inhabited.iter().map(|group| group.n.shown().map(|&n| known(n, minimum))).collect();
    let sizes = Column { cells: exact_sizes(release, table, sizes), total: Some(release.n) };
    let columns = columns(release, &inhabited, minimum);
    if columns.iter().chain([&sizes]).all(|column| column.cells.iter().all(Option::is_none)) {
        return Ok(());
    }
    for column in columns.iter().chain([&sizes]) {
        let withheld = column.cells.iter().filter(|cell| cell.is_none()).count();
        if withheld == 1 && column.total.is_some() {
            return Err(Breach::Single(name));
        }
    }
    if plainly_open(&sizes, &columns, minimum) {
        return Ok(());
    }
    match told(&sizes, &columns, minimum) {
        None => Err(Breach::Contradiction(name)),
        Some(true) => Err(Breach::Narrow(name)),
        Some(false) => Ok(()),
    }
}

/// The scores by group: every category, and the index.
fn columns(release: &Release, groups: &[&Group], minimum: u64) -> Vec<Column> {
    let categories = (0..release.categories.len()).map(|category| Column {
        cells: groups
            .iter()
            .map(|group| group.categories[category].shown().map(|cell| known(cell.n, minimum)))
            .collect(),
        total: release.categories[category].shown().map(|summary| summary.n),
    });
    let index = Column {
        cells: groups
            .iter()
            .map(|group| group.index.shown().map(|cell| known(cell.n, minimum)))
            .collect(),
        total: release.index.shown().map(|summary| summary.n),
    };
    categories.chain([index]).collect()
}

/// Where the background question's distribution is published, sizes are known exactly.
fn exact_sizes(
    release: &Release,
    table: &GroupTable,
    mut sizes: Vec<Option<Known>>,
) -> Vec<Option<Known>> {
    let background = release.background.get(usize::from(table.background));
    let Some(distribution) = background.and_then(Cell::shown) else { return sizes };
    let inhabited = table.groups.iter().filter(|group| group.n.shown() != Some(&0));
    for (group, size) in inhabited.zip(&mut sizes) {
        let exact = match group.option {
            None => Some(distribution.missing.total()),
            Some(option) => distribution
                .parts
                .iter()
                .find(|part| part.first == option && part.last == option)
                .map(|part| part.share.count),
        };
        *size = exact.map(|people| [people; 2]).or(*size);
    }
    sizes
}

/// The people who may stand behind a published number.
const fn known(rounded: u64, minimum: u64) -> Known {
    let below = PEOPLE_STEP / 2;
    let low = rounded.saturating_sub(below);
    [if low < minimum { minimum } else { low }, rounded + (PEOPLE_STEP - 1 - below)]
}

/// Whether it can be seen without computing that everything withheld is open: at least two groups
/// are withheld in every column, no other cell is, and in each column at least the minimum of
/// people are left for them. Then all of these people can be thought to be in any one of the
/// groups, or none.
fn plainly_open(sizes: &Column, columns: &[Column], minimum: u64) -> bool {
    let left = |column: &Column| {
        let known = column.cells.iter().flatten().map(|known| known[1]).sum();
        column.total.map_or(u64::MAX, |total| total.saturating_sub(known))
    };
    let same = |column: &&Column| {
        column.cells.iter().zip(&sizes.cells).all(|(cell, size)| cell.is_some() == size.is_some())
    };
    sizes.cells.iter().all(Option::is_some) && columns.iter().all(|column| same(&column))
        || columns.iter().chain([sizes]).all(|column| same(&column) && left(column) >= minimum)
}

/// Whether any withheld number is told within less than the minimum; none where no people fit.
fn told(sizes: &Column, columns: &[Column], minimum: u64) -> Option<bool> {
    let mut system = System::default();
    let mut withheld = Vec::new();
    let mut whole: Vec<usize> = Vec::new();
    for (place, column) in [sizes].into_iter().chain(columns).enumerate() {
        let variables: Vec<usize> = column
            .cells
            .iter()
            .map(|cell| {
                let [low, high] =
                    cell.map_or([0.0, f64::INFINITY], |known| known.map(super::float));
                let variable = system.variable(low, high);
                if cell.is_none() {
                    withheld.push(variable);
                }
                variable
            })
            .collect();
        if let Some(total) = column.total {
            system.sum(variables.iter().copied(), super::float(total));
        }
        if place == 0 {
            whole = variables;
        } else {
            variables.iter().zip(&whole).for_each(|(&part, &whole)| system.at_most(part, whole));
        }
    }
    let mut corner = system.corner()?;
    Some(withheld.into_iter().any(|variable| {
        // What could not be computed is not called safe.
        corner
            .range(variable)
            .is_none_or(|[least, greatest]| greatest - least < super::float(minimum) - 1e-3)
    }))
}

fn audit_paradox(release: &Release, table: &CrossTable) -> Result<(), Breach> {
    let distribution = |outcome: u8| release.outcomes[usize::from(outcome)].shown();
    let (Some(rows), Some(columns)) = (distribution(table.rows), distribution(table.columns))
    else {
        return Err(Breach::Contradiction(Table::Paradox));
    };
    let minimum = release.policy.minimum();
    let totals = |cells: &[Cell<u64>]| -> Vec<Option<Known>> {
        cells.iter().map(|cell| cell.shown().map(|&people| known(people, minimum))).collect()
    };
    let table = KnownTable {
        cells: table.cells.iter().flat_map(|row| totals(row)).collect(),
        row_totals: totals(&table.row_totals),
        column_totals: totals(&table.column_totals),
        all: known(table.n, minimum),
    };
    let size = [table.row_totals.len(), table.column_totals.len()];
    let crossed = Crossed { records: release.n, rows, columns, size };
    match narrowed(&table, crossed, minimum) {
        None => Err(Breach::Contradiction(Table::Paradox)),
        Some(Some(_)) => Err(Breach::Narrow(Table::Paradox)),
        Some(None) => Ok(()),
    }
}
