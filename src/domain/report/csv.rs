//! The long CSV: one row per published quantity, codes and words.
//!
//! UTF-8 with a byte order mark, CRLF, comma, quoted where needed: opens right in Excel and WPS.
//! No cell that a spreadsheet would compute: words that begin like a formula get an apostrophe.

use super::Context;
use super::codes::Variable;
use super::head::Head;
use super::names::label;
use super::row::{Figure, NOT_APPLICABLE, Row, WITHHELD};
use crate::domain::instrument::Form;
use crate::domain::randomised::TruthProbability;
use crate::domain::record::campaign_number;

/// The byte order mark that makes a spreadsheet read UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Characters with which a spreadsheet begins a formula.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Decimal places of a quantity.
const DECIMALS: usize = 6;

/// What stands for the campaign of records that belong to none, or to several.
const NO_CAMPAIGN: &str = "none";

/// How many digits of the instrument's hash every row carries.
const HASH_DIGITS: usize = 16;

/// The rows of a release as CSV. Every row says what the release is of, so that it can be told
/// from others when files are renamed or put together.
///
/// # Examples
/// ```
/// use qingdan::domain::disclose::{Policy, disclose};
/// use qingdan::domain::instrument::Form;
/// use qingdan::domain::report::{Context, Words, csv, rows};
/// use qingdan::domain::shipped_instrument;
/// use qingdan::domain::simulate::plain;
/// use qingdan::domain::tally::{Columns, Scope};
/// use qingdan::i18n::Language;
///
/// let instrument = shipped_instrument();
/// let mut columns = Columns::new(instrument, 1);
/// plain(60, 2).for_each(|record| {
///     columns.add(&record);
/// });
/// let tally = columns.tally(Scope { campaign: None, form: Form::Full }).ok_or("counted")?;
/// let release = disclose(instrument, tally, Policy::default());
/// let words = Words::of(Language::En);
/// let context =
///     Context { instrument, campaign: None, wave: None, demo: true, words, language: 1 };
/// let rows = rows(instrument, &release);
/// let table = csv(&context, &release, &rows);
/// // One line of names, and one for each published or withheld quantity.
/// assert_eq!(table.lines().count(), rows.len() + 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn csv(context: &Context, head: impl Into<Head>, rows: &[Row]) -> String {
    let constants = Constants::new(context, &head.into());
    let heads: Vec<&str> = Variable::ALL.iter().map(|variable| variable.id()).collect();
    let mut csv = String::from(BYTE_ORDER_MARK);
    line(&mut csv, heads.into_iter().map(str::to_owned));
    for (number, row) in (1_usize..).zip(rows) {
        let cells =
            Variable::ALL.iter().map(|&variable| cell(context, &constants, number, row, variable));
        line(&mut csv, cells);
    }
    csv
}

/// Cells that are the same in every row.
struct Constants {
    form: String,
    campaign: String,
    wave: String,
    instrument: String,
    minimum: String,
    noise: String,
    demo: String,
}

impl Constants {
    fn new(context: &Context, head: &Head) -> Self {
        let Context { instrument, campaign, wave, demo, .. } = context;
        let hash: String = instrument.hash.to_string().chars().take(HASH_DIGITS).collect();
        // The letter keeps a spreadsheet from reading digits as a number.
        let number = campaign
            .map_or_else(|| NO_CAMPAIGN.to_owned(), |id| format!("c{}", campaign_number(id)));
        let wave = wave.map_or(NOT_APPLICABLE, i32::from);
        Self {
            form: form_code(head.form).to_string(),
            campaign: quoted(&number),
            wave: wave.to_string(),
            instrument: quoted(&format!("{} {} {hash}", instrument.id, instrument.version)),
            minimum: head.policy.minimum().to_string(),
            noise: head.noise.code().to_string(),
            demo: u8::from(*demo).to_string(),
        }
    }
}

/// Adds a line of cells that need no further quoting.
pub(super) fn line(csv: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            csv.push(',');
        }
        csv.push_str(&cell);
    }
    csv.push_str("\r\n");
}

fn cell(
    context: &Context,
    constants: &Constants,
    number: usize,
    row: &Row,
    variable: Variable,
) -> String {
    let place = |place: Option<u8>| place.map_or(0, |place| i32::from(place) + 1).to_string();
    let option = |option: Option<u8>| option.map_or(NOT_APPLICABLE, i32::from).to_string();
    match variable {
        Variable::Row => number.to_string(),
        Variable::Form => constants.form.clone(),
        Variable::Table => row.table.code().to_string(),
        Variable::Background => place(row.background),
        Variable::Group => row.group.map_or(0, super::Group::code).to_string(),
        Variable::Category => place(row.category),
        Variable::Category2 => place(row.category2),
        Variable::Item => place(row.item),
        Variable::Outcome => place(row.outcome),
        Variable::Outcome2 => place(row.outcome2),
        Variable::From => option(row.part.map(|part| part.0)),
        Variable::To => option(row.part.map(|part| part.1)),
        Variable::Option2 => option(row.option2),
        Variable::Statistic => row.statistic.code().to_string(),
        Variable::Value => quantity(row.figure, |value, _| Some(value)),
        Variable::Low => quantity(row.figure, |_, interval| interval.map(|ends| ends.0)),
        Variable::High => quantity(row.figure, |_, interval| interval.map(|ends| ends.1)),
        Variable::Precision => quantity(row.figure, |_, _| Some(row.precision)),
        Variable::PrecisionInterval => {
            quantity(row.figure, |_, interval| interval.map(|_| row.precision_interval))
        }
        Variable::N => people(row.figure),
        Variable::Truth => row.truth.map_or_else(|| NOT_APPLICABLE.to_string(), lambda),
        Variable::Rule => rule_code(row.figure).to_string(),
        Variable::Campaign => constants.campaign.clone(),
        Variable::Wave => constants.wave.clone(),
        Variable::Instrument => constants.instrument.clone(),
        Variable::Minimum => constants.minimum.clone(),
        Variable::Noise => constants.noise.clone(),
        Variable::Demo => constants.demo.clone(),
        Variable::Label => quoted(&label(context, row)),
    }
}

/// Code of a form.
pub(super) const fn form_code(form: Form) -> i32 {
    match form {
        Form::Full => 1,
        Form::Quick => 2,
    }
}

const fn rule_code(figure: Figure) -> i32 {
    match figure {
        Figure::Shown { .. } => 0,
        Figure::Withheld(rule) => rule.code(),
    }
}

fn quantity(figure: Figure, of: impl Fn(f64, Option<(f64, f64)>) -> Option<f64>) -> String {
    match figure {
        Figure::Withheld(_) => WITHHELD.to_string(),
        Figure::Shown { value, interval, .. } => {
            of(value, interval).map_or_else(|| NOT_APPLICABLE.to_string(), decimal)
        }
    }
}

fn people(figure: Figure) -> String {
    match figure {
        Figure::Withheld(_) => WITHHELD.to_string(),
        Figure::Shown { n, .. } => {
            n.map_or_else(|| NOT_APPLICABLE.to_string(), |people| people.to_string())
        }
    }
}

/// λ as a number.
fn lambda(truth: TruthProbability) -> String {
    let (a, b) = truth.parts();
    decimal(f64::from(a) / f64::from(b))
}

/// A number without needless zeros.
fn decimal(number: f64) -> String {
    let text = format!("{number:.DECIMALS$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text in quotes, which no spreadsheet takes for a formula.
pub(super) fn quoted(text: &str) -> String {
    let formula = text.starts_with(FORMULA);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (number, text) in
            [(0.0, "0"), (-0.0, "0"), (36.25, "36.25"), (1.0 / 3.0, "0.333333"), (-12.5, "-12.5")]
        {
            assert_eq!(decimal(number), text);
        }
    }

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@A1", "\tx", "＝1", "＋1", "－1", "＠A"] {
            assert!(quoted(text).starts_with("\"'"), "{text}");
        }
        assert_eq!(quoted("会议 \"多\""), "\"会议 \"\"多\"\"\"");
    }
}
