//! The records of a table, and what the people in it were promised.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{say, tr};
use crate::cli::CliError;
use crate::cli::batch::{Batch, desk};
use crate::cli::key_file::Opening;
use crate::domain::campaign::{Details, read_campaign};
use crate::domain::disclose::Policy;
use crate::domain::instrument::Instrument;
use crate::domain::randomised::Noise;
use crate::domain::record::{CampaignRef, Record};

/// Records, and the campaigns that are known.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) records: Vec<Record>,
    campaigns: BTreeMap<([u8; 4], u8), Promise>,
}

/// What people were promised, or are not known to have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Promise {
    /// What is known of the noise in their answers.
    pub(super) noise: Noise,
    /// Fewest people in a group.
    pub(super) minimum: u64,
}

/// Reads all inputs; opens them where there is a key.
pub(super) fn read(
    instrument: &'static Instrument,
    opening: &Opening,
    paths: &[PathBuf],
    refused: Option<&Path>,
) -> Result<Input, CliError> {
    let key = opening.key()?;
    let mut batch = Batch::read(instrument, paths)?;
    let mut campaigns: BTreeMap<_, Promise> = BTreeMap::new();
    for text in batch.campaigns() {
        // What is none is refused at the desk, where it is counted.
        let Ok(campaign) = read_campaign(instrument, text) else { continue };
        let Details { id, wave, minimum, .. } = *campaign.details();
        let noise = Noise::of(campaign.extensions().randomised.as_ref());
        let promise = Promise { noise, minimum: minimum.into() };
        let known = campaigns.remove(&(id, wave));
        let both = known.map_or(promise.clone(), |known: Promise| known.and(promise));
        campaigns.insert((id, wave), both);
    }
    if key.is_none() && !campaigns.is_empty() {
        // Whoever has opened them holds them in the open, where the page takes none.
        batch.forget_campaigns();
        say(&tr(
            "没有给密钥：活动文件只用来看加随机和最小人数，不核对答卷是不是密封来的。",
            "No key was given: of the campaign only its randomised items and its minimum count, \
             and not whether records came sealed.",
        ));
    }
    let mut kept = batch.keep(desk(instrument)?, key.as_ref(), opening.unchecked)?;
    kept.tell(refused)?;
    Ok(Input { records: kept.settled()?.records(instrument)?, campaigns })
}

impl Promise {
    /// People of both.
    fn and(self, other: Self) -> Self {
        Self { noise: self.noise.and(other.noise), minimum: self.minimum.max(other.minimum) }
    }
}

impl Input {
    /// What all of them were promised: as in a report, the highest minimum counts, and the highest
    /// that there is where the campaign is not here.
    pub(super) fn promise(&self) -> Promise {
        let nothing = Promise { noise: Noise::NONE, minimum: Policy::LOWEST };
        let unknown = Promise { noise: Noise::UNKNOWN, minimum: Policy::HIGHEST };
        let waves: BTreeSet<Option<CampaignRef>> =
            self.records.iter().map(Record::campaign).collect();
        let of = |campaign: &Option<CampaignRef>| match campaign {
            None => nothing.clone(),
            Some(CampaignRef { id, wave }) => {
                self.campaigns.get(&(*id, *wave)).unwrap_or(&unknown).clone()
            }
        };
        waves.iter().map(of).reduce(Promise::and).unwrap_or(nothing)
    }
}
