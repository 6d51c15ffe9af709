//! What a table gives away of the people in it.
//!
//! People with the same form and background are a class; the smallest has k people (P. Samarati &
//! L. Sweeney, *SRI-CSL-98-04*, 1998; L. Sweeney, *Int. J. Uncertain. Fuzz. Knowl.-Based Syst.* 10
//! (2002) 557–570). Who is alone in a class is a unique (C. J. Skinner & M. J. Elliot, *J. R. Stat.
//! Soc. B* 64 (2002) 855–867). Both are told of the background as it was answered too, which shows
//! what coarsening does. Neither says anything of answers that somebody knows: that is [`Known`].

use std::collections::BTreeMap;

use super::known::{Known, known};
use super::table::{Source, Table};
use crate::domain::answer::Answer;
use crate::domain::instrument::Form;
use crate::domain::record::Record;

/// People by form and background.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// How many classes have anybody in them.
    pub classes: u64,
    /// People in the smallest: k.
    pub smallest: u64,
    /// People who are alone in theirs: uniques.
    pub alone: u64,
}

/// What a table gives away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// People in the table.
    pub people: u64,
    /// By form and background as they stand in the table.
    pub classes: Classes,
    /// The same by form and background as they were answered, every reason for telling nothing
    /// apart.
    pub before: Classes,
    /// People whose row nobody else has.
    pub alone_by_row: u64,
    /// People found by a few answers.
    pub known: Vec<Known>,
}

impl Risk {
    /// The risk of a table, and of the records of which it was made.
    pub fn of(table: &Table<'_>, records: &[Record]) -> Self {
        let answered = |record: &Record| -> (Form, Vec<Answer>) {
            let complete = record.complete();
            (complete.form(), complete.answers().background.clone())
        };
        Self {
            people: table.rows.len() as u64,
            classes: Classes::of(table.rows.iter().map(|row| table.background_of(row))),
            before: Classes::of(records.iter().map(answered)),
            alone_by_row: Classes::of(table.rows.iter()).alone,
            known: known(table),
        }
    }
}

impl Classes {
    /// The classes of people with these keys.
    pub fn of<K: Ord>(keys: impl Iterator<Item = K>) -> Self {
        let mut people: BTreeMap<K, u64> = BTreeMap::new();
        for key in keys {
            *people.entry(key).or_default() += 1;
        }
        Self {
            classes: people.len() as u64,
            smallest: people.values().copied().min().unwrap_or(0),
            alone: people.values().filter(|people| **people == 1).count() as u64,
        }
    }
}

impl Table<'_> {
    /// Form and background of a row.
    pub(super) fn background_of(&self, row: &[i16]) -> Vec<i16> {
        let told = |source| matches!(source, Source::Form | Source::Background(..));
        let columns = self.columns.iter().zip(row);
        columns.filter(|(column, _)| told(column.source)).map(|(_, code)| *code).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frequencies 2, 1, 3 and 1.
    #[test]
    fn classes_are_counted() {
        let classes = Classes::of("aabcccd".chars());
        assert_eq!(classes, Classes { classes: 4, smallest: 1, alone: 2 });
        assert_eq!(Classes::of("aabb".chars()), Classes { classes: 2, smallest: 2, alone: 0 });
        assert_eq!(Classes::of("".chars()), Classes::default());
    }
}
