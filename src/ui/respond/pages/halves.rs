//! Campaigns with a plan: what is said before answering, and the page that hands the two halves
//! over.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::halves::{Act, Refused, locked};
use super::super::route::Page;
use super::super::view::View;
use super::super::ways::{Fate, Way};
use super::export::answers;
use crate::domain::two_tally::{Party, Plan, Scheme};
use crate::tasks::hand_half::half_names;
use crate::ui::parts::background_names;

/// The plan by which the interview's campaign counts, where it is known.
fn plan<'a>(view: &View<'a>) -> Option<&'a Plan> {
    view.invitation.campaign_of(view.interview)?;
    view.invitation.split.scheme.as_ref().map(Scheme::plan)
}

/// Whether the record of the interview leaves as two halves.
pub(in super::super) fn splits(view: &View) -> bool {
    plan(view).is_some()
}

/// What the plan of a campaign means, and its digits.
fn announced(view: &View) -> Html {
    let words = &view.messages.halves;
    let Some(plan) = view.invitation.split.scheme.as_ref().map(Scheme::plan) else {
        return Html::default();
    };
    let strata = background_names(view.language, view.instrument, plan.declared().strata);
    let counted = if strata.is_empty() {
        words.counted.0.to_owned()
    } else {
        (words.counted.1)(&view.shared.list(strata))
    };
    let digits = plan.fingerprint().to_string();
    html! {
        <div id="halves" class="stack--tight">
            <p>{ words.about[0] }</p>
            <p>{ words.about[1] }</p>
            <p>{ counted }</p>
            <p>{ words.about[2] }</p>
            <p>{ words.compare[0] }</p>
            <p id="plan" class="draft__code">
                for group in digits.split(' ') {
                    <span class="draft__group">{ group.to_owned() }</span>
                }
            </p>
            <p>{ words.compare[1] }</p>
        </div>
    }
}

/// Why an invitation was not taken.
pub(super) fn refused(view: &View) -> Option<&'static str> {
    let words = &view.messages.halves;
    view.invitation.split.refused.map(|refused| match refused {
        Refused::Fault(fault) => (words.refused)(fault),
        Refused::Locked => words.no_other,
    })
}

/// What stands over the button that joins or leaves a campaign: what its plan means, where it is
/// `known`. Once the answers are locked, there is no button.
pub(super) fn with_plan(view: &View, known: bool, button: Html) -> Html {
    html! {
        <>
            if known {
                { announced(view) }
            }
            if locked(view.interview, view.invitation) {
                <p id="no-other">{ view.messages.halves.no_other }</p>
            } else {
                { button }
            }
        </>
    }
}

/// Above the pages on which answers are given: that they are locked.
pub(in super::super) fn warning(view: &View, page: Page) -> Html {
    let answering = matches!(
        page,
        Page::Category(_) | Page::Outcomes | Page::Background | Page::Review | Page::Export
    );
    html! {
        if answering && locked(view.interview, view.invitation) {
            <p id="locked" class="note draft__note" role="status">
                { view.messages.halves.locked }
            </p>
        }
    }
}

/// The page that hands the halves over.
pub(super) fn export(view: &View) -> Html {
    let words = &view.messages.halves;
    let means = &view.ways.means;
    let app = view.messages.ways.apps.get(means.agent as usize);
    let locked = locked(view.interview, view.invitation);
    html! {
        <>
            <p class="lede">{ words.lede[0] }</p>
            if !locked {
                <p id="before" class="note note--plain">{ words.lede[1] }</p>
            }
            if !view.interview.touched(view.instrument) {
                <p id="nothing" class="note">{ view.messages.export.empty }</p>
            }
            if means.agent.inside() {
                <p class="note note--plain" id="inside">
                    <>{ app.map(|app| (view.messages.ways.inside)(app)) }</>
                </p>
            }
            for party in Party::BOTH {
                { half(view, party) }
            }
            <p>{ words.inside }</p>
            <p class="muted">{ view.messages.ways.after }</p>
            { answers(view, None) }
        </>
    }
}

/// The ways of one half, best first: the long one has no code.
fn ways(view: &View, party: Party) -> Vec<Way> {
    let ways = view.ways.means.ways.iter().copied();
    ways.filter(|way| party == Party::Second || *way != Way::Code).collect()
}

fn half(view: &View, party: Party) -> Html {
    let words = &view.messages.halves;
    let (at, handed) = (party as usize, view.halves.handed(party));
    html! {
        <section class="stack" id={id(party, "")}>
            <h2>{ words.names[at] }</h2>
            <p class="muted">
                { words.notes[at] }
                if handed.over {
                    <span class="strong">{ " · " }{ words.handed }</span>
                }
            </p>
            <ul class="ways">
                for way in ways(view, party) {
                    <li class="way">{ row(view, party, way) }</li>
                }
            </ul>
            if let Some(text) = &handed.by_hand {
                <textarea id={id(party, "-manual")} class="way__manual" rows="5" readonly=true
                          autocomplete="off" spellcheck="false"
                          aria-label={words.manual[at]} value={text.clone()} />
            }
        </section>
    }
}

/// A way: a button over the whole width, what it opens, what became of it.
fn row(view: &View, party: Party, way: Way) -> Html {
    let (words, ways) = (&view.messages.halves, &view.messages.ways);
    let handed = view.halves.handed(party);
    let card = handed.card.clone().filter(|_| way == Way::Code);
    let expanded = (way == Way::Code).then(|| if card.is_some() { "true" } else { "false" });
    let [saved, shared] = half_names(party);
    let named = match way {
        Way::Share => (ways.named)(shared),
        Way::Save => (ways.named)(saved),
        _ => String::new(),
    };
    html! {
        <>
            <button type="button" class="way__button" aria-expanded={expanded}
                    id={id(party, ["-share", "-save", "-copy", "-code"][way as usize])}
                    onclick={view.halves.on(party, Act::Take(way), words)}>
                <span class="way__name">{ ways.names[way as usize] }</span>
                <span class="way__note">{ ways.notes[way as usize] }{ named }</span>
            </button>
            if let Some(address) = card {
                <div class="way__panel stack">
                    <img id={id(party, "-picture")} class="way__picture" src={address}
                         alt={words.picture} />
                    <p>{ ways.kept_note }</p>
                    { kept(view, party, way) }
                </div>
            }
            <p class="way__status" role="status">{ said(view, party, way) }</p>
            if confirmable(view, party, way) {
                <p>{ kept(view, party, way) }</p>
            }
        </>
    }
}

fn id(party: Party, end: &str) -> String {
    [if party == Party::First { "half-1" } else { "half-2" }, end].concat()
}

/// The button with which the person says that what a way gave arrived.
fn kept(view: &View, party: Party, way: Way) -> Html {
    let label = match way {
        Way::Share | Way::Save => 0,
        Way::Copy => 1,
        Way::Code => 2,
    };
    let onclick = view.halves.on(party, Act::Kept(way), &view.messages.halves);
    html! {
        <button type="button" id={id(party, "-kept")} class="button" {onclick}>
            { view.messages.ways.kept[label] }
        </button>
    }
}

/// Whether a way was taken of which only the person can know whether it succeeded.
fn confirmable(view: &View, party: Party, way: Way) -> bool {
    let taken = view.halves.handed(party).last == Some((Act::Take(way), Fate::Done));
    taken && (way == Way::Copy || view.ways.means.doubtful(way))
}

/// What became of a way.
fn said(view: &View, party: Party, way: Way) -> String {
    let words = &view.messages.ways;
    let Some((act, fate)) = view.halves.handed(party).last else { return String::new() };
    let (Act::Take(of) | Act::Kept(of)) = act;
    match fate {
        _ if of != way => String::new(),
        Fate::Cancelled => words.cancelled.to_owned(),
        Fate::Stopped(why) => view.messages.sealed.stopped[why as usize].to_owned(),
        Fate::Done => match act {
            Act::Kept(_) => words.done[Way::Code as usize].to_owned(),
            _ if view.ways.means.doubtful(way) => words.doubtful.to_owned(),
            _ if way == Way::Save => {
                let [name, _] = half_names(party);
                [&(view.messages.picture.saved)(name), words.done[way as usize]].concat()
            }
            Act::Take(_) => words.done[way as usize].to_owned(),
        },
        Fate::Failed => words.failed[way as usize].to_owned(),
    }
}

/// The button in the bar: the best way of the half that is still missing.
pub(in super::super) fn missing(view: &View) -> Option<(String, Callback<MouseEvent>)> {
    let party = Party::BOTH.into_iter().find(|party| !view.halves.handed(*party).over)?;
    let way = ways(view, party).first().copied()?;
    let words = &view.messages.halves;
    let label = (words.ways[party as usize])(view.messages.ways.names[way as usize]);
    Some((label, view.halves.on(party, Act::Take(way), words)))
}

/// What the bar says, and the id it says it under.
pub(in super::super) fn outcome(view: &View) -> Option<(&'static str, String)> {
    let over = Party::BOTH.map(|party| view.halves.handed(party).over);
    let touched = Party::BOTH.iter().any(|party| view.halves.handed(*party).last.is_some());
    let said = match over {
        [true, false] => 0,
        [false, true] => 1,
        [true, true] => 2,
        [false, false] if view.interview.exported() && !touched => 3,
        [false, false] => return None,
    };
    Some((
        if over == [true; 2] { "saved" } else { "half-out" },
        view.messages.halves.said[said].to_owned(),
    ))
}
