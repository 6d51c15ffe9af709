//! The reduction paradox: two outcomes crossed.

use super::simplex::{Corner, System};
use super::{Cell, CrossTable, Distribution, Policy, Withheld, round_people, small};
use crate::domain::instrument::Instrument;
use crate::domain::tally::{Tally, paradox_outcomes};

/// Two questions crossed, as a reader thinks of them: a cell for each pair of options, and a last
/// row and column for the people who picked none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crossed<'a> {
    /// Number of records.
    pub(super) records: u64,
    /// What is published of each question alone.
    pub(super) rows: &'a Distribution,
    pub(super) columns: &'a Distribution,
    /// Options of each question.
    pub(super) size: [usize; 2],
}

/// What is known of some people: from so many to so many.
pub(super) type Known = [u64; 2];

/// What is known from the crossed table itself: nothing, where it is withheld.
#[derive(Clone, Debug)]
pub(super) struct KnownTable {
    /// Row by row.
    pub(super) cells: Vec<Option<Known>>,
    pub(super) row_totals: Vec<Option<Known>>,
    pub(super) column_totals: Vec<Option<Known>>,
    pub(super) all: Known,
}

/// Makes the table, if the policy allows.
pub(super) fn paradox(
    instrument: &Instrument,
    tally: &Tally,
    distributions: &[Cell<Distribution>],
    policy: Policy,
) -> Cell<CrossTable> {
    let Some((row, column)) = paradox_outcomes(instrument) else {
        return Cell::Withheld(Withheld::NotAsked);
    };
    let (rows, columns) = match (&distributions[row], &distributions[column]) {
        (Cell::Shown(rows), Cell::Shown(columns)) => (rows, columns),
        (Cell::Withheld(rule), _) | (_, Cell::Withheld(rule)) => return Cell::Withheld(*rule),
    };
    let size = [row, column].map(|outcome| tally.outcomes[outcome].options.len());
    let crossed = Crossed { records: tally.n, rows, columns, size };
    let people: Vec<u64> = tally
        .paradox
        .chunks(size[1] + 1)
        .take(size[0])
        .flat_map(|row| &row[..size[1]])
        .copied()
        .collect();
    match Counts::new(people, size[1]).protect(crossed, policy.minimum()) {
        None => Cell::Withheld(Withheld::Complementary),
        Some(_) if tally.n < policy.minimum() => Cell::Withheld(Withheld::BelowMinimum),
        Some(counts) if counts.all() < policy.minimum() => Cell::Withheld(Withheld::BelowMinimum),
        Some(counts) => Cell::Shown(CrossTable {
            rows: small(row),
            columns: small(column),
            n: round_people(counts.all()),
            cells: counts
                .people
                .chunks(size[1])
                .zip(counts.hidden.chunks(size[1]))
                .map(|(people, rules)| people.iter().zip(rules).map(shown).collect())
                .collect(),
            row_totals: counts.row_totals().iter().zip(&counts.hidden_rows).map(shown).collect(),
            column_totals: counts
                .column_totals()
                .iter()
                .zip(&counts.hidden_columns)
                .map(shown)
                .collect(),
        }),
    }
}

fn shown((&people, rule): (&u64, &Option<Withheld>)) -> Cell<u64> {
    rule.map_or_else(|| Cell::Shown(round_people(people)), Cell::Withheld)
}

/// The people who answered both questions, and what is withheld of them.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    /// Row by row.
    people: Vec<u64>,
    columns: usize,
    pub(super) hidden: Vec<Option<Withheld>>,
    hidden_rows: Vec<Option<Withheld>>,
    hidden_columns: Vec<Option<Withheld>>,
}

impl Counts {
    pub(super) fn new(people: Vec<u64>, columns: usize) -> Self {
        let rows = people.len() / columns;
        Self {
            hidden: vec![None; people.len()],
            hidden_rows: vec![None; rows],
            hidden_columns: vec![None; columns],
            people,
            columns,
        }
    }

    /// Withholds what has fewer than the minimum of people, and then as many other cells, the
    /// smallest first, as it takes to leave each withheld one as open as it must be, even for
    /// somebody who knows every other number exactly. None where that cannot be reached.
    pub(super) fn protect(mut self, crossed: Crossed, minimum: u64) -> Option<Self> {
        let rule = |people: &u64| (*people < minimum).then_some(Withheld::BelowMinimum);
        self.hidden = self.people.iter().map(rule).collect();
        self.hidden_rows = self.row_totals().iter().map(rule).collect();
        self.hidden_columns = self.column_totals().iter().map(rule).collect();
        while let Some(narrow) = narrowed(&self.known(), crossed, minimum)? {
            let (row, column) = (narrow / self.columns, narrow % self.columns);
            let beside =
                |place: &usize| place / self.columns == row || place % self.columns == column;
            let shown = |places: &dyn Fn(&usize) -> bool| {
                let shown = (0..self.people.len()).filter(|&place| self.hidden[place].is_none());
                shown.rev().filter(places).min_by_key(|&place| self.people[place])
            };
            match shown(&|&place| self.alone(place)).or_else(|| shown(&beside)) {
                Some(place) => self.hidden[place] = Some(Withheld::Complementary),
                None if self.hidden_rows[row].is_some()
                    && self.hidden_columns[column].is_some() =>
                {
                    return None;
                }
                None => {
                    self.hidden_rows[row].get_or_insert(Withheld::Complementary);
                    self.hidden_columns[column].get_or_insert(Withheld::Complementary);
                }
            }
        }
        Some(self)
    }

    /// Whether in the row or in the column of a cell exactly one cell is withheld.
    fn alone(&self, place: usize) -> bool {
        let (row, column) = (place / self.columns, place % self.columns);
        let single = |line: &dyn Fn(usize) -> bool| {
            let hidden = |place: &usize| line(*place) && self.hidden[*place].is_some();
            (0..self.people.len()).filter(hidden).count() == 1
        };
        single(&|place| place / self.columns == row)
            || single(&|place| place % self.columns == column)
    }

    /// What somebody knows who knows every number exactly that is not withheld.
    pub(super) fn known(&self) -> KnownTable {
        let exact = |people: &[u64], hidden: &[Option<Withheld>]| {
            let pairs = people.iter().zip(hidden);
            pairs.map(|(&people, rule)| rule.is_none().then_some([people; 2])).collect()
        };
        KnownTable {
            cells: exact(&self.people, &self.hidden),
            row_totals: exact(&self.row_totals(), &self.hidden_rows),
            column_totals: exact(&self.column_totals(), &self.hidden_columns),
            all: [self.all(); 2],
        }
    }

    pub(super) fn row_totals(&self) -> Vec<u64> {
        self.people.chunks(self.columns).map(|row| row.iter().sum()).collect()
    }

    pub(super) fn column_totals(&self) -> Vec<u64> {
        let column = |column| self.people.iter().skip(column).step_by(self.columns).sum();
        (0..self.columns).map(column).collect()
    }

    fn all(&self) -> u64 {
        self.people.iter().sum()
    }
}

/// The first withheld cell that can be told within less than the minimum of people, and more
/// closely than the two questions alone tell it; the outer none where what is known contradicts
/// itself, or is too much to compute: what could not be computed is not called safe.
#[expect(clippy::option_option, reason = "an impossible table is not one without narrow cells")]
pub(super) fn narrowed(
    known: &KnownTable,
    crossed: Crossed,
    minimum: u64,
) -> Option<Option<usize>> {
    let (mut corner, cells) = corner(known, crossed)?;
    let [_, columns] = crossed.size;
    for place in (0..known.cells.len()).filter(|&place| known.cells[place].is_none()) {
        let (row, column) = (place / columns, place % columns);
        let open = crossed.open(row, column).min(minimum);
        let [least, greatest] = corner.range(cells[row * (columns + 1) + column])?;
        if greatest - least < super::float(open) - TOLERANCE {
            return Some(Some(place));
        }
    }
    Some(None)
}

/// Differences below this are due to rounding.
const TOLERANCE: f64 = 1e-3;

/// Everything that is known, as equations between the cells; and the cells, row by row with the
/// people who picked none. None where it contradicts itself.
pub(super) fn corner(known: &KnownTable, crossed: Crossed) -> Option<(Corner, Vec<usize>)> {
    let [rows, columns] = crossed.size;
    let mut system = System::default();
    let bounds =
        |known: Option<Known>| known.map_or([0.0, f64::INFINITY], |known| known.map(super::float));
    let mut cells = Vec::new();
    for row in 0..=rows {
        for column in 0..=columns {
            let inner = (row < rows && column < columns).then(|| row * columns + column);
            let [low, high] = bounds(inner.and_then(|place| known.cells[place]));
            cells.push(system.variable(low, high));
        }
    }
    let cell = |row: usize, column: usize| cells[row * (columns + 1) + column];
    let mut total = |terms: Vec<usize>, known: Option<Known>| {
        if let Some(known) = known {
            let [low, high] = known.map(super::float);
            let whole = system.variable(low, high);
            system.sum_to(terms, whole);
        }
    };
    let all_columns = |row| (0..=columns).map(move |column| cell(row, column));
    let all_rows = |column| (0..=rows).map(move |row| cell(row, column));
    for (row, known) in known.row_totals.iter().enumerate() {
        total((0..columns).map(|column| cell(row, column)).collect(), *known);
    }
    for (column, known) in known.column_totals.iter().enumerate() {
        total((0..rows).map(|row| cell(row, column)).collect(), *known);
    }
    let inner = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    total(inner.map(|(row, column)| cell(row, column)).collect(), Some(known.all));
    for part in &crossed.rows.parts {
        let terms = (part.first..=part.last).flat_map(|row| all_columns(usize::from(row)));
        total(terms.collect(), Some([part.share.count; 2]));
    }
    for part in &crossed.columns.parts {
        let terms = (part.first..=part.last).flat_map(|column| all_rows(usize::from(column)));
        total(terms.collect(), Some([part.share.count; 2]));
    }
    total(cells.clone(), Some([crossed.records; 2]));
    Some((system.corner()?, cells))
}

impl Crossed<'_> {
    /// How far a cell is open for somebody who knows the two questions alone (the bounds of M.
    /// Fréchet): at most either option's people, and at least what of them exceeds all records.
    fn open(self, row: usize, column: usize) -> u64 {
        let part = |distribution: &Distribution, option: usize| {
            let holds = |part: &&super::Part| {
                (usize::from(part.first)..=usize::from(part.last)).contains(&option)
            };
            let part = distribution.parts.iter().find(holds);
            part.map_or((0, 0), |part| {
                let alone = part.first == part.last;
                (part.share.count, if alone { part.share.count } else { 0 })
            })
        };
        let (row, column) = (part(self.rows, row), part(self.columns, column));
        row.0.min(column.0) - (row.1 + column.1).saturating_sub(self.records)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::disclose::{Missing, Part};
    use crate::domain::stats::Proportion;

    fn distribution(counts: &[u64], records: u64) -> Distribution {
        let n = counts.iter().sum();
        let part = |(option, &count): (usize, &u64)| {
            let option = small(option);
            Part { first: option, last: option, share: Proportion { count, n } }
        };
        let parts = counts.iter().enumerate().map(part).collect();
        Distribution { n, missing: Missing::Together(records - n), parts }
    }

    /// The withheld cells of a table that everybody answered.
    fn withheld(table: [[u64; 3]; 3]) -> Option<Vec<usize>> {
        let counts = Counts::new(table.concat(), 3);
        let rows = distribution(&counts.row_totals(), counts.all());
        let columns = distribution(&counts.column_totals(), counts.all());
        let crossed =
            Crossed { records: counts.all(), rows: &rows, columns: &columns, size: [3, 3] };
        let counts = counts.protect(crossed, 10)?;
        Some((0..9).filter(|&place| counts.hidden[place].is_some()).collect())
    }

    #[test]
    fn a_withheld_cell_takes_three_others_along() {
        assert_eq!(withheld([[20, 20, 20], [20, 30, 40], [20, 50, 60]]), Some(vec![]));
        assert_eq!(withheld([[5, 20, 30], [25, 30, 40], [35, 50, 60]]), Some(vec![0, 1, 3, 4]));
    }
}
