//! The two canonical JSON forms of a record without their values, and a cursor that reads both.

use super::packed::{DECLINED, DONT_KNOW, NOT_APPLICABLE, NOT_ASKED, SKIPPED};
use super::write::RECORD_FORMAT;
use crate::domain::answer::Question;
use crate::domain::instrument::Instrument;

/// The white space of a form.
pub(super) struct Style {
    line_feed: &'static str,
    indent: &'static str,
    space: &'static str,
}

/// The form of [`Record::to_json`](super::Record::to_json).
pub(super) const PRETTY: Style = Style { line_feed: "\n", indent: "  ", space: " " };

/// The form of [`Record::to_line`](super::Record::to_line).
pub(super) const LINE: Style = Style { line_feed: "", indent: "", space: "" };

/// What stands between the values of one form.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Up to the values of form, campaign, wave, id and revision; the form's opening quotation
    /// mark belongs to the first.
    pub(super) head: [Box<[u8]>; 5],
    /// Up to the answer of each question with one answer.
    pub(super) questions: Vec<Literal>,
    /// Up to the priorities, where the instrument asks for them.
    pub(super) priorities: Option<Box<[u8]>>,
    /// After the last answer.
    pub(super) end: Box<[u8]>,
    /// Between priorities.
    pub(super) comma: Box<[u8]>,
    /// Number of line feeds; the last byte is one, if there are any.
    pub(super) feeds: usize,
}

impl Layout {
    pub(super) fn new(instrument: &Instrument, style: &Style) -> Self {
        let Style { line_feed, indent, space } = style;
        let key = |id: &str| format!("{line_feed}{indent}\"{id}\":{space}");
        let deep = |id: &str| format!("{line_feed}{indent}{indent}\"{id}\":{space}");
        let fields = [
            ("format", RECORD_FORMAT),
            ("instrument", &instrument.id),
            ("version", &instrument.version),
            ("hash", &instrument.hash.to_string()),
        ];
        let fields = fields.map(|(id, value)| format!("{}\"{value}\",", key(id))).concat();
        let head = [
            format!("{{{fields}{}\"", key("form")),
            format!(",{}", key("campaign")),
            format!(",{}", key("wave")),
            format!(",{}", key("id")),
            format!(",{}", key("revision")),
        ];
        let close = format!("{line_feed}{indent}}}");
        // Where the next object or answer begins, from the answer before it.
        let mut before = format!(",{}{{", key("background"));
        let mut in_answers = false;
        let mut literals = Vec::new();
        let priorities = instrument.priorities_index();
        let priorities = priorities.map(|at| instrument.outcomes[at].id.as_str());
        let questions = instrument.questions().map(|(question, id)| (Some(question), id));
        for (question, id) in questions.chain(priorities.map(|id| (None, id))) {
            if !in_answers && !matches!(question, Some(Question::Background(_))) {
                in_answers = true;
                before = match before.as_str() {
                    "," => String::new(),
                    nothing_yet => nothing_yet.to_owned(),
                };
                before = format!("{before}{close},{}{{", key("answers"));
            }
            literals.push(format!("{before}{}", deep(id)));
            ",".clone_into(&mut before);
        }
        let end = format!("{close}{line_feed}}}{line_feed}");
        let all = head.iter().chain(&literals).chain([&end]);
        let feeds = all.map(|text| text.matches('\n').count()).sum();
        let priorities = priorities.and_then(|_| literals.pop()).map(boxed);
        Self {
            head: head.map(boxed),
            priorities,
            questions: literals.into_iter().map(Literal::new).collect(),
            end: boxed(end),
            comma: boxed(format!(",{space}")),
            feeds,
        }
    }
}

fn boxed(text: String) -> Box<[u8]> {
    text.into_bytes().into_boxed_slice()
}

/// Bytes compared at a time.
const WORD: usize = 8;

/// Words of a [`Literal`] that is compared at once.
const WORDS: usize = 3;

/// Bytes to step over. A short one is compared at once, in a few instructions without a loop:
/// there are fifty of them in a record, and most are short.
#[derive(Clone, Debug)]
pub(super) struct Literal {
    bytes: Box<[u8]>,
    /// Its bytes, then zeros, where it is short enough.
    words: Option<[u64; WORDS]>,
    /// Which bits of the words count.
    masks: [u64; WORDS],
}

impl Literal {
    fn new(text: String) -> Self {
        let bytes = boxed(text);
        let word = |byte: &dyn Fn(usize) -> u8, place: usize| {
            u64::from_ne_bytes(std::array::from_fn(|at| byte(place * WORD + at)))
        };
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let counts = |at: usize| if at < bytes.len() { u8::MAX } else { 0 };
        let words = std::array::from_fn(|place| word(&byte, place));
        let masks = std::array::from_fn(|place| word(&counts, place));
        Self { words: (bytes.len() <= WORDS * WORD).then_some(words), masks, bytes }
    }
}

/// A place in the bytes that are read.
pub(super) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl Cursor<'_> {
    /// Steps over exactly these bytes.
    #[inline]
    pub(super) fn literal(&mut self, literal: &[u8]) -> Option<()> {
        let end = self.at + literal.len();
        same(self.bytes.get(self.at..end)?, literal).then(|| self.at = end)
    }

    /// Steps over exactly these bytes.
    #[inline]
    pub(super) fn step(&mut self, literal: &Literal) -> Option<()> {
        let ahead = self.bytes.get(self.at..)?.first_chunk::<{ WORDS * WORD }>();
        let (Some(ahead), Some(words)) = (ahead, &literal.words) else {
            return self.literal(&literal.bytes);
        };
        let ahead = ahead.as_chunks::<WORD>().0.iter().zip(words).zip(&literal.masks);
        let differ = ahead.fold(0, |differ, ((found, word), mask)| {
            differ | (u64::from_ne_bytes(*found) ^ word) & mask
        });
        (differ == 0).then(|| self.at += literal.bytes.len())
    }

    /// Reads an answer to a question with one answer: its four bits.
    #[inline]
    pub(super) fn answer(&mut self) -> Option<u8> {
        // Something always follows. Which digit it is nobody can guess: no branch depends on it.
        let &[first, next] = self.bytes.get(self.at..)?.first_chunk()?;
        match first {
            b'0'..=b'9' => {
                let ten = first == b'1' && next == b'0';
                self.at += 1 + usize::from(ten);
                Some(if ten { 10 } else { first - b'0' })
            }
            b'n' => self.literal(b"null").map(|()| SKIPPED),
            _ => {
                let words: [(&[u8], u8); 4] = [
                    (b"\"not_asked\"", NOT_ASKED),
                    (b"\"na\"", NOT_APPLICABLE),
                    (b"\"dk\"", DONT_KNOW),
                    (b"\"pn\"", DECLINED),
                ];
                words.iter().find_map(|&(word, nibble)| self.literal(word).map(|()| nibble))
            }
        }
    }

    /// Reads a whole number from 0 to 255 without leading zeros.
    pub(super) fn number(&mut self) -> Option<u8> {
        let rest = self.bytes.get(self.at..)?;
        let digits = rest.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let digits = rest.get(..digits)?;
        if digits.is_empty() || digits.len() > 1 && digits[0] == b'0' {
            return None;
        }
        self.at += digits.len();
        let value = digits.iter().fold(0, |value, digit| 10 * value + u16::from(digit - b'0'));
        u8::try_from(value).ok()
    }

    /// Reads lower-case hexadecimal digits between quotation marks, two for each byte.
    pub(super) fn hex(&mut self, bytes: &mut [u8]) -> Option<()> {
        self.literal(b"\"")?;
        let digits = self.bytes.get(self.at..self.at + 2 * bytes.len())?;
        let mut all = 0;
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let (high, low) = (HEX_DIGITS[usize::from(pair[0])], HEX_DIGITS[usize::from(pair[1])]);
            *byte = high << 4 | low & 15;
            all |= high | low;
        }
        if all > 15 {
            return None;
        }
        self.at += digits.len();
        self.literal(b"\"")
    }
}

/// Whether bytes of one length are the same, eight at a time: WebAssembly has no instruction that
/// compares memory, and its standard library goes byte by byte.
#[inline]
fn same(found: &[u8], literal: &[u8]) -> bool {
    let (found, found_rest) = found.as_chunks::<8>();
    let (literal, literal_rest) = literal.as_chunks::<8>();
    let words = found.iter().zip(literal);
    let mut differ = words.fold(0, |differ, (found, literal)| {
        differ | (u64::from_ne_bytes(*found) ^ u64::from_ne_bytes(*literal))
    });
    for (found, literal) in found_rest.iter().zip(literal_rest) {
        differ |= u64::from(found ^ literal);
    }
    differ == 0
}

/// What each byte is worth as a lower-case hexadecimal digit; 255 where it is none. A table,
/// because nobody can guess which digits an id has: branches on them would cost more.
const HEX_DIGITS: [u8; 256] = {
    let mut digits = [u8::MAX; 256];
    let mut value: u8 = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value as usize] as usize] = value;
        value += 1;
    }
    digits
};

#[cfg(test)]
mod tests {
    use super::{Cursor, Literal};

    /// However long a literal is and however much follows it: the same as byte by byte.
    #[test]
    fn a_literal_is_stepped_over_only_where_it_stands() {
        let text = "abcdefghijklmnopqrstuvwxyz0123456789";
        for length in 1..=text.len() {
            let literal = Literal::new(text[..length].to_owned());
            for behind in [0, 1, 9, 40] {
                let right = [&text.as_bytes()[..length], &vec![b'!'; behind]].concat();
                let mut cursor = Cursor { bytes: &right, at: 0 };
                assert_eq!((cursor.step(&literal), cursor.at), (Some(()), length));
                for at in 0..length {
                    let mut wrong = right.clone();
                    wrong[at] ^= 1;
                    let mut cursor = Cursor { bytes: &wrong, at: 0 };
                    assert_eq!((cursor.step(&literal), cursor.at), (None, 0), "{length} {at}");
                }
            }
            let cut = &text.as_bytes()[..length - 1];
            assert_eq!(Cursor { bytes: cut, at: 0 }.step(&literal), None);
        }
    }
}
