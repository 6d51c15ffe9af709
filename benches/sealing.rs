//! How long sealing takes: `cargo xtask bench sealing`.
//!
//! Envelopes beside the same records read as plain JSON, and what is done with a key beside that.
//! Prints times, and asserts none.

use std::hint::black_box;
use std::time::{Duration, Instant};

use qingdan::domain::record::{CampaignRef, Record, Template};
use qingdan::domain::seal::{
    ENVELOPE_BYTES, Envelope, Expected, PrivateKey, combine_shares, lock_key, open, seal,
    split_key, unlock_key,
};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;

/// Records that are sealed.
const RECORDS: u32 = 2_000;

/// How often a key is locked, unlocked, split and put together.
const KEYS: u8 = 10;

const PASSPHRASE: &str = "a passphrase of many words";

fn main() {
    let instrument = shipped_instrument();
    let key = PrivateKey::of_random(b"32 bytes that are no chance here").expect("random bytes");
    let records: Vec<Record> = demo(instrument, RECORDS.into(), 4).collect();
    let lines: Vec<String> = records.iter().map(|record| record.to_line(instrument)).collect();
    let template = Template::new(instrument);
    let plain = each(RECORDS, || {
        for line in &lines {
            assert!(black_box(template.read(line.as_bytes())).is_some());
        }
    });
    println!("{:<34}{plain:>14.2?}", "a plain record, read");

    let mut envelopes: Vec<Envelope> = Vec::new();
    let time = each(RECORDS, || {
        for (number, record) in (1_u64..).zip(&records) {
            let random = [number.to_le_bytes(); 4];
            let random = random.as_flattened().first_chunk().expect("32 bytes");
            let sealed = seal(key.public(), instrument.hash, &record.pack(), random);
            envelopes.push(sealed.expect("random bytes"));
        }
    });
    tell("a record, sealed", time, plain);
    let expected = Expected { instrument: instrument.hash, others: &[], campaigns: &[] };
    let time = each(RECORDS, || {
        let opened = envelopes.iter().filter(|one| open(one, &key, &expected).is_ok()).count();
        assert_eq!(opened, envelopes.len());
    });
    tell("an envelope, opened", time, plain);
    tell_kinds(&key, &envelopes);

    let random = |n: u8| std::array::from_fn(|at| byte(at).wrapping_add(n));
    let mut files = Vec::new();
    let time = each(KEYS.into(), || {
        files.extend((0..KEYS).map(|n| lock_key(&key, PASSPHRASE, &random(n)).expect("a file")));
    });
    tell("a key, locked", time, plain);
    let time = each(KEYS.into(), || {
        assert!(files.iter().all(|file| unlock_key(file, PASSPHRASE).is_ok()));
    });
    tell("a key, unlocked", time, plain);
    let shares = |n: u8| {
        let random = std::array::from_fn(|at| byte(at).wrapping_mul(7).wrapping_add(n));
        split_key(&key, &random).expect("shares")
    };
    let time = each(KEYS.into(), || {
        assert!((0..KEYS).all(|n| combine_shares(&shares(n)[..2]).is_ok()));
    });
    tell("a key, split and put together", time, plain);
}

/// How long an envelope takes to be opened, or to be refused, by its kind: what could be learned
/// from the time alone. The kinds take turns, so that other work on the machine meets all of them.
fn tell_kinds(key: &PrivateKey, good: &[Envelope]) {
    let hash = shipped_instrument().hash;
    let other = PrivateKey::of_random(b"32 other bytes, no chance either").expect("random bytes");
    let foreign = [CampaignRef { id: [0xff; 4], wave: 99 }];
    let any = Expected { instrument: hash, others: &[], campaigns: &[] };
    let elsewhere = Expected { campaigns: &foreign, ..any };
    let changed = |envelope: &Envelope, at: usize| {
        let mut bytes = *envelope.as_bytes();
        bytes[at] ^= 1;
        Envelope::from_bytes(&bytes).expect("an envelope by its form")
    };
    let mut times: [Vec<Duration>; 5] = Default::default();
    for envelope in good {
        let last = ENVELOPE_BYTES - 1;
        let tries = [
            (*envelope, key, &any),
            (*envelope, key, &elsewhere),
            (changed(envelope, ENVELOPE_BYTES / 2), key, &any),
            (changed(envelope, last), key, &any),
            (*envelope, &other, &any),
        ];
        for (times, (envelope, key, expected)) in times.iter_mut().zip(tries) {
            let start = Instant::now();
            let _ = black_box(open(&envelope, key, expected));
            times.push(start.elapsed());
        }
    }
    let kinds = ["opened", "of another campaign", "damaged", "damaged at its end", "another key"];
    let mut opened = None;
    println!("one by one: the times that 5, 50 and 95 of 100 stay below, and the middle beside it");
    for (kind, mut times) in kinds.into_iter().zip(times) {
        times.sort_unstable();
        let [few, half, most] = [5, 50, 95].map(|share| times[times.len() * share / 100]);
        let ratio = half.as_secs_f64() / opened.get_or_insert(half).as_secs_f64();
        println!("  {kind:<32}{few:>12.2?}{half:>12.2?}{most:>12.2?}  {ratio:.3}");
    }
}

/// The low byte of a number.
fn byte(number: usize) -> u8 {
    number.to_le_bytes()[0]
}

/// The time of one of so many.
fn each(number: u32, work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed() / number
}

fn tell(what: &str, time: Duration, plain: Duration) {
    let ratio = time.as_secs_f64() / plain.as_secs_f64();
    println!("{what:<34}{time:>14.2?}  {ratio:.0} times a plain record's");
}
