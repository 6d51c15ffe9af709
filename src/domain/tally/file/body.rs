//! A tally file field by field. What follows from other fields is not written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::answers::{AnswerCounts, total};
use super::super::columns::RECORDS_MAX;
use super::super::counts::Tally;
use super::super::more::{GroupCounts, HoursCounts};
use super::super::plan::Plan;
use super::super::scores::{Graded, Histogram};
use super::noise::Randomised;
use super::{PARTS_MAX, TALLY_FORMAT, TallyFile, TallyId, TallyRefusal, form_name};
use crate::domain::campaign::{MINIMUM_HIGHEST, MINIMUM_LOWEST};
use crate::domain::instrument::{Form, Instrument, PRIORITIES_MAX};
use crate::domain::record::{WAVE_MAX, campaign_number};
use crate::domain::stats::{ItemMoments, Moments, PairMoments};

/// Reasons for having no option.
const MISSING: usize = 5;

/// The fields of a file, in their order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    format: String,
    instrument: String,
    version: String,
    hash: String,
    form: String,
    campaign: Option<String>,
    wave: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minimum: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    randomised: Option<Randomised>,
    id: String,
    parts: Vec<String>,
    n: u64,
    items: Vec<Vec<u64>>,
    outcomes: Vec<Vec<u64>>,
    background: Vec<Vec<u64>>,
    priorities: Vec<Vec<u64>>,
    categories: Vec<Vec<(u64, u64)>>,
    index: Grades,
    weighted: Grades,
    weighting: Sums,
    groups: Vec<Vec<Option<Group>>>,
    reliability: Vec<Items>,
    pairs: Vec<Pair>,
    hours: Option<Vec<Sums>>,
    inconsistent: u64,
    paradox: Vec<u64>,
}

/// People, sum, squares.
type Sums = (u64, u128, u128);

/// People, index, and for each category people, sum, squares and people from 50 points on.
type Group = (u64, Sums, Vec<(u64, u128, u128, u64)>);

/// People, sums, products.
type Items = (u64, Vec<u64>, Vec<u64>);

/// Σx, Σy, Σx², Σy², Σxy, and people by steps: place and number.
type Pair = ([u128; 5], Vec<(usize, u64)>);

/// Sums, people by tenths, and by the edges of the shares and bins.
type Grades = (Sums, Vec<(u64, u64)>, [u64; 7]);

impl Body {
    pub(super) fn of(file: &TallyFile, instrument: &Instrument) -> Self {
        let tally = &file.tally;
        let groups = |question: usize| tally.groups[question].iter().map(group_of).collect();
        let mut divided: Vec<Vec<_>> = Vec::new();
        for division in &Plan::new(instrument, tally.form).divisions {
            divided.push(match division.crossed {
                Some(_) => tally.cells.iter().map(group_of).collect(),
                None => groups(division.question),
            });
        }
        let counts = |all: &[AnswerCounts]| all.iter().map(answers_of).collect();
        let pairs = tally.pairs.iter().zip(&tally.joint).map(|(pair, joint)| {
            let joint = joint.iter().copied().enumerate().filter(|(_, people)| *people > 0);
            ([pair.x, pair.y, pair.xx, pair.yy, pair.xy], joint.collect())
        });
        let priorities = &tally.priorities;
        let others =
            [priorities.nothing, priorities.declined, priorities.skipped, priorities.not_asked];
        Self {
            format: TALLY_FORMAT.to_owned(),
            instrument: instrument.id.clone(),
            version: instrument.version.clone(),
            hash: instrument.hash.to_string(),
            form: form_name(tally.form).to_owned(),
            campaign: file.campaign.map(campaign_number),
            wave: file.wave,
            minimum: file.minimum,
            randomised: Randomised::of(file),
            id: file.id.to_string(),
            parts: file.parts.iter().map(ToString::to_string).collect(),
            n: tally.n,
            items: counts(&tally.items),
            outcomes: counts(&tally.outcomes),
            background: counts(&tally.background),
            priorities: priorities.chosen.iter().cloned().chain([others.to_vec()]).collect(),
            categories: tally.categories.iter().map(|h| listed(&h.counts)).collect(),
            index: grades_of(&tally.index),
            weighted: grades_of(&tally.weighted),
            weighting: sums_of(&tally.weighting),
            groups: divided,
            reliability: tally
                .reliability
                .iter()
                .map(|items| (items.n, items.sums.clone(), items.products.clone()))
                .collect(),
            pairs: pairs.collect(),
            hours: tally.hours.as_ref().map(|hours| hours.sums().iter().map(sums_of).collect()),
            inconsistent: tally.hours.as_ref().map_or(0, |hours| hours.inconsistent),
            paradox: tally.paradox.clone(),
        }
    }

    pub(super) fn to_line(&self) -> String {
        // Strings, whole numbers, lists and an object with fixed names: writing cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn read(line: &[u8]) -> Result<Self, TallyRefusal> {
        #[derive(Deserialize)]
        struct Named {
            format: String,
        }
        let shape = |error: serde_json::Error| TallyRefusal::Shape {
            line: error.line(),
            column: error.column(),
        };
        let named: Named = serde_json::from_slice(line).map_err(shape)?;
        if named.format != TALLY_FORMAT {
            return Err(TallyRefusal::UnknownFormat);
        }
        serde_json::from_slice(line).map_err(shape)
    }

    /// The file; its counts are as many as the instrument needs, and nothing more is checked.
    pub(super) fn file(&self, instrument: &Instrument) -> Result<TallyFile, TallyRefusal> {
        if (&self.instrument, &self.version) != (&instrument.id, &instrument.version)
            || self.hash != instrument.hash.to_string()
        {
            return Err(TallyRefusal::OtherInstrument);
        }
        let bad = |field| TallyRefusal::BadField { field };
        let forms = [Form::Full, Form::Quick];
        let form = forms.into_iter().find(|&form| form_name(form) == self.form);
        let form = form.ok_or(bad("form"))?;
        let campaign = self.campaign.as_deref().map(|id| unhex(id).ok_or(bad("campaign")));
        let waved = self.wave.is_none_or(|wave| (1..=WAVE_MAX).contains(&wave));
        if !waved || (self.campaign.is_some() && self.wave.is_none()) {
            return Err(bad("wave"));
        }
        let possible = MINIMUM_LOWEST..=MINIMUM_HIGHEST;
        if self.minimum.is_some_and(|people| self.wave.is_none() || !possible.contains(&people)) {
            return Err(bad("minimum"));
        }
        let id = |id: &String, field| unhex(id).map(TallyId).ok_or(bad(field));
        if self.parts.len() > PARTS_MAX || self.n > RECORDS_MAX {
            return Err(bad(if self.n > RECORDS_MAX { "n" } else { "parts" }));
        }
        let parts = self.parts.iter().map(|part| id(part, "parts")).collect::<Result<_, _>>()?;
        let plan = Plan::new(instrument, form);
        let tally = self.tally(&plan).map_err(|place| TallyRefusal::Contradiction { place })?;
        let noise = Randomised::read(self.randomised.as_ref(), self.wave, instrument, &tally);
        let (noise, corrected) = noise.ok_or(bad("randomised"))?;
        Ok(TallyFile {
            id: id(&self.id, "id")?,
            campaign: campaign.transpose()?,
            wave: self.wave,
            minimum: self.minimum,
            noise,
            corrected,
            parts,
            tally,
        })
    }

    /// The counts, or the field that has not as many of them as it should.
    fn tally(&self, plan: &Plan) -> Result<Tally, &'static str> {
        let mut tally = plan.empty.clone();
        tally.n = self.n;
        self.read_answers(&mut tally)?;
        for (histogram, listed) in same(&mut tally.categories, &self.categories, "categories")? {
            *histogram = Histogram { counts: unlisted(listed), absent: 0 };
            histogram.absent = self.without(histogram.counts.values(), "categories")?;
        }
        for (graded, (sums, tenths, steps), place) in [
            (&mut tally.index, &self.index, "index"),
            (&mut tally.weighted, &self.weighted, "weighted"),
        ] {
            set(&mut graded.moments, *sums);
            (graded.tenths, graded.steps) = (unlisted(tenths), *steps);
            graded.absent = self.without([sums.0].iter(), place)?;
        }
        set(&mut tally.weighting, self.weighting);
        self.read_groups(plan, &mut tally)?;
        for (items, (n, sums, products)) in
            same(&mut tally.reliability, &self.reliability, "reliability")?
        {
            if (sums.len(), products.len()) != (items.sums.len(), items.products.len()) {
                return Err("reliability");
            }
            *items = ItemMoments { n: *n, sums: sums.clone(), products: products.clone() };
        }
        self.read_pairs(&mut tally)?;
        if let (Some(hours), Some(listed)) = (&mut tally.hours, &self.hours) {
            let mut sums = hours.sums();
            for (sum, listed) in same(&mut sums, listed, "hours")? {
                set(sum, *listed);
            }
            let others = self.without([sums[0].n, self.inconsistent].iter(), "hours")?;
            *hours = HoursCounts::of(&sums, self.inconsistent, others);
        } else if tally.hours.is_some() || self.hours.is_some() || self.inconsistent > 0 {
            return Err("hours");
        }
        for (people, listed) in same(&mut tally.paradox, &self.paradox, "paradox")? {
            *people = *listed;
        }
        Ok(tally)
    }

    fn read_answers(&self, tally: &mut Tally) -> Result<(), &'static str> {
        for (all, listed, place) in [
            (&mut tally.items, &self.items, "items"),
            (&mut tally.outcomes, &self.outcomes, "outcomes"),
            (&mut tally.background, &self.background, "background"),
        ] {
            for (counts, listed) in same(all, listed, place)? {
                let options = counts.options.len();
                if listed.len() != options + MISSING {
                    return Err(place);
                }
                counts.options = listed[..options].to_vec();
                counts.set_missing([0, 1, 2, 3, 4].map(|reason| listed[options + reason]));
            }
        }
        let place = "priorities";
        let [chosen @ .., others] = self.priorities.as_slice() else { return Err(place) };
        let &[nothing, declined, skipped, not_asked] = others.as_slice() else {
            return Err(place);
        };
        let categories = tally.categories.len();
        if chosen.len() != PRIORITIES_MAX || chosen.iter().any(|c| c.len() != categories) {
            return Err(place);
        }
        let priorities = &mut tally.priorities;
        priorities.chosen.clone_from_slice(chosen);
        priorities.choosers = total(chosen[0].iter()).ok_or(place)?;
        (priorities.nothing, priorities.declined) = (nothing, declined);
        (priorities.skipped, priorities.not_asked) = (skipped, not_asked);
        Ok(())
    }

    fn read_groups(&self, plan: &Plan, tally: &mut Tally) -> Result<(), &'static str> {
        let place = "groups";
        if self.groups.len() != plan.divisions.len() {
            return Err(place);
        }
        for (division, listed) in plan.divisions.iter().zip(&self.groups) {
            let mut groups = match division.crossed {
                Some(_) => tally.cells.clone(),
                None => tally.groups[division.question].clone(),
            };
            for (group, listed) in same(&mut groups, listed, place)? {
                set_group(group, listed.as_ref(), self.n).ok_or(place)?;
            }
            if let Some(crossed) = division.crossed {
                let beside = tally.groups[crossed].len();
                for (at, group) in groups.iter().enumerate() {
                    tally.groups[division.question][at / beside].merge(group);
                    tally.groups[crossed][at % beside].merge(group);
                }
                tally.cells = groups;
            } else {
                tally.groups[division.question] = groups;
            }
        }
        Ok(())
    }

    fn read_pairs(&self, tally: &mut Tally) -> Result<(), &'static str> {
        let place = "pairs";
        let pairs = same(&mut tally.pairs, &self.pairs, place)?;
        for ((pair, ([x, y, xx, yy, xy], listed)), joint) in pairs.zip(&mut tally.joint) {
            for &(at, people) in listed {
                *joint.get_mut(at).ok_or(place)? = people;
            }
            let n = total(joint.iter()).ok_or(place)?;
            *pair = PairMoments { n, x: *x, y: *y, xx: *xx, yy: *yy, xy: *xy };
        }
        Ok(())
    }

    /// Everybody but these.
    fn without<'a>(
        &self,
        people: impl Iterator<Item = &'a u64>,
        place: &'static str,
    ) -> Result<u64, &'static str> {
        total(people).and_then(|people| self.n.checked_sub(people)).ok_or(place)
    }
}

/// Two lists of the same length, side by side.
fn same<'a, A, B>(
    counts: &'a mut [A],
    listed: &'a [B],
    place: &'static str,
) -> Result<impl Iterator<Item = (&'a mut A, &'a B)>, &'static str> {
    if counts.len() == listed.len() { Ok(counts.iter_mut().zip(listed)) } else { Err(place) }
}

fn listed(counts: &BTreeMap<u64, u64>) -> Vec<(u64, u64)> {
    counts.iter().map(|(&at, &people)| (at, people)).collect()
}

/// People nowhere are left out, so that a list with them is not canonical.
fn unlisted(listed: &[(u64, u64)]) -> BTreeMap<u64, u64> {
    listed.iter().copied().filter(|(_, people)| *people > 0).collect()
}

const fn sums_of(moments: &Moments) -> Sums {
    (moments.n, moments.sum, moments.squares)
}

/// Keeps the units.
const fn set(moments: &mut Moments, (n, sum, squares): Sums) {
    moments.n = n;
    moments.sum = sum;
    moments.squares = squares;
}

fn grades_of(graded: &Graded) -> Grades {
    (sums_of(&graded.moments), listed(&graded.tenths), graded.steps)
}

fn answers_of(counts: &AnswerCounts) -> Vec<u64> {
    counts.options.iter().copied().chain(counts.missing()).collect()
}

/// A group as listed; none for nobody.
fn group_of(group: &GroupCounts) -> Option<Group> {
    let categories = group.categories.iter().zip(&group.from_50);
    let categories = categories.map(|(m, &from_50)| (m.n, m.sum, m.squares, from_50));
    (group.n > 0).then(|| (group.n, sums_of(&group.index), categories.collect()))
}

/// None where it has too few categories, nobody, or more than everybody.
fn set_group(group: &mut GroupCounts, listed: Option<&Group>, everybody: u64) -> Option<()> {
    let Some((n, index, categories)) = listed else { return Some(()) };
    if categories.len() != group.categories.len() || !(1..=everybody).contains(n) {
        return None;
    }
    group.n = *n;
    set(&mut group.index, *index);
    for (place, &(n, sum, squares, from_50)) in categories.iter().enumerate() {
        set(&mut group.categories[place], (n, sum, squares));
        group.from_50[place] = from_50;
    }
    group.fits().then_some(())
}

/// Bytes from exactly so many pairs of digits; whether they are lower case is seen when the file
/// is written again.
fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    let mut bytes = [0; N];
    if digits.len() != 2 * N || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
