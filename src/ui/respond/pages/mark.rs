//! Parts of a drawing: the same marks stand in the page, coloured by its style sheet, and in the
//! picture that can be kept, coloured by [`paint`].

use yew::prelude::*;

use crate::ui::markup::{attribute, element_with, fixed, list};
use crate::ui::parts::units;

/// The colours of the picture: those of `style/tokens.css` in the light scheme, because a picture
/// that is kept must look the same everywhere.
pub(super) mod light {
    /// `--paper`.
    pub(in super::super) const PAPER: &str = "#faf8f3";
    /// `--ink`.
    pub(in super::super) const INK: &str = "#1c2422";
    /// `--ink-soft`.
    pub(in super::super) const INK_SOFT: &str = "#545e5a";
    /// `--line`.
    pub(in super::super) const LINE: &str = "#ddd7ca";
    /// `--pole`, and `--load-line`.
    pub(in super::super) const POLE: &str = "#7d5726";
    /// `--load-0` to `--load-3`.
    pub(in super::super) const LOADS: [&str; 4] = ["#ecdcc0", "#cfa768", "#9c6c2d", "#5c3a12"];
}

/// One element of a drawing.
pub(super) struct Mark {
    tag: &'static str,
    class: &'static str,
    /// The names of its class and of its other attributes.
    names: &'static [&'static str],
    values: Vec<String>,
    words: String,
}

impl Mark {
    /// A line or an outline.
    pub(super) fn path(class: &'static str, d: String) -> Self {
        Self { tag: "path", class, names: &["class", "d"], values: vec![d], words: String::new() }
    }

    /// A rectangle by its corner and size.
    pub(super) fn block(class: &'static str, place: [f64; 4]) -> Self {
        let names = &["class", "x", "y", "width", "height", "rx"];
        let mut values: Vec<String> = place.into_iter().map(units).collect();
        values.push("2.5".to_owned());
        Self { tag: "rect", class, names, values, words: String::new() }
    }

    /// Words at a place.
    pub(super) fn words(class: &'static str, x: f64, y: f64, words: impl Into<String>) -> Self {
        let values = vec![units(x), units(y)];
        Self { tag: "text", class, names: &["class", "x", "y"], values, words: words.into() }
    }

    /// The mark in the page.
    fn html(self) -> Html {
        let mut values = vec![fixed(self.class)];
        values.extend(self.values.into_iter().map(attribute));
        let words = if self.words.is_empty() { Html::default() } else { self.words.into() };
        element_with(self.tag, self.names, values.into(), words)
    }

    /// The mark in the picture.
    pub(super) fn write(&self, svg: &mut String) {
        svg.extend(["<", self.tag]);
        for (name, value) in self.names[1..].iter().zip(&self.values) {
            svg.extend([" ", name, "=\"", value, "\""]);
        }
        for (name, value) in paint(self.class) {
            svg.extend([" ", name, "=\"", value, "\""]);
        }
        svg.push('>');
        for char in self.words.chars() {
            match char {
                '&' => svg.push_str("&amp;"),
                '<' => svg.push_str("&lt;"),
                _ => svg.push(char),
            }
        }
        svg.extend(["</", self.tag, ">"]);
    }
}

/// A drawing of a width and height in the page; hidden from screen readers unless it has a label.
pub(super) fn drawing(size: [f64; 2], label: Option<String>, marks: Vec<Mark>) -> Html {
    let shown = ["0 0 ", &units(size[0]), " ", &units(size[1])].concat();
    let said = if label.is_some() { [Some("img"), None] } else { [None, Some("true")] };
    let [role, hidden] = said.map(attribute);
    let values = [fixed("drawing"), attribute(shown), role, attribute(label), hidden];
    let marks: Vec<Html> = marks.into_iter().map(Mark::html).collect();
    element_with(
        "svg",
        &["class", "viewBox", "role", "aria-label", "aria-hidden"],
        Box::new(values),
        list(marks.into()),
    )
}

/// How a class looks in the picture: what `style/results.css` says, as attributes.
fn paint(class: &str) -> &'static [(&'static str, &'static str)] {
    use light::{INK, INK_SOFT, LINE, LOADS, POLE};
    const fn load(fill: &'static str) -> [(&'static str, &'static str); 2] {
        [("fill", fill), ("stroke", POLE)]
    }
    static LOAD: [[(&str, &str); 2]; 4] =
        [load(LOADS[0]), load(LOADS[1]), load(LOADS[2]), load(LOADS[3])];
    match class {
        "load-0" => &LOAD[0],
        "load-1" => &LOAD[1],
        "load-2" => &LOAD[2],
        "load-3" => &LOAD[3],
        "drawing__track" => &[("fill", LINE), ("fill-opacity", "0.5")],
        "pole__pole" => &[("fill", POLE), ("stroke", POLE), ("stroke-width", "3")],
        "pole__cord" => &[("fill", "none"), ("stroke", INK_SOFT)],
        "pole__cord pole__cord--open" => {
            &[("fill", "none"), ("stroke", INK_SOFT), ("stroke-dasharray", "2 2.5")]
        }
        "drawing__number" => {
            &[("fill", INK), ("font-size", "13"), ("font-weight", "700"), ("text-anchor", "middle")]
        }
        "drawing__down" => &[("fill", INK_SOFT), ("font-size", "13"), ("writing-mode", "tb")],
        "picture__index" => &[("fill", INK), ("font-size", "64"), ("font-weight", "700")],
        "picture__strong" => &[("fill", INK), ("font-size", "18"), ("font-weight", "700")],
        "picture__end" => {
            &[("fill", INK), ("font-size", "14"), ("font-weight", "700"), ("text-anchor", "end")]
        }
        "picture__soft" => &[("fill", INK_SOFT), ("font-size", "12")],
        _ => &[("fill", INK), ("font-size", "14")],
    }
}
