//! `qingdan microdata`: what is in the files and what is not, read back by programs that are not
//! ours, the risk computed a second time from the table alone, and everything that is refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "microdata/table.rs"]
mod table;
#[path = "microdata/world.rs"]
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::microdata::KNOWN_ANSWERS;
use qingdan::domain::randomised::{Randomisation, TruthProbability};
use qingdan::domain::record::Record;
use serde_json::Value;
use table::parse;
use world::{CAMPAIGN, World, campaign, instrument, key, lines, people, sealed};

const FLAG: &str = "--i-know-this-is-personal-data";

/// Every file of a run, and nothing of a record that could name it.
#[test]
fn ids_and_order_are_gone() {
    let world = World::new("ids");
    let records = people(300, 1, None);
    world.write("records.ndjson", &lines(&records));
    let export = |out: &str| {
        world.done(&format!("microdata records.ndjson {FLAG} --format csv,parquet --out {out}"));
        world.text(&format!("{out}/records.csv"))
    };
    let (one, other) = (export("one"), export("other"));
    assert_ne!(one, other, "the order is one by chance");
    let sorted = |csv: &str| {
        let mut lines: Vec<String> = csv.lines().skip(1).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&one), sorted(&other));
    let names: BTreeSet<String> = fs::read_dir(world.at("one"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let expected = ["labels.csv", "records.csv", "records.parquet", "risk.en.txt", "risk.json"];
    assert!(names.iter().map(String::as_str).eq(expected.into_iter().chain(["risk.zh.txt"])));
    for name in &names {
        let bytes = fs::read(world.at("one").join(name)).unwrap();
        for record in &records {
            let id = record.id().to_string();
            assert!(!bytes.windows(32).any(|some| some == id.as_bytes()), "{name}");
            assert!(!bytes.windows(16).any(|some| some == record.id().0), "{name}");
        }
    }
}

/// Every row is one record: its answers as options, its background in the groups of the rule.
#[test]
fn rows_are_the_records() {
    let world = World::new("rows");
    let records = people(400, 2, None);
    world.write("records.ndjson", &lines(&records));
    world.done(&format!("microdata records.ndjson {FLAG} --out out"));
    let table = parse(&world.text("out/records.csv"));
    let mut expected: Vec<Vec<i16>> = records.iter().map(answers).collect();
    let places: Vec<usize> = instrument()
        .questions()
        .filter(|(question, _)| !matches!(question, Question::Background(_)))
        .map(|(_, id)| table.column(id))
        .collect();
    let mut found: Vec<Vec<i16>> =
        table.rows.iter().map(|row| places.iter().map(|place| row[*place]).collect()).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    for (id, groups) in [("bg_level", 3), ("bg_role", 2)] {
        let codes: BTreeSet<i16> = table.values(id).collect();
        assert!(codes.iter().all(|code| (0..groups).contains(code) || *code == -9), "{codes:?}");
        assert!(codes.len() > 1, "{id}");
    }
    for id in ["bg_years", "bg_region", "id", "revision", "campaign", "wave"] {
        assert!(!table.names.iter().any(|name| name == id), "{id}");
    }
    all_is_labelled(&world.text("out/labels.csv"), &table);
}

/// Every column of a table has its labels, no other has any, and so does every code in it.
fn all_is_labelled(labels: &str, table: &table::Table) {
    let labels: Vec<(&str, Option<i16>)> = labels.lines().skip(1).map(table::label).collect();
    let mut named: Vec<&str> = labels.iter().map(|(column, _)| *column).collect();
    named.dedup();
    assert_eq!(named, table.names, "columns in the order of the table");
    let labels: BTreeSet<_> = labels.into_iter().collect();
    for (place, name) in table.names.iter().enumerate() {
        for row in &table.rows {
            // The campaign alone is a text.
            let code = (name != "campaign").then_some(row[place]);
            assert!(labels.contains(&(name.as_str(), code)), "{name} {code:?}");
        }
    }
}

/// The answers of a record as codes, in the order of the instrument.
fn answers(record: &Record) -> Vec<i16> {
    let questions = instrument().questions().map(|(question, _)| question);
    let questions = questions.filter(|question| !matches!(question, Question::Background(_)));
    let code = |question| match record.complete().answers().get(question) {
        Answer::Option(option) => i16::from(option),
        Answer::NotApplicable => -1,
        Answer::DontKnow => -2,
        Answer::Declined => -3,
        Answer::Skipped => -4,
        Answer::NotAsked => -5,
    };
    questions.map(code).collect()
}

/// k, uniques and the attack, computed again from the table that was written.
#[test]
fn the_risk_is_that_of_the_table() {
    let world = World::new("risk");
    world.write("records.ndjson", &lines(&people(350, 3, None)));
    let (out, _) = world.done(&format!("microdata records.ndjson {FLAG} --out out"));
    let table = parse(&world.text("out/records.csv"));
    let risk: Value = serde_json::from_str(&world.text("out/risk.json")).unwrap();
    assert_eq!(out, world.text("out/risk.en.txt"));
    let mut classes: BTreeMap<[i16; 3], u64> = BTreeMap::new();
    let [form, level, role] = ["form", "bg_level", "bg_role"].map(|id| table.column(id));
    for row in &table.rows {
        *classes.entry([row[form], row[level], row[role]]).or_default() += 1;
    }
    let k = *classes.values().min().unwrap();
    assert!(k >= 10);
    assert_eq!(risk["background"]["k"], k);
    assert_eq!(risk["background"]["classes"], classes.len());
    assert_eq!(risk["background"]["uniques"], 0);
    assert_eq!(risk["records"], 350);
    assert!(risk["background_as_answered"]["uniques"].as_u64().unwrap() > 0);
    assert!(out.contains(&format!("k = {k} people")), "{out}");

    for (place, answers) in KNOWN_ANSWERS.into_iter().enumerate() {
        let told = &risk["known_answers"][place];
        assert_eq!(told["answers"], answers);
        for (field, class) in [("found", false), ("found_with_background", true)] {
            let share = table::share(&told[field], &told["tries"]);
            let again = table.attacked(answers, class, 40);
            // Four standard errors of both.
            let error = 4.0 * (0.25_f64 / 1_050.0 + 0.25 / (350.0 * 40.0)).sqrt();
            assert!((share - again).abs() < error, "{answers} {field}: {share} and {again}");
        }
    }
}

/// The Parquet file holds the table, whole, with what it means.
#[test]
fn parquet_is_read_back() {
    let world = World::new("parquet");
    let in_campaign = people(200, 4, Some(CAMPAIGN));
    world.write("records.ndjson", &lines(&in_campaign));
    world.write("campaign.json", &campaign(None, None, false));
    world.done(&format!(
        "microdata records.ndjson campaign.json {FLAG} --format parquet,csv --out out"
    ));
    let csv = parse(&world.text("out/records.csv"));
    let (parquet, metadata) = table::read_parquet(&world.at("out/records.parquet"));
    assert_eq!(parquet, csv);
    assert_eq!(csv.names[..2], ["campaign", "wave"], "the same of all");
    assert_eq!(metadata["qingdan.instrument"], instrument().id);
    assert_eq!(metadata["qingdan.hash"], instrument().hash.to_string());
    all_is_labelled(&world.text("out/labels.csv"), &csv);
    let in_metadata = metadata.keys().filter_map(|key| key.strip_prefix("qingdan.column."));
    let in_table = csv.names.iter().map(String::as_str).collect();
    assert_eq!(in_metadata.collect::<BTreeSet<_>>(), in_table);
    for name in &csv.names {
        let told: Value =
            serde_json::from_str(&metadata[&format!("qingdan.column.{name}")]).unwrap();
        assert!(told["zh"].as_str().is_some_and(|zh| !zh.is_empty()), "{name}");
        if name == "campaign" {
            assert_eq!(told["codes"]["c01020304"]["en"], "Campaign 01020304");
            continue;
        }
        for code in csv.values(name).collect::<BTreeSet<i16>>() {
            assert!(told["codes"][code.to_string()]["en"].is_string(), "{name} {code}");
        }
    }
    // The same table gives the same bytes but for the order, and no clock.
    world.done(&format!("microdata records.ndjson campaign.json {FLAG} --format parquet --out b"));
    let again = table::read_parquet(&world.at("b/records.parquet"));
    assert_eq!(again.1, metadata);
    assert!(!world.at("b/records.csv").exists());
}

/// Other programs read it: where they are, and in the long test they have to be.
#[test]
fn other_programs_read_the_files() {
    let world = World::new("programs");
    world.write("records.ndjson", &lines(&people(250, 5, Some(CAMPAIGN))));
    world.write("campaign.json", &campaign(None, None, false));
    let run = format!("microdata records.ndjson campaign.json {FLAG} --format parquet,csv");
    world.done(&format!("{run} --out out"));
    let table = parse(&world.text("out/records.csv"));
    let hours: i64 = table.values("meet_hours").map(i64::from).sum();
    let expected = format!("250 {} {hours}", table.names.len());
    let arrow = "import pyarrow.parquet as p, json\n\
        t = p.read_table('out/records.parquet'); m = t.schema.metadata\n\
        assert json.loads(m[b'qingdan.column.bg_level'])['codes']['-9']['missing']\n\
        assert str(t.schema.field('form').type) == 'int16', t.schema\n\
        print(t.num_rows, t.num_columns, sum(t['meet_hours'].to_pylist()))";
    let duck = "import duckdb as d\n\
        q = 'select count(*), sum(meet_hours) from '\n\
        f = ['out/records.parquet', 'out/records.csv']\n\
        a, b = [d.sql(q + repr(f)).fetchall() for f in f]\n\
        assert a == b, (a, b)\n\
        c = len(d.sql(\"select * from 'out/records.csv'\").columns)\n\
        k = d.sql(\"select count(*) from parquet_kv_metadata('out/records.parquet')\").fetchall()\n\
        assert k[0][0] > c, k\n\
        print(a[0][0], c, a[0][1])";
    for script in [arrow, duck] {
        let python = std::env::var("QINGDAN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        if let Some(said) = world.program(&python, &["-c", script]) {
            assert_eq!(said.trim(), expected);
        }
    }
    let r = "r <- read.csv('out/records.csv'); l <- read.csv('out/labels.csv', \
        fileEncoding = 'UTF-8-BOM'); \
        stopifnot(identical(names(r), unique(l$column)), is.integer(l$code)); \
        k <- l[l$column == 'bg_level' & l$missing == 0, ]; \
        f <- factor(r$bg_level, levels = k$code, labels = k$label_en); \
        stopifnot(sum(is.na(f)) == sum(r$bg_level == -9)); \
        cat(nrow(r), ncol(r), sum(r$meet_hours))";
    if let Some(said) = world.program("Rscript", &["--vanilla", "-e", r]) {
        assert_eq!(said.trim(), expected);
    }
}

/// The examples of the documents run on the files as they stand.
#[test]
fn the_examples_of_the_documents_run() {
    let world = World::new("out");
    world.write("records.ndjson", &lines(&people(250, 5, None)));
    world.done(&format!("microdata records.ndjson {FLAG} --format parquet,csv --out out"));
    let inside = World(world.at("out"));
    for (document, language) in [("microdata.md", "en"), ("microdata.zh.md", "zh")] {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/");
        let text = fs::read_to_string([path, document].concat()).unwrap();
        let block = |kind: &str| {
            let (_, rest) = text.split_once(&format!("```{kind}\n")).expect("an example");
            rest.split_once("```").unwrap().0.to_owned()
        };
        let title = instrument().items.iter().find(|item| item.id == "meet_hours").unwrap();
        let title = if language == "en" { &title.stem.en } else { &title.stem.zh };
        let python = std::env::var("QINGDAN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        if let Some(said) = inside.program(&python, &["-X", "utf8", "-c", &block("python")]) {
            assert_eq!(said.trim(), format!("{title} 0"));
        }
        let r =
            block("r") + "\ncat(nrow(rows), sum(is.na(rows$bg_level)) > 0, nlevels(rows$level))";
        if let Some(said) = inside.program("Rscript", &["--vanilla", "-e", &r]) {
            assert_eq!(said.trim(), "250 TRUE 3");
        }
    }
    // The flag and the files that the documents name are those of the command.
    let english = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/microdata.md"));
    let english = english.unwrap();
    for name in ["records.csv", "records.parquet", "labels.csv", "risk.en.txt", "risk.json"] {
        assert!(english.contains(name) && world.at("out").join(name).exists(), "{name}");
    }
    assert!(english.contains(FLAG));
}

/// What a campaign has randomised is named as that, everywhere.
#[test]
fn randomised_items_are_never_as_if_true() {
    let world = World::new("randomised");
    let item = u8::try_from(instrument().item_index("acc_personal").unwrap()).unwrap();
    let random = Randomisation::new(instrument(), TruthProbability::HALF, &[item]).unwrap();
    world.write("records.ndjson", &lines(&people(120, 6, Some(CAMPAIGN))));
    world.write("campaign.json", &campaign(Some(random), None, false));
    let run = format!("microdata records.ndjson {FLAG} --format csv,parquet --out");
    world.fails(&format!("{run} none"), 2, "randomised");
    assert!(!world.at("none").exists());
    world.done(&format!("{run} out campaign.json"));
    let table = parse(&world.text("out/records.csv"));
    assert!(table.names.iter().any(|name| name == "acc_personal_randomised"));
    assert!(!table.names.iter().any(|name| name == "acc_personal"));
    let (parquet, metadata) = table::read_parquet(&world.at("out/records.parquet"));
    assert_eq!(parquet.names, table.names);
    assert!(metadata["qingdan.column.acc_personal_randomised"].contains("\"randomised\":\"1/2\""));
    let labels = world.text("out/labels.csv");
    let told: Vec<&str> = labels.lines().filter(|line| line.contains(",0.5,")).collect();
    assert!(!told.is_empty() && told.iter().all(|line| line.starts_with("acc_personal_r")));
    for (name, word) in [("risk.zh.txt", "1/2 的概率"), ("risk.en.txt", "probability 1/2")] {
        assert!(world.text(&format!("out/{name}")).contains(word), "{name}");
    }
    // Without the file nobody knows, and the table says so.
    world.done(&format!("{run} unknown --unknown-noise"));
    let risk: Value = serde_json::from_str(&world.text("unknown/risk.json")).unwrap();
    assert_eq!(risk["randomised"]["acc_personal"], "unknown");
    assert_eq!(risk["minimum"], 30, "what was promised is unknown too");
}

/// From envelopes the same table comes as from the records in the open.
#[test]
fn envelopes_are_opened_with_the_key() {
    let world = World::new("sealed");
    let records = people(90, 7, Some(CAMPAIGN));
    world.write("records.ndjson", &lines(&records));
    world.write("envelopes.txt", &sealed(&records));
    world.write("campaign.json", &campaign(None, Some(key().public()), false));
    world.write("ticketed.json", &campaign(None, Some(key().public()), true));
    world.lock("key.json", "words");
    let sorted = |name: &str| {
        let mut rows = parse(&world.text(&format!("{name}/records.csv"))).rows;
        rows.sort();
        rows
    };
    let with_key = format!("microdata --key key.json --passphrase-file words {FLAG} --out");
    world.done(&format!("{with_key} a envelopes.txt campaign.json"));
    world.done(&format!("microdata {FLAG} --out b records.ndjson campaign.json"));
    assert_eq!(sorted("a"), sorted("b"));
    // Plain records of a sealed campaign are none of its own where the key is there.
    world.fails(&format!("{with_key} c records.ndjson campaign.json"), 2, "not one record");
    world.fails(&format!("microdata {FLAG} --out c envelopes.txt"), 2, "not one record");
    world.fails(&format!("{with_key} c envelopes.txt ticketed.json"), 2, "wait");
    world.done(&format!("{with_key} c --unchecked envelopes.txt ticketed.json"));
    assert_eq!(sorted("c"), sorted("a"));
}

#[test]
fn what_would_give_people_away_is_refused() {
    let world = World::new("refused");
    world.write("many.ndjson", &lines(&people(100, 8, None)));
    world.write("few.ndjson", &lines(&people(29, 8, None)));
    let forms = [people_of(200, 9, 0.0), people_of(9, 10, 1.0)].concat();
    world.write("forms.ndjson", &lines(&forms));
    world.fails("microdata many.ndjson --out out", 3, "--i-know-this-is-personal-data");
    world.fails(&format!("microdata few.ndjson {FLAG} --out out"), 3, "at least 30");
    world.fails(&format!("microdata forms.ndjson {FLAG} --out out"), 3, "--form full");
    assert!(!world.at("out").exists(), "something was written");
    world.done(&format!("microdata forms.ndjson {FLAG} --form full --out out"));
    assert_eq!(parse(&world.text("out/records.csv")).rows.len(), 200);
    // The highest minimum that was promised counts.
    world.write("campaign.json", &campaign(None, None, false));
    world.write("own.ndjson", &lines(&people(60, 11, Some(CAMPAIGN))));
    world.done(&format!("microdata own.ndjson campaign.json {FLAG} --out own"));
    let risk: Value = serde_json::from_str(&world.text("own/risk.json")).unwrap();
    assert_eq!(risk["minimum"], 12);
    assert!(risk["background"]["k"].as_u64().unwrap() >= 12);
}

fn people_of(number: u64, seed: u64, quick: f64) -> Vec<Record> {
    world::population(number, seed, None, quick)
}

#[test]
fn what_cannot_be_done_is_told() {
    let world = World::new("told");
    world.write("many.ndjson", &lines(&people(100, 8, None)));
    let before = format!("microdata many.ndjson {FLAG}");
    world.fails(&before, 2, "--out");
    world.fails(&format!("{before} --format xlsx --out out"), 2, "xlsx");
    world.fails(&format!("microdata gone.ndjson {FLAG} --out out"), 1, "gone.ndjson");
    world.fails(&format!("{before} --out many.ndjson"), 2, "many.ndjson");
    fs::create_dir(world.at("full")).unwrap();
    world.write("full/own.txt", "mine");
    world.fails(&format!("{before} --out full"), 2, "not empty");
    assert_eq!(fs::read_dir(world.at("full")).unwrap().count(), 1);
    assert_eq!(world.text("full/own.txt"), "mine");
    // In Chinese too.
    let (code, _, said) = world.run_in("zh", "microdata many.ndjson --out out");
    assert_eq!(code, Some(3));
    assert!(said.starts_with("错误：不能这样做"), "{said}");
    let (code, out, _) = world.run_in("zh", &format!("{before} --out zh"));
    assert_eq!((code, out), (Some(0), world.text("zh/risk.zh.txt")));
}
