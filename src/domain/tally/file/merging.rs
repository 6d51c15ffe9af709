//! Tally files put together one after another, in the memory of one.

use super::super::columns::RECORDS_MAX;
use super::super::counts::MergeError;
use super::{PARTS_MAX, TallyFile, TallyId};

/// The counts of several files together. Order and grouping never matter, except for the id of the
/// new file. Campaigns may differ; instruments, forms and waves may not.
#[derive(Clone, Debug, Default)]
pub struct Merging {
    /// Everything so far, with the ids of all files among its parts. Its own id is that of the
    /// first file and means nothing.
    merged: Option<TallyFile>,
}

impl Merging {
    /// Takes in a file. After an error everything is as it was before.
    pub fn add(&mut self, file: &TallyFile) -> Result<(), MergeError> {
        if file.parts.contains(&file.id) {
            return Err(MergeError::Repeated { id: file.id });
        }
        let Some(merged) = &mut self.merged else {
            let mut first = file.clone();
            first.parts.insert(file.id);
            self.merged = Some(first);
            return Ok(());
        };
        join(merged, file, file.parts.iter().chain([&file.id]))
    }

    /// Takes in what was put together elsewhere. After an error everything is as it was before.
    pub fn absorb(&mut self, other: Self) -> Result<(), MergeError> {
        let Some(other) = other.merged else { return Ok(()) };
        if let Some(merged) = &mut self.merged {
            return join(merged, &other, other.parts.iter());
        }
        self.merged = Some(other);
        Ok(())
    }

    /// The number of people so far.
    pub fn people(&self) -> u64 {
        self.merged.as_ref().map_or(0, |merged| merged.tally.n)
    }

    /// The file of everything, under an id that none of them has.
    pub fn finish(self, id: TallyId) -> Result<TallyFile, MergeError> {
        let merged = self.merged.ok_or(MergeError::Nothing)?;
        if merged.parts.contains(&id) {
            return Err(MergeError::Repeated { id });
        }
        if merged.parts.len() > PARTS_MAX {
            return Err(MergeError::TooMany);
        }
        Ok(TallyFile { id, ..merged })
    }
}

/// Adds another file, of which these ids are counted from now on.
fn join<'a>(
    merged: &mut TallyFile,
    file: &TallyFile,
    ids: impl Iterator<Item = &'a TallyId> + Clone,
) -> Result<(), MergeError> {
    if file.wave != merged.wave {
        return Err(MergeError::OtherWave);
    }
    if merged.tally.n.saturating_add(file.tally.n) > RECORDS_MAX {
        return Err(MergeError::TooMany);
    }
    if let Some(id) = ids.clone().find(|id| merged.parts.contains(id)) {
        return Err(MergeError::Repeated { id: *id });
    }
    merged.tally.merge(&file.tally)?;
    merged.parts.extend(ids);
    // The highest binds; what is not known of one is not known of all.
    merged.minimum = merged.minimum.zip(file.minimum).map(|(one, other)| one.max(other));
    merged.campaign = merged.campaign.filter(|campaign| file.campaign == Some(*campaign));
    merged.noise = merged.noise.clone().and(file.noise.clone());
    let both = merged.corrected.take().zip(file.corrected.as_ref());
    merged.corrected = both.and_then(|(one, other)| one.and(other));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instrument::Form;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::plain;
    use crate::domain::tally::{Columns, Scope};

    fn file(seed: u8) -> TallyFile {
        let mut columns = Columns::new(shipped_instrument(), 1);
        for record in plain(u64::from(seed) + 3, seed.into()) {
            columns.add(&record);
        }
        let scope = Scope { campaign: None, form: Form::Full };
        TallyFile::new(TallyId([seed; 16]), scope, columns.tally(scope).expect("people").clone())
    }

    fn merging(files: &[TallyFile]) -> Merging {
        let mut merging = Merging::default();
        for file in files {
            merging.add(file).expect("another one");
        }
        merging
    }

    /// However files are divided among those who put them together.
    #[test]
    fn what_was_put_together_apart_is_the_same() {
        let files: Vec<TallyFile> = (1..=7).map(file).collect();
        let id = TallyId([99; 16]);
        let whole = TallyFile::merge(&files, id).expect("one file");
        for cut in 0..=files.len() {
            let mut one = merging(&files[cut..]);
            one.absorb(merging(&files[..cut])).expect("others");
            assert_eq!(one.people(), whole.tally().n());
            assert_eq!(one.finish(id), Ok(whole.clone()), "{cut}");
        }
    }

    /// What is there already is not added, whole or in part, and nothing has changed then.
    #[test]
    fn nobody_is_counted_twice() {
        let files: Vec<TallyFile> = (1..=4).map(file).collect();
        let of_two = TallyFile::merge(&files[..2], TallyId([50; 16])).expect("one file");
        let before = merging(&files[1..]);
        let repeated = |at: u8| Err(MergeError::Repeated { id: TallyId([at; 16]) });
        let mut all = before.clone();
        assert_eq!(all.add(&files[2]), repeated(3));
        assert_eq!(all.add(&of_two), repeated(2));
        assert_eq!(all.absorb(merging(&files[..2])), repeated(2));
        let id = TallyId([98; 16]);
        assert_eq!(all.clone().finish(id), before.finish(id));
        assert_eq!(
            all.finish(TallyId([4; 16])),
            Err(MergeError::Repeated { id: TallyId([4; 16]) })
        );
        assert_eq!(Merging::default().finish(id), Err(MergeError::Nothing));
    }
}
