//! Links of a Markdown file: finding them, and putting others in their place.

use std::ops::Range;

/// A link or a picture: `[words](target)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// All of it, with the `!` of a picture.
    pub whole: Range<usize>,
    /// What stands between the brackets.
    pub words: Range<usize>,
    /// What stands between the parentheses.
    pub target: Range<usize>,
}

/// The links of a text, outside of code, in their order.
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let (mut start, mut fenced) = (0, false);
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            in_line(line, start, &mut found);
        }
        start += line.len();
    }
    found
}

/// Where the name of a page ends and the place in it begins.
pub fn parts(target: &str) -> (&str, &str) {
    target.split_at(target.find('#').unwrap_or(target.len()))
}

/// Whether a target leads out of the repository.
pub fn is_outside(target: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

/// The links of one line. Words may go over two lines, so that only the target must be in one; the
/// words are then what stands in this line.
fn in_line(line: &str, start: usize, found: &mut Vec<Link>) {
    let code = code_spans(line);
    let mut from = 0;
    while let Some(at) = line[from..].find("](").map(|at| from + at) {
        from = at + 2;
        let Some(length) = line[from..].find(')') else { break };
        if code.iter().any(|span| span.contains(&at)) {
            continue;
        }
        let opened = opening(&line[..at], &code);
        let first = opened.unwrap_or(at);
        let picture = first > 0 && opened.is_some() && line[..first].ends_with('!');
        let words = opened.map_or(at, |place| place + 1);
        found.push(Link {
            whole: start + first - usize::from(picture)..start + from + length + 1,
            words: start + words..start + at,
            target: start + from..start + from + length,
        });
        from += length + 1;
    }
}

/// Where the bracket stands that the end of a text closes.
fn opening(text: &str, code: &[Range<usize>]) -> Option<usize> {
    let mut depth = 1_usize;
    for (at, sign) in text.char_indices().rev() {
        if code.iter().any(|span| span.contains(&at)) {
            continue;
        }
        match sign {
            ']' => depth += 1,
            '[' if depth == 1 => return Some(at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What stands between backquotes.
fn code_spans(line: &str) -> Vec<Range<usize>> {
    let quotes: Vec<usize> = line.match_indices('`').map(|(at, _)| at).collect();
    quotes.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let links = links(text);
        let found: Vec<_> = links
            .iter()
            .map(|link| {
                (&text[link.whole.clone()], &text[link.words.clone()], &text[link.target.clone()])
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn links_outside_of_code() {
        check("a [b](c.md#d) e", &[("[b](c.md#d)", "b", "c.md#d")]);
        check("![p](q.png)[r](s)", &[("![p](q.png)", "p", "q.png"), ("[r](s)", "r", "s")]);
        check("`[b](c)` [x `]` y](z)", &[("[x `]` y](z)", "x `]` y", "z")]);
        check("```sh\n[a](b)\n```\n[中文](d.zh.md)\n", &[("[中文](d.zh.md)", "中文", "d.zh.md")]);
        check("[begun\nbefore](x.md)", &[("](x.md)", "", "x.md")]);
        check("no [link] (here)", &[]);
    }

    #[test]
    fn pages_and_places() {
        assert_eq!(parts("a.md#b"), ("a.md", "#b"));
        assert_eq!(parts("#b"), ("", "#b"));
        assert_eq!(parts("a.md"), ("a.md", ""));
    }
}
