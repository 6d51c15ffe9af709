//! Linear programming, as much of it as the auditor needs: the least and the greatest value that
//! one variable can have.
//!
//! The simplex method with bounded variables on a dense tableau (G. B. Dantzig, *Linear
//! Programming and Extensions*, 1963, chapter 18): the steepest step first, and where steps lead
//! nowhere, R. G. Bland's rule, which never cycles (*Math. Oper. Res.* 2 (1977) 103–107). The
//! first point is found once; each question then goes on from where the last one ended. The
//! well-kept crate `microlp` costs 147 kB of the page, far more than this file; `attack/tables.rs`
//! compares the results with trying everything.

/// Below this, a number is nothing: coefficients are 0, 1 and −1, and bounds whole numbers.
const NOTHING: f64 = 1e-7;

/// Equations that miss by less in all can be satisfied.
const POSSIBLE: f64 = 1e-3;

/// By about so much each total is moved, each by another amount: where many corners are one, steps
/// lead nowhere and could go round for ever (A. Charnes, *Econometrica* 20 (1952) 160–170). People
/// are whole numbers, so that so little decides nothing.
const MOVED: f64 = 1e-6;

/// Fractions of the golden ratio: no two of them are near each other.
const GOLDEN: f64 = 0.618_033_988_749_895;

/// Cells that may be computed in all for one system; what is asked after that is given up. Counted
/// and not timed, so that every machine gives up the same questions.
const CELLS_MAX: usize = 100_000_000;

/// Variables between bounds, and equations between them.
#[derive(Debug, Default)]
pub(super) struct System {
    /// Lowest and highest value of each variable.
    bounds: Vec<[f64; 2]>,
    equations: Vec<(Vec<(usize, f64)>, f64)>,
}

/// A system at one of its corners.
#[derive(Debug)]
pub(super) struct Corner {
    /// Lowest value and width of each variable.
    low: Vec<f64>,
    width: Vec<f64>,
    /// Whether a variable is counted down from its upper bound.
    flipped: Vec<bool>,
    /// One row per equation: a coefficient per variable, and last the value of its basic variable.
    rows: Vec<Vec<f64>>,
    /// The basic variable of each row; none where it is an artificial one, which stays at 0.
    basic: Vec<Option<usize>>,
    /// Cells that may still be computed.
    left: usize,
}

impl System {
    /// A further variable between a finite low and a possibly infinite high bound.
    pub(super) fn variable(&mut self, low: f64, high: f64) -> usize {
        self.bounds.push([low, high]);
        self.bounds.len() - 1
    }

    /// The sum of some variables is `total`.
    pub(super) fn sum(&mut self, variables: impl IntoIterator<Item = usize>, total: f64) {
        let terms = variables.into_iter().map(|variable| (variable, 1.0)).collect();
        self.equations.push((terms, total));
    }

    /// The sum of some variables is another variable.
    pub(super) fn sum_to(&mut self, variables: impl IntoIterator<Item = usize>, whole: usize) {
        self.sum(variables, 0.0);
        if let Some((terms, _)) = self.equations.last_mut() {
            terms.push((whole, -1.0));
        }
    }

    /// A variable is at most another.
    pub(super) fn at_most(&mut self, part: usize, whole: usize) {
        let rest = self.variable(0.0, f64::INFINITY);
        self.sum_to([part, rest], whole);
    }

    /// A point that satisfies everything; none where there is none, or where it was given up.
    pub(super) fn corner(&self) -> Option<Corner> {
        let low: Vec<f64> = self.bounds.iter().map(|bounds| bounds[0]).collect();
        let width: Vec<f64> = self.bounds.iter().map(|bounds| bounds[1] - bounds[0]).collect();
        if width.iter().any(|width| *width < 0.0) {
            return None;
        }
        let rows = (1_u32..).zip(&self.equations).map(|(place, (terms, total))| {
            let mut row = vec![0.0; low.len() + 1];
            let mut rest = total + MOVED * (1.0 + (f64::from(place) * GOLDEN).fract());
            for &(variable, factor) in terms {
                row[variable] += factor;
                rest -= factor * low[variable];
            }
            row[low.len()] = rest;
            if rest < 0.0 {
                for cell in &mut row {
                    *cell = -*cell;
                }
            }
            row
        });
        let rows: Vec<Vec<f64>> = rows.collect();
        let basic = vec![None; rows.len()];
        let flipped = vec![false; low.len()];
        let mut corner = Corner { low, width, flipped, rows, basic, left: CELLS_MAX };
        // The artificial variables are what is missing; their negative sum shall be 0.
        let mut goal = vec![0.0; corner.low.len() + 1];
        for row in &corner.rows {
            goal.iter_mut().zip(row).for_each(|(sum, cell)| *sum += cell);
        }
        let missing = corner.climb(&mut goal, true)?;
        (missing.abs() < POSSIBLE).then_some(corner)
    }
}

impl Corner {
    /// The least and the greatest value of a variable, nearly; none where it was given up.
    pub(super) fn range(&mut self, variable: usize) -> Option<[f64; 2]> {
        let high = self.extreme(variable, 1.0)?;
        Some([-self.extreme(variable, -1.0)?, high])
    }

    /// The greatest value of `sign` times a variable.
    fn extreme(&mut self, variable: usize, sign: f64) -> Option<f64> {
        let flipped = self.flipped[variable];
        let factor = if flipped { -sign } else { sign };
        let start = self.low[variable] + if flipped { self.width[variable] } else { 0.0 };
        let mut goal = vec![0.0; self.low.len() + 1];
        match self.basic.iter().position(|&basic| basic == Some(variable)) {
            None => goal[variable] = factor,
            Some(row) => {
                goal.iter_mut().zip(&self.rows[row]).for_each(|(sum, cell)| *sum = -factor * cell);
                goal[variable] = 0.0;
            }
        }
        // The last cell of a goal is minus its value.
        Some(sign * start - self.climb(&mut goal, false)?)
    }

    /// Raises a goal as far as it goes; its value is minus its last cell, before and after. With
    /// `artificial`, variables without a name may fall; otherwise they stay at 0. None after too
    /// much work.
    fn climb(&mut self, goal: &mut [f64], artificial: bool) -> Option<f64> {
        let end = self.low.len();
        let mut still = 0;
        while let Some(enters) = enters(&goal[..end], still > self.rows.len()) {
            self.left = self.left.checked_sub(end * self.rows.len())?;
            let (mut step, mut leaves) = (self.width[enters], None);
            for (place, row) in self.rows.iter().enumerate() {
                let (slope, value) = (row[enters], row[end]);
                let room = match self.basic[place] {
                    _ if slope > NOTHING => value / slope,
                    Some(basic) if slope < -NOTHING => (value - self.width[basic]) / slope,
                    None if slope < -NOTHING && !artificial => 0.0,
                    _ => continue,
                };
                let earlier =
                    leaves.is_none_or(|other: usize| self.basic[place] < self.basic[other]);
                if room < step - NOTHING || (room <= step + NOTHING && leaves.is_some() && earlier)
                {
                    (step, leaves) = (room.max(0.0), Some(place));
                }
            }
            still = if step > NOTHING { 0 } else { still + 1 };
            match leaves {
                None if step.is_infinite() => return Some(f64::NEG_INFINITY),
                None => self.flip(enters, goal),
                Some(place) => self.exchange(place, enters, goal),
            }
        }
        Some(goal[end])
    }

    /// Counts a variable that is not basic from its other bound.
    fn flip(&mut self, variable: usize, goal: &mut [f64]) {
        let (end, width) = (self.low.len(), self.width[variable]);
        for row in self.rows.iter_mut().map(Vec::as_mut_slice).chain([goal]) {
            row[end] -= row[variable] * width;
            row[variable] = -row[variable];
        }
        self.flipped[variable] = !self.flipped[variable];
    }

    /// Makes a variable basic in a row.
    fn exchange(&mut self, place: usize, enters: usize, goal: &mut [f64]) {
        let end = self.low.len();
        if let Some(basic) = self.basic[place].filter(|_| self.rows[place][enters] < 0.0) {
            // The basic variable leaves at its upper bound: it is counted from there.
            let row = &mut self.rows[place];
            for cell in row.iter_mut() {
                *cell = -*cell;
            }
            row[basic] = 1.0;
            row[end] += self.width[basic];
            self.flipped[basic] = !self.flipped[basic];
        }
        let pivot = self.rows[place][enters];
        self.rows[place].iter_mut().for_each(|cell| *cell /= pivot);
        let row = std::mem::take(&mut self.rows[place]);
        for other in self.rows.iter_mut().filter(|other| !other.is_empty()) {
            reduce(other, &row, enters);
        }
        reduce(goal, &row, enters);
        self.rows[place] = row;
        self.basic[place] = Some(enters);
    }
}

/// The variable that raises a goal most steeply; where that has led nowhere for long, the first one
/// that raises it at all.
fn enters(goal: &[f64], first: bool) -> Option<usize> {
    let mut raising = (0..goal.len()).filter(|&variable| goal[variable] > NOTHING);
    if first { raising.next() } else { raising.max_by(|&a, &b| goal[a].total_cmp(&goal[b])) }
}

/// Takes a variable out of a row by means of the row in which it is basic.
fn reduce(row: &mut [f64], by: &[f64], variable: usize) {
    let factor = row[variable];
    if factor != 0.0 {
        row.iter_mut().zip(by).for_each(|(cell, by)| *cell -= factor * by);
        row[variable] = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A range but for the small amounts by which totals were moved.
    fn near(range: Option<[f64; 2]>) -> [f64; 2] {
        range.expect("an answer").map(f64::round)
    }

    /// A table of two by two with known margins: the bounds are Fréchet's.
    #[test]
    fn bounds_of_a_small_table_are_exact() {
        let mut system = System::default();
        let cells = [(); 4].map(|()| system.variable(0.0, f64::INFINITY));
        system.sum([cells[0], cells[1]], 25.0);
        system.sum([cells[2], cells[3]], 55.0);
        system.sum([cells[0], cells[2]], 30.0);
        system.sum([cells[1], cells[3]], 50.0);
        let mut corner = system.corner().expect("a table with these margins");
        let ranges = cells.map(|cell| near(corner.range(cell)));
        assert_eq!(ranges, [[0.0, 25.0], [0.0, 25.0], [5.0, 30.0], [25.0, 50.0]]);
    }

    #[test]
    fn what_contradicts_itself_has_no_corner() {
        let mut system = System::default();
        let cells = [system.variable(0.0, 4.0), system.variable(2.0, 6.0)];
        system.sum(cells, 11.0);
        assert!(system.corner().is_none());
        let whole = system.variable(0.0, 1.0);
        let mut system = System { equations: Vec::new(), ..system };
        system.at_most(cells[1], whole);
        assert!(system.corner().is_none());
    }

    #[test]
    fn what_takes_too_long_is_given_up() {
        let mut system = System::default();
        let cells = [(); 9].map(|()| system.variable(0.0, f64::INFINITY));
        for line in 0..3 {
            system.sum((0..3).map(|at| cells[3 * line + at]), 10.0);
            system.sum((0..3).map(|at| cells[line + 3 * at]), 10.0);
        }
        let mut corner = system.corner().expect("a corner");
        assert!(corner.left < CELLS_MAX);
        let ranges = [cells[0], cells[8]].map(|cell| near(corner.range(cell)));
        assert_eq!(ranges, [[0.0, 10.0], [0.0, 10.0]]);
        corner.left = 10;
        assert_eq!(corner.range(cells[4]), None);
    }

    #[test]
    fn what_nothing_bounds_is_infinite() {
        let mut system = System::default();
        let [part, whole] = [system.variable(1.0, 3.0), system.variable(0.0, f64::INFINITY)];
        system.at_most(part, whole);
        let mut corner = system.corner().expect("a corner");
        let ranges = [part, whole].map(|variable| near(corner.range(variable)));
        assert_eq!(ranges, [[1.0, 3.0], [1.0, f64::INFINITY]]);
    }
}
