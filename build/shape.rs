//! What kinds of questions an instrument has, as Rust text: the pages leave out at compile time
//! what it has none of.

use crate::instrument::{Form, Instrument, OptionSet, ResponseOption, Text};

/// 汉字 read and answered in a minute, by which the length of a form is told.
const CHARS_A_MINUTE: usize = 380;

/// A value of `domain::shipped::Shape`.
pub(crate) fn shape(instrument: &Instrument) -> String {
    let quick = instrument.has_quick_form();
    let outcomes = !instrument.outcomes.is_empty();
    let priorities = instrument.priorities_index().is_some();
    let background = !instrument.background.is_empty();
    let index_name = instrument.index_name.is_some();
    let hours = instrument.hours.is_some();
    let cases = instrument.items.iter().any(|item| !item.markers.is_empty());
    let remedies = instrument.categories.iter().any(|one| !one.remedies.is_empty());
    let one_category = instrument.categories.len() == 1;
    let half_minutes = [Form::Full, Form::Quick].map(|form| half_minutes(instrument, form));
    format!(
        "Shape {{ quick: {quick}, outcomes: {outcomes}, priorities: {priorities}, background: \
         {background}, hours: {hours}, cases: {cases}, index_name: {index_name}, remedies: \
         {remedies}, one_category: {one_category}, half_minutes: {half_minutes:?} }}"
    )
}

/// How long a form takes, in Chinese and in English: the words of the interface around it are
/// constants.
pub(crate) fn minutes(instrument: &Instrument, form: Form) -> [String; 2] {
    let halves = half_minutes(instrument, form);
    let (whole, half) = (halves / 2, halves % 2 == 1);
    [
        format!("{whole} {}", if half { "分半" } else { "分钟" }),
        format!("{whole}{} min", if half { "½" } else { "" }),
    ]
}

/// How long a form takes by the length of its Chinese text, in half minutes; at least one minute.
fn half_minutes(instrument: &Instrument, form: Form) -> usize {
    let text = |text: &Text| text.zh.chars().count();
    let options =
        |options: &[ResponseOption]| options.iter().map(|o| text(&o.label)).sum::<usize>();
    let set = |set: &OptionSet| options(instrument.options(set));
    let items = instrument.items.iter().enumerate().filter(|(at, _)| instrument.asks(form, *at));
    let items = items.map(|(_, item)| {
        text(&item.stem) + item.instruction.as_ref().map_or(0, text) + set(&item.options)
    });
    let outcomes = instrument.outcomes.iter().map(|one| text(&one.stem) + set(&one.options));
    let background = instrument.background.iter().filter(|one| one.default_on);
    let background = background.map(|one| text(&one.stem) + options(&one.options));
    let chars: usize = items.chain(outcomes).chain(background).sum();
    ((2 * chars + CHARS_A_MINUTE / 2) / CHARS_A_MINUTE).clamp(2, 240)
}
