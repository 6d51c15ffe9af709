//! Short names for what the glue and the module give each other. wasm-bindgen's are long and most
//! end with a hash of 16 hexadecimal digits, which no compressor can shorten; nobody outside of the
//! page calls them. In the order of the module they become two letters each, in the glue and in the
//! module alike: 3.2 kB (brotli), of which numbers in place of the hashes would save 1.4.

use crate::fail::{Failure, Outcome};
use crate::sizes::{leb128, sections};
use std::collections::{HashMap, HashSet};

/// The ids of the two sections that hold names.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// A name of at most so many characters stays: `memory` and `main`.
const SHORT_CHARS: usize = 8;

/// What short names are made of.
const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";

/// The glue and the module with short names. Names of the module that the glue does not have stay.
pub fn short(glue: &str, wasm: &[u8]) -> Outcome<(String, Vec<u8>)> {
    let broken = || Failure::new("the module's names", "see xtask/src/pack/names.rs");
    let words: HashSet<&str> = glue.split(|char| !in_word(char)).collect();
    let mut names = Names { fresh: 0, words: &words, short: HashMap::new() };
    let mut short = wasm.get(..8).ok_or_else(broken)?.to_vec();
    for (id, body) in sections(wasm) {
        let body = match id {
            IMPORTS => entries(body, true, &mut names).ok_or_else(broken)?,
            EXPORTS => entries(body, false, &mut names).ok_or_else(broken)?,
            _ => body.to_vec(),
        };
        short.push(id);
        push_leb128(&mut short, body.len());
        short.extend(body);
    }
    let mut renamed = String::with_capacity(glue.len());
    for piece in glue.split_inclusive(|char| !in_word(char)) {
        let word = piece.trim_end_matches(|char| !in_word(char));
        renamed.push_str(names.short.get(word).map_or(word, String::as_str));
        renamed.push_str(&piece[word.len()..]);
    }
    Ok((renamed, short))
}

/// The short names given so far.
struct Names<'a> {
    /// Number of the next one.
    fresh: usize,
    /// Every word of the glue.
    words: &'a HashSet<&'a str>,
    short: HashMap<String, String>,
}

impl Names<'_> {
    /// The short name of a name; an underscore before it makes it no word of JavaScript.
    fn of(&mut self, name: &str) -> String {
        if name.len() <= SHORT_CHARS || !self.words.contains(name) {
            return name.to_owned();
        }
        let Self { fresh, words, short } = self;
        let given = short.entry(name.to_owned()).or_insert_with(|| {
            loop {
                let letter = |number: usize| char::from(LETTERS[number % LETTERS.len()]);
                let name: String =
                    ['_', letter(*fresh / LETTERS.len()), letter(*fresh)].iter().collect();
                *fresh += 1;
                if !words.contains(name.as_str()) {
                    break name;
                }
            }
        });
        given.clone()
    }
}

/// The entries of a section with short names. Each is a name (for an import after its module's),
/// a kind, and for functions, the only imports there are, a number; exports end with one too.
fn entries(body: &[u8], imports: bool, names: &mut Names) -> Option<Vec<u8>> {
    const FUNCTION: u8 = 0;
    let (count, mut rest) = leb128(body)?;
    let mut written = Vec::with_capacity(body.len());
    push_leb128(&mut written, count);
    for _ in 0..count {
        if imports {
            let (module, after) = text(rest)?;
            push_text(&mut written, module);
            rest = after;
        }
        let (name, after) = text(rest)?;
        push_text(&mut written, &names.of(name));
        let (&kind, after) = after.split_first()?;
        if imports && kind != FUNCTION {
            return None;
        }
        let (number, after) = leb128(after)?;
        written.push(kind);
        push_leb128(&mut written, number);
        rest = after;
    }
    rest.is_empty().then_some(written)
}

fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (size, rest) = leb128(bytes)?;
    let (text, rest) = rest.split_at_checked(size)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_leb128(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

fn push_leb128(bytes: &mut Vec<u8>, mut number: usize) {
    loop {
        // The lowest byte; its highest bit says whether more follow.
        let low = number.to_le_bytes()[0];
        number >>= 7;
        if number == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

/// May a character stand in a name of JavaScript?
fn in_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_' || char == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports and exports functions of these names.
    fn module(imports: &[&str], exports: &[&str]) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        let mut add = |id: u8, names: &[&str], before: &[u8]| {
            let mut body = vec![u8::try_from(names.len()).expect("few")];
            for name in names {
                body.extend_from_slice(before);
                push_text(&mut body, name);
                body.extend([0, 5]);
            }
            module.push(id);
            push_leb128(&mut module, body.len());
            module.extend(body);
        };
        add(IMPORTS, imports, b"\x01m");
        add(EXPORTS, exports, b"");
        module.extend(b"\x0b\x02\0\0");
        module
    }

    #[test]
    fn names_become_short_in_both() {
        let glue = "__wbg_click_0123456789abcdef: function(_ab) { wasm.invoke__hfedcba98(main); },\
                    __wbg_new_0123456789abcdef";
        let imports = ["__wbg_click_0123456789abcdef", "__wbg_new_0123456789abcdef"];
        let exports = ["main", "invoke__hfedcba98", "nobody_calls_it"];
        let (glue, wasm) = short(glue, &module(&imports, &exports)).expect("whole");
        assert_eq!(glue, "_aa: function(_ab) { wasm._ad(main); },_ac");
        assert_eq!(wasm, module(&["_aa", "_ac"], &["main", "_ad", "nobody_calls_it"]));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let whole = module(&["__wbg_click_0123456789abcdef"], &[]);
        let kind = whole.len() - 4 - 3 - 2;
        let mut memory = whole.clone();
        memory[kind] = 2;
        assert!(short("", &whole).is_ok());
        assert!(short("", &memory).is_err(), "an import that is no function");
        assert!(short("", b"\0asm").is_err());
    }
}
