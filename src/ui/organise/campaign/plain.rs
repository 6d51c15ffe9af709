//! The form of a campaign for two tallies: one form of the questions, and nothing that halves have
//! no room for.

use qingdan_markup::html;
use yew::prelude::*;

use super::entry::{Change, Entry, FIELDS, Trouble};
use super::form::{background, field, forms, minimum};
use super::make;
use crate::domain::campaign::{Campaign, FormChoice};
use crate::domain::{SHAPE, shipped_instrument};
use crate::i18n::Language;
use crate::i18n::organise::Messages;

/// Properties of [`PlainCampaign`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(in crate::ui::organise) struct PlainCampaignProps {
    /// The language shown.
    pub(in crate::ui::organise) language: Language,
    /// Is told the campaign that was made.
    pub(in crate::ui::organise) onmade: Callback<Campaign>,
}

/// The form of a campaign with its details alone.
#[component]
pub(in crate::ui::organise) fn PlainCampaign(props: &PlainCampaignProps) -> Html {
    let PlainCampaignProps { language, onmade } = props;
    let words = &Messages::of(*language).campaign;
    let entry = use_state(|| Entry {
        form: FormChoice::FullOnly,
        ..Entry::new(words, shipped_instrument())
    });
    let trouble = use_state_eq(|| None::<Trouble>);
    let onchange = {
        let (entry, trouble) = (entry.clone(), trouble.setter());
        Callback::from(move |change: Change| {
            trouble.set(None);
            entry.set((*entry).clone().after(change));
        })
    };
    let onsubmit = {
        let (entry, trouble, onmade) = (entry.clone(), trouble.setter(), onmade.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match make(&entry) {
                Ok(campaign) => onmade.emit(campaign),
                Err(met) => trouble.set(Some(met)),
            }
        })
    };
    let campaign = entry.campaign(shipped_instrument(), entry.id.unwrap_or_default());
    html! {
        <form class="campaigns__form stack" novalidate=true {onsubmit}>
            for at in 0..FIELDS.len() {
                { field(words, &entry, at, campaign.as_ref().err(), &onchange) }
            }
            if SHAPE.quick {
                { forms(words, &entry, false, &onchange) }
            }
            if SHAPE.background {
                { background(*language, &entry, &onchange) }
            }
            { minimum(words, &entry, campaign.as_ref().err(), &onchange) }
            <p><button id="campaign-create" class="button">{ words.create }</button></p>
            if let Some(trouble) = *trouble {
                { super::trouble(*language, trouble) }
            }
        </form>
    }
}
