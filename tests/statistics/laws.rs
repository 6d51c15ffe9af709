//! What holds for all data: symmetry, change of unit and place, merging, bounds.

use proptest::prelude::*;
use qingdan::domain::stats::{
    ConfidenceInterval, ItemMoments, Moments, Omega, PairMoments, Proportion, Stratum, alpha,
    alpha_interval, fisher_interval, hedges_g, holm, item_rest, newcombe, omega, pearson,
    region_interval, spearman, standardised, student_t_975, welch,
};

fn moments(scores: &[u32], units_per_point: u64) -> Moments {
    let scores = scores.iter().map(|&score| u128::from(score));
    Moments {
        n: scores.len() as u64,
        sum: scores.clone().sum(),
        squares: scores.map(|score| score * score).sum(),
        units_per_point,
    }
}

fn pair_moments(points: &[(u32, u32)]) -> PairMoments {
    let sum = |figure: &dyn Fn(u128, u128) -> u128| {
        points.iter().map(|&(x, y)| figure(x.into(), y.into())).sum()
    };
    PairMoments {
        n: points.len() as u64,
        x: sum(&|x, _| x),
        y: sum(&|_, y| y),
        xx: sum(&|x, _| x * x),
        yy: sum(&|_, y| y * y),
        xy: sum(&|x, y| x * y),
    }
}

fn item_moments(rows: &[[u8; 4]]) -> ItemMoments {
    let mut items = ItemMoments::new(4);
    for row in rows {
        items.add(row);
    }
    items
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

fn same(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) => near(found, expected),
        (found, expected) => found == expected,
    }
}

fn holds(interval: ConfidenceInterval, value: f64) -> bool {
    interval.low <= value + 1e-9 && value <= interval.high + 1e-9
}

fn scores() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0_u32..=1_000, 2..40)
}

fn share() -> impl Strategy<Value = Proportion> {
    (1_u64..500).prop_flat_map(|n| (0..=n).prop_map(move |count| Proportion { count, n }))
}

fn rows() -> impl Strategy<Value = Vec<[u8; 4]>> {
    prop::collection::vec(prop::array::uniform4(0_u8..=100), 2..40)
}

proptest! {
    /// A finer unit, or a higher place on the scale, changes nothing but the place.
    #[test]
    fn moments_do_not_depend_on_unit_or_place(x in scores(), up in 0_u32..1_000_000) {
        let sevenths: Vec<u32> = x.iter().map(|x| x * 7).collect();
        let (plain, fine) = (moments(&x, 10), moments(&sevenths, 70));
        prop_assert!(same(fine.mean(), plain.mean()) && same(fine.sd(), plain.sd()));
        let moved = moments(&x.iter().map(|x| x + up).collect::<Vec<_>>(), 10);
        prop_assert_eq!(moved.sd(), plain.sd());
        let interval = plain.mean_interval().unwrap();
        prop_assert!(holds(interval, plain.mean().unwrap()));
        prop_assert!(interval.low >= 0.0 && interval.high <= 100.0);
    }

    /// The region of hours holds both means, and each mean's own interval on its outer side.
    #[test]
    fn a_region_holds_its_bounds(lower in scores(), gap in 0_u32..500) {
        let upper: Vec<u32> = lower.iter().map(|x| x + gap).collect();
        let (lower, upper) = (moments(&lower, 10), moments(&upper, 10));
        let region = region_interval(&lower, &upper).unwrap();
        prop_assert!(region.low >= 0.0);
        prop_assert!(holds(region, lower.mean().unwrap()) && holds(region, upper.mean().unwrap()));
        prop_assert!(region.low <= lower.mean_interval().unwrap().low + 1e-9);
        prop_assert!(region.high >= upper.mean_interval().unwrap().high - 1e-9);
    }

    /// Turning the groups round turns every sign; moving both changes nothing.
    #[test]
    fn a_difference_is_antisymmetric(x in scores(), y in scores(), up in 0_u32..1_000) {
        let move_up = |x: &[u32]| moments(&x.iter().map(|x| x + up).collect::<Vec<_>>(), 10);
        let (a, b) = (moments(&x, 10), moments(&y, 10));
        let (there, back, moved) =
            (welch(&a, &b), welch(&b, &a), welch(&move_up(&x), &move_up(&y)));
        prop_assert_eq!(there.is_some(), a.sd() > Some(0.0) || b.sd() > Some(0.0));
        prop_assert!(same(hedges_g(&a, &b), hedges_g(&b, &a).map(|g| -g)));
        if let (Some(there), Some(back), Some(moved)) = (there, back, moved) {
            prop_assert!(near(there.difference, -back.difference) && near(there.p, back.p));
            prop_assert!(near(there.interval.low, -back.interval.high));
            prop_assert!(near(there.difference, moved.difference) && near(there.p, moved.p));
            prop_assert!(holds(there.interval, there.difference));
            prop_assert!(there.freedom >= 0.999_999 * count(a.n.min(b.n) - 1));
            prop_assert!(there.freedom <= 1.000_001 * count(a.n + b.n - 2));
            // The interval excludes 0 exactly when p is below 0.05.
            let excludes = !(there.interval.low..=there.interval.high).contains(&0.0);
            prop_assert!(excludes == (there.p < 0.05) || near(there.p, 0.05));
        }
    }

    /// Strata with the same mix of waves: the standardised difference is the raw one.
    #[test]
    fn equal_mixes_need_no_standardising(x in scores(), y in scores()) {
        let waves = [moments(&x, 10), moments(&y, 10)];
        let strata: Vec<Stratum> =
            waves.iter().map(|wave| Stratum { first: *wave, second: *wave }).collect();
        if let Some(found) = standardised(&strata) {
            prop_assert!(near(found.difference, 0.0) && near(found.p, 1.0));
        }
        let one = Stratum { first: waves[0], second: waves[1] };
        prop_assert_eq!(standardised(&[one]), welch(&waves[0], &waves[1]));
        let turned: Vec<Stratum> = strata.iter().rev().copied().collect();
        prop_assert_eq!(standardised(&strata).is_some(), standardised(&turned).is_some());
    }

    /// Adjusted p values keep the order, never shrink, and do not depend on the order given.
    #[test]
    fn holm_keeps_the_order(p in prop::collection::vec(prop::option::of(0.0_f64..=1.0), 0..15)) {
        let adjusted = holm(&p);
        prop_assert_eq!(adjusted.len(), p.len());
        for (a, &before_a) in adjusted.iter().zip(&p) {
            prop_assert_eq!(a.is_some(), before_a.is_some());
            prop_assert!(a.is_none_or(|a| Some(a) >= before_a && a <= 1.0));
            for (b, &before_b) in adjusted.iter().zip(&p) {
                prop_assert!(before_a.is_none() || before_a > before_b || a <= b);
            }
        }
        let turned: Vec<Option<f64>> = p.iter().rev().copied().collect();
        let mut back = holm(&turned);
        back.reverse();
        prop_assert_eq!(back, adjusted);
    }

    /// Swapped shares, and shares of those who did not, turn the sign.
    #[test]
    fn a_difference_of_shares_is_antisymmetric(a in share(), b in share()) {
        let found = newcombe(a, b);
        let not = |share: Proportion| Proportion { count: share.n - share.count, ..share };
        for turned in [newcombe(b, a), newcombe(not(a), not(b))] {
            prop_assert!(near(turned.difference, -found.difference));
            prop_assert!(near(turned.interval.low, -found.interval.high));
            prop_assert!(near(turned.interval.high, -found.interval.low));
        }
        prop_assert!(holds(found.interval, found.difference));
        prop_assert!(found.interval.low >= -1.0 && found.interval.high <= 1.0);
        prop_assert!(found.interval.low < found.interval.high);
    }

    /// Sums of parts are the sums of the whole, and taking back undoes.
    #[test]
    fn item_moments_merge_and_take_back(rows in rows(), cut in 0_usize..40) {
        let whole = item_moments(&rows);
        let (left, right) = rows.split_at(cut.min(rows.len()));
        let mut merged = item_moments(left);
        merged.merge(&item_moments(right));
        prop_assert_eq!(&merged, &whole);
        let mut taken = whole;
        for row in right {
            taken.remove(row);
        }
        prop_assert_eq!(taken, item_moments(left));
    }

    /// Reliability does not change with the order of items or a shift of one, nor rise above 1.
    #[test]
    fn reliability_is_invariant(rows in rows()) {
        let turned: Vec<[u8; 4]> = rows.iter().map(|[a, b, c, d]| [*d, *b, *a, *c]).collect();
        let mirrored: Vec<[u8; 4]> = rows.iter().map(|row| row.map(|x| 100 - x)).collect();
        let (plain, turned) = (item_moments(&rows), item_moments(&turned));
        let mirrored = item_moments(&mirrored);
        for other in [&turned, &mirrored] {
            prop_assert!(same(alpha(other), alpha(&plain)));
        }
        prop_assert!(same(item_rest(&turned)[0], item_rest(&plain)[3]));
        prop_assert!(same(item_rest(&mirrored)[1], item_rest(&plain)[1]));
        prop_assert!(item_rest(&plain).iter().flatten().all(|r| r.abs() <= 1.0));
        if let Some(alpha) = alpha(&plain) {
            prop_assert!(alpha <= 1.0 + 1e-12);
            prop_assert!(holds(alpha_interval(alpha, plain.n, 4).unwrap(), alpha));
        }
        match (omega(&plain), omega(&mirrored)) {
            (Omega::Estimate(a), Omega::Estimate(b)) => {
                prop_assert!((0.0..=1.0).contains(&a) && (a - b).abs() < 1e-6);
            }
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    /// Correlations do not change with unit, place or direction, and Spearman's only needs order.
    #[test]
    fn correlations_are_invariant(
        points in prop::collection::vec((0_u32..5, 0_u32..5), 2..60), up in 0_u32..1_000_000,
    ) {
        let r = pearson(&pair_moments(&points));
        let map = |change: &dyn Fn(u32, u32) -> (u32, u32)| {
            points.iter().map(|&(x, y)| change(x, y)).collect::<Vec<_>>()
        };
        let moved = map(&|x, y| (3 * x + up, y));
        prop_assert!(same(pearson(&pair_moments(&moved)), r));
        prop_assert!(same(pearson(&pair_moments(&map(&|x, y| (y, x)))), r));
        prop_assert!(same(pearson(&pair_moments(&map(&|x, y| (4 - x, y)))), r.map(|r| -r)));
        prop_assert!(r.is_none_or(|r| r.abs() <= 1.0));
        let joint = |points: &[(u32, u32)], side: usize| {
            let mut joint = vec![0; side * side];
            for &(x, y) in points {
                joint[x as usize * side + y as usize] += 1;
            }
            spearman(&joint, side)
        };
        let rank = joint(&points, 5);
        prop_assert!(same(joint(&map(&|x, y| (x * x, y)), 17), rank));
        prop_assert!(same(joint(&map(&|x, y| (y, x)), 5), rank));
        if let Some(interval) = r.and_then(|r| fisher_interval(r, points.len() as u64)) {
            prop_assert!(holds(interval, r.unwrap()));
            prop_assert!(interval.low >= -1.0 && interval.high <= 1.0);
        }
    }

    /// Quantiles of t fall towards the normal one with the degrees of freedom.
    #[test]
    fn quantiles_of_t_fall(freedom in 1_u64..3_000_000) {
        let (here, next) = (student_t_975(freedom).unwrap(), student_t_975(2 * freedom).unwrap());
        prop_assert!(here > next && next > 1.959_963_984_540_054);
    }
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn count(people: u64) -> f64 {
    people as f64
}

/// Where a figure has no meaning there is none, rather than a number or a panic.
#[test]
fn what_is_undefined_is_none() {
    let (nobody, one) = (moments(&[], 1), moments(&[50], 1));
    let equal = moments(&[50, 50, 50], 1);
    assert_eq!((nobody.mean(), nobody.sd(), nobody.mean_interval()), (None, None, None));
    assert_eq!((one.mean(), one.sd(), one.mean_interval()), (Some(50.0), None, None));
    assert_eq!((region_interval(&nobody, &nobody), region_interval(&one, &one)), (None, None));
    for other in [&nobody, &one, &equal] {
        assert_eq!((welch(other, &equal), welch(&equal, other)), (None, None));
        assert_eq!((hedges_g(other, &equal), hedges_g(&equal, other)), (None, None));
    }
    assert_eq!((standardised(&[]), holm(&[])), (None, vec![]));
    assert_eq!(student_t_975(0), None);
    let none = ItemMoments::new(4);
    assert_eq!((alpha(&none), omega(&none)), (None, Omega::NotConverged));
    assert_eq!(item_rest(&none), [None; 4]);
    assert_eq!(alpha(&ItemMoments::new(0)), None);
    assert_eq!((alpha_interval(0.5, 1, 4), alpha_interval(0.5, 30, 1)), (None, None));
    assert_eq!(pearson(&PairMoments::default()), None);
    assert_eq!(pearson(&pair_moments(&[(1, 2), (1, 3)])), None);
    assert_eq!((fisher_interval(0.5, 3), fisher_interval(1.0, 30)), (None, None));
    for (joint, side) in [(&[][..], 0), (&[1, 2, 3], 2), (&[0; 4], 2), (&[3, 4, 0, 0], 2)] {
        assert_eq!(spearman(joint, side), None);
    }
    // Sums that belong to no numbers, or are too large to be squared, are refused.
    let impossible = Moments { n: 2, sum: 100, squares: 10, units_per_point: 1 };
    let huge = Moments { n: u64::MAX, sum: u128::MAX, squares: u128::MAX, units_per_point: 1 };
    assert_eq!((impossible.sd(), huge.sd()), (None, None));
}
