//! The code of a module taken apart: opcodes in one stream, and each kind of operand in a stream of
//! its own. A compressor sees equals beside equals and saves 10 % of the page.
//!
//! Every operand that is a number in LEB128 is one character: a number below 128 is that character
//! (0, CR, `<` and U+007F as in [`super::text`]), a greater one is 256 higher. From 0x5000 on it is
//! two characters (0x5000 and the higher bits, then 14 bits), from 2^27 on four (0x7000, then three
//! times 14 bits). `i32.const` is in zigzag form; `i64.const`, floats and block
//! types are bytes. Sizes of bodies are left out.
//!
//! Before an instruction that is aligned less than naturally stands an opcode that wasm does not
//! use ([`LACKING`]): 1.1 kB less than a stream of alignments. The operands of `local.get` and
//! `i32.const` have not one stream but many: by the opcode after them, and where that is
//! `i32.const`, by the one after that, because what a number is for tells more of it than what was
//! before. That saves 2.4 kB.
//! `page/decode.js` puts it all together again; the packer compares the result with the module.

use super::text::encode_byte;
use std::ops::{Range, RangeInclusive};

/// The streams and their places: `page/decode.js` has the same, two higher.
const OP: usize = 0;
const FRAME: usize = 1;
const SET: usize = 2;
const CALL: usize = 3;
const LONG: usize = 4;
const LOAD: usize = 5;
const STORE: usize = 6;
const BRANCH: usize = 7;
const BRANCH_IF: usize = 8;
const BLOCK: usize = 9;
const GLOBAL: usize = 10;
const REST: usize = 11;
/// The first of those by what follows: of `local.get`, and the next of `i32.const`.
const GET: usize = 12;
const INT: usize = 13;

/// Opcodes that say how much an alignment lacks: 1, 2 or 3.
const LACKING: RangeInclusive<u8> = 6..=8;

const I32_CONST: u8 = 0x41;

/// Natural alignments of the instructions 0x28 to 0x3E.
const NATURAL: [u8; 23] = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];

/// Where the code section stands in a module.
#[derive(Clone, Debug)]
pub struct Section {
    /// First byte of its head.
    pub start: usize,
    /// What it holds.
    pub content: Range<usize>,
}

/// The code section of a module; none in something else.
pub fn code_section(wasm: &[u8]) -> Option<Section> {
    const CODE: u8 = 10;
    let mut start = 8;
    loop {
        let mut reader = Reader { bytes: wasm, at: start + 1 };
        let size = usize::try_from(reader.unsigned().ok()?).ok()?;
        let content = reader.at..reader.at.checked_add(size).filter(|end| *end <= wasm.len())?;
        if *wasm.get(start)? == CODE {
            return Some(Section { start, content });
        }
        start = content.end;
    }
}

/// The streams of a code section.
#[derive(Clone, Debug, Default)]
pub struct Streams(Vec<String>);

/// What is being taken apart.
#[derive(Debug, Default)]
struct Taken {
    streams: Vec<String>,
    /// The stream of opcodes.
    ops: Vec<u8>,
    /// Operands whose stream follows from what comes after them: [`GET`] or [`INT`], where that
    /// stands among the opcodes, and the value.
    waiting: Vec<(usize, usize, u64)>,
}

impl Streams {
    /// Takes a code section apart; the text says what is not understood.
    pub fn of(code: &[u8]) -> Result<Self, String> {
        let mut taken = Taken::default();
        let mut reader = Reader { bytes: code, at: 0 };
        for _ in 0..taken.pass(FRAME, &mut reader)? {
            let size = usize::try_from(reader.unsigned()?).map_err(|error| error.to_string())?;
            let end = reader.at + size;
            taken.body(&mut reader)?;
            if reader.at != end {
                return Err(format!("a body ends at {} and not at {end}", reader.at));
            }
        }
        Ok(taken.sorted())
    }

    /// The streams as text, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl Taken {
    /// Puts what has waited into its streams.
    fn sorted(mut self) -> Streams {
        for (kind, at, value) in std::mem::take(&mut self.waiting) {
            let after = self.ops.get(at..).unwrap_or_default().iter();
            let mut after = after.filter(|op| !LACKING.contains(op)).map(|op| usize::from(*op));
            let mut next = || after.next().unwrap_or_default();
            let what = match next() {
                op if op == usize::from(I32_CONST) => 0x100 + next(),
                op => op,
            };
            self.number(kind + 2 * what, value);
        }
        Streams(self.streams)
    }

    fn op(&mut self, op: u8) {
        self.ops.push(op);
        self.digit(OP, op.into());
    }

    fn wait(&mut self, kind: usize, value: u64) {
        self.waiting.push((kind, self.ops.len(), value));
    }

    fn body(&mut self, reader: &mut Reader) -> Result<(), String> {
        for _ in 0..self.pass(FRAME, reader)? {
            self.pass(FRAME, reader)?;
            self.raw(FRAME, reader, 1)?;
        }
        let mut depth = 1;
        while depth > 0 {
            let op = reader.byte()?;
            if (0x28..=0x3e).contains(&op) {
                let natural = NATURAL[usize::from(op - 0x28)];
                let lacking = natural.checked_sub(reader.byte()?).ok_or("more than aligned")?;
                if lacking > 0 {
                    self.op(LACKING.start() + lacking - 1);
                }
            }
            self.op(op);
            match op {
                0x02..=0x04 => depth += 1,
                0x0b => depth -= 1,
                _ => {}
            }
            self.operands(op, reader)?;
        }
        Ok(())
    }

    fn operands(&mut self, op: u8, reader: &mut Reader) -> Result<(), String> {
        match op {
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => {}
            0x02..=0x04 => self.leb(BLOCK, reader)?,
            0x0c => drop(self.pass(BRANCH, reader)?),
            0x0d => drop(self.pass(BRANCH_IF, reader)?),
            0x0e => {
                for _ in 0..=self.pass(REST, reader)? {
                    self.pass(REST, reader)?;
                }
            }
            0x10 | 0xd2 => drop(self.pass(CALL, reader)?),
            0x11 => drop((self.pass(REST, reader)?, self.pass(REST, reader)?)),
            0x1c => {
                for _ in 0..self.pass(REST, reader)? {
                    self.pass(REST, reader)?;
                }
            }
            0x20 => {
                let local = reader.unsigned()?;
                self.wait(GET, local);
            }
            0x21 | 0x22 => drop(self.pass(SET, reader)?),
            0x23 | 0x24 => drop(self.pass(GLOBAL, reader)?),
            0x25 | 0x26 | 0x3f | 0x40 | 0xd0 => drop(self.pass(REST, reader)?),
            0x28..=0x35 => drop(self.pass(LOAD, reader)?),
            0x36..=0x3e => drop(self.pass(STORE, reader)?),
            I32_CONST => {
                let value = reader.signed()?;
                self.wait(INT, ((value << 1) ^ (value >> 31)).cast_unsigned().into());
            }
            0x42 => self.leb(LONG, reader)?,
            0x43 => self.raw(REST, reader, 4)?,
            0x44 => self.raw(REST, reader, 8)?,
            0xfc => {
                let number = self.pass(REST, reader)?;
                let more = match number {
                    0..=7 => 0,
                    8 | 10 | 12 | 14 => 2,
                    9 | 11 | 13 | 15..=17 => 1,
                    _ => return Err(format!("unknown instruction 0xfc {number}")),
                };
                for _ in 0..more {
                    self.pass(REST, reader)?;
                }
            }
            _ => return Err(format!("unknown instruction {op:#04x} at {}", reader.at)),
        }
        Ok(())
    }

    /// Moves a number in LEB128 to a stream.
    fn pass(&mut self, stream: usize, reader: &mut Reader) -> Result<u64, String> {
        let value = reader.unsigned()?;
        self.number(stream, value);
        Ok(value)
    }

    /// Moves a number in LEB128 as it is.
    fn leb(&mut self, stream: usize, reader: &mut Reader) -> Result<(), String> {
        loop {
            let byte = reader.byte()?;
            self.digit(stream, byte.into());
            if byte < 0x80 {
                return Ok(());
            }
        }
    }

    fn raw(&mut self, stream: usize, reader: &mut Reader, count: usize) -> Result<(), String> {
        (0..count).try_for_each(|_| reader.byte().map(|byte| self.digit(stream, byte.into())))
    }

    fn number(&mut self, stream: usize, value: u64) {
        // Fourteen bits of a number, which always fit.
        let bits = |from: u32| u16::try_from(value >> from & 0x3fff).unwrap_or_default();
        match value {
            0..0x5000 => self.digit(stream, u16::try_from(value).unwrap_or_default()),
            0x5000..0x800_0000 => {
                self.digit(stream, 0x5000 + u16::try_from(value >> 14).unwrap_or_default());
                self.digit(stream, bits(0));
            }
            _ => {
                self.digit(stream, 0x7000);
                for from in [28, 14, 0] {
                    self.digit(stream, bits(from));
                }
            }
        }
    }

    /// Writes one character; a digit is at most 0x7000.
    fn digit(&mut self, stream: usize, digit: u16) {
        let char = match u8::try_from(digit) {
            Ok(byte @ 0..0x80) => encode_byte(byte),
            _ => char::from_u32(u32::from(digit) + 0x100).unwrap_or_default(),
        };
        if self.streams.len() <= stream {
            self.streams.resize(stream + 1, String::new());
        }
        self.streams[stream].push(char);
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, String> {
        let byte = self.bytes.get(self.at).ok_or("the module ends too early")?;
        self.at += 1;
        Ok(*byte)
    }

    /// An unsigned number in LEB128, of at most 42 bits.
    fn unsigned(&mut self) -> Result<u64, String> {
        let mut value = 0;
        for shift in (0..42).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(format!("a number of more than 42 bits at {}", self.at))
    }

    /// A signed number of 32 bits in LEB128.
    fn signed(&mut self) -> Result<i32, String> {
        let mut value = 0_i64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= i64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                let bits = 64 - (shift + 7);
                return i32::try_from(value << bits >> bits).map_err(|error| error.to_string());
            }
        }
        Err(format!("a number of more than 32 bits at {}", self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{script::DECODE, text};
    use std::io::Write;
    use std::process::{Command, Stdio};

    /// A module with one body of these instructions, `end` added, between two other sections.
    fn module(instructions: &[u8]) -> Vec<u8> {
        let mut body = vec![2, 1, 0x7f, 0x81, 0x01, 0x7e];
        body.extend_from_slice(instructions);
        body.push(0x0b);
        let mut module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0".to_vec();
        let size = u8::try_from(body.len()).expect("a short body");
        assert!(size < 0x7e, "the section's size is one byte");
        module.extend([10, size + 2, 1, size]);
        module.extend(body);
        module.extend("\x0b\x07\x01轻\r<\x7f".as_bytes());
        module
    }

    /// What `page/decode.js` makes of a text.
    fn decoded(text: &str) -> Vec<u8> {
        let script =
            [DECODE, ";process.stdout.write(decode(require('fs').readFileSync(0,'utf8')))"];
        let mut node = Command::new("node")
            .args(["-e", &script.concat()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node runs");
        let mut input = node.stdin.take().expect("a pipe");
        input.write_all(text.as_bytes()).expect("node reads");
        drop(input);
        node.wait_with_output().expect("node ends").stdout
    }

    #[test]
    fn every_kind_of_operand_comes_back() {
        let leb = |value: u64| {
            let mut bytes = Vec::new();
            let mut rest = value;
            while rest > 0x7f {
                bytes.push(u8::try_from(rest & 0x7f | 0x80).expect("a byte"));
                rest >>= 7;
            }
            bytes.push(u8::try_from(rest).expect("a byte"));
            bytes
        };
        let mut cases: Vec<Vec<u8>> = vec![
            vec![0x02, 0x40, 0x03, 0x7f, 0x0c, 0x00, 0x0b, 0x0d, 0x01, 0x05, 0x0b],
            vec![0x0e, 0x02, 0x00, 0x01, 0x02, 0x11, 0x05, 0x00, 0x1c, 0x01, 0x7f],
            vec![0x28, 0x02, 0x10, 0x29, 0x00, 0x01, 0x3e, 0x01, 0x80, 0x01, 0x2c, 0x00, 0x00],
            vec![0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f, 0x42, 0x0d],
            vec![0x43, 0, 13, 60, 127, 0x44, 1, 2, 3, 4, 5, 6, 0xff, 0x80],
            vec![0xfc, 0x02, 0xfc, 0x0a, 0x00, 0x00, 0xfc, 0x0b, 0x00, 0xfc, 0x09, 0x03],
            vec![0x3f, 0x00, 0x40, 0x00, 0xd0, 0x6f, 0xd1, 0xd2, 0x07, 0x25, 0x00, 0x26, 0x01],
            vec![0x1a, 0x1b, 0x45, 0xc4, 0x00, 0x01, 0x0f, 0x23, 0x00, 0x24, 0x01, 0x22, 0x3c],
        ];
        for value in [0, 0xd, 0x3c, 0x7f, 0x80, 0xff, 0x100, 0x4fff, 0x5000, 0x7ff_ffff] {
            cases.push([&[0x20][..], &leb(value), &[0x10], &leb(value)].concat());
        }
        cases
            .push([&[0x28, 0x02][..], &leb(0x800_0000), &[0x28, 0x02], &leb(0xffff_ffff)].concat());
        let signed: [&[u8]; 8] = [
            &[0x3f],
            &[0x40],
            &[0x7f],
            &[0xc0, 0x00],
            &[0xbf, 0x7f],
            &[0x80, 0x80, 0xc0, 0x00],
            &[0xff, 0xff, 0xff, 0xff, 0x07],
            &[0x80, 0x80, 0x80, 0x80, 0x78],
        ];
        cases.extend(signed.map(|value| [&[0x41], value].concat()));
        for case in cases {
            let module = module(&case);
            let text = text::encode(&module).expect("known instructions");
            assert!(!text.contains(['<', '\r', '\0']), "{case:02x?}");
            assert_eq!(decoded(&text), module, "{case:02x?}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(text::encode(&module(&[0xfd, 0x0c])).is_err());
        assert!(text::encode(&module(&[0xfc, 0x30])).is_err());
        assert!(text::encode(&module(&[0x28, 0x04, 0x00])).is_err());
        let whole = module(&[0x20, 0x00]);
        assert!(text::encode(&whole[..20]).is_err());
        assert!(text::encode(b"\0asm\x01\0\0\0").is_err());
    }
}
