//! What the desk lets be seen.
//!
//! Two reports whose records differ by a few people could be subtracted from each other. So after
//! a report of a subject has been made, the next one counts the same records until at least
//! [`Policy::minimum`] have come or changed; [`Report::held`] says how many wait.

use std::collections::VecDeque;

use super::desk::Desk;
use super::message::Report;
use super::reported::Reported;
use super::subject::{Promise, Subject};
use super::tallies::Told;
use crate::domain::disclose::{
    History, Policy, Release, Wave, WaveComparison, compare, disclose_merged,
};
use crate::domain::tally::{Changes, Tally, TallyFile, TallyId};

/// Most earlier reports of merged tally files that the next one is kept from being subtracted
/// from: the last ones. Between an older one and the next at least so many times the minimum have
/// come.
const EARLIER_MAX: usize = 8;

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
        let wanted = subject.map(Subject::counted);
        let wanted = subjects.iter().find(|(there, _)| Some(there.counted()) == wanted);
        let (subject, _) = *wanted.or(subjects.first())?;
        let report = self.report_under(subject, self.keeping(subject, policy))?;
        let (subject, policy) = (report.subject, report.release.policy);
        if report.release.missing() > 0 || self.admits(subject, policy) {
            return Some(report);
        }
        let (form, nobody) = (subject.form, self.columns.unchanged());
        let tally = Tally::empty(self.instrument, form);
        let empty = Told { files: 0, tally, corrected: None };
        let told = (&empty, &VecDeque::new());
        let release = self.disclose(subject, told, policy, nobody, &mut History::default());
        Some(Box::new(Report { near: true, held: 0, release, ..*report }))
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
        let (unsealed, near) = (self.unsealed_in(subject), false);
        let report = |held, release| {
            Some(Box::new(Report { subjects, subject, promise, held, near, unsealed, release }))
        };
        let changes = self.changes(subject);
        let (place, last) = (self.place(subject), self.last(subject));
        let mut history = last.map(|last| last.history.clone()).unwrap_or_default();
        if let Some(last) = last.filter(|_| changes.total < policy.minimum()) {
            let mut release = last.release.clone();
            if last.policy != policy {
                release = if let Some(shown) = last.under(policy) {
                    shown
                } else {
                    let told = (&last.told, &last.earlier);
                    let nothing = self.columns.unchanged();
                    self.disclose(subject, told, policy, nothing, &mut history)
                };
                if let Some(last) = place.and_then(|place| self.reported.get_mut(place)) {
                    last.change(release.clone(), history);
                }
                self.pending.head.reported.push((subject, policy));
            }
            return report(changes.total, self.told_true(subject, release));
        }
        let tally = self.tally(subject)?.clone();
        let corrected = self.sums(subject);
        let told = Told { files: self.tallies.files(subject), tally, corrected };
        let mut earlier = VecDeque::new();
        if let Some(last) = last.filter(|_| subject.merged) {
            earlier.clone_from(&last.earlier);
            earlier.push_back(last.told.clone());
            earlier.drain(..earlier.len().saturating_sub(EARLIER_MAX));
        }
        let release = self.disclose(subject, (&told, &earlier), policy, &changes, &mut history);
        if release.missing() == 0 {
            self.session.owns(subject, &told.tally);
            let rows = self.columns.rows();
            let reported = Reported::new(subject, told, rows, earlier, release.clone(), history);
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
        report(0, self.told_true(subject, release))
    }

    /// What may be shown of what a report of a subject counts, after those before it.
    fn disclose(
        &self,
        subject: Subject,
        (told, earlier): (&Told, &VecDeque<Told>),
        policy: Policy,
        changes: &Changes,
        history: &mut History,
    ) -> Release {
        let sources = self.tallies.sources(subject, told.files, earlier);
        disclose_merged(self.instrument, &told.tally, &sources, policy, changes, history)
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
        let near = |report: Option<Box<Report>>| report.is_none_or(|report| report.near);
        if near(self.report(Some(earlier), policy)) || near(self.report(Some(later), policy)) {
            return None;
        }
        let release = |of| Some(self.told_true(of, self.last(of)?.release.clone()));
        let [before, after] = [release(earlier)?, release(later)?];
        let wave = |subject: Subject, release| {
            let (_, number) = subject.campaign?;
            Some(Wave { number, tally: &self.last(subject)?.told.tally, release })
        };
        let [before, after] = [wave(earlier, &before)?, wave(later, &after)?];
        compare(self.instrument, policy, before, after).ok().map(Box::new)
    }

    /// A tally file of everything that a subject counts. It has the id drawn first for it.
    pub(super) fn save_tally(&mut self, subject: Subject, id: [u8; 16]) -> Option<String> {
        let known = self.tally_ids.iter().find(|(there, _)| there.counted() == subject.counted());
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
        let (noise, sums) = self.noise(subject, self.tallies.files(subject));
        let sums = sums.or_else(|| self.sums(subject));
        let file = file.promising(self.promise(subject).minimum()).with_noise(noise, sums);
        Some(file.to_line(self.instrument))
    }

    pub(super) fn last(&self, subject: Subject) -> Option<&Reported> {
        self.place(subject).map(|place| &self.reported[place])
    }

    /// Where the last report stands that counted what a subject counts.
    pub(super) fn place(&self, subject: Subject) -> Option<usize> {
        let same = |reported: &Reported| reported.subject.counted() == subject.counted();
        self.reported.iter().position(same)
    }

    /// People who have come or changed since the last report of a subject.
    pub(super) fn changes(&self, subject: Subject) -> Changes {
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
    use crate::worker::TallyFault;

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
        assert_eq!(third, first, "what was shown of them before tells nothing new");
        assert_eq!(at(25), second);
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

    /// The tally file of so many people asked by a campaign.
    fn county(id: u8, people: u64) -> String {
        let instrument = shipped_instrument();
        let campaign = Some(CampaignRef { id: [id; 4], wave: 1 });
        let plain = Population { campaign, quick: 0.0, ..Population::plain(instrument) };
        let population = Population { seed: id.into(), people, ..plain };
        let mut county = Desk::new(instrument, 7);
        for record in Simulation::new(instrument, population).expect("a population") {
            county.columns.add_packed(&record.pack());
        }
        let subject = county.subjects()[0].0;
        county.save_tally(subject, [id; 16]).expect("people")
    }

    /// A few people of another campaign make the tally one of several campaigns, and it stays the
    /// same tally: what was shown of it is not subtracted from what is shown next.
    #[test]
    fn a_tally_that_becomes_pooled_keeps_its_reports() {
        let mut city = Desk::new(shipped_instrument(), 7);
        let mut log = Vec::new();
        let add = |city: &mut Desk, id, people| {
            let line = county(id, people);
            city.tallies.add(shipped_instrument(), &line).expect("a new file");
            city.pending.head.tallies.push(line);
        };
        add(&mut city, 1, 60);
        let policy = Policy::default();
        let first = city.report(None, policy).expect("people");
        let saved = city.save_tally(first.subject, [7; 16]).expect("people");
        log.extend(city.next_entry());
        add(&mut city, 2, 9);
        let second = city.report(Some(first.subject), policy).expect("people");
        assert_ne!(second.subject, first.subject);
        assert_eq!((second.held, &second.release), (9, &first.release));
        assert_eq!(city.promise(first.subject), city.promise(second.subject));
        // Its file keeps its id too, so that nobody counts it twice.
        let again = city.save_tally(second.subject, [8; 16]).expect("people");
        let mut above = Desk::new(shipped_instrument(), 7);
        above.tallies.add(shipped_instrument(), &saved).expect("a new file");
        let refused = above.tallies.add(shipped_instrument(), &again).expect_err("another state");
        assert_eq!(refused.fault, TallyFault::Changed);
        // Enough come, and the report before is one of the sources.
        add(&mut city, 3, 30);
        let third = city.report(Some(first.subject), policy).expect("people");
        assert_eq!((third.held, third.release.n, third.subject), (0, 99, second.subject));
        assert_eq!(city.reported[0].earlier.len(), 1);
        log.extend(city.next_entry());
        let mut opened = Desk::new(shipped_instrument(), 7);
        for (_, entry) in log {
            opened.replay(&entry).expect("an entry");
        }
        assert_eq!(opened.report(None, policy), city.report(None, policy));
    }

    /// Every earlier report of merged files is a source beside the files since, up to a number.
    #[test]
    fn no_earlier_report_can_be_subtracted() {
        let mut city = Desk::new(shipped_instrument(), 7);
        let reports = EARLIER_MAX + 2;
        for id in 1..=reports {
            let line = county(u8::try_from(id).expect("small"), 30);
            city.tallies.add(shipped_instrument(), &line).expect("a new file");
            let report = city.report(None, Policy::default()).expect("people");
            assert_eq!((report.held, report.release.n), (0, 30 * id as u64));
            let last = &city.reported[0];
            let told: Vec<usize> = last.earlier.iter().map(|told| told.files).collect();
            let oldest = id.saturating_sub(EARLIER_MAX).max(1);
            assert_eq!(told, (oldest..id).collect::<Vec<_>>());
            let sources = city.tallies.sources(report.subject, last.told.files, &last.earlier);
            let lengths: Vec<usize> = sources.iter().map(Vec::len).collect();
            let expected = told.iter().filter(|files| **files > 1).map(|files| 1 + id - files);
            assert_eq!(lengths, [id].into_iter().chain(expected).collect::<Vec<_>>());
            for list in sources {
                let [first, others @ ..] = list.as_slice() else { panic!("nobody") };
                let mut whole = (*first).clone();
                for tally in others {
                    whole.merge(tally).expect("alike");
                }
                assert_eq!(whole, last.told.tally);
            }
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
