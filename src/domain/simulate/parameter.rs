//! The parameters of a population by name, as faults name them.

use std::fmt;

/// A parameter of a [`Population`](super::Population), or a list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Parameter {
    /// The groups of the background questions.
    Background,
    /// The burdens of the categories.
    Burdens,
    /// How items answer to burdens.
    Items,
    /// How outcomes answer to burdens.
    Outcomes,
    /// The shares of the groups of a question.
    GroupShares,
    /// The shifts of the groups of a question.
    GroupShifts,
    /// The share of one group.
    GroupShare,
    /// The shift of one group.
    GroupShift,
    /// The mean of a burden.
    BurdenMean,
    /// The standard deviation of a burden.
    BurdenSd,
    /// A loading.
    Loading,
    /// A location.
    Location,
    /// The correlation of the burdens.
    Correlation,
    /// The shift from wave to wave.
    WaveShift,
    /// The share of quick forms.
    Quick,
    /// Probabilities of not answering.
    Missing,
    /// Probabilities of naming no priority.
    Priorities,
    /// The share that is not aware of a change.
    Unaware,
    /// The shares of careless people, and of those with impossible hours.
    Careless,
    /// The shares of people who send a second file.
    Resent,
    /// The number of the wave.
    Wave,
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Background => "background",
            Self::Burdens => "burdens",
            Self::Items => "items",
            Self::Outcomes => "outcomes",
            Self::GroupShares => "shares of groups",
            Self::GroupShifts => "shifts of groups",
            Self::GroupShare => "share of a group",
            Self::GroupShift => "shift of a group",
            Self::BurdenMean => "mean of a burden",
            Self::BurdenSd => "sd of a burden",
            Self::Loading => "loading",
            Self::Location => "location",
            Self::Correlation => "correlation",
            Self::WaveShift => "wave shift",
            Self::Quick => "quick form",
            Self::Missing => "missing answers",
            Self::Priorities => "priorities",
            Self::Unaware => "not aware",
            Self::Careless => "careless answers and impossible hours",
            Self::Resent => "files sent again",
            Self::Wave => "wave",
        })
    }
}
