//! The examples for engines that count on many machines: what they say twice is what the command
//! says, and what they compute is what it computes. `cargo xtask engines` runs them on local Spark
//! and in `DuckDB` over 200,000 people. Without engines the command is compared with what they made
//! of a few people, which stands in `tests/fixtures/engines/`, and Python calls what Spark would
//! call; where there is no Python, that is said and not run.
//!
//! `QINGDAN_BLESS=1 cargo xtask engines` writes the fixtures anew.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use qingdan::domain::bundle::{CAMPAIGN_START, TALLY_START, TICKETS_START};
use qingdan::domain::campaign::{Campaign, Details, FormChoice};
use qingdan::domain::instrument::PRIORITIES_MAX;
use qingdan::domain::record::RECORD_FORMAT;
use qingdan::domain::seal::ENVELOPE_START;
use qingdan::domain::shipped_instrument;
use qingdan::domain::tally::{PARTS_MAX, SOURCES_MAX, TALLY_UNITS};

/// People in the quick run and in the full one.
const PEOPLE: [u32; 2] = [3_000, 200_000];

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    fs::read_to_string(path).expect("an example")
}

/// What Python source gives a name at the beginning of a line.
fn given<'a>(source: &'a str, name: &str) -> &'a str {
    let start = format!("{name} = ");
    let line = source.lines().find_map(|line| line.strip_prefix(&start));
    let value = line.unwrap_or_else(|| panic!("{name} is not given"));
    value.split("  #").next().expect("a part").trim_matches('\'')
}

#[test]
fn constants_are_those_of_the_domain() {
    let spark = example("spark_tally.py");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    assert_eq!(given(&spark, "CAMPAIGN_START"), text(CAMPAIGN_START));
    assert_eq!(given(&spark, "TALLY_START"), text(TALLY_START));
    assert_eq!(given(&spark, "TICKETS_START"), text(TICKETS_START));
    assert_eq!(given(&spark, "ENVELOPE_START"), ENVELOPE_START);
    let campaigns: usize = given(&spark, "CAMPAIGNS_MAX").parse().expect("a number");
    assert_eq!(campaigns + 1, SOURCES_MAX);
    // Parts and all that is merged on the way stand in one file.
    let fan_in: usize = given(&spark, "FAN_IN").parse().expect("a number");
    let (mut ids, mut width) = (40_000, 40_000_usize);
    assert!(spark.contains("40_000"));
    while width > 1 {
        width = width.div_ceil(fan_in);
        ids += width;
    }
    assert!(ids <= PARTS_MAX, "{ids}");

    let duck = example("duckdb_counts.py");
    assert_eq!(given(&duck, "RECORD_FORMAT").trim_matches('"'), RECORD_FORMAT);
    assert_eq!(given(&duck, "UNITS"), TALLY_UNITS.to_string());
    assert_eq!(given(&duck, "PRIORITIES_MAX"), PRIORITIES_MAX.to_string());
}

/// What docs/national-scale.md and docs/national-scale.zh.md ask the examples for, they offer.
#[test]
fn documents_ask_for_what_there_is() {
    for name in ["docs/national-scale.md", "docs/national-scale.zh.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let text = fs::read_to_string(path).expect("a document");
        let mut asked = 0;
        for line in text.lines() {
            let Some((before, words)) = line.split_once(".py ") else { continue };
            let Some((_, script)) = before.split_once(" examples/") else { continue };
            let source = example(&format!("{script}.py"));
            for option in words.split_whitespace().filter(|word| word.starts_with("--")) {
                assert!(source.contains(&format!("\"{option}\"")), "{name}: {script} {option}");
                asked += 1;
            }
        }
        assert!(asked >= 5, "{name}: {asked}");
    }
}

/// What docs/national-scale.md and docs/national-scale.zh.md compute follows from what they have
/// measured.
#[test]
fn sums_follow_from_the_constants() {
    let people = 50e6;
    let (line, gzip, zstd, unpack) = (1_184.0, 105.0, 87.0, 0.9);
    let (count, each, base) = (1.6, 56.0, 34e6);
    let (counties, of_county, tally, packed) = (2_800.0, 17_857.0, 356e3, 116e3);
    let (begin, more, duck) = (30.0, 24.0, 24.0);
    let giga = |bytes: f64| format!("{:.1} GB", (bytes / 1e8).round() / 10.0);
    let mega = |bytes: f64| format!("{:.0} MB", bytes / 1e6);
    let (one, cluster) = (people / 1e6 * count, begin + people / 1e6 * more);
    let in_both = [
        "1,184".to_owned(),
        format!("{:.0} GB", people * line / 1e9),
        giga(people * gzip),
        giga(people * zstd),
        giga(people * each + base),
        giga(counties * tally),
        mega(counties * packed),
        mega(of_county * line),
        format!("{:.1} MB", of_county * gzip / 1e6),
        mega(((base + people / 200.0 * each) / 1e7).round() * 1e7),
        format!("{:.0} GB", people * 160.0 / 1e9),
        format!("{:.2}", one / 3_600.0),
        format!("{:.2}", cluster / 3_600.0),
    ];
    let seconds = [one, people / 1e6 * unpack, people / 1e6 * duck, of_county / 1e6 * count];
    let minutes = [cluster / 60.0, people / 1e6 * duck / 60.0];
    let hours = people * 8.0 / 60.0;
    for (name, second, minute, spent) in [
        ("national-scale.md", "s", "minutes", format!("{:.1} million hours", hours / 1e6)),
        (
            "national-scale.zh.md",
            "秒",
            "分钟",
            format!("{:.0} 万小时", (hours / 1e5).round() * 10.0),
        ),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
        let text = fs::read_to_string(path).expect("a document");
        let mut told = in_both.to_vec();
        told.extend([spent, format!("{more:.0} {second}"), format!("{duck} {second}")]);
        told.extend(seconds.map(|time| {
            let places = if time < 1.0 { 2 } else { 0 };
            let told = format!("{time:.places$} {second}");
            if time < 1_000.0 { told } else { format!("{},{}", &told[..1], &told[1..]) }
        }));
        told.extend(minutes.map(|time| format!("{:.0} {minute}", time.round())));
        for sum in told {
            assert!(text.contains(&sum), "{name}: {sum}");
        }
    }
}

/// An empty folder of its own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn campaign() -> Campaign {
    let details = Details {
        id: [0x0b, 0xad, 0xca, 0xfe],
        wave: 2,
        title: "清源县基层减负摸底".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0b0011,
        minimum: 12,
    };
    Campaign::new(shipped_instrument(), details).expect("a campaign")
}

/// A tally without what differs by design: its id, and the parts that it was merged of.
fn without_ids(tally: &str) -> String {
    let mut whole = String::new();
    for line in tally.lines() {
        let (before, rest) = line.split_once(r#""id":""#).expect("an id");
        let (_, after) = rest.split_once(']').expect("parts");
        whole += &[before, after, "\n"].concat();
    }
    whole
}

/// What `DuckDB` and Spark made of a few people, this command makes too. No engine is needed.
#[test]
fn one_machine_counts_what_engines_counted() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/engines");
    let read = |name: &str| fs::read_to_string(fixtures.join(name)).expect("a fixture");
    let work = folder("engines-counted");
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
    command.arg("tally").arg(fixtures.join("people.ndjson")).arg("--exact");
    command.arg("--counts").arg(work.join("counts.csv")).arg("--out").arg(work.join("all.tally"));
    let output = command.env("QINGDAN_LANG", "en").output().expect("the command runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("accepted 36 ") && !told.contains("older revisions 0"), "{told}");
    let made = |name: &str| fs::read_to_string(work.join(name)).expect("made");
    let (counts, tally) = (made("counts.csv"), without_ids(&made("all.tally")));
    assert_eq!(counts, read("duckdb.csv"), "DuckDB has counted otherwise");
    assert_eq!(tally, without_ids(&read("spark.tally")), "Spark has counted otherwise");
    // Both forms are there, and a planted fault is seen.
    assert_eq!(tally.lines().count(), 2);
    assert_ne!(counts, read("duckdb.csv").replacen(",1,,", ",2,,", 1));
    assert_ne!(tally, without_ids(&read("spark.tally").replacen("\"n\":", "\"n\":1", 1)));
    fs::remove_dir_all(&work).expect("removed");
}

#[test]
fn engines_count_what_one_machine_counts() {
    // For many people, the command that is made for speed.
    let fast = env::var_os("QINGDAN_ENGINES");
    let full = fast.is_some();
    let command = fast.unwrap_or_else(|| env!("CARGO_BIN_EXE_qingdan").into());
    let python = env::var_os("QINGDAN_PYTHON").unwrap_or_else(|| "python3".into());
    let work = folder("engines");
    let file = work.join("campaign.json");
    fs::write(&file, campaign().to_file()).expect("written");
    let mut engines = Command::new(&python);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/engines.py");
    engines.arg("-B").arg(script).arg("--qingdan").arg(command);
    engines.arg("--work").arg(&work).arg("--campaign").arg(file);
    engines.arg("--records").arg(PEOPLE[usize::from(full)].to_string());
    if full {
        engines.arg("--engines");
    }
    match engines.output() {
        Ok(output) => {
            let words = String::from_utf8_lossy(&output.stdout);
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{words}{errors}");
            println!("{words}");
            let mut proofs = vec!["partitions and a tree give the bytes of one machine"];
            if full {
                proofs.extend(["DuckDB gives the same table", "Spark gives the bytes of one"]);
            }
            for proof in proofs {
                assert!(words.contains(proof), "not run: {proof}\n{words}");
            }
        }
        Err(error) => {
            let must = full || env::var_os("QINGDAN_PROGRAMS").is_some();
            assert!(!must, "{python:?}: {error}");
            not_run("what Spark would call", &format!("{}: {error}", python.display()));
        }
    }
    fs::remove_dir_all(&work).expect("removed");
}

/// Says on the terminal itself that something was not tried: what a test that passes prints, nobody
/// sees.
fn not_run(what: &str, why: &str) {
    let told = format!("\nNOT RUN: {what} ({why}). `cargo xtask engines` has to run it.\n");
    io::stderr().write_all(told.as_bytes()).expect("standard error is there");
}
