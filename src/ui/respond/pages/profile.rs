//! The profile: one bar per category in the order asked, in a table that is also the chart.

use yew::prelude::*;

use super::super::view::View;
use super::headline::band_name;
use crate::domain::score::{CategoryScore, Scores};
use crate::ui::parts::{Meter, meter};

/// The table of categories with their bars.
pub(super) fn profile(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    let [category, chart, score, band] = words.columns;
    let categories = view.instrument.categories.iter();
    html! {
        <section>
            <h2 id="profile">{ (words.profile)(scores.categories.len()) }</h2>
            <table class="figures profile" aria-labelledby="profile">
                <thead class="profile__head">
                    <tr>
                        <th scope="col">{ category }</th>
                        <th scope="col"><span class="aside">{ chart }</span></th>
                        <th scope="col" class="profile__score">{ score }</th>
                        <th scope="col">{ band }</th>
                    </tr>
                </thead>
                <tbody>
                    for (asked, scored) in categories.zip(&scores.categories) {
                        { row(view, &asked.id, view.text(&asked.short), *scored) }
                    }
                </tbody>
            </table>
        </section>
    }
}

fn row(view: &View, id: &str, name: &str, scored: CategoryScore) -> Html {
    let words = &view.messages.results;
    let Some(score) = scored.score else {
        return html! {
            <tr key={id} data-category={id.to_owned()}>
                <th scope="row">{ name }</th>
                <td class="muted" colspan="3">{ words.unreported }</td>
            </tr>
        };
    };
    let band = view.instrument.band_index(|from| score.at_least(from));
    let shown = Meter { value: score.to_f64(), band, interval: None };
    html! {
        <tr key={id} data-category={id.to_owned()}>
            <th scope="row">{ name }</th>
            <td class="profile__bar">{ meter(Some(shown)) }</td>
            <td class="score profile__score" data-score={score.rounded().to_string()}>
                { score.rounded() }
            </td>
            <td class="profile__band">
                { band_name(view, score) }
                if scored.single() {
                    <span class="muted profile__single">{ words.single }</span>
                }
            </td>
        </tr>
    }
}
