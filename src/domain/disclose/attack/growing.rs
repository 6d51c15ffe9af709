//! Attacks on successive releases: every sum and difference of everything ever published.

use super::Source;
use crate::domain::disclose::Withheld;
use crate::domain::disclose::history::History;
use crate::domain::disclose::pattern::Pattern;
use crate::domain::disclose::sources::Sources;
use crate::domain::tally::Changes;

const MINIMUM: u64 = 10;
const GROUPS: usize = 4;
const RELEASES: usize = 4;

/// A prime: sums of few numbers below it depend on each other as those of fractions do.
const PRIME: i64 = 1_000_003;

/// How many rows are independent, counting modulo [`PRIME`].
fn rank(mut rows: Vec<Vec<i64>>) -> usize {
    let columns = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..columns {
        let Some(place) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(rank, place);
        let inverse = power(rows[rank][column], PRIME - 2);
        let pivot: Vec<i64> = rows[rank].iter().map(|cell| cell * inverse % PRIME).collect();
        for row in &mut rows[rank + 1..] {
            let factor = row[column];
            row.iter_mut()
                .zip(&pivot)
                .for_each(|(cell, by)| *cell = (*cell - factor * by).rem_euclid(PRIME));
        }
        rank += 1;
    }
    rank
}

fn power(base: i64, exponent: i64) -> i64 {
    let (mut result, mut square, mut left) = (1, base.rem_euclid(PRIME), exponent);
    while left > 0 {
        if left % 2 == 1 {
            result = result * square % PRIME;
        }
        square = square * square % PRIME;
        left /= 2;
    }
    result
}

/// Calls back with every set of atoms that has fewer people than the minimum and cannot grow.
fn every_few(
    atoms: &[u64],
    from: usize,
    left: u64,
    chosen: &mut Vec<usize>,
    back: &mut impl FnMut(&[usize]),
) {
    let mut grew = false;
    for place in from..atoms.len() {
        if (1..=left).contains(&atoms[place]) {
            grew = true;
            chosen.push(place);
            every_few(atoms, place + 1, left - atoms[place], chosen, back);
            chosen.pop();
        }
    }
    if !grew {
        back(chosen);
    }
}

/// The people of one arrival: the groups' newcomers, at least the minimum of them.
fn newcomers(source: &mut Source) -> [u64; GROUPS] {
    loop {
        let people = std::array::from_fn(|_| {
            [0, 0, 2, 4, 6, 9, 12, 25][usize::try_from(source.below(8)).expect("small")]
        });
        if people.iter().sum::<u64>() >= MINIMUM {
            return people;
        }
    }
}

/// Four releases of a growing set, 4,000 times: no sum or difference of what they show concerns
/// fewer people than the minimum. What comes to a group between two releases is one unknown; a
/// group that is shown is a sum of them, and so is the total.
#[test]
fn no_few_people_follow_from_successive_releases() {
    let mut source = Source(6);
    let (mut shown, mut again) = (0, 0);
    for _ in 0..4_000 {
        let mut history = History::default();
        let mut people = [0_u64; GROUPS];
        let mut atoms = Vec::new();
        let mut known: Vec<Vec<usize>> = Vec::new();
        let mut before = [false; GROUPS];
        for release in 0..RELEASES {
            let came = newcomers(&mut source);
            atoms.extend(came);
            people.iter_mut().zip(came).for_each(|(people, came)| *people += came);
            let changes = Changes { total: came.iter().sum(), groups: vec![came.to_vec()] };
            let small =
                |people: &u64| (1..MINIMUM).contains(people).then_some(Withheld::BelowMinimum);
            let mut pattern = Pattern {
                people: people.iter().map(|&people| vec![people]).collect(),
                fresh: people.iter().map(|&people| vec![people]).collect(),
                changed: vec![vec![0]; GROUPS],
                published: vec![true],
                hidden: people.iter().map(|people| vec![small(people)]).collect(),
                minimum: MINIMUM,
            };
            history.complete(0, &changes, &Sources::default(), &mut pattern);
            let so_far = |group: usize| (0..=release).map(move |step| step * GROUPS + group);
            known.push((0..GROUPS).flat_map(so_far).collect());
            for group in 0..GROUPS {
                let is = pattern.hidden[group][0].is_none();
                if is {
                    known.push(so_far(group).collect());
                    shown += 1;
                    again += usize::from(before[group] && came[group] > 0);
                }
                before[group] = is;
            }
        }
        let row = |known: &Vec<usize>, without: &[usize]| -> Vec<i64> {
            let cell = |atom| {
                i64::from(known.contains(&atom) && !without.contains(&atom) && atoms[atom] > 0)
            };
            (0..atoms.len()).map(cell).collect()
        };
        let rows = |without: &[usize]| known.iter().map(|known| row(known, without)).collect();
        let all = rank(rows(&[]));
        every_few(&atoms, 0, MINIMUM - 1, &mut Vec::new(), &mut |few| {
            assert_eq!(rank(rows(few)), all, "{atoms:?} {known:?}: the people of {few:?} follow");
        });
    }
    assert!(shown > 8_000 && again > 800, "{shown} {again}");
}
