//! The text that invites to a campaign.

use super::letter::Wording;
use super::protecting::told;
use crate::domain::campaign::{Campaign, FormChoice};
use crate::domain::{SHAPE, shipped_instrument};
use crate::i18n::Language;
use crate::i18n::organise::{Letter, Messages};
use crate::i18n::shared;
use crate::ui::parts::{background_names, wave};

/// Everything that somebody must know before taking part, one line each; with a link where the
/// page has an address.
pub(super) fn invitation(language: Language, campaign: &Campaign, link: Option<&str>) -> Wording {
    let messages = Messages::of(language);
    let (letter, details) = (&messages.campaign.letter, campaign.details());
    let shared = shared::Messages::of(language);
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
    let way = link.map_or_else(|| campaign.to_code(), str::to_owned);
    let how = letter.how[usize::from(link.is_none())](&way);
    lines.extend([how.clone(), time(letter, details.form)]);
    lines.extend(background);
    lines.extend([
        letter.free.to_owned(),
        letter.leaves.to_owned(),
        letter.way.to_owned(),
        (letter.published)(details.minimum),
    ]);
    let extensions = campaign.extensions();
    lines.extend(told(language, extensions));
    if let Some(key) = &extensions.key {
        lines.push((messages.keys.invited)(&key.fingerprint().to_string()));
    }
    if extensions.tickets {
        lines.push(messages.keys.ticketed.to_owned());
    }
    if !details.contact.is_empty() {
        lines.push((letter.contact)(&details.contact));
    }
    Wording { text: lines.join("\n"), how, way }
}

/// How long it takes.
pub(in crate::ui::organise) fn time(letter: &Letter, form: FormChoice) -> String {
    let [full, quick] = SHAPE.half_minutes;
    match form {
        FormChoice::Either if SHAPE.quick => (letter.times)(full, quick),
        FormChoice::Either | FormChoice::FullOnly => (letter.time)(full),
        FormChoice::QuickOnly => (letter.time)(quick),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{Details, read_campaign};

    #[test]
    fn the_invitation_can_be_pasted_as_a_code() {
        let details = Details {
            id: [1, 2, 3, 4],
            wave: 3,
            title: "甲乡自评".to_owned(),
            wave_label: String::new(),
            purpose: String::new(),
            contact: "王老师".to_owned(),
            form: FormChoice::QuickOnly,
            background: 0,
            minimum: 15,
        };
        let campaign = Campaign::new(shipped_instrument(), details).expect("a valid campaign");
        for language in Language::ALL {
            for link in [None, Some(campaign.to_link("a.html"))] {
                let text = invitation(*language, &campaign, link.as_deref()).text;
                assert_eq!(read_campaign(shipped_instrument(), &text), Ok(campaign.clone()));
                assert!(text.contains("15") && text.contains("王老师"), "{text}");
                assert!(!text.contains("\n\n\n"), "{text}");
            }
        }
    }
}
