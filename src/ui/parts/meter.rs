//! A bar from 0 to 100 with an optional interval. The number stands beside it, so that the bar
//! itself is hidden from screen readers.

use qingdan_markup::html;
use yew::prelude::*;

/// What a bar shows, each 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Meter {
    /// Length of the bar.
    pub value: f64,
    /// Band of the value, which selects the shade: 0 to 3.
    pub band: usize,
    /// Ends of the whisker.
    pub interval: Option<(f64, f64)>,
}

/// The bar; an empty track where there is nothing to show.
pub fn meter(shown: Option<Meter>) -> Html {
    html! {
        <svg class="meter" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
            <rect class="meter__track" width="100" height="16" />
            <path class="meter__half" d="M50 0V16" vector-effect="non-scaling-stroke" />
            if let Some(Meter { value, band, interval }) = shown {
                <rect class={["meter__fill ", shade(band)].concat()} y="1.5" height="13"
                      width={units(value)} vector-effect="non-scaling-stroke" />
                if let Some((low, high)) = interval {
                    <path class="meter__whisker" d={whisker(low, high)}
                          vector-effect="non-scaling-stroke" />
                }
            }
        </svg>
    }
}

/// The class of a band's shade.
pub(in crate::ui) const fn shade(band: usize) -> &'static str {
    match band {
        0 => "load-0",
        1 => "load-1",
        2 => "load-2",
        _ => "load-3",
    }
}

/// A length with two decimals: SVG needs no more. In whole numbers, because the code that writes
/// floating-point numbers weighs several kilobytes.
#[expect(clippy::cast_possible_truncation, reason = "lengths in a drawing are small")]
pub(in crate::ui) fn units(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i32;
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A line from end to end with a stroke across each end.
fn whisker(low: f64, high: f64) -> String {
    let (low, high) = (units(low), units(high));
    format!("M{low} 5V11M{low} 8H{high}M{high} 5V11")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_two_decimals() {
        let check = |value: f64, expected| assert_eq!(units(value), expected);
        check(0.0, "0.00");
        check(36.25, "36.25");
        check(61.666_666, "61.67");
        check(99.999, "100.00");
        check(-0.5, "-0.50");
        check(-17.046, "-17.05");
    }
}
