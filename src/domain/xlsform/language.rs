//! Labels in several languages: `label::中文 (zh)`, `label::English (en)`, `label`.

use super::note::Fault;
use super::sheet::Sheet;

/// The columns of a text in 中文 and English; another language stands in for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    chinese: Option<usize>,
    english: Option<usize>,
    other: Option<usize>,
}

/// A text in both languages, and whether each of them is its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// 中文 and English.
    pub(super) text: [String; 2],
    /// Whether one repeats the other.
    pub(super) repeated: bool,
}

impl Columns {
    /// The columns of a text, `label` for example. `usual` is the form's default language.
    pub(super) fn of(sheet: &Sheet, text: &str, usual: &str) -> Self {
        let mut columns = Self::default();
        for (at, language) in languages(sheet, text) {
            let language = language.unwrap_or(usual);
            let place = match language {
                language if is(language, "zh", &["中文", "汉语", "chinese", "简体"]) => {
                    &mut columns.chinese
                }
                language if is(language, "en", &["english", "英文", "英语"]) => {
                    &mut columns.english
                }
                _ => &mut columns.other,
            };
            place.get_or_insert(at);
        }
        columns
    }

    /// What of the columns of this text is not read, or not where there is another: the first row
    /// with words in each of them, and what to tell of it.
    pub(super) fn unread(self, sheet: &Sheet, text: &str) -> Vec<(usize, Fault)> {
        let alone = self.chinese.is_none() && self.english.is_none();
        let fault = |at: usize| {
            let header = sheet.headers()[at].clone();
            match Some(at) {
                at if at == self.chinese || at == self.english => None,
                at if at == self.other && alone => None,
                at if at == self.other => Some(Fault::StandIn(header)),
                _ => Some(Fault::Language(header)),
            }
        };
        let found = languages(sheet, text).filter_map(|(at, _)| {
            let row = (0..sheet.rows().len()).find(|&row| !sheet.at(row, at).is_empty())?;
            Some((row, fault(at)?))
        });
        found.collect()
    }

    /// The columns that are read, with their headers.
    pub(super) fn headers(self, sheet: &Sheet) -> impl Iterator<Item = (usize, &str)> {
        let columns = [self.chinese, self.english, self.other].into_iter().flatten();
        columns.filter_map(|at| Some((at, sheet.headers().get(at)?.as_str())))
    }

    /// Whether 中文 and English both have a column.
    pub(super) const fn both(self) -> bool {
        self.chinese.is_some() && self.english.is_some()
    }

    /// The text of a row; none where every language is empty.
    pub(super) fn read(self, sheet: &Sheet, row: usize) -> Option<Found> {
        let at = |column: Option<usize>| {
            let cell = column.map_or("", |column| sheet.at(row, column));
            (!cell.is_empty()).then(|| cell.to_owned())
        };
        let [chinese, english, other] = [self.chinese, self.english, self.other].map(at);
        let repeated = chinese.is_none() || english.is_none();
        let any = chinese.clone().or_else(|| english.clone()).or(other)?;
        let text = [chinese.unwrap_or_else(|| any.clone()), english.unwrap_or(any)];
        Some(Found { text, repeated })
    }
}

/// The columns of a text, and what language their headers name.
fn languages<'a>(
    sheet: &'a Sheet,
    text: &'a str,
) -> impl Iterator<Item = (usize, Option<&'a str>)> {
    sheet.headers().iter().enumerate().filter_map(move |(at, header)| {
        let mut parts = header.splitn(2, ':');
        let named = parts.next().unwrap_or_default().trim();
        let language = parts.next().map(|rest| rest.trim_start_matches(':').trim());
        named.eq_ignore_ascii_case(text).then_some((at, language))
    })
}

/// Whether the name of a language means the one with this code.
fn is(language: &str, code: &str, names: &[&str]) -> bool {
    let language = language.to_ascii_lowercase();
    let coded = language.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let tag = coded.unwrap_or(&language).trim();
    tag == code
        || tag.strip_prefix(code).is_some_and(|rest| rest.starts_with(['-', '_']))
        || coded.is_none() && names.iter().any(|name| language.contains(name))
}

#[cfg(test)]
mod tests {
    use super::{Columns, Found};
    use crate::domain::xlsform::Sheet;

    fn read(headers: &[&str], usual: &str, cells: &[&str]) -> Option<Found> {
        let rows = [headers, cells].map(|row| row.iter().map(|cell| (*cell).to_owned()).collect());
        let sheet = Sheet::read(rows.to_vec()).expect("small");
        Columns::of(&sheet, "label", usual).read(&sheet, 0)
    }

    fn check(headers: &[&str], usual: &str, cells: &[&str], expected: [&str; 2], repeated: bool) {
        let text = expected.map(str::to_owned);
        assert_eq!(read(headers, usual, cells), Some(Found { text, repeated }), "{headers:?}");
    }

    #[test]
    fn languages_are_found_by_code_or_name() {
        let both = ["label::English (en)", "label::中文 (zh)"];
        check(&both, "", &["Hours", "小时"], ["小时", "Hours"], false);
        check(&["Label:en", "label:zh-Hans"], "", &["a", "b"], ["b", "a"], false);
        check(&["label::Chinese", "label::English"], "", &["b", "a"], ["b", "a"], false);
        check(&["label", "label::en"], "中文 (zh)", &["b", "a"], ["b", "a"], false);
        check(&both, "", &["Hours", ""], ["Hours", "Hours"], true);
        check(&["label"], "", &["Heures"], ["Heures", "Heures"], true);
        check(&["label::Français (fr)"], "", &["Heures"], ["Heures", "Heures"], true);
        assert_eq!(read(&both, "", &["", ""]), None);
        assert_eq!(read(&["hint"], "", &["a"]), None);
    }
}
