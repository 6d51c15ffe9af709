//! Envelopes on the organiser's page, without a screen: found in every kind of input, opened with
//! a key, counted by reason, kept, saved and restored.
#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "opening/organiser.rs"]
#[allow(dead_code, reason = "other tests need the rest")]
mod organiser;
#[path = "seal/mod.rs"]
#[allow(dead_code, reason = "other tests need the rest")]
mod seal;

use organiser::{ID, Organiser, boxed, campaign, people, ticket};
use qingdan::domain::record::{PACKED_BYTES, Reason, Record};
use qingdan::domain::seal::{Collector, Envelope};
use qingdan::worker::{Cause, SealedCounts, SealedFault};
use seal::{instrument, key, random, sealed};

/// A file, a chat and a bundle of envelopes, with plain lines between them.
fn inputs(envelopes: &[Envelope]) -> Vec<(String, Vec<u8>)> {
    let (files, rest) = envelopes.split_at(3);
    let (chat, bundle) = rest.split_at(30);
    let files = files.iter().enumerate();
    let files = files.map(|(n, one)| (format!("{n}.json"), one.to_file().into_bytes()));
    let said = |(n, one): (usize, &Envelope)| {
        let code = one.to_code();
        let (start, end) = code.split_at(80);
        format!("村民{n}  10:0{}\n{start}\n{end} 请查收\n", n % 10)
    };
    let chat: String = chat.iter().enumerate().map(said).collect();
    let mut collector = Collector::new(None);
    let codes: String = bundle.iter().map(|one| one.to_code() + "\n").collect();
    collector.add(codes.as_bytes()).unwrap();
    let bundle = collector.bundle().unwrap();
    files
        .chain([("聊天.txt".to_owned(), chat.into_bytes()), ("包.txt".to_owned(), bundle.into())])
        .collect()
}

fn given(inputs: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    inputs.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

/// What a plain campaign with the same people would give.
fn twin(records: &[Record]) -> Organiser {
    let mut twin = Organiser::of(&campaign(ID, None), None);
    let lines: String = records.iter().map(|one| one.to_line(instrument()) + "\n").collect();
    twin.read(&[("twin", lines.as_bytes())]);
    twin
}

/// An envelope with one bit changed.
fn changed(envelope: &Envelope) -> Envelope {
    let mut bytes = *envelope.as_bytes();
    bytes[60] ^= 4;
    Envelope::from_bytes(&bytes).unwrap()
}

#[test]
fn a_thousand_envelopes_and_every_reason() {
    let (own, other) = (key(1), key(2));
    let records = people(1_000, 5, ID);
    let envelopes = boxed(&own, &records);
    let elsewhere = boxed(&own, &people(6, 6, [9; 4]));
    let wrong_key = boxed(&other, &people(7, 7, ID));
    let old = |packed: [u8; PACKED_BYTES], at: usize| {
        let mut packed = packed;
        packed[at] ^= 1;
        packed
    };
    let packed = |n: usize| records[n].pack();
    let versions = [sealed(&own, &old(packed(0), 0), 1), sealed(&own, &old(packed(1), 2), 2)];
    let no_record = {
        let mut bytes = random::<PACKED_BYTES>(4);
        bytes[..5].copy_from_slice(&packed(0)[..5]);
        sealed(&own, &bytes, 3)
    };
    let cut = &envelopes[1].to_code()[..90];
    let changed = changed(&envelopes[2]).to_code();
    let newer = envelopes[3].to_code().replace("-E1:", "-E2:");
    let codes = |all: &[Envelope]| all.iter().map(|one| one.to_code() + "\n").collect::<String>();
    let mut given_files = inputs(&envelopes);
    let versions = codes(&versions);
    let others = [
        ("别的活动", codes(&elsewhere)),
        ("别的密钥", codes(&wrong_key)),
        ("坏的", [cut, "\n", &changed, "\n"].concat()),
        ("新的", newer),
        ("版本", versions),
        ("不是答卷", no_record.to_code()),
        ("没密封.json", records[0].to_json(instrument())),
        ("再来一次", envelopes[5].to_file()),
    ];
    given_files.extend(others.map(|(name, text)| (name.to_owned(), text.into_bytes())));

    let mut organiser = Organiser::of(&campaign(ID, Some(own.public())), Some(&own));
    let counts = organiser.read(&given(&given_files));
    let expected = SealedCounts {
        opened: 1_001,
        locked: 0,
        other_key: 7,
        damaged: 2,
        newer: 1,
        other_version: 2,
        other_campaign: 6,
        no_record: 1,
        plain: 1,
        late: 0,
    };
    assert_eq!(counts.sealed, expected);
    assert_eq!((counts.accepted, counts.identical, counts.refused), (1_000, 1, 20));
    assert_eq!(counts.received, 1_021);
    assert_eq!(organiser.report(), twin(&records).report());

    let causes = organiser.causes();
    let cause = |name: &str| {
        let found = causes.iter().find(|one| one.0 == name);
        found.map(|(_, line, cause)| (*line, cause.clone()))
    };
    let told = |line, fault| Some((line, Cause::Sealed(fault)));
    assert_eq!(cause("别的密钥"), told(Some(1), SealedFault::OtherKey));
    assert_eq!(cause("坏的"), told(Some(1), SealedFault::Damaged));
    assert_eq!(cause("新的"), told(None, SealedFault::Newer));
    assert_eq!(cause("版本"), told(Some(1), SealedFault::OtherVersion));
    assert_eq!(cause("没密封.json"), told(None, SealedFault::Plain));
    assert_eq!(cause("别的活动"), told(None, SealedFault::OtherCampaign));
    assert!(matches!(cause("不是答卷"), Some((None, Cause::Record(_)))));
}

/// However the inputs come, one after another or together, the counts and the report are the same.
#[test]
fn the_order_of_inputs_does_not_matter() {
    let own = key(1);
    let records = people(120, 8, ID);
    let envelopes = boxed(&own, &records);
    let mut all = inputs(&envelopes);
    all.push(("别的.txt".to_owned(), boxed(&key(2), &records[..3])[0].to_code().into_bytes()));
    all.push(("没密封.json".to_owned(), records[7].to_json(instrument()).into_bytes()));
    let line = campaign(ID, Some(own.public()));
    let mut first = Organiser::of(&line, Some(&own));
    let counts = first.read(&given(&all));
    let (report, bundle) = (first.report(), first.bundle());
    for turn in 0..all.len() {
        all.rotate_left(1);
        if turn % 2 == 0 {
            all.reverse();
        }
        let mut organiser = Organiser::of(&line, Some(&own));
        for one in given(&all) {
            organiser.read(&[one]);
        }
        assert_eq!(organiser.counts(), counts, "{turn}");
        assert_eq!(organiser.report(), report, "{turn}");
        assert_eq!(organiser.bundle(), bundle, "{turn}");
    }
}

#[test]
fn without_a_key_nothing_is_opened_and_nothing_lost_without_a_word() {
    let own = key(1);
    let records = people(60, 9, ID);
    let all = inputs(&boxed(&own, &records));
    let mut organiser = Organiser::of(&campaign(ID, Some(own.public())), None);
    let counts = organiser.read(&given(&all));
    assert_eq!((counts.accepted, counts.refused, counts.received), (0, 60, 60));
    assert_eq!(counts.sealed, SealedCounts { locked: 60, ..SealedCounts::default() });
    let causes = organiser.causes();
    assert_eq!(causes[0], ("0.json".to_owned(), None, Cause::Sealed(SealedFault::Locked)));
    assert_eq!(causes[3].0, "聊天.txt");
    assert_eq!([causes[3].1, causes[4].1], [Some(2), Some(5)], "lines of the chat");
    assert!(causes.iter().all(|one| one.2 == Cause::Sealed(SealedFault::Locked)));

    organiser.unlock(&own);
    let counts = organiser.read(&given(&all));
    assert_eq!((counts.accepted, counts.refused, counts.received), (60, 60, 120));
    assert_eq!((counts.sealed.locked, counts.sealed.opened), (60, 60));
    organiser.lock();
    assert_eq!(organiser.read(&given(&all)).sealed.locked, 120);
    assert_eq!(organiser.report(), twin(&records).report());
}

/// The log keeps records without their tickets, and no envelope. What is saved is sealed again.
#[test]
fn what_is_kept_has_no_ticket_and_what_is_saved_is_sealed() {
    let own = key(1);
    let records = people(60, 10, ID);
    let envelopes = boxed(&own, &records);
    let line = campaign(ID, Some(own.public()));
    let mut organiser = Organiser::of(&line, Some(&own));
    organiser.read(&given(&inputs(&envelopes)));
    let holds = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|some| some == part);
    let log = organiser.log.concat();
    for (record, (number, envelope)) in records.iter().zip((1..).zip(&envelopes)) {
        assert!(holds(&log, &record.pack()));
        assert!(!holds(&log, &ticket(number).to_bytes()), "a ticket is kept");
        assert!(!holds(&log, &envelope.as_bytes()[40..]), "an envelope is kept");
        assert!(!holds(&log, envelope.to_code().as_bytes()), "an envelope is kept");
    }
    let mut again = organiser.reopened();
    assert_eq!(again.counts(), organiser.counts());
    assert_eq!(again.report(), organiser.report());

    for saved in [organiser.bundle(), again.bundle()] {
        assert!(!saved.contains("qingdan-record"), "{saved}");
        assert_eq!(saved.lines().filter(|line| line.contains("qingdan-envelope/1")).count(), 60);
        let mut restored = Organiser::new();
        assert_eq!(restored.read(&[("批次", saved.as_bytes())]).sealed.locked, 60);
        restored.unlock(&own);
        let counts = restored.read(&[("批次", saved.as_bytes())]);
        assert_eq!((counts.accepted, counts.sealed.opened), (60, 60));
        assert_eq!(restored.report(), twin(&records).report());
        let opened = restored.bundle();
        assert_eq!(opened.lines().count(), saved.lines().count());
    }
    let same = organiser.bundle() == organiser.bundle();
    assert!(same, "the same random bytes give the same");
}

/// A campaign that is not sealed takes plain records as ever; one that comes later with a key
/// cannot turn them away.
#[test]
fn a_plain_campaign_stays_plain() {
    let records = people(30, 11, ID);
    let mut organiser = twin(&records[..20]);
    let forged = campaign(ID, Some(key(3).public()));
    organiser.read(&[("假的.json", forged.as_bytes())]);
    let rest: String = records[20..].iter().map(|one| one.to_line(instrument()) + "\n").collect();
    let counts = organiser.read(&[("rest", rest.as_bytes())]);
    assert_eq!((counts.accepted, counts.sealed), (30, SealedCounts::default()));
    assert_eq!(organiser.bundle().matches("qingdan-record/1").count(), 30);
    // In one input the campaign counts whatever stands before it.
    let mut other = Organiser::new();
    let text = [records[0].to_line(instrument()).as_str(), "\n", &forged, "\n"].concat();
    let counts = other.read(&[("both", text.as_bytes())]);
    assert_eq!((counts.accepted, counts.sealed.plain), (0, 1));
}

/// A key file, a share and a plain text among envelopes are refused like anything else.
#[test]
fn what_is_no_envelope_is_called_what_it_is() {
    let mut organiser = Organiser::new();
    let paper = key(1).to_paper();
    organiser.read(&[("纸.txt", paper.as_bytes()), ("话.txt", "QINGDAN-E 是什么".as_bytes())]);
    let no_record = Cause::Record(Reason::NoRecord);
    assert!(organiser.causes().iter().all(|one| one.2 == no_record), "{:?}", organiser.causes());
}

/// Plain records that came before anybody knew of their campaign's key, and no envelope yet: what
/// is saved of them is sealed, and comes back whole with the key. Without good random numbers
/// nothing is saved.
#[test]
fn records_that_came_before_their_key_are_not_lost() {
    let own = key(1);
    let records = people(30, 7, ID);
    let lines: String = records.iter().map(|one| one.to_line(instrument()) + "\n").collect();
    let mut organiser = Organiser::new();
    organiser.read(&[("先到的", lines.as_bytes())]);
    organiser.read(&[("活动", campaign(ID, Some(own.public())).as_bytes())]);
    assert_eq!(organiser.counts().accepted, 30);
    let saved = organiser.bundle();
    assert_eq!(saved.matches("qingdan-envelope/1").count(), 30);
    assert_eq!(saved.matches("qingdan-record/1").count(), 0);
    let mut restored = Organiser::new();
    restored.unlock(&own);
    let counts = restored.read(&[("批次", saved.as_bytes())]);
    assert_eq!((counts.accepted, counts.refused), (30, 0));
    assert_eq!(restored.report().release, organiser.report().release);
    assert!(organiser.saves_nothing_with([9; 32]));
}

/// They are told: how many, here and in the report, after the log is read again, and whatever
/// comes sealed beside them.
#[test]
fn records_that_came_before_their_key_are_told() {
    let own = key(1);
    let records = people(70, 7, ID);
    let lines: String = records[..30].iter().map(|one| one.to_line(instrument()) + "\n").collect();
    let envelopes = |some: &[Record]| {
        boxed(&own, some).iter().map(|one| one.to_code() + "\n").collect::<String>()
    };
    let mut organiser = Organiser::new();
    organiser.read(&[("先到的", lines.as_bytes())]);
    assert_eq!((organiser.counts().unsealed, organiser.report().unsealed), (0, 0), "not known yet");
    organiser.read(&[("活动", campaign(ID, Some(own.public())).as_bytes())]);
    assert_eq!(organiser.counts().unsealed, 30);
    organiser.unlock(&own);
    // Some of them again, sealed this time: they came in the open first.
    organiser.read(&[("密封的", envelopes(&records[25..]).as_bytes())]);
    organiser.read(&[("晚到的", lines.as_bytes())]);
    for mut organiser in [organiser.reopened(), organiser] {
        let counts = organiser.counts();
        assert_eq!((counts.accepted, counts.sealed.plain, counts.unsealed), (70, 30, 30));
        assert_eq!(organiser.report().unsealed, 30);
    }
    // Opened before its campaign is known is not in the open.
    let mut other = Organiser::new();
    other.unlock(&own);
    let sealed: String = (0..)
        .zip(&records[..20])
        .map(|(number, one)| seal::sealed(&own, &one.pack(), number).to_code() + "\n")
        .collect();
    other.read(&[("密封的", sealed.as_bytes())]);
    let lines: String = records[20..].iter().map(|one| one.to_line(instrument()) + "\n").collect();
    other.read(&[("没密封的", lines.as_bytes())]);
    other.read(&[("活动", campaign(ID, Some(own.public())).as_bytes())]);
    assert_eq!((other.counts().accepted, other.counts().unsealed), (70, 50));
    // Whatever is sealed again is told as that no more: nothing in it says how it came.
    let saved = other.bundle();
    let mut restored = Organiser::new();
    restored.unlock(&own);
    let counts = restored.read(&[("批次", saved.as_bytes())]);
    assert_eq!((counts.accepted, counts.unsealed, counts.refused), (70, 0, 0));
}

/// What was opened with another key before its campaign came is saved so that it comes back.
#[test]
fn what_another_key_opened_before_is_not_lost() {
    let (own, other) = (key(1), key(2));
    let sealed: String = (0..)
        .zip(&people(20, 7, ID))
        .map(|(number, one)| seal::sealed(&other, &one.pack(), number).to_code() + "\n")
        .collect();
    let mut organiser = Organiser::new();
    organiser.unlock(&other);
    organiser.read(&[("密封的", sealed.as_bytes())]);
    organiser.read(&[("活动", campaign(ID, Some(own.public())).as_bytes())]);
    assert_eq!(organiser.counts().accepted, 20);
    let saved = organiser.bundle();
    let mut restored = Organiser::new();
    restored.unlock(&own);
    let counts = restored.read(&[("批次", saved.as_bytes())]);
    assert_eq!((counts.accepted, counts.refused), (20, 0));
}
