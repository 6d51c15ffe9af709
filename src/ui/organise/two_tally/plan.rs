//! The plan: made here, or taken from the other organiser.

use std::rc::Rc;

use qingdan_markup::html;
use yew::prelude::*;

use super::fields::{Text, button, digits, needs, text};
use super::invite::inviting;
use super::page::{Saving, Wish, status};
use super::state::{CampaignTrouble, Event, PlanDraft, PlanTrouble, TwoTally};
use crate::domain::campaign::Campaign;
use crate::domain::instrument::Form;
use crate::domain::two_tally::{Party, Plan};
use crate::domain::{SHAPE, shipped_instrument};
use crate::i18n::Language;
use crate::i18n::organise::report;
use crate::i18n::organise::two_tally::{Messages, PlanWords};
use crate::i18n::shared;
use crate::ui::organise::campaign::PlainCampaign;
use crate::ui::parts::{background_names, wave};

/// The second step.
pub(super) fn planning(
    language: Language,
    state: &TwoTally,
    said: Option<(Saving, bool)>,
    on: &Callback<Wish>,
) -> Html {
    let words = Messages::of(language);
    let Some(plan) = &state.plan else {
        return html! {
            <>
                <details class="fold" id="tally-make">
                    <summary><h3 class="opening__title">{ words.plan.make }</h3></summary>
                    { making(language, state, on) }
                </details>
                <details class="fold" id="tally-take">
                    <summary><h3 class="opening__title">{ words.plan.take }</h3></summary>
                    { taking(words, state, on) }
                </details>
            </>
        };
    };
    html! {
        <>
            { shown(language, plan) }
            <div class="keys__held note note--plain">
                { digits(words, &plan.fingerprint().to_string()) }
                <p>{ words.plan.compare }</p>
                if state.plan_unsaved {
                    <p class="strong">{ words.plan.unsaved }</p>
                }
                <p class="row">
                    { button("tally-save-plan", words.plan.save, state.plan_unsaved, on,
                             Wish::Save(Saving::Plan)) }
                    { button("tally-plan-aside", words.put_aside, false, on,
                             Wish::Did(Event::PutPlanAside)) }
                </p>
                { status(words, said, Saving::Plan) }
            </div>
            { inviting(language, state.invitation.as_ref(), said, on) }
        </>
    }
}

/// Puts a plan together.
fn making(language: Language, state: &TwoTally, on: &Callback<Wish>) -> Html {
    let words = Messages::of(language);
    let (plan, draft) = (&words.plan, &state.draft);
    let [partner @ .., no_key] = plan.partner;
    let [key, other, campaign] = plan.missing;
    let lacking = [
        (state.key.is_none(), key),
        (!matches!(draft.partner, Some(Some(_))), other),
        (!matches!(draft.campaign, Some(Ok(_))), campaign),
    ];
    let onmade = on.reform(|campaign| Wish::Did(Event::Campaign(Box::new(Ok(campaign)))));
    let lacking: Vec<&str> =
        lacking.into_iter().filter(|(lacks, _)| *lacks).map(|(_, words)| words).collect();
    html! {
        <div class="stack">
            { side(plan, draft, on) }
            { text(Text::Partner, partner, on) }
            <div id="tally-partner-is" role="status">
                {
                    match &draft.partner {
                        None => Html::default(),
                        Some(None) => html! { <p class="note">{ no_key }</p> },
                        Some(Some(key)) => html! {
                            <p class="strong number">
                                { (plan.partner_is)(&key.fingerprint().to_string()) }
                            </p>
                        },
                    }
                }
            </div>
            <details class="fold" id="tally-new-campaign">
                <summary>{ plan.new_campaign }</summary>
                <PlainCampaign {language} {onmade} />
            </details>
            { text(Text::Campaign, plan.campaign, on) }
            <div id="tally-campaign-is" role="status">
                {
                    match &draft.campaign {
                        None => Html::default(),
                        Some(Err(CampaignTrouble::Fault(fault))) => html! {
                            <p class="note">{ (plan.campaign_fault)(*fault) }</p>
                        },
                        Some(Err(CampaignTrouble::Sealed)) => html! {
                            <p class="note">{ plan.sealed }</p>
                        },
                        Some(Ok(campaign)) => asked(language, campaign),
                    }
                }
            </div>
            if let Some(Ok(campaign)) = &draft.campaign {
                if SHAPE.background {
                    { strata(language, draft, campaign, on) }
                }
            }
            { needs(words, &lacking) }
            if let Some(fault) = draft.fault {
                <p id="tally-plan-fault" class="note" role="alert">{ (plan.fault)(fault) }</p>
            }
            if lacking.is_empty() {
                <p>{ button("tally-plan-make", plan.create, true, on, Wish::MakePlan) }</p>
            }
        </div>
    }
}

/// Which of the two makes it.
fn side(words: &'static PlanWords, draft: &PlanDraft, on: &Callback<Wish>) -> Html {
    let [legend, first, second, hint] = words.side;
    let choice = |party: Party, id: &'static str, label: &'static str| {
        let onchange = on.reform(move |_: web_sys::Event| Wish::Did(Event::PickedParty(party)));
        html! {
            <label class="choice">
                <input {id} type="radio" name="tally-side" autocomplete="off"
                       checked={draft.party == party} {onchange} />
                <span>{ label }</span>
            </label>
        }
    };
    html! {
        <fieldset class="campaigns__part">
            <legend>{ legend }</legend>
            <div class="row">
                { choice(Party::First, "tally-side-1", first) }
                { choice(Party::Second, "tally-side-2", second) }
            </div>
            <p class="muted">{ hint }</p>
        </fieldset>
    }
}

/// The campaign that was given.
fn asked(language: Language, campaign: &Rc<Campaign>) -> Html {
    let (words, details) = (&Messages::of(language).plan, campaign.details());
    let wave = wave(language, details.wave, &details.wave_label);
    html! {
        <>
            <p class="strong" dir="auto">{ (words.campaign_is)(&details.title) }</p>
            <p class="muted" dir="auto">{ wave }</p>
        </>
    }
}

/// The background questions of the campaign by which can be grouped.
fn strata(
    language: Language,
    draft: &PlanDraft,
    campaign: &Rc<Campaign>,
    on: &Callback<Wish>,
) -> Html {
    let [legend, hint] = Messages::of(language).plan.strata;
    let asked = campaign.details().background;
    let questions = shipped_instrument().background.iter().enumerate();
    let choices = questions.filter(|(at, _)| asked >> at & 1 == 1).map(|(at, question)| {
        let onchange = on.reform(move |_: web_sys::Event| Wish::Did(Event::Stratum(at)));
        html! {
            <label class="choice" key={question.id.clone()}>
                <input id={format!("tally-stratum-{at}")} type="checkbox" autocomplete="off"
                       checked={draft.strata >> at & 1 == 1} {onchange} />
                <span>{ language.text(&question.name).to_owned() }</span>
            </label>
        }
    });
    html! {
        <fieldset class="campaigns__part">
            <legend>{ legend }</legend>
            <div class="row">{ for choices }</div>
            <p class="muted">{ hint }</p>
        </fieldset>
    }
}

/// Takes a plan that was made before, or by the other organiser.
fn taking(words: &'static Messages, state: &TwoTally, on: &Callback<Wish>) -> Html {
    let refused = state.plan_refused.map(|trouble| match trouble {
        PlanTrouble::Refused(refusal) => (words.plan.refused)(refusal),
        PlanTrouble::OtherCampaign => words.plan.other_campaign,
    });
    html! {
        <div class="stack">
            { text(Text::Plan, words.plan.text, on) }
            if let Some(refused) = refused {
                <p id="tally-plan-refused" class="note" role="alert">{ refused }</p>
            }
        </div>
    }
}

/// What a plan counts, and for whom.
fn shown(language: Language, plan: &Plan) -> Html {
    let (words, report) = (&Messages::of(language).plan, report::Messages::of(language));
    let declared = plan.declared();
    let named = |mask| {
        let names = background_names(language, shipped_instrument(), mask);
        match &*names {
            [] => words.none.to_owned(),
            names => shared::Messages::of(language).list(names.iter().copied()),
        }
    };
    let form = match declared.form {
        Form::Full => report.full,
        Form::Quick => report.quick,
    };
    let keys = declared.keys.each_ref().map(|key| key.fingerprint().to_string());
    let values = [
        form.to_owned(),
        named(declared.background),
        named(declared.strata),
        (words.minimum)(declared.minimum),
        keys.join(" · "),
    ];
    html! {
        <ul class="tally__plan">
            for (name, value) in words.fields.iter().zip(values) {
                <li key={*name}>{ *name }<span class="number">{ value }</span></li>
            }
        </ul>
    }
}
