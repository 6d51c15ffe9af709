//! Where something stands in a JSON file: by pointer, by line and column.

use std::collections::BTreeMap;

use serde_json::Value;

/// A line and a column, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// The places of all values of a valid JSON text, by pointer. Fields stand where their name does.
pub(super) fn places(bytes: &[u8]) -> BTreeMap<String, Place> {
    let mut scanner = Scanner { bytes, at: 0, line: 1, column: 1, found: BTreeMap::new() };
    scanner.space();
    let place = scanner.place();
    scanner.found.insert(String::new(), place);
    scanner.value(&mut String::new());
    scanner.found
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    column: usize,
    found: BTreeMap<String, Place>,
}

impl Scanner<'_> {
    const fn place(&self) -> Place {
        Place { line: self.line, column: self.column }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        if byte == b'\n' {
            (self.line, self.column) = (self.line + 1, 1);
        } else if byte & 0xc0 != 0x80 {
            // The other bytes of a character follow its first.
            self.column += 1;
        }
        Some(byte)
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.next();
        }
    }

    /// What stands between quotation marks, escapes resolved.
    fn string(&mut self) -> String {
        let from = self.at;
        self.next();
        while let Some(byte) = self.next() {
            match byte {
                b'\\' => drop(self.next()),
                b'"' => break,
                _ => {}
            }
        }
        serde_json::from_slice(&self.bytes[from..self.at]).unwrap_or_default()
    }

    fn value(&mut self, pointer: &mut String) {
        match self.peek() {
            Some(b'{') => self.inside(pointer, b'}'),
            Some(b'[') => self.inside(pointer, b']'),
            Some(b'"') => drop(self.string()),
            _ => {
                let ends = |byte: u8| b",]}".contains(&byte) || byte.is_ascii_whitespace();
                while self.peek().is_some_and(|byte| !ends(byte)) {
                    self.next();
                }
            }
        }
    }

    /// What an object or a list holds, up to its end.
    fn inside(&mut self, pointer: &mut String, end: u8) {
        self.next();
        let length = pointer.len();
        for number in 0.. {
            self.space();
            match self.peek() {
                Some(byte) if byte != end => {}
                _ => break,
            }
            let place = self.place();
            let name = if end == b'}' { escaped(&self.string()) } else { number.to_string() };
            pointer.push('/');
            pointer.push_str(&name);
            self.found.insert(pointer.clone(), place);
            self.space();
            if end == b'}' {
                self.next();
                self.space();
            }
            self.value(pointer);
            pointer.truncate(length);
            self.space();
            if self.peek() == Some(b',') {
                self.next();
            }
        }
        self.next();
    }
}

/// A name as it stands in a JSON pointer (RFC 6901).
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The JSON pointer of a path with ids, `items.meet_hours.options[2].score`; of as much of it as
/// there is. Where two have one id, the second is meant.
pub(super) fn pointer_of(value: &Value, path: &str) -> String {
    let (mut here, mut pointer, mut rest) = (value, String::new(), path);
    while !rest.is_empty() {
        let Some((next, name, length)) = step(here, rest) else { break };
        here = next;
        pointer.push('/');
        pointer.push_str(&name);
        rest = rest[length..].trim_start_matches('.');
    }
    pointer
}

/// One step along a path: where it leads, its name in the pointer, the length in the path.
fn step<'a>(here: &'a Value, path: &str) -> Option<(&'a Value, String, usize)> {
    if let Some(number) = path.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let place: usize = number.0.parse().ok()?;
        return Some((here.get(place)?, place.to_string(), number.0.len() + 2));
    }
    if let Value::Array(all) = here {
        // Ids may hold dots: the longest that fits is meant, and of equal ones the last.
        let fits = |id: &str| {
            let rest = path.strip_prefix(id)?;
            (rest.is_empty() || rest.starts_with(['.', '['])).then_some(id.len())
        };
        let ids = all.iter().enumerate().filter_map(|(place, one)| {
            let id = one.get("code").or_else(|| one.get("id"))?.as_str()?;
            Some((fits(id)?, place))
        });
        let (length, place) = ids.max()?;
        return Some((all.get(place)?, place.to_string(), length));
    }
    let length = path.find(['.', '[']).unwrap_or(path.len());
    let name = &path[..length];
    Some((here.get(name)?, escaped(name), length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_have_line_and_column() {
        let text = "{ \"甲\": [1, {\"b\": \"x, }\"}],\n  \"c/d\": null,\n\"e\\\"\": -1.5e3}";
        let found = places(text.as_bytes());
        let at = |pointer: &str| found.get(pointer).map(|place| (place.line, place.column));
        assert_eq!(at(""), Some((1, 1)));
        assert_eq!(at("/甲"), Some((1, 3)));
        assert_eq!(at("/甲/0"), Some((1, 9)));
        assert_eq!(at("/甲/1"), Some((1, 12)));
        assert_eq!(at("/甲/1/b"), Some((1, 13)));
        assert_eq!(at("/c~1d"), Some((2, 3)));
        assert_eq!(at("/e\""), Some((3, 1)));
        assert_eq!(found.len(), 7);
    }

    #[test]
    fn paths_with_ids_become_pointers() {
        let value = json!({
            "items": [{"id": "a"}, {"id": "a.b", "options": [{}, {"score": 1}]}, {"id": "a"}],
            "mechanisms": [{"code": "M01", "id": "m"}],
        });
        let check = |path: &str, pointer: &str| assert_eq!(pointer_of(&value, path), pointer);
        check("items.a.b.options[1].score", "/items/1/options/1/score");
        check("items.a", "/items/2");
        check("mechanisms.M01.category", "/mechanisms/0");
        check("hours.week", "");
        check("items", "/items");
    }
}
