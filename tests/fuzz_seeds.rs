//! The seeds that `cargo xtask fuzz` starts from: what this version writes, so that the mutations
//! begin behind the first check of each reader.
//!
//! `QINGDAN_BLESS=1 cargo test --no-default-features --test fuzz_seeds` writes the files anew.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use qingdan::domain::bundle::{Part, Reader};
use qingdan::domain::campaign::{Campaign, Details, FormChoice, read_campaign};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::record::{Record, read_code, read_json, unpack};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::tally::{Columns, Scope, Tally, TallyFile, TallyId, read_tally};

/// What libFuzzer is told (`xtask/src/fuzz.rs`): a longer seed would be cut.
const SEED_BYTES_MAX: usize = 65_536;

/// A seed: the fuzz target, the file name and the bytes.
type Seed = (&'static str, String, Vec<u8>);

fn instrument() -> &'static Instrument {
    shipped_instrument()
}

fn people(number: u64) -> Vec<Record> {
    demo(instrument(), number, 4).collect()
}

/// Every seed that is written here.
fn seeds() -> Vec<Seed> {
    let mut seeds = bundles();
    for (place, record) in people(3).iter().enumerate() {
        seeds.push(("record_code", format!("code-{place}.txt"), record.to_code().into()));
        seeds.push(("record_json", format!("pretty-{place}.json"), record_json(record)));
        seeds.push(("record_json", format!("line-{place}.json"), line(record).into()));
        seeds.push(("record_packed", format!("packed-{place}.bin"), record.pack().to_vec()));
    }
    for (name, campaign) in [("long", campaign(true)), ("short", campaign(false))] {
        let link = campaign.to_link("https://example.invalid/");
        for (form, text) in [
            ("code.txt", campaign.to_code()),
            ("link.txt", link),
            ("file.json", campaign.to_file()),
        ] {
            seeds.push(("campaign", format!("{name}-{form}"), text.into()));
        }
    }
    for (name, file) in tallies() {
        seeds.push(("tally_file", format!("{name}.json"), file.to_line(instrument()).into()));
    }
    seeds
}

fn record_json(record: &Record) -> Vec<u8> {
    record.to_json(instrument()).into()
}

fn line(record: &Record) -> String {
    record.to_line(instrument())
}

/// Bundles behind the two bytes that say where they are cut, and chats.
fn bundles() -> Vec<Seed> {
    let records = people(3);
    let lines: String = records.iter().map(|record| line(record) + "\n").collect();
    let pretty: String = records.iter().map(|record| record.to_json(instrument())).collect();
    let codes: String = records.iter().map(|record| record.to_code() + "\n").collect();
    let chat = format!("王：收到，谢谢\n{codes}\n李：\n{lines}再见\n{pretty}");
    let cut = |text: &str| [&[3, 0xe8], text.as_bytes()].concat();
    vec![
        ("bundle_parts", "lines.bin".to_owned(), cut(&lines)),
        ("bundle_parts", "pretty.bin".to_owned(), cut(&pretty)),
        ("bundle_parts", "between.bin".to_owned(), cut(&lines.replace('\n', "\r\n收到\n"))),
        ("bundle_text", "codes.txt".to_owned(), codes.into()),
        ("bundle_text", "chat.txt".to_owned(), chat.into()),
    ]
}

/// A campaign with every text, or with none that may be left out.
fn campaign(long: bool) -> Campaign {
    let text = |text: &str| if long { text.to_owned() } else { String::new() };
    let details = Details {
        id: [0xa1, 2, 3, 0xf4],
        wave: 1,
        title: "清源县基层减负摸底".to_owned(),
        wave_label: text("2026 年秋"),
        purpose: text("看看哪几类负担最重，先减哪几类。"),
        contact: text("县总工会 王老师"),
        form: if long { FormChoice::QuickOnly } else { FormChoice::Either },
        background: 0b11,
        minimum: 10,
    };
    Campaign::new(instrument(), details).expect("a campaign")
}

/// Counts of nobody, of 12, of 60, and of two files together.
fn tallies() -> Vec<(&'static str, TallyFile)> {
    let scope = Scope { campaign: None, form: Form::Full };
    let file = |id: u8, tally: Tally| TallyFile::new(TallyId([id; 16]), scope, tally);
    let count = |number: u64| {
        let mut columns = Columns::new(instrument(), 1);
        for record in people(number) {
            columns.add(&record);
        }
        let (scope, _) = columns.scopes().into_iter().max_by_key(|scope| scope.1).expect("records");
        columns.tally(scope).expect("records").clone()
    };
    let [nobody, twelve, sixty] =
        [(1, Tally::empty(instrument(), Form::Full)), (2, count(12)), (3, count(60))]
            .map(|(id, tally)| file(id, tally));
    let both = [twelve.clone(), sixty.clone()];
    let merged = TallyFile::merge(&both, TallyId([9; 16])).expect("files of one wave");
    vec![("nobody", nobody), ("twelve", twelve), ("sixty", sixty), ("merged", merged)]
}

/// Whether the reader under test takes a seed.
fn is_taken(target: &str, bytes: &[u8]) -> bool {
    let text = || std::str::from_utf8(bytes).unwrap_or("");
    match target {
        "bundle_parts" => {
            let bytes = &bytes[2..];
            let part = Part { first: true, last: true, end: bytes.len() };
            Reader::new(&[instrument()]).read_part(bytes, part, &mut |_| ()).records == 3
        }
        "bundle_text" => Reader::new(&[instrument()]).read_text(bytes, &mut |_| ()).records >= 3,
        "campaign" => read_campaign(instrument(), text()).is_ok(),
        "record_code" => read_code(&[instrument()], text()).is_ok(),
        "record_json" => read_json(&[instrument()], bytes).is_ok(),
        "record_packed" => unpack(&[instrument()], bytes).is_ok(),
        "tally_file" => read_tally(bytes, instrument()).is_ok(),
        _ => panic!("no seeds for {target}"),
    }
}

/// A format that changed has changed its seeds; every target has some, and its reader takes them.
#[test]
fn seeds_are_what_this_version_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut targets = BTreeSet::new();
    for (target, name, bytes) in seeds() {
        assert!(bytes.len() <= SEED_BYTES_MAX, "{target}/{name}: {} bytes", bytes.len());
        assert!(is_taken(target, &bytes), "{target}/{name} is not taken");
        let file: PathBuf = folder.join(target).join(name);
        if env::var_os("QINGDAN_BLESS").is_some() {
            fs::create_dir_all(folder.join(target)).expect("a folder");
            fs::write(&file, &bytes).expect("a written file");
        }
        let found = fs::read(&file).unwrap_or_default();
        assert!(found == bytes, "{} is not what this version writes", file.display());
        targets.insert(target.to_owned());
    }
    let programs = fs::read_dir(folder.with_file_name("fuzz_targets")).expect("a folder");
    let programs =
        programs.filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()));
    assert_eq!(programs.collect::<BTreeSet<_>>(), targets);
}
