//! Drawings of the report. Lengths along a scale are percentages of the drawing's width and
//! everything else is in CSS pixels, so that a drawing fits any width and its figures stay as
//! large as text. Each has its figures in a table beside it.

use qingdan_markup::html;
use yew::prelude::*;

use super::context::{Figure, hundred, whole};
use crate::domain::disclose::Part;
use crate::domain::stats::ConfidenceInterval;
use crate::ui::parts::{Meter, meter, units};

/// The one shade of groups: their bars carry whiskers, which must be seen on them.
const GROUP_SHADE: usize = 1;

/// Shades of the scale from light to heavy.
const SHADES: usize = 10;

/// Points of one shade; the last one holds the highest score too.
const SHADE_POINTS: u32 = 10;

/// Narrowest part of a stacked bar that has room for its figure, percent.
const LABEL_MIN: f64 = 5.0;

/// The shade of a score from 0 to 100 points.
pub(super) fn shade(score: f64) -> Classes {
    let steps = shade_steps().skip(1);
    let step = steps.filter(|&(from, _)| score >= f64::from(from)).count().min(SHADES - 1);
    classes!("heat", format!("heat-{step}"))
}

/// The lowest and the highest score of each shade, whole points.
pub(super) fn shade_steps() -> impl Iterator<Item = (u32, u32)> {
    let shades = (0..).take(SHADES).map(|shade| shade * SHADE_POINTS);
    let highest = move |from| if from + SHADE_POINTS < 100 { from + SHADE_POINTS - 1 } else { 100 };
    shades.map(move |from| (from, highest(from)))
}

/// The bar of a mean with its interval.
pub(super) fn mean_bar(figure: Figure) -> Html {
    let interval = Some((figure.interval.low, figure.interval.high));
    meter(Some(Meter { value: figure.mean, band: GROUP_SHADE, interval }))
}

/// The bar of a share with its interval, both from 0 to 1.
pub(super) fn share_bar(share: f64, interval: ConfidenceInterval) -> Html {
    let interval = Some((100.0 * interval.low, 100.0 * interval.high));
    meter(Some(Meter { value: 100.0 * share, band: GROUP_SHADE, interval }))
}

/// The scale under a bar of points.
pub(super) fn scale() -> Html {
    html! {
        <span class="scale muted number" aria-hidden="true">
            <span>{ "0" }</span><span>{ "50" }</span><span>{ "100" }</span>
        </span>
    }
}

/// One bar made of the parts of a distribution, as wide as their shares. `score` gives the points
/// of an option, for the shade; `title` says what is drawn.
pub(super) fn stack(title: String, parts: &[Part], score: impl Fn(u8) -> f64) -> Html {
    let mut from = 0.0;
    let drawn: Vec<Html> = parts
        .iter()
        .filter(|part| part.share.count > 0)
        .map(|part| {
            let width = 100.0 * part.share.share();
            let middle = f64::midpoint(score(part.first), score(part.last));
            let (at, shade) = (from, shade(middle));
            from += width;
            stacked(at, width, &shade, hundred(part.share.share()))
        })
        .collect();
    html! {
        <svg class="stack" role="img">
            <title>{ title }</title>
            <rect class="stack__frame" width="100%" height="100%" />
            <>{ drawn }</>
        </svg>
    }
}

fn stacked(at: f64, width: f64, shade: &Classes, label: String) -> Html {
    let middle = at + width / 2.0;
    html! {
        <g key={units(at)} class={classes!("stack__part", shade.clone())}>
            <rect x={share_units(at)} width={share_units(width)} height="100%" />
            if width >= LABEL_MIN {
                <text x={share_units(middle)} y="50%" dy="0.36em" text-anchor="middle">
                    { label }
                </text>
            }
        </g>
    }
}

/// A small field of the shade of an option, for the table under a stacked bar.
pub(super) fn swatch(score: f64) -> Html {
    html! {
        <svg class="swatch" aria-hidden="true">
            <g class={classes!("stack__part", shade(score))}>
                <rect width="100%" height="100%" />
            </g>
        </svg>
    }
}

/// A range from low to high with a stroke at its centre, on a scale from 0 to `end`.
pub(super) fn span(title: String, [low, central, high]: [f64; 3], end: f64) -> Html {
    let x = |value: f64| share_units((100.0 * value / end).clamp(0.0, 100.0));
    let width = share_units((100.0 * (high - low) / end).clamp(0.0, 100.0));
    html! {
        <svg class="span" role="img">
            <title>{ title }</title>
            <rect class="span__track" y="4" width="100%" height="16" />
            <rect class="span__fill" x={x(low)} {width} y="4" height="16" />
            <line class="span__centre" x1={x(central)} x2={x(central)} y1="0" y2="24" />
            <text class="span__end" x="100%" y="38" text-anchor="end">{ whole(end) }</text>
            <text x={x(low)} y="38" text-anchor="middle">{ whole(low) }</text>
            <text x={x(high)} y="38" text-anchor="middle">{ whole(high) }</text>
        </svg>
    }
}

/// A difference with its interval about a line at zero, on a scale from −`end` to `end`.
pub(super) fn about_zero(difference: f64, interval: ConfidenceInterval, end: f64) -> Html {
    let x = |value: f64| share_units((50.0 + 50.0 * value / end).clamp(0.0, 100.0));
    let (low, high) = (x(interval.low), x(interval.high));
    html! {
        <svg class="change" aria-hidden="true">
            <line class="change__zero" x1="50%" x2="50%" y1="0" y2="100%" />
            <line class="change__interval" x1={low.clone()} x2={high.clone()} y1="50%" y2="50%" />
            <line class="change__interval" x1={low.clone()} x2={low} y1="25%" y2="75%" />
            <line class="change__interval" x1={high.clone()} x2={high} y1="25%" y2="75%" />
            <circle class="change__point" cx={x(difference)} cy="50%" r="5" />
        </svg>
    }
}

/// A length in percent of the drawing.
fn share_units(percent: f64) -> String {
    format!("{}%", units(percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_cover_the_scale() {
        let check = |score, class: &str| assert!(shade(score).contains(class), "{score}");
        check(0.0, "heat-0");
        check(9.9, "heat-0");
        check(50.0, "heat-5");
        check(100.0, "heat-9");
        let steps: Vec<_> = shade_steps().collect();
        assert_eq!((steps[0], steps[1], steps[9]), ((0, 9), (10, 19), (90, 100)));
        assert_eq!(steps.len(), SHADES);
    }
}
