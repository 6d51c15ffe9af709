//! Campaigns that seal to a key.

use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::record::CampaignRef;
use qingdan::domain::seal::PublicKey;
use qingdan::domain::shipped_instrument;

use crate::run::Outcome;

/// A wave of a campaign that seals to a key, with tickets or without.
pub(crate) fn campaign(of: CampaignRef, key: &PublicKey, tickets: bool) -> Outcome<Campaign> {
    let details = Details {
        id: of.id,
        wave: of.wave,
        title: "清源县密封摸底".to_owned(),
        wave_label: String::new(),
        purpose: "看看先减哪几类".to_owned(),
        contact: "县总工会 王老师".to_owned(),
        form: FormChoice::Either,
        background: 0b0001,
        minimum: 10,
    };
    let extensions = Extensions { key: Some(key.clone()), tickets, ..Extensions::default() };
    let campaign = Campaign::new(shipped_instrument(), details);
    let campaign = campaign.map_err(|error| error.to_string())?;
    campaign.with(shipped_instrument(), extensions).map_err(|error| error.to_string())
}
