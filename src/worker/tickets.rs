//! Tickets at the desk. Opened records of a wave with tickets wait here, with theirs, until all of
//! them are counted at once: in memory only, and in no order that remains.
//!
//! A wave is counted once. What its records came to is then in the log: records in the order of
//! their random ids, and how many tickets were what. No ticket and no code of one is, so that
//! nothing joins a ticket and a record, and a log that is taken in again gives the same. That is
//! also why what comes later is refused: a used ticket cannot be known again, and counting twice
//! would tell which records made the difference. Whoever wants it counted begins a new workspace
//! and gives everything again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::desk::Desk;
use super::refused::{Cause, Refused};
use super::sealed::SealedFault;
use super::sorting::{Asked, Keys};
use super::ticket_totals::TicketTotals;
use super::waiting::Waiting;
use crate::domain::record::{CampaignRef, PACKED_BYTES, Record, TICKET_FROM, unbox};
use crate::domain::seal::KEY_BYTES;
use crate::domain::ticket::{
    MARK_KEY_BYTES, Mark, MarkKey, SECRET_BYTES, TICKET_BYTES, TicketList, TicketSecret,
};

/// Most lists of tickets that a workspace keeps, each of one wave.
pub const LISTS_MAX: usize = 64;

/// Most opened records that wait for their tickets to be counted.
pub const WAITING_MAX: usize = 1_000_000;

/// Campaign id and wave; 0 without a campaign.
pub(super) type Wave = ([u8; 4], u8);

/// What stands in the ticket's place of an opened record.
pub(super) type Place = [u8; TICKET_BYTES];

/// Tickets of opened records on their way from a reader to the desk: [`TICKET_BYTES`] for each, or
/// nothing where none has any. They are shown to nobody and overwritten.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Carried(pub Zeroizing<Vec<u8>>);

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Carried(..)")
    }
}

/// The key of a wave's marks, which came with its first counted or restored records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedWave {
    /// Campaign id and wave.
    pub campaign: ([u8; 4], u8),
    /// The key.
    pub key: [u8; MARK_KEY_BYTES],
    /// Whether nobody looked at the tickets of some of its records.
    pub unchecked: bool,
}

/// What the page is told of the tickets of a wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaveTickets {
    /// Campaign id and wave.
    pub campaign: ([u8; 4], u8),
    /// Tickets on the list that was given last; none without a list.
    pub listed: Option<usize>,
    /// Opened records that wait, in memory only.
    pub waiting: u64,
    /// Whether the tickets were counted, so that no more are taken.
    pub counted: bool,
    /// What they came to.
    pub totals: TicketTotals,
}

/// What is done with an opened record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is taken in, and adds so much to the totals of its wave.
    Goes(TicketTotals),
    /// It waits for its ticket to be counted.
    Waits,
    /// It comes too late for that.
    Late,
}

/// The tickets of a workspace.
#[derive(Debug, Default)]
pub(super) struct Tickets {
    lists: BTreeMap<Wave, TicketList>,
    /// By wave and the key that opened them: packed records with their tickets.
    waiting: BTreeMap<(Wave, [u8; KEY_BYTES]), Waiting>,
    marks: BTreeMap<Wave, MarkedWave>,
    totals: BTreeMap<Wave, TicketTotals>,
}

impl Tickets {
    /// Keeps a list; of several of one wave the last that came. Whether it was not kept already;
    /// none where there is no room for it.
    pub(super) fn keep(&mut self, list: TicketList) -> Option<bool> {
        let CampaignRef { id, wave } = list.campaign();
        let known = self.lists.get(&(id, wave));
        if known == Some(&list) {
            return Some(false);
        }
        if known.is_none() && self.lists.len() >= LISTS_MAX {
            return None;
        }
        self.lists.insert((id, wave), list);
        Some(true)
    }

    /// The lists as lines of a bundle.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.lists.values().map(TicketList::to_json)
    }

    /// Takes in what the log says.
    pub(super) fn replay(&mut self, totals: Vec<(Wave, TicketTotals)>, marks: Vec<MarkedWave>) {
        for (wave, more) in totals {
            self.add(wave, more);
        }
        for marked in marks {
            self.mark(marked);
        }
    }

    fn add(&mut self, wave: Wave, more: TicketTotals) {
        let totals = self.totals.entry(wave).or_default();
        *totals = totals.and(more);
    }

    /// Notes the key of a wave's marks: whether that says something new.
    pub(super) fn mark(&mut self, marked: MarkedWave) -> bool {
        let MarkedWave { campaign, unchecked, .. } = marked;
        let known = self.marks.contains_key(&campaign);
        let kept = self.marks.entry(campaign).or_insert(marked);
        let news = !known || (unchecked && !kept.unchecked);
        kept.unchecked |= unchecked;
        news
    }

    /// What is done with an opened record of a wave, of which its campaign asks something or is
    /// not known, by what stands in the ticket's place.
    pub(super) fn fate(&self, wave: Wave, asked: Option<&Asked>, place: Place) -> Fate {
        let none = TicketTotals::default();
        let unchecked = Fate::Goes(TicketTotals { unchecked: 1, ..none });
        match (marked(place), self.marks.get(&wave)) {
            (Some(Mark::Counted), _) => Fate::Goes(TicketTotals { restored: 1, ..none }),
            (Some(Mark::Unchecked), _) => unchecked,
            _ if asked.is_some_and(|asked| !asked.tickets) => Fate::Goes(none),
            // A record with a ticket is of a campaign with tickets, known or not; of one without,
            // nobody knows before its campaign or its list comes.
            _ if asked.is_none() && place == Place::default() && !self.has(wave) => {
                Fate::Goes(TicketTotals { early: 1, ..none })
            }
            (None, None) => Fate::Waits,
            (None, Some(marked)) if marked.unchecked => unchecked,
            (None, Some(_)) => Fate::Late,
        }
    }

    /// Whether a wave has tickets, whatever is known of its campaign.
    fn has(&self, wave: Wave) -> bool {
        self.lists.contains_key(&wave) || self.marks.contains_key(&wave)
    }

    /// Has a record wait, unless too many do.
    pub(super) fn wait(
        &mut self,
        wave: Wave,
        key: [u8; KEY_BYTES],
        packed: &[u8; PACKED_BYTES],
        place: Place,
    ) -> bool {
        if self.waiting() >= WAITING_MAX as u64 {
            return false;
        }
        let mut packed = Zeroizing::new(*packed);
        packed[TICKET_FROM..][..TICKET_BYTES].copy_from_slice(&place);
        self.waiting.entry((wave, key)).or_default().add(&packed);
        true
    }

    /// Records that wait.
    pub(super) fn waiting(&self) -> u64 {
        self.waiting.values().map(|waiting| waiting.rows().len() as u64).sum()
    }

    /// A record as it is saved: with the mark of its wave, where it has one. `open` are the waves
    /// of which some came without anybody looking at a ticket.
    pub(super) fn marked(
        &self,
        packed: &[u8; PACKED_BYTES],
        open: &BTreeSet<Wave>,
    ) -> [u8; PACKED_BYTES] {
        let (mut marked, wave) = (*packed, wave(packed));
        if let Some(MarkedWave { key, unchecked, .. }) = self.marks.get(&wave) {
            // Which of them it was, nobody knows: none is called valid then.
            let unchecked = *unchecked || open.contains(&wave);
            let mark = if unchecked { Mark::Unchecked } else { Mark::Counted };
            MarkKey::from_bytes(*key).put(mark, &mut marked);
        }
        marked
    }

    /// What the tickets of a wave came to. What came early counts only where its campaign has
    /// tickets.
    pub(super) fn totals_of(&self, wave: Wave, keys: &Keys) -> TicketTotals {
        let totals = self.totals.get(&wave).copied().unwrap_or_default();
        let ticketed = keys.get(&wave).is_some_and(|asked| asked.tickets);
        TicketTotals { early: if ticketed { totals.early } else { 0 }, ..totals }
    }

    /// All of them together.
    pub(super) fn totals(&self, keys: &Keys) -> TicketTotals {
        let each = self.totals.keys().map(|wave| self.totals_of(*wave, keys));
        each.fold(TicketTotals::default(), TicketTotals::and)
    }

    /// What the page is told.
    pub(super) fn told(&self, keys: &Keys) -> Vec<WaveTickets> {
        let waves: BTreeSet<Wave> = self.lists.keys().chain(self.marks.keys()).copied().collect();
        let early = |wave: &&Wave| self.totals_of(**wave, keys).early > 0;
        let early = self.totals.keys().filter(early).copied();
        let waiting = self.waiting.keys().map(|(wave, _)| *wave);
        let waves: BTreeSet<Wave> = waves.into_iter().chain(waiting).chain(early).collect();
        let tell = |campaign: Wave| {
            let waiting = self.waiting.iter().filter(|((wave, _), _)| *wave == campaign);
            WaveTickets {
                campaign,
                listed: self.lists.get(&campaign).map(TicketList::issued),
                waiting: waiting.map(|(_, waiting)| waiting.rows().len() as u64).sum(),
                counted: self.marks.get(&campaign).is_some_and(|marked| !marked.unchecked),
                totals: self.totals_of(campaign, keys),
            }
        };
        waves.into_iter().map(tell).collect()
    }
}

impl Desk {
    /// Adds to the totals of a wave, here and in the log.
    pub(super) fn add_tickets(&mut self, wave: Wave, more: TicketTotals) {
        if more.is_empty() {
            return;
        }
        self.tickets.add(wave, more);
        let logged = &mut self.pending.head.tickets;
        match logged.iter_mut().find(|(known, _)| *known == wave) {
            Some((_, totals)) => *totals = totals.and(more),
            None => logged.push((wave, more)),
        }
    }

    /// Notes the key of a wave's marks, here and in the log. What waits of a wave whose tickets
    /// were counted is refused.
    pub(super) fn mark_tickets(&mut self, marked: MarkedWave) {
        if !self.tickets.mark(marked) {
            return;
        }
        self.pending.head.marks.push(marked);
        if marked.unchecked {
            return;
        }
        let late = |(wave, _): &(Wave, [u8; KEY_BYTES])| *wave == marked.campaign;
        let keys: Vec<_> = self.tickets.waiting.keys().copied().filter(late).collect();
        for key in keys {
            let waiting = self.tickets.waiting.remove(&key).unwrap_or_default();
            for _ in 0..waiting.came() {
                self.refuse(Refused::whole("", Cause::Sealed(SealedFault::Late)));
                self.count_fault(SealedFault::Late);
            }
        }
    }

    /// Counts the tickets of what was opened with a key, of each wave that has a list; or, where
    /// `unchecked`, takes in what there is of those without. The secrets are those of the waves.
    pub(super) fn count_tickets(
        &mut self,
        key: [u8; KEY_BYTES],
        waves: &[Wave],
        secrets: &[u8],
        unchecked: bool,
    ) {
        self.begin_arrival();
        let secrets = secrets.as_chunks::<SECRET_BYTES>().0.iter();
        let secrets = secrets.map(|bytes| TicketSecret::from_bytes(*bytes));
        let secrets: BTreeMap<Wave, TicketSecret> = waves.iter().copied().zip(secrets).collect();
        for (&wave, secret) in &secrets {
            if self.tickets.lists.contains_key(&wave) == unchecked {
                continue;
            }
            let Some(waiting) = self.tickets.waiting.remove(&(wave, key)) else { continue };
            let (rows, totals) = if unchecked {
                unchecked_rows(&waiting)
            } else {
                self.counted_rows(wave, &waiting, &secrets)
            };
            let (opened, copies) = (waiting.came(), waiting.copies());
            drop(waiting);
            self.count_opened(opened);
            self.identical += copies;
            self.pending.head.identical += copies;
            self.add_rows(&rows, &[], &[], rows.len() / PACKED_BYTES);
            self.refused += totals.refused();
            self.pending.head.refused += totals.refused();
            self.add_tickets(wave, totals);
            let key = secret.mark_key().to_bytes();
            self.mark_tickets(MarkedWave { campaign: wave, key, unchecked });
        }
    }

    /// The records with valid tickets, in the order of their random ids, and the totals.
    fn counted_rows(
        &self,
        wave: Wave,
        waiting: &Waiting,
        secrets: &BTreeMap<Wave, TicketSecret>,
    ) -> (Vec<u8>, TicketTotals) {
        let lists = &self.tickets.lists;
        let (Some(list), Some(secret)) = (lists.get(&wave), secrets.get(&wave)) else {
            return unchecked_rows(waiting);
        };
        let others = lists.iter().filter(|(other, _)| **other != wave);
        let others: Vec<(&TicketList, &TicketSecret)> =
            others.filter_map(|(other, list)| Some((list, secrets.get(other)?))).collect();
        // The reader has read them all.
        let known = [self.instrument];
        let opened = waiting.rows().iter().filter_map(|packed| unbox(&known, packed).ok());
        // The list stays as it was: which of its tickets were used is kept nowhere.
        let counted = list.clone().count(secret, opened, &others);
        let rows = counted.records.iter().flat_map(Record::pack).collect();
        (rows, TicketTotals { counts: counted.counts, ..TicketTotals::default() })
    }
}

/// All records without their tickets, in an order of their own, and the totals.
fn unchecked_rows(waiting: &Waiting) -> (Vec<u8>, TicketTotals) {
    let mut rows = waiting.rows().to_vec();
    for packed in &mut rows {
        packed[TICKET_FROM..][..TICKET_BYTES].fill(0);
    }
    rows.sort_unstable();
    let totals = TicketTotals { unchecked: rows.len() as u64, ..TicketTotals::default() };
    (rows.into_flattened(), totals)
}

/// What a reader puts into the ticket's place where it has found a genuine mark.
pub(super) const fn found(mark: Mark) -> Place {
    let kind = match mark {
        Mark::Counted => u8::MAX,
        Mark::Unchecked => u8::MAX - 1,
    };
    [kind; TICKET_BYTES]
}

/// The genuine mark that a reader has found.
pub(super) fn marked(place: Place) -> Option<Mark> {
    [Mark::Counted, Mark::Unchecked].into_iter().find(|mark| found(*mark) == place)
}

/// Campaign and wave of a packed record.
pub(super) fn wave(packed: &[u8; PACKED_BYTES]) -> Wave {
    ([packed[23], packed[24], packed[25], packed[26]], packed[27])
}
