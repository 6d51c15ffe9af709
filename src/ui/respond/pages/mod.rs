//! The pages, one file each. Each is a pure function of a [`View`].

mod background;
mod category;
mod compare;
mod detail;
mod draft;
mod export;
#[cfg(feature = "two-tally")]
pub(super) mod halves;
mod headline;
mod hours;
mod influence;
mod intake;
mod join;
mod keep;
mod mark;
mod outcomes;
mod picture;
mod pole;
mod profile;
pub(super) mod protected;
mod results;
mod review;
mod scale;
mod sealed;
pub(super) mod ways;
mod welcome;

use qingdan_markup::html;
use yew::prelude::*;

pub(super) use self::compare::Earlier;
pub(super) use self::keep::Stage;
use super::question;
use super::route::Page;
use super::view::View;
use crate::domain::answer::{Answer, Question};

/// A page with its heading.
pub(super) fn page(view: &View, page: Page, title: &str) -> Html {
    let content = match page {
        Page::Welcome => return welcome::welcome(view),
        Page::Category(category) => category::category(view, category),
        Page::Outcomes => outcomes::outcomes(view),
        Page::Background => background::background(view),
        Page::Review => review::review(view),
        Page::Results => results::results(view),
        Page::Detail(category) => detail::detail(view, category),
        Page::Compare => compare::compare(view),
        Page::Draft => draft::draft(view),
        Page::Resume => draft::resume(view),
        #[cfg(feature = "two-tally")]
        Page::Export if halves::splits(view) => halves::export(view),
        Page::Export => export::export(view),
        Page::Join => join::join(view),
        Page::Erased => erased(view),
    };
    html! {
        <div class="page" key={page.fragment(view.instrument)}>
            <h1 id="title" tabindex="-1">{ title }</h1>
            { content }
        </div>
    }
}

/// The heading of a page.
pub(super) fn title(view: &View, page: Page) -> &'static str {
    let messages = view.messages;
    match page {
        Page::Welcome => messages.welcome.title,
        Page::Category(category) | Page::Detail(category) => {
            view.instrument.categories.get(category).map_or("", |c| view.text(&c.name))
        }
        Page::Outcomes => messages.unscored.outcomes,
        Page::Background => messages.unscored.background,
        Page::Review => messages.review.title,
        Page::Results => messages.results.title,
        Page::Compare => messages.compare.title,
        Page::Draft => messages.draft.title,
        Page::Resume => messages.draft.resume_title,
        #[cfg(feature = "two-tally")]
        Page::Export if halves::splits(view) => messages.halves.title,
        Page::Export => messages.export.title,
        Page::Join => view.shared.joining.to_join,
        Page::Erased => messages.erase.done,
    }
}

/// After erasing: nothing of the survey is left on the page.
fn erased(view: &View) -> Html {
    let words = &view.messages.erase;
    html! {
        <>
            <p>{ words.done_text }</p>
            <p><a id="again" class="button" href={Page::Welcome.fragment(view.instrument)}>
                { words.again }
            </a></p>
        </>
    }
}

/// A question with its answer.
fn card(view: &View, question: Question) -> Html {
    let settled = settled_reason(view, question);
    let answer = view.interview.answers().get(question);
    question::card(view, question, answer, settled)
}

/// Why an item is not applicable by the instrument's rule, if it is.
fn settled_reason(view: &View, question: Question) -> Option<AttrValue> {
    let Question::Item(item) = question else { return None };
    let item = usize::from(item);
    let (instrument, interview) = (view.instrument, view.interview);
    if !interview.answers().inapplicable(instrument, interview.form(), item) {
        return None;
    }
    let rule = instrument.items.get(item)?.not_applicable_when.as_ref()?;
    let other = u8::try_from(instrument.item_index(&rule.item)?).ok()?;
    let answer = view.words(Question::Item(other), Answer::Option(rule.option))?;
    Some((view.messages.question.settled)(answer).into())
}
