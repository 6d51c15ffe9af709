//! Accepted records, one per id, counted as they come.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::Tally;
use super::arrival::{Added, Duplicates};
use super::changes::Changes;
use super::counter::{Counter, Step};
use super::plan::Plan;
use super::quality::Checks;
use super::row::{
    ANSWERS_FROM, CAMPAIGN, CAMPAIGN_FROM, FLAGS_AT, ID_FROM, QUICK, REVISION_AT, WAVE_AT,
    answers_of, form_bit, scope_of,
};
use super::scorer::{ANSWER_BYTES, codes};
use super::store::{ID_BYTES, Index, Rows, Version};
use crate::domain::instrument::{Form, Instrument, InstrumentHash};
use crate::domain::record::{CampaignRef, PACKED_BYTES, PACKED_FORMAT, Record};

/// Most records: up to here no count of a [`Tally`] overflows on the way.
pub const RECORDS_MAX: u64 = 1 << 28;

/// Most different sources: campaigns and waves, and records without a campaign.
pub const SOURCES_MAX: usize = u8::MAX as usize;

/// The records of one campaign, wave and form: what one report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The campaign and wave; none for records without a campaign.
    pub campaign: Option<CampaignRef>,
    /// The form answered.
    pub form: Form,
}

/// The records of one scope.
#[derive(Clone, Debug)]
struct Counted {
    counter: Counter,
    changes: Changes,
    /// The tally of the counter as it stands; none where it was not asked for since.
    tally: OnceCell<Tally>,
}

/// Accepted records of one instrument, one per id: the highest revision, and of two with the same
/// revision the one with the greater bytes, so that the order of arrival never matters (except
/// that the first [`SOURCES_MAX`] sources are taken).
///
/// Memory: 47 bytes a record and 4 to 13 for the index; some 200 kB for each scope; versions that
/// lost cost about 100 bytes each.
#[derive(Clone, Debug)]
pub struct Columns {
    instrument: InstrumentHash,
    /// For the full and for the quick form.
    plans: [Plan; 2],
    checks: [Checks; 2],
    rows: Rows,
    index: Index,
    sources: Vec<Option<CampaignRef>>,
    /// By source and form.
    counted: Vec<[Option<Box<Counted>>; 2]>,
    /// Versions that lost, by row, for ids that came in several.
    lost: BTreeMap<u32, BTreeSet<Version>>,
    received: u64,
    duplicates: Duplicates,
    /// What has changed in a scope without records.
    unchanged: Changes,
}

impl Columns {
    /// No records yet. The key spreads ids in memory: draw it at random, so that nobody can make
    /// files whose ids are slow to find. It changes no result.
    pub fn new(instrument: &Instrument, key: u64) -> Self {
        let groups = instrument.background.iter().map(|b| vec![0; b.options.len() + 1]).collect();
        Self {
            instrument: instrument.hash,
            plans: [Form::Full, Form::Quick].map(|form| Plan::new(instrument, form)),
            checks: [Form::Full, Form::Quick].map(|form| Checks::new(instrument, form)),
            rows: Rows::default(),
            index: Index::new(key),
            sources: Vec::new(),
            counted: Vec::new(),
            lost: BTreeMap::new(),
            received: 0,
            duplicates: Duplicates::default(),
            unchanged: Changes { total: 0, groups },
        }
    }

    /// Takes a record in.
    pub fn add(&mut self, record: &Record) -> Added {
        if record.instrument() != self.instrument {
            return Added::OtherInstrument;
        }
        self.add_packed(&record.pack())
    }

    /// Takes in a valid packed record, as reading gives it.
    pub fn add_packed(&mut self, packed: &[u8; PACKED_BYTES]) -> Added {
        let added = self.enter(packed);
        if added == Added::New {
            self.count(&self.rows.version(self.rows.len() - 1), Step::Count);
        }
        added
    }

    /// Takes in a valid packed record and leaves a new one to be counted.
    pub(super) fn enter(&mut self, packed: &[u8; PACKED_BYTES]) -> Added {
        if packed[0] != PACKED_FORMAT || packed[1..5] != self.instrument.0[..4] {
            return Added::OtherInstrument;
        }
        let mut id = [0; ID_BYTES];
        id.copy_from_slice(&packed[ID_FROM..ID_FROM + ID_BYTES]);
        let hash = self.index.hash(&id);
        let found = self.index.find(&self.rows, &id, hash);
        if found.is_none() && self.len() >= RECORDS_MAX {
            return Added::Full;
        }
        let Some(source) = self.source(packed) else { return Added::TooManySources };
        let answers = answers_of(packed);
        let (revision, form) = (packed[REVISION_AT], packed[FLAGS_AT] & QUICK);
        let new = Version { revision, form, source, answers };
        self.received += 1;
        if let Some(row) = found {
            return self.again(row, new);
        }
        self.rows.push(&id, &new);
        self.index.insert_last(&self.rows, hash);
        self.change(&new, None);
        Added::New
    }

    /// Takes in another version of a record that is there.
    fn again(&mut self, row: u32, new: Version) -> Added {
        let old = self.rows.version(row);
        if new == old || self.lost.get(&row).is_some_and(|lost| lost.contains(&new)) {
            self.duplicates.identical += 1;
            return Added::Identical;
        }
        let lost = self.lost.entry(row).or_default();
        if new.revision == old.revision {
            self.duplicates.conflicting += 1;
        } else {
            self.duplicates.older += 1;
        }
        if new.revision > old.revision {
            // What conflicted with the version that now loses is older than the new one.
            let conflicting = lost.iter().rev().take_while(|one| one.revision == old.revision);
            let conflicting = conflicting.count() as u64;
            self.duplicates.conflicting -= conflicting;
            self.duplicates.older += conflicting;
        }
        let wins = rank(&new, &self.sources) > rank(&old, &self.sources);
        lost.insert(if wins { old } else { new });
        if wins {
            self.rows.replace(row, &new);
            self.count(&old, Step::Uncount);
            self.count(&new, Step::Count);
            self.change(&new, Some(&old));
        }
        match new.revision.cmp(&old.revision) {
            Ordering::Greater => Added::Replaced,
            Ordering::Less => Added::Superseded,
            Ordering::Equal => Added::Conflicting,
        }
    }

    /// Number of records kept: one per id.
    pub fn len(&self) -> u64 {
        self.rows.len().into()
    }

    /// Whether no record is kept.
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    /// Number of records received.
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// Records received beyond one per id.
    pub const fn duplicates(&self) -> Duplicates {
        self.duplicates
    }

    /// Every scope that has records, and how many: records without a campaign first, then by
    /// campaign id, wave and form.
    pub fn scopes(&self) -> Vec<(Scope, u64)> {
        let mut scopes: Vec<(Scope, u64)> = self
            .sources
            .iter()
            .zip(&self.counted)
            .flat_map(|(&campaign, counted)| {
                [Form::Full, Form::Quick].into_iter().zip(counted).filter_map(move |(form, of)| {
                    Some((Scope { campaign, form }, of.as_ref()?.counter.n()))
                })
            })
            .filter(|(_, n)| *n > 0)
            .collect();
        scopes.sort_unstable();
        scopes
    }

    /// The counts of a scope, ready at once; none for a scope without records.
    pub fn tally(&self, scope: Scope) -> Option<&Tally> {
        let counted = self.scope(scope).filter(|counted| counted.counter.n() > 0)?;
        let (plan, _) = self.plan(scope.form);
        Some(counted.tally.get_or_init(|| counted.counter.tally(plan)))
    }

    /// Remembers that a scope has been published as it stands.
    pub fn publish(&mut self, scope: Scope) {
        let unchanged = &self.unchanged;
        let source = self.sources.iter().position(|source| *source == scope.campaign);
        let of_source = source.map(|source| &mut self.counted[source]);
        if let Some(Some(counted)) = of_source.map(|of| &mut of[usize::from(form_bit(scope.form))])
        {
            counted.changes.clone_from(unchanged);
        }
    }

    /// What has come or changed in a scope since it was last published; everything where it never
    /// was.
    pub fn changes(&self, scope: Scope) -> &Changes {
        self.scope(scope).map_or(&self.unchanged, |counted| &counted.changes)
    }

    /// The people of a scope among the first so many records: of each id its first eight bytes,
    /// which are drawn at random. In the order of arrival.
    pub fn people(&self, scope: Scope, rows: u32) -> Vec<u64> {
        let rows = 0..rows.min(self.rows.len());
        let of_scope = |row: &u32| {
            let Version { form, source, .. } = self.rows.version(*row);
            form == form_bit(scope.form) && self.sources[usize::from(source)] == scope.campaign
        };
        let first = |row| self.rows.id(row).first_chunk().map_or(0, |id| u64::from_le_bytes(*id));
        rows.filter(of_scope).map(first).collect()
    }

    /// How many records there are, for [`Self::people`].
    pub const fn rows(&self) -> u32 {
        self.rows.len()
    }

    /// Every kept record in its 64 bytes, by id.
    pub fn packed_sorted(&self) -> impl Iterator<Item = [u8; PACKED_BYTES]> {
        let mut rows: Vec<u32> = (0..self.rows.len()).collect();
        rows.sort_unstable_by_key(|&row| self.rows.id(row));
        rows.into_iter().map(|row| self.packed(row))
    }

    fn packed(&self, row: u32) -> [u8; PACKED_BYTES] {
        let version = self.rows.version(row);
        let mut packed = [0; PACKED_BYTES];
        packed[0] = PACKED_FORMAT;
        packed[1..5].copy_from_slice(&self.instrument.0[..4]);
        packed[FLAGS_AT] = version.form;
        packed[REVISION_AT] = version.revision;
        packed[ID_FROM..ID_FROM + ID_BYTES].copy_from_slice(self.rows.id(row));
        if let Some(CampaignRef { id, wave }) = self.sources[usize::from(version.source)] {
            packed[FLAGS_AT] |= CAMPAIGN;
            packed[CAMPAIGN_FROM..WAVE_AT].copy_from_slice(&id);
            packed[WAVE_AT] = wave;
        }
        packed[ANSWERS_FROM..].copy_from_slice(&version.answers);
        packed
    }

    /// Place of a packed record's source, a new one if need be; none where there is no room.
    fn source(&mut self, packed: &[u8; PACKED_BYTES]) -> Option<u8> {
        let source = scope_of(packed).campaign;
        let found = self.sources.iter().position(|one| *one == source);
        let place = match found {
            Some(place) => place,
            None if self.sources.len() == SOURCES_MAX => return None,
            None => {
                self.sources.push(source);
                self.counted.push([None, None]);
                self.sources.len() - 1
            }
        };
        u8::try_from(place).ok()
    }

    /// Nobody has come or changed: what [`Columns::changes`] gives just after publishing.
    pub const fn unchanged(&self) -> &Changes {
        &self.unchanged
    }

    fn scope(&self, scope: Scope) -> Option<&Counted> {
        let source = self.sources.iter().position(|source| *source == scope.campaign)?;
        self.counted[source][usize::from(form_bit(scope.form))].as_deref()
    }

    /// What counts a scope; none where it has no records.
    pub(super) fn counter(&self, scope: Scope) -> Option<&Counter> {
        Some(&self.scope(scope)?.counter).filter(|counter| counter.n() > 0)
    }

    /// The same, to be changed; none for a scope whose source has no records.
    pub(super) fn counter_mut(&mut self, scope: Scope) -> Option<(&mut Counter, &Plan)> {
        let source = self.sources.iter().position(|source| *source == scope.campaign)?;
        let (counted, plan) = self.counted(source, form_bit(scope.form));
        counted.tally.take();
        Some((&mut counted.counter, plan))
    }

    /// How both forms are counted.
    pub(super) const fn plans(&self) -> &[Plan; 2] {
        &self.plans
    }

    /// How a form is counted and checked.
    pub(super) const fn plan(&self, form: Form) -> (&Plan, &Checks) {
        let form = form_bit(form) as usize;
        (&self.plans[form], &self.checks[form])
    }

    /// The kept versions of a scope's records, and their rows.
    pub(super) fn versions(&self, scope: Scope) -> impl Iterator<Item = (u32, Version)> {
        let source = self.sources.iter().position(|source| *source == scope.campaign);
        let form = form_bit(scope.form);
        (0..self.rows.len()).map(|row| (row, self.rows.version(row))).filter(move |(_, version)| {
            version.form == form && Some(usize::from(version.source)) == source
        })
    }

    /// The kept version in a row.
    pub(super) fn version(&self, row: u32) -> Version {
        self.rows.version(row)
    }

    /// The keyed hash of some answers.
    pub(super) fn hash(&self, codes: &[u8]) -> u64 {
        self.index.hash(codes)
    }

    /// What counts the records of a source in a form, new if need be.
    fn counted(&mut self, source: usize, form: u8) -> (&mut Counted, &Plan) {
        let form = usize::from(form);
        let plan = &self.plans[form];
        let counted = self.counted[source][form].get_or_insert_with(|| {
            let changes = self.unchanged.clone();
            Box::new(Counted { counter: Counter::new(plan), changes, tally: OnceCell::new() })
        });
        (counted, plan)
    }

    fn count(&mut self, version: &Version, step: Step) {
        let (counted, plan) = self.counted(version.source.into(), version.form);
        counted.tally.take();
        counted.counter.count(plan, &version.answers, step);
    }

    /// Marks a record as new, or as changed from `old`.
    fn change(&mut self, new: &Version, old: Option<&Version>) {
        let same_scope = |old: &&Version| (old.source, old.form) == (new.source, new.form);
        let beside = old.filter(same_scope).map(|old| codes(&old.answers));
        let after = codes(&new.answers);
        let (counted, plan) = self.counted(new.source.into(), new.form);
        counted.changes.total += 1;
        for (question, groups) in counted.changes.groups.iter_mut().enumerate() {
            let group = plan.scorer.group(question, &after);
            groups[group] += 1;
            let before = beside.as_ref().map(|before| plan.scorer.group(question, before));
            if let Some(before) = before.filter(|&before| before != group) {
                groups[before] += 1;
            }
        }
        if let (Some(old), None) = (old, beside) {
            // It leaves its old scope.
            self.change(old, None);
        }
    }
}

/// Which of two versions wins: a total order, so that arrival never decides.
fn rank<'a>(
    version: &'a Version,
    sources: &[Option<CampaignRef>],
) -> (u8, u8, Option<CampaignRef>, &'a [u8; ANSWER_BYTES]) {
    let source = sources[usize::from(version.source)];
    (version.revision, version.form, source, &version.answers)
}
