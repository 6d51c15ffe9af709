//! What an organiser tells respondents about a survey, and what it asks of them.
//!
//! A [`Campaign`] is always valid: it comes only out of [`Campaign::new`] or [`read_campaign`].
//! It travels as one code ([`Campaign::to_code`]), inside a link, a message or a small file.
//! Its texts come from others and are shown as text only, within the limits below.

mod code;
mod extensions;
mod text;

pub use code::{CampaignFault, JOIN, TEXT_BYTES_MAX, mentions_campaign, read_campaign};
pub use extensions::Extensions;
pub use text::TextFault;

use super::instrument::{Form, Instrument};
use super::record::{CampaignRef, WAVE_MAX};

/// Longest title, characters.
pub const TITLE_CHARS_MAX: usize = 30;

/// Longest label of a wave, characters.
pub const WAVE_LABEL_CHARS_MAX: usize = 12;

/// Longest purpose, characters.
pub const PURPOSE_CHARS_MAX: usize = 60;

/// Longest contact line, characters.
pub const CONTACT_CHARS_MAX: usize = 30;

/// Lowest minimum of people in a published group.
pub const MINIMUM_LOWEST: u8 = 10;

/// Highest minimum of people in a published group.
pub const MINIMUM_HIGHEST: u8 = 30;

/// Most background questions that a mask can name.
pub const BACKGROUND_MAX: usize = 8;

/// One wave of an organiser's survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    details: Details,
    /// First four bytes of the instrument's hash.
    instrument: [u8; 4],
    extensions: Extensions,
}

/// What an organiser decides about a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Random id, the same for every wave.
    pub id: [u8; 4],
    /// Number of the wave, 1 to [`WAVE_MAX`].
    pub wave: u8,
    /// Title, never empty.
    pub title: String,
    /// When or for what occasion the wave is, or empty.
    pub wave_label: String,
    /// What the answers are for, or empty.
    pub purpose: String,
    /// Whom to ask, or empty.
    pub contact: String,
    /// The forms that are asked.
    pub form: FormChoice,
    /// The background questions that are asked: bit n is question n of the instrument.
    pub background: u8,
    /// Fewest people in a published group, [`MINIMUM_LOWEST`] to [`MINIMUM_HIGHEST`].
    pub minimum: u8,
}

/// The forms that a campaign asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormChoice {
    /// The respondent chooses.
    #[default]
    Either,
    /// The full form only.
    FullOnly,
    /// The quick form only.
    QuickOnly,
}

/// What a campaign asks of one respondent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The campaign and wave that the record names.
    pub campaign: CampaignRef,
    /// The forms that are asked.
    pub form: FormChoice,
    /// The background questions that are asked: bit n is question n of the instrument.
    pub background: u8,
    /// Whether the campaign has a key: then the record leaves the phone sealed to it, and in no
    /// other way.
    pub sealed: bool,
    /// Whether the campaign randomises items or tells who is asked: then the record leaves the
    /// phone as [`leaving`](super::leaving::leaving) makes it, and in no other way.
    pub protected: bool,
}

impl Terms {
    /// Whether nothing may leave before the campaign itself has been read.
    pub const fn needs_campaign(&self) -> bool {
        self.sealed || self.protected
    }
}

/// One of the texts of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// [`Details::title`].
    Title,
    /// [`Details::wave_label`].
    WaveLabel,
    /// [`Details::purpose`].
    Purpose,
    /// [`Details::contact`].
    Contact,
}

/// Why details are not those of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DetailFault {
    /// One of the texts cannot be taken.
    #[error("the text {0:?} cannot be taken: {1}")]
    Text(Field, TextFault),
    /// The wave is not 1 to [`WAVE_MAX`].
    #[error("no such wave")]
    Wave,
    /// The minimum is out of its range.
    #[error("the minimum is out of range")]
    Minimum,
    /// A background question is named that the instrument does not have.
    #[error("no such background question")]
    Background,
    /// The extensions do not fit: tickets without a key, a roster of other questions, items of
    /// another instrument.
    #[error("the extensions do not fit the campaign")]
    Extensions,
}

impl Campaign {
    /// A campaign that asks an instrument.
    pub fn new(instrument: &Instrument, details: Details) -> Result<Self, DetailFault> {
        for (field, limit, text) in details.texts() {
            let empty = text.is_empty() && field == Field::Title;
            let fault = if empty { Some(TextFault::Empty) } else { text::fault(text, limit) };
            if let Some(fault) = fault {
                return Err(DetailFault::Text(field, fault));
            }
        }
        if !(1..=WAVE_MAX).contains(&details.wave) {
            return Err(DetailFault::Wave);
        }
        if !(MINIMUM_LOWEST..=MINIMUM_HIGHEST).contains(&details.minimum) {
            return Err(DetailFault::Minimum);
        }
        if !known(instrument, details.background) {
            return Err(DetailFault::Background);
        }
        let extensions = Extensions::default();
        Ok(Self { details, instrument: start_of_hash(instrument), extensions })
    }

    /// The same campaign with these extensions in place of its own.
    pub fn with(
        self,
        instrument: &Instrument,
        extensions: Extensions,
    ) -> Result<Self, DetailFault> {
        // What would not be read back belongs to another campaign.
        let bytes = extensions.to_bytes();
        let read = Extensions::from_bytes(instrument, self.details.background, &bytes);
        if read.as_ref() == Some(&extensions) {
            Ok(Self { extensions, ..self })
        } else {
            Err(DetailFault::Extensions)
        }
    }

    /// Whether it protects otherwise than another one that has a key or dice: then it does not take
    /// the other's place unasked.
    pub fn differs_from(&self, promised: &Self) -> bool {
        let [this, other] = [self, promised].map(|campaign| {
            let Extensions { key, randomised, .. } = &campaign.extensions;
            (key, randomised)
        });
        other != (&None, &None) && this != other
    }

    /// What it has beyond its details.
    pub const fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// What the organiser decided.
    pub const fn details(&self) -> &Details {
        &self.details
    }

    /// What it asks of one respondent.
    pub const fn terms(&self) -> Terms {
        let Details { id, wave, form, background, .. } = self.details;
        let Extensions { key, randomised, roster, .. } = &self.extensions;
        let (sealed, protected) = (key.is_some(), randomised.is_some() || roster.is_some());
        Terms { campaign: CampaignRef { id, wave }, form, background, sealed, protected }
    }
}

impl Details {
    /// The texts with their limits in characters, in the order of the code.
    fn texts(&self) -> [(Field, usize, &str); 4] {
        [
            (Field::Title, TITLE_CHARS_MAX, &self.title),
            (Field::WaveLabel, WAVE_LABEL_CHARS_MAX, &self.wave_label),
            (Field::Purpose, PURPOSE_CHARS_MAX, &self.purpose),
            (Field::Contact, CONTACT_CHARS_MAX, &self.contact),
        ]
    }
}

impl FormChoice {
    /// The one form that is asked, where there is no choice.
    pub const fn only(self) -> Option<Form> {
        match self {
            Self::Either => None,
            Self::FullOnly => Some(Form::Full),
            Self::QuickOnly => Some(Form::Quick),
        }
    }

    /// Whether a form is asked.
    pub fn allows(self, form: Form) -> bool {
        self.only().is_none_or(|only| only == form)
    }

    /// The choice of one form.
    #[cfg(feature = "two-tally")]
    pub(in crate::domain) const fn from_form(form: Form) -> Self {
        match form {
            Form::Full => Self::FullOnly,
            Form::Quick => Self::QuickOnly,
        }
    }

    /// The choice with a number; none for any other number.
    pub(in crate::domain) const fn numbered(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::Either,
            1 => Self::FullOnly,
            2 => Self::QuickOnly,
            _ => return None,
        })
    }
}

/// The background questions that are asked where no campaign says otherwise.
pub fn usual_background(instrument: &Instrument) -> u8 {
    let questions = instrument.background.iter().take(BACKGROUND_MAX).enumerate();
    questions.fold(0, |mask, (at, question)| mask | u8::from(question.default_on) << at)
}

/// Whether every background question of a mask is one of the instrument's.
pub(in crate::domain) fn known(instrument: &Instrument, background: u8) -> bool {
    let used = u8::BITS - background.leading_zeros();
    used as usize <= instrument.background.len()
}

fn start_of_hash(instrument: &Instrument) -> [u8; 4] {
    let [a, b, c, d, ..] = instrument.hash.0;
    [a, b, c, d]
}
