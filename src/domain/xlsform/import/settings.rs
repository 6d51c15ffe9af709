//! The sheet of settings: title, id and version.

use super::marks;
use crate::domain::xlsform::draft::Both;
use crate::domain::xlsform::note::{Fault, Note};
use crate::domain::xlsform::sheet::{Form, Sheet};
use crate::domain::xlsform::stamp::Stamp;

/// Longest id and version of an instrument, characters.
const CHARS_MAX: usize = 40;

/// What the id of an instrument that went through a form ends with: its file is another one, and
/// the versions of the first are not its own.
const SUFFIX: &str = "-xlsform";

/// The head of an instrument.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: Both,
    pub(super) about: Both,
}

/// The form's default language.
pub(super) fn language(form: &Form) -> &str {
    form.settings.cell(0, "default_language")
}

/// Whether an instrument can have this id.
pub(super) fn is_id(text: &str) -> bool {
    text.len() <= CHARS_MAX && text.starts_with(|c: char| c.is_ascii_alphabetic()) && is_word(text)
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

/// The head of the instrument of a form.
pub(super) fn head(form: &Form, stamp: Option<&Stamp>, notes: &mut Vec<Note>) -> Head {
    let settings = &form.settings;
    let cell = |names: &[&str]| settings.column(names).map_or("", |column| settings.at(0, column));
    let given = cell(&["form_id", "id_string"]);
    let title = match cell(&["form_title", "title"]) {
        "" => if given.is_empty() { "form" } else { given }.to_owned(),
        title => title.to_owned(),
    };
    let mut tell = |name: &str, fault| {
        let note = Note { sheet: "settings", row: Sheet::number(0), name: name.to_owned(), fault };
        notes.push(note);
    };
    if marks::fault("form_title", &title).is_some() {
        tell("form_title", Fault::Marks("form_title".to_owned()));
    }
    let mut id = word(if given.is_empty() { &title } else { given });
    if !is_id(&id) {
        let letters = id.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        id = if letters.is_empty() { "form".to_owned() } else { format!("form-{letters}") };
        id.truncate(CHARS_MAX);
    }
    if stamp.is_some() && !id.ends_with(SUFFIX) {
        id.truncate(CHARS_MAX - SUFFIX.len());
        id += SUFFIX;
    }
    if id != given {
        tell("form_id", Fault::Renamed("form_id", id.clone()));
    }
    let stated = cell(&["version"]);
    let version = version_of(stated);
    if version != stated {
        tell("version", Fault::Renamed("version", version.clone()));
    }
    tell(
        "",
        stamp.map_or(Fault::FilledIn, |stamp| {
            Fault::Made(format!("{} {}", stamp.id, stamp.version))
        }),
    );
    let about = [format!("由表单“{title}”导入。"), format!("Imported from the form “{title}”.")];
    Head { id, version, title: Both::of([title.clone(), title]), about: Both::of(about) }
}

/// A version: numbers are made three, since that is how versions are compared.
fn version_of(stated: &str) -> String {
    let stated = if stated.is_empty() { "1" } else { stated };
    let parts: Vec<&str> = stated.split('.').collect();
    let number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let missing = 3_usize.saturating_sub(parts.len());
    if parts.iter().all(number) {
        word(&(stated.to_owned() + &".0".repeat(missing)))
    } else {
        word(stated)
    }
}

/// A text with `-` for all that an id cannot have, at most as long as an id.
fn word(text: &str) -> String {
    let mut word: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "_-.".contains(c) { c } else { '-' })
        .collect();
    word.truncate(CHARS_MAX);
    word
}
