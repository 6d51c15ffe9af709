//! Where things stand in a packed record (`record/packed.rs`).

use super::columns::Scope;
use super::scorer::ANSWER_BYTES;
use super::store::ID_BYTES;
use crate::domain::instrument::Form;
use crate::domain::record::{CampaignRef, PACKED_BYTES};

pub(super) const FLAGS_AT: usize = 5;
pub(super) const REVISION_AT: usize = 6;
pub(super) const ID_FROM: usize = 7;
pub(super) const CAMPAIGN_FROM: usize = ID_FROM + ID_BYTES;
pub(super) const WAVE_AT: usize = 27;
pub(super) const ANSWERS_FROM: usize = PACKED_BYTES - ANSWER_BYTES;
pub(super) const QUICK: u8 = 1;
pub(super) const CAMPAIGN: u8 = 2;

/// The answers of a packed record.
pub(super) fn answers_of(packed: &[u8; PACKED_BYTES]) -> [u8; ANSWER_BYTES] {
    let mut answers = [0; ANSWER_BYTES];
    answers.copy_from_slice(&packed[ANSWERS_FROM..]);
    answers
}

/// The scope of a packed record.
pub(super) fn scope_of(packed: &[u8; PACKED_BYTES]) -> Scope {
    scope(packed[FLAGS_AT], std::array::from_fn(|byte| packed[CAMPAIGN_FROM + byte]))
}

/// The scope that flags and the bytes of a campaign's id and wave say.
pub(super) fn scope(flags: u8, [a, b, c, d, wave]: [u8; 5]) -> Scope {
    let campaign = CampaignRef { id: [a, b, c, d], wave };
    Scope {
        campaign: (flags & CAMPAIGN != 0).then_some(campaign),
        form: if flags & QUICK == 0 { Form::Full } else { Form::Quick },
    }
}

/// The bit of a form.
pub(super) const fn form_bit(form: Form) -> u8 {
    match form {
        Form::Full => 0,
        Form::Quick => QUICK,
    }
}
