//! Every formula against R (stats, psych) and Python (scipy, statsmodels, pingouin) on the same
//! data; `tests/oracle/formulas.py` and `formulas.R` made the fixtures.

use qingdan::domain::stats::{
    ConfidenceInterval, Difference, ItemMoments, Moments, Omega, PairMoments, Proportion, Stratum,
    alpha, alpha_interval, detectable, fisher_interval, hedges_g, holm, item_rest, newcombe, omega,
    pearson, region_interval, spearman, standardised, student_t_975, welch,
};
use serde_json::{Value, json};

const DATA: &str = include_str!("../fixtures/oracle/formula_data.json");
const EXPECTED: [(&str, &str); 2] = [
    ("Python", include_str!("../fixtures/oracle/formula_python.json")),
    ("R", include_str!("../fixtures/oracle/formula_r.json")),
];

/// Largest difference, absolute below 1 and relative above.
const TOLERANCE: f64 = 1e-9;
/// The same for a fit by iteration.
const FIT_TOLERANCE: f64 = 1e-6;

#[test]
fn every_formula_equals_two_independent_ones() {
    let found = compute(&serde_json::from_str(DATA).unwrap());
    for (program, text) in EXPECTED {
        let expected: Value = serde_json::from_str(text).unwrap();
        let mut compared = 0;
        compare(program, &found, &expected, &mut compared);
        assert!(compared > 250, "{program}: only {compared} figures");
    }
}

#[test]
fn a_changed_figure_would_be_noticed() {
    let found = compute(&serde_json::from_str(DATA).unwrap());
    for place in ["/samples/0/sd", "/groups/3/g", "/items/3/omega", "/p/2/5", "/t/8"] {
        let mut expected: Value = serde_json::from_str(EXPECTED[1].1).unwrap();
        let figure = expected.pointer_mut(place).unwrap();
        *figure = json!(figure.as_f64().unwrap() + 3.0 * FIT_TOLERANCE);
        let compared = std::panic::catch_unwind(|| compare("planted", &found, &expected, &mut 0));
        assert!(compared.is_err(), "{place}");
    }
}

/// Compares two trees of figures and counts them.
fn compare(place: &str, found: &Value, expected: &Value, compared: &mut usize) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            assert!(found.keys().eq(expected.keys()), "{place}: {found:?} {expected:?}");
            for (key, value) in found {
                compare(&format!("{place}.{key}"), value, &expected[key], compared);
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{place}");
            for (number, (found, expected)) in found.iter().zip(expected).enumerate() {
                compare(&format!("{place}.{number}"), found, expected, compared);
            }
        }
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
            let tolerance = if place.ends_with("omega") { FIT_TOLERANCE } else { TOLERANCE };
            // A p value is small: compare its digits, not its distance.
            let p_value = place.rsplit('.').next() == Some("p");
            let scale = if p_value { expected } else { expected.abs().max(1.0) };
            let near = (found - expected).abs() <= tolerance * scale;
            assert!(near, "{place}: {found} instead of {expected}");
            *compared += 1;
        }
        _ => {
            assert_eq!(found, expected, "{place}");
            *compared += 1;
        }
    }
}

/// Every figure of the data, in the form of the fixtures.
fn compute(data: &Value) -> Value {
    let each = |key: &str, figure: &dyn Fn(&Value) -> Value| {
        Value::Array(data[key].as_array().unwrap().iter().map(figure).collect())
    };
    json!({
        "samples": each("samples", &sample),
        "groups": each("groups", &|pair| groups(data, pair)),
        "p": each("p", &|p| json!(holm(&p.as_array().unwrap().iter().map(Value::as_f64)
            .collect::<Vec<_>>()))),
        "shares": each("shares", &shares),
        "items": each("items", &items),
        "pairs": each("pairs", &pair),
        "strata": each("strata", &strata),
        "detectable": each("detectable", &|groups| {
            let figure = |place: usize| groups[place].as_f64().unwrap();
            let found = detectable(figure(0), whole(&groups[1]), figure(2), whole(&groups[3]));
            json!({"interval": found.interval_points, "power": found.power_points})
        }),
        "hours": each("hours", &|bounds| {
            ends(region_interval(&moments(&bounds[0]), &moments(&bounds[1])).unwrap())
        }),
        "t": each("t", &|freedom| json!(student_t_975(whole(freedom)))),
        "f": each("f", &f_quantiles),
    })
}

/// F quantiles, read off the interval of an alpha of 0: `1 − F(0.975)` to `1 − F(0.025)`.
fn f_quantiles(freedom: &Value) -> Value {
    let (people, both) = (whole(&freedom[0]), whole(&freedom[1]));
    let items = usize::try_from(both / people).unwrap() + 1;
    let interval = alpha_interval(0.0, people + 1, items).unwrap();
    json!({"low": 1.0 - interval.high, "high": 1.0 - interval.low})
}

fn sample(data: &Value) -> Value {
    let moments = moments(data);
    let interval = moments.mean_interval().unwrap();
    let (mean, sd) = (moments.mean(), moments.sd());
    json!({"mean": mean, "sd": sd, "low": interval.low, "high": interval.high})
}

fn groups(data: &Value, pair: &Value) -> Value {
    let group = |place: usize| moments(&data["samples"][place_of(&pair[place])]);
    let (first, second) = (group(0), group(1));
    let mut found = difference(welch(&first, &second).unwrap());
    found["g"] = json!(hedges_g(&first, &second));
    found
}

fn shares(counts: &Value) -> Value {
    let share = |at: usize| Proportion { count: whole(&counts[at]), n: whole(&counts[at + 1]) };
    let (first, second) = (share(0), share(2));
    let found = newcombe(first, second);
    json!({
        "first": ends(first.interval()), "second": ends(second.interval()),
        "difference": found.difference, "low": found.interval.low, "high": found.interval.high,
    })
}

fn items(rows: &Value) -> Value {
    let rows: Vec<Vec<u8>> = serde_json::from_value(rows.clone()).unwrap();
    let mut items = ItemMoments::new(rows[0].len());
    for row in &rows {
        items.add(row);
    }
    let alpha = alpha(&items).unwrap();
    let interval = alpha_interval(alpha, items.n, rows[0].len()).unwrap();
    let omega = match omega(&items) {
        Omega::Estimate(estimate) => json!(estimate),
        Omega::NotConverged => Value::Null,
    };
    json!({
        "alpha": alpha, "low": interval.low, "high": interval.high,
        "omega": omega, "rest": item_rest(&items),
    })
}

fn pair(data: &Value) -> Value {
    let read = |key: &str| data[key].as_array().unwrap().iter().map(whole).collect::<Vec<_>>();
    let (x, y) = (read("x"), read("y"));
    let side = place_of(&json!(x.iter().chain(&y).max().unwrap())) + 1;
    let mut joint = vec![0; side * side];
    let mut sums = PairMoments::default();
    for (&x, &y) in x.iter().zip(&y) {
        joint[place_of(&json!(x)) * side + place_of(&json!(y))] += 1;
        let (x, y) = (u128::from(x), u128::from(y));
        sums = PairMoments {
            n: sums.n + 1,
            x: sums.x + x,
            y: sums.y + y,
            xx: sums.xx + x * x,
            yy: sums.yy + y * y,
            xy: sums.xy + x * y,
        };
    }
    let r = pearson(&sums).unwrap();
    let interval = fisher_interval(r, sums.n).unwrap();
    let spearman = spearman(&joint, side);
    json!({"pearson": r, "spearman": spearman, "low": interval.low, "high": interval.high})
}

fn strata(data: &Value) -> Value {
    let stratum = |waves: &Value| Stratum { first: moments(&waves[0]), second: moments(&waves[1]) };
    let strata: Vec<Stratum> = data.as_array().unwrap().iter().map(stratum).collect();
    difference(standardised(&strata).unwrap())
}

fn difference(found: Difference) -> Value {
    let Difference { difference, interval, freedom, p } = found;
    json!({
        "difference": difference, "freedom": freedom, "p": p,
        "low": interval.low, "high": interval.high,
    })
}

fn ends(interval: ConfidenceInterval) -> Value {
    json!({"low": interval.low, "high": interval.high})
}

/// Exact sums of a sample given as values and how many people have each.
fn moments(sample: &Value) -> Moments {
    let numbers = |key: &str| sample[key].as_array().unwrap().iter().map(whole);
    let mut sums = Moments { n: 0, sum: 0, squares: 0, units_per_point: whole(&sample["units"]) };
    for (value, people) in numbers("values").zip(numbers("people")) {
        let (value, many) = (u128::from(value), u128::from(people));
        sums.n += people;
        sums.sum += many * value;
        sums.squares += many * value * value;
    }
    sums
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("no whole number: {value}"))
}

fn place_of(value: &Value) -> usize {
    usize::try_from(whole(value)).unwrap()
}
