//! Tally files: counts of people whose records never came here.

use std::collections::BTreeSet;

use super::refused::TallyFault;
use super::subject::{Promise, Subject};
use crate::domain::disclose::{History, Policy, Release};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::tally::{Changes, MergeError, Tally, TallyFile, TallyId, read_tally};

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

impl Tallies {
    /// Number of files taken in.
    pub(super) const fn len(&self) -> u64 {
        self.files
    }

    /// Takes in a tally file; not where it, or a part of it, is there already.
    pub(super) fn add(&mut self, instrument: &Instrument, line: &str) -> Result<(), TallyFault> {
        let file = read_tally(line.as_bytes(), instrument).map_err(|_| TallyFault::Damaged)?;
        if let Some(fault) = self.overlap(&file) {
            return Err(fault);
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

    /// What is wrong with a file of which something is counted already; none where nothing is.
    fn overlap(&self, file: &TallyFile) -> Option<TallyFault> {
        let all = || self.merged.iter().flat_map(|merged| &merged.parts);
        if let Some(same) = all().find(|kept| kept.id() == file.id()) {
            return Some(if same == file { TallyFault::Repeated } else { TallyFault::Changed });
        }
        let own: BTreeSet<TallyId> = file.parts().collect();
        if self.known.contains(&file.id()) {
            return Some(TallyFault::Repeated);
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
    /// whole: the files; and the `earlier` ones of them that an earlier report counted, `together`,
    /// with those since.
    pub(super) fn sources<'a>(
        &'a self,
        wanted: Subject,
        files: [usize; 2],
        together: Option<&'a Tally>,
    ) -> Vec<Vec<&'a Tally>> {
        let Some(merged) = self.find(wanted) else { return Vec::new() };
        let [earlier, files] = files;
        let tallies = || merged.parts.iter().take(files).map(TallyFile::tally);
        let since = together.map(|all| [all].into_iter().chain(tallies().skip(earlier)).collect());
        [tallies().collect()].into_iter().chain(since).collect()
    }

    /// The first so many files of a subject together; none without any.
    pub(super) fn together(&self, wanted: Subject, files: usize) -> Option<Tally> {
        let mut tallies = self.find(wanted)?.parts.iter().take(files).map(TallyFile::tally);
        let mut together = tallies.next()?.clone();
        for tally in tallies {
            // They have been merged before.
            together.merge(tally).ok()?;
        }
        Some(together)
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
        let found = self.merged.iter_mut().find(|merged| subject(&merged.whole) == wanted);
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
        self.merged.iter().find(|merged| subject(&merged.whole) == wanted)
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

/// What was reported last on a subject.
#[derive(Clone, Debug)]
pub(super) struct Reported {
    pub(super) subject: Subject,
    pub(super) policy: Policy,
    pub(super) tally: Tally,
    /// How many tally files the report before it counted, and how many it counts itself: those
    /// that came first. 0 for records.
    pub(super) files: [usize; 2],
    pub(super) release: Release,
    pub(super) history: History,
}
