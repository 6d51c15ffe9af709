//! The command `qingdan` as a person or a script runs it: what it writes is read back, and every
//! exit code is seen.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use qingdan::domain::answer::Answer;
use qingdan::domain::bundle::{Reader, What};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::{CampaignRef, Record, read_json};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, demo};

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

fn qingdan(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
    command.args(words).env("QINGDAN_LANG", "en").stdin(Stdio::null());
    command
}

/// What `qingdan simulate` with these options writes to the standard output.
fn simulated(options: &str) -> String {
    let words: Vec<&str> = ["simulate"].into_iter().chain(options.split_whitespace()).collect();
    let Output { status, stdout, stderr } = qingdan(&words).output().expect("runs");
    let said = String::from_utf8_lossy(&stderr);
    assert_eq!((status.code(), &*said), (Some(0), ""), "{options}");
    String::from_utf8(stdout).expect("UTF-8")
}

/// The records of a bundle.
fn records(bundle: &str) -> Vec<Record> {
    let read = |line: &str| read_json(&[instrument()], line.as_bytes()).expect("a record");
    bundle.lines().map(read).collect()
}

/// An empty path of its own for a test.
fn place(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    let _ = fs::remove_file(&path);
    path
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let path = place("kept.ndjson");
    fs::write(&path, "mine").expect("written");
    let path = path.to_str().expect("UTF-8");
    for format in ["lines", "csv", "zip"] {
        let words = ["simulate", "--records", "2", "--format", format, "--out", path];
        let output = qingdan(&words).output().expect("runs");
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert_eq!(fs::read_to_string(path).expect("there"), "mine");
    }
}

#[test]
fn every_format_holds_the_same_records() {
    let expected: Vec<Record> = demo(instrument(), 1_003, 9).collect();
    let json: Vec<String> = expected.iter().map(|record| record.to_json(instrument())).collect();
    let options = "--records 1003 --seed 9";
    assert_eq!(records(&simulated(options)), expected);
    assert_eq!(simulated(&format!("{options} --format pretty")), json.concat());

    let folder = place("files");
    simulated(&format!("{options} --format files --out {}", folder.display()));
    for (number, json) in json.iter().enumerate() {
        let file = folder.join(format!("{:04}/{number:07}.json", number / 1_000));
        assert_eq!(fs::read_to_string(&file).expect("a file"), *json, "{}", file.display());
    }
    let count = |name: &str| fs::read_dir(folder.join(name)).expect("a folder").count();
    assert_eq!((count(""), count("0000"), count("0001")), (2, 1_000, 3));

    let paths = [place("one.zip"), place("two.zip")];
    for path in &paths {
        simulated(&format!("{options} --format zip --out {}", path.display()));
    }
    let [one, two] = paths.map(|path| fs::read(path).expect("an archive"));
    assert_eq!(one, two, "neither time nor place shows in an archive");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(one)).expect("an archive");
    assert_eq!(archive.len(), json.len());
    for (number, json) in json.iter().enumerate() {
        let mut entry = archive.by_index(number).expect("an entry");
        assert_eq!(entry.name().expect("UTF-8"), format!("{:04}/{number:07}.json", number / 1_000));
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("an entry's text");
        assert_eq!(text, *json);
    }

    let chat = simulated(&format!("{options} --format codes"));
    let mut found = Vec::new();
    Reader::new(&[instrument()]).read_text(chat.as_bytes(), &mut |it| found.push(it.what));
    let packed = expected.iter().map(|record| What::Record(record.pack()));
    assert_eq!(found, packed.collect::<Vec<_>>(), "codes in a chat");
}

#[test]
fn the_table_has_a_column_for_each_question() {
    let options = "--records 300 --seed 2 --campaign 0badcafe --wave 12";
    let (records, table) =
        (records(&simulated(options)), simulated(&format!("{options} --format csv")));
    let mut rows = table.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let head = rows.next().expect("a head");
    let ids: Vec<&str> = instrument().questions().map(|(_, id)| id).collect();
    assert_eq!(head[..5], ["id", "revision", "campaign", "wave", "form"]);
    assert_eq!((&head[5..head.len() - 1], head[head.len() - 1]), (&ids[..], "out_top3"));
    let rows: Vec<_> = rows.collect();
    assert_eq!(rows.len(), records.len());
    for (row, record) in rows.iter().zip(&records) {
        assert_eq!(row.len(), head.len());
        assert_eq!((row[0], row[1]), (record.id().to_string().as_str(), "0"));
        assert_eq!((row[2], row[3]), ("0badcafe", "12"));
        assert_eq!(row[4] == "quick", record.complete().form() == Form::Quick);
        for ((question, id), cell) in instrument().questions().zip(&row[5..]) {
            let expected = match record.complete().answers().get(question) {
                Answer::Option(option) => option.to_string(),
                Answer::NotApplicable => "na".to_owned(),
                Answer::DontKnow => "dk".to_owned(),
                Answer::Declined => "pn".to_owned(),
                Answer::Skipped => "skipped".to_owned(),
                Answer::NotAsked => "not_asked".to_owned(),
            };
            assert_eq!(**cell, expected, "{id}");
        }
        let chosen = record.complete().answers().priorities.chosen().iter();
        let chosen: Vec<_> =
            chosen.map(|&at| instrument().categories[usize::from(at)].id.as_str()).collect();
        let last = row[row.len() - 1];
        assert!(last == chosen.join(";") || chosen.is_empty() && "none pn skipped".contains(last));
    }
}

#[test]
fn the_tally_counts_the_last_file_of_everyone() {
    let options = "--records 400 --seed 5 --revised 0.2 --identical 0.1";
    let mut last: BTreeMap<_, Record> = BTreeMap::new();
    let sent = records(&simulated(options));
    for record in &sent {
        let kept = last.entry(record.id()).or_insert_with(|| record.clone());
        if record.revision() > kept.revision() {
            *kept = record.clone();
        }
    }
    assert_eq!((last.len(), sent.len() > 480), (400, true));
    let mut expected: BTreeMap<String, u64> = BTreeMap::new();
    let at = instrument().item_index("meet_hours").expect("an item");
    for record in last.values() {
        let form = if record.complete().form() == Form::Full { "full" } else { "quick" };
        let answer = match record.complete().answers().items[at] {
            Answer::Option(option) => option.to_string(),
            Answer::Declined => "pn".to_owned(),
            Answer::Skipped => "skipped".to_owned(),
            other => panic!("{other:?}"),
        };
        *expected.entry(format!("{form},meet_hours,{answer}")).or_default() += 1;
    }
    let table = simulated(&format!("{options} --tally"));
    let found: BTreeMap<String, u64> = table
        .lines()
        .filter(|line| line.contains(",meet_hours,"))
        .filter_map(|line| line.rsplit_once(','))
        .map(|(what, count)| (what.to_owned(), count.parse().expect("a number")))
        .collect();
    assert_eq!(found, expected);
    let first: u64 = table
        .lines()
        .filter(|line| line.contains(",out_top3,1:") || line.contains(",out_top3,none"))
        .filter_map(|line| line.rsplit_once(',')?.1.parse::<u64>().ok())
        .sum();
    assert!((360..=400).contains(&first), "{first} first choices or none");
}

#[test]
fn options_change_what_they_say() {
    let of = |options: &str| records(&simulated(&format!("--records 200 {options}")));
    let campaign = of("--campaign 00c0ffee --wave 3")[0].campaign();
    assert_eq!(campaign, Some(CampaignRef { id: [0, 0xc0, 0xff, 0xee], wave: 3 }));
    assert!(of("--quick 1").iter().all(|record| record.complete().form() == Form::Quick));
    assert_eq!(of("--plain"), {
        let plain = Population { people: 200, ..Population::plain(instrument()) };
        let drawn = qingdan::domain::simulate::Simulation::new(instrument(), plain);
        drawn.expect("fits").collect::<Vec<_>>()
    });
    let tops = |options: &str| -> usize {
        let highest = |record: &Record| {
            record.complete().answers().items.iter().filter(|a| **a == Answer::Option(4)).count()
        };
        of(options).iter().map(highest).sum()
    };
    assert!(tops("--plain --shift -1") < tops("--plain") / 2);
    assert!(tops("--plain --shift 1") > tops("--plain"));
    for missing in ["--skipped", "--declined", "--dont-know", "--not-applicable"] {
        let none = of("--plain");
        assert_ne!(of(&format!("--plain {missing} 0.5")), none, "{missing}");
    }
    for (careless, sheets) in [("--copied 1", 1), ("--straight 1", 5), ("--random 1", 200)] {
        let mut items: Vec<_> = of(&format!("--plain {careless}"));
        items.sort_by(|a, b| a.complete().answers().items.cmp(&b.complete().answers().items));
        items.dedup_by(|a, b| a.complete().answers().items == b.complete().answers().items);
        assert_eq!(items.len(), sheets, "{careless}");
    }
    assert_eq!(of("--careless 0.3"), of("--straight 0.1 --random 0.1 --copied 0.1"));
    assert_ne!(of("--correlation 0.9"), of(""));
    assert_ne!(of("--impossible-hours 0.9"), of(""));
    let waves = "--campaign 00c0ffee --wave 3 --wave-shift";
    assert_ne!(of(&format!("{waves} -0.5")), of(&format!("{waves} 0")));
}

#[test]
fn every_exit_code_means_what_the_help_says() {
    let folder = place("taken");
    fs::create_dir_all(folder.join("something")).expect("a folder");
    let taken = format!("simulate --records 5 --format files --out {}", folder.display());
    let nowhere = format!("simulate --records 5 --out {}", place("no/such/folder").display());
    for (words, code, said) in [
        ("help", 0, ""),
        ("simulate --help", 0, ""),
        ("", 2, "Usage"),
        ("simulate --records many", 2, "invalid value"),
        ("simulate --format xml", 2, "possible values"),
        ("simulate --campaign 12345678", 2, "--wave"),
        ("simulate --campaign +1234567 --wave 1", 2, "8 hexadecimal digits"),
        ("simulate --campaign 12345678 --wave 100", 2, "wave: 100 is not between 1 and 99"),
        ("simulate --skipped 0.7 --declined 0.7", 2, "the shares sum to"),
        ("simulate --correlation -0.1", 2, "unexpected argument"),
        ("simulate --correlation 1.1", 2, "correlation: 1.1 is not between 0 and 1"),
        ("simulate --careless 0.3 --random 0.1", 2, "cannot be used with"),
        ("simulate --tally --format csv", 2, "cannot be used with"),
        ("simulate --format zip", 2, "--out"),
        (&taken, 2, "not empty"),
        (&nowhere, 1, "cannot write"),
    ] {
        let words: Vec<&str> = words.split_whitespace().collect();
        let output = qingdan(&words).output().expect("runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {errors}");
        assert!(
            errors.contains(said) && errors.is_empty() == said.is_empty(),
            "{words:?}: {errors}"
        );
    }
    let help = qingdan(&["simulate", "--help"]).output().expect("runs").stdout;
    let help = String::from_utf8(help).expect("UTF-8");
    for said in ["Examples:", "Exit codes: 0 done", "--careless", "The people are invented"] {
        assert!(help.contains(said), "{said}: {help}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let output = qingdan(&["simulate", "--records", "5", "--out", "/dev/full"]).output();
    let output = output.expect("runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"));
}

#[test]
fn a_reader_that_leaves_ends_it_quietly() {
    let mut command = qingdan(&["simulate", "--records", "1000000000"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    let mut first = [0; 9];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("begins");
    assert_eq!(&first, b"{\"format\"");
    let output = child.wait_with_output().expect("ends");
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
