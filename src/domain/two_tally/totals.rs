//! Both halves together: the totals, and what may be shown of them.

use std::fmt;

use prio::codec::ParameterizedDecode as _;
use prio::field::Field128;
use prio::vdaf::{AggregateShare, Collector as _};

use super::count::TotalHalf;
use super::scheme::Scheme;
use super::tables::{Choice, PriorityCells, QuestionCells};
use crate::domain::answer::{Answer, Question};
use crate::domain::disclose::{
    BandRelease, Cell, CountRelease, Policy, StratumRelease, disclose_bands, disclose_counts,
    disclose_strata, has_few_scores,
};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::tally::{AnswerCounts, PriorityCounts, Tally};

/// The totals of every cell. They cannot be shown: see [`Totals::disclose`].
#[derive(Clone)]
pub struct Totals<'a> {
    scheme: &'a Scheme<'a>,
    people: u64,
    cells: Vec<u64>,
}

impl fmt::Debug for Totals<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Totals({} people)", self.people)
    }
}

/// Why two halves give no totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CombineFault {
    /// Both are of one organiser.
    #[error("both halves are of one organiser")]
    SameParty,
    /// They count different people.
    #[error("the halves count different people")]
    DifferentPeople,
    /// There are fewer people than the plan's minimum.
    #[error("fewer people than the plan needs")]
    TooFew,
    /// Together they are no numbers of people: one of them is not what its program writes.
    #[error("the halves do not belong together")]
    Inconsistent,
}

/// What may be shown of the totals.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TwoTallyRelease {
    /// Items, outcomes, priorities, background: as in a report of records.
    pub counts: CountRelease,
    /// People by band of the score: each category, and last the index.
    pub bands: Vec<Cell<BandRelease>>,
    /// The same by the groups of each stratum question.
    pub strata: Vec<StratumTable>,
}

/// People by band and group.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StratumTable {
    /// Place of the background question in the instrument.
    pub question: usize,
    /// Each category, and last the index.
    pub scores: Vec<Cell<StratumRelease>>,
}

impl<'a> Scheme<'a> {
    /// Puts two halves together. Every sum that must hold for each record must hold for the totals
    /// too.
    pub fn combine(
        &'a self,
        one: &TotalHalf,
        other: &TotalHalf,
    ) -> Result<Totals<'a>, CombineFault> {
        if one.party == other.party {
            return Err(CombineFault::SameParty);
        }
        if (one.people, one.ids) != (other.people, other.ids) {
            return Err(CombineFault::DifferentPeople);
        }
        let people = u64::from(one.people);
        if people < u64::from(self.plan.declared().minimum) {
            return Err(CombineFault::TooFew);
        }
        let read = |half: &TotalHalf| {
            AggregateShare::<Field128>::get_decoded_with_param(&(&self.vdaf, &()), &half.cells).ok()
        };
        let halves = [read(one), read(other)];
        let [Some(one), Some(other)] = halves else { return Err(CombineFault::Inconsistent) };
        let sums = self.vdaf.unshard(&(), [one, other], 0);
        let sums = sums.map_err(|_| CombineFault::Inconsistent)?;
        let cells: Option<Vec<u64>> = sums
            .into_iter()
            .map(|sum| u64::try_from(sum).ok().filter(|&sum| sum <= people))
            .collect();
        let cells = cells.ok_or(CombineFault::Inconsistent)?;
        let mut equations = self.cells.equations().iter();
        if !equations.all(|equation| equation.holds(&cells, people)) {
            return Err(CombineFault::Inconsistent);
        }
        Ok(Totals { scheme: self, people, cells })
    }
}

impl Totals<'_> {
    /// Number of people.
    pub const fn people(&self) -> u64 {
        self.people
    }

    pub(super) const fn instrument(&self) -> &Instrument {
        self.scheme.instrument
    }

    /// What may be shown, by the rules for every report. The minimum is the plan's.
    pub fn disclose(&self) -> TwoTallyRelease {
        let Scheme { instrument, tables, plan, .. } = self.scheme;
        let policy = Policy::new(u64::from(plan.declared().minimum)).unwrap_or_default();
        let counts = disclose_counts(instrument, &self.tally(), policy);
        let categories = instrument.categories.len();
        let few: Vec<bool> = (0..tables.scores.len())
            .map(|at| at < categories && has_few_scores(instrument, self.form(), at))
            .collect();
        let scores = tables.scores.iter().zip(&few);
        let bands = scores.map(|(choice, few)| {
            let (people, without) = self.bands(*choice);
            disclose_bands(people, without, *few, policy)
        });
        let strata = tables.strata.iter().map(|stratum| {
            let groups = self.groups(stratum.question);
            let scores = stratum.scores.iter().zip(&few).map(|(choice, few)| {
                let cells = self.cells_of(*choice);
                let by_group = |group: usize| {
                    cells.iter().skip(group).step_by(stratum.groups).copied().collect()
                };
                let people: Vec<Vec<u64>> = (0..stratum.groups).map(by_group).collect();
                disclose_strata(&groups, &people, *few, policy)
            });
            StratumTable { question: stratum.question, scores: scores.collect() }
        });
        TwoTallyRelease { counts, bands: bands.collect(), strata: strata.collect() }
    }

    const fn form(&self) -> Form {
        self.scheme.plan.declared().form
    }

    fn cells_of(&self, Choice { first, cells }: Choice) -> &[u64] {
        &self.cells[first..first + cells]
    }

    /// People by band of a score, and those without it.
    fn bands(&self, choice: Choice) -> (&[u64], u64) {
        let cells = self.cells_of(choice);
        let (people, without) = cells.split_at(self.scheme.tables.bands());
        (people, without.iter().sum())
    }

    /// People by option of a background question, and last those who picked none.
    fn groups(&self, background: usize) -> Vec<u64> {
        let Some(question) = self.scheme.tables.background(background) else { return Vec::new() };
        let counts = self.answers(question);
        let none = counts.reasons().iter().sum();
        counts.options.into_iter().chain([none]).collect()
    }

    /// The counts that tables of records have too. What is not counted is nobody's.
    fn tally(&self) -> Tally {
        let Scheme { instrument, tables, .. } = self.scheme;
        let mut tally = Tally::empty(instrument, self.form());
        tally.n = self.people;
        for lists in [&mut tally.items, &mut tally.outcomes, &mut tally.background] {
            for counts in lists {
                counts.not_asked = self.people;
            }
        }
        for question in &tables.questions {
            let (list, at) = match question.question {
                Question::Item(at) => (&mut tally.items, at),
                Question::Outcome(at) => (&mut tally.outcomes, at),
                Question::Background(at) => (&mut tally.background, at),
            };
            list[usize::from(at)] = self.answers(question);
        }
        for (at, groups) in tally.groups.iter_mut().enumerate() {
            let people = self.groups(at);
            if people.is_empty() {
                groups.last_mut().into_iter().for_each(|last| last.n = self.people);
            }
            for (group, people) in groups.iter_mut().zip(people) {
                group.n = people;
            }
        }
        for category in &mut tally.categories {
            category.absent = self.people;
        }
        tally.priorities = match &tables.priorities {
            Some(cells) => self.priorities(cells),
            None => PriorityCounts { not_asked: self.people, ..tally.priorities },
        };
        tally
    }

    fn answers(&self, question: &QuestionCells) -> AnswerCounts {
        let (options, reasons) = self.cells_of(question.choice).split_at(question.options);
        let mut counts = AnswerCounts { options: options.to_vec(), ..AnswerCounts::default() };
        for (reason, people) in question.reasons.iter().zip(reasons) {
            *match reason {
                Answer::NotApplicable => &mut counts.not_applicable,
                Answer::DontKnow => &mut counts.dont_know,
                Answer::Declined => &mut counts.declined,
                _ => &mut counts.skipped,
            } = *people;
        }
        counts
    }

    fn priorities(&self, cells: &PriorityCells) -> PriorityCounts {
        let categories = self.scheme.instrument.categories.len();
        let [first, second, third] = cells.chosen.map(|choice| self.cells_of(choice));
        let chosen = [first, second, third].map(|people| people[..categories].to_vec());
        PriorityCounts {
            choosers: chosen[0].iter().sum(),
            chosen,
            nothing: first[categories],
            declined: first[categories + 1],
            skipped: first[categories + 2],
            not_asked: 0,
        }
    }
}
