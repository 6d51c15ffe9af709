//! The profile: one row per category in the order asked, each with its bar and each a link to the
//! category's page; behind it the same figures as a table.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::route::Page;
use super::super::view::View;
use super::headline::band_name;
use crate::domain::score::{CategoryScore, Scores};
use crate::i18n::tenths;
use crate::ui::parts::{Meter, meter};

/// The rows, and the table behind them.
pub(super) fn profile(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    html! {
        <section>
            <h2 id="profile">{ (words.profile)(scores.categories.len()) }</h2>
            <p class="muted screen-only">{ words.profile_hint }</p>
            <ol class="profile" aria-labelledby="profile">
                for (number, scored) in scores.categories.iter().enumerate() {
                    { row(view, number, *scored) }
                }
            </ol>
            { figures(view, scores) }
        </section>
    }
}

fn row(view: &View, number: usize, scored: CategoryScore) -> Html {
    let words = &view.messages.results;
    let asked = &view.instrument.categories[number];
    let band = match scored.score {
        Some(score) => band_name(view, score),
        None => words.unreported,
    };
    let shown = scored.score.map(|score| Meter {
        value: score.to_f64(),
        band: view.instrument.band_index(|from| score.at_least(from)),
        interval: None,
    });
    let points = scored.score.map_or_else(|| "–".to_owned(), |score| score.rounded().to_string());
    let class = if shown.is_some() { "profile__score score" } else { "profile__score" };
    html! {
        <li key={number} class="profile__item" data-category={asked.id.clone()}>
            <a class="profile__row" id={["to-", &asked.id].concat()}
               href={Page::Detail(number).fragment(view.instrument)}>
                <span class="profile__name">{ view.text(&asked.short) }</span>
                <span class="profile__band">
                    { band }
                    if scored.single() {
                        { " · " }{ words.single }
                    }
                </span>
                <span {class}>{ points }</span>
                { meter(shown) }
            </a>
        </li>
    }
}

/// The same figures in full.
fn figures(view: &View, scores: &Scores) -> Html {
    let words = &view.messages.results;
    let cells = scores.categories.iter().zip(&view.instrument.categories).map(|(scored, asked)| {
        let dash = || "–".to_owned();
        [
            view.text(&asked.short).to_owned(),
            scored.score.map_or_else(dash, |score| tenths(score.tenths())),
            scored.range.map_or_else(dash, |(low, high)| {
                (view.shared.range)(&tenths(low.tenths()), &tenths(high.tenths()))
            }),
            (words.answered)(scored.answered, scored.applicable),
        ]
    });
    html! {
        <details class="fold" id="figures">
            <summary><span class="fold__title">{ words.figures }</span></summary>
            <table class="figures" aria-labelledby="profile">
                <thead><tr>
                    for name in words.columns {
                        <th key={name} scope="col">{ name }</th>
                    }
                </tr></thead>
                <tbody>
                    for (number, [name, rest @ ..]) in cells.enumerate() {
                        <tr key={number}>
                            <th scope="row">{ name }</th>
                            for cell in rest {
                                <td>{ cell }</td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </details>
    }
}
