//! Scales from 0 to 100: a score with its range, an answer beside documented cases, then and now.
//! What they show stands beside them in words, so that they are hidden from screen readers.

use yew::prelude::*;

use super::super::view::View;
use super::mark::{Mark, drawing};
use crate::domain::instrument::{Case, ResponseOption};
use crate::domain::score::Score;
use crate::ui::parts::{shade, units};

/// Width of a scale; all lengths here are in its units.
const WIDTH: f64 = 330.0;
/// Where 0 and 100 stand.
const ENDS: (f64, f64) = (18.0, 302.0);

/// Place of a value.
fn at(value: f64) -> f64 {
    ENDS.0 + (ENDS.1 - ENDS.0) * value / 100.0
}

/// A score on the bands, pointed at from above, and its range as a bracket below.
pub(super) fn scored(view: &View, score: Score, range: Option<(Score, Score)>) -> Html {
    let bands = &view.instrument.bands;
    let mut marks = Vec::new();
    for (band, from) in bands.iter().enumerate() {
        let from = f64::from(from.from);
        let to = bands.get(band + 1).map_or(100.0, |next| f64::from(next.from));
        marks.push(Mark::block(shade(band), [at(from), 15.0, at(to) - at(from), 11.0]));
    }
    marks.push(Mark::words("drawing__number", ENDS.0 - 9.0, 25.0, "0"));
    marks.push(Mark::words("drawing__number", ENDS.1 + 14.0, 25.0, "100"));
    let x = at(score.to_f64());
    let (left, middle, right) = (units(x - 7.0), units(x), units(x + 7.0));
    marks.push(Mark::path("drawing__ink", format!("M{left} 1H{right}L{middle} 13Z")));
    let Some((low, high)) = range else { return drawing([WIDTH, 30.0], None, marks) };
    let (from, to) = (at(low.to_f64()), at(high.to_f64()));
    marks.push(Mark::path("drawing__line", bracket(from, to)));
    let (low, high) = (low.rounded().to_string(), high.rounded().to_string());
    let label = if low == high { low } else { (view.shared.range)(&low, &high) };
    let place = f64::midpoint(from, to).clamp(20.0, WIDTH - 24.0);
    marks.push(Mark::words("drawing__number", place, 53.0, label));
    drawing([WIDTH, 57.0], None, marks)
}

/// A line with a stroke up at each end.
fn bracket(from: f64, to: f64) -> String {
    let (from, to) = (units(from), units(to));
    format!("M{from} 30V37H{to}V30")
}

/// The options of a question on their scores: one's own answer as a disc, cases as diamonds.
pub(super) fn answered(
    view: &View,
    options: &[ResponseOption],
    own: Option<u8>,
    cases: &[Case],
) -> Html {
    let words = &view.messages.detail;
    let place = |option: u8| {
        let score = options.get(usize::from(option)).and_then(|option| option.score);
        at(f64::from(score.unwrap_or_default()))
    };
    // Without cases there is nothing above the line.
    let line = if cases.is_empty() { 10.0 } else { 36.0 };
    let axis = [at(0.0), line - 1.0, at(100.0) - at(0.0), 2.0];
    let mut marks = vec![Mark::block("drawing__axis", axis)];
    for option in (0..).take(options.len()) {
        marks.push(Mark::path("drawing__tick", disc(place(option), line, 3.5)));
    }
    for case in cases {
        let (low, high) = (place(case.lowest), place(case.highest));
        if high > low {
            marks.push(Mark::path("drawing__line", format!("M{} 22H{}", units(low), units(high))));
        }
        for x in [low, high] {
            let (left, middle, right) = (units(x - 6.0), units(x), units(x + 6.0));
            let diamond = format!("M{left} 22L{middle} 16L{right} 22L{middle} 28Z");
            marks.push(Mark::path("drawing__case", diamond));
        }
        let middle = f64::midpoint(low, high);
        marks.push(Mark::words("drawing__number", middle, 12.0, words.case_mark));
    }
    if let Some(own) = own {
        marks.push(Mark::path("drawing__own", disc(place(own), line, 7.5)));
        marks.push(Mark::words("drawing__number", place(own), line + 21.0, words.own));
    }
    drawing([WIDTH, line + 25.0], None, marks)
}

/// A score then, as a ring, and now, as a disc, with the way between them.
pub(super) fn moved(then: Score, now: Score) -> Html {
    let (from, to) = (at(then.to_f64()), at(now.to_f64()));
    let axis = [at(0.0), 9.5, at(100.0) - at(0.0), 1.0];
    let way = format!("M{} 10H{}", units(from), units(to));
    let marks = vec![
        Mark::block("drawing__axis", axis),
        Mark::path("drawing__way", way),
        Mark::path("drawing__tick", disc(from, 10.0, 6.0)),
        Mark::path("drawing__own", disc(to, 10.0, 7.0)),
    ];
    drawing([WIDTH, 20.0], None, marks)
}

/// A circle as an outline.
fn disc(x: f64, y: f64, radius: f64) -> String {
    let (left, y, radius, across) =
        (units(x - radius), units(y), units(radius), units(2.0 * radius));
    let half = |sign: &str| format!("a{radius} {radius} 0 1 0 {sign}{across} 0");
    format!("M{left} {y}{}{}Z", half(""), half("-"))
}
