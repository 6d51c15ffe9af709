//! What a kept record costs in memory: at most 64 bytes, also while the index grows.
#![expect(unsafe_code, reason = "a counting allocator has no other interface")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use qingdan::domain::interview::Interview;
use qingdan::domain::record::{RecordId, anonymise};
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::Columns;

/// Most bytes a record.
const BYTES_MAX: usize = 64;

/// One record more than an index of 2¹⁹ slots takes: the moment at which the old index and one
/// twice as large exist together, which is the worst for a million records as well.
const RECORDS: usize = (1 << 19) / 8 * 7 + 1;

/// Counts the bytes in use.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is handed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(now, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn a_record_takes_at_most_64_bytes_even_while_the_index_grows() {
    let instrument = shipped_instrument();
    let interview = Interview::new(instrument, RecordId([0; 16]), None);
    let mut packed = anonymise(instrument, &interview).pack();
    let mut columns = Columns::new(instrument, 5);
    columns.add_packed(&packed);
    // What does not grow with the records: tables, and the counts of one scope.
    let constant = NOW.load(Ordering::Relaxed);
    PEAK.store(constant, Ordering::Relaxed);
    for id in 1..RECORDS as u64 {
        packed[7..15].copy_from_slice(&id.to_be_bytes());
        columns.add_packed(&packed);
    }
    let bytes = PEAK.load(Ordering::Relaxed) - constant;
    assert_eq!(columns.len(), RECORDS as u64);
    assert!(bytes <= BYTES_MAX * RECORDS, "{} bytes a record", bytes / RECORDS);
    // It would be noticed: less than the rows alone cannot be.
    assert!(bytes >= 47 * (RECORDS - 1), "{bytes} bytes are fewer than the rows have");
}
