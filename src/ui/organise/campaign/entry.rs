//! What stands in the form of a campaign, and what becomes of the section.

use std::rc::Rc;

use yew::Reducible;

use super::protection::{Protect, Protection};
use crate::domain::campaign::{
    Campaign, DetailFault, Details, Extensions, Field, FormChoice, MINIMUM_LOWEST, usual_background,
};
use crate::domain::instrument::Instrument;
use crate::domain::record::WAVE_MAX;
use crate::domain::seal::PublicKey;
use crate::i18n::organise::Campaign as Words;
use crate::ui::organise::keys::Loss;

/// The fields in the order of the form.
pub(super) const FIELDS: [Field; 4] =
    [Field::Title, Field::WaveLabel, Field::Purpose, Field::Contact];

/// What stands in the form, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Tells this opening of the form from every other: what else it holds is not carried over.
    pub(super) opening: u32,
    /// The texts, in the order of [`FIELDS`].
    pub(super) texts: [String; 4],
    /// The forms asked.
    pub(super) form: FormChoice,
    /// The background questions asked.
    pub(super) background: u8,
    /// The minimum.
    pub(super) minimum: String,
    /// The campaign's id, where this is a further wave of it.
    pub(super) id: Option<[u8; 4]>,
    /// The wave.
    pub(super) wave: u8,
    /// Whether records are to be sealed.
    pub(super) sealed: bool,
    /// What else it has beyond its details; its key only once it can be used.
    pub(super) extensions: Extensions,
    /// Items to randomise, and the roster.
    pub(super) protection: Protection,
    /// Whether the wave before had any of that.
    pub(super) protected: bool,
    /// The key of the wave before.
    pub(super) last: Option<PublicKey>,
}

/// Why no campaign was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Something in the form has to be put right.
    Form,
    /// The key is not ready.
    NoKey,
    /// The browser gives no random number.
    NoRandomness,
    /// There cannot be another wave.
    NoMoreWaves,
    /// There are as many campaigns as a batch keeps.
    TooMany,
}

/// What the section shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Desk {
    /// The form, where it is open.
    pub(super) entry: Option<Entry>,
    /// The campaign of which is shown what is handed out.
    pub(super) shown: Option<Campaign>,
    /// Why no campaign was made.
    pub(super) trouble: Option<Trouble>,
    /// How often the form was opened.
    pub(super) openings: u32,
    /// What would be lost with what is open.
    pub(super) loss: Option<Loss>,
    /// What is done when the organiser has agreed to lose it.
    pub(super) waiting: Option<Did>,
}

/// Something the organiser did in the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Did {
    /// Opened the form.
    Began(Entry),
    /// Changed what stands in the form.
    Changed(Change),
    /// Made a campaign, or wants to see what is handed out for one.
    Opened(Campaign),
    /// Was told why there is no campaign.
    Met(Trouble),
    /// Closed the form, and what is handed out.
    Closed,
    /// Took the campaign out for which it is shown what is handed out.
    TookOut,
    /// Has something, or nothing any more, that would be lost.
    Risked(Option<Loss>),
    /// Agreed to lose it, or did not.
    Agreed(bool),
}

/// A change in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A text, by its place in [`FIELDS`].
    Text(usize, String),
    /// The forms asked.
    Form(FormChoice),
    /// A background question, by its place in the instrument, asked or not.
    Background(usize),
    /// The minimum.
    Minimum(String),
    /// Sealed or not.
    Sealed(bool),
    /// Paper tickets or not.
    Tickets,
    /// The key that can be used.
    Key(Option<PublicKey>),
    /// Items to randomise, or the roster.
    Protect(Protect),
}

impl Reducible for Desk {
    type Action = Did;

    fn reduce(self: Rc<Self>, did: Did) -> Rc<Self> {
        let mut next = Self { trouble: None, waiting: None, ..self.as_ref().clone() };
        if self.loss.is_some() && self.ends_with(&did) {
            next.waiting = Some(did);
            return Rc::new(next);
        }
        match did {
            Did::Began(entry) => {
                next.openings = next.openings.wrapping_add(1);
                let opening = next.openings;
                (next.entry, next.shown) = (Some(Entry { opening, ..entry }), None);
            }
            Did::Changed(change) => next.entry = next.entry.map(|entry| entry.after(change)),
            Did::Opened(campaign) => (next.entry, next.shown) = (None, Some(campaign)),
            Did::Met(trouble) => next.trouble = Some(trouble),
            // It is still needed.
            Did::TookOut if self.loss.is_some() => {}
            Did::Closed | Did::TookOut => (next.entry, next.shown) = (None, None),
            Did::Risked(loss) => next.loss = loss,
            Did::Agreed(yes) => {
                if let Some(did) = self.waiting.clone().filter(|_| yes) {
                    next.loss = None;
                    return Rc::new(next).reduce(did);
                }
            }
        }
        Rc::new(next)
    }
}

impl Desk {
    /// Whether the section of a key goes when this is done.
    fn ends_with(&self, did: &Did) -> bool {
        match did {
            Did::Began(_) | Did::Closed | Did::Changed(Change::Sealed(false)) => true,
            Did::Opened(campaign) => self.shown.as_ref() != Some(campaign),
            _ => false,
        }
    }
}

impl Entry {
    /// A new campaign with good defaults.
    pub(super) fn new(words: &Words, instrument: &Instrument) -> Self {
        Self {
            opening: 0,
            texts: words.defaults.map(str::to_owned),
            form: FormChoice::default(),
            background: usual_background(instrument),
            minimum: MINIMUM_LOWEST.to_string(),
            id: None,
            wave: 1,
            sealed: false,
            extensions: Extensions::default(),
            protection: Protection::new(instrument),
            protected: false,
            last: None,
        }
    }

    /// The wave after the last one of a campaign that is taken; none after the last that there can
    /// be.
    pub(super) fn next(
        instrument: &Instrument,
        taken: &[([u8; 4], u8)],
        campaign: &Campaign,
    ) -> Option<Self> {
        let of = campaign.details();
        let waves = taken.iter().filter(|(id, _)| *id == of.id);
        let last = waves.map(|(_, wave)| *wave).fold(of.wave, u8::max);
        let texts = [&of.title, "", &of.purpose, &of.contact].map(str::to_owned);
        let (form, background, minimum) = (of.form, of.background, of.minimum.to_string());
        let (id, wave) = (Some(of.id), last + 1);
        let mut extensions = campaign.extensions().clone();
        // It is compared anew before it is used again.
        let last_key = extensions.key.take();
        let protection = Protection::taken(instrument, &mut extensions);
        let next = Self {
            opening: 0,
            texts,
            form,
            background,
            minimum,
            id,
            wave,
            sealed: last_key.is_some(),
            extensions,
            protected: protection.is_used(),
            protection,
            last: last_key,
        };
        (last < WAVE_MAX).then_some(next)
    }

    /// The campaign under an id, or what has to be put right.
    pub(super) fn campaign(
        &self,
        instrument: &Instrument,
        id: [u8; 4],
    ) -> Result<Campaign, DetailFault> {
        let [title, wave_label, purpose, contact] = self.texts.clone();
        let (wave, form, background) = (self.wave, self.form, self.background);
        let minimum = self.minimum.trim().parse().map_err(|_| DetailFault::Minimum)?;
        let details =
            Details { id, wave, title, wave_label, purpose, contact, form, background, minimum };
        let mut extensions = self.extensions.clone();
        extensions.key.take_if(|_| !self.sealed);
        extensions.tickets &= extensions.key.is_some();
        extensions.randomised = self.protection.randomisation(instrument);
        let roster = self.protection.roster(instrument, background);
        extensions.roster = roster.map_err(|_| DetailFault::Extensions)?;
        Campaign::new(instrument, details)?.with(instrument, extensions)
    }

    /// Whether it is to be sealed and has no key yet.
    pub(super) const fn lacks_key(&self) -> bool {
        self.sealed && self.extensions.key.is_none()
    }

    pub(super) fn after(mut self, change: Change) -> Self {
        match change {
            Change::Text(at, text) => {
                if let Some(field) = self.texts.get_mut(at) {
                    *field = text;
                }
            }
            Change::Form(form) => self.form = form,
            Change::Background(at) => {
                self.background ^= 1_u8.checked_shl(shift(at)).unwrap_or(0);
                // A roster counts people by the questions that were asked.
                self.protection = self.protection.after(Protect::Asked);
            }
            Change::Minimum(minimum) => self.minimum = minimum,
            Change::Sealed(sealed) => {
                self.sealed = sealed;
                self.extensions.key = None;
            }
            Change::Tickets => self.extensions.tickets ^= true,
            Change::Key(key) => self.extensions.key = key,
            Change::Protect(change) => self.protection = self.protection.after(change),
        }
        self
    }
}

fn shift(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shipped_instrument;
    use crate::i18n::Language;
    use crate::i18n::organise::Messages;

    fn entry() -> Entry {
        Entry::new(&Messages::of(Language::Zh).campaign, shipped_instrument())
    }

    #[test]
    fn the_defaults_make_a_campaign_in_every_language() {
        for language in Language::ALL {
            let words = &Messages::of(*language).campaign;
            let entry = Entry::new(words, shipped_instrument());
            assert!(entry.campaign(shipped_instrument(), [1; 4]).is_ok(), "{language:?}");
        }
    }

    #[test]
    fn the_next_wave_comes_after_all_others_of_the_campaign() {
        let instrument = shipped_instrument();
        let wave = |id: u8, wave| {
            let campaign = Entry { wave, ..entry() }.campaign(instrument, [id; 4]);
            campaign.expect("a valid campaign")
        };
        let taken = [([1; 4], 1), ([1; 4], 4), ([2; 4], 7)];
        let next = Entry::next(instrument, &taken, &wave(1, 1)).expect("there are 99 waves");
        assert_eq!((next.wave, next.id), (5, Some([1; 4])));
        assert_eq!(Entry::next(instrument, &[], &wave(1, 98)).map(|next| next.wave), Some(99));
        assert_eq!(Entry::next(instrument, &[], &wave(1, 99)), None);
    }

    #[test]
    fn a_sealed_campaign_waits_for_its_key() {
        let instrument = shipped_instrument();
        let random = std::array::from_fn(|at| at.to_le_bytes()[0]);
        let key = crate::domain::seal::PrivateKey::of_random(&random).expect("bytes that differ");
        let made = |entry: &Entry| entry.campaign(instrument, [1; 4]).expect("a valid campaign");
        let sealed = entry().after(Change::Sealed(true)).after(Change::Tickets);
        assert!(sealed.lacks_key() && made(&sealed).extensions() == &Extensions::default());
        let ready = sealed.after(Change::Key(Some(key.public().clone())));
        let campaign = made(&ready);
        assert!(!ready.lacks_key() && campaign.extensions().tickets);
        assert_eq!(campaign.extensions().key.as_ref(), Some(key.public()));
        let next = Entry::next(instrument, &[], &campaign).expect("there are 99 waves");
        assert!(next.lacks_key() && next.extensions.tickets, "compared anew");
        assert_eq!(next.last.as_ref(), Some(key.public()));
        let open = ready.after(Change::Sealed(false));
        assert_eq!(made(&open).extensions(), &Extensions::default());
        assert!(open.after(Change::Sealed(true)).lacks_key(), "the key went with the section");
    }

    fn desk(did: impl IntoIterator<Item = Did>) -> Rc<Desk> {
        did.into_iter().fold(Rc::default(), Reducible::reduce)
    }

    /// The same wave opened once more is another form: its key is compared anew.
    #[test]
    fn every_opening_of_the_form_is_another_one() {
        let began = || Did::Began(entry());
        let [once, twice] = [desk([began()]), desk([began(), began()])];
        let opening = |desk: &Desk| desk.entry.as_ref().map(|entry| entry.opening);
        assert!(opening(&once).is_some() && opening(&once) != opening(&twice));
    }

    #[test]
    fn what_would_be_lost_is_asked_for_first() {
        let campaign = entry().campaign(shipped_instrument(), [1; 4]).expect("a valid campaign");
        let sealed = Did::Changed(Change::Sealed(true));
        let risked = || desk([Did::Began(entry()), sealed.clone(), Did::Risked(Some(Loss::Key))]);
        for did in [
            Did::Closed,
            Did::Began(entry()),
            Did::Opened(campaign.clone()),
            Did::Changed(Change::Sealed(false)),
        ] {
            let asked = risked().reduce(did.clone());
            assert_eq!((&asked.entry, asked.waiting.as_ref()), (&risked().entry, Some(&did)));
            let not = asked.clone().reduce(Did::Agreed(false));
            assert_eq!((&not.entry, &not.waiting), (&risked().entry, &None), "{did:?}");
            let lost = asked.reduce(Did::Agreed(true));
            assert_ne!(lost.entry, risked().entry, "{did:?}");
            assert_eq!((lost.loss, &lost.waiting), (None, &None));
        }
        let typed = risked().reduce(Did::Changed(Change::Tickets));
        assert_eq!(typed.waiting, None, "nothing goes");
        let safe = risked().reduce(Did::Risked(None)).reduce(Did::Closed);
        assert_eq!((&safe.entry, &safe.waiting), (&None, &None));
        let shown = desk([Did::Opened(campaign.clone()), Did::Risked(Some(Loss::Tickets))]);
        assert_eq!(shown.clone().reduce(Did::Opened(campaign)).waiting, None, "it is open");
        let out = shown.reduce(Did::TookOut);
        assert!(out.shown.is_some(), "the tickets stay");
        assert_eq!(out.reduce(Did::Risked(None)).reduce(Did::TookOut).shown, None);
    }

    #[test]
    fn what_is_typed_stays_as_it_is() {
        let text = Change::Text(0, " 甲 ".to_owned());
        let entry =
            [text, Change::Background(3), Change::Background(9), Change::Minimum("x".into())]
                .into_iter()
                .fold(entry(), Entry::after);
        assert_eq!((entry.texts[0].as_str(), entry.background), (" 甲 ", 0b1011));
        let fault = entry.campaign(shipped_instrument(), [1; 4]);
        assert_eq!(fault, Err(DetailFault::Minimum));
    }
}
