//! The last report of a subject.

use std::collections::VecDeque;

use super::desk::Desk;
use super::subject::Subject;
use super::tallies::Told;
use crate::domain::disclose::{History, Policy, QualityRelease, Release, disclose_quality};

/// What was reported last on a subject.
#[derive(Clone, Debug)]
pub(super) struct Reported {
    pub(super) subject: Subject,
    pub(super) policy: Policy,
    pub(super) told: Told,
    /// How many records there were, of all subjects.
    pub(super) rows: u32,
    /// What the reports before it counted, the last of them last; none for records.
    pub(super) earlier: VecDeque<Told>,
    pub(super) release: Release,
    pub(super) history: History,
    /// Whether it may not be shown beside those of others: then nothing of it is told.
    pub(super) near: bool,
    /// What was shown of the same people under other rules, and what is below of it.
    others: Vec<(Release, Option<QualityRelease>)>,
    /// What flagged records change in the report, once it was asked for.
    quality: Option<QualityRelease>,
}

impl Reported {
    /// The first report of so many people.
    pub(super) fn new(
        subject: Subject,
        told: Told,
        rows: u32,
        earlier: VecDeque<Told>,
        release: Release,
        history: History,
    ) -> Self {
        let (policy, others) = (release.policy, Vec::new());
        let (near, quality) = (false, None);
        Self { subject, policy, told, rows, earlier, release, history, near, others, quality }
    }

    /// What was shown of the same people under some rules before; none where nothing was. Shown
    /// again it tells nothing new.
    pub(super) fn under(&self, policy: Policy) -> Option<Release> {
        let mut others = self.others.iter().map(|(release, _)| release);
        others.find(|release| release.policy == policy).cloned()
    }

    /// The same people are reported on under other rules.
    pub(super) fn change(&mut self, release: Release, history: History) {
        let known = self.others.iter().position(|(other, _)| other.policy == release.policy);
        let quality = known.and_then(|place| self.others.swap_remove(place).1);
        self.policy = release.policy;
        let before = std::mem::replace(&mut self.release, release);
        self.others.push((before, std::mem::replace(&mut self.quality, quality)));
        self.history = history;
    }
}

impl Desk {
    /// What flagged records change in the last report of a subject. None for tally files.
    pub(super) fn quality(&mut self, subject: Subject) -> Option<Box<QualityRelease>> {
        let place = self.place(subject).filter(|_| !subject.merged)?;
        self.note_quality(place);
        let last = Some(&self.reported[place]).filter(|last| !last.near)?;
        last.quality.clone().map(Box::new)
    }

    /// Works out what flagged records change in every report that counts all there are, before
    /// there are more.
    pub(super) fn note_all_quality(&mut self) {
        for place in 0..self.reported.len() {
            self.note_quality(place);
        }
    }

    fn note_quality(&mut self, place: usize) {
        let last = &self.reported[place];
        let subject = last.subject;
        if subject.merged || last.quality.is_some() || self.changes(subject).total > 0 {
            return;
        }
        if let Some(quality) = self.columns.quality(subject.scope()) {
            let release = self.told_true(subject, last.release.clone());
            let told = disclose_quality(self.instrument, last.policy, &quality, &release);
            self.reported[place].quality = Some(told);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::disclose::Policy;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::demo;
    use crate::worker::desk::tests::{desk, read};
    use crate::worker::{Ask, Desk, Reply};

    fn people(seed: u64, n: u64) -> String {
        let instrument = shipped_instrument();
        demo(instrument, n, seed).map(|record| record.to_line(instrument) + "\n").collect()
    }

    /// Some more who wait take nothing out of a report: not what flagged records change, nor when
    /// the log is taken in again, where nobody asked for it before they came.
    #[test]
    fn quality_stays_while_a_few_wait() {
        let mut first = desk();
        let mut log = Vec::new();
        let flush = |desk: &mut Desk| desk.answer(Ask::Flush, &[], Vec::new()).1;
        read(&mut first, "people", &people(1, 120));
        let policy = Policy::default();
        let report = first.report(None, policy).expect("people");
        let quality = first.quality(report.subject).expect("records");
        log.extend(flush(&mut first));
        read(&mut first, "three", &people(2, 3));
        log.extend(flush(&mut first));
        let mut again = desk();
        assert!(matches!(again.answer(Ask::Replay, &log, Vec::new()).0, Reply::Replayed { .. }));
        for mut desk in [first, again] {
            let report = desk.report(Some(report.subject), policy).expect("people");
            assert!(report.held > 0, "nobody waits");
            assert_eq!(desk.quality(report.subject).as_ref(), Some(&quality));
            // Under other rules there are too many to tell apart, and nothing false is said.
            let other = desk.report(None, Policy::new(20).expect("in range")).expect("people");
            assert_eq!(desk.quality(other.subject), None);
            desk.report(None, policy).expect("people");
            assert_eq!(desk.quality(report.subject).as_ref(), Some(&quality));
        }
    }
}
