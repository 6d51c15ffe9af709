//! The private key as a file, on paper and in shares: it comes back exactly, or not at all.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "seal/mod.rs"]
mod common;

use std::collections::BTreeSet;

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use common::{hex, instrument, key, random, sealed};
use qingdan::domain::seal::{
    Expected, KeyFileFault, NoRandomness, PAPER_PREFIX, PASSPHRASE_BYTES_MAX, PrivateKey, Share,
    ShareFault, combine_shares, lock_key, open, split_key, unlock_key,
};

const PASSPHRASE: &str = "清源县 2026 减负摸底";

/// Whether a key opens what was sealed to another one's public key.
fn same(found: &PrivateKey, expected: &PrivateKey) -> bool {
    let envelope = sealed(expected, &random(3), 5);
    let mut packed: [u8; 64] = random(3);
    packed[0] = 1;
    packed[1..5].copy_from_slice(&instrument().hash.0[..4]);
    let good = sealed(expected, &packed, 5);
    let any = Expected { instrument: instrument().hash, others: &[], campaigns: &[] };
    assert!(open(&envelope, found, &any).is_err());
    open(&good, found, &any) == Ok(packed)
}

/// RFC 9106, section 5.3.
#[test]
fn n22_the_vector_of_argon2id() {
    let mut params = ParamsBuilder::new();
    params.m_cost(32).t_cost(3).p_cost(4).data(AssociatedData::new(&[4; 12]).unwrap());
    let params = params.build().unwrap();
    let derivation =
        Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut tag = [0; 32];
    derivation.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
    let expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
    assert_eq!(tag, hex(expected));
}

#[test]
fn a_locked_key_is_unlocked_by_its_passphrase_alone() {
    let key = key(0);
    let file = lock_key(&key, PASSPHRASE, &random(9)).unwrap();
    assert_eq!(file.len(), 268);
    assert!(file.ends_with("\"}\n") && file.is_ascii());
    assert!(same(&unlock_key(&file, PASSPHRASE).unwrap(), &key));
    let around = ["\u{feff}", file.trim(), "\r\n\r\n"].concat();
    assert!(same(&unlock_key(&around, PASSPHRASE).unwrap(), &key));
    for wrong in ["", "清源县 2026 减负摸", &PASSPHRASE.replace(' ', "")] {
        assert_eq!(unlock_key(&file, wrong).err(), Some(KeyFileFault::Locked), "{wrong}");
    }
    let json: serde_json::Value = serde_json::from_str(&file).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 6);
    assert_eq!(json["format"], "qingdan-key/1");
    assert_eq!(json["kdf"], "argon2id,v=19,m=19456,t=2,p=1");
    // Another salt and nonce make another file of the same length.
    let other = lock_key(&key, PASSPHRASE, &random(10)).unwrap();
    assert_eq!(other.len(), file.len());
    assert_ne!(other, file);
}

#[test]
fn every_changed_character_of_a_key_file_is_noticed() {
    let file = lock_key(&key(0), PASSPHRASE, &random(9)).unwrap();
    let version = file.find("/1").unwrap() + 1;
    let mut kinds = BTreeSet::new();
    for (place, old) in file.trim_end().char_indices() {
        let new = if old == 'A' { 'B' } else { 'A' };
        let mut other = file.to_string();
        other.replace_range(place..=place, &new.to_string());
        let fault = unlock_key(&other, PASSPHRASE).err().unwrap();
        kinds.insert(fault.to_string());
        if place < version {
            assert!(fault == KeyFileFault::NoKeyFile, "{place}: {fault}");
        }
        let cut = unlock_key(&file[..place], PASSPHRASE).err().unwrap();
        assert!(matches!(cut, KeyFileFault::NoKeyFile | KeyFileFault::Damaged), "{place}");
    }
    assert_eq!(kinds.len(), 3, "{kinds:?}");
    let newer = file.replace("key/1", "key/2");
    assert_eq!(unlock_key(&newer, PASSPHRASE).err(), Some(KeyFileFault::Newer));
    let weaker = file.replace("t=2", "t=1");
    assert_eq!(unlock_key(&weaker, PASSPHRASE).err(), Some(KeyFileFault::Damaged));
    let long = [file.trim_end(), &" ".repeat(5_000), "}"].concat();
    assert_eq!(unlock_key(&long, PASSPHRASE).err(), Some(KeyFileFault::Damaged));
    for text in ["", "{}", "你好", "QINGDAN-K1:"] {
        assert_eq!(unlock_key(text, PASSPHRASE).err(), Some(KeyFileFault::NoKeyFile), "{text}");
    }
}

#[test]
fn passphrases_have_limits() {
    let lock = |passphrase: &str| lock_key(&key(0), passphrase, &random(9)).err();
    assert_eq!(lock("减负减负减负减负减负减"), Some(KeyFileFault::ShortPassphrase));
    assert_eq!(lock("纸船石桥灯会三轮车又一天"), None);
    assert_eq!(lock(&"a9 k.x".repeat(PASSPHRASE_BYTES_MAX)[..PASSPHRASE_BYTES_MAX]), None);
    let simple =
        ["a".repeat(12), "1234567890123456".into(), "zyxwvutsrqponmlk".into(), "减负".repeat(9)];
    for passphrase in simple {
        assert_eq!(lock(&passphrase), Some(KeyFileFault::SimplePassphrase), "{passphrase}");
    }
    let long = "a long one ".repeat(PASSPHRASE_BYTES_MAX);
    assert_eq!(lock(&long), Some(KeyFileFault::LongPassphrase));
    let broken = lock_key(&key(0), PASSPHRASE, &[5; 40]).err();
    assert_eq!(broken, Some(KeyFileFault::NoRandomness(NoRandomness)));
}

#[test]
fn a_key_comes_back_from_paper() {
    let key = PrivateKey::of_random(b"the organiser's 32 random bytes.").unwrap();
    let paper = key.to_paper();
    // What a program in Python makes of the same key.
    let digits = "42G3M29MSQG0QQ9BJ8XJ1S98WNTQYQ8CFBNYHC5B97C1JJKR61044KFT";
    assert_eq!(*paper, [PAPER_PREFIX, digits].concat());
    let groups: Vec<&str> = (0..14).map(|group| &digits[4 * group..4 * group + 4]).collect();
    let typed = groups.join(" - ").to_lowercase().replace('0', "o").replace('1', "l");
    for typed in [digits, &typed, &groups.join("\n"), &paper.to_lowercase(), &paper] {
        assert!(same(&PrivateKey::from_paper(typed).unwrap(), &key), "{typed}");
    }
    for place in 0..digits.len() {
        let new = if &digits[place..=place] == "7" { "8" } else { "7" };
        let other = [&digits[..place], new, &digits[place + 1..]].concat();
        assert!(PrivateKey::from_paper(&other).is_none(), "{other}");
        let missing = [&digits[..place], &digits[place + 1..]].concat();
        assert!(PrivateKey::from_paper(&missing).is_none(), "{missing}");
        let swapped: String = {
            let mut chars: Vec<char> = digits.chars().collect();
            chars.swap(place, (place + 1).min(digits.len() - 1));
            chars.into_iter().collect()
        };
        assert!(swapped == digits || PrivateKey::from_paper(&swapped).is_none(), "{swapped}");
    }
    for typed in ["", PAPER_PREFIX, "你好", &"0".repeat(56), &"é".repeat(28)] {
        assert!(PrivateKey::from_paper(typed).is_none(), "{typed}");
    }
}

fn shares(number: u64) -> [Share; 3] {
    split_key(&key(number), &random(40 + number)).unwrap()
}

#[test]
fn any_two_shares_give_the_key() {
    let [a, b, c] = shares(0);
    assert_eq!([a.number(), b.number(), c.number()], [1, 2, 3]);
    let pairs: [&[&Share]; 7] =
        [&[&a, &b], &[&b, &a], &[&a, &c], &[&c, &b], &[&a, &b, &c], &[&c, &a, &b], &[&a, &a, &c]];
    for chosen in pairs {
        let chosen: Vec<Share> =
            chosen.iter().map(|share| Share::read(&share.to_code()).unwrap()).collect();
        assert!(same(&combine_shares(&chosen).unwrap(), &key(0)), "{chosen:?}");
    }
    for few in [vec![], vec![&a], vec![&a, &a], vec![&b, &b, &b]] {
        let few: Vec<Share> = few.into_iter().cloned().collect();
        assert_eq!(combine_shares(&few).err(), Some(ShareFault::TooFew));
    }
    assert_eq!(a.fingerprint(), key(0).public().fingerprint());
    assert!(!format!("{a:?}").contains(&a.to_code()[12..20]), "it shows nothing of the share");
}

/// The coefficients are the first byte of each four: what Python makes of them with the field of
/// AES.
#[test]
fn another_program_makes_the_same_shares() {
    let key = PrivateKey::of_random(b"the organiser's 32 random bytes.").unwrap();
    let random = std::array::from_fn(|at| u8::try_from((7 * at + 1) % 256).unwrap());
    let shares = split_key(&key, &random).unwrap();
    let expected = [
        "ASG9A1xFQEnOPNaLDnGIoUC0oqQZS6aBNQr0AexbVXklXSPEJxsHZEThLWxD",
        "AiKaSKPWzKmaBMqgUYI_IbTs3rQmGHE6ofIocehoIqKKXSPEJxsHZEQkYJSo",
        "AyOHcfanQQBf5Te5ZNNSqBEtA00zKTxTJFOVqB15D-vvXSPEJxsHZESJ-qDG",
    ];
    for (share, expected) in shares.iter().zip(expected) {
        assert_eq!(*share.to_code(), ["QINGDAN-S1:", expected].concat());
    }
}

#[test]
fn n26_corrupted_and_mixed_shares_are_noticed() {
    let [a, b, _] = shares(0);
    let [_, other, _] = shares(1);
    let different = combine_shares(&[a.clone(), other]).err();
    assert_eq!(different, Some(ShareFault::DifferentKeys));
    // The same key split twice: shares of both look alike and do not belong together.
    let [_, again, third] = split_key(&key(0), &random(99)).unwrap();
    let mixed = combine_shares(&[a.clone(), again.clone()]).err();
    assert_eq!(mixed, Some(ShareFault::NotTogether));
    let mixed = combine_shares(&[a.clone(), b.clone(), third.clone()]).err();
    assert_eq!(mixed, Some(ShareFault::NotTogether));
    let twice = combine_shares(&[b, again, third]).err();
    assert_eq!(twice, Some(ShareFault::NotTogether), "one number twice");
    let code = a.to_code();
    for place in 0..code.len() {
        for new in ['A', 'z', '_', ' '] {
            let mut other = code.to_string();
            let old = other.remove(place);
            other.insert(place, new);
            assert!(old == new || Share::read(&other).is_err(), "{new} at {place}");
        }
        assert!(Share::read(&code[..place]).is_err(), "cut at {place}");
    }
    let read = |text: &str| Share::read(text).err();
    assert_eq!(read(&[&code, "A"].concat()), Some(ShareFault::Damaged));
    assert_eq!(read(&code.replace("S1:", "S2:")), Some(ShareFault::Newer));
    for text in ["", "QINGDAN-S", "QINGDAN-Sx:", "QINGDAN-S:", "QINGDAN-E1:AAAA"] {
        assert_eq!(read(text), Some(ShareFault::NoShare), "{text}");
    }
    let broken = ["第一份：\n", &code[..30], "\r\n", &code[30..], "\n请收好"].concat();
    assert_eq!(Share::read(&broken).as_ref(), Ok(&a));
    let none = split_key(&key(0), &[0; 128]).err();
    assert_eq!(none, Some(ShareFault::NoRandomness(NoRandomness)));
}

/// Over many splittings of one key a byte of each share is as by chance: 255 on average,
/// standard deviation 22.6.
#[test]
fn one_share_says_nothing_about_the_key() {
    const SPLITTINGS: u64 = 4_096;
    let key = key(0);
    let mut counts = [[0.0_f64; 256]; 3];
    for number in 0..SPLITTINGS {
        for share in split_key(&key, &random(10_000 + number)).unwrap() {
            let point = base64url(&share.to_code()["QINGDAN-S1:".len()..]);
            counts[usize::from(point[0]) - 1][usize::from(point[7])] += 1.0;
        }
    }
    let mean = f64::from(u32::try_from(SPLITTINGS).unwrap()) / 256.0;
    for counts in counts {
        let statistic: f64 = counts.iter().map(|count| (count - mean).powi(2) / mean).sum();
        assert!((142.0..368.0).contains(&statistic), "{statistic}");
    }
}

/// Bytes of base64url.
fn base64url(text: &str) -> Vec<u8> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits = text.chars().flat_map(|char| {
        let digit = DIGITS.find(char).unwrap();
        (0..6).rev().map(move |bit| digit >> bit & 1 == 1)
    });
    let bits: Vec<bool> = bits.collect();
    bits.chunks_exact(8)
        .map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit)))
        .collect()
}
