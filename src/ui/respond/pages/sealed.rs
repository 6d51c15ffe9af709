//! Campaigns with a key: its fingerprint beside whose campaign it is; where the file leaves, why it
//! cannot, and the paper ticket.

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

/// Whether the campaign answered for has tickets.
fn has_tickets(view: &View) -> bool {
    let campaign = view.invitation.campaign_of(view.interview);
    campaign.is_some_and(|campaign| campaign.extensions().tickets)
}

/// What becomes of a record without a ticket, where one is wanted and none is typed.
pub(super) fn no_ticket(view: &View) -> Option<&'static str> {
    let missing = has_tickets(view) && view.ways.ticket().1 == Ok(None);
    missing.then_some(view.messages.sealed.no_ticket)
}

/// The ticket among what the file holds: its name and the number, or that there is none.
pub(super) fn ticket_held(view: &View) -> Html {
    let held = no_ticket(view).unwrap_or(view.ways.ticket().0).to_owned();
    html! {
        if has_tickets(view) {
            <dt>{ view.messages.sealed.ticket }</dt>
            <dd id="ticket-held">{ held }</dd>
        }
    }
}

/// The field for a ticket, where the campaign has some; what is wrong is said while typing.
pub(super) fn ticket(view: &View) -> Html {
    let words = &view.messages.sealed;
    let (typed, read) = view.ways.ticket();
    let wrong = read.is_err_and(|fault| fault != TicketFault::Length);
    let class = if wrong || no_ticket(view).is_some() { "note" } else { "muted" };
    let said = match read {
        Ok(None) => words.no_ticket,
        Ok(Some(_)) => words.ticket_read,
        Err(TicketFault::Length) => words.ticket_length,
        Err(_) => words.stopped[NotLeaving::Ticket as usize],
    };
    html! {
        if has_tickets(view) {
            <div class="draft__form">
                <label for={FIELD}>{ words.ticket }</label>
                <input id={FIELD} class="draft__field" type="text" inputmode="text"
                       autocomplete="off" autocapitalize="characters" spellcheck="false"
                       maxlength="40" aria-describedby="ticket-said"
                       aria-invalid={wrong.then_some("true")} value={typed.to_owned()}
                       oninput={view.ways.on_ticket(FIELD)} />
                <p id="ticket-said" {class} role="status">
                    { said }
                </p>
            </div>
        }
    }
}
