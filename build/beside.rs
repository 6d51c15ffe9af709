//! Which files beside an instrument are named like translations of it: `<its name>.<tag>.json`.
//! The build and `cargo xtask pack` go by the same rule.

/// The language tag in the name of a file beside an instrument, if it has one: `bo` in
/// `shift.bo.json` beside `shift.json`. Names such as `shift.notes.json` have none.
pub(crate) fn tag<'a>(name: &'a str, stem: &str) -> Option<&'a str> {
    let rest = name.strip_prefix(stem)?.strip_prefix('.')?;
    rest.strip_suffix(".json").filter(|tag| is_tag(tag))
}

/// Has a text the form of a language tag, such as `bo` or `zh-Hant`?
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
