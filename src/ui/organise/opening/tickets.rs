//! Counting tickets: what waits for it, and what they came to. Counts only.

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use crate::browser::focus;
use crate::domain::campaign::Campaign;
use crate::i18n::Language;
use crate::i18n::organise::{Messages, SealedTickets as Words};
use crate::ui::organise::state::Organiser;
use crate::ui::parts::wave;
use crate::worker::{TicketTotals, WaveTickets};

/// The id of the heading.
const HEADING: &str = "tickets-title";

/// Properties of [`Tickets`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(in crate::ui::organise) struct TicketsProps {
    /// The language shown.
    pub(in crate::ui::organise) language: Language,
    /// The state shown.
    pub(in crate::ui::organise) state: Rc<Organiser>,
    /// Is told to count; whether to take in, instead, what waits without a list.
    pub(in crate::ui::organise) on: Callback<bool>,
}

/// What waits for its tickets to be counted, and what the others came to; nothing where there are
/// neither.
#[component]
pub(in crate::ui::organise) fn Tickets(props: &TicketsProps) -> Html {
    let TicketsProps { language, state, on } = props;
    let words = &Messages::of(*language).sealed.tickets;
    use_heading(state.waiting());
    let some = |wave: &&WaveTickets| wave.waiting > 0 || !wave.totals.is_empty();
    let waves: Vec<&WaveTickets> = state.tickets.iter().filter(some).collect();
    if waves.is_empty() {
        return Html::default();
    }
    html! {
        <section id="tickets" class="tickets-count screen-only stack" aria-labelledby={HEADING}>
            <h2 id={HEADING} tabindex="-1">{ words.heading }</h2>
            for found in waves.iter() {
                { of_wave(*language, words, state, found) }
            }
            if state.waiting() > 0 {
                { counting(words, state, on) }
            } else {
                <p class="muted">{ words.after }</p>
            }
        </section>
    }
}

/// Moves the focus to the heading when the buttons are gone.
#[hook]
fn use_heading(waiting: u64) {
    let before = use_mut_ref(|| waiting);
    use_effect_with(waiting, move |&waiting| {
        if before.replace(waiting) > 0 && waiting == 0 {
            focus::go_to(HEADING);
        }
    });
}

/// What waits of one wave, and what its tickets came to.
fn of_wave(language: Language, words: &Words, state: &Organiser, found: &WaveTickets) -> Html {
    let mut known = state.campaigns.iter().map(Campaign::details);
    let known = known.find(|details| (details.id, details.wave) == found.campaign);
    let name = match known {
        Some(details) => {
            let wave = wave(language, details.wave, &details.wave_label);
            [&details.title, " · ", &wave].concat()
        }
        None => words.unknown_campaign.to_owned(),
    };
    let (waiting, listed) = (found.waiting, found.listed);
    html! {
        <>
            <h3 dir="auto">{ name }</h3>
            if waiting > 0 {
                <p class={if listed.is_none() { "note" } else { "note note--plain" }}
                   role="status" data-kind="waiting" data-count={waiting.to_string()}>
                    {
                        match listed {
                            Some(listed) => (words.waiting)(waiting, listed),
                            None => (words.unlisted)(waiting),
                        }
                    }
                </p>
            }
            { totals(words, found.totals) }
            if found.counted {
                <p class="muted">{ words.closed }</p>
            }
        </>
    }
}

/// The way to counting, or what is missing for it.
fn counting(words: &Words, state: &Organiser, on: &Callback<bool>) -> Html {
    let waits = |listed: bool| {
        state.tickets.iter().any(|wave| wave.waiting > 0 && wave.listed.is_some() == listed)
    };
    let [without, means, take_in] = words.without;
    let (keyed, disabled) = (state.key.is_some(), state.busy());
    html! {
        <>
            <p>{ words.before }</p>
            if !keyed {
                <p class="note">{ words.no_key }</p>
            }
            if keyed && waits(true) {
                <p><button id="count-tickets" type="button" class="button button--primary"
                           {disabled} onclick={on.reform(|_| false)}>
                    { words.count }
                </button></p>
            }
            if keyed && waits(false) {
                <details class="fold">
                    <summary>{ without }</summary>
                    <p>{ means }</p>
                    <p><button id="take-unchecked" type="button" class="button"
                               {disabled} onclick={on.reform(|_| true)}>
                        { take_in }
                    </button></p>
                </details>
            }
        </>
    }
}

/// What tickets came to: how many envelopes, by reason.
pub(in crate::ui::organise) fn totals(words: &Words, totals: TicketTotals) -> Html {
    let TicketTotals { counts, unchecked, restored, early } = totals;
    let kinds = [
        ("valid", counts.valid),
        ("duplicate", counts.duplicate),
        ("replayed", counts.replayed),
        ("unknown", counts.unknown),
        ("missing", counts.missing),
        ("unchecked", unchecked),
        ("restored", restored),
        ("early", early),
    ];
    let lines = kinds.into_iter().zip(words.totals).filter(|((_, n), _)| *n > 0);
    html! {
        if !totals.is_empty() {
            <ul class="tickets-count__totals">
                for ((kind, n), words) in lines {
                    <li key={kind} data-kind={kind} data-count={n.to_string()}>{ words(n) }</li>
                }
            </ul>
        }
    }
}
