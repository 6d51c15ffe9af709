//! What the hours cost, from costs that the organiser types. No wage is assumed; the weeks of a
//! year are suggested and can be changed.

use qingdan_markup::html;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::i18n::Language;
use crate::i18n::organise::report::Messages;

/// Highest hourly cost that can be typed, yuan.
const COST_MAX: u32 = 10_000;

/// Fields for costs; they come first.
const COSTS: usize = 2;

/// Hundredths of a yuan in a yuan.
const FEN: u32 = 100;

/// Working weeks of a year that stand in the field at first: 52 less holidays and leave.
const WEEKS: u32 = 48;

/// Most weeks of a year.
const WEEKS_MAX: u32 = 53;

/// Largest head count.
const STAFF_MAX: u32 = 10_000_000;

/// Digits kept of a sum of money: the hours are not known better.
const DIGITS: i32 = 3;

/// How far a sum of money may be from a whole number of steps and count as one: it is the product
/// of tenths, hundredths and whole numbers, and floating point leaves less than this.
const MONEY_TOLERANCE: f64 = 1e-6;

/// Properties of [`Costing`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct CostingProps {
    /// The language shown.
    pub(super) language: Language,
    /// Mean of the lower bounds, hours a week.
    pub(super) lower: f64,
    /// Mean of the upper bounds, hours a week.
    pub(super) upper: f64,
}

/// What stands in the four fields.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed([String; 4]);

impl Default for Typed {
    fn default() -> Self {
        Self([String::new(), String::new(), WEEKS.to_string(), String::new()])
    }
}

/// Figures that can be calculated with; costs in hundredths of a yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Terms {
    low: u32,
    high: u32,
    weeks: u32,
    staff: Option<u32>,
}

impl Typed {
    /// Whether nothing is typed yet: with the suggested weeks, or without them.
    fn untouched(&self) -> bool {
        let [low, high, weeks, staff] = &self.0;
        let typed = [low, high, staff].into_iter().any(|text| !text.trim().is_empty());
        let suggested = weeks.trim().is_empty() || *weeks == WEEKS.to_string();
        !typed && suggested
    }

    fn terms(&self) -> Option<Terms> {
        let [low, high, weeks, staff] = &self.0.each_ref().map(|text| half_width(text));
        let number =
            |text: &str, most: u32| text.parse().ok().filter(|number| (1..=most).contains(number));
        let (low, high) = (fen(low)?, fen(high)?);
        let weeks = number(weeks, WEEKS_MAX)?;
        let staff = match staff.as_str() {
            "" => None,
            text => Some(number(text, STAFF_MAX)?),
        };
        (low <= high).then_some(Terms { low, high, weeks, staff })
    }
}

/// What was typed without blanks around it, and with the digits and the point of a Chinese keyboard
/// as those of any other.
fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '．' => '.',
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        _ => c,
    };
    text.trim().chars().map(half).collect()
}

/// A cost from 1 yuan to [`COST_MAX`] with at most two decimals, in hundredths of a yuan.
fn fen(text: &str) -> Option<u32> {
    let (yuan, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(yuan) && digits(decimals) && (1..=2).contains(&decimals.len())) {
        return None;
    }
    let tens = if decimals.len() == 1 { 10 } else { 1 };
    let hundredths = decimals.parse::<u32>().ok()? * tens;
    let sum = yuan.parse::<u32>().ok()?.checked_mul(FEN)?.checked_add(hundredths)?;
    (FEN..=COST_MAX * FEN).contains(&sum).then_some(sum)
}

/// A cost in yuan, with as many decimals as it has.
fn yuan(fen: u32) -> String {
    let text = format!("{}.{:02}", fen / FEN, fen % FEN);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Terms {
    /// Yuan a year for one person, from the lower bound at the low cost to the upper bound at the
    /// high cost (Standard Cost Model: hours × weeks × cost of an hour).
    fn range(self, lower: f64, upper: f64) -> [f64; 2] {
        let weeks = f64::from(self.weeks);
        let yuan = |fen: u32| f64::from(fen) / f64::from(FEN);
        [lower * weeks * yuan(self.low), upper * weeks * yuan(self.high)]
    }
}

/// Four fields on the screen; the result and its assumptions also on paper.
#[component]
pub(super) fn Costing(props: &CostingProps) -> Html {
    let CostingProps { language, lower, upper } = *props;
    let words = &Messages::of(language).hours;
    let typed = use_state(Typed::default);
    let terms = typed.terms();
    let fields = [
        ("cost-low", words.cost_low),
        ("cost-high", words.cost_high),
        ("cost-weeks", words.cost_weeks),
        ("cost-staff", words.cost_staff),
    ];
    let field = |place: usize| {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut next = (*typed).clone();
            next.0[place] = input.value();
            typed.set(next);
        })
    };
    html! {
        <div class={classes!("cost", terms.is_none().then_some("screen-only"))}>
            <h5>{ words.cost_heading }</h5>
            <p class="muted screen-only">{ (words.cost_lede)(WEEKS) }</p>
            <div class="cost__fields screen-only">
                for (place, (id, label)) in fields.into_iter().enumerate() {
                    <label key={id} class="cost__field" for={id}>
                        <span>{ label }</span>
                        <input {id} class="settings__number" type="text"
                               inputmode={if place < COSTS { "decimal" } else { "numeric" }}
                               autocomplete="off" value={typed.0[place].clone()}
                               oninput={field(place)} aria-describedby="cost-wrong" />
                    </label>
                }
            </div>
            <p id="cost-wrong" class="muted screen-only" aria-live="polite">
                if terms.is_none() && !typed.untouched() {
                    { (words.cost_wrong)(COST_MAX, WEEKS_MAX, STAFF_MAX) }
                }
            </p>
            if let Some(terms) = terms {
                { result(language, terms, terms.range(lower, upper)) }
            }
        </div>
    }
}

fn result(language: Language, terms: Terms, [low, high]: [f64; 2]) -> Html {
    let words = &Messages::of(language).hours;
    html! {
        <div id="cost" aria-live="polite">
            <p class="strong">{ (words.cost_person)(&at_least(low), &at_most(high)) }</p>
            if let Some(staff) = terms.staff {
                <p class="strong">
                    { (words.cost_all)(staff, &at_least(low * f64::from(staff)),
                                       &at_most(high * f64::from(staff))) }
                </p>
            }
            <p class="muted">
                { (words.cost_assumed)(&yuan(terms.low), &yuan(terms.high), terms.weeks) }
                if terms.staff.is_some() {
                    { words.cost_equal }
                }
            </p>
        </div>
    }
}

/// A lower bound: never more than the sum.
fn at_least(sum: f64) -> String {
    money(sum, f64::floor)
}

/// An upper bound: never less than the sum.
fn at_most(sum: f64) -> String {
    money(sum, f64::ceil)
}

/// A sum of money with [`DIGITS`] digits, in groups of three.
fn money(sum: f64, whole: fn(f64) -> f64) -> String {
    let mut step = 1.0;
    while sum / step >= 10_f64.powi(DIGITS) {
        step *= 10.0;
    }
    let steps = sum / step;
    let near = (steps - steps.round()).abs() < MONEY_TOLERANCE;
    let digits = format!("{:.0}", if near { steps.round() } else { whole(steps) } * step);
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(texts: [&str; 4]) -> Typed {
        Typed(texts.map(str::to_owned))
    }

    #[test]
    fn a_sum_has_three_digits_and_stays_a_bound() {
        let check = |sum, written: [&str; 2]| {
            assert_eq!([at_least(sum), at_most(sum)], written, "{sum}");
        };
        check(0.0, ["0", "0"]);
        check(999.4, ["999", "1,000"]);
        check(12_345.0, ["12,300", "12,400"]);
        check(1_996_400.0, ["1,990,000", "2,000,000"]);
        // 590 exactly, but for floating point.
        check(5.9 * 10.0 * 10.0, ["590", "590"]);
        check(0.1 * 3.0 * 1_000.0, ["300", "300"]);
    }

    #[test]
    fn only_sensible_figures_count() {
        let terms = Terms { low: 2_000, high: 4_000, weeks: 48, staff: None };
        assert_eq!(typed(["20", " 40 ", "48", ""]).terms(), Some(terms));
        let decimals = Terms { low: 3_850, high: 4_005, ..terms };
        assert_eq!(typed(["38.5", "40.05", "48", ""]).terms(), Some(decimals));
        assert_eq!(
            (yuan(3_850), yuan(4_005), yuan(4_000)),
            ("38.5".into(), "40.05".into(), "40".into())
        );
        let wide = typed(["３８．５", "４０．０５", " ４８ ", ""]);
        assert_eq!(wide.terms(), Some(decimals), "as a Chinese keyboard writes them");
        let with_staff = Terms { staff: Some(120), ..terms };
        assert_eq!(typed(["20", "40", "48", "120"]).terms(), Some(with_staff));
        for wrong in [
            ["", "40", "48", ""],
            ["40", "20", "48", ""],
            ["20", "40", "54", ""],
            ["20", "40", "48", "0"],
            ["-1", "40", "48", ""],
            ["20.555", "40", "48", ""],
            ["20.", "40", "48", ""],
            [".5", "40", "48", ""],
            ["0.99", "40", "48", ""],
            ["20", "10000.01", "48", ""],
            ["20", "99999999999", "48", ""],
            ["20", "40", "48.5", ""],
        ] {
            assert_eq!(typed(wrong).terms(), None, "{wrong:?}");
        }
    }

    /// Sentences that stand one after another have a space between them where the language has.
    #[test]
    fn sentences_do_not_run_together() {
        for language in [Language::Zh, Language::En] {
            let words = &Messages::of(language).hours;
            let note = (words.cost_assumed)("20", "40", 48) + words.cost_equal;
            let ends = note.match_indices('.').map(|(at, _)| &note[at + 1..]);
            for after in ends {
                assert!(!after.starts_with(|c: char| c.is_ascii_uppercase()), "{note}");
            }
        }
    }

    /// The weeks are suggested; that alone is nothing to complain about.
    #[test]
    fn weeks_stand_there_at_first() {
        let first = Typed::default();
        assert!(first.untouched() && first.terms().is_none());
        assert_eq!(first.0[2], "48");
        assert!(typed(["", "", "", ""]).untouched(), "only the suggested weeks are cleared");
        for begun in [["20", "", "48", ""], ["", "", "50", ""], ["", "", "", "8"]] {
            assert!(!typed(begun).untouched(), "{begun:?}");
        }
    }

    /// The worked example of the instrument's design, 25 to 48 hours, at 20 to 40 yuan.
    #[test]
    fn a_range_goes_from_low_at_low_to_high_at_high() {
        let terms = Terms { low: 2_000, high: 4_000, weeks: 48, staff: None };
        let [low, high] = terms.range(25.0, 48.0);
        assert!((low - 24_000.0).abs() < 1e-9 && (high - 92_160.0).abs() < 1e-9);
    }
}
