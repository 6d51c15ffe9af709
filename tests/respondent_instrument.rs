//! The respondent's instrument asks, scores and records exactly like the whole one, and shows the
//! same documented cases.

use qingdan::domain::answer::{Answer, Answers, Complete, Question};
use qingdan::domain::draft::{Draft, read_draft};
use qingdan::domain::instrument::{Form, Instrument, Text};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::record::{RecordId, anonymise, read_json, read_own, unpack};
use qingdan::domain::score::{estimate_hours, influence, score};
use qingdan::domain::{respondent_instrument, shipped_instrument};

/// What stays of a text that its question may name itself.
fn apart<'a>(recall: &'a Text, stem: &Text) -> Option<&'a Text> {
    let named = recall.zh.is_empty() || stem.zh.contains(&recall.zh);
    (!named).then_some(recall)
}

/// Everything that a view of the respondent's page reads, as text.
fn shown(instrument: &Instrument) -> Vec<String> {
    let options = |question| -> Vec<_> {
        let options = instrument.options_of(question).iter();
        options.map(|option| (&option.label, option.score)).collect()
    };
    let mut shown = vec![format!("{:?}", instrument.hash)];
    let Instrument { id, version, title, about, disclaimer, bands, categories, .. } = instrument;
    shown.push(format!(
        "{id} {version} {title:?} {about:?} {disclaimer:?} {bands:?} {categories:?}"
    ));
    let Instrument { index_categories_min, peak_from, background, hours, .. } = instrument;
    shown.push(format!("{index_categories_min} {peak_from} {background:?} {hours:?}"));
    for (document, title) in instrument.documents.iter().map(|found| (&found.id, &found.title)) {
        shown.push(format!("{document} {title:?}"));
    }
    for (question, id) in instrument.questions() {
        shown.push(format!("{question:?} {id} {:?}", options(question)));
    }
    for item in &instrument.items {
        shown.push(format!("{} {} {:?}", item.category, item.quick, item.kind));
        shown.push(format!("{:?} {:?}", item.stem, apart(&item.recall, &item.stem)));
        shown.push(format!("{:?} {:?}", item.instruction, item.offers));
        shown.push(format!("{:?}", item.not_applicable_when));
        for figure in item.mentions() {
            shown.push(format!("{:?} {} {:?}", figure.figure, figure.document, figure.scope));
        }
        for case in item.cases() {
            let (figure, range) = (case.figure, case.lowest..=case.highest);
            shown.push(format!("{range:?} {:?} {:?}", case.caution, figure.figure));
            shown.push(format!("{} {:?}", figure.document, figure.scope));
        }
    }
    for outcome in &instrument.outcomes {
        shown.push(format!("{} {:?} {:?}", outcome.id, outcome.kind, outcome.stem));
        shown.push(format!("{:?}", apart(&outcome.recall, &outcome.stem)));
    }
    shown
}

#[test]
fn both_show_the_same() {
    let (whole, slim) = (shown(shipped_instrument()), shown(respondent_instrument()));
    assert!(whole.len() > 200, "{}", whole.len());
    assert_eq!(whole.len(), slim.len());
    for (whole, slim) in whole.iter().zip(&slim) {
        assert_eq!(whole, slim);
    }
}

#[test]
fn both_score_and_record_the_same() {
    let (whole, slim) = (shipped_instrument(), respondent_instrument());
    for turn in 0..40_usize {
        let id = RecordId([7; 16]);
        let mut interviews = [whole, slim].map(|instrument| Interview::new(instrument, id, None));
        let form = if turn % 3 == 0 { Form::Quick } else { Form::Full };
        for (at, (question, _)) in whole.questions().enumerate() {
            let options = whole.options_of(question).len() + 3;
            let answer = match (at * 7 + turn * 5) % options {
                0 => Answer::Declined,
                1 => Answer::DontKnow,
                2 => Answer::NotApplicable,
                option => Answer::Option(u8::try_from(option - 3).expect("at most 11")),
            };
            for (interview, instrument) in interviews.iter_mut().zip([whole, slim]) {
                let event = Event::Answered(question, answer);
                *interview = interview.after(instrument, &event).unwrap_or(interview.clone());
            }
        }
        for (interview, instrument) in interviews.iter_mut().zip([whole, slim]) {
            for event in [Event::PickedForm(form), Event::ToggledPriority(3)] {
                *interview = interview.after(instrument, &event).unwrap_or(interview.clone());
            }
        }
        assert_eq!(interviews[0], interviews[1]);
        let [one, other] = [whole, slim].map(|instrument| interviews[0].finish(instrument));
        assert_eq!(one, other);
        assert_eq!(score(whole, &one), score(slim, &one));
        assert_eq!(estimate_hours(whole, &one), estimate_hours(slim, &one));
        let answers = one.answers();
        assert_eq!(influence(whole, form, answers), influence(slim, form, answers));

        let record = anonymise(slim, &interviews[0]);
        let json = record.to_json(slim);
        assert_eq!((&record, &json), (&anonymise(whole, &interviews[0]), &record.to_json(whole)));
        for instrument in [whole, slim] {
            assert_eq!(read_own(instrument, &json).as_ref(), Ok(&record));
            assert_eq!(read_json(&[instrument], json.as_bytes()).as_ref(), Ok(&record));
            assert_eq!(unpack(&[instrument], &record.pack()).as_ref(), Ok(&record));
        }
        let draft = Draft { interview: interviews[0].clone(), page: 2 };
        assert_eq!(draft.to_bytes(whole), draft.to_bytes(slim));
        assert_eq!(read_draft(slim, &draft.to_bytes(whole)), Ok(draft));
    }
}

#[test]
fn a_rule_that_makes_an_item_not_applicable_holds_in_both() {
    let settled = |instrument: &Instrument| {
        let mut answers = Answers::new(instrument);
        answers.items.fill(Answer::Option(0));
        Complete::new(instrument, Form::Full, &answers)
    };
    let whole = settled(shipped_instrument());
    assert_eq!(whole, settled(respondent_instrument()));
    assert!(whole.answers().items.contains(&Answer::NotApplicable));
    assert_eq!(whole.answers().get(Question::Item(0)), Answer::Option(0));
}
