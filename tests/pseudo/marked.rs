//! Finds in a rendered page what people read and the catalogues do not hold.

/// Attributes that are read out or shown.
const READ: &[&str] = &[
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "label",
    "placeholder",
    "title",
    "value",
];

/// Marks of elements whose inside is from no catalogue: the raw file, and the names of languages.
/// What an organiser writes about a campaign stands in a `bdi`, or is written without letters.
const ALLOWED: &[&str] = &["id=\"raw\"", "id=\"language\""];

/// Elements whose inside is no language: names of files, titles, ids, and letters of footnotes.
const ALLOWED_ELEMENTS: &[&str] = &["bdi", "code", "sup"];

/// Values of a record's own fields; a hash or an id is told by its length.
const VALUES: &[&str] = &["qingdan-record/1", "grassroots-burden"];

/// Every text node and every attribute with words outside ⟦ and ⟧, in the order of the page.
pub(crate) fn unmarked(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    // Names of the open elements inside an allowed one.
    let mut allowed: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        if allowed.is_empty() && has_words(text) && !is_value(text.trim()) {
            found.push(text.trim().to_owned());
        }
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = tag_end(tag);
        let inside = &tag[1..end];
        rest = tag.get(end + 1..).unwrap_or_default();
        let name: String =
            inside.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        if let Some(closed) = inside.strip_prefix('/') {
            if allowed.last().is_some_and(|open| open == closed.trim()) {
                allowed.pop();
            }
            continue;
        }
        if allowed.is_empty() {
            let words = attributes(inside).into_iter().filter(|(name, value)| {
                let code = name == "value" && is_code(value);
                READ.contains(&name.as_str()) && !code && has_words(value)
            });
            found.extend(words.map(|(name, value)| format!("{name}: {value}")));
        }
        let void = inside.ends_with('/') || ["input", "img", "br", "hr"].contains(&name.as_str());
        let opens = !allowed.is_empty()
            || ALLOWED_ELEMENTS.contains(&name.as_str())
            || ALLOWED.iter().any(|mark| inside.contains(mark));
        if opens && !void {
            allowed.push(name);
        }
    }
    if has_words(rest) {
        found.push(rest.trim().to_owned());
    }
    found
}

/// Where the tag that begins here ends: its `>`, outside quotation marks.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    let end = tag.find(|c| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        c == '>' && quote.is_none()
    });
    end.unwrap_or(tag.len())
}

/// Names and values of a tag's attributes.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.split_whitespace().next_back().unwrap_or_default();
        let quoted = after.chars().next().filter(|c| ['"', '\''].contains(c));
        let (value, next) = match quoted {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        found.push((name.to_owned(), value.to_owned()));
        rest = next;
    }
    found
}

/// Whether a value of a form is an id that nobody sees: `full`, `option-3`.
fn is_code(value: &str) -> bool {
    !value.is_empty()
        && value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c))
}

/// Whether a text is the value of a record’s field, or the code of a campaign or of its plan.
fn is_value(text: &str) -> bool {
    let hex = text.len() >= 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let campaign = text.strip_prefix("QINGDAN-C1:").is_some_and(plain);
    let plan = text.strip_prefix("QINGDAN-T1:").and_then(|code| code.split_once('.'));
    let plan = plan.is_some_and(|(plan, campaign)| plain(plan) && plain(campaign));
    hex || campaign || plan || VALUES.contains(&text)
}

/// Fails with every text of a page that is not marked.
pub(crate) fn assert_marked(name: &str, html: &str) {
    let found = unmarked(html);
    assert!(found.is_empty(), "{name}: these texts come from no catalogue: {found:#?}");
}

/// Whether letters stand outside every ⟦…⟧, or a bracket is left alone.
fn has_words(text: &str) -> bool {
    let mut text = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    for entity in ["&amp;", "&lt;", "&gt;", "&nbsp;"] {
        text = text.replace(entity, " ");
    }
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '⟦' => depth += 1,
            '⟧' if depth == 0 => return true,
            '⟧' => depth -= 1,
            _ if depth == 0 && c.is_alphabetic() => return true,
            _ => {}
        }
    }
    depth != 0
}
