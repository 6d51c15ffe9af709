//! How a scale is cut into parts that may be shown.

use std::ops::Range;

use super::differencing::{Line, fewer_than, told};
use super::{GROUP_MIN, PART_MIN, Withheld};

/// A scale cut into parts: each has no people, or at least [`PART_MIN`].
///
/// The scale consists of *steps* (options, or pieces of the score scale) with edges between them:
/// edge `e` lies below step `e`. What a release shows of a scale are counts between edges, so
/// a reader can compute the count between any two neighbouring kept edges and nothing finer.
/// Keeping exactly the edges that leave sound parts is therefore both necessary and sufficient.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    people: &'a [u64],
    /// Whether the edge below a step is kept; the first one always is.
    kept: Vec<bool>,
    /// Edges of shares, which are given up last.
    shares: Vec<usize>,
}

impl<'a> Parts<'a> {
    /// Cuts a scale. The edges of `shares` are kept before any other, the first ones first,
    /// where they alone leave sound parts; then every part of 1 or 2 people, the lowest first, is
    /// merged into the smaller neighbour (of equal ones the lower).
    pub(super) fn new(people: &'a [u64], shares: &[usize]) -> Self {
        let kept = vec![false; people.len()];
        let mut parts = Self { people, kept, shares: shares.to_vec() };
        parts.kept[0] = true;
        for &edge in shares {
            let before = std::mem::replace(&mut parts.kept[edge], true);
            if parts.small().is_some() {
                parts.kept[edge] = before;
            }
        }
        let fixed = parts.kept.clone();
        for (edge, kept) in parts.kept.iter_mut().enumerate() {
            *kept |= !shares.contains(&edge);
        }
        while let Some((below, above)) = parts.small() {
            let removable = |edge: usize| edge < people.len() && !fixed[edge];
            let smaller_below = parts.people_before(below) <= parts.people_from(above);
            match (removable(below), removable(above)) {
                (true, true) if smaller_below => parts.kept[below] = false,
                (_, true) => parts.kept[above] = false,
                (true, false) => parts.kept[below] = false,
                // Parts between fixed edges are sound, so a small part has another edge.
                (false, false) => break,
            }
        }
        parts
    }

    /// Merges further parts until no 1 or 2 people follow beside what sources of the same people
    /// have published: of the parts that tell them, the one with the fewest people with its
    /// smaller neighbour (of equal ones the lower), and over the edge of a share only where there
    /// is no other.
    pub(super) fn guarded(mut self, lines: &[Line]) -> Self {
        while let Some(range) = self.telling(lines) {
            let edge_of_part = |edge: usize| (1..self.people.len()).contains(&edge);
            let edges = [range.start, range.end].into_iter().filter(|&edge| edge_of_part(edge));
            let people = |edge: usize| {
                if edge == range.start { self.people_before(edge) } else { self.people_from(edge) }
            };
            let share = |edge: usize| self.kept[edge] && self.shares.contains(&edge);
            let Some(edge) = edges.min_by_key(|&edge| (share(edge), people(edge))) else { break };
            self.kept[edge] = false;
        }
        self
    }

    /// The part with the fewest people of those that tell 1 or 2 people of a source.
    fn telling(&self, lines: &[Line]) -> Option<Range<usize>> {
        let ranges: Vec<Range<usize>> = self.ranges().collect();
        let by_part = |line: &Line| {
            let people = ranges.iter().map(|range| line.people[range.clone()].iter().sum());
            let withheld = |part: &usize| ranges[*part].clone().any(|step| line.hides(step));
            let parts = (0..ranges.len()).filter(withheld);
            Line { known: line.known, ..Line::known(parts, people.collect()) }
        };
        let lines: Vec<Line> = lines.iter().map(by_part).collect();
        let telling = told(&lines, (1 << ranges.len()) - 1, fewer_than(PART_MIN))?;
        let parts = (0..ranges.len()).filter(|part| telling >> part & 1 == 1);
        parts.min_by_key(|&part| self.people(ranges[part].clone())).map(|part| ranges[part].clone())
    }

    /// The parts, lowest first, as ranges of steps.
    pub(super) fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let edges = (0..self.kept.len()).filter(|&edge| self.kept[edge]);
        edges.map(|edge| edge..self.next_edge(edge))
    }

    /// Whether an edge is kept.
    pub(super) fn keeps(&self, edge: usize) -> bool {
        self.kept[edge]
    }

    /// The people in some steps.
    pub(super) fn people(&self, steps: Range<usize>) -> u64 {
        self.people[steps].iter().sum()
    }

    /// The rule, if any, that forbids showing parts of a scale: see [`forbidden`].
    pub(super) fn forbidden(&self) -> Option<Withheld> {
        forbidden(&self.ranges().map(|range| self.people(range)).collect::<Vec<_>>())
    }

    /// The edges of the lowest part of 1 or 2 people.
    fn small(&self) -> Option<(usize, usize)> {
        self.ranges()
            .find(|range| (1..PART_MIN).contains(&self.people(range.clone())))
            .map(|range| (range.start, range.end))
    }

    /// The people in the part that ends at an edge.
    fn people_before(&self, edge: usize) -> u64 {
        let start = (0..edge).rev().find(|&earlier| self.kept[earlier]).unwrap_or(0);
        self.people(start..edge)
    }

    /// The people in the part that starts at an edge.
    fn people_from(&self, edge: usize) -> u64 {
        self.people(edge..self.next_edge(edge))
    }

    fn next_edge(&self, edge: usize) -> usize {
        (edge + 1..self.kept.len()).find(|&later| self.kept[later]).unwrap_or(self.kept.len())
    }
}

/// The rule that forbids showing these parts: one of them holds everybody and the group is small,
/// or nothing is left but one part that was the whole scale.
pub(super) fn forbidden(parts: &[u64]) -> Option<Withheld> {
    let n: u64 = parts.iter().sum();
    let inhabited = parts.iter().filter(|&&people| people > 0).count();
    if inhabited < 2 && n < GROUP_MIN {
        Some(Withheld::GroupDisclosure)
    } else {
        (parts.len() < 2).then_some(Withheld::SmallPart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_small_parts_into_the_smaller_neighbour() {
        let check = |people: &[u64], shares: &[usize], expected: &[u64]| {
            let parts = Parts::new(people, shares);
            let found: Vec<u64> = parts.ranges().map(|range| parts.people(range)).collect();
            assert_eq!(found, expected, "{people:?} {shares:?}");
        };
        check(&[5, 4, 3, 0, 3], &[], &[5, 4, 3, 0, 3]);
        check(&[5, 1, 4, 0, 0], &[], &[5, 5, 0, 0]);
        check(&[4, 2, 4, 3], &[], &[6, 4, 3]);
        check(&[1, 0, 9], &[], &[10]);
        check(&[2, 2, 9, 7], &[], &[4, 9, 7]);
        check(&[9, 1, 1, 1, 9], &[], &[9, 3, 9]);
        // A share's edge is kept where it can be, and then never merged away.
        check(&[9, 1, 5, 9], &[2], &[10, 5, 9]);
        check(&[9, 9, 5, 1], &[3], &[9, 9, 6]);
        check(&[9, 3, 1, 9], &[1, 2], &[9, 3, 10]);
        check(&[9, 2, 9], &[1, 2], &[9, 11]);
    }

    #[test]
    fn everybody_in_one_part_is_not_shown_in_a_small_group() {
        assert_eq!(forbidden(&[0, 29, 0]), Some(Withheld::GroupDisclosure));
        assert_eq!(forbidden(&[0, 30, 0]), None);
        assert_eq!(forbidden(&[5, 24]), None);
        assert_eq!(forbidden(&[30]), Some(Withheld::SmallPart));
    }
}
