//! Tally files: counts of people whose records never came here.

use std::collections::{BTreeSet, VecDeque};

use super::refused::TallyFault;
use super::subject::{Promise, Subject};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::randomised::Noise;
use crate::domain::tally::{Changes, Corrected, MergeError, Tally, TallyFile, TallyId, read_tally};

/// All tally files of a workspace, merged by form and wave.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    files: u64,
    merged: Vec<Merged>,
    /// The ids of all files taken in, and of all that went into them.
    known: BTreeSet<TallyId>,
}

/// Tally files of one form and wave.
#[derive(Debug)]
struct Merged {
    parts: Vec<TallyFile>,
    whole: TallyFile,
    /// People who have come since the last report.
    changes: Changes,
}

/// Why a tally file is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotTaken {
    pub(super) fault: TallyFault,
    /// Whether it promises more than the same file that is kept: that is kept of it, and the log
    /// has to know.
    pub(super) promises: bool,
}

impl From<TallyFault> for NotTaken {
    fn from(fault: TallyFault) -> Self {
        Self { fault, promises: false }
    }
}

/// What an earlier report counted.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// How many tally files, those that came first; 0 for records.
    pub(super) files: usize,
    /// The people in them.
    pub(super) tally: Tally,
    /// Of records, what corrects the noise in them, where that was known.
    pub(super) corrected: Option<Corrected>,
}

impl Merged {
    /// Whether a subject is about these files, of however many campaigns they were when it was
    /// named.
    fn is(&self, wanted: Subject) -> bool {
        subject(&self.whole).counted() == wanted.counted()
    }
}

impl Tallies {
    /// Number of files taken in.
    pub(super) const fn len(&self) -> u64 {
        self.files
    }

    /// Takes in a tally file; not where it, or a part of it, is there already.
    pub(super) fn add(&mut self, instrument: &Instrument, line: &str) -> Result<(), NotTaken> {
        let file = read_tally(line.as_bytes(), instrument).map_err(|_| TallyFault::Damaged)?;
        if let Some(fault) = self.overlap(&file) {
            let promises = fault == TallyFault::Repeated && self.promise_more(&file);
            return Err(NotTaken { fault, promises });
        }
        let ids = file.parts().chain([file.id()]).collect::<Vec<_>>();
        let came = Changes::all_of(file.tally());
        let same = |merged: &&mut Merged| {
            let whole = &merged.whole;
            whole.wave() == file.wave() && whole.tally().form() == file.tally().form()
        };
        if let Some(merged) = self.merged.iter_mut().find(same) {
            let two = [merged.whole.clone(), file];
            merged.whole = TallyFile::merge(&two, shown(self.files)).map_err(|e| fault(&e))?;
            let [_, file] = two;
            merged.parts.push(file);
            merged.changes.add(&came);
        } else {
            let whole = std::slice::from_ref(&file);
            let whole = TallyFile::merge(whole, shown(self.files)).map_err(|e| fault(&e))?;
            self.merged.push(Merged { parts: vec![file], whole, changes: came });
        }
        self.files += 1;
        self.known.extend(ids);
        Ok(())
    }

    /// Joins a file to the same one with a lower promise, or none, or that knew less of the noise,
    /// and raises the promises of the files kept that count people of it. Whether there are any: in
    /// whatever order files come, the highest promise binds.
    fn promise_more(&mut self, file: &TallyFile) -> bool {
        let ids = |file: &TallyFile| file.parts().chain([file.id()]).collect::<BTreeSet<_>>();
        let same = ids(file);
        let mut raised = false;
        for kept in self.merged.iter_mut().flat_map(|merged| &mut merged.parts) {
            let now = if kept.id() == file.id() && kept.counts_same(file) {
                kept.joined(file)
            } else if kept.minimum() < file.minimum() && !ids(kept).is_disjoint(&same) {
                kept.clone().promising(file.minimum())
            } else {
                continue;
            };
            raised |= std::mem::replace(kept, now) != *kept;
        }
        raised
    }

    /// What is wrong with a file of which something is counted already; none where nothing is.
    fn overlap(&self, file: &TallyFile) -> Option<TallyFault> {
        let all = || self.merged.iter().flat_map(|merged| &merged.parts);
        if let Some(same) = all().find(|kept| kept.id() == file.id()) {
            let counted = same.counts_same(file);
            return Some(if counted { TallyFault::Repeated } else { TallyFault::Changed });
        }
        let own: BTreeSet<TallyId> = file.parts().collect();
        if self.known.contains(&file.id()) {
            // A state of it went into a file that is kept. What went into it since is not there.
            let grown = !own.is_subset(&self.known);
            return Some(if grown { TallyFault::Overlapping } else { TallyFault::Repeated });
        } else if own.is_disjoint(&self.known) {
            return None;
        }
        // The files kept that went into it: together they may be all that it counts.
        let mut within = all().filter(|kept| {
            let inner = kept.parts().len() > 0 && kept.parts().all(|id| own.contains(&id));
            inner || own.contains(&kept.id())
        });
        let mut left = own.clone();
        let mut together = None::<Tally>;
        let mut agree = true;
        for kept in &mut within {
            for id in kept.parts().chain([kept.id()]) {
                left.remove(&id);
            }
            match &mut together {
                Some(together) => agree &= together.merge(kept.tally()).is_ok(),
                None => together = Some(kept.tally().clone()),
            }
        }
        Some(if agree && together.as_ref() == Some(file.tally()) {
            TallyFault::Repeated
        } else if !own.is_subset(&self.known) {
            TallyFault::Overlapping
        } else if left.is_empty() {
            // Its parts are kept, and add up to something else.
            TallyFault::Changed
        } else {
            TallyFault::Repeated
        })
    }

    /// What the people of a subject were promised: by each file the minimum that it names, or
    /// what `promise` knows of its campaign.
    pub(super) fn promise(
        &self,
        wanted: Subject,
        promise: impl Fn([u8; 4], u8) -> Promise,
    ) -> Promise {
        let Some(merged) = self.find(wanted) else { return Promise::Nothing };
        let each = merged.parts.iter().map(|file| {
            let Some(wave) = file.wave() else { return Promise::Nothing };
            let campaign = file.campaign().map_or(Promise::Unknown, |id| promise(id, wave));
            match (file.minimum(), campaign) {
                (Some(named), Promise::Minimum(known)) => Promise::Minimum(named.max(known)),
                (Some(named), _) => Promise::Minimum(named),
                (None, campaign) => campaign,
            }
        });
        each.fold(Promise::Nothing, Promise::and)
    }

    /// What is known of the noise in the answers of the people of the first `files` of a subject,
    /// and the sums that correct it: by each file what it says, and what `known` is of its
    /// campaign.
    pub(super) fn noise(
        &self,
        wanted: Subject,
        files: usize,
        known: impl Fn([u8; 4], u8) -> Noise,
    ) -> (Noise, Option<Corrected>) {
        let parts = self.find(wanted).map_or(&[][..], |merged| &merged.parts);
        let each = parts.iter().take(files).map(|file| {
            let campaign = file.campaign().zip(file.wave()).map(|(id, wave)| known(id, wave));
            match campaign.filter(|campaign| campaign.known && campaign != file.noise()) {
                None => file.noise().clone(),
                Some(campaign) if *file.noise() == Noise::UNKNOWN => campaign.uncorrected(),
                Some(campaign) => file.noise().clone().and(campaign),
            }
        });
        let sums = parts.iter().take(files).map(|file| file.corrected().cloned());
        let sums = sums.reduce(|one, other| one?.and(&other?)).flatten();
        (each.reduce(Noise::and).unwrap_or(Noise::NONE), sums)
    }

    /// What can be reported on, with its number of people: by wave, the full form first.
    pub(super) fn subjects(&self) -> Vec<(Subject, u64)> {
        let mut subjects: Vec<(Subject, u64)> = self
            .merged
            .iter()
            .map(|merged| (subject(&merged.whole), merged.whole.tally().n()))
            .collect();
        subjects.sort_by_key(|(subject, _)| (subject.campaign, subject.form == Form::Quick));
        subjects
    }

    pub(super) fn tally(&self, wanted: Subject) -> Option<&Tally> {
        self.find(wanted).map(|merged| merged.whole.tally())
    }

    /// Everything that the first `files` of a subject can be put together from, each list the
    /// whole: the files; and for each of the `earlier` reports what it counted of them, with the
    /// files since.
    pub(super) fn sources<'a>(
        &'a self,
        wanted: Subject,
        files: usize,
        earlier: &'a VecDeque<Told>,
    ) -> Vec<Vec<&'a Tally>> {
        let Some(merged) = self.find(wanted) else { return Vec::new() };
        let tallies = || merged.parts.iter().take(files).map(TallyFile::tally);
        // A report of one file counted what the file does.
        let since = earlier
            .iter()
            .filter(|told| told.files > 1)
            .map(|told| [&told.tally].into_iter().chain(tallies().skip(told.files)).collect());
        [tallies().collect()].into_iter().chain(since).collect()
    }

    /// How many files were merged for a subject.
    pub(super) fn files(&self, wanted: Subject) -> usize {
        self.find(wanted).map_or(0, |merged| merged.parts.len())
    }

    pub(super) fn changes(&self, wanted: Subject) -> Changes {
        self.find(wanted).map(|merged| merged.changes.clone()).unwrap_or_default()
    }

    /// Remembers that a subject has been reported on as it is now.
    pub(super) fn publish(&mut self, wanted: Subject) {
        let found = self.merged.iter_mut().find(|merged| merged.is(wanted));
        if let Some(merged) = found {
            merged.changes = Changes::default();
        }
    }

    /// The file of everything merged, under an id of its own.
    pub(super) fn file(&self, wanted: Subject, id: TallyId) -> Option<TallyFile> {
        TallyFile::merge(&self.find(wanted)?.parts, id).ok()
    }

    /// Every file, as it came.
    pub(super) fn lines(&self, instrument: &Instrument) -> impl Iterator<Item = String> {
        let files = self.merged.iter().flat_map(|merged| &merged.parts);
        files.map(|file| file.to_line(instrument))
    }

    fn find(&self, wanted: Subject) -> Option<&Merged> {
        self.merged.iter().find(|merged| merged.is(wanted))
    }
}

/// An id for what is merged here only to be shown, with so many files before it: another one each
/// time, because a file may not be merged with one of its own id. It is never saved under it.
fn shown(files: u64) -> TallyId {
    TallyId(u128::from(files).to_be_bytes())
}

/// What a merged file is about. Of several campaigns only the wave is told, under the id 0.
fn subject(file: &TallyFile) -> Subject {
    let campaign = file.wave().map(|wave| (file.campaign().unwrap_or_default(), wave));
    Subject { campaign, form: file.tally().form(), merged: true }
}

const fn fault(error: &MergeError) -> TallyFault {
    match error {
        MergeError::Repeated { .. } => TallyFault::Repeated,
        _ => TallyFault::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::CampaignRef;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::{Population, Simulation};
    use crate::domain::tally::Columns;

    const ID: [u8; 4] = [1, 2, 3, 4];

    /// The file of twenty people who were promised a minimum.
    fn county(seed: u8, minimum: u8) -> TallyFile {
        let instrument = shipped_instrument();
        let campaign = Some(CampaignRef { id: ID, wave: 1 });
        let plain = Population::plain(instrument);
        let population =
            Population { campaign, seed: seed.into(), people: 20, quick: 0.0, ..plain };
        let mut columns = Columns::new(instrument, 1);
        for record in Simulation::new(instrument, population).expect("it fits") {
            columns.add(&record);
        }
        let (scope, _) = columns.scopes()[0];
        let tally = columns.tally(scope).expect("a tally").clone();
        TallyFile::new(TallyId([seed; 16]), scope, tally).promising(Some(minimum))
    }

    /// A merged file that promises more than its parts, a part that promises more than the whole,
    /// and the same file again: their people are counted already, and the highest promise binds,
    /// also for what is saved.
    #[test]
    fn a_repeated_file_that_promises_more_binds() {
        let (a, b) = (county(1, 12), county(2, 12));
        let merged = |files: &[TallyFile]| TallyFile::merge(files, TallyId([9; 16])).expect("one");
        let low = merged(&[a.clone(), b.clone()]);
        let high = low.clone().promising(Some(18));
        let raised = a.clone().promising(Some(18));
        let orders =
            [vec![&a, &b, &high], vec![&high, &a], vec![&low, &raised], vec![&a, &b, &raised]];
        for files in orders {
            let mut tallies = Tallies::default();
            for (number, file) in files.iter().enumerate() {
                let taken = tallies.add(shipped_instrument(), &file.to_line(shipped_instrument()));
                let promises = file.minimum() == Some(18);
                let repeated = Err(NotTaken { fault: TallyFault::Repeated, promises });
                let last = number + 1 == files.len();
                assert_eq!(taken, if last { repeated } else { Ok(()) });
            }
            let (wanted, people) = tallies.subjects()[0];
            assert_eq!(people, 40);
            let promise = tallies.promise(wanted, |_, _| Promise::Unknown);
            assert_eq!(promise, Promise::Minimum(18));
            let saved = tallies.file(wanted, TallyId([7; 16])).expect("a file");
            assert_eq!(saved.minimum(), Some(18));
        }
    }
}
