//! Laws of counting and disclosing, for arbitrary records in arbitrary order.

use proptest::prelude::*;

use qingdan::domain::answer::{Answer, Priorities};
use qingdan::domain::disclose::{
    COARSE_POINTS, Cell, Distribution, GROUP_MIN, Missing, PART_MIN, Policy, Release, Summary,
    Withheld, disclose,
};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview, allows};
use qingdan::domain::record::{Record, RecordId, anonymise, unpack};
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::{Columns, Scope, Tally};

/// Where the revision stands in a packed record.
const REVISION_AT: usize = 6;

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// A small source of numbers, so that a whole population shrinks to one seed.
struct Source(u64);

impl Source {
    /// A number below `end` (splitmix64).
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn small(&mut self, end: u64) -> u8 {
        u8::try_from(self.below(end)).expect("small")
    }
}

/// A record. The smaller `spread`, the more do all answer alike; one answer in `gaps` is missing.
fn record(source: &mut Source, id: u8, revision: u8, form: Form, spread: u64, gaps: u64) -> Record {
    let mut interview = Interview::new(instrument(), RecordId([id; 16]), None);
    let mut does = |event: Event| {
        if let Some(next) = interview.after(instrument(), &event) {
            interview = next;
        }
    };
    does(Event::PickedForm(form));
    for (question, _) in instrument().questions() {
        let missing = [Answer::NotApplicable, Answer::DontKnow, Answer::Declined, Answer::Skipped];
        let answer = if source.below(gaps) == 0 {
            missing[usize::from(source.small(4))]
        } else {
            Answer::Option(3_u8.saturating_sub(source.small(spread)))
        };
        if allows(instrument(), question, answer) {
            does(Event::Answered(question, answer));
        }
    }
    let choices = source.below(4);
    if choices == 0 {
        does(Event::AnsweredPriorities(Priorities::Nothing));
    }
    for _ in 0..choices {
        does(Event::ToggledPriority(source.small(4 * spread)));
    }
    let mut packed = anonymise(instrument(), &interview).pack();
    packed[REVISION_AT] = revision;
    unpack(&[instrument()], &packed).expect("a packed record with another revision")
}

/// Records whose ids and revisions often coincide.
fn arrivals() -> impl Strategy<Value = Vec<Record>> {
    let one = (any::<u64>(), 0_u8..6, 0_u8..3, any::<bool>(), 1_u64..4);
    let one = one.prop_map(|(seed, id, revision, quick, spread)| {
        let form = if quick { Form::Quick } else { Form::Full };
        // Few seeds, so that the same bytes arrive again.
        record(&mut Source(seed % 3), id, revision, form, spread, 6)
    });
    prop::collection::vec(one, 0..24)
}

fn columns<'a>(records: impl IntoIterator<Item = &'a Record>) -> Columns {
    let mut columns = Columns::new(instrument(), 7);
    for record in records {
        columns.add(record);
    }
    columns
}

fn tally<'a>(records: impl IntoIterator<Item = &'a Record>, form: Form) -> Tally {
    of_form(&columns(records), form)
}

fn of_form(columns: &Columns, form: Form) -> Tally {
    let tally = columns.tally(Scope { campaign: None, form });
    tally.cloned().unwrap_or_else(|| Tally::empty(instrument(), form))
}

fn merged(one: &Tally, other: &Tally) -> Tally {
    let mut sum = one.clone();
    sum.merge(other).expect("the same instrument and form");
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_arrival_never_matters(
        (records, shuffled) in arrivals().prop_flat_map(|records| {
            (Just(records.clone()), Just(records).prop_shuffle())
        })
    ) {
        let (one, other) = (columns(&records), columns(&shuffled));
        prop_assert_eq!(one.len(), other.len());
        prop_assert_eq!(one.duplicates(), other.duplicates());
        prop_assert_eq!(one.received(), one.len() + one.duplicates().total());
        for form in [Form::Full, Form::Quick] {
            prop_assert_eq!(of_form(&one, form), of_form(&other, form));
        }
        prop_assert_eq!(one.scopes(), other.scopes());
        prop_assert_eq!(one.scopes().iter().map(|(_, n)| n).sum::<u64>(), one.len());
        prop_assert!(one.packed_sorted().eq(other.packed_sorted()));
    }

    #[test]
    fn tallies_of_parts_merge_to_the_tally_of_the_whole(records in arrivals(), border in 0_u8..6) {
        for form in [Form::Full, Form::Quick] {
            // Records with one id stay together: ids are disjoint between collectors.
            let low = |record: &&Record| record.id().0[0] < border;
            let one = tally(records.iter().filter(low), form);
            let other = tally(records.iter().filter(|record| !low(record)), form);
            prop_assert_eq!(merged(&one, &other), tally(&records, form));
        }
    }

    #[test]
    fn merging_is_commutative_and_associative_and_has_a_neutral_element(
        a in arrivals(), b in arrivals(), c in arrivals()
    ) {
        let [a, b, c] = [a, b, c].map(|records| tally(&records, Form::Full));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &Tally::empty(instrument(), Form::Full)), a);
    }

    #[test]
    fn nothing_shown_rests_on_few_people(
        seed in any::<u64>(), n in 0_u8..80, spread in 1_u64..5, gaps in 2_u64..20,
        minimum in 10_u64..=30, quick in any::<bool>()
    ) {
        let form = if quick { Form::Quick } else { Form::Full };
        let mut source = Source(seed);
        let records: Vec<Record> =
            (0..n).map(|id| record(&mut source, id, 0, form, spread, gaps)).collect();
        let policy = Policy::new(minimum).expect("within range");
        audit(&disclose(instrument(), &tally(&records, form), policy));
    }
}

#[test]
fn tallies_of_different_forms_never_merge() {
    let mut full = Tally::empty(instrument(), Form::Full);
    assert!(full.merge(&Tally::empty(instrument(), Form::Quick)).is_err());
}

/// Attacks a release with what counting and adding can do, and checks that small groups have no
/// exact figures beside merged parts. (`domain/disclose/attack.rs` tries every group of ten.)
fn audit(release: &Release) {
    let minimum = release.policy.minimum();
    assert_eq!(release.missing(), minimum.saturating_sub(release.n));
    let summaries = release.categories.iter().chain([&release.index, &release.weighted]);
    for summary in summaries.filter_map(Cell::shown) {
        assert!(summary.n >= minimum && release.n >= minimum);
        audit_summary(summary);
    }
    for item in release.items.iter().filter_map(Cell::shown) {
        let distribution = &item.distribution;
        audit_distribution(distribution, minimum);
        let merged = distribution.parts.iter().any(|part| part.first < part.last);
        assert_eq!(item.mean.shown().is_none(), merged);
        for marker in &item.markers {
            let Some(share) = marker.share.shown() else { continue };
            let above = distribution.parts.iter().filter(|part| part.first >= marker.option);
            assert_eq!(share.count, above.map(|part| part.share.count).sum::<u64>());
            assert!(distribution.parts.iter().any(|part| part.first == marker.option));
        }
    }
    for distribution in release.outcomes.iter().filter_map(Cell::shown) {
        audit_distribution(distribution, minimum);
    }
    if let Some(priorities) = release.priorities.shown() {
        assert!(priorities.n >= minimum && priorities.n + priorities.missing == release.n);
        let named = priorities.categories.iter().filter_map(Cell::shown).map(|shown| &shown.named);
        for share in named.chain(priorities.nothing.shown()) {
            assert!(share.count >= PART_MIN && share.n - share.count >= PART_MIN);
        }
    }
    audit_sums(release);
}

/// No two published edges enclose 1 or 2 people, whichever figures they come from.
fn audit_summary(summary: &Summary) {
    let mut from: Vec<(u8, u64)> = vec![(0, summary.n), (100, 0)];
    if let Some(bins) = summary.histogram.shown() {
        assert_eq!(bins.iter().map(|bin| bin.count).sum::<u64>(), summary.n);
        audit_parts(&bins.iter().map(|bin| bin.count).collect::<Vec<_>>());
        let above = |points| bins.iter().filter(move |bin| bin.from >= points).map(|bin| bin.count);
        from.extend(bins.iter().map(|bin| (bin.from, above(bin.from).sum())));
    }
    for (points, share) in [(50, &summary.share_50), (75, &summary.share_75)] {
        from.extend(share.shown().map(|share| (points, share.count)));
    }
    from.sort_unstable();
    for pair in from.windows(2) {
        assert!(!(1..PART_MIN).contains(&(pair[0].1 - pair[1].1)), "{from:?}");
    }
    assert!(summary.n >= GROUP_MIN || summary.sd.shown().is_none_or(|&sd| sd > 0.0));
    let figures = [summary.mean, summary.interval.low, summary.interval.high];
    let rounded = figures.iter().all(|figure| (figure / COARSE_POINTS).fract() == 0.0);
    let exact = summary.sd.shown().is_some() || summary.quartiles.shown().is_some();
    assert_eq!(summary.coarse, !exact);
    assert!(rounded || !summary.coarse);
    let merged = summary.histogram.shown().is_none_or(|bins| bins.iter().any(|bin| bin.merged));
    assert!(!merged || summary.coarse || summary.n >= GROUP_MIN);
    assert!((0.0..=summary.mean).contains(&summary.interval.low));
    assert!((summary.mean..=100.0).contains(&summary.interval.high));
}

fn audit_distribution(distribution: &Distribution, minimum: u64) {
    let people: Vec<u64> = distribution.parts.iter().map(|part| part.share.count).collect();
    assert!(distribution.n >= minimum && people.iter().sum::<u64>() == distribution.n);
    audit_parts(&people);
    let next = distribution.parts.iter().skip(1);
    assert!(distribution.parts.iter().zip(next).all(|(part, next)| part.last + 1 == next.first));
    if let Missing::ByReason { not_applicable, dont_know, declined, skipped } = distribution.missing
    {
        for people in [not_applicable, dont_know, declined, skipped] {
            assert!(!(1..PART_MIN).contains(&people));
        }
    }
}

fn audit_parts(people: &[u64]) {
    assert!(people.len() > 1);
    assert!(people.iter().all(|people| !(1..PART_MIN).contains(people)), "{people:?}");
    let inhabited = people.iter().filter(|&&people| people > 0).count();
    assert!(inhabited > 1 || people.iter().sum::<u64>() >= GROUP_MIN, "{people:?}");
}

/// The mean of a summary is hidden: withheld or coarse.
fn mean_is_hidden(cell: &Cell<Summary>) -> bool {
    cell.shown().is_none_or(|summary| summary.coarse)
}

/// Of an index and its categories, and of a category and its items, never is exactly one hidden;
/// and a small group's category is not exact beside a merged item.
fn audit_sums(release: &Release) {
    let hidden = |cells: usize, index: bool| cells + usize::from(index);
    let categories = &release.categories;
    let without = categories.iter().filter(|category| mean_is_hidden(category)).count();
    assert_ne!(hidden(without, mean_is_hidden(&release.index)), 1);
    for (place, category) in categories.iter().enumerate() {
        let items: Vec<_> = instrument().items_of(place).map(|item| &release.items[item]).collect();
        let asked = items.iter().filter(|item| item.withheld() != Some(Withheld::NotAsked));
        let without = asked.filter(|item| item.shown().is_none_or(|i| i.mean.shown().is_none()));
        let without = without.count();
        assert_ne!(hidden(without, mean_is_hidden(category)), 1);
        let small = category.shown().is_some_and(|summary| summary.n < GROUP_MIN);
        assert!(!small || without == 0 || mean_is_hidden(category));
    }
}
