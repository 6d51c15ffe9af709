//! Attacks on tables: every set of whole numbers that fits what somebody knows who knows every
//! number exactly that is not withheld.

use super::Source;
use crate::domain::disclose::Withheld;
use crate::domain::disclose::cross::{Counts, Crossed, corner};
use crate::domain::disclose::pattern::Pattern;
use crate::domain::disclose::{Distribution, Missing, Part, float, small};
use crate::domain::stats::Proportion;

/// Small minima make small tables, of which every possibility can be tried.
const MINIMA: [u64; 3] = [3, 4, 5];

/// Calls back with every way of dividing people among some places.
fn every_division(
    people: u64,
    places: usize,
    so_far: &mut Vec<u64>,
    back: &mut impl FnMut(&[u64]),
) {
    if places == 0 {
        if people == 0 {
            back(so_far);
        }
        return;
    }
    for here in 0..=people {
        so_far.push(here);
        every_division(people - here, places - 1, so_far, back);
        so_far.pop();
    }
}

/// The least and the greatest number found.
#[derive(Clone, Copy, Debug)]
struct Range(u64, u64);

impl Range {
    const NOTHING: Self = Self(u64::MAX, 0);

    fn add(&mut self, number: u64) {
        *self = Self(self.0.min(number), self.1.max(number));
    }
}

/// Groups of people, some of whom have no score in a category: one nested in the other.
fn groups(source: &mut Source, minimum: u64) -> Pattern {
    let people: Vec<Vec<u64>> = (0..3 + source.below(3))
        .map(|_| {
            let size = source.below(3 * minimum);
            let gaps = 1 + source.below(3);
            let scored = |source: &mut Source| match source.below(gaps) {
                0 => size,
                _ => source.below(size + 1),
            };
            vec![scored(source), scored(source), scored(source), size]
        })
        .collect();
    let rule = |people: u64| (people < minimum).then_some(Withheld::BelowMinimum);
    let hidden = |cells: &Vec<u64>| {
        let size = rule(cells[3]).filter(|_| cells[3] > 0);
        cells[..3].iter().map(|&people| size.or(rule(people))).chain([size]).collect()
    };
    let total = |column: usize| people.iter().map(|cells| cells[column]).sum::<u64>();
    Pattern {
        published: [0, 1, 2]
            .map(|column| total(column) >= minimum)
            .into_iter()
            .chain([true])
            .collect(),
        hidden: people.iter().map(hidden).collect(),
        fresh: people.clone(),
        changed: vec![vec![0; 4]; people.len()],
        people,
        minimum,
    }
}

/// The ranges of all withheld numbers, by trying every division of the withheld people among the
/// withheld groups, and for each the divisions of those with a score.
fn ranges(pattern: &Pattern) -> Vec<(usize, usize, Range)> {
    let rows: Vec<usize> =
        (0..pattern.people.len()).filter(|&group| !pattern.empty(group)).collect();
    let whole_column = pattern.last();
    let withheld = |column: usize| -> Vec<usize> {
        rows.iter().copied().filter(|&group| pattern.hidden[group][column].is_some()).collect()
    };
    let sum =
        |groups: &[usize], column: usize| groups.iter().map(|&g| pattern.people[g][column]).sum();
    let whole = withheld(whole_column);
    let mut found: Vec<(usize, usize, Range)> = (0..=whole_column)
        .flat_map(|column| withheld(column).into_iter().map(move |g| (g, column, Range::NOTHING)))
        .collect();
    every_division(sum(&whole, whole_column), whole.len(), &mut Vec::new(), &mut |sizes| {
        let size = |group: usize| match whole.iter().position(|&other| other == group) {
            Some(place) => sizes[place],
            None => pattern.people[group][whole_column],
        };
        // In a column without a total every number up to the size fits; otherwise the rest must
        // fit into the others.
        let bounds = |group: usize, column: usize| {
            let groups = withheld(column);
            let all: u64 = sum(&groups, column);
            let room: u64 = groups.iter().filter(|&&g| g != group).map(|&g| size(g)).sum();
            if pattern.published[column] {
                (all.saturating_sub(room), all.min(size(group)))
            } else {
                (0, size(group))
            }
        };
        let fits = (0..whole_column).all(|column| {
            withheld(column).iter().all(|&group| bounds(group, column).0 <= bounds(group, column).1)
        });
        for (group, column, range) in found.iter_mut().filter(|_| fits) {
            let (least, greatest) = if *column == whole_column {
                (size(*group), size(*group))
            } else {
                bounds(*group, *column)
            };
            range.add(least);
            range.add(greatest);
        }
    });
    found
}

/// 7,000 tables of two groups or more with totals: no withheld number is told within less than
/// the minimum,
/// and none is withheld alone.
#[test]
fn no_group_follows_from_the_others() {
    let mut source = Source(4);
    let (mut with_withheld, mut with_shown) = (0, 0);
    for table in 0..7_000 {
        let minimum = MINIMA[table % MINIMA.len()];
        let mut pattern = groups(&mut source, minimum);
        let before = pattern.clone();
        pattern.complete();
        if (0..pattern.people.len()).filter(|&group| !pattern.empty(group)).count() < 2 {
            continue;
        }
        let found = ranges(&pattern);
        with_withheld += usize::from(!found.is_empty());
        let shown = |group: usize| pattern.hidden[group][3].is_none() && !pattern.empty(group);
        with_shown += usize::from(!found.is_empty() && (0..pattern.people.len()).any(shown));
        let everybody: u64 = pattern.people.iter().map(|cells| cells[3]).sum();
        for (group, column, Range(least, greatest)) in found {
            let open = greatest - least >= minimum || everybody < minimum;
            assert!(open, "{before:?}\n{pattern:?}\n{group} {column}: {least} to {greatest}");
        }
    }
    assert!(with_withheld > 3_000 && with_shown > 500, "{with_withheld} {with_shown}");
}

fn distribution(counts: &[u64], records: u64) -> Distribution {
    let n = counts.iter().sum();
    let part = |(option, &count): (usize, &u64)| {
        let option = small(option);
        Part { first: option, last: option, share: Proportion { count, n } }
    };
    let parts = counts.iter().enumerate().map(part).collect();
    Distribution { n, missing: Missing::Together(records - n), parts }
}

/// The greatest and the least number in each withheld cell, over every table with the same margins
/// and shown cells; row by row.
fn crossed_ranges(people: &[u64], hidden: &[bool], columns: usize) -> Vec<Range> {
    let rows = people.len() / columns;
    let places: Vec<usize> = (0..people.len()).filter(|&place| hidden[place]).collect();
    let mut left = (vec![0; rows], vec![0; columns]);
    for &place in &places {
        left.0[place / columns] += people[place];
        left.1[place % columns] += people[place];
    }
    let mut found = vec![Range::NOTHING; people.len()];
    fill(&places, columns, &mut left, &mut Vec::new(), &mut |numbers| {
        places.iter().zip(numbers).for_each(|(&place, &number)| found[place].add(number));
    });
    found
}

fn fill(
    places: &[usize],
    columns: usize,
    left: &mut (Vec<u64>, Vec<u64>),
    numbers: &mut Vec<u64>,
    back: &mut impl FnMut(&[u64]),
) {
    let Some(&place) = places.get(numbers.len()) else {
        if left.0.iter().chain(&left.1).all(|&people| people == 0) {
            back(numbers);
        }
        return;
    };
    let (row, column) = (place / columns, place % columns);
    let is_final =
        |line: &dyn Fn(usize) -> bool| !places[numbers.len() + 1..].iter().any(|&p| line(p));
    let least = if is_final(&|p| p / columns == row) { left.0[row] } else { 0 };
    for number in least..=left.0[row].min(left.1[column]) {
        left.0[row] -= number;
        left.1[column] -= number;
        numbers.push(number);
        fill(places, columns, left, numbers, back);
        numbers.pop();
        left.0[row] += number;
        left.1[column] += number;
    }
}

/// 3,000 crossed tables with both margins: no withheld cell is told within less than the minimum,
/// unless the margins alone tell it.
#[test]
fn no_cell_of_a_crossed_table_follows_from_the_others() {
    let mut source = Source(5);
    let (mut shown, mut withheld) = (0, 0);
    for table in 0..3_000 {
        let minimum = MINIMA[table % MINIMA.len()];
        let size = [2 + source.below(2), 2 + source.below(2)]
            .map(|size| usize::try_from(size).expect("small"));
        let people: Vec<u64> = (0..size[0] * size[1])
            .map(|_| source.below(3 * minimum) * source.below(2) + minimum * source.below(2))
            .collect();
        let counts = Counts::new(people.clone(), size[1]);
        let (rows, columns) = (counts.row_totals(), counts.column_totals());
        let records = rows.iter().sum();
        let (row_shares, column_shares) =
            (distribution(&rows, records), distribution(&columns, records));
        let crossed = Crossed { records, rows: &row_shares, columns: &column_shares, size };
        let Some(counts) = counts.protect(crossed, minimum) else { continue };
        let hidden: Vec<bool> = counts.hidden.iter().map(Option::is_some).collect();
        shown += hidden.iter().filter(|hidden| !**hidden).count();
        let found = crossed_ranges(&people, &hidden, size[1]);
        let (mut corner, cells) = corner(&counts.known(), crossed).expect("the table itself fits");
        for place in (0..people.len()).filter(|&place| hidden[place]) {
            withheld += 1;
            let Range(least, greatest) = found[place];
            let (row, column) = (rows[place / size[1]], columns[place % size[1]]);
            let alone = row.min(column) - (row + column).saturating_sub(records);
            let open = greatest - least >= minimum.min(alone);
            assert!(open, "{people:?} {hidden:?} {minimum} {place}: {least} to {greatest}");
            // Tables with given margins have whole corners, so linear programming finds the same.
            let cell = cells[place / size[1] * (size[1] + 1) + place % size[1]];
            let range = corner.range(cell).expect("an answer").map(f64::round);
            let expected = [least, greatest].map(float);
            assert!(
                range.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.5),
                "{people:?} {hidden:?} {place}"
            );
        }
    }
    assert!(shown > 1_000 && withheld > 1_000, "{shown} {withheld}");
}
