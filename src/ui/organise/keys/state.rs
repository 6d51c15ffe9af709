//! Which key is there, and what has been done with it.

use std::rc::Rc;

use crate::domain::campaign::{Campaign, CampaignFault};
use crate::domain::seal::{Fingerprint, KeyFileFault, PrivateKey, PublicKey, Share, ShareFault};
use crate::domain::ticket::Ticket;

/// What a key is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Sealing the records of a campaign that is being made.
    Seal,
    /// Keeping another copy of it, or splitting it.
    Care,
    /// Printing the tickets of a campaign.
    Tickets(Box<Campaign>),
    /// Opening envelopes.
    Open,
    /// Counting halves together with another organiser.
    Halves,
}

/// A way to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Making one.
    New,
    /// Its file and passphrase.
    File,
    /// Its paper.
    Paper,
    /// Two of its shares.
    Shares,
    /// The campaign of another organiser, which has the public half.
    Public,
}

/// A private key in memory.
#[derive(Clone, Debug)]
pub struct Secret(pub Rc<PrivateKey>);

/// A key that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Its public half.
    pub public: PublicKey,
    /// The key itself, unless only its public half is known.
    pub secret: Option<Secret>,
    /// How it came; none where it is the last wave's.
    pub way: Option<Way>,
    /// Whether its file was handed to the browser, or its sheet is said to be printed.
    pub kept: bool,
    /// Whether the print dialog was there for its sheet; whether it printed, no page is told.
    pub printed: bool,
    /// Whether its fingerprint was compared.
    pub compared: bool,
    /// Its shares, where it was split.
    pub shares: Vec<Share>,
    /// What is on the screen to be printed.
    pub sheet: Option<Sheet>,
}

/// What is printed alone. A key and a share are on the page only until then, tickets until they
/// are put away: there are no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The key.
    Key,
    /// The share at a place.
    Share(usize),
    /// Tickets.
    Tickets(Rc<Vec<Ticket>>),
}

/// What would be lost, because it is nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// A new key that is neither in a file nor on paper.
    Key,
    /// Tickets on the screen.
    Tickets,
}

/// A way to lose something: it is asked before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The sheet is put away.
    PutAway,
    /// The key is taken out of memory.
    Forgot,
}

/// What the organiser is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// What was handed to the browser, or was not.
    Saved(bool),
    /// The print dialog was there.
    Printed,
    /// It was there for tickets, which are still on the page.
    TicketsPrinted,
    /// The key was split.
    Split,
    /// Tickets were drawn and their list was saved.
    Drawn,
    /// The browser gives no random numbers.
    NoRandomness,
    /// The two passphrases differ.
    Differ,
    /// No file was read.
    NoFile,
    /// No key was read from paper.
    NoPaper,
    /// It is not the key of the campaign.
    OtherKey,
    /// The file of a key is not made or not opened.
    KeyFile(KeyFileFault),
    /// A share is not read, or two are not put together.
    Share(ShareFault),
    /// No public key was read; no fault where the campaign has none.
    Public(Option<CampaignFault>),
    /// That many tickets cannot be drawn.
    Number,
}

/// What the section of a key shows.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyState {
    /// What a key is wanted for.
    pub purpose: Purpose,
    /// The way that was picked.
    pub way: Option<Way>,
    /// Shares that were read.
    pub shares: Vec<Share>,
    /// The key.
    pub held: Option<Held>,
    /// Whether a passphrase is being worked on.
    pub working: bool,
    /// What is asked before it is done.
    pub asking: Option<Ending>,
    /// Grows whenever what was begun before is over: what comes of that later is not taken.
    pub turn: u32,
    /// What became of the last thing done.
    pub told: Option<Told>,
}

/// Something that happened in the section of a key.
#[derive(Clone, Debug)]
pub enum KeyEvent {
    /// A way was picked, or none.
    Picked(Option<Way>),
    /// A passphrase is being worked on.
    Works,
    /// A key was made or taken, in the way that was picked.
    Took(PrivateKey),
    /// A public key was taken.
    TookPublic(PublicKey),
    /// A share was read.
    Read(Share),
    /// The shares that were read are put aside.
    Unread,
    /// The key's file was handed to the browser.
    Kept,
    /// The key was split.
    Split(Vec<Share>),
    /// A sheet is to be seen.
    Showed(Sheet),
    /// The print dialog was there for the sheet.
    Printed,
    /// The key's sheet lies there printed, the organiser says.
    OnPaper,
    /// The sheet is put away.
    PutAway,
    /// The fingerprint was compared, or not.
    Compared(bool),
    /// The organiser is told something.
    Was(Told),
    /// The key is taken out of memory.
    Forgot,
    /// The organiser wants one of the two, and is asked first where something would be lost.
    Wanted(Ending),
    /// The answer.
    Answered(bool),
    /// What comes of something that was begun in a turn.
    Later(u32, Box<KeyEvent>),
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Held {
    pub(super) fn new(public: PublicKey, secret: Option<PrivateKey>, way: Option<Way>) -> Self {
        Self {
            public,
            secret: secret.map(|secret| Secret(Rc::new(secret))),
            way,
            kept: way != Some(Way::New),
            printed: false,
            compared: false,
            shares: Vec::new(),
            sheet: None,
        }
    }

    /// What people compare.
    pub fn fingerprint(&self) -> Fingerprint {
        self.public.fingerprint()
    }
}

impl KeyState {
    /// No key yet, or the public key of the last wave.
    pub fn new(purpose: Purpose, last: Option<PublicKey>) -> Self {
        let held = last.map(|public| Held::new(public, None, None));
        Self {
            purpose,
            way: None,
            shares: Vec::new(),
            held,
            working: false,
            asking: None,
            turn: 0,
            told: None,
        }
    }

    /// The public key, once it is kept and compared.
    pub fn ready(&self) -> Option<&PublicKey> {
        self.held.as_ref().filter(|held| held.kept && held.compared).map(|held| &held.public)
    }

    /// What leaving now would lose.
    pub fn loss(&self) -> Option<Loss> {
        let held = self.held.as_ref()?;
        match held.sheet {
            _ if !held.kept => Some(Loss::Key),
            Some(Sheet::Tickets(_)) => Some(Loss::Tickets),
            _ => None,
        }
    }

    /// The ways to a key for its purpose.
    pub const fn ways(&self) -> &'static [Way] {
        match self.purpose {
            Purpose::Seal => &[Way::New, Way::File, Way::Paper, Way::Shares, Way::Public],
            Purpose::Halves => &[Way::New, Way::File, Way::Paper, Way::Shares],
            Purpose::Care | Purpose::Tickets(_) | Purpose::Open => {
                &[Way::File, Way::Paper, Way::Shares]
            }
        }
    }
}
