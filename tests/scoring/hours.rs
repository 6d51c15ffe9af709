//! Hours per week: the worked example of the design, the bounds, and answers that are missing.

use qingdan::domain::answer::{Answer, Answers, Complete};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::score::{HoursEstimate, estimate_hours};
use qingdan::domain::shipped_instrument;

use super::{set, v3};

/// The estimate for these options of these questions, everything else skipped.
fn hours(picks: &[(&str, u8)]) -> Option<HoursEstimate> {
    let instrument = shipped_instrument();
    let mut answers = Answers::new(instrument);
    for &(id, option) in picks {
        set(&mut answers, id, Answer::Option(option));
    }
    estimate_hours(instrument, &Complete::new(instrument, Form::Full, &answers))
}

const ACTIVITIES: [&str; 5] =
    ["meet_hours", "paper_hours", "trace_hours", "insp_hours", "dig_hours"];

/// All five activities at these options, and the whole week at `week`.
fn whole_week(options: [u8; 5], week: Option<u8>) -> HoursEstimate {
    let mut picks: Vec<_> = ACTIVITIES.into_iter().zip(options).collect();
    picks.extend(week.map(|option| ("out_weekhours", option)));
    hours(&picks).unwrap()
}

#[test]
fn hours_of_the_worked_example() {
    let estimate = hours(&[
        ("meet_hours", 4),
        ("paper_hours", 3),
        ("trace_hours", 2),
        ("insp_hours", 2),
        ("dig_hours", 2),
        ("out_weekhours", 2),
        ("meet_needless", 2),
        ("form_dup", 1),
        ("insp_repeat", 2),
    ])
    .unwrap();
    // 25 – 36.5 – 48 hours a week.
    assert_eq!(estimate.lower, 25);
    assert_eq!((estimate.central_halves, estimate.upper), (Some(73), Some(48)));
    assert_eq!((estimate.answered, estimate.activities, estimate.inconsistent), (5, 5, false));
    // 5.15 – 11.55 – 20.40, shown as 5.2 – 11.6 – 20.4.
    let avoidable = estimate.avoidable.unwrap();
    assert_eq!(avoidable.pairs, 3);
    assert_eq!(avoidable.lower_hundredths, 515);
    assert_eq!(avoidable.central_quarter_hundredths, 4 * 1155);
    assert_eq!(avoidable.upper_hundredths, 2040);
}

#[test]
fn hours_stay_within_the_week() {
    let check = |options, week, expected: (u32, Option<u32>, Option<u32>, bool)| {
        let found = whole_week(options, week);
        let found = (found.lower, found.central_halves, found.upper, found.inconsistent);
        assert_eq!(found, expected, "{options:?} {week:?}");
    };
    check([0, 0, 0, 0, 0], Some(0), (0, Some(5), Some(5), false));
    check([5, 4, 0, 0, 0], Some(1), (30, Some(83), Some(48), false));
    // Exactly the bound is consistent; centre and upper end stop there.
    check([5, 5, 0, 0, 0], Some(0), (40, Some(80), Some(40), false));
    check([5, 5, 1, 0, 0], Some(0), (41, None, None, true));
    // The open band of the week ends at 84 hours; without an answer the week has 168.
    check([5, 5, 5, 5, 0], Some(4), (80, Some(168), Some(84), false));
    check([5, 5, 5, 5, 5], Some(4), (100, None, None, true));
    check([5, 5, 5, 5, 5], None, (100, Some(250), Some(168), false));
}

#[test]
fn some_hours_give_a_lower_bound_only() {
    assert_eq!(hours(&[]), None);
    assert_eq!(hours(&[("out_weekhours", 0)]), None);
    let estimate = hours(&[("meet_hours", 4), ("trace_hours", 2), ("meet_needless", 1)]).unwrap();
    assert_eq!((estimate.lower, estimate.central_halves, estimate.upper), (13, None, None));
    assert_eq!((estimate.answered, estimate.inconsistent), (2, false));
    let avoidable = estimate.avoidable.unwrap();
    assert_eq!((avoidable.pairs, avoidable.lower_hundredths), (1, 100));
    assert_eq!(avoidable.upper_hundredths, 700);
    let too_many = [("meet_hours", 5), ("paper_hours", 5), ("dig_hours", 1), ("out_weekhours", 0)];
    let estimate = hours(&too_many).unwrap();
    assert!(estimate.inconsistent && estimate.avoidable.is_none(), "{estimate:?}");
    let no_share = hours(&[("meet_hours", 4), ("form_dup", 4)]).unwrap();
    assert_eq!(no_share.avoidable, None);
}

#[test]
fn an_instrument_without_hours_estimates_none() {
    let without = Instrument { hours: None, ..shipped_instrument().clone() };
    let complete = Complete::new(&without, Form::Full, &v3());
    assert_eq!(estimate_hours(&without, &complete), None);
}
