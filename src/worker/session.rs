//! What was shown since the page was opened, of whatever workspace.
//!
//! The rules of [`reporting`](super::reporting) keep the reports of one subject from being
//! subtracted from one another. Here two subjects, or two workspaces, are: the same people with and
//! without one of them, put together twice, or records beside a tally file of them. It knows
//! nothing of what another page, or this one before it was opened, has shown.

use super::subject::Subject;
use crate::domain::disclose::Policy;
use crate::domain::tally::Tally;

/// Reports of different people that differ by fewer are not both shown, however few there are:
/// among a few dozen people, more would keep strangers from being shown beside one another.
const APART_MIN: u64 = Policy::LOWEST;

/// From so many times the minimum on, it is the minimum.
const MANY_TIMES: u64 = 5;

/// Most reports that are remembered; the oldest are forgotten.
const REMEMBERED_MAX: usize = 64;

/// The reports shown.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// Counted up with each workspace.
    workspace: u32,
    shown: Vec<Shown>,
}

#[derive(Debug)]
struct Shown {
    workspace: u32,
    subject: Subject,
    tally: Tally,
}

impl Session {
    /// Another workspace is open.
    pub(super) const fn turn(&mut self) {
        self.workspace = self.workspace.wrapping_add(1);
    }

    /// Whether a report may be shown beside those before; then it is remembered. The reports of its
    /// own subject are kept apart elsewhere, and a report of the very same people adds nothing.
    pub(super) fn admits(&mut self, subject: Subject, tally: &Tally, minimum: u64) -> bool {
        let own = (self.workspace, subject.counted());
        let is_own = |shown: &&Shown| (shown.workspace, shown.subject.counted()) == own;
        let near = |shown: &Shown| {
            let many = shown.tally.n().min(tally.n()) >= MANY_TIMES * minimum;
            let least = if many { minimum } else { APART_MIN };
            shown.tally.apart(tally).is_some_and(|apart| (1..least).contains(&apart))
        };
        if self.shown.iter().filter(|shown| !is_own(shown)).any(near) {
            return false;
        }
        if !self.shown.iter().filter(is_own).any(|shown| shown.tally == *tally) {
            if self.shown.len() == REMEMBERED_MAX {
                self.shown.remove(0);
            }
            let workspace = self.workspace;
            self.shown.push(Shown { workspace, subject, tally: tally.clone() });
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instrument::Form;
    use crate::domain::record::CampaignRef;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::{Population, Simulation};
    use crate::worker::desk::tests::{desk, read};
    use crate::worker::{Ask, Desk, Reply, Report};

    /// The lines of so many people of one campaign.
    fn people(n: u64) -> Vec<String> {
        let instrument = shipped_instrument();
        let campaign = Some(CampaignRef { id: [1; 4], wave: 1 });
        let plain = Population::plain(instrument);
        let population = Population { campaign, people: n, quick: 0.0, ..plain };
        let people = Simulation::new(instrument, population).expect("it fits");
        people.map(|record| record.to_line(instrument) + "\n").collect()
    }

    fn report(desk: &mut Desk, subject: Option<Subject>) -> Box<Report> {
        let ask = Ask::Report { subject, policy: Policy::default() };
        match desk.answer(ask, &[], Vec::new()).0 {
            Reply::Report(Some(report)) => report,
            other => panic!("{other:?}"),
        }
    }

    /// Whether a report shows something.
    fn shows(report: &Report) -> bool {
        assert_eq!(report.release.missing() > 0, report.near, "of nobody, or of all");
        !report.near
    }

    /// The same people with and without one of them, in two workspaces of one session.
    #[test]
    fn the_same_people_but_for_a_few_are_not_shown_twice() {
        let all = people(80);
        for (few, shown) in [(0, true), (1, false), (9, false), (10, true)] {
            let mut desk = desk();
            read(&mut desk, "all", &all.concat());
            assert!(shows(&report(&mut desk, None)));
            desk.answer(Ask::Erase, &[], Vec::new());
            read(&mut desk, "others", &all[few..].concat());
            assert_eq!(shows(&report(&mut desk, None)), shown, "{few} fewer");
            // Asked again, it is no other; the first workspace is shown again.
            assert_eq!(shows(&report(&mut desk, None)), shown, "{few} fewer");
            desk.answer(Ask::Erase, &[], Vec::new());
            read(&mut desk, "all", &all.concat());
            assert!(shows(&report(&mut desk, None)));
        }
    }

    /// Records, and a tally file of all but one of them, in one workspace.
    #[test]
    fn records_and_their_tally_file_are_not_both_shown() {
        let all = people(80);
        let tally = |lines: &[String]| {
            let mut county = desk();
            read(&mut county, "people", &lines.concat());
            let subject = county.subjects()[0].0;
            match county.answer(Ask::SaveTally { subject, id: [7; 16] }, &[], Vec::new()).0 {
                Reply::Tally(Some(line)) => line,
                other => panic!("{other:?}"),
            }
        };
        for (few, shown) in [(0, true), (1, false), (20, true)] {
            let mut desk = desk();
            read(&mut desk, "people", &all.concat());
            read(&mut desk, "tally", &tally(&all[few..]));
            let [records, merged] = [0, 1].map(|place| desk.subjects()[place].0);
            assert!(merged.merged && records.form == Form::Full);
            assert!(shows(&report(&mut desk, Some(records))));
            assert_eq!(shows(&report(&mut desk, Some(merged))), shown, "{few} fewer");
            assert!(shows(&report(&mut desk, Some(records))), "the first stays");
        }
    }

    /// More people in the workspace that is open are the business of its own reports.
    #[test]
    fn a_report_does_not_stand_in_the_way_of_the_next() {
        let (all, mut desk) = (people(80), desk());
        for (part, held) in [(&all[..40], 0), (&all[40..43], 3), (&all[43..], 0)] {
            read(&mut desk, "some", &part.concat());
            let report = report(&mut desk, None);
            assert!(shows(&report));
            assert_eq!(report.held, held);
        }
    }
}
