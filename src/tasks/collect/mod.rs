//! Collecting: from files, folders, archives, texts and pictures to records that are kept.
//!
//! ```text
//!   page (this room)                                   workers (or the page itself)
//!   Plan ──Job + blobs──▶ ReaderLine ────────────────▶ Readers, up to four
//!        ◀─rows, refusals──────────────────────────────┘
//!   commit, in order ──Ask::Add + rows──▶ DeskLine ──▶ Desk
//!        ◀─entry of the log────────────────────────────┘
//!   Keeper ──append──▶ database: only now it counts as accepted, and Notice::Progress says so
//! ```
//!
//! Findings are taken in in the order of the inputs, so that the list of refusals and the lines in
//! it do not depend on which reader was faster. A reader that stops is replaced and its job given
//! up; a desk that stops is started again from the log by whoever holds the [`Collector`].

mod asks;
mod commit;
mod crew;
mod engine;
mod keep;
mod line;
mod plan;
mod read;
mod run;
mod serve;
mod signal;
mod store;
mod switch;
mod tickets;
mod unlock;

#[cfg(feature = "two-tally")]
pub(in crate::tasks) use line::{Line, Role};
#[cfg(feature = "two-tally")]
pub(in crate::tasks) use serve::json;

pub use keep::{WORKSPACE_NAME_CHARS_MAX, Workspace};
pub use run::Progress;
pub use serve::serve;
pub use store::Storage;

use std::fmt;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::browser::files::{self, Dropped, Found};
use crate::domain::disclose::{Policy, QualityRelease, WaveComparison};
use crate::domain::seal::{Fingerprint, PrivateKey};
use crate::worker::{
    Ask, Campaigns, Cause, RefusalPage, Refused, RefusedFiles, Report, Subject, WaveTickets,
    is_system_file,
};
use engine::Engine;
use keep::Switch;

/// Where inputs are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In workers: the page stays responsive.
    #[default]
    Worker,
    /// In the page itself, because no worker could be started.
    Page,
}

/// Number of a request, counted up by the page. An answer carries the number of its request, so
/// that the page can ignore a stale one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(pub u32);

impl Revision {
    /// The number after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// From now on inputs are read in this place.
    Place(Place),
    /// Where accepted records are kept.
    Storage(Storage),
    /// All workspaces, and the number of the open one.
    Workspaces(Vec<Workspace>, Option<u32>),
    /// The campaigns of the workspace.
    Campaigns(Campaigns),
    /// The tickets of the workspace.
    Tickets(Vec<WaveTickets>),
    /// How far reading has come, and everything received.
    Progress(Box<Progress>),
    /// Refused inputs, as many of each file as the page wants to see.
    Refused(RefusedFiles),
    /// What has been before the camera.
    Scanned {
        /// Different codes so far.
        codes: u32,
        /// Whether the last one had been there before.
        again: bool,
    },
    /// What may be shown; none without records.
    Report(Revision, Option<Rc<Report>>),
    /// What flagged records change in a report.
    Quality(Revision, Option<QualityRelease>),
    /// The difference between two waves; none where they cannot be compared.
    Compared(Revision, Option<Box<WaveComparison>>),
    /// Envelopes are opened from now on with the key of this fingerprint, or with none.
    Key(Option<Fingerprint>),
    /// Another workspace is open, or none: forget what was told of the last.
    Fresh(Switched),
    /// Everything that was asked for is saved, or not.
    Saved(bool),
    /// The desk has stopped for good; what was kept is still kept.
    Crashed(String),
}

/// What became of a change of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switched {
    /// It is open.
    Opened,
    /// It could not be opened; none is.
    NotOpened,
    /// Everything that was to be erased is.
    Erased,
    /// Something that was to be erased may still be there.
    NotErased,
}

/// The page's end of collecting: takes requests, tells what comes of them.
#[derive(Clone)]
pub struct Collector(Rc<Engine>);

impl fmt::Debug for Collector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Collector").finish_non_exhaustive()
    }
}

impl PartialEq for Collector {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Collector {
    /// Starts workers, opens the workspace that was open last, and goes on from there.
    pub fn start(notify: impl Fn(Notice) + 'static) -> Self {
        Self(Engine::start(notify, false))
    }

    /// Starts with so many invented records in memory, and keeps nothing.
    pub fn demonstrate(records: u32, notify: impl Fn(Notice) + 'static) -> Self {
        let engine = Engine::start(notify, true);
        engine.invent(records);
        Self(engine)
    }

    /// Has files read, but for those in a folder that the system put there.
    pub fn read(&self, mut files: Vec<File>) {
        let folder = files.first().map(files::path).and_then(|path| {
            path.split_once('/').map(|(folder, _)| (folder.to_owned(), Cause::EmptyFolder))
        });
        files.retain(|file| {
            let path = files::path(file);
            !(path.contains('/') && is_system_file(&path))
        });
        let empty = folder.filter(|_| files.is_empty());
        self.0.push(files, empty.as_slice());
    }

    /// Has a text read under a name.
    pub fn read_text(&self, name: &str, text: &str) {
        let file = File::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)), name);
        self.0.push(file.into_iter().collect(), &[]);
    }

    /// Finds the files among what was dropped and has them read, unless reading is cancelled or
    /// everything erased before they are found; then calls `found` with the number left unread.
    pub fn read_dropped(&self, dropped: Vec<Dropped>, found: impl FnOnce(u32) + 'static) {
        let engine = Rc::clone(&self.0);
        let epoch = engine.walks.get();
        spawn_local(async move {
            let Found { files, unreadable, empty } = files::walk(dropped, is_system_file).await;
            let unreadable = unreadable.into_iter().map(|name| (name, Cause::Unreadable));
            let empty = empty.into_iter().map(|name| (name, Cause::EmptyFolder));
            let refused: Vec<(String, Cause)> = unreadable.chain(empty).collect();
            if engine.walks.get() == epoch {
                engine.push(files, &refused);
                found(0);
            } else {
                let unread = files.len() + refused.len();
                found(u32::try_from(unread).unwrap_or(u32::MAX));
            }
        });
    }

    /// Opens envelopes with a key from now on; without one, lets go of the one there is. Gives
    /// back the one that was there.
    pub fn hold(&self, key: Option<Rc<PrivateKey>>) -> Option<Rc<PrivateKey>> {
        self.0.hold(key)
    }

    /// Has the codes in a camera's picture read, each once: grey pixels, so many in a row.
    pub fn scan(&self, width: u32, pixels: &[u8]) {
        self.0.scan(width, pixels);
    }

    /// Begins no further job, or goes on.
    pub fn pause(&self, paused: bool) {
        self.0.pause(paused);
    }

    /// Stops reading; what is accepted stays.
    pub fn cancel(&self) {
        self.0.cancel();
    }

    /// Asks what may be shown of a subject; none for the first there is.
    pub fn report(&self, revision: Revision, subject: Option<Subject>, policy: Policy) {
        self.0.report(revision, subject, policy);
    }

    /// Asks what flagged records change in the report of a subject.
    pub fn quality(&self, revision: Revision, subject: Subject) {
        self.0.extra(revision, Ask::Quality { subject });
    }

    /// Asks for the difference between two waves, the earlier first.
    pub fn compare(&self, revision: Revision, subjects: [Subject; 2], policy: Policy) {
        self.0.extra(revision, Ask::Compare { subjects, policy });
    }

    /// Saves the counts of a subject as a tally file under a name.
    pub fn save_tally(&self, subject: Subject, name: &'static str) {
        self.0.save_tally(subject, name);
    }

    /// Tells these refused inputs, also of those that still come.
    pub fn show_refused(&self, page: RefusalPage) {
        self.0.show_refused(page);
    }

    /// All refused inputs from a place on, at most so many.
    pub async fn refused(&self, from: usize, count: usize) -> Vec<Refused> {
        self.0.refused(from, count).await
    }

    /// Saves everything as one bundle under a name.
    pub fn save(&self, name: &'static str) {
        self.0.save(name);
    }

    /// Keeps a campaign, as the line of a bundle, or forgets it.
    pub fn keep_campaign(&self, line: String, keep: bool) {
        self.0.keep_campaign(line, keep);
    }

    /// Keeps a list of tickets, as the line of a bundle.
    pub fn keep_tickets(&self, line: String) {
        self.0.keep_tickets(line);
    }

    /// Counts the tickets that wait, of each wave that has a list; or, where `unchecked`, takes in
    /// what waits of those without one.
    pub fn count_tickets(&self, unchecked: bool) {
        self.0.count_tickets(unchecked);
    }

    /// Opens another workspace.
    pub fn open(&self, number: u32) {
        self.0.switch(Switch::Open(number));
    }

    /// Makes a new workspace and opens it.
    pub fn create(&self, name: String) {
        self.0.switch(Switch::Create(name));
    }

    /// Gives the open workspace a name.
    pub fn rename(&self, name: String) {
        self.0.switch(Switch::Rename(name));
    }

    /// Erases the open workspace.
    pub fn erase(&self) {
        self.0.switch(Switch::Erase);
    }

    /// Erases every workspace.
    pub fn erase_all(&self) {
        self.0.switch(Switch::EraseAll);
    }

    /// Tries once more to keep what the browser had no room for.
    pub fn keep_again(&self) {
        self.0.keep_again();
    }
}
