//! What is counted, declared before anybody answers.
//!
//! | bytes | content |
//! |---|---|
//! | 0 | format, 1 |
//! | 1–4, 5 | campaign id, wave |
//! | 6 | form: 1 the full, 2 the quick one |
//! | 7 | background questions counted, bit n for question n |
//! | 8 | stratum questions, at most two of those |
//! | 9 | fewest people in a count and in a published group |
//! | 10–41 | the instrument's hash |
//! | 42–73, 74–105 | public keys of the first and of the second organiser |
//! | 106–185, 186–265 | the verification key, sealed to each: encapsulated key, 32 bytes, tag |
//! | 266–269 | first four bytes of the SHA-256 of all before |
//!
//! The text is [`PREFIX`] and these bytes in base64url. Everything later (halves, verifications,
//! totals) is bound to the SHA-256 of bytes 0 to 265, so that changing anything makes another plan.
//!
//! The verification key decides at which places the proofs are looked at. Respondents must not
//! know it, or they could make proofs of wrong records; so whoever makes the plan draws it, seals
//! it to both and forgets it.

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::circuit::SEED_BYTES;
use super::party::Party;
use crate::domain::base64url::{DIGITS, decoded, encoded};
use crate::domain::campaign::{
    Campaign, FormChoice, MINIMUM_HIGHEST, MINIMUM_LOWEST, known, read_campaign,
};
use crate::domain::instrument::{Form, Instrument, InstrumentHash};
use crate::domain::record::{CampaignRef, WAVE_MAX};
use crate::domain::seal::{
    Fingerprint, KEY_BYTES, MESSAGE_EXTRA_BYTES, PrivateKey, PublicKey, SealFault, check_random,
    open_message, seal_message,
};

/// Most questions by which scores are counted in strata.
pub const STRATA_MAX: u32 = 2;

/// Length of the random bytes that a plan takes: the verification key, and two sealings.
pub const PLAN_RANDOM_BYTES: usize = SEED_BYTES + 2 * 32;

/// Longest text that is searched for a plan, bytes.
pub const PLAN_TEXT_BYTES_MAX: usize = 16_384;

/// What a plan's text of any version begins with; the version and a colon follow.
const NAME: &str = "QINGDAN-T";

/// What a plan's text begins with.
const PREFIX: &str = "QINGDAN-T1:";

const FORMAT: u8 = 1;
const KEYS_FROM: usize = 42;
const SEALED_FROM: usize = KEYS_FROM + 2 * KEY_BYTES;
const SEALED_BYTES: usize = SEED_BYTES + MESSAGE_EXTRA_BYTES;
const BODY_BYTES: usize = SEALED_FROM + 2 * SEALED_BYTES;
const CHECK_BYTES: usize = 4;

/// What the digest of a plan begins with, and what seals a verification key.
const DIGEST_LABEL: &[u8] = b"qingdan-plan/1";
const KEY_LABEL: &[u8] = b"qingdan-plan-key/1";

/// What is counted, for whom, and the sealed verification key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    declared: Declared,
    sealed: [[u8; SEALED_BYTES]; 2],
}

/// What a plan declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The instrument answered.
    pub instrument: InstrumentHash,
    /// Campaign and wave.
    pub campaign: CampaignRef,
    /// The form answered: one only.
    pub form: Form,
    /// The background questions counted: bit n is question n of the instrument.
    pub background: u8,
    /// Those of them by whose groups scores are counted too; at most [`STRATA_MAX`].
    pub strata: u8,
    /// Fewest people in a count and in a published group, 10 to 30.
    pub minimum: u8,
    /// The public keys of the first and of the second organiser.
    pub keys: [PublicKey; 2],
}

/// Why there is no plan for a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// The campaign leaves the form to the respondent; counts are of one form.
    #[error("the campaign must ask one form only")]
    TwoForms,
    /// The campaign asks another instrument.
    #[error("the campaign asks another instrument")]
    OtherInstrument,
    /// The campaign randomises answers, and counts of these would need estimates.
    #[error("a campaign with randomised items cannot be counted in this way")]
    Randomised,
    /// The campaign has paper tickets, which a half has no room for.
    #[error("a campaign with paper tickets cannot be counted in this way")]
    Tickets,
    /// There are more strata than [`STRATA_MAX`], or one that the campaign does not ask.
    #[error("at most {STRATA_MAX} strata, each a background question that the campaign asks")]
    Strata,
    /// Both organisers have the same key.
    #[error("the two organisers need two keys")]
    SameKey,
    /// The verification key could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealFault),
}

/// Why a text gives no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    /// There is none in it.
    #[error("there is no plan in it")]
    NoPlan,
    /// It is incomplete or changed.
    #[error("the plan is incomplete or changed")]
    Damaged,
    /// A newer version made it.
    #[error("a newer version made the plan")]
    Newer,
    /// It is for another instrument.
    #[error("the plan is for another instrument")]
    OtherInstrument,
    /// The text is longer than [`PLAN_TEXT_BYTES_MAX`].
    #[error("the text is too long")]
    TooLong,
}

impl Plan {
    /// The plan of a campaign for two organisers. The random bytes are used for one plan only.
    pub fn new(
        instrument: &Instrument,
        campaign: &Campaign,
        keys: [PublicKey; 2],
        strata: u8,
        random: &[u8; PLAN_RANDOM_BYTES],
    ) -> Result<Self, PlanFault> {
        let (details, extensions) = (campaign.details(), campaign.extensions());
        // A campaign's code names its instrument; writing and reading compares them.
        if read_campaign(instrument, &campaign.to_code()).is_err() {
            return Err(PlanFault::OtherInstrument);
        }
        if extensions.randomised.is_some() {
            return Err(PlanFault::Randomised);
        }
        if extensions.tickets {
            return Err(PlanFault::Tickets);
        }
        let declared = Declared {
            instrument: instrument.hash,
            campaign: campaign.terms().campaign,
            form: details.form.only().ok_or(PlanFault::TwoForms)?,
            background: details.background,
            strata,
            minimum: details.minimum,
            keys,
        };
        if !declared.has_good_strata() {
            return Err(PlanFault::Strata);
        }
        if declared.keys[0] == declared.keys[1] {
            return Err(PlanFault::SameKey);
        }
        let (key, seals) = random.split_at(SEED_BYTES);
        check_random(key).map_err(SealFault::from)?;
        let head = declared.to_bytes();
        let mut sealed = [[0; SEALED_BYTES]; 2];
        for ((party, sealed), random) in Party::BOTH.iter().zip(&mut sealed).zip(seals.chunks(32)) {
            let public = &declared.keys[party.place()];
            let message = seal_message(public, &info(*party), &head, key, random)?;
            sealed.copy_from_slice(&message);
        }
        Ok(Self { declared, sealed })
    }

    /// What it declares.
    pub const fn declared(&self) -> &Declared {
        &self.declared
    }

    /// The text: a prefix of eleven characters, then 360 letters, digits, `-` and `_`.
    pub fn to_code(&self) -> String {
        let mut bytes = self.body();
        let check: [u8; 32] = Sha256::digest(&bytes).into();
        bytes.extend(&check[..CHECK_BYTES]);
        [PREFIX, &encoded(&bytes)].concat()
    }

    /// Twenty digits by which people compare plans.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_digest(&self.digest())
    }

    /// What everything later is bound to.
    pub(super) fn digest(&self) -> [u8; 32] {
        Sha256::new().chain_update(DIGEST_LABEL).chain_update(self.body()).finalize().into()
    }

    /// Which of the two organisers has a key.
    pub fn party_of(&self, key: &PublicKey) -> Option<Party> {
        Party::BOTH.into_iter().find(|party| self.declared.keys[party.place()] == *key)
    }

    /// The verification key, where an organiser's private key opens it.
    pub(super) fn verification_key(
        &self,
        key: &PrivateKey,
    ) -> Option<(Party, Zeroizing<[u8; SEED_BYTES]>)> {
        let party = self.party_of(key.public())?;
        let head = self.declared.to_bytes();
        let opened = open_message(key, &info(party), &head, &self.sealed[party.place()])?;
        Some((party, Zeroizing::new(opened.as_slice().try_into().ok()?)))
    }

    fn body(&self) -> Vec<u8> {
        [self.declared.to_bytes(), self.sealed.concat()].concat()
    }

    /// The plan of these bytes; none where they are not as this version writes them.
    fn from_body(instrument: &Instrument, body: &[u8]) -> Option<Self> {
        let (declared, sealed) = body.split_at_checked(SEALED_FROM)?;
        let (sealed, rest) = sealed.as_chunks();
        let sealed: [[u8; SEALED_BYTES]; 2] = sealed.try_into().ok()?;
        let declared = Declared::from_bytes(instrument, declared)?;
        (rest.is_empty()).then_some(Self { declared, sealed })
    }
}

fn info(party: Party) -> Vec<u8> {
    [KEY_LABEL, &[party.number()]].concat()
}

impl Declared {
    fn has_good_strata(&self) -> bool {
        self.strata & !self.background == 0 && self.strata.count_ones() <= STRATA_MAX
    }

    fn to_bytes(&self) -> Vec<u8> {
        let form = FormChoice::from_form(self.form) as u8;
        let CampaignRef { id: [a, b, c, d], wave } = self.campaign;
        let Self { background, strata, minimum, .. } = *self;
        let mut bytes = vec![FORMAT, a, b, c, d, wave, form, background, strata, minimum];
        bytes.extend(self.instrument.0);
        bytes.extend(self.keys.iter().flat_map(PublicKey::to_bytes));
        bytes
    }

    fn from_bytes(instrument: &Instrument, bytes: &[u8]) -> Option<Self> {
        let (&[format, a, b, c, d, wave, form, background, strata, minimum], rest) =
            bytes.split_first_chunk()?;
        let (hash, keys) = rest.split_first_chunk()?;
        let (keys, rest) = keys.as_chunks();
        let [first, second]: [[u8; KEY_BYTES]; 2] = keys.try_into().ok()?;
        let declared = Self {
            instrument: InstrumentHash(*hash),
            campaign: CampaignRef { id: [a, b, c, d], wave },
            form: FormChoice::numbered(form)?.only()?,
            background,
            strata,
            minimum,
            keys: [PublicKey::from_bytes(first)?, PublicKey::from_bytes(second)?],
        };
        let good = format == FORMAT
            && rest.is_empty()
            && declared.instrument == instrument.hash
            && (1..=WAVE_MAX).contains(&wave)
            && known(instrument, background)
            && declared.has_good_strata()
            && (MINIMUM_LOWEST..=MINIMUM_HIGHEST).contains(&minimum)
            && declared.keys[0] != declared.keys[1];
        good.then_some(declared)
    }
}

/// Reads the plan whose text stands anywhere in a text, in one piece. Any text gives a plan or a
/// refusal, and only what [`Plan::to_code`] writes is taken.
pub fn read_plan(instrument: &Instrument, text: &str) -> Result<Plan, PlanRefusal> {
    if text.len() > PLAN_TEXT_BYTES_MAX {
        return Err(PlanRefusal::TooLong);
    }
    let at = text.find(NAME).ok_or(PlanRefusal::NoPlan)?;
    let Some(code) = text[at..].strip_prefix(PREFIX) else {
        let version = text[at + NAME.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
        let newer = version.starts_with(':') && version.len() < text.len() - at - NAME.len();
        return Err(if newer { PlanRefusal::Newer } else { PlanRefusal::NoPlan });
    };
    let digits = code.bytes().take_while(|byte| DIGITS.contains(byte)).count();
    let bytes = decoded(&code.as_bytes()[..digits]).ok_or(PlanRefusal::Damaged)?;
    let (body, check) = bytes.split_last_chunk::<CHECK_BYTES>().ok_or(PlanRefusal::Damaged)?;
    let digest: [u8; 32] = Sha256::digest(body).into();
    if digest[..CHECK_BYTES] != *check || body.len() != BODY_BYTES {
        return Err(PlanRefusal::Damaged);
    }
    if body[10..KEYS_FROM] != instrument.hash.0 {
        return Err(PlanRefusal::OtherInstrument);
    }
    Plan::from_body(instrument, body).ok_or(PlanRefusal::Newer)
}
