//! Syntax that loads the long CSV with labels and declared missing codes.
//!
//! The CSV must lie in the working folder under the name [`FILE`]. SPSS syntax also runs in PSPP.

use std::fmt::Write as _;

use super::Context;
use super::codebook::{Type, missing_label};
use super::codes::Variable;
use super::names::value_labels;
use super::row::{NOT_APPLICABLE, WITHHELD};

/// Name of the CSV that the syntax reads.
const FILE: &str = "qingdan-release.csv";

/// Longest label of a value in SPSS, bytes.
const SPSS_VALUE_LABEL_BYTES_MAX: usize = 120;

/// Longest label of a variable in Stata, characters.
const STATA_LABEL_CHARS_MAX: usize = 80;

/// Width of the column of words, bytes.
const LABEL_BYTES: usize = 1_000;

/// Width of the other columns of text, bytes.
const TEXT_BYTES: usize = 100;

/// SPSS syntax, UTF-8 with a byte order mark, so that SPSS reads it as such.
pub fn spss(context: &Context) -> String {
    let words = context.words;
    let mut text = format!(
        "\u{feff}* Encoding: UTF-8.\r\nGET DATA\r\n  /TYPE=TXT\r\n  /FILE='{FILE}'\r\n  \
         /ENCODING='UTF8'\r\n  /ARRANGEMENT=DELIMITED\r\n  /DELCASE=LINE\r\n  /FIRSTCASE=2\r\n  \
         /DELIMITERS=','\r\n  /QUALIFIER='\"'\r\n  /VARIABLES=\r\n"
    );
    for &variable in Variable::ALL {
        let format = match variable.kind() {
            Type::Integer => "F8.0".to_owned(),
            Type::Number => "F14.6".to_owned(),
            Type::Text if variable == Variable::Label => format!("A{LABEL_BYTES}"),
            Type::Text => format!("A{TEXT_BYTES}"),
        };
        let end = if variable == Variable::Label { "." } else { "" };
        let _ = write!(text, "    {} {format}{end}\r\n", spss_name(variable));
    }
    for &variable in Variable::ALL {
        let label = spss_text(words.variables[variable as usize]);
        let _ = write!(text, "VARIABLE LABELS {} {label}.\r\n", spss_name(variable));
    }
    for &variable in Variable::ALL {
        let missing = variable.missing().iter();
        let missing = missing.map(|&code| (code, missing_label(context, code).to_owned()));
        let labels: Vec<(i32, String)> =
            value_labels(context, variable).into_iter().chain(missing).collect();
        if labels.is_empty() {
            continue;
        }
        let _ = write!(text, "VALUE LABELS {}", spss_name(variable));
        for (code, label) in labels {
            let label = cut_bytes(&label, SPSS_VALUE_LABEL_BYTES_MAX);
            let _ = write!(text, "\r\n  {code} {}", spss_text(label));
        }
        text.push_str(".\r\n");
    }
    for &variable in Variable::ALL.iter().filter(|variable| !variable.missing().is_empty()) {
        let codes: Vec<String> = variable.missing().iter().map(i32::to_string).collect();
        let _ = write!(text, "MISSING VALUES {} ({}).\r\n", spss_name(variable), codes.join(", "));
    }
    text.push_str("EXECUTE.\r\n");
    text
}

/// A variable's name in SPSS, where `TO` is a reserved word.
const fn spss_name(variable: Variable) -> &'static str {
    match variable {
        Variable::To => "to_",
        Variable::From => "from_",
        other => other.id(),
    }
}

fn spss_text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// R code: a data frame `release` with factors, labels and missing values.
pub fn r(context: &Context) -> String {
    let words = context.words;
    let mut text = format!(
        "release <- read.csv(\"{FILE}\", fileEncoding = \"UTF-8-BOM\", encoding = \"UTF-8\",\n  \
         stringsAsFactors = FALSE)\n"
    );
    for &variable in Variable::ALL {
        let name = variable.id();
        let codes: Vec<String> = variable.missing().iter().map(|code| format!("{code}L")).collect();
        if !codes.is_empty() {
            let codes = codes.join(", ");
            let _ = writeln!(text, "release${name}[release${name} %in% c({codes})] <- NA");
        }
        let labels = value_labels(context, variable);
        if !labels.is_empty() {
            let list = |parts: Vec<String>| parts.join(",\n    ");
            let codes = list(labels.iter().map(|label| format!("{}L", label.0)).collect());
            let names = list(labels.iter().map(|label| r_text(&label.1)).collect());
            let _ = writeln!(
                text,
                "release${name} <- factor(release${name}, levels = c(\n    {codes}),\n  \
                 labels = c(\n    {names}))"
            );
        }
        let label = r_text(words.variables[variable as usize]);
        let _ = writeln!(text, "attr(release${name}, \"label\") <- {label}");
    }
    text
}

fn r_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Stata code: the data set in memory, with labels and extended missing values: `.w` withheld,
/// `.n` not applicable.
pub fn stata(context: &Context) -> String {
    let words = context.words;
    let mut text = format!(
        "version 14\nimport delimited using \"{FILE}\", clear encoding(\"utf-8\") varnames(1) \
         case(preserve) bindquotes(strict)\n"
    );
    for &variable in Variable::ALL {
        let name = variable.id();
        for &code in variable.missing() {
            let _ = writeln!(text, "mvdecode {name}, mv({code}={})", stata_missing(code));
        }
        let labels = value_labels(context, variable);
        let missing = variable.missing().iter();
        let missing: Vec<(&str, &str)> =
            missing.map(|&code| (stata_missing(code), missing_label(context, code))).collect();
        if !labels.is_empty() || !missing.is_empty() {
            let _ = writeln!(text, "label define l_{name} 0 \"\", replace");
            for (code, label) in &labels {
                let _ =
                    writeln!(text, "label define l_{name} {code} {}, modify", stata_text(label));
            }
            for (code, label) in &missing {
                let _ =
                    writeln!(text, "label define l_{name} {code} {}, modify", stata_text(label));
            }
            let _ = writeln!(text, "label values {name} l_{name}");
        }
        let label = cut_chars(words.variables[variable as usize], STATA_LABEL_CHARS_MAX);
        let _ = writeln!(text, "label variable {name} {}", stata_text(label));
    }
    text
}

const fn stata_missing(code: i32) -> &'static str {
    match code {
        WITHHELD => ".w",
        NOT_APPLICABLE => ".n",
        _ => ".",
    }
}

/// A text in compound quotes, in which quotes are allowed.
fn stata_text(text: &str) -> String {
    format!("`\"{text}\"'")
}

/// The beginning of a text, of at most so many bytes.
fn cut_bytes(text: &str, bytes_max: usize) -> &str {
    let mut end = text.len().min(bytes_max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The beginning of a text, of at most so many characters.
fn cut_chars(text: &str, chars_max: usize) -> &str {
    text.char_indices().nth(chars_max).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_for_each_program() {
        assert_eq!(spss_text("it's"), "'it''s'");
        assert_eq!(r_text("a\\\"b"), "\"a\\\\\\\"b\"");
        assert_eq!(stata_text("say \"yes\""), "`\"say \"yes\"\"'");
        assert_eq!((cut_bytes("会议", 4), cut_chars("会议负担", 2)), ("会", "会议"));
    }
}
