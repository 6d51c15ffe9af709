//! What the tests of forms share: two instruments, and tables as servers write them.

use std::sync::OnceLock;

use qingdan::domain::answer::{Answer, Priorities};
use qingdan::domain::instrument::{Form as Length, Instrument};
use qingdan::domain::record::Record;
use qingdan::domain::shipped_instrument;
use qingdan::domain::xlsform::{Form, Stamp};

/// A short instrument with everything that is hard to carry: a category with the id of an item, ids
/// that end with another id, a rule of applicability, signed codes, priorities.
pub(crate) fn short() -> &'static Instrument {
    static SHORT: OnceLock<Instrument> = OnceLock::new();
    SHORT.get_or_init(|| Instrument::parse(include_bytes!("short.json")).expect("an instrument"))
}

/// Another that ships: one category, no outcome, no background, no quick form.
pub(crate) fn raw_tlx() -> &'static Instrument {
    static RAW_TLX: OnceLock<Instrument> = OnceLock::new();
    let bytes = include_bytes!("../../instrument/raw-tlx.json");
    RAW_TLX.get_or_init(|| Instrument::parse(bytes).expect("an instrument"))
}

pub(crate) fn all() -> [&'static Instrument; 3] {
    [shipped_instrument(), short(), raw_tlx()]
}

/// Whose export a table is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    /// `group-question`, `KEY`.
    Central,
    /// `group/question`, `_uuid`.
    Kobo,
    /// `question`, `_uuid`.
    KoboWithoutGroups,
}

/// A question of a form, with the groups around it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) groups: Vec<String>,
    pub(crate) name: String,
    pub(crate) list: Option<String>,
    pub(crate) relevant: String,
}

/// Everything in a form that has a column in a table of answers.
pub(crate) fn asked(form: &Form) -> Vec<Asked> {
    let mut groups: Vec<String> = Vec::new();
    let mut asked = Vec::new();
    for row in 0..form.survey.rows().len() {
        let cell = |column: &str| form.survey.cell(row, column).to_owned();
        match cell("type").as_str() {
            "begin_group" => groups.push(cell("name")),
            "end_group" => drop(groups.pop().expect("a group")),
            kind => asked.push(Asked {
                groups: groups.clone(),
                name: cell("name"),
                list: kind.strip_prefix("select_one ").map(str::to_owned),
                relevant: cell("relevant"),
            }),
        }
    }
    asked
}

/// The table that a server would export, headers first. The answers' own ids are numbers.
pub(crate) fn table(
    instrument: &Instrument,
    form: &Form,
    records: &[Record],
    server: Server,
) -> Vec<Vec<String>> {
    let asked = asked(form);
    let header = |one: &Asked| {
        let mark = if server == Server::Central { "-" } else { "/" };
        let groups = if server == Server::KoboWithoutGroups { &[][..] } else { &one.groups };
        let path: Vec<&str> = groups.iter().map(String::as_str).chain([&*one.name]).collect();
        path.join(mark)
    };
    let (before, after): (&[&str], &[&str]) = match server {
        Server::Central => (
            &["SubmissionDate"],
            &["meta-instanceID", "KEY", "SubmitterName", "ReviewState", "DeviceID", "FormVersion"],
        ),
        _ => (&["start"], &["__version__", "_id", "_uuid", "_submission_time", "_submitted_by"]),
    };
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let headers = [own(before), asked.iter().map(header).collect(), own(after)].concat();
    let rows = records.iter().enumerate().map(|(number, record)| {
        let uuid = format!("uuid:0000-{number:08}");
        let bare = uuid.trim_start_matches("uuid:");
        let after: Vec<String> = match server {
            Server::Central => own(&[&uuid, &uuid, "somebody", "", "phone-7", "1.0.0"]),
            _ => own(&["vX", &number.to_string(), bare, "2026-11-22T09:00:00", "somebody"]),
        };
        let cells = asked.iter().map(|one| cell(instrument, record, one)).collect();
        [own(&["2026-11-22"]), cells, after].concat()
    });
    [headers].into_iter().chain(rows).collect()
}

/// What a form holds after a person has given the answers of a record.
fn cell(instrument: &Instrument, record: &Record, asked: &Asked) -> String {
    let complete = record.complete();
    let answers = complete.answers();
    match asked.name.as_str() {
        "qd_instrument" => return Stamp::of(instrument).to_string(),
        "qd_form" if complete.form() == Length::Quick => return "quick".to_owned(),
        "qd_form" => return "full".to_owned(),
        _ => {}
    }
    if let Some((question, _)) = instrument.questions().find(|(_, id)| *id == asked.name) {
        let item = instrument.item_index(&asked.name);
        let passed = item.is_some_and(|at| answers.inapplicable(instrument, complete.form(), at));
        return match answers.get(question) {
            Answer::Option(option) => option.to_string(),
            Answer::NotApplicable if passed => String::new(),
            Answer::NotApplicable => "na".to_owned(),
            Answer::DontKnow => "dk".to_owned(),
            Answer::Declined => "pn".to_owned(),
            Answer::Skipped | Answer::NotAsked => String::new(),
        };
    }
    let rank = asked.name.rsplit_once('_').and_then(|(_, rank)| rank.parse::<usize>().ok());
    match (&answers.priorities, rank) {
        (Priorities::Chosen(chosen), Some(rank)) => chosen
            .get(rank - 1)
            .map(|&at| instrument.categories[usize::from(at)].id.clone())
            .unwrap_or_default(),
        (Priorities::Nothing, Some(1)) => "none".to_owned(),
        (Priorities::Declined, Some(1)) => "pn".to_owned(),
        _ => String::new(),
    }
}
