//! The picture: a shoulder pole that bends with the index, with one load per category.
//!
//! The pole is carried in its middle and straight at 0; at 100 its ends hang [`SAG`] lower. A
//! load's area is in proportion to its score. All numbers of the picture stand in it and in the
//! list below it.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::view::View;
use super::headline::band_name;
use super::mark::{Mark, drawing};
use crate::domain::SHAPE;
use crate::domain::instrument::Instrument;
use crate::domain::score::{CategoryScore, Score, Scores};
use crate::i18n::Language;
use crate::ui::parts::{shade, units};

/// Width of the picture; all lengths here are in its units.
pub(super) const WIDTH: f64 = 330.0;
/// Distance of the pole's ends from the edge.
const MARGIN: f64 = 3.0;
/// Distance of the outermost loads from the edge.
const LOADS_FROM: f64 = 16.0;
/// Height of the pole's middle.
const TOP: f64 = 12.0;
/// How much lower the ends hang at an index of 100.
const SAG: f64 = 84.0;
/// Thickness of the pole in its middle.
const THICK: f64 = 5.0;
/// From the pole to the fork of the cord, and on to the load.
const CORD: (f64, f64) = (9.0, 22.0);
/// Side of a load of 100.
const SIDE: f64 = 27.0;
/// From the load down to the number's baseline, and on to the label.
const TEXT: (f64, f64) = (14.0, 5.0);
/// Length of one letter of a label: Latin, others.
const LETTER: (f64, f64) = (7.2, 13.0);

/// The picture, with what it shows in words for screen readers.
pub(super) fn pole(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    let label = match scores.index {
        Some(index) => (words.picture)(index.rounded(), band_name(view, index)),
        None => words.picture_without.to_owned(),
    };
    let (marks, height) = hung(view.instrument, view.language, scores);
    html! { <figure class="pole">{ drawing([WIDTH, height], Some(label), marks) }</figure> }
}

/// The pole with its loads, and how high it all is.
pub(super) fn hung(
    instrument: &'static Instrument,
    language: Language,
    scores: &Scores,
) -> (Vec<Mark>, f64) {
    let sag = SAG * scores.index.map_or(0.0, Score::to_f64) / 100.0;
    let mut marks = Vec::new();
    let (mut depth, mut longest) = (0.0_f64, 0.0_f64);
    for (number, (category, scored)) in
        instrument.categories.iter().zip(&scores.categories).enumerate()
    {
        let name = language.text(&category.short);
        let load = Load::new(instrument, *scored, number, scores.categories.len(), sag);
        depth = depth.max(load.text_below());
        longest = longest.max(length(name));
        load.draw(name, &mut marks);
    }
    marks.push(Mark::path("pole__pole", bent(sag)));
    (marks, depth + TEXT.1 + longest + 2.0)
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
    fn new(
        instrument: &Instrument,
        scored: CategoryScore,
        number: usize,
        of: usize,
        sag: f64,
    ) -> Self {
        let gap = (WIDTH - 2.0 * LOADS_FROM) / (of.max(2) - 1) as f64;
        // A load alone is carried in the middle.
        let alone = SHAPE.one_category;
        let x = if alone { WIDTH / 2.0 } else { LOADS_FROM + gap * number as f64 };
        let value = scored.score.map_or(0.0, Score::to_f64);
        Self {
            x,
            y: height_at(x, sag),
            side: SIDE * (value / 100.0).sqrt(),
            band: instrument.band_index(|from| scored.score.is_some_and(|s| s.at_least(from))),
            shown: scored.score.map(Score::rounded),
        }
    }

    /// Baseline of the number.
    fn text_below(&self) -> f64 {
        self.y + CORD.1 + self.side + TEXT.0
    }

    fn draw(&self, name: &str, marks: &mut Vec<Mark>) {
        let (x, y) = (units(self.x), units(self.y));
        let (fork, top) = (units(self.y + CORD.0), units(self.y + CORD.1));
        let half = self.side / 2.0;
        let (left, right) = (units(self.x - half), units(self.x + half));
        let cords = format!("M{x} {y}V{fork}M{left} {top}L{x} {fork}L{right} {top}");
        let cord = if self.shown.is_some() { "pole__cord" } else { "pole__cord pole__cord--open" };
        marks.push(Mark::path(cord, cords));
        if self.side > 0.0 {
            let place = [self.x - half, self.y + CORD.1, self.side, self.side];
            marks.push(Mark::block(shade(self.band), place));
        }
        let below = self.text_below();
        let number = self.shown.map_or_else(|| "–".to_owned(), |shown| shown.to_string());
        marks.push(Mark::words("drawing__number", self.x, below, number));
        marks.push(Mark::words("drawing__down", self.x, below + TEXT.1, name));
    }
}
