//! What this is, who is behind the file, how long it takes, and the choice of form.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::route::Page;
use super::super::view::View;
use super::join;
use crate::domain::SHAPE;
use crate::domain::instrument::Form;
use crate::domain::interview::Event;

/// The first page.
pub(super) fn welcome(view: &View) -> Html {
    let words = &view.messages.welcome;
    let inside = (words.inside.1)(&view.shared.list(view.background()));
    let lede = words.lede;
    #[cfg(feature = "two-tally")]
    let (lede, inside) = match view.messages.halves.welcome {
        [lede, inside] if super::halves::splits(view) => (lede, inside.to_owned()),
        _ => (lede, inside),
    };
    html! {
        <div class="page welcome" key="welcome">
            <h1 id="title" class="welcome__title" tabindex="-1">
                { words.title }
                <span class="aside">{ " · " }</span>
                <span class="welcome__subtitle">{ view.text(&view.instrument.title) }</span>
            </h1>
            if view.reopened && !view.interview.touched(view.instrument) {
                <p id="reopened" class="note">{ words.reopened }</p>
            }
            { join::invitation(view) }
            <p class="lede">{ lede }</p>
            <p>{ words.offline }</p>
            if view.drafts.shown.stored > 0 && view.drafts.shown.code.is_none() {
                <p>
                    <a id="resume" class="button" href={Page::Resume.fragment(view.instrument)}>
                        { view.messages.draft.to_resume }
                    </a>
                </p>
            }
            if SHAPE.quick {
                { forms(view) }
            } else {
                <p id="form">{ words.full[1] }{ " · " }{ number(view, Form::Full) }</p>
            }
            <dl class="welcome__facts">
                { fact(words.who) }
                { fact(words.how_long) }
                { fact([words.inside.0, &inside]) }
                { fact(words.outside) }
            </dl>
            <section class="welcome__limits">
                <h2>{ words.limits.0 }</h2>
                <ul>
                    for limit in words.limits.1 {
                        <li>{ limit }</li>
                    }
                </ul>
            </section>
            <p><a id="to-join" href={Page::Join.fragment(view.instrument)}>
                { view.shared.joining.to_join }
            </a></p>
            <p class="muted page__foot">{ view.text(&view.instrument.about) }</p>
        </div>
    }
}

fn fact([name, text]: [&str; 2]) -> Html {
    html! {
        <div class="welcome__fact">
            <dt>{ name }</dt>
            <dd>{ text }</dd>
        </div>
    }
}

/// The choice between the full and the quick form.
fn forms(view: &View) -> Html {
    let words = &view.messages.welcome;
    html! {
        <fieldset class="forms" id="form">
            <legend class="forms__legend">{ words.choose }</legend>
            <div class="forms__cards">
                for asked in [Form::Full, Form::Quick] {
                    if view.offers(asked) {
                        { form(view, asked) }
                    }
                }
            </div>
            if view.offers(Form::Full) && view.offers(Form::Quick) {
                <p class="muted">{ words.switch_later }</p>
            }
        </fieldset>
    }
}

/// How much a form asks.
fn number(view: &View, form: Form) -> String {
    let instrument = view.instrument;
    let scored = (0..instrument.items.len()).filter(|&item| instrument.asks(form, item)).count();
    let others = instrument.outcomes.len() + view.background().len();
    (view.messages.welcome.questions)(scored, others)
}

fn form(view: &View, form: Form) -> Html {
    let words = &view.messages.welcome;
    let (id, [name, time, advice]) = match form {
        Form::Full => ("form-full", words.full),
        Form::Quick => ("form-quick", words.quick),
    };
    let number = number(view, form);
    let dispatch = view.dispatch.clone();
    let onchange = move |_| dispatch.dispatch(&Event::PickedForm(form));
    html! {
        <label class="option">
            <input class="option__input" type="radio" name="form" autocomplete="off" {id}
                   checked={view.interview.form() == form} {onchange} />
            <span class="option__face forms__card">
                <span class="forms__name">{ name }<span class="forms__time">{ time }</span></span>
                <span class="forms__advice">{ advice }</span>
                <span class="forms__advice">{ number }</span>
            </span>
        </label>
    }
}
