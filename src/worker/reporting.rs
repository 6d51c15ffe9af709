//! What the desk lets be seen.
//!
//! Two reports whose records differ by a few people could be subtracted from each other. So after
//! a report of a subject has been made, the next one counts the same records until at least
//! [`Policy::minimum`] have come or changed; [`Report::held`] says how many wait.

use super::desk::Desk;
use super::message::Report;
use super::subject::{Promise, Subject};
use super::tallies::Reported;
use crate::domain::disclose::{
    History, Policy, QualityRelease, Release, Wave, WaveComparison, compare, disclose_merged,
    disclose_quality,
};
use crate::domain::tally::{Changes, Tally, TallyFile, TallyId};

/// What a report counts: the tally, and for a merged one how many files.
#[derive(Clone, Copy)]
struct Counted<'a> {
    subject: Subject,
    tally: &'a Tally,
    files: [usize; 2],
}

impl Desk {
    /// Everything that can be reported on, with its number of records: the subjects of records in
    /// their fixed order, then those of tally files.
    pub fn subjects(&self) -> Vec<(Subject, u64)> {
        let records = self.columns.scopes().into_iter().map(|(scope, n)| (Subject::of(scope), n));
        records.chain(self.tallies.subjects()).collect()
    }

    /// What may be shown of a subject, the first one for none, under rules that keep what was
    /// promised: of the records of the last report, while fewer than the minimum have come or
    /// changed since; otherwise of all. None without any record.
    pub(super) fn report(
        &mut self,
        subject: Option<Subject>,
        policy: Policy,
    ) -> Option<Box<Report>> {
        let subjects = self.subjects();
        let wanted = subjects.iter().find(|(there, _)| Some(*there) == subject);
        let (subject, _) = *wanted.or(subjects.first())?;
        self.report_under(subject, self.keeping(subject, policy))
    }

    /// What those whom a subject counts were promised.
    pub(super) fn promise(&self, subject: Subject) -> Promise {
        let known = |id, wave| self.campaigns.promise(id, wave);
        if subject.merged {
            return self.tallies.promise(subject, known);
        }
        subject.campaign.map_or(Promise::Nothing, |(id, wave)| known(id, wave))
    }

    /// Rules that keep what was promised, and are no weaker than these.
    fn keeping(&self, subject: Subject, policy: Policy) -> Policy {
        let least = self.promise(subject).least().and_then(|least| Policy::new(least).ok());
        least.filter(|least| least.minimum() > policy.minimum()).unwrap_or(policy)
    }

    /// A report under exactly these rules.
    pub(super) fn report_under(&mut self, subject: Subject, policy: Policy) -> Option<Box<Report>> {
        let (subjects, promise) = (self.subjects(), self.promise(subject));
        let changes = self.changes(subject);
        let place = self.reported.iter().position(|reported| reported.subject == subject);
        let mut history = match place {
            Some(place) => self.reported[place].history.clone(),
            None => History::default(),
        };
        let last = place.map(|place| &self.reported[place]);
        if let Some(last) = last.filter(|_| changes.total < policy.minimum()) {
            let mut release = last.release.clone();
            if last.policy != policy {
                let (files, nothing) = (last.files, self.columns.unchanged());
                let counted = Counted { subject, tally: &last.tally, files };
                release = self.disclose(counted, policy, nothing, &mut history);
                if let Some(last) = place.and_then(|place| self.reported.get_mut(place)) {
                    (last.release, last.policy, last.history) = (release.clone(), policy, history);
                }
                self.pending.head.reported.push((subject, policy));
            }
            let held = changes.total;
            return Some(Box::new(Report { subjects, subject, promise, held, release }));
        }
        let tally = self.tally(subject)?.clone();
        let earlier = last.map_or(0, |last| last.files[1]);
        let files = [earlier, self.tallies.files(subject)];
        let counted = Counted { subject, tally: &tally, files };
        let release = self.disclose(counted, policy, &changes, &mut history);
        if release.missing() == 0 {
            let release = release.clone();
            let reported = Reported { subject, policy, tally, files, release, history };
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
        Some(Box::new(Report { subjects, subject, promise, held: 0, release }))
    }

    /// What may be shown of what a report counts.
    fn disclose(
        &self,
        counted: Counted,
        policy: Policy,
        changes: &Changes,
        history: &mut History,
    ) -> Release {
        let Counted { subject, tally, files } = counted;
        let earlier = self.tallies.together(subject, files[0]);
        let sources = self.tallies.sources(subject, files, earlier.as_ref());
        disclose_merged(self.instrument, tally, &sources, policy, changes, history)
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

    /// The difference between the last reports of two subjects, where the second is a later wave
    /// of the first.
    pub(super) fn compare(
        &mut self,
        [earlier, later]: [Subject; 2],
        policy: Policy,
    ) -> Option<Box<WaveComparison>> {
        if !later.follows(earlier) {
            return None;
        }
        let policy = self.keeping(earlier, self.keeping(later, policy));
        // So that both have been reported on under the same rules.
        self.report(Some(earlier), policy)?;
        self.report(Some(later), policy)?;
        let wave = |subject: Subject| {
            let last = self.last(subject)?;
            let (_, number) = subject.campaign?;
            Some(Wave { number, tally: &last.tally, release: &last.release })
        };
        compare(self.instrument, policy, wave(earlier)?, wave(later)?).ok().map(Box::new)
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
        Some(file.promising(self.promise(subject).minimum()).to_line(self.instrument))
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
    use crate::domain::instrument::Form;
    use crate::domain::record::CampaignRef;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::{Population, Simulation, demo};

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

    /// Only a later wave of the same campaign is compared, and never the other way round.
    #[test]
    fn waves_of_one_campaign_are_compared_in_their_order() {
        let mut desk = Desk::new(shipped_instrument(), 7);
        let mut add = |campaign, seed| {
            let instrument = shipped_instrument();
            let people = Population { campaign, seed, people: 60, ..Population::new(instrument) };
            for record in Simulation::new(instrument, people).expect("a population") {
                desk.columns.add_packed(&record.pack());
            }
        };
        let id = [1, 2, 3, 4];
        add(Some(CampaignRef { id, wave: 1 }), 1);
        add(Some(CampaignRef { id, wave: 2 }), 2);
        add(Some(CampaignRef { id: [9; 4], wave: 2 }), 3);
        add(None, 4);
        let of = |campaign| Subject { campaign, form: Form::Full, merged: false };
        let [first, second] = [1, 2].map(|wave| of(Some((id, wave))));
        let mut waves = |pair| desk.compare(pair, Policy::default()).map(|shown| shown.waves);
        assert_eq!(waves([first, second]), Some([1, 2]));
        for pair in [
            [second, first],
            [first, first],
            [first, of(Some(([9; 4], 2)))],
            [first, of(None)],
            [of(None), second],
        ] {
            assert_eq!(waves(pair), None, "{pair:?}");
        }
    }

    /// A tally file that comes after a report brings people to known groups: those that got enough
    /// stay, and only those that got a few wait.
    #[test]
    fn a_tally_file_after_a_report_keeps_the_large_groups() {
        let mut city = Desk::new(shipped_instrument(), 7);
        let add = |city: &mut Desk, seed: u64, people: u64| {
            let mut county = Desk::new(shipped_instrument(), 7);
            for record in demo(shipped_instrument(), people, seed) {
                county.columns.add_packed(&record.pack());
            }
            let subject = county.subjects()[0].0;
            let id = [u8::try_from(seed).expect("small"); 16];
            let line = county.save_tally(subject, id).expect("people");
            city.tallies.add(shipped_instrument(), &line).expect("a new file");
        };
        add(&mut city, 1, 900);
        add(&mut city, 2, 900);
        let policy = Policy::default();
        let first = shown(&city.report(None, policy).expect("people").release);
        add(&mut city, 3, 900);
        let report = city.report(None, policy).expect("people");
        assert_eq!(report.held, 0);
        let second = shown(&report.release);
        assert!(second.len() * 10 >= first.len() * 8, "{second:?} of {first:?}");
        // So few people that those who came could be told: the last report stands.
        add(&mut city, 4, 9);
        let third = city.report(None, policy).expect("people");
        assert!(third.held > 0 && third.release == report.release);
    }
}
