//! What may be shown: the types of a release.

use serde::{Deserialize, Serialize};

use super::Policy;
use super::randomised::RandomisedRelease;
use super::tables::{Background, Correlation, CrossTable, GroupTable, HoursRelease, Reliability};
use crate::domain::instrument::Form;
use crate::domain::stats::{ConfidenceInterval, Proportion};

/// A quantity that may be shown, or the rule that withholds it. Withheld is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell<T> {
    /// May be shown.
    Shown(T),
    /// May not be shown.
    Withheld(Withheld),
}

impl<T> Cell<T> {
    /// The quantity, where it may be shown.
    pub const fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(quantity) => Some(quantity),
            Self::Withheld(_) => None,
        }
    }

    /// The rule that withholds the quantity, if one does.
    pub const fn withheld(&self) -> Option<Withheld> {
        match self {
            Self::Shown(_) => None,
            Self::Withheld(rule) => Some(*rule),
        }
    }
}

/// The rule that withholds a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Withheld {
    /// It rests on fewer people than [`Policy::minimum`].
    BelowMinimum,
    /// Fewer than [`GROUP_MIN`](super::GROUP_MIN) people, and all of them in one part of the
    /// scale: it would tell what each of them answered.
    GroupDisclosure,
    /// A part of 1 or 2 people could be read from it.
    SmallPart,
    /// With it, something else that is withheld could be computed.
    Complementary,
    /// The form or the instrument does not ask the question.
    NotAsked,
    /// Together with an earlier report it would tell about a few people, by subtraction: too few
    /// came or changed, or the same ones are counted in another way.
    Successive,
    /// The question needs more people than there are: [`GROUP_MIN`](super::GROUP_MIN) for
    /// reliability, correlations and differences; or people who differ.
    TooFew,
    /// Beside the reports of the sources that were merged, it would tell what one of them
    /// withholds.
    Differencing,
    /// The groups of people that both waves have hold too few of all:
    /// [`COVERED_MIN`](super::COVERED_MIN).
    NotCovered,
    /// Answers that it rests on were randomised on the phones, so that it is not the true figure:
    /// an estimate stands in its place, or nothing can.
    Randomised,
}

/// Everything that may be shown about the records of one form. Only
/// [`disclose`](super::disclose) and [`disclose_merged`](super::disclose_merged) make one, and
/// nothing else in the crate can (`non_exhaustive`, and no constructor): reading it back from JSON
/// serves the border between the organiser's page and its worker alone. Of a saved release only its
/// rows are read (`report/read.rs`), and none is made of them. All lists are in the order of the
/// instrument.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Release {
    /// The form answered; forms are never pooled.
    pub form: Form,
    /// The rules applied.
    pub policy: Policy,
    /// Number of records.
    pub n: u64,
    /// The index: unweighted mean of a respondent's category scores.
    pub index: Cell<Summary>,
    /// The index weighted by each respondent's own priorities.
    pub weighted: Cell<Summary>,
    /// One per category.
    pub categories: Vec<Cell<Summary>>,
    /// One per item, also of items that the form does not ask ([`Withheld::NotAsked`]).
    pub items: Vec<Cell<ItemRelease>>,
    /// One per outcome other than the priorities.
    pub outcomes: Vec<Cell<Distribution>>,
    /// Which categories respondents would cut first.
    pub priorities: Cell<PriorityRelease>,
    /// Mean distance between a respondent's weighted and unweighted index, points: below 3 the
    /// order of importance makes no practical difference.
    pub weighting: Cell<f64>,
    /// Who took part: one per background question.
    pub background: Background,
    /// One table per background question, in order; tables that nobody was asked for are left out.
    pub groups: Vec<GroupTable>,
    /// One per category.
    pub reliability: Vec<Cell<Reliability>>,
    /// Every pair of categories: (0, 1), (0, 2) … (1, 2) …
    pub correlations: Vec<Correlation>,
    /// Hours a week.
    pub hours: Cell<HoursRelease>,
    /// Measures against the burden and whether they had to be proved: the reduction paradox.
    pub paradox: Cell<CrossTable>,
    /// Noise in the answers, and what is estimated in spite of it.
    pub randomised: RandomisedRelease,
}

impl Release {
    /// What the distance of the two indices is rounded to, points. Whoever has a weighted index has
    /// an index, so the distance rests on the same people.
    pub fn weighting_step(&self) -> f64 {
        super::relations::weighting_step(self.weighted.shown().map_or(0, |summary| summary.n))
    }

    /// How many more records are needed before anything can be shown; 0 when there are enough.
    pub const fn missing(&self) -> u64 {
        self.policy.minimum().saturating_sub(self.n)
    }
}

/// Describes scores from 0 to 100.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// People it rests on.
    pub n: u64,
    /// Whether mean and interval are rounded to [`COARSE_POINTS`](super::COARSE_POINTS), because
    /// exact figures of so small a group would tell how a part of 1 or 2 people scored.
    pub coarse: bool,
    /// What the mean is rounded to, points; none where it is exact. Rounded are coarse figures,
    /// those of a category with few possible scores ([`FEW_ITEMS`](super::FEW_ITEMS)) and fewer
    /// than [`WHOLE_MIN`](super::WHOLE_MIN) people, and those from which the figures of a few
    /// people in one of several sources would follow.
    pub step: Option<f64>,
    /// The same of interval and deviation; an interval is rounded outwards where this is more than
    /// [`FINE_POINTS`](super::FINE_POINTS).
    pub spread_step: Option<f64>,
    /// Mean, points.
    pub mean: f64,
    /// Standard deviation (n − 1), points; withheld where the summary is coarse.
    pub sd: Cell<f64>,
    /// 95 % interval of the mean (Student t), clipped to 0 to 100.
    pub interval: ConfidenceInterval,
    /// The mean is at least 85 or at most 15: near the ends of the scale the interval is too
    /// narrow (it covers 90 to 94 % instead of 95 %), which must be said beside it.
    pub near_edge: bool,
    /// Lower quartile, median, upper quartile (type 7), points; withheld where the summary is
    /// coarse.
    pub quartiles: Cell<[f64; 3]>,
    /// Numbers of people in [`BINS`](super::BINS) equal bins, neighbours merged where needed.
    pub histogram: Cell<Vec<Bin>>,
    /// Share of people with 50 points or more.
    pub share_50: Cell<Proportion>,
    /// Share of people with 75 points or more.
    pub share_75: Cell<Proportion>,
}

/// A part of the scale, from 0 to 100 points, and the people in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Bin {
    /// Lower end, included, points.
    pub from: u8,
    /// Upper end, points; included only where it is 100.
    pub to: u8,
    /// People: none, or at least [`PART_MIN`](super::PART_MIN).
    pub count: u64,
    /// Whether several of the [`BINS`](super::BINS) bins were merged into this one.
    pub merged: bool,
}

/// Which options people picked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Distribution {
    /// People who picked an option.
    pub n: u64,
    /// People who did not.
    pub missing: Missing,
    /// The options in order, neighbours merged where needed.
    pub parts: Vec<Part>,
}

/// One option, or several neighbours merged, and the people who picked it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Part {
    /// First option, counted from 0.
    pub first: u8,
    /// Last option; the same as `first` where nothing was merged.
    pub last: u8,
    /// The people who picked it, of those who picked any.
    pub share: Proportion,
}

/// People without an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    /// By reason: none of them has 1 or 2 people.
    ByReason {
        /// Not applicable.
        not_applicable: u64,
        /// Don't know.
        dont_know: u64,
        /// Prefer not to say.
        declined: u64,
        /// Passed over.
        skipped: u64,
    },
    /// All reasons together, because one of them has 1 or 2 people.
    Together(u64),
}

impl Missing {
    /// People without an option, for any reason.
    pub const fn total(self) -> u64 {
        match self {
            Self::ByReason { not_applicable, dont_know, declined, skipped } => {
                not_applicable + dont_know + declined + skipped
            }
            Self::Together(total) => total,
        }
    }
}

/// Describes the answers to one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ItemRelease {
    /// Which options people picked.
    pub distribution: Distribution,
    /// Mean of the item's scores, points; withheld where options were merged, because the mean
    /// would tell how the merged people divide.
    pub mean: Cell<f64>,
    /// Share of people at or above each documented case, lowest option first. Cases that fall
    /// into option 0 are left out: everyone is at or above it.
    pub markers: Vec<MarkerShare>,
}

/// The share of people who picked an option at or above the one of a documented case. Several
/// cases in the same option have one share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MarkerShare {
    /// The option of the documented case, from 1.
    pub option: u8,
    /// People at or above it, of those who picked any option.
    pub share: Cell<Proportion>,
}

/// Describes the answers to "which would you cut first".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PriorityRelease {
    /// People who chose at least one category, or "none for now".
    pub n: u64,
    /// People who did neither: declined, or passed over.
    pub missing: u64,
    /// People who chose "none for now".
    pub nothing: Cell<Proportion>,
    /// One per category.
    pub categories: Vec<Cell<PriorityShare>>,
}

/// How often a category was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PriorityShare {
    /// People who chose it first, second or third.
    pub named: Proportion,
    /// Mean of 3 points for a first, 2 for a second and 1 for a third choice, 0 otherwise (Borda).
    pub borda: f64,
}
