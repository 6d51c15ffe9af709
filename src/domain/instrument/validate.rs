//! Checks an instrument as a whole. Every defect names its place and the rule it breaks.

use std::collections::BTreeSet;

use super::model::{Figure, Item, Kind, Marker, OptionSet, ResponseOption};
use super::parse::{FORMAT, Instrument};
use super::rule::{Defect, Rule};
use super::text::{Text, has_hidden};

/// Most categories: the priorities question has one 4-bit code for each.
pub const CATEGORIES_MAX: usize = 11;
/// Most items in one category: keeps category scores exact in units of 1/2520.
pub const ITEMS_PER_CATEGORY_MAX: usize = 10;
/// Most options of one question: an answer has 4 bits, of which five codes are taken.
pub const OPTIONS_MAX: usize = 11;
/// Most 4-bit answers in a packed record: background, items, outcomes and three priorities.
pub const NIBBLES_MAX: usize = 56;
/// Most categories a respondent can put first.
pub const PRIORITIES_MAX: usize = 3;
/// Fewest quick items of a category.
const QUICK_ITEMS_MIN: usize = 2;
/// Longest id, characters.
const ID_CHARS_MAX: usize = 40;

/// Collects defects.
#[derive(Default)]
struct Defects(Vec<Defect>);

impl Defects {
    fn check(&mut self, holds: bool, rule: Rule, place: impl Into<String>) {
        if !holds {
            self.0.push(Defect { place: place.into(), rule });
        }
    }

    fn text(&mut self, text: &Text, place: &str) {
        for (language, words) in [("zh", &text.zh), ("en", &text.en)] {
            let holds = !words.trim().is_empty();
            self.check(holds, Rule::BothLanguages, format!("{place}.{language}"));
        }
    }
}

/// All defects of an instrument, in the order of the file; empty for a valid one.
pub(super) fn validate(instrument: &Instrument) -> Vec<Defect> {
    let mut defects = Defects::default();
    defects.check(instrument.format == FORMAT, Rule::Format, "format");
    defects.check(is_id(&instrument.id), Rule::Id, "id");
    defects.check(is_version(&instrument.version), Rule::Id, "version");
    defects.text(&instrument.title, "title");
    if let Some(name) = &instrument.index_name {
        defects.text(name, "index_name");
    }
    defects.text(&instrument.about, "about");
    defects.text(&instrument.disclaimer, "disclaimer");
    characters(instrument, &mut defects);
    ids(instrument, &mut defects);
    documents(instrument, &mut defects);
    index(instrument, &mut defects);
    for set in &instrument.response_sets {
        options(&set.options, &format!("response_sets.{}", set.id), &mut defects);
    }
    categories(instrument, &mut defects);
    for (position, item) in instrument.items.iter().enumerate() {
        check_item(instrument, position, item, &mut defects);
    }
    outcomes(instrument, &mut defects);
    background(instrument, &mut defects);
    hours(instrument, &mut defects);
    mechanisms(instrument, &mut defects);
    defects.0
}

/// Checks every text, also those whose other rules are checked where they stand.
fn characters(instrument: &Instrument, defects: &mut Defects) {
    let mut check = |text: &str, place: String| {
        defects.check(!has_hidden(text), Rule::Characters, place);
    };
    for (place, Text { zh, en, .. }) in instrument.clone().texts() {
        check(zh, format!("{place}.zh"));
        check(en, format!("{place}.en"));
    }
    for mechanism in &instrument.mechanisms {
        let (place, Text { zh, en, .. }) =
            (format!("mechanisms.{}", mechanism.code), &mechanism.name);
        check(zh, format!("{place}.name.zh"));
        check(en, format!("{place}.name.en"));
        check(&mechanism.status, format!("{place}.status"));
    }
    for document in &instrument.documents {
        check(document.date.as_deref().unwrap_or(""), format!("documents.{}.date", document.id));
    }
}

fn is_id(id: &str) -> bool {
    id.len() <= ID_CHARS_MAX && id.starts_with(|c: char| c.is_ascii_alphabetic()) && is_word(id)
}

fn is_version(version: &str) -> bool {
    (1..=ID_CHARS_MAX).contains(&version.len()) && is_word(version)
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
}

fn ids(instrument: &Instrument, defects: &mut Defects) {
    let questions = instrument.items.iter().map(|i| ("items", &i.id));
    let questions = questions.chain(instrument.outcomes.iter().map(|o| ("outcomes", &o.id)));
    let questions = questions.chain(instrument.background.iter().map(|b| ("background", &b.id)));
    let rooms = [
        questions.collect::<Vec<_>>(),
        instrument.categories.iter().map(|c| ("categories", &c.id)).collect(),
        instrument.documents.iter().map(|d| ("documents", &d.id)).collect(),
        instrument.response_sets.iter().map(|s| ("response_sets", &s.id)).collect(),
        instrument.mechanisms.iter().map(|m| ("mechanisms", &m.code)).collect(),
    ];
    for room in rooms {
        let mut seen = BTreeSet::new();
        for (name, id) in room {
            defects.check(is_id(id), Rule::Id, format!("{name}.{id}"));
            defects.check(seen.insert(id), Rule::UniqueId, format!("{name}.{id}"));
        }
    }
}

fn documents(instrument: &Instrument, defects: &mut Defects) {
    for document in &instrument.documents {
        let place = format!("documents.{}", document.id);
        defects.text(&document.title, &format!("{place}.title"));
        for (name, text) in [("author", &document.author), ("outlet", &document.outlet)] {
            if let Some(text) = text {
                defects.text(text, &format!("{place}.{name}"));
            }
        }
    }
}

fn index(instrument: &Instrument, defects: &mut Defects) {
    let categories = instrument.categories.len();
    let min = usize::from(instrument.index_categories_min);
    defects.check((1..=categories).contains(&min), Rule::Index, "index_categories_min");
    defects.check(instrument.peak_from <= 100, Rule::Index, "peak_from");
    let froms: Vec<u8> = instrument.bands.iter().map(|band| band.from).collect();
    let rising = froms.windows(2).all(|pair| pair[0] < pair[1]);
    let within = froms.first() == Some(&0) && froms.iter().all(|&from| from < 100);
    defects.check(rising && within, Rule::Bands, "bands");
    for (position, band) in instrument.bands.iter().enumerate() {
        defects.text(&band.name, &format!("bands[{position}].name"));
        defects.text(&band.meaning, &format!("bands[{position}].meaning"));
    }
}

/// Checks wording, number and intervals of options.
fn options(options: &[ResponseOption], place: &str, defects: &mut Defects) {
    defects.check((2..=OPTIONS_MAX).contains(&options.len()), Rule::Limit, place);
    for (position, option) in options.iter().enumerate() {
        defects.text(&option.label, &format!("{place}.options[{position}].label"));
    }
    let intervals: Vec<_> = options.iter().map(|option| option.interval).collect();
    for (position, interval) in intervals.iter().enumerate() {
        let Some(interval) = interval else { continue };
        let last = intervals[position + 1..].iter().all(Option::is_none);
        let ordered = interval.upper.map_or(last, |upper| interval.lower <= upper);
        let earlier = intervals[..position].iter().flatten().next_back();
        let rising = earlier.is_none_or(|e| e.upper.is_some_and(|upper| upper <= interval.lower));
        let place = format!("{place}.options[{position}].interval");
        defects.check(ordered && rising, Rule::Intervals, place);
    }
}

/// Checks a question's options; the options of an unknown shared set are empty.
fn question(instrument: &Instrument, set: &OptionSet, place: &str, defects: &mut Defects) {
    match set {
        OptionSet::Own(own) => options(own, place, defects),
        OptionSet::Shared(id) => {
            let exists = instrument.response_sets.iter().any(|set| set.id == *id);
            defects.check(exists, Rule::Reference, format!("{place}.options"));
        }
    }
}

fn categories(instrument: &Instrument, defects: &mut Defects) {
    let number = instrument.categories.len();
    defects.check((1..=CATEGORIES_MAX).contains(&number), Rule::Limit, "categories");
    for (position, category) in instrument.categories.iter().enumerate() {
        let place = format!("categories.{}", category.id);
        defects.text(&category.name, &format!("{place}.name"));
        defects.text(&category.short, &format!("{place}.short"));
        defects.text(&category.about, &format!("{place}.about"));
        for (number, remedy) in category.remedies.iter().enumerate() {
            let place = format!("{place}.remedies[{number}]");
            defects.text(&remedy.text, &place);
            cites(instrument, &remedy.documents, &place, defects);
        }
        let items: Vec<usize> = instrument.items_of(position).collect();
        defects.check(items.len() <= ITEMS_PER_CATEGORY_MAX, Rule::Limit, place.clone());
        let quick = items.iter().filter(|&&item| instrument.items[item].quick).count();
        defects.check(quick >= QUICK_ITEMS_MIN, Rule::QuickItems, place);
    }
    let order: Vec<_> = instrument
        .items
        .iter()
        .map(|item| instrument.categories.iter().position(|c| c.id == item.category))
        .collect();
    defects.check(order.is_sorted(), Rule::Order, "items");
}

/// Checks that documents are named and exist.
fn cites(instrument: &Instrument, documents: &[String], place: &str, defects: &mut Defects) {
    let exist = documents.iter().all(|id| instrument.document(id).is_some());
    let place = format!("{place}.documents");
    defects.check(exist && !documents.is_empty(), Rule::Reference, place);
}

fn check_item(instrument: &Instrument, position: usize, item: &Item, defects: &mut Defects) {
    let place = format!("items.{}", item.id);
    let known = instrument.categories.iter().any(|category| category.id == item.category);
    defects.check(known, Rule::Reference, format!("{place}.category"));
    for (name, text) in [("unit", &item.unit), ("recall", &item.recall), ("stem", &item.stem)] {
        defects.text(text, &format!("{place}.{name}"));
    }
    if let Some(instruction) = &item.instruction {
        defects.text(instruction, &format!("{place}.instruction"));
    }
    question(instrument, &item.options, &place, defects);
    let options = instrument.options(&item.options);
    let scores: Option<Vec<u8>> = options.iter().map(|option| option.score).collect();
    let valid = scores.is_some_and(|all| all.is_sorted() && all.iter().all(|&one| one <= 100));
    defects.check(valid, Rule::Scores, format!("{place}.options"));
    defects.check(!item.figures.is_empty(), Rule::Evidence, place.clone());
    figures(instrument, &item.figures, &place, defects);
    for (number, Marker { option, figure, caution }) in item.markers.iter().enumerate() {
        let place = format!("{place}.markers[{number}]");
        let within =
            usize::from(*option) < options.len() && usize::from(*figure) < item.figures.len();
        defects.check(within, Rule::Marker, place.clone());
        if let Some(caution) = caution {
            defects.text(caution, &format!("{place}.caution"));
        }
    }
    if let Some(rule) = &item.not_applicable_when {
        let earlier = instrument.items[..position].iter().find(|other| other.id == rule.item);
        let options = earlier.map_or(0, |other| instrument.options(&other.options).len());
        let offers = item.offers.contains(&super::Nonresponse::NotApplicable);
        let holds = usize::from(rule.option) < options && offers;
        defects.check(holds, Rule::Applicability, format!("{place}.not_applicable_when"));
    }
}

fn figures(instrument: &Instrument, figures: &[Figure], place: &str, defects: &mut Defects) {
    for (number, figure) in figures.iter().enumerate() {
        let place = format!("{place}.figures[{number}]");
        let exists = instrument.document(&figure.document).is_some();
        defects.check(exists, Rule::Reference, format!("{place}.document"));
        defects.text(&figure.figure, &format!("{place}.figure"));
        defects.text(&figure.meaning, &format!("{place}.meaning"));
    }
}

fn outcomes(instrument: &Instrument, defects: &mut Defects) {
    let last = instrument.outcomes.len().saturating_sub(1);
    let mut answers = instrument.items.len() + instrument.background.len();
    for (position, outcome) in instrument.outcomes.iter().enumerate() {
        let place = format!("outcomes.{}", outcome.id);
        defects.text(&outcome.recall, &format!("{place}.recall"));
        defects.text(&outcome.stem, &format!("{place}.stem"));
        figures(instrument, &outcome.figures, &place, defects);
        if outcome.kind == Kind::Priorities {
            answers += PRIORITIES_MAX;
            let empty = outcome.options == OptionSet::Own(Vec::new());
            defects.check(position == last && empty, Rule::Priorities, place);
        } else {
            answers += 1;
            question(instrument, &outcome.options, &place, defects);
        }
    }
    defects.check(answers <= NIBBLES_MAX, Rule::Packing, "items");
}

fn background(instrument: &Instrument, defects: &mut Defects) {
    for question in &instrument.background {
        let place = format!("background.{}", question.id);
        defects.text(&question.name, &format!("{place}.name"));
        defects.text(&question.stem, &format!("{place}.stem"));
        options(&question.options, &place, defects);
    }
}

fn hours(instrument: &Instrument, defects: &mut Defects) {
    let Some(hours) = &instrument.hours else { return };
    let item = |id: &str| instrument.item_index(id).map(|i| &instrument.items[i].options);
    let mut banded = |set: Option<&OptionSet>, place: String| {
        defects.check(set.is_some(), Rule::Reference, place.clone());
        let Some(set) = set else { return };
        let options = instrument.options(set);
        let all = !options.is_empty() && options.iter().all(|option| option.interval.is_some());
        defects.check(all, Rule::Hours, place);
    };
    for id in &hours.activities {
        banded(item(id), format!("hours.activities.{id}"));
    }
    for pair in &hours.avoidable {
        let place = format!("hours.avoidable.{}", pair.hours);
        banded(item(&pair.share).filter(|_| hours.activities.contains(&pair.hours)), place);
    }
    let week = instrument.outcome_index(&hours.week).map(|i| &instrument.outcomes[i].options);
    banded(week, "hours.week".to_owned());
    let assumed = hours.open_central <= hours.open_upper;
    defects.check(assumed, Rule::Intervals, "hours.open_central");
}

fn mechanisms(instrument: &Instrument, defects: &mut Defects) {
    for mechanism in &instrument.mechanisms {
        let place = format!("mechanisms.{}", mechanism.code);
        defects.text(&mechanism.name, &format!("{place}.name"));
        cites(instrument, &mechanism.documents, &place, defects);
        let home = mechanism.category == "outcome"
            || instrument.category_index(&mechanism.category).is_some();
        defects.check(home, Rule::Reference, format!("{place}.category"));
        let covered = mechanism.covered_by.iter().all(|id| {
            instrument.item_index(id).is_some()
                || instrument.outcome_index(id).is_some()
                || (id == "hours" && instrument.hours.is_some())
        });
        let covered = covered && !mechanism.covered_by.is_empty();
        defects.check(covered, Rule::Reference, format!("{place}.covered_by"));
    }
}
