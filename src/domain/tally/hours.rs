//! Hours a week straight from packed answers; the same figures as
//! [`estimate_hours`](crate::domain::score::estimate_hours), but for one: what is avoidable is
//! averaged over people, so it counts only who left out nothing that it is made of.

use super::scorer::{CODES, NOT_APPLICABLE};
use crate::domain::instrument::{Hours, Instrument, Interval, NIBBLES_MAX};
use crate::domain::score::{WEEK_HOURS, central_halves_of, upper_of};

/// Whole percent of a share.
const PERCENT: u32 = 100;

/// The bands of every activity, of the week and of every share that may be avoidable.
#[derive(Clone, Debug)]
pub(super) struct HoursTable {
    activities: Vec<Bands>,
    /// Where the whole week stands, and its upper end by code, hours.
    week: (usize, [u32; CODES]),
    /// Places of an activity among `activities`, and its share.
    avoidable: Vec<(usize, Bands)>,
}

/// Where an answer stands, and what each of its codes stands for.
#[derive(Clone, Debug)]
struct Bands {
    place: usize,
    bands: [Option<Band>; CODES],
}

/// A band. Of hours: lower end, middle in halves, upper end. Of a share: the same in percent.
#[derive(Clone, Copy, Debug)]
struct Band {
    lower: u32,
    central_halves: u32,
    upper: u32,
}

/// An estimate in whole units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HoursUnits {
    /// Activities answered.
    pub answered: usize,
    /// Whether all of them are answered.
    pub whole: bool,
    /// Sum of the lower ends, hours.
    pub lower: u32,
    /// Sum of the middles, half hours, at most the upper end.
    pub central_halves: u32,
    /// Sum of the upper ends, hours, at most the week.
    pub upper: u32,
    /// The lower end exceeds the week.
    pub inconsistent: bool,
    /// Hours times share: lower end in hundredths, middle in quarter hundredths, upper end in
    /// hundredths of an hour. None where an activity with a share that applies lacks its hours or
    /// its share, where no share applies, or where the answers are inconsistent.
    pub avoidable: Option<[u32; 3]>,
}

impl HoursTable {
    /// The tables of an instrument; none where it asks for no hours.
    pub(super) fn new(instrument: &Instrument) -> Option<Self> {
        let hours = instrument.hours.as_ref()?;
        let bands = |id: &str, band: &dyn Fn(Interval) -> Band| {
            let item = instrument.item_index(id)?;
            let options = instrument.options(&instrument.items[item].options);
            Some(Bands {
                place: instrument.background.len() + item,
                bands: std::array::from_fn(|code| options.get(code)?.interval.map(band)),
            })
        };
        let of_hours = |interval: Interval| Band {
            lower: u32::from(interval.lower),
            central_halves: central_halves_of(hours, interval),
            upper: upper_of(hours, interval),
        };
        let of_share = |interval: Interval| {
            let upper = interval.upper.map_or(PERCENT, u32::from);
            let lower = u32::from(interval.lower);
            Band { lower, central_halves: lower + upper, upper }
        };
        let activities: Option<Vec<Bands>> =
            hours.activities.iter().map(|id| bands(id, &of_hours)).collect();
        let avoidable = hours.avoidable.iter().map(|pair| {
            let activity = hours.activities.iter().position(|id| *id == pair.hours)?;
            Some((activity, bands(&pair.share, &of_share)?))
        });
        Some(Self {
            activities: activities?,
            week: week(instrument, hours)?,
            avoidable: avoidable.collect::<Option<_>>()?,
        })
    }

    /// Estimates the hours of some answers.
    pub(super) fn estimate(&self, codes: &[u8; NIBBLES_MAX]) -> HoursUnits {
        let band = |bands: &Bands| bands.bands[usize::from(codes[bands.place])];
        let mut sum = HoursUnits::default();
        for activity in self.activities.iter().filter_map(band) {
            sum.answered += 1;
            sum.lower += activity.lower;
            sum.central_halves += activity.central_halves;
            sum.upper += activity.upper;
        }
        let week = self.week.1[usize::from(codes[self.week.0])];
        sum.whole = sum.answered == self.activities.len();
        sum.inconsistent = sum.lower > week;
        sum.upper = sum.upper.min(week);
        sum.central_halves = sum.central_halves.min(2 * sum.upper);
        if !sum.inconsistent {
            sum.avoidable = self.avoidable(codes, PERCENT * sum.upper);
        }
        sum
    }

    /// The avoidable hours of consistent answers, at most so many hundredths of an hour. A share
    /// that does not apply adds nothing: there are no meetings, forms or inspections to call
    /// needless. One that was left out is unknown, and without it the sum has no upper end.
    fn avoidable(&self, codes: &[u8; NIBBLES_MAX], most: u32) -> Option<[u32; 3]> {
        let band = |bands: &Bands| bands.bands[usize::from(codes[bands.place])];
        let applies = |share: &Bands| codes[share.place] != NOT_APPLICABLE;
        let mut sum = None;
        for (activity, share) in self.avoidable.iter().filter(|(_, share)| applies(share)) {
            let (time, share) = (band(&self.activities[*activity])?, band(share)?);
            let [lower, central, upper] = sum.unwrap_or_default();
            sum = Some([
                lower + time.lower * share.lower,
                central + time.central_halves * share.central_halves,
                upper + time.upper * share.upper,
            ]);
        }
        sum.map(|[lower, central, upper]: [u32; 3]| {
            let upper = upper.min(most);
            [lower, central.min(4 * upper), upper]
        })
    }
}

/// Where the answer about the whole week stands, and its upper end by code, hours.
fn week(instrument: &Instrument, hours: &Hours) -> Option<(usize, [u32; CODES])> {
    let outcome = instrument.outcome_index(&hours.week)?;
    let options = instrument.options(&instrument.outcomes[outcome].options);
    let upper = |code: usize| match options.get(code).and_then(|option| option.interval) {
        None => WEEK_HOURS,
        Some(interval) => u32::from(interval.upper.unwrap_or(hours.week_open_upper)),
    };
    let place = instrument.background.len() + instrument.items.len() + outcome;
    Some((place, std::array::from_fn(upper)))
}
