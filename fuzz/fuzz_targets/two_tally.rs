//! Any bytes give a plan, halves, a verification, a half of totals, a ledger, or a reason why not.
//! What is taken is written the same again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qingdan::domain::shipped_instrument;
use qingdan::domain::two_tally::{Scheme, SealedHalf, find_halves, read_invitation, read_plan};
use sha2::{Digest as _, Sha256};

/// The plan of the seeds.
static SCHEME: LazyLock<Scheme<'static>> = LazyLock::new(|| {
    let text = include_str!("../corpus/two_tally/plan.txt");
    let plan = read_plan(shipped_instrument(), text).expect("the plan of the seeds");
    Scheme::new(shipped_instrument(), plan).expect("a scheme")
});

fuzz_target!(|bytes: &[u8]| {
    let mut found = Vec::new();
    find_halves(bytes, &mut |half| found.extend(half)).expect("not too long");
    found.extend(SealedHalf::from_bytes(bytes));
    for half in found {
        let mut again = Vec::new();
        let both = half.to_code() + "\n" + &half.to_file();
        find_halves(both.as_bytes(), &mut |half| again.push(half)).expect("not too long");
        assert_eq!(again, [Ok(half.clone()), Ok(half)]);
    }
    // The check at their end is made anew, so that mutations get behind it.
    let body = &bytes[..bytes.len().saturating_sub(32)];
    for file in [bytes.to_vec(), [body, &Sha256::digest(body)].concat()] {
        if let Ok(verification) = SCHEME.read_verification(&file) {
            assert_eq!(verification.to_bytes(), file);
        }
        if let Ok(total) = SCHEME.read_total_half(&file) {
            assert_eq!(total.to_bytes(), file);
        }
        if let Ok(ledger) = SCHEME.read_ledger(&file) {
            assert_eq!(ledger.to_bytes(), file);
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(plan) = read_plan(shipped_instrument(), text) {
        assert_eq!(read_plan(shipped_instrument(), &plan.to_code()), Ok(plan));
    }
    if let Ok(invitation) = read_invitation(shipped_instrument(), text) {
        for again in [invitation.to_code(), invitation.to_link(""), invitation.to_file()] {
            assert_eq!(read_invitation(shipped_instrument(), &again).as_ref(), Ok(&invitation));
        }
    }
});
