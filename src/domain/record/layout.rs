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
    pub(super) questions: Vec<Box<[u8]>>,
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
        let mut questions: Vec<Box<[u8]>> = literals.into_iter().map(boxed).collect();
        Self {
            head: head.map(boxed),
            priorities: priorities.and_then(|_| questions.pop()),
            questions,
            end: boxed(end),
            comma: boxed(format!(",{space}")),
            feeds,
        }
    }
}

fn boxed(text: String) -> Box<[u8]> {
    text.into_bytes().into_boxed_slice()
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

    /// Reads an answer to a question with one answer: its four bits.
    #[inline]
    pub(super) fn answer(&mut self) -> Option<u8> {
        match self.bytes.get(self.at)? {
            b'1' if self.bytes.get(self.at + 1) == Some(&b'0') => {
                self.at += 2;
                Some(10)
            }
            digit @ b'0'..=b'9' => {
                self.at += 1;
                Some(digit - b'0')
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
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
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

const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}
