//! The programs that the files are for open them: R, PSPP (which runs SPSS syntax), Python's CSV
//! reader and the Frictionless framework, each where it is there. `cargo xtask test --full` sets
//! `QINGDAN_PROGRAMS`, and then a missing one is a fault.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use qingdan::domain::report::{Figure, csv, json, r, rows, spss, table_schema};
use qingdan::domain::shipped_instrument;
use qingdan::i18n::Language;

use super::{context, release};

/// What a program must print: rows, shown values, withheld ones, and the sum of shown values.
fn expected() -> [f64; 4] {
    let rows = rows(shipped_instrument(), &release(400));
    let shown: Vec<f64> = rows
        .iter()
        .filter_map(|row| match row.figure {
            Figure::Shown { value, .. } => Some(value),
            Figure::Withheld(_) => None,
        })
        .collect();
    let number = |count: usize| f64::from(u32::try_from(count).expect("few"));
    let withheld = number(rows.len()) - number(shown.len());
    [number(rows.len()), number(shown.len()), withheld, shown.iter().sum()]
}

/// Writes the files into a folder of their own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("programs").join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let instrument = shipped_instrument();
    let context = context(instrument, Language::Zh);
    let release = release(400);
    let rows = rows(instrument, &release);
    for (file, text) in [
        ("qingdan-release.csv", csv(&context, &release, &rows)),
        ("qingdan-release.json", json(&context, &release, &rows)),
        ("qingdan-release.schema.json", table_schema(&context)),
        ("qingdan-release.sps", spss(&context)),
        ("qingdan-release.R", r(&context)),
    ] {
        fs::write(folder.join(file), text).expect("written");
    }
    folder
}

/// Runs a program in the folder; none where it is missing and may be.
fn run(program: &str, arguments: &[&str], folder: &PathBuf) -> Option<String> {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    match output {
        Ok(output) => {
            let words = String::from_utf8_lossy(&output.stdout).into_owned();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{program}: {words}{errors}");
            Some(words)
        }
        Err(error) => {
            let must = std::env::var_os("QINGDAN_PROGRAMS").is_some();
            assert!(!must, "{program}: {error}");
            println!("{program} is not here: not run");
            None
        }
    }
}

/// The numbers on the line that begins with a word.
fn numbers(words: &str, word: &str) -> Vec<f64> {
    let line = words.lines().find_map(|line| line.trim().strip_prefix(word));
    let line = line.unwrap_or_else(|| panic!("no line “{word}” in {words}"));
    line.split_whitespace().map(|number| number.parse().expect("a number")).collect()
}

fn check(found: &[f64]) {
    for (found, expected) in found.iter().zip(expected()) {
        assert!((found - expected).abs() < 1e-3, "{found} instead of {expected}");
    }
    assert_eq!(found.len(), 4);
}

#[test]
fn r_reads_the_csv_with_labels() {
    let folder = folder("r");
    let code = "source('qingdan-release.R', encoding = 'UTF-8'); \
        cat('FOUND', nrow(release), sum(!is.na(release$value)), sum(is.na(release$value)), \
        format(sum(release$value, na.rm = TRUE), digits = 15), '\\n'); \
        stopifnot(levels(release$category)[2] == '会议负担', \
        sum(is.na(release$table)) == 0, sum(is.na(release$statistic)) == 0, \
        sum(is.na(release$group)) == 0, sum(is.na(release$item)) == 0, \
        all((release$rule == '公布') == !is.na(release$value)))";
    let utf8 = ["--vanilla", "--encoding=UTF-8", "-e", code];
    if let Some(words) = run("Rscript", &utf8, &folder) {
        check(&numbers(&words, "FOUND"));
    }
}

#[test]
fn spss_syntax_runs() {
    let folder = folder("pspp");
    let more = [
        "",
        "COMPUTE one = 1.",
        "COMPUTE shown = 1 - MISSING(value).",
        "COMPUTE hidden = MISSING(value).",
        "AGGREGATE /OUTFILE=* MODE=REPLACE /BREAK=one /rows = N /shown = SUM(shown)",
        "  /hidden = SUM(hidden) /total = SUM(value).",
        "FORMATS rows shown hidden (F10.0) total (F20.6).",
        "PRINT OUTFILE='found.txt' /'FOUND ' rows ' ' shown ' ' hidden ' ' total.",
        "EXECUTE.",
    ];
    let syntax = fs::read_to_string(folder.join("qingdan-release.sps")).expect("written");
    assert!(syntax.contains("'会议负担'"));
    fs::write(folder.join("all.sps"), syntax + &more.join("\n")).expect("written");
    if run("pspp", &["-o", "list.txt", "all.sps"], &folder).is_some() {
        let found = fs::read_to_string(folder.join("found.txt")).expect("what PSPP printed");
        check(&numbers(&found, "FOUND"));
    }
}

#[test]
fn python_reads_the_csv() {
    let folder = folder("python");
    let code = "import csv, json\n\
        file = open('qingdan-release.csv', encoding='utf-8-sig', newline='')\n\
        rows = list(csv.DictReader(file))\n\
        values = [float(row['value']) for row in rows]\n\
        shown = [value for value in values if value > -9000]\n\
        whole = json.load(open('qingdan-release.json', encoding='utf-8'))['rows']\n\
        assert len(whole) == len(rows)\n\
        for one, row in zip(whole, rows):\n\
        \x20   same = abs(one.get('value', -9997) - float(row['value'])) < 1e-6\n\
        \x20   assert same, (one, row)\n\
        print('FOUND', len(rows), len(shown), len(values) - len(shown), repr(sum(shown)))\n";
    if let Some(words) = run("python3", &["-c", code], &folder) {
        check(&numbers(&words, "FOUND"));
    }
}

/// The Frictionless framework finds no fault in the CSV by its Table Schema.
#[test]
fn frictionless_accepts_the_table_schema() {
    let folder = folder("frictionless");
    let Some(python) = std::env::var_os("QINGDAN_FRICTIONLESS") else {
        println!("QINGDAN_FRICTIONLESS names no Python that has frictionless: not run");
        return;
    };
    let code = "from frictionless import Resource, Schema, validate\n\
        schema = Schema.from_descriptor('qingdan-release.schema.json')\n\
        report = validate(Resource(path='qingdan-release.csv', schema=schema))\n\
        assert report.valid, report.flatten(['rowNumber', 'fieldName', 'note'])[:5]\n\
        print('valid')\n";
    let python = python.to_string_lossy().into_owned();
    if let Some(words) = run(&python, &["-c", code], &folder) {
        assert!(words.contains("valid"));
    }
}
