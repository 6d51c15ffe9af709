//! Any bytes give an entry of a log or a fault; an entry reads back as itself, and a desk that
//! takes it in after a good one goes on.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingdan::domain::shipped_instrument;
use qingdan::worker::{Ask, Desk, Entry, Reply};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(entry) = Entry::read(bytes) {
        assert_eq!(Entry::read(&entry.to_bytes()), Ok(entry));
    }
    let mut desk = Desk::new(shipped_instrument(), 1);
    let (reply, _) = desk.answer(Ask::Replay, &[bytes.to_vec()], Vec::new());
    let Reply::Replayed { counts, foreign, .. } = reply else { panic!("{reply:?}") };
    assert_eq!(foreign == 0, Entry::read(bytes).is_ok());
    assert!(counts.accepted <= counts.received);
});
