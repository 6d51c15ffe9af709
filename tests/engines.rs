//! The examples for engines that count on many machines: what they say twice is what the command
//! says, and what they compute is what it computes. `cargo xtask test --full` runs them on local
//! Spark and in `DuckDB` over 200,000 people; without it, Python calls what Spark would call.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use qingdan::domain::bundle::{CAMPAIGN_START, TALLY_START, TICKETS_START};
use qingdan::domain::campaign::{Campaign, Details, FormChoice};
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

/// An empty folder of its own.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("engines");
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

#[test]
fn engines_count_what_one_machine_counts() {
    // For many people, the command that is made for speed.
    let fast = env::var_os("QINGDAN_ENGINES");
    let full = fast.is_some();
    let command = fast.unwrap_or_else(|| env!("CARGO_BIN_EXE_qingdan").into());
    let python = env::var_os("QINGDAN_PYTHON").unwrap_or_else(|| "python3".into());
    let work = folder();
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
        }
        Err(error) => {
            assert!(!full && env::var_os("QINGDAN_PROGRAMS").is_none(), "{python:?}: {error}");
            println!("Python is not here: not run");
        }
    }
    fs::remove_dir_all(&work).expect("removed");
}
