//! One answer in several exports, before and after it was edited: the latest version counts, and
//! where nothing says which that is, none does.

use super::kit::short;
use super::rows::answered;
use proptest::prelude::*;
use qingdan::domain::answer::Answer;
use qingdan::domain::record::Record;
use qingdan::domain::xlsform::{Names, Responses, Sorted, Versions};

/// The columns by which servers tell answers apart, and nothing else of theirs.
const OWN: &[&str] =
    &["SubmissionDate", "meta-instanceID", "KEY", "SubmitterName", "ReviewState", "DeviceID"];

/// A table of full answers; a row is the answer to the question `late` (0, 1, 2 or nothing), and
/// cells below the given headers.
fn export(headers: &[&str], rows: &[(&str, &[&str])]) -> Vec<Vec<String>> {
    let whole = answered();
    let keep: Vec<usize> =
        (0..whole[0].len()).filter(|&at| !OWN.contains(&whole[0][at].as_str())).collect();
    let late = whole[0].iter().position(|header| header == "time-late").expect("a column");
    let own = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let kept = |row: &[String]| keep.iter().map(|&at| row[at].clone()).collect::<Vec<_>>();
    let row = |(answer, cells): &(&str, &[&str])| {
        let mut row = whole[1].clone();
        (*answer).clone_into(&mut row[late]);
        [kept(&row), own(cells)].concat()
    };
    [[kept(&whole[0]), own(headers)].concat()].into_iter().chain(rows.iter().map(row)).collect()
}

fn sort(tables: &[Vec<Vec<String>>]) -> Sorted {
    let names = Names::of(short()).expect("names");
    let mut versions = Versions::new(short(), None);
    for (at, table) in tables.iter().enumerate() {
        let responses = Responses::new(short(), &names, None, &table[0]).expect("columns");
        for (number, row) in (2..).zip(&table[1..]) {
            versions.add((at, number), responses.row(row));
        }
    }
    versions.finish()
}

/// The answer to `late` and the revision of each record.
fn counted(sorted: &Sorted) -> Vec<(Answer, u8)> {
    let late = short().item_index("late").expect("an item");
    let of = |record: &Record| (record.complete().answers().items[late], record.revision());
    let mut counted: Vec<_> = sorted.records.iter().map(of).collect();
    counted.sort();
    counted
}

/// The later of two versions counts, in whatever order and with however little in it.
fn check_later(headers: &[&str], before: &[&str], after: &[&str], revision: u8) {
    // The one after the edit has fewer answers: more content is no sign of being later.
    let tables = [export(headers, &[("2", before)]), export(headers, &[("", after)])];
    for tables in [tables.clone(), [tables[1].clone(), tables[0].clone()]] {
        let sorted = sort(&tables);
        assert_eq!(counted(&sorted), [(Answer::Skipped, revision)], "{headers:?}");
        assert_eq!((sorted.repeats, sorted.conflicts.len()), (1, 0), "{headers:?}");
    }
}

#[test]
fn the_later_version_counts() {
    check_later(&["KEY", "Edits"], &["uuid:a", "0"], &["uuid:a", "2"], 2);
    check_later(&["KEY", "Edits"], &["uuid:a", "255"], &["uuid:a", "300"], 255);
    check_later(&["KEY", "meta-instanceID"], &["uuid:a", "uuid:a"], &["uuid:a", "uuid:b"], 1);
    check_later(&["_uuid", "meta/rootUuid"], &["a", "uuid:a"], &["b", "uuid:a"], 1);
    let kobo = ["_uuid", "meta/rootUuid", "meta/deprecatedID"];
    check_later(&kobo, &["b", "a", "a"], &["c", "a", "b"], 2);
    check_later(&["_uuid", "meta/deprecatedID"], &["a", ""], &["b", "uuid:a"], 1);
    check_later(&["_uuid", "meta/deprecatedID"], &["b", "a"], &["c", "b"], 2);
    // Only number and time of arrival say that it is the same answer, which is edited in between.
    let arrival = ["_uuid", "meta/deprecatedID", "_id", "_submission_time"];
    let before = ["a", "", "7", "2026-11-22T09:00:00"];
    check_later(&arrival, &before, &["c", "b", "7", "2026-11-22T09:00:00"], 1);
}

/// How often an answer was edited is told as unknown where a table does not say it.
#[test]
fn an_unknown_number_of_edits_is_told() {
    let check = |headers: &[&str], cells: &[&str], unsure: u64| {
        let sorted = sort(&[export(headers, &[("1", cells)])]);
        assert_eq!((sorted.records.len(), sorted.unsure), (1, unsure), "{headers:?}");
    };
    check(&["KEY", "Edits"], &["uuid:a", "7"], 0);
    check(&["KEY", "meta-instanceID"], &["uuid:a", "uuid:b"], 1);
    check(&["_uuid", "meta/rootUuid"], &["b", "a"], 1);
    check(&["_uuid", "meta/rootUuid"], &["a", "a"], 0);
    check(&["_uuid", "meta/rootUuid", "meta/deprecatedID"], &["b", "a", "a"], 0);
    check(&["_uuid"], &["a"], 0);
}

#[test]
fn where_nothing_says_which_is_later_none_counts() {
    let check = |headers: &[&str], one: &[&str], other: &[&str]| {
        let tables = [export(headers, &[("2", one)]), export(headers, &[("", other)])];
        let sorted = sort(&tables);
        assert_eq!(counted(&sorted), [], "{headers:?}");
        assert_eq!(sorted.conflicts, [vec![(0, 2), (1, 2)]], "{headers:?}");
        // The same in both is only the same once more.
        let same = sort(&[export(headers, &[("2", one)]), export(headers, &[("2", other)])]);
        assert_eq!((same.records.len(), same.repeats, same.conflicts.len()), (1, 1, 0));
    };
    check(&["KEY"], &["uuid:a"], &["uuid:a"]);
    check(&["KEY", "Edits"], &["uuid:a", "1"], &["uuid:a", "1"]);
    check(&["KEY", "Edits"], &["uuid:a", ""], &["uuid:a", "1"]);
    check(&["_uuid"], &["a"], &["A"]);
    check(&["_uuid", "meta/rootUuid"], &["b", "a"], &["c", "a"]);
    // Each says that it comes after the other.
    check(&["_uuid", "meta/deprecatedID"], &["a", "b"], &["b", "a"]);
    let arrival = ["_uuid", "_id", "_submission_time"];
    check(&arrival, &["a", "7", "2026-11-22T09:00:00"], &["b", "7", "2026-11-22T09:00:00"]);
}

/// Two servers count their answers from 1: that alone makes no answer another's version.
#[test]
fn other_answers_stay_others() {
    let arrival = ["_uuid", "_id", "_submission_time", "meta/deprecatedID"];
    let one = export(&arrival, &[("2", &["a", "7", "2026-11-22T09:00:00", "nan"])]);
    let other = export(&arrival, &[("1", &["b", "7", "2026-11-22T09:00:01", "nan"])]);
    let sorted = sort(&[one, other]);
    assert_eq!(counted(&sorted), [(Answer::Option(1), 0), (Answer::Option(2), 0)]);
}

#[test]
fn a_review_or_a_fault_of_the_later_version_counts() {
    let headers = ["KEY", "Edits", "ReviewState"];
    let of = |answer, cells: &[&str]| export(&headers, &[(answer, cells)]);
    let (before, after) = (["uuid:a", "0", ""], ["uuid:a", "1", "rejected"]);
    assert_eq!(counted(&sort(&[of("2", &before), of("1", &after)])), []);
    assert_eq!(counted(&sort(&[of("2", &before), of("99", &["uuid:a", "1", ""])])), []);
    // Rejected or taken, and nothing says which came later.
    let sorted = sort(&[of("2", &before), of("2", &["uuid:a", "0", "rejected"])]);
    assert_eq!((sorted.records.len(), sorted.conflicts), (0, vec![vec![(0, 2)]]));
    // Rejected first, then edited and taken.
    let sorted = sort(&[of("2", &["uuid:a", "0", "rejected"]), of("1", &["uuid:a", "1", ""])]);
    assert_eq!(counted(&sorted), [(Answer::Option(1), 1)]);
    // A table with words in place of names hides no answer that another table has.
    assert_eq!(sort(&[of("2", &before), of("Often", &["uuid:a", "0", ""])]).records.len(), 1);
}

#[test]
fn an_answer_without_any_is_nobody() {
    let mut table = export(&["KEY", "Edits"], &[("2", &["uuid:a", "0"]), ("2", &["uuid:b", "0"])]);
    let kept = ["KEY", "Edits", "qd_instrument", "qd_form"];
    let headers = table[0].clone();
    let clear = |row: &mut Vec<String>| {
        for (cell, header) in row.iter_mut().zip(&headers) {
            if !kept.contains(&header.as_str()) {
                cell.clear();
            }
        }
    };
    clear(&mut table[2]);
    let sorted = sort(std::slice::from_ref(&table));
    assert_eq!((sorted.records.len(), sorted.blank, sorted.repeats), (1, 1, 0));
    // "Prefer not to say" is an answer.
    let at = headers.iter().position(|header| header == "time-late").expect("a column");
    "pn".clone_into(&mut table[2][at]);
    assert_eq!(sort(std::slice::from_ref(&table)).records.len(), 2);
    // Emptied later: then nobody is left of it.
    let mut after = export(&["KEY", "Edits"], &[("2", &["uuid:a", "1"])]);
    clear(&mut after[1]);
    let sorted = sort(&[table, after]);
    assert_eq!((sorted.records.len(), sorted.blank, sorted.repeats), (1, 1, 1));
}

/// How a server tells of versions.
#[derive(Clone, Copy, Debug)]
enum Server {
    Edits,
    Instance,
    Root,
    RootAndBefore,
    Before,
}

impl Server {
    const fn headers(self) -> &'static [&'static str] {
        match self {
            Self::Edits => &["KEY", "Edits"],
            Self::Instance => &["KEY", "meta-instanceID"],
            Self::Root => &["_uuid", "meta/rootUuid"],
            Self::RootAndBefore => &["_uuid", "meta/rootUuid", "meta/deprecatedID"],
            Self::Before => &["_uuid", "meta/deprecatedID", "_id", "_submission_time"],
        }
    }

    fn cells(self, answer: usize, version: usize) -> Vec<String> {
        let id = |version: usize| format!("uuid:{answer}-{version}");
        let before = || version.checked_sub(1).map(id).unwrap_or_default();
        match self {
            Self::Edits => vec![id(0), version.to_string()],
            Self::Instance => vec![id(0), id(version)],
            Self::Root => vec![id(version), id(0)],
            Self::RootAndBefore => vec![id(version), id(0), before()],
            Self::Before => vec![id(version), before(), answer.to_string(), "09:00".to_owned()],
        }
    }
}

fn servers() -> impl Strategy<Value = Server> {
    use Server::{Before, Edits, Instance, Root, RootAndBefore};
    prop::sample::select(vec![Edits, Instance, Root, RootAndBefore, Before])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is exported when and in whatever order: an answer counts as the latest version of
    /// it that was exported, or it is told that nobody can know; with a count of edits always.
    #[test]
    fn no_earlier_version_ever_counts(
        server in servers(),
        words in prop::collection::vec(prop::collection::vec(0..3_u8, 1..5), 1..4),
        exports in prop::collection::vec(prop::collection::vec(0..5_usize, 4), 1..4),
    ) {
        let exported = |which: &Vec<usize>, answer: usize| which[answer] % words[answer].len();
        let tables: Vec<Vec<Vec<String>>> = exports
            .iter()
            .map(|which| {
                let mut table = export(server.headers(), &[]);
                for (answer, versions) in words.iter().enumerate() {
                    let version = exported(which, answer);
                    let cells = server.cells(answer, version);
                    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                    let word = versions[version].to_string();
                    table.extend(export(server.headers(), &[(&word, &cells)]).split_off(1));
                }
                table
            })
            .collect();
        let sorted = sort(&tables);
        let mut told = sorted.conflicts.iter();
        let mut expected = Vec::new();
        for (answer, versions) in words.iter().enumerate() {
            let row = 2 + answer as u64;
            if told.any(|places| places.iter().any(|place| place.1 == row)) {
                prop_assert!(!matches!(server, Server::Edits));
                told = sorted.conflicts.iter();
                continue;
            }
            told = sorted.conflicts.iter();
            let last = exports.iter().map(|which| exported(which, answer)).max().expect("one");
            expected.push(Answer::Option(versions[last]));
        }
        expected.sort();
        let found: Vec<Answer> = counted(&sorted).into_iter().map(|(answer, _)| answer).collect();
        prop_assert_eq!(found, expected);
        let rows = (exports.len() * words.len()) as u64;
        let differing: usize = sorted.conflicts.iter().map(Vec::len).sum();
        prop_assert_eq!(sorted.records.len() as u64 + sorted.repeats + differing as u64, rows);
        if let Server::Edits = server {
            prop_assert_eq!(sorted.unsure, 0);
        }
    }
}
