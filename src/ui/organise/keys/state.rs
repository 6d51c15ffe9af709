//! Which key is there, and what has been done with it.

use std::rc::Rc;

use yew::Reducible;

use crate::domain::campaign::{Campaign, CampaignFault};
use crate::domain::seal::{
    Fingerprint, KeyFileFault, PrivateKey, PublicKey, Share, ShareFault, combine_shares,
};
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
    /// Whether its file was handed to the browser, or its sheet was printed.
    pub kept: bool,
    /// Whether its fingerprint was compared.
    pub compared: bool,
    /// Its shares, where it was split.
    pub shares: Vec<Share>,
    /// What is on the screen to be printed.
    pub sheet: Option<Sheet>,
}

/// What is printed alone, and is on the page only until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The key.
    Key,
    /// The share at a place.
    Share(usize),
    /// Tickets.
    Tickets(Rc<Vec<Ticket>>),
}

/// What the organiser is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// What was handed to the browser, or was not.
    Saved(bool),
    /// The print dialog was there.
    Printed,
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
    /// The sheet was printed.
    Printed,
    /// The sheet is put away.
    PutAway,
    /// The fingerprint was compared, or not.
    Compared(bool),
    /// The organiser is told something.
    Was(Told),
    /// The key is taken out of memory.
    Forgot,
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Held {
    fn new(public: PublicKey, secret: Option<PrivateKey>, way: Option<Way>) -> Self {
        Self {
            public,
            secret: secret.map(|secret| Secret(Rc::new(secret))),
            way,
            kept: way != Some(Way::New),
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
        Self { purpose, way: None, shares: Vec::new(), held, working: false, told: None }
    }

    /// The public key, once it is kept and compared.
    pub fn ready(&self) -> Option<&PublicKey> {
        self.held.as_ref().filter(|held| held.kept && held.compared).map(|held| &held.public)
    }

    /// Whether leaving now would lose a key that is kept nowhere.
    pub fn unkept(&self) -> bool {
        self.held.as_ref().is_some_and(|held| !held.kept)
    }

    /// The ways to a key for its purpose.
    pub const fn ways(&self) -> &'static [Way] {
        match self.purpose {
            Purpose::Seal => &[Way::New, Way::File, Way::Paper, Way::Shares, Way::Public],
            Purpose::Care | Purpose::Tickets(_) | Purpose::Open => {
                &[Way::File, Way::Paper, Way::Shares]
            }
        }
    }

    fn take(&mut self, public: PublicKey, secret: Option<PrivateKey>) {
        if let Purpose::Tickets(campaign) = &self.purpose
            && campaign.extensions().key.as_ref() != Some(&public)
        {
            self.told = Some(Told::OtherKey);
            return;
        }
        self.held = Some(Held::new(public, secret, self.way));
        self.shares.clear();
    }

    fn read(&mut self, share: Share) {
        self.shares.push(share);
        if self.shares.len() < 2 {
            return;
        }
        match combine_shares(&self.shares) {
            Ok(key) => self.take(key.public().clone(), Some(key)),
            Err(fault) => {
                // What does not fit goes, so that another can be tried with the first.
                self.shares.pop();
                self.told = Some(Told::Share(fault));
            }
        }
    }

    fn held(&mut self, change: impl FnOnce(&mut Held)) {
        if let Some(held) = &mut self.held {
            change(held);
        }
    }
}

impl Reducible for KeyState {
    type Action = KeyEvent;

    fn reduce(self: Rc<Self>, event: KeyEvent) -> Rc<Self> {
        let mut next = Self { told: None, ..self.as_ref().clone() };
        if event.ends_work() {
            next.working = false;
        }
        match event {
            KeyEvent::Picked(way) => {
                next.way = way;
                next.shares.clear();
            }
            KeyEvent::Works => next.working = true,
            KeyEvent::Took(key) => next.take(key.public().clone(), Some(key)),
            KeyEvent::TookPublic(key) => next.take(key, None),
            KeyEvent::Read(share) => next.read(share),
            KeyEvent::Unread => next.shares.clear(),
            KeyEvent::Kept => {
                next.held(|held| held.kept = true);
                next.told = Some(Told::Saved(true));
            }
            KeyEvent::Split(shares) => {
                next.held(|held| held.shares = shares);
                next.told = Some(Told::Split);
            }
            KeyEvent::Showed(sheet) => {
                next.told = matches!(sheet, Sheet::Tickets(_)).then_some(Told::Drawn);
                next.held(|held| held.sheet = Some(sheet));
            }
            KeyEvent::Printed => {
                next.held(|held| {
                    held.kept |= held.sheet == Some(Sheet::Key);
                    held.sheet = None;
                });
                next.told = Some(Told::Printed);
            }
            KeyEvent::PutAway => next.held(|held| held.sheet = None),
            KeyEvent::Compared(compared) => next.held(|held| held.compared = compared),
            KeyEvent::Was(told) => next.told = Some(told),
            KeyEvent::Forgot => next = Self::new(next.purpose, None),
        }
        Rc::new(next)
    }
}

impl KeyEvent {
    /// Whether a passphrase is no longer worked on when this happens.
    const fn ends_work(&self) -> bool {
        matches!(self, Self::Took(_) | Self::Kept | Self::Was(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::seal::split_key;

    fn key(seed: u8) -> PrivateKey {
        let bytes =
            std::array::from_fn(|at| seed.wrapping_mul(31).wrapping_add(at.to_le_bytes()[0]));
        PrivateKey::of_random(&bytes).expect("bytes that differ")
    }

    fn after(state: KeyState, events: impl IntoIterator<Item = KeyEvent>) -> KeyState {
        let state = events.into_iter().fold(Rc::new(state), Reducible::reduce);
        state.as_ref().clone()
    }

    fn shares(seed: u8, random: u8) -> [Share; 3] {
        let random = std::array::from_fn(|at| at.to_le_bytes()[0].wrapping_mul(random) ^ random);
        split_key(&key(seed), &random).expect("bytes that differ")
    }

    #[test]
    fn a_new_key_is_ready_when_it_is_kept_and_compared() {
        let new = [KeyEvent::Picked(Some(Way::New)), KeyEvent::Took(key(1))];
        let made = after(KeyState::new(Purpose::Seal, None), new);
        assert!(made.unkept() && made.ready().is_none());
        let compared = after(made.clone(), [KeyEvent::Compared(true)]);
        assert_eq!(compared.ready(), None, "it is kept nowhere");
        let shared = [KeyEvent::Split(shares(1, 3).to_vec()), KeyEvent::Showed(Sheet::Share(0))];
        let shared = after(compared.clone(), shared.into_iter().chain([KeyEvent::Printed]));
        assert_eq!(shared.ready(), None, "one share is not the key");
        let printed = after(compared.clone(), [KeyEvent::Showed(Sheet::Key), KeyEvent::Printed]);
        assert!(printed.ready().is_some() && !printed.unkept());
        assert_eq!(printed.held.expect("a key").sheet, None, "nothing stays on the page");
        let put_away = after(compared.clone(), [KeyEvent::Showed(Sheet::Key), KeyEvent::PutAway]);
        assert_eq!(put_away.ready(), None, "it was not printed");
        let saved = after(made, [KeyEvent::Kept]);
        assert_eq!(saved.ready(), None, "it was not compared");
        assert_eq!(after(compared, [KeyEvent::Kept]).ready(), Some(key(1).public()));
    }

    #[test]
    fn another_key_is_ready_when_it_is_compared() {
        let last = KeyState::new(Purpose::Seal, Some(key(2).public().clone()));
        let public = KeyEvent::TookPublic(key(2).public().clone());
        let public = after(
            KeyState::new(Purpose::Seal, None),
            [KeyEvent::Picked(Some(Way::Public)), public],
        );
        for state in [last, public] {
            assert!(state.ready().is_none() && !state.unkept());
            let ready = after(state, [KeyEvent::Compared(true)]);
            assert_eq!(ready.ready(), Some(key(2).public()));
            assert_eq!(after(ready, [KeyEvent::Forgot]).held, None);
        }
    }

    #[test]
    fn two_shares_make_a_key_and_others_say_why_not() {
        let ([a, b, _], [_, other, _]) = (shares(1, 3), shares(2, 3));
        let [_, again, _] = shares(1, 5);
        let begin = || {
            let picked = [KeyEvent::Picked(Some(Way::Shares)), KeyEvent::Read(a.clone())];
            after(KeyState::new(Purpose::Care, None), picked)
        };
        assert_eq!((begin().shares.len(), begin().told), (1, None));
        for (second, fault) in [
            (a.clone(), ShareFault::TooFew),
            (other, ShareFault::DifferentKeys),
            (again, ShareFault::NotTogether),
        ] {
            let told = after(begin(), [KeyEvent::Read(second)]);
            assert_eq!(told.told, Some(Told::Share(fault)));
            assert_eq!((told.shares.len(), told.held.is_none()), (1, true), "{fault:?}");
            let then = after(told, [KeyEvent::Read(b.clone())]);
            assert_eq!(then.held.map(|held| held.public), Some(key(1).public().clone()));
            assert!(then.shares.is_empty(), "the shares are not kept");
        }
    }

    #[test]
    fn work_is_over_when_something_comes_of_it() {
        let works = || after(KeyState::new(Purpose::Care, None), [KeyEvent::Works]);
        assert!(works().working);
        let wrong = KeyEvent::Was(Told::KeyFile(KeyFileFault::Locked));
        for event in [wrong, KeyEvent::Took(key(1)), KeyEvent::Kept] {
            assert!(!after(works(), [event.clone()]).working, "{event:?}");
        }
    }
}
