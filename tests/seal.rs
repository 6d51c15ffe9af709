//! Envelopes: what is sealed opens with its key alone, and says nothing before.
//!
//! Numbers in the names of tests are those of `docs/adversarial-tests.md`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "seal/mod.rs"]
mod common;

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use common::{hex, instrument, key, random, sealed, sealed_for};
use qingdan::domain::instrument::InstrumentHash;
use qingdan::domain::record::{CampaignRef, PACKED_BYTES, Record, unpack};
use qingdan::domain::seal::{
    ENVELOPE_BYTES, Envelope, EnvelopeFault, Expected, Fingerprint, NoRandomness, PrivateKey,
    PublicKey, SealFault, Unopened, open, seal,
};
use qingdan::domain::simulate::demo;
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn expected() -> Expected<'static> {
    Expected { instrument: instrument().hash, others: &[], campaigns: &[] }
}

fn records(number: u64) -> Vec<Record> {
    demo(instrument(), number, 4).collect()
}

/// The smallest, the largest and two of chance: bytes that no record needs to be.
fn extremes() -> [[u8; PACKED_BYTES]; 4] {
    [[0; 64], [0xff; 64], random(1), random(2)]
}

#[test]
fn what_is_sealed_opens() {
    let key = key(0);
    for (number, record) in records(20).iter().enumerate() {
        let envelope = sealed(&key, &record.pack(), number as u64);
        let packed = open(&envelope, &key, &expected()).unwrap();
        assert_eq!(unpack(&[instrument()], &packed).as_ref(), Ok(record));
        assert_eq!(Envelope::from_bytes(envelope.as_bytes()), Ok(envelope));
        assert_eq!(envelope.key_id(), key.public().id());
        let again = sealed(&key, &record.pack(), number as u64);
        assert_eq!(again, envelope, "nothing but the random bytes decides");
        assert_ne!(sealed(&key, &record.pack(), 900), envelope);
    }
}

/// What a program in Python that was written from RFC 9180, 7748 and 8439 alone makes of the same
/// bytes; `docs/seal-format.md` has it as its example.
#[test]
fn another_program_makes_the_same() {
    let key = PrivateKey::of_random(b"the organiser's 32 random bytes.").unwrap();
    let public = "dbb30ecd7de0002cc88d344d56c06ffc2912fdc3f1710c92879114035137eb31";
    assert_eq!(key.public().to_bytes(), hex(public));
    assert_eq!(key.public().fingerprint().to_string(), "0671 1423 5419 4840 8900");
    let digest = Sha256::digest(b"an instrument").into();
    let packed = std::array::from_fn(|at| u8::try_from(at).unwrap());
    let random = b"the respondent's random bytes 32";
    let envelope = seal(key.public(), InstrumentHash(digest), &packed, random).unwrap();
    let code = "QINGDAN-E1:\
        UUUBAF0jxCfvwL31RCIAPJ5ePzx6_QWGKiA7X_hc6rAmpovRzeijPfMPv2Ks1kMBpinUMHUJTIRMw3ix\
        lQspB7Kv3hh25FM32dKn_kdUlCSf-Mu6a-2ciYuTn9kRVauHumS3SNGZ2uw_OIyNwgNO_8KKEx4Gv8QF";
    assert_eq!(envelope.to_code(), code);
    let file = code.replace("QINGDAN-E1:", "{\"format\":\"qingdan-envelope/1\",\"envelope\":\"");
    assert_eq!(envelope.to_file(), file + "\"}\n");
    let fingerprint = key.public().fingerprint().to_string();
    let digits = &code["QINGDAN-E1:".len()..];
    let paper = key.to_paper();
    let typed = &paper["QINGDAN-K1:".len()..];
    for page in [include_str!("../docs/seal-format.md"), include_str!("../docs/seal-format.zh.md")]
    {
        for value in [public, &fingerprint, digits, typed] {
            assert!(page.contains(value), "{value}");
        }
    }
}

#[test]
fn n22_the_keys_of_rfc_9180() {
    let pair = |random: &str| PrivateKey::of_random(&hex(random)).unwrap();
    let receiver = pair("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df");
    let expected = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";
    assert_eq!(receiver.public().to_bytes(), hex(expected));
    let ephemeral = hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b");
    let envelope = seal(receiver.public(), instrument().hash, &[0; 64], &ephemeral).unwrap();
    let expected = "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a";
    assert_eq!(envelope.as_bytes()[8..40], hex(expected));
}

#[test]
fn n23_every_flipped_bit_and_every_length_is_noticed() {
    let key = key(0);
    let good = *sealed(&key, &records(1)[0].pack(), 3).as_bytes();
    for bit in 0..ENVELOPE_BYTES * 8 {
        let mut bytes = good;
        bytes[bit / 8] ^= 1 << (bit % 8);
        let read = Envelope::from_bytes(&bytes);
        match bit / 8 {
            0 | 1 => assert_eq!(read, Err(EnvelopeFault::Damaged), "bit {bit}"),
            2 | 3 => assert_eq!(read, Err(EnvelopeFault::Newer), "bit {bit}"),
            byte => {
                let fault = if byte < 8 { Unopened::OtherKey } else { Unopened::Damaged };
                assert_eq!(open(&read.unwrap(), &key, &expected()), Err(fault), "bit {bit}");
            }
        }
    }
    for length in (0..ENVELOPE_BYTES).chain([ENVELOPE_BYTES + 1, 2 * ENVELOPE_BYTES]) {
        let bytes: Vec<u8> = good.iter().copied().cycle().take(length).collect();
        assert_eq!(Envelope::from_bytes(&bytes), Err(EnvelopeFault::Damaged), "{length} bytes");
    }
}

/// The points of order 1, 2, 4 and 8 and numbers that X25519 reads as one of them, from the
/// Curve25519 page of D. J. Bernstein.
#[test]
fn n24_keys_of_low_order_are_refused() {
    let eight = [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
        0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49,
        0xb8, 0x00,
    ];
    let other_eight = [
        0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef,
        0x5b, 0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f,
        0x11, 0x57,
    ];
    let small = |number| std::array::from_fn(|at| if at == 0 { number } else { 0 });
    let near = |low: u8, high: u8| {
        std::array::from_fn(|at| match at {
            0 => low,
            31 => high,
            _ => 0xff,
        })
    };
    let low = [small(0), small(1), eight, other_eight, near(0xec, 0x7f)];
    for bytes in low {
        assert_eq!(PublicKey::from_bytes(bytes), None, "{bytes:02x?}");
        // As the encapsulated key of an envelope.
        let key = key(0);
        let mut envelope = *sealed(&key, &[7; 64], 1).as_bytes();
        envelope[8..40].copy_from_slice(&bytes);
        let envelope = Envelope::from_bytes(&envelope).unwrap();
        assert_eq!(open(&envelope, &key, &expected()), Err(Unopened::Damaged));
    }
    // Other ways to write a number: 2²⁵⁵ − 19 and more, and the bit that is not read.
    for bytes in [near(0xed, 0x7f), near(0xee, 0x7f), near(0xff, 0x7f), near(0xec, 0xff)] {
        assert_eq!(PublicKey::from_bytes(bytes), None, "{bytes:02x?}");
    }
    let mut high = key(3).public().to_bytes();
    assert!(PublicKey::from_bytes(high).is_some());
    high[31] |= 0x80;
    assert_eq!(PublicKey::from_bytes(high), None);
    assert!(PublicKey::from_bytes(near(0xeb, 0x7f)).is_some(), "2²⁵⁵ − 21 is written as it is");
    assert!(PublicKey::from_bytes(small(9)).is_some(), "the base point is a good key");
}

#[test]
fn n25_what_belongs_elsewhere_is_refused() {
    let (mine, other) = (key(0), key(1));
    let campaign = CampaignRef { id: [1, 2, 3, 4], wave: 2 };
    let mut packed = records(1)[0].pack();
    packed[5] |= 2;
    packed[23..28].copy_from_slice(&[1, 2, 3, 4, 2]);
    let envelope = sealed(&mine, &packed, 1);
    let in_campaigns =
        |campaigns: &[CampaignRef]| open(&envelope, &mine, &Expected { campaigns, ..expected() });
    assert_eq!(in_campaigns(&[]), Ok(packed));
    assert_eq!(in_campaigns(&[campaign]), Ok(packed));
    let others = [CampaignRef { wave: 3, ..campaign }, CampaignRef { id: [1, 2, 3, 5], wave: 2 }];
    assert_eq!(in_campaigns(&others), Err(Unopened::OtherCampaign));
    assert_eq!(in_campaigns(&[others[0], campaign]), Ok(packed));
    let none = sealed(&mine, &records(1)[0].pack(), 1);
    let asked = Expected { campaigns: &[campaign], ..expected() };
    assert_eq!(open(&none, &mine, &asked), Err(Unopened::OtherCampaign));

    assert_eq!(open(&sealed(&other, &packed, 1), &mine, &expected()), Err(Unopened::OtherKey));
    let earlier = InstrumentHash([9; 32]);
    let old = sealed_for(&mine, earlier, &packed);
    assert_eq!(open(&old, &mine, &expected()), Err(Unopened::Damaged));
    let known = Expected { others: &[InstrumentHash([8; 32]), earlier], ..expected() };
    assert_eq!(open(&old, &mine, &known), Err(Unopened::OtherInstrument));
    let change = |at: usize| {
        let mut packed = packed;
        packed[at] ^= 2;
        open(&sealed(&mine, &packed, 1), &mine, &expected())
    };
    assert_eq!(change(0), Err(Unopened::OtherFormat));
    for at in 1..5 {
        assert_eq!(change(at), Err(Unopened::OtherInstrument), "byte {at}");
    }
    assert!(change(40).is_ok());
}

#[test]
fn n27_without_random_numbers_nothing_is_sealed() {
    let key = key(0);
    for byte in [0, 1, 0xff] {
        let sealed = seal(key.public(), instrument().hash, &[3; 64], &[byte; 32]);
        assert_eq!(sealed, Err(SealFault::NoRandomness(NoRandomness)));
        assert_eq!(PrivateKey::of_random(&[byte; 32]).err(), Some(NoRandomness));
    }
}

/// A reason is one of a fixed number of words, so a count of them can tell no more.
#[test]
fn n28_reasons_hold_nothing_of_an_envelope() {
    assert_eq!(size_of::<Unopened>(), 1);
    assert_eq!(size_of::<EnvelopeFault>(), 1);
}

#[test]
fn n29_another_key_shows_another_fingerprint() {
    let mut seen = BTreeSet::new();
    for number in 0..50 {
        let key = key(number);
        let shown = key.public().fingerprint().to_string();
        assert_eq!(shown.len(), 24);
        assert_eq!(Fingerprint::parse(&shown), Some(key.public().fingerprint()));
        assert!(format!("{key:?} {:?}", key.public()).contains(&shown));
        assert!(seen.insert(shown), "key {number}");
    }
}

/// The size of some bytes when packed as well as the usual programs do.
fn deflated(bytes: &[u8]) -> u64 {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a", options).unwrap();
    writer.write_all(bytes).unwrap();
    let mut archive = writer.finish_into_readable().unwrap();
    archive.by_index(0).unwrap().compressed_size()
}

#[test]
fn n8_every_envelope_has_one_size_packed_or_not() {
    let key = key(0);
    let whole = ENVELOPE_BYTES as u64;
    let mut sizes = BTreeSet::new();
    let records = records(8).into_iter().map(|record| record.pack());
    for (number, packed) in extremes().into_iter().chain(records).enumerate() {
        let envelope = sealed(&key, &packed, number as u64);
        assert_eq!(envelope.to_code().len(), 171);
        assert_eq!(envelope.to_file().len(), 206);
        assert!(deflated(envelope.as_bytes()) >= whole, "it does not become smaller");
        sizes.insert(deflated(envelope.as_bytes()));
    }
    assert_eq!(sizes.len(), 1, "{sizes:?}");
    assert!(deflated(&[0; 64]) < 16, "what has an order does become smaller");
}

/// Pearson's statistic of values below `kinds` against equal frequencies: on average one less than
/// there are kinds.
fn chi_square(kinds: usize, values: impl Iterator<Item = u8>) -> f64 {
    let mut counts = vec![0.0_f64; kinds];
    for value in values {
        counts[usize::from(value)] += 1.0;
    }
    let mean = counts.iter().sum::<f64>() / counts.iter().map(|_| 1.0).sum::<f64>();
    counts.iter().map(|count| (count - mean).powi(2) / mean).sum()
}

#[test]
fn envelopes_look_like_chance_whatever_is_in_them() {
    const EACH: u64 = 1_000;
    let key = key(0);
    let records = records(8);
    let people = |number: u64| records[usize::try_from(number % 8).unwrap()].pack();
    // Bytes have 255 on average, with a standard deviation of 22.6.
    let within = |statistic: f64| (142.0..368.0).contains(&statistic);
    for (kind, extreme) in [Some([0; 64]), Some([0xff; 64]), None].into_iter().enumerate() {
        let sealed: Vec<Envelope> = (0..EACH)
            .map(|number| {
                let packed = extreme.unwrap_or_else(|| people(number));
                sealed(&key, &packed, number + EACH * kind as u64)
            })
            .collect();
        let heads: BTreeSet<&[u8]> = sealed.iter().map(|e| &e.as_bytes()[..8]).collect();
        assert_eq!(heads.len(), 1, "the head is that of the key");
        // The highest bit of an X25519 key is 0: it is the only one that is not as by chance.
        assert!(sealed.iter().all(|envelope| envelope.as_bytes()[39] < 0x80));
        let bytes = sealed.iter().flat_map(|envelope| envelope.as_bytes().iter().copied());
        let chance = |at: usize| at % ENVELOPE_BYTES > 7 && at % ENVELOPE_BYTES != 39;
        let bytes = bytes.enumerate().filter(|(at, _)| chance(*at)).map(|(_, byte)| byte);
        let statistic = chi_square(256, bytes);
        assert!(within(statistic), "{statistic}");
        // Each place by itself, over half bytes: 15 on average, below 55 all but surely.
        for place in (0..ENVELOPE_BYTES).filter(|place| chance(*place)) {
            let halves = sealed.iter().map(|envelope| envelope.as_bytes()[place] >> 4);
            let statistic = chi_square(16, halves);
            assert!(statistic < 55.0, "place {place}: {statistic}");
        }
    }
    let plain = (0..EACH).flat_map(people);
    assert!(!within(chi_square(256, plain)), "the statistic sees an order where there is one");
}
