//! What the page knows after what has happened.

use super::super::refusals::REFUSALS_EACH;
use super::*;
use crate::domain::simulate::demo;
use crate::worker::{Ask, Desk, Reading, Reply};

fn fresh(switched: Switched) -> Organiser {
    let missed = Some(Switched::NotErased);
    let before = Organiser { stage: Stage::Ended, missed, ..Organiser::default() };
    before.after(Event::Told(Notice::Fresh(switched)))
}

/// Erased is told of what is erased: not of another batch, nor of what could not be.
#[test]
fn erased_is_told_when_it_is() {
    let told = |switched| (fresh(switched).stage, fresh(switched).missed);
    assert_eq!(told(Switched::Opened), (Stage::Empty, None));
    assert_eq!(told(Switched::NotOpened), (Stage::Empty, Some(Switched::NotOpened)));
    assert_eq!(told(Switched::Erased), (Stage::Erased, None));
    assert_eq!(told(Switched::NotErased), (Stage::Empty, Some(Switched::NotErased)));
}

/// More of one file, and of more files, each by itself.
#[test]
fn more_refusals_are_shown_file_by_file() {
    let more = |name: &str| Event::ShowedMoreOf(name.to_owned());
    let state = Organiser::default().after(more("a")).after(more("a")).after(more("b"));
    let page = state.after(Event::ShowedMore).refusals_shown;
    assert_eq!((page.files, page.each), (2 * REFUSALS_SHOWN, REFUSALS_EACH));
    let [once, twice] = [1, 2].map(|times| REFUSALS_EACH + times * REFUSALS_SHOWN);
    assert_eq!(page.longer, [("a".to_owned(), twice), ("b".to_owned(), once)]);
}

/// What could not be erased comes back, and that it could not is told until more is read.
#[test]
fn what_could_not_be_erased_is_told_until_more_is_read() {
    let counts = Counts { received: 3, accepted: 3, ..Counts::default() };
    let there = Progress { ended: true, counts, ..Progress::default() };
    let told = Event::Told(Notice::Progress(Box::new(there.clone())));
    let back = fresh(Switched::NotErased).after(told);
    assert_eq!((back.stage, back.missed), (Stage::Ended, Some(Switched::NotErased)));
    let reading = Progress { ended: false, total: 1, ..there };
    let more = back.after(Event::Told(Notice::Progress(Box::new(reading))));
    assert_eq!((more.stage, more.missed), (Stage::Reading, None));
}

/// Tally files that are only in memory are as easily lost as records.
#[test]
fn what_is_only_in_memory_is_asked_about() {
    let with = |counts| {
        let ended = Progress { ended: true, counts, ..Progress::default() };
        let told = Event::Told(Notice::Progress(Box::new(ended)));
        Organiser { storage: Storage::Memory, ..Organiser::default() }.after(told).unsaved()
    };
    let none = Counts::default();
    assert!(!with(none));
    assert!(with(Counts { received: 1, accepted: 1, ..none }));
    assert!(with(Counts { received: 1, tallies: 1, ..none }));
}

/// A report stays when more people are counted, and how many are not in it is told, until a new one
/// is wished for. One that shows nothing does not stay.
#[test]
fn a_report_of_fewer_people_stays_and_says_so() {
    let told = |accepted| {
        let counts = Counts { received: accepted, accepted, ..Counts::default() };
        let ended = Progress { ended: true, total: 1, counts, ..Progress::default() };
        Event::Told(Notice::Progress(Box::new(ended)))
    };
    let report = |state: &Organiser, people| {
        let mut desk = Desk::new(shipped_instrument(), 7);
        let mut reading = Reading::default();
        demo(shipped_instrument(), people, 1).for_each(|record| reading.rows.extend(record.pack()));
        desk.answer(Ask::Add(reading.findings), &[reading.rows], Vec::new());
        let ask = Ask::Report { subject: None, policy: Policy::default() };
        let Reply::Report(Some(report)) = desk.answer(ask, &[], Vec::new()).0 else {
            panic!("no report");
        };
        Event::Told(Notice::Report(state.report_asked, Some(Rc::from(report))))
    };
    let reported = |people| {
        let wanted = Organiser::default().after(told(people)).after(Event::WantedReport);
        let asked = wanted.after(Event::AskedReport(wanted.report_asked.next()));
        asked.after(report(&asked, people)).after(told(people))
    };
    let shown = reported(40);
    assert!(shown.report.is_some() && shown.reports_now() && shown.newer().is_none());
    let counted = shown.after(told(60));
    assert_eq!((&counted.report, counted.newer()), (&shown.report, Some(20)));
    assert!(!counted.reports_now() && counted.is_settled());
    // The new one is not taken for the old one, which goes first.
    let wanted = counted.after(Event::WantedReport);
    assert!(wanted.report.is_none() && wanted.newer().is_none() && wanted.reports_now());
    let missing = reported(5);
    assert!(missing.report.as_ref().is_some_and(|report| report.release.missing() > 0));
    assert!(missing.after(told(60)).report.is_none());
}

/// Two windows on one workspace do not know of each other's reports: neither makes one until it is
/// opened anew, also when the other is gone.
#[test]
fn what_another_window_has_open_is_not_reported_on() {
    let counts = Counts { received: 40, accepted: 40, ..Counts::default() };
    let ended = Progress { ended: true, total: 1, counts, ..Progress::default() };
    let told = |progress: Progress| Event::Told(Notice::Progress(Box::new(progress)));
    let open = |number| Event::Told(Notice::Workspaces(Vec::new(), Some(number)));
    let state = Organiser::default().after(open(3)).after(told(ended.clone()));
    let state = state.after(Event::WantedReport);
    assert!(state.reports_now());
    assert!(state.after(Event::Elsewhere(Some(4))).reports_now(), "another workspace");
    let shared = state.after(Event::Elsewhere(Some(3)));
    let left = shared.after(Event::Elsewhere(None));
    let early = Organiser::default().after(Event::Elsewhere(Some(3))).after(open(3));
    let early = early.after(told(ended.clone())).after(Event::WantedReport);
    assert!(![&shared, &left, &early].iter().any(|state| state.reports_now()));
    let other = shared.after(Event::Told(Notice::Fresh(Switched::Opened))).after(open(4));
    assert!(other.after(told(ended.clone())).after(Event::WantedReport).reports_now());
    let again = left.after(Event::Told(Notice::Fresh(Switched::Opened))).after(open(3));
    assert!(again.after(told(ended)).after(Event::WantedReport).reports_now());
}
