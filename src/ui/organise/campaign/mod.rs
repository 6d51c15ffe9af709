//! Campaigns: the form, the campaigns of the workspace, and what is handed out for one.

mod entry;
mod form;
mod handout;
mod invitation;
mod notice;
mod picture;

use std::rc::Rc;

use yew::prelude::*;

use self::entry::{Desk, Did, Entry, Trouble};
use self::form::form;
pub use self::handout::{Handout, HandoutProps};
use crate::browser::random;
use crate::domain::campaign::Campaign;
use crate::domain::record::CampaignRef;
use crate::domain::shipped_instrument;
use crate::i18n::Language;
use crate::i18n::organise::{Campaign as Words, Messages};
use crate::ui::parts::{campaign_number, wave};

/// What happened to the campaigns of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CampaignAction {
    /// A campaign, or a further wave of one, was made.
    Created(Campaign),
    /// One was taken out of the workspace. Records that name it are not touched.
    Removed(CampaignRef),
}

/// Properties of [`CampaignPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CampaignPanelProps {
    /// The language shown.
    pub language: Language,
    /// The campaigns of the workspace, in the order in which they were made.
    pub campaigns: Rc<Vec<Campaign>>,
    /// Where actions go.
    pub on: Callback<CampaignAction>,
}

/// The section of the campaigns.
#[component]
pub fn CampaignPanel(props: &CampaignPanelProps) -> Html {
    let CampaignPanelProps { language, campaigns, on } = props;
    let words = &Messages::of(*language).campaign;
    let desk = use_reducer(Desk::default);
    let dispatch = desk.dispatcher();
    let begin = Callback::from(move |entry: Option<Entry>| {
        dispatch.dispatch(entry.map_or(Did::Met(Trouble::NoMoreWaves), Did::Began));
    });
    let new = begin.reform(|_| Some(Entry::new(words, shipped_instrument())));
    let entry = desk.entry.as_ref();
    let open = entry.is_some() || desk.shown.is_some();
    let dispatch = desk.dispatcher();
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |change| dispatch.dispatch(Did::Changed(change)))
    };
    let onclose = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Did::Closed))
    };
    let oncreate = {
        let (on, entry) = (on.clone(), entry.cloned());
        Callback::from(move |()| match entry.as_ref().map(make) {
            Some(Ok(campaign)) => {
                on.emit(CampaignAction::Created(campaign.clone()));
                dispatch.dispatch(Did::Opened(campaign));
            }
            Some(Err(trouble)) => dispatch.dispatch(Did::Met(trouble)),
            None => {}
        })
    };

    html! {
        <section class="campaigns screen-only stack" aria-labelledby="campaigns">
            <h2 id="campaigns">{ words.heading }</h2>
            <p>{ words.lede }</p>
            if !campaigns.is_empty() {
                { list(*language, campaigns, on, &begin, &desk.dispatcher()) }
            }
            <p class="row">
                if entry.is_none() {
                    <button id="campaign-new" type="button" class="button" onclick={new}>
                        { if campaigns.is_empty() { words.first } else { words.another } }
                    </button>
                }
                if open {
                    <button id="campaign-close" type="button" class="button button--plain"
                            onclick={onclose}>{ words.close }</button>
                }
            </p>
            if let Some(entry) = entry {
                { form(*language, entry, desk.trouble, &onchange, &oncreate) }
            }
            if entry.is_none() && desk.trouble == Some(Trouble::NoMoreWaves) {
                <p class="note" role="alert">{ trouble(words, Trouble::NoMoreWaves) }</p>
            }
            if let Some(campaign) = desk.shown.clone() {
                <Handout language={*language} {campaign} />
            }
        </section>
    }
}

/// Makes the campaign of a form, under a fresh id where it is a new one.
fn make(entry: &Entry) -> Result<Campaign, Trouble> {
    let id = match entry.id {
        Some(id) => id,
        None => random::bytes().map_err(|_| Trouble::NoRandomness)?,
    };
    entry.campaign(shipped_instrument(), id).map_err(|_| Trouble::Form)
}

/// The campaigns of the workspace.
fn list(
    language: Language,
    campaigns: &Rc<Vec<Campaign>>,
    on: &Callback<CampaignAction>,
    begin: &Callback<Option<Entry>>,
    dispatch: &UseReducerDispatcher<Desk>,
) -> Html {
    let words = &Messages::of(language).campaign;
    let row = |campaign: &Campaign| {
        let details = campaign.details();
        let reference = campaign.terms().campaign;
        let number = campaign_number(details.id);
        let (shown, dispatch) = (campaign.clone(), dispatch.clone());
        let open = move |_| dispatch.dispatch(Did::Opened(shown.clone()));
        let (last, all) = (campaign.clone(), campaigns.clone());
        let next = begin.reform(move |_| Entry::next(&all, &last));
        let remove = on.reform(move |_| CampaignAction::Removed(reference));
        html! {
            <li key={format!("{number}-{}", details.wave)} class="campaigns__item">
                <p class="strong" dir="auto">{ details.title.clone() }</p>
                <p class="muted">
                    { wave(language, details.wave, &details.wave_label) }{ " · " }
                    <span class="number">{ number }</span>
                </p>
                <p class="row">
                    { small(words.open, Callback::from(open)) }
                    { small(words.next_wave, next) }
                    { small(words.remove, remove) }
                </p>
            </li>
        }
    };
    html! {
        <>
            <h3>{ words.list }</h3>
            <ul class="campaigns__list">{ for campaigns.iter().map(row) }</ul>
        </>
    }
}

fn small(label: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button button--plain" {onclick}>{ label }</button> }
}

/// Why no campaign was made, in words.
fn trouble(words: &Words, trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Form => words.not_yet,
        Trouble::NoRandomness => words.no_randomness,
        Trouble::NoMoreWaves => words.no_more_waves,
    }
}
