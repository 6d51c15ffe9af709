//! `qingdan xlsform` as a person or a script runs it: workbooks and tables, what is told, and every
//! exit code.
//!
//! What pyxform makes of the forms is committed in `tests/xlsform/`. With `QINGDAN_PYXFORM`, a
//! Python that has pyxform, it is asked anew, as `cargo xtask test --full` does; with
//! `QINGDAN_BLESS` as well, the files are written.

#[path = "xlsform/campaigns.rs"]
mod campaigns;
#[path = "xlsform/counts.rs"]
mod counts;
#[path = "xlsform/kit.rs"]
mod kit;
#[path = "xlsform/tables.rs"]
mod tables;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use kit::{Server, all, asked, raw_tlx, short, table};
use qingdan::domain::instrument::Instrument;
use qingdan::domain::record::{Record, read_json};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::xlsform::{Asked, Form, Stamp, export};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SHORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/xlsform/short.json");
const RAW_TLX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instrument/raw-tlx.json");

/// The option that names an instrument other than the shipped one.
fn chosen(instrument: &Instrument) -> Vec<&'static str> {
    match instrument.id.as_str() {
        "short" => vec!["--instrument", SHORT],
        "raw-tlx" => vec!["--instrument", RAW_TLX],
        _ => Vec::new(),
    }
}

/// An empty folder of its own for a test.
fn place(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("xlsform").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

fn command(words: &[&str], language: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
    command.args(words).stdin(Stdio::null()).env("QINGDAN_LANG", language);
    command
}

/// The exit code, and what is said beside the result.
fn said(words: &[&str], language: &str) -> (i32, String) {
    let Output { status, stderr, .. } = command(words, language).output().expect("runs");
    (status.code().expect("a code"), String::from_utf8(stderr).expect("UTF-8"))
}

/// Runs a command that must work, and gives its result and what is said beside it.
fn done(words: &[&str]) -> (String, String) {
    let Output { status, stdout, stderr } = command(words, "en").output().expect("runs");
    let said = String::from_utf8(stderr).expect("UTF-8");
    assert_eq!(status.code(), Some(0), "{words:?}: {said}");
    (String::from_utf8(stdout).expect("UTF-8"), said)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Writes a table as a server does.
fn write_csv(path: &Path, rows: &[Vec<String>], separator: u8) {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .quote_style(if separator == b';' {
            csv::QuoteStyle::Always
        } else {
            csv::QuoteStyle::Necessary
        })
        .from_path(path)
        .expect("a file");
    for row in rows {
        writer.write_record(row).expect("written");
    }
}

fn records(instrument: &Instrument, bundle: &str) -> Vec<Record> {
    bundle.lines().map(|line| read_json(&[instrument], line.as_bytes()).expect("one")).collect()
}

/// What pyxform says of a form, worked out from its sheets.
fn expected(instrument: &Instrument, form: &Form) -> String {
    let mut lines =
        vec![format!("form {} {} {}", instrument.title.zh, instrument.id, instrument.version)];
    lines.extend(["language 中文 (zh) (default)", "language English (en)"].map(str::to_owned));
    let names = |list: &str| -> String {
        let rows = 0..form.choices.rows().len();
        let rows = rows.filter(|&row| form.choices.cell(row, "list_name") == list);
        rows.map(|row| form.choices.cell(row, "name")).collect::<Vec<_>>().join(",")
    };
    for one in asked(form) {
        let path = ["/data", &one.groups.join("/"), &one.name].join("/").replace("//", "/");
        if let Some(list) = &one.list {
            lines.push(format!("select|{path}|{list}|{}|{}", names(list), one.relevant));
        }
    }
    let Stamp { id, version, .. } = Stamp::of(instrument);
    lines.push(format!("calculate|/data/qd_instrument|'{id} {version} HASH'"));
    lines.join("\n") + "\n"
}

/// pyxform opens the exported forms without a warning, and asks what the instrument asks.
#[test]
fn pyxform_makes_of_a_form_what_is_meant() {
    let folder = place("pyxform");
    let sources = Path::new(SHORT).with_file_name("");
    for (name, instrument) in
        [("shipped", shipped_instrument()), ("short", short()), ("raw-tlx", raw_tlx())]
    {
        let book = folder.join(name).with_extension("xlsx");
        let options = ["xlsform", "export", "--background", "all", "--out", text(&book)];
        done(&[&chosen(instrument)[..], &options[..]].concat());
        let committed = sources.join(name).with_extension("txt");
        if let Some(python) = std::env::var_os("QINGDAN_PYXFORM") {
            let script = sources.join("open_form.py");
            let run = Command::new(python).arg("-B").arg(script).arg(&book).output();
            let Output { status, stdout, stderr } = run.expect("Python");
            assert!(status.success(), "{name}: {}", String::from_utf8_lossy(&stderr));
            if std::env::var_os("QINGDAN_BLESS").is_some() {
                fs::write(&committed, &stdout).expect("written");
            }
            let committed = fs::read_to_string(&committed).expect("a committed file");
            assert_eq!(String::from_utf8(stdout).expect("UTF-8"), committed, "{name}");
        }
        let form = export(instrument, &Asked::All).expect("a form");
        let committed = fs::read_to_string(&committed).expect("a committed file");
        let expected = expected(instrument, &form);
        for (found, meant) in committed.lines().zip(expected.lines()) {
            assert_eq!(found, meant, "{name}");
        }
        assert_eq!(committed, expected, "{name}");
    }
}

/// A workbook and three tables say the same, and the same bytes come out every time.
#[test]
fn a_workbook_and_its_tables_are_one_form() {
    let folder = place("forms");
    let [book, again] = ["form.xlsx", "again.xlsx"].map(|name| folder.join(name));
    let tables = folder.join("form");
    done(&["xlsform", "export", "--out", text(&book), "--csv", text(&tables)]);
    done(&["xlsform", "export", "--out", text(&again)]);
    assert_eq!(fs::read(&book).expect("a file"), fs::read(&again).expect("a file"));
    let (of_book, said_book) = done(&["xlsform", "import", text(&book)]);
    let (of_tables, said_tables) = done(&["xlsform", "import", text(&tables)]);
    assert_eq!((&of_book, &said_book), (&of_tables, &said_tables));
    let instrument = Instrument::parse(of_book.as_bytes()).expect("an instrument");
    assert_eq!(instrument.items.len(), shipped_instrument().items.len());
    assert_eq!(instrument.background.len(), 2, "those that are usually asked");
    assert!(said_book.contains("40 scored questions; 0 rows left out"), "{said_book}");
}

/// Answers come back as the records they were, from every server, in an order without meaning.
#[test]
fn answers_become_records() {
    let folder = place("answers");
    for instrument in all() {
        let form = export(instrument, &Asked::Usual).expect("a form");
        let sent: Vec<Record> = demo(instrument, 60, 5).collect();
        let mut results = Vec::new();
        for (server, separator) in
            [(Server::Central, b','), (Server::Kobo, b';'), (Server::KoboWithoutGroups, b'\t')]
        {
            let path = folder.join(format!("{}-{server:?}.csv", instrument.id));
            write_csv(&path, &table(instrument, &form, &sent, server), separator);
            let words = ["xlsform", "responses", text(&path)];
            let words = [&chosen(instrument)[..], &words[..]].concat();
            let (bundle, said) = done(&words);
            let read = records(instrument, &bundle);
            let complete = |records: &[Record]| {
                let mut all: Vec<_> = records.iter().map(|one| one.complete().clone()).collect();
                all.sort();
                all
            };
            assert_eq!(complete(&read), complete(&sent), "{server:?}");
            assert!(read.is_sorted_by_key(Record::id));
            assert!(said.contains("60 rows: 60 records, 0 refused."), "{said}");
            assert!(said.contains("columns not read (times)"), "{said}");
            results.push(bundle);
        }
        assert!(results.iter().all(|one| *one == results[0]));
    }
}

/// The whole way of a team with its own form, and refused rows that hide no other.
#[test]
fn a_form_of_ones_own_goes_the_whole_way() {
    let folder = place("own");
    let form = folder.join("form");
    fs::create_dir_all(&form).expect("a folder");
    let survey = "type,name,label\nbegin_group,work,Work\nselect_one s,w1,Forms\n\
                  select_one s,w2,Meetings\ntext,why,Why?\nend_group,,\n";
    let choices = "list_name,name,label,score\ns,rare,Rarely,0\ns,often,Often,100\n";
    fs::write(form.join("survey.csv"), survey).expect("written");
    fs::write(form.join("choices.csv"), choices).expect("written");
    let own = folder.join("own.json");
    let (_, told) = done(&["xlsform", "import", text(&form), "--out", text(&own)]);
    assert!(told.contains("row 5 (why): questions of the type text are left out"), "{told}");
    let answers = [
        "\u{feff}\"work/w1\";\"start\";work/w2;work/why;_uuid",
        "rare;1;often;because I say so;a1",
        "never;2;;;a2",
        ";;;;",
        "often;3;;;a3",
        "often;4;;;",
    ];
    let answers = answers.join("\n");
    let mut command = command(
        &["--instrument", text(&own), "xlsform", "responses", "--form", text(&form), "-"],
        "en",
    );
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("runs");
    running.stdin.take().expect("a pipe").write_all(answers.as_bytes()).expect("written");
    let Output { status, stdout, stderr } = running.wait_with_output().expect("ends");
    let said = String::from_utf8(stderr).expect("UTF-8");
    assert_eq!(status.code(), Some(0), "{said}");
    let instrument = Instrument::parse(&fs::read(&own).expect("a file")).expect("an instrument");
    assert_eq!(records(&instrument, std::str::from_utf8(&stdout).expect("UTF-8")).len(), 2);
    for line in [
        "columns not read (times): start",
        "columns not read (not in the instrument): work/why",
        "-: no column qd_instrument",
        "-, row 3, work/w1: no choice of this question",
        "-, row 6, _uuid: this answer has no id",
        "4 rows: 2 records, 2 refused.",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("because I say so") && !said.contains("never"), "{said}");
}

#[test]
fn everything_is_said_in_chinese_too() {
    let folder = place("chinese");
    let [book, other] = ["a.xlsx", "b.csv"].map(|name| folder.join(name));
    let (code, words) = said(&["xlsform", "export", "--out", text(&book)], "zh");
    assert_eq!(code, 0);
    assert!(words.contains("已写成表单"), "{words}");
    let (_, words) = said(&["xlsform", "import", text(&book)], "zh");
    assert!(words.contains("计分题 40 道"), "{words}");
    fs::write(&other, "a,KEY\n1,2\n").expect("written");
    let (code, words) = said(&["xlsform", "responses", text(&other)], "zh");
    assert_eq!(code, 2);
    assert!(words.contains("没有一列是问卷里的题"), "{words}");
}

/// A workbook as somebody types it, numbers as numbers.
fn typed(path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheets: [(&str, &[[&str; 4]]); 2] = [
        (
            "Survey",
            &[
                ["type", "name", "label", ""],
                ["begin_group", "work", "Work", ""],
                ["select_one s", "w1", "Forms", ""],
                ["select_one s", "w2", "Meetings", ""],
                ["end_group", "", "", ""],
            ],
        ),
        (
            "choices",
            &[
                ["list_name", "name", "label", "score"],
                ["s", "1", "Rarely", "0"],
                ["s", "2", "Often", "100"],
            ],
        ),
    ];
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).expect("written"),
                    Err(_) => sheet.write_string(row, column, *cell).expect("written"),
                };
            }
        }
    }
    book.save(path).expect("saved");
}

/// One cell at the far end of a sheet takes no memory: it is a reason, and no crash.
#[test]
fn a_cell_far_away_is_refused() {
    let path = place("far").join("far.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in ["survey", "choices"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        sheet.write_string(0, 0, "name").expect("written");
        sheet.write_string(1_048_575, 16_383, "far").expect("written");
    }
    book.save(&path).expect("saved");
    let (code, words) = said(&["xlsform", "import", text(&path)], "en");
    assert_eq!(code, 2);
    assert!(words.contains("too large: a form has at most"), "{words}");
}

/// The commands of the documents run, in their order, and give what they say.
#[test]
fn the_commands_of_the_documents_run() {
    let program = Path::new(env!("CARGO_BIN_EXE_qingdan")).parent().expect("a folder").to_owned();
    let search = std::env::var_os("PATH").unwrap_or_default();
    let search = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&search)));
    let search = search.expect("a search path");
    for document in ["docs/xlsform.md", "docs/xlsform.zh.md"] {
        let folder = place(&document.replace('/', "-"));
        let form = export(shipped_instrument(), &Asked::Usual).expect("a form");
        let people: Vec<Record> = demo(shipped_instrument(), 12, 5).collect();
        let answers = table(shipped_instrument(), &form, &people, Server::Central);
        for name in ["answers.csv", "before.csv", "after.csv"] {
            write_csv(&folder.join(name), &answers, b',');
        }
        typed(&folder.join("own.xlsx"));
        fs::write(folder.join("own-answers.csv"), "work-w1,w2,KEY\n1,2,a\n2,,b\n")
            .expect("written");
        let text = fs::read_to_string(Path::new(ROOT).join(document)).expect("a document");
        let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
        let lines: Vec<&str> = blocks.flat_map(str::lines).collect();
        assert_eq!(lines.len(), 5, "{document}: {lines:?}");
        for line in lines {
            let mut shell = Command::new("sh");
            shell.args(["-c", line]).current_dir(&folder).env("PATH", &search);
            let Output { status, stderr, .. } = shell.output().expect("runs");
            assert!(status.success(), "{line}: {}", String::from_utf8_lossy(&stderr));
        }
        let lines =
            |name: &str| fs::read_to_string(folder.join(name)).expect("a bundle").lines().count();
        assert_eq!((lines("records.ndjson"), lines("own-records.ndjson")), (12, 2), "{document}");
        assert_eq!(lines("latest.ndjson"), 12, "{document}");
    }
}

#[test]
fn exit_codes_are_as_documented() {
    let folder = place("codes");
    let [book, plain, one] = ["a.xlsx", "plain.txt", "one.csv"].map(|name| folder.join(name));
    fs::write(&plain, "no form").expect("written");
    fs::write(&one, "KEY\nx\n").expect("written");
    let code = |words: &[&str]| said(words, "en").0;
    assert_eq!(code(&["xlsform", "export"]), 2, "neither file nor folder");
    assert_eq!(code(&["xlsform", "export", "--out", text(&book)]), 0);
    assert_eq!(code(&["xlsform", "export", "--out", text(&book)]), 2, "nothing is overwritten");
    assert_eq!(code(&["xlsform", "export", "--out", "/nowhere/at/all.xlsx"]), 1);
    let words = ["xlsform", "export", "--csv", text(&folder), "--background", "bg_shoe"];
    assert_eq!(code(&words), 2, "no such question");
    assert_eq!(code(&["xlsform", "import", text(&plain)]), 2, "no workbook");
    assert_eq!(code(&["xlsform", "import", "/nowhere.xlsx"]), 1);
    assert_eq!(code(&["xlsform", "import", text(&book), "--out", text(&plain)]), 2, "is there");
    assert_eq!(code(&["xlsform", "responses", text(&one)]), 2, "not of this form");
    assert_eq!(code(&["xlsform", "responses", "/nowhere.csv"]), 1);
    assert_eq!(code(&["xlsform", "responses", "--campaign", "0badcafe", text(&one)]), 2);
    assert_eq!(code(&["xlsform", "responses", "--campaign", "/nowhere", text(&one)]), 1);
}
