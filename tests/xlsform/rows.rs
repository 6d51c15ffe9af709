//! Tables that are not as they should be: each fault is told with its column, and none is guessed.

use super::kit::{Server, short, table};
use qingdan::domain::answer::Answer;
use qingdan::domain::record::{CampaignRef, Reason, Record};
use qingdan::domain::simulate::demo;
use qingdan::domain::xlsform::{
    Asked, CellFault, HeaderFault, Ignored, Names, Responses, RowFault, Usage, export, import,
};

/// A full form of the short instrument in which everything is answered, as Central exports it.
pub(crate) fn answered() -> Vec<Vec<String>> {
    let form = export(short(), &Asked::Usual).expect("a form");
    let whole = |record: &Record| {
        let answers = record.complete().answers();
        let all = answers.items.iter().chain(&answers.outcomes).chain(&answers.background[..1]);
        all.clone().all(|answer| matches!(answer, Answer::Option(_)))
            && answers.priorities.chosen().len() == 2
    };
    let record = demo(short(), 2_000, 3).find(|record| whole(record)).expect("somebody");
    table(short(), &form, &[record], Server::Central)
}

fn read(table: &[Vec<String>], campaign: Option<CampaignRef>) -> Result<Record, RowFault> {
    let names = Names::of(short()).expect("names");
    let responses = Responses::new(short(), &names, campaign, &table[0]).expect("columns");
    responses.read(&table[1])
}

/// The table with another cell.
fn with(header: &str, cell: &str) -> Vec<Vec<String>> {
    let mut table = answered();
    let at = table[0].iter().position(|one| one == header).expect("a column");
    cell.clone_into(&mut table[1][at]);
    table
}

#[test]
fn a_wrong_cell_is_told_with_its_column() {
    let check = |header: &str, cell: &str, fault: CellFault| {
        let column = header.to_owned();
        assert_eq!(read(&with(header, cell), None), Err(RowFault { column, fault }), "{cell}");
    };
    check("effort_group-effort", "7", CellFault::UnknownChoice);
    check("effort_group-effort", "na", CellFault::UnknownChoice);
    check("effort_group-effort", "很多", CellFault::Label);
    check("effort_group-effort", "Much", CellFault::Label);
    check("effort_group-effort", &"x".repeat(300), CellFault::TooLong);
    check("time-late", "0 1", CellFault::UnknownChoice);
    check("time-late", "\u{fffd}\u{fffd}", CellFault::Encoding);
    check("qd_form", "both", CellFault::UnknownChoice);
    check("first-first_2", "Time pressure", CellFault::Label);
    check("first-first_2", "none", CellFault::UnknownChoice);
    for first in ["", "pn", "none"] {
        let column = "first-first_2".to_owned();
        let fault = CellFault::Priorities;
        let read = read(&with("first-first_1", first), None);
        assert_eq!(read, Err(RowFault { column, fault }), "{first}");
    }
    check("qd_instrument", "", CellFault::OtherInstrument);
    check("qd_instrument", "short 0.2.0", CellFault::OtherInstrument);
    check("ReviewState", "rejected", CellFault::Rejected);
    let rule = Reason::ContradictsRule { item: "effort".to_owned() };
    let mut table = with("effort_group-effort", "0");
    let column = "effort_group-effort.days".to_owned();
    assert_eq!(read(&table, None), Err(RowFault { column, fault: CellFault::Refused(rule) }));
    table = with("qd_form", "quick");
    let column = "effort_group-effort-help".to_owned();
    let fault = CellFault::Refused(Reason::ContradictsForm);
    assert_eq!(read(&table, None), Err(RowFault { column, fault }));
}

#[test]
fn a_repeated_priority_is_refused() {
    let table = answered();
    let at = table[0].iter().position(|one| one == "first-first_1").expect("a column");
    let table = with("first-first_2", &table[1][at]);
    assert_eq!(read(&table, None).map_err(|fault| fault.fault), Err(CellFault::Priorities));
}

/// A cell too many or too few moves all that follow: such a row is refused, whatever it would say.
#[test]
fn a_row_with_other_cells_than_headers_is_refused() {
    let whole = answered();
    let expected = whole[0].len();
    let check = |row: Vec<String>| {
        let found = row.len();
        let fault = read(&[whole[0].clone(), row], None).expect_err("other cells");
        let expected = CellFault::Cells { found, expected };
        assert_eq!((fault.column.as_str(), fault.fault), ("", expected));
    };
    check(whole[1][..2].to_vec());
    check(whole[1][..whole[1].len() - 1].to_vec());
    check([&whole[1][..], &[String::new()]].concat());
    let mut shifted = whole[1].clone();
    shifted.insert(1, String::new());
    check(shifted);
}

/// What the server could not decrypt looks like an answer without any.
#[test]
fn what_was_not_decrypted_is_told() {
    let mut table = answered();
    table[0].push("Status".to_owned());
    for status in ["not decrypted", "missing encrypted form data"] {
        let mut row = vec![String::new(); table[1].len()];
        row.push(status.to_owned());
        let key = table[0].iter().position(|one| one == "KEY").expect("a column");
        row[key].clone_from(&table[1][key]);
        let fault = read(&[table[0].clone(), row], None).expect_err("encrypted");
        assert_eq!((fault.column.as_str(), fault.fault), ("Status", CellFault::Encrypted));
    }
}

/// The names of the exported form stand for other choices in another one: without a form, only the
/// answers themselves can say that they are of it.
#[test]
fn without_a_form_answers_say_which_one_they_are_of() {
    let table = answered();
    let mut headers = table[0].clone();
    headers.retain(|header| header != "qd_instrument");
    let assumed = Names::of(short()).expect("names");
    let fault = Responses::new(short(), &assumed, None, &headers).err();
    assert_eq!(fault, Some(HeaderFault::NoForm));
    let shown = import(&export(short(), &Asked::Usual).expect("a form")).names;
    let responses = Responses::new(short(), &shown, None, &headers).expect("columns");
    assert!(!responses.is_stamped());
}

/// Questions of a team's own are never taken for an id or a count of edits, and an id stands once.
#[test]
fn ids_are_the_servers_own() {
    let names = Names::of(short()).expect("names");
    let with = |more: &[&str]| -> Vec<String> {
        let more = more.iter().map(|header| (*header).to_owned());
        answered()[0].iter().cloned().chain(more).collect()
    };
    let of = |headers: &[String]| Responses::new(short(), &names, None, headers);
    assert!(of(&with(&["work-key", "work-Edits", "work/_uuid"])).is_ok());
    for twice in ["KEY", "key", "meta/instanceID", "instanceID"] {
        assert!(matches!(of(&with(&[twice])), Err(HeaderFault::Ambiguous(_))), "{twice}");
    }
    let gone = |header: &String| !["KEY", "meta-instanceID"].contains(&header.as_str());
    let without: Vec<String> = with(&["work-key"]).into_iter().filter(gone).collect();
    assert_eq!(of(&without).err(), Some(HeaderFault::NoId));
}

/// The id of a record follows from the answer's own and from what it is for, and shows neither.
#[test]
fn an_id_is_derived_and_never_carried() {
    let wave = |wave| Some(CampaignRef { id: [1, 2, 3, 4], wave });
    let of = |table: &[Vec<String>], campaign| read(table, campaign).expect("a record").id();
    let first = of(&answered(), None);
    assert_eq!(of(&answered(), None), first);
    assert_eq!(of(&with("KEY", "UUID:0000-00000000 "), None), first);
    assert_eq!(of(&with("KEY", ""), None), first);
    let others = [
        of(&with("KEY", "uuid:0000-00000001"), None),
        of(&answered(), wave(1)),
        of(&answered(), wave(2)),
    ];
    for (at, other) in others.iter().enumerate() {
        assert_ne!(*other, first);
        assert!(!others[..at].contains(other));
    }
    let record = read(&answered(), wave(2)).expect("a record");
    assert_eq!(record.campaign(), wave(2));
    let line = record.to_line(short());
    for told in ["0000-0000", "2026-11-22", "somebody", "phone-7"] {
        assert!(!line.contains(told), "{told}");
    }
    // The same id as on 22 November 2026: it must never change.
    assert_eq!(first.to_string(), FIRST_ID);
}

const FIRST_ID: &str = "1a2dcbc095d71dc37d2e267fd36806e4";

#[test]
fn columns_that_are_no_answers_are_named() {
    let table = answered();
    let names = Names::of(short()).expect("names");
    let mut headers = table[0].clone();
    headers.extend(["note/why", "_geolocation", "gps-Latitude"].map(str::to_owned));
    let responses = Responses::new(short(), &names, None, &headers).expect("columns");
    let expected = [
        ("SubmissionDate", Usage::Time),
        ("effort_group-effort_group_about", Usage::Note),
        ("time-time_about", Usage::Note),
        ("background-background_about", Usage::Note),
        ("meta-instanceID", Usage::Lineage),
        ("KEY", Usage::Lineage),
        ("SubmitterName", Usage::Person),
        ("ReviewState", Usage::Lineage),
        ("DeviceID", Usage::Device),
        ("FormVersion", Usage::Server),
        ("note/why", Usage::Other),
        ("_geolocation", Usage::Place),
        ("gps-Latitude", Usage::Place),
    ];
    let expected: Vec<Ignored> =
        expected.map(|(header, usage)| Ignored { header: header.to_owned(), usage }).to_vec();
    assert_eq!(responses.ignored(), expected);
}

/// No column that a server adds by itself is taken for a question that the instrument lacks.
#[test]
fn what_servers_add_is_known() {
    let names = Names::of(short()).expect("names");
    let central = "SubmissionDate,meta-instanceID,KEY,SubmitterID,SubmitterName,AttachmentsPresent,\
                   AttachmentsExpected,Status,ReviewState,DeviceID,Edits,FormVersion";
    let kobo = "start,end,_id,_uuid,_submission_time,_date_modified,_validation_status,_notes,\
                _status,_submitted_by,__version__,_tags,_index,meta/rootUuid,meta/instanceID,\
                meta/deprecatedID,formhub/uuid,_xform_id_string,_attachments,_geolocation";
    let own: Vec<&str> = [central, kobo].iter().flat_map(|line| line.split(',')).collect();
    let headers = answered().remove(0);
    for server in [central, kobo] {
        let kept = headers.iter().filter(|header| !own.contains(&header.as_str()));
        let headers: Vec<String> =
            kept.cloned().chain(server.split(',').map(str::to_owned)).collect();
        let responses = Responses::new(short(), &names, None, &headers).expect("columns");
        let other: Vec<Ignored> = responses.ignored();
        assert!(other.iter().all(|one| one.usage != Usage::Other), "{other:?}");
        assert!(responses.is_lasting());
    }
}

#[test]
fn a_table_of_another_kind_is_refused_as_a_whole() {
    let names = Names::of(short()).expect("names");
    let table = answered();
    let check = |headers: &[String], fault: HeaderFault| {
        assert_eq!(Responses::new(short(), &names, None, headers).err(), Some(fault));
    };
    let without = |gone: &[&str]| -> Vec<String> {
        table[0].iter().filter(|one| !gone.contains(&one.as_str())).cloned().collect()
    };
    let missing = ["time-late", "first-first_2"];
    check(&without(&missing), HeaderFault::Missing(vec!["late".to_owned(), "first_2".to_owned()]));
    check(&without(&["KEY", "meta-instanceID"]), HeaderFault::NoId);
    check(&["有没有拖到很晚？".to_owned(), "KEY".to_owned()], HeaderFault::NoQuestions);
    let twice = [table[0].clone(), vec!["other-late".to_owned(), "more/late".to_owned()]].concat();
    assert!(Responses::new(short(), &names, None, &twice).is_ok(), "its own group decides");
    let twice = [without(&["time-late"]), vec!["a-late".to_owned(), "b/late".to_owned()]].concat();
    check(&twice, HeaderFault::Ambiguous("late".to_owned()));
    let shipped = qingdan::domain::shipped_instrument();
    let fault = Responses::new(shipped, &names, None, &table[0]).err();
    assert_eq!(fault, Some(HeaderFault::Misfit("meet_hours".to_owned())));
    // A background question may be missing: then it was not asked.
    let read = Responses::new(short(), &names, None, &without(&["background-post"]));
    assert!(read.is_ok());
}
