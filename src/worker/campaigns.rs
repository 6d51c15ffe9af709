//! The campaigns of a workspace, and what they promise.

use std::collections::BTreeMap;

use super::message::Campaigns;
use super::noise::{self, Noises};
use super::refused::CampaignRefusal;
use super::sorting::{Asked, Keys};
use super::subject::Promise;
use crate::domain::campaign::{Campaign, CampaignFault, Details, read_campaign};
use crate::domain::instrument::Instrument;
use crate::domain::seal::PublicKey;
use crate::domain::tally::SOURCES_MAX;

/// Most campaigns, each wave one, that a workspace keeps: as many as its records may come from.
pub const CAMPAIGNS_MAX: usize = SOURCES_MAX;

/// Campaigns that are kept, and what every one that ever was promises.
#[derive(Debug, Default)]
pub(super) struct KeptCampaigns {
    /// As lines of a bundle, in the order in which they came.
    lines: Vec<String>,
    /// Those of them that came from files since the workspace was opened.
    came: Vec<String>,
    /// By id and wave the highest minimum that any campaign with these promised.
    promises: BTreeMap<([u8; 4], u8), u8>,
    /// By id and wave what all campaigns with these randomise.
    pub(super) noises: Noises,
    /// By id and wave what the first campaign with these asks of its records.
    pub(super) keys: Keys,
}

impl KeptCampaigns {
    /// Keeps the campaign of a line: the line as it is written here, or none where it is kept
    /// already.
    pub(super) fn keep(
        &mut self,
        instrument: &Instrument,
        line: &str,
    ) -> Result<Option<String>, CampaignRefusal> {
        let campaign = read_campaign(instrument, line).map_err(|fault| match fault {
            CampaignFault::Newer => CampaignRefusal::Newer,
            CampaignFault::OtherInstrument => CampaignRefusal::OtherInstrument,
            // No code, a damaged one, or what is no campaign alone.
            _ => CampaignRefusal::Damaged,
        })?;
        let line = campaign.to_line();
        if self.lines.contains(&line) {
            return Ok(None);
        }
        if self.lines.len() >= CAMPAIGNS_MAX {
            return Err(CampaignRefusal::TooMany);
        }
        self.know(&campaign);
        self.lines.push(line.clone());
        Ok(Some(line))
    }

    /// Notes that the campaign of a line that was just kept came from a file.
    pub(super) fn note_came(&mut self, line: String) {
        self.came.push(line);
    }

    /// Takes a campaign out, whoever wrote its line. What it promised stays known.
    pub(super) fn remove(&mut self, instrument: &Instrument, line: &str) -> String {
        let ours = read_campaign(instrument, line).ok().map(|campaign| campaign.to_line());
        let line = ours.unwrap_or_else(|| line.to_owned());
        self.lines.retain(|kept| *kept != line);
        self.came.retain(|came| *came != line);
        line
    }

    /// The keys to which records must come sealed, by id and wave: those of the campaigns that came
    /// first, never one that came later under the same id.
    pub(super) fn public_keys(
        &self,
        instrument: &Instrument,
    ) -> BTreeMap<([u8; 4], u8), PublicKey> {
        let read = self.lines.iter().filter_map(|line| read_campaign(instrument, line).ok());
        let keyed = read.filter_map(|campaign| {
            let details = campaign.details();
            let wave = (details.id, details.wave);
            let key = campaign.extensions().key.clone()?;
            self.keys.get(&wave)?.is_sealed_to(&key).then_some((wave, key))
        });
        keyed.collect()
    }

    /// Takes in what was kept and taken out since the entry of the log before.
    pub(super) fn replay(&mut self, instrument: &Instrument, kept: &[String], removed: &[String]) {
        for line in kept {
            // What was refused was not written; an older version wrote what nothing can read.
            let _: Result<Option<String>, CampaignRefusal> = self.keep(instrument, line);
        }
        for line in removed {
            self.remove(instrument, line);
        }
    }

    /// The lines that are kept.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// What a campaign promises in a wave.
    pub(super) fn promise(&self, id: [u8; 4], wave: u8) -> Promise {
        self.promises.get(&(id, wave)).map_or(Promise::Unknown, |least| Promise::Minimum(*least))
    }

    /// What the page is told.
    pub(super) fn told(&self) -> Campaigns {
        let place = |line: &String| self.lines.iter().position(|kept| kept == line);
        Campaigns {
            kept: self.lines.clone(),
            known: self.promises.keys().copied().collect(),
            came: self.came.iter().filter_map(place).collect(),
        }
    }

    fn know(&mut self, campaign: &Campaign) {
        let Details { id, wave, minimum, .. } = *campaign.details();
        let promised = self.promises.entry((id, wave)).or_insert(minimum);
        *promised = minimum.max(*promised);
        noise::know(&mut self.noises, campaign);
        self.keys.entry((id, wave)).or_insert_with(|| Asked::by(campaign));
    }
}

/// The line of a campaign that promises a minimum.
#[cfg(test)]
pub(super) fn sample(id: [u8; 4], wave: u8, minimum: u8) -> String {
    noise::sample((id, wave), minimum, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bundle::Reader;
    use crate::domain::disclose::Policy;
    use crate::domain::record::CampaignRef;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::{Population, Simulation};
    use crate::worker::{Ask, Cause, Desk, Reading, Reply, Report, Subject, TallyFault};

    const ID: [u8; 4] = [1, 2, 3, 4];

    fn desk() -> Desk {
        Desk::new(shipped_instrument(), 7)
    }

    fn read(desk: &mut Desk, name: &str, text: &str) -> Option<Campaigns> {
        let mut reading = Reading::default();
        reading.whole(&Reader::new(&[shipped_instrument()]), name, None, text.as_bytes());
        let Reading { rows, refused, findings, .. } = reading;
        match desk.answer(Ask::Add(findings), &[rows], refused).0 {
            Reply::Added { campaigns, .. } => campaigns,
            other => panic!("{other:?}"),
        }
    }

    /// The lines of so many people asked by a campaign.
    fn people(n: u64, seed: u64, id: [u8; 4]) -> String {
        let campaign = Some(CampaignRef { id, wave: 1 });
        let plain = Population::plain(shipped_instrument());
        let population = Population { campaign, seed, people: n, quick: 0.0, ..plain };
        let people = Simulation::new(shipped_instrument(), population).expect("it fits");
        people.map(|record| record.to_line(shipped_instrument()) + "\n").collect()
    }

    fn report(desk: &mut Desk, minimum: u64) -> Box<Report> {
        let policy = Policy::new(minimum).expect("in range");
        match desk.answer(Ask::Report { subject: None, policy }, &[], Vec::new()).0 {
            Reply::Report(Some(report)) => report,
            other => panic!("{other:?}"),
        }
    }

    fn tally(desk: &mut Desk, subject: Subject, id: u8) -> String {
        let ask = Ask::SaveTally { subject, id: [id; 16] };
        match desk.answer(ask, &[], Vec::new()).0 {
            Reply::Tally(Some(line)) => line,
            other => panic!("{other:?}"),
        }
    }

    fn causes(desk: &mut Desk) -> Vec<(String, Option<u64>, Cause)> {
        match desk.answer(Ask::Refusals { from: 0, count: 99 }, &[], Vec::new()).0 {
            Reply::Refusals(all) => {
                all.into_iter().map(|one| (one.name, one.line, one.cause)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn minimum(report: &Report) -> (u64, Promise) {
        (report.release.policy.minimum(), report.promise)
    }

    fn minimum_of(people: u64) -> Promise {
        Promise::Minimum(u8::try_from(people).expect("small"))
    }

    #[test]
    fn what_was_promised_is_kept_whatever_is_asked_for() {
        let mut desk = desk();
        read(&mut desk, "people", &people(60, 1, ID));
        assert_eq!(minimum(&report(&mut desk, 10)), (30, Promise::Unknown), "nobody knows it");
        read(&mut desk, "campaign", &sample(ID, 1, 15));
        assert_eq!(minimum(&report(&mut desk, 10)), (15, Promise::Minimum(15)));
        assert_eq!(minimum(&report(&mut desk, 20)), (20, Promise::Minimum(15)));
        // Another copy: the higher one binds, in either order.
        read(&mut desk, "copy", &sample(ID, 1, 12));
        assert_eq!(minimum(&report(&mut desk, 10)), (15, Promise::Minimum(15)));
        let copy = read(&mut desk, "copy", &sample(ID, 1, 25)).expect("campaigns");
        assert_eq!(minimum(&report(&mut desk, 10)), (25, Promise::Minimum(25)));
        assert_eq!((copy.kept.len(), copy.came), (3, vec![0, 1, 2]));
        // Taken out, it is forgotten and its promise is not, nor after the log is read again.
        for line in copy.kept {
            desk.answer(Ask::DropCampaign(line), &[], Vec::new());
        }
        assert_eq!(minimum(&report(&mut desk, 10)), (25, Promise::Minimum(25)));
        let told = desk.campaigns.told();
        assert_eq!((told.kept.len(), told.known), (0, vec![(ID, 1)]));
        let log: Vec<_> =
            std::iter::from_fn(|| desk.next_entry()).map(|(_, entry)| entry).collect();
        let mut again = self::desk();
        again.answer(Ask::Replay, &log, Vec::new());
        assert_eq!(minimum(&report(&mut again, 10)), (25, Promise::Minimum(25)));
    }

    #[test]
    fn a_promise_travels_with_a_tally() {
        let mut city = desk();
        let mut county = |id: [u8; 4], promised: Option<u8>| {
            let mut county = desk();
            read(&mut county, "people", &people(60, u64::from(id[0]), id));
            promised.map(|people| read(&mut county, "campaign", &sample(id, 1, people)));
            let subject = county.subjects()[0].0;
            let line = tally(&mut county, subject, id[0]);
            read(&mut city, "tally", &line);
            minimum(&report(&mut city, 10))
        };
        assert_eq!(county([1; 4], Some(12)), (12, Promise::Minimum(12)));
        assert_eq!(county([2; 4], Some(18)), (18, Promise::Minimum(18)));
        assert_eq!(county([3; 4], Some(15)), (18, Promise::Minimum(18)));
        assert_eq!(county([4; 4], None), (30, Promise::Unknown));
        // Merged again, what is not known of one is not known of all.
        let subject = city.subjects()[0].0;
        let line = tally(&mut city, subject, 9);
        let mut province = desk();
        read(&mut province, "tally", &line);
        assert_eq!(minimum(&report(&mut province, 10)), (30, Promise::Unknown));
    }

    /// The same counts again, with a promise that nobody knew or that was raised: the highest
    /// binds in either order, and when the log is read again.
    #[test]
    fn a_tally_that_promises_more_is_repeated_and_binds() {
        let county = |promised: Option<u8>| {
            let mut county = desk();
            read(&mut county, "people", &people(60, 1, ID));
            promised.map(|people| read(&mut county, "campaign", &sample(ID, 1, people)));
            let subject = county.subjects()[0].0;
            tally(&mut county, subject, 1)
        };
        let [none, low, high] = [None, Some(12), Some(18)].map(county);
        for (files, least) in [
            ([&low, &high], 18),
            ([&high, &low], 18),
            ([&none, &low], 12),
            ([&low, &none], 12),
            ([&low, &low], 12),
        ] {
            let mut city = desk();
            for file in files {
                read(&mut city, "tally", file);
            }
            let repeated = ("tally".to_owned(), None, Cause::Tally(TallyFault::Repeated));
            assert_eq!(causes(&mut city), [repeated], "{least}");
            let log = city.answer(Ask::Flush, &[], Vec::new()).1.expect("an entry");
            let mut again = desk();
            again.answer(Ask::Replay, &[log], Vec::new());
            for mut city in [city, again] {
                assert_eq!(minimum(&report(&mut city, 10)), (least, minimum_of(least)));
                assert_eq!(city.counts().tallies, 1);
            }
        }
    }

    /// Taken out and read again it came once.
    #[test]
    fn a_campaign_that_came_twice_is_told_once() {
        let mut desk = desk();
        let line = sample(ID, 1, 10);
        let code = line.split('"').find(|part| part.starts_with("QINGDAN-C1:")).expect("a code");
        for written in [line.clone(), code.to_owned()] {
            let came = read(&mut desk, "campaign", &line).expect("kept");
            assert_eq!((came.kept.len(), came.came), (1, vec![0]));
            // As an older version noted it, in the words of whoever made it.
            desk.answer(Ask::DropCampaign(written), &[], Vec::new());
            assert_eq!(desk.campaigns.told().came, [0_usize; 0]);
            assert!(desk.campaigns.lines().is_empty());
        }
    }

    #[test]
    fn a_campaign_that_cannot_be_kept_is_refused_by_name() {
        let mut desk = desk();
        let line = sample(ID, 1, 10);
        let damaged = line.replace("C1:A", "C1:B");
        assert_eq!(read(&mut desk, "甲.json", &damaged), None);
        read(&mut desk, "乙.json", &line.replace("QINGDAN-C1:", "QINGDAN-C7:"));
        read(&mut desk, "丙.ndjson", &format!("{line}\n{damaged}\n"));
        let refused = |name: &str, line, what| (name.to_owned(), line, Cause::Campaign(what));
        let expected = [
            refused("甲.json", None, CampaignRefusal::Damaged),
            refused("乙.json", None, CampaignRefusal::Newer),
            refused("丙.ndjson", Some(2), CampaignRefusal::Damaged),
        ];
        assert_eq!(causes(&mut desk), expected);
        assert_eq!(desk.counts().received, 3, "and the sum adds up");
        // The whole invitation brings it too.
        let mut other = self::desk();
        let code = line.split('"').find(|part| part.starts_with("QINGDAN-C1:")).expect("a code");
        let came = read(&mut other, "粘贴", &format!("您好！活动码：{code}\n谢谢")).expect("kept");
        assert_eq!((came.kept, other.counts().received), (vec![line], 0));
    }

    #[test]
    fn there_are_only_so_many_campaigns() {
        let mut desk = desk();
        let lines = |n: usize| {
            let id = |at: usize| u32::try_from(at).expect("small").to_be_bytes();
            (0..n).map(|at| sample(id(at), 1, 10) + "\n").collect::<String>()
        };
        read(&mut desk, "many", &lines(CAMPAIGNS_MAX + 2));
        assert_eq!(desk.campaigns.lines().len(), CAMPAIGNS_MAX);
        let refused = causes(&mut desk);
        assert_eq!(refused.len(), 2);
        assert_eq!(refused[1].1, Some(CAMPAIGNS_MAX as u64 + 2));
        assert!(refused.iter().all(|one| one.2 == Cause::Campaign(CampaignRefusal::TooMany)));
    }

    /// A merged file and its parts, in every order: nobody is counted twice, nobody is lost
    /// without a word, and what has changed is told as that.
    #[test]
    fn tally_files_that_overlap_are_told_apart() {
        let county = |seed: u8, n| {
            let mut county = desk();
            read(&mut county, "people", &people(n, u64::from(seed), ID));
            let subject = county.subjects()[0].0;
            tally(&mut county, subject, seed)
        };
        let (a, more, b, c) = (county(1, 20), county(1, 40), county(2, 30), county(3, 25));
        let d = county(4, 10);
        let merged = |parts: [&String; 2], id, third: Option<&String>| {
            let mut city = desk();
            for part in parts.into_iter().chain(third) {
                read(&mut city, "part", part);
            }
            let subject = city.subjects()[0].0;
            tally(&mut city, subject, id)
        };
        let (ab, changed) = (merged([&a, &b], 8, None), merged([&more, &b], 7, None));
        let city = |files: &[&String]| {
            let mut city = desk();
            for (number, file) in files.iter().enumerate() {
                read(&mut city, &format!("{number}.json"), file);
            }
            let mut faults = Vec::new();
            for (name, line, cause) in causes(&mut city) {
                assert_eq!(line, None);
                let Cause::Tally(fault) = cause else { panic!("{cause:?}") };
                faults.push((name, fault));
            }
            (city.subjects()[0].1, faults)
        };
        let told = |number: u8, fault| vec![(format!("{number}.json"), fault)];
        assert_eq!(city(&[&a, &ab]), (20, told(1, TallyFault::Overlapping)));
        assert_eq!(city(&[&ab, &a]), (50, told(1, TallyFault::Repeated)));
        assert_eq!(city(&[&a, &b, &ab]), (50, told(2, TallyFault::Repeated)));
        assert_eq!(city(&[&a, &b, &changed]), (50, told(2, TallyFault::Changed)));
        assert_eq!(city(&[&a, &changed]), (20, told(1, TallyFault::Overlapping)));
        assert_eq!(city(&[&a, &more]), (20, told(1, TallyFault::Changed)));
        assert_eq!(city(&[&ab, &c]), (75, vec![]));
        // Grown since it went into a merged file, or before: others of its people are lost or would
        // be, and it is not told as counted.
        let grown = merged([&a, &b], 8, Some(&c));
        let above = merged([&ab, &d], 5, None);
        assert_eq!(city(&[&above, &grown]), (60, told(1, TallyFault::Overlapping)));
        assert_eq!(city(&[&grown, &above]), (75, told(1, TallyFault::Overlapping)));
        assert_eq!(city(&[&grown, &d, &above]), (85, told(2, TallyFault::Changed)));
        assert_eq!(city(&[&above, &ab]), (60, told(1, TallyFault::Repeated)));
        assert_eq!(city(&[&above, &c, &grown]), (85, told(2, TallyFault::Repeated)));
        // Merged twice over, it names files that never came here by themselves.
        let abc = merged([&ab, &c], 6, None);
        assert_eq!(city(&[&a, &b, &c, &abc]), (75, told(3, TallyFault::Repeated)));
    }
}
