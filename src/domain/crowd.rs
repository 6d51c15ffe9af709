//! Whether a background is so rare that it gives a person away.
//!
//! A campaign can carry a [`Roster`]: how many people are asked, and how they are spread over the
//! answers to the background questions. From it follows how many of them are expected to share the
//! background that a record would tell ([`Roster::alike`]), and which answers to leave out where
//! they are too few ([`Roster::coarsened`]). All of it is exact: integers only.

use std::cmp::Reverse;

use super::answer::{Answer, Complete, Question};
use super::campaign::BACKGROUND_MAX;
use super::instrument::Instrument;
use super::record::Record;

/// People of the same background below which answers are left out.
pub const ALIKE_MIN: u64 = 10;

/// People of the same background from which nothing needs to be said.
pub const ALIKE_MANY: u64 = 20;

/// Fewest people that a cell tells exactly; one with fewer is as good as one with the person alone.
pub const CELL_MIN: u32 = 5;

/// Most people of a roster: a higher head count is no survey's, and would make any background look
/// common.
pub const PEOPLE_MAX: u32 = 1_000_000;

/// Number of people from which no more than that is told.
pub const TOLD_MAX: u64 = 1_000;

/// Sum of the shares of a question.
const WHOLE: u32 = 255;

/// Bytes of the number of people.
const PEOPLE_BYTES: usize = 4;

/// The people who are asked, by background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    people: u32,
    questions: Vec<Shares>,
}

/// How people are spread over the answers to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shares {
    /// Position of the question in the instrument.
    question: u8,
    /// One for each option, in 1/255; they sum to 255.
    shares: Vec<u8>,
}

/// Why something is no roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterFault {
    /// There is nobody in it.
    #[error("a roster without people")]
    Nobody,
    /// There are more than [`PEOPLE_MAX`].
    #[error("a roster of more than {PEOPLE_MAX} people")]
    TooMany,
    /// Not one number for each option of each question that is asked.
    #[error("the numbers do not fit the questions asked")]
    Shape,
    /// The shares of a question do not sum to 255.
    #[error("the shares of a question do not sum to 255")]
    Sum,
}

/// How many people have the same background.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crowd {
    /// Fewer than [`ALIKE_MIN`].
    Few,
    /// From [`ALIKE_MIN`], fewer than [`ALIKE_MANY`].
    Some,
    /// [`ALIKE_MANY`] or more.
    Many,
}

impl Crowd {
    /// The level of a number of people.
    pub const fn of(alike: u64) -> Self {
        match alike {
            ..ALIKE_MIN => Self::Few,
            ALIKE_MIN..ALIKE_MANY => Self::Some,
            ALIKE_MANY.. => Self::Many,
        }
    }
}

/// A number of people as it is told: rounded down to tens, and never more than [`TOLD_MAX`], which
/// stands for itself and all above it. A roster of rounded shares cannot tell more, and nobody can
/// check on the phone what the organiser wrote into it.
pub const fn told(alike: u64) -> u64 {
    if alike < TOLD_MAX { alike / 10 * 10 } else { TOLD_MAX }
}

/// What leaving answers out comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coarsened {
    /// Background questions to leave out: bit n is question n of the instrument.
    pub dropped: u8,
    /// People expected to share what is left, the person included.
    pub alike: u64,
}

impl Roster {
    /// The roster of a number of people and, for each background question that is asked (bit n of
    /// `asked` for question n), how many people give each answer. The numbers can be estimates:
    /// only their shares count, rounded to 1/255; the largest takes what is left.
    pub fn new(
        instrument: &Instrument,
        asked: u8,
        people: u32,
        counts: &[Vec<u32>],
    ) -> Result<Self, RosterFault> {
        let asked = shapes(instrument, asked);
        if asked.len() != counts.len() {
            return Err(RosterFault::Shape);
        }
        let mut questions = Vec::new();
        for ((question, options), counts) in asked.into_iter().zip(counts) {
            if counts.len() != options {
                return Err(RosterFault::Shape);
            }
            let shares = in_255ths(counts).ok_or(RosterFault::Nobody)?;
            questions.push(Shares { question, shares });
        }
        Self::of(people, questions)
    }

    /// Number of people who are asked.
    pub const fn people(&self) -> u32 {
        self.people
    }

    /// For each question asked, its position in the instrument and about how many people give each
    /// answer: its share of them, to the nearest whole number.
    pub fn counts(&self) -> impl Iterator<Item = (u8, Vec<u32>)> {
        let people = |share: &u8| {
            let whole = u64::from(WHOLE);
            let people = (u64::from(self.people) * u64::from(*share) + whole / 2) / whole;
            u32::try_from(people).unwrap_or(u32::MAX)
        };
        let counts =
            move |asked: &Shares| (asked.question, asked.shares.iter().map(people).collect());
        self.questions.iter().map(counts)
    }

    /// The campaign's extension: the number of people, high byte first, then for each question
    /// asked a byte for each option, its share in 1/255.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.people.to_be_bytes().to_vec();
        bytes.extend(self.questions.iter().flat_map(|question| &question.shares));
        bytes
    }

    /// Reads the extension of a campaign that asks the background questions `asked`. Only what
    /// [`Roster::to_bytes`] writes is accepted.
    pub fn from_bytes(
        instrument: &Instrument,
        asked: u8,
        bytes: &[u8],
    ) -> Result<Self, RosterFault> {
        let (people, mut rest) =
            bytes.split_first_chunk::<PEOPLE_BYTES>().ok_or(RosterFault::Shape)?;
        let people = u32::from_be_bytes(*people);
        let mut questions = Vec::new();
        for (question, options) in shapes(instrument, asked) {
            let (shares, after) = rest.split_at_checked(options).ok_or(RosterFault::Shape)?;
            if shares.iter().map(|&share| u32::from(share)).sum::<u32>() != WHOLE {
                return Err(RosterFault::Sum);
            }
            questions.push(Shares { question, shares: shares.to_vec() });
            rest = after;
        }
        if rest.is_empty() { Self::of(people, questions) } else { Err(RosterFault::Shape) }
    }

    /// A roster of from 1 to [`PEOPLE_MAX`] people.
    fn of(people: u32, questions: Vec<Shares>) -> Result<Self, RosterFault> {
        match people {
            0 => Err(RosterFault::Nobody),
            1..=PEOPLE_MAX => Ok(Self { people, questions }),
            _ => Err(RosterFault::TooMany),
        }
    }

    /// The number of people expected to give the same background answers, the person included and
    /// rounded down: 1 + (N − 1)·∏ shares over the questions with an option. Questions count as
    /// independent of one another, which is the best that shares alone can tell.
    pub fn alike(&self, complete: &Complete) -> u64 {
        self.alike_without(complete, 0)
    }

    fn alike_without(&self, complete: &Complete, dropped: u8) -> u64 {
        // At most 10⁶ · 255⁸ < 2⁸⁴.
        let (mut others, mut counted) = (u128::from(self.people - 1), 0);
        for Shares { question, shares } in &self.questions {
            let answer = complete.answers().get(Question::Background(*question));
            if let (Some(option), 0) = (answer.option(), dropped >> question & 1) {
                others *= u128::from(shares.get(usize::from(option)).copied().unwrap_or(0));
                counted += 1;
            }
        }
        // Rounding down after each division is the same as rounding down once.
        for _ in 0..counted {
            others /= u128::from(WHOLE);
        }
        1 + u64::try_from(others).unwrap_or(u64::MAX)
    }

    /// Which answers to leave out so that at least [`ALIKE_MIN`] people share what is left: one
    /// after the other the rarest, and of several the first. No other way leaves out fewer. Where
    /// the roster itself has fewer people, every answer goes.
    pub fn coarsened(&self, complete: &Complete) -> Coarsened {
        let rarity = |bit: u8| {
            let of = |asked: &&Shares| bit >> asked.question & 1 == 1;
            let asked = self.questions.iter().find(of)?;
            let answer = complete.answers().get(Question::Background(asked.question));
            let share = answer.option().and_then(|option| asked.shares.get(usize::from(option)));
            Some(Reverse(share.copied().unwrap_or(0)))
        };
        let alike = |dropped| self.alike_without(complete, dropped);
        coarsened(complete, alike, |_, bit| rarity(bit))
    }
}

/// People counted in every combination of answers, where somebody has such a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Position of each question and number of its options.
    shape: Vec<(u8, usize)>,
    /// The last question's options next to one another.
    counts: Vec<u32>,
}

impl Cells {
    /// The table of the background questions that are asked (bit n of `asked` for question n): one
    /// count for each combination, the last question's options next to one another.
    pub fn new(instrument: &Instrument, asked: u8, counts: &[u32]) -> Result<Self, RosterFault> {
        let shape = shapes(instrument, asked);
        if shape.iter().map(|(_, options)| options).product::<usize>() != counts.len() {
            return Err(RosterFault::Shape);
        }
        // What a table does not tell exactly does not count.
        let told = |count: &u32| if *count < CELL_MIN { 0 } else { *count };
        Ok(Self { shape, counts: counts.iter().map(told).collect() })
    }

    /// The number of people counted with the same background answers, at least 1: the person.
    pub fn alike(&self, complete: &Complete) -> u64 {
        self.alike_without(complete, 0)
    }

    fn alike_without(&self, complete: &Complete, dropped: u8) -> u64 {
        let mut wanted = Vec::new();
        for (question, _) in &self.shape {
            let answer = complete.answers().get(Question::Background(*question));
            let kept = dropped >> question & 1 == 0;
            wanted.push(answer.option().filter(|_| kept).map(usize::from));
        }
        let same = |mut cell: usize| {
            self.shape.iter().zip(&wanted).rev().all(|((_, options), wanted)| {
                let option = cell % options;
                cell /= options;
                wanted.is_none_or(|wanted| wanted == option)
            })
        };
        let cells = self.counts.iter().enumerate().filter(|(cell, _)| same(*cell));
        cells.map(|(_, &count)| u64::from(count)).sum::<u64>().max(1)
    }

    /// As [`Roster::coarsened`], from the counts: one after the other the answer without which
    /// there are most, and of several the first.
    pub fn coarsened(&self, complete: &Complete) -> Coarsened {
        let alike = |dropped| self.alike_without(complete, dropped);
        coarsened(complete, alike, |dropped, bit| alike(dropped | bit))
    }
}

/// The same record without some background answers (bit n for question n): they read as if the
/// person preferred not to say.
pub fn without(record: &Record, dropped: u8) -> Record {
    let complete = record.complete();
    let mut answers = complete.answers().clone();
    for (at, answer) in answers.background.iter_mut().take(BACKGROUND_MAX).enumerate() {
        if dropped >> at & 1 == 1 && answer.option().is_some() {
            *answer = Answer::Declined;
        }
    }
    record.with_complete(Complete { form: complete.form(), answers })
}

/// Leaves out one answer after the other until there are enough people, or no answer: the first of
/// those that come `first`, by what is left out already.
fn coarsened<K: Ord>(
    complete: &Complete,
    alike_without: impl Fn(u8) -> u64,
    first: impl Fn(u8, u8) -> K,
) -> Coarsened {
    let mut left: Vec<u8> = Vec::new();
    for (question, answer) in (0..).zip(complete.answers().background.iter().take(BACKGROUND_MAX)) {
        left.extend(answer.option().map(|_| 1 << question));
    }
    let mut found = Coarsened { dropped: 0, alike: alike_without(0) };
    while found.alike < ALIKE_MIN {
        // Of several, `max_by_key` gives the last.
        let places = (0..left.len()).rev();
        let Some(place) = places.max_by_key(|place| first(found.dropped, left[*place])) else {
            break;
        };
        let dropped = found.dropped | left.remove(place);
        found = Coarsened { dropped, alike: alike_without(dropped) };
    }
    found
}

/// Position and number of options of each background question that is asked.
fn shapes(instrument: &Instrument, asked: u8) -> Vec<(u8, usize)> {
    let questions = (0..).zip(instrument.background.iter().take(BACKGROUND_MAX));
    let asked = questions.filter(|(question, _)| asked >> question & 1 == 1);
    asked.map(|(question, background)| (question, background.options.len())).collect()
}

/// Shares in 1/255 that sum to 255: each rounded down, and the first of the largest takes the
/// rest. None where nobody is counted.
fn in_255ths(counts: &[u32]) -> Option<Vec<u8>> {
    let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    let share = |count: u32| (u64::from(count) * u64::from(WHOLE)).checked_div(total);
    let mut shares = Vec::new();
    for &count in counts {
        shares.push(u8::try_from(share(count)?).ok()?);
    }
    let rest = u8::try_from(WHOLE - shares.iter().map(|&share| u32::from(share)).sum::<u32>());
    let most = counts.iter().max()?;
    let largest = counts.iter().position(|count| count == most)?;
    shares[largest] = shares[largest].checked_add(rest.ok()?)?;
    Some(shares)
}
