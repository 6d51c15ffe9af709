//! Means and shares of a county that it withholds, from its city's report and all the others.

use super::Source;
use super::equations::{Equations, PRIME};
use super::merged::{City, city, sizes};
use crate::domain::disclose::{
    COARSE_POINTS, Cell, GROUP_MIN, GroupTable, PART_MIN, Policy, Release, Summary, float,
};
use crate::domain::shipped_instrument;
use crate::domain::tally::Tally;

/// What can be computed from means: of each item, then of each category, then the index.
struct Means {
    /// The items of each category.
    items: Vec<Vec<usize>>,
}

impl Means {
    fn new() -> Self {
        let instrument = shipped_instrument();
        let categories = 0..instrument.categories.len();
        Self { items: categories.map(|category| instrument.items_of(category).collect()).collect() }
    }

    /// Whether a report shows each mean exactly.
    fn exact(release: &Release) -> Vec<bool> {
        let mean =
            |cell: &Cell<Summary>| cell.shown().is_some_and(|summary| summary.step.is_none());
        let item = release
            .items
            .iter()
            .map(|item| item.shown().is_some_and(|item| item.mean.shown().is_some()));
        item.chain(release.categories.iter().map(mean)).chain([mean(&release.index)]).collect()
    }

    /// The sums that hold for people who answer everything, with the factors of each mean: a
    /// category and its items, the index and the categories.
    fn sums(&self, means: usize) -> Vec<Vec<i64>> {
        let (index, first) = (means - 1, means - 1 - self.items.len());
        let sum = |whole: usize, parts: &mut dyn Iterator<Item = usize>| {
            let mut factors = vec![0; means];
            parts.for_each(|part| {
                factors[part] = 1;
                factors[whole] -= 1;
            });
            factors
        };
        let categories = (0..self.items.len())
            .map(|category| sum(first + category, &mut self.items[category].iter().copied()));
        categories.chain([sum(index, &mut (first..index))]).collect()
    }
}

/// How many means follow that a county withholds, and that do not follow from its own report.
fn told_means(city: &City, merged: &Release) -> usize {
    let means = Means::new();
    let own: Vec<Vec<bool>> = city.reports.iter().map(Means::exact).collect();
    let whole = Means::exact(merged);
    let unknown: Vec<(usize, usize)> = (0..own.len())
        .flat_map(|county| (0..whole.len()).map(move |mean| (county, mean)))
        .filter(|&(county, mean)| !own[county][mean])
        .collect();
    let sum = |factor: &dyn Fn(usize, usize) -> i64| -> Vec<u64> {
        let modulo = |factor: i64| factor.rem_euclid(PRIME.cast_signed()).unsigned_abs();
        unknown.iter().map(|&(county, mean)| modulo(factor(county, mean))).collect()
    };
    let mut equations = Equations::default();
    for factors in means.sums(whole.len()) {
        for county in 0..own.len() {
            equations.add(sum(&|c, mean| if c == county { factors[mean] } else { 0 }));
        }
    }
    let counties = equations.clone();
    for mean in (0..whole.len()).filter(|&mean| whole[mean]) {
        equations.add(sum(&|_, m| i64::from(m == mean)));
    }
    let follows = |&&(county, mean): &&(usize, usize)| {
        let one = sum(&|c, m| i64::from((c, m) == (county, mean)));
        equations.tell(one.clone()) && !counties.tell(one)
    };
    unknown.iter().filter(follows).count()
}

/// How many numbers of people from 50 points on (or below) follow in one or two groups of the
/// counties, where they are 0, 1 or 2 of somebody.
fn told_shares(city: &City, merged: &Release) -> usize {
    let categories = 0..merged.categories.len();
    let told =
        |table| categories.clone().map(|c| told_share(city, (merged, table), c)).sum::<usize>();
    merged.groups.iter().map(told).sum()
}

fn told_share(city: &City, (merged, table): (&Release, &GroupTable), category: usize) -> usize {
    let groups = table.groups.len();
    let all = city.counties.len() * groups;
    let shown = |table: &GroupTable, group: usize| {
        let difference = table.groups[group].differences[category].shown();
        difference.is_some_and(|difference| difference.share_50.shown().is_some())
    };
    let total = |release: &Release| {
        let summary = release.categories[category].shown();
        summary.is_some_and(|summary| summary.share_50.shown().is_some())
    };
    let sum = |wanted: &dyn Fn(usize, usize) -> bool| -> Vec<u64> {
        (0..all).map(|at| u64::from(wanted(at / groups, at % groups))).collect()
    };
    let mut equations = Equations::default();
    for (county, report) in city.reports.iter().enumerate() {
        if total(report) {
            equations.add(sum(&|c, _| c == county));
        }
        let own = report.groups.iter().find(|own| own.background == table.background);
        for group in (0..groups).filter(|&group| own.is_some_and(|own| shown(own, group))) {
            equations.add(sum(&|c, g| (c, g) == (county, group)));
        }
    }
    let counties = equations.clone();
    for group in (0..groups).filter(|&group| shown(table, group)) {
        equations.add(sum(&|_, g| g == group));
    }
    if total(merged) {
        equations.add(sum(&|_, _| true));
    }
    let share = |at: usize| {
        let group = &city.counties[at / groups].groups[usize::from(table.background)][at % groups];
        (group.from_50[category], group.categories[category].n)
    };
    let inhabited: Vec<usize> = (0..all).filter(|&at| share(at).1 > 0).collect();
    let pairs = inhabited.iter().flat_map(|&one| inhabited.iter().map(move |&other| (one, other)));
    let told = |&(one, other): &(usize, usize)| {
        let [first, second] = [one, other].map(share);
        let (above, n) =
            if one == other { first } else { (first.0 + second.0, first.1 + second.1) };
        let sum = sum(&|c, g| [one, other].contains(&(c * groups + g)));
        above.min(n - above) < PART_MIN && equations.tell(sum.clone()) && !counties.tell(sum)
    };
    pairs.filter(|pair| pair.0 <= pair.1).filter(told).count()
}

/// How many figures of fewer than 30 people, whose counties round or withhold them, follow more
/// closely than within 5 points: means of groups, by subtraction or from a difference; and hours
/// and the effect of weights, where they follow at all.
fn told_coarse(city: &City, merged: &Release) -> usize {
    let told = |people: u64| (1..GROUP_MIN).contains(&people);
    let small = |people: fn(&Tally) -> u64| {
        told(city.counties.iter().map(people).filter(|&people| people < GROUP_MIN).sum())
    };
    let hours = small(|county| county.hours.as_ref().map_or(0, |hours| hours.lower.n));
    let mut follow = usize::from(merged.hours.shown().is_some() && hours);
    let weighting = small(|county| county.weighting.n);
    follow += usize::from(merged.weighting.shown().is_some() && weighting);
    for table in &merged.groups {
        let question = usize::from(table.background);
        for (place, group) in table.groups.iter().enumerate() {
            for (category, cell) in group.categories.iter().enumerate() {
                let exact = |report: &Release| {
                    let own = report.groups.iter().find(|own| own.background == table.background);
                    let own = own.and_then(|own| own.groups[place].categories[category].shown());
                    own.is_some_and(|own| !own.coarse)
                };
                let people = |county: &Tally| county.groups[question][place].categories[category].n;
                let counties = city.counties.iter().zip(&city.reports);
                let few = counties.filter(|(_, report)| !exact(report));
                let few: u64 = few.map(|(county, _)| people(county)).sum();
                let all: u64 = city.counties.iter().map(people).sum();
                // Half a step in the mean of all is so much in the mean of the few.
                let close = |step: f64| step * float(all) < COARSE_POINTS * float(few) - 1e-9;
                let mean = cell.shown().is_some_and(|mean| close(mean.step));
                let difference = group.differences[category].shown().is_some();
                follow += usize::from(told(few) && (mean || difference));
            }
        }
    }
    follow
}

/// No mean and no share follows that a county withholds; without knowledge of the counties some
/// would.
#[test]
fn a_city_tells_no_figure_that_its_counties_withhold() {
    let mut source = Source(21);
    let mut before = [0; 3];
    for seed in 100..130 {
        // Large ones too: shares are compared from 30 people on.
        let times = [1, 2, 6][usize::try_from(seed % 3).expect("small")];
        let sizes: Vec<u64> = sizes(&mut source).into_iter().map(|size| size * times).collect();
        let city = city(&sizes, seed, Policy::default());
        let [alone, merged] = &city.merged;
        before[0] += told_means(&city, alone);
        before[1] += told_shares(&city, alone);
        before[2] += told_coarse(&city, alone);
        assert_eq!(told_means(&city, merged), 0, "means {sizes:?}");
        assert_eq!(told_shares(&city, merged), 0, "shares {sizes:?}");
        assert_eq!(told_coarse(&city, merged), 0, "coarse figures {sizes:?}");
    }
    assert!(before.iter().all(|&told| told > 10), "the attack has few examples: {before:?}");
}
