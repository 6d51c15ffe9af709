//! What follows from a report of several sources and the reports of the sources themselves.

use std::ops::Add;

use crate::domain::instrument::OPTIONS_MAX;

/// People of one source who are withheld in its own report, so that only their sum is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<T = u64> {
    /// Whether their sum is known.
    pub(super) known: bool,
    /// The columns (groups, or parts of a scale) that are withheld, as bits.
    pub(super) withheld: u64,
    /// People in each column; nobody where it is not withheld.
    pub(super) people: Vec<T>,
}

/// Most columns: the options of a question, and those who picked none.
const COLUMNS_MAX: usize = OPTIONS_MAX + 1;

/// Numbers of people that can be added up.
pub(super) trait People: Copy + Default + PartialEq + Add<Output = Self> {}

impl<T: Copy + Default + PartialEq + Add<Output = Self>> People for T {}

/// The columns from which a sum of few people follows, if their totals over all sources are
/// published too; as bits. `open` are the columns whose totals are; `few` is never true of nobody.
///
/// # Why this finds every such sum
/// Each withheld cell stands in one line and one column, so what is known forms a network, and its
/// equations are totally unimodular. A sum of cells that follows from them is a combination with
/// whole coefficients, which divides into levels; each level is the sum of some lines without
/// some columns that lie within them, or of some columns without some lines that lie within
/// those (Cox, L. H. (1995). *Network models for complementary cell suppression.* JASA 90,
/// 1453–1462, treats the same network). For given columns the least of the first kind takes away
/// nothing but the lines that they touch; of the second kind, as many lines as possible. What these
/// two leave is tried for every set of columns. Lines alone tell what their own report tells.
/// A reader may or may not know that a withheld cell is empty; both are tried.
pub(super) fn told<T: People>(
    lines: &[Line<T>],
    open: u64,
    few: impl Fn(T) -> bool,
) -> Option<u64> {
    told_by(lines, open, &few, |line| line.withheld)
        .or_else(|| told_by(lines, open, &few, Line::inhabited))
}

/// Whether these are 1 to `least` − 1 people.
pub(super) fn fewer_than(least: u64) -> impl Fn(u64) -> bool {
    move |people| (1..least).contains(&people)
}

/// The same for a reader who takes only these cells of a line for possible ones.
fn told_by<T: People>(
    lines: &[Line<T>],
    open: u64,
    few: impl Fn(T) -> bool,
    cells: fn(&Line<T>) -> u64,
) -> Option<u64> {
    let lines: Vec<(u64, &Line<T>)> = lines.iter().map(|line| (cells(line), line)).collect();
    let all = open & lines.iter().fold(0, |bits, (cells, _)| bits | cells);
    debug_assert!(all.count_ones() as usize <= COLUMNS_MAX, "too many to try every set");
    subsets(all).find(|&columns| few(beyond(&lines, columns)) || few(within(&lines, columns)))
}

/// People of the lines that some columns touch, outside those columns; 0 where a sum is unknown.
fn beyond<T: People>(lines: &[(u64, &Line<T>)], columns: u64) -> T {
    let touched = || lines.iter().filter(|(cells, _)| cells & columns != 0);
    if touched().any(|(_, line)| !line.known) {
        return T::default();
    }
    sum(touched().map(|(_, line)| line.sum(!columns)))
}

/// People in some columns, without the lines that lie within them and whose sums are known.
fn within<T: People>(lines: &[(u64, &Line<T>)], columns: u64) -> T {
    let open = lines.iter().filter(|(cells, line)| !line.known || cells & !columns != 0);
    sum(open.map(|(_, line)| line.sum(columns)))
}

fn sum<T: People>(people: impl Iterator<Item = T>) -> T {
    people.fold(T::default(), |sum, people| sum + people)
}

/// Every set of columns but the empty one.
fn subsets(all: u64) -> impl Iterator<Item = u64> {
    let mut next = all;
    std::iter::from_fn(move || {
        let this = next;
        next = this.wrapping_sub(1) & all;
        (this != 0).then_some(this)
    })
}

impl<T: People> Line<T> {
    /// A line with a known sum, withheld in some columns.
    pub(super) fn known(columns: impl Iterator<Item = usize>, people: Vec<T>) -> Self {
        Self { known: true, withheld: columns.fold(0, |bits, column| bits | 1 << column), people }
    }

    /// Whether a column is withheld.
    pub(super) const fn hides(&self, column: usize) -> bool {
        self.withheld >> column & 1 == 1
    }

    fn inhabited(&self) -> u64 {
        let nobody = T::default();
        let columns = (0..self.people.len()).filter(|&column| self.people[column] != nobody);
        columns.fold(0, |bits, column| bits | 1 << column)
    }

    fn sum(&self, columns: u64) -> T {
        let cells = self.people.iter().enumerate().filter(|(column, _)| columns >> column & 1 == 1);
        sum(cells.map(|(_, people)| *people))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known<const N: usize>(people: [u64; N]) -> Line {
        Line::known(0..N, people.to_vec())
    }

    #[test]
    fn what_one_source_alone_withholds_follows() {
        // One source withholds two groups; the totals of both are published.
        assert!(told(&[known([5, 12])], 0b11, fewer_than(10)).is_some());
        assert!(told(&[known([5, 12])], 0b01, fewer_than(10)).is_some());
        assert!(told(&[known([5, 12])], 0b10, fewer_than(10)).is_some(), "5 are the rest of 17");
        assert_eq!(told(&[known([5, 12])], 0b00, fewer_than(10)), None);
        // Where another withholds the same ones, each stays hidden.
        assert_eq!(told(&[known([5, 12]), known([6, 11])], 0b11, fewer_than(10)), None);
        // Nobody knows that the other group is empty.
        assert_eq!(told(&[known([5, 0])], 0b01, fewer_than(10)), Some(1));
        assert!(told(&[known([5, 12]), known([3, 11])], 0b11, fewer_than(10)).is_some(), "5 + 3");
    }

    #[test]
    fn a_sum_that_is_unknown_cannot_be_subtracted() {
        let unknown = Line { known: false, ..known([4, 20]) };
        assert_eq!(told(std::slice::from_ref(&unknown), 0b10, fewer_than(10)), None);
        assert_eq!(told(&[unknown], 0b01, fewer_than(10)), Some(1));
    }

    /// Every combination of equations with coefficients −2 to 2 is tried against it.
    #[test]
    fn no_combination_of_lines_and_columns_tells_more() {
        let mut state = 7_u64;
        let mut below = |end: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % end
        };
        let (mut safe, mut unsafe_ones) = (0, 0);
        for _ in 0..400 {
            let lines: Vec<Line> = (0..3)
                .map(|_| {
                    let cell = |_| if below(3) == 0 { 0 } else { 1 + below(20) };
                    let people: Vec<u64> = (0..3).map(cell).collect();
                    let withheld = Line::known(0..0, people.clone()).inhabited() | below(8);
                    Line { known: people.iter().sum::<u64>() >= 10, withheld, people }
                })
                .collect();
            let open = below(8);
            let found = told(&lines, open, fewer_than(10)).is_some();
            let tried = combinations(&lines, open, |line| line.withheld)
                || combinations(&lines, open, Line::inhabited);
            assert!(found || !tried, "{lines:?} {open:b}");
            assert!(tried || !found, "{lines:?} {open:b}");
            safe += usize::from(!found);
            unsafe_ones += usize::from(found);
        }
        assert!(safe > 50 && unsafe_ones > 50, "{safe} {unsafe_ones}");
    }

    const POWERS: [i64; 7] = [1, 5, 25, 125, 625, 3_125, 15_625];

    /// Whether some combination of lines and columns is a sum of 1 to 9 people, each once.
    fn combinations(lines: &[Line], open: u64, cells: fn(&Line) -> u64) -> bool {
        let weights = |place: i64| -> [i64; 6] {
            std::array::from_fn(|equation| place / POWERS[equation] % 5 - 2)
        };
        (0..POWERS[6]).any(|place| {
            let weights = weights(place);
            let allowed = (0..3).all(|line| weights[line] == 0 || lines[line].known)
                && (0..3).all(|column| weights[3 + column] == 0 || open >> column & 1 == 1);
            // Lines alone are what their own reports tell.
            if !allowed || weights[3..] == [0; 3] {
                return false;
            }
            let mut sum = 0;
            for (place, line) in lines.iter().enumerate() {
                let possible = |(column, _): &(usize, &u64)| cells(line) >> column & 1 == 1;
                for (column, &people) in line.people.iter().enumerate().filter(possible) {
                    match weights[place] + weights[3 + column] {
                        0 => {}
                        1 => sum += people,
                        _ => return false,
                    }
                }
            }
            (1..10).contains(&sum)
        })
    }
}
