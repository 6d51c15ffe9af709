//! The pieces of an instrument as one page: no script, no request, to be printed.

use std::fmt::Write as _;

use super::pieces::{Both, Choice, Piece};
use crate::domain::instrument::Instrument;

const STYLE: &str = "\
body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
color:#1d2422;background:#fff}h1,h2{line-height:1.3}h2{margin-top:2.5rem;border-bottom:2px solid \
#176b6b}[lang=en]{color:#52605c}section{margin:1.5rem 0;break-inside:avoid}.id{color:#52605c;\
font:14px ui-monospace,monospace}ul{padding-left:1.2rem}.notes{color:#52605c;font-size:.875rem}\
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #d8dedb;padding:.25rem \
.5rem;text-align:left;vertical-align:top}.score{text-align:right;width:3rem}td p{\
margin:0}@media print{body{\
margin:0;max-width:none}}";

/// The page.
pub(super) fn page(instrument: &Instrument, pieces: &[Piece]) -> String {
    let title = escaped(&instrument.title.zh);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
         'unsafe-inline'\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    );
    let mut listed = false;
    for piece in pieces {
        let entry = matches!(piece, Piece::Entry(_));
        if entry != listed {
            page.push_str(if entry { "<ul>\n" } else { "</ul>\n" });
            listed = entry;
        }
        page.push_str(&written(piece));
    }
    if listed {
        page.push_str("</ul>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn written(piece: &Piece) -> String {
    match piece {
        Piece::Heading(level, words) => format!("<h{level}>{}</h{level}>\n", inline(words)),
        Piece::Paragraph(words) => format!("<p>{}</p>\n", lines(words)),
        Piece::Entry(words) => format!("<li>{}</li>\n", lines(words)),
        Piece::Question { id, stem, notes, options } => {
            let mut text = format!(
                "<section>\n<h3>{} <span class=\"id\">{}</span></h3>\n",
                lines(stem),
                escaped(id)
            );
            text.push_str("<ul class=\"notes\">\n");
            for note in notes {
                // Writing to a string never fails.
                let _ = writeln!(text, "<li>{}</li>", lines(note));
            }
            text.push_str("</ul>\n<table>\n");
            text.extend(options.iter().map(row));
            text.push_str("</table>\n</section>\n");
            text
        }
    }
}

fn row(option: &Choice) -> String {
    let score = option.score.map_or_else(String::new, |score| score.to_string());
    let notes: Vec<String> = option.notes.iter().map(inline).collect();
    let cases = option.cases.iter().map(|case| format!("<p>◆ {}</p>", lines(case)));
    format!(
        "<tr><td class=\"score\">{score}</td><td>{}</td><td class=\"notes\">{}{}</td></tr>\n",
        lines(&option.label),
        notes.join("; "),
        cases.collect::<String>()
    )
}

/// One language below the other.
fn lines(words: &Both) -> String {
    joined(words, "<br>")
}

/// One language after the other.
fn inline(words: &Both) -> String {
    joined(words, " · ")
}

fn joined([zh, en]: &Both, between: &str) -> String {
    let zh = escaped(zh);
    match escaped(en) {
        en if en == zh => zh,
        en => format!("{zh}{between}<span lang=\"en\">{en}</span>"),
    }
}

/// A text that stands for itself in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
