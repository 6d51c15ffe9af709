//! What may be shown: from exact counts to a release that exposes nobody.
//!
//! # The argument
//! *Against whom.* A reader of a release who knows the instrument, these rules (they are public),
//! who took part, and perhaps the answers of a few people; who may depend on nobody, but on whom
//! the respondents may depend. Such a reader must not learn how a particular person answered.
//!
//! *What is published.* One fixed list of tables about all records of one form: no filters, no
//! free choice of groups, no list of records. So one set of files yields one release, with
//! nothing to subtract from it.
//!
//! *The rules*, each named by a [`Withheld`]:
//! 1. **Minimum.** Nothing is shown unless at least [`Policy::minimum`] people stand behind that
//!    very quantity: records for the release, answers for a question, scores for a category. Ten
//!    by default, where COPSOQ Germany uses 5 and Washington's Department of Health 10, because
//!    respondents depend on those who may read the report. Numbers of people, and of people who
//!    gave no answer, are shown: they tell nothing about anyone's burden.
//! 2. **Small parts.** Who knows that a part of a distribution holds one person, and is or knows
//!    another in it, knows that person's answer. So a shown distribution has no part of 1 or 2
//!    people: parts are merged with a neighbour until each has none or at least [`PART_MIN`].
//!    Shares of the same scale (50 and 75 points; a documented case) are further cuts of it, and
//!    a reader can subtract: people between 50 and 60 points are those from 50 on without those
//!    in the bins from 60 on. Therefore bins and shares are cut together, so that between any two
//!    neighbouring published edges there is nobody or at least [`PART_MIN`] people. Shares come
//!    first, 50 before 75; bins give way to them. A share whose edge cannot be kept is withheld.
//! 3. **Group disclosure.** If all people of a small group (below [`GROUP_MIN`]) are in one part,
//!    membership alone tells the answer. Such a distribution is withheld, also when it got one
//!    part only by merging, so that the rule's name does not tell one case from the other. A score
//!    that is the same for everybody is withheld with all its figures.
//! 4. **Coarse figures.** Mean, deviation and quartiles of a few people with few possible scores
//!    often fit one set of scores only, and then tell what merging has hidden. So in a group below
//!    [`GROUP_MIN`] they are exact only where nothing had to be merged, neither in the scores nor
//!    in the items that they are made of, nor, for the index, in any category. Elsewhere the
//!    mean is rounded to [`COARSE_POINTS`], the interval outwards, and deviation and quartiles are
//!    withheld.
//! 5. **Complementary.** What is withheld must not follow from what is shown. An item's mean
//!    times its people is a whole sum that would tell how a merged part divides, so it is shown
//!    only where nothing was merged. And where all answer everything, means of items add up to the
//!    category's and those to the index: exactly one unknown could be computed, so a second one
//!    is withheld beside it.
//! 6. **Reasons for missing answers** are shown one by one only where none has 1 or 2 people.
//! 7. **Groups and the crossed table** add up to totals, so further cells are withheld until none
//!    follows (`pattern.rs`, `cross.rs`), also together with earlier releases (`history.rs`).
//!    [`audit`] attacks the result by linear programming, and a table that fails is withheld.
//! 8. **Few possible scores.** A category of [`FEW_ITEMS`] has nine scores, and the distributions
//!    of its items tell its mean exactly: mean, deviation and histogram together would mostly fit
//!    one set of scores only. So below [`WHOLE_MIN`] people whatever would tell its deviation is
//!    rounded to whole points, below [`FEW_MIN`] to [`COARSE_POINTS`], also by group, between
//!    groups and between waves; and reliability, which is a function of it, is withheld. Below
//!    [`HISTOGRAM_MIN`] people the histogram is withheld too.
//! 9. **Differencing.** A merged tally is disclosed as if every source had published a report of
//!    its own ([`disclose_merged`]): what a source withholds must not follow from the report of
//!    all and the reports of the others (`sources.rs`): numbers of people in `differencing.rs`,
//!    means in `means.rs`.
//! 10. **Dominance.** Hours are withheld where one or two people have most of them. Where they are
//!     shown, lower bounds are rounded down and upper bounds up, so that both stay bounds.
//! 11. **Noise.** Answers that were randomised on the phones are counted, cut and withheld by
//!     these rules as they stand in the records. Only then their figures are turned into estimates
//!     or withheld as untrue ([`with_noise`]): an estimate is shown only where the counts that it
//!     follows from could be.
//!
//! `docs/disclosure.md` tells the same to readers of reports, with what is checked and what
//! remains.
//!
//! Quartiles are single order statistics; from ten people on at least three lie on either side of
//! each, so that none is anyone's extreme. Nothing is ordered by score, and there is no ranking:
//! every list is in the order of the instrument.
//!
//! *What remains.* The rules bound what follows from a release by counting and adding. They do not
//! bound what someone learns who already knows all answers but one; what releases of hand-picked
//! sets of files tell together; or what exact figures of many possible scores tell jointly with the
//! histogram. Hence a minimum of ten people and not three. `attack.rs` tries every
//! group of ten on a scale of nine scores and bounds how often its release fits no other group;
//! what successive releases of a growing set tell is bounded by [`History`] and in `worker`.

mod answers;
#[cfg(test)]
mod attack;
mod audit;
mod complement;
#[cfg(feature = "two-tally")]
mod counts;
mod cross;
mod differencing;
mod family;
mod groups;
mod history;
mod means;
mod parts;
mod pattern;
mod policy;
mod quality;
mod randomised;
mod relations;
mod release;
mod risk;
mod simplex;
mod sources;
mod summary;
mod tables;
mod waves;

pub use audit::{Breach, Table, audit};
#[cfg(feature = "two-tally")]
pub use counts::{BandRelease, CountRelease, StratumRelease};
#[cfg(feature = "two-tally")]
pub(in crate::domain) use counts::{disclose_bands, disclose_counts, disclose_strata};
pub use history::History;
pub use quality::disclose_quality;
pub use randomised::{
    ItemEstimates, MarkerEstimate, PartEstimate, RandomisedCategory, RandomisedItem,
    RandomisedRelease, ScoreEstimate, with_noise,
};
pub use risk::{Classes, frequencies};
pub use waves::{COVERED_MIN, NotComparable, Wave, compare};

pub use policy::{OutOfRange, Policy};
pub use release::{
    Bin, Cell, Distribution, ItemRelease, MarkerShare, Missing, Part, PriorityRelease,
    PriorityShare, Release, Summary, Withheld,
};

pub use tables::{
    AvoidableRelease, Background, Correlation, CorrelationFigures, CrossTable, Group,
    GroupDifference, GroupSummary, GroupTable, HoursRelease, OmegaRelease, PartChange,
    QualityRelease, Reliability, ShareChange, TABLES, WaveComparison, WaveDifference,
};

use sources::Sources;
use summary::Summarised;

use super::instrument::{Form, Instrument};
use super::stats::ratio;
use super::tally::{CATEGORY_UNITS, Changes, Spread, Tally};

/// Number of equal bins of a histogram of scores.
pub const BINS: u8 = 5;

/// Fewest people in a part of a distribution that is not empty.
pub const PART_MIN: u64 = 3;

/// Number of people from which a distribution may be shown in which all are in one part.
pub const GROUP_MIN: u64 = 30;

/// Mean and interval of a fragile small group are rounded to multiples of so many points.
pub const COARSE_POINTS: f64 = 5.0;

/// Figures of groups from [`GROUP_MIN`] people on are rounded to multiples of so many points.
pub const FINE_POINTS: f64 = 0.1;

/// Numbers of people in tables of groups and in crossed tables are rounded to multiples of this.
pub const PEOPLE_STEP: u64 = 5;

/// Differences of shares, correlations and coefficients of reliability are rounded to multiples of
/// this.
pub const SHARE_STEP: f64 = 0.01;

/// A category of so many items has few possible scores: with five options each, nine.
pub const FEW_ITEMS: usize = 2;

/// Number of people from which figures of a category of [`FEW_ITEMS`] are exact, and from which its
/// reliability is shown; from [`GROUP_MIN`] people on they are rounded: below [`FEW_MIN`] to
/// [`COARSE_POINTS`], else to whole points.
pub const WHOLE_MIN: u64 = 300;

/// Number of people from which interval and deviation of a category of [`FEW_ITEMS`] are rounded to
/// whole points instead of [`COARSE_POINTS`].
pub const FEW_MIN: u64 = 100;

/// Number of people from which a category of [`FEW_ITEMS`] has a histogram beside its exact mean.
pub const HISTOGRAM_MIN: u64 = 40;

/// Means of a category of [`FEW_ITEMS`] are rounded to whole points below [`WHOLE_MIN`] people.
const WHOLE_POINTS: f64 = 1.0;

/// Fewest people of an estimate of omega.
pub const OMEGA_MIN: u64 = 100;

/// Turns a tally into what may be shown of it where nothing has been shown before. `instrument`
/// must be the one answered.
pub fn disclose(instrument: &Instrument, tally: &Tally, policy: Policy) -> Release {
    let (nothing, mut history) = (Changes::default(), History::default());
    disclose_merged(instrument, tally, &[], policy, &nothing, &mut history)
}

/// Turns a tally into what may be shown of it after earlier releases of the same scope, and beside
/// the reports of its sources: what a source withholds does not follow from the release and those.
///
/// `history` is what the earlier releases have told, and is brought up to date; `changes` are those
/// since the last of them. The caller shows the last release again instead, as long as
/// `changes.total` is at least 1 and below the minimum.
///
/// Each list of `sources` is the whole tally in parts: the files that were merged, or what an
/// earlier release counted and the files since. None, or one part, is a tally of records.
pub fn disclose_merged(
    instrument: &Instrument,
    tally: &Tally,
    sources: &[Vec<&Tally>],
    policy: Policy,
    changes: &Changes,
    history: &mut History,
) -> Release {
    let sources = Sources::new(instrument, sources, policy);
    let mut release = alone(instrument, tally, policy, &sources);
    release.paradox = cross::paradox(instrument, tally, &release.outcomes, policy);
    relations::fill(instrument, tally, &mut release, &sources);
    sources.withhold(instrument, &mut release);
    groups::fill(instrument, tally, &mut release, &sources, (history, changes));
    sources.hide_reasons(&mut release);
    // Each breach withholds one more table, and a withheld table tells nothing.
    for _ in 0..=release.groups.len() {
        let Err(breach) = audit(&release) else { break };
        withhold(&mut release, breach.table(), Withheld::Complementary);
    }
    // Last: remembered is only what is shown.
    if release.paradox.shown().is_some()
        && !history.allows_paradox(tally.paradox.iter().sum(), policy.minimum())
    {
        release.paradox = Cell::Withheld(Withheld::Successive);
    }
    release
}

/// Whether a category has so few possible scores that exact figures would tell them.
pub(in crate::domain) fn has_few_scores(
    instrument: &Instrument,
    form: Form,
    category: usize,
) -> bool {
    let asked = |item: &usize| instrument.asks(form, *item);
    instrument.items_of(category).filter(asked).count() <= FEW_ITEMS
}

/// What the deviation of so many people's scores in a category is rounded to, where that is coarser
/// than usual.
fn blur(instrument: &Instrument, form: Form, category: usize, people: u64) -> Option<f64> {
    (people < WHOLE_MIN && has_few_scores(instrument, form, category)).then(|| few_step(people))
}

/// Points to which interval and deviation of so many people with few possible scores are rounded:
/// the fewer people, the fewer sets of scores have the same deviation.
const fn few_step(people: u64) -> f64 {
    if people < FEW_MIN { COARSE_POINTS } else { WHOLE_POINTS }
}

/// Withholds everything by group, and what is crossed: what may stand beside an earlier release of
/// which only the published figures are known, not who was counted. The caller has made sure that
/// the numbers of people differ by at least the minimum, as for what is not by group.
pub fn without_groups(release: &mut Release) {
    let questions = release.background.len();
    for background in 0..questions {
        withhold(release, Table::Groups { background: small(background) }, Withheld::Successive);
    }
    withhold(release, Table::Paradox, Withheld::Successive);
}

/// Withholds a whole table.
fn withhold(release: &mut Release, table: Table, rule: Withheld) {
    let Table::Groups { background } = table else {
        release.paradox = Cell::Withheld(rule);
        return;
    };
    let place = usize::from(background);
    release.background[place] = Cell::Withheld(rule);
    for table in release.groups.iter_mut().filter(|table| table.background == background) {
        for group in &mut table.groups {
            group.n = Cell::Withheld(rule);
            group.index = Cell::Withheld(rule);
            group.categories.iter_mut().for_each(|cell| *cell = Cell::Withheld(rule));
            group.differences.iter_mut().for_each(|cell| *cell = Cell::Withheld(rule));
        }
    }
}

/// A number of people as it stands in tables of groups and in crossed tables: to the nearest
/// multiple of [`PEOPLE_STEP`].
const fn round_people(people: u64) -> u64 {
    (people + PEOPLE_STEP / 2) / PEOPLE_STEP * PEOPLE_STEP
}

/// The nearest multiple of a step, halves upwards.
fn round(figure: f64, step: f64) -> f64 {
    in_steps(figure, step, |steps| (steps + 0.5).floor())
}

/// A multiple of a step. Of a step below 1 it is a quotient of whole numbers, so that it is written
/// as short as it can be.
fn in_steps(figure: f64, step: f64, whole: fn(f64) -> f64) -> f64 {
    if step < 1.0 {
        let steps = (1.0 / step).round();
        whole(figure * steps) / steps
    } else {
        whole(figure / step) * step
    }
}

/// A number of people as a floating-point number.
fn float(people: u64) -> f64 {
    ratio(people, 1)
}

/// A place in the instrument; there are at most 56 of a kind.
fn small(place: usize) -> u8 {
    u8::try_from(place).unwrap_or(u8::MAX)
}

/// The scores that a summary describes.
type Scores<'a> = &'a dyn Fn(&Tally) -> Spread<'_>;

/// What concerns single questions and scores.
fn alone(instrument: &Instrument, tally: &Tally, policy: Policy, sources: &Sources) -> Release {
    let enough = tally.n >= policy.minimum();
    let scores = |of: Scores| {
        if enough {
            let guard = sources.guard(summary::SHARES.to_vec(), |tally| of(tally).steps.to_vec());
            summary::summarise(&of(tally), policy, &guard)
        } else {
            Summarised { cell: Cell::Withheld(Withheld::BelowMinimum), whole: false }
        }
    };
    let items = instrument.items.iter().zip(&tally.items).enumerate().map(|(place, pair)| {
        if instrument.asks(tally.form(), place) {
            let markers = answers::markers(pair.0, pair.1.options.len());
            let guard = sources.guard(markers, |tally| tally.items[place].options.clone());
            answers::item(instrument, pair.0, pair.1, policy, &guard)
        } else {
            Cell::Withheld(Withheld::NotAsked)
        }
    });
    let outcomes = tally.outcomes.iter().enumerate().map(|(place, outcome)| {
        let guard = sources.guard(Vec::new(), |tally| tally.outcomes[place].options.clone());
        answers::distribution(outcome, policy, &guard)
    });
    let index = scores(&|tally| tally.index.spread());
    let weighted = scores(&|tally| tally.weighted.spread());
    let categories: Vec<Summarised> = (0..tally.categories.len())
        .map(|place| scores(&|tally| tally.categories[place].spread(CATEGORY_UNITS)))
        .collect();
    let whole = complement::Whole {
        index: index.whole,
        weighted: weighted.whole,
        categories: categories.iter().map(|category| category.whole).collect(),
    };
    let mut release = Release {
        form: tally.form(),
        policy,
        n: tally.n,
        index: index.cell,
        weighted: weighted.cell,
        categories: categories.into_iter().map(|category| category.cell).collect(),
        items: items.collect(),
        outcomes: outcomes.collect(),
        priorities: match instrument.priorities_index() {
            Some(_) => answers::priorities(&tally.priorities, policy),
            None => Cell::Withheld(Withheld::NotAsked),
        },
        weighting: Cell::Withheld(Withheld::NotAsked),
        background: Vec::new(),
        groups: Vec::new(),
        reliability: Vec::new(),
        correlations: Vec::new(),
        hours: Cell::Withheld(Withheld::NotAsked),
        paradox: Cell::Withheld(Withheld::NotAsked),
        randomised: RandomisedRelease::default(),
    };
    complement::complete(instrument, &mut release, &whole);
    for (category, cell) in release.categories.iter_mut().enumerate() {
        if has_few_scores(instrument, tally.form(), category) {
            let people = tally.categories[category].scored();
            summary::blur(cell, sources.blurred(category, people));
        }
    }
    sources.soften(instrument, &mut release);
    let Release { index, weighted, categories, .. } = &mut release;
    [index, weighted].into_iter().chain(categories).for_each(summary::settle);
    release
}
