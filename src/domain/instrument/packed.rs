//! The packed form of an instrument that the pages embed: numbers, then names, then all texts of
//! one language after the other, which compresses better than text by text.
//!
//! It is no interchange format: only the same build reads it again, so reading checks nothing,
//! and the build script compares what it wrote with what is read back. Reading cannot fail, which
//! needs a third of the code that `serde` does.

use std::slice::Iter;
use std::str::Split;

use super::model::{
    Avoidable, Background, Band, Category, Document, Figure, Hours, Interval, Item, Kind, Marker,
    Mechanism, Nonresponse, NotApplicableWhen, OptionSet, Outcome, Referent, Remedy,
    ResponseOption, ResponseSet, Scope,
};
use super::parse::{Instrument, InstrumentHash};
use super::text::Text;

/// Ends a string.
const END: char = '\0';
/// Stands between two tables of strings.
const TABLE: char = '\u{1}';

impl Instrument {
    /// The packed form, without the hash.
    pub fn to_packed(&self) -> Vec<u8> {
        let languages = 2 + self.title.others.len();
        let mut to = Writer { numbers: Vec::new(), tables: vec![String::new(); 1 + languages] };
        self.write(&mut to);
        let length = u32::try_from(to.numbers.len()).unwrap_or(u32::MAX);
        let strings = to.tables.join(&TABLE.to_string());
        [&length.to_le_bytes(), to.numbers.as_slice(), strings.as_bytes()].concat()
    }

    /// Reads what [`Instrument::to_packed`] wrote; of any other bytes it makes something useless.
    pub fn from_packed(bytes: &[u8], hash: [u8; 32]) -> Self {
        let (length, rest) = bytes.split_first_chunk().unwrap_or((&[0; 4], &[]));
        let length = u32::from_le_bytes(*length) as usize;
        let (numbers, strings) = rest.split_at_checked(length).unwrap_or_default();
        let mut tables = str::from_utf8(strings).unwrap_or_default().split(TABLE);
        let mut from = Reader {
            numbers: numbers.iter(),
            names: tables.next().unwrap_or_default().split(END),
            texts: tables.map(|table| table.split(END)).collect(),
        };
        Self { hash: InstrumentHash(hash), ..Self::read(&mut from) }
    }
}

struct Writer {
    numbers: Vec<u8>,
    /// Names, then the texts of every language.
    tables: Vec<String>,
}

impl Writer {
    fn string(&mut self, table: usize, string: &str) {
        self.tables[table].push_str(string);
        self.tables[table].push(END);
    }
}

struct Reader<'a> {
    numbers: Iter<'a, u8>,
    names: Split<'a, char>,
    texts: Vec<Split<'a, char>>,
}

/// What has a packed form.
trait Packed: Sized {
    fn write(&self, to: &mut Writer);
    fn read(from: &mut Reader<'_>) -> Self;
}

impl Packed for u8 {
    fn write(&self, to: &mut Writer) {
        to.numbers.push(*self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.numbers.next().copied().unwrap_or_default()
    }
}

impl Packed for String {
    fn write(&self, to: &mut Writer) {
        to.string(0, self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.names.next().unwrap_or_default().to_owned()
    }
}

impl Packed for Text {
    fn write(&self, to: &mut Writer) {
        for language in 0..to.tables.len() - 1 {
            to.string(1 + language, self.nth(language));
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let mut texts =
            from.texts.iter_mut().map(|table| table.next().unwrap_or_default().to_owned());
        let [zh, en] = [(); 2].map(|()| texts.next().unwrap_or_default());
        Self { zh, en, others: texts.collect() }
    }
}

impl<T: Packed> Packed for Option<T> {
    fn write(&self, to: &mut Writer) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn write(&self, to: &mut Writer) {
        u8::try_from(self.len()).unwrap_or(u8::MAX).write(to);
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        (0..u8::read(from)).map(|_| T::read(from)).collect()
    }
}

impl Packed for OptionSet {
    fn write(&self, to: &mut Writer) {
        let (shared, own) = match self {
            Self::Shared(id) => (Some(id.clone()), None),
            Self::Own(options) => (None, Some(options.clone())),
        };
        shared.write(to);
        if let Some(own) = own {
            own.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        match Option::read(from) {
            Some(id) => Self::Shared(id),
            None => Self::Own(Vec::read(from)),
        }
    }
}

/// The hash stands apart.
impl Packed for InstrumentHash {
    fn write(&self, _: &mut Writer) {}

    fn read(_: &mut Reader<'_>) -> Self {
        Self::default()
    }
}

/// Numbers by way of their bytes, the lowest first.
macro_rules! numbers {
    ($($number:ident)+) => {$(
        impl Packed for $number {
            fn write(&self, to: &mut Writer) {
                to.numbers.extend(self.to_le_bytes());
            }

            fn read(from: &mut Reader<'_>) -> Self {
                Self::from_le_bytes([(); size_of::<Self>()].map(|()| u8::read(from)))
            }
        }
    )+};
}

numbers! { i8 u16 }

impl Packed for bool {
    fn write(&self, to: &mut Writer) {
        u8::from(*self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        u8::read(from) != 0
    }
}

/// Enums without content, with all variants as declared.
macro_rules! variants {
    ($($type:ident { $($variant:ident)+ })+) => {$(
        impl Packed for $type {
            fn write(&self, to: &mut Writer) {
                (*self as u8).write(to);
            }

            fn read(from: &mut Reader<'_>) -> Self {
                let all = [$(Self::$variant),+];
                all[usize::from(u8::read(from)) % all.len()]
            }
        }
    )+};
}

variants! {
    Kind {
        BandedQuantity BandedShare OrdinalFrequency GradedPresence Fit NetChange Nominal Priorities
    }
    Nonresponse { NotApplicable DontKnow }
    Referent { Person Unit }
    Scope { Person Unit Event Qualitative }
}

/// Structs, field by field.
macro_rules! structs {
    ($($type:ident { $($field:ident)+ })+) => {$(
        impl Packed for $type {
            fn write(&self, to: &mut Writer) {
                $(self.$field.write(to);)+
            }

            fn read(from: &mut Reader<'_>) -> Self {
                Self { $($field: Packed::read(from)),+ }
            }
        }
    )+};
}

structs! {
    Avoidable { hours share }
    Background { id name stem default_on options }
    Band { from name meaning }
    Category { id name short about remedies }
    Document { id title author outlet date }
    Figure { document figure meaning scope }
    Hours { activities open_central open_upper week week_open_upper avoidable }
    Instrument {
        format id version title index_name about disclaimer documents bands index_categories_min
        peak_from
        response_sets categories items outcomes background hours mechanisms hash
    }
    Interval { lower upper }
    Item {
        id category quick kind referent unit recall stem instruction options offers
        not_applicable_when figures markers
    }
    Marker { option figure caution }
    Mechanism { code id name documents category covered_by status }
    NotApplicableWhen { item option }
    Outcome { id kind recall stem options figures }
    Remedy { text documents }
    ResponseOption { label score interval value }
    ResponseSet { id options }
}
