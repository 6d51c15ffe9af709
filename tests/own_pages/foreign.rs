//! What is the shipped instrument's own, and what stands empty on a page.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use qingdan::domain::instrument::Instrument;

const SHIPPED: &[u8] = include_bytes!("../../instrument/grassroots-burden.json");
const OTHER: &[u8] = include_bytes!("../../instrument/raw-tlx.json");

/// Words that only the shipped instrument has a use for.
const NOUNS: [&str; 14] = [
    "基层",
    "干部",
    "减负",
    "乡镇",
    "村社",
    "上级",
    "留痕",
    "层级",
    "岗位",
    "grassroots",
    "Grassroots",
    "cadre",
    "township",
    "county",
];

/// Numbers of the shipped instrument's questions and categories, as the pages would tell them.
const NUMBERS: [&str; 10] = [
    "40 题",
    "22 题",
    "11 类",
    "9 题不计分",
    "40 scored",
    "22 scored",
    "11 kinds",
    "11 categories",
    "8 分钟",
    "8 min",
];

/// Fewest characters of a text that is looked for: shorter ones are everybody's.
const CHARS_MIN: usize = 4;

/// Texts of the shipped instrument that this one does not have.
pub(crate) fn foreign() -> &'static BTreeSet<String> {
    static FOREIGN: OnceLock<BTreeSet<String>> = OnceLock::new();
    FOREIGN.get_or_init(|| {
        let texts = |file| -> Vec<(String, [String; 2])> {
            let mut instrument = Instrument::parse(file).unwrap();
            let texts = instrument.texts();
            texts.into_iter().map(|(at, text)| (at, [text.zh.clone(), text.en.clone()])).collect()
        };
        let own: BTreeSet<String> = texts(OTHER).into_iter().flat_map(|(_, both)| both).collect();
        let named = |place: &str| place.starts_with("categories") || place.ends_with(".name");
        texts(SHIPPED)
            .into_iter()
            .filter(|(place, _)| !place.contains("options[") && !place.starts_with("bands"))
            .filter(|(place, _)| !place.ends_with(".unit") && !place.ends_with(".recall"))
            .flat_map(|(place, [zh, en])| {
                let short = |text: &str| text.chars().count() < CHARS_MIN && !named(&place);
                [zh, en].into_iter().filter(|text| !short(text)).collect::<Vec<_>>()
            })
            .filter(|text| !own.iter().any(|own| stands(own, text)))
            .collect()
    })
}

/// The text of a page without tags; attributes that are read out stand for themselves.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let (tag, rest) = part.split_once('>').unwrap_or(("", part));
        for name in ["aria-label=\"", "alt=\"", "title=\"", "value=\"", "placeholder=\""] {
            let read = tag.split_once(name).and_then(|(_, rest)| rest.split('"').next());
            text.extend(read.map(|read| format!("\n{read}\n")));
        }
        text.push_str(rest);
        text.push('\n');
    }
    text.replace("&quot;", "\"").replace("&amp;", "&").replace("&#x27;", "'")
}

/// What of the shipped instrument stands in a text: its texts whole, latin ones as words.
pub(crate) fn found_in(text: &str) -> Vec<String> {
    let words = foreign().iter().map(String::as_str).chain(NOUNS).chain(NUMBERS);
    words.filter(|words| stands(text, words)).map(str::to_owned).collect()
}

fn stands(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !words.is_ascii() || (!joins(before) && !joins(after))
    })
}

/// Elements that head something.
const HEADS: [&str; 9] = ["h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary", "caption"];

/// Headings without words, and headings with nothing under them; brackets around nothing.
pub(crate) fn empty_parts(html: &str) -> Vec<String> {
    let mut found: Vec<String> =
        ["（）", "()", "“”", "：。", "</thead></table>", "<tbody></tbody>"]
            .into_iter()
            .filter(|none| html.contains(none))
            .map(str::to_owned)
            .collect();
    for head in HEADS {
        let start = format!("<{head}");
        for (at, _) in html.match_indices(&start) {
            let part = &html[at + start.len()..];
            if !part.starts_with(['>', ' ']) {
                continue;
            }
            let Some((inside, after)) = part.split_once(&format!("</{head}>")) else { continue };
            let inside = inside.split_once('>').map_or("", |(_, inside)| inside);
            let words: String = plain(inside).split_whitespace().collect();
            if words.is_empty() {
                found.push(format!("{head} has no words"));
            }
            // A fold of a report is made when it is opened.
            let later = head == "summary" && html[..at].ends_with(" class=\"fold\">");
            let later = later && after.trim_start().starts_with("</details>");
            if !later && nothing_under(head, after) {
                found.push(format!("nothing under {head} {words}"));
            }
        }
    }
    found
}

/// Whether what comes after a heading holds nothing: the end of its part, an empty list, or
/// another heading as high.
fn nothing_under(head: &str, after: &str) -> bool {
    let after = after.trim_start();
    let ends = ["</section>", "</fieldset>", "</details>", "</article>", "</table>", "</main>"];
    if ends.iter().any(|end| after.starts_with(end)) {
        return true;
    }
    if head.starts_with('h')
        && (1..=6).any(|level| {
            let other = format!("h{level}");
            other.as_str() <= head && after.starts_with(&format!("<{other}"))
        })
    {
        return true;
    }
    ["ul", "ol", "dl", "tbody"].iter().any(|list| {
        let inside = after.strip_prefix(&format!("<{list}")).and_then(|rest| rest.split_once('>'));
        inside.is_some_and(|(_, inside)| inside.starts_with(&format!("</{list}>")))
    })
}

/// Fails where a page shows anything of the shipped instrument or an empty part.
pub(crate) fn assert_own(name: &str, html: &str) {
    let found = found_in(&plain(html));
    assert!(found.is_empty(), "{name}: {found:?} of the shipped instrument");
    let empty = empty_parts(html);
    assert!(empty.is_empty(), "{name}: {empty:?}\n{html}");
    assert!(!html.contains(" style="), "{name}: the policy refuses style attributes");
}
