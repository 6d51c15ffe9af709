//! Seeds of the readers of forms and of answers: sheets between form feeds, rows as lines, cells
//! between tabs.

use qingdan::domain::answer::Answer;
use qingdan::domain::instrument::{Form as Length, Instrument};
use qingdan::domain::xlsform::{Asked, Form, Names, Responses, Sheet, Stamp, export, import};

use super::{Seed, instrument, people};

/// A form of a team of its own.
const OWN: &str = "type\tname\tlabel\trelevant\tcalculation
begin_group\twork\tWork
select_one s\ta\tForms
select_one s\tb\tMeetings\t${a} != 'rare'
end_group
calculate\tc\t\t\t1 + 1
\u{c}list_name\tname\tlabel\tscore
s\trare\tRarely\t0
s\toften\tOften\t100
s\tdk\tNo idea
\u{c}form_id\tversion
own\t1
";

pub(super) fn seeds() -> Vec<Seed> {
    let form = export(instrument(), &Asked::Usual).expect("a form");
    let sheets = [&form.survey, &form.choices, &form.settings].map(text).join("\u{c}");
    let seed = |name: &str, text: String| ("xlsform", name.to_owned(), text.into_bytes());
    vec![
        seed("shipped.txt", sheets),
        seed("own.txt", OWN.to_owned()),
        seed("answers.txt", answers()),
    ]
}

fn text(sheet: &Sheet) -> String {
    let rows = [sheet.headers()].into_iter().chain(sheet.rows().iter().map(Vec::as_slice));
    rows.map(|row| row.join("\t") + "\n").collect()
}

/// Answers of some people, without groups.
fn answers() -> String {
    let ids: Vec<&str> = instrument().questions().map(|(_, id)| id).collect();
    let ranks = ["out_top3_1", "out_top3_2", "out_top3_3"];
    let own = "qd_instrument\tqd_form\tKEY";
    let mut rows = [own, &ids.join("\t"), &ranks.join("\t")].join("\t") + "\n";
    let stamp = Stamp::of(instrument()).to_string();
    for (number, record) in people(3).iter().enumerate() {
        let answers = record.complete().answers();
        let form = if record.complete().form() == Length::Quick { "quick" } else { "full" };
        let cell = |answer: Answer| match answer {
            Answer::Option(option) => option.to_string(),
            Answer::DontKnow => "dk".to_owned(),
            Answer::Declined => "pn".to_owned(),
            _ => String::new(),
        };
        let cells: Vec<String> =
            instrument().questions().map(|(question, _)| cell(answers.get(question))).collect();
        let id = |at: u8| instrument().categories[usize::from(at)].id.as_str();
        let chosen = answers.priorities.chosen();
        let chosen = [0, 1, 2].map(|rank| chosen.get(rank).map_or("", |&at| id(at)));
        let line = [&stamp, form, &format!("uuid:{number}"), &cells.join("\t"), &chosen.join("\t")];
        rows += &(line.join("\t") + "\n");
    }
    rows
}

fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Whether the text is a form that gives an instrument, or a table whose rows are all records.
pub(super) fn is_taken(text: &str) -> bool {
    let mut sheets = text.splitn(3, '\u{c}').map(rows).map(Sheet::read);
    let mut next = || sheets.next().and_then(Result::ok).unwrap_or_default();
    let form = Form { survey: next(), choices: next(), settings: next() };
    let names = Names::of(instrument()).expect("names");
    let table = rows(text);
    let whole = |table: &[Vec<String>]| {
        let responses = Responses::new(instrument(), &names, None, &table[0]).ok()?;
        Some(table[1..].iter().all(|row| responses.read(row).is_ok()))
    };
    Instrument::parse(import(&form).json.as_bytes()).is_ok() || whole(&table) == Some(true)
}
