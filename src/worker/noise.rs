//! Noise in the answers that the desk counts: what is known of it, and reports without its bias.
//!
//! Reports are made and remembered of the records as they are. What is known of the noise is
//! applied only to what is told, so that a campaign that comes after a report is heeded in it too.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::subject::Subject;
use crate::domain::campaign::{Campaign, Details};
use crate::domain::disclose::{Release, with_noise};
use crate::domain::randomised::Noise;
use crate::domain::tally::Corrected;

/// By id and wave what the campaigns with these randomise.
pub(super) type Noises = BTreeMap<([u8; 4], u8), Noise>;

/// Notes what a campaign randomises. Where another one with the same id and wave did otherwise,
/// nobody knows whose answers came by which.
pub(super) fn know(noises: &mut Noises, campaign: &Campaign) {
    let Details { id, wave, .. } = *campaign.details();
    let noise = Noise::of(campaign.extensions().randomised.as_ref());
    let noise = match noises.remove(&(id, wave)) {
        Some(known) => known.and(noise),
        None => noise,
    };
    noises.insert((id, wave), noise);
}

impl Desk {
    /// What is known of the noise in the answers that a subject counts, for tally files in the
    /// first so many of them, with the sums that these came with.
    pub(super) fn noise(&self, subject: Subject, files: usize) -> (Noise, Option<Corrected>) {
        let known =
            |id, wave| self.campaigns.noises.get(&(id, wave)).cloned().unwrap_or(Noise::UNKNOWN);
        if subject.merged {
            return self.tallies.noise(subject, files, known);
        }
        (subject.campaign.map_or(Noise::NONE, |(id, wave)| known(id, wave)), None)
    }

    /// The sums that correct the noise in the records of a subject; none where there is none, where
    /// it is not known, and for tally files.
    pub(super) fn sums(&self, subject: Subject) -> Option<Corrected> {
        let (noise, _) = self.noise(subject, 0);
        let randomisation = noise.randomisation(self.instrument).filter(|_| !subject.merged)?;
        self.columns.corrected(self.instrument, subject.scope(), &randomisation)
    }

    /// What is told of the last release of a subject: estimates in the place of what noise has
    /// bent.
    pub(super) fn told_true(&self, subject: Subject, release: Release) -> Release {
        let told = self.last(subject).map(|last| &last.told);
        let (noise, came) = self.noise(subject, told.map_or(0, |told| told.files));
        let then = told.and_then(|told| told.corrected.clone());
        let then = then.filter(|sums| Noise::of(Some(sums.randomisation())) == noise);
        // Nobody has come since: the sums of now are those of then.
        let now = || self.sums(subject).filter(|_| self.changes(subject).total == 0);
        let sums = came.or(then).or_else(now);
        with_noise(self.instrument, release, &noise, sums.as_ref())
    }
}

/// The line of a campaign that promises a minimum, and may randomise items.
#[cfg(test)]
pub(super) fn sample(
    (id, wave): ([u8; 4], u8),
    minimum: u8,
    randomised: Option<crate::domain::randomised::Randomisation>,
) -> String {
    use crate::domain::campaign::{Extensions, FormChoice};
    use crate::domain::shipped_instrument;

    let details = Details {
        id,
        wave,
        title: format!("摸底 {minimum}"),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0,
        minimum,
    };
    let instrument = shipped_instrument();
    let campaign = Campaign::new(instrument, details).expect("a valid campaign");
    let extensions = Extensions { randomised, ..Extensions::default() };
    let campaign = campaign.with(instrument, extensions).expect("it fits");
    campaign.to_file().trim_end().to_owned()
}
