//! What has been received: the sum that adds up, and the list of what was not accepted.

use qingdan_markup::html;
use yew::prelude::*;

use super::opening::envelopes;
use super::page::Action;
use super::refusals::REFUSALS_SHOWN;
use super::state::{Event, Organiser};
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::i18n::refusal::Advice;
use crate::worker::{Counts, Refused, RefusedFile, input_name, place, words};

/// Counts, duplicates, refusals.
pub(super) fn received(
    messages: &'static Messages,
    language: Language,
    state: &Organiser,
    on: &Callback<Action>,
) -> Html {
    html! {
        <section class="received screen-only" aria-labelledby="received-title">
            <h2 id="received-title">{ messages.received_heading }</h2>
            { sum(messages, state.counts()) }
            { duplicates(messages, state.counts()) }
            if state.counts().tallies > 0 {
                <p>{ (messages.collect.tallies)(state.counts().tallies) }</p>
            }
            { envelopes(messages, state.counts()) }
            if !state.refused.files.is_empty() {
                { refusals(messages, language, state, on) }
            }
        </section>
    }
}

/// Which campaigns came from files, also where nothing else did. It is there from the beginning, so
/// that it is read out when something comes.
pub(super) fn campaigns_came(messages: &'static Messages, state: &Organiser) -> Html {
    let [before, between, after] = messages.collect.campaigns_came;
    let came = &state.campaigns_came;
    html! {
        <p id="campaigns-came" class="screen-only status" role="status">
            for (place, campaign) in came.iter().enumerate() {
                { if place == 0 { before } else { between } }
                <bdi>{ campaign.details().title.clone() }</bdi>
            }
            if !came.is_empty() {
                { after }
            }
        </p>
    }
}

/// Received = accepted + duplicates + refused; tally files are told apart.
fn sum(messages: &'static Messages, counts: &Counts) -> Html {
    let received = counts.records();
    let term = |id: &'static str, n: u64, label: &'static str| {
        html! {
            <div class="sum__term">
                <dt class="sum__label">{ label }</dt>
                <dd class="sum__number number" {id}>{ n }</dd>
            </div>
        }
    };
    html! {
        <>
            <dl class="sum">
                { term("received", received, messages.received) }
                { term("accepted", counts.accepted, messages.accepted) }
                { term("duplicates", counts.duplicates(), messages.duplicates) }
                { term("refused", counts.refused, messages.refused) }
            </dl>
            <p class="muted">{ messages.adds_up }</p>
        </>
    }
}

/// Which kinds of duplicates there are.
fn duplicates(messages: &'static Messages, counts: &Counts) -> Html {
    let kinds = [
        ("older", counts.older, messages.older),
        ("identical", counts.identical, messages.identical),
        ("conflicting", counts.conflicting, messages.conflicting),
    ];
    html! {
        if counts.duplicates() > 0 {
            <ul id="duplicate-kinds">
                for (kind, n, words) in kinds.into_iter().filter(|kind| kind.1 > 0) {
                    <li key={kind}>{ words(n) }</li>
                }
            </ul>
        }
    }
}

/// One row for each refused input that is shown, file by file, with what to do about it.
fn refusals(
    messages: &'static Messages,
    language: Language,
    state: &Organiser,
    on: &Callback<Action>,
) -> Html {
    let files = &state.refused.files;
    let shown: usize = files.iter().map(|file| file.first.len()).sum();
    // Those that were refused for their tickets are told beside the tickets, as counts only.
    let refused = state.counts().refused.saturating_sub(state.counts().tickets.refused());
    let all = usize::try_from(refused).unwrap_or(usize::MAX).max(shown);
    let unlisted = state.counts().unlisted;
    let more = state.refused.all.saturating_sub(files.len()).min(REFUSALS_SHOWN);
    html! {
        <div class="refusals">
            <h3 id="refusals-title">{ (messages.refusals_heading)(all) }</h3>
            <p class="muted">{ messages.refusals_lede }</p>
            <div class="scroller" tabindex="0" role="region" aria-labelledby="refusals-title">
                <table id="refusals" class="figures refusals__table">
                    <thead>
                        <tr>
                            <th scope="col">{ messages.file }</th>
                            <th scope="col">{ messages.problem }</th>
                            <th scope="col">{ messages.place }</th>
                            <th scope="col">{ messages.remedy }</th>
                        </tr>
                    </thead>
                    for file in files {
                        { of_file(messages, language, file, on) }
                    }
                </table>
            </div>
            if more > 0 {
                <button type="button" class="button"
                        onclick={on.reform(|_| Action::Did(Event::ShowedMore))}>
                    { (messages.more_refusals)(more) }
                </button>
            }
            if unlisted > 0 {
                <p>{ (messages.collect.unlisted)(unlisted) }</p>
            }
            <button id="save-refusals" type="button" class="button"
                    onclick={on.reform(|_| Action::SavedRefusals)}>
                { messages.collect.save_refusals }
            </button>
        </div>
    }
}

/// The first refused inputs of a file, how many there are, and the way to more.
fn of_file(
    messages: &'static Messages,
    language: Language,
    file: &RefusedFile,
    on: &Callback<Action>,
) -> Html {
    let words = &messages.collect;
    let more = file.refused.saturating_sub(file.first.len()).min(REFUSALS_SHOWN);
    let onmore = {
        let (on, name) = (on.clone(), file.name.clone());
        Callback::from(move |_: MouseEvent| {
            on.emit(Action::Did(Event::ShowedMoreOf(name.clone())));
        })
    };
    html! {
        <tbody key={file.name.clone()} class="refusals__file">
            for (position, refused) in file.first.iter().enumerate() {
                { refusal(messages, language, position, refused) }
            }
            if more > 0 {
                <tr class="refusals__more">
                    <td colspan="4">
                        <span class="muted">
                            { (words.of_file)(file.first.len(), file.refused) }
                        </span>
                        { " " }
                        <button type="button" class="button button--plain" onclick={onmore}>
                            { (words.more_of_file)(more) }
                            <span class="aside">{ " " }<bdi>{ file.name.clone() }</bdi></span>
                        </button>
                    </td>
                </tr>
            }
        </tbody>
    }
}

fn refusal(
    messages: &'static Messages,
    language: Language,
    position: usize,
    refused: &Refused,
) -> Html {
    let Advice { problem, remedy } = words(language, refused);
    let place = place(language, refused);
    html! {
        <tr key={position}>
            <th scope="row" class="refusals__name">
                <bdi>{ breakable(input_name(language, refused)) }</bdi>
            </th>
            <td class="refusals__problem">{ problem }</td>
            <td class="refusals__place">
                if place.is_empty() {
                    { messages.whole_file }
                }
                for part in place {
                    <bdi><code>{ part }</code></bdi>
                    { " " }
                }
            </td>
            <td class="refusals__remedy">{ remedy }</td>
        </tr>
    }
}

/// A file name that breaks after `_`, `.` and `-` where it must break.
fn breakable(name: &str) -> Html {
    let parts = name.split_inclusive(['_', '.', '-']).enumerate();
    parts.map(|(n, part)| html! { <>if n > 0 { <wbr /> }{ part.to_owned() }</> }).collect()
}
