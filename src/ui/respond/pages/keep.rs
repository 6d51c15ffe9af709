//! Keeping the results: a picture made on the device, paper, and the way to the comparison.

use std::mem;

use qingdan_markup::html;
use yew::prelude::*;

use super::super::route::Page;
use super::super::state::Dispatch;
use super::super::view::View;
use super::super::ways::Way;
use super::picture::picture;
use crate::browser::picture::{NotDrawn, Picture};
use crate::browser::print;
use crate::domain::respondent_instrument;
use crate::i18n::respond::Picture as Words;
use crate::tasks::keep_picture::{PICTURE_NAME, draw_picture, save_picture};

/// How far the picture is.
#[derive(Debug, Default)]
pub(in super::super) enum Stage {
    /// Not asked for, or not of these answers.
    #[default]
    Unasked,
    /// It is being drawn.
    Working,
    /// It is drawn, or could not be.
    Done(Result<Picture, NotDrawn>),
    /// It was handed to the browser, which took it or did not.
    Saved(Picture, bool),
}

/// The buttons, and the picture once it is asked for. Scores are those of the true answers, and
/// with the file they undo the dice: then neither picture nor paper is offered.
pub(super) fn keep(view: &View) -> Html {
    let words = &view.messages.picture;
    let dice = view.noise().is_some();
    let on = |act: fn(&Dispatch)| {
        let dispatch = view.dispatch.clone();
        Callback::from(move |_| act(&dispatch))
    };
    html! {
        <section class="screen-only keep">
            <h2>{ words.title }</h2>
            if dice {
                <p id="noise-kept">{ view.messages.noise.kept }</p>
            }
            <div class="row">
                if !dice {
                    { button("make-picture", words.make, on(make)) }
                    { button("print", words.print, on(|_| print::now())) }
                }
                <a id="to-compare" class="button" href={Page::Compare.fragment(view.instrument)}>
                    { words.compare }
                </a>
            </div>
            if let (false, Stage::Done(Ok(picture)) | Stage::Saved(picture, _)) =
                (dice, view.picture) {
                <img id="picture" class="keep__picture" alt={words.alternative}
                     src={picture.address.clone()} />
                <p>{ words.ready }</p>
                // Where a download is often ignored, pressing and holding is the way.
                if !view.ways.means.doubtful(Way::Save) {
                    { button("save-picture", words.save, on(save)) }
                }
            }
            <p id="picture-status" role="status">{ status(words, view.picture) }</p>
        </section>
    }
}

/// Draws the picture. One of other answers, of another language or of an earlier visit to this
/// page comes too late.
fn make(dispatch: &Dispatch) {
    let (instrument, begun) = (respondent_instrument(), dispatch.clone());
    let (language, complete, turns) = {
        let state = dispatch.state();
        (state.language, state.interview.finish(instrument), state.turns)
    };
    dispatch.change(|state| state.picture = Stage::Working);
    let (svg, size) = picture(instrument, language, &complete);
    draw_picture(svg, size, move |drawn| {
        begun.change(|state| {
            if state.turns == turns && state.language == language {
                state.picture = Stage::Done(drawn);
            }
        });
    });
}

fn save(dispatch: &Dispatch) {
    dispatch.change(|state| {
        state.picture = match mem::take(&mut state.picture) {
            Stage::Done(Ok(picture)) | Stage::Saved(picture, _) => {
                let taken = save_picture(&picture).is_ok();
                Stage::Saved(picture, taken)
            }
            other => other,
        }
    });
}

fn button(id: &'static str, label: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button" {id} {onclick}>{ label }</button> }
}

/// What is known about drawing and saving.
fn status(words: &Words, stage: &Stage) -> String {
    match stage {
        Stage::Unasked | Stage::Done(Ok(_)) => String::new(),
        Stage::Working => words.working.to_owned(),
        Stage::Done(Err(NotDrawn)) => words.failed.to_owned(),
        Stage::Saved(_, true) => (words.saved)(PICTURE_NAME),
        Stage::Saved(_, false) => words.not_taken.to_owned(),
    }
}
