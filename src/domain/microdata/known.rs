//! How many people are found by a few answers that somebody knows of them.
//!
//! An attacker knows that a person is in the table and what the person answered to some questions
//! drawn by chance. Every row that agrees with what is known could be the person's; where there is
//! only one, all other answers are known too. This is the unicity of Y.-A. de Montjoye,
//! C. A. Hidalgo, M. Verleysen & V. D. Blondel, *Sci. Rep.* 3 (2013) 1376, and the attack of
//! A. Narayanan & V. Shmatikov, *IEEE Symp. Security and Privacy* (2008) 111–125, without errors in
//! what is known.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};

use super::table::{Source, Table};
use crate::domain::answer::Question;

/// How many answers are known, one try each.
pub const KNOWN_ANSWERS: [usize; 4] = [1, 2, 3, 5];

/// Most people who are tried; of more, as many are drawn.
const PEOPLE_MAX: usize = 10_000;

/// Fewest tries: of fewer people, each is tried several times.
const TRIES_MIN: usize = 1_000;

/// Where the draws begin: the same table in the same order gives the same numbers.
const SEED: u64 = 0x7169_6e67_6461_6e06;

/// What came of the tries with one number of known answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Answers known, fewer of people who gave fewer.
    pub answers: usize,
    /// Tries.
    pub tries: u64,
    /// Tries after which one row was left, by these answers alone.
    pub found: u64,
    /// The same where form and background are known too.
    pub found_with_background: u64,
}

/// Which rows have a code in a column: a bit each.
type Rows = Vec<u64>;

/// For each column that can be known, its codes and their rows.
struct Index {
    answers: Vec<Vec<(i16, Rows)>>,
    /// The same of form and background together, and each row's place in it.
    groups: Vec<Rows>,
    group_of: Vec<usize>,
}

/// Tries with every number of known answers.
pub(super) fn known(table: &Table<'_>) -> Vec<Known> {
    let index = Index::new(table);
    let people = table.rows.len();
    let mut generator = Pcg32::seed_from_u64(SEED);
    let rounds = TRIES_MIN.div_ceil(people.max(1));
    let tries = if people > PEOPLE_MAX { PEOPLE_MAX } else { people * rounds };
    let mut all = Vec::new();
    for answers in KNOWN_ANSWERS {
        let mut known = Known { answers, tries: 0, found: 0, found_with_background: 0 };
        for number in 0..tries {
            let person =
                if people <= PEOPLE_MAX { number % people } else { below(&mut generator, people) };
            let held = index.drawn(table, person, answers, &mut generator);
            known.tries += 1;
            known.found += u64::from(is_alone(&held));
            let group = &index.groups[index.group_of[person]];
            let held: Vec<&Rows> = held.into_iter().chain([group]).collect();
            known.found_with_background += u64::from(is_alone(&held));
        }
        all.push(known);
    }
    all
}

impl Index {
    fn new(table: &Table<'_>) -> Self {
        let words = table.rows.len().div_ceil(64);
        let is_answer =
            |source| matches!(source, Source::Answer(Question::Item(_) | Question::Outcome(_)));
        let mut answers = Vec::new();
        for (column, _) in
            table.columns.iter().enumerate().filter(|(_, column)| is_answer(column.source))
        {
            let mut codes: Vec<(i16, Rows)> = Vec::new();
            for (row, values) in table.rows.iter().enumerate() {
                let code = values[column];
                let place = codes.iter().position(|(known, _)| *known == code);
                let place = place.unwrap_or_else(|| {
                    codes.push((code, vec![0; words]));
                    codes.len() - 1
                });
                codes[place].1[row / 64] |= 1 << (row % 64);
            }
            answers.push(codes);
        }
        let (mut keys, mut groups, mut group_of) = (Vec::new(), Vec::new(), Vec::new());
        for (row, values) in table.rows.iter().enumerate() {
            let key = table.background_of(values);
            let place = keys.iter().position(|known| *known == key).unwrap_or_else(|| {
                keys.push(key);
                groups.push(vec![0; words]);
                groups.len() - 1
            });
            groups[place][row / 64] |= 1 << (row % 64);
            group_of.push(place);
        }
        Self { answers, groups, group_of }
    }

    /// The rows that agree with each of so many answers of a person, drawn by chance from all
    /// options that the person picked.
    fn drawn(
        &self,
        table: &Table<'_>,
        person: usize,
        answers: usize,
        generator: &mut Pcg32,
    ) -> Vec<&Rows> {
        let columns = table.columns.iter().enumerate();
        let asked = columns.filter(|(_, column)| {
            matches!(column.source, Source::Answer(Question::Item(_) | Question::Outcome(_)))
        });
        let mut picked: Vec<(usize, i16)> = asked
            .enumerate()
            .map(|(place, (column, _))| (place, table.rows[person][column]))
            .filter(|(_, code)| *code >= 0)
            .collect();
        let mut held = Vec::with_capacity(answers + 1);
        while held.len() < answers && !picked.is_empty() {
            let (place, code) = picked.swap_remove(below(generator, picked.len()));
            let rows = self.answers[place].iter().find(|(known, _)| *known == code);
            held.extend(rows.map(|(_, rows)| rows));
        }
        held
    }
}

/// Whether exactly one row is in all of these.
fn is_alone(all: &[&Rows]) -> bool {
    let Some((first, rest)) = all.split_first() else { return false };
    let mut left = 0;
    for (word, bits) in first.iter().enumerate() {
        left += rest.iter().fold(*bits, |bits, rows| bits & rows[word]).count_ones();
        if left > 1 {
            return false;
        }
    }
    left == 1
}

/// A number from 0 to `end` − 1; the bias is below `end`/2³².
fn below(generator: &mut Pcg32, end: usize) -> usize {
    let scaled = (u64::from(generator.next_u32()) * end as u64) >> 32;
    usize::try_from(scaled).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::randomised::Noise;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::plain;

    fn table(people: u64) -> Table<'static> {
        let records: Vec<_> = plain(people, 3).collect();
        let places: Vec<_> = (0..people).map(|n| u128::from(n).to_be_bytes()).collect();
        Table::new(shipped_instrument(), &records, Noise::NONE, 10, &places).expect("a table")
    }

    /// The bits against a plain count of the rows that agree.
    #[test]
    fn one_row_is_left_exactly_where_no_other_agrees() {
        let table = table(90);
        let index = Index::new(&table);
        let mut generator = Pcg32::seed_from_u64(1);
        let columns: Vec<usize> = (0..table.columns.len())
            .filter(|column| matches!(table.columns[*column].source, Source::Answer(_)))
            .collect();
        let (mut alone, mut not) = (0, 0);
        for person in 0..90 {
            for answers in [1, 2, 3] {
                let before = generator.clone();
                let held = index.drawn(&table, person, answers, &mut generator);
                let mut again = before;
                let mut picked: Vec<usize> = columns
                    .iter()
                    .copied()
                    .filter(|column| table.rows[person][*column] >= 0)
                    .collect();
                let drawn: Vec<usize> = (0..answers)
                    .map(|_| picked.swap_remove(below(&mut again, picked.len())))
                    .collect();
                let agree = |row: &&Vec<i16>| {
                    drawn.iter().all(|column| row[*column] == table.rows[person][*column])
                };
                let expected = table.rows.iter().filter(agree).count() == 1;
                assert_eq!(is_alone(&held), expected, "{person} {answers}");
                *(if expected { &mut alone } else { &mut not }) += 1;
            }
        }
        assert!(alone > 20 && not > 20, "{alone} {not}");
    }

    #[test]
    fn more_known_answers_find_more_people() {
        let known = known(&table(400));
        assert_eq!(known.iter().map(|known| known.answers).collect::<Vec<_>>(), KNOWN_ANSWERS);
        for pair in known.windows(2) {
            assert!(pair[0].found < pair[1].found, "{known:?}");
        }
        for known in &known {
            assert_eq!(known.tries, 1_200);
            assert!(known.found <= known.found_with_background, "{known:?}");
        }
        // The design’s own simulation found three in four of 500 people by five answers.
        assert!(known[3].found * 10 > known[3].tries * 5, "{known:?}");
    }

    #[test]
    fn nobody_is_alone_among_twins() {
        let mut table = table(60);
        let rows = table.rows.clone();
        table.rows.extend(rows);
        for known in known(&table) {
            assert_eq!((known.found, known.found_with_background), (0, 0), "{known:?}");
        }
    }
}
