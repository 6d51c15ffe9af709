//! The words of the report.

/// Everything that the report says, in reading order. Functions have holes in the text: ready
/// figures as `&str`; counts of people, records or things as whole numbers.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Messages {
    pub heading: &'static str,
    pub scope_legend: &'static str,
    pub scope_none: &'static str,
    pub scope_merged: &'static str,
    pub scope_number: fn(&str) -> String,
    pub scope_number_hint: &'static str,
    pub form_legend: &'static str,
    pub form_full: fn(u64) -> String,
    pub form_quick: fn(u64) -> String,
    pub form_hint: &'static str,
    pub minimum_label: &'static str,
    pub minimum_hint: fn(u64, u64) -> String,
    pub minimum_promised: fn(u64, u64) -> String,
    pub minimum_highest: fn(u64) -> String,
    pub minimum_unknown: fn(u64) -> String,
    pub minimum_unknown_pooled: fn(u64) -> String,
    pub minimum_wrong: fn(u64, u64, u64) -> String,
    pub print: &'static str,
    pub save: &'static str,
    pub saved: fn(&str) -> String,
    pub not_saved: &'static str,
    pub save_hint: &'static str,
    pub held: fn(u64, u64) -> String,
    pub ask: &'static str,
    pub make: &'static str,
    pub newer: fn(u64) -> String,
    pub ask_again: &'static str,
    pub make_again: &'static str,
    pub near_heading: &'static str,
    pub near_why: &'static str,
    pub near_what: &'static str,
    pub missing_heading: fn(u64) -> String,
    pub missing_why: fn(u64, u64) -> String,
    pub missing_safe: &'static str,

    pub demo: &'static str,
    pub title: fn(Option<&str>, u64) -> String,
    pub full: &'static str,
    pub quick: &'static str,
    pub caveat: &'static str,
    pub foot: &'static str,
    pub contents: &'static str,

    pub findings: Findings,
    pub people: People,
    pub scores: Scores,
    pub items: Items,
    pub groups: Groups,
    pub outcomes: Outcomes,
    pub priorities: Priorities,
    pub hours: Hours,
    pub waves: Waves,
    pub quality: Quality,
    pub research: Research,
    pub method: Method,
    pub withheld: Withheld,
    pub marks: Marks,
}

/// Marks between words, and how figures are written.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Marks {
    pub comma: &'static str,
    pub semicolon: &'static str,
    pub stop: &'static str,
    pub joined: &'static str,
    pub space: &'static str,
    pub about: fn(&str) -> String,
    pub bands: fn(&str, &str) -> String,
    pub range: fn(&str, &str) -> String,
    pub points: fn(&str) -> String,
    pub people: fn(u64) -> String,
    pub about_people: fn(u64) -> String,
    pub interval: fn(&str, &str) -> String,
    pub interval_signed: fn(&str, &str) -> String,
    pub between: fn(&str, &str) -> String,
    pub share: fn(&str, &str, &str) -> String,
    pub bracketed: fn(&str, &str) -> String,
    pub labelled: fn(&str, &str) -> String,
}

/// The findings, in whole sentences.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Findings {
    pub heading: &'static str,
    pub index: &'static str,
    pub index_band: fn(&str, &str) -> String,
    pub index_border: fn(&str) -> String,
    pub index_bands: fn(&str, &str, &str) -> String,
    pub categories: fn(usize) -> String,
    pub hours: fn(&str, &str) -> String,
    pub avoidable: fn(&str) -> String,
    pub answered: fn(&str, &str, &str) -> String,
    pub weighting_small: fn(&str) -> String,
    pub weighting_large: fn(&str) -> String,
    pub weighting_unsure: fn(&str) -> String,
    pub differences_none: fn(&str, usize) -> String,
    pub differences: fn(&str, usize, usize) -> String,
    pub waves_clear: fn(&str, &str) -> String,
    pub waves_unclear: fn(&str, &str) -> String,
    pub quality: fn(&str, &str, &str) -> String,
    pub withheld: fn(usize) -> String,
}

/// Who took part.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct People {
    pub heading: &'static str,
    pub lede: fn(u64) -> String,
    pub not_asked: &'static str,
    pub no_answer: &'static str,
}

/// The index, the profile and the table of scores.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Scores {
    pub heading: &'static str,
    pub lede: &'static str,
    pub chart: &'static str,
    pub index: &'static str,
    pub index_what: fn(u8, usize) -> String,
    /// The same where there is one category only.
    pub index_what_one: &'static str,
    pub interval_what: &'static str,
    pub near_edge: &'static str,
    pub weighted: &'static str,
    pub weighted_what: &'static str,
    pub table: &'static str,
    pub caption: &'static str,
    pub category: &'static str,
    pub n: &'static str,
    pub mean: &'static str,
    pub interval: &'static str,
    pub low: &'static str,
    pub high: &'static str,
    pub sd: &'static str,
    pub quartiles: [&'static str; 3],
    pub share_50: &'static str,
    pub share_75: &'static str,
    pub table_note: &'static str,
}

/// One category after another: spread, questions, cases, remedies.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Items {
    pub heading: &'static str,
    /// Without documented cases and remedies, and with them.
    pub lede: [&'static str; 2],
    pub about: fn(&str) -> String,
    pub category: fn(&str, &str, &str) -> String,
    pub histogram: &'static str,
    pub histogram_lede: &'static str,
    pub score: &'static str,
    pub bin: fn(u8, u8) -> String,
    pub bin_note: &'static str,
    pub merged: &'static str,
    pub questions: &'static str,
    pub bar: fn(&str) -> String,
    pub answer: &'static str,
    pub share: &'static str,
    pub answered: fn(u64) -> String,
    pub mean: fn(&str) -> String,
    pub missing_together: fn(u64) -> String,
    pub not_applicable: fn(u64) -> String,
    pub dont_know: fn(u64) -> String,
    pub declined: fn(u64) -> String,
    pub skipped: fn(u64) -> String,
    pub case: fn(&str, &str, &str) -> String,
    pub case_range: fn(&str, &str) -> String,
    pub case_share: fn(&str) -> String,
    pub case_share_low: fn(&str) -> String,
    pub case_what: &'static str,
    pub remedies: &'static str,
    pub remedies_what: &'static str,
    pub remedy_source: fn(&str) -> String,
}

/// Groups by background.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Groups {
    pub heading: &'static str,
    pub lede: &'static str,
    pub legend: &'static str,
    pub none: &'static str,
    pub caption: fn(&str) -> String,
    pub no_option: &'static str,
    pub coarse: &'static str,
    pub means: fn(&str) -> String,
    pub means_lede: &'static str,
    pub mean: &'static str,
    pub differences: fn(&str) -> String,
    pub differences_lede: &'static str,
    pub group: &'static str,
    pub difference: &'static str,
    pub hedges_g: &'static str,
    pub p_holm: &'static str,
    pub share_50: &'static str,
}

/// Consequences, and the reduction paradox.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Outcomes {
    pub heading: &'static str,
    pub lede: &'static str,
    pub paradox_heading: &'static str,
    pub paradox_lede: fn(&str, &str) -> String,
    pub paradox_caption: fn(u64) -> String,
    pub paradox_rows: &'static str,
    pub total: &'static str,
}

/// Priorities and what weighting by them changes.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Priorities {
    pub heading: &'static str,
    pub lede: fn(u64, u64) -> String,
    pub nothing: &'static str,
    pub named: &'static str,
    pub borda: &'static str,
    pub borda_what: &'static str,
    pub weighted: fn(&str, &str) -> String,
    pub weighting: fn(&str) -> String,
    pub weighting_what: &'static str,
}

/// Hours a week and what they cost.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Hours {
    pub heading: &'static str,
    pub lede: fn(&str) -> String,
    pub chart: fn(&str, &str, &str) -> String,
    pub chart_coarse: fn(&str, &str, &str) -> String,
    pub bounds: &'static str,
    pub lower: &'static str,
    pub central: &'static str,
    pub upper: &'static str,
    pub interval: &'static str,
    pub all: &'static str,
    pub avoidable: &'static str,
    pub n: fn(u64, u64) -> String,
    pub avoidable_n: fn(u64, &str, usize) -> String,
    pub assumptions: fn(u16, u16) -> String,
    pub hours: fn(&str) -> String,
    pub rounded: fn(&str) -> String,
    pub cost_heading: &'static str,
    pub cost_lede: fn(u32) -> String,
    pub cost_low: &'static str,
    pub cost_high: &'static str,
    pub cost_weeks: &'static str,
    pub cost_staff: &'static str,
    pub cost_wrong: fn(u32, u32, u32) -> String,
    pub cost_person: fn(&str, &str) -> String,
    pub cost_all: fn(u32, &str, &str) -> String,
    pub cost_assumed: fn(&str, &str, u32) -> String,
    pub cost_equal: &'static str,
}

/// Two waves.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Waves {
    pub heading: &'static str,
    pub pick: &'static str,
    pub nothing: &'static str,
    pub cannot: &'static str,
    pub lede: fn(&str, u64, &str, u64) -> String,
    pub chart: &'static str,
    pub lighter: &'static str,
    pub heavier: &'static str,
    pub caption: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub difference: &'static str,
    pub standardised: &'static str,
    pub shares: &'static str,
    pub outcomes: &'static str,
    pub points: &'static str,
    pub detectable: &'static str,
    pub detectable_80: &'static str,
    pub note: &'static str,
}

/// Flagged records.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Quality {
    pub heading: &'static str,
    pub lede: &'static str,
    pub flag: &'static str,
    pub share: &'static str,
    pub identical: &'static str,
    pub straight: &'static str,
    pub impossible: &'static str,
    pub any: &'static str,
    pub caption: &'static str,
    pub with: &'static str,
    pub without: &'static str,
}

/// Tables for researchers.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Research {
    pub heading: &'static str,
    pub lede: &'static str,
    pub reliability: &'static str,
    pub reliability_lede: &'static str,
    pub items: &'static str,
    pub alpha: &'static str,
    pub omega: &'static str,
    pub not_converged: &'static str,
    pub too_few: &'static str,
    pub item_rest: &'static str,
    pub item: &'static str,
    pub correlations: &'static str,
    pub correlations_lede: &'static str,
    pub pair: fn(&str, &str) -> String,
    pub pearson: &'static str,
    pub spearman: &'static str,
}

/// How it was done.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Method {
    pub heading: &'static str,
    pub plain: &'static [&'static str],
    pub bands: &'static str,
    pub band: fn(&str, u8, u8, &str) -> String,
    pub disclosure: &'static str,
    pub rules: fn(u64) -> [String; 8],
    pub formulas: &'static str,
    pub formula: &'static [[&'static str; 2]],
    pub documents: &'static str,
    pub document: fn(&str, &[&str]) -> String,
    pub instrument: fn(&str, &str, &str) -> String,
    pub disclaimer: &'static str,
}

/// In place of what may not be shown.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Withheld {
    pub word: &'static str,
    pub below_minimum: fn(u64) -> String,
    pub group_disclosure: &'static str,
    pub small_part: &'static str,
    pub complementary: &'static str,
    pub not_asked: &'static str,
    pub successive: &'static str,
    pub too_few: &'static str,
    pub differencing: &'static str,
    pub not_covered: &'static str,
    pub what: &'static str,
    pub why: fn(&str) -> String,
    pub coarse: fn(u64, f64) -> String,
}
