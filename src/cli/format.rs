//! The forms in which records are written.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::ValueEnum;

use crate::domain::answer::{Answer, Priorities, Question};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::record::{CampaignRef, Record, campaign_number};

/// Form of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A bundle: one record a line
    Lines,
    /// A folder of files as the page saves them, in folders of 1,000
    Files,
    /// The same files one after the other in one stream
    Pretty,
    /// A group chat into which people have pasted their codes
    Codes,
    /// One row a record: option numbers, and words for missing answers
    Csv,
    /// The files in one archive
    Zip,
    /// How many records hold each answer
    #[value(skip)]
    Tally,
}

/// The word for an answer in a table.
pub(super) fn word(answer: Answer) -> String {
    match answer {
        Answer::Option(option) => option.to_string(),
        Answer::NotApplicable => "na".to_owned(),
        Answer::DontKnow => "dk".to_owned(),
        Answer::Declined => "pn".to_owned(),
        Answer::Skipped => "skipped".to_owned(),
        Answer::NotAsked => "not_asked".to_owned(),
    }
}

const fn form_word(form: Form) -> &'static str {
    match form {
        Form::Full => "full",
        Form::Quick => "quick",
    }
}

/// The priorities in a table: categories with semicolons, or a word.
fn priorities_word(instrument: &Instrument, priorities: &Priorities) -> String {
    match priorities {
        Priorities::Chosen(chosen) => {
            let ids = chosen.iter().map(|&at| instrument.categories[usize::from(at)].id.as_str());
            ids.collect::<Vec<_>>().join(";")
        }
        Priorities::Nothing => "none".to_owned(),
        Priorities::Declined => word(Answer::Declined),
        Priorities::Skipped => word(Answer::Skipped),
        Priorities::NotAsked => word(Answer::NotAsked),
    }
}

fn priorities_id(instrument: &Instrument) -> Option<&str> {
    instrument.priorities_index().map(|at| instrument.outcomes[at].id.as_str())
}

/// The first row of a table of records. No field of the table needs quotes.
pub(super) fn csv_head(instrument: &Instrument, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "id,revision,campaign,wave,form")?;
    let questions = instrument.questions().map(|(_, id)| id);
    for id in questions.chain(priorities_id(instrument)) {
        write!(out, ",{id}")?;
    }
    writeln!(out)
}

/// A record's row.
pub(super) fn csv_row(
    instrument: &Instrument,
    record: &Record,
    out: &mut dyn Write,
) -> io::Result<()> {
    let complete = record.complete();
    write!(out, "{},{},", record.id(), record.revision())?;
    match record.campaign() {
        Some(CampaignRef { id, wave }) => write!(out, "{},{wave}", campaign_number(id))?,
        None => write!(out, ",")?,
    }
    write!(out, ",{}", form_word(complete.form()))?;
    for (question, _) in instrument.questions() {
        match complete.answers().get(question) {
            Answer::Option(option) => write!(out, ",{option}")?,
            answer => write!(out, ",{}", word(answer))?,
        }
    }
    if priorities_id(instrument).is_some() {
        write!(out, ",{}", priorities_word(instrument, &complete.answers().priorities))?;
    }
    writeln!(out)
}

/// How codes stand in messages, one after the other: alone, after words, broken by the chat, in
/// small letters, quoted, with a full-width colon.
const WAYS: u64 = 6;
const BROKEN_AFTER: usize = 60;
const CHATTER: [&str; 4] = ["收到", "填好了，几分钟的事", "这个是匿名的吧？", "好的，下午填"];

/// A message with the code of a record, sometimes with chatter before it.
pub(super) fn chat(number: u64, record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let code = record.to_code();
    if number.is_multiple_of(3) {
        let words = CHATTER[usize::try_from(number / 3 % 4).unwrap_or(0)];
        writeln!(out, "成员{:05}\n{words}\n", number + 7)?;
    }
    writeln!(out, "成员{number:05}")?;
    match number % WAYS {
        0 => writeln!(out, "{code}\n"),
        1 => writeln!(out, "我的代码 {code}\n"),
        2 => {
            let (start, rest) = code.split_at(BROKEN_AFTER);
            writeln!(out, "{start}\n{rest}\n")
        }
        3 => writeln!(out, "{}\n", code.to_lowercase()),
        4 => writeln!(out, "> {code}\n收到\n"),
        _ => writeln!(out, "{}\n", code.replacen(':', "：", 1)),
    }
}

/// How many records hold each answer.
#[derive(Debug, Default)]
pub(super) struct Counts(BTreeMap<(Form, usize, Mark), u64>);

/// What can be counted for a question; declining and the like stand after the options.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Answer(Answer),
    /// A category as first, second or third choice.
    Choice(usize, u8),
    Priorities(Priorities),
}

impl Counts {
    pub(super) fn add(&mut self, instrument: &Instrument, record: &Record) {
        let (form, answers) = (record.complete().form(), record.complete().answers());
        let mut count = |place, mark| *self.0.entry((form, place, mark)).or_default() += 1;
        let mut places = 0;
        for (question, _) in instrument.questions() {
            count(places, Mark::Answer(answers.get(question)));
            places += 1;
        }
        match &answers.priorities {
            Priorities::Chosen(chosen) => {
                for (rank, &category) in chosen.iter().enumerate() {
                    count(places, Mark::Choice(rank, category));
                }
            }
            other => count(places, Mark::Priorities(other.clone())),
        }
    }

    /// Writes the table: one row for each answer that some record holds.
    pub(super) fn write(&self, instrument: &Instrument, out: &mut dyn Write) -> io::Result<()> {
        let questions: Vec<(Question, &str)> = instrument.questions().collect();
        writeln!(out, "form,question,answer,records")?;
        for ((form, place, mark), records) in &self.0 {
            let id = questions.get(*place).map(|(_, id)| *id);
            let id = id.or(priorities_id(instrument)).unwrap_or_default();
            let mark = match mark {
                Mark::Answer(answer) => word(*answer),
                Mark::Priorities(priorities) => priorities_word(instrument, priorities),
                Mark::Choice(rank, category) => {
                    format!("{}:{}", rank + 1, instrument.categories[usize::from(*category)].id)
                }
            };
            writeln!(out, "{},{id},{mark},{records}", form_word(*form))?;
        }
        Ok(())
    }
}
