//! Records that may not be what they seem: counted, reported with and without, never dropped.

use super::columns::{Columns, Scope};
use super::counter::{Counter, Step};
use super::counts::Tally;
use super::scorer::{ANSWER_BYTES, codes};
use crate::domain::instrument::{Form, Instrument, Item, NIBBLES_MAX, OptionSet};

/// Fewest options picked for equal answers to count as identical. People who pass most questions
/// over agree by chance; two who both picked so many options among five or six each hardly do.
pub const IDENTICAL_MIN: usize = 20;

/// Fewest answers of the most used response set for equal ones to count as straight-lining.
pub const STRAIGHT_MIN: usize = 10;

/// Highest code of an option; higher ones are reasons for having none (`record/packed.rs`).
const OPTION_CODE_MAX: u8 = 10;

/// Flagged records of one scope, and the counts without them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quality {
    /// Number of records.
    pub n: u64,
    /// Records with the very answers of another one to all items, and at least [`IDENTICAL_MIN`]
    /// options picked among them. The first of them counts too: nobody can tell which one is the
    /// copy.
    pub identical: u64,
    /// Records with the same option in every answered item of the response set that most items
    /// use, and at least [`STRAIGHT_MIN`] such answers; none where the form asks fewer.
    pub straight: Option<u64>,
    /// Records whose hours exceed their working week even at the lower ends of all bands.
    pub impossible: u64,
    /// Records with any of these flags.
    pub any: u64,
    /// The counts without flagged records.
    pub without: Tally,
}

/// Which answers the flags look at, for one form.
#[derive(Clone, Debug)]
pub(super) struct Checks {
    /// Answers to items.
    items: std::ops::Range<usize>,
    /// Places of the asked items of the most used response set.
    alike: Vec<usize>,
}

impl Checks {
    pub(super) fn new(instrument: &Instrument, form: Form) -> Self {
        let background = instrument.background.len();
        let shares =
            |item: &Item, id: &str| matches!(&item.options, OptionSet::Shared(set) if set == id);
        let users = |id: &str| instrument.items.iter().filter(|item| shares(item, id)).count();
        let sets = instrument.response_sets.iter();
        // Of equally used ones the first.
        let most = sets.rev().max_by_key(|set| users(&set.id));
        let alike = |set: &str| {
            let items = instrument.items.iter().enumerate();
            let asked = items.filter(|(place, _)| instrument.asks(form, *place));
            let asked = asked.filter(|(_, item)| shares(item, set));
            asked.map(|(place, _)| background + place).collect()
        };
        let alike = most.map_or_else(Vec::new, |set| alike(&set.id));
        Self { items: background..background + instrument.items.len(), alike }
    }

    /// The answers that may be identical: none with few options.
    fn comparable(&self, answers: &[u8; ANSWER_BYTES]) -> Option<[u8; NIBBLES_MAX]> {
        let all = codes(answers);
        let items = &all[self.items.clone()];
        if items.iter().filter(|&&code| code <= OPTION_CODE_MAX).count() < IDENTICAL_MIN {
            return None;
        }
        let mut comparable = [0; NIBBLES_MAX];
        comparable[..items.len()].copy_from_slice(items);
        Some(comparable)
    }

    /// Whether the form asks enough alike items for straight-lining to show.
    fn asks_straight(&self) -> bool {
        self.alike.len() >= STRAIGHT_MIN
    }

    fn straight(&self, answers: &[u8; ANSWER_BYTES]) -> bool {
        let codes = codes(answers);
        let picked = self.alike.iter().map(|&place| codes[place]);
        let mut picked = picked.filter(|&code| code <= OPTION_CODE_MAX);
        let Some(first) = picked.next() else { return false };
        let mut answered = 1;
        for code in picked {
            if code != first {
                return false;
            }
            answered += 1;
        }
        answered >= STRAIGHT_MIN
    }
}

impl Columns {
    /// Looks for records of a scope that may not be what they seem; none for a scope without
    /// records. Reads every record three times: about a second for a million. Memory: 8 bytes a
    /// record, and 16 for each that looks identical to another.
    pub fn quality(&self, scope: Scope) -> Option<Quality> {
        let (plan, checks) = self.plan(scope.form);
        let whole = self.counter(scope)?;
        let identical = self.identical(scope, checks);
        let mut without: Counter = whole.clone();
        let mut found = [0_u64; 4];
        for (row, version) in self.versions(scope) {
            let flags = [
                identical.binary_search(&row).is_ok(),
                checks.straight(&version.answers),
                plan.scorer.inconsistent(&version.answers),
            ];
            let any = flags.contains(&true);
            for (count, flag) in found.iter_mut().zip(flags.into_iter().chain([any])) {
                *count += u64::from(flag);
            }
            if any {
                without.count(plan, &version.answers, Step::Uncount);
            }
        }
        let [identical, straight, impossible, any] = found;
        let straight = checks.asks_straight().then_some(straight);
        let (n, without) = (whole.n(), without.tally(plan));
        Some(Quality { n, identical, straight, impossible, any, without })
    }

    /// The rows whose answers are those of another row, ascending.
    ///
    /// First by hash, so that a million different records need 8 bytes each; then exactly.
    fn identical(&self, scope: Scope, checks: &Checks) -> Vec<u32> {
        let comparable = || {
            self.versions(scope).filter_map(|(row, version)| {
                let codes = checks.comparable(&version.answers)?;
                Some((self.hash(&codes), row))
            })
        };
        let mut hashes: Vec<u64> = comparable().map(|(hash, _)| hash).collect();
        hashes.sort_unstable();
        let mut twice: Vec<u64> =
            hashes.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
        drop(hashes);
        twice.dedup();
        let again = comparable().filter(|(hash, _)| twice.binary_search(hash).is_ok());
        let mut rows: Vec<(u64, u32)> = again.collect();
        let answers = |row: u32| checks.comparable(&self.version(row).answers);
        rows.sort_unstable_by(|(hash, row), (other_hash, other)| {
            hash.cmp(other_hash).then_with(|| answers(*row).cmp(&answers(*other)))
        });
        let same = |one: &(u64, u32), other: &(u64, u32)| {
            one.0 == other.0 && answers(one.1) == answers(other.1)
        };
        let mut identical: Vec<u32> = rows
            .chunk_by(same)
            .filter(|chunk| chunk.len() > 1)
            .flat_map(|chunk| chunk.iter().map(|(_, row)| *row))
            .collect();
        identical.sort_unstable();
        identical
    }
}
