//! The parts of an instrument, field for field as in its JSON file.
//!
//! Every struct refuses unknown fields: a misspelt field is an error, never a silent default.

use serde::{Deserialize, Serialize};

use super::text::Text;

/// The two forms of an instrument. The quick form asks the items with [`Item::quick`] only;
/// outcomes and background are the same in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Every item.
    Full,
    /// The quick items, at least two per category.
    Quick,
}

/// A published text from which categories and figures come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Short identifier, `S0` for example.
    pub id: String,
    /// Title as printed, and its translation.
    pub title: Text,
    /// Author or authors; none where the text names none.
    #[serde(default)]
    pub author: Option<Text>,
    /// Outlet; none where the text names none.
    #[serde(default)]
    pub outlet: Option<Text>,
    /// Date of publication: `2022-07-09`, `2021-10`, or none where the text gives none.
    #[serde(default)]
    pub date: Option<String>,
}

/// What the authors propose against one category's burden. Proposals, not evidence of effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// The proposal in our words.
    pub text: Text,
    /// Ids of the documents that propose it.
    pub documents: Vec<String>,
}

/// One documented kind of burden; one page of the survey and one score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Identifier, used in records and columns.
    pub id: String,
    /// Full name.
    pub name: Text,
    /// Short name for charts, at most six 汉字.
    pub short: Text,
    /// One plain sentence: what this category is about.
    pub about: Text,
    /// What the documents propose.
    pub remedies: Vec<Remedy>,
}

/// How an answer relates to a quantity; selects wording of help and analysis, never the control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A count or an amount in bands.
    BandedQuantity,
    /// A share in bands, percent.
    BandedShare,
    /// A dated frequency.
    OrdinalFrequency,
    /// How far something is present, in named grades.
    GradedPresence,
    /// How well a statement fits.
    Fit,
    /// A change for better or worse, with a signed `value` per option.
    NetChange,
    /// Named options without an order.
    Nominal,
    /// Up to [`PRIORITIES_MAX`](super::PRIORITIES_MAX) categories, in order of choice.
    Priorities,
}

/// Whom an answer describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Referent {
    /// The respondent.
    Person,
    /// The respondent's unit.
    Unit,
}

/// Inclusive bounds of what an option stands for, in the item's unit; `null` above is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u16, Option<u16>)", into = "(u16, Option<u16>)")]
pub struct Interval {
    /// Lower bound.
    pub lower: u16,
    /// Upper bound; none for the open top band.
    pub upper: Option<u16>,
}

impl From<(u16, Option<u16>)> for Interval {
    fn from((lower, upper): (u16, Option<u16>)) -> Self {
        Self { lower, upper }
    }
}

impl From<Interval> for (u16, Option<u16>) {
    fn from(Interval { lower, upper }: Interval) -> Self {
        (lower, upper)
    }
}

/// One answer that can be picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseOption {
    /// Wording.
    pub label: Text,
    /// Burden score, 0 to 100; required on scored items, absent elsewhere.
    #[serde(default)]
    pub score: Option<u8>,
    /// What the option stands for, in the item's unit.
    #[serde(default)]
    pub interval: Option<Interval>,
    /// Signed code of a [`Kind::NetChange`] option; absent for "not aware".
    #[serde(default)]
    pub value: Option<i8>,
}

/// Options shared by several questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseSet {
    /// Identifier, `HOURS6` for example.
    pub id: String,
    /// The options, lowest burden first.
    pub options: Vec<ResponseOption>,
}

/// A question's options: the id of a [`ResponseSet`], or its own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OptionSet {
    /// Id of a shared set.
    Shared(String),
    /// Own options.
    Own(Vec<ResponseOption>),
}

/// Ways of not answering that a question offers. Declining (`pn`) and skipping are always allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nonresponse {
    /// Not applicable.
    #[serde(rename = "na")]
    NotApplicable,
    /// Don't know.
    #[serde(rename = "dk")]
    DontKnow,
}

/// A rule that makes an item not applicable by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotApplicableWhen {
    /// The earlier item.
    pub item: String,
    /// The option of that item, counted from 0, that makes this one not applicable.
    pub option: u8,
}

/// What a documented figure describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One person.
    Person,
    /// One unit: a township, an office, a village.
    Unit,
    /// One event or one task.
    Event,
    /// No figure: a description.
    Qualitative,
}

/// A figure or statement in a document on which an item rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Id of the document.
    pub document: String,
    /// The figure or key words as documented.
    pub figure: Text,
    /// What exactly it counts, and any conversion we made.
    pub meaning: Text,
    /// Per person, per unit, one event, or no figure at all.
    pub scope: Scope,
}

/// The option into which a documented case falls. One case, never a norm, an average or a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marker {
    /// Option, counted from 0.
    pub option: u8,
    /// Index into the item's `figures`.
    pub figure: u8,
    /// What to bear in mind when comparing; shown with the marker.
    #[serde(default)]
    pub caution: Option<Text>,
}

/// A scored question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Identifier, used in records and columns.
    pub id: String,
    /// Id of its category.
    pub category: String,
    /// Whether the quick form asks it.
    pub quick: bool,
    /// Kind of answer.
    pub kind: Kind,
    /// Whom the answer describes.
    pub referent: Referent,
    /// Unit of the intervals.
    pub unit: Text,
    /// The time span asked about.
    pub recall: Text,
    /// The question.
    pub stem: Text,
    /// An instruction shown under the question.
    #[serde(default)]
    pub instruction: Option<Text>,
    /// The options, lowest burden first.
    pub options: OptionSet,
    /// Ways of not answering that this question offers besides declining.
    #[serde(default)]
    pub offers: Vec<Nonresponse>,
    /// When this item is not applicable by itself.
    #[serde(default)]
    pub not_applicable_when: Option<NotApplicableWhen>,
    /// Evidence.
    pub figures: Vec<Figure>,
    /// Where documented cases fall on the scale.
    #[serde(default)]
    pub markers: Vec<Marker>,
}

/// A documented case: one figure, and the options into which it falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// Lowest option into which the case falls.
    pub lowest: u8,
    /// Highest option into which the case falls.
    pub highest: u8,
    /// What to bear in mind when comparing.
    pub caution: Option<&'a Text>,
}

impl Item {
    /// The documented cases, one per figure, however many options a figure marks.
    pub fn cases(&self) -> Vec<Case<'_>> {
        let of_figure = |(number, figure)| {
            let markers = || self.markers.iter().filter(move |m| usize::from(m.figure) == number);
            Some(Case {
                figure,
                lowest: markers().map(|marker| marker.option).min()?,
                highest: markers().map(|marker| marker.option).max()?,
                caution: markers().find_map(|marker| marker.caution.as_ref()),
            })
        };
        self.figures.iter().enumerate().filter_map(of_figure).collect()
    }

    /// The figures that mark no option: they can be read, not compared with.
    pub fn mentions(&self) -> impl Iterator<Item = &Figure> {
        let marked = |number| self.markers.iter().any(|m| usize::from(m.figure) == number);
        let figures = self.figures.iter().enumerate();
        figures.filter(move |(number, _)| !marked(*number)).map(|(_, figure)| figure)
    }
}

/// A question about consequences; never part of a burden score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Identifier.
    pub id: String,
    /// Kind of answer; [`Kind::Priorities`] takes its options from the categories.
    pub kind: Kind,
    /// The time span asked about.
    pub recall: Text,
    /// The question.
    pub stem: Text,
    /// The options; an empty own list for [`Kind::Priorities`].
    pub options: OptionSet,
    /// Evidence.
    pub figures: Vec<Figure>,
}

/// An optional, coarse question about the respondent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    /// Identifier.
    pub id: String,
    /// Column name for people.
    pub name: Text,
    /// The question.
    pub stem: Text,
    /// Whether it is asked when no campaign says otherwise.
    pub default_on: bool,
    /// The options.
    pub options: Vec<ResponseOption>,
}

/// A documented mechanism (M) or consequence (K) and the questions that cover it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mechanism {
    /// `M01` … `M51`, `K01` … `K10`.
    pub code: String,
    /// Identifier.
    pub id: String,
    /// As documented, in our words.
    pub name: Text,
    /// Ids of the documents that describe it.
    pub documents: Vec<String>,
    /// Id of the category that is its home, or `outcome`.
    pub category: String,
    /// Ids of the items and outcomes that cover it; `hours` stands for the hours estimate.
    pub covered_by: Vec<String>,
    /// Its standing: core, sub-facet, consequence …
    pub status: String,
}

/// A band of scores and the words for it. Restates the options; compares with nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Lowest score of the band, 0 to 99; the next band's `from` ends it.
    pub from: u8,
    /// Its word.
    pub name: Text,
    /// What the word means by the text of the options.
    pub meaning: Text,
}

/// A share of the hours of one activity that the respondent calls avoidable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Avoidable {
    /// Id of the hours item.
    pub hours: String,
    /// Id of the share item.
    pub share: String,
}

/// How hours per week are estimated (Standard Cost Model, `P × Q` with bounds).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Ids of the items that ask for hours per week; their bands are mutually exclusive activities.
    pub activities: Vec<String>,
    /// Assumed centre of an open top band, hours per week.
    pub open_central: u16,
    /// Assumed upper end of an open top band, hours per week.
    pub open_upper: u16,
    /// Id of the outcome that asks for the whole week.
    pub week: String,
    /// Assumed upper end of the open band of the whole week, hours.
    pub week_open_upper: u16,
    /// Activities for which an avoidable share is asked.
    pub avoidable: Vec<Avoidable>,
}
