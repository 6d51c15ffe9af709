//! Texts of codes, as people collect them from messages: one code, or several below one another.

use crate::domain::record::looks_like_code;

/// A code in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// The line on which it begins, counted from 1.
    pub(super) line: usize,
    /// From there to the next code.
    pub(super) text: &'a str,
}

/// The codes in a text that begins with one; each begins a line, and may go on over the next ones.
/// None where the text does not begin with a code.
pub(super) fn codes(bytes: &[u8]) -> Option<Vec<Found<'_>>> {
    let text = str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for (line, content) in (1..).zip(text.split_inclusive('\n')) {
        // A beginning may itself be broken over lines.
        let blank = content.trim().is_empty();
        if !blank && text.get(at..).is_some_and(looks_like_code) {
            starts.push((line, at));
        } else if !blank && starts.is_empty() {
            return None;
        }
        at += content.len();
    }
    let ends = starts.iter().skip(1).map(|&(_, start)| start).chain([text.len()]);
    let found = starts.iter().zip(ends).map(|(&(line, start), end)| {
        let text = text.get(start..end).unwrap_or_default();
        Found { line, text }
    });
    let found: Vec<Found<'_>> = found.collect();
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_with_its_line() {
        let check = |text: &str, expected: Option<&[(usize, &str)]>| {
            let expected = expected.map(|list| {
                list.iter().map(|&(line, text)| Found { line, text }).collect::<Vec<_>>()
            });
            assert_eq!(codes(text.as_bytes()), expected, "{text:?}");
        };
        check("", None);
        check("{}", None);
        check("QINGDAN-1", None);
        check("收到：\nQINGDAN-1:A", None);
        check("QINGDAN-1:A", Some(&[(1, "QINGDAN-1:A")]));
        check("\u{feff}\n qingdan-1:a\nb\n", Some(&[(2, " qingdan-1:a\nb\n")]));
        let two = [(1, "QINGDAN-1:A\r\n\r\n"), (3, "QINGDAN-1:B")];
        check("QINGDAN-1:A\r\n\r\nQINGDAN-1:B", Some(&two));
        let two = [(1, "Q1NGDAN\n－１：\nA\n"), (4, "qlngdan - 1：B")];
        check("Q1NGDAN\n－１：\nA\nqlngdan - 1：B", Some(&two));
        assert_eq!(codes(b"QINGDAN-1:\xff"), None);
    }
}
