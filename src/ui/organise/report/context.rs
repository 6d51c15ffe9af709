//! What every part of the report needs, and how it writes figures.

use crate::domain::disclose::{COARSE_POINTS, GroupSummary, Release, Summary};
use crate::domain::instrument::{Background, Band, Instrument, Text};
use crate::domain::stats::{ConfidenceInterval, Proportion};
use crate::i18n::organise::report::Messages;
use crate::i18n::organise::{self, Noise};
use crate::i18n::{Language, shared};

use super::input::ReportInput;

/// Means are shown in whole points.
const WHOLE_POINTS: f64 = 1.0;

/// No step has more decimal places than that of p.
const PLACES_MAX: usize = 3;

/// How far a step, times a power of ten, may be from a whole number.
const PLACE_TOLERANCE: f64 = 1e-6;

/// What every part of the report needs.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The words.
    pub(super) words: &'static Messages,
    /// The language, for the instrument's own words.
    pub(super) language: Language,
    /// The instrument answered.
    pub(super) instrument: &'static Instrument,
    /// Everything that is shown.
    pub(super) input: &'a ReportInput,
    /// What may be shown of the records.
    pub(super) release: &'a Release,
}

impl<'a> Context<'a> {
    /// The context of a report in a language.
    pub(super) fn new(language: Language, input: &'a ReportInput) -> Self {
        let (words, instrument) = (Messages::of(language), input.instrument.0);
        Self { words, language, instrument, input, release: &input.release }
    }

    /// Whether it asks about anybody's background.
    pub(super) fn has_background(self) -> bool {
        !self.instrument.background.is_empty()
    }

    /// Whether it asks for priorities.
    pub(super) fn has_priorities(self) -> bool {
        self.instrument.priorities_index().is_some()
    }

    /// Whether hours are estimated from it.
    pub(super) fn has_hours(self) -> bool {
        self.instrument.hours.is_some()
    }

    /// Whether it has documented cases to mark.
    pub(super) fn has_cases(self) -> bool {
        self.instrument.items.iter().any(|item| !item.cases().is_empty())
    }

    /// Whether it has remedies.
    pub(super) fn has_remedies(self) -> bool {
        self.instrument.categories.iter().any(|category| !category.remedies.is_empty())
    }

    /// A text of the instrument.
    pub(super) fn text(self, text: &'a Text) -> &'a str {
        self.language.text(text)
    }

    /// The words about noise in the answers.
    pub(super) fn noise(self) -> &'static Noise {
        &organise::Messages::of(self.language).noise
    }

    /// Words that both pages use.
    pub(super) fn shared(self) -> &'static shared::Messages {
        shared::Messages::of(self.language)
    }

    /// The name of the index: the instrument's own, where it has one.
    pub(super) fn index_name(self) -> &'static str {
        let own = self.instrument.index_name.as_ref();
        own.map_or(self.words.scores.index, |name| self.language.text(name))
    }

    /// The names of the index and of the categories, in the order of the survey.
    pub(super) fn score_names(self) -> impl Iterator<Item = &'a str> {
        let categories = self.instrument.categories.iter();
        [self.index_name()].into_iter().chain(categories.map(move |one| self.text(&one.name)))
    }

    /// The index and the categories with their names, in the order of the survey.
    pub(super) fn scores<T>(
        self,
        index: T,
        categories: impl IntoIterator<Item = T>,
    ) -> impl Iterator<Item = (&'a str, T)> {
        self.score_names().zip([index].into_iter().chain(categories))
    }

    /// A background question.
    pub(super) fn background(self, place: u8) -> Option<&'static Background> {
        self.instrument.background.get(usize::from(place))
    }

    /// The lowest and the highest band into which a mean may fall that is rounded to a step, in
    /// whole points as it is shown: 49.6 is shown as 50, and 50 in steps of 5 may be 48.
    pub(super) fn bands_of(self, mean: f64, step: Option<f64>) -> Option<[&'static Band; 2]> {
        let half = step.filter(|&step| step > WHOLE_POINTS).unwrap_or(0.0) / 2.0;
        let band = |points: f64| {
            let shown = points.round();
            self.instrument.bands.get(self.instrument.band_index(|from| shown >= f64::from(from)))
        };
        Some([band(mean - half)?, band(mean + half)?])
    }

    /// The word of that band, or the words of both.
    pub(super) fn band(self, mean: f64, step: Option<f64>) -> String {
        let Some(bands) = self.bands_of(mean, step) else { return String::new() };
        let [low, high] = bands.map(|band| self.language.text(&band.name));
        if low == high { low.to_owned() } else { (self.words.marks.bands)(low, high) }
    }

    /// Points of a mean in a sentence: whole, “about” where they are coarse.
    pub(super) fn mean(self, mean: f64, step: Option<f64>) -> String {
        self.about(whole(mean), step)
    }

    /// A figure in a sentence, “about” where it is rounded to a coarse step, points or hours.
    pub(super) fn about(self, figure: String, step: Option<f64>) -> String {
        if is_coarse(step) { (self.words.marks.about)(&figure) } else { figure }
    }

    /// The interval of a mean in a sentence.
    pub(super) fn interval(self, interval: ConfidenceInterval) -> String {
        (self.words.marks.interval)(&whole(interval.low), &whole(interval.high))
    }

    /// A share with its interval, in whole percent.
    pub(super) fn share(self, share: Proportion) -> String {
        let ConfidenceInterval { low, high } = share.interval();
        (self.words.marks.share)(&percent(share.share()), &hundred(low), &hundred(high))
    }

    /// A mean with its interval, each with what it is rounded to; “about” where that is coarse.
    pub(super) fn mean_interval(
        self,
        (mean, step): (f64, Option<f64>),
        (interval, spread): (ConfidenceInterval, Option<f64>),
    ) -> String {
        let mean = self.about(rounded(mean, step), step);
        let [low, high] = [interval.low, interval.high].map(|end| rounded(end, spread));
        (self.words.marks.share)(&mean, &low, &high)
    }

    /// A signed difference with its interval, and what each is rounded to.
    pub(super) fn difference(
        self,
        (difference, ConfidenceInterval { low, high }): (f64, ConfidenceInterval),
        [step, spread]: [Option<f64>; 2],
    ) -> String {
        let [places, spread] = [step, spread].map(|step| step.map_or(1, decimals));
        let difference = self.about(signed(difference, places), step);
        let [low, high] = [low, high].map(|end| signed(end, spread));
        let between = (self.words.marks.between)(&low, &high);
        (self.words.marks.bracketed)(&difference, &between)
    }

    /// A difference of two shares from −1 to 1 with its interval, in whole percentage points.
    pub(super) fn share_difference(self, share: f64, interval: ConfidenceInterval) -> String {
        let ConfidenceInterval { low, high } = interval;
        let interval = ConfidenceInterval { low: 100.0 * low, high: 100.0 * high };
        self.difference((100.0 * share, interval), [Some(1.0); 2])
    }
}

/// Mean, interval and how far they may be written out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) mean: f64,
    pub(super) interval: ConfidenceInterval,
    /// What the mean is rounded to; none where it is exact.
    pub(super) step: Option<f64>,
    pub(super) near_edge: bool,
}

impl From<&Summary> for Figure {
    fn from(summary: &Summary) -> Self {
        let Summary { mean, interval, step, near_edge, .. } = *summary;
        Self { mean, interval, step, near_edge }
    }
}

impl From<&GroupSummary> for Figure {
    fn from(summary: &GroupSummary) -> Self {
        let GroupSummary { mean, interval, step, near_edge, .. } = *summary;
        Self { mean, interval, step: Some(step), near_edge }
    }
}

/// Whether a figure is rounded so far that words call it “about”.
pub(super) fn is_coarse(step: Option<f64>) -> bool {
    step.is_some_and(|step| step >= COARSE_POINTS)
}

/// Two bounds without decimals: the lower one not above, the upper one not below what it is.
pub(super) fn whole_bounds(lower: f64, upper: f64) -> [String; 2] {
    [whole(lower.floor()), whole(upper.ceil())]
}

/// A number without decimals.
pub(super) fn whole(number: f64) -> String {
    // Adding zero makes a negative zero positive.
    format!("{:.0}", number.round() + 0.0)
}

/// Decimal places of a step: none of 1 and 5, one of 0.1 and 0.5, two of 0.01.
pub(super) fn decimals(step: f64) -> usize {
    let mut scaled = step;
    let whole = |scaled: f64| (scaled - scaled.round()).abs() < PLACE_TOLERANCE;
    let mut places = 0;
    while !whole(scaled) && places < PLACES_MAX {
        (scaled, places) = (10.0 * scaled, places + 1);
    }
    places
}

/// A figure that is rounded to multiples of a step, with as many decimals as the step has; none
/// stands for an exact figure, of which one decimal is written.
pub(super) fn rounded(number: f64, step: Option<f64>) -> String {
    match step.map_or(1, decimals) {
        0 => whole(number),
        places => format!("{number:.places$}"),
    }
}

/// A share from 0 to 1 in whole percent; never 0 % or 100 % for what is neither.
pub(super) fn percent(share: f64) -> String {
    match 100.0 * share {
        some if some > 0.0 && some < 0.5 => "<1%".to_owned(),
        most if (99.5..100.0).contains(&most) => ">99%".to_owned(),
        other => format!("{}%", whole(other)),
    }
}

/// A share from 0 to 1 in whole hundredths, without the sign.
pub(super) fn hundred(share: f64) -> String {
    whole(100.0 * share)
}

/// A number with its sign: + or −.
pub(super) fn signed(number: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", number.abs());
    let zero = digits.chars().all(|c| "0.".contains(c));
    match (zero, number < 0.0) {
        (true, _) => digits,
        (false, true) => format!("−{digits}"),
        (false, false) => format!("+{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_never_rounded_to_what_they_are_not() {
        let check = |share, written| assert_eq!(percent(share), written, "{share}");
        check(0.0, "0%");
        check(0.001, "<1%");
        check(0.345, "35%");
        check(0.996, ">99%");
        check(1.0, "100%");
    }

    /// A bound that is written shorter is still one.
    #[test]
    fn bounds_are_shortened_outwards() {
        assert_eq!(whole_bounds(32.6, 47.2), ["32", "48"]);
        assert_eq!(whole_bounds(30.0, 50.0), ["30", "50"]);
    }

    #[test]
    fn no_decimal_says_more_than_the_figure() {
        let check = |step, written| assert_eq!(rounded(45.0, step), written, "{step:?}");
        check(None, "45.0");
        check(Some(0.1), "45.0");
        check(Some(0.5), "45.0");
        check(Some(1.0), "45");
        check(Some(5.0), "45");
    }

    #[test]
    fn a_figure_has_the_places_of_its_step() {
        for (step, places) in [
            (5.0, 0),
            (2.0, 0),
            (1.0, 0),
            (0.5, 1),
            (0.2, 1),
            (0.1, 1),
            (0.05, 2),
            (0.01, 2),
            (0.001, 3),
        ] {
            assert_eq!(decimals(step), places, "{step}");
        }
        assert_eq!(rounded(0.3, Some(0.01)), "0.30");
    }

    #[test]
    fn signs_are_written() {
        assert_eq!(signed(2.34, 1), "+2.3");
        assert_eq!(signed(-2.34, 0), "−2");
        assert_eq!(signed(-0.04, 1), "0.0");
        assert_eq!(whole(-0.2), "0");
    }
}
