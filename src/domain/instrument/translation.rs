//! Another language for an instrument: every text of it, translated, in one file.
//!
//! The file stands beside the instrument and names each text by its 中文 and English, so that a
//! translator has both before the eyes and a text that has changed since is noticed:
//!
//! ```json
//! { "format": "qingdan-translation/1", "instrument": "grassroots-burden", "language": "bo",
//!   "texts": [{ "zh": "没有", "en": "None", "text": "མེད།" }] }
//! ```
//!
//! The instrument's hash does not change: records made in any language count together. The
//! coverage matrix is for researchers and is not translated.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{Figure, OptionSet, ResponseOption};
use super::parse::Instrument;
use super::text::Text;

/// The value of the field `format` of a translation.
pub const TRANSLATION_FORMAT: &str = "qingdan-translation/1";

/// A translation as its file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// Always [`TRANSLATION_FORMAT`].
    pub format: String,
    /// Id of the instrument.
    pub instrument: String,
    /// Tag of the language, as in the file's name and in `Language`.
    pub language: String,
    /// The texts, in any order.
    pub texts: Vec<Translated>,
}

/// One text of the instrument and its translation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translated {
    /// 简体中文, exactly as in the instrument.
    pub zh: String,
    /// English, exactly as in the instrument.
    pub en: String,
    /// The translation.
    pub text: String,
}

/// What is wrong with a translation. Each says where and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TranslationDefect {
    /// `format` is something else.
    #[error("format: must be {TRANSLATION_FORMAT}")]
    Format,
    /// It is for another instrument.
    #[error("instrument: is {found:?}, the instrument's id is {expected:?}")]
    Instrument {
        /// In the translation.
        found: String,
        /// Of the instrument.
        expected: String,
    },
    /// A text of the instrument has no entry.
    #[error("{place}: not translated; add an entry with zh {zh:?} and en {en:?}")]
    Missing {
        /// First place in the instrument, as a path with ids.
        place: String,
        /// 简体中文.
        zh: String,
        /// English.
        en: String,
    },
    /// An entry has no text.
    #[error("texts[{number}]: the translation of {en:?} is empty; write it")]
    Empty {
        /// Position of the entry.
        number: usize,
        /// English.
        en: String,
    },
    /// An entry fits no text of the instrument.
    #[error(
        "texts[{number}]: {en:?} is no text of the instrument, or its 中文 is another now; \
         copy zh and en anew and check the translation, or remove the entry"
    )]
    Unknown {
        /// Position of the entry.
        number: usize,
        /// English.
        en: String,
    },
    /// A second entry for one text.
    #[error("texts[{number}]: {en:?} is translated twice; keep one entry")]
    Twice {
        /// Position of the second entry.
        number: usize,
        /// English.
        en: String,
    },
}

impl Instrument {
    /// Adds a translation to every text; the instrument is unchanged where there is a defect, and
    /// every defect is reported.
    ///
    /// # Errors
    /// If the translation is not complete, or holds what this instrument does not have.
    pub fn translate(&mut self, translation: &Translation) -> Result<(), Vec<TranslationDefect>> {
        let mut defects = heading(self, translation);
        let mut entries = BTreeMap::new();
        for (number, Translated { zh, en, text }) in translation.texts.iter().enumerate() {
            if text.trim().is_empty() {
                defects.push(TranslationDefect::Empty { number, en: en.clone() });
            }
            if entries.insert((zh, en), text).is_some() {
                defects.push(TranslationDefect::Twice { number, en: en.clone() });
            }
        }
        let mut known = BTreeSet::new();
        for (place, Text { zh, en, .. }) in self.texts() {
            let (zh, en) = (zh.clone(), en.clone());
            let new = known.insert((zh.clone(), en.clone()));
            if new && !entries.contains_key(&(&zh, &en)) {
                defects.push(TranslationDefect::Missing { place, zh, en });
            }
        }
        for (number, Translated { zh, en, .. }) in translation.texts.iter().enumerate() {
            if !known.contains(&(zh.clone(), en.clone())) {
                defects.push(TranslationDefect::Unknown { number, en: en.clone() });
            }
        }
        if !defects.is_empty() {
            return Err(defects);
        }
        for (_, text) in self.texts() {
            if let Some(&translated) = entries.get(&(&text.zh, &text.en)) {
                text.others.push(translated.clone());
            }
        }
        Ok(())
    }

    /// A translation to begin with: every text once, in the order asked, nothing translated yet.
    #[must_use]
    pub fn untranslated(&mut self, language: &str) -> Translation {
        let mut seen = BTreeSet::new();
        let mut texts = Vec::new();
        for (_, Text { zh, en, .. }) in self.texts() {
            if seen.insert((zh.clone(), en.clone())) {
                texts.push(Translated { zh: zh.clone(), en: en.clone(), text: String::new() });
            }
        }
        Translation {
            format: TRANSLATION_FORMAT.to_owned(),
            instrument: self.id.clone(),
            language: language.to_owned(),
            texts,
        }
    }

    /// Every text that a page can show, with its place; the coverage matrix is left out.
    pub fn texts(&mut self) -> Vec<(String, &mut Text)> {
        let mut all = vec![
            ("title".to_owned(), &mut self.title),
            ("about".to_owned(), &mut self.about),
            ("disclaimer".to_owned(), &mut self.disclaimer),
        ];
        all.extend(self.index_name.as_mut().map(|text| ("index_name".to_owned(), text)));
        for document in &mut self.documents {
            let place = format!("documents.{}", document.id);
            all.push((format!("{place}.title"), &mut document.title));
            all.extend(document.author.as_mut().map(|text| (format!("{place}.author"), text)));
            all.extend(document.outlet.as_mut().map(|text| (format!("{place}.outlet"), text)));
        }
        for (number, band) in self.bands.iter_mut().enumerate() {
            all.push((format!("bands[{number}].name"), &mut band.name));
            all.push((format!("bands[{number}].meaning"), &mut band.meaning));
        }
        for set in &mut self.response_sets {
            options(&mut all, &format!("response_sets.{}", set.id), &mut set.options);
        }
        for category in &mut self.categories {
            let place = format!("categories.{}", category.id);
            all.push((format!("{place}.name"), &mut category.name));
            all.push((format!("{place}.short"), &mut category.short));
            all.push((format!("{place}.about"), &mut category.about));
            for (number, remedy) in category.remedies.iter_mut().enumerate() {
                all.push((format!("{place}.remedies[{number}]"), &mut remedy.text));
            }
        }
        for item in &mut self.items {
            let place = format!("items.{}", item.id);
            all.push((format!("{place}.unit"), &mut item.unit));
            all.push((format!("{place}.recall"), &mut item.recall));
            all.push((format!("{place}.stem"), &mut item.stem));
            let instruction = item.instruction.as_mut();
            all.extend(instruction.map(|text| (format!("{place}.instruction"), text)));
            own(&mut all, &place, &mut item.options);
            figures(&mut all, &place, &mut item.figures);
            for (number, marker) in item.markers.iter_mut().enumerate() {
                let place = format!("{place}.markers[{number}].caution");
                all.extend(marker.caution.as_mut().map(|text| (place, text)));
            }
        }
        for outcome in &mut self.outcomes {
            let place = format!("outcomes.{}", outcome.id);
            all.push((format!("{place}.recall"), &mut outcome.recall));
            all.push((format!("{place}.stem"), &mut outcome.stem));
            own(&mut all, &place, &mut outcome.options);
            figures(&mut all, &place, &mut outcome.figures);
        }
        for question in &mut self.background {
            let place = format!("background.{}", question.id);
            all.push((format!("{place}.name"), &mut question.name));
            all.push((format!("{place}.stem"), &mut question.stem));
            options(&mut all, &place, &mut question.options);
        }
        all
    }
}

/// Defects of what stands before the texts.
fn heading(instrument: &Instrument, translation: &Translation) -> Vec<TranslationDefect> {
    let mut defects = Vec::new();
    if translation.format != TRANSLATION_FORMAT {
        defects.push(TranslationDefect::Format);
    }
    if translation.instrument != instrument.id {
        defects.push(TranslationDefect::Instrument {
            found: translation.instrument.clone(),
            expected: instrument.id.clone(),
        });
    }
    defects
}

/// Texts with their places.
type Texts<'a> = Vec<(String, &'a mut Text)>;

fn options<'a>(all: &mut Texts<'a>, place: &str, options: &'a mut [ResponseOption]) {
    for (number, option) in options.iter_mut().enumerate() {
        all.push((format!("{place}.options[{number}].label"), &mut option.label));
    }
}

fn own<'a>(all: &mut Texts<'a>, place: &str, set: &'a mut OptionSet) {
    if let OptionSet::Own(own) = set {
        options(all, place, own);
    }
}

fn figures<'a>(all: &mut Texts<'a>, place: &str, figures: &'a mut [Figure]) {
    for (number, figure) in figures.iter_mut().enumerate() {
        all.push((format!("{place}.figures[{number}].figure"), &mut figure.figure));
        all.push((format!("{place}.figures[{number}].meaning"), &mut figure.meaning));
    }
}
