//! A wall instead of a network: a loopback "proxy" that answers nothing and counts every attempt.

use std::io::Read as _;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Longest wait for the first line of an attempt.
const LINE_WAIT: Duration = Duration::from_millis(500);

/// A browser's only way out. Attempts are counted and closed unanswered.
#[derive(Debug)]
pub(crate) struct Wall {
    port: u16,
    attempts: Arc<Mutex<Vec<String>>>,
}

impl Wall {
    /// Starts listening on a free port. The thread ends with the test process.
    pub(crate) fn build() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free loopback port");
        let port = listener.local_addr().expect("a bound port").port();
        let attempts = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&attempts);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = Arc::clone(&seen);
                // Counted before anything is read: a silent connection is an attempt too.
                let place = push(&seen, "a connection that said nothing".to_owned());
                std::thread::spawn(move || {
                    let mut stream = stream;
                    let mut start = [0; 200];
                    let _ = stream.set_read_timeout(Some(LINE_WAIT));
                    if let Ok(size @ 1..) = stream.read(&mut start) {
                        let text = String::from_utf8_lossy(&start[..size]);
                        let line = text.lines().next().unwrap_or_default().to_owned();
                        seen.lock().unwrap_or_else(PoisonError::into_inner)[place] = line;
                    }
                });
            }
        });
        Self { port, attempts }
    }

    /// The port to give to a browser as its proxy.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// The first line of every attempt so far.
    pub(crate) fn attempts(&self) -> Vec<String> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn push(attempts: &Mutex<Vec<String>>, line: String) -> usize {
    let mut attempts = attempts.lock().unwrap_or_else(PoisonError::into_inner);
    attempts.push(line);
    attempts.len() - 1
}
