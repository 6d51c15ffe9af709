//! The record as JSON: writing, and reading that never fails as a whole.

use std::fmt::Write as _;

use super::node::Node;
use super::refusal::{Reason, Refusal};
use super::{CampaignRef, REVISION_MAX, Record, RecordId, WAVE_MAX};
use crate::domain::answer::{Answer, Answers, Complete, Priorities, Question};
use crate::domain::instrument::{Form, Instrument, PRIORITIES_MAX};
use crate::domain::interview::allows;

/// The value of the field `format`.
pub const RECORD_FORMAT: &str = "qingdan-record/1";

/// Largest record file, bytes; a full record of the shipped instrument has about 1,700.
pub const SIZE_BYTES_MAX: usize = 8192;

/// Longest piece of an input that a refusal repeats, characters.
const QUOTE_CHARS_MAX: usize = 40;

const FIELDS: [&str; 11] = [
    "format", "instrument", "version", "hash", "form", "campaign", "wave", "id", "revision",
    "background", "answers",
];

impl Record {
    /// The canonical JSON form: fields and answers in fixed order, one a line, ending with a line
    /// feed. `instrument` must be the one answered.
    pub fn to_json(&self, instrument: &Instrument) -> String {
        let answers = self.complete.answers();
        let mut json = String::with_capacity(2048);
        let form = match self.complete.form() {
            Form::Full => "full",
            Form::Quick => "quick",
        };
        let (campaign, wave) = match self.campaign {
            Some(CampaignRef { id, wave }) => {
                (format!("\"{:08x}\"", u32::from_be_bytes(id)), wave.to_string())
            }
            None => ("null".to_owned(), "null".to_owned()),
        };
        let head = [
            ("format", quoted(RECORD_FORMAT)),
            ("instrument", quoted(&instrument.id)),
            ("version", quoted(&instrument.version)),
            ("hash", format!("\"{}\"", self.instrument)),
            ("form", quoted(form)),
            ("campaign", campaign),
            ("wave", wave),
            ("id", format!("\"{}\"", self.id)),
            ("revision", self.revision.to_string()),
        ];
        json.push_str("{\n");
        for (key, value) in head {
            // Writing to a string cannot fail.
            let _ = writeln!(json, "  \"{key}\": {value},");
        }
        let background = instrument.background.iter().map(|question| question.id.as_str());
        write_object(&mut json, "background", background.zip(
            answers.background.iter().map(|&answer| answer_json(answer)),
        ));
        json.push_str(",\n");
        let items = instrument.items.iter().map(|item| item.id.as_str());
        let items = items.zip(answers.items.iter().map(|&answer| answer_json(answer)));
        let outcomes = instrument.choice_outcomes().iter().map(|outcome| outcome.id.as_str());
        let outcomes = outcomes.zip(answers.outcomes.iter().map(|&answer| answer_json(answer)));
        let priorities = instrument.priorities_index().map(|position| {
            let id = instrument.outcomes[position].id.as_str();
            (id, priorities_json(instrument, &answers.priorities))
        });
        write_object(&mut json, "answers", items.chain(outcomes).chain(priorities));
        json.push_str("\n}\n");
        json
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn write_object<'a>(
    json: &mut String,
    key: &str,
    fields: impl Iterator<Item = (&'a str, String)>,
) {
    let _ = write!(json, "  \"{key}\": {{");
    for (position, (id, value)) in fields.enumerate() {
        let comma = if position == 0 { "" } else { "," };
        let _ = write!(json, "{comma}\n    \"{id}\": {value}");
    }
    json.push_str("\n  }");
}

fn answer_json(answer: Answer) -> String {
    match answer {
        Answer::Option(option) => option.to_string(),
        Answer::NotApplicable => "\"na\"".to_owned(),
        Answer::DontKnow => "\"dk\"".to_owned(),
        Answer::Declined => "\"pn\"".to_owned(),
        Answer::Skipped => "null".to_owned(),
        Answer::NotAsked => "\"not_asked\"".to_owned(),
    }
}

fn priorities_json(instrument: &Instrument, priorities: &Priorities) -> String {
    match priorities {
        Priorities::Chosen(chosen) => {
            let ids = chosen.iter().map(|&c| quoted(&instrument.categories[usize::from(c)].id));
            format!("[{}]", ids.collect::<Vec<_>>().join(", "))
        }
        Priorities::Nothing => "[]".to_owned(),
        Priorities::Declined => "\"pn\"".to_owned(),
        Priorities::Skipped => "null".to_owned(),
        Priorities::NotAsked => "\"not_asked\"".to_owned(),
    }
}

/// Reads a record of one of the known instruments from its JSON form.
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
    let node: Node = serde_json::from_str(text).map_err(|error| {
        whole(Reason::NotJson { line: error.line(), column: error.column() })
    })?;
    let fields = object(node, "", &FIELDS, Reason::UnknownField)?;
    let instrument = read_instrument(known, &fields)?;
    let record = read_fields(instrument, fields)?;
    let canonical = record.to_json(instrument);
    if canonical.as_bytes() == bytes {
        Ok(record)
    } else {
        let same = canonical.bytes().zip(bytes).take_while(|(a, b)| a == *b).count();
        Err(whole(Reason::NotCanonical { offset: same }))
    }
}

/// The fields of an object that must have exactly the expected keys, in expected order.
fn object(
    node: Node,
    place: &str,
    expected: &[&str],
    unknown: Reason,
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
            return Err(Refusal::new(unknown, path(&key)));
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

fn quote(text: &str) -> String {
    text.chars().take(QUOTE_CHARS_MAX).collect()
}

/// Finds the instrument that the first four fields name.
fn read_instrument<'a>(
    known: &[&'a Instrument],
    fields: &[Node],
) -> Result<&'a Instrument, Refusal> {
    let format = text(&fields[0], "format")?;
    if format != RECORD_FORMAT {
        return Err(Refusal::new(Reason::UnknownFormat { found: quote(format) }, "format"));
    }
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
        Node::Whole(revision) if revision <= u64::from(REVISION_MAX) => {
            u8::try_from(revision).unwrap_or(REVISION_MAX)
        }
        _ => return Err(Refusal::new(Reason::BadRevision, "revision")),
    };
    let answers = read_answers(instrument, next(), next())?;
    let complete = settled(instrument, form, answers)?;
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
fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
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
    let ids: Vec<&str> = instrument.background.iter().map(|question| question.id.as_str()).collect();
    let nodes = object(background, "background", &ids, Reason::UnknownQuestion)?;
    for (position, (id, node)) in (0_u8..).zip(ids.iter().zip(nodes)) {
        let answer = read_answer(instrument, Question::Background(position), &node)
            .map_err(|reason| Refusal::new(reason, format!("background.{id}")))?;
        read.background[usize::from(position)] = answer;
    }
    let items = instrument.items.iter().map(|item| item.id.as_str());
    let outcomes = instrument.outcomes.iter().map(|outcome| outcome.id.as_str());
    let ids: Vec<&str> = items.chain(outcomes).collect();
    let nodes = object(answers, "answers", &ids, Reason::UnknownQuestion)?;
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

fn read_answer(
    instrument: &Instrument,
    question: Question,
    node: &Node,
) -> Result<Answer, Reason> {
    let answer = match node {
        Node::Null => Answer::Skipped,
        Node::Whole(option) => {
            Answer::Option(u8::try_from(*option).unwrap_or(u8::MAX))
        }
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
        let category = category.ok_or(Reason::UnknownQuestion)?;
        if chosen.contains(&category) || chosen.len() == PRIORITIES_MAX {
            return Err(Reason::BadPriorities);
        }
        chosen.push(category);
    }
    Ok(if chosen.is_empty() { Priorities::Nothing } else { Priorities::Chosen(chosen) })
}

/// Checks that answers agree with the form and with the instrument's rules.
pub(super) fn settled(
    instrument: &Instrument,
    form: Form,
    answers: Answers,
) -> Result<Complete, Refusal> {
    for (item, &answer) in instrument.items.iter().zip(&answers.items) {
        let place = || format!("answers.{}", item.id);
        let asked = form == Form::Full || item.quick;
        if asked == (answer == Answer::NotAsked) {
            return Err(Refusal::new(Reason::ContradictsForm, place()));
        }
    }
    for (position, &answer) in answers.items.iter().enumerate() {
        if answers.settled(instrument, form, position) != answer {
            let item = &instrument.items[position];
            let rule = item.not_applicable_when.as_ref();
            let decided_by = rule.map_or_else(String::new, |rule| rule.item.clone());
            let reason = Reason::ContradictsRule { item: decided_by };
            return Err(Refusal::new(reason, format!("answers.{}", item.id)));
        }
    }
    for (outcome, &answer) in instrument.choice_outcomes().iter().zip(&answers.outcomes) {
        if answer == Answer::NotAsked {
            let place = format!("answers.{}", outcome.id);
            return Err(Refusal::new(Reason::ContradictsForm, place));
        }
    }
    Ok(Complete { form, answers })
}
