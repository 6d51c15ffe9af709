//! The numbers of a counter, one after another: written, counted, and added to.

use super::counter::{Counter, Group, Lanes, Partial, Sums};

/// Bits of a number in one byte, and the mark of a byte that is not its last.
const BITS: u32 = 7;
const MORE: u8 = 1 << BITS;

/// What is done with every number.
pub(super) trait Visitor {
    fn narrow(&mut self, number: &mut u32) {
        let mut huge = u128::from(*number);
        self.huge(&mut huge);
        #[expect(clippy::cast_possible_truncation, reason = "counts modulo a power of two")]
        let low = huge as u32;
        *number = low;
    }
    fn wide(&mut self, number: &mut u64) {
        let mut huge = u128::from(*number);
        self.huge(&mut huge);
        #[expect(clippy::cast_possible_truncation, reason = "counts modulo a power of two")]
        let low = huge as u64;
        *number = low;
    }
    fn huge(&mut self, number: &mut u128);
}

/// Writes each number, seven bits a byte, lowest first.
#[derive(Debug)]
pub(super) struct Write(pub Vec<u8>);

impl Visitor for Write {
    fn narrow(&mut self, number: &mut u32) {
        self.wide(&mut u64::from(*number));
    }

    fn wide(&mut self, number: &mut u64) {
        let mut rest = *number;
        while rest >= u64::from(MORE) {
            self.0.push(rest.to_le_bytes()[0] | MORE);
            rest >>= BITS;
        }
        self.0.push(rest.to_le_bytes()[0]);
    }

    fn huge(&mut self, number: &mut u128) {
        let mut rest = *number;
        while rest >= u128::from(MORE) {
            self.0.push(rest.to_le_bytes()[0] | MORE);
            rest >>= BITS;
        }
        self.0.push(rest.to_le_bytes()[0]);
    }
}

/// How many numbers there are.
#[derive(Debug, Default)]
struct Count(usize);

/// How many numbers are written in some bytes; none where they end in the middle of one.
pub(super) fn written(bytes: &[u8]) -> Option<usize> {
    bytes.last().filter(|last| **last < MORE)?;
    Some(bytes.iter().map(|byte| usize::from(*byte < MORE)).sum())
}

impl Visitor for Count {
    fn huge(&mut self, _: &mut u128) {
        self.0 += 1;
    }
}

/// Adds the numbers that are written in some bytes.
#[derive(Debug)]
pub(super) struct Add<'a>(pub &'a [u8]);

impl Add<'_> {
    fn read(&mut self) -> u128 {
        let (mut value, mut shift) = (0, 0);
        while let Some((&byte, rest)) = self.0.split_first() {
            self.0 = rest;
            value |= u128::from(byte & !MORE).checked_shl(shift).unwrap_or(0);
            if byte < MORE {
                break;
            }
            shift += BITS;
        }
        value
    }

    /// Most numbers are written in one byte or two.
    fn short(&mut self) -> Option<u32> {
        match *self.0 {
            [byte, ref rest @ ..] if byte < MORE => {
                self.0 = rest;
                Some(byte.into())
            }
            [low, high, ref rest @ ..] if high < MORE => {
                self.0 = rest;
                Some(u32::from(low & !MORE) | u32::from(high) << BITS)
            }
            _ => None,
        }
    }
}

impl Visitor for Add<'_> {
    fn narrow(&mut self, number: &mut u32) {
        #[expect(clippy::cast_possible_truncation, reason = "counts modulo a power of two")]
        let more = self.short().unwrap_or_else(|| self.read() as u32);
        *number = number.wrapping_add(more);
    }

    fn wide(&mut self, number: &mut u64) {
        #[expect(clippy::cast_possible_truncation, reason = "counts modulo a power of two")]
        let more = self.short().map_or_else(|| self.read() as u64, u64::from);
        *number = number.wrapping_add(more);
    }

    fn huge(&mut self, number: &mut u128) {
        *number = number.wrapping_add(self.read());
    }
}

impl Counter {
    /// How many numbers it has.
    pub(super) fn numbers(&mut self) -> usize {
        let mut count = Count::default();
        self.visit(&mut count);
        count.0
    }

    /// Shows every number to a visitor, the number of people first. Each field has its place here,
    /// or this does not compile.
    pub(super) fn visit(&mut self, visitor: &mut impl Visitor) {
        let Self {
            n,
            codes,
            slots,
            index,
            weighted,
            weighting,
            groups,
            items,
            full,
            full_n,
            partial,
            products,
            joint,
            hours,
            inconsistent,
            incomplete,
            paradox,
        } = self;
        wide(visitor, [n, full_n, inconsistent, incomplete]);
        for grades in [index, weighted] {
            sums(visitor, &mut grades.sums);
            narrow(visitor, grades.tenths.iter_mut().chain(&mut grades.steps));
        }
        sums(visitor, weighting);
        for one in hours {
            sums(visitor, one);
        }
        for Group { n, index, lanes: of_group } in groups {
            visitor.wide(n);
            sums(visitor, index);
            lanes(visitor, of_group);
        }
        lanes(visitor, full);
        narrow(visitor, codes.iter_mut().flatten());
        narrow(visitor, slots.iter_mut().flatten());
        narrow(visitor, joint.iter_mut().flatten());
        narrow(visitor, paradox);
        wide(visitor, items.iter_mut().flatten());
        wide(visitor, products);
        for Partial { n, x, y, xx, yy } in partial {
            wide(visitor, [n, x, y, xx, yy]);
        }
    }
}

fn narrow<'a>(visitor: &mut impl Visitor, numbers: impl IntoIterator<Item = &'a mut u32>) {
    for number in numbers {
        visitor.narrow(number);
    }
}

fn wide<'a>(visitor: &mut impl Visitor, numbers: impl IntoIterator<Item = &'a mut u64>) {
    for number in numbers {
        visitor.wide(number);
    }
}

fn sums(visitor: &mut impl Visitor, Sums { n, sum, squares }: &mut Sums) {
    visitor.wide(n);
    visitor.huge(sum);
    visitor.huge(squares);
}

fn lanes(visitor: &mut impl Visitor, Lanes { n, sum, squares, from_50 }: &mut Lanes) {
    wide(visitor, [n, sum, squares, from_50].into_iter().flatten());
}
