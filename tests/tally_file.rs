//! Tally files that lie.

use qingdan::domain::answer::Answer;
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview, allows};
use qingdan::domain::record::{CampaignRef, PACKED_BYTES, RecordId, anonymise};
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::{Columns, Scope, TallyFile, TallyId, TallyRefusal, read_tally};

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// A record whose answers follow from its id.
fn packed(id: u8) -> [u8; PACKED_BYTES] {
    let mut interview = Interview::new(instrument(), RecordId([id; 16]), None);
    let mut does =
        |event| interview = interview.after(instrument(), &event).unwrap_or(interview.clone());
    for (number, (question, _)) in (0_u64..).zip(instrument().questions()) {
        let options = instrument().options_of(question).len() as u64;
        let answer = u64::from(id) * (number + 3) / 2 % (options + 1);
        let answer = u8::try_from(answer).ok().filter(|&a| u64::from(a) < options);
        let answer = answer.map_or(Answer::Skipped, Answer::Option);
        if allows(instrument(), question, answer) {
            does(Event::Answered(question, answer));
        }
    }
    does(Event::ToggledPriority(id % 11));
    anonymise(instrument(), &interview).pack()
}

/// Each lie is one that reading alone could notice, in the first field that contradicts.
#[test]
fn lying_files_are_refused() {
    let scope = Scope { campaign: None, form: Form::Full };
    let mut columns = Columns::new(instrument(), 1);
    for id in 1..=40 {
        columns.add_packed(&packed(id));
    }
    let tally = columns.tally(scope).cloned().expect("forty records");
    let line = TallyFile::new(TallyId([1; 16]), scope, tally).to_line(instrument());
    let read = |text: &str| read_tally(text.as_bytes(), instrument());
    assert!(read(&line).is_ok() && read(&format!("{line}\n")).is_ok());
    let changed = |field: &str, places: &[usize], change: fn(u64) -> u64| {
        let number = number(&line, field, places);
        let lied = change(line[number.clone()].parse().expect("a small number")).to_string();
        read(&[&line[..number.start], &lied, &line[number.end..]].concat())
    };
    for (field, places, refused_at) in [
        ("items", &[0, 0][..], "items"),
        ("outcomes", &[2, 1], "outcomes"),
        ("background", &[0, 0], "background"),
        ("priorities", &[0, 0], "priorities"),
        ("categories", &[0, 0, 1], "categories"),
        ("categories", &[0, 0, 0], "categories"),
        ("index", &[2, 2], "index"),
        ("index", &[1, 0, 1], "index"),
        ("weighted", &[2, 2], "weighted"),
        ("weighting", &[0], "weighted"),
        ("groups", &[1, 3, 0], "groups"),
        ("groups", &[1, 3, 2, 4, 3], "groups"),
        ("pairs", &[7, 1, 0, 1], "pairs"),
        ("paradox", &[0], "paradox"),
    ] {
        let found = changed(field, places, |number| number + 1).err();
        let expected = Some(TallyRefusal::Contradiction { place: refused_at });
        assert_eq!(found, expected, "{field} {places:?}");
    }
    for (field, places) in [
        ("n", &[][..]),
        ("items", &[0, 0]),
        ("index", &[0, 1]),
        ("groups", &[1, 3, 0]),
        ("reliability", &[3, 0]),
    ] {
        assert!(changed(field, places, |_| u64::MAX).is_err(), "{field} {places:?}");
    }
    assert_eq!(read(&line.replace("tally/1", "tally/2")), Err(TallyRefusal::UnknownFormat));
    let spaced = line.replacen(':', ": ", 1);
    assert_eq!(read(&spaced), Err(TallyRefusal::NotCanonical { offset: 10 }));
    assert!(matches!(read("{}"), Err(TallyRefusal::Shape { .. })));
}

/// The minimum that was promised: read, written, merged by the highest, and only what can be.
#[test]
fn a_file_carries_what_was_promised() {
    let campaign = |id| Some(CampaignRef { id: [id; 4], wave: 2 });
    let file = |id: u8, minimum| {
        let scope = Scope { campaign: campaign(id), form: Form::Full };
        let mut columns = Columns::new(instrument(), 1);
        let interview = Interview::new(instrument(), RecordId([id; 16]), scope.campaign);
        columns.add_packed(&anonymise(instrument(), &interview).pack());
        let tally = columns.tally(scope).cloned().expect("a record");
        TallyFile::new(TallyId([id; 16]), scope, tally).promising(minimum)
    };
    let read = |text: &str| read_tally(text.as_bytes(), instrument());
    let bad = Err(TallyRefusal::BadField { field: "minimum" });
    let line = file(1, Some(15)).to_line(instrument());
    assert_eq!(read(&line), Ok(file(1, Some(15))));
    for wrong in ["9", "31"] {
        assert_eq!(read(&line.replace("\"minimum\":15", &format!("\"minimum\":{wrong}"))), bad);
    }
    // Files of before have none, and are read as they are.
    let old = file(1, None).to_line(instrument());
    assert!(!old.contains("minimum"));
    assert_eq!(read(&old).map(|file| file.minimum()), Ok(None));
    let nobody = old.replace("\"wave\":2", "\"wave\":null,\"minimum\":15");
    let nobody = nobody.replace("\"campaign\":\"01010101\"", "\"campaign\":null");
    assert_eq!(read(&nobody), bad, "without a campaign nothing was promised");
    let merged = |files: &[TallyFile]| {
        TallyFile::merge(files, TallyId([9; 16])).map(|merged| merged.minimum())
    };
    assert_eq!(merged(&[file(1, Some(12)), file(2, Some(20))]), Ok(Some(20)));
    assert_eq!(merged(&[file(1, Some(12)), file(2, None)]), Ok(None));
}

/// Where a number stands: the field, then places in lists within lists.
fn number(line: &str, field: &str, places: &[usize]) -> std::ops::Range<usize> {
    let name = format!("\"{field}\":");
    let mut at = line.find(&name).expect("the field") + name.len();
    for &place in places {
        assert_eq!(&line[at..=at], "[", "{field} {places:?}");
        at += 1;
        let (mut depth, mut passed) = (0_u32, 0);
        while passed < place {
            match &line[at..=at] {
                "[" => depth += 1,
                "]" => depth -= 1,
                "," if depth == 0 => passed += 1,
                _ => {}
            }
            at += 1;
        }
    }
    let digits = line[at..].bytes().take_while(u8::is_ascii_digit).count();
    at..at + digits
}
