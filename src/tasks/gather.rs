//! Gathers envelopes for somebody who passes them on, closed, in memory only.

use std::cell::{Cell, RefCell};
use std::io::Cursor;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Date, Uint8Array};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};

use crate::browser::bitmap::{self, Grey};
use crate::browser::files::{self, Dropped};
use crate::browser::whole;
use crate::domain::bundle::{Kind, kind_of};
use crate::domain::campaign::{Campaign, TEXT_BYTES_MAX, mentions_campaign, read_campaign};
use crate::domain::seal::{
    Added, BUNDLE_ENVELOPES_MIN, BundleFault, Collector, Fingerprint, INPUT_BYTES_MAX, KeyId,
    PublicKey,
};
use crate::domain::shipped_instrument;
use crate::worker::{Archive, Seen, Sight, codes_in_picture, is_system_file};

/// The name of every bundle's file.
pub const BUNDLE_NAME: &str = "qingdan-sealed-bundle.txt";

/// The kind of every bundle's file.
pub const BUNDLE_KIND: &str = "text/plain";

/// Bytes that all entries of an archive together may expand to.
const EXPANDED_BYTES_MAX: u64 = 256 << 20;

/// What a plain record has in it: its format, or the beginning of its code.
const PLAIN: [&str; 2] = ["qingdan-record/", "QINGDAN-1:"];

/// What was gathered: how much, and never from whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gathered {
    /// The campaign whose envelopes are gathered.
    pub campaign: Option<Rc<Campaign>>,
    /// A campaign was given that is not sealed.
    pub not_sealed: bool,
    /// A campaign with another key was given after the first.
    pub other_campaign: bool,
    /// Another campaign with the same key was: its envelopes are taken as well.
    pub same_key: bool,
    /// Different envelopes.
    pub kept: usize,
    /// Of them, those that were kept already when they came.
    pub copies: u64,
    /// Envelopes that were sealed to another key than the campaign's.
    pub other_key: u64,
    /// What begins like an envelope and is incomplete or changed.
    pub damaged: u64,
    /// Envelopes that a newer version made.
    pub newer: u64,
    /// Envelopes for which there was no room.
    pub no_room: u64,
    /// Plain records, which are not taken.
    pub plain: u64,
    /// What begins like a campaign's code and could not be read, since the last one that could.
    pub unread_campaigns: u64,
    /// Inputs with nothing of all that.
    pub nothing: u64,
    /// Inputs that could not be read.
    pub unreadable: u64,
    /// Inputs read, and inputs to be read.
    pub progress: (u32, u32),
    /// Different codes that were before the camera, and whether the last one was there before.
    pub scanned: (u32, bool),
    /// Of the envelopes that are kept, those that are in a bundle.
    pub bundled: usize,
}

impl Gathered {
    /// Envelopes that are in no bundle yet.
    pub const fn unsaved(&self) -> usize {
        self.kept.saturating_sub(self.bundled)
    }

    /// Envelopes that are missing before there can be a bundle: after an earlier one as many new
    /// ones are needed, because whoever has both can subtract them.
    pub const fn missing(&self) -> usize {
        match (self.bundled, self.unsaved()) {
            (0, _) | (_, 0) => BUNDLE_ENVELOPES_MIN.saturating_sub(self.kept),
            (_, new) => BUNDLE_ENVELOPES_MIN.saturating_sub(new),
        }
    }

    /// The fingerprint of the campaign's key.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        Some(self.campaign.as_ref()?.extensions().key.as_ref()?.fingerprint())
    }

    /// What envelopes name the campaign's key by.
    fn key(&self) -> Option<KeyId> {
        Some(self.campaign.as_ref()?.extensions().key.as_ref()?.id())
    }

    /// Takes in what one text brought: whether there was anything.
    fn take(&mut self, kept: usize, added: Added) -> bool {
        let Added { new, copies, other_key, damaged, newer, no_room } = added;
        self.kept = kept;
        self.copies += copies as u64;
        self.other_key += other_key as u64;
        self.damaged += damaged as u64;
        self.newer += newer as u64;
        self.no_room += no_room as u64;
        new + copies + other_key + damaged + newer + no_room > 0
    }
}

/// Gathers, and tells what was gathered after every change.
#[derive(Clone)]
pub struct Gatherer(Rc<Inner>);

struct Inner {
    notify: Box<dyn Fn(Gathered)>,
    collector: RefCell<Collector>,
    gathered: RefCell<Gathered>,
    seen: RefCell<Seen>,
    /// What was gathered when the last bundle was saved or shared.
    bundled: RefCell<Collector>,
    /// Grows whenever everything is cleared: what was begun before is over then.
    round: Cell<u32>,
}

/// A bundle, and what it was made of.
pub struct Bundle {
    text: String,
    of: Collector,
    round: u32,
}

impl Bundle {
    /// The text of its file.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl std::fmt::Debug for Bundle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bundle").field("envelopes", &self.of.len()).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Gatherer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gatherer").finish_non_exhaustive()
    }
}

impl PartialEq for Gatherer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Gatherer {
    /// Nothing yet.
    pub fn new(notify: impl Fn(Gathered) + 'static) -> Self {
        Self(Rc::new(Inner {
            notify: Box::new(notify),
            collector: RefCell::new(Collector::new(None)),
            gathered: RefCell::default(),
            seen: RefCell::default(),
            bundled: RefCell::default(),
            round: Cell::default(),
        }))
    }

    /// Takes files: texts, archives, pictures of codes.
    pub fn read(&self, mut files: Vec<File>) {
        let (this, round) = (self.clone(), self.0.round.get());
        files.retain(|file| {
            let path = files::path(file);
            !(path.contains('/') && is_system_file(&path))
        });
        this.change(|gathered| {
            gathered.progress.1 += u32::try_from(files.len()).unwrap_or(u32::MAX);
        });
        spawn_local(async move {
            for file in files {
                let blob: &Blob = &file;
                let bytes = whole::read([blob].into_iter(), INPUT_BYTES_MAX as u64).await;
                let found = match bytes.into_iter().next().flatten() {
                    Some(bytes) => this.input(&bytes, round).await,
                    None => None,
                };
                if this.is_over(round) {
                    return;
                }
                this.change(|gathered| {
                    gathered.progress.0 += 1;
                    match found {
                        Some(found) => gathered.nothing += u64::from(!found),
                        None => gathered.unreadable += 1,
                    }
                });
            }
        });
    }

    /// Takes what was dropped.
    pub fn read_dropped(&self, dropped: Vec<Dropped>) {
        let (this, round) = (self.clone(), self.0.round.get());
        spawn_local(async move {
            let walked = files::walk(dropped, is_system_file).await;
            if this.is_over(round) {
                return;
            }
            let (unreadable, empty) = (walked.unreadable.len(), walked.empty.len());
            this.change(|gathered| {
                gathered.unreadable += unreadable as u64;
                gathered.nothing += empty as u64;
            });
            this.read(walked.files);
        });
    }

    /// Takes a text.
    pub fn read_text(&self, text: &str) {
        let found = self.text(text.as_bytes());
        self.change(|gathered| gathered.nothing += u64::from(!found));
    }

    /// Takes the codes in a camera's picture, each once.
    pub fn scan(&self, grey: &Grey) {
        for code in codes_in_picture(grey.width, &grey.pixels) {
            let sight = self.0.seen.borrow_mut().see(&code, Date::now());
            if sight == Sight::First {
                self.read_text(&code);
            }
            if sight != Sight::Still {
                let codes = self.0.seen.borrow().codes();
                self.change(|gathered| gathered.scanned = (codes, sight == Sight::Again));
            }
        }
    }

    /// The bundle of all that was gathered, unless it has only a few more than the one before.
    pub fn bundle(&self) -> Result<Bundle, BundleFault> {
        let of = self.0.collector.borrow().clone();
        let text = of.bundle_after(&self.0.bundled.borrow())?;
        Ok(Bundle { text, of, round: self.0.round.get() })
    }

    /// Notes that a bundle was saved or shared.
    pub fn bundled(&self, bundle: Bundle) {
        if self.is_over(bundle.round) {
            return;
        }
        let mut bundled = self.0.bundled.borrow_mut();
        *bundled = bundle.of;
        // A campaign may have come while the bundle was shared.
        if let Some(key) = self.0.gathered.borrow().key() {
            bundled.only(key);
        }
        let envelopes = bundled.len();
        drop(bundled);
        self.change(|gathered| gathered.bundled = envelopes);
    }

    /// Clears everything, and stops what is being read.
    pub fn clear(&self) {
        self.0.round.set(self.0.round.get().wrapping_add(1));
        self.0.collector.take();
        self.0.bundled.take();
        self.0.seen.take();
        self.change(|gathered| *gathered = Gathered::default());
    }

    /// Whether everything was cleared since a round.
    fn is_over(&self, round: u32) -> bool {
        self.0.round.get() != round
    }

    fn change(&self, change: impl FnOnce(&mut Gathered)) {
        change(&mut self.0.gathered.borrow_mut());
        let told = self.0.gathered.borrow().clone();
        (self.0.notify)(told);
    }

    /// Takes a whole input of any kind, unless the round is over: whether there was anything; none
    /// where it cannot be read.
    async fn input(&self, buffer: &ArrayBuffer, round: u32) -> Option<bool> {
        if self.is_over(round) {
            return None;
        }
        let bytes = Uint8Array::new(buffer).to_vec();
        match kind_of(&bytes) {
            Kind::Picture => self.picture(&bytes, round).await,
            Kind::Zip => self.archive(bytes, round).await,
            _ => Some(self.text(&bytes)),
        }
    }

    /// Takes the codes in a picture: whether there was anything; none where it cannot be read.
    async fn picture(&self, bytes: &[u8], round: u32) -> Option<bool> {
        let parts = Array::of1(&Uint8Array::from(bytes));
        let grey = bitmap::grey(&Blob::new_with_u8_array_sequence(&parts).ok()?).await.ok()?;
        if self.is_over(round) {
            return None;
        }
        let codes = codes_in_picture(grey.width, &grey.pixels);
        Some(codes.iter().fold(false, |found, code| self.text(code.as_bytes()) | found))
    }

    /// Takes the entries of an archive, whose names are not used: whether there was anything; none
    /// where some cannot be read.
    async fn archive(&self, bytes: Vec<u8>, round: u32) -> Option<bool> {
        let mut archive = Archive::open(Cursor::new(bytes)).ok()?.limited(EXPANDED_BYTES_MAX);
        let mut found = Some(false);
        for place in 0..archive.len() {
            if self.is_over(round) {
                return None;
            }
            let mut entry = Vec::new();
            let read = match archive.read(place, INPUT_BYTES_MAX as u64, &mut entry) {
                Ok(true) if kind_of(&entry) == Kind::Picture => self.picture(&entry, round).await,
                Ok(true) => Some(self.text(&entry)),
                Ok(false) => Some(false),
                Err(_) => None,
            };
            found = found.zip(read).map(|(one, other)| one | other);
        }
        found
    }

    /// Takes the envelopes of a text, and the campaign in it: whether there was anything.
    fn text(&self, bytes: &[u8]) -> bool {
        let mut gathered = self.0.gathered.borrow_mut();
        let text = String::from_utf8_lossy(bytes);
        let plain: usize = PLAIN.iter().map(|plain| text.matches(plain).count()).sum();
        gathered.plain += plain as u64;
        let named = bytes.len() <= TEXT_BYTES_MAX && mentions_campaign(&text);
        let campaign = named.then(|| read_campaign(shipped_instrument(), &text));
        let mut found = plain > 0 || campaign.is_some();
        match campaign {
            Some(Ok(campaign)) => self.campaign(&mut gathered, campaign),
            Some(Err(_)) => gathered.unread_campaigns += 1,
            None => {}
        }
        let mut collector = self.0.collector.borrow_mut();
        if let Ok(added) = collector.add(bytes) {
            found |= gathered.take(collector.len(), added);
        }
        found
    }

    /// Gathers envelopes of the first campaign that is given, and no others from then on.
    fn campaign(&self, gathered: &mut Gathered, campaign: Campaign) {
        gathered.unread_campaigns = 0;
        let Some(key) = campaign.extensions().key.as_ref().map(PublicKey::id) else {
            gathered.not_sealed = true;
            return;
        };
        if let Some(first) = &gathered.campaign {
            let same = gathered.key() == Some(key);
            gathered.same_key |= same && **first != campaign;
            gathered.other_campaign |= !same;
            return;
        }
        gathered.campaign = Some(Rc::new(campaign));
        let mut collector = self.0.collector.borrow_mut();
        gathered.other_key += collector.only(key) as u64;
        gathered.kept = collector.len();
        let mut bundled = self.0.bundled.borrow_mut();
        bundled.only(key);
        gathered.bundled = bundled.len();
    }
}

#[cfg(test)]
mod tests;
