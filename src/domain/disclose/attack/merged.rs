//! The report of a city beside those of its counties, for somebody who holds them all.

use crate::domain::disclose::{
    Cell, Distribution, Group, GroupTable, History, PART_MIN, Policy, Release, Summary, disclose,
    disclose_merged,
};
use crate::domain::instrument::Form;
use crate::domain::shipped_instrument;
use crate::domain::simulate::demo;
use crate::domain::tally::{CATEGORY_UNITS, Changes, Columns, STEPS_FROM, Tally};

use super::Source;
use super::equations::Equations;

/// A city of counties, and all their reports.
pub(super) struct City {
    pub(super) counties: Vec<Tally>,
    /// One per county, as the county publishes it.
    pub(super) reports: Vec<Release>,
    /// Without and with knowledge of the counties.
    pub(super) merged: [Release; 2],
}

pub(super) fn city(sizes: &[u64], seed: u64, policy: Policy) -> City {
    let instrument = shipped_instrument();
    let mut counties = Vec::new();
    for (place, &people) in (0..).zip(sizes) {
        let mut columns = Columns::new(instrument, 1);
        for record in demo(instrument, people, seed * 100 + place) {
            columns.add(&record);
        }
        let full = columns.scopes().into_iter().filter(|(scope, _)| scope.form == Form::Full);
        let scope = full.max_by_key(|(_, people)| *people);
        counties.extend(scope.and_then(|(scope, _)| columns.tally(scope)).cloned());
    }
    let mut whole = Tally::empty(instrument, Form::Full);
    for county in &counties {
        whole.merge(county).expect("the same form");
    }
    let reports = counties.iter().map(|county| disclose(instrument, county, Policy::default()));
    let sources: Vec<&Tally> = counties.iter().collect();
    let merged = [Vec::new(), vec![sources]].map(|sources| {
        let (nothing, mut history) = (Changes::default(), History::default());
        disclose_merged(instrument, &whole, &sources, policy, &nothing, &mut history)
    });
    City { reports: reports.collect(), merged, counties }
}

/// Sizes of two to five counties, some of them with a few people only.
pub(super) fn sizes(source: &mut Source) -> Vec<u64> {
    (0..2 + source.below(4))
        .map(|_| if source.below(6) == 0 { 2 + source.below(12) } else { 15 + source.below(150) })
        .collect()
}

/// The numbers of people of one or two withheld groups that follow and are below the minimum: in
/// each question of those with a score in each category, with an index, and of all.
fn told_groups(city: &City, merged: &Release, minimum: u64) -> usize {
    let columns = merged.categories.len() + 2;
    let told = |table: &GroupTable, column| told_column(city, (merged, table), column, minimum);
    merged.groups.iter().map(|table| (0..columns).map(|c| told(table, c)).sum::<usize>()).sum()
}

/// Whether a group's people are shown in a column: a category, then the index, then all.
fn is_shown(group: &Group, column: usize) -> bool {
    match column.checked_sub(group.categories.len()) {
        None => group.categories[column].shown().is_some(),
        Some(0) => group.index.shown().is_some(),
        Some(_) => group.n.shown().is_some(),
    }
}

/// Whether the number of people of a column is published.
fn is_published(release: &Release, column: usize) -> bool {
    match column.checked_sub(release.categories.len()) {
        None => release.categories[column].shown().is_some(),
        Some(0) => release.index.shown().is_some(),
        Some(_) => true,
    }
}

fn told_column(
    city: &City,
    (merged, table): (&Release, &GroupTable),
    column: usize,
    minimum: u64,
) -> usize {
    let groups = table.groups.len();
    let all = city.counties.len() * groups;
    let sum = |wanted: &dyn Fn(usize, usize) -> bool| -> Vec<u64> {
        (0..all).map(|at| u64::from(wanted(at / groups, at % groups))).collect()
    };
    let own = |county: usize| {
        city.reports[county].groups.iter().find(|own| own.background == table.background)
    };
    let shown =
        |county: usize, group| own(county).is_some_and(|own| is_shown(&own.groups[group], column));
    let mut equations = Equations::default();
    for county in (0..city.counties.len()).filter(|&county| city.counties[county].n() >= 10) {
        if is_published(&city.reports[county], column) {
            equations.add(sum(&|c, _| c == county));
        }
        for group in (0..groups).filter(|&group| shown(county, group)) {
            equations.add(sum(&|c, g| c == county && g == group));
        }
    }
    // What a county tells under a lower minimum than the city's is the county's own choice.
    let counties = equations.clone();
    for group in (0..groups).filter(|&group| is_shown(&table.groups[group], column)) {
        equations.add(sum(&|_, g| g == group));
    }
    if merged.index.shown().is_some() && is_published(merged, column) {
        equations.add(sum(&|_, _| true));
    }
    let question = usize::from(table.background);
    let people = |at: usize| {
        let group = &city.counties[at / groups].groups[question][at % groups];
        match column.checked_sub(group.categories.len()) {
            None => group.categories[column].n,
            Some(0) => group.index.n,
            Some(_) => group.n,
        }
    };
    let hidden = |at: &usize| !shown(at / groups, at % groups) && people(*at) > 0;
    let hidden: Vec<usize> = (0..all).filter(hidden).collect();
    let pairs = hidden.iter().flat_map(|&one| hidden.iter().map(move |&other| (one, other)));
    let told = |&(one, other): &(usize, usize)| {
        let both = if one == other { people(one) } else { people(one) + people(other) };
        let sum = sum(&|c, g| [one, other].contains(&(c * groups + g)));
        (1..minimum).contains(&both) && equations.tell(sum.clone()) && !counties.tell(sum)
    };
    pairs.filter(|pair| pair.0 <= pair.1).filter(told).count()
}

/// The edges of a scale between which a report tells how many people there are; none where it is
/// withheld.
type Edges = Option<Vec<usize>>;

fn options(cell: &Cell<Distribution>, last: usize) -> Edges {
    let parts = cell.shown()?.parts.iter();
    Some(parts.map(|part| usize::from(part.first)).chain([last]).collect())
}

fn scores(cell: &Cell<Summary>) -> Edges {
    let summary = cell.shown()?;
    let mut edges = vec![0, STEPS_FROM.len()];
    let step = |from: u8| STEPS_FROM.iter().position(|&step| step == from);
    edges.extend(summary.histogram.shown().into_iter().flatten().filter_map(|bin| step(bin.from)));
    edges.extend(summary.share_50.shown().and_then(|_| step(50)));
    edges.extend(summary.share_75.shown().and_then(|_| step(75)));
    edges.sort_unstable();
    Some(edges)
}

/// Whether 1 or 2 people in neighbouring steps of a county follow. `steps` are its people, by
/// county and step, `own` and `merged` what the reports tell.
fn told_parts(steps: &[Vec<u64>], own: &[Edges], merged: &Edges) -> bool {
    let length = steps[0].len();
    let sum = |wanted: &dyn Fn(usize, usize) -> bool| -> Vec<u64> {
        (0..steps.len() * length).map(|at| u64::from(wanted(at / length, at % length))).collect()
    };
    let Some(merged) = merged else { return false };
    let mut equations = Equations::default();
    for pair in merged.windows(2) {
        equations.add(sum(&|_, step| (pair[0]..pair[1]).contains(&step)));
    }
    for (county, edges) in own.iter().enumerate() {
        let large = steps[county].iter().sum::<u64>() >= 10;
        let whole = vec![0, length];
        for pair in edges.as_ref().unwrap_or(&whole).windows(2).filter(|_| large) {
            equations.add(sum(&|c, step| c == county && (pair[0]..pair[1]).contains(&step)));
        }
    }
    (0..steps.len()).any(|county| {
        let ranges = (0..length).flat_map(|from| (from..length).map(move |to| from..=to));
        ranges.filter(|range| *range != (0..=length - 1)).any(|range| {
            let people: u64 = steps[county][range.clone()].iter().sum();
            (1..PART_MIN).contains(&people)
                && equations.tell(sum(&|c, step| c == county && range.contains(&step)))
        })
    })
}

/// How many scales of a city tell 1 or 2 people.
fn told_scales(city: &City, merged: &Release) -> usize {
    let mut told = 0;
    let mut check = |steps: &dyn Fn(&Tally) -> Vec<u64>, edges: &dyn Fn(&Release) -> Edges| {
        let steps: Vec<Vec<u64>> = city.counties.iter().map(steps).collect();
        let own: Vec<Edges> = city.reports.iter().map(edges).collect();
        told += usize::from(told_parts(&steps, &own, &edges(merged)));
    };
    for (place, item) in city.counties[0].items.iter().enumerate() {
        let last = item.options.len();
        check(&|tally| tally.items[place].options.clone(), &|release| {
            let item = release.items[place].shown()?;
            options(&Cell::Shown(item.distribution.clone()), last)
        });
    }
    for (place, outcome) in city.counties[0].outcomes.iter().enumerate() {
        let last = outcome.options.len();
        check(&|tally| tally.outcomes[place].options.clone(), &|release| {
            options(&release.outcomes[place], last)
        });
    }
    for place in 0..city.counties[0].categories.len() {
        check(&|tally| tally.categories[place].spread(CATEGORY_UNITS).steps.to_vec(), &|release| {
            scores(&release.categories[place])
        });
    }
    check(&|tally| tally.index.steps.to_vec(), &|release| scores(&release.index));
    check(&|tally| tally.weighted.steps.to_vec(), &|release| scores(&release.weighted));
    told
}

/// Nothing below the minimum, and no small part, follows from a city's report beside those of all
/// its counties; without knowledge of the counties it would, again and again.
#[test]
fn a_city_tells_nothing_that_its_counties_withhold() {
    let mut source = Source(20);
    let mut before = [0; 2];
    for seed in 0..30 {
        let minimum = 10 + 5 * source.below(3);
        let policy = Policy::new(minimum).expect("in range");
        let sizes = sizes(&mut source);
        let city = city(&sizes, seed, policy);
        let [alone, merged] = &city.merged;
        before[0] += told_groups(&city, alone, minimum);
        before[1] += told_scales(&city, alone);
        assert_eq!(told_groups(&city, merged, minimum), 0, "{sizes:?} {minimum}");
        assert_eq!(told_scales(&city, merged), 0, "{sizes:?} {minimum}");
    }
    assert!(before.iter().all(|&told| told > 30), "the attack has few examples: {before:?}");
}

/// What is left to see where counties are large enough: most of it.
#[test]
fn a_city_of_large_counties_keeps_nearly_everything() {
    let city = city(&[300, 260, 340, 280, 310, 290], 3, Policy::default());
    let shown = |release: &Release| {
        let groups = release.groups.iter().flat_map(|table| &table.groups);
        let items = release.items.iter().filter_map(Cell::shown);
        [
            groups.filter(|group| group.n.shown().is_some()).count(),
            items.map(|item| item.distribution.parts.len()).sum(),
            release.categories.iter().filter(|cell| cell.shown().is_some()).count(),
        ]
    };
    let [alone, merged] = city.merged.each_ref().map(shown);
    assert!(merged[0] * 10 >= alone[0] * 8, "{merged:?} of {alone:?}");
    assert!(merged[1] * 10 >= alone[1] * 9, "{merged:?} of {alone:?}");
    assert_eq!(merged[2], alone[2]);
}
