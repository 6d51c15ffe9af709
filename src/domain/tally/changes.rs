//! What has come since a report.

use super::Tally;
use super::answers::add;
use super::more::GroupCounts;

/// Records of a scope that came, changed or went since it was last published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// In all.
    pub total: u64,
    /// For each background question: one count per option, and last the people who picked none.
    /// A record that changed counts in its old and in its new group.
    pub groups: Vec<Vec<u64>>,
}

impl Changes {
    /// Everybody of a tally, who came.
    pub fn all_of(tally: &Tally) -> Self {
        let people = |groups: &Vec<GroupCounts>| groups.iter().map(|group| group.n).collect();
        Self { total: tally.n, groups: tally.groups.iter().map(people).collect() }
    }

    /// Adds other changes; those of nothing (the default) may know no groups yet.
    pub fn add(&mut self, other: &Self) {
        self.total += other.total;
        if self.groups.is_empty() {
            self.groups.clone_from(&other.groups);
            return;
        }
        for (groups, others) in self.groups.iter_mut().zip(&other.groups) {
            add(groups, others);
        }
    }
}
