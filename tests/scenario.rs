//! Whole journeys without a screen: a respondent from the first tap to the file, and an organiser
//! from the files to the release.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "scenario/organiser.rs"]
mod organiser;
#[path = "scenario/respondent.rs"]
mod respondent;

use organiser::Organiser;
use qingdan::domain::answer::{Answer, Priorities, Question};
use qingdan::domain::disclose::{COARSE_POINTS, Withheld};
use qingdan::domain::instrument::Form;
use qingdan::domain::interview::Event;
use qingdan::domain::randomised::NoiseSeed;
use qingdan::domain::record::{CampaignRef, Reason, RecordId, read_json, unpack};
use qingdan::domain::score::{Score, score};
use qingdan::domain::tally::Added;
use respondent::{Respondent, instrument, question};

#[test]
fn the_full_form_from_the_first_tap_to_the_file() {
    let person = Respondent::begin(1);
    assert!(!person.interview.touched(instrument()));
    let person = person.answer("bg_level", 3).decline("bg_role").answer_by_number();
    let person = person.answer("out_weekhours", 4).tap(&["inspections", "trace", "meetings"]);
    let progress = person.interview.progress(instrument());
    assert_eq!((progress.answered, progress.asked), (40, 40));

    let scores = person.scores();
    let shown = |score: Option<Score>| score.map(Score::rounded);
    assert_eq!((shown(scores.index), shown(scores.weighted)), (Some(55), Some(57)));
    assert_eq!((scores.peak, scores.reported), (1, 11));

    let (person, record) = person.export();
    assert!(person.interview.exported());
    let json = record.to_json(instrument());
    let read = read_json(&[instrument()], json.as_bytes()).unwrap();
    assert_eq!(read, record);
    assert_eq!(unpack(&[instrument()], &record.pack()).as_ref(), Ok(&record));
    // The organiser scores the very same answers.
    assert_eq!(score(instrument(), read.complete()), scores);
    assert_eq!(record.complete().form(), Form::Full);
}

#[test]
fn another_form_and_back_loses_nothing() {
    let full = Respondent::begin(2).answer_by_number().decline("acc_personal");
    let quick = full.clone().pick(Form::Quick);
    let progress = quick.interview.progress(instrument());
    assert_eq!((progress.answered, progress.asked), (22, 22));
    let record = quick.record();
    for (position, item) in instrument().items.iter().enumerate() {
        let not_asked = record.complete().answers().items[position] == Answer::NotAsked;
        assert_eq!(not_asked, !item.quick, "{}", item.id);
    }
    // An answer given in the quick form stays; the rest is as it was.
    let back = quick.answer("meet_hours", 5).pick(Form::Full);
    assert_eq!(back.interview, full.clone().answer("meet_hours", 5).interview);
    assert_eq!(back.json(), full.answer("meet_hours", 5).json());
}

#[test]
fn every_answer_can_be_changed_and_taken_back() {
    let person = Respondent::begin(3);
    let answered = person.clone().answer("trace_hours", 2).answer("trace_hours", 4);
    assert_eq!(answered.interview.answers().get(question("trace_hours")), Answer::Option(4));
    let taken_back = answered.unpick("trace_hours");
    assert_eq!(taken_back.interview, person.interview);
    let chosen = person.clone().tap(&["trace", "digital", "adhoc"]);
    let fourth = u8::try_from(instrument().category_index("ranking").unwrap()).unwrap();
    assert!(!chosen.can(&Event::ToggledPriority(fourth)), "three are chosen already");
    let rest = chosen.tap(&["trace"]).interview.answers().priorities.clone();
    let names = rest.chosen().iter().map(|&c| instrument().categories[usize::from(c)].id.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["digital", "adhoc"]);
}

#[test]
fn no_inspections_settle_whether_they_repeat() {
    let person = Respondent::begin(4).answer("insp_repeat", 3).answer("insp_count", 0);
    let repeat = instrument().item_index("insp_repeat").unwrap();
    let settled = |person: &Respondent| person.record().complete().answers().items[repeat];
    assert_eq!(settled(&person), Answer::NotApplicable);
    // The answer given before is kept and comes back with the first inspection.
    assert_eq!(settled(&person.clone().answer("insp_count", 1)), Answer::Option(3));
    assert_eq!(settled(&person.pick(Form::Quick)), Answer::NotApplicable);
}

#[test]
fn what_is_not_offered_changes_nothing() {
    let person = Respondent::begin(5);
    let answered = |id, answer| Event::Answered(question(id), answer);
    for event in [
        answered("meet_hours", Answer::NotApplicable),
        answered("meet_hours", Answer::DontKnow),
        answered("meet_hours", Answer::Option(6)),
        answered("meet_hours", Answer::NotAsked),
        answered("meet_hours", Answer::Skipped),
        answered("out_drained", Answer::NotApplicable),
        answered("bg_level", Answer::Option(5)),
        // Off unless a campaign asks it.
        answered("bg_years", Answer::Option(0)),
        Event::Answered(Question::Item(40), Answer::Option(0)),
        Event::ToggledPriority(11),
        Event::AnsweredPriorities(Priorities::Chosen(vec![0])),
        Event::AnsweredPriorities(Priorities::NotAsked),
        Event::AnsweredPriorities(Priorities::Skipped),
        Event::PickedForm(Form::Full),
    ] {
        assert!(!person.can(&event), "{event:?}");
    }
    let allowed = [
        answered("meet_needless", Answer::NotApplicable),
        answered("esc_raise", Answer::DontKnow),
        answered("meet_hours", Answer::Declined),
        Event::AnsweredPriorities(Priorities::Declined),
    ];
    assert!(allowed.iter().all(|event| person.can(event)));
}

#[test]
fn only_not_applicable_leaves_the_denominator() {
    let person = Respondent::begin(12).not_applicable("meet_needless").dont_know("doc_daily");
    let person = person.decline("trace_hours").unpick("doc_daily").dont_know("doc_daily");
    let scores = person.scores();
    let applicable: Vec<usize> = scores.categories[..3].iter().map(|c| c.applicable).collect();
    assert_eq!(applicable, [3, 3, 3]);
    let progress = person.interview.progress_of(instrument(), 0);
    assert_eq!((progress.answered, progress.asked), (1, 4));
}

#[test]
fn skipping_everything_still_exports() {
    let person = Respondent::begin(6);
    let scores = person.scores();
    assert_eq!((scores.index, scores.reported), (None, 0));
    let json = person.export().1.to_json(instrument());
    assert!(read_json(&[instrument()], json.as_bytes()).is_ok());
}

#[test]
fn an_edit_after_the_export_is_a_new_revision() {
    let person = Respondent::begin(7).answer("meet_hours", 1);
    let (person, first) = person.export();
    assert_eq!(first.revision(), 0);
    assert_eq!(person.record(), first, "exporting again gives the same bytes");
    let person = person.answer("meet_hours", 2);
    assert_eq!((person.interview.revision(), person.interview.exported()), (1, false));
    // More edits before the next export stay within the revision.
    let (person, second) = person.answer("meet_peak", 2).export();
    assert_eq!((second.revision(), second.id()), (1, first.id()));
    // Another form is a change too.
    assert_eq!(person.pick(Form::Quick).interview.revision(), 2);
}

#[test]
fn revisions_stop_at_the_highest() {
    let mut person = Respondent::begin(8);
    for round in 0..300 {
        person = person.answer("meet_hours", u8::from(round % 2 == 0)).export().0;
    }
    assert_eq!(person.record().revision(), 255);
    assert!(read_json(&[instrument()], person.json().as_bytes()).is_ok());
}

#[test]
fn erasing_begins_anew() {
    let campaign = CampaignRef { id: [1, 2, 3, 4], wave: 9 };
    let person = Respondent::begin_in(9, Some(campaign)).answer_by_number().export().0;
    let seed = NoiseSeed::of_random([10; 32]);
    let erased =
        person.answer("meet_hours", 3).then(&Event::Erased(RecordId([10; 16]), seed.clone()));
    let begun = Respondent::begin_in(10, Some(campaign)).interview;
    assert_eq!(erased.interview, begun.with_seed(seed));
}

#[test]
fn a_campaign_and_its_wave_travel_with_the_record() {
    let campaign = CampaignRef { id: [0, 0, 0, 1], wave: 99 };
    let (_, record) = Respondent::begin_in(11, Some(campaign)).cut_nothing().export();
    let json = record.to_json(instrument());
    assert!(json.contains("\"campaign\": \"00000001\",\n  \"wave\": 99,\n"), "{json}");
    let read = read_json(&[instrument()], json.as_bytes()).unwrap();
    assert_eq!(read.campaign(), Some(campaign));
    assert_eq!(read.complete().answers().priorities, Priorities::Nothing);
}

/// A person who answers everything, a little differently from the others.
fn someone(id: u8) -> Respondent {
    Respondent::begin(id).answer_by_number().answer("meet_hours", 1 + id % 5)
}

#[test]
fn an_organiser_takes_files_of_all_kinds() {
    let mut organiser = Organiser::begin();
    for id in 0..12 {
        let file = someone(id).json();
        assert_eq!(organiser.take(&format!("{id}.json"), file.as_bytes()), Some(Added::New));
    }
    // One person corrects an answer; both files arrive, the older one last.
    let (person, old) = someone(50).export();
    let new = person.answer("meet_peak", 0).record();
    let (old, new) = (old.to_json(instrument()), new.to_json(instrument()));
    assert_eq!(organiser.take("new.json", new.as_bytes()), Some(Added::New));
    assert_eq!(organiser.take("old.json", old.as_bytes()), Some(Added::Superseded));
    assert_eq!(organiser.take("new (1).json", new.as_bytes()), Some(Added::Identical));
    // Someone copied a file and changed it by hand.
    let forged = new.replacen("\"dig_groups\": 1", "\"dig_groups\": 2", 1);
    assert_eq!(organiser.take("forged.json", forged.as_bytes()), Some(Added::Conflicting));
    // Three files that are no records, between good ones.
    let kit = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/");
        std::fs::read(format!("{folder}{name}")).unwrap()
    };
    for name in ["truncated.json", "crlf.json", "extra_field.json"] {
        assert_eq!(organiser.take(name, &kit(name)), None);
    }
    let last = someone(51).pick(Form::Quick).json();
    assert_eq!(organiser.take("last.json", last.as_bytes()), Some(Added::New));

    let reasons: Vec<(&str, &Reason)> =
        organiser.refused.iter().map(|(name, refusal)| (name.as_str(), &refusal.reason)).collect();
    assert!(matches!(
        reasons[..],
        [
            ("truncated.json", Reason::NotJson { .. }),
            ("crlf.json", Reason::NotCanonical { offset: 1 }),
            ("extra_field.json", Reason::UnknownField),
        ]
    ));
    let duplicates = organiser.columns.duplicates();
    assert_eq!((duplicates.older, duplicates.identical, duplicates.conflicting), (1, 1, 1));
    assert_eq!((organiser.count(Form::Full), organiser.count(Form::Quick)), (13, 1));
    assert_eq!(organiser.accounted(), organiser.files);
}

#[test]
fn nine_people_are_too_few_and_ten_are_enough() {
    let mut organiser = Organiser::begin();
    for id in 0..9 {
        organiser.take("file", someone(id).json().as_bytes());
    }
    // The quick form counts for itself.
    for id in 100..105 {
        organiser.take("file", someone(id).pick(Form::Quick).json().as_bytes());
    }
    let release = organiser.release(Form::Full);
    assert_eq!((release.n, release.missing()), (9, 1));
    assert_eq!(release.index.withheld(), Some(Withheld::BelowMinimum));
    assert!(release.categories.iter().all(|cell| cell.shown().is_none()));
    assert!(release.items.iter().all(|cell| cell.shown().is_none()));

    organiser.take("file", someone(9).json().as_bytes());
    let release = organiser.release(Form::Full);
    assert_eq!((release.n, release.missing()), (10, 0));
    let index = release.index.shown().unwrap();
    let scores: Vec<f64> =
        (0..10).filter_map(|id| someone(id).scores().index).map(Score::to_f64).collect();
    let mean = scores.iter().sum::<f64>() / 10.0;
    assert_eq!(index.n, 10);
    // Ten people of different scores: the figures are coarse.
    assert!(index.coarse && index.sd.shown().is_none());
    assert!((index.mean - mean).abs() <= COARSE_POINTS / 2.0, "{} {mean}", index.mean);
    assert_eq!(release.categories.len(), instrument().categories.len());
    assert_eq!(organiser.release(Form::Quick).missing(), 5);
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let mut files: Vec<String> = (0..12).map(|id| someone(id).json()).collect();
    let edited = someone(3).export().0.answer("meet_peak", 0).json();
    files.extend([edited.clone(), edited.replacen("\"meet_peak\": 0", "\"meet_peak\": 2", 1)]);
    let release = |files: &[String]| {
        let mut organiser = Organiser::begin();
        for file in files {
            organiser.take("file", file.as_bytes());
        }
        (organiser.columns.duplicates(), organiser.release(Form::Full))
    };
    let expected = release(&files);
    for turn in 0..files.len() {
        files.rotate_left(turn);
        files.swap(0, turn);
        assert_eq!(release(&files), expected);
    }
}
