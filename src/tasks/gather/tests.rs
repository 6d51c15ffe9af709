//! What is gathered, bundled and cleared, with texts alone.

use super::*;
use crate::domain::campaign::{Details, Extensions, FormChoice};
use crate::domain::seal::{PrivateKey, seal};

fn key(seed: u8) -> PrivateKey {
    let bytes = std::array::from_fn(|at| seed.wrapping_mul(31) ^ at.to_le_bytes()[0]);
    PrivateKey::of_random(&bytes).expect("bytes that differ")
}

/// The codes of so many envelopes to a key.
fn codes(key: &PrivateKey, numbers: std::ops::Range<u8>) -> String {
    let one = |number: u8| {
        let random = std::array::from_fn(|at| number.wrapping_mul(7) ^ at.to_le_bytes()[0]);
        let hash = shipped_instrument().hash;
        let envelope = seal(key.public(), hash, &[number; 64], &random);
        envelope.expect("random bytes").to_code() + "\n"
    };
    numbers.map(one).collect()
}

fn campaign(key: &PrivateKey, wave: u8) -> Campaign {
    let details = Details {
        id: [1, 2, 3, 4],
        wave,
        title: "甲".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0,
        minimum: 10,
    };
    let extensions = Extensions { key: Some(key.public().clone()), ..Extensions::default() };
    let campaign = Campaign::new(shipped_instrument(), details).expect("a valid campaign");
    campaign.with(shipped_instrument(), extensions).expect("a valid campaign")
}

/// A gatherer, and what it told last.
fn gatherer() -> (Gatherer, Rc<RefCell<Gathered>>) {
    let told = Rc::new(RefCell::new(Gathered::default()));
    let last = Rc::clone(&told);
    (Gatherer::new(move |gathered| *last.borrow_mut() = gathered), told)
}

#[test]
fn what_is_in_no_bundle_is_known_after_others_were_left_out() {
    let (own, other) = (key(1), key(2));
    let (gatherer, told) = gatherer();
    gatherer.read_text(&codes(&own, 0..20));
    gatherer.read_text(&codes(&other, 0..10));
    gatherer.bundled(gatherer.bundle().expect("thirty"));
    assert_eq!((told.borrow().kept, told.borrow().unsaved()), (30, 0));
    gatherer.read_text(&codes(&own, 20..22));
    gatherer.read_text(&campaign(&own, 1).to_code());
    assert_eq!((told.borrow().kept, told.borrow().unsaved()), (22, 2), "none of the others");
    gatherer.read_text(&codes(&own, 22..25));
    assert_eq!((told.borrow().kept, told.borrow().unsaved()), (25, 5));
}

#[test]
fn a_bundle_that_was_shared_after_clearing_says_nothing_of_what_came_then() {
    let (gatherer, told) = gatherer();
    gatherer.read_text(&codes(&key(1), 0..20));
    let bundle = gatherer.bundle().expect("twenty");
    gatherer.clear();
    gatherer.read_text(&codes(&key(1), 20..45));
    gatherer.bundled(bundle);
    assert_eq!((told.borrow().kept, told.borrow().unsaved()), (25, 25));
}

#[test]
fn a_further_campaign_is_told_by_its_key() {
    let (gatherer, told) = gatherer();
    for (of, same, other) in [
        (campaign(&key(1), 1), false, false),
        (campaign(&key(1), 1), false, false),
        (campaign(&key(1), 2), true, false),
        (campaign(&key(2), 1), true, true),
    ] {
        gatherer.read_text(&of.to_file());
        assert_eq!((told.borrow().same_key, told.borrow().other_campaign), (same, other));
        assert_eq!(told.borrow().fingerprint(), Some(key(1).public().fingerprint()));
    }
}

/// The next bundle has the one before in it: those who came late are not to be told by that.
#[test]
fn a_few_late_ones_wait_for_others() {
    let own = key(1);
    let (gatherer, told) = gatherer();
    gatherer.read_text(&codes(&own, 0..20));
    assert_eq!(told.borrow().missing(), 0);
    gatherer.bundled(gatherer.bundle().expect("twenty"));
    assert!(gatherer.bundle().is_ok() && told.borrow().missing() == 0, "the same once more");
    for (to, missing) in [(21, 19), (39, 1)] {
        gatherer.read_text(&codes(&own, 20..to));
        assert_eq!(told.borrow().missing(), missing);
        let found = usize::from(to) - 20;
        assert_eq!(gatherer.bundle().err(), Some(BundleFault::TooFew { found }));
    }
    gatherer.read_text(&codes(&own, 39..40));
    assert_eq!(told.borrow().missing(), 0);
    gatherer.bundled(gatherer.bundle().expect("forty"));
    assert_eq!((told.borrow().kept, told.borrow().unsaved()), (40, 0));
}

/// A code that was cut is no campaign, and not "nothing" either: somebody has to send it again.
#[test]
fn a_damaged_campaign_is_told_until_a_whole_one_comes() {
    let (gatherer, told) = gatherer();
    let code = campaign(&key(1), 1).to_code();
    gatherer.read_text(&code[..code.len() - 1]);
    let of = |told: &RefCell<Gathered>| {
        let told = told.borrow();
        (told.unread_campaigns, told.nothing, told.campaign.is_some())
    };
    assert_eq!(of(&told), (1, 0, false));
    gatherer.read_text("no code at all");
    assert_eq!(of(&told), (1, 1, false));
    gatherer.read_text(&code);
    assert_eq!(of(&told), (0, 1, true));
}
