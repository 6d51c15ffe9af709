//! Envelopes on their way: found in any mixture, mixed by a collector, read from a bundle.
//!
//! Numbers in the names of tests are those of `docs/adversarial-tests.md`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "seal/mod.rs"]
mod common;

use std::sync::LazyLock;
use std::time::Instant;

use common::{collected, envelopes, found, key};
use proptest::prelude::*;
use qingdan::domain::seal::{
    Added, BUNDLE_ENVELOPES_MIN, BundleFault, Collector, ENVELOPES_MAX, Envelope, EnvelopeFault,
    INPUT_BYTES_MAX, read_bundle,
};
use sha2::{Digest as _, Sha256};

static SEALED: LazyLock<Vec<Envelope>> = LazyLock::new(|| envelopes(&key(0), 40));

fn codes(envelopes: &[Envelope]) -> Vec<String> {
    envelopes.iter().map(Envelope::to_code).collect()
}

/// An envelope that opens with no key: its head, and a number.
fn hollow(number: u32) -> Envelope {
    let mut bytes = *SEALED[0].as_bytes();
    bytes[100..104].copy_from_slice(&number.to_be_bytes());
    Envelope::from_bytes(&bytes).unwrap()
}

#[test]
fn envelopes_are_found_wherever_they_stand() {
    let [a, b, c, ..] = SEALED[..] else { panic!("three envelopes") };
    let code = b.to_code();
    let chat = format!(
        "王：QINGDAN-E 是什么？\r\n{}\n李：> {}\n> {}\n谢谢QINGDAN-1:AAA{}，收到。{{}}\n{}",
        a.to_code(),
        &code[..60],
        &code[60..],
        c.to_code(),
        a.to_file(),
    );
    assert_eq!(found(chat.as_bytes()), [Ok(a), Ok(b), Ok(c), Ok(a)]);
    let files: String = SEALED.iter().map(Envelope::to_file).collect();
    let all: Vec<_> = SEALED.iter().copied().map(Ok).collect();
    assert_eq!(found(files.as_bytes()), all);
    assert_eq!(found(files.replace('\n', "").as_bytes()), all, "without line feeds");
    let bundle = [b"\xef\xbb\xbf", codes(&SEALED).join("\r\n").as_bytes()].concat();
    assert_eq!(found(&bundle), all);
    for text in ["", "QINGDAN-E", "QINGDAN-Ex:", "QINGDAN-E:AAAA", "QINGDAN-S1:AAAA", "{\"format\""]
    {
        assert_eq!(found(text.as_bytes()), [], "{text}");
    }
}

/// The letters of a code's name are digits, too.
#[test]
fn a_code_may_hold_the_letters_of_its_name() {
    let code = hollow(1).to_code();
    for name in ["QINGDAN-E1", "QINGDAN-E"] {
        for at in [code.len() - name.len(), code.len() - 60] {
            let text = [&code[..at], name, &code[at + name.len()..]].concat();
            for text in [text.clone(), [&text, "\n", &code].concat()] {
                let all = found(text.as_bytes());
                let codes: Vec<_> = all.iter().map(|one| one.map(|one| one.to_code())).collect();
                let expected: Vec<_> = text.lines().map(|line| Ok(line.to_owned())).collect();
                assert_eq!(codes, expected, "{text}");
            }
        }
    }
}

#[test]
fn what_is_damaged_hides_nothing() {
    let [a, b, ..] = SEALED[..] else { panic!("two envelopes") };
    let (first, second) = (a.to_code(), b.to_code());
    for cut in 11..first.len() {
        for between in ["", "\n", " ", "\n> ", "。"] {
            let text = [&first[..cut], between, &second].concat();
            let expected = [Err(EnvelopeFault::Damaged), Ok(b)];
            assert_eq!(found(text.as_bytes()), expected, "{cut} {between:?}");
        }
    }
    assert_eq!(found([&first, "A"].concat().as_bytes()), [Err(EnvelopeFault::Damaged)]);
    let (file, good) = (a.to_file(), b.to_file());
    for cut in 29..file.len() - 2 {
        let expected = [Err(EnvelopeFault::Damaged), Ok(b)];
        assert_eq!(found([&file[..cut], &good].concat().as_bytes()), expected, "{cut}");
    }
    for (text, fault) in [
        (first.replace("-E1:", "-E2:"), EnvelopeFault::Newer),
        (first.replace("-E1:", "-E11:"), EnvelopeFault::Newer),
        (file.replace("envelope/1", "envelope/2"), EnvelopeFault::Newer),
        (file.replace("envelope/1", "envelope/x"), EnvelopeFault::Damaged),
        (first.replace(":UUUB", ":UUUC"), EnvelopeFault::Newer),
        (first.replace(":UUUB", ":UUQB"), EnvelopeFault::Damaged),
    ] {
        assert_eq!(
            found([&text, "\n", &second].concat().as_bytes()),
            [Err(fault), Ok(b)],
            "{text}"
        );
    }
    let far = [&first[..40], &" ".repeat(300), &first[40..]].concat();
    assert_eq!(found(far.as_bytes()), [Err(EnvelopeFault::Damaged)]);
}

#[test]
fn n31_fewer_than_twenty_are_no_bundle() {
    let codes = codes(&SEALED);
    for number in 0..BUNDLE_ENVELOPES_MIN {
        let few = collected(&codes[..number]);
        assert_eq!(few.bundle(), Err(BundleFault::TooFew { found: number }));
        // Copies make no crowd.
        let again = collected(&[&codes[..number], &codes[..number]].concat());
        assert_eq!(again.bundle(), Err(BundleFault::TooFew { found: number }));
    }
    assert!(collected(&codes[..BUNDLE_ENVELOPES_MIN]).bundle().is_ok());
}

/// Bundles that follow each other hold the one before; then any two differ by nobody or by twenty.
#[test]
fn n31_what_follows_a_bundle_has_all_of_it() {
    let codes = codes(&SEALED);
    let earlier = collected(&codes[..20]);
    let check = |some: &[String], expected: Result<(), BundleFault>| {
        assert_eq!(collected(some).bundle_after(&earlier).map(|_| ()), expected);
    };
    check(&codes[..20], Ok(()));
    check(&codes, Ok(()));
    check(&codes[..39], Err(BundleFault::TooFew { found: 19 }));
    for missing in [1, 19, 20] {
        check(&codes[missing..], Err(BundleFault::Lacks { missing }));
    }
    check(&[&codes[..1], &codes[2..]].concat(), Err(BundleFault::Lacks { missing: 1 }));
}

#[test]
fn n31_the_order_is_that_of_the_hashes() {
    let bundle = collected(&codes(&SEALED)).bundle().unwrap();
    let read = read_bundle(bundle.as_bytes()).unwrap();
    let mut sorted = SEALED.clone();
    sorted.sort_by_key(|envelope| Sha256::digest(envelope.as_bytes()));
    assert_eq!(read, sorted);
    assert_eq!(bundle.len(), 172 * SEALED.len());
    assert!(bundle.lines().all(|line| line.starts_with("QINGDAN-E1:")), "no header, no times");
    let mut again = Collector::new(None);
    again.add(bundle.as_bytes()).unwrap();
    assert_eq!(again.bundle(), Ok(bundle), "a bundle of a bundle");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn n12_n31_any_order_and_any_parts_give_the_same_bundle(
        order in Just((0..40_usize).collect::<Vec<_>>()).prop_shuffle(),
        again in prop::collection::vec(0..40_usize, 0..30),
        files in prop::collection::vec(any::<bool>(), 70),
        cuts in prop::collection::vec(0..70_usize, 0..6),
    ) {
        let chosen: Vec<usize> = order.into_iter().chain(again).collect();
        let texts: Vec<String> = chosen.iter().zip(&files).map(|(at, file)| {
            if *file { SEALED[*at].to_file() } else { SEALED[*at].to_code() + "\n" }
        }).collect();
        let mut collector = Collector::new(Some(key(0).public().id()));
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(texts.len())).collect();
        cuts.extend([0, texts.len()]);
        cuts.sort_unstable();
        let mut sum = Added::default();
        for pair in cuts.windows(2) {
            let added = collector.add(texts[pair[0]..pair[1]].concat().as_bytes()).unwrap();
            sum.new += added.new;
            sum.copies += added.copies;
        }
        prop_assert_eq!((sum.new, sum.copies), (40, texts.len() - 40));
        prop_assert_eq!(collector.bundle(), collected(&codes(&SEALED)).bundle());
    }

    #[test]
    fn any_bytes_are_taken(
        bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0..300_usize,
    ) {
        let mut text = SEALED[1].to_file().into_bytes();
        let at = at.min(text.len());
        text.splice(at..at, bytes.iter().copied());
        let read = found(&text);
        prop_assert!(read.len() <= 1 + bytes.len() / 11);
        let line = [&text[..], b"\n"].concat();
        prop_assert!(read_bundle(&line).is_err());
    }

    #[test]
    fn a_changed_bundle_is_refused_or_another(
        at in 0..6_880_usize, to in any::<u8>(), cut in 0..7_000_usize,
    ) {
        let bundle = collected(&codes(&SEALED)).bundle().unwrap().into_bytes();
        let mut other = bundle.clone();
        other[at] = to;
        other.truncate(cut.max(3_000));
        // What is taken is what a collector would write of the same envelopes.
        if let Ok(envelopes) = read_bundle(&other) {
            let written = collected(&codes(&envelopes)).bundle().unwrap();
            prop_assert_eq!(written.into_bytes(), other);
        }
    }
}

#[test]
fn a_bundle_is_read_as_it_is_written() {
    let bundle = collected(&codes(&SEALED)).bundle().unwrap();
    let lines: Vec<&str> = bundle.split_inclusive('\n').collect();
    let check = |lines: &[&str], expected| {
        assert_eq!(read_bundle(lines.concat().as_bytes()), Err(expected));
    };
    let damaged = |line| BundleFault::Line { line, fault: EnvelopeFault::Damaged };
    check(&lines[..19], BundleFault::TooFew { found: 19 });
    check(&[], BundleFault::TooFew { found: 0 });
    let mut other = lines.clone();
    other.swap(4, 5);
    check(&other, BundleFault::Order { line: 6 });
    other = lines.clone();
    other[30] = lines[29];
    check(&other, BundleFault::Order { line: 31 });
    check(&[&["\n"], &lines[..]].concat(), damaged(1));
    check(&[&["\u{feff}"], &lines[..]].concat(), damaged(1));
    check(&[&lines[..], &["谢谢"]].concat(), damaged(41));
    check(&[bundle.trim_end()], damaged(40));
    check(&[&bundle.replace('\n', "\r\n")], damaged(1));
    check(&[&bundle.replace(":UUUBA", ": UUUBA")], damaged(1));
    let newer = BundleFault::Line { line: 1, fault: EnvelopeFault::Newer };
    check(&[&bundle.replace("-E1:", "-E2:")], newer);
    check(&[&" ".repeat(INPUT_BYTES_MAX + 1)], BundleFault::TooLarge);
    assert_eq!(read_bundle(bundle.as_bytes()).unwrap().len(), 40);
}

#[test]
fn everything_is_counted_once() {
    let (mine, other) = (codes(&SEALED), envelopes(&key(1), 1)[0].to_code());
    let mut collector = Collector::new(Some(key(0).public().id()));
    let newer = mine[5].replace("-E1", "-E9");
    let text = [&mine[0], &mine[1], &mine[0], &other, &mine[2][..99], &newer, "？"].join(" ");
    let added = collector.add(text.as_bytes()).unwrap();
    let expected = Added { new: 2, copies: 1, other_key: 1, damaged: 1, newer: 1, no_room: 0 };
    assert_eq!(added, expected);
    assert_eq!((collector.len(), collector.is_empty()), (2, false));
    let any = collected(&[text]);
    assert_eq!(any.len(), 3, "where no key is said, every envelope is kept");
    let large = vec![b' '; INPUT_BYTES_MAX + 1];
    assert_eq!(collector.add(&large), Err(BundleFault::TooLarge));
    assert!(Collector::new(None).is_empty());
}

#[test]
fn a_collector_has_room_for_so_many() {
    let room = u32::try_from(ENVELOPES_MAX).unwrap();
    let text: String = (0..room + 2).map(|number| hollow(number).to_code() + "\n").collect();
    let mut collector = Collector::new(None);
    let added = collector.add(text.as_bytes()).unwrap();
    assert_eq!((added.new, added.no_room), (ENVELOPES_MAX, 2));
    let bundle = collector.bundle().unwrap();
    assert!(bundle.len() < INPUT_BYTES_MAX / 2);
    assert_eq!(read_bundle(bundle.as_bytes()).unwrap().len(), ENVELOPES_MAX);
    let last = SEALED[7].to_code() + "\n";
    let more = read_bundle([bundle, last].concat().as_bytes());
    assert!(matches!(more, Err(BundleFault::TooLarge | BundleFault::Order { .. })), "{more:?}");
}

/// Texts that are made to be slow: a beginning again and again, white space, half codes.
#[test]
fn the_time_grows_with_the_length_only() {
    let code = SEALED[0].to_code();
    let spaced = format!("QINGDAN-E1:{}", " ".repeat(250));
    let file = SEALED[0].to_file();
    for piece in
        ["QINGDAN-E1:", &spaced, &code[..170], "{", &file[..200], "QQQQQ", "QINGDAN-E111111"]
    {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let before = Instant::now();
            found(text.as_bytes());
            before.elapsed().as_secs_f64()
        };
        let (short, long) = (time(50_000), time(400_000));
        assert!(long < 40.0 * short + 0.5, "{piece}: {short} s, {long} s");
    }
}
