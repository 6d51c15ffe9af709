//! The words of the page on which two organisers learn totals together.

use crate::domain::campaign::CampaignFault;
use crate::domain::two_tally::{
    CombineFault, CountFault, FileFault, NoAnswer, Party, PlanFault, PlanRefusal, Unopened,
};

/// Everything that the page says, in reading order. Functions have holes in the text: fingerprints
/// and titles as `&str`; counts of files, halves or people as whole numbers.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Messages {
    /// The way here.
    pub enter: &'static str,
    pub title: &'static str,
    pub heading: &'static str,
    pub lede: &'static str,
    /// What holds, and what does not: a heading and lines each.
    pub holds: (&'static str, [&'static str; 3]),
    pub holds_not: (&'static str, [&'static str; 4]),
    pub contents: &'static str,
    pub steps: [&'static str; 5],
    /// Who does a step.
    pub who: [&'static str; 5],
    pub parties: [&'static str; 2],
    /// Says which of the two this is, and that the key is neither's.
    pub you_are: fn(Party) -> String,
    pub stranger: &'static str,
    pub put_aside: &'static str,
    pub saved: [&'static str; 2],
    pub needs: &'static str,
    pub digits: &'static str,

    pub public: Public,
    pub plan: PlanWords,
    pub invite: Invite,
    pub slots: Slots,
    pub verify: Verify,
    pub count: Count,
    pub combine: Combine,
    pub tables: TableWords,

    pub back: &'static str,
    pub foot: (&'static str, [&'static str; 4]),
}

/// The own public key: its name, a hint, what saves it.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Public {
    pub label: &'static str,
    pub hint: &'static str,
    pub save: &'static str,
}

/// Making and taking a plan.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct PlanWords {
    pub make: &'static str,
    pub take: &'static str,
    /// Legend, the two sides, a hint.
    pub side: [&'static str; 4],
    /// Label, hint, what reads it, a file, what was wrong.
    pub partner: [&'static str; 5],
    pub partner_is: fn(&str) -> String,
    /// What unfolds the form of a campaign.
    pub new_campaign: &'static str,
    /// Label, hint, what reads it, a file.
    pub campaign: [&'static str; 4],
    pub campaign_is: fn(&str) -> String,
    pub campaign_fault: fn(CampaignFault) -> &'static str,
    pub sealed: &'static str,
    pub strata: [&'static str; 2],
    pub create: &'static str,
    /// What is missing: the own key, the other's, the campaign.
    pub missing: [&'static str; 3],
    pub fault: fn(PlanFault) -> &'static str,
    /// Label, hint, what reads it, a file.
    pub text: [&'static str; 4],
    pub refused: fn(PlanRefusal) -> &'static str,
    pub other_campaign: &'static str,
    /// What the plan counts.
    pub fields: [&'static str; 5],
    pub none: &'static str,
    pub minimum: fn(u8) -> String,
    pub compare: &'static str,
    pub save: &'static str,
    pub unsaved: &'static str,
}

/// What respondents are given.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Invite {
    pub heading: &'static str,
    pub without: &'static str,
    pub file: &'static str,
    pub how: [fn(&str) -> String; 2],
    pub leaves: &'static str,
    pub ways: &'static str,
    pub digits: fn(&str) -> String,
    /// Below the code of the notice: one that opens the page, one to be copied.
    pub scan: [&'static str; 2],
    pub notice: [&'static str; 4],
    /// The address of the page, and a hint.
    pub address: [&'static str; 2],
    /// Where no code can be drawn.
    pub no_qr: &'static str,
}

/// Files that are given: what each is called, and a hint; then what one turned out to be.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Slots {
    pub each: [[&'static str; 2]; 5],
    pub looking: &'static str,
    pub ledger: fn(u64) -> String,
    pub verification: fn(Party, u64) -> String,
    pub totals: fn(Party, u64) -> String,
    pub fault: fn(FileFault) -> &'static str,
    pub party: &'static str,
    pub unread: &'static str,
}

/// Verifying halves.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Verify {
    pub lede: &'static str,
    pub intake: &'static str,
    pub hint: &'static str,
    pub given: fn(u64) -> String,
    pub unreadable: fn(u64) -> String,
    pub clear: &'static str,
    pub run: &'static str,
    pub again: &'static str,
    /// What is missing: plan, key, the right key, halves, a good ledger.
    pub missing: [&'static str; 5],
    pub reading: fn(u64, u64, u64) -> String,
    pub stop: &'static str,
    pub verified: fn(u64) -> String,
    pub copies: fn(u64) -> String,
    pub repeated: fn(u64) -> String,
    pub counted_before: fn(u64) -> String,
    pub no_room: fn(u64) -> String,
    pub unopened: fn(Unopened, u64) -> String,
    pub damaged: fn(u64) -> String,
    pub newer: fn(u64) -> String,
    pub nothing: fn(u64) -> String,
    pub unread: fn(u64) -> String,
    pub made: &'static str,
    pub save: &'static str,
    pub send: &'static str,
    pub stopped: &'static str,
}

/// Counting.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Count {
    pub lede: &'static str,
    pub own_here: fn(&str) -> String,
    pub run: &'static str,
    /// What is missing beside what verifying needs: the own verification, the other one's.
    pub missing: [&'static str; 2],
    pub accepted: fn(u64) -> String,
    pub only_own: fn(u64) -> String,
    pub only_other: fn(u64) -> String,
    pub different: fn(u64) -> String,
    pub invalid: fn(u64) -> String,
    pub fault: fn(CountFault) -> String,
    pub not_ours: &'static str,
    pub other_party: &'static str,
    /// Asks before counting although many are missing, and what does it.
    pub allow: [&'static str; 2],
    pub ledger_first: &'static str,
    pub ledger: &'static str,
    pub made: &'static str,
    pub save: &'static str,
    pub send: &'static str,
}

/// Putting the halves of the totals together.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Combine {
    pub lede: &'static str,
    pub own_here: fn(&str) -> String,
    pub missing: &'static str,
    pub fault: fn(CombineFault) -> &'static str,
    pub csv: &'static str,
    pub print: &'static str,
}

/// The tables.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct TableWords {
    pub heading: &'static str,
    pub people: fn(u64) -> String,
    pub rules: fn(u8) -> String,
    pub columns: [&'static str; 3],
    pub bands: &'static str,
    pub strata: fn(&str) -> String,
    pub rounded: &'static str,
    pub no_answer: fn(NoAnswer) -> &'static str,
    pub answered: &'static str,
    pub unscored: &'static str,
    pub picked_none: &'static str,
}
