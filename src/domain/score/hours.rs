//! Hours per week with honest bounds (Standard Cost Model: time × frequency, in bands).
//!
//! The lower bound rests on the answers alone. The centre assumes the middle of each band; the
//! upper bound assumes [`Hours::open_upper`] for an open band. Both assumptions are shown beside
//! the figures.

use crate::domain::answer::Complete;
use crate::domain::instrument::{Hours, Instrument, Interval};

/// Hours in a week: the bound where the length of the working week was not answered.
pub(in crate::domain) const WEEK_HOURS: u32 = 7 * 24;

/// An estimate of the hours per week spent on the activities asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoursEstimate {
    /// Sum of the lower ends, hours.
    pub lower: u32,
    /// Sum of the middles, in half hours, never above `upper`; none unless all activities are
    /// answered consistently.
    pub central_halves: Option<u32>,
    /// Sum of the upper ends, hours, at most the whole week; none unless all activities are
    /// answered consistently.
    pub upper: Option<u32>,
    /// The lower bound exceeds the whole working week that was answered: shown alone.
    pub inconsistent: bool,
    /// Activities answered.
    pub answered: usize,
    /// Activities asked about.
    pub activities: usize,
    /// What the respondent calls avoidable, over the activities for which a share was given; none
    /// without any, or where the answers are inconsistent.
    pub avoidable: Option<AvoidableHours>,
}

/// Self-rated avoidable hours per week: band of hours times band of share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AvoidableHours {
    /// Activities for which hours and a share were given.
    pub pairs: usize,
    /// Hundredths of an hour.
    pub lower_hundredths: u32,
    /// Quarter hundredths of an hour (half hours times half percent).
    pub central_quarter_hundredths: u32,
    /// Hundredths of an hour, at most the upper bound of all hours.
    pub upper_hundredths: u32,
}

/// Estimates hours from a settled interview or record; none where the instrument asks for none
/// or no activity is answered.
pub fn estimate_hours(instrument: &Instrument, complete: &Complete) -> Option<HoursEstimate> {
    let hours = instrument.hours.as_ref()?;
    let bands: Vec<Interval> =
        hours.activities.iter().filter_map(|id| band(instrument, complete, id)).collect();
    if bands.is_empty() {
        return None;
    }
    let week = week_upper(instrument, complete, hours);
    let lower = bands.iter().map(|band| u32::from(band.lower)).sum::<u32>();
    let upper = bands.iter().map(|band| upper_of(hours, *band)).sum::<u32>().min(week);
    let central = bands.iter().map(|band| central_halves_of(hours, *band)).sum::<u32>();
    let inconsistent = lower > week;
    let whole = bands.len() == hours.activities.len() && !inconsistent;
    Some(HoursEstimate {
        lower,
        central_halves: whole.then_some(central.min(2 * upper)),
        upper: whole.then_some(upper),
        inconsistent,
        answered: bands.len(),
        activities: hours.activities.len(),
        avoidable: if inconsistent { None } else { avoidable(instrument, complete, hours, upper) },
    })
}

/// The interval of the option picked for an item.
fn band(instrument: &Instrument, complete: &Complete, id: &str) -> Option<Interval> {
    let item = instrument.item_index(id)?;
    let option = complete.answers().items.get(item)?.option()?;
    instrument.options(&instrument.items[item].options).get(usize::from(option))?.interval
}

/// Upper end of the whole working week, hours.
fn week_upper(instrument: &Instrument, complete: &Complete, hours: &Hours) -> u32 {
    let picked = instrument.outcome_index(&hours.week).and_then(|outcome| {
        let option = complete.answers().outcomes.get(outcome)?.option()?;
        let options = instrument.options(&instrument.outcomes[outcome].options);
        options.get(usize::from(option))?.interval
    });
    match picked {
        None => WEEK_HOURS,
        Some(interval) => u32::from(interval.upper.unwrap_or(hours.week_open_upper)),
    }
}

/// Upper end of a band of hours.
pub(in crate::domain) fn upper_of(hours: &Hours, band: Interval) -> u32 {
    u32::from(band.upper.unwrap_or(hours.open_upper))
}

/// Middle of a band in half hours.
pub(in crate::domain) fn central_halves_of(hours: &Hours, band: Interval) -> u32 {
    match band.upper {
        Some(upper) => u32::from(band.lower) + u32::from(upper),
        None => 2 * u32::from(hours.open_central),
    }
}

fn avoidable(
    instrument: &Instrument,
    complete: &Complete,
    hours: &Hours,
    hours_upper: u32,
) -> Option<AvoidableHours> {
    let mut sum = AvoidableHours::default();
    for pair in &hours.avoidable {
        let (Some(time), Some(share)) =
            (band(instrument, complete, &pair.hours), band(instrument, complete, &pair.share))
        else {
            continue;
        };
        let share_upper = u32::from(share.upper.unwrap_or(100));
        sum.pairs += 1;
        sum.lower_hundredths += u32::from(time.lower) * u32::from(share.lower);
        sum.central_quarter_hundredths +=
            central_halves_of(hours, time) * (u32::from(share.lower) + share_upper);
        sum.upper_hundredths += upper_of(hours, time) * share_upper;
    }
    sum.upper_hundredths = sum.upper_hundredths.min(100 * hours_upper);
    sum.central_quarter_hundredths = sum.central_quarter_hundredths.min(4 * sum.upper_hundredths);
    (sum.pairs > 0).then_some(sum)
}
