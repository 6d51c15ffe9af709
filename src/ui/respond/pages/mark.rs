//! Parts of a drawing: the same marks stand in the page, coloured by its style sheet, and in the
//! picture that can be kept, coloured by [`paint`].

use yew::prelude::*;
use yew::virtual_dom::VTag;

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
    attributes: Vec<(&'static str, String)>,
    words: String,
}

impl Mark {
    /// A line or an outline.
    pub(super) fn path(class: &'static str, d: String) -> Self {
        Self { tag: "path", class, attributes: vec![("d", d)], words: String::new() }
    }

    /// A rectangle by its corner and size.
    pub(super) fn block(class: &'static str, [x, y, wide, high]: [f64; 4]) -> Self {
        let attributes = vec![
            ("x", units(x)),
            ("y", units(y)),
            ("width", units(wide)),
            ("height", units(high)),
            ("rx", "2.5".to_owned()),
        ];
        Self { tag: "rect", class, attributes, words: String::new() }
    }

    /// Words at a place.
    pub(super) fn words(class: &'static str, x: f64, y: f64, words: impl Into<String>) -> Self {
        let attributes = vec![("x", units(x)), ("y", units(y))];
        Self { tag: "text", class, attributes, words: words.into() }
    }

    /// The mark in the page.
    fn html(self) -> Html {
        let mut tag = VTag::new(self.tag);
        tag.add_attribute("class", self.class);
        for (name, value) in self.attributes {
            tag.add_attribute(name, value);
        }
        if !self.words.is_empty() {
            tag.add_child(Html::from(self.words));
        }
        tag.into()
    }

    /// The mark in the picture.
    pub(super) fn write(&self, svg: &mut String) {
        svg.extend(["<", self.tag]);
        for (name, value) in &self.attributes {
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
    let mut svg = VTag::new("svg");
    svg.add_attribute("class", "drawing");
    svg.add_attribute("viewBox", ["0 0 ", &units(size[0]), " ", &units(size[1])].concat());
    match label {
        Some(label) => {
            svg.add_attribute("role", "img");
            svg.add_attribute("aria-label", label);
        }
        None => svg.add_attribute("aria-hidden", "true"),
    }
    for mark in marks {
        svg.add_child(mark.html());
    }
    svg.into()
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
