//! Where accepted records are kept: in the browser's database, or in memory and said so.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::ArrayBuffer;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::Notice;
use super::engine::Engine;
use super::keep::Keeper;
use super::signal::both;
use crate::browser::database::DatabaseFault;
use crate::browser::document::is_local;
use crate::browser::space;
use crate::worker::{Ask, Cause, Counts, Reply};

/// With less room than this the page is told, bytes.
const ROOM_BYTES_MIN: u64 = 200 << 20;

/// Where accepted records are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// It is being found out.
    #[default]
    Unknown,
    /// In the browser's database.
    Kept {
        /// Whether the browser has agreed not to clear it by itself.
        persistent: bool,
        /// Whether there is little room left.
        short: bool,
        /// Whether the page was opened from a file of this computer, so that others opened so may
        /// share its database.
        local: bool,
        /// Entries of the log that this version of the page cannot read.
        foreign: u32,
    },
    /// In memory: closing the page loses them.
    Memory,
    /// In the database as far as there was room.
    Full {
        /// Records, refused inputs and duplicates that are only in memory.
        only_in_memory: u64,
        /// Whether they did not fit when it was tried once more, either.
        again: bool,
    },
    /// The records are invented, and nothing is kept.
    Demo,
}

/// An entry on its way to the database.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) entry: ArrayBuffer,
    pub(super) counts: Counts,
    /// The round in which the desk handed it out.
    pub(super) round: u32,
}

/// The keeper, or why it is not to be had.
#[derive(Debug, Default)]
enum Slot {
    /// Nothing can be kept.
    #[default]
    Absent,
    Here(Keeper),
    /// Someone is at work with it.
    Taken,
}

/// Files, and names of what is none, with the reason.
type Given = (Vec<File>, Vec<(String, Cause)>);

/// The keeper, and what it could not keep.
#[derive(Debug, Default)]
pub(super) struct Store {
    slot: RefCell<Slot>,
    state: Cell<Storage>,
    /// Entries that the database had no room for, in their order.
    pub(super) unsaved: RefCell<Vec<Waiting>>,
    /// Inputs received that the database holds.
    pub(super) kept: Cell<u64>,
    /// Whether what it could not keep is being tried once more.
    pub(super) again: Cell<bool>,
    /// Whether there is a database that could not be opened: what lies in it is out of reach.
    pub(super) locked: Cell<bool>,
    /// Changes of the workspace under way.
    pub(super) changing: Cell<u32>,
    /// Of these, those that erase it: until they are done nothing more is handed out for the log.
    pub(super) erasing: Cell<u32>,
    /// Counted up whenever a workspace is erased: entries of an earlier round are not written.
    pub(super) round: Cell<u32>,
    /// What is given meanwhile: it belongs to the next workspace.
    pub(super) given: RefCell<Vec<Given>>,
}

/// Whether there is little room left.
async fn is_short() -> bool {
    space::left_bytes().await.is_some_and(|left| left < ROOM_BYTES_MIN)
}

impl Engine {
    /// Opens the workspace that was open last, before anything is read.
    pub(super) async fn begin_store(&self) {
        if self.demo {
            return self.set_storage(Storage::Demo);
        }
        match Keeper::opened().await {
            Ok(keeper) => {
                self.replay(&keeper).await;
                self.give_back(keeper).await;
            }
            Err(fault) => {
                self.store.locked.set(fault != DatabaseFault::Absent);
                self.set_storage(Storage::Memory);
            }
        }
    }

    /// The round in which the desk may hand out entries; none while it is to be erased.
    pub(super) fn round(&self) -> Option<u32> {
        (self.store.erasing.get() == 0).then(|| self.store.round.get())
    }

    /// Has the desk take in the log of the open workspace, and tells what is in it.
    pub(super) async fn replay(&self, keeper: &Keeper) {
        let (mut unread, mut found) = (0, None);
        self.tell_tickets(Vec::new());
        let mut read = keeper.entries(0.0).await;
        while let Ok(Some((entries, place))) = read {
            // The desk takes them in while the next ones are read.
            let replayed = async { self.ask(&Ask::Replay, &JsValue::NULL, &entries).await };
            let (answer, next) = both(replayed, keeper.entries(place)).await;
            let Some((Reply::Replayed { counts, campaigns, tickets, foreign }, _)) = answer else {
                return;
            };
            self.tell_tickets(tickets);
            unread += foreign;
            read = next;
            self.kept(counts);
            self.store.kept.set(counts.received);
            found = Some(campaigns);
        }
        if let Some(campaigns) = found {
            (self.notify)(Notice::Campaigns(campaigns));
        }
        let persistent = space::persisted().await;
        self.set_storage(Storage::Kept {
            persistent,
            short: false,
            local: is_local(),
            foreign: unread,
        });
        let counts = self.run.progress.borrow().counts;
        if counts != Counts::default() {
            self.run.progress.borrow_mut().ended = true;
            self.tell(true);
            self.tell_refused().await;
        }
    }

    /// Writes entries of the log for as long as the page is open.
    pub(super) async fn write_on(self: Rc<Self>) {
        loop {
            let next = || self.outbox.borrow().front().cloned();
            let waiting = self.signal.until(next).await;
            let written = self.write(&waiting).await;
            if waiting.round == self.store.round.get() {
                match written {
                    Ok(()) => self.written(&waiting).await,
                    Err(_) => self.not_written(waiting.clone()),
                }
            }
            let mut outbox = self.outbox.borrow_mut();
            // Erasing has emptied it in the meantime.
            if outbox.front().is_some_and(|front| front.round == waiting.round) {
                outbox.pop_front();
            }
            drop(outbox);
            self.tell(false);
            self.signal.change();
        }
    }

    /// Writes an entry, into a new workspace where none is open.
    async fn write(self: &Rc<Self>, waiting: &Waiting) -> Result<(), DatabaseFault> {
        if matches!(self.store.state.get(), Storage::Memory | Storage::Demo) {
            return Ok(());
        }
        if !self.store.unsaved.borrow().is_empty() {
            return Err(DatabaseFault::Full);
        }
        let Some(mut keeper) = self.keeper().await else { return Ok(()) };
        if waiting.round != self.store.round.get() {
            self.slot(Slot::Here(keeper));
            return Ok(());
        }
        let mut written = Ok(());
        let first = keeper.current().is_none();
        if first {
            written = keeper.create("").await;
        }
        if written.is_ok() {
            written = keeper.append(&waiting.entry).await;
        }
        if written.is_ok() {
            self.store.kept.set(waiting.counts.received);
        }
        if first {
            // A browser may ask the person first, and nothing waits for the answer.
            let persistent = space::persisted().await;
            self.ask_persistence();
            let short = is_short().await;
            if written.is_ok() {
                self.set_storage(Storage::Kept {
                    persistent,
                    short,
                    local: is_local(),
                    foreign: 0,
                });
            }
            self.give_back(keeper).await;
        } else {
            self.slot(Slot::Here(keeper));
        }
        written
    }

    /// Asks the browser not to clear what is kept, and tells the page if it agrees.
    fn ask_persistence(self: &Rc<Self>) {
        let this = Rc::downgrade(self);
        spawn_local(async move {
            if !space::persist().await {
                return;
            }
            let Some(this) = this.upgrade() else { return };
            if let Storage::Kept { short, local, foreign, .. } = this.store.state.get() {
                this.set_storage(Storage::Kept { persistent: true, short, local, foreign });
            }
        });
    }

    /// An entry is in the database. Where room had been missing, the page is told of less that is
    /// only in memory, and at the end that all is kept.
    async fn written(&self, waiting: &Waiting) {
        self.kept(waiting.counts);
        if !matches!(self.store.state.get(), Storage::Full { .. }) {
            return;
        }
        let only_in_memory = self.only_in_memory();
        self.set_storage(if only_in_memory > 0 {
            Storage::Full { only_in_memory, again: false }
        } else {
            self.store.again.set(false);
            let (persistent, short) = (space::persisted().await, is_short().await);
            Storage::Kept { persistent, short, local: is_local(), foreign: 0 }
        });
    }

    /// An entry stays in memory, and the page says so at once.
    fn not_written(&self, waiting: Waiting) {
        self.kept(waiting.counts);
        self.store.unsaved.borrow_mut().push(waiting);
        let (only_in_memory, again) = (self.only_in_memory(), self.store.again.get());
        self.set_storage(Storage::Full { only_in_memory, again });
    }

    /// Tries once more to write what was left in memory. It is told as kept only when it is.
    pub(super) fn keep_again(&self) {
        let unsaved = self.store.unsaved.take();
        let mut outbox = self.outbox.borrow_mut();
        for waiting in unsaved.into_iter().rev() {
            outbox.push_front(waiting);
        }
        drop(outbox);
        self.store.again.set(true);
        self.set_storage(Storage::Full { only_in_memory: self.only_in_memory(), again: false });
        self.signal.change();
    }

    /// Inputs received that the database does not hold.
    fn only_in_memory(&self) -> u64 {
        self.run.progress.borrow().counts.received.saturating_sub(self.store.kept.get())
    }

    /// Everything received is where it is said to be kept. What is tried once more was told before.
    fn kept(&self, counts: Counts) {
        let told = &mut self.run.progress.borrow_mut().counts;
        if counts.received >= told.received {
            *told = counts;
        }
    }

    fn set_storage(&self, storage: Storage) {
        if self.store.state.replace(storage) != storage {
            (self.notify)(Notice::Storage(storage));
        }
    }

    /// Takes the keeper, for as long as one thing needs it.
    pub(super) async fn keeper(&self) -> Option<Keeper> {
        let take = || {
            let mut slot = self.store.slot.borrow_mut();
            match std::mem::replace(&mut *slot, Slot::Taken) {
                Slot::Here(keeper) => Some(Some(keeper)),
                Slot::Taken => None,
                Slot::Absent => {
                    *slot = Slot::Absent;
                    Some(None)
                }
            }
        };
        self.signal.until(take).await
    }

    fn slot(&self, slot: Slot) {
        self.store.slot.replace(slot);
        self.signal.change();
    }

    /// Gives the keeper back and tells the workspaces.
    pub(super) async fn give_back(&self, keeper: Keeper) {
        let listed = keeper.workspaces().await.unwrap_or_default();
        let current = keeper.current().map(|workspace| workspace.number);
        self.slot(Slot::Here(keeper));
        (self.notify)(Notice::Workspaces(listed, current));
    }
}
