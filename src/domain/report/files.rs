//! The files that a release is saved as.

use super::{
    Context, Head, Row, codebook_csv, codebook_html, csv, json, r, spss, stata, table_schema,
};

/// A file that is made of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseFile {
    /// The figures, one a line.
    Csv,
    /// The same for programs.
    Json,
    /// What every column and code means, as a table.
    CodebookCsv,
    /// The same as a page.
    CodebookHtml,
    /// Types and codes of the columns, Frictionless Table Schema.
    TableSchema,
    /// Syntax that loads the CSV into SPSS or PSPP.
    Spss,
    /// The same for R.
    R,
    /// The same for Stata.
    Stata,
}

impl ReleaseFile {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Csv,
        Self::Json,
        Self::CodebookCsv,
        Self::CodebookHtml,
        Self::TableSchema,
        Self::Spss,
        Self::R,
        Self::Stata,
    ];

    /// Its name on the disk. The syntax files read the CSV under this name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "qingdan-release.csv",
            Self::Json => "qingdan-release.json",
            Self::CodebookCsv => "qingdan-codebook.csv",
            Self::CodebookHtml => "qingdan-codebook.html",
            Self::TableSchema => "qingdan-release.schema.json",
            Self::Spss => "qingdan-release.sps",
            Self::R => "qingdan-release.R",
            Self::Stata => "qingdan-release.do",
        }
    }

    /// Its text.
    pub fn text(self, context: &Context, head: impl Into<Head>, rows: &[Row]) -> String {
        match self {
            Self::Csv => csv(context, head, rows),
            Self::Json => json(context, head, rows),
            Self::CodebookCsv => codebook_csv(context),
            Self::CodebookHtml => codebook_html(context),
            Self::TableSchema => table_schema(context),
            Self::Spss => spss(context),
            Self::R => r(context),
            Self::Stata => stata(context),
        }
    }
}
