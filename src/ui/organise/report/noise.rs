//! Randomised questions: estimates in the place of counts, never below or above without being told.

use qingdan_markup::html;
use yew::prelude::*;

use super::answers::{label, people};
use super::chart::{mean_bar, scale, share_bar};
use super::context::{Context, Figure, whole};
use super::item::{CaseShare, case_share};
use super::withheld::patch;
use crate::domain::disclose::{Cell, ItemEstimates, PartEstimate, ScoreEstimate, Withheld};
use crate::domain::instrument::{Item, ResponseOption};
use crate::domain::randomised::{Estimate, TruthProbability};
use crate::domain::stats::ConfidenceInterval;

/// Ends of the scale of scores, points.
const SCALE: [f64; 2] = [0.0, 100.0];

/// Whether the report has anything randomised.
pub(super) fn noisy(context: Context) -> bool {
    !context.release.randomised.items.is_empty()
}

/// That it is not known whether there is noise, where that is so.
pub(super) fn not_known(context: Context) -> Html {
    if context.release.randomised.known {
        return Html::default();
    }
    let scope = context.input.scopes.get(context.input.scope);
    let merged = scope.is_some_and(|scope| scope.merged);
    let words = context.noise().unknown[usize::from(merged)];
    html! { <p id="noise-unknown" class="note">{ words }</p> }
}

/// Which questions were randomised and how, and how to read what is estimated.
pub(super) fn noise(context: Context) -> Html {
    let (words, randomised) = (context.noise(), &context.release.randomised);
    let what = match randomised.truth.map(TruthProbability::parts) {
        Some((a, b)) => (words.what)(randomised.items.len(), &format!("{a}/{b}")),
        None => words.mixed.to_owned(),
    };
    let how: &[&str] = if randomised.truth.is_some() { words.how } else { &[] };
    let stem = |item: u8| {
        let item = context.instrument.items.get(usize::from(item));
        item.map_or("", |item| context.text(&item.stem))
    };
    html! {
        <>
            <p>{ what }</p>
            <ul>
                for one in randomised.items.iter() {
                    <li key={one.item}>{ stem(one.item) }</li>
                }
            </ul>
            for line in how.iter() {
                <p key={*line}>{ *line }</p>
            }
        </>
    }
}

/// The estimates of a randomised question.
pub(super) fn estimates(context: Context, item: &Item, shown: &ItemEstimates) -> Html {
    let options = context.instrument.options(&item.options);
    let counted = people(context, shown.n, shown.missing);
    let mean = shown.mean.shown().map(|mean| {
        let interval = (context.words.marks.between)(
            &minus(&whole(mean.interval.low)),
            &minus(&whole(mean.interval.high)),
        );
        (context.noise().mean)(&minus(&whole(mean.value)), &interval)
    });
    let summary: Vec<String> = [counted].into_iter().chain(mean).collect();
    let case = |lowest: u8| {
        let found = shown.markers.iter().find(|marker| marker.option == lowest)?;
        Some(match found.share {
            Cell::Shown(share) => Cell::Shown(CaseShare::Estimated(share)),
            Cell::Withheld(rule) => Cell::Withheld(rule),
        })
    };
    html! {
        <>
            <p class="note note--plain">{ context.noise().item }</p>
            <p class="muted">{ summary.join(" · ") }</p>
            <table class="parts parts--estimates">
                <thead>
                    <tr>
                        <th scope="col">{ context.words.items.answer }</th>
                        <td class="parts__bar" aria-hidden="true" />
                        <th scope="col" class="parts__share">{ context.noise().share }</th>
                    </tr>
                </thead>
                <tbody>
                    for part in shown.parts.iter() {
                        { row(context, options, part) }
                    }
                </tbody>
            </table>
            for one in item.cases() {
                { case_share(context, item, &one, case(one.lowest)) }
            }
        </>
    }
}

fn row(context: Context, options: &[ResponseOption], part: &PartEstimate) -> Html {
    let label = label(context, options, part.first, part.last);
    let ConfidenceInterval { low, high } = part.share.interval;
    let [value, low, high] = [part.share.value, low, high].map(|share| share.clamp(0.0, 1.0));
    html! {
        <tr key={label.clone()}>
            <th scope="row" class="parts__label">{ label }</th>
            <td class="parts__bar" aria-hidden="true">
                { share_bar(value, ConfidenceInterval { low, high }) }
            </td>
            <td class="parts__share number">{ share(context, &part.share) }</td>
        </tr>
    }
}

/// An estimated share with its interval, in whole percent, also below 0 and above 100.
pub(super) fn share(context: Context, share: &Estimate) -> String {
    let percent = |share: f64| minus(&whole(100.0 * share));
    let ConfidenceInterval { low, high } = share.interval;
    let between = (context.words.marks.between)(&percent(low), &percent(high));
    (context.words.marks.bracketed)(&format!("{}%", percent(share.value)), &between)
}

/// The estimated mean of a category in words, drawn, and that nothing else can be estimated.
pub(super) fn estimated(context: Context, shown: &ScoreEstimate) -> Html {
    let ends = [shown.interval.low, shown.interval.high];
    let [low, high] = ends.map(|end| minus(&whole(end)));
    let interval = (context.words.marks.interval_signed)(&low, &high);
    html! {
        <>
            <div class="spread__figure">
                <p class="strong">
                    { (context.noise().category)(&rounded_mean(shown), &interval) }
                </p>
                { mean_bar(drawn(shown)) }
                { scale() }
            </div>
            <section class="spread__part">
                <h5>{ context.words.items.histogram }</h5>
                { patch(context, Withheld::Randomised) }
            </section>
        </>
    }
}

/// The mean of an estimate as far as it is known, in whole points.
pub(super) fn rounded_mean(shown: &ScoreEstimate) -> String {
    minus(&whole(shown.mean))
}

/// What is drawn of an estimate: the part of it that is on the scale.
pub(super) fn drawn(shown: &ScoreEstimate) -> Figure {
    let on = |points: f64| points.clamp(SCALE[0], SCALE[1]);
    let ConfidenceInterval { low, high } = shown.interval;
    let interval = ConfidenceInterval { low: on(low), high: on(high) };
    Figure { mean: on(shown.mean), interval, step: None, near_edge: false }
}

/// A written number with a proper minus.
pub(super) fn minus(number: &str) -> String {
    number.replace('-', "−")
}
