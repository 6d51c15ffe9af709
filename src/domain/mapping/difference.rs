//! What differs between two versions of an instrument, and how much of the version number it
//! takes: major where old and new answers or scores are not the same quantity, minor where
//! something comes on top, patch where only words and sources change.

use crate::domain::instrument::{
    Background, Instrument, Interval, Item, Nonresponse, NotApplicableWhen, Outcome,
    ResponseOption, Text,
};

/// The part of a version number that has to rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Words and sources: `1.0.0` to `1.0.1`.
    Patch,
    /// More is asked: `1.0.0` to `1.1.0`.
    Minor,
    /// Answers or scores mean something else: `1.0.0` to `2.0.0`.
    Major,
}

/// What differs at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Words.
    Wording,
    /// Documents, figures, markers, remedies, coverage.
    Sources,
    /// It is new.
    Added,
    /// It is asked by default, or no longer.
    Default,
    /// It offers more ways of not answering.
    OffersMore,
    /// It is gone.
    Removed,
    /// What both have stands in another order.
    Order,
    /// Number or order of the options.
    Options,
    /// Scores of the options.
    Scores,
    /// What the options stand for.
    Intervals,
    /// It belongs to another category.
    Category,
    /// The quick form asks it, or no longer.
    Quick,
    /// Kind of answer, whom it describes, over which time, in which unit.
    Meaning,
    /// It offers fewer ways of not answering.
    OffersLess,
    /// When it is not applicable by itself.
    Applicability,
    /// Parameters of the index.
    Index,
    /// Where bands begin.
    Bands,
    /// How hours are estimated.
    Hours,
}

impl What {
    /// What it takes.
    pub const fn level(self) -> Level {
        match self {
            Self::Wording | Self::Sources => Level::Patch,
            Self::Added | Self::Default | Self::OffersMore => Level::Minor,
            Self::Removed
            | Self::Order
            | Self::Options
            | Self::Scores
            | Self::Intervals
            | Self::Category
            | Self::Quick
            | Self::Meaning
            | Self::OffersLess
            | Self::Applicability
            | Self::Index
            | Self::Bands
            | Self::Hours => Level::Major,
        }
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where, as a path with ids: `items.meet_hours.stem`.
    pub place: String,
    /// What differs.
    pub what: What,
    /// How it was and how it is, in 中文 and English, where that fits a line.
    pub words: Option<[[String; 2]; 2]>,
}

/// Everything that differs, in the order of the new version; what is gone comes last.
pub fn differences(old: &Instrument, new: &Instrument) -> Vec<Difference> {
    let mut found = Found(Vec::new());
    found.text("title", &old.title, &new.title);
    if let (Some(old), Some(new)) = (&old.index_name, &new.index_name) {
        found.text("index_name", old, new);
    } else {
        found.add(old.index_name != new.index_name, "index_name", What::Wording);
    }
    found.text("about", &old.about, &new.about);
    found.text("disclaimer", &old.disclaimer, &new.disclaimer);
    found.whole(old, new);
    let rooms = [categories(old, new, &mut found), items(old, new, &mut found)];
    let rest = [outcomes(old, new, &mut found), background(old, new, &mut found)];
    for (room, old, new) in rooms.into_iter().chain(rest) {
        found.names(room, &old, &new);
    }
    found.0
}

/// The level that differences take together; none without any.
pub fn level(differences: &[Difference]) -> Option<Level> {
    differences.iter().map(|one| one.what.level()).max()
}

/// A version of three numbers; none for any other.
pub fn numbers(version: &str) -> Option<[u32; 3]> {
    let parts: Vec<u32> =
        version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    parts.try_into().ok()
}

/// The lowest version that such a change of another may have.
pub const fn lowest([major, minor, patch]: [u32; 3], level: Level) -> [u32; 3] {
    match level {
        Level::Major => [major.saturating_add(1), 0, 0],
        Level::Minor => [major, minor.saturating_add(1), 0],
        Level::Patch => [major, minor, patch.saturating_add(1)],
    }
}

struct Found(Vec<Difference>);

/// The ids of a room in both versions.
type Room = (&'static str, Vec<String>, Vec<String>);

impl Found {
    fn add(&mut self, differs: bool, place: impl Into<String>, what: What) {
        if differs {
            self.0.push(Difference { place: place.into(), what, words: None });
        }
    }

    fn text(&mut self, place: impl Into<String>, old: &Text, new: &Text) {
        if (&old.zh, &old.en) != (&new.zh, &new.en) {
            let both = |text: &Text| [text.zh.clone(), text.en.clone()];
            let words = Some([both(old), both(new)]);
            self.0.push(Difference { place: place.into(), what: What::Wording, words });
        }
    }

    /// What belongs to no question.
    fn whole(&mut self, old: &Instrument, new: &Instrument) {
        let index = |of: &Instrument| (of.index_categories_min, of.peak_from);
        self.add(index(old) != index(new), "index_categories_min, peak_from", What::Index);
        let from = |of: &Instrument| of.bands.iter().map(|band| band.from).collect::<Vec<_>>();
        self.add(from(old) != from(new), "bands", What::Bands);
        for (at, (old, new)) in old.bands.iter().zip(&new.bands).enumerate() {
            self.text(format!("bands[{at}].name"), &old.name, &new.name);
            self.text(format!("bands[{at}].meaning"), &old.meaning, &new.meaning);
        }
        self.add(old.hours != new.hours, "hours", What::Hours);
        self.add(old.documents != new.documents, "documents", What::Sources);
        self.add(old.mechanisms != new.mechanisms, "mechanisms", What::Sources);
    }

    /// What came, what went, and whether what stayed is in another order.
    fn names(&mut self, room: &str, old: &[String], new: &[String]) {
        for id in new.iter().filter(|id| !old.contains(id)) {
            self.add(true, format!("{room}.{id}"), What::Added);
        }
        for id in old.iter().filter(|id| !new.contains(id)) {
            self.add(true, format!("{room}.{id}"), What::Removed);
        }
        let stayed = old.iter().filter(|id| new.contains(id));
        let order = !stayed.eq(new.iter().filter(|id| old.contains(id)));
        self.add(order, room, What::Order);
    }

    fn options(&mut self, place: &str, old: &[ResponseOption], new: &[ResponseOption]) {
        let place = format!("{place}.options");
        if old.len() != new.len() || moved(old, new) {
            return self.add(true, place, What::Options);
        }
        let differs = |differ: fn(&ResponseOption, &ResponseOption) -> bool| {
            old.iter().zip(new).any(|(old, new)| differ(old, new))
        };
        self.add(differs(|old, new| old.score != new.score), place.clone(), What::Scores);
        let stands =
            |one: &ResponseOption| -> (Option<Interval>, Option<i8>) { (one.interval, one.value) };
        let other = old.iter().zip(new).any(|(old, new)| stands(old) != stands(new));
        self.add(other, place.clone(), What::Intervals);
        for (at, (old, new)) in old.iter().zip(new).enumerate() {
            self.text(format!("{place}[{at}].label"), &old.label, &new.label);
        }
    }

    fn offers(&mut self, place: &str, old: &[Nonresponse], new: &[Nonresponse]) {
        let lacks = |some: &[Nonresponse], other: &[Nonresponse]| {
            other.iter().any(|offer| !some.contains(offer))
        };
        self.add(lacks(old, new), format!("{place}.offers"), What::OffersMore);
        self.add(lacks(new, old), format!("{place}.offers"), What::OffersLess);
    }
}

/// Whether options have the words of others of the same question.
fn moved(old: &[ResponseOption], new: &[ResponseOption]) -> bool {
    new.iter().enumerate().any(|(at, option)| {
        let before = old.iter().position(|one| one.label == option.label);
        before.is_some_and(|before| before != at && old[at].label != option.label)
    })
}

/// Parts of both versions with one id.
fn pairs<'a, T>(
    old: &'a [T],
    new: &'a [T],
    id: impl Fn(&T) -> &String + Copy,
) -> impl Iterator<Item = (&'a T, &'a T)> {
    new.iter().filter_map(move |new| Some((old.iter().find(|old| id(old) == id(new))?, new)))
}

fn ids<'a, T: 'a>(all: &'a [T], id: impl Fn(&T) -> &String) -> Vec<String> {
    all.iter().map(|one| id(one).clone()).collect()
}

fn categories(old: &Instrument, new: &Instrument, found: &mut Found) -> Room {
    for (old, new) in pairs(&old.categories, &new.categories, |one| &one.id) {
        let place = format!("categories.{}", new.id);
        found.text(format!("{place}.name"), &old.name, &new.name);
        found.text(format!("{place}.short"), &old.short, &new.short);
        found.text(format!("{place}.about"), &old.about, &new.about);
        found.add(old.remedies != new.remedies, format!("{place}.remedies"), What::Sources);
    }
    let [old, new] = [old, new].map(|of| ids(&of.categories, |one| &one.id));
    ("categories", old, new)
}

fn items(old: &Instrument, new: &Instrument, found: &mut Found) -> Room {
    for (before, item) in pairs(&old.items, &new.items, |one| &one.id) {
        let place = format!("items.{}", item.id);
        found.text(format!("{place}.stem"), &before.stem, &item.stem);
        match (&before.instruction, &item.instruction) {
            (Some(before), Some(after)) => {
                found.text(format!("{place}.instruction"), before, after);
            }
            (before, after) => {
                found.add(before != after, format!("{place}.instruction"), What::Wording);
            }
        }
        let meaning = |one: &Item| (one.kind, one.referent, one.unit.clone(), one.recall.clone());
        found.add(meaning(before) != meaning(item), place.clone(), What::Meaning);
        found.add(before.category != item.category, place.clone(), What::Category);
        found.add(before.quick != item.quick, format!("{place}.quick"), What::Quick);
        found.options(&place, old.options(&before.options), new.options(&item.options));
        found.offers(&place, &before.offers, &item.offers);
        let rule = |one: &Item| -> Option<NotApplicableWhen> { one.not_applicable_when.clone() };
        let differs = rule(before) != rule(item);
        found.add(differs, format!("{place}.not_applicable_when"), What::Applicability);
        let sources = |one: &Item| (one.figures.clone(), one.markers.clone());
        found.add(sources(before) != sources(item), format!("{place}.figures"), What::Sources);
    }
    let [old, new] = [old, new].map(|of| ids(&of.items, |one| &one.id));
    ("items", old, new)
}

fn outcomes(old: &Instrument, new: &Instrument, found: &mut Found) -> Room {
    for (before, outcome) in pairs(&old.outcomes, &new.outcomes, |one| &one.id) {
        let place = format!("outcomes.{}", outcome.id);
        found.text(format!("{place}.stem"), &before.stem, &outcome.stem);
        let meaning = |one: &Outcome| (one.kind, one.recall.clone());
        found.add(meaning(before) != meaning(outcome), place.clone(), What::Meaning);
        found.options(&place, old.options(&before.options), new.options(&outcome.options));
        let differs = before.figures != outcome.figures;
        found.add(differs, format!("{place}.figures"), What::Sources);
    }
    let [old, new] = [old, new].map(|of| ids(&of.outcomes, |one| &one.id));
    ("outcomes", old, new)
}

fn background(old: &Instrument, new: &Instrument, found: &mut Found) -> Room {
    for (before, question) in pairs(&old.background, &new.background, |one| &one.id) {
        let place = format!("background.{}", question.id);
        found.text(format!("{place}.name"), &before.name, &question.name);
        found.text(format!("{place}.stem"), &before.stem, &question.stem);
        let on = |one: &Background| one.default_on;
        found.add(on(before) != on(question), format!("{place}.default_on"), What::Default);
        found.options(&place, &before.options, &question.options);
    }
    let [old, new] = [old, new].map(|of| ids(&of.background, |one| &one.id));
    ("background", old, new)
}
