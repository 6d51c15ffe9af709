//! From bytes to a checked [`Instrument`], and its content hash.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::model::{
    Background, Band, Category, Document, Form, Hours, Item, Kind, Mechanism, OptionSet, Outcome,
    ResponseOption, ResponseSet,
};
use super::rule::Defect;
use super::text::Text;
use super::validate::validate;

/// Largest instrument file, bytes.
pub const SIZE_BYTES_MAX: usize = 1 << 20;

/// The value of the field `format` that this version reads.
pub const FORMAT: &str = "qingdan-instrument/1";

/// A checked questionnaire: what is asked, how it is scored, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Always [`FORMAT`].
    pub format: String,
    /// Identifier, written into every record.
    pub id: String,
    /// Version, written into every record.
    pub version: String,
    /// Title.
    pub title: Text,
    /// What the overall index is called; none where the pages' own name does.
    #[serde(default)]
    pub index_name: Option<Text>,
    /// Who made it and from what, in one or two sentences.
    pub about: Text,
    /// The sentence under every result: no norm, no diagnosis.
    pub disclaimer: Text,
    /// The documents on which it rests.
    pub documents: Vec<Document>,
    /// Words for bands of scores, lowest first.
    pub bands: Vec<Band>,
    /// Fewest categories with a score for the overall index.
    pub index_categories_min: u8,
    /// Score from which a category counts as a peak.
    pub peak_from: u8,
    /// Shared options.
    pub response_sets: Vec<ResponseSet>,
    /// Categories, in the order asked.
    pub categories: Vec<Category>,
    /// Items, grouped by category in the same order.
    pub items: Vec<Item>,
    /// Outcome questions, in the order asked.
    pub outcomes: Vec<Outcome>,
    /// Background questions, in the order asked.
    pub background: Vec<Background>,
    /// The hours estimate; none where no hours are asked.
    #[serde(default)]
    pub hours: Option<Hours>,
    /// Coverage matrix: what is documented and where it is asked. Left out of the pages.
    #[serde(default)]
    pub mechanisms: Vec<Mechanism>,
    /// SHA-256 of the canonical form of the file this was read from.
    #[serde(skip)]
    pub hash: InstrumentHash,
}

/// SHA-256 of an instrument's canonical form: its JSON value with keys sorted and no white space
/// (RFC 8785; instruments hold no fractions, so number formatting never matters).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstrumentHash(pub [u8; 32]);

impl fmt::Display for InstrumentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Why bytes are not an instrument.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// The file is larger than [`SIZE_BYTES_MAX`].
    #[error("the file has {size_bytes} bytes; the limit is {SIZE_BYTES_MAX}")]
    TooLarge {
        /// Size of the input.
        size_bytes: usize,
    },
    /// Not JSON, or not of the shape of an instrument.
    #[error("not an instrument: {0}")]
    Shape(#[from] serde_json::Error),
    /// A list stands where the format has an object with named fields.
    #[error("{place}: a list in place of an object")]
    ListForObject {
        /// Where, as a path: `items[3].stem`.
        place: String,
    },
    /// The shape is right and the content is not.
    #[error("{} defects, the first: {}", .0.len(), first(.0))]
    Defects(Vec<Defect>),
}

fn first(defects: &[Defect]) -> String {
    defects.first().map_or_else(String::new, ToString::to_string)
}

impl Instrument {
    /// Reads and checks an instrument. Every defect is reported, not just the first.
    ///
    /// # Examples
    /// ```
    /// use qingdan::domain::instrument::{Instrument, ParseError};
    ///
    /// let bytes = std::fs::read("instrument/grassroots-burden.json")?;
    /// let instrument = Instrument::parse(&bytes)?;
    /// assert_eq!((instrument.categories.len(), instrument.items.len()), (11, 40));
    /// // Another item score makes another instrument: the hash tells them apart.
    /// assert_eq!(instrument.hash.to_string().len(), 64);
    ///
    /// // A file with faults is refused as a whole, with all of them at once.
    /// let broken = String::from_utf8(bytes)?.replace("\"peak_from\": 75", "\"peak_from\": 175");
    /// let Err(ParseError::Defects(defects)) = Instrument::parse(broken.as_bytes()) else {
    ///     panic!("refused");
    /// };
    /// assert_eq!(defects.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        if bytes.len() > SIZE_BYTES_MAX {
            return Err(ParseError::TooLarge { size_bytes: bytes.len() });
        }
        let mut instrument: Self = serde_json::from_slice(bytes)?;
        let value: Value = serde_json::from_slice(bytes)?;
        if let Some(place) = list_for_object(&value, &serde_json::to_value(&instrument)?, "") {
            return Err(ParseError::ListForObject { place });
        }
        let defects = validate(&instrument);
        if !defects.is_empty() {
            return Err(ParseError::Defects(defects));
        }
        instrument.hash = InstrumentHash(Sha256::digest(canonical(&value)).into());
        Ok(instrument)
    }

    /// The options of an item, outcome or other question, lowest burden first.
    /// Empty for a shared set that does not exist, which a checked instrument never names.
    pub fn options<'a>(&'a self, options: &'a OptionSet) -> &'a [ResponseOption] {
        match options {
            OptionSet::Own(options) => options,
            OptionSet::Shared(id) => self
                .response_sets
                .iter()
                .find(|set| set.id == *id)
                .map_or(&[], |set| set.options.as_slice()),
        }
    }

    /// Position of the item with this id.
    pub fn item_index(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    /// Position of the outcome with this id.
    pub fn outcome_index(&self, id: &str) -> Option<usize> {
        self.outcomes.iter().position(|outcome| outcome.id == id)
    }

    /// Position of the category with this id.
    pub fn category_index(&self, id: &str) -> Option<usize> {
        self.categories.iter().position(|category| category.id == id)
    }

    /// Positions of one category's items.
    pub fn items_of(&self, category: usize) -> impl Iterator<Item = usize> + '_ {
        let id = self.categories.get(category).map(|category| category.id.as_str());
        (0..self.items.len()).filter(move |&item| Some(self.items[item].category.as_str()) == id)
    }

    /// Whether a form asks the item.
    pub fn asks(&self, form: Form, item: usize) -> bool {
        form == Form::Full || self.items.get(item).is_some_and(|item| item.quick)
    }

    /// Whether there is a quick form: one that asks less than the full form.
    pub fn has_quick_form(&self) -> bool {
        self.items.iter().any(|item| !item.quick)
    }

    /// Position of the priorities question among the outcomes, if there is one.
    pub fn priorities_index(&self) -> Option<usize> {
        self.outcomes.iter().position(|outcome| outcome.kind == Kind::Priorities)
    }

    /// The outcomes with one answer each: all but the priorities, which come last.
    pub fn choice_outcomes(&self) -> &[Outcome] {
        let end = self.priorities_index().unwrap_or(self.outcomes.len());
        self.outcomes.get(..end).unwrap_or_default()
    }

    /// The document with this id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// Position of the band into which a score falls; `at_least(x)` tells whether it is `>= x`.
    pub fn band_index(&self, at_least: impl Fn(u8) -> bool) -> usize {
        self.bands.iter().rposition(|band| at_least(band.from)).unwrap_or(0)
    }
}

/// Canonical bytes of a JSON value without fractions. `serde_json`'s map sorts its keys.
fn canonical(value: &Value) -> String {
    value.to_string()
}

/// The first place where what was read has a list and what it means has an object: `serde` would
/// take the fields in order, without their names.
fn list_for_object(read: &Value, meant: &Value, place: &str) -> Option<String> {
    match (read, meant) {
        (Value::Array(_), Value::Object(_)) => Some(place.to_owned()),
        (Value::Object(read), Value::Object(meant)) => read.iter().find_map(|(key, value)| {
            let dot = if place.is_empty() { "" } else { "." };
            list_for_object(value, meant.get(key)?, &format!("{place}{dot}{key}"))
        }),
        (Value::Array(read), Value::Array(meant)) => {
            read.iter().zip(meant).enumerate().find_map(|(number, (read, meant))| {
                list_for_object(read, meant, &format!("{place}[{number}]"))
            })
        }
        _ => None,
    }
}
