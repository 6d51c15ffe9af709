//! Hours per week as a range, with what it assumes beside it.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::view::View;
use crate::domain::SHAPE;
use crate::domain::answer::Complete;
use crate::domain::instrument::Hours;
use crate::domain::score::{AvoidableHours, HoursEstimate, estimate_hours};
use crate::i18n::respond::Hours as Words;
use crate::i18n::tenths;
use crate::ui::parts::units;

/// The estimate; nothing where the instrument asks for no hours.
pub(super) fn hours(view: &View, complete: &Complete) -> Html {
    let Some(rules) = view.instrument.hours.as_ref().filter(|_| SHAPE.hours) else {
        return Html::default();
    };
    let words = &view.messages.hours;
    html! {
        <section>
            <h2>{ words.title }</h2>
            if let Some(estimate) = estimate_hours(view.instrument, complete) {
                { whole(view, rules, &estimate) }
                if let Some(avoidable) = estimate.avoidable {
                    { saved(view, avoidable) }
                }
            } else {
                <p>{ words.none }</p>
            }
        </section>
    }
}

/// All hours: the bounds, their picture, and what they rest on.
fn whole(view: &View, rules: &Hours, estimate: &HoursEstimate) -> Html {
    let words = &view.messages.hours;
    let partial = estimate.answered < estimate.activities;
    let tenths_of = tenths_of(estimate);
    html! {
        <>
            { bounds(view, "hours", tenths_of) }
            { line(tenths_of, 10 * u64::from(rules.week_open_upper)) }
            <p>{ words.lower_basis }</p>
            if estimate.inconsistent {
                <p class="note">{ words.inconsistent }</p>
            } else if partial {
                <p class="note">{ partly(view, rules, estimate) }</p>
            } else {
                <p>
                    { (words.assumed)([
                        rules.open_central,
                        rules.open_upper,
                        rules.week_open_upper,
                    ]) }
                </p>
            }
        </>
    }
}

/// Why there is only a lower bound: the form asks too little, or too little was answered.
fn partly(view: &View, rules: &Hours, estimate: &HoursEstimate) -> String {
    let words = &view.messages.hours;
    let (instrument, form) = (view.instrument, view.interview.form());
    let asks = |id: &&String| instrument.item_index(id).is_some_and(|i| instrument.asks(form, i));
    let asked = rules.activities.iter().filter(asks).count();
    if estimate.answered == asked {
        (words.not_all_asked)(estimate.activities - asked)
    } else {
        (words.partial)(estimate.answered, asked)
    }
}

/// Lower, central and upper bound in tenths of an hour.
pub(super) fn tenths_of(estimate: &HoursEstimate) -> [Option<u64>; 3] {
    [
        Some(10 * u64::from(estimate.lower)),
        estimate.central_halves.map(|halves| 5 * u64::from(halves)),
        estimate.upper.map(|upper| 10 * u64::from(upper)),
    ]
}

/// The bounds that are known, in one line.
pub(super) fn bounds_in_words(words: &Words, tenths_of: [Option<u64>; 3]) -> String {
    let known = words.bounds.into_iter().zip(tenths_of);
    let parts = known.filter_map(|(name, tenths_of)| {
        Some([name, " ", &(words.hours)(&plain(tenths_of?))].concat())
    });
    let parts: Vec<String> = parts.collect();
    parts.iter().map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// The part of it that the respondent calls avoidable.
fn saved(view: &View, avoidable: AvoidableHours) -> Html {
    let words = &view.messages.hours;
    let tenths_of = [
        Some(u64::from(avoidable.lower_hundredths + 5) / 10),
        Some(u64::from(avoidable.central_quarter_hundredths + 20) / 40),
        Some(u64::from(avoidable.upper_hundredths + 5) / 10),
    ];
    html! {
        <>
            <h3>{ words.avoidable }</h3>
            { bounds(view, "avoidable", tenths_of) }
            <p>{ (words.avoidable_basis)(avoidable.pairs) }</p>
        </>
    }
}

/// The three bounds side by side; those that are not known are left out.
fn bounds(view: &View, id: &'static str, tenths_of: [Option<u64>; 3]) -> Html {
    let words = &view.messages.hours;
    html! {
        <dl class="bounds" {id}>
            for (name, tenths_of) in words.bounds.into_iter().zip(tenths_of) {
                if let Some(tenths_of) = tenths_of {
                    <div key={name} class="bounds__bound">
                        <dt class="muted">{ name }</dt>
                        <dd class="bounds__hours number">{ (words.hours)(&plain(tenths_of)) }</dd>
                    </div>
                }
            }
        </dl>
    }
}

/// Tenths without a needless `.0`.
fn plain(tenths_of: u64) -> String {
    if tenths_of.is_multiple_of(10) { (tenths_of / 10).to_string() } else { tenths(tenths_of) }
}

/// A line from nothing to `most`, the range on it as a bar and the centre as a stroke.
#[expect(clippy::cast_precision_loss, reason = "hours of a week in tenths are below 2000")]
fn line([lower, central, upper]: [Option<u64>; 3], most: u64) -> Html {
    let (Some(lower), Some(central), Some(upper)) = (lower, central, upper) else {
        return Html::default();
    };
    let most = most.max(upper).max(1) as f64;
    let at = |tenths: u64| 100.0 * tenths as f64 / most;
    let middle = units(at(central));
    html! {
        <svg class="meter" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
            <rect class="meter__track" width="100" height="16" />
            <rect class="meter__fill load-1" x={units(at(lower))} y="1.5" height="13"
                  width={units(at(upper) - at(lower))} vector-effect="non-scaling-stroke" />
            <path class="meter__whisker" d={format!("M{middle} 0V16")}
                  vector-effect="non-scaling-stroke" />
        </svg>
    }
}
