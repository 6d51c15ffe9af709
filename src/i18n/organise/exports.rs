//! The words of the files that a report can be saved as.

/// One file: what it is called, and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct FileWords {
    /// Its name for people.
    pub name: &'static str,
    /// What it is for.
    pub what: &'static str,
}

/// The words of the section.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field's text in `zh` and `en` says what it is")]
pub struct Messages {
    pub heading: &'static str,
    pub lede: &'static str,
    pub csv: FileWords,
    pub json: FileWords,
    pub codebook_csv: FileWords,
    pub codebook_html: FileWords,
    pub table_schema: FileWords,
    pub spss: FileWords,
    pub r: FileWords,
    pub stata: FileWords,
    pub save: &'static str,
    pub save_what: fn(&str) -> String,
    pub handed_over: fn(&str) -> String,
    pub failed: &'static str,
    pub demo: &'static str,
}
