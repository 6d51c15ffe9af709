//! The report as the file that the page saves, made without a browser. The views render as HTML;
//! a browser saves what they become there in the syntax of XML (`browser/markup.rs`), so the HTML
//! is written again in that syntax: without what is for the screen only, every fold open.

use std::rc::Rc;

use yew::prelude::*;

use super::context::Context;
use super::input::ReportInput;
use super::sheet::{Extent, folds, sheet, subject};
use crate::i18n::Language;
use crate::tasks::save_report::{CONTROLS, page};

/// The styles of the organiser's page, as the packer puts them into it; written by `build.rs`.
const STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/organise.css"));

/// The namespace of the sheet.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// The namespace of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements of HTML that have no end.
const VOID: [&str; 6] = ["br", "col", "hr", "img", "input", "wbr"];

/// Properties of [`Whole`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct WholeProps {
    language: Language,
    report: Rc<ReportInput>,
}

/// The whole sheet.
#[component]
fn Whole(props: &WholeProps) -> Html {
    let WholeProps { language, report } = props;
    let all = folds(Context::new(*language, report)).len();
    sheet(*language, report, Extent::Folds(all))
}

/// The file that the page saves of a report.
pub fn saved_report(language: Language, report: &Rc<ReportInput>) -> std::io::Result<String> {
    let props = WholeProps { language, report: report.clone() };
    let renderer = yew::LocalServerRenderer::<Whole>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    let subject = subject(language, report);
    Ok(page(language, subject.as_deref(), STYLES, &serialised(&html)))
}

/// HTML as the views render it, as a browser would serialise it in the syntax of XML.
fn serialised(html: &str) -> String {
    let mut xml = String::with_capacity(html.len());
    let mut open: Vec<&str> = Vec::new();
    // How many elements are open inside of what is left out, itself included.
    let mut left_out = 0;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        if left_out == 0 {
            text(&mut xml, &rest[..start]);
        }
        let end = tag_end(&rest[start..]) + start;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            open.pop();
            if left_out > 0 {
                left_out -= 1;
            } else {
                xml.push_str("</");
                xml.push_str(name);
                xml.push('>');
            }
            continue;
        }
        let tag = tag.trim_end_matches('/');
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let drawn = name == "svg" || open.contains(&"svg");
        let ends = !VOID.contains(&name) || drawn;
        let attributes = attributes_of(attributes);
        if left_out > 0 || is_control(&attributes) {
            left_out += usize::from(ends);
        } else {
            let empty = rest.strip_prefix("</").is_some_and(|after| after.starts_with(name));
            start_tag(&mut xml, name, &attributes, (open.is_empty(), drawn));
            if drawn && empty {
                // In other namespaces an element without content ends at once.
                xml.push_str("/>");
                rest = rest.split_once('>').map_or("", |(_, rest)| rest);
                continue;
            }
            xml.push_str(if ends { ">" } else { " />" });
        }
        if ends {
            open.push(name);
        }
    }
    text(&mut xml, rest);
    xml
}

/// The beginning of an element with its attributes, not yet closed.
fn start_tag(
    xml: &mut String,
    name: &str,
    attributes: &[(&str, String)],
    (first, drawn): (bool, bool),
) {
    xml.push('<');
    xml.push_str(name);
    let namespace = if name == "svg" { Some(SVG) } else { first.then_some(HTML) };
    if let Some(namespace) = namespace.filter(|_| first || !has(attributes, "xmlns")) {
        attribute(xml, "xmlns", namespace);
    }
    for (key, value) in attributes {
        attribute(xml, key, value);
    }
    if name == "details" && !drawn && !has(attributes, "open") {
        attribute(xml, "open", "");
    }
}

fn has(attributes: &[(&str, String)], name: &str) -> bool {
    attributes.iter().any(|(key, _)| *key == name)
}

/// Whether an element is for the screen only.
fn is_control(attributes: &[(&str, String)]) -> bool {
    let wanted = CONTROLS.trim_start_matches('.');
    let classes = attributes.iter().find(|(name, _)| *name == "class");
    classes.is_some_and(|(_, value)| value.split_whitespace().any(|class| class == wanted))
}

/// Where a tag ends: a `>` in quotes does not end it.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, sign) in tag.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    tag.len()
}

/// The attributes of a tag, their values as they mean.
fn attributes_of(text: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = &rest[end..];
        let value = if let Some(quoted) = rest.strip_prefix("=\"") {
            let (value, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            rest = after;
            decoded(value)
        } else {
            String::new()
        };
        found.push((name, value));
        rest = rest.trim_start();
    }
    found
}

/// What a text of the renderer means: it writes four signs in another way.
fn decoded(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

fn attribute(xml: &mut String, name: &str, value: &str) {
    xml.push(' ');
    xml.push_str(name);
    xml.push_str("=\"");
    for sign in value.chars() {
        match sign {
            '"' => xml.push_str("&quot;"),
            other => push(xml, other),
        }
    }
    xml.push('"');
}

fn text(xml: &mut String, html: &str) {
    decoded(html).chars().for_each(|sign| push(xml, sign));
}

fn push(xml: &mut String, sign: char) {
    match sign {
        '&' => xml.push_str("&amp;"),
        '<' => xml.push_str("&lt;"),
        '>' => xml.push_str("&gt;"),
        other => xml.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::serialised;

    #[test]
    fn html_becomes_what_a_browser_serialises() {
        let check = |html: &str, inside: &str| {
            let whole = serialised(&format!("<article>{html}</article>"));
            let expected =
                format!("<article xmlns=\"http://www.w3.org/1999/xhtml\">{inside}</article>");
            assert_eq!(whole, expected, "{html}");
        };
        check("<p>a &lt; b &amp; \"c\"</p>", "<p>a &lt; b &amp; \"c\"</p>");
        check("<p></p><br>a", "<p></p><br />a");
        check("<p title=\"a > &quot;b&quot;\"></p>", "<p title=\"a &gt; &quot;b&quot;\"></p>");
        check("<p hidden class=\"x\">a</p>", "<p hidden=\"\" class=\"x\">a</p>");
        check("<div>a<div class=\"b screen-only\"><br><p>c</p></div>d</div>", "<div>ad</div>");
        check("<details class=\"f\">a</details>", "<details class=\"f\" open=\"\">a</details>");
        check(
            "<svg class=\"s\"><title>t</title><g><rect x=\"1\"></rect></g></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"s\"><title>t</title><g>\
             <rect x=\"1\"/></g></svg>",
        );
    }
}
