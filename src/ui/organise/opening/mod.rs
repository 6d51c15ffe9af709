//! Opening envelopes: the key for it, and what became of them.

mod tickets;

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

pub(super) use self::tickets::Tickets;
pub(super) use self::tickets::totals as ticket_totals;
use super::keys::{KeyDesk, Purpose, Risk, Secret};
use super::root::GATHER;
#[cfg(feature = "two-tally")]
use super::root::TALLIES;
use super::state::Organiser;
use crate::domain::campaign::Campaign;
use crate::domain::seal::PublicKey;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::worker::{Counts, SealedCounts};

/// What envelopes came to, how many of them, and the words for it.
type Line = (&'static str, u64, fn(u64) -> String);

/// Properties of [`Opening`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct OpeningProps {
    /// The language shown.
    pub(super) language: Language,
    /// The state shown.
    pub(super) state: Rc<Organiser>,
    /// Is told the key to open envelopes with, and when there is none any more.
    pub(super) on: Callback<Option<Secret>>,
}

/// The place for the key, open where there is something for it to open, and the way to passing
/// envelopes on without one.
#[component]
pub(super) fn Opening(props: &OpeningProps) -> Html {
    let OpeningProps { language, state, on } = props;
    let words = &Messages::of(*language).sealed;
    // Only among the other parts of the page there is a way to one of them.
    let whole = use_context::<Risk>().is_some();
    let shown = state.key.map(|fingerprint| fingerprint.to_string());
    html! {
        <section class="opening screen-only" aria-label={words.counts.heading}>
            <details class="fold" id="opening" open={wanted(state)}>
                <summary>
                    <h2 class="opening__title">
                        {
                            match &shown {
                                Some(shown) => (words.opened_with)(shown),
                                None => words.fold.to_owned(),
                            }
                        }
                    </h2>
                </summary>
                <KeyDesk language={*language} purpose={Purpose::Open} onsecret={on} />
                if shown.is_some() {
                    { beside(*language, state) }
                }
                <p class="muted">{ words.keeps }</p>
            </details>
            if state.untouched() {
                <p class="opening__other">
                    <a id="gather" class="button button--plain" href={GATHER}>{ words.gather }</a>
                </p>
                if whole {
                    { tallies(*language) }
                }
            }
        </section>
    }
}

/// The way to two tallies, where this page has them.
#[cfg(feature = "two-tally")]
fn tallies(language: Language) -> Html {
    let words = crate::i18n::organise::two_tally::Messages::of(language);
    html! {
        <p class="opening__other">
            <a id="tallies" class="button button--plain" href={TALLIES}>{ words.enter }</a>
        </p>
    }
}

#[cfg(not(feature = "two-tally"))]
fn tallies(_: Language) -> Html {
    Html::default()
}

/// Whether there is something to open, or has been.
fn wanted(state: &Organiser) -> bool {
    let keyed = |campaign: &Campaign| campaign.extensions().key.is_some();
    state.key.is_some() || state.counts().sealed.locked > 0 || state.campaigns.iter().any(keyed)
}

/// What to know with an open key: whose it is, and what to do next.
fn beside(language: Language, state: &Organiser) -> Html {
    let words = &Messages::of(language).sealed;
    let key = |campaign: &Campaign| campaign.extensions().key.as_ref().map(PublicKey::fingerprint);
    let own: Vec<&Campaign> =
        state.campaigns.iter().filter(|campaign| key(campaign) == state.key).collect();
    let titles: Vec<&str> = own.iter().map(|one| one.details().title.as_str()).collect();
    html! {
        <>
            <p id="opening-campaigns" dir="auto">
                {
                    if titles.is_empty() {
                        words.campaigns.1.to_owned()
                    } else {
                        (words.campaigns.0)(&titles)
                    }
                }
            </p>
            if own.iter().any(|campaign| campaign.extensions().tickets) {
                <p class="note note--plain">{ words.tickets_wait }</p>
            }
            if state.counts().sealed.locked > 0 {
                <p>{ words.again }</p>
            }
        </>
    }
}

/// What became of envelopes: how many, by reason; and how many records came without one.
pub(super) fn envelopes(messages: &'static Messages, all: &Counts) -> Html {
    let (words, counts, unsealed) = (&messages.sealed.counts, all.sealed, all.unsealed);
    let SealedCounts {
        opened,
        locked,
        other_key,
        damaged,
        newer,
        other_version,
        other_campaign,
        no_record,
        plain,
        late,
    } = counts;
    let lines: [Line; 11] = [
        ("opened", opened, words.opened),
        ("locked", locked, words.locked),
        ("other-key", other_key, words.other_key),
        ("damaged", damaged, words.damaged),
        ("newer", newer, words.newer),
        ("other-version", other_version, words.other_version),
        ("other-campaign", other_campaign, words.other_campaign),
        ("no-record", no_record, words.no_record),
        ("plain", plain, words.plain),
        ("late", late, words.late),
        ("unsealed", unsealed, messages.sealed.unsealed),
    ];
    html! {
        if !counts.is_empty() || unsealed > 0 {
            <h3>{ words.heading }</h3>
            <ul id="envelopes">
                for (kind, n, words) in lines.into_iter().filter(|line| line.1 > 0) {
                    <li key={kind} data-kind={kind} data-count={n.to_string()}>{ words(n) }</li>
                }
            </ul>
        }
    }
}
