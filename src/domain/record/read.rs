//! Reading a record from JSON: any bytes give a record or a refusal.

use super::node::Node;
use super::refusal::{Reason, Refusal};
use super::write::RECORD_FORMAT;
use super::{CampaignRef, Record, RecordId, WAVE_MAX};
use crate::domain::answer::{Answer, Answers, Complete, Priorities, Question};
use crate::domain::instrument::{Form, Instrument, PRIORITIES_MAX};
use crate::domain::interview::allows;

/// Largest record file, bytes; a full record of the shipped instrument has about 1,700.
pub const SIZE_BYTES_MAX: usize = 8192;

/// Longest piece of an input that a refusal repeats, characters.
const QUOTE_CHARS_MAX: usize = 40;

const FIELDS: [&str; 11] = [
    "format",
    "instrument",
    "version",
    "hash",
    "form",
    "campaign",
    "wave",
    "id",
    "revision",
    "background",
    "answers",
];

/// Reads a record of one of the known instruments from its JSON form, or from the same on one
/// line, with or without a line feed at its end.
///
/// # Examples
/// ```
/// use qingdan::domain::record::{Reason, read_json};
/// use qingdan::domain::shipped_instrument;
///
/// let known = [shipped_instrument()];
/// let record = std::fs::read("tests/kit/good_full.json")?;
/// assert!(read_json(&known, &record).is_ok());
///
/// // Any bytes give a record or a refusal that says what is wrong, and where.
/// let refusal = read_json(&known, b"{\n  \"format\": \n").expect_err("not a record");
/// assert_eq!(refusal.reason, Reason::NotJson { line: 3, column: 0 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_json(known: &[&Instrument], bytes: &[u8]) -> Result<Record, Refusal> {
    let whole = |reason| Refusal::new(reason, "");
    if bytes.is_empty() {
        return Err(whole(Reason::Empty));
    }
    if bytes.len() > SIZE_BYTES_MAX {
        return Err(whole(Reason::TooLarge {
            size_bytes: bytes.len() as u64,
            limit_bytes: SIZE_BYTES_MAX as u64,
        }));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| whole(Reason::NotUtf8 { offset: error.valid_up_to() }))?;
    let node: Node = serde_json::from_str(text)
        .map_err(|error| whole(Reason::NotJson { line: error.line(), column: error.column() }))?;
    check_format(&node)?;
    let fields = object(node, "", &FIELDS, &Reason::UnknownField)?;
    let instrument = read_instrument(known, &fields)?;
    let record = read_fields(instrument, fields)?;
    let (pretty, line) = (record.to_json(instrument), record.to_line(instrument) + "\n");
    if text == pretty || text == line || text == line.trim_end() {
        return Ok(record);
    }
    let same = |form: &str| form.bytes().zip(bytes).take_while(|(a, b)| a == *b).count();
    Err(whole(Reason::NotCanonical { offset: same(&pretty).max(same(&line)) }))
}

/// Refuses other formats by their name, before their fields can look like faults.
fn check_format(node: &Node) -> Result<(), Refusal> {
    let Node::Object(fields) = node else {
        return Ok(());
    };
    match fields.iter().find(|(key, _)| key == "format") {
        Some((_, Node::Text(format))) if format != RECORD_FORMAT => {
            Err(Refusal::new(Reason::UnknownFormat { found: quote(format) }, "format"))
        }
        _ => Ok(()),
    }
}

/// The fields of an object that must have exactly the expected keys, in expected order.
fn object(
    node: Node,
    place: &str,
    expected: &[&str],
    unknown: &Reason,
) -> Result<Vec<Node>, Refusal> {
    let Node::Object(fields) = node else {
        return Err(Refusal::new(Reason::WrongType { expected: "object" }, place));
    };
    let path = |key: &str| {
        let key: String = key.chars().take(QUOTE_CHARS_MAX).collect();
        if place.is_empty() { key } else { format!("{place}.{key}") }
    };
    let mut found: Vec<Option<Node>> = expected.iter().map(|_| None).collect();
    for (key, value) in fields {
        let Some(position) = expected.iter().position(|&e| e == key) else {
            return Err(Refusal::new(unknown.clone(), path(&key)));
        };
        if found[position].replace(value).is_some() {
            return Err(Refusal::new(Reason::DuplicateKey, path(&key)));
        }
    }
    expected
        .iter()
        .zip(found)
        .map(|(key, value)| value.ok_or_else(|| Refusal::new(Reason::Missing, path(key))))
        .collect()
}

/// The text of a node, for ids and versions.
fn text<'a>(node: &'a Node, place: &str) -> Result<&'a str, Refusal> {
    match node {
        Node::Text(text) => Ok(text),
        _ => Err(Refusal::new(Reason::WrongType { expected: "string" }, place)),
    }
}

/// The beginning of a text, to say what was found.
pub(super) fn quote(text: &str) -> String {
    text.chars().take(QUOTE_CHARS_MAX).collect()
}

/// Finds the instrument that the first four fields name.
fn read_instrument<'a>(
    known: &[&'a Instrument],
    fields: &[Node],
) -> Result<&'a Instrument, Refusal> {
    text(&fields[0], "format")?;
    let (id, version) = (text(&fields[1], "instrument")?, text(&fields[2], "version")?);
    let hash = text(&fields[3], "hash")?;
    let same_id: Vec<_> = known.iter().filter(|instrument| instrument.id == id).collect();
    if same_id.is_empty() {
        return Err(Refusal::new(Reason::UnknownInstrument { found: quote(id) }, "instrument"));
    }
    let same_version: Vec<_> = same_id.iter().filter(|i| i.version == version).collect();
    if same_version.is_empty() {
        return Err(Refusal::new(Reason::UnknownVersion { found: quote(version) }, "version"));
    }
    same_version
        .iter()
        .find(|instrument| instrument.hash.to_string() == hash)
        .map(|instrument| **instrument as &Instrument)
        .ok_or_else(|| Refusal::new(Reason::WrongHash, "hash"))
}

/// Reads everything after the instrument. `fields` are in the order of [`FIELDS`].
fn read_fields(instrument: &Instrument, fields: Vec<Node>) -> Result<Record, Refusal> {
    let mut fields = fields.into_iter().skip(4);
    let mut next = || fields.next().unwrap_or(Node::Null);
    let form = match text(&next(), "form")? {
        "full" => Form::Full,
        "quick" => Form::Quick,
        _ => return Err(Refusal::new(Reason::BadForm, "form")),
    };
    let campaign = read_campaign(&next(), &next())?;
    let id = text(&next(), "id").ok().and_then(hex::<16>).map(RecordId);
    let id = id.ok_or_else(|| Refusal::new(Reason::BadId, "id"))?;
    let revision = match next() {
        Node::Whole(revision) => u8::try_from(revision).ok(),
        _ => None,
    };
    let revision = revision.ok_or_else(|| Refusal::new(Reason::BadRevision, "revision"))?;
    let answers = read_answers(instrument, next(), next())?;
    let complete = settled(instrument, form, answers, |reason, id| {
        Refusal::new(reason, format!("answers.{id}"))
    })?;
    Ok(Record { instrument: instrument.hash, campaign, id, revision, complete })
}

fn read_campaign(id: &Node, wave: &Node) -> Result<Option<CampaignRef>, Refusal> {
    match (id, wave) {
        (Node::Null, Node::Null) => Ok(None),
        (Node::Text(id), Node::Whole(wave)) => {
            let id = hex(id).ok_or_else(|| Refusal::new(Reason::BadCampaign, "campaign"))?;
            let wave = u8::try_from(*wave).ok().filter(|wave| (1..=WAVE_MAX).contains(wave));
            let wave = wave.ok_or_else(|| Refusal::new(Reason::BadWave, "wave"))?;
            Ok(Some(CampaignRef { id, wave }))
        }
        (Node::Text(_), _) => Err(Refusal::new(Reason::BadWave, "wave")),
        _ => Err(Refusal::new(Reason::BadCampaign, "campaign")),
    }
}

/// Bytes from lower-case hexadecimal digits of exactly the right number.
pub(super) fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits: Vec<u8> = text
        .bytes()
        .map(|byte| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    if digits.len() == 2 * N { bytes.try_into().ok() } else { None }
}

fn read_answers(
    instrument: &Instrument,
    background: Node,
    answers: Node,
) -> Result<Answers, Refusal> {
    let mut read = Answers::new(instrument);
    let ids: Vec<&str> =
        instrument.background.iter().map(|question| question.id.as_str()).collect();
    let nodes = object(background, "background", &ids, &Reason::UnknownQuestion)?;
    for (position, (id, node)) in (0_u8..).zip(ids.iter().zip(nodes)) {
        let answer = read_answer(instrument, Question::Background(position), &node)
            .map_err(|reason| Refusal::new(reason, format!("background.{id}")))?;
        read.background[usize::from(position)] = answer;
    }
    let items = instrument.items.iter().map(|item| item.id.as_str());
    let outcomes = instrument.outcomes.iter().map(|outcome| outcome.id.as_str());
    let ids: Vec<&str> = items.chain(outcomes).collect();
    let nodes = object(answers, "answers", &ids, &Reason::UnknownQuestion)?;
    for (position, (id, node)) in ids.iter().zip(nodes).enumerate() {
        let place = |reason| Refusal::new(reason, format!("answers.{id}"));
        let outcome = position.checked_sub(instrument.items.len());
        if outcome.is_some() && outcome == instrument.priorities_index() {
            read.priorities = read_priorities(instrument, node).map_err(place)?;
            continue;
        }
        let question = match outcome {
            None => Question::Item(u8::try_from(position).unwrap_or(u8::MAX)),
            Some(outcome) => Question::Outcome(u8::try_from(outcome).unwrap_or(u8::MAX)),
        };
        let answer = read_answer(instrument, question, &node).map_err(place)?;
        if let Some(slot) = read.slot(question) {
            *slot = answer;
        }
    }
    Ok(read)
}

fn read_answer(instrument: &Instrument, question: Question, node: &Node) -> Result<Answer, Reason> {
    let answer = match node {
        Node::Null => Answer::Skipped,
        Node::Whole(option) => Answer::Option(u8::try_from(*option).unwrap_or(u8::MAX)),
        Node::Text(text) => match text.as_str() {
            "na" => Answer::NotApplicable,
            "dk" => Answer::DontKnow,
            "pn" => Answer::Declined,
            "not_asked" => return Ok(Answer::NotAsked),
            _ => return Err(Reason::NotAnAnswer),
        },
        _ => return Err(Reason::NotAnAnswer),
    };
    if allows(instrument, question, answer) {
        return Ok(answer);
    }
    Err(match answer {
        Answer::Option(_) => {
            Reason::OptionOutOfRange { options: instrument.options_of(question).len() }
        }
        _ => Reason::NotOffered,
    })
}

fn read_priorities(instrument: &Instrument, node: Node) -> Result<Priorities, Reason> {
    let list = match node {
        Node::Null => return Ok(Priorities::Skipped),
        Node::Text(text) if text == "pn" => return Ok(Priorities::Declined),
        Node::List(list) => list,
        _ => return Err(Reason::NotAnAnswer),
    };
    let mut chosen: Vec<u8> = Vec::new();
    for node in list {
        let Node::Text(id) = node else { return Err(Reason::NotAnAnswer) };
        let category = instrument.category_index(&id).and_then(|c| u8::try_from(c).ok());
        let category = category.ok_or(Reason::BadPriorities)?;
        if chosen.contains(&category) || chosen.len() == PRIORITIES_MAX {
            return Err(Reason::BadPriorities);
        }
        chosen.push(category);
    }
    Ok(if chosen.is_empty() { Priorities::Nothing } else { Priorities::Chosen(chosen) })
}

/// Checks that answers agree with the form and with the instrument's rules. What is wrong comes
/// from the reason and the question's id.
pub(super) fn settled<E>(
    instrument: &Instrument,
    form: Form,
    answers: Answers,
    refuse: impl Fn(Reason, &str) -> E,
) -> Result<Complete, E> {
    for (item, &answer) in instrument.items.iter().zip(&answers.items) {
        let asked = form == Form::Full || item.quick;
        if asked == (answer == Answer::NotAsked) {
            return Err(refuse(Reason::ContradictsForm, &item.id));
        }
    }
    for (position, &answer) in answers.items.iter().enumerate() {
        if answers.settled(instrument, form, position) != answer {
            let item = &instrument.items[position];
            let rule = item.not_applicable_when.as_ref();
            let decided_by = rule.map_or_else(String::new, |rule| rule.item.clone());
            return Err(refuse(Reason::ContradictsRule { item: decided_by }, &item.id));
        }
    }
    for (outcome, &answer) in instrument.choice_outcomes().iter().zip(&answers.outcomes) {
        if answer == Answer::NotAsked {
            return Err(refuse(Reason::ContradictsForm, &outcome.id));
        }
    }
    Ok(Complete { form, answers })
}
