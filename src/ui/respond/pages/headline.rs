//! The index: the number, its place on the scale, the picture, and what surrounds it.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::view::View;
use super::pole::pole;
use super::scale;
use crate::domain::score::{Score, Scores};
use crate::domain::{SHAPE, respondent_instrument};
use crate::i18n::Language;
use crate::i18n::respond::Messages;

/// The index with its band, range, peak and weighted companion; or why there is none.
pub(super) fn headline(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    let top = if let Some(index) = scores.index {
        html! {
            <>
                { number(view, "index", index) }
                <p class="muted">{ index_words(view.language) }</p>
                { scale::scored(view, index, scores.index_range) }
                if let Some((low, high)) = scores.index_range {
                    <p id="index-range" class="muted">
                        { (words.index_range)(low.rounded(), high.rounded()) }
                    </p>
                }
            </>
        }
    } else {
        let needed = usize::from(view.instrument.index_categories_min);
        let missing = (words.index_missing)(scores.reported, needed);
        html! { <p id="index-missing" class="lede">{ missing }</p> }
    };
    html! {
        <>
            <div class="headline">{ top }</div>
            { pole(view, scores) }
            { facts(view, scores) }
        </>
    }
}

/// What the number is: by the instrument's own name of it, where it has one.
pub(super) fn index_words(language: Language) -> &'static str {
    if SHAPE.index_name {
        let own = respondent_instrument().index_name.as_ref();
        own.map_or("", |name| language.text(name))
    } else {
        Messages::of(language).results.index
    }
}

/// A score, large, with the word for its band.
pub(super) fn number(view: &View, id: &'static str, score: Score) -> Html {
    html! {
        <p class="headline__row">
            <span {id} class="headline__number">{ score.rounded() }</span>
            <span class="headline__band">{ band_name(view, score) }</span>
        </p>
    }
}

/// The words for a score's band.
pub(super) fn band_name(view: &View, score: Score) -> &'static str {
    let band = view.instrument.band_index(|from| score.at_least(from));
    view.instrument.bands.get(band).map_or("", |band| view.text(&band.name))
}

/// The sentences under the picture.
fn facts(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    if scores.reported == 0 {
        return Html::default();
    }
    let heaviest = view.instrument.bands.last().map_or("", |band| view.text(&band.name));
    html! {
        <div class="stack--tight">
            <p id="peak">{ (words.peak)(scores.peak, scores.reported, heaviest) }</p>
            if let Some(weighted) = scores.weighted {
                <p id="weighted">{ (words.weighted)(weighted.rounded()) }</p>
            }
            <p class="note note--plain">{ view.text(&view.instrument.disclaimer) }</p>
        </div>
    }
}
