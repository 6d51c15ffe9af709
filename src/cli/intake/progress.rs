//! How far reading has come, told to people only.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::cli::language::tr;
use crate::worker::Desk;

/// Time between two words.
const PAUSE: Duration = Duration::from_millis(200);

/// Tells how far reading has come, where a terminal shows it.
pub(super) struct Progress {
    shown: Option<Instant>,
    said: bool,
}

impl Progress {
    pub(super) fn new() -> Self {
        Self { shown: io::stderr().is_terminal().then(Instant::now), said: false }
    }

    pub(super) fn show(&mut self, desk: &Desk) {
        let Some(last) = &mut self.shown else { return };
        if last.elapsed() < PAUSE {
            return;
        }
        *last = Instant::now();
        self.said = true;
        let counts = desk.counts();
        let (received, megabytes) = (counts.received, counts.size_bytes / 1_000_000);
        let words = tr(
            format!("已读 {received} 份，{megabytes} MB"),
            format!("{received} read, {megabytes} MB"),
        );
        // The work goes on where this cannot be shown.
        let _ = write!(io::stderr(), "\r{words} ");
    }

    pub(super) fn end(&self) {
        if self.said {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
