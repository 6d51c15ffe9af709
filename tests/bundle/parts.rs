//! Inputs in one piece and in many.

use proptest::prelude::*;
use qingdan::domain::bundle::{BLANK_BYTES_MAX, CAMPAIGN_BYTES_MAX, Part, Reader, TAIL_BYTES};
use qingdan::domain::record::{Reason, SIZE_BYTES_MAX};
use qingdan::domain::shipped_instrument;

use crate::people::{Damage, Person, damage, person, strike_all};
use crate::{Finding, Findings, feeds, finding, read_whole, records, refusals};

/// A piece of an input.
#[derive(Clone, Debug)]
enum Piece {
    Line(Box<Person>),
    Pretty(Box<Person>),
    Damaged(Box<Person>, bool, Vec<Damage>),
    Words(&'static str),
    Blank(usize),
    Long(char, usize),
}

const WORDS: &[&str] = &[
    "",
    "收到，谢谢",
    "[",
    "]",
    ",",
    "}",
    "{",
    "{}",
    "null",
    "  {\"format\":1}",
    "\u{feff}",
    "\u{b}",
    "{\"format\":\"qingdan-campaign/1\",\"code\":\"QINGDAN-C1:AAAA\"}",
    "{\"format\":\"qingdan-tally/1\",\"n\":12}",
    "{\"format\":\"qingdan-campaign/1\"",
    "QINGDAN-1:ABC",
];

fn piece() -> impl Strategy<Value = Piece> {
    let who = || person().prop_map(Box::new);
    prop_oneof![
        4 => who().prop_map(Piece::Line),
        4 => who().prop_map(Piece::Pretty),
        3 => (who(), any::<bool>(), prop::collection::vec(damage(), 1..3))
            .prop_map(|(who, line, damages)| Piece::Damaged(who, line, damages)),
        4 => prop::sample::select(WORDS).prop_map(Piece::Words),
        1 => prop_oneof![0..9_usize, BLANK_BYTES_MAX - 9..BLANK_BYTES_MAX + 9]
            .prop_map(Piece::Blank),
        1 => (prop::sample::select(&['{', 'a', ' '][..]), prop_oneof![
            SIZE_BYTES_MAX - 4..SIZE_BYTES_MAX + 5,
            CAMPAIGN_BYTES_MAX - 4..CAMPAIGN_BYTES_MAX + 5,
            3 * SIZE_BYTES_MAX..4 * SIZE_BYTES_MAX,
        ]).prop_map(|(char, length)| Piece::Long(char, length)),
    ]
}

fn bytes_of(pieces: &[(Piece, bool)]) -> Vec<u8> {
    let instrument = shipped_instrument();
    let mut bytes = Vec::new();
    for (piece, returns) in pieces {
        match piece {
            Piece::Line(who) => bytes.extend(who.record(instrument).to_line(instrument).bytes()),
            Piece::Pretty(who) => {
                bytes.extend(who.record(instrument).to_json(instrument).trim_end().bytes());
            }
            Piece::Damaged(who, line, damages) => {
                let record = who.record(instrument);
                let text =
                    if *line { record.to_line(instrument) } else { record.to_json(instrument) };
                let mut broken = text.into_bytes();
                strike_all(damages, &mut broken);
                bytes.extend(broken);
            }
            Piece::Words(words) => bytes.extend(words.bytes()),
            Piece::Blank(length) => bytes.extend((0..*length).map(|at| b"\n \r"[at % 3])),
            Piece::Long(char, length) => {
                bytes.push(u8::try_from(*char).unwrap());
                bytes.resize(bytes.len() + length, b' ');
            }
        }
        bytes.extend(if *returns { &b"\r\n"[..] } else { b"\n" });
    }
    bytes
}

/// Reads bytes cut at these places, each piece by itself.
fn read_cut(bytes: &[u8], cuts: &[usize]) -> Findings {
    let reader = Reader::new(&[shipped_instrument()]);
    let mut findings = Findings::new();
    let mut before = 0;
    let ends = cuts.iter().copied().chain([bytes.len()]);
    for (start, end) in [0].into_iter().chain(cuts.iter().copied()).zip(ends) {
        let visible = bytes.len().min(end + TAIL_BYTES);
        let part = Part { first: start == 0, last: visible == bytes.len(), end: end - start };
        let totals = reader.read_part(&bytes[start..visible], part, &mut |found| {
            let (offset, line, what) = finding(&found);
            findings.push((offset + start, line + before, what));
        });
        assert_eq!(totals.unfinished, None);
        before += totals.feeds;
    }
    assert_eq!(before, feeds(bytes));
    findings
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn cutting_changes_nothing(
        pieces in prop::collection::vec((piece(), any::<bool>()), 0..14),
        mark in any::<bool>(),
        ended in any::<bool>(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..9),
    ) {
        let mut bytes = if mark { "\u{feff}".into() } else { Vec::new() };
        bytes.extend(bytes_of(&pieces));
        if !ended {
            bytes.pop();
        }
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.retain(|cut| *cut > 0);
        cuts.sort_unstable();
        cuts.dedup();
        // Cuts before a brace are where a part could take its beginning for a line's.
        let braces = (1..bytes.len()).filter(|at| bytes[*at] == b'{').take(9);
        let braces: Vec<usize> = braces.collect();
        let whole = read_whole(&bytes);
        prop_assert_eq!(read_cut(&bytes, &braces), whole.clone());
        prop_assert_eq!(read_cut(&bytes, &cuts), whole);
    }

    #[test]
    fn whatever_stands_beside_a_record_does_not_hide_it(
        pieces in prop::collection::vec((piece(), person(), any::<bool>()), 1..8),
    ) {
        let instrument = shipped_instrument();
        let mut all = Vec::new();
        let mut good = Vec::new();
        for (piece, who, pretty) in pieces {
            all.push((piece, false));
            let record = who.record(instrument);
            good.push(record.pack());
            let who = Box::new(who);
            all.push((if pretty { Piece::Pretty(who) } else { Piece::Line(who) }, false));
        }
        let found = records(&read_whole(&bytes_of(&all)));
        let mut rest = found.iter();
        for packed in good {
            prop_assert!(rest.any(|found| *found == packed));
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_whole(&bytes);
    }
}

/// Every place at which a small mixture can be cut.
#[test]
fn every_cut_changes_nothing() {
    let pieces = prop::collection::vec((piece(), any::<bool>()), 6);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..3 {
        let tree = pieces.new_tree(&mut runner).unwrap();
        let bytes = bytes_of(&proptest::strategy::ValueTree::current(&tree));
        let whole = read_whole(&bytes);
        for cut in (1..bytes.len()).filter(|cut| cut % 7 == 0 || bytes[cut - 1] == b'\n') {
            assert_eq!(read_cut(&bytes, &[cut]), whole, "cut at {cut}");
        }
    }
}

/// Ten thousand damaged records between good ones.
#[test]
fn ten_thousand_faults_hide_nothing() {
    let instrument = shipped_instrument();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut draw = |strategy: &proptest::strategy::BoxedStrategy<(Person, Damage)>| {
        proptest::strategy::ValueTree::current(&strategy.new_tree(&mut runner).unwrap())
    };
    let both = (person(), damage()).boxed();
    let good = draw(&both).0.record(instrument);
    let line = good.to_line(instrument).into_bytes();
    let (mut bytes, mut unhurt) = (Vec::new(), 0);
    for round in 0..10_000 {
        let mut damaged = line.clone();
        draw(&both).1.strike(&mut damaged);
        // A flip may hit the same byte, and one in the id makes another record.
        damaged.retain(|byte| *byte != b'\n');
        damaged.push(b'\n');
        unhurt += records(&read_whole(&damaged)).len();
        bytes.extend(damaged);
        if round % 2 == 0 {
            bytes.extend(&line);
            bytes.push(b'\n');
        }
    }
    let findings = read_whole(&bytes);
    assert_eq!(records(&findings).len(), 5_000 + unhurt);
    assert!(unhurt < 2_000 && refusals(&findings).len() > 8_000);
}

#[test]
fn what_is_too_long_is_refused_and_passed() {
    let instrument = shipped_instrument();
    let record = read_one();
    let (line, pretty) = (record.to_line(instrument), record.to_json(instrument));
    let long = "x".repeat(1 << 20);
    let campaign = format!("{{\"format\":\"qingdan-campaign/1\",\"code\":\"{long}\"}}");
    let text = format!(
        "{line}\n{{{long}\n{line}\r\n{long}\n\n{pretty}{{\n{long}\n}}\n{pretty}{campaign}\n{line}"
    );
    let findings = read_whole(text.as_bytes());
    assert_eq!(records(&findings), [record.pack(); 5]);
    let reasons = refusals(&findings);
    let large = |reason: &Reason| matches!(reason, Reason::TooLarge { .. });
    assert!(
        matches!(&reasons[..], [(2, a), (4, Reason::NoRecord), (74, b), (145, c)]
        if large(a) && large(b) && large(c)),
        "{reasons:?}"
    );
}

#[test]
fn lines_of_other_formats_are_handed_out() {
    let line = read_one().to_line(shipped_instrument());
    let campaign = "{\"format\":\"qingdan-campaign/1\",\"code\":\"QINGDAN-C1:A\"}";
    let tally = format!("{{\"format\":\"qingdan-tally/1\",\"n\":[{}0]}}", "12,".repeat(40_000));
    let text = format!("{campaign}\r\n{tally}\n{line}\n");
    let findings = read_whole(text.as_bytes());
    let what: Vec<&Finding> = findings.iter().map(|(_, _, what)| what).collect();
    let packed = read_one().pack();
    assert_eq!(
        what,
        [
            &Finding::Campaign(campaign.into()),
            &Finding::Tally(tally.clone().into()),
            &Finding::Record(packed),
        ]
    );
    // Only a part of the tally's line is there.
    let part = Part { first: true, last: false, end: 200 };
    let reader = Reader::new(&[shipped_instrument()]);
    let mut found = 0;
    let totals = reader.read_part(&text.as_bytes()[..9_000], part, &mut |_| found += 1);
    assert_eq!((found, totals.unfinished), (1, Some(campaign.len() + 2)));
}

fn read_one() -> qingdan::domain::record::Record {
    let kit = include_bytes!("../kit/good_full.json");
    qingdan::domain::record::read_json(&[shipped_instrument()], kit).unwrap()
}

/// Time in proportion to the length: none of these would end otherwise.
#[test]
fn nothing_takes_long() {
    for unit in [
        "{\n",
        "{",
        "\n",
        "{\"a\":\n",
        "{\n}\n",
        "}\n",
        "a\n",
        "{\"format\":\"qingdan-record/1\"",
        " ",
    ] {
        let bytes = unit.repeat((1 << 20) / unit.len()).into_bytes();
        read_whole(&bytes);
        crate::read_text(&bytes);
    }
}
