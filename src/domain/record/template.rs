//! Reading records fast: one record at the start of some bytes, straight into its 64 bytes.
//!
//! The canonical forms of a record differ from one another only in their values. A [`Template`]
//! holds everything else, for one instrument: it compares that, reads the values between, and
//! allocates nothing. It accepts exactly what [`read_json`](super::read_json) accepts and gives
//! the bytes of [`Record::pack`](super::Record::pack). It says nothing about what it does not
//! accept: `read_json` does.

use super::WAVE_MAX;
use super::layout::{Cursor, LINE, Layout, PRETTY};
use super::packed::{
    ANSWERS_FROM, CAMPAIGN, DECLINED, DONT_KNOW, NOT_APPLICABLE, NOT_ASKED, PACKED_BYTES,
    PACKED_FORMAT, QUICK, SKIPPED,
};
use crate::domain::answer::Question;
use crate::domain::instrument::{Form, Instrument, NIBBLES_MAX, Nonresponse, PRIORITIES_MAX};

/// Values of four bits: bit n stands for the value n.
type Nibbles = u16;

/// A record found by [`Template::read`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Length in bytes, with the line feed at its end where there is one.
    pub length: usize,
    /// Number of line feeds in it.
    pub feeds: usize,
    /// The record's 64 bytes.
    pub packed: [u8; PACKED_BYTES],
}

/// The canonical forms of the records of one instrument without their values.
#[derive(Clone, Debug)]
pub struct Template {
    /// The first bytes of every packed record.
    start: [u8; 5],
    pretty: Layout,
    line: Layout,
    /// For each question with one answer, in the order of the record.
    questions: Vec<Allowances>,
    rules: Vec<Rule>,
    /// Ids of the categories with a closing quotation mark.
    categories: Vec<Box<[u8]>>,
}

/// Values that an answer may have.
#[derive(Clone, Copy, Debug)]
struct Allowances {
    full: Nibbles,
    quick: Nibbles,
}

/// An item that is not applicable where another has a certain answer.
#[derive(Clone, Copy, Debug)]
struct Rule {
    item: usize,
    decided_by: usize,
    option: u8,
    /// Whether the quick form asks both.
    quick: bool,
}

impl Template {
    /// Prepares to read records of an instrument.
    pub fn new(instrument: &Instrument) -> Self {
        let mut start = [PACKED_FORMAT; 5];
        start[1..].copy_from_slice(&instrument.hash.0[..4]);
        let categories = instrument.categories.iter();
        let categories = categories.map(|category| format!("{}\"", category.id).into_bytes());
        Self {
            start,
            pretty: Layout::new(instrument, &PRETTY),
            line: Layout::new(instrument, &LINE),
            questions: allowances(instrument),
            rules: rules(instrument),
            categories: categories.map(Vec::into_boxed_slice).collect(),
        }
    }

    /// Reads the record at the start of `bytes`, in either form, and whatever follows it. None
    /// where there is no record that [`read_json`](super::read_json) would accept.
    #[inline]
    pub fn read(&self, bytes: &[u8]) -> Option<Match> {
        let layout = if bytes.get(1) == Some(&b'\n') { &self.pretty } else { &self.line };
        let mut packed = [0; PACKED_BYTES];
        packed[..5].copy_from_slice(&self.start);
        let mut cursor = Cursor { bytes, at: 0 };
        let form = read_head(&mut cursor, layout, &mut packed)?;
        let mut nibbles = [0; NIBBLES_MAX];
        let mut slots = nibbles.iter_mut();
        for (question, literal) in self.questions.iter().zip(&layout.questions) {
            cursor.step(literal)?;
            let nibble = cursor.answer()?;
            let allowed = if form == Form::Full { question.full } else { question.quick };
            if allowed >> nibble & 1 == 0 {
                return None;
            }
            *slots.next()? = nibble;
        }
        if let Some(literal) = &layout.priorities {
            cursor.literal(literal)?;
            for nibble in self.priorities(&mut cursor, &layout.comma)? {
                *slots.next()? = nibble;
            }
        }
        cursor.literal(&layout.end)?;
        let unruly = |rule: &Rule| {
            (form == Form::Full || rule.quick)
                && nibbles[rule.decided_by] == rule.option
                && nibbles[rule.item] != NOT_APPLICABLE
        };
        if self.rules.iter().any(unruly) {
            return None;
        }
        for (byte, pair) in packed[ANSWERS_FROM..].iter_mut().zip(nibbles.chunks_exact(2)) {
            *byte = pair[0] << 4 | pair[1];
        }
        // The pretty form ends with a line feed of its own, the line may.
        let fed = layout.feeds == 0 && cursor.literal(b"\n").is_some();
        Some(Match { length: cursor.at, feeds: layout.feeds + usize::from(fed), packed })
    }

    fn priorities(&self, cursor: &mut Cursor<'_>, comma: &[u8]) -> Option<[u8; PRIORITIES_MAX]> {
        let mut chosen = [SKIPPED; PRIORITIES_MAX];
        if cursor.literal(b"[").is_none() {
            chosen[0] = cursor.answer().filter(|nibble| matches!(*nibble, DECLINED | SKIPPED))?;
            return Some(chosen);
        }
        if cursor.literal(b"]").is_some() {
            chosen[0] = NOT_APPLICABLE;
            return Some(chosen);
        }
        for place in 0..PRIORITIES_MAX {
            cursor.literal(b"\"")?;
            let rest = cursor.bytes.get(cursor.at..)?;
            // Most differ in their first letter.
            let is = |id: &[u8]| rest.first() == id.first() && rest.starts_with(id);
            let category = self.categories.iter().position(|id| is(id))?;
            cursor.at += self.categories[category].len();
            let category = u8::try_from(category).ok()?;
            if chosen[..place].contains(&category) {
                return None;
            }
            chosen[place] = category;
            if cursor.literal(b"]").is_some() {
                return Some(chosen);
            }
            cursor.literal(comma)?;
        }
        None
    }
}

/// Everything before the answers. The form, and the rest in its places of the 64 bytes.
fn read_head(
    cursor: &mut Cursor<'_>,
    layout: &Layout,
    packed: &mut [u8; PACKED_BYTES],
) -> Option<Form> {
    let [form_key, campaign_key, wave_key, id_key, revision_key] = &layout.head;
    cursor.literal(form_key)?;
    let form = if cursor.literal(b"full\"").is_some() {
        Form::Full
    } else {
        cursor.literal(b"quick\"")?;
        packed[5] |= QUICK;
        Form::Quick
    };
    cursor.literal(campaign_key)?;
    if cursor.literal(b"null").is_some() {
        cursor.literal(wave_key)?;
        cursor.literal(b"null")?;
    } else {
        packed[5] |= CAMPAIGN;
        cursor.hex(&mut packed[23..27])?;
        cursor.literal(wave_key)?;
        packed[27] = cursor.number().filter(|wave| (1..=WAVE_MAX).contains(wave))?;
    }
    cursor.literal(id_key)?;
    cursor.hex(&mut packed[7..23])?;
    cursor.literal(revision_key)?;
    packed[6] = cursor.number()?;
    Some(form)
}

/// What every question may be answered with, as `read_json` has it.
fn allowances(instrument: &Instrument) -> Vec<Allowances> {
    let bit = |nibble: u8| -> Nibbles { 1 << nibble };
    let questions = instrument.questions().map(|(question, _)| {
        let options = instrument.options_of(question).len();
        let options = (0..NOT_APPLICABLE).filter(|&option| usize::from(option) < options);
        let answers = options.chain([DECLINED, SKIPPED]).fold(0, |all, nibble| all | bit(nibble));
        match question {
            Question::Outcome(_) => Allowances { full: answers, quick: answers },
            Question::Background(_) => {
                let answers = answers | bit(NOT_ASKED);
                Allowances { full: answers, quick: answers }
            }
            Question::Item(at) => {
                let item = &instrument.items[usize::from(at)];
                let offered = item.offers.iter().fold(0, |all, offer| {
                    all | bit(match offer {
                        Nonresponse::NotApplicable => NOT_APPLICABLE,
                        Nonresponse::DontKnow => DONT_KNOW,
                    })
                });
                let full = answers | offered;
                Allowances { full, quick: if item.quick { full } else { bit(NOT_ASKED) } }
            }
        }
    });
    questions.collect()
}

fn rules(instrument: &Instrument) -> Vec<Rule> {
    let before = instrument.background.len();
    let rules = instrument.items.iter().enumerate().filter_map(|(position, item)| {
        let rule = item.not_applicable_when.as_ref()?;
        let other = instrument.item_index(&rule.item)?;
        Some(Rule {
            item: before + position,
            decided_by: before + other,
            option: rule.option,
            quick: item.quick && instrument.items[other].quick,
        })
    });
    rules.collect()
}
