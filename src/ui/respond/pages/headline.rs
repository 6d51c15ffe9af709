//! The index: the number, the picture, and what surrounds it.

use yew::prelude::*;

use super::super::view::View;
use super::pole::pole;
use crate::domain::score::{Score, Scores};

/// The index with its band, range, peak and weighted companion; or why there is none.
pub(super) fn headline(view: &View, scores: &Scores) -> Html {
    html! {
        <>
            { number(view, scores) }
            { pole(view, scores) }
            <div class="stack--tight">
                { facts(view, scores) }
            </div>
            if scores.reported > 0 {
                <p class="note">{ view.text(&view.instrument.disclaimer) }</p>
            }
        </>
    }
}

/// The words for a score's band.
pub(super) fn band_name(view: &View, score: Score) -> &'static str {
    let band = view.instrument.band_index(|from| score.at_least(from));
    view.instrument.bands.get(band).map_or("", |band| view.text(&band.name))
}

fn number(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    let Some(index) = scores.index else {
        let needed = usize::from(view.instrument.index_categories_min);
        return html! {
            <p id="index-missing" class="lede">
                { (words.index_missing)(scores.reported, needed) }
            </p>
        };
    };
    html! {
        <div class="headline">
            <p class="headline__row">
                <span id="index" class="headline__number">{ index.rounded() }</span>
                <span class="headline__band">{ band_name(view, index) }</span>
            </p>
            <p class="muted">{ words.index }</p>
        </div>
    }
}

/// The sentences under the picture.
fn facts(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    let heaviest = view.instrument.bands.last().map_or("", |band| view.text(&band.name));
    html! {
        <>
            if scores.reported > 0 {
                <p id="peak">{ (words.peak)(scores.peak, scores.reported, heaviest) }</p>
            }
            if let Some(weighted) = scores.weighted {
                <p id="weighted">{ (words.weighted)(weighted.rounded()) }</p>
            }
            if let Some((low, high)) = scores.index_range {
                <p id="index-range">{ (words.index_range)(low.rounded(), high.rounded()) }</p>
            }
        </>
    }
}
