//! What field practice advises against and no rule forbids.

use crate::domain::answer::Question;
use crate::domain::instrument::{Instrument, OPTIONS_MAX, OptionSet, Text};

/// Longest question, 汉字 and other characters: about four lines on a phone 320 px wide.
const STEM_CHARS_MAX: [usize; 2] = [60, 180];
/// Longest option, 汉字 and other characters: two lines.
const LABEL_CHARS_MAX: [usize; 2] = [30, 80];
/// Longest short name of a category, 汉字 and other characters: it stands beside a bar.
const SHORT_CHARS_MAX: [usize; 2] = [6, 16];
/// Most options whose words are read; more are read only where they are numbers.
const WORDED_OPTIONS_MAX: usize = 7;
/// Most questions: people stop after about ten minutes.
const QUESTIONS_MAX: usize = 55;
/// Most combinations of the background questions that are asked unless a campaign says otherwise:
/// with more, groups of the smallest size become rare in a county.
const BACKGROUND_CELLS_MAX: usize = 40;

/// Something that should be thought about once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Advice {
    /// Longer than fits a phone: characters, and the most.
    Long(usize, usize),
    /// The English is the Chinese, or has Chinese characters.
    NoEnglish,
    /// The Chinese has no Chinese character although the English has words.
    NoChinese,
    /// A document without author, outlet or date: nobody finds it.
    NoSource,
    /// A document that no question, remedy or mechanism names.
    Unused,
    /// More options in words than people read.
    ManyOptions(usize),
    /// Two options of one question have the same words in one language.
    SameWords,
    /// Two options of one item have the same score.
    SameScores,
    /// It asks in the same words as another question, by its id.
    SameStem(String),
    /// More questions than people finish.
    ManyQuestions(usize),
    /// So many combinations of background that people become recognisable.
    Recognisable(usize),
    /// The version is not three numbers, so versions cannot be compared.
    Version,
    /// A number of the version begins with 0.
    VersionZero,
    /// A number of the version is larger than can be compared.
    VersionLarge,
}

/// Everything to be thought about, with its place as a path with ids.
pub(super) fn advice(instrument: &Instrument) -> Vec<(String, Advice)> {
    let mut found = Vec::new();
    found.extend(version(&instrument.version).map(|advice| ("version".to_owned(), advice)));
    languages(instrument, &mut found);
    lengths(instrument, &mut found);
    documents(instrument, &mut found);
    stems(instrument, &mut found);
    scores(instrument, &mut found);
    let questions = instrument.questions().count();
    if questions > QUESTIONS_MAX {
        found.push(("items".to_owned(), Advice::ManyQuestions(questions)));
    }
    let asked = instrument.background.iter().filter(|one| one.default_on);
    let cells: usize = asked.map(|one| one.options.len()).product();
    if cells > BACKGROUND_CELLS_MAX {
        found.push(("background".to_owned(), Advice::Recognisable(cells)));
    }
    found
}

/// What there is to say about a version.
fn version(version: &str) -> Option<Advice> {
    let numbers: Vec<&str> = version.split('.').collect();
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if numbers.len() != 3 || !numbers.iter().all(is_number) {
        Some(Advice::Version)
    } else if numbers.iter().any(|number| number.len() > 1 && number.starts_with('0')) {
        Some(Advice::VersionZero)
    } else if numbers.iter().any(|number| number.parse::<u32>().is_err()) {
        Some(Advice::VersionLarge)
    } else {
        None
    }
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Texts of which one language is missing in truth.
fn languages(instrument: &Instrument, found: &mut Vec<(String, Advice)>) {
    for (place, Text { zh, en, .. }) in instrument.clone().texts() {
        let wordy = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count() > 3;
        if en.chars().any(is_han) {
            found.push((place, Advice::NoEnglish));
        } else if wordy(en) && zh == en && !place.contains(".author") && !place.contains(".outlet")
        {
            found.push((place, Advice::NoChinese));
        }
    }
}

/// The places and most characters of texts that have to fit a phone.
fn lengths(instrument: &Instrument, found: &mut Vec<(String, Advice)>) {
    let mut check = |place: String, text: &Text, most: [usize; 2]| {
        for ((language, text), most) in [("zh", &text.zh), ("en", &text.en)].into_iter().zip(most) {
            let chars = text.chars().count();
            if chars > most {
                found.push((format!("{place}.{language}"), Advice::Long(chars, most)));
            }
        }
    };
    for category in &instrument.categories {
        check(format!("categories.{}.short", category.id), &category.short, SHORT_CHARS_MAX);
    }
    let items = instrument.items.iter().map(|one| (format!("items.{}", one.id), &one.stem));
    let outcomes =
        instrument.outcomes.iter().map(|one| (format!("outcomes.{}", one.id), &one.stem));
    let background =
        instrument.background.iter().map(|one| (format!("background.{}", one.id), &one.stem));
    for (place, stem) in items.chain(outcomes).chain(background) {
        check(format!("{place}.stem"), stem, STEM_CHARS_MAX);
    }
    let mut sets: Vec<(String, &[_])> = Vec::new();
    for set in &instrument.response_sets {
        sets.push((format!("response_sets.{}", set.id), &set.options));
    }
    for (question, id) in instrument.questions() {
        let room = match question {
            Question::Item(_) => "items",
            Question::Outcome(_) => "outcomes",
            Question::Background(_) => "background",
        };
        let options = instrument.options_of(question);
        // Shared options are told once, with their set.
        if !sets.iter().any(|(_, shared)| std::ptr::eq(*shared, options)) {
            sets.push((format!("{room}.{id}"), options));
        }
    }
    for (place, options) in &sets {
        for (at, option) in options.iter().enumerate() {
            check(format!("{place}.options[{at}].label"), &option.label, LABEL_CHARS_MAX);
        }
    }
    for (place, options) in sets {
        let labels: Vec<&Text> = options.iter().map(|one| &one.label).collect();
        found.extend(worded(&labels).map(|advice| (format!("{place}.options"), advice)));
    }
}

/// Questions in the words of another.
fn stems(instrument: &Instrument, found: &mut Vec<(String, Advice)>) {
    let items = instrument.items.iter().map(|one| ("items", &one.id, &one.stem));
    let outcomes = instrument.outcomes.iter().map(|one| ("outcomes", &one.id, &one.stem));
    let background = instrument.background.iter().map(|one| ("background", &one.id, &one.stem));
    let all: Vec<(&str, &String, &Text)> = items.chain(outcomes).chain(background).collect();
    for (at, (room, id, stem)) in all.iter().enumerate() {
        let like = |other: &Text| other.zh == stem.zh || other.en == stem.en;
        if let Some((_, other, _)) = all[..at].iter().find(|(_, _, other)| like(other)) {
            let advice = Advice::SameStem((*other).clone());
            found.push((format!("{room}.{id}.stem"), advice));
        }
    }
}

/// Options of an item that weigh the same; shared ones are told with their set.
fn scores(instrument: &Instrument, found: &mut Vec<(String, Advice)>) {
    let mut told: Vec<&str> = Vec::new();
    for item in &instrument.items {
        let options = instrument.options(&item.options);
        let same = options.windows(2).any(|pair| pair[0].score == pair[1].score);
        let place = match &item.options {
            OptionSet::Own(_) => format!("items.{}.options", item.id),
            OptionSet::Shared(set) if told.contains(&set.as_str()) => continue,
            OptionSet::Shared(set) => {
                told.push(set);
                format!("response_sets.{set}.options")
            }
        };
        if same {
            found.push((place, Advice::SameScores));
        }
    }
}

/// What there is to say about the words of options.
fn worded(labels: &[&Text]) -> Option<Advice> {
    let like = |one: &&Text, other: &&Text| one.zh == other.zh || one.en == other.en;
    let same = |at: usize| labels[..at].iter().any(|other| like(other, &labels[at]));
    if (0..labels.len()).any(same) {
        return Some(Advice::SameWords);
    }
    let number = |text: &&&Text| text.zh.starts_with(|c: char| c.is_ascii_digit());
    let words = labels.len() - labels.iter().filter(number).count();
    let many = labels.len() > WORDED_OPTIONS_MAX && words > 0 && labels.len() <= OPTIONS_MAX;
    many.then_some(Advice::ManyOptions(labels.len()))
}

/// Documents that cannot be found, or are named by nothing.
fn documents(instrument: &Instrument, found: &mut Vec<(String, Advice)>) {
    let figures = instrument.items.iter().flat_map(|item| &item.figures);
    let figures = figures.chain(instrument.outcomes.iter().flat_map(|outcome| &outcome.figures));
    let mut named: Vec<&String> = figures.map(|figure| &figure.document).collect();
    named.extend(
        instrument.categories.iter().flat_map(|one| &one.remedies).flat_map(|one| &one.documents),
    );
    named.extend(instrument.mechanisms.iter().flat_map(|one| &one.documents));
    for document in &instrument.documents {
        let place = format!("documents.{}", document.id);
        if document.author.is_none() && document.outlet.is_none() && document.date.is_none() {
            found.push((place.clone(), Advice::NoSource));
        }
        if !named.contains(&&document.id) {
            found.push((place, Advice::Unused));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// What is said of the shipped instrument after a change.
    fn said(change: impl FnOnce(&mut Value)) -> Vec<(String, Advice)> {
        let file = include_bytes!("../../../instrument/grassroots-burden.json");
        let mut value: Value = serde_json::from_slice(file).expect("JSON");
        change(&mut value);
        let bytes = serde_json::to_vec(&value).expect("JSON");
        advice(&Instrument::parse(&bytes).expect("an instrument"))
    }

    fn check(change: impl FnOnce(&mut Value), place: &str, expected: &Advice) {
        let found = said(change);
        let told = found.iter().any(|(at, advice)| at == place && advice == expected);
        assert!(told, "{place} {expected:?}: {found:?}");
    }

    #[test]
    fn everything_that_practice_advises_against_is_told() {
        assert_eq!(said(|_| {}), Vec::new());
        for (version, advice) in [
            ("1.0", Advice::Version),
            ("1..0", Advice::Version),
            ("01.0.0", Advice::VersionZero),
            ("1.00.0", Advice::VersionZero),
            ("99999999999.0.0", Advice::VersionLarge),
        ] {
            check(|v| v["version"] = json!(version), "version", &advice);
        }
        assert_eq!(said(|v| v["version"] = json!("0.10.4294967295")), Vec::new());
        check(
            |v| v["items"][0]["stem"]["zh"] = json!("长".repeat(61)),
            "items.meet_hours.stem.zh",
            &Advice::Long(61, 60),
        );
        check(
            |v| v["categories"][0]["short"]["zh"] = json!("七个字的短名称"),
            "categories.meetings.short.zh",
            &Advice::Long(7, 6),
        );
        check(|v| v["title"]["en"] = json!("基层"), "title", &Advice::NoEnglish);
        check(|v| v["title"]["zh"] = v["title"]["en"].clone(), "title", &Advice::NoChinese);
        check(
            |v| drop(v["documents"][0].as_object_mut().expect("an object").remove("date")),
            "documents.S0",
            &Advice::NoSource,
        );
        check(
            |v| {
                let mut one = v["documents"][0].clone();
                one["id"] = json!("S9");
                v["documents"].as_array_mut().expect("a list").push(one);
            },
            "documents.S9",
            &Advice::Unused,
        );
        check(
            |v| v["background"][2]["default_on"] = json!(true),
            "background",
            &Advice::Recognisable(60),
        );
    }

    #[test]
    fn what_looks_alike_is_told() {
        check(
            |v| {
                let options = &mut v["items"][1]["options"];
                options[1]["label"] = options[0]["label"].clone();
            },
            "items.meet_peak.options",
            &Advice::SameWords,
        );
        check(
            |v| {
                let options = &mut v["items"][1]["options"];
                options[1]["label"]["en"] = options[0]["label"]["en"].clone();
            },
            "items.meet_peak.options",
            &Advice::SameWords,
        );
        check(
            |v| {
                let options = &mut v["items"][1]["options"];
                options[2]["score"] = options[1]["score"].clone();
            },
            "items.meet_peak.options",
            &Advice::SameScores,
        );
        check(
            |v| {
                let options = &mut v["response_sets"][0]["options"];
                options[2]["score"] = options[1]["score"].clone();
            },
            "response_sets.FREQ5.options",
            &Advice::SameScores,
        );
        check(
            |v| v["outcomes"][0]["stem"]["zh"] = v["items"][3]["stem"]["zh"].clone(),
            "outcomes.out_realwork.stem",
            &Advice::SameStem("meet_needless".to_owned()),
        );
    }

    #[test]
    fn many_options_are_read_only_as_numbers() {
        let texts = |words: &str| -> Vec<Text> {
            let text = |n: usize| Text {
                zh: format!("{words}{n}"),
                en: format!("{words}{n}"),
                others: Vec::new(),
            };
            (0..8).map(text).collect()
        };
        let (worded_ones, numbers) = (texts("第"), texts(""));
        let some = worded_ones.iter().collect::<Vec<_>>();
        assert_eq!(worded(&some), Some(Advice::ManyOptions(8)));
        assert_eq!(worded(&some[..7]), None);
        assert_eq!(worded(&numbers.iter().collect::<Vec<_>>()), None);
    }
}
