//! The words of the organiser's page.

mod campaign;
pub mod collect;
pub mod exports;
mod keys;
mod noise;
mod protection;
pub mod report;
mod sealed;
#[cfg(feature = "two-tally")]
pub mod two_tally;

pub use campaign::{Campaign, Letter};
pub use keys::Keys;
pub use noise::Noise;
pub use protection::Protection;
pub use sealed::{Counts as SealedCounts, Gather, Sealed, Tickets as SealedTickets};

/// Everything that the organiser's page says, in reading order. Functions have a hole in the
/// text; their parameters are counts of files, records or people unless a name says otherwise.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Messages {
    pub title: &'static str,
    pub name: &'static str,

    pub heading: &'static str,
    pub lede: &'static str,
    pub contents: &'static str,
    pub collect_heading: &'static str,
    pub drop_title: &'static str,
    pub drop_more: &'static str,
    pub drop_hint: &'static str,
    pub choose_files: &'static str,
    pub choose_folder: &'static str,
    pub walking: &'static str,
    pub reading_progress: fn(u64, u64) -> String,
    pub cancel: &'static str,
    pub finished: fn(u64) -> String,
    pub cancelled: fn(u64, u32) -> String,
    pub in_page: &'static str,
    pub crashed: &'static str,
    pub crashed_again: &'static str,
    pub erased: &'static str,
    pub not_erased: &'static str,
    /// A batch that could not be opened.
    pub not_opened: &'static str,

    pub collect: collect::Messages,

    pub received_heading: &'static str,
    pub received: &'static str,
    pub accepted: &'static str,
    pub duplicates: &'static str,
    pub refused: &'static str,
    pub adds_up: &'static str,
    pub older: fn(u64) -> String,
    pub identical: fn(u64) -> String,
    pub conflicting: fn(u64) -> String,
    pub refusals_heading: fn(usize) -> String,
    pub refusals_lede: &'static str,
    pub file: &'static str,
    pub problem: &'static str,
    pub place: &'static str,
    pub remedy: &'static str,
    pub whole_file: &'static str,
    pub more_refusals: fn(usize) -> String,

    pub exports: exports::Messages,

    pub erase: &'static str,
    pub erase_heading: &'static str,
    pub erase_text: &'static str,
    pub erase_confirm: &'static str,
    pub erase_keep: &'static str,
    pub campaign: Campaign,
    pub keys: Keys,
    pub noise: Noise,
    pub protection: Protection,
    pub sealed: Sealed,
    pub gather: Gather,
    pub foot_heading: &'static str,
    pub foot: [&'static str; 5],
}

/// A number with one decimal place.
pub fn one_decimal(number: f64) -> String {
    format!("{number:.1}")
}

/// A share from 0 to 1 in percent, with one decimal place.
pub fn percent(share: f64) -> String {
    format!("{:.1}%", 100.0 * share)
}

/// A number of bytes for people, in steps of 1,000.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        assert_eq!(one_decimal(47.349), "47.3");
        assert_eq!(percent(0.3245), "32.5%");
        assert_eq!(size(999), "999 B");
        assert_eq!(size(340_512), "340 kB");
        assert_eq!(size(1_250_000), "1.2 MB");
    }
}
