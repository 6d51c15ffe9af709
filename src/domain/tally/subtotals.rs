//! Records counted where they are read, so that whoever keeps them has little left to do.
//!
//! [`Subtotals`] are the running counts of some rows, as bytes. [`Columns::add_all`] adds them at
//! once and takes back what turns out not to be kept: the result is the same as that of adding row
//! by row, whatever the rows are. Subtotals that are missing, cut, of other scopes, of more or
//! fewer people or of another [`VERSION`] are left, and the rows counted one by one. Nothing here
//! tells that a number is another one: whoever keeps subtotals keeps a checksum of them and of
//! their rows (`worker/entry.rs`).
//!
//! | bytes | content |
//! |---|---|
//! | 0 | [`VERSION`] |
//!
//! and for each scope
//!
//! | bytes | content |
//! |---|---|
//! | 0 | 1 for the quick form, plus 2 with a campaign |
//! | 1–5 | id and wave of the campaign, 0 without one |
//! | 6–9 | length of the counts, little-endian |
//! | then | the numbers of a [`Counter`] in their order, seven bits a byte, lowest first |

use super::arrival::Added;
use super::columns::{Columns, Scope};
use super::counter::{Counter, Step};
use super::plan::Plan;
use super::row::{CAMPAIGN, answers_of, form_bit, scope, scope_of};
use super::visit::{Add, Visitor, Write, written};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::{CampaignRef, PACKED_BYTES};

/// Counted up whenever the same rows give other bytes: logs keep subtotals for years. A test knows
/// those of this version.
const VERSION: u8 = 2;

/// Fewest rows for each scope that are counted apart: adding the subtotals of fewer takes as long
/// as counting them.
const SCOPE_ROWS_MIN: usize = 250;

/// Bytes of a scope before its counts.
const SCOPE_BYTES: usize = 10;

/// Counts of rows, by scope.
#[derive(Clone, Debug)]
pub struct Subtotals {
    /// For the full and for the quick form.
    plans: [Plan; 2],
    counted: Vec<(Scope, Box<Counter>)>,
}

/// Subtotals as they came with their rows: the counts of each scope.
#[derive(Debug)]
pub struct Pieces<'a>(Vec<(Scope, &'a [u8])>);

/// Where rows of a scope are counted; none where they cannot be.
trait Counting {
    fn counter(&mut self, scope: Scope) -> Option<(&mut Counter, &Plan)>;
}

impl Subtotals {
    /// Of no rows yet.
    pub fn new(instrument: &Instrument) -> Self {
        let plans = [Form::Full, Form::Quick].map(|form| Plan::new(instrument, form));
        Self { plans, counted: Vec::new() }
    }

    /// The subtotals of valid packed records, as bytes; nothing where that does not pay.
    pub fn of(&mut self, rows: &[u8]) -> Vec<u8> {
        let (rows, _) = rows.as_chunks::<PACKED_BYTES>();
        if rows.len() < SCOPE_ROWS_MIN * people(rows).len().max(1) {
            return Vec::new();
        }
        self.of_few(rows)
    }

    /// The same, however few they are.
    fn of_few(&mut self, rows: &[[u8; PACKED_BYTES]]) -> Vec<u8> {
        self.counted.clear();
        settle(self, None, rows, |_| true);
        self.take()
    }

    /// Adds some of the rows that these subtotals are of: those whose place is `kept`.
    pub fn add(&mut self, rows: &[u8], subtotals: &Pieces<'_>, kept: impl Fn(usize) -> bool) {
        let (rows, _) = rows.as_chunks::<PACKED_BYTES>();
        settle(self, Some(subtotals), rows, kept);
    }

    /// All of them as bytes, none for no rows; begins anew.
    pub fn take(&mut self) -> Vec<u8> {
        if self.counted.is_empty() {
            return Vec::new();
        }
        let mut bytes = vec![VERSION];
        // All people of a scope may have been taken back.
        for (scope, mut counter) in self.counted.drain(..).filter(|(_, counter)| counter.n() > 0) {
            let (flag, CampaignRef { id, wave }) = match scope.campaign {
                Some(campaign) => (CAMPAIGN, campaign),
                None => (0, CampaignRef { id: [0; 4], wave: 0 }),
            };
            bytes.push(flag | form_bit(scope.form));
            bytes.extend_from_slice(&id);
            bytes.push(wave);
            let mut writer = Write(Vec::new());
            counter.visit(&mut writer);
            let length = u32::try_from(writer.0.len()).unwrap_or(u32::MAX);
            bytes.extend_from_slice(&length.to_le_bytes());
            bytes.extend_from_slice(&writer.0);
        }
        bytes
    }
}

impl Counting for Subtotals {
    fn counter(&mut self, scope: Scope) -> Option<(&mut Counter, &Plan)> {
        let plan = &self.plans[usize::from(form_bit(scope.form))];
        let found = self.counted.iter().position(|(there, _)| *there == scope);
        let place = found.unwrap_or(self.counted.len());
        if found.is_none() {
            self.counted.push((scope, Box::new(Counter::new(plan))));
        }
        Some((&mut self.counted[place].1, plan))
    }
}

impl Counting for Columns {
    fn counter(&mut self, scope: Scope) -> Option<(&mut Counter, &Plan)> {
        self.counter_mut(scope)
    }
}

impl Columns {
    /// Takes in valid packed records and the subtotals of them, and tells what became of each.
    pub fn add_all(&mut self, rows: &[u8], subtotals: Option<&Pieces<'_>>) -> Vec<Added> {
        let (rows, _) = rows.as_chunks::<PACKED_BYTES>();
        let added: Vec<Added> = rows.iter().map(|row| self.enter(row)).collect();
        settle(self, subtotals, rows, |place| added[place] == Added::New);
        added
    }

    /// The subtotals that came with valid packed records; none where they cannot be of these.
    pub fn pieces<'a>(&self, rows: &[u8], subtotals: &'a [u8]) -> Option<Pieces<'a>> {
        let (rows, _) = rows.as_chunks::<PACKED_BYTES>();
        pieces(self.plans(), rows, subtotals)
    }
}

/// Counts the rows that are kept. Where most of them are, that is what all come to without the
/// others.
fn settle(
    target: &mut impl Counting,
    pieces: Option<&Pieces<'_>>,
    rows: &[[u8; PACKED_BYTES]],
    kept: impl Fn(usize) -> bool,
) {
    let left = (0..rows.len()).filter(|&place| !kept(place)).count();
    let pieces = pieces.filter(|_| left <= rows.len() / 2);
    for (scope, bytes) in pieces.into_iter().flat_map(|pieces| &pieces.0) {
        if let Some((counter, _)) = target.counter(*scope) {
            counter.visit(&mut Add(bytes));
        }
    }
    let (step, wanted) = match pieces {
        Some(_) => (Step::Uncount, false),
        None => (Step::Count, true),
    };
    let counted = rows.iter().enumerate().filter(|(place, _)| kept(*place) == wanted);
    for (scope, rows) in by_scope(counted.map(|(_, row)| row)) {
        if let Some((counter, plan)) = target.counter(scope) {
            counter.count_all(plan, rows.into_iter().map(answers_of), step);
        }
    }
}

/// The rows of each scope.
fn by_scope<'a>(
    rows: impl Iterator<Item = &'a [u8; PACKED_BYTES]>,
) -> Vec<(Scope, Vec<&'a [u8; PACKED_BYTES]>)> {
    let mut scopes: Vec<(Scope, Vec<&[u8; PACKED_BYTES]>)> = Vec::new();
    for row in rows {
        let scope = scope_of(row);
        match scopes.iter_mut().find(|(there, _)| *there == scope) {
            Some((_, rows)) => rows.push(row),
            None => scopes.push((scope, vec![row])),
        }
    }
    scopes
}

/// How many rows each scope has.
fn people(rows: &[[u8; PACKED_BYTES]]) -> Vec<(Scope, u64)> {
    let mut people: Vec<(Scope, u64)> = Vec::new();
    for scope in rows.iter().map(scope_of) {
        match people.iter_mut().find(|(there, _)| *there == scope) {
            Some((_, n)) => *n += 1,
            None => people.push((scope, 1)),
        }
    }
    people
}

/// A scope, and the length of its counts.
fn scope_and_length(head: &[u8; SCOPE_BYTES]) -> Option<(Scope, usize)> {
    let (&flags, rest) = head.split_first()?;
    let (&campaign, length) = rest.split_first_chunk()?;
    let length = u32::from_le_bytes(*length.first_chunk()?);
    Some((scope(flags, campaign), usize::try_from(length).ok()?))
}

/// The scopes of subtotals and their counts; none unless they are whole and of as many rows.
fn pieces<'a>(
    plans: &[Plan; 2],
    rows: &[[u8; PACKED_BYTES]],
    subtotals: &'a [u8],
) -> Option<Pieces<'a>> {
    let mut rest = subtotals.strip_prefix(&[VERSION])?;
    let mut people = people(rows);
    let mut pieces = Vec::new();
    while let Some((head, after)) = rest.split_first_chunk::<SCOPE_BYTES>() {
        let (scope, length) = scope_and_length(head)?;
        let (bytes, next) = after.split_at_checked(length)?;
        let place = people.iter().position(|(there, _)| *there == scope)?;
        let (_, n) = people.swap_remove(place);
        // The number of people comes first.
        let mut first = 0;
        Add(bytes).wide(&mut first);
        if first != n || written(bytes) != Some(plans[usize::from(form_bit(scope.form))].numbers) {
            return None;
        }
        pieces.push((scope, bytes));
        rest = next;
    }
    (rest.is_empty() && people.is_empty()).then_some(Pieces(pieces))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::demo;

    /// Rows of two campaigns and none, both forms, with repetitions, changes and new revisions.
    fn rows(people: u64, seed: u64) -> Vec<[u8; PACKED_BYTES]> {
        let mut rows: Vec<_> =
            demo(shipped_instrument(), people, seed).map(|record| record.pack()).collect();
        let others: Vec<_> = demo(shipped_instrument(), people, seed + 1).collect();
        for place in 0..rows.len() {
            let mut row = rows[place];
            match place % 11 {
                0 => rows.push(row),
                3 => {
                    row[6] += 1;
                    rows.push(row);
                }
                5 => {
                    row[36..].copy_from_slice(&others[place].pack()[36..]);
                    rows.push(row);
                }
                7 => {
                    row[5] |= CAMPAIGN;
                    row[23..28].copy_from_slice(&[1, 2, 3, 4, u8::from(place % 2 == 0)]);
                    rows[place] = row;
                }
                _ => {}
            }
        }
        rows
    }

    fn columns() -> Columns {
        Columns::new(shipped_instrument(), 7)
    }

    fn same(one: &Columns, other: &Columns) {
        assert_eq!(one.scopes(), other.scopes());
        assert_eq!(one.duplicates(), other.duplicates());
        assert_eq!(one.received(), other.received());
        for (scope, _) in one.scopes() {
            assert_eq!(one.tally(scope), other.tally(scope), "{scope:?}");
            assert_eq!(one.changes(scope), other.changes(scope));
        }
    }

    /// Whatever the rows are and however they are divided into jobs.
    #[test]
    fn adding_at_once_gives_what_adding_one_by_one_does() {
        let mut subtotals = Subtotals::new(shipped_instrument());
        for (seed, size) in [(1, 700), (2, 64), (3, 7), (4, 1)] {
            let rows = rows(600, seed);
            let (mut slow, mut fast) = (columns(), columns());
            // The second time nearly everything is there already.
            for rows in [&rows[..], &rows[..500], &rows[..], &rows[400..]] {
                for job in rows.chunks(size) {
                    let flat = job.concat();
                    let counted = subtotals.of_few(job);
                    let pieces = fast.pieces(&flat, &counted);
                    assert!(pieces.is_some());
                    let told = fast.add_all(&flat, pieces.as_ref());
                    let expected: Vec<_> = job.iter().map(|row| slow.add_packed(row)).collect();
                    assert_eq!(told, expected);
                }
                same(&fast, &slow);
            }
        }
    }

    /// What is left of subtotals without some rows is what the other rows come to.
    #[test]
    fn rows_that_are_not_kept_are_taken_back() {
        let rows = rows(300, 5);
        let mut all = Subtotals::new(shipped_instrument());
        for divisor in [2, 3, 40] {
            let kept: Vec<bool> = (0..rows.len()).map(|place| place % divisor != 1).collect();
            let with = all.of_few(&rows);
            let mut some = Subtotals::new(shipped_instrument());
            let pieces = columns().pieces(&rows.concat(), &with).expect("of these rows");
            some.add(&rows.concat(), &pieces, |place| kept[place]);
            let left: Vec<_> = rows.iter().zip(&kept).filter(|(_, kept)| **kept).collect();
            let left: Vec<u8> = left.into_iter().flat_map(|(row, _)| *row).collect();
            let mut taken = columns();
            let some = some.take();
            let pieces = columns().pieces(&left, &some);
            assert!(pieces.is_some());
            taken.add_all(&left, pieces.as_ref());
            let mut plain = columns();
            plain.add_all(&left, None);
            same(&taken, &plain);
        }
    }

    /// Subtotals that are cut, of other rows or of another version are left.
    #[test]
    fn other_subtotals_are_not_used() {
        let whole = rows(60, 6);
        let mut subtotals = Subtotals::new(shipped_instrument());
        let good = subtotals.of_few(&whole);
        let plans = &columns().plans().clone();
        let used = |bytes: &[u8]| pieces(plans, &whole, bytes).is_some();
        assert!(used(&good));
        for end in (0..good.len()).step_by(97).chain([good.len() - 1]) {
            assert!(!used(&good[..end]), "{end}");
        }
        assert!(!used(&subtotals.of_few(&whole[1..])));
        assert!(!used(&[&good[..], &[0]].concat()));
        let mut later = good.clone();
        later[0] = VERSION + 1;
        assert!(!used(&later));
    }

    /// Old logs hold subtotals: where this fails, count [`VERSION`] up.
    #[test]
    fn subtotals_of_this_version_are_known() {
        let bytes = Subtotals::new(shipped_instrument()).of_few(&rows(60, 6));
        let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
        });
        assert_eq!((VERSION, bytes.len(), sum), (2, 178_440, 6_587_795_219_849_916_183));
    }
}
