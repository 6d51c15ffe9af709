//! The rules that an instrument keeps, and where one is broken.

use std::fmt;

/// A rule that an instrument must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Rule {
    /// `format` is [`FORMAT`](super::FORMAT).
    Format,
    /// An id starts with a letter and has at most 40 ASCII letters, digits and `_-.`.
    Id,
    /// Ids are unique within the instrument.
    UniqueId,
    /// A reference names something that exists.
    Reference,
    /// Both languages are present.
    BothLanguages,
    /// No text has a character that does not show or that turns the direction of writing.
    Characters,
    /// Within the limits of [`CATEGORIES_MAX`], [`ITEMS_PER_CATEGORY_MAX`], [`OPTIONS_MAX`].
    ///
    /// [`CATEGORIES_MAX`]: super::CATEGORIES_MAX
    /// [`ITEMS_PER_CATEGORY_MAX`]: super::ITEMS_PER_CATEGORY_MAX
    /// [`OPTIONS_MAX`]: super::OPTIONS_MAX
    Limit,
    /// All answers fit into a packed record: at most [`NIBBLES_MAX`](super::NIBBLES_MAX).
    Packing,
    /// Items stand in the order of their categories.
    Order,
    /// A category has at least two quick items.
    QuickItems,
    /// Every option of an item has a score from 0 to 100, and scores never fall.
    Scores,
    /// Intervals are ordered: lower ≤ upper, never falling, only the last open.
    Intervals,
    /// A marker names an existing option and an existing figure.
    Marker,
    /// An item rests on at least one figure.
    Evidence,
    /// A rule of applicability names an earlier item and one of its options, and its own item
    /// offers `na`.
    Applicability,
    /// Bands start at 0 and rise, below 100.
    Bands,
    /// There is at most one priorities question; it comes last and has no options of its own.
    Priorities,
    /// Hours items and shares have intervals for every option.
    Hours,
    /// `index_categories_min` is between 1 and the number of categories; `peak_from` at most 100.
    Index,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => "format must be qingdan-instrument/1",
            Self::Id => "an id has 1 to 40 ASCII letters, digits, '_', '-' or '.', a letter first",
            Self::UniqueId => "ids are unique",
            Self::Reference => "a reference names something that exists",
            Self::BothLanguages => "texts are present in zh and en",
            Self::Characters => "texts have no hidden characters and none that turn the writing",
            Self::Limit => "at most 11 categories, 10 items in each, and 2 to 11 options",
            Self::Packing => "at most 56 answers, the priorities counting as three",
            Self::Order => "items stand in the order of their categories",
            Self::QuickItems => "a category has at least two quick items",
            Self::Scores => "options of an item have scores from 0 to 100 that never fall",
            Self::Intervals => "intervals are ordered and only the last is open",
            Self::Marker => "a marker names an existing option and an existing figure",
            Self::Evidence => "an item rests on at least one figure",
            Self::Applicability => {
                "not_applicable_when names an earlier item and its option, and the item offers na"
            }
            Self::Bands => "bands start at 0 and rise, below 100",
            Self::Priorities => "one priorities question at most, last, without own options",
            Self::Hours => "hours and share items have an interval for every option",
            Self::Index => {
                "index_categories_min is 1 to the number of categories, peak_from at most 100"
            }
        })
    }
}

/// A rule broken at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Where, as a path with ids: `items.meet_hours.options[2].score`.
    pub place: String,
    /// The rule broken.
    pub rule: Rule,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.rule)
    }
}
