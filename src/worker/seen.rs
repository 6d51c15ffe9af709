//! Codes that a camera has seen. It looks several times a second at what is held before it.

use std::collections::BTreeMap;

/// A code that was not seen for so long was taken away and shown again, milliseconds.
const AGAIN_MILLISECONDS: f64 = 1_500.0;

/// Texts of codes, and when each was seen last.
#[derive(Debug, Default)]
pub struct Seen(BTreeMap<String, f64>);

/// How a code that is seen was seen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Never.
    First,
    /// In the picture before, or nearly.
    Still,
    /// Some time ago.
    Again,
}

impl Seen {
    /// Notes that a code is seen at a time, milliseconds of any clock.
    pub fn see(&mut self, code: &str, now: f64) -> Sight {
        match self.0.insert(code.to_owned(), now) {
            None => Sight::First,
            Some(before) if now - before > AGAIN_MILLISECONDS => Sight::Again,
            Some(_) => Sight::Still,
        }
    }

    /// Number of different codes.
    pub fn codes(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Forgets codes that begin in some way.
    pub fn forget(&mut self, start: &str) {
        self.0.retain(|code, _| !code.starts_with(start));
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Held before the camera it is seen once; taken away and shown again it is told as that.
    #[test]
    fn a_code_that_is_held_is_seen_once() {
        let mut seen = Seen::default();
        let sights = [0.0, 300.0, 600.0, 1_900.0].map(|now| seen.see("a", now));
        assert_eq!(sights, [Sight::First, Sight::Still, Sight::Still, Sight::Still]);
        assert_eq!([seen.see("b", 1_900.0), seen.see("a", 3_500.0)], [Sight::First, Sight::Again]);
        assert_eq!((seen.see("a", 3_800.0), seen.codes()), (Sight::Still, 2));
        seen.forget("a");
        assert_eq!((seen.codes(), seen.see("a", 4_000.0)), (1, Sight::First));
    }
}
