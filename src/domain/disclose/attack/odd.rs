//! Odd populations: nobody, everybody in one group, millions beside one, nobody with a score.

use super::Source;
use crate::domain::disclose::{Policy, audit, disclose};
use crate::domain::instrument::Form;
use crate::domain::shipped_instrument;
use crate::domain::tally::{CATEGORY_UNITS, Tally};

/// How many populations are tried.
const POPULATIONS: usize = 100;

/// Sizes of groups, with a chance to be any number below.
const SIZES: [u64; 8] = [0, 1, 9, 10, 11, 40, 3_000, 40_000_000];

fn size(source: &mut Source) -> u64 {
    let size = SIZES[usize::try_from(source.below(8)).expect("small")];
    if source.below(2) == 0 { size } else { source.below(size + 1) }
}

/// The same people by the groups of every background question, each with scores of its own.
fn tally(source: &mut Source) -> Tally {
    let instrument = shipped_instrument();
    let mut tally = Tally::empty(instrument, Form::Full);
    let questions = tally.groups.len();
    let sizes: Vec<u64> = tally.groups[0].iter().map(|_| size(source)).collect();
    let scored: Vec<Vec<u64>> = tally
        .categories
        .iter()
        .map(|_| {
            let gaps = source.below(3);
            let with = |&size: &u64| match gaps {
                0 => size,
                1 => 0,
                _ => source.below(size + 1),
            };
            sizes.iter().map(with).collect()
        })
        .collect();
    tally.n = sizes.iter().sum();
    for (category, people) in scored.iter().enumerate() {
        let all: u64 = people.iter().sum();
        let (low, high) = (20 * CATEGORY_UNITS, 70 * CATEGORY_UNITS);
        tally.categories[category].counts.extend([(low, all - all / 2), (high, all / 2)]);
        tally.categories[category].counts.retain(|_, people| *people > 0);
        for question in 0..questions {
            let last = tally.groups[question].len() - 1;
            for (group, &people) in people.iter().enumerate() {
                // Questions with fewer groups put the rest into the last one.
                let cell = &mut tally.groups[question][group.min(last)].categories[category];
                cell.n += people;
                cell.units_per_point = CATEGORY_UNITS;
                let (half, other) = (u128::from(people / 2), u128::from(people - people / 2));
                let (high, low) = (u128::from(high), u128::from(low));
                cell.sum += half * high + other * low;
                cell.squares += half * high * high + other * low * low;
            }
        }
    }
    for question in 0..questions {
        let last = tally.groups[question].len() - 1;
        for (group, &people) in sizes.iter().enumerate() {
            tally.groups[question][group.min(last)].n += people;
            match tally.background[question].options.get_mut(group.min(last)) {
                Some(option) => *option += people,
                None => tally.background[question].skipped += people,
            }
        }
    }
    tally
}

/// Every population has a release, and the auditor lets it pass.
#[test]
fn odd_populations_are_disclosed_and_pass_the_audit() {
    let mut source = Source(12);
    let mut shown = 0;
    for _ in 0..POPULATIONS {
        let release = disclose(shipped_instrument(), &tally(&mut source), Policy::default());
        assert_eq!(audit(&release), Ok(()));
        let groups = release.groups.iter().flat_map(|table| &table.groups);
        shown += groups.filter(|group| group.n.shown().is_some_and(|&n| n > 0)).count();
    }
    assert!(shown > POPULATIONS, "{shown}");
}
