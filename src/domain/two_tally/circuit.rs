//! The validity circuit: every cell is 0 or 1, and linear equations between cells hold.
//!
//! A circuit for the proof system of Prio3 (draft-irtf-cfrg-vdaf-18, section 7.3). Its range check
//! is that of the draft's `Histogram` (section 7.4.4), and its equations generalise the draft's
//! “the cells add up to one”: sums of cells are linear, so they make no proof longer, and the
//! verifiers join all results with random coefficients (section 7.3.2). With the one equation that
//! all cells add up to 1 it is `Histogram` itself, byte for byte, which the draft's own vectors
//! show (`vectors.rs`).

use prio::field::{Field128, FieldElement as _};
use prio::flp::gadgets::{Mul, ParallelSum, ParallelSumGadget as _};
use prio::flp::{Flp, FlpError, Gadget, Type};
use prio::vdaf::prio3::{Prio3, optimal_chunk_length};
use prio::vdaf::xof::XofTurboShake128;

/// The variant of Prio3: two organisers, one proof, 128-bit field.
pub(super) type Vdaf = Prio3<Cells, XofTurboShake128, SEED_BYTES>;

/// Length of Prio3's seeds and of its verification key.
pub(super) const SEED_BYTES: usize = 32;

/// Length of an element of the field.
pub(super) const ELEMENT_BYTES: usize = 16;

/// The two who verify.
pub(super) const AGGREGATORS: u8 = 2;

/// Proofs of a report. One is what the draft takes for this field.
const PROOFS: u8 = 1;

/// Our circuit among those of Prio3, in the range that the draft leaves to private use.
const ALGORITHM: u32 = 0xffff_5154;

/// Cells of 0 or 1, and what must hold between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cells {
    number: usize,
    /// Cells that the multiplications of the proof take at once.
    chunk: usize,
    equations: Vec<Equation>,
}

/// The cells of `plus` add up to those of `minus` and `constant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Equation {
    pub(super) plus: Vec<usize>,
    pub(super) minus: Vec<usize>,
    pub(super) constant: u8,
}

impl Cells {
    /// So many cells, at least one, with these equations. Every place in them is below `number`.
    pub(super) fn new(number: usize, equations: Vec<Equation>) -> Self {
        Self::in_chunks(number, optimal_chunk_length(number), equations)
    }

    pub(super) const fn in_chunks(number: usize, chunk: usize, equations: Vec<Equation>) -> Self {
        Self { number, chunk, equations }
    }

    /// The VDAF with this circuit.
    pub(super) fn vdaf(self) -> Option<Vdaf> {
        Prio3::new(AGGREGATORS, PROOFS, ALGORITHM, self).ok()
    }

    pub(super) fn equations(&self) -> &[Equation] {
        &self.equations
    }

    const fn calls(&self) -> usize {
        self.number.div_ceil(self.chunk)
    }

    /// Shares of zero where every cell is 0 or 1: in each chunk the sum of `rᵏ·x·(x − 1)`.
    fn range_check(
        &self,
        gadget: &mut Box<dyn Gadget<Field128>>,
        cells: &[Field128],
        joint: &[Field128],
        share: Field128,
    ) -> Result<Field128, FlpError> {
        let mut sum = Field128::zero();
        for (chunk, &random) in cells.chunks(self.chunk).zip(joint) {
            let (mut wires, mut power) = (Vec::with_capacity(2 * self.chunk), random);
            for &cell in chunk {
                wires.extend([power * cell, cell - share]);
                power *= random;
            }
            while wires.len() < 2 * self.chunk {
                wires.extend([Field128::zero(), -share]);
            }
            sum += gadget.eval(&wires)?;
        }
        Ok(sum)
    }
}

impl Equation {
    /// What the equation leaves over: zero where it holds. `one` is the share of the number one.
    fn left_over(&self, cells: &[Field128], one: Field128) -> Field128 {
        let constant = one * Field128::from(u128::from(self.constant));
        let sum = |places: &[usize]| {
            places.iter().fold(Field128::zero(), |sum, &place| sum + cells[place])
        };
        sum(&self.plus) - sum(&self.minus) - constant
    }

    /// Whether it holds for the totals of so many people.
    pub(super) fn holds(&self, totals: &[u64], people: u64) -> bool {
        let sum = |places: &[usize]| -> u128 {
            places.iter().map(|&place| u128::from(totals[place])).sum()
        };
        let constant = u128::from(self.constant) * u128::from(people);
        sum(&self.plus) == sum(&self.minus) + constant
    }
}

impl Flp for Cells {
    type Field = Field128;

    fn gadget(&self) -> Vec<Box<dyn Gadget<Field128>>> {
        vec![Box::new(ParallelSum::new(Mul::new(self.calls()), self.chunk))]
    }

    fn num_gadgets(&self) -> usize {
        1
    }

    fn valid(
        &self,
        gadgets: &mut Vec<Box<dyn Gadget<Field128>>>,
        input: &[Field128],
        joint_rand: &[Field128],
        num_shares: usize,
    ) -> Result<Vec<Field128>, FlpError> {
        self.valid_call_check(input, joint_rand)?;
        let shares = u128::try_from(num_shares).unwrap_or(u128::MAX);
        let one = Field128::from(shares).inv();
        let mut results = Vec::with_capacity(self.eval_output_len());
        results.push(self.range_check(&mut gadgets[0], input, joint_rand, one)?);
        results.extend(self.equations.iter().map(|equation| equation.left_over(input, one)));
        Ok(results)
    }

    fn input_len(&self) -> usize {
        self.number
    }

    fn proof_len(&self) -> usize {
        2 * self.chunk + 2 * ((1 + self.calls()).next_power_of_two() - 1) + 1
    }

    fn verifier_len(&self) -> usize {
        2 + 2 * self.chunk
    }

    fn joint_rand_len(&self) -> usize {
        self.calls()
    }

    fn eval_output_len(&self) -> usize {
        1 + self.equations.len()
    }

    fn prove_rand_len(&self) -> usize {
        2 * self.chunk
    }
}

impl Type for Cells {
    /// The cells themselves. Nothing is checked here: what is wrong, the proof does not survive.
    type Measurement = Vec<Field128>;
    type AggregateResult = Vec<u128>;

    fn encode_measurement(&self, cells: &Vec<Field128>) -> Result<Vec<Field128>, FlpError> {
        Ok(cells.clone())
    }

    fn truncate(&self, input: Vec<Field128>) -> Result<Vec<Field128>, FlpError> {
        self.truncate_call_check(&input)?;
        Ok(input)
    }

    fn decode_result(&self, data: &[Field128], _people: usize) -> Result<Vec<u128>, FlpError> {
        Ok(data.iter().map(|&total| u128::from(total)).collect())
    }

    fn output_len(&self) -> usize {
        self.number
    }
}
