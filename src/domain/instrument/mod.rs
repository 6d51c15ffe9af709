//! What is asked: the instrument as data.
//!
//! An [`Instrument`] is read from one JSON file (schema: `instrument/instrument.schema.json`),
//! checked as a whole (every [`Rule`]), and identified by the SHA-256 of its canonical form.
//! Everything else in `domain` takes an [`Instrument`] and never a file, so that a value of this
//! type is always a valid one.
//!
//! A [`Translation`] adds a language to every [`Text`] and changes nothing else.
//!
//! The shipped instrument is `instrument/grassroots-burden.json`; the build script reads it with
//! this very module, so a broken one fails the build.

mod model;
mod packed;
mod parse;
mod rule;
mod text;
mod translation;
mod validate;

pub use model::{
    Avoidable, Background, Band, Case, Category, Document, Figure, Form, Hours, Interval, Item,
    Kind, Marker, Mechanism, Nonresponse, NotApplicableWhen, OptionSet, Outcome, Referent, Remedy,
    ResponseOption, ResponseSet, Scope,
};
pub use parse::{FORMAT, Instrument, InstrumentHash, ParseError, SIZE_BYTES_MAX};
pub use rule::{Defect, Rule};
pub use text::{Text, has_hidden, is_hidden};
pub use translation::{TRANSLATION_FORMAT, Translated, Translation, TranslationDefect};
pub use validate::{
    CATEGORIES_MAX, ITEMS_PER_CATEGORY_MAX, NIBBLES_MAX, OPTIONS_MAX, PRIORITIES_MAX,
};
