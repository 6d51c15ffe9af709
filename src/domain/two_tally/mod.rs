//! Two organisers who together learn totals, and neither of them a record.
//!
//! For large campaigns. A respondent's record becomes a row of cells, 0 or 1, in tables that a
//! [`Plan`] has declared ahead, and [`Scheme::split`] makes two halves of it, each sealed to one
//! organiser. Either half alone is chance. Each organiser looks at its halves ([`Verifier`]) and
//! tells the other what it found ([`Verification`]): whether a record is one answer a question and
//! nothing else, without telling which. Then each adds up its halves of the records that both
//! accept ([`Match`], [`Counter`]), and the two sums ([`TotalHalf`]) together are the [`Totals`],
//! of which [`Totals::disclose`] gives what may be shown.
//!
//! Prio3 (draft-irtf-cfrg-vdaf-18, crate `prio`) with a circuit of our own (`circuit.rs`).
//! `docs/two-tallies.md` says what this promises and what it does not, and tells every byte.
//!
//! Nothing here draws random numbers: they are handed in.

#[cfg(test)]
mod cheats;
mod circuit;
mod count;
mod draws;
#[cfg(test)]
mod fixtures;
mod frame;
mod half;
mod invitation;
mod ledger;
mod party;
mod plan;
mod public_key;
mod rows;
mod scheme;
mod table;
mod tables;
mod totals;
#[cfg(test)]
mod uniform;
#[cfg(test)]
mod vectors;
mod verification;

pub use count::{
    CountFault, Counter, MATCHED_PERCENT_MIN, Match, MatchCounts, SameParty, TotalHalf,
};
pub use frame::{FILE_BYTES_MAX, FileFault, file_fingerprint};
pub use half::{
    HALF_BYTES_MAX, HALVES_TEXT_BYTES_MAX, HalfFault, NoHalves, SealedHalf, TooLong, find_halves,
};
pub use invitation::{INVITATION_FILE_NAME, Invitation, InvitationFault, read_invitation};
pub use ledger::{Ledger, Overlap};
pub use party::Party;
pub use plan::{
    Declared, PLAN_RANDOM_BYTES, PLAN_TEXT_BYTES_MAX, Plan, PlanFault, PlanRefusal, STRATA_MAX,
    read_plan,
};
pub use public_key::{public_key_text, read_public_key};
pub use rows::{About, NoAnswer, Row, Who};
pub use scheme::{
    HALVES_RANDOM_BYTES, ID_BYTES, OtherInstrument, PairId, Scheme, SplitFault, Unopened,
};
pub use totals::{CombineFault, StratumTable, Totals, TwoTallyRelease};
pub use verification::{HALVES_MAX, HalfCounts, NotOurs, Verification, Verifier};
