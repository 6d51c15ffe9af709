//! The same records counted and disclosed natively, beside the page.

use qingdan::domain::disclose::{History, Policy, Release, disclose_merged};
use qingdan::domain::record::Record;
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::{Columns, Scope};

use crate::run::Outcome;

/// What the page should know.
pub(crate) struct Twin {
    pub(crate) columns: Columns,
    published: Vec<Published>,
}

/// The last report of a scope, and what all its reports have told.
struct Published {
    scope: Scope,
    release: Release,
    history: History,
}

impl Twin {
    pub(crate) fn new() -> Self {
        Self { columns: Columns::new(shipped_instrument(), 1), published: Vec::new() }
    }

    /// Takes records in.
    pub(crate) fn add(&mut self, records: &[Record]) {
        for record in records {
            self.columns.add(record);
        }
    }

    /// The scope that a page reports on at first.
    pub(crate) fn first(&self) -> Outcome<Scope> {
        let scopes = self.columns.scopes();
        scopes.first().map(|(scope, _)| *scope).ok_or_else(|| "no records".to_owned())
    }

    /// What a page shows of a scope now. It has to be asked whenever the page reports, because a
    /// report remembers the ones before it.
    pub(crate) fn report(&mut self, scope: Scope) -> Outcome<Release> {
        let policy = Policy::default();
        let changes = self.columns.changes(scope).clone();
        let last = self.published.iter().position(|last| last.scope == scope);
        if let Some(last) = last.filter(|_| changes.total < policy.minimum()) {
            return Ok(self.published[last].release.clone());
        }
        let mut history = last.map(|last| self.published[last].history.clone()).unwrap_or_default();
        let tally = self.columns.tally(scope).ok_or("no records of this scope")?.clone();
        let instrument = shipped_instrument();
        let release = disclose_merged(instrument, &tally, &[], policy, &changes, &mut history);
        if release.missing() == 0 {
            self.columns.publish(scope);
            let published = Published { scope, release: release.clone(), history };
            match last {
                Some(last) => self.published[last] = published,
                None => self.published.push(published),
            }
        }
        Ok(release)
    }
}
