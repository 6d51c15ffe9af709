//! Seeds of the readers of two tallies: the plan, halves, and what organisers exchange and keep.

use std::sync::LazyLock;

use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::record::CampaignRef;
use qingdan::domain::seal::PrivateKey;
use qingdan::domain::simulate::{Population, Simulation};
use qingdan::domain::two_tally::{
    Counter, Invitation, Match, Party, Plan, Scheme, SealedHalf, Verifier, find_halves,
    read_invitation, read_plan,
};

use super::{Seed, counting, instrument};

/// As many as a count needs.
const PEOPLE: u64 = 10;

fn keys() -> [PrivateKey; 2] {
    [b"the organiser's 32 random bytes.", b"the other one's 32 random bytes."]
        .map(|random| PrivateKey::of_random(random).expect("random bytes"))
}

/// The campaign: the quick form, no background.
fn campaign() -> Campaign {
    let text = String::new;
    let details = Details {
        id: [0xa1, 2, 3, 0xf4],
        wave: 1,
        title: "合计".to_owned(),
        wave_label: text(),
        purpose: text(),
        contact: text(),
        form: FormChoice::QuickOnly,
        background: 0,
        minimum: 10,
    };
    Campaign::new(instrument(), details).expect("a campaign")
}

/// The plan that the fuzz target reads from its seed: no strata.
static SCHEME: LazyLock<Scheme<'static>> = LazyLock::new(|| {
    let publics = keys().map(|key| key.public().clone());
    let plan = Plan::new(instrument(), &campaign(), publics, 0, &counting(3)).expect("a plan");
    Scheme::new(instrument(), plan).expect("a scheme")
});

pub(super) fn seeds() -> Vec<Seed> {
    let scheme = &*SCHEME;
    let invitation = Invitation::new(scheme.plan().clone(), campaign()).expect("they fit");
    let campaign = Some(CampaignRef { id: [0xa1, 2, 3, 0xf4], wave: 1 });
    let base = Population::new(instrument());
    let population = Population { people: PEOPLE, seed: 4, quick: 1.0, campaign, ..base };
    let people = Simulation::new(instrument(), population).expect("a population");
    let numbered = (1_u8..).zip(people);
    let pairs: Vec<[SealedHalf; 2]> = numbered
        .map(|(at, record)| scheme.split(&record, &counting(at)).expect("halves"))
        .collect();
    let keys = keys();
    let verifiers = Party::BOTH.map(|party| {
        let mut verifier = Verifier::new(scheme, &keys[party as usize]).expect("its key");
        for pair in &pairs {
            verifier.add(&pair[party as usize]);
        }
        verifier.finish(&scheme.new_ledger(party)).0
    });
    let [first, second] = verifiers;
    let matched = Match::new(scheme, second.clone(), &first).expect("two parties");
    let verifier = Verifier::new(scheme, &keys[1]).expect("its key");
    let mut counter = Counter::new(&verifier, &matched).expect("ten people");
    for pair in &pairs {
        counter.add(&pair[1]);
    }
    let mut ledger = scheme.new_ledger(Party::Second);
    let total = counter.finish(&mut ledger).expect("a half");
    let seed = |name: &str, bytes: Vec<u8>| ("two_tally", name.to_owned(), bytes);
    vec![
        seed("plan.txt", scheme.plan().to_code().into()),
        seed("invitation.json", invitation.to_file().into()),
        seed("half.bin", pairs[0][1].as_bytes().to_vec()),
        seed("half.txt", pairs[1][1].to_code().into()),
        seed("half.json", pairs[2][1].to_file().into()),
        seed("verification.bin", second.to_bytes()),
        seed("total.bin", total.to_bytes()),
        seed("ledger.bin", ledger.to_bytes()),
    ]
}

/// Whether one of the readers takes a seed.
pub(super) fn is_taken(bytes: &[u8]) -> bool {
    let scheme = &*SCHEME;
    let mut found = 0;
    let searched = find_halves(bytes, &mut |half| found += usize::from(half.is_ok()));
    let text = std::str::from_utf8(bytes).unwrap_or("");
    searched.is_ok() && found == 1
        || SealedHalf::from_bytes(bytes).is_ok()
        || read_plan(instrument(), text).is_ok()
        || read_invitation(instrument(), text).is_ok()
        || scheme.read_verification(bytes).is_ok()
        || scheme.read_total_half(bytes).is_ok()
        || scheme.read_ledger(bytes).is_ok()
}
