//! Campaigns with a key: its fingerprint beside whose campaign it is; where the file leaves, why it
//! cannot, and the field for a paper ticket.

use qingdan_markup::html;
use yew::prelude::*;

use super::super::route::Page;
use super::super::view::View;
use crate::domain::campaign::Campaign;
use crate::domain::ticket::TicketFault;
use crate::tasks::leave_page::NotLeaving;

/// The id of the field for the ticket.
const FIELD: &str = "ticket";

/// That files of the campaign are sealed, and the fingerprint of its key.
pub(super) fn fingerprint(view: &View, campaign: Option<&Campaign>) -> Html {
    let words = &view.messages.sealed;
    let key = campaign.and_then(|campaign| campaign.extensions().key.as_ref());
    let Some(key) = key else { return Html::default() };
    let digits = key.fingerprint().to_string();
    html! {
        <>
            <p>{ words.about }</p>
            <p>{ words.compare[0] }</p>
            <p id="fingerprint" class="draft__code">
                for group in digits.split(' ') {
                    <span class="draft__group">{ group.to_owned() }</span>
                }
            </p>
            <p>{ words.compare[1] }</p>
        </>
    }
}

/// Where the campaign is not known, as after a draft was opened, and nothing can leave without it:
/// that its link or code has to be opened again.
pub(super) fn kept_back(view: &View) -> Html {
    let words = &view.messages.sealed;
    let known = view.invitation.campaign_of(view.interview).is_some();
    html! {
        if view.interview.terms().is_some_and(|terms| terms.needs_campaign()) && !known {
            <p id="no-key" class="note">
                { words.stopped[NotLeaving::NoCampaign as usize] }
                { " " }
                <a href={Page::Join.fragment(view.instrument)}>{ view.shared.joining.to_join }</a>
            </p>
        }
    }
}

/// The field for a ticket, where the campaign has some; what is wrong is said while typing.
pub(super) fn ticket(view: &View) -> Html {
    let words = &view.messages.sealed;
    let campaign = view.invitation.campaign_of(view.interview);
    let (typed, read) = view.ways.ticket();
    let wrong = read.is_err_and(|fault| fault != TicketFault::Length);
    let said = match read {
        Ok(None) => words.ticket_hint,
        Ok(Some(_)) => words.ticket_read,
        Err(TicketFault::Length) => words.ticket_length,
        Err(_) => words.stopped[NotLeaving::Ticket as usize],
    };
    html! {
        if campaign.is_some_and(|campaign| campaign.extensions().tickets) {
            <div class="draft__form">
                <label for={FIELD}>{ words.ticket }</label>
                <input id={FIELD} class="draft__field" type="text" inputmode="text"
                       autocomplete="off" autocapitalize="characters" spellcheck="false"
                       maxlength="40" aria-describedby="ticket-said"
                       aria-invalid={wrong.then_some("true")} value={typed.to_owned()}
                       oninput={view.ways.on_ticket(FIELD)} />
                <p id="ticket-said" class={if wrong { "note" } else { "muted" }} role="status">
                    { said }
                </p>
            </div>
        }
    }
}
