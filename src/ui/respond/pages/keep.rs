//! Keeping the results: a picture made on the device, paper, and the way to the comparison.

use yew::prelude::*;

use super::super::route::Page;
use super::picture::picture;
use crate::browser::picture::{NotDrawn, Picture};
use crate::browser::print;
use crate::domain::answer::Complete;
use crate::domain::shipped_instrument;
use crate::i18n::Language;
use crate::i18n::respond::{Messages, Picture as Words};
use crate::tasks::keep_picture::{PICTURE_NAME, draw_picture, save_picture};

/// Properties of [`Keep`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct KeepProps {
    /// The language of the picture.
    pub(super) language: Language,
    /// What was answered.
    pub(super) complete: Complete,
}

/// How far the picture is.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Unasked,
    Working,
    Done(Result<Picture, NotDrawn>),
    Saved(Picture, bool),
}

/// The buttons, and the picture once it is asked for.
#[component]
pub(super) fn Keep(props: &KeepProps) -> Html {
    let KeepProps { language, complete } = props;
    let instrument = shipped_instrument();
    let words = &Messages::of(*language).picture;
    let stage = use_state(|| Stage::Unasked);
    // A picture of other answers is not shown any more.
    use_effect_with(complete.clone(), {
        let stage = stage.setter();
        move |_| stage.set(Stage::Unasked)
    });
    let onmake = {
        let (stage, language, complete) = (stage.setter(), *language, complete.clone());
        Callback::from(move |_| {
            stage.set(Stage::Working);
            let stage = stage.clone();
            let (svg, size) = picture(instrument, language, &complete);
            draw_picture(svg, size, move |drawn| stage.set(Stage::Done(drawn)));
        })
    };
    let onsave = {
        let stage = stage.clone();
        Callback::from(move |_| {
            if let Stage::Done(Ok(picture)) | Stage::Saved(picture, _) = &*stage {
                let taken = save_picture(picture).is_ok();
                stage.set(Stage::Saved(picture.clone(), taken));
            }
        })
    };
    let onprint = Callback::from(|_| print::now());
    html! {
        <section class="screen-only keep">
            <h2>{ words.title }</h2>
            <div class="row">
                { button("make-picture", words.make, onmake) }
                { button("print", words.print, onprint) }
                <a id="to-compare" class="button" href={Page::Compare.fragment(instrument)}>
                    { words.compare }
                </a>
            </div>
            if let Stage::Done(Ok(picture)) | Stage::Saved(picture, _) = &*stage {
                <img id="picture" class="keep__picture" alt={words.alternative}
                     src={picture.address.clone()} />
                <p>{ words.ready }</p>
                { button("save-picture", words.save, onsave) }
            }
            <p id="picture-status" role="status">{ status(words, &stage) }</p>
        </section>
    }
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
