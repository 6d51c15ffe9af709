//! The words of the organiser's page.

/// Everything that the organiser's page says, in reading order. Functions have a hole in the
/// text; their parameters are counts of files, records or people unless a name says otherwise.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Messages {
    pub title: &'static str,
    pub name: &'static str,

    pub heading: &'static str,
    pub lede: &'static str,
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

    pub report_heading: &'static str,
    pub form_legend: &'static str,
    pub form_full: fn(u64) -> String,
    pub form_quick: fn(u64) -> String,
    pub form_hint: &'static str,
    pub minimum_label: &'static str,
    pub minimum_hint: fn(u64, u64) -> String,
    pub minimum_wrong: fn(u64, u64, u64) -> String,
    pub missing_heading: fn(u64) -> String,
    pub missing_why: fn(u64, u64) -> String,
    pub missing_safe: &'static str,

    pub report_title: fn(&str, u64) -> String,
    pub full: &'static str,
    pub quick: &'static str,
    pub caveat: &'static str,
    pub index_heading: &'static str,
    pub index: &'static str,
    pub index_what: fn(u8, usize) -> String,
    pub mean_with_interval: fn(&str, &str) -> String,
    pub share_with_interval: fn(&str, &str, &str) -> String,
    pub based_on: fn(u64) -> String,
    pub interval_what: &'static str,
    pub near_edge: &'static str,
    pub weighted: &'static str,
    pub weighted_what: &'static str,
    pub categories_heading: &'static str,
    pub categories_lede: &'static str,
    pub table_caption: &'static str,
    pub category: &'static str,
    pub n: &'static str,
    pub mean: &'static str,
    pub interval: &'static str,
    pub low: &'static str,
    pub high: &'static str,
    pub sd: &'static str,
    pub quartile_1: &'static str,
    pub median: &'static str,
    pub quartile_3: &'static str,
    pub share_50: &'static str,
    pub share_75: &'static str,
    pub table_note: &'static str,

    pub details_heading: &'static str,
    pub details_lede: &'static str,
    pub histogram: &'static str,
    pub score: &'static str,
    pub bin: fn(u8, u8) -> String,
    pub bin_note: &'static str,
    pub merged: &'static str,
    pub share: &'static str,
    pub answer: &'static str,
    pub joined: &'static str,
    pub answered: fn(u64) -> String,
    pub item_mean: fn(&str) -> String,
    pub missing_together: fn(u64) -> String,
    pub not_applicable: fn(u64) -> String,
    pub dont_know: fn(u64) -> String,
    pub declined: fn(u64) -> String,
    pub skipped: fn(u64) -> String,
    pub marker: fn(&str, &str, &str) -> String,
    pub marker_range: fn(&str, &str) -> String,
    pub marker_share: fn(&str) -> String,
    pub marker_share_low: fn(&str) -> String,
    pub comma: &'static str,
    pub semicolon: &'static str,
    pub marker_what: &'static str,
    pub outcomes_heading: &'static str,
    pub outcomes_lede: &'static str,
    pub priorities_heading: &'static str,
    pub priorities_lede: fn(u64, u64) -> String,
    pub priorities_nothing: &'static str,
    pub named: &'static str,
    pub borda: &'static str,
    pub borda_what: &'static str,

    pub below_minimum: fn(u64) -> String,
    pub group_disclosure: &'static str,
    pub small_part: &'static str,
    pub complementary: &'static str,
    pub not_asked: &'static str,
    pub withheld: &'static str,
    pub about: fn(&str) -> String,
    pub coarse: fn(u64, f64) -> String,
    pub held: fn(u64, u64) -> String,
    pub withheld_why: fn(&str) -> String,
    pub withheld_what: &'static str,
    pub disclaimer: &'static str,

    pub erase: &'static str,
    pub erase_heading: &'static str,
    pub erase_text: &'static str,
    pub erase_confirm: &'static str,
    pub erase_keep: &'static str,
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
