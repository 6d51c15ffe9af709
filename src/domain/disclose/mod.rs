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
//!    in the items that they are made of, nor, for the index, in any category. Elsewhere mean and
//!    interval are rounded to [`COARSE_POINTS`], and deviation and quartiles are withheld.
//! 5. **Complementary.** What is withheld must not follow from what is shown. An item's mean
//!    times its people is a whole sum that would tell how a merged part divides, so it is shown
//!    only where nothing was merged. And where all answer everything, means of items add up to the
//!    category's and those to the index: exactly one unknown could be computed, so a second one
//!    is withheld beside it.
//! 6. **Reasons for missing answers** are shown one by one only where none has 1 or 2 people.
//!
//! Quartiles are single order statistics; from ten people on at least three lie on either side of
//! each, so that none is anyone's extreme. Nothing is ordered by score, and there is no ranking:
//! every list is in the order of the instrument.
//!
//! *What remains.* The rules bound what follows from a release by counting and adding. They do not
//! bound what someone learns who already knows all answers but one; what releases of hand-picked
//! sets of files tell together; or, from [`GROUP_MIN`] people on, what exact figures of scores tell
//! jointly with the histogram. Hence a minimum of ten people and not three. `attack.rs` tries every
//! group of ten on a scale of nine scores and bounds how often its release fits no other group;
//! what successive releases of a growing set tell is bounded where they are made, in `worker`.

mod answers;
#[cfg(test)]
mod attack;
mod complement;
mod parts;
mod policy;
mod release;
mod summary;

pub use policy::{OutOfRange, Policy};
pub use release::{
    Bin, Cell, Distribution, ItemRelease, MarkerShare, Missing, Part, PriorityRelease,
    PriorityShare, Release, Summary, Withheld,
};

use summary::Summarised;

use super::instrument::Instrument;
use super::tally::{CATEGORY_UNITS, INDEX_UNITS, Tally, WEIGHTED_UNITS};

/// Number of equal bins of a histogram of scores.
pub const BINS: u8 = 5;

/// Fewest people in a part of a distribution that is not empty.
pub const PART_MIN: u64 = 3;

/// Number of people from which a distribution may be shown in which all are in one part.
pub const GROUP_MIN: u64 = 30;

/// Mean and interval of a fragile small group are rounded to multiples of so many points.
pub const COARSE_POINTS: f64 = 5.0;

/// Turns a tally into what may be shown of it. `instrument` must be the one answered.
pub fn disclose(instrument: &Instrument, tally: &Tally, policy: Policy) -> Release {
    let enough = tally.n >= policy.minimum();
    let scores = |histogram, units| {
        if enough {
            summary::summarise(histogram, units, policy)
        } else {
            Summarised { cell: Cell::Withheld(Withheld::BelowMinimum), whole: false }
        }
    };
    let items = instrument.items.iter().zip(&tally.items).enumerate().map(|(place, pair)| {
        if instrument.asks(tally.form(), place) {
            answers::item(instrument, pair.0, pair.1, policy)
        } else {
            Cell::Withheld(Withheld::NotAsked)
        }
    });
    let index = scores(&tally.index, INDEX_UNITS);
    let weighted = scores(&tally.weighted, WEIGHTED_UNITS);
    let categories: Vec<Summarised> =
        tally.categories.iter().map(|category| scores(category, CATEGORY_UNITS)).collect();
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
        outcomes: tally.outcomes.iter().map(|o| answers::distribution(o, policy)).collect(),
        priorities: match instrument.priorities_index() {
            Some(_) => answers::priorities(&tally.priorities, policy),
            None => Cell::Withheld(Withheld::NotAsked),
        },
    };
    complement::complete(instrument, &mut release, &whole);
    release
}
