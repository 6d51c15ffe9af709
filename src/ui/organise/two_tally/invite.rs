//! What respondents are given: link, code, file, a text to send and a notice for a wall.

use std::rc::Rc;

use qingdan_markup::html;
use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::*;

use super::fields::button;
use super::page::{Saving, Wish, status};
use crate::browser::print;
use crate::domain::two_tally::Invitation;
use crate::domain::{SHAPE, shipped_instrument};
use crate::i18n::Language;
use crate::i18n::organise;
use crate::i18n::organise::two_tally::Messages;
use crate::i18n::shared;
use crate::ui::organise::campaign::{LetterField, Said, Wording, drawing, line, qr, served, time};
use crate::ui::parts::{background_names, wave};

/// The id of the text's field.
const LETTER: &str = "tally-letter";

/// The id of the notice.
const NOTICE: &str = "tally-notice";

/// What respondents are given, where the campaign is known.
pub(super) fn inviting(
    language: Language,
    invitation: Option<&Rc<Invitation>>,
    told: Option<(Saving, bool)>,
    on: &Callback<Wish>,
) -> Html {
    let words = Messages::of(language);
    html! {
        <>
            <h3>{ words.invite.heading }</h3>
            if let Some(invitation) = invitation {
                <Inviting {language} invitation={invitation.clone()} />
                <p>{ button("tally-save-invitation", words.invite.file, false, on,
                            Wish::Save(Saving::Invitation)) }</p>
                { status(words, told, Saving::Invitation) }
            } else {
                <p class="muted">{ words.invite.without }</p>
            }
        </>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct InvitingProps {
    language: Language,
    invitation: Rc<Invitation>,
}

/// Link, code, text and notice of an invitation.
#[component]
fn Inviting(props: &InvitingProps) -> Html {
    let InvitingProps { language, invitation } = props;
    let (words, campaign) =
        (&Messages::of(*language).invite, &organise::Messages::of(*language).campaign);
    let address = use_state(String::new);
    let told: Said = use_state(|| None);
    let setter = address.setter();
    let oninput = move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        setter.set(input.value());
    };
    let link = served(&address).map(|address| invitation.to_link(address));
    let wrong = !address.trim().is_empty() && link.is_none();
    let code = invitation.to_code();
    let wording = letter(*language, invitation, link.as_deref());
    let drawn = qr(link.as_ref().unwrap_or(&code));
    html! {
        <>
            <div class="campaigns__field">
                <label for="tally-address">{ words.address[0] }</label>
                <input id="tally-address" class="campaigns__input" type="url" inputmode="url"
                       autocomplete="off" spellcheck="false" value={(*address).clone()} {oninput}
                       aria-invalid={wrong.then_some("true")}
                       aria-describedby="tally-address-hint" />
                <p id="tally-address-hint" class={if wrong { "campaigns__fault" } else { "muted" }}>
                    { if wrong { campaign.address_wrong } else { words.address[1] } }
                </p>
            </div>
            if let Some(link) = &link {
                { line(campaign, &told, "tally-link", campaign.link[0], link) }
            }
            { line(campaign, &told, "tally-code", campaign.link[1], &code) }
            if let Some(drawn) = &drawn {
                { drawing(drawn, campaign.picture[usize::from(link.is_none())]) }
            } else {
                <p class="muted">{ words.no_qr }</p>
            }
            <LetterField id={LETTER} language={*language} {code} {wording} said={told.clone()} />
            <h4>{ words.notice[0] }</h4>
            <p><button id="tally-print-notice" type="button" class="button"
                       onclick={|_| print::alone(NOTICE, || {})}>{ words.notice[1] }</button></p>
            { notice(*language, invitation, drawn.as_ref(), link.is_some()) }
        </>
    }
}

/// Everything that somebody must know before taking part, one line each.
fn letter(language: Language, invitation: &Invitation, link: Option<&str>) -> Wording {
    let words = &Messages::of(language).invite;
    let (letter, shared) =
        (&organise::Messages::of(language).campaign.letter, shared::Messages::of(language));
    let details = invitation.campaign().details();
    let background = background_names(language, shipped_instrument(), details.background);
    let background = match &*background {
        [] => shared.joining.none.to_owned(),
        names => shared.list(names.iter().copied()),
    };
    let background = SHAPE.background.then(|| [shared.joining.fields[3], &background].concat());
    let mut lines = vec![
        (letter.head)(&details.title, &wave(language, details.wave, &details.wave_label)),
        String::new(),
        letter.opening.to_owned(),
    ];
    if !details.purpose.is_empty() {
        lines.push((letter.purpose)(&details.purpose));
    }
    let way = link.map_or_else(|| invitation.to_code(), str::to_owned);
    let how = words.how[usize::from(link.is_none())](&way);
    lines.extend([
        how.clone(),
        (words.digits)(&invitation.plan().fingerprint().to_string()),
        time(letter, details.form),
    ]);
    lines.extend(background);
    lines.extend([
        letter.free.to_owned(),
        words.leaves.to_owned(),
        words.ways.to_owned(),
        (letter.published)(details.minimum),
    ]);
    if !details.contact.is_empty() {
        lines.push((letter.contact)(&details.contact));
    }
    Wording { text: lines.join("\n"), how, way }
}

/// The notice as it is printed; on the screen it is its own preview.
fn notice(
    language: Language,
    invitation: &Invitation,
    drawn: Option<&qrcodegen::QrCode>,
    linked: bool,
) -> Html {
    let words = &Messages::of(language).invite;
    let campaign = &organise::Messages::of(language).campaign;
    let (letter, details) = (&campaign.letter, invitation.campaign().details());
    let way = usize::from(!linked);
    html! {
        <article id={NOTICE} class="notice" lang={language.tag()}>
            <header>
                <p class="notice__title" dir="auto">{ details.title.clone() }</p>
                <p class="notice__wave">{ wave(language, details.wave, &details.wave_label) }</p>
            </header>
            <p class="notice__purpose" dir="auto">{ details.purpose.clone() }</p>
            if let Some(drawn) = drawn {
                <div class="notice__code">
                    { drawing(drawn, campaign.picture[way]) }
                    <p>{ words.scan[way] }</p>
                </div>
            }
            <ul class="notice__lines">
                <li>{ words.notice[3] }</li>
                <li>{ words.ways }</li>
                <li>{ letter.free }</li>
                <li>{ (letter.published)(details.minimum) }</li>
            </ul>
            <div class="notice__key">
                <p>{ words.notice[2] }</p>
                <p class="keys__fingerprint number">
                    { invitation.plan().fingerprint().to_string() }
                </p>
            </div>
            if !details.contact.is_empty() {
                <p dir="auto">{ (letter.contact)(&details.contact) }</p>
            }
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{Campaign, Details, FormChoice};
    use crate::domain::seal::PrivateKey;
    use crate::domain::two_tally::{Plan, read_invitation};

    #[test]
    fn the_letter_can_be_pasted_as_an_invitation() {
        let details = Details {
            id: [1, 2, 3, 4],
            wave: 3,
            title: "两家合计".to_owned(),
            wave_label: String::new(),
            purpose: String::new(),
            contact: "王老师".to_owned(),
            form: FormChoice::QuickOnly,
            background: 0b11,
            minimum: 15,
        };
        let instrument = shipped_instrument();
        let campaign = Campaign::new(instrument, details).expect("a valid campaign");
        let keys = [1_u8, 2].map(|seed| {
            let random =
                std::array::from_fn(|at| u8::try_from(at).expect("below 32") * seed + seed);
            PrivateKey::of_random(&random).expect("random bytes").public().clone()
        });
        let random = std::array::from_fn(|at| u8::try_from(at).expect("below 96"));
        let plan = Plan::new(instrument, &campaign, keys, 0b1, &random).expect("a plan");
        let digits = plan.fingerprint().to_string();
        let invitation = Invitation::new(plan, campaign).expect("they fit");
        for language in Language::ALL {
            for link in [None, Some(invitation.to_link("a.html"))] {
                let text = letter(*language, &invitation, link.as_deref()).text;
                assert_eq!(read_invitation(instrument, &text).as_ref(), Ok(&invitation), "{text}");
                assert!(text.contains(&digits) && text.contains("15"), "{text}");
                assert!(text.contains("王老师") && !text.contains("\n\n\n"), "{text}");
            }
        }
    }
}
