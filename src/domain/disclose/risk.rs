//! How many records are alike: the usual figures of the risk that a record is recognised.
//!
//! Whoever knows the values of some columns of a person (the *quasi-identifiers*) and looks for
//! that person among the records finds the records that are equal in these columns, and picks the
//! right one with probability 1/k if there are k (L. Sweeney, “k-anonymity”, *Int. J. Uncertain.
//! Fuzz.* 10 (2002) 557–570). The figures are those that ARX calls sample-based risk.
//!
//! A release holds no records, so that the rules of this room do not rest on these figures. They
//! tell what a file of records would tell, which is why no page writes one.

use std::collections::BTreeMap;

use super::float;

/// Classes of equal records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Classes {
    /// Number of records.
    pub records: u64,
    /// Number of classes.
    pub classes: u64,
    /// Records that are equal to no other.
    pub unique: u64,
    /// Records in the smallest class, the k of k-anonymity; 0 without records.
    pub smallest: u64,
}

impl Classes {
    /// Counts records that are equal in every column. A missing value is equal to a missing one.
    pub fn of<R: Ord>(records: impl IntoIterator<Item = R>) -> Self {
        let mut sizes = BTreeMap::<R, u64>::new();
        for record in records {
            *sizes.entry(record).or_default() += 1;
        }
        let unique = sizes.values().filter(|&&size| size == 1).sum();
        Self {
            records: sizes.values().sum(),
            classes: sizes.len() as u64,
            unique,
            smallest: sizes.values().copied().min().unwrap_or(0),
        }
    }

    /// Greatest probability of picking the right record, 0 to 1: 1/k of the smallest class; none
    /// without records.
    pub fn highest_risk(self) -> Option<f64> {
        (self.smallest > 0).then(|| 1.0 / float(self.smallest))
    }

    /// Mean probability of picking the right record, 0 to 1: each class of k records adds k
    /// times 1/k, so it is classes by records; none without records.
    pub fn average_risk(self) -> Option<f64> {
        (self.records > 0).then(|| float(self.classes) / float(self.records))
    }
}

/// For each record, how many records fit it, itself included, where a missing value fits every
/// value: what sdcMicro calls fk. Such records make no classes, for what fits one of two records
/// need not fit the other. The time grows with the square of the number of different records.
pub fn frequencies<T: Ord>(records: &[Vec<Option<T>>]) -> Vec<u64> {
    let mut sizes = BTreeMap::<&[Option<T>], u64>::new();
    for record in records {
        *sizes.entry(record).or_default() += 1;
    }
    let fits = |one: &[Option<T>], other: &[Option<T>]| {
        one.iter().zip(other).all(|(one, other)| one.is_none() || other.is_none() || one == other)
    };
    let fitting = |record: &Vec<Option<T>>| {
        sizes.iter().filter(|(other, _)| fits(record, other)).map(|(_, size)| size).sum()
    };
    records.iter().map(fitting).collect()
}
