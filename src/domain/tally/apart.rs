//! How many people two tallies must differ by.

use super::answers::{AnswerCounts, PriorityCounts};
use super::counts::Tally;

/// People who are in one group and not in another, as far as the counts of one question show:
/// those whom the other has too few of, and those whom it has too many of.
#[derive(Clone, Copy, Debug, Default)]
struct Apart {
    here: u64,
    there: u64,
}

impl Apart {
    fn see<'a>(
        &mut self,
        here: impl Iterator<Item = &'a u64>,
        there: impl Iterator<Item = &'a u64>,
    ) {
        let (mut more, mut fewer) = (0, 0);
        for (here, there) in here.zip(there) {
            more += here.saturating_sub(*there);
            fewer += there.saturating_sub(*here);
        }
        self.here = self.here.max(more);
        self.there = self.there.max(fewer);
    }

    fn see_answers(&mut self, here: &[AnswerCounts], there: &[AnswerCounts]) {
        for (here, there) in here.iter().zip(there) {
            let (missing, others) = (here.missing(), there.missing());
            let here = here.options.iter().chain(&missing);
            self.see(here, there.options.iter().chain(&others));
        }
    }

    fn see_priorities(&mut self, here: &PriorityCounts, there: &PriorityCounts) {
        for (here, there) in here.chosen.iter().zip(&there.chosen) {
            self.see(here.iter(), there.iter());
        }
    }
}

impl Tally {
    /// The fewest people who can be in one of two groups and not in the other, by how each question
    /// was answered; none where the two answered different instruments or forms. 0 for the same
    /// people. People who answered alike are not told apart, so it can be fewer than there are; of
    /// two groups that have nothing to do with one another it is most of them.
    pub fn apart(&self, other: &Self) -> Option<u64> {
        if (self.instrument, self.form) != (other.instrument, other.form) {
            return None;
        }
        let mut apart = Apart::default();
        apart.see([self.n].iter(), [other.n].iter());
        apart.see_answers(&self.items, &other.items);
        apart.see_answers(&self.outcomes, &other.outcomes);
        apart.see_answers(&self.background, &other.background);
        apart.see_priorities(&self.priorities, &other.priorities);
        Some(apart.here + apart.there)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::instrument::Form;
    use crate::domain::record::Record;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::demo;
    use crate::domain::tally::{Columns, Tally};

    fn tally(people: &[Record]) -> Tally {
        let mut columns = Columns::new(shipped_instrument(), 1);
        for record in people {
            columns.add(record);
        }
        let scope = columns.scopes()[0].0;
        columns.tally(scope).expect("a tally").clone()
    }

    fn people(n: usize, seed: u64) -> Vec<Record> {
        let full = demo(shipped_instrument(), 4 * n as u64, seed)
            .filter(|record| record.complete().form() == Form::Full);
        full.take(n).collect()
    }

    /// Never more than there are, and those who are left out or come are all noticed.
    #[test]
    fn a_few_people_more_or_fewer_are_as_many_apart() {
        for n in [10, 11, 40, 300] {
            let all = people(n, n as u64);
            let whole = tally(&all);
            assert_eq!(whole.apart(&whole), Some(0));
            for few in [1, 2, 9] {
                let part = tally(&all[few..]);
                assert_eq!(whole.apart(&part), Some(few as u64));
                assert_eq!(part.apart(&whole), Some(few as u64));
                let exchanged: Vec<Record> =
                    all[few..].iter().chain(&people(few, 999)).cloned().collect();
                let apart = whole.apart(&tally(&exchanged)).expect("alike");
                assert!((1..=2 * few as u64).contains(&apart), "{n} {few} {apart}");
            }
        }
    }

    /// Groups that have nothing to do with one another are not taken for nearly the same.
    #[test]
    fn strangers_are_far_apart() {
        for (n, least) in [(10, 10), (12, 10), (20, 10), (60, 10), (150, 30)] {
            for seed in 0..40 {
                let [one, other] = [seed, seed + 1_000].map(|seed| tally(&people(n, seed)));
                let apart = one.apart(&other).expect("alike");
                assert!(apart >= least, "{n} people, seed {seed}: {apart}");
            }
        }
    }
}
