//! Whether counts can be counts of people: a file that lies must not break disclosure, which rests
//! on figures of the same people agreeing with one another.

use super::super::answers::{AnswerCounts, total};
use super::super::columns::RECORDS_MAX;
use super::super::counts::{Tally, paradox_outcomes};
use super::super::more::{GroupCounts, HALF_POINTS, STEPS};
use super::super::scorer::Scorer;
use super::super::scores::{
    CATEGORY_UNITS, Graded, Histogram, INDEX_UNITS, STEPS_FROM, WEIGHTED_UNITS,
};
use super::TallyRefusal;
use crate::domain::instrument::{Instrument, Nonresponse};
use crate::domain::stats::{Moments, PairMoments, pearson};

/// Top of the scale, points.
const POINTS_MAX: u64 = 100;

/// Most hours that a sum can stand for, far above a week: keeps sums within their numbers.
const HOURS_MAX: u64 = 1 << 16;

/// How far a correlation may leave −1 to 1 by rounding.
const ROUNDING: f64 = 1e-9;

/// Checks every relation between the counts of a tally; the first field that breaks one.
pub(super) fn consistent(tally: &Tally, instrument: &Instrument) -> Result<(), TallyRefusal> {
    // In this order, each only when the earlier ones hold: later sums then stay within numbers.
    let checks: [(&str, &dyn Fn() -> bool); 12] = [
        ("items", &|| items(tally, instrument)),
        ("outcomes", &|| tally.outcomes.iter().all(|o| whole(o, tally.n) && offered(o, &[]))),
        ("background", &|| tally.background.iter().all(|b| whole(b, tally.n))),
        ("priorities", &|| priorities(tally)),
        ("categories", &|| categories(tally, instrument)),
        ("index", &|| graded(&tally.index, INDEX_UNITS)),
        ("weighted", &|| graded(&tally.weighted, WEIGHTED_UNITS) && weighted(tally)),
        ("groups", &|| groups(tally)),
        ("reliability", &|| reliability(tally, instrument)),
        ("pairs", &|| pairs(tally)),
        ("hours", &|| hours(tally)),
        ("paradox", &|| paradox(tally, instrument)),
    ];
    match checks.into_iter().find(|(_, holds)| !holds()) {
        Some((place, _)) => Err(TallyRefusal::Contradiction { place }),
        None => Ok(()),
    }
}

/// Everybody stands somewhere, once.
fn whole(counts: &AnswerCounts, n: u64) -> bool {
    total(counts.options.iter().chain(&counts.missing())) == Some(n)
}

/// Asked, and only the offered ways of not answering are used.
fn offered(counts: &AnswerCounts, offers: &[Nonresponse]) -> bool {
    counts.not_asked == 0
        && (counts.not_applicable == 0 || offers.contains(&Nonresponse::NotApplicable))
        && (counts.dont_know == 0 || offers.contains(&Nonresponse::DontKnow))
}

fn items(tally: &Tally, instrument: &Instrument) -> bool {
    let mut items = instrument.items.iter().zip(&tally.items).enumerate();
    items.all(|(place, (item, counts))| {
        whole(counts, tally.n)
            && if instrument.asks(tally.form, place) {
                offered(counts, &item.offers)
            } else {
                counts.not_asked == tally.n
            }
    })
}

fn priorities(tally: &Tally) -> bool {
    let counts = &tally.priorities;
    let people =
        [counts.choosers, counts.nothing, counts.declined, counts.skipped, counts.not_asked];
    let choices: Vec<Option<u64>> =
        counts.chosen.iter().map(|chosen| total(chosen.iter())).collect();
    // Whoever makes a second choice has made a first one, and nobody chooses a category twice.
    let named = |category: usize| total(counts.chosen.iter().map(|chosen| &chosen[category]));
    total(people.iter()) == Some(tally.n)
        && choices.iter().all(Option::is_some)
        && choices.windows(2).all(|two| two[0] >= two[1])
        && (0..tally.categories.len())
            .all(|category| named(category).is_some_and(|named| named <= counts.choosers))
}

fn categories(tally: &Tally, instrument: &Instrument) -> bool {
    let scorer = Scorer::new(instrument, tally.form);
    let known = |units: &u64| scorer.units().binary_search_by_key(units, |&one| one.into()).is_ok();
    tally.categories.iter().all(|histogram| histogram.counts.keys().all(known))
}

/// Whether numbers from 0 to `max` can have this sum and these squares: the squares are at least
/// those of numbers as equal as whole numbers can be.
fn possible(moments: &Moments, max: u64) -> bool {
    let (n, max) = (u128::from(moments.n), u128::from(max));
    let Moments { sum, squares, .. } = *moments;
    if moments.n > RECORDS_MAX || sum > n * max || squares > sum * max {
        return false;
    }
    let (whole, rest) = (sum / n.max(1), sum % n.max(1));
    squares >= whole * (2 * sum - n * whole) + rest
}

fn graded(graded: &Graded, units_per_point: u64) -> bool {
    let Moments { n, sum, .. } = graded.moments;
    let known = graded.tenths.keys().all(|&tenths| tenths <= 10 * POINTS_MAX);
    if !possible(&graded.moments, POINTS_MAX * units_per_point)
        || !known
        || total(graded.tenths.values()) != Some(n)
        || total(graded.steps.iter()) != Some(n)
    {
        return false;
    }
    // Rounding moves a score by at most half a tenth.
    let from = |tenths: u64| graded.tenths.range(tenths..).map(|(_, people)| people).sum::<u64>();
    let steps = STEPS_FROM.iter().enumerate().all(|(step, &points)| {
        let edge = 10 * u64::from(points);
        let above: u64 = graded.steps[step..].iter().sum();
        (from(edge + 1)..=from(edge)).contains(&above)
    });
    let tenths = graded.tenths.iter().map(|(&t, &people)| u128::from(t) * u128::from(people));
    let (tenths, units) = (2 * tenths.sum::<u128>(), u128::from(units_per_point));
    let least = tenths.saturating_sub(n.into()) * units;
    steps && (least..=(tenths + u128::from(n)) * units).contains(&(20 * sum))
}

fn weighted(tally: &Tally) -> bool {
    tally.weighted.moments.n <= tally.index.moments.n.min(tally.priorities.choosers)
        && tally.weighting.n == tally.weighted.moments.n
        && possible(&tally.weighting, POINTS_MAX * WEIGHTED_UNITS)
}

impl GroupCounts {
    /// Whether the sums of a group can be sums of its people.
    pub(super) fn fits(&self) -> bool {
        let within = |moments: &Moments, units: u64| {
            moments.n <= self.n && possible(moments, POINTS_MAX * units)
        };
        let categories = self.categories.iter().zip(&self.from_50);
        self.n <= RECORDS_MAX
            && within(&self.index, INDEX_UNITS)
            && categories.clone().all(|(moments, &from_50)| {
                let half = u128::from(HALF_POINTS * CATEGORY_UNITS);
                within(moments, CATEGORY_UNITS)
                    && from_50 <= moments.n
                    && moments.sum >= u128::from(from_50) * half
            })
    }
}

/// The groups of every question add up to everybody.
fn groups(tally: &Tally) -> bool {
    let units = HALF_POINTS * CATEGORY_UNITS;
    let moments: Vec<Moments> =
        tally.categories.iter().map(|histogram| histogram.moments(CATEGORY_UNITS)).collect();
    tally.groups.iter().zip(&tally.background).all(|(groups, counts)| {
        let picked = groups.iter().zip(&counts.options).all(|(group, people)| group.n == *people);
        let mut all = GroupCounts::empty(moments.len());
        for group in groups {
            all.merge(group);
        }
        picked
            && all.n == tally.n
            && all.index == tally.index.moments
            && all.categories == moments
            && all.from_50.iter().zip(&tally.categories).all(|(n, h)| *n == h.at_least(units))
    })
}

fn reliability(tally: &Tally, instrument: &Instrument) -> bool {
    tally.reliability.iter().enumerate().all(|(category, items)| {
        let mut asked =
            instrument.items_of(category).filter(|&item| instrument.asks(tally.form, item));
        let k = items.sums.len();
        // Where the products of an item with itself stand.
        let squares = |item: usize| items.products[item * k - item * item.saturating_sub(1) / 2];
        let sums = (0..k).all(|item| {
            let (sum, squares) = (items.sums[item].into(), squares(item).into());
            let moments = Moments { n: items.n, sum, squares, units_per_point: 1 };
            let answered = asked.next().map_or(0, |place| tally.items[place].answered());
            items.n <= answered && possible(&moments, POINTS_MAX)
        });
        let mut products = items.products.iter();
        let mut pairs = (0..k).flat_map(|one| (one..k).map(move |other| (one, other)));
        sums && pairs.all(|(one, other)| {
            let both = u128::from(squares(one)) + u128::from(squares(other));
            products.next().is_some_and(|&product| 2 * u128::from(product) <= both)
        })
    })
}

fn pairs(tally: &Tally) -> bool {
    let count = tally.categories.len();
    let mut places = (0..count).flat_map(|x| (x + 1..count).map(move |y| (x, y)));
    tally.pairs.iter().zip(&tally.joint).all(|(pair, joint)| {
        let Some((x, y)) = places.next() else { return false };
        let rows = (0..STEPS).map(|row| joint[row * STEPS..][..STEPS].iter().sum());
        let columns =
            (0..STEPS).map(|column| joint.iter().skip(column).step_by(STEPS).sum::<u64>());
        let PairMoments { n, x: sum_x, y: sum_y, xx, yy, xy } = *pair;
        let of = |sum, squares| Moments { n, sum, squares, units_per_point: CATEGORY_UNITS };
        side(&of(sum_x, xx), rows, &tally.categories[x])
            && side(&of(sum_y, yy), columns, &tally.categories[y])
            && xy.checked_mul(2).is_some_and(|twice| twice <= xx + yy)
            && pearson(pair).is_none_or(|r| r.abs() <= 1.0 + ROUNDING)
    })
}

/// One category of a pair: its people are some of those with a score, or all of them.
fn side(moments: &Moments, steps: impl Iterator<Item = u64>, category: &Histogram) -> bool {
    let edge = |step: usize| 5 * CATEGORY_UNITS * step as u64;
    let mut within = steps.enumerate().map(|(step, people)| {
        let all = category.at_least(edge(step)) - category.at_least(edge(step + 1));
        people <= all
    });
    let all = category.moments(CATEGORY_UNITS);
    possible(moments, POINTS_MAX * CATEGORY_UNITS)
        && within.all(|holds| holds)
        && moments.sum <= all.sum
        && moments.squares <= all.squares
        && (moments.n < all.n || *moments == all)
}

fn hours(tally: &Tally) -> bool {
    let Some(hours) = &tally.hours else { return true };
    let sums = hours.sums();
    let fits = sums.iter().all(|sum| possible(sum, HOURS_MAX * sum.units_per_point));
    let ordered = |sums: &[Moments], scale: u128| {
        let [lower, central, upper] = [sums[0], sums[1], sums[2]];
        (lower.n, lower.n) == (central.n, upper.n)
            && scale * lower.sum <= central.sum
            && central.sum <= scale * upper.sum
    };
    fits && ordered(&sums[..3], 2)
        && ordered(&sums[3..], 4)
        && hours.avoidable_lower.n + hours.inconsistent <= tally.n
}

/// The table's margins are the answers to its two questions.
fn paradox(tally: &Tally, instrument: &Instrument) -> bool {
    let Some((rows, columns)) = paradox_outcomes(instrument) else { return true };
    let (rows, columns) = (&tally.outcomes[rows], &tally.outcomes[columns]);
    let width = columns.options.len() + 1;
    let margin = |counts: &AnswerCounts, place: usize| {
        let options = counts.options.get(place).copied();
        Some(options.unwrap_or_else(|| tally.n - counts.answered()))
    };
    (0..=rows.options.len())
        .all(|row| total(tally.paradox[row * width..][..width].iter()) == margin(rows, row))
        && (0..width).all(|column| {
            total(tally.paradox.iter().skip(column).step_by(width)) == margin(columns, column)
        })
}
