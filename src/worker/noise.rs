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
        let sums = came.or_else(|| told?.corrected.clone());
        with_noise(self.instrument, release, &noise, sums.as_ref())
    }

    /// Notes the sums of what was reported on, where a campaign that says how to correct it came
    /// only now, and nobody has come since the report. Whether there was any.
    pub(super) fn correct_reports(&mut self) -> bool {
        let mut any = false;
        for place in 0..self.reported.len() {
            let subject = self.reported[place].subject;
            let lacking = self.reported[place].told.corrected.is_none();
            let found = (lacking && self.changes(subject).total == 0).then(|| self.sums(subject));
            if let Some(Some(sums)) = found {
                self.reported[place].told.corrected = Some(sums);
                any = true;
            }
        }
        any
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::disclose::{Policy, Withheld};
    use crate::domain::randomised::{NoiseSeed, Randomisation, TruthProbability};
    use crate::domain::record::CampaignRef;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::{Population, Simulation};
    use crate::worker::desk::tests::{desk, read};
    use crate::worker::{Ask, Reply, Report};

    const ID: [u8; 4] = [1, 2, 3, 4];

    fn randomisation(a: u8, b: u8) -> Randomisation {
        let item = shipped_instrument().item_index("acc_personal").expect("an item");
        let truth = TruthProbability::new(a, b).expect("a probability");
        let items = [u8::try_from(item).expect("few")];
        Randomisation::new(shipped_instrument(), truth, &items).expect("it may be")
    }

    fn campaign(randomised: Option<Randomisation>) -> String {
        sample((ID, 1), 10, randomised)
    }

    /// The lines of so many people whose answers were randomised.
    fn people(n: u64, seed: u8) -> String {
        let instrument = shipped_instrument();
        let campaign = Some(CampaignRef { id: ID, wave: 1 });
        let plain = Population::plain(instrument);
        let population = Population { campaign, seed: seed.into(), people: n, quick: 0.0, ..plain };
        let people = Simulation::new(instrument, population).expect("it fits");
        let noisy = |(number, record)| {
            let seed = NoiseSeed::of_random([seed ^ number; 32]);
            randomisation(1, 2).apply(instrument, &record, &seed).to_line(instrument) + "\n"
        };
        (0..=u8::MAX).cycle().zip(people).map(noisy).collect()
    }

    fn report(desk: &mut Desk) -> Box<Report> {
        let ask = Ask::Report { subject: None, policy: Policy::default() };
        match desk.answer(ask, &[], Vec::new()).0 {
            Reply::Report(Some(report)) => report,
            other => panic!("{other:?}"),
        }
    }

    fn tally(desk: &mut Desk, id: u8) -> String {
        let subject = desk.subjects()[0].0;
        match desk.answer(Ask::SaveTally { subject, id: [id; 16] }, &[], Vec::new()).0 {
            Reply::Tally(Some(line)) => line,
            other => panic!("{other:?}"),
        }
    }

    /// Known, number of items, number of items and of categories with an estimate.
    fn told(report: &Report) -> (bool, usize, usize, usize) {
        let randomised = &report.release.randomised;
        let items = randomised.items.iter().filter(|one| one.estimates.shown().is_some());
        let scores = randomised.categories.iter().filter(|one| one.estimate.shown().is_some());
        (randomised.known, randomised.items.len(), items.count(), scores.count())
    }

    /// A campaign that comes after a report is heeded in it, and one that says otherwise too.
    #[test]
    fn a_report_heeds_what_is_known_of_its_campaign() {
        let mut desk = desk();
        read(&mut desk, "people", &people(60, 1));
        let unknown = report(&mut desk);
        assert_eq!(told(&unknown), (false, 0, 0, 0));
        assert!(unknown.release.index.shown().is_some());
        read(&mut desk, "campaign", &campaign(Some(randomisation(1, 2))));
        let known = report(&mut desk);
        assert_eq!(told(&known), (true, 1, 1, 1));
        assert_eq!(known.release.index.withheld(), Some(Withheld::Randomised));
        // A few more wait: the report is that of the people before.
        read(&mut desk, "few", &people(3, 2));
        assert_eq!((told(&report(&mut desk)), report(&mut desk).held), ((true, 1, 1, 1), 3));
        read(&mut desk, "copy", &campaign(Some(randomisation(1, 4))));
        assert_eq!(told(&report(&mut desk)), (true, 1, 0, 0));
        // Taken out, campaigns are forgotten and what they did is not; nor is it in the log.
        for line in desk.campaigns.told().kept {
            desk.answer(Ask::DropCampaign(line), &[], Vec::new());
        }
        let last = report(&mut desk);
        assert_eq!(told(&last), (true, 1, 0, 0));
        let mut again = self::desk();
        while let Some((_, entry)) = desk.next_entry() {
            again.replay(&entry).expect("an entry");
        }
        assert_eq!(report(&mut again), last);
    }

    /// What a report counted cannot be corrected with the sums of others.
    #[test]
    fn people_who_came_later_correct_nothing() {
        let mut desk = desk();
        read(&mut desk, "people", &people(60, 1));
        report(&mut desk);
        read(&mut desk, "few", &people(3, 2));
        read(&mut desk, "campaign", &campaign(Some(randomisation(1, 2))));
        let held = report(&mut desk);
        // Items follow from what the report counted, a category does not.
        assert_eq!((told(&held), held.held), ((true, 1, 1, 0), 3));
        let rule = held.release.randomised.categories[0].estimate.withheld();
        assert_eq!(rule, Some(Withheld::Successive));
        read(&mut desk, "more", &people(20, 3));
        assert_eq!(told(&report(&mut desk)), (true, 1, 1, 1));
    }

    #[test]
    fn noise_travels_with_a_tally() {
        let county = |seed: u8, known: Option<Option<Randomisation>>| {
            let mut county = desk();
            read(&mut county, "people", &people(60, seed));
            if let Some(known) = known {
                read(&mut county, "campaign", &campaign(known));
            }
            (tally(&mut county, seed), report(&mut county))
        };
        let alike = || Some(Some(randomisation(1, 2)));
        let [(one, whole), (other, _), (none, _)] =
            [(1, alike()), (2, alike()), (3, None)].map(|(seed, known)| county(seed, known));
        let city = |files: &[&str]| {
            let mut city = desk();
            for file in files {
                read(&mut city, "tally", file);
            }
            city
        };
        let same = report(&mut city(&[&one]));
        assert_eq!(same.release, whole.release, "the city tells what the county does");
        assert_eq!(told(&report(&mut city(&[&one, &other]))), (true, 1, 1, 1));
        // Merged once more.
        let merged = tally(&mut city(&[&one, &other]), 9);
        assert_eq!(told(&report(&mut city(&[&merged]))), (true, 1, 1, 1));
        // One unit does not say: its people may be bent or not.
        let mut city_of_all = city(&[&one, &none]);
        assert_eq!(told(&report(&mut city_of_all)), (false, 1, 0, 0));
        read(&mut city_of_all, "campaign", &campaign(Some(randomisation(1, 2))));
        assert_eq!(told(&report(&mut city_of_all)), (true, 1, 0, 0), "known, without its sums");
        // Said later, in either order, it is the same file.
        let (said, _) = county(3, alike());
        for files in [[&none, &said], [&said, &none]] {
            let mut city = city(&files.map(String::as_str));
            assert_eq!((city.counts().tallies, told(&report(&mut city))), (1, (true, 1, 1, 1)));
        }
        // Another campaign of the same wave that randomises nothing.
        let (plain, _) = county(4, Some(None));
        assert_eq!(told(&report(&mut city(&[&one, &plain]))), (true, 1, 0, 0));
        assert_eq!(told(&report(&mut city(&[&plain]))), (true, 0, 0, 0));
    }
}
