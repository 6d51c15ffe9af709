//! JSON files: a good one, changed in one place.

use qingdan::domain::record::Reason;

use super::{Case, bad, campaign, full, quick};

/// A text with its only `from` replaced.
fn edit(json: &str, from: &str, to: &str) -> String {
    assert_eq!(json.matches(from).count(), 1, "{from}");
    json.replace(from, to)
}

/// A good full record with its only `from` replaced.
fn changed(from: &str, to: &str) -> String {
    edit(&full().json(), from, to)
}

/// A good record of a campaign with its only `from` replaced.
fn in_campaign(from: &str, to: &str) -> String {
    edit(&campaign().json(), from, to)
}

/// A good full record with another answer to one question.
fn answered(id: &str, answer: &str) -> String {
    with_answer(&full().json(), id, answer)
}

fn with_answer(json: &str, id: &str, answer: &str) -> String {
    let key = format!("\n    \"{id}\": ");
    let from = json.find(&key).expect("the question is there") + key.len();
    let to = from + json[from..].find('\n').expect("a line ends");
    let comma = if json[..to].ends_with(',') { "," } else { "" };
    format!("{}{answer}{comma}{}", &json[..from], &json[to..])
}

pub(super) fn all() -> Vec<Case> {
    [bytes(), json(), shape(), canonical(), head(), campaigns(), answers(), rules()]
        .into_iter()
        .flatten()
        .collect()
}

/// Not a text, or too much of it.
fn bytes() -> Vec<Case> {
    let good = full().json();
    let oversized = format!("{good}{}", " ".repeat(8193 - good.len()));
    let limit = Reason::TooLarge { size_bytes: 8193, limit_bytes: 8192 };
    let mut bad_utf8 = good.clone().into_bytes();
    bad_utf8[5] = 0xff;
    vec![
        bad("empty.json", "", Reason::Empty, ""),
        bad("oversized.json", oversized, limit, ""),
        bad("bad_utf8.json", bad_utf8, Reason::NotUtf8 { offset: 5 }, ""),
    ]
}

/// Not JSON.
fn json() -> Vec<Case> {
    let good = full().json();
    let at = |line, column| Reason::NotJson { line, column };
    vec![
        bad("bom.json", format!("\u{feff}{good}"), at(1, 1), ""),
        bad("truncated.json", &good.as_bytes()[..good.len() / 2], at(33, 19), ""),
        bad("trailing_data.json", format!("{good}{{}}\n"), at(69, 1), ""),
        bad("nesting.json", "[".repeat(4000), at(1, 128), ""),
        bad("comment.json", format!("// Mine\n{good}"), at(1, 1), ""),
        bad("lone_surrogate.json", changed("\"full\"", "\"\\ud800\""), at(6, 18), ""),
        bad("not_a_number.json", answered("meet_hours", "NaN"), at(18, 19), ""),
        bad("infinite_number.json", answered("meet_hours", "1e999"), at(18, 23), ""),
        bad("leading_zero.json", answered("meet_hours", "00"), at(18, 20), ""),
        bad("plain_text.json", "我上个月开了三十次会。\n", at(1, 1), ""),
    ]
}

/// JSON of another shape.
fn shape() -> Vec<Case> {
    let object = || Reason::WrongType { expected: "object" };
    let string = Reason::WrongType { expected: "string" };
    let line = "  \"revision\": 0,\n";
    let (question, next) = ("    \"meet_peak\": 1,\n", "    \"meet_hours\": 0,\n");
    let later = changed("qingdan-record/1", "qingdan-record/2");
    let later = edit(&later, line, "  \"revision\": 0,\n  \"paper\": true,\n");
    let unknown = |found: &str| Reason::UnknownFormat { found: found.to_owned() };
    let saved_at = format!("{line}  \"saved_at\": \"2026-11-21T22:35:00+08:00\",\n");
    vec![
        bad("null.json", "null\n", object(), ""),
        bad("array_for_object.json", "[\"qingdan-record/1\", []]\n", object(), ""),
        bad("array_for_answers.json", array_for("answers"), object(), "answers"),
        bad("array_for_background.json", array_for("background"), object(), "background"),
        bad("number_for_format.json", changed("\"qingdan-record/1\"", "1"), string, "format"),
        bad("duplicate_key.json", changed(line, &line.repeat(2)), Reason::DuplicateKey, "revision"),
        bad(
            "duplicate_answer.json",
            changed(next, &next.repeat(2)),
            Reason::DuplicateKey,
            "answers.meet_hours",
        ),
        bad("missing_field.json", changed(line, ""), Reason::Missing, "revision"),
        bad("missing_question.json", changed(question, ""), Reason::Missing, "answers.meet_peak"),
        bad("extra_field.json", changed(line, &saved_at), Reason::UnknownField, "saved_at"),
        bad(
            "unknown_question.json",
            changed(question, &format!("{question}    \"tea_hours\": 1,\n")),
            Reason::UnknownQuestion,
            "answers.tea_hours",
        ),
        bad("later_format.json", later, unknown("qingdan-record/2"), "format"),
        bad(
            "unknown_format.json",
            "{\n  \"format\": \"burden-survey\",\n  \"score\": 55.2\n}\n",
            unknown("burden-survey"),
            "format",
        ),
    ]
}

/// A good full record with one of its objects as a list of pairs.
fn array_for(key: &str) -> String {
    let good = full().json();
    let from = good.find(&format!("\"{key}\": {{")).expect("the field is there") + key.len() + 4;
    let to = from + good[from..].find('}').expect("it ends");
    format!("{}[]{}", &good[..from], &good[to + 1..])
}

/// The right content in other bytes.
fn canonical() -> Vec<Case> {
    let good = full().json();
    let at = |offset| Reason::NotCanonical { offset };
    let line: String = good.split_whitespace().collect();
    let spaced = line.replacen(':', ": ", 1);
    let in_spaced = line.find(':').expect("a field is there") + 1;
    let (form, id) = ("  \"form\": \"full\",\n", "  \"format\": \"qingdan-record/1\",\n");
    let reordered = edit(&edit(&good, form, ""), id, &format!("{form}{id}"));
    let no_end = good.trim_end().to_owned();
    let length = no_end.len();
    let in_form = good.find("form\":").expect("the field is there");
    vec![
        bad("crlf.json", good.replace('\n', "\r\n"), at(1), ""),
        bad("line_with_a_space.json", spaced, at(in_spaced), ""),
        bad("keys_reordered.json", reordered, at(9), ""),
        bad("escaped_key.json", changed("\"form\"", "\"\\u0066orm\""), at(in_form), ""),
        bad("no_final_newline.json", no_end, at(length), ""),
        bad("blank_line_at_end.json", format!("{good}\n"), at(length + 1), ""),
    ]
}

/// Faults before the answers.
fn head() -> Vec<Case> {
    let unknown = |found: &str| found.to_owned();
    let good = full().json();
    let hash = instrument_hash();
    let id = "\"abababababababababababababababab\"";
    let wrong = format!("{}{}", &hash[..63], if hash.ends_with('0') { '1' } else { '0' });
    let revision = |value: &str| changed("\"revision\": 0", &format!("\"revision\": {value}"));
    vec![
        bad(
            "unknown_instrument.json",
            changed("\"grassroots-burden\"", "\"office-burden\""),
            Reason::UnknownInstrument { found: unknown("office-burden") },
            "instrument",
        ),
        bad(
            "unknown_version.json",
            edit(&good, &version(), "\"version\": \"99.0.0\""),
            Reason::UnknownVersion { found: unknown("99.0.0") },
            "version",
        ),
        bad("wrong_hash.json", changed(&hash, &wrong), Reason::WrongHash, "hash"),
        bad("uppercase_hash.json", changed(&hash, &hash.to_uppercase()), Reason::WrongHash, "hash"),
        bad("unknown_form.json", changed("\"full\"", "\"short\""), Reason::BadForm, "form"),
        bad("wrong_id_short.json", changed(id, "\"abab\""), Reason::BadId, "id"),
        bad("wrong_id_letters.json", changed(id, &id.replace('a', "g")), Reason::BadId, "id"),
        bad("uppercase_hex.json", changed(id, &id.to_uppercase()), Reason::BadId, "id"),
        bad("wrong_id_number.json", changed(id, "171"), Reason::BadId, "id"),
        bad("revision_256.json", revision("256"), Reason::BadRevision, "revision"),
        bad("revision_negative.json", revision("-1"), Reason::BadRevision, "revision"),
        bad("revision_text.json", revision("\"0\""), Reason::BadRevision, "revision"),
    ]
}

fn instrument_hash() -> String {
    super::instrument().hash.to_string()
}

fn version() -> String {
    format!("\"version\": \"{}\"", super::instrument().version)
}

/// Faults of campaign and wave.
fn campaigns() -> Vec<Case> {
    let wave = |value: &str| in_campaign("\"wave\": 2", &format!("\"wave\": {value}"));
    let id = |value: &str| in_campaign("\"c0ffee01\"", value);
    vec![
        bad("campaign_without_wave.json", wave("null"), Reason::BadWave, "wave"),
        bad("wave_without_campaign.json", id("null"), Reason::BadCampaign, "campaign"),
        bad("wave_zero.json", wave("0"), Reason::BadWave, "wave"),
        bad("wave_100.json", wave("100"), Reason::BadWave, "wave"),
        bad("wave_text.json", wave("\"2\""), Reason::BadWave, "wave"),
        bad("campaign_short.json", id("\"c0ffee\""), Reason::BadCampaign, "campaign"),
        bad("campaign_uppercase.json", id("\"C0FFEE01\""), Reason::BadCampaign, "campaign"),
    ]
}

/// Answers that no question can have.
fn answers() -> Vec<Case> {
    let hours = "answers.meet_hours";
    let hours_of = |answer: &str| answered("meet_hours", answer);
    let six = || Reason::OptionOutOfRange { options: 6 };
    vec![
        bad("option_out_of_range.json", hours_of("6"), six(), hours),
        bad("option_256.json", hours_of("256"), six(), hours),
        bad("huge_number.json", hours_of("99999999999999999999"), Reason::NotAnAnswer, hours),
        bad("negative_option.json", hours_of("-1"), Reason::NotAnAnswer, hours),
        bad("float_option.json", hours_of("1.0"), Reason::NotAnAnswer, hours),
        bad("exponent_option.json", hours_of("1e0"), Reason::NotAnAnswer, hours),
        bad("numeric_string.json", hours_of("\"1\""), Reason::NotAnAnswer, hours),
        bad("free_text.json", hours_of("\"太多了\""), Reason::NotAnAnswer, hours),
        bad("boolean_answer.json", hours_of("true"), Reason::NotAnAnswer, hours),
        bad("list_answer.json", hours_of("[1]"), Reason::NotAnAnswer, hours),
        bad("object_answer.json", hours_of("{\"option\": 1}"), Reason::NotAnAnswer, hours),
        bad("na_not_offered.json", hours_of("\"na\""), Reason::NotOffered, hours),
        bad("dk_not_offered.json", hours_of("\"dk\""), Reason::NotOffered, hours),
        bad(
            "background_na.json",
            answered("bg_level", "\"na\""),
            Reason::NotOffered,
            "background.bg_level",
        ),
        bad(
            "background_out_of_range.json",
            answered("bg_level", "5"),
            Reason::OptionOutOfRange { options: 5 },
            "background.bg_level",
        ),
    ]
}

/// Answers that contradict the form, a rule, or each other.
fn rules() -> Vec<Case> {
    let quick = with_answer(&quick().json(), "meet_peak", "1");
    let rule = Reason::ContradictsRule { item: "insp_count".to_owned() };
    let top3 = |answer: &str| answered("out_top3", answer);
    let place = "answers.out_top3";
    vec![
        bad("quick_answers_full_item.json", quick, Reason::ContradictsForm, "answers.meet_peak"),
        bad(
            "not_asked_in_full.json",
            answered("meet_peak", "\"not_asked\""),
            Reason::ContradictsForm,
            "answers.meet_peak",
        ),
        bad(
            "outcome_not_asked.json",
            answered("out_drained", "\"not_asked\""),
            Reason::ContradictsForm,
            "answers.out_drained",
        ),
        bad("contradicts_rule.json", answered("insp_count", "0"), rule, "answers.insp_repeat"),
        bad("priorities_twice.json", top3("[\"trace\", \"trace\"]"), Reason::BadPriorities, place),
        bad(
            "priorities_four.json",
            top3("[\"trace\", \"meetings\", \"ranking\", \"digital\"]"),
            Reason::BadPriorities,
            place,
        ),
        bad("priorities_unknown.json", top3("[\"tea\"]"), Reason::BadPriorities, place),
        bad("priorities_number.json", top3("[2]"), Reason::NotAnAnswer, place),
        bad("priorities_not_asked.json", top3("\"not_asked\""), Reason::NotAnAnswer, place),
    ]
}
