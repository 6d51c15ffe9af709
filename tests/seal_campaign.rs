//! The organiser's key in a campaign: it travels in every form, and nothing else does.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "seal/mod.rs"]
mod common;

use common::{collected, envelopes, instrument, key};
use proptest::prelude::*;
use qingdan::domain::answer::Question;
use qingdan::domain::campaign::{
    Campaign, CampaignFault, DetailFault, Details, Extensions, FormChoice, Terms, read_campaign,
};
use qingdan::domain::crowd::Roster;
use qingdan::domain::randomised::{Randomisation, TruthProbability};
use qingdan::domain::seal::PublicKey;
use sha2::{Digest as _, Sha256};

const PREFIX: &str = "QINGDAN-C1:";
const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn plain() -> Campaign {
    let details = Details {
        id: [1, 2, 3, 4],
        wave: 1,
        title: "清源县基层减负摸底".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0b11,
        minimum: 10,
    };
    Campaign::new(instrument(), details).unwrap()
}

fn with_key(number: u64) -> Campaign {
    let key = Some(key(number).public().clone());
    plain().with(instrument(), Extensions { key, ..Extensions::default() }).unwrap()
}

fn read(text: &str) -> Result<Campaign, CampaignFault> {
    read_campaign(instrument(), text)
}

/// The bytes of a campaign, without the check at their end.
fn body(campaign: &Campaign) -> Vec<u8> {
    let code = campaign.to_code();
    let bits: Vec<bool> = code[PREFIX.len()..]
        .chars()
        .flat_map(|char| (0..6).rev().map(move |bit| DIGITS.find(char).unwrap() >> bit & 1 == 1))
        .collect();
    let bytes =
        bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit)));
    let mut bytes: Vec<u8> = bytes.collect();
    bytes.truncate(bytes.len() - 4);
    bytes
}

/// The code of such bytes, with a check that agrees.
fn checked(body: &[u8]) -> String {
    let bytes = [body, &Sha256::digest(body)[..4]].concat();
    let bits: Vec<bool> =
        bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).collect();
    let digits = bits.chunks(6).map(|digit| {
        let value = (0..6).fold(0, |sum, at| sum << 1 | usize::from(digit.get(at) == Some(&true)));
        char::from(DIGITS.as_bytes()[value])
    });
    PREFIX.chars().chain(digits).collect()
}

/// What extensions of these bytes are read as.
fn extended(extensions: &[u8]) -> Result<Campaign, CampaignFault> {
    read(&checked(&[&body(&plain()), extensions].concat()))
}

#[test]
fn a_campaign_carries_the_key_in_every_form() {
    let campaign = with_key(0);
    let key = key(0).public().clone();
    for text in [campaign.to_code(), campaign.to_link("a.html"), campaign.to_file()] {
        assert_eq!(read(&text).as_ref(), Ok(&campaign), "{text}");
        assert_eq!(read(&text).unwrap().extensions().key, Some(key.clone()));
    }
    assert_eq!(campaign.details(), plain().details());
    // Of its terms only that records leave sealed is another.
    assert!(!plain().terms().sealed);
    assert_eq!(campaign.terms(), Terms { sealed: true, ..plain().terms() });
    assert_ne!(campaign, plain());
    let bytes = [&body(&plain())[..], &[1, 32], &key.to_bytes()].concat();
    assert_eq!(body(&campaign), bytes);
    assert_eq!(campaign.clone().with(instrument(), Extensions::default()), Ok(plain()));
    assert_eq!(plain().extensions(), &Extensions::default());
    assert_eq!(checked(&body(&campaign)), campaign.to_code());
}

#[test]
fn the_order_and_the_length_of_extensions_are_strict() {
    let key = key(0).public().to_bytes();
    let good = [&[1, 32][..], &key].concat();
    assert_eq!(extended(&good), Ok(with_key(0)));
    let newer = |extensions: &[u8]| {
        assert_eq!(extended(extensions), Err(CampaignFault::Newer), "{extensions:02x?}");
    };
    newer(&[&good[..], &good].concat());
    newer(&[&[0, 0], &good[..]].concat());
    newer(&[&good[..], &[0, 0]].concat());
    newer(&[&good[..], &[200, 0]].concat());
    newer(&[&[200, 0], &good[..]].concat());
    newer(&[&[1, 31][..], &key[..31]].concat());
    newer(&[&[1, 33][..], &key, &[0]].concat());
    newer(&[1]);
    newer(&[1, 0]);
    for length in 1..good.len() {
        newer(&good[..length]);
    }
    newer(&[&good[..], &[1]].concat());
}

/// Every extension at once, as large as it can be.
fn everything() -> Extensions {
    let items: Vec<u8> = (0..40)
        .filter(|item| Randomisation::new(instrument(), TruthProbability::HALF, &[*item]).is_ok())
        .take(8)
        .collect();
    let randomised = Randomisation::new(instrument(), TruthProbability::HALF, &items).unwrap();
    let options = |question: u8| instrument().options_of(Question::Background(question)).len();
    let counts: Vec<Vec<u32>> = (0..2).map(|question| vec![7; options(question)]).collect();
    let roster = Roster::new(instrument(), 0b11, 300, &counts).unwrap();
    Extensions {
        key: Some(key(0).public().clone()),
        tickets: true,
        randomised: Some(randomised),
        roster: Some(roster),
    }
}

#[test]
fn all_extensions_travel_together() {
    let whole = everything();
    for left_out in 0..8 {
        let mut some = whole.clone();
        some.tickets = left_out & 1 == 0;
        some.randomised = some.randomised.filter(|_| left_out & 2 == 0);
        some.roster = some.roster.filter(|_| left_out & 4 == 0);
        let campaign = plain().with(instrument(), some.clone()).unwrap();
        assert_eq!(campaign.extensions(), &some);
        assert_eq!(read(&campaign.to_code()), Ok(campaign));
    }
    let campaign = plain().with(instrument(), whole.clone()).unwrap();
    let begun = body(&plain()).len();
    let tags = [(1, 32), (2, 0), (3, 10), (4, 4)];
    let (mut at, body) = (begun, body(&campaign));
    for (tag, length) in tags {
        assert_eq!(body[at], tag);
        assert!(body[at + 1] >= length, "{tag}: {} bytes", body[at + 1]);
        at += 2 + usize::from(body[at + 1]);
    }
    assert_eq!(at, body.len());
    // Without a key there is no envelope for a ticket to travel in.
    let open = Extensions { key: None, ..whole.clone() };
    assert_eq!(plain().with(instrument(), open), Err(DetailFault::Extensions));
    assert_eq!(extended(&[2, 0]), Err(CampaignFault::Newer));
    let details = Details { background: 0b10, ..plain().details().clone() };
    let other = Campaign::new(instrument(), details).unwrap();
    assert_eq!(other.with(instrument(), whole), Err(DetailFault::Extensions), "another roster");
    let key = key(0).public().to_bytes();
    let sealed = |rest: &[u8]| extended(&[&[1, 32][..], &key, rest].concat());
    for rest in [&[2, 1, 0][..], &[3, 0], &[3, 2, 1, 2], &[3, 3, 1, 2, 99], &[4, 0], &[5, 0]] {
        assert_eq!(sealed(rest), Err(CampaignFault::Newer), "{rest:?}");
    }
    assert!(sealed(&[2, 0]).is_ok());
}

#[test]
fn n24_a_campaign_with_a_key_of_low_order_is_refused() {
    for first in [0, 1] {
        let mut key = [0; 32];
        key[0] = first;
        let read = extended(&[&[1, 32][..], &key].concat());
        assert_eq!(read, Err(CampaignFault::Newer), "{first}");
    }
    assert_eq!(extended(&[&[1, 32][..], &[0xff; 32]].concat()), Err(CampaignFault::Newer));
}

#[test]
fn n29_a_swapped_key_is_another_campaign() {
    let (mine, theirs) = (with_key(0), with_key(1));
    assert_eq!(mine.details(), theirs.details());
    let shown = |campaign: &Campaign| campaign.extensions().key.as_ref().unwrap().fingerprint();
    assert_ne!(shown(&mine), shown(&theirs));
    // The key of the envelopes tells the collector at once.
    let foreign = envelopes(&key(1), 1)[0];
    assert_ne!(Some(foreign.key_id()), mine.extensions().key.as_ref().map(PublicKey::id));
    assert_eq!(collected(&[foreign.to_code()]).len(), 1);
}

proptest! {
    #[test]
    fn any_extensions_are_refused_or_canonical(
        bytes in prop::collection::vec(any::<u8>(), 0..80), at in 0..34_usize, to in any::<u8>(),
    ) {
        let mut near = [&[1, 32][..], &key(0).public().to_bytes()].concat();
        near[at] = to;
        for extensions in [bytes, near] {
            let code = checked(&[&body(&plain()), &extensions[..]].concat());
            match read(&code) {
                Ok(campaign) => prop_assert_eq!(campaign.to_code(), code),
                Err(fault) => prop_assert_eq!(fault, CampaignFault::Newer),
            }
        }
    }
}
