//! Verifying: the ledger, the halves received, and what became of them.

use qingdan_markup::html;
use web_sys::File;
use yew::prelude::*;

use super::fields::{button, digits, needs, slot};
use super::page::{Saving, Wish, status};
use super::state::{Doing, Event, Failure, Given, Is, Running, Save, Slot, TwoTally};
use crate::domain::two_tally::{HalfCounts, Unopened};
use crate::i18n::Language;
use crate::i18n::organise;
use crate::i18n::organise::two_tally::{Messages, Verify};
use crate::ui::organise::intake::{Paste, chooser};
use crate::ui::organise::scan::Scan;
use crate::worker::{HalvesFault, Intake};

/// The third step.
pub(super) fn verifying(
    language: Language,
    state: &TwoTally,
    said: Option<(Saving, bool)>,
    over: bool,
    on: &Callback<Wish>,
) -> Html {
    let words = Messages::of(language);
    let verify = &words.verify;
    let missing = missing(words, state);
    let run = if state.verified.is_some() { verify.again } else { verify.run };
    html! {
        <>
            <p class="muted">{ verify.lede }</p>
            { slot(words, state, Slot::Ledger, on) }
            { intake(language, state, over, on) }
            { needs(words, &missing) }
            if missing.is_empty() && state.running.is_none() {
                <p>{ button("tally-verify", run, true, on, Wish::Verify) }</p>
            }
            { progress(words, state.running, Doing::Verifies, on) }
            { failure(words, state.failed, Doing::Verifies) }
            if let Some(made) = &state.verified {
                <div id="tally-verified" class="stack" role="status">
                    { outcome(verify, &made.of.counts, &made.of.intake) }
                    <div class="keys__held note note--plain">
                        <p class="strong">{ verify.made }</p>
                        { digits(words, &made.of.fingerprint) }
                        <p>{ button("tally-save-verification", verify.save, !made.saved, on,
                                    Wish::Save(Saving::Made(Save::Verification))) }</p>
                        { status(words, said, Saving::Made(Save::Verification)) }
                        <p class="muted">{ verify.send }</p>
                    </div>
                </div>
            }
        </>
    }
}

/// What is missing before halves can be verified or counted.
pub(super) fn missing(words: &'static Messages, state: &TwoTally) -> Vec<&'static str> {
    let [_, key, stranger, halves, ledger] = words.verify.missing;
    let ledger_is_bad = matches!(
        &state.given[Slot::Ledger as usize],
        Some(Given { is: Is::Bad(_) | Is::Unknown, .. })
    );
    let lacking = [
        (state.key.is_none(), key),
        (state.is_stranger(), stranger),
        (state.inputs.is_empty(), halves),
        (ledger_is_bad, ledger),
    ];
    lacking.into_iter().filter(|(lacks, _)| *lacks).map(|(_, words)| words).collect()
}

/// The ways in for halves.
fn intake(language: Language, state: &TwoTally, over: bool, on: &Callback<Wish>) -> Html {
    let (words, messages) = (&Messages::of(language).verify, organise::Messages::of(language));
    let take = {
        let on = on.clone();
        Callback::from(move |files: Vec<File>| {
            if !files.is_empty() {
                on.emit(Wish::Chose(files));
            }
        })
    };
    let given = state.inputs.len() as u64;
    html! {
        <div class="intake">
            <div class={classes!("dropzone", "dropzone--small", over.then_some("dropzone--over"))}>
                <h3 class="dropzone__title">{ words.intake }</h3>
                <div class="dropzone__buttons">
                    { chooser("tally-files", messages.choose_files, false, &take) }
                    { chooser("tally-folder", messages.choose_folder, true, &take) }
                </div>
            </div>
            <p class="muted">{ words.hint }</p>
            <div id="tally-given" class="status" role="status">
                if given > 0 {
                    <p>{ (words.given)(given) }</p>
                }
                if state.unreadable > 0 {
                    <p>{ (words.unreadable)(state.unreadable) }</p>
                }
            </div>
            if given > 0 && state.running.is_none() {
                <p>{ button("tally-clear", words.clear, false, on, Wish::Did(Event::Cleared)) }</p>
            }
            <div class="intake__ways">
                <Paste {language} on={on.reform(Wish::Pasted)} />
                <Scan {language} scanned={state.scanned} on={on.reform(Wish::Scanned)} />
            </div>
        </div>
    }
}

/// How far a task has come, and a way to stop it.
pub(super) fn progress(
    words: &'static Messages,
    running: Option<Running>,
    doing: Doing,
    on: &Callback<Wish>,
) -> Html {
    let Some(Running { progress: (done, total, halves), .. }) =
        running.filter(|running| running.doing == doing)
    else {
        return Html::default();
    };
    html! {
        <div class="progress">
            <label class="progress__words number" for="tally-progress">
                { (words.verify.reading)(done, total, halves) }
            </label>
            <progress id="tally-progress" value={done.to_string()}
                      max={total.max(1).to_string()} />
            <div class="progress__buttons">
                { button("tally-stop", words.verify.stop, false, on, Wish::Stop) }
            </div>
        </div>
    }
}

/// Why the last task was not done.
pub(super) fn failure(words: &'static Messages, failed: Option<Failure>, doing: Doing) -> Html {
    let Some(Failure { fault, .. }) = failed.filter(|failed| failed.doing == doing) else {
        return Html::default();
    };
    let told = match fault {
        HalvesFault::NotOurs => words.count.not_ours.to_owned(),
        HalvesFault::Ledger(fault) | HalvesFault::Own(fault) | HalvesFault::Other(fault) => {
            (words.slots.fault)(fault).to_owned()
        }
        HalvesFault::OtherParty => words.count.other_party.to_owned(),
        HalvesFault::Count(fault) => (words.count.fault)(fault),
        HalvesFault::Stopped => words.verify.stopped.to_owned(),
    };
    html! { <p id="tally-failed" class="note" role="alert">{ told }</p> }
}

/// What became of the halves, by reason; nothing of what there was none of.
fn outcome(words: &'static Verify, counts: &HalfCounts, intake: &Intake) -> Html {
    let unopened = |reason: Unopened| counts.unopened.get(&reason).copied().unwrap_or_default();
    let mut lines = vec![
        ("verified", counts.verified, (words.verified)(counts.verified)),
        ("copies", counts.copies, (words.copies)(counts.copies)),
        ("repeated", counts.repeated, (words.repeated)(counts.repeated)),
        ("before", counts.counted_before, (words.counted_before)(counts.counted_before)),
        ("no-room", counts.no_room, (words.no_room)(counts.no_room)),
    ];
    for (kind, reason) in [
        ("other-party", Unopened::OtherParty),
        ("other-key", Unopened::OtherKey),
        ("changed", Unopened::Damaged),
        ("no-share", Unopened::NoShare),
    ] {
        lines.push((kind, unopened(reason), (words.unopened)(reason, unopened(reason))));
    }
    let none = intake.none;
    lines.extend([
        ("damaged", none.damaged, (words.damaged)(none.damaged)),
        ("newer", none.newer, (words.newer)(none.newer)),
        ("nothing", none.files, (words.nothing)(none.files)),
        ("unread", intake.unreadable, (words.unread)(intake.unreadable)),
    ]);
    counted(lines, "verified")
}

/// Lines with numbers, without those of which there is nothing; the one that is `always` stays.
pub(super) fn counted(lines: Vec<(&'static str, u64, String)>, always: &str) -> Html {
    let shown = lines.into_iter().filter(|(kind, n, _)| *n > 0 || *kind == always);
    let line = |(kind, n, words): (&'static str, u64, String)| {
        html! { <li key={kind} data-kind={kind} data-count={n.to_string()}>{ words }</li> }
    };
    html! { <ul class="tally__counts">{ for shown.map(line) }</ul> }
}
