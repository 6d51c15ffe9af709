//! The codes that stand for tables, statistics, rules and columns in files.

use crate::domain::disclose::{RandomisedRelease, Withheld};

/// An enum whose variants have a code from 1 and an identifier.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $id:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$inner])* $variant,)+
        }

        impl $name {
            /// All of them, in the order of their codes.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The code in files, from 1.
            pub const fn code(self) -> i32 {
                self as i32 + 1
            }

            /// The identifier in files.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
        }
    };
}

coded! {
    /// The table that a quantity belongs to.
    Table {
        /// Records counted.
        Records = "records",
        /// The unweighted index.
        Index = "index",
        /// The index weighted by priorities.
        Weighted = "weighted_index",
        /// A category's score.
        Category = "category",
        /// An item's answers.
        Item = "item",
        /// An outcome's answers.
        Outcome = "outcome",
        /// Which categories would be cut first.
        Priority = "priority",
        /// Who took part.
        Background = "background",
        /// Scores of a group.
        Group = "group",
        /// A group against all the others.
        Difference = "group_difference",
        /// How far the items of a category go together.
        Reliability = "reliability",
        /// How far two categories go together.
        Correlation = "correlation",
        /// Hours a week.
        Hours = "hours",
        /// The reduction paradox.
        Paradox = "paradox",
    }
}

coded! {
    /// What a quantity is.
    Statistic {
        /// Number of people.
        N = "n",
        /// Mean, points.
        Mean = "mean",
        /// Standard deviation (n − 1), points.
        Sd = "sd",
        /// Lower quartile, points.
        Quartile1 = "quartile_1",
        /// Median, points.
        Median = "median",
        /// Upper quartile, points.
        Quartile3 = "quartile_3",
        /// People between two scores: from, included, to, excluded unless it is 100.
        Bin = "bin",
        /// Share of people who picked an option, 0 to 1.
        Share = "share",
        /// Share with 50 points or more, 0 to 1.
        Share50 = "share_50",
        /// Share with 75 points or more, 0 to 1.
        Share75 = "share_75",
        /// Share at or above a documented case, 0 to 1.
        ShareMarker = "share_marker",
        /// People without an option, for any reason.
        Missing = "missing",
        /// People for whom the question does not apply.
        NotApplicable = "not_applicable",
        /// People who do not know.
        DontKnow = "dont_know",
        /// People who prefer not to say.
        Declined = "declined",
        /// People who passed the question over.
        Skipped = "skipped",
        /// Share that names a category among the first three, 0 to 1.
        Named = "named",
        /// Borda mean, 0 to 3.
        Borda = "borda",
        /// Share that would cut none for now, 0 to 1.
        Nothing = "nothing",
        /// Mean distance between weighted and unweighted index, points.
        Weighting = "weighting",
        /// Group minus the others, points.
        Points = "difference",
        /// Hedges' g.
        HedgesG = "hedges_g",
        /// p adjusted by Holm.
        PHolm = "p_holm",
        /// Difference of the shares with 50 points or more, −1 to 1.
        PointsShare50 = "difference_share_50",
        /// Cronbach's alpha.
        Alpha = "alpha",
        /// Omega total.
        Omega = "omega",
        /// Corrected item–total correlation.
        ItemRest = "item_rest",
        /// Pearson's r.
        Pearson = "pearson",
        /// Spearman's rho.
        Spearman = "spearman",
        /// Mean of lower bounds, hours a week.
        Lower = "hours_lower",
        /// Mean of centres, hours a week.
        Central = "hours_central",
        /// Mean of upper bounds, hours a week.
        Upper = "hours_upper",
        /// Avoidable, lower bound, hours a week.
        AvoidableLower = "avoidable_lower",
        /// Avoidable, centre, hours a week.
        AvoidableCentral = "avoidable_central",
        /// Avoidable, upper bound, hours a week.
        AvoidableUpper = "avoidable_upper",
        /// People left out of the hours.
        LeftOut = "left_out",
        /// Share of people for whom an option is the true one, estimated from randomised answers:
        /// can be below 0 or above 1.
        ShareEstimate = "share_estimate",
        /// Mean, points, estimated from randomised answers: can be below 0 or above 100.
        MeanEstimate = "mean_estimate",
        /// Share at or above a documented case, estimated from randomised answers.
        ShareMarkerEstimate = "share_marker_estimate",
    }
}

coded! {
    /// Why a quantity is withheld.
    Rule {
        /// Fewer people than the minimum.
        BelowMinimum = "below_minimum",
        /// Everybody in one part.
        GroupDisclosure = "group_disclosure",
        /// A part of one or two people.
        SmallPart = "small_part",
        /// Something else could be computed.
        Complementary = "complementary",
        /// Not asked.
        NotAsked = "not_asked",
        /// Too few changes since the last report.
        Successive = "successive",
        /// Too few people for this statistic, or they do not differ.
        TooFew = "too_few",
        /// The reports of merged sources would tell what one of them withholds.
        Differencing = "differencing",
        /// The estimate did not converge to a proper solution.
        NotConverged = "not_converged",
        /// The groups that both waves have hold too few of all people.
        NotCovered = "not_covered",
        /// Answers were randomised: the figure would be untrue.
        Randomised = "randomised",
    }
}

impl From<Withheld> for Rule {
    fn from(rule: Withheld) -> Self {
        match rule {
            Withheld::BelowMinimum => Self::BelowMinimum,
            Withheld::GroupDisclosure => Self::GroupDisclosure,
            Withheld::SmallPart => Self::SmallPart,
            Withheld::Complementary => Self::Complementary,
            Withheld::NotAsked => Self::NotAsked,
            Withheld::Successive => Self::Successive,
            Withheld::TooFew => Self::TooFew,
            Withheld::Differencing => Self::Differencing,
            Withheld::NotCovered => Self::NotCovered,
            Withheld::Randomised => Self::Randomised,
        }
    }
}

coded! {
    /// A column of the CSV.
    Variable {
        /// Number of the row, from 1.
        Row = "row",
        /// The form answered: 1 full, 2 quick.
        Form = "form",
        /// The table.
        Table = "table",
        /// The background question, from 1; 0 for none.
        Background = "background",
        /// The group; 0 for everybody.
        Group = "group",
        /// The category, from 1; 0 for none.
        Category = "category",
        /// The second category of a correlation, from 1; 0 for none.
        Category2 = "category2",
        /// The item, from 1; 0 for none.
        Item = "item",
        /// The outcome, from 1; 0 for none.
        Outcome = "outcome",
        /// The second outcome of a cross-table, from 1; 0 for none.
        Outcome2 = "outcome2",
        /// First option, counted from 0, or lower end of a part of the scale, points.
        From = "from",
        /// Last option, or upper end of a part of the scale, points.
        To = "to",
        /// Option of the second outcome, counted from 0.
        Option2 = "option2",
        /// The statistic.
        Statistic = "statistic",
        /// The quantity.
        Value = "value",
        /// Lower end of its 95 % interval.
        Low = "low",
        /// Upper end of its 95 % interval.
        High = "high",
        /// The value is rounded to multiples of this; 0 where it is exact.
        Precision = "precision",
        /// The ends of the interval are rounded to multiples of this; 0 where they are exact.
        PrecisionInterval = "precision_interval",
        /// People it rests on.
        N = "n",
        /// Of an estimate from randomised answers: how likely an answer is the true one, λ.
        Truth = "truth",
        /// 0 where the quantity is shown, otherwise the rule that withholds it.
        Rule = "rule",
        /// Number of the campaign after a `c`; `none` for no campaign, and for several.
        Campaign = "campaign",
        /// The wave, from 1.
        Wave = "wave",
        /// The instrument answered: id, version, beginning of its hash.
        Instrument = "instrument",
        /// Fewest people on whom a shown quantity may rest.
        Minimum = "minimum",
        /// Whether answers were randomised: a [`NoiseCode`].
        Noise = "noise",
        /// 1 where the records are invented, otherwise 0.
        Demo = "demo",
        /// All of it in words.
        Label = "label",
    }
}

coded! {
    /// Whether answers were randomised on the phones.
    NoiseCode {
        /// None.
        Nothing = "none",
        /// Some, in the same way for everybody: their figures are estimates.
        Alike = "alike",
        /// Some, not in the same way for everybody: their figures are withheld.
        Mixed = "mixed",
        /// That is not known, at least of some people.
        Unknown = "unknown",
    }
}

impl From<&RandomisedRelease> for NoiseCode {
    fn from(randomised: &RandomisedRelease) -> Self {
        match (randomised.known, randomised.items.is_empty(), randomised.truth) {
            (false, ..) => Self::Unknown,
            (true, true, _) => Self::Nothing,
            (true, false, Some(_)) => Self::Alike,
            (true, false, None) => Self::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_places() {
        assert_eq!((Table::Records.code(), Table::COUNT), (1, Table::ALL.len()));
        for (place, statistic) in (1..).zip(Statistic::ALL) {
            assert_eq!(statistic.code(), place);
        }
    }
}
