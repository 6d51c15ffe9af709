//! The page of one category: the score and how it came about, own answers with the documented
//! cases beside them, and remedies.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::view::View;
use super::headline::number;
use super::scale;
use crate::domain::SHAPE;
use crate::domain::answer::{Answer, Question};
use crate::domain::instrument::{Case, Figure, Item, Remedy, Scope};
use crate::domain::score::{CategoryScore, Score, Scores, score};

/// The page of a category.
pub(super) fn detail(view: &View, category: usize) -> Html {
    let Some(asked) = view.instrument.categories.get(category) else { return Html::default() };
    let scores = score(view.instrument, &view.interview.finish(view.instrument));
    let words = &view.messages.detail;
    html! {
        <div id={["detail-", &asked.id].concat()} class="detail">
            { top(view, scores.categories[category]) }
            <section>
                <h2>{ words.how }</h2>
                <p>{ calculation(view, &scores, category) }</p>
            </section>
            <section>
                <h2>{ words.answers }</h2>
                <ul class="answers">
                    for item in view.instrument.items_of(category) {
                        { answer(view, &scores, item) }
                    }
                </ul>
            </section>
            if SHAPE.remedies && !asked.remedies.is_empty() {
                <section>
                    <h2>{ words.remedies }</h2>
                    <ul class="stack--tight">
                        for (number, remedy) in asked.remedies.iter().enumerate() {
                            { proposal(view, number, remedy) }
                        }
                    </ul>
                    <p class="muted">{ words.remedies_note }</p>
                </section>
            }
        </div>
    }
}

/// The score on its scale, with its range.
fn top(view: &View, scored: CategoryScore) -> Html {
    let Some(score) = scored.score else {
        return html! { <p class="lede">{ view.messages.results.unreported }</p> };
    };
    html! {
        <>
            { number(view, "score", score) }
            if scored.single() {
                <p class="muted">{ view.messages.results.single }</p>
            }
            { scale::scored(view, score, scored.range) }
            if let Some((low, high)) = scored.range {
                <p class="muted">
                    { (view.messages.detail.range)(low.rounded(), high.rounded()) }
                </p>
            }
        </>
    }
}

/// How many were answered, and the mean of their points as a calculation.
fn calculation(view: &View, scores: &Scores, category: usize) -> String {
    let words = &view.messages.detail;
    let CategoryScore { score, answered, applicable, .. } = scores.categories[category];
    let Some(score) = score else { return (words.too_few)(answered, applicable) };
    let points: Vec<String> = view
        .instrument
        .items_of(category)
        .filter_map(|item| scores.items[item])
        .map(|points| points.to_string())
        .collect();
    let counted = (words.computed)(answered, applicable);
    if points.len() < 2 {
        return counted;
    }
    // As slices, which other lists are joined as: lists of strings have code of their own.
    let addends: Vec<&str> = points.iter().map(String::as_str).collect();
    let sum = ["(", &addends.join(" + "), ") ÷ ", &points.len().to_string()].concat();
    let shown = (score.parts().1 > 1).then(|| score.rounded());
    [counted, (words.sum)(&sum, &decimals(score), shown)].concat()
}

/// The score with the sign before it, to two decimals where it needs them.
fn decimals(score: Score) -> String {
    let (numerator, denominator) = score.parts();
    let hundredths = (200 * numerator + denominator) / (2 * denominator);
    let sign = if (100 * numerator).is_multiple_of(denominator) { "=" } else { "≈" };
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (rest, rest % 10) {
        (0, _) => format!("{sign} {whole}"),
        (_, 0) => format!("{sign} {whole}.{}", rest / 10),
        _ => format!("{sign} {whole}.{rest:02}"),
    }
}

/// One answer with its points and the documented cases of its item.
fn answer(view: &View, scores: &Scores, position: usize) -> Html {
    let item = &view.instrument.items[position];
    let Ok(number) = u8::try_from(position) else { return Html::default() };
    let question = Question::Item(number);
    let answer = view.settled(question);
    if answer == Answer::NotAsked {
        return Html::default();
    }
    let words = view.words(question, answer).unwrap_or(view.messages.review.unanswered);
    let (options, cases) = (view.instrument.options(&item.options), item.cases());
    html! {
        <li key={item.id.as_str()} class="answers__item">
            <p class="answers__stem">{ view.text(&item.stem) }</p>
            <p class="answers__answer">
                { words }
                if let Some(points) = scores.items[position] {
                    <span class="muted number">
                        { " · " }{ (view.messages.detail.points)(points) }
                    </span>
                }
            </p>
            if answer.option().is_some() || !cases.is_empty() {
                { scale::answered(view, options, answer.option(), &cases) }
            }
            for documented in cases {
                { case(view, item, documented, answer) }
            }
            { mentions(view, item) }
        </li>
    }
}

/// A documented case and how the answer compares with it.
fn case(view: &View, item: &'static Item, case: Case<'static>, answer: Answer) -> Html {
    let words = &view.messages.detail;
    let Case { figure, lowest, highest, caution } = case;
    let options = view.instrument.options(&item.options);
    let label = |option: u8| options.get(usize::from(option)).map(|o| view.text(&o.label));
    let places = [label(lowest), label(highest).filter(|_| highest > lowest)];
    let title = title(view, &figure.document);
    let compared = answer.option().map(|option| match option {
        _ if option < lowest => words.compared[0],
        _ if option > highest => words.compared[2],
        _ => words.compared[1],
    });
    html! {
        <div class="case">
            <p>{ (words.case)(&title, view.text(&figure.figure), places) }</p>
            if let Some(compared) = compared {
                <p class="strong">{ compared }</p>
            }
            <p class="muted">
                { scope(view, figure) }
                if let Some(caution) = caution {
                    { view.text(caution) }
                }
            </p>
        </div>
    }
}

/// What else the articles say about what the question asks.
fn mentions(view: &View, item: &'static Item) -> Html {
    if item.mentions().next().is_none() {
        return Html::default();
    }
    html! {
        <div class="mentions">
            <p class="muted">{ view.messages.detail.mentioned }</p>
            <ul>
                for (number, figure) in item.mentions().enumerate() {
                    <li key={number}>
                        { view.text(&figure.figure) }
                        <span class="muted">
                            { " " }{ title(view, &figure.document) }{ " " }{ scope(view, figure) }
                        </span>
                    </li>
                }
            </ul>
        </div>
    }
}

/// What a figure describes.
fn scope(view: &View, figure: &Figure) -> &'static str {
    let scopes = &view.messages.detail.scopes;
    match figure.scope {
        Scope::Person => scopes[0],
        Scope::Unit => scopes[1],
        Scope::Event => scopes[2],
        Scope::Qualitative => scopes[3],
    }
}

fn proposal(view: &View, number: usize, remedy: &'static Remedy) -> Html {
    let titles: Vec<String> = remedy.documents.iter().map(|id| title(view, id)).collect();
    let titles = view.shared.list(titles.iter().map(String::as_str));
    html! {
        <li key={number}>
            { view.text(&remedy.text) }
            <span class="muted">{ " " }{ (view.messages.detail.cited)(&titles) }</span>
        </li>
    }
}

/// A document's title as cited.
fn title(view: &View, document: &str) -> String {
    let title = view.instrument.document(document).map_or("", |found| view.text(&found.title));
    (view.shared.title)(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_or_say_so() {
        let check = |numerator, denominator, expected| {
            let score = Score::new(numerator, denominator).expect("a denominator");
            assert_eq!(decimals(score), expected);
        };
        check(145, 4, "= 36.25");
        check(255, 4, "= 63.75");
        check(185, 3, "≈ 61.67");
        check(65, 1, "= 65");
        check(65, 2, "= 32.5");
        check(1, 20, "= 0.05");
    }
}
