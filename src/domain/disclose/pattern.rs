//! Which groups of a table are withheld, so that nothing withheld follows from the rest.

use super::Withheld;

/// The people of one background question: a row per group, a column per score, and one more
/// column, the last, for the people themselves. A group that is withheld in the last column is
/// withheld everywhere.
///
/// The attacker that is assumed here knows more than is published: the exact number of people
/// behind every cell that is not withheld, and all totals. What is withheld of a column is then
/// known only together, as the total without the rest.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// People behind each cell.
    pub(super) people: Vec<Vec<u64>>,
    /// People behind each cell that nobody can have learned from an earlier release.
    pub(super) fresh: Vec<Vec<u64>>,
    /// Records that came, changed or went behind each cell since the last release; 0 before the
    /// first one.
    pub(super) changed: Vec<Vec<u64>>,
    /// Whether the total of each column is published; that of the last column is.
    pub(super) published: Vec<bool>,
    /// The rule that withholds each cell.
    pub(super) hidden: Vec<Vec<Option<Withheld>>>,
    /// Fewest people that may be told from others.
    pub(super) minimum: u64,
}

impl Pattern {
    /// Withholds further cells until each withheld one is hidden among at least the minimum of
    /// people, in at least two groups, whatever else is known:
    ///
    /// 1. in each column the withheld groups are at least two and have at least the minimum of
    ///    people together, and have changed together by nobody or by at least the minimum since
    ///    the last release; further ones are withheld, those with the fewest people first and of
    ///    equal ones the last, or, if that cannot be reached, the column;
    /// 2. a cell whose number of people is known within less than the minimum, because the
    ///    group's size is, is withheld with the whole group; so is a cell for which nearly all of
    ///    the group have a score, because then the index is the mean of the categories and one
    ///    of them follows from the others.
    ///
    /// Each rule only adds cells, so the fixed point is reached.
    ///
    /// Where everybody is in one group, it is the total, and nothing else can be hidden in it.
    pub(super) fn complete(&mut self) {
        if (0..self.people.len()).filter(|&group| !self.empty(group)).count() < 2 {
            return;
        }
        loop {
            for column in (0..=self.last()).rev() {
                self.complete_column(column);
            }
            let Some(group) = (0..self.people.len()).find(|&group| self.exposed(group)) else {
                return;
            };
            self.hide(group, self.last(), Withheld::Complementary);
        }
    }

    /// Withholds everything, because of a rule, where nothing else is the reason.
    pub(super) fn hide_all(&mut self, rule: Withheld) {
        for group in 0..self.people.len() {
            self.hide(group, self.last(), rule);
        }
    }

    /// Whether nobody is in a group.
    pub(super) fn empty(&self, group: usize) -> bool {
        self.people[group][self.last()] == 0 && self.hidden[group][self.last()].is_none()
    }

    /// The last column: the people themselves.
    pub(super) fn last(&self) -> usize {
        self.published.len() - 1
    }

    /// Withholds a cell, and with a group's size the whole group.
    pub(super) fn hide(&mut self, group: usize, column: usize, rule: Withheld) {
        let cells = if column == self.last() { 0..=column } else { column..=column };
        for cell in &mut self.hidden[group][cells] {
            cell.get_or_insert(rule);
        }
    }

    /// The groups withheld in a column.
    fn of(&self, column: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.people.len())
            .filter(move |&group| !self.empty(group) && self.hidden[group][column].is_some())
    }

    fn complete_column(&mut self, column: usize) {
        if !self.published[column] || self.of(column).next().is_none() {
            return;
        }
        loop {
            let fresh = |group: &usize| self.fresh[*group][column];
            let changed = |group: &usize| self.changed[*group][column];
            let withheld: Vec<usize> = self.of(column).collect();
            let hidden: u64 = withheld.iter().map(fresh).sum();
            let few = (1..self.minimum).contains(&withheld.iter().map(changed).sum::<u64>());
            let several = withheld.iter().filter(|group| fresh(group) > 0).count() > 1;
            if several && hidden >= self.minimum && !few {
                return;
            }
            let next = (0..self.people.len())
                .rev()
                .filter(|&group| self.hidden[group][column].is_none() && fresh(&group) > 0)
                .min_by_key(|group| (few && changed(group) == 0, self.people[*group][column]));
            let Some(group) = next else { break };
            self.hide(group, column, Withheld::Complementary);
        }
        for group in 0..self.people.len() {
            if self.people[group][column] > 0 {
                self.hide(group, column, Withheld::Complementary);
            }
        }
    }

    /// Whether a cell of a group whose size is shown can be told too closely.
    fn exposed(&self, group: usize) -> bool {
        let cells = &self.hidden[group];
        if self.empty(group) || cells[self.last()].is_some() {
            return false;
        }
        let size = self.people[group][self.last()];
        (0..self.last()).filter(|&column| cells[column].is_some()).any(|column| {
            let without = size - self.people[group][column];
            without < self.minimum || self.width(group, column) < self.minimum
        })
    }

    /// How far the number of people behind a withheld cell is open, where the size of its group
    /// is known: at most the group, and at least what the other withheld groups cannot hold.
    fn width(&self, group: usize, column: usize) -> u64 {
        let size = self.people[group][self.last()];
        if !self.published[column] {
            return size;
        }
        let together: u64 = self.of(column).map(|other| self.people[other][column]).sum();
        let others = self.of(column).filter(|&other| other != group);
        let room: u64 = others.map(|other| self.people[other][self.last()]).sum();
        size.min(together) - together.saturating_sub(room).min(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of groups with everything answered by everyone, and two categories.
    fn pattern(sizes: &[u64]) -> Pattern {
        let people: Vec<Vec<u64>> = sizes.iter().map(|&size| vec![size; 4]).collect();
        let rule = |size: u64| (1..10).contains(&size).then_some(Withheld::BelowMinimum);
        let hidden = sizes.iter().map(|&size| vec![rule(size); 4]).collect();
        Pattern {
            fresh: people.clone(),
            changed: vec![vec![0; 4]; sizes.len()],
            people,
            published: vec![true; 4],
            hidden,
            minimum: 10,
        }
    }

    /// The groups of which nothing is shown.
    fn withheld(mut pattern: Pattern) -> Vec<usize> {
        pattern.complete();
        pattern.of(3).collect()
    }

    #[test]
    fn hides_the_smallest_until_enough_people_are_hidden_in_two_groups() {
        let check = |sizes: &[u64], expected: &[usize]| {
            assert_eq!(withheld(pattern(sizes)), expected, "{sizes:?}");
        };
        check(&[40, 30, 20, 0], &[]);
        check(&[40, 30, 20, 3], &[2, 3]);
        check(&[40, 20, 20, 3], &[2, 3]);
        check(&[40, 30, 4, 3], &[1, 2, 3]);
        check(&[40, 30, 6, 4], &[2, 3]);
        check(&[40, 0, 0, 3], &[0, 3]);
        check(&[6, 0, 0, 5], &[0, 3]);
    }

    /// Nearly everybody answers, so the number of people of a withheld cell is known: the whole
    /// group goes.
    #[test]
    fn a_cell_told_by_the_size_of_its_group_takes_the_group_along() {
        let mut table = pattern(&[40, 30, 12, 0]);
        table.people[2][0] = 9;
        table.fresh[2][0] = 9;
        table.hidden[2][0] = Some(Withheld::BelowMinimum);
        assert_eq!(withheld(table.clone()), [1, 2]);
        // Where many people have no score, it is not known.
        table.people[1][0] = 12;
        table.people[2] = vec![9, 22, 22, 22];
        table.fresh = table.people.clone();
        table.complete();
        assert_eq!([0, 1, 2, 3].map(|column| table.of(column).count()), [2, 0, 0, 0]);
    }

    #[test]
    fn people_known_from_an_earlier_release_hide_nobody() {
        let mut table = pattern(&[40, 30, 20, 3]);
        table.fresh[2] = vec![0; 4];
        assert_eq!(withheld(table), [1, 3]);
    }
}
