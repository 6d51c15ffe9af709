//! Counting the own half of the totals, and putting both halves together.

use qingdan_markup::html;
use yew::prelude::*;

use super::fields::{button, digits, needs, slot};
use super::halves::{counted, failure, missing, progress};
use super::page::{Saving, Wish, status};
use super::state::{Doing, Failure, Made, Save, Slot, TwoTally};
use super::tables::tables;
use crate::domain::two_tally::{CountFault, MatchCounts};
use crate::i18n::Language;
use crate::i18n::organise::two_tally::{Count, Messages};
use crate::worker::{Counted, HalvesFault};

/// The fourth step.
pub(super) fn counting(
    words: &'static Messages,
    state: &TwoTally,
    said: Option<(Saving, bool)>,
    on: &Callback<Wish>,
) -> Html {
    let count = &words.count;
    let mut lacking = missing(words, state);
    let [own, other] = count.missing;
    lacking.extend(state.own().is_none().then_some(own));
    lacking.extend(state.good(Slot::Other).is_none().then_some(other));
    let here = state.verified.as_ref().filter(|_| state.good(Slot::Own).is_none());
    let counts = match (&state.counted, state.failed) {
        (_, Some(Failure { doing: Doing::Counts, counts, .. })) => counts,
        (Some(made), _) => Some(made.of.counts),
        (None, _) => None,
    };
    let ready = lacking.is_empty() && state.running.is_none();
    html! {
        <>
            <p class="muted">{ count.lede }</p>
            if let Some(made) = here {
                <p class="number">{ (count.own_here)(&made.of.fingerprint) }</p>
            }
            { slot(words, state, Slot::Own, on) }
            { slot(words, state, Slot::Other, on) }
            { needs(words, &lacking) }
            if ready {
                <p>{ button("tally-count", count.run, true, on,
                            Wish::Count { allow_missing: false }) }</p>
            }
            { progress(words, state.running, Doing::Counts, on) }
            { failure(words, state.failed, Doing::Counts) }
            if let Some(counts) = counts {
                <div id="tally-matched" role="status">{ outcome(count, counts) }</div>
            }
            if ready && may_allow(state) {
                <div class="note stack--tight">
                    <p>{ count.allow[0] }</p>
                    <p>{ button("tally-allow", count.allow[1], false, on,
                                Wish::Count { allow_missing: true }) }</p>
                </div>
            }
            if let Some(made) = &state.counted {
                { totals(words, made, said, on) }
            }
        </>
    }
}

/// Whether only the missing halves stand in the way.
fn may_allow(state: &TwoTally) -> bool {
    let fault = state.failed.map(|failed| failed.fault);
    matches!(fault, Some(HalvesFault::Count(CountFault::ManyMissing { .. })))
}

/// What became of the records, by reason.
fn outcome(words: &'static Count, counts: MatchCounts) -> Html {
    let MatchCounts { accepted, only_own, only_other, different, invalid } = counts;
    let lines = vec![
        ("accepted", accepted, (words.accepted)(accepted)),
        ("only-own", only_own, (words.only_own)(only_own)),
        ("only-other", only_other, (words.only_other)(only_other)),
        ("different", different, (words.different)(different)),
        ("invalid", invalid, (words.invalid)(invalid)),
    ];
    counted(lines, "accepted")
}

/// The ledger first: it keeps the same people from being counted in another company.
fn totals(
    words: &'static Messages,
    made: &Made<Counted>,
    said: Option<(Saving, bool)>,
    on: &Callback<Wish>,
) -> Html {
    let count = &words.count;
    html! {
        <div id="tally-counted" class="keys__held note note--plain">
            <p>{ count.ledger_first }</p>
            <p>{ button("tally-save-ledger", count.ledger, !made.ledger_saved, on,
                        Wish::Save(Saving::Made(Save::Ledger))) }</p>
            { status(words, said, Saving::Made(Save::Ledger)) }
            if made.ledger_saved {
                <p class="strong">{ count.made }</p>
                { digits(words, &made.of.fingerprint) }
                <p>{ button("tally-save-totals", count.save, !made.saved, on,
                            Wish::Save(Saving::Made(Save::Totals))) }</p>
                { status(words, said, Saving::Made(Save::Totals)) }
                <p class="muted">{ count.send }</p>
            }
        </div>
    }
}

/// The fifth step.
pub(super) fn combining(
    language: Language,
    state: &TwoTally,
    said: Option<(Saving, bool)>,
    on: &Callback<Wish>,
) -> Html {
    let words = Messages::of(language);
    let combine = &words.combine;
    let here = state.counted.as_ref().filter(|_| state.good(Slot::OwnTotals).is_none());
    html! {
        <>
            <div class="stack screen-only">
                <p class="muted">{ combine.lede }</p>
                if let Some(made) = here {
                    <p class="number">{ (combine.own_here)(&made.of.fingerprint) }</p>
                }
                { slot(words, state, Slot::OwnTotals, on) }
                { slot(words, state, Slot::OtherTotals, on) }
            </div>
            {
                match &state.totals {
                    None => html! { <p class="muted screen-only">{ combine.missing }</p> },
                    Some(Err(fault)) => html! {
                        <p id="tally-apart" class="note screen-only" role="alert">
                            { (combine.fault)(*fault) }
                        </p>
                    },
                    Some(Ok(shown)) => html! {
                        <>
                            <p class="row screen-only">
                                { button("tally-csv", combine.csv, true, on,
                                         Wish::Save(Saving::Csv)) }
                                { button("tally-print", combine.print, false, on, Wish::Print) }
                            </p>
                            { status(words, said, Saving::Csv) }
                            { tables(language, state, shown) }
                        </>
                    },
                }
            }
        </>
    }
}
