//! Instruments as forms of the ODK world, forms as instruments, and answers as records.

#[path = "xlsform/broken.rs"]
mod broken;
#[path = "xlsform/editions.rs"]
mod editions;
#[path = "xlsform/foreign.rs"]
mod foreign;
#[path = "xlsform/kit.rs"]
mod kit;
#[path = "xlsform/rows.rs"]
mod rows;
#[path = "xlsform/versions.rs"]
mod versions;

use std::collections::BTreeSet;

use kit::{Server, all, asked, short, table};
use qingdan::domain::instrument::{Instrument, Text};
use qingdan::domain::record::Record;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::xlsform::{Asked, Fault, Names, Responses, Stamp, Taken, export, import};

#[test]
fn a_form_asks_every_question_once_and_nothing_else() {
    for instrument in all() {
        for (which, background) in [(Asked::All, true), (Asked::Nothing, false)] {
            let form = export(instrument, &which).expect("a form");
            let asked = asked(&form);
            let names: Vec<&str> =
                asked.iter().filter(|a| a.list.is_some()).map(|a| a.name.as_str()).collect();
            let unique: BTreeSet<&str> = names.iter().copied().collect();
            assert_eq!(unique.len(), names.len());
            for (_, id) in instrument.questions() {
                let of_person = instrument.background.iter().any(|one| one.id == id);
                assert_eq!(unique.contains(id), background || !of_person, "{id}");
            }
            let ranks =
                instrument.priorities_index().map_or(0, |_| instrument.categories.len().min(3));
            let lengths = usize::from(instrument.items.iter().any(|item| !item.quick));
            let people = if background { instrument.background.len() } else { 0 };
            let single = instrument.questions().count() - instrument.background.len() + people;
            // The question for the form, and one for each priority.
            assert_eq!(names.len(), single + ranks + lengths, "{}", instrument.id);
        }
    }
}

#[test]
fn a_form_asks_for_no_time_device_or_person() {
    for instrument in all() {
        let form = export(instrument, &Asked::All).expect("a form");
        for row in 0..form.survey.rows().len() {
            let kind = form.survey.cell(row, "type").split(' ').next().unwrap_or_default();
            let known = ["calculate", "select_one", "begin_group", "end_group", "note"];
            assert!(known.contains(&kind), "{kind}");
            let required = form.survey.cell(row, "required");
            assert_eq!(required, if kind == "select_one" { "no" } else { "" });
        }
    }
}

#[test]
fn scores_and_ways_of_not_answering_stand_beside_the_choices() {
    let form = export(short(), &Asked::All).expect("a form");
    let rows = 0..form.choices.rows().len();
    let of = |list: &str, columns: [&str; 5]| -> Vec<String> {
        let rows = rows.clone().filter(|&row| form.choices.cell(row, "list_name") == list);
        rows.map(|row| columns.map(|column| form.choices.cell(row, column)).join(" ")).collect()
    };
    let columns = ["name", "score", "missing", "low", "high"];
    let expected = ["0 0  1 1", "1 100  2 ", "dk  dk  ", "na  na  ", "pn  pn  "];
    assert_eq!(of("effort.days_dk_na", columns), expected);
    assert_eq!(of("G3", columns), ["0 0   ", "1 50   ", "2 100   ", "pn  pn  "]);
    let columns = ["name", "code", "missing", "score", "high"];
    assert_eq!(of("change", columns), ["0 1   ", "1 0   ", "2 -1   ", "3    ", "pn  pn  "]);
    assert_eq!(of("first", columns), ["effort    ", "time    ", "none    ", "pn  pn  "]);
    assert_eq!(of("first_others", columns), ["effort    ", "time    "]);
}

#[test]
fn what_is_passed_over_is_a_condition_of_the_form() {
    let form = export(short(), &Asked::Usual).expect("a form");
    let relevant = |name: &str| {
        let asked = asked(&form);
        asked.iter().find(|one| one.name == name).expect("asked").relevant.clone()
    };
    assert_eq!(relevant("effort"), "");
    assert_eq!(relevant("effort.days"), "${effort} != '0'");
    assert_eq!(relevant("effort-help"), "${qd_form} != 'quick'");
    assert_eq!(
        relevant("first_2"),
        "${first_1} != '' and ${first_1} != 'none' and ${first_1} != 'pn'"
    );
}

/// A form gives back the questions, options and scores it was made of, and says what it cannot.
#[test]
fn a_form_gives_back_its_instrument() {
    for instrument in all() {
        let form = export(instrument, &Asked::All).expect("a form");
        let imported = import(&form);
        let again = Instrument::parse(imported.json.as_bytes()).expect("an instrument");
        assert_same_questions(instrument, &again);
        assert_eq!(imported.stamp, Some(Stamp::of(instrument)));
        let id = format!("{}-xlsform", instrument.id);
        assert_eq!((&again.id, &again.version), (&id, &instrument.version));
        assert_ne!(again.hash, instrument.hash);
        let faults: Vec<Fault> = imported.notes.into_iter().map(|note| note.fault).collect();
        let made = Fault::Made(format!("{} {}", instrument.id, instrument.version));
        assert_eq!(faults, [Fault::Renamed("form_id", id.clone()), made]);
        // The second time, nothing changes any more.
        let twice = import(&export(&again, &Asked::All).expect("a form"));
        let twice = Instrument::parse(twice.json.as_bytes()).expect("an instrument");
        assert_same_questions(&again, &twice);
        assert_eq!((again.id, again.version), (twice.id, twice.version));
    }
}

fn assert_same_questions(one: &Instrument, other: &Instrument) {
    let ids = |instrument: &Instrument| -> Vec<String> {
        instrument.questions().map(|(_, id)| id.to_owned()).collect()
    };
    assert_eq!(ids(one), ids(other));
    for (question, id) in one.questions() {
        assert_eq!(one.options_of(question), other.options_of(question), "{id}");
    }
    for (a, b) in one.items.iter().zip(&other.items) {
        let words = |item: &qingdan::domain::instrument::Item| -> [Text; 3] {
            [&item.stem, &item.recall, &item.unit].map(Clone::clone)
        };
        assert_eq!(words(a), words(b), "{}", a.id);
        assert_eq!((&a.category, a.quick, a.kind), (&b.category, b.quick, b.kind), "{}", a.id);
        assert_eq!((a.referent, &a.instruction), (b.referent, &b.instruction), "{}", a.id);
        assert_eq!(a.offers.len(), b.offers.len(), "{}", a.id);
        assert!(a.offers.iter().all(|offer| b.offers.contains(offer)), "{}", a.id);
        assert_eq!(a.not_applicable_when, b.not_applicable_when, "{}", a.id);
    }
    for (a, b) in one.outcomes.iter().zip(&other.outcomes) {
        assert_eq!((&a.id, a.kind, &a.stem, &a.recall), (&b.id, b.kind, &b.stem, &b.recall));
    }
    for (a, b) in one.background.iter().zip(&other.background) {
        assert_eq!((&a.name, &a.stem, a.default_on), (&b.name, &b.stem, b.default_on));
    }
    for (a, b) in one.categories.iter().zip(&other.categories) {
        assert_eq!((&a.id, &a.name, &a.short, &a.about), (&b.id, &b.name, &b.short, &b.about));
    }
    assert_eq!(one.categories.len(), other.categories.len());
}

#[test]
fn an_instrument_whose_names_would_clash_has_no_form() {
    let renamed = |from: &str, to: &str| {
        let text = include_str!("xlsform/short.json").replace(from, to);
        let instrument = Instrument::parse(text.as_bytes()).expect("an instrument");
        export(&instrument, &Asked::All).err()
    };
    let name = |name: &str| Some(Taken::Name(name.to_owned()));
    let reserved = Some(Taken::Reserved("qd_form".to_owned()));
    assert_eq!(renamed("\"late\"", "\"qd_form\""), reserved);
    assert_eq!(renamed("\"late\"", "\"first_2\""), name("first_2"));
    assert_eq!(renamed("\"late\"", "\"DAYS\""), name("days"));
    assert_eq!(renamed("\"time\"", "\"none\""), name("none"));
    let reference = renamed("有人帮您吗？", "有人帮${您}吗？");
    assert_eq!(reference, Some(Taken::Reference("有人帮${您}吗？".to_owned())));
}

/// Records, written as a server would export them, come back as they were.
#[test]
fn answers_come_back_as_records() {
    for instrument in all() {
        let form = export(instrument, &Asked::Usual).expect("a form");
        let names = Names::of(instrument).expect("names");
        let records: Vec<Record> = demo(instrument, 300, 11).collect();
        let mut ids: Vec<BTreeSet<_>> = Vec::new();
        for server in [Server::Central, Server::Kobo, Server::KoboWithoutGroups] {
            let table = table(instrument, &form, &records, server);
            let responses = Responses::new(instrument, &names, None, &table[0]).expect("columns");
            assert!(responses.is_stamped());
            let read: Vec<Record> =
                table[1..].iter().map(|row| responses.read(row).expect("a record")).collect();
            for (record, read) in records.iter().zip(&read) {
                assert_eq!(record.complete(), read.complete(), "{server:?}");
                assert_eq!((read.campaign(), read.revision()), (None, 0));
            }
            ids.push(read.iter().map(Record::id).collect());
            assert_eq!(ids[0].len(), records.len());
        }
        // The same answers have the same ids, whatever server tells of them.
        assert!(ids.iter().all(|one| *one == ids[0]));
    }
}

#[test]
fn names_are_found_in_a_form_of_the_same_instrument_only() {
    let names = Names::of(short()).expect("names");
    assert_eq!(names.misfit(short()), None);
    assert_eq!(names.misfit(shipped_instrument()), Some("meet_hours".to_owned()));
    let less = export(short(), &Asked::Nothing).expect("a form");
    assert_eq!(import(&less).names.misfit(short()), None);
}
