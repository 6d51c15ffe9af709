//! The collector's page for one state.

use qingdan_markup::html;
use web_sys::{DataTransfer, File};
use yew::prelude::*;

use crate::browser::bitmap::Grey;
use crate::i18n::Language;
use crate::i18n::organise::{Gather, Messages};
use crate::i18n::shared;
use crate::tasks::gather::Gathered;
use crate::ui::organise::counted::{Line, lines};
use crate::ui::organise::intake::{Paste, chooser};
use crate::ui::organise::scan::Scan;
use crate::ui::parts::{confirm, language_button, masthead};

/// The id of everything below the masthead.
pub(super) const MAIN: &str = "main";

/// What the collector does.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Chose files.
    Chose(Vec<File>),
    /// Dropped files or folders; only valid inside the event.
    Dropped(DataTransfer),
    /// Pasted a text.
    Pasted(String),
    /// Had a picture taken by the camera.
    Scanned(Grey),
    /// Saves the bundle.
    Saved,
    /// Shares the bundle.
    Shared,
    /// Wants to clear everything.
    AskedClear,
    /// Clears everything, or not after all.
    Cleared(bool),
    /// Goes back to the organiser's page.
    Left,
    /// Picked a language.
    PickedLanguage(Language),
}

/// What became of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It was handed to the browser to save.
    Saved,
    /// It was handed to an application.
    Shared,
    /// The browser did not take it.
    Failed,
    /// The share sheet was closed again.
    Cancelled,
}

/// Properties of [`CollectPage`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CollectPageProps {
    /// The language shown.
    pub language: Language,
    /// What was gathered.
    pub gathered: Gathered,
    /// What became of the last bundle.
    pub said: Option<Said>,
    /// Whether something is being dragged over the page.
    pub over: bool,
    /// Whether the browser shares files.
    pub sharing: bool,
    /// Where deeds go.
    pub on: Callback<Deed>,
}

/// Ways in, counts, the bundle.
#[component]
pub fn CollectPage(props: &CollectPageProps) -> Html {
    let CollectPageProps { language, gathered, on, .. } = props;
    let messages = Messages::of(*language);
    let words = &messages.gather;
    let tools = language_button(*language, &on.reform(Deed::PickedLanguage));
    html! {
        <div class="shell organise" lang={language.tag()}>
            <a class="skip" href="#main">{ shared::Messages::of(*language).skip }</a>
            { masthead(*language, true, tools) }
            <main id={MAIN} class="shell__column shell__column--wide page collector" tabindex="-1">
                <h1>{ words.heading }</h1>
                <p class="lede">{ words.lede }</p>
                { intake(props, messages) }
                { campaign(words, gathered) }
                { counts(words, gathered) }
                { bundle(props, words) }
                <p class="opening__other">
                    <button id="leave-gather" type="button" class="button button--plain"
                            onclick={on.reform(|_| Deed::Left)}>{ words.back }</button>
                </p>
                <footer class="page__foot organise__foot">
                    <h2 class="organise__foot-title">{ words.foot.0 }</h2>
                    <ul>
                        for line in words.foot.1 {
                            <li key={line}>{ line }</li>
                        }
                    </ul>
                </footer>
            </main>
            { confirm(words.clearing, &on.reform(Deed::Cleared)) }
        </div>
    }
}

/// The ways in.
fn intake(props: &CollectPageProps, messages: &'static Messages) -> Html {
    let CollectPageProps { language, gathered, over, on, .. } = props;
    let take = {
        let on = on.clone();
        Callback::from(move |files: Vec<File>| {
            if !files.is_empty() {
                on.emit(Deed::Chose(files));
            }
        })
    };
    let (done, total) = gathered.progress;
    let reading = (done < total).then(|| (messages.gather.reading)(done, total));
    let reading = reading.unwrap_or_default();
    html! {
        <section class="intake" aria-labelledby="intake-title">
            <div class={classes!("dropzone", "dropzone--small", over.then_some("dropzone--over"))}>
                <h2 id="intake-title" class="dropzone__title">{ messages.gather.intake }</h2>
                <div class="dropzone__buttons">
                    { chooser("files", messages.choose_files, false, &take) }
                    { chooser("folder", messages.choose_folder, true, &take) }
                </div>
            </div>
            <p class="muted">{ messages.gather.hint }</p>
            <p id="status" class="status" role="status">
                { reading }
            </p>
            <div class="intake__ways">
                <Paste language={*language} on={on.reform(Deed::Pasted)} />
                <Scan language={*language} scanned={gathered.scanned}
                      on={on.reform(Deed::Scanned)} />
            </div>
        </section>
    }
}

/// Whose envelopes are gathered.
fn campaign(words: &'static Gather, gathered: &Gathered) -> Html {
    let title = gathered.campaign.as_ref().map(|campaign| campaign.details().title.as_str());
    let fingerprint = gathered.fingerprint().map(|fingerprint| fingerprint.to_string());
    html! {
        <div id="gather-campaign" class="collector__campaign" role="status">
            if let (Some(title), Some(fingerprint)) = (title, fingerprint) {
                <p class="strong" dir="auto">{ (words.campaign)(title) }</p>
                <p>{ (words.fingerprint)(&fingerprint) }</p>
            } else {
                <p class="muted">{ words.no_campaign }</p>
            }
            if gathered.other_campaign {
                <p class="note">{ words.other_campaign[0] }</p>
            }
            if gathered.same_key {
                <p class="note note--plain">{ words.other_campaign[1] }</p>
            }
            if gathered.unread_campaigns > 0 {
                <p id="unread-campaign" class="note">{ words.unread_campaign }</p>
            }
            if gathered.not_sealed {
                <p class="note">{ words.not_sealed }</p>
            }
        </div>
    }
}

/// How many there are, and what else came.
fn counts(words: &'static Gather, gathered: &Gathered) -> Html {
    let [copies, other_key, damaged, newer, no_room, plain, nothing, unreadable] = words.others;
    let others: [Line; 8] = [
        ("copies", gathered.copies, copies),
        ("other-key", gathered.other_key, other_key),
        ("damaged", gathered.damaged, damaged),
        ("newer", gathered.newer, newer),
        ("no-room", gathered.no_room, no_room),
        ("plain", gathered.plain, plain),
        ("nothing", gathered.nothing, nothing),
        ("unreadable", gathered.unreadable, unreadable),
    ];
    html! {
        <section aria-labelledby="gathered-title">
            <h2 id="gathered-title">{ words.gathered }</h2>
            <dl class="sum">
                <div class="sum__term">
                    <dt class="sum__label">{ words.kept }</dt>
                    <dd id="gathered" class="sum__number number">{ gathered.kept }</dd>
                </div>
            </dl>
            if others.iter().any(|line| line.1 > 0) {
                <ul id="gathered-others">
                    { lines(others) }
                </ul>
            }
        </section>
    }
}

/// The bundle, once there are enough for one.
fn bundle(props: &CollectPageProps, words: &'static Gather) -> Html {
    let CollectPageProps { gathered, said, sharing, on, .. } = props;
    let [save, share, clear] = words.ways;
    let unsaved = gathered.unsaved() as u64;
    let outcome = match said {
        None if gathered.kept == 0 => words.nothing.to_owned(),
        _ if gathered.bundled > 0 && gathered.missing() > 0 => {
            (words.late)(unsaved, gathered.missing())
        }
        None if gathered.missing() > 0 => (words.missing)(gathered.missing()),
        None if unsaved > 0 => (words.unsaved)(unsaved),
        None => String::new(),
        Some(Said::Saved) => words.said[0].to_owned(),
        Some(Said::Shared) => words.said[1].to_owned(),
        Some(Said::Failed) => words.said[2].to_owned(),
        Some(Said::Cancelled) => words.said[3].to_owned(),
    };
    html! {
        <section class="collector__bundle" aria-label={save}>
            <p id="bundle-status" class="status" role="status">{ outcome }</p>
            if gathered.kept > 0 {
                if gathered.missing() == 0 {
                    <p class="muted">{ words.bundle }</p>
                }
                <p class="row">
                    if gathered.missing() == 0 {
                        <button id="save-bundle" type="button" class="button button--primary"
                                onclick={on.reform(|_| Deed::Saved)}>{ save }</button>
                        if *sharing {
                            <button id="share-bundle" type="button" class="button"
                                    onclick={on.reform(|_| Deed::Shared)}>{ share }</button>
                        }
                    }
                    <button id="clear-gathered" type="button" class="button button--plain"
                            onclick={on.reform(|_| Deed::AskedClear)}>{ clear }</button>
                </p>
            }
        </section>
    }
}
