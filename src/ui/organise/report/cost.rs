//! What the hours cost, from figures that the organiser types: nothing is assumed.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::i18n::Language;
use crate::i18n::organise::report::Messages;

/// Highest hourly cost that can be typed, yuan.
const COST_MAX: u32 = 10_000;

/// Most weeks of a year.
const WEEKS_MAX: u32 = 53;

/// Largest head count.
const STAFF_MAX: u32 = 10_000_000;

/// Digits kept of a sum of money: the hours are not known better.
const DIGITS: i32 = 3;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed([String; 4]);

/// Figures that can be calculated with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Terms {
    low: u32,
    high: u32,
    weeks: u32,
    staff: Option<u32>,
}

impl Typed {
    fn untouched(&self) -> bool {
        self.0.iter().all(|text| text.trim().is_empty())
    }

    fn terms(&self) -> Option<Terms> {
        let [low, high, weeks, staff] = &self.0;
        let number = |text: &str, most: u32| {
            text.trim().parse().ok().filter(|number| (1..=most).contains(number))
        };
        let (low, high) = (number(low, COST_MAX)?, number(high, COST_MAX)?);
        let weeks = number(weeks, WEEKS_MAX)?;
        let staff = match staff.trim() {
            "" => None,
            text => Some(number(text, STAFF_MAX)?),
        };
        (low <= high).then_some(Terms { low, high, weeks, staff })
    }
}

impl Terms {
    /// Yuan a year for one person, from the lower bound at the low cost to the upper bound at the
    /// high cost (Standard Cost Model: hours × weeks × cost of an hour).
    fn range(self, lower: f64, upper: f64) -> [f64; 2] {
        let weeks = f64::from(self.weeks);
        [lower * weeks * f64::from(self.low), upper * weeks * f64::from(self.high)]
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
            <p class="muted screen-only">{ words.cost_lede }</p>
            <div class="cost__fields screen-only">
                for (place, (id, label)) in fields.into_iter().enumerate() {
                    <label key={id} class="cost__field" for={id}>
                        <span>{ label }</span>
                        <input {id} class="settings__number" type="text" inputmode="numeric"
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
            <p class="strong">{ (words.cost_person)(&money(low), &money(high)) }</p>
            if let Some(staff) = terms.staff {
                <p class="strong">
                    { (words.cost_all)(staff, &money(low * f64::from(staff)),
                                       &money(high * f64::from(staff))) }
                </p>
            }
            <p class="muted">
                { (words.cost_assumed)(terms.low, terms.high, terms.weeks) }
                if terms.staff.is_some() {
                    { words.cost_equal }
                }
            </p>
        </div>
    }
}

/// A sum of money with [`DIGITS`] digits, in groups of three.
fn money(sum: f64) -> String {
    let mut step = 1.0;
    while sum / step >= 10_f64.powi(DIGITS) {
        step *= 10.0;
    }
    let digits = format!("{:.0}", (sum / step).round() * step);
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
    fn a_sum_has_three_digits() {
        let check = |sum, written| assert_eq!(money(sum), written, "{sum}");
        check(0.0, "0");
        check(999.4, "999");
        check(12_345.0, "12,300");
        check(1_996_400.0, "2,000,000");
    }

    #[test]
    fn only_sensible_figures_count() {
        let terms = Terms { low: 20, high: 40, weeks: 48, staff: None };
        assert_eq!(typed(["20", " 40 ", "48", ""]).terms(), Some(terms));
        let with_staff = Terms { staff: Some(120), ..terms };
        assert_eq!(typed(["20", "40", "48", "120"]).terms(), Some(with_staff));
        for wrong in [
            ["", "40", "48", ""],
            ["40", "20", "48", ""],
            ["20", "40", "54", ""],
            ["20", "40", "48", "0"],
            ["-1", "40", "48", ""],
            ["20.5", "40", "48", ""],
        ] {
            assert_eq!(typed(wrong).terms(), None, "{wrong:?}");
        }
    }

    /// The worked example of the instrument's design, 25 to 48 hours, at 20 to 40 yuan.
    #[test]
    fn a_range_goes_from_low_at_low_to_high_at_high() {
        let terms = Terms { low: 20, high: 40, weeks: 48, staff: None };
        let [low, high] = terms.range(25.0, 48.0);
        assert!((low - 24_000.0).abs() < 1e-9 && (high - 92_160.0).abs() < 1e-9);
    }
}
