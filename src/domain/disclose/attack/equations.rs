//! What follows from linear equations over unknown numbers.

/// Linear equations over unknown numbers, as far as what follows from them matters.
#[derive(Clone, Default)]
pub(super) struct Equations {
    /// In echelon form: each row begins with a 1, in a column where no earlier one has any.
    rows: Vec<(usize, Vec<u64>)>,
}

/// A prime far above every coefficient that occurs.
pub(super) const PRIME: u64 = (1 << 31) - 1;

impl Equations {
    /// Adds a known sum.
    pub(super) fn add(&mut self, sum: Vec<u64>) {
        let mut row = self.reduce(sum);
        let Some(first) = row.iter().position(|&factor| factor > 0) else { return };
        let inverse = power(row[first], PRIME - 2);
        for factor in &mut row {
            *factor = *factor * inverse % PRIME;
        }
        self.rows.push((first, row));
    }

    /// Whether a sum follows.
    pub(super) fn tell(&self, sum: Vec<u64>) -> bool {
        self.reduce(sum).iter().all(|&factor| factor == 0)
    }

    fn reduce(&self, mut row: Vec<u64>) -> Vec<u64> {
        for (first, known) in &self.rows {
            let times = PRIME - row[*first];
            for (factor, known) in row.iter_mut().zip(known) {
                *factor = (*factor + times * known) % PRIME;
            }
        }
        row
    }
}

fn power(base: u64, exponent: u64) -> u64 {
    (0..31).rev().fold(1, |power, bit| {
        let squared = power * power % PRIME;
        if exponent >> bit & 1 == 1 { squared * base % PRIME } else { squared }
    })
}
