//! Campaigns: the form, the campaigns of the workspace, and what is handed out for one.

mod entry;
mod form;
mod handout;
mod invitation;
mod letter;
mod notice;
mod picture;
#[cfg(feature = "two-tally")]
mod plain;
mod protecting;
mod protection;

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use self::entry::{Desk, Did, Entry, Trouble};
use self::form::{FIRST_FIELD, form};
use self::handout::HANDOUT;
pub use self::handout::{Handout, HandoutProps};
#[cfg(feature = "two-tally")]
pub(super) use self::handout::{Said, line, served};
#[cfg(feature = "two-tally")]
pub(super) use self::invitation::time;
pub(super) use self::letter::Letters;
#[cfg(feature = "two-tally")]
pub(super) use self::letter::{LetterField, Wording};
pub(super) use self::picture::drawing;
#[cfg(feature = "two-tally")]
pub(super) use self::picture::qr;
#[cfg(feature = "two-tally")]
pub(super) use self::plain::PlainCampaign;
use self::protecting::listed;
use crate::browser::{focus, random};
use crate::domain::campaign::Campaign;
use crate::domain::record::campaign_number;
use crate::domain::shipped_instrument;
use crate::i18n::Language;
use crate::i18n::organise::Messages;
use crate::ui::organise::keys::{KeyDesk, Losing, Loss, Purpose, Risk};
use crate::ui::parts::wave;
use crate::worker::CAMPAIGNS_MAX;

/// The ids of the buttons that open the form of a new campaign, and close what is open.
const NEW: &str = "campaign-new";
const CLOSE: &str = "campaign-close";

/// What happened to the campaigns of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CampaignAction {
    /// A campaign, or a further wave of one, was made.
    Created(Campaign),
    /// Tickets of one were drawn, whose list is this line of a bundle.
    Drew(String),
    /// One is to be taken out of the workspace. Records that name it are not touched.
    Removed(Campaign),
}

/// Properties of [`CampaignPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CampaignPanelProps {
    /// The language shown.
    pub language: Language,
    /// The campaigns of the workspace, in the order in which they were made.
    pub campaigns: Rc<Vec<Campaign>>,
    /// Ids and waves that are taken, also by records and by campaigns that were taken out.
    pub taken: Rc<Vec<([u8; 4], u8)>>,
    /// Where actions go.
    pub on: Callback<CampaignAction>,
}

/// The section of the campaigns.
#[component]
pub fn CampaignPanel(props: &CampaignPanelProps) -> Html {
    let CampaignPanelProps { language, campaigns, on, .. } = props;
    let words = &Messages::of(*language).campaign;
    let desk = use_reducer(Desk::default);
    let dispatch = desk.dispatcher();
    let full = campaigns.len() >= CAMPAIGNS_MAX;
    let begin = Callback::from(move |entry: Option<Entry>| {
        dispatch.dispatch(match entry {
            _ if full => Did::Met(Trouble::TooMany),
            Some(entry) => Did::Began(entry),
            None => Did::Met(Trouble::NoMoreWaves),
        });
    });
    let new = begin.reform(|_| Some(Entry::new(words, shipped_instrument())));
    use_place(&desk, campaigns);
    use_risk(desk.loss);
    let entry = desk.entry.as_ref();
    let open = entry.is_some() || desk.shown.is_some();
    let did = {
        let dispatch = desk.dispatcher();
        Callback::from(move |did| dispatch.dispatch(did))
    };
    let (onchange, onclose) = (did.reform(Did::Changed), did.reform(|_: MouseEvent| Did::Closed));
    let (onloss, onanswer) = (did.reform(Did::Risked), did.reform(Did::Agreed));
    let oncreate = {
        let (on, entry) = (on.clone(), entry.cloned());
        Callback::from(move |()| match entry.as_ref().map(make) {
            Some(Ok(campaign)) => {
                on.emit(CampaignAction::Created(campaign.clone()));
                did.emit(Did::Opened(campaign));
            }
            Some(Err(trouble)) => did.emit(Did::Met(trouble)),
            None => {}
        })
    };

    html! {
        <section class="campaigns screen-only stack" aria-labelledby="campaigns">
            <h2 id="campaigns">{ words.heading }</h2>
            <p>{ words.lede }</p>
            if !campaigns.is_empty() {
                { list(props, &begin, &desk.dispatcher()) }
            }
            <p class="row">
                if entry.is_none() {
                    <button id={NEW} type="button" class="button" onclick={new}>
                        { if campaigns.is_empty() { words.first } else { words.another } }
                    </button>
                }
                if open {
                    <button id={CLOSE} type="button" class="button button--plain"
                            onclick={onclose}>{ words.close }</button>
                }
            </p>
            if let Some(entry) = entry {
                { form(*language, entry, desk.trouble, &onchange, &oncreate, &onloss) }
            }
            if let (None, Some(met)) = (entry, desk.trouble) {
                { trouble(*language, met) }
            }
            if let Some(campaign) = desk.shown.clone() {
                <Handout language={*language} {campaign} {onloss}
                         onlist={on.reform(CampaignAction::Drew)} />
            }
            { care(*language, open) }
            <Losing language={*language} asked={desk.loss.filter(|_| desk.waiting.is_some())}
                    {onanswer} />
        </section>
    }
}

/// Tells the page what would be lost with the section.
#[hook]
fn use_risk(loss: Option<Loss>) {
    let risk = use_context::<Risk>();
    use_effect_with(loss, move |&loss| {
        let tell = move |loss| {
            if let Some(Risk(tell)) = &risk {
                tell.emit(loss);
            }
        };
        tell(loss);
        move || tell(None)
    });
}

/// Looking after a key, folded, while nothing else is open.
fn care(language: Language, open: bool) -> Html {
    if open {
        return Html::default();
    }
    html! {
        <details class="fold">
            <summary id="care-for-key">{ Messages::of(language).keys.headings[1] }</summary>
            <KeyDesk {language} purpose={Purpose::Care} />
        </details>
    }
}

/// Moves the focus into what is opened, and back when it is closed or a campaign is taken out: the
/// button that did it may be gone. What is handed out for a campaign goes with it.
#[hook]
fn use_place(desk: &UseReducerHandle<Desk>, campaigns: &Rc<Vec<Campaign>>) {
    let shown = desk.shown.as_ref().map(|campaign| campaign.terms().campaign);
    let place = (desk.entry.is_some(), shown);
    let before = use_mut_ref(|| place);
    use_effect_with(place, move |&place| {
        if before.replace(place) != place {
            match place {
                (true, _) => focus::go_to(FIRST_FIELD),
                (false, Some(_)) => focus::go_to(HANDOUT),
                (false, None) => focus::go_to_if_lost(NEW),
            }
        }
    });
    let before = use_mut_ref(|| campaigns.clone());
    let desk = desk.clone();
    use_effect_with(campaigns.clone(), move |now| {
        let before = before.replace(now.clone());
        let gone = |campaign: &Campaign| before.contains(campaign) && !now.contains(campaign);
        if desk.shown.as_ref().is_some_and(gone) {
            desk.dispatch(Did::TookOut);
        } else if now.len() < before.len() {
            focus::go_to_if_lost(if desk.entry.is_some() { CLOSE } else { NEW });
        }
    });
}

/// Makes the campaign of a form, under a fresh id where it is a new one.
fn make(entry: &Entry) -> Result<Campaign, Trouble> {
    if entry.lacks_key() {
        return Err(Trouble::NoKey);
    }
    let id = match entry.id {
        Some(id) => id,
        None => random::bytes().map_err(|_| Trouble::NoRandomness)?,
    };
    entry.campaign(shipped_instrument(), id).map_err(|_| Trouble::Form)
}

/// The campaigns of the workspace.
fn list(
    props: &CampaignPanelProps,
    begin: &Callback<Option<Entry>>,
    dispatch: &UseReducerDispatcher<Desk>,
) -> Html {
    let CampaignPanelProps { language, campaigns, taken, on } = props;
    let language = *language;
    let messages = Messages::of(language);
    let words = (&messages.campaign, messages.keys.listed);
    let row = |campaign: &Campaign| {
        let details = campaign.details();
        let number = campaign_number(details.id);
        let (shown, dispatch) = (campaign.clone(), dispatch.clone());
        let open = move |_| dispatch.dispatch(Did::Opened(shown.clone()));
        let (last, taken) = (campaign.clone(), taken.clone());
        let next = begin.reform(move |_| Entry::next(shipped_instrument(), &taken, &last));
        let removed = campaign.clone();
        let remove = on.reform(move |_| CampaignAction::Removed(removed.clone()));
        html! {
            <li key={campaign.to_code()} class="campaigns__item">
                <p class="strong"><bdi>{ details.title.clone() }</bdi></p>
                <p class="muted">
                    { wave(language, details.wave, &details.wave_label) }{ " · " }
                    <span class="number">{ number }</span>
                </p>
                for line in listed(language, campaign.extensions()) {
                    <p key={line.clone()} class="muted">{ line.clone() }</p>
                }
                if let Some(key) = &campaign.extensions().key {
                    <p class="muted">{ (words.1)(&key.fingerprint().to_string()) }</p>
                }
                <p class="row">
                    { small(words.0.open, Callback::from(open)) }
                    { small(words.0.next_wave, next) }
                    { small(words.0.remove, remove) }
                </p>
            </li>
        }
    };
    html! {
        <>
            <h3>{ words.0.list }</h3>
            <ul class="campaigns__list">{ for campaigns.iter().map(row) }</ul>
        </>
    }
}

fn small(label: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button button--plain" {onclick}>{ label }</button> }
}

/// Why no campaign was made.
fn trouble(language: Language, trouble: Trouble) -> Html {
    let messages = Messages::of(language);
    let words = &messages.campaign;
    let lines = match trouble {
        Trouble::NoKey => &[messages.keys.not_ready][..],
        Trouble::Form => &[words.not_yet],
        Trouble::NoRandomness => &[words.no_randomness],
        Trouble::NoMoreWaves => &[words.no_more_waves],
        Trouble::TooMany => &messages.collect.campaigns_full,
    };
    html! {
        <div id="campaign-trouble" class="note stack--tight" role="alert">
            for line in lines {
                <p key={*line}>{ *line }</p>
            }
        </div>
    }
}
