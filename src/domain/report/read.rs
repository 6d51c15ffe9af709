//! A release read back from its JSON, so that the other files can be made of it. Reading is strict:
//! only what [`json`] writes for this instrument is accepted, byte for byte, and only where its
//! figures agree and show nothing that the rules withhold (`sound.rs`).

use serde::Deserialize;
use serde_json::Value;

use super::codes::{NoiseCode, Rule, Statistic, Table};
use super::head::Head;
use super::row::{EXACT, Figure, Group, Row};
use super::{Context, RELEASE_FORMAT, Words, json, sound};
use crate::domain::disclose::Policy;
use crate::domain::instrument::{Form, Instrument};
use crate::domain::randomised::TruthProbability;

/// A release as it was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// What it says as a whole.
    pub head: Head,
    /// Its quantities.
    pub rows: Vec<Row>,
    /// Id of the campaign; none for no campaign, and for several.
    pub campaign: Option<[u8; 4]>,
    /// The wave.
    pub wave: Option<u8>,
    /// The records are invented.
    pub demo: bool,
    /// The place of its language among those that were given.
    pub language: usize,
}

/// Why a text is no release.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseFault {
    /// It is not JSON, or lacks what a release has.
    #[error("not a release: {0}")]
    NoRelease(String),
    /// It is of another instrument, or of another version.
    #[error("a release of another instrument: {id} {version}")]
    OtherInstrument {
        /// The id of that instrument.
        id: String,
        /// Its version.
        version: String,
    },
    /// It was not written by this program, or was changed since.
    #[error("not as this program writes it: changed, or of another version of the program")]
    Changed,
    /// A figure contradicts another one, or is one that no release shows.
    #[error("row {row} contradicts the others, or shows what may not be shown: changed by hand")]
    Unsound {
        /// The row, from 1, or the first of those that do not agree.
        row: usize,
    },
    /// Rows are missing. What is withheld is a row too.
    #[error("rows are missing: changed by hand")]
    Incomplete,
}

/// Reads a release of an instrument. `words` are those of all languages, in the order in which the
/// instrument has them.
pub fn read_release(
    instrument: &Instrument,
    words: &[&'static Words],
    text: &str,
) -> Result<Published, ReleaseFault> {
    let wire: Wire =
        serde_json::from_str(text).map_err(|error| ReleaseFault::NoRelease(error.to_string()))?;
    if wire.format != RELEASE_FORMAT {
        return Err(ReleaseFault::NoRelease(format!("the format is {}", wire.format)));
    }
    if wire.hash != instrument.hash.to_string() {
        let Wire { instrument: id, version, .. } = wire;
        return Err(ReleaseFault::OtherInstrument { id, version });
    }
    let published = wire.published(instrument, words).ok_or(ReleaseFault::Changed)?;
    let Published { campaign, wave, demo, language, .. } = published;
    let words = words[language];
    let context = Context { instrument, campaign, wave, demo, words, language };
    let again = json(&context, &published.head, &published.rows);
    // What was read wrong or left out would be written otherwise.
    if again != text {
        return Err(ReleaseFault::Changed);
    }
    sound::check(instrument, &published)?;
    Ok(published)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    format: String,
    instrument: String,
    version: String,
    hash: String,
    demo: bool,
    caveat: String,
    form: String,
    campaign: Option<String>,
    wave: Option<u8>,
    minimum: u64,
    n: u64,
    randomised: WireNoise,
    rows: Vec<WireRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireNoise {
    noise: String,
    truth: Option<TruthProbability>,
    items: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireRow {
    table: String,
    statistic: String,
    background: Option<String>,
    group: Option<Value>,
    category: Option<String>,
    category2: Option<String>,
    item: Option<String>,
    outcome: Option<String>,
    outcome2: Option<String>,
    options: Option<(u8, u8)>,
    points: Option<(u8, u8)>,
    option2: Option<u8>,
    withheld: Option<String>,
    value: Option<f64>,
    precision: Option<f64>,
    interval: Option<(f64, f64)>,
    precision_interval: Option<f64>,
    n: Option<u64>,
    truth: Option<TruthProbability>,
}

impl Wire {
    fn published(self, instrument: &Instrument, words: &[&'static Words]) -> Option<Published> {
        let head = Head {
            form: match self.form.as_str() {
                "full" => Form::Full,
                "quick" => Form::Quick,
                _ => return None,
            },
            policy: Policy::new(self.minimum).ok()?,
            n: self.n,
            noise: *NoiseCode::ALL.iter().find(|code| code.id() == self.randomised.noise)?,
            truth: self.randomised.truth,
            items: self
                .randomised
                .items
                .iter()
                .map(|id| place(instrument.item_index(id)))
                .collect::<Option<_>>()?,
        };
        let rows = self.rows.iter().map(|row| row.row(instrument));
        let campaign = match self.campaign {
            Some(digits) => Some(u32::from_str_radix(&digits, 16).ok()?.to_be_bytes()),
            None => None,
        };
        Some(Published {
            head,
            rows: rows.collect::<Option<_>>()?,
            campaign,
            wave: self.wave,
            demo: self.demo,
            language: words.iter().position(|words| words.caveat == self.caveat)?,
        })
    }
}

impl WireRow {
    fn row(&self, instrument: &Instrument) -> Option<Row> {
        let table = *Table::ALL.iter().find(|table| table.id() == self.table)?;
        let statistic = Statistic::ALL.iter().find(|one| one.id() == self.statistic)?;
        let known = |id: &Option<String>, index: &dyn Fn(&str) -> Option<usize>| match id {
            Some(id) => place(index(id)).map(Some),
            None => Some(None),
        };
        let background = |id: &str| instrument.background.iter().position(|one| one.id == id);
        let outcome = |id: &str| instrument.outcomes.iter().position(|one| one.id == id);
        let category = |id: &str| instrument.category_index(id);
        let background = known(&self.background, &background)?;
        let figure = match &self.withheld {
            Some(rule) => Figure::Withheld(*Rule::ALL.iter().find(|one| one.id() == rule)?),
            None => Figure::Shown { value: self.value?, interval: self.interval, n: self.n },
        };
        let group = match &self.group {
            None => None,
            Some(Value::String(none)) if none == "none" => {
                Some(Group { background: background?, option: None })
            }
            Some(option) => {
                let option = u8::try_from(option.as_u64()?).ok()?;
                Some(Group { background: background?, option: Some(option) })
            }
        };
        Some(Row {
            // The background question of a group is told by its group.
            background,
            group,
            category: known(&self.category, &category)?,
            category2: known(&self.category2, &category)?,
            item: known(&self.item, &|id| instrument.item_index(id))?,
            outcome: known(&self.outcome, &outcome)?,
            outcome2: known(&self.outcome2, &outcome)?,
            part: self.options.or(self.points),
            option2: self.option2,
            precision: self.precision.unwrap_or(EXACT),
            precision_interval: self.precision_interval.unwrap_or(EXACT),
            truth: self.truth,
            ..Row::new(table, *statistic, figure)
        })
    }
}

/// A place in the instrument; there are at most 56 of a kind.
fn place(found: Option<usize>) -> Option<u8> {
    found.and_then(|place| u8::try_from(place).ok())
}
