//! The record as it leaves the phone: what an interview's campaign promises is kept here and
//! nowhere else.
//!
//! Randomised items hold what was drawn, and of a background that is too rare the rarest answers
//! are left out. Everything that hands a record over, and everything that shows it before, takes it
//! from [`leaving`].

use super::campaign::Campaign;
use super::crowd::{Coarsened, without};
use super::instrument::Instrument;
use super::interview::Interview;
use super::record::{Record, anonymise};

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
    let mut leaving = Leaving { record: anonymise(instrument, interview), crowd: None };
    let Some(terms) = interview.terms() else { return Ok(leaving) };
    let Some(campaign) = campaign.filter(|campaign| campaign.terms() == terms) else {
        let known = !terms.needs_campaign();
        return if known { Ok(leaving) } else { Err(NotProtected::NoCampaign) };
    };
    let extensions = campaign.extensions();
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
