//! From answers to scores, exactly as the instrument's design defines them.
//!
//! - item score: the table value of the option, 0 to 100;
//! - category score: mean of the answered items, if at least half of the applicable items and at
//!   least two (quick form: one) are answered;
//! - index: unweighted mean of the reported category scores, if enough are reported; the weighted
//!   index counts a respondent's first, second and third priority 4, 3 and 2 times;
//! - peak: number of categories from [`Instrument::peak_from`] on.
//!
//! All of it is exact: a [`Score`] is a ratio of integers, rounded only when shown.

mod hours;
mod influence;
mod ratio;

pub use hours::{AvoidableHours, HoursEstimate, estimate_hours};
pub(in crate::domain) use hours::{WEEK_HOURS, central_halves_of, upper_of};
pub use influence::{Influence, influence};
pub use ratio::Score;

use super::answer::{Answer, Complete};
use super::instrument::{Form, Instrument};

/// Weights of the categories chosen first, second and third, on top of a base weight of 1.
pub const PRIORITY_WEIGHTS: [u64; 3] = [3, 2, 1];

/// Everything computed from one interview or record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scores {
    /// One per item, 0 to 100; none where it has no option.
    pub items: Vec<Option<u8>>,
    /// One per category.
    pub categories: Vec<CategoryScore>,
    /// Unweighted mean of the reported category scores; none with fewer than
    /// [`Instrument::index_categories_min`] of them.
    pub index: Option<Score>,
    /// Smallest and largest value of the index when any one category is left out. Not an error
    /// margin: it tells how much a single category matters.
    pub index_range: Option<(Score, Score)>,
    /// The index weighted by the respondent's priorities; none without priorities.
    pub weighted: Option<Score>,
    /// Number of categories with a score.
    pub reported: usize,
    /// Number of categories from [`Instrument::peak_from`] on.
    pub peak: usize,
}

/// The score of one category and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategoryScore {
    /// Mean of the answered items; none where too few are answered.
    pub score: Option<Score>,
    /// Items with an option.
    pub answered: usize,
    /// Items asked and applicable.
    pub applicable: usize,
    /// Smallest and largest score when any one answered item is left out; none with fewer than
    /// two answered items or where the score is not reported.
    pub range: Option<(Score, Score)>,
}

impl CategoryScore {
    /// Whether the score rests on one item alone, which only the quick form allows.
    pub const fn single(&self) -> bool {
        self.score.is_some() && self.answered == 1
    }
}

/// Scores a settled interview or record.
///
/// # Examples
/// ```
/// use qingdan::domain::answer::{Answer, Question};
/// use qingdan::domain::interview::{Event, Interview};
/// use qingdan::domain::record::RecordId;
/// use qingdan::domain::score::{Score, score};
/// use qingdan::domain::shipped_instrument;
///
/// let instrument = shipped_instrument();
/// let mut interview = Interview::new(instrument, RecordId([0; 16]), None);
/// // The four items on meetings, each with its middle option: 50 points, or 45 or 55.
/// for item in instrument.items_of(0) {
///     let question = Question::Item(u8::try_from(item)?);
///     let event = Event::Answered(question, Answer::Option(2));
///     interview = interview.after(instrument, &event).ok_or("a change")?;
/// }
/// let scores = score(instrument, &interview.finish(instrument));
/// let points: u64 = scores.items[..4].iter().flatten().map(|&points| u64::from(points)).sum();
/// assert_eq!(scores.categories[0].score, Score::new(points, 4));
/// // One category of eleven is answered, and the index needs eight.
/// assert_eq!((scores.reported, scores.index), (1, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score(instrument: &Instrument, complete: &Complete) -> Scores {
    let answers = complete.answers();
    let items: Vec<Option<u8>> = (0..instrument.items.len())
        .map(|item| item_score(instrument, item, answers.items[item]))
        .collect();
    let categories: Vec<CategoryScore> = (0..instrument.categories.len())
        .map(|category| category_score(instrument, complete, &items, category))
        .collect();
    let reported: Vec<(usize, Score)> = categories
        .iter()
        .enumerate()
        .filter_map(|(category, scored)| Some((category, scored.score?)))
        .collect();

    let enough = reported.len() >= usize::from(instrument.index_categories_min).max(1);
    let unweighted = |left_out: Option<usize>| {
        Score::mean(reported.iter().filter(|(c, _)| Some(*c) != left_out).map(|(_, s)| (1, *s)))
    };
    let index = if enough { unweighted(None) } else { None };
    let index_range = if enough {
        range(reported.iter().filter_map(|(c, _)| unweighted(Some(*c))))
    } else {
        None
    };
    let chosen = answers.priorities.chosen();
    let weighted = if enough && !chosen.is_empty() {
        Score::mean(reported.iter().map(|(category, score)| (weight(chosen, *category), *score)))
    } else {
        None
    };
    let peak_from = Score::whole(u64::from(instrument.peak_from));
    let peak = reported.iter().filter(|(_, score)| *score >= peak_from).count();
    Scores { items, categories, index, index_range, weighted, reported: reported.len(), peak }
}

/// The table value of an answer.
fn item_score(instrument: &Instrument, item: usize, answer: Answer) -> Option<u8> {
    let options = instrument.options(&instrument.items[item].options);
    options.get(usize::from(answer.option()?))?.score
}

/// The half rule: at least half of the applicable items, and at least two in the full form.
pub(in crate::domain) fn answered_min(form: Form, applicable: usize) -> usize {
    let floor = match form {
        Form::Full => 2,
        Form::Quick => 1,
    };
    applicable.div_ceil(2).max(floor)
}

fn category_score(
    instrument: &Instrument,
    complete: &Complete,
    items: &[Option<u8>],
    category: usize,
) -> CategoryScore {
    let applicable: Vec<usize> = instrument
        .items_of(category)
        .filter(|&item| {
            !matches!(complete.answers().items[item], Answer::NotApplicable | Answer::NotAsked)
        })
        .collect();
    let scores: Vec<u64> =
        applicable.iter().filter_map(|&item| items[item]).map(u64::from).collect();
    let (answered, applicable) = (scores.len(), applicable.len());
    let (mut score, mut leave_one_out) = (None, None);
    if answered >= answered_min(complete.form(), applicable) {
        let (sum, n) = (scores.iter().sum::<u64>(), scores.len() as u64);
        score = Score::new(sum, n);
        leave_one_out = range(scores.iter().filter_map(|one| Score::new(sum - one, n - 1)));
    }
    CategoryScore { score, answered, applicable, range: leave_one_out }
}

/// Weight of a category under the respondent's priorities.
fn weight(chosen: &[u8], category: usize) -> u64 {
    let extra = chosen
        .iter()
        .zip(PRIORITY_WEIGHTS)
        .find_map(|(&c, weight)| (usize::from(c) == category).then_some(weight));
    1 + extra.unwrap_or(0)
}

/// Smallest and largest of some scores.
fn range(scores: impl Iterator<Item = Score>) -> Option<(Score, Score)> {
    scores.fold(None, |range, score| match range {
        None => Some((score, score)),
        Some((low, high)) => Some((low.min(score), high.max(score))),
    })
}
