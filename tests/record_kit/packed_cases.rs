//! Packed files: 64 bytes, changed in one place.

use qingdan::domain::record::Reason;

use super::{Case, bad, campaign, full, quick};

/// First byte of the answers; two answers a byte, the earlier in the high half.
const ANSWERS: usize = 36;

/// Where the answer with this number stands: background 0 to 3, items 4 to 43, outcomes 44 to 51,
/// priorities 52 to 54.
fn set(packed: &mut [u8; 64], number: usize, answer: u8) {
    let byte = &mut packed[ANSWERS + number / 2];
    *byte =
        if number.is_multiple_of(2) { *byte & 0x0f | answer << 4 } else { *byte & 0xf0 | answer };
}

fn changed(change: impl Fn(&mut [u8; 64])) -> [u8; 64] {
    let mut packed = full().record().pack();
    change(&mut packed);
    packed
}

fn in_campaign(change: impl Fn(&mut [u8; 64])) -> [u8; 64] {
    let mut packed = campaign().record().pack();
    change(&mut packed);
    packed
}

pub(super) fn all() -> Vec<Case> {
    let mut cases = outside();
    cases.extend(inside());
    cases
}

/// Faults of length, format, instrument, campaign and unused places.
fn outside() -> Vec<Case> {
    let packed = full().record().pack();
    let long = [&packed[..], &[0]].concat();
    let found = |found: &str| found.to_owned();
    let at = |offset| Reason::NotCanonical { offset };
    vec![
        bad("empty.bin", [], Reason::Empty, ""),
        bad("short.bin", &packed[..63], Reason::WrongLength { size_bytes: 63 }, ""),
        bad("long.bin", long, Reason::WrongLength { size_bytes: 65 }, ""),
        bad(
            "later_format.bin",
            changed(|p| p[0] = 2),
            Reason::UnknownFormat { found: found("2") },
            "format",
        ),
        bad(
            "unknown_instrument.bin",
            changed(|p| p[1..5].copy_from_slice(&[0xde, 0xad, 0xbe, 0xef])),
            Reason::UnknownInstrument { found: found("deadbeef") },
            "instrument",
        ),
        bad("reserved_flag.bin", changed(|p| p[5] |= 0x80), at(5), ""),
        bad("reserved_ticket.bin", changed(|p| p[35] = 1), at(35), ""),
        bad("reserved_end.bin", changed(|p| p[63] |= 1), at(63), ""),
        bad("campaign_without_flag.bin", changed(|p| p[23] = 0xc0), at(23), ""),
        bad("wave_without_flag.bin", changed(|p| p[27] = 1), at(27), ""),
        bad("wave_zero.bin", in_campaign(|p| p[27] = 0), Reason::BadWave, "wave"),
        bad("wave_100.bin", in_campaign(|p| p[27] = 100), Reason::BadWave, "wave"),
    ]
}

/// Faults of answers.
fn inside() -> Vec<Case> {
    let rule = Reason::ContradictsRule { item: "insp_count".to_owned() };
    let mut quick = quick().record().pack();
    set(&mut quick, 5, 1);
    let at = |offset| Reason::NotCanonical { offset };
    vec![
        bad(
            "option_out_of_range.bin",
            changed(|p| set(p, 4, 6)),
            Reason::OptionOutOfRange { options: 6 },
            "answers.meet_hours",
        ),
        bad(
            "na_not_offered.bin",
            changed(|p| set(p, 4, 11)),
            Reason::NotOffered,
            "answers.meet_hours",
        ),
        bad(
            "background_na.bin",
            changed(|p| set(p, 0, 11)),
            Reason::NotOffered,
            "background.bg_level",
        ),
        bad(
            "not_asked_in_full.bin",
            changed(|p| set(p, 5, 15)),
            Reason::ContradictsForm,
            "answers.meet_peak",
        ),
        bad("quick_answers_full_item.bin", quick, Reason::ContradictsForm, "answers.meet_peak"),
        bad("contradicts_rule.bin", changed(|p| set(p, 14, 0)), rule, "answers.insp_repeat"),
        bad(
            "outcome_not_asked.bin",
            changed(|p| set(p, 46, 15)),
            Reason::ContradictsForm,
            "answers.out_drained",
        ),
        bad(
            "priorities_twice.bin",
            changed(|p| set(p, 53, 3)),
            Reason::BadPriorities,
            "answers.out_top3",
        ),
        bad(
            "priorities_unknown.bin",
            changed(|p| set(p, 52, 12)),
            Reason::BadPriorities,
            "answers.out_top3",
        ),
        bad(
            "priorities_not_asked.bin",
            changed(|p| set(p, 52, 15)),
            Reason::BadPriorities,
            "answers.out_top3",
        ),
        // The second choice is missing, the third is there.
        bad("priorities_gap.bin", changed(|p| set(p, 53, 14)), at(63), ""),
        // "None for now" and a second choice.
        bad("priorities_none_and_one.bin", changed(|p| set(p, 52, 11)), at(62), ""),
    ]
}
