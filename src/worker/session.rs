//! What was shown since the page was opened, of whatever workspace.
//!
//! The rules of [`reporting`](super::reporting) keep the reports of one subject from being
//! subtracted from one another. Here two subjects, or two workspaces, are: the same people with and
//! without one of them, put together twice, or records beside a tally file of them. So a record is
//! counted in the reports of one workspace only: a county less all its townships but one would be
//! that one, and what a township withholds would follow from the county's report. Tally files are
//! the way to report on both: their rules know of each other. It knows nothing of what another
//! page, or this one before it was opened, has shown.

use super::desk::Desk;
use super::subject::Subject;
use crate::domain::disclose::Policy;
use crate::domain::tally::{Columns, Tally};

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
    people: People,
}

/// Whom a report counts.
#[derive(Debug)]
enum People {
    /// Those of its subject among so many records of the workspace that is open.
    Here(u32),
    /// These, of another workspace, as [`Columns::people`] gives them, in ascending order.
    Elsewhere(Vec<u64>),
    /// The people of tally files: nobody here knows who they are.
    Unknown,
}

/// A report that is to be shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shows<'a> {
    pub(super) subject: Subject,
    pub(super) tally: &'a Tally,
    /// How many records there were when it was made.
    pub(super) rows: u32,
    /// The fewest people in a group, people.
    pub(super) minimum: u64,
}

impl Session {
    /// Another workspace is open than that of these records.
    pub(super) fn turn(&mut self, columns: &Columns) {
        self.workspace = self.workspace.wrapping_add(1);
        for shown in &mut self.shown {
            if let People::Here(rows) = shown.people {
                let mut people = columns.people(shown.subject.scope(), rows);
                people.sort_unstable();
                shown.people = People::Elsewhere(people);
            }
        }
    }

    /// The workspace that is open has made this report, now or before it was opened: the rules for
    /// the reports of one subject know it.
    pub(super) fn owns(&mut self, subject: Subject, tally: &Tally) {
        for shown in &mut self.shown {
            if shown.subject.counted() == subject.counted() && shown.tally == *tally {
                shown.workspace = self.workspace;
            }
        }
    }

    /// Whether a report may be shown beside those before; then it is remembered. The reports of its
    /// own subject are kept apart elsewhere, and a report of the very same answers adds nothing.
    pub(super) fn admits(&mut self, shows: &Shows, columns: &Columns) -> bool {
        let (workspace, Shows { subject, tally, rows, .. }) = (self.workspace, *shows);
        let own = (workspace, subject.counted());
        let (owned, others): (Vec<&Shown>, Vec<&Shown>) =
            self.shown.iter().partition(|shown| (shown.workspace, shown.subject.counted()) == own);
        if owned.iter().any(|shown| shown.tally == *tally) {
            return true;
        }
        if others.iter().any(|shown| shown.is_near(shows)) || shares(&others, shows, columns) {
            return false;
        }
        if self.shown.len() == REMEMBERED_MAX {
            self.shown.remove(0);
        }
        let people = if subject.merged { People::Unknown } else { People::Here(rows) };
        self.shown.push(Shown { workspace, subject, tally: tally.clone(), people });
        true
    }
}

impl Shown {
    /// Whether the answers show that another report can differ from this one by a few people only.
    fn is_near(&self, other: &Shows) -> bool {
        let many = self.tally.n().min(other.tally.n()) >= MANY_TIMES * other.minimum;
        let least = if many { other.minimum } else { APART_MIN };
        self.tally.apart(other.tally).is_some_and(|apart| (1..least).contains(&apart))
    }
}

impl Desk {
    /// Whether the last report of a subject may be shown beside those of others.
    pub(super) fn admits(&mut self, subject: Subject, policy: Policy) -> bool {
        let Some(place) = self.place(subject) else { return true };
        let last = &mut self.reported[place];
        let (tally, rows, minimum) = (&last.told.tally, last.rows, policy.minimum());
        let shows = Shows { subject, tally, rows, minimum };
        last.near = !self.session.admits(&shows, &self.columns);
        !last.near
    }
}

/// Whether somebody whom a report counts is also counted, with other people or other answers, in
/// one of another workspace.
fn shares(shown: &[&Shown], report: &Shows, columns: &Columns) -> bool {
    let elsewhere = shown.iter().filter(|shown| shown.tally != *report.tally);
    let mut elsewhere = elsewhere
        .filter_map(|shown| match &shown.people {
            People::Elsewhere(people) => Some(people),
            People::Here(_) | People::Unknown => None,
        })
        .peekable();
    if report.subject.merged || elsewhere.peek().is_none() {
        return false;
    }
    let people = columns.people(report.subject.scope(), report.rows);
    elsewhere.any(|there| people.iter().any(|one| there.binary_search(one).is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instrument::Form;
    use crate::domain::record::CampaignRef;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::{Population, Simulation};
    use crate::worker::desk::tests::{desk, read};
    use crate::worker::{Ask, Reply, Report};

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
        for (few, shown) in [(0, true), (1, false), (9, false), (40, false)] {
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

    /// Nor is anything else of a report that is not shown.
    #[test]
    fn what_flags_change_in_a_report_that_is_not_shown_is_not_told() {
        let (all, mut desk) = (people(80), desk());
        let quality = |desk: &mut Desk, subject| match desk
            .answer(Ask::Quality { subject }, &[], Vec::new())
            .0
        {
            Reply::Quality(quality) => quality,
            other => panic!("{other:?}"),
        };
        read(&mut desk, "all", &all.concat());
        let subject = report(&mut desk, None).subject;
        assert!(quality(&mut desk, subject).is_some());
        desk.answer(Ask::Erase, &[], Vec::new());
        read(&mut desk, "others", &all[1..].concat());
        assert!(!shows(&report(&mut desk, None)));
        assert_eq!(quality(&mut desk, subject), None);
    }

    /// All of them less the first half less the others but one are that one.
    #[test]
    fn nobody_is_counted_in_the_reports_of_two_workspaces() {
        let all = people(120);
        let mut desk = desk();
        let parts = [
            (&all[..50], true),
            (&all[..], false),
            (&all[50..119], true),
            (&all[49..119], false),
            (&all[..50], true),
            (&all[119..], false),
        ];
        for (part, shown) in parts {
            read(&mut desk, "part", &part.concat());
            let report = report(&mut desk, None);
            assert_eq!(report.release.missing() == 0, shown, "{} people", part.len());
            desk.answer(Ask::Erase, &[], Vec::new());
        }
    }

    /// A workspace that is opened again knows its own report: corrections are kept apart from it
    /// by the rules for one subject.
    #[test]
    fn the_own_report_is_no_stranger_after_another_workspace() {
        let (all, other) = (people(80), people(200).split_off(120));
        let corrected: Vec<String> = all[..40]
            .iter()
            .map(|line| line.replacen("\"revision\":0", "\"revision\":1", 1))
            .collect();
        assert_ne!(corrected[0], all[0]);
        let mut desk = desk();
        read(&mut desk, "all", &all.concat());
        assert!(shows(&report(&mut desk, None)));
        let log: Vec<Vec<u8>> =
            std::iter::from_fn(|| desk.answer(Ask::Flush, &[], Vec::new()).1).collect();
        desk.answer(Ask::Erase, &[], Vec::new());
        read(&mut desk, "other", &other.concat());
        assert!(shows(&report(&mut desk, None)));
        desk.answer(Ask::Erase, &[], Vec::new());
        desk.answer(Ask::Replay, &log, Vec::new());
        read(&mut desk, "corrected", &corrected.concat());
        let after = report(&mut desk, None);
        assert!(shows(&after) && after.held == 0);
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
