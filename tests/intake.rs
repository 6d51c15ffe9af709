//! What happens to an input that holds no record, or none that can be read: it is refused once,
//! with what is really wrong with it, and listed however many there are. What systems put into
//! folders by themselves is no input.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32"), not(feature = "pseudo")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Cursor, Write};

use qingdan::domain::bundle::{Part, Reader};
use qingdan::domain::record::Reason;
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::plain;
use qingdan::worker::{
    Archive, ArchiveFault, Ask, Cause, Desk, Reading, RefusalPage, Refused, Reply, Step,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The lines of so many records.
fn lines(people: u64) -> Vec<String> {
    plain(people, 1).map(|record| record.to_line(shipped_instrument())).collect()
}

fn reader() -> Reader<'static> {
    Reader::new(&[shipped_instrument()])
}

fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    reading.whole(&reader(), "a", None, bytes);
    reading
}

/// Line and cause of each refusal of an input, and the number of records in it.
fn causes(bytes: &[u8]) -> (usize, Vec<(Option<u64>, Cause)>) {
    let reading = read(bytes);
    let cause = |refused: &Refused| (refused.line, refused.cause.clone());
    (reading.records(), reading.refused.iter().map(cause).collect())
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_list_of_records_is_one_input_and_one_refusal() {
    let records = lines(20);
    let one_line = format!("[{}]", records.join(","));
    assert!(one_line.len() > 2 * 8_192, "longer than a record and what is read of one");
    let lines = format!("[\n{}\n]\n", records.join(",\n"));
    let indented = lines.replace("\n{", "\n  {").replace("\":", "\": ");
    for list in [one_line, lines, indented] {
        assert_eq!(causes(list.as_bytes()), (0, vec![(None, Cause::List)]));
    }
}

/// How long it is nobody has looked, so no size is told; and where it begins is told.
#[test]
fn what_is_too_long_is_told_without_a_made_up_size() {
    let too_long = || Cause::TooLong { limit_bytes: 8_192 };
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(3_000_000));
    assert_eq!(causes(long.as_bytes()), (0, vec![(None, too_long())]));
    let [first, last] = <[String; 2]>::try_from(lines(2)).unwrap();
    let among = format!("{first}\n{long}\n{last}\n");
    assert_eq!(causes(among.as_bytes()), (2, vec![(Some(2), too_long())]));
    let mut part = Reading::default();
    part.part(&reader(), "a", among.as_bytes(), Part::whole(among.len()));
    assert_eq!((part.records(), part.refused[0].cause.clone()), (2, too_long()));
}

#[test]
fn packed_files_are_told_as_that_also_inside_an_archive() {
    let packed: [&[u8]; 3] =
        [b"Rar!\x1a\x07\x01\0", b"7z\xbc\xaf\x27\x1c\0\x04", b"\x1f\x8b\x08\0"];
    for packed in packed {
        assert_eq!(causes(packed), (0, vec![(None, Cause::Packed)]));
        let mut archive = Archive::open(Cursor::new(archive(&[("a", packed)]))).unwrap();
        let mut reading = Reading::default();
        assert_eq!(reading.entry(&reader(), "a.zip", &mut archive, 0), Step::Next);
        assert_eq!(reading.refused[0].cause, Cause::Packed);
    }
}

/// Where a fault lies is counted in the same way as where its record begins.
#[test]
fn a_fault_in_the_middle_of_a_message_has_its_column_in_the_line() {
    let good = &lines(1)[0];
    let cut = &good[..60];
    let (_, alone) = causes(format!("\n\n{cut}").as_bytes());
    let [(line, Cause::Record(Reason::NotJson { column, .. }))] = alone.as_slice() else {
        panic!("{alone:?}");
    };
    assert_eq!(*line, Some(3), "not the first line of the file");
    let (records, among) =
        causes(format!("{good}\nLi: {cut}\n").replacen('{', "x {", 1).as_bytes());
    let [(Some(2), Cause::Record(Reason::NotJson { line: 1, column: later }))] = among.as_slice()
    else {
        panic!("{among:?}");
    };
    assert_eq!((records, later - column), (1, "Li: ".len()));
}

#[test]
fn what_systems_put_into_archives_is_no_input() {
    let records = lines(40);
    let names: Vec<[String; 2]> =
        (0..40).map(|at| [format!("r/{at}.json"), format!("__MACOSX/r/._{at}.json")]).collect();
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("r/.DS_Store", b"\0\0\0\x01Bud1"),
        ("r/Thumbs.db", b"\xd0\xcf"),
        ("desktop.ini", b"["),
    ];
    for ([name, beside], record) in names.iter().zip(&records) {
        entries.push((name, record.as_bytes()));
        entries.push((beside, b"\0\x05\x16\x07\0\x02\0\0"));
    }
    let mut archive_of_a_mac = Archive::open(Cursor::new(archive(&entries))).unwrap();
    let mut reading = Reading::default();
    for place in 0..archive_of_a_mac.len() {
        assert_eq!(reading.entry(&reader(), "a.zip", &mut archive_of_a_mac, place), Step::Next);
    }
    assert_eq!((reading.records(), reading.refused), (40, Vec::new()));
    let only = archive(&entries[..3]);
    assert_eq!(Archive::open(Cursor::new(only)).map(drop), Err(ArchiveFault::Empty));
}

/// A file of 30,000 bad lines is listed to the last, and does not hide the file after it.
#[test]
fn every_refused_line_is_listed() {
    let mut desk = Desk::new(shipped_instrument(), 1);
    let bad = "{\"format\":\"qingdan-record/1\",\n".repeat(30_000);
    for (name, bytes) in [("bad.ndjson", bad.as_bytes()), ("edited.json", b"{}")] {
        let mut reading = Reading::default();
        reading.whole(&reader(), name, None, bytes);
        let Reading { rows, refused, findings, .. } = reading;
        desk.answer(Ask::Add(findings), &[rows], refused);
    }
    assert_eq!((desk.counts().refused, desk.counts().unlisted), (30_001, 0));
    let ask = Ask::Refusals { from: 29_999, count: 9 };
    let Reply::Refusals(last) = desk.answer(ask, &[], Vec::new()).0 else { panic!("refusals") };
    let names: Vec<(&str, Option<u64>)> =
        last.iter().map(|one| (one.name.as_str(), one.line)).collect();
    assert_eq!(names, [("bad.ndjson", Some(30_000)), ("edited.json", None)]);
    let page = RefusalPage { files: 100, each: 5, longer: Vec::new() };
    let Reply::RefusedFiles(shown) = desk.answer(Ask::RefusedFiles(page), &[], Vec::new()).0 else {
        panic!("files");
    };
    let counts: Vec<(usize, usize)> =
        shown.files.iter().map(|file| (file.refused, file.first.len())).collect();
    assert_eq!((counts, shown.all), (vec![(30_000, 5), (1, 1)], 2));

    // The log has them in little room, and gives them back.
    let (_, entry) = desk.answer(Ask::Flush, &[], Vec::new());
    let entry = entry.unwrap();
    assert!(entry.len() < 30_000 * 20, "{}", entry.len());
    let mut again = Desk::new(shipped_instrument(), 2);
    again.answer(Ask::Replay, &[entry], Vec::new());
    let all = Ask::Refusals { from: 0, count: 99_999 };
    assert_eq!(again.answer(all.clone(), &[], vec![]), desk.answer(all, &[], vec![]));
}
