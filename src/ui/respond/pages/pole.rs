//! The picture: a shoulder pole that bends with the index, with one load per category.
//!
//! The pole is carried in its middle and straight at 0; at 100 its ends hang [`SAG`] lower. A
//! load's area is in proportion to its score. All numbers of the picture stand in it and in the
//! table below it.

use yew::prelude::*;

use super::super::view::View;
use super::headline::band_name;
use crate::domain::score::{CategoryScore, Score, Scores};
use crate::ui::parts::{shade, units};

/// Width of the picture; all lengths here are in its units.
const WIDTH: f64 = 360.0;
/// Distance of the pole's ends from the edge.
const MARGIN: f64 = 8.0;
/// Distance of the outermost loads from the edge.
const LOADS_FROM: f64 = 23.0;
/// Height of the pole's middle.
const TOP: f64 = 16.0;
/// How much lower the ends hang at an index of 100.
const SAG: f64 = 88.0;
/// Thickness of the pole in its middle.
const THICK: f64 = 5.0;
/// From the pole to the fork of the cord, and on to the load.
const CORD: (f64, f64) = (9.0, 21.0);
/// Side of a load of 100.
const SIDE: f64 = 28.0;
/// From the load down to the number's baseline, and on to the label.
const TEXT: (f64, f64) = (13.0, 5.0);
/// Length of one letter of a label: Latin, others.
const LETTER: (f64, f64) = (6.6, 12.0);

/// The picture, with what it shows in words for screen readers.
pub(super) fn pole(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    let label = match scores.index {
        Some(index) => (words.picture)(index.rounded(), band_name(view, index)),
        None => words.picture_without.to_owned(),
    };
    let sag = SAG * scores.index.map_or(0.0, Score::to_f64) / 100.0;
    let names: Vec<&str> =
        view.instrument.categories.iter().map(|category| view.text(&category.short)).collect();
    let loads: Vec<Load> = scores
        .categories
        .iter()
        .enumerate()
        .map(|(number, scored)| Load::new(view, *scored, number, names.len(), sag))
        .collect();
    let depth = loads.iter().map(Load::text_below).fold(0.0, f64::max);
    let longest = names.iter().map(|name| length(name)).fold(0.0, f64::max);
    let height = depth + TEXT.1 + longest + 2.0;
    html! {
        <figure class="pole">
            <svg class="pole__picture" role="img" aria-label={label}
                 viewBox={["0 0 ", &units(WIDTH), " ", &units(height)].concat()}>
                for (number, (load, name)) in loads.iter().zip(names).enumerate() {
                    <g key={number}>{ load.draw(name) }</g>
                }
                <path class="pole__pole" d={bent(sag)} />
            </svg>
        </figure>
    }
}

/// The outline of the pole: two arcs that meet at its ends.
fn bent(sag: f64) -> String {
    let (left, right, middle) = (units(MARGIN), units(WIDTH - MARGIN), units(WIDTH / 2.0));
    let end = units(TOP + sag);
    let (above, below) = (units(TOP - sag - THICK), units(TOP - sag + THICK));
    format!("M{left} {end}Q{middle} {above} {right} {end}Q{middle} {below} {left} {end}Z")
}

/// Height of the pole at a place.
fn height_at(x: f64, sag: f64) -> f64 {
    let from_middle = (x - WIDTH / 2.0) / (WIDTH / 2.0 - MARGIN);
    TOP + sag * from_middle * from_middle
}

/// Length of a label written downwards.
fn length(name: &str) -> f64 {
    name.chars().map(|c| if c.is_ascii() { LETTER.0 } else { LETTER.1 }).sum()
}

/// One load as drawn.
struct Load {
    x: f64,
    y: f64,
    side: f64,
    band: usize,
    shown: Option<u64>,
}

impl Load {
    #[expect(clippy::cast_precision_loss, reason = "there are at most 11 categories")]
    fn new(view: &View, scored: CategoryScore, number: usize, of: usize, sag: f64) -> Self {
        let gap = (WIDTH - 2.0 * LOADS_FROM) / (of.max(2) - 1) as f64;
        let x = LOADS_FROM + gap * number as f64;
        let value = scored.score.map_or(0.0, Score::to_f64);
        let band =
            view.instrument.band_index(|from| scored.score.is_some_and(|s| s.at_least(from)));
        Self {
            x,
            y: height_at(x, sag),
            side: SIDE * (value / 100.0).sqrt(),
            band,
            shown: scored.score.map(Score::rounded),
        }
    }

    /// Baseline of the number.
    fn text_below(&self) -> f64 {
        self.y + CORD.1 + self.side + TEXT.0
    }

    fn draw(&self, name: &str) -> Html {
        let (x, y) = (units(self.x), units(self.y));
        let (fork, top) = (units(self.y + CORD.0), units(self.y + CORD.1));
        let (left, right) = (units(self.x - self.side / 2.0), units(self.x + self.side / 2.0));
        let cords = format!("M{x} {y}V{fork}M{left} {top}L{x} {fork}L{right} {top}");
        let side = units(self.side);
        let cord = if self.shown.is_some() { "pole__cord" } else { "pole__cord pole__cord--open" };
        let below = self.text_below();
        html! {
            <>
                <path class={cord} d={cords} />
                if self.side > 0.0 {
                    <rect class={classes!("pole__load", shade(self.band))} x={left} y={top}
                          width={side.clone()} height={side} rx="2.5" />
                }
                <text class="pole__number" x={x.clone()} y={units(below)}>
                    { self.shown.map_or_else(|| "–".to_owned(), |shown| shown.to_string()) }
                </text>
                <text class="pole__name" {x} y={units(below + TEXT.1)}>{ name }</text>
            </>
        }
    }
}
