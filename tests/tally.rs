//! Columns, scopes, changes, quality flags and tally files, as the pages use them.

use proptest::prelude::*;

use qingdan::domain::answer::Answer;
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview, allows};
use qingdan::domain::record::{CampaignRef, PACKED_BYTES, RecordId, anonymise};
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::{
    Added, Changes, Columns, Duplicates, MergeError, SOURCES_MAX, Scope, Tally, TallyFile, TallyId,
    read_tally,
};

const REVISION_AT: usize = 6;

type Packed = [u8; PACKED_BYTES];

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

const fn scope(wave: Option<u8>, form: Form) -> Scope {
    let campaign = match wave {
        Some(wave) => Some(CampaignRef { id: [9, 8, 7, 6], wave }),
        None => None,
    };
    Scope { campaign, form }
}

/// A record whose answers follow from a seed; every question has option 0 for the seed 0.
fn packed(id: u8, seed: u64, of: Scope) -> Packed {
    let mut interview = Interview::new(instrument(), RecordId([id; 16]), of.campaign);
    let mut does =
        |event| interview = interview.after(instrument(), &event).unwrap_or(interview.clone());
    does(Event::PickedForm(of.form));
    let mut state = seed;
    for (question, _) in instrument().questions() {
        let options = instrument().options_of(question).len() as u64;
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(seed);
        let mixed = state >> 33;
        let answer = if seed > 0 && mixed % 11 == 10 {
            Answer::Skipped
        } else {
            Answer::Option(u8::try_from(mixed % options).expect("few"))
        };
        if allows(instrument(), question, answer) {
            does(Event::Answered(question, answer));
        }
    }
    does(Event::ToggledPriority(u8::try_from(seed % 11).expect("few")));
    anonymise(instrument(), &interview).pack()
}

fn columns(records: &[Packed]) -> Columns {
    let mut columns = Columns::new(instrument(), 42);
    for record in records {
        columns.add_packed(record);
    }
    columns
}

/// So many different people of a scope.
fn people(first: u8, many: u8, of: Scope) -> Vec<Packed> {
    (first..first + many).map(|id| packed(id, 1 + u64::from(id), of)).collect()
}

fn revised(record: &Packed, revision: u8) -> Packed {
    let mut revised = *record;
    revised[REVISION_AT] = revision;
    revised
}

#[test]
fn each_arrival_is_told_apart() {
    let mut columns = Columns::new(instrument(), 1);
    let full = scope(None, Form::Full);
    let record = |id, revision, seed| revised(&packed(id, seed, full), revision);
    for (record, expected) in [
        (record(1, 1, 0), Added::New),
        (record(1, 1, 0), Added::Identical),
        (record(1, 1, 5), Added::Conflicting),
        (record(1, 2, 3), Added::Replaced),
        (record(1, 0, 0), Added::Superseded),
        (record(1, 0, 0), Added::Identical),
        (record(1, 2, 1), Added::Conflicting),
        (record(2, 0, 0), Added::New),
        (record(2, 0, 1), Added::Conflicting),
    ] {
        assert_eq!(columns.add_packed(&record), expected);
    }
    assert_eq!((columns.received(), columns.len()), (9, 2));
    let expected = Duplicates { older: 3, identical: 2, conflicting: 2 };
    assert_eq!(columns.duplicates(), expected);
    let mut other = packed(3, 0, full);
    other[1] ^= 1;
    assert_eq!(columns.add_packed(&other), Added::OtherInstrument);
    assert_eq!((columns.received(), columns.len()), (9, 2));
}

#[test]
fn scopes_stand_in_a_fixed_order_and_are_counted_apart() {
    let scopes = [
        scope(None, Form::Full),
        scope(None, Form::Quick),
        scope(Some(1), Form::Quick),
        scope(Some(2), Form::Full),
    ];
    let mut columns = Columns::new(instrument(), 1);
    for (number, of) in (1..).zip(scopes.iter().rev()) {
        for person in people(number * 20, number, *of) {
            assert_eq!(columns.add_packed(&person), Added::New);
        }
    }
    assert_eq!(columns.scopes(), [(scopes[0], 4), (scopes[1], 3), (scopes[2], 2), (scopes[3], 1)]);
    for (of, n) in columns.scopes() {
        let tally = columns.tally(of).expect("has records");
        assert_eq!((tally.n(), tally.form()), (n, of.form));
    }
    assert_eq!(columns.tally(scope(Some(3), Form::Full)), None);
}

#[test]
fn a_record_may_move_to_another_scope() {
    let (full, wave) = (scope(None, Form::Full), scope(Some(1), Form::Quick));
    let mut columns = columns(&people(1, 3, full));
    columns.publish(full);
    let moved = revised(&packed(2, 9, wave), 1);
    assert_eq!(columns.add_packed(&moved), Added::Replaced);
    assert_eq!(columns.scopes(), [(full, 2), (wave, 1)]);
    assert_eq!((columns.changes(full).total, columns.changes(wave).total), (1, 1));
    let alone: Vec<Packed> = people(1, 3, full).into_iter().filter(|p| p[7] != 2).collect();
    assert_eq!(columns.tally(full), self::columns(&alone).tally(full));
}

#[test]
fn one_source_too_many_is_refused_and_not_counted() {
    let mut columns = Columns::new(instrument(), 1);
    let mut record = packed(0, 1, scope(Some(1), Form::Quick));
    for source in 0..=SOURCES_MAX {
        record[7..9].copy_from_slice(&u16::try_from(source).expect("few").to_be_bytes());
        record[23..25].copy_from_slice(&u16::try_from(source).expect("few").to_be_bytes());
        let room = source < SOURCES_MAX;
        let expected = if room { Added::New } else { Added::TooManySources };
        assert_eq!(columns.add_packed(&record), expected);
    }
    assert_eq!((columns.len(), columns.received()), (255, 255));
    assert_eq!(columns.scopes().len(), SOURCES_MAX);
}

#[test]
fn changes_count_old_and_new_groups_since_the_last_publication() {
    let full = scope(None, Form::Full);
    let mut columns = Columns::new(instrument(), 1);
    let at = |columns: &Columns, option: usize| columns.changes(full).groups[0][option];
    let leveled = |id: u8, level: u8| {
        let mut record = packed(id, 0, full);
        record[36] = (level << 4) | (record[36] & 15);
        record
    };
    (1..=4).for_each(|id| assert_eq!(columns.add_packed(&leveled(id, id % 2)), Added::New));
    assert_eq!((columns.changes(full).total, at(&columns, 0), at(&columns, 1)), (4, 2, 2));
    columns.publish(full);
    assert_eq!((columns.changes(full).total, at(&columns, 0)), (0, 0));
    // From level 1 to level 3, then with nothing but another role, then not at all.
    columns.add_packed(&revised(&leveled(1, 3), 1));
    assert_eq!((columns.changes(full).total, at(&columns, 1), at(&columns, 3)), (1, 1, 1));
    let mut role = revised(&leveled(1, 3), 2);
    role[36] ^= 1;
    columns.add_packed(&role);
    assert_eq!((columns.changes(full).total, at(&columns, 1), at(&columns, 3)), (2, 1, 2));
    columns.add_packed(&leveled(1, 1));
    assert_eq!((columns.changes(full).total, columns.changes(full).groups[1][1]), (2, 1));
    // Nobody picked: 14 is "skipped", and stands last.
    columns.add_packed(&leveled(9, 14));
    assert_eq!(columns.changes(full).groups[0].last(), Some(&1));
    assert_eq!(
        columns.changes(scope(Some(5), Form::Full)),
        &Changes {
            total: 0,
            groups: instrument().background.iter().map(|b| vec![0; b.options.len() + 1]).collect(),
        }
    );
}

/// What happens to a workspace, in order: a record comes, or a scope is published.
fn log() -> impl Strategy<Value = Vec<Option<Packed>>> {
    let one = (0_u8..20, 0_u8..9, 0_u64..5, 0_u8..3, any::<bool>());
    let one = one.prop_map(|(id, what, seed, revision, quick)| {
        let form = if quick { Form::Quick } else { Form::Full };
        (what > 0).then(|| revised(&packed(id, seed, scope(None, form)), revision))
    });
    prop::collection::vec(one, 0..60)
}

fn replay(log: &[Option<Packed>], key: u64) -> Columns {
    let mut columns = Columns::new(instrument(), key);
    for entry in log {
        match entry {
            Some(record) => {
                columns.add_packed(record);
            }
            None => columns.publish(scope(None, Form::Full)),
        }
    }
    columns
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn replaying_a_log_gives_the_same_state(log in log(), keys in any::<(u64, u64)>()) {
        let (one, other) = (replay(&log, keys.0), replay(&log, keys.1));
        prop_assert_eq!(one.duplicates(), other.duplicates());
        prop_assert_eq!(one.received(), one.len() + one.duplicates().total());
        prop_assert_eq!(one.scopes(), other.scopes());
        prop_assert!(one.packed_sorted().eq(other.packed_sorted()));
        // The same records counted once, without any history.
        let fresh = columns(&one.packed_sorted().collect::<Vec<_>>());
        for (of, _) in one.scopes() {
            prop_assert_eq!(one.changes(of), other.changes(of));
            prop_assert_eq!(one.tally(of), other.tally(of));
            prop_assert_eq!(one.tally(of), fresh.tally(of));
        }
    }

    #[test]
    fn merged_files_are_the_file_of_everyone(sizes in prop::collection::vec(0_u8..9, 1..6)) {
        let full = scope(None, Form::Full);
        let (mut files, mut all, mut first) = (Vec::new(), Vec::new(), 1);
        for size in sizes {
            let some = people(first, size, full);
            first += size;
            all.extend(some.iter().copied());
            files.push(file(u8::try_from(files.len()).expect("few"), &some, full));
        }
        let merged = TallyFile::merge(&files, TallyId([255; 16])).expect("different parts");
        prop_assert_eq!(merged.tally(), &counted(&all, full));
        prop_assert_eq!(merged.parts().count(), files.len());
        let (last, others) = files.split_last().expect("at least one");
        if !others.is_empty() {
            let some = TallyFile::merge(others, TallyId([254; 16])).expect("different parts");
            let nested = TallyFile::merge(&[last.clone(), some], TallyId([255; 16]));
            let nested = nested.expect("different parts");
            prop_assert_eq!(nested.tally(), merged.tally());
        }
        let line = merged.to_line(instrument());
        prop_assert_eq!(read_tally(line.as_bytes(), instrument()), Ok(merged));
    }

    #[test]
    fn no_changed_byte_makes_reading_panic_or_is_overlooked(
        at in any::<prop::sample::Index>(), byte in any::<u8>()
    ) {
        let full = scope(Some(3), Form::Full);
        let line = file(1, &people(1, 5, full), full).to_line(instrument());
        let mut bytes = line.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(file) = read_tally(&bytes, instrument()) {
            prop_assert_eq!(file.to_line(instrument()).into_bytes(), bytes);
        }
    }
}

fn counted(records: &[Packed], of: Scope) -> Tally {
    let tally = columns(records).tally(of).cloned();
    tally.unwrap_or_else(|| Tally::empty(instrument(), of.form))
}

fn file(id: u8, records: &[Packed], of: Scope) -> TallyFile {
    TallyFile::new(TallyId([id; 16]), of, counted(records, of))
}

#[test]
fn nobody_is_counted_twice_and_only_like_is_merged() {
    let full = scope(Some(1), Form::Full);
    let county = |id| file(id, &people(10 * id, 3, full), full);
    let merge = |files: &[&TallyFile], id| {
        let files: Vec<TallyFile> = files.iter().copied().cloned().collect();
        TallyFile::merge(&files, TallyId([id; 16]))
    };
    let (a, b) = (county(1), county(2));
    let city = merge(&[&a, &b], 100).expect("two counties");
    assert_eq!((city.tally().n(), city.campaign(), city.wave()), (6, Some([9, 8, 7, 6]), Some(1)));
    let repeated = |id| Err(MergeError::Repeated { id: TallyId([id; 16]) });
    assert_eq!(merge(&[&a, &a], 101), repeated(1));
    assert_eq!(merge(&[&city, &b], 101), repeated(2));
    assert_eq!(merge(&[&city, &county(3)], 2), repeated(2));
    let quick = scope(Some(1), Form::Quick);
    assert_eq!(merge(&[&a, &file(4, &[], quick)], 101), Err(MergeError::Different));
    let second = scope(Some(2), Form::Full);
    assert_eq!(merge(&[&a, &file(4, &[], second)], 101), Err(MergeError::OtherWave));
    assert_eq!(merge(&[], 101), Err(MergeError::Nothing));
    let other = Scope { campaign: Some(CampaignRef { id: [0; 4], wave: 1 }), form: Form::Full };
    let mixed = merge(&[&a, &file(4, &[], other)], 101).expect("the same wave");
    assert_eq!((mixed.campaign(), mixed.wave()), (None, Some(1)));
    assert_eq!(read_tally(mixed.to_line(instrument()).as_bytes(), instrument()), Ok(mixed));
}

#[test]
fn flagged_records_are_counted_and_left_out_beside() {
    let full = scope(None, Form::Full);
    let mut honest = people(10, 30, full);
    let (items, outcomes) = (instrument().background.len(), instrument().items.len());
    let item = |id| items + instrument().item_index(id).expect("an item");
    let week = instrument().outcome_index("out_weekhours").expect("an outcome");
    let week = items + outcomes + week;
    // At most one hour of meetings and of paperwork, and a long week.
    for (place, code) in [(item("meet_hours"), 0), (item("paper_hours"), 0), (week, 4)] {
        for one in &mut honest {
            set(one, place, code);
        }
    }
    // Everything at option 0: alike, and straight; twice, so that they are identical as well.
    let straight = [packed(200, 0, full), packed(201, 0, full)];
    // A copy with another background and another consequence.
    let mut copy = honest[3];
    copy[7] = 202;
    copy[36] ^= 0x10;
    set(&mut copy, week, 3);
    // Forty hours and more of every activity in a week of at most forty.
    let mut impossible = honest[5];
    impossible[7] = 203;
    for id in ["meet_hours", "paper_hours", "trace_hours", "insp_hours"] {
        set(&mut impossible, item(id), 5);
    }
    set(&mut impossible, week, 0);
    let flagged = [&straight[..], &[copy, impossible]].concat();
    let columns = columns(&[&honest[..], &flagged].concat());
    let quality = columns.quality(full).expect("records");
    assert_eq!((quality.n, quality.identical), (34, 4));
    assert_eq!((quality.straight, quality.impossible, quality.any), (Some(2), 1, 5));
    let rest: Vec<Packed> = honest.iter().filter(|one| one[7] != honest[3][7]).copied().collect();
    assert_eq!(quality.without, counted(&rest, full));
    assert_eq!(columns.quality(scope(Some(1), Form::Full)), None);
}

#[test]
fn few_equal_answers_are_no_copy() {
    let full = scope(None, Form::Full);
    let empty = anonymise(instrument(), &Interview::new(instrument(), RecordId([1; 16]), None));
    let mut other = empty.pack();
    other[7] = 2;
    let quality = columns(&[empty.pack(), other]).quality(full).expect("records");
    assert_eq!((quality.n, quality.identical, quality.straight), (2, 0, Some(0)));
    assert_eq!(quality.any, 0);
}

/// The quick form asks fewer alike questions than a straight line takes: it is not looked for.
#[test]
fn a_quick_form_shows_no_straight_lining() {
    let quick = scope(None, Form::Quick);
    let quality = columns(&people(30, 20, quick)).quality(quick).expect("records");
    assert_eq!((quality.n, quality.straight), (20, None));
}

/// Sets an answer of 4 bits.
fn set(record: &mut Packed, place: usize, code: u8) {
    let byte = &mut record[36 + place / 2];
    *byte =
        if place.is_multiple_of(2) { (code << 4) | (*byte & 15) } else { (*byte & 0xf0) | code };
}
