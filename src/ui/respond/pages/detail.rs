//! One category: own answers, documented cases beside them, remedies, and how the score came
//! about.

use yew::prelude::*;

use super::super::view::View;
use super::headline::band_name;
use crate::domain::answer::{Answer, Question};
use crate::domain::instrument::{Case, Item, Remedy};
use crate::domain::score::{CategoryScore, Score, Scores};

/// The category, folded.
pub(super) fn detail(view: &View, scores: &Scores, category: usize) -> Html {
    let asked = &view.instrument.categories[category];
    let own = scores.categories[category];
    let words = &view.messages.detail;
    html! {
        <details class="fold detail" key={asked.id.as_str()} id={["detail-", &asked.id].concat()}>
            <summary>
                <span class="fold__title">{ view.text(&asked.name) }</span>
                <span class="detail__score">{ summary(view, own) }</span>
            </summary>
            <p>{ calculation(view, scores, category) }</p>
            if let Some((low, high)) = own.range {
                <p class="muted">{ (words.range)(low.rounded(), high.rounded()) }</p>
            }
            <h3>{ words.answers }</h3>
            <ul class="answers">
                for item in view.instrument.items_of(category) {
                    { answer(view, scores, item) }
                }
            </ul>
            <h3>{ words.remedies }</h3>
            <ul class="stack--tight">
                for remedy in &asked.remedies {
                    { proposal(view, remedy) }
                }
            </ul>
            <p class="muted">{ words.remedies_note }</p>
        </details>
    }
}

fn summary(view: &View, scored: CategoryScore) -> Html {
    match scored.score {
        Some(score) => html! {
            <>
                <span class="number">{ score.rounded() }</span>
                { " " }<span class="muted">{ band_name(view, score) }</span>
                if scored.single() {
                    <span class="muted detail__single">{ view.messages.results.single }</span>
                }
            </>
        },
        None => html! { <span class="muted">{ "–" }</span> },
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
    let sum = format!("({}) ÷ {}", points.join(" + "), points.len());
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
            for documented in item.cases() {
                { case(view, item, documented, answer) }
            }
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
            if let Some(caution) = caution {
                <p class="muted">{ view.text(caution) }</p>
            }
        </div>
    }
}

fn proposal(view: &View, remedy: &'static Remedy) -> Html {
    let titles: Vec<String> = remedy.documents.iter().map(|id| title(view, id)).collect();
    let titles = view.shared.list(titles.iter().map(String::as_str));
    html! {
        <li key={remedy.text.zh.as_str()}>
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
