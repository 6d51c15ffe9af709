//! What the desk lets be seen.
//!
//! Two reports whose records differ by a few people could be subtracted from each other. So after
//! a report of a subject has been made, the next one counts the same records until at least
//! [`Policy::minimum`] have come or changed; [`Report::held`] says how many wait.

use super::desk::Desk;
use super::message::Report;
use super::subject::Subject;
use super::tallies::Reported;
use crate::domain::disclose::{
    History, Policy, QualityRelease, Wave, WaveComparison, compare, disclose_after,
    disclose_quality,
};
use crate::domain::tally::{Changes, Tally, TallyFile, TallyId};

impl Desk {
    /// Everything that can be reported on, with its number of records: the subjects of records in
    /// their fixed order, then those of tally files.
    pub fn subjects(&self) -> Vec<(Subject, u64)> {
        let records = self.columns.scopes().into_iter().map(|(scope, n)| (Subject::of(scope), n));
        records.chain(self.tallies.subjects()).collect()
    }

    /// What may be shown of a subject: of the records of the last report, while fewer than the
    /// minimum have come or changed since; otherwise of all. None without any record.
    pub(super) fn report(
        &mut self,
        subject: Option<Subject>,
        policy: Policy,
    ) -> Option<Box<Report>> {
        let subjects = self.subjects();
        let wanted = subjects.iter().find(|(there, _)| Some(*there) == subject);
        let (subject, _) = *wanted.or(subjects.first())?;
        let changes = self.changes(subject);
        let place = self.reported.iter().position(|reported| reported.subject == subject);
        if let Some(place) = place
            && changes.total < policy.minimum()
        {
            let (instrument, last) = (self.instrument, &mut self.reported[place]);
            if last.policy != policy {
                let (nothing, history) = (self.columns.unchanged(), &mut last.history);
                last.release = disclose_after(instrument, &last.tally, policy, nothing, history);
                last.policy = policy;
                self.pending.head.reported.push((subject, policy));
            }
            let (held, release) = (changes.total, last.release.clone());
            return Some(Box::new(Report { subjects, subject, held, release }));
        }
        let tally = self.tally(subject)?.clone();
        let mut history = match place {
            Some(place) => self.reported[place].history.clone(),
            None => History::default(),
        };
        let release = disclose_after(self.instrument, &tally, policy, &changes, &mut history);
        if release.missing() == 0 {
            let release = release.clone();
            let reported = Reported { subject, policy, tally, release, history };
            match place {
                Some(place) => self.reported[place] = reported,
                None => self.reported.push(reported),
            }
            if subject.merged {
                self.tallies.publish(subject);
            } else {
                self.columns.publish(subject.scope());
            }
            self.pending.head.reported.push((subject, policy));
        }
        Some(Box::new(Report { subjects, subject, held: 0, release }))
    }

    /// What flagged records change in the last report of a subject. None for tally files, and
    /// where other records have come since that report.
    pub(super) fn quality(&self, subject: Subject) -> Option<Box<QualityRelease>> {
        let last = self.last(subject).filter(|_| !subject.merged)?;
        if self.changes(subject).total > 0 {
            return None;
        }
        let quality = self.columns.quality(subject.scope())?;
        let release = &last.release;
        Some(Box::new(disclose_quality(self.instrument, last.policy, &quality, release)))
    }

    /// The difference between the last reports of two subjects, where they can be compared.
    pub(super) fn compare(
        &mut self,
        [earlier, later]: [Subject; 2],
        policy: Policy,
    ) -> Option<Box<WaveComparison>> {
        // So that both have been reported on under the same rules.
        self.report(Some(earlier), policy)?;
        self.report(Some(later), policy)?;
        let wave = |subject: Subject, otherwise| {
            let last = self.last(subject)?;
            let number = subject.campaign.map_or(otherwise, |(_, wave)| wave);
            Some(Wave { number, tally: &last.tally, release: &last.release })
        };
        compare(self.instrument, policy, wave(earlier, 1)?, wave(later, 2)?).ok().map(Box::new)
    }

    /// A tally file of everything that a subject counts. It has the id drawn first for it.
    pub(super) fn save_tally(&mut self, subject: Subject, id: [u8; 16]) -> Option<String> {
        let known = self.tally_ids.iter().find(|(there, _)| *there == subject);
        let id = if let Some((_, id)) = known {
            *id
        } else {
            self.tally_ids.push((subject, id));
            self.pending.head.tally_ids.push((subject, id));
            id
        };
        let file = if subject.merged {
            self.tallies.file(subject, TallyId(id))?
        } else {
            TallyFile::new(TallyId(id), subject.scope(), self.tally(subject)?.clone())
        };
        Some(file.to_line(self.instrument))
    }

    fn last(&self, subject: Subject) -> Option<&Reported> {
        self.reported.iter().find(|reported| reported.subject == subject)
    }

    /// People who have come or changed since the last report of a subject.
    fn changes(&self, subject: Subject) -> Changes {
        if subject.merged {
            self.tallies.changes(subject)
        } else {
            self.columns.changes(subject.scope()).clone()
        }
    }

    fn tally(&self, subject: Subject) -> Option<&Tally> {
        if subject.merged {
            self.tallies.tally(subject)
        } else {
            self.columns.tally(subject.scope())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::disclose::Release;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::demo;

    /// Places of the groups whose number of people is shown.
    fn shown(release: &Release) -> Vec<(u8, usize)> {
        let tables = release.groups.iter();
        let groups =
            tables.flat_map(|table| table.groups.iter().map(move |g| (table, g)).enumerate());
        let told = groups.filter(|(_, (_, group))| group.n.shown().is_some());
        told.map(|(place, (table, _))| (table.background, place)).collect()
    }

    /// Another minimum for the same records: large groups stay, nothing new appears.
    #[test]
    fn a_higher_minimum_withholds_small_groups_only() {
        let mut desk = Desk::new(shipped_instrument(), 7);
        for record in demo(shipped_instrument(), 400, 3) {
            desk.columns.add_packed(&record.pack());
        }
        let mut at = |minimum| {
            let policy = Policy::new(minimum).expect("in range");
            shown(&desk.report(None, policy).expect("records").release)
        };
        let (first, second, third) = (at(10), at(25), at(10));
        assert!(!second.is_empty(), "every group is withheld");
        assert!(second.iter().all(|group| first.contains(group)), "{first:?} {second:?}");
        assert!(third.iter().all(|group| second.contains(group)), "{second:?} {third:?}");
    }
}
