//! Tally files: counts of people whose records never came here.

use super::refused::TallyFault;
use super::subject::Subject;
use crate::domain::disclose::{History, Policy, Release};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::tally::{Changes, MergeError, Tally, TallyFile, TallyId, read_tally};

/// All tally files of a workspace, merged by form and wave.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    files: u64,
    merged: Vec<Merged>,
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
        let ids = |file: &TallyFile| file.parts().chain([file.id()]).collect::<Vec<_>>();
        let new = ids(&file);
        let mut all = self.merged.iter().flat_map(|merged| &merged.parts);
        if all.clone().any(|part| part.id() == file.id() && *part != file) {
            return Err(TallyFault::Changed);
        }
        if all.any(|part| ids(part).iter().any(|id| new.contains(id))) {
            return Err(TallyFault::Repeated);
        }
        let people = file.tally().n();
        let same = |merged: &&mut Merged| {
            let whole = &merged.whole;
            whole.wave() == file.wave() && whole.tally().form() == file.tally().form()
        };
        if let Some(merged) = self.merged.iter_mut().find(same) {
            let two = [merged.whole.clone(), file];
            merged.whole = TallyFile::merge(&two, shown(self.files)).map_err(|e| fault(&e))?;
            let [_, file] = two;
            merged.parts.push(file);
            merged.changes.total += people;
        } else {
            let changes = Changes { total: people, ..Changes::default() };
            let whole = std::slice::from_ref(&file);
            let whole = TallyFile::merge(whole, shown(self.files)).map_err(|e| fault(&e))?;
            self.merged.push(Merged { parts: vec![file], whole, changes });
        }
        self.files += 1;
        Ok(())
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
    pub(super) release: Release,
    pub(super) history: History,
}
