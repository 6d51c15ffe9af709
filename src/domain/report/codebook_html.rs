//! The codebook as one page without script: for people.

use std::fmt::Write as _;

use super::Context;
use super::codebook::missing_label;
use super::codes::Variable;
use super::names::value_labels;
use crate::domain::answer::Question;
use crate::domain::instrument::ResponseOption;

const STYLE: &str = "body{font:1rem/1.6 system-ui,'PingFang SC','Microsoft YaHei',sans-serif;\
max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2422;background:#fff}\
table{border-collapse:collapse;width:100%;margin:0 0 2rem}\
th,td{border-bottom:1px solid #ccd3d0;padding:.35rem .5rem;text-align:left;vertical-align:top}\
thead{display:table-header-group}tr{break-inside:avoid}code{font-size:.95em}\
td:first-child{white-space:nowrap}@page{margin:18mm}";

/// The codebook as a self-contained HTML page: variables and codes, then every question with its
/// options and points.
pub fn codebook_html(context: &Context) -> String {
    let words = context.words;
    let mut html = String::with_capacity(1 << 16);
    // Writing to a string cannot fail.
    let _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n",
        words.tag,
        title = escaped(words.codebook_title),
    );
    for paragraph in words.about.iter().chain([&words.caveat]) {
        let _ = writeln!(html, "<p>{}</p>", escaped(paragraph));
    }
    variables(&mut html, context);
    questions(&mut html, context);
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

fn variables(html: &mut String, context: &Context) {
    let words = context.words;
    let _ = writeln!(html, "<h2>{}</h2>", escaped(words.variables_heading));
    for &variable in Variable::ALL {
        let _ = writeln!(
            html,
            "<h3><code>{}</code> {}</h3>\n<p>{}</p>",
            variable.id(),
            escaped(words.variables[variable as usize]),
            escaped(words.types[variable.kind() as usize]),
        );
        let missing = variable.missing().iter();
        let missing = missing.map(|&code| (code, missing_label(context, code).to_owned()));
        let labels: Vec<(i32, String)> =
            value_labels(context, variable).into_iter().chain(missing).collect();
        if !labels.is_empty() {
            let rows = labels.iter().map(|(code, label)| [code.to_string(), label.clone()]);
            table(html, [words.columns[3], words.columns[4]], rows);
        }
    }
}

fn questions(html: &mut String, context: &Context) {
    let Context { instrument, words, .. } = context;
    let _ = writeln!(html, "<h2>{}</h2>", escaped(words.questions_heading));
    let items = (0..).zip(&instrument.items);
    let items = items.map(|(place, item)| (Question::Item(place), &item.id, &item.stem));
    let outcomes = (0..).zip(&instrument.outcomes);
    let outcomes = outcomes.map(|(place, o)| (Question::Outcome(place), &o.id, &o.stem));
    let background = (0..).zip(&instrument.background);
    let background = background.map(|(place, b)| (Question::Background(place), &b.id, &b.stem));
    for (question, id, stem) in items.chain(outcomes).chain(background) {
        let _ = writeln!(html, "<h3><code>{id}</code> {}</h3>", escaped(context.text(stem)));
        let options: &[ResponseOption] = instrument.options_of(question);
        let rows = options.iter().enumerate().map(|(code, option)| {
            let points = option.score.map(words.points).unwrap_or_default();
            [code.to_string(), format!("{}{points}", context.text(&option.label))]
        });
        table(html, [words.columns[3], words.columns[4]], rows);
    }
}

fn table(html: &mut String, heads: [&str; 2], rows: impl Iterator<Item = [String; 2]>) {
    let _ = write!(
        html,
        "<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n\
         <tbody>\n",
        escaped(heads[0]),
        escaped(heads[1]),
    );
    for [code, label] in rows {
        let _ = writeln!(html, "<tr><td><code>{code}</code></td><td>{}</td></tr>", escaped(&label));
    }
    html.push_str("</tbody>\n</table>\n");
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
