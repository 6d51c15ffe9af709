//! What is handed out for a campaign: code, link, QR code, file, invitation and notice.

use qingdan_markup::html;
use qrcodegen::QrCode;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::*;

use super::invitation::invitation;
use super::letter::LetterField;
use super::notice::notice;
use super::picture::{drawing, file, qr};
use super::protecting::listed;
use crate::browser::clipboard::Copying;
use crate::browser::{document, download, picture, print};
use crate::domain::campaign::Campaign;
use crate::i18n::Language;
use crate::i18n::organise::{Campaign as Words, Messages};
use crate::ui::organise::keys::{KeyDesk, Loss, Purpose};

/// The name of the campaign's file.
const FILE_NAME: &str = "qingdan-campaign.json";

/// The names of its pictures.
const PICTURE_NAMES: [&str; 2] = ["qingdan-campaign.png", "qingdan-campaign.svg"];

/// The id of the invitation's field.
const INVITATION: &str = "campaign-invitation";

/// The id of its heading.
pub(super) const HANDOUT: &str = "campaign-handout";

/// Properties of [`Handout`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HandoutProps {
    /// The language shown.
    pub language: Language,
    /// The campaign.
    pub campaign: Campaign,
    /// Is told what would be lost with it.
    #[prop_or_default]
    pub onloss: Callback<Option<Loss>>,
    /// Is told the list of its tickets when they are drawn, as the line of a bundle.
    #[prop_or_default]
    pub onlist: Callback<String>,
}

/// What was done last, and what became of it.
pub(in crate::ui::organise) type Said = UseStateHandle<Option<(&'static str, &'static str)>>;

/// What is handed out for a campaign.
#[component]
pub fn Handout(props: &HandoutProps) -> Html {
    let HandoutProps { language, campaign, onloss, onlist } = props;
    let words = &Messages::of(*language).campaign;
    let address = use_state(String::new);
    let said = use_state(|| None);
    // What was said of one campaign is not true of the next.
    use_effect_with(campaign.terms().campaign, {
        let setter = said.setter();
        move |_| setter.set(None)
    });
    let setter = address.setter();
    let oninput = move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        setter.set(input.value());
    };
    let link = served(&address).map(|address| campaign.to_link(address));
    let wrong = !address.trim().is_empty() && link.is_none();
    let code = campaign.to_code();
    let wording = invitation(*language, campaign, link.as_deref());
    let shown = qr(link.as_ref().unwrap_or(&code));
    html! {
        <div class="campaigns__handout stack" id="handout">
            <h3 id={HANDOUT} tabindex="-1">{ (words.made)(&campaign.details().title) }</h3>
            { sealed_to(*language, campaign) }
            for line in listed(*language, campaign.extensions()) {
                <p key={line.clone()} class="note note--plain">{ line.clone() }</p>
            }
            <div class="campaigns__field">
                <label for="campaign-address">{ words.address[0] }</label>
                <input id="campaign-address" class="campaigns__input" type="url" inputmode="url"
                       autocomplete="off" spellcheck="false" value={(*address).clone()} {oninput}
                       aria-invalid={wrong.then_some("true")}
                       aria-describedby="campaign-address-hint" />
                <p id="campaign-address-hint"
                   class={if wrong { "campaigns__fault" } else { "muted" }}>
                    { if wrong { words.address_wrong } else { words.address[1] } }
                </p>
            </div>
            if let Some(link) = &link {
                { line(words, &said, "campaign-link", words.link[0], link) }
            }
            { line(words, &said, "campaign-code", words.link[1], &code) }
            if let Some(qr) = &shown {
                { drawing(qr, words.picture[usize::from(link.is_none())]) }
            }
            <p class="row">
                { save(words, &said, 0, campaign, shown.as_ref()) }
                { save(words, &said, 1, campaign, shown.as_ref()) }
                { save(words, &said, 2, campaign, shown.as_ref()) }
            </p>
            { status(&said, "save") }
            <LetterField id={INVITATION} language={*language} {code} {wording}
                         said={said.clone()} />
            if let Some(qr) = &shown {
                { printed(*language, campaign, qr, link.is_some()) }
            }
            { tickets(*language, campaign, onloss, onlist) }
        </div>
    }
}

/// The notice, with a way to print it alone.
fn printed(language: Language, campaign: &Campaign, qr: &QrCode, link: bool) -> Html {
    let words = &Messages::of(language).campaign;
    html! {
        <>
            <h4>{ words.notice[0] }</h4>
            <p><button id="campaign-print" type="button" class="button"
                       onclick={|_| print::alone("notice", || {})}>
                { words.notice[1] }
            </button></p>
            { notice(language, campaign, qr, link) }
        </>
    }
}

/// The fingerprint of its key, where it has one.
fn sealed_to(language: Language, campaign: &Campaign) -> Html {
    let Some(key) = &campaign.extensions().key else { return Html::default() };
    let words = (Messages::of(language).keys.handed_out)(&key.fingerprint().to_string());
    html! { <p id="campaign-sealed-to" class="note note--plain">{ words }</p> }
}

/// Printing its tickets, where it has any.
fn tickets(
    language: Language,
    campaign: &Campaign,
    onloss: &Callback<Option<Loss>>,
    onlist: &Callback<String>,
) -> Html {
    if !campaign.extensions().tickets {
        return Html::default();
    }
    // Another campaign is another key.
    let purpose = Purpose::Tickets(Box::new(campaign.clone()));
    html! { <KeyDesk key={campaign.to_code()} {language} {purpose} {onloss} {onlist} /> }
}

/// The address of a page that a phone can open, without a fragment; none for anything else.
pub(in crate::ui::organise) fn served(typed: &str) -> Option<&str> {
    let address = typed.trim().split('#').next()?;
    let rest = address.strip_prefix("https").or_else(|| address.strip_prefix("http"))?;
    let rest = rest.strip_prefix("://")?;
    let plain = rest.chars().all(|char| char.is_ascii_graphic());
    (plain && rest.starts_with(|char: char| char.is_ascii_alphanumeric() || char == '['))
        .then_some(address)
}

/// A text to be copied, whole and as it is.
pub(in crate::ui::organise) fn line(
    words: &Words,
    said: &Said,
    id: &'static str,
    name: &'static str,
    text: &str,
) -> Html {
    html! {
        <div class="campaigns__field">
            <label for={id}>{ name }</label>
            <textarea {id} class="campaigns__input campaigns__code" rows="3" readonly=true
                      autocomplete="off" spellcheck="false" value={text.to_owned()} />
            <p>{ copy(words, said, id) }</p>
            { status(said, id) }
        </div>
    }
}

/// The button that copies what stands in a field.
fn copy(words: &Words, said: &Said, field: &'static str) -> Html {
    copy_then(words, said, field, Callback::noop())
}

/// The same, and what is told once it is copied.
pub(super) fn copy_then(
    words: &Words,
    said: &Said,
    field: &'static str,
    oncopied: Callback<()>,
) -> Html {
    let (setter, [label, done, failed]) = (said.setter(), words.copy);
    let onclick = move |_| {
        let (copying, setter) = (Copying::begin(document::typed(field)), setter.clone());
        let oncopied = oncopied.clone();
        spawn_local(async move {
            let copied = copying.end().await.is_ok();
            setter.set(Some((field, if copied { done } else { failed })));
            if copied {
                oncopied.emit(());
            }
        });
    };
    let id = [field, "-copy"].concat();
    html! { <button type="button" {id} class="button" {onclick}>{ label }</button> }
}

/// The buttons that save: 0 the picture as PNG, 1 as SVG, 2 the campaign's file.
fn save(
    words: &Words,
    said: &Said,
    what: usize,
    campaign: &Campaign,
    qr: Option<&qrcodegen::QrCode>,
) -> Html {
    let (setter, [taken, refused, not_drawn]) = (said.setter(), words.saved);
    let (campaign, qr) = (campaign.clone(), qr.cloned());
    let tell = move |saved: Result<(), download::NotTaken>| {
        setter.set(Some(("save", if saved.is_ok() { taken } else { refused })));
    };
    let setter = said.setter();
    let onclick = Callback::from(move |_: MouseEvent| match (what, &qr) {
        (0, Some(qr)) => {
            let ((svg, side), tell, setter) = (file(qr), tell.clone(), setter.clone());
            spawn_local(async move {
                match picture::png(&svg, side, side).await {
                    Ok(png) => tell(download::save(PICTURE_NAMES[0], "image/png", &png.bytes)),
                    Err(_) => setter.set(Some(("save", not_drawn))),
                }
            });
        }
        (1, Some(qr)) => {
            let (svg, _) = file(qr);
            tell(download::save(PICTURE_NAMES[1], "image/svg+xml", svg.as_bytes()));
        }
        _ => {
            let file = campaign.to_file();
            tell(download::save(FILE_NAME, "application/json", file.as_bytes()));
        }
    });
    let id = ["campaign-png", "campaign-svg", "campaign-file"][what];
    html! { <button type="button" {id} class="button" {onclick}>{ words.save[what] }</button> }
}

/// What became of the last thing done here.
pub(in crate::ui::organise) fn status(said: &Said, here: &'static str) -> Html {
    let words = said.filter(|(place, _)| *place == here).map(|(_, words)| words);
    html! { <p class="status" role="status"><>{ words }</></p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_a_phone_can_open() {
        let check = |scheme: &str, rest: &str, expected: Option<&str>| {
            let typed = [scheme, rest].concat();
            let expected = expected.map(|address| [scheme, address].concat());
            assert_eq!(served(&typed), expected.as_deref(), "{typed}");
        };
        let page = Some("://example.org/q.html");
        check("https", "://example.org/q.html#/welcome ", page);
        check("http", "://192.168.1.2:8080/", Some("://192.168.1.2:8080/"));
        for rest in ["", "://", "://a b", ":///", "://例子.cn", ":example.org", "s.example.org"] {
            check("https", rest, None);
        }
        check("", "example.org", None);
        check("file", ":///c:/a.html", None);
    }
}
