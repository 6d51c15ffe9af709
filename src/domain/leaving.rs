//! The record as it leaves the phone: what an interview's campaign promises is kept here and
//! nowhere else.
//!
//! Randomised items hold what was drawn, and of a background that is too rare the rarest answers
//! are left out. The record's id is another one for each campaign, wave, key and odds, so that two
//! files of one interview do not show by it that they belong together; under the same ones it
//! stays, so that a later revision replaces an earlier one. Everything that hands a record over,
//! and everything that shows it before, takes it from [`leaving`].

use super::campaign::{Campaign, Extensions};
use super::crowd::{Coarsened, without};
use super::instrument::Instrument;
use super::interview::Interview;
use super::mac::{MAC_BYTES, hmac_sha256};
use super::randomised::Randomisation;
use super::record::{CampaignRef, Record, RecordId, anonymise};

/// What the message of every id begins with.
const ID_LABEL: &[u8] = b"qingdan-record-id/1";

/// A record as it leaves, and what is known of the people with the same background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The record.
    pub record: Record,
    /// The background, where the campaign tells who is asked.
    pub crowd: Option<Crowded>,
}

/// How rare the background is as it was answered, and as it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crowded {
    /// People expected to have the same background, the person included.
    pub alike: u64,
    /// What is left out, so that there are enough.
    pub coarsened: Coarsened,
}

/// Why nothing may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotProtected {
    /// What the campaign promises is not known here.
    #[error("the campaign is not known")]
    NoCampaign,
    /// Items are to be randomised, and the interview has no seed.
    #[error("there is no seed for the draws")]
    NoSeed,
}

/// The record of an interview as it leaves. Where its campaign promises anything, the campaign
/// itself must be here; another campaign changes nothing.
pub fn leaving(
    instrument: &Instrument,
    interview: &Interview,
    campaign: Option<&Campaign>,
) -> Result<Leaving, NotProtected> {
    let terms = interview.terms();
    let campaign = campaign.filter(|campaign| Some(campaign.terms()) == terms);
    if campaign.is_none() && terms.is_some_and(|terms| terms.needs_campaign()) {
        return Err(NotProtected::NoCampaign);
    }
    let none = Extensions::default();
    let extensions = campaign.map_or(&none, Campaign::extensions);
    let id = id_under(interview.id(), interview.campaign(), extensions);
    let mut leaving = Leaving { record: anonymise(instrument, interview).with_id(id), crowd: None };
    if let Some(roster) = &extensions.roster {
        let complete = leaving.record.complete();
        let (alike, coarsened) = (roster.alike(complete), roster.coarsened(complete));
        leaving.record = without(&leaving.record, coarsened.dropped);
        leaving.crowd = Some(Crowded { alike, coarsened });
    }
    if let Some(randomised) = &extensions.randomised {
        let seed = interview.seed().ok_or(NotProtected::NoSeed)?;
        leaving.record = randomised.apply(instrument, &leaving.record, seed);
    }
    Ok(leaving)
}

/// The id of an interview's record under a campaign, or none: HMAC-SHA256 (RFC 2104) under the
/// interview's own number of a label, the campaign's id and wave, its key and its odds with their
/// items, of which the first 16 bytes count. No id tells another one. A corrected roster and
/// tickets leave it as it is.
fn id_under(own: RecordId, campaign: Option<CampaignRef>, extensions: &Extensions) -> RecordId {
    let CampaignRef { id, wave } = campaign.unwrap_or(CampaignRef { id: [0; 4], wave: 0 });
    let mut secret = [0; MAC_BYTES];
    secret[..own.0.len()].copy_from_slice(&own.0);
    let key = extensions.key.as_ref().map(|key| key.to_bytes().to_vec()).unwrap_or_default();
    let odds = extensions.randomised.as_ref().map(Randomisation::to_bytes).unwrap_or_default();
    let code = hmac_sha256(&secret, &[ID_LABEL, &id, &[wave], &key, &odds]);
    let mut under = RecordId([0; 16]);
    under.0.copy_from_slice(&code[..16]);
    under
}
