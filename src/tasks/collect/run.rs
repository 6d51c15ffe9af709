//! How far reading has come.

use std::cell::{Cell, RefCell};

use crate::worker::Counts;

/// Told no more often, milliseconds: each time the page is drawn again, beside four readers that
/// want every processor.
const TELL_MILLISECONDS_MIN: f64 = 250.0;

/// Before so much time has passed, the time left is anybody's guess, milliseconds.
const GUESS_MILLISECONDS_MIN: f64 = 2_000.0;

/// How far reading has come, and everything received. Nothing counts as accepted here before it
/// is kept where [`Storage`](super::Storage) says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Inputs done since reading began.
    pub done: u32,
    /// Inputs to read since reading began.
    pub total: u32,
    /// Bytes done since reading began.
    pub done_bytes: u64,
    /// Bytes to read since reading began; 0 where that is not known.
    pub total_bytes: u64,
    /// Whether reading has ended, by itself or by cancelling.
    pub ended: bool,
    /// Whether it is paused.
    pub paused: bool,
    /// Inputs left unread, or read in part, because reading was cancelled.
    pub unread: u32,
    /// Records a second since reading began.
    pub rate: u32,
    /// Seconds left, once that can be said.
    pub left_seconds: Option<u32>,
    /// Everything received so far.
    pub counts: Counts,
}

/// One run of reading: from the first input to the end of the last.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) progress: RefCell<Progress>,
    /// Whether anything is being read.
    pub(super) active: Cell<bool>,
    /// Whether all sizes are known.
    sized: Cell<bool>,
    began: Cell<f64>,
    received_before: Cell<u64>,
    told: Cell<f64>,
}

impl Run {
    /// More inputs.
    pub(super) fn more(&self, inputs: u32, bytes: Option<u64>) {
        let mut progress = self.progress.borrow_mut();
        if !self.active.replace(true) {
            let (counts, paused) = (progress.counts, progress.paused);
            *progress = Progress { paused, counts, ..Progress::default() };
            self.began.set(now());
            self.sized.set(true);
            self.received_before.set(counts.received);
        }
        progress.total = progress.total.saturating_add(inputs);
        self.sized.set(self.sized.get() && bytes.is_some());
        progress.total_bytes += bytes.unwrap_or_default();
    }

    /// Some inputs, or a part of one, are done.
    pub(super) fn did(&self, inputs: u32, bytes: u64) {
        let mut progress = self.progress.borrow_mut();
        progress.done = progress.done.saturating_add(inputs);
        progress.done_bytes += bytes;
        if self.sized.get() {
            progress.done_bytes = progress.done_bytes.min(progress.total_bytes);
        }
    }

    /// What to tell now; none where it was told just before.
    pub(super) fn tell(&self, force: bool) -> Option<Progress> {
        let now = now();
        if !force && now - self.told.get() < TELL_MILLISECONDS_MIN {
            return None;
        }
        self.told.set(now);
        let mut progress = self.progress.borrow_mut();
        let spent = now - self.began.get();
        let records = progress.counts.received.saturating_sub(self.received_before.get());
        progress.rate = about(whole(1_000.0 * real(records) / spent.max(1.0)));
        let (done, total) = if self.sized.get() {
            (real(progress.done_bytes), real(progress.total_bytes))
        } else {
            progress.total_bytes = 0;
            (f64::from(progress.done), f64::from(progress.total))
        };
        let known = spent >= GUESS_MILLISECONDS_MIN && done > 0.0 && !progress.ended;
        progress.left_seconds = known.then(|| whole(spent / 1_000.0 * (total - done) / done));
        Some(progress.clone())
    }
}

/// A number in two digits: more would be another at every look.
const fn about(number: u32) -> u32 {
    let mut step = 1;
    while number / step >= 100 {
        step *= 10;
    }
    number.saturating_add(step / 2) / step * step
}

/// Milliseconds of the clock.
pub(super) fn now() -> f64 {
    js_sys::Date::now()
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
const fn real(number: u64) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an estimate; too large a number becomes the largest"
)]
const fn whole(number: f64) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use super::about;

    #[test]
    fn two_digits() {
        assert_eq!([0, 7, 99, 104, 68_433].map(about), [0, 7, 99, 100, 68_000]);
        assert_eq!(about(u32::MAX), 4_200_000_000);
    }
}
