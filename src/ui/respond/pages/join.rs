//! Campaigns: the page that takes a code, and whose campaign is answered for. What the organiser
//! wrote is shown as text, and as the organiser's.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::campaign;
use super::super::view::View;
use super::intake::intake;
use super::protected;
use super::sealed::fingerprint;
use crate::domain::campaign::Campaign;
use crate::domain::instrument::Form;
use crate::ui::parts::{invited, lines};

/// The ids of the file, the field for a code, and the button.
const IDS: [&str; 3] = ["campaign-file", "campaign-text", "open-campaign"];

/// What takes a code.
pub(super) fn join(view: &View) -> Html {
    let words = [view.shared.joining.paste, view.messages.draft.open];
    html! { <>{ intake(view, IDS, words, campaign::open) }{ invitation(view) }</> }
}

/// The campaign answered for or invited to, and why what was read last gave none.
pub(super) fn invitation(view: &View) -> Html {
    let refused = view.invitation.refused.map(view.shared.joining.refused);
    #[cfg(feature = "two-tally")]
    let refused = super::halves::refused(view).or(refused);
    html! {
        <>
            if let Some(refused) = refused {
                <p id="join-refused" class="note note--plain" role="alert">{ refused }</p>
            }
            if view.invitation.other {
                <p id="join-other" class="note" role="alert">{ view.shared.joining.other }</p>
            }
            { campaign(view) }
        </>
    }
}

/// The campaign answered for; without one, the one invited to.
fn campaign(view: &View) -> Html {
    let words = &view.shared.joining;
    let known = view.invitation.campaign.as_ref();
    let joined = view.interview.terms();
    let Some(terms) = joined.or(view.invitation.terms()) else { return Html::default() };
    let known = known.filter(|_| view.invitation.terms() == Some(terms));
    let details = known.map(Campaign::details);
    let forms = [Form::Full, Form::Quick].map(|form| view.form(form));
    let lines = lines(view.language, view.instrument, terms, details, forms);
    let (id, label, change) = match joined {
        Some(_) => ("leave", words.leave, None),
        None => ("join", words.join, Some(terms)),
    };
    let onclick = campaign::on(view.dispatch, change);
    let button = html! { <button type="button" {id} class="button" {onclick}>{ label }</button> };
    #[cfg(feature = "two-tally")]
    let button = super::halves::with_plan(view, known.is_some(), button);
    invited(
        lines,
        html! { <>{ fingerprint(view, known) }{ protected::items(view, known) }{ button }</> },
    )
}
