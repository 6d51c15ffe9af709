//! Tables as spreadsheets and editors leave them behind: encodings, separators, cells and quotation
//! marks that moved. Nothing is counted that may be something else.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::kit::{Server, short, table};
use super::{SHORT, done, place, records, said, text, write_csv};
use qingdan::domain::record::Record;
use qingdan::domain::simulate::demo;
use qingdan::domain::xlsform::{Asked, export};

/// The answers of some people to the short instrument as a server exports them.
fn answers(people: u64, server: Server) -> Vec<Vec<String>> {
    let form = export(short(), &Asked::Usual).expect("a form");
    let people: Vec<Record> = demo(short(), people, 5).collect();
    table(short(), &form, &people, server)
}

fn written(path: &Path, rows: &[Vec<String>]) -> String {
    write_csv(path, rows, b',');
    fs::read_to_string(path).expect("a table")
}

fn read(paths: &[&Path]) -> (String, String) {
    let paths = paths.iter().map(|path| text(path));
    done(
        &["--instrument", SHORT, "xlsform", "responses"]
            .into_iter()
            .chain(paths)
            .collect::<Vec<_>>(),
    )
}

/// What is said where nothing is read.
fn refused(path: &Path, language: &str) -> String {
    let (code, words) =
        said(&["--instrument", SHORT, "xlsform", "responses", text(path)], language);
    assert_eq!(code, 2, "{words}");
    words
}

/// The same records, whatever program saved the table.
#[test]
fn a_table_is_read_however_it_was_saved() {
    let folder = place("saved");
    let at = |name: &str| folder.join(name);
    let plain = written(&at("plain.csv"), &answers(20, Server::Kobo));
    let (expected, _) = read(&[&at("plain.csv")]);
    assert_eq!(expected.lines().count(), 20);
    for told in ["2026-11-22", "somebody", "0000-0000"] {
        assert!(plain.contains(told) && !expected.contains(told), "{told}");
    }
    // No cell has a comma or a quotation mark of its own.
    assert!(!plain.contains('"'));
    let marked = format!("\u{feff}{plain}");
    let tabs = plain.replace(',', "\t");
    let units = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    };
    let ways: Vec<(&str, Vec<u8>)> = vec![
        ("mark", marked.clone().into_bytes()),
        ("semicolons", plain.replace(',', ";").into_bytes()),
        ("named", format!("sep=;\r\n{}", plain.replace(',', ";")).into_bytes()),
        ("named after a mark", format!("\u{feff}sep=,\n{plain}").into_bytes()),
        ("tabs", tabs.clone().into_bytes()),
        ("lines", plain.replace('\n', "\r\n").into_bytes()),
        ("no last line end", plain.trim_end().as_bytes().to_vec()),
        ("unicode text", units(&format!("\u{feff}{tabs}"), u16::to_le_bytes)),
        ("unicode text, other order", units(&marked, u16::to_be_bytes)),
        ("unicode text without a mark", units(&plain, u16::to_le_bytes)),
    ];
    for (way, bytes) in ways {
        fs::write(at("way.csv"), bytes).expect("written");
        let (found, said) = read(&[&at("way.csv")]);
        assert_eq!(found, expected, "{way}: {said}");
    }
}

/// A pipe that gives a few bytes at once, in which no separator and no encoding can be seen yet.
#[test]
fn a_slow_pipe_is_read_as_a_file() {
    let path = place("pipe").join("a.csv");
    let plain = written(&path, &answers(5, Server::Kobo)).replace(',', "\t");
    let (expected, _) = read(&[&path]);
    let words = ["--instrument", SHORT, "xlsform", "responses", "-"];
    let mut command = super::command(&words, "en");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("runs");
    let mut pipe = running.stdin.take().expect("a pipe");
    let bytes: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for part in [&bytes[..1], &bytes[1..9], &bytes[9..]] {
        pipe.write_all(part).expect("written");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    drop(pipe);
    let output = running.wait_with_output().expect("ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{said}");
}

/// Rows are named by the number that a spreadsheet shows, also below empty lines and cells of
/// several lines.
#[test]
fn rows_have_the_numbers_of_a_spreadsheet() {
    let path = place("numbers").join("a.csv");
    let mut rows = answers(4, Server::Kobo);
    for (row, note) in rows.iter_mut().zip(["note", "a\nb", "", "", ""]) {
        row.push(note.to_owned());
    }
    let late = rows[0].iter().position(|header| header == "time/late").expect("a column");
    for row in [1, 3, 4] {
        "9".clone_into(&mut rows[row][late]);
    }
    for end in ["\n", "\r\n"] {
        let plain = written(&path, &rows).replace('\n', end);
        let mut lines: Vec<&str> = plain.split_inclusive(end).collect();
        // Rows 2 (of two lines), 3, and 6 and 7 below two empty lines.
        lines.insert(4, end);
        lines.insert(4, end);
        fs::write(&path, lines.concat()).expect("written");
        let (found, said) = read(&[&path]);
        assert_eq!(found.lines().count(), 1, "{said}");
        for row in [2, 6, 7] {
            assert!(said.contains(&format!("a.csv, row {row}, time/late: ")), "{row}: {said}");
        }
    }
}

/// A row whose cells moved is refused by its number, and the others are read.
#[test]
fn rows_whose_cells_moved_are_refused() {
    let path = place("moved").join("a.csv");
    let plain = written(&path, &answers(4, Server::Central));
    let mut lines: Vec<String> = plain.lines().map(str::to_owned).collect();
    lines[1] = lines[1].replacen(',', ",,", 1);
    lines[3] = lines[3].rsplit_once(',').expect("cells").0.to_owned();
    fs::write(&path, lines.join("\n")).expect("written");
    let (found, said) = read(&[&path]);
    assert_eq!(found.lines().count(), 2, "{said}");
    let cells = lines[0].split(',').count();
    for (row, found) in [(2, cells + 1), (4, cells - 1)] {
        let words = format!("a.csv, row {row}: {found} cells below {cells} headers");
        assert!(said.contains(&words), "{words}: {said}");
    }
    assert!(said.contains("4 rows: 2 records, 2 refused."), "{said}");
}

/// What cannot be read says what it is and what to do, in both languages.
#[test]
fn what_is_no_table_is_named() {
    let path = place("named").join("a.csv");
    let plain = written(&path, &answers(3, Server::Central));
    let check = |bytes: &[u8], english: &str, chinese: &str| {
        fs::write(&path, bytes).expect("written");
        for (language, expected) in [("en", english), ("zh", chinese)] {
            let words = refused(&path, language);
            assert!(words.contains(expected), "{expected}: {words}");
        }
    };
    check(b"", "the table is empty", "表是空的");
    check(b"PK\x03\x04 and more", "Unpack an archive", "请先解开");
    check(b"\xd0\xcf\x11\xe0 and more", "no CSV table", "不是 CSV 表");
    let open = plain.replacen("full", "\"full", 1);
    check(open.as_bytes(), "a quotation mark has no counterpart", "有一个引号没有配对");
    let bare: Vec<Vec<String>> = answers(3, Server::Central)
        .into_iter()
        .map(|mut row| {
            row.remove(1);
            row
        })
        .collect();
    assert!(!bare[0].contains(&"qd_instrument".to_owned()));
    let bare = written(&path, &bare);
    check(bare.as_bytes(), "name the form with --form", "用 --form 指明");
    let headers = plain.replace("effort", "\u{0}").into_bytes();
    let headers: Vec<u8> = headers.into_iter().map(|b| if b == 0 { 0xd6 } else { b }).collect();
    check(&headers, "the headers are not UTF-8", "表头不是 UTF-8");
}

/// Two exports of the same people: before and after one of them took an answer back.
#[test]
fn the_later_export_counts() {
    let folder = place("edited");
    let paths: Vec<PathBuf> = ["a.csv", "b.csv"].map(|name| folder.join(name)).to_vec();
    let mut rows = answers(3, Server::Central);
    let column = |name: &str| rows[0].iter().position(|header| header == name).expect("a column");
    let (late, key) = (column("time-late"), column("KEY"));
    let edits = |rows: &[Vec<String>], counts: [&str; 4]| -> Vec<Vec<String>> {
        let with = |(row, count): (&Vec<String>, &str)| [&row[..], &[count.to_owned()]].concat();
        rows.iter().zip(counts).map(with).collect()
    };
    "2".clone_into(&mut rows[1][late]);
    let before = rows.clone();
    rows[1][late].clear();
    written(&paths[0], &edits(&before, ["Edits", "0", "0", "0"]));
    written(&paths[1], &edits(&rows, ["Edits", "1", "0", "0"]));
    let all: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let (found, told) = read(&all);
    assert!(told.contains("6 rows: 3 records, 3 the same once more or before an edit, 0 refused."));
    let found = records(short(), &found);
    let edited: Vec<&Record> = found.iter().filter(|record| record.revision() == 1).collect();
    let at = short().item_index("late").expect("an item");
    assert_eq!(edited.len(), 1);
    assert_eq!(edited[0].complete().answers().items[at].option(), None, "the later one");
    // Read apart, the later one has the higher revision, and so counts in every tally.
    let apart = [&paths[0], &paths[1]].map(|path| records(short(), &read(&[path]).0));
    let revision = |all: &[Record]| {
        let same = all.iter().find(|record| record.id() == edited[0].id());
        same.expect("the same id").revision()
    };
    assert_eq!(apart.map(|all| revision(&all)), [0, 1]);
    // The same without the column: both are refused, by place, and the others count.
    written(&paths[0], &before);
    written(&paths[1], &rows);
    let (found, told) = read(&all);
    assert_eq!(found.lines().count(), 2);
    for words in ["a.csv, row 2; ", "b.csv, row 2: the same answer", "2 refused."] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains(&before[1][key]), "no id is told: {told}");
    let (_, told) = said(
        &["--instrument", SHORT, "xlsform", "responses", text(&paths[0]), text(&paths[1])],
        "zh",
    );
    assert!(told.contains("a.csv 第 2 行、") && told.contains("看不出哪一份在后"), "{told}");
}

/// Answers in which no question was answered are nobody, and how many there are is told.
#[test]
fn empty_answers_are_left_out_and_told() {
    let path = place("empty").join("a.csv");
    let mut rows = answers(3, Server::Central);
    let kept = ["SubmissionDate", "qd_instrument", "KEY", "meta-instanceID"];
    let headers = rows[0].clone();
    for (cell, header) in rows[2].iter_mut().zip(&headers) {
        if !kept.contains(&header.as_str()) {
            cell.clear();
        }
    }
    written(&path, &rows);
    let (found, told) = read(&[&path]);
    assert_eq!(found.lines().count(), 2);
    assert!(told.contains("3 rows: 2 records, 1 without any answer, 0 refused."), "{told}");
}

/// With names that are digits in another order, the answers would be reversed: without the form
/// nothing is read, and with it every answer is what it was.
#[test]
fn names_in_another_order_are_not_guessed() {
    let folder = place("reversed");
    let [form, own, path] = ["form", "own.json", "a.csv"].map(|name| folder.join(name));
    fs::create_dir_all(&form).expect("a folder");
    let survey = "type,name,label\nbegin_group,work,Work\nselect_one s,w1,Forms\n\
                  select_one s,w2,Meetings\nend_group,,\n";
    let choices = "list_name,name,label,score\ns,1,Rarely,0\ns,0,Often,100\n";
    fs::write(form.join("survey.csv"), survey).expect("written");
    fs::write(form.join("choices.csv"), choices).expect("written");
    done(&["xlsform", "import", text(&form), "--out", text(&own)]);
    fs::write(&path, "w1,w2,KEY\n0,1,a\n").expect("written");
    let words = ["--instrument", text(&own), "xlsform", "responses"];
    let (code, told) = said(&[&words[..], &[text(&path)]].concat(), "en");
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("nothing says which form"), "{told}");
    let (found, _) = done(&[&words[..], &["--form", text(&form), text(&path)]].concat());
    assert!(found.contains("\"answers\":{\"w1\":1,\"w2\":0}"), "{found}");
}

/// Forms as tables: separators, encodings, and faults that stop both commands that read a form.
#[test]
fn a_form_is_read_however_it_was_saved_or_refused() {
    let folder = place("form-tables");
    let form = folder.join("form");
    fs::create_dir_all(&form).expect("a folder");
    let choices = "list_name;name;label;score\ns;a;Rarely;0\ns;b;Often;100\n";
    let survey = "type;name;label\nbegin_group;g;Work\nselect_one s;w1;Forms, lists\n\
                  select_one s;w2;Meetings\nend_group;;\n";
    let write = |survey: &[u8]| {
        fs::write(form.join("survey.csv"), survey).expect("written");
        fs::write(form.join("choices.csv"), choices).expect("written");
    };
    write(survey.as_bytes());
    let (expected, _) = done(&["xlsform", "import", text(&form)]);
    let wide: Vec<u8> =
        format!("\u{feff}{survey}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    write(&wide);
    assert_eq!(done(&["xlsform", "import", text(&form)]).0, expected);
    let check = |survey: &[u8], english: &str, chinese: &str| {
        write(survey);
        let answers = folder.join("answers.csv");
        fs::write(&answers, "w1,w2,KEY\na,b,x\n").expect("written");
        let commands = [
            vec!["xlsform", "import", text(&form)],
            vec!["xlsform", "responses", "--form", text(&form), text(&answers)],
        ];
        for command in commands {
            for (language, expected) in [("en", english), ("zh", chinese)] {
                let (code, words) = said(&command, language);
                assert_eq!(code, 2, "{command:?}: {words}");
                assert!(words.contains(expected), "{expected}: {words}");
            }
        }
    };
    let open = survey.replace("end_group;;\n", "");
    check(open.as_bytes(), "row 2 (g): this group has no end", "第 2 行（g）：这一组没有结束");
    let more = survey.replace("Meetings", "Meetings;and;more");
    check(more.as_bytes(), "row 4 has more cells", "第 4 行的格子比表头多");
    let legacy: Vec<u8> = survey.bytes().map(|b| if b == b'M' { 0xd6 } else { b }).collect();
    check(&legacy, "row 4 is not UTF-8", "第 4 行不是 UTF-8");
    check(survey.replace("Work", "\"Work").as_bytes(), "no counterpart", "没有配对");
    let typeless = survey.replace("type;", "kind;");
    check(typeless.as_bytes(), "survey has no column type", "survey 表没有 type 这一列");
}

/// A later edition of one's own form: other words are told, and those of another choice refused.
#[test]
fn another_edition_of_a_form_is_not_taken_for_the_first() {
    let folder = place("editions");
    let [form, own, answers] = ["form", "own.json", "a.csv"].map(|name| folder.join(name));
    fs::create_dir_all(&form).expect("a folder");
    let survey = "type,name,label\nbegin_group,g,G\nselect_one s,w1,Forms\nselect_one s,w2,Calls\n\
                  select_one yn,quit,Leave?\nend_group,,\n";
    let choices = "list_name,name,label,score\ns,a,Rarely,0\ns,b,Often,100\nyn,y,Yes,\nyn,n,No,\n";
    let edition = |choices: &str| {
        fs::write(form.join("choices.csv"), choices).expect("written");
    };
    fs::write(form.join("survey.csv"), survey).expect("written");
    fs::write(&answers, "KEY,w1,w2,quit\nx,a,b,y\n").expect("written");
    edition(choices);
    done(&["xlsform", "import", text(&form), "--out", text(&own)]);
    let words = ["--instrument", text(&own), "xlsform", "responses", "--form", text(&form)];
    let words = [&words[..], &[text(&answers)]].concat();
    assert!(!done(&words).1.contains("other words"), "nothing was changed");
    edition(&choices.replace("Rarely", "Hardly ever"));
    let (_, told) = done(&words);
    assert!(told.contains("other words than in the instrument"), "{told}");
    assert!(told.contains("its choices: w1, w2. "), "{told}");
    let (code, told) = said(&words, "zh");
    assert!(code == 0 && told.contains("文字与问卷里的不一样：w1、w2。"), "{told}");
    edition(&choices.replace("yn,y,Yes,\nyn,n,No,", "yn,n,No,\nyn,y,Yes,"));
    let (code, told) = said(&words, "en");
    assert!(code == 2 && told.contains("quit of the form is not as in the instrument"), "{told}");
}
