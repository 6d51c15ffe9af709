//! The seeds that `cargo xtask fuzz` starts from: what this version writes, so that the mutations
//! begin behind the first check of each reader.
//!
//! `QINGDAN_BLESS=1 cargo test --test fuzz_seeds` writes the files anew.
#![cfg(not(target_arch = "wasm32"))]

#[cfg(feature = "two-tally")]
#[path = "fuzz_seeds/two_tally.rs"]
mod two_tally;
#[path = "fuzz_seeds/xlsform.rs"]
mod xlsform;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use qingdan::domain::bundle::{Part, Reader};
use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice, read_campaign};
use qingdan::domain::draft::{Draft, ResumeCode, read_draft};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::randomised::{Noise, NoiseSeed, Randomisation, TruthProbability};
use qingdan::domain::record::{CampaignRef, Record, RecordId, read_code, read_json, unpack};
use qingdan::domain::seal::{
    Collector, Envelope, PrivateKey, Share, find_envelopes, read_bundle, seal, split_key,
};
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
    let extensions =
        Extensions { key: Some(key().public().clone()), tickets: true, ..Extensions::default() };
    let sealed = campaign(true).with(instrument(), extensions).expect("extensions that fit");
    let campaigns = [("long", campaign(true)), ("short", campaign(false)), ("sealed", sealed)];
    for (name, campaign) in campaigns {
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
    seeds.extend(drafts());
    seeds.extend(envelopes());
    #[cfg(feature = "worker")]
    seeds.extend(worker::seeds());
    #[cfg(feature = "two-tally")]
    seeds.extend(two_tally::seeds());
    seeds.extend(xlsform::seeds());
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

/// Counts of nobody, of 12, of 60, and of two files together; with a promise, with noise.
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
    let campaign = Some(CampaignRef { id: [4; 4], wave: 2 });
    let asked = Scope { campaign, form: Form::Full };
    let promised = TallyFile::new(TallyId([4; 16]), asked, nobody.tally().clone());
    let promised = promised.promising(Some(15));
    let item = instrument().item_index("acc_personal").and_then(|item| u8::try_from(item).ok());
    let items = [item.expect("an item")];
    let randomised = Randomisation::new(instrument(), TruthProbability::HALF, &items);
    let randomised = randomised.expect("it may be");
    let noise = Noise::of(Some(&randomised));
    let mut columns = Columns::new(instrument(), 1);
    for record in people(12) {
        columns.add(&record);
    }
    let (of, _) = columns.scopes().into_iter().max_by_key(|scope| scope.1).expect("records");
    let sums = columns.corrected(instrument(), of, &randomised);
    let corrected = TallyFile::new(TallyId([5; 16]), asked, twelve.tally().clone());
    let corrected = corrected.with_noise(noise.clone(), sums);
    assert!(corrected.corrected().is_some(), "of these people");
    let mixed = promised.clone().with_noise(noise.and(Noise::UNKNOWN), None);
    vec![
        ("noisy", corrected),
        ("mixed", mixed),
        ("promised", promised),
        ("nobody", nobody),
        ("twelve", twelve),
        ("sixty", sixty),
        ("merged", merged),
    ]
}

/// Drafts of both forms, and the code to resume one with.
fn drafts() -> Vec<Seed> {
    let draft = |form: Form| {
        let begun = Interview::new(instrument(), RecordId([7; 16]), None);
        let interview = begun.after(instrument(), &Event::PickedForm(form)).unwrap_or(begun);
        let interview = interview.with_seed(NoiseSeed::of_random([9; 32]));
        Draft { interview, page: 3 }.to_bytes(instrument()).to_vec()
    };
    let code = ResumeCode::of_random([0x5a; 10]).as_str().as_bytes().to_vec();
    vec![
        ("draft", "full.bin".to_owned(), draft(Form::Full)),
        ("draft", "quick.bin".to_owned(), draft(Form::Quick)),
        ("draft", "code.txt".to_owned(), code),
    ]
}

/// The key that the fuzz target opens with.
fn key() -> PrivateKey {
    PrivateKey::of_random(b"the organiser's 32 random bytes.").expect("random bytes")
}

/// Different bytes in the place of random ones.
fn counting<const BYTES: usize>(step: u8) -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    let counted = bytes.iter_mut().zip(0_u8..);
    counted.for_each(|(byte, at)| *byte = at.wrapping_mul(step));
    bytes
}

/// An envelope in its three forms, a bundle, and the key on paper and as a share.
fn envelopes() -> Vec<Seed> {
    let mut collector = Collector::new(None);
    let mut sealed = Vec::new();
    for (number, record) in (1_u8..).zip(people(20)) {
        let random = counting(number);
        let envelope = seal(key().public(), instrument().hash, &record.pack(), &random);
        let envelope = envelope.expect("a sealed record");
        collector.add(envelope.to_code().as_bytes()).expect("a code");
        sealed.push(envelope);
    }
    let bundle = collector.bundle().expect("twenty envelopes");
    let [share, ..] = split_key(&key(), &counting(1)).expect("shares");
    vec![
        ("envelope", "bytes.bin".to_owned(), sealed[0].as_bytes().to_vec()),
        ("envelope", "code.txt".to_owned(), sealed[1].to_code().into()),
        ("envelope", "file.json".to_owned(), sealed[2].to_file().into()),
        ("envelope", "bundle.txt".to_owned(), bundle.into()),
        ("envelope", "paper.txt".to_owned(), key().to_paper().as_bytes().to_vec()),
        ("envelope", "share.txt".to_owned(), share.to_code().as_bytes().to_vec()),
    ]
}

/// Whether one of the readers of sealing takes a seed.
fn is_sealing(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap_or("");
    let mut found = 0;
    find_envelopes(bytes, &mut |envelope| found += usize::from(envelope.is_ok()));
    match found {
        0 => {
            let key = PrivateKey::from_paper(text).is_some() || Share::read(text).is_ok();
            key || Envelope::from_bytes(bytes).is_ok()
        }
        1 => true,
        _ => read_bundle(bytes).is_ok_and(|envelopes| envelopes.len() == found),
    }
}

/// What the organiser's workers read.
#[cfg(feature = "worker")]
mod worker {
    use std::io::{Cursor, Write as _};

    use qingdan::domain::disclose::Policy;
    use qingdan::domain::instrument::Form;
    use qingdan::domain::record::{Reason, Record};
    use qingdan::domain::simulate::{Population, Simulation};
    use qingdan::domain::tally::Subtotals;
    use qingdan::worker::{Archive, Cause, Entry, Refused, Subject};
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::{Seed, campaign, instrument, people, record_json};

    pub(super) fn seeds() -> Vec<Seed> {
        let (stored, deflated) = (CompressionMethod::Stored, CompressionMethod::Deflated);
        vec![
            ("archive", "stored.zip".to_owned(), archive(stored)),
            ("archive", "deflated.zip".to_owned(), archive(deflated)),
            ("log_entry", "later.bin".to_owned(), entry().to_bytes()),
            ("log_entry", "counted.bin".to_owned(), counted().to_bytes()),
            ("log_entry", "nothing.bin".to_owned(), Entry::default().to_bytes()),
        ]
    }

    /// A folder, three records and a text.
    fn archive(method: CompressionMethod) -> Vec<u8> {
        let options = SimpleFileOptions::default().compression_method(method);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_directory("records/", options).expect("a folder");
        for (number, record) in people(3).iter().enumerate() {
            writer.start_file(format!("records/{number}.json"), options).expect("an entry");
            writer.write_all(&record_json(record)).expect("written");
        }
        writer.start_file("about.txt", options).expect("an entry");
        writer.write_all("没有答卷".as_bytes()).expect("written");
        writer.finish().expect("an archive").into_inner()
    }

    /// Records, a refused input and a campaign.
    fn entry() -> Entry {
        let rows = people(3).iter().flat_map(Record::pack).collect();
        let mut entry = Entry { rows, ..Entry::default() };
        entry.head.refused = 1;
        entry.head.refusals = vec![Refused::whole("甲.json", Cause::Record(Reason::Empty))];
        entry.head.bytes = 4_000;
        entry.head.campaigns = vec![campaign(true).to_file()];
        entry
    }

    /// As many records of one form as are counted apart, counted, and a report of them.
    fn counted() -> Entry {
        let plain = Population { quick: 0.0, ..Population::plain(instrument()) };
        let population = Population { seed: 4, people: 250, ..plain };
        let people = Simulation::new(instrument(), population).expect("a population");
        let rows: Vec<u8> = people.flat_map(|record| record.pack()).collect();
        let subtotals = Subtotals::new(instrument()).of(&rows);
        assert!(!subtotals.is_empty());
        let mut entry = Entry { rows, subtotals, ..Entry::default() };
        let subject = Subject { campaign: None, form: Form::Full, merged: false };
        entry.head.reported = vec![(subject, Policy::default())];
        entry
    }

    /// Whether the reader under test takes a seed.
    pub(super) fn is_taken(target: &str, bytes: &[u8]) -> bool {
        match target {
            "archive" => Archive::open(Cursor::new(bytes)).is_ok_and(|mut archive| {
                let mut into = Vec::new();
                let all = (0..archive.len()).map(|entry| archive.read(entry, 9_999, &mut into));
                all.filter(|read| *read == Ok(true)).count() == 4
            }),
            _ => Entry::read(bytes).is_ok_and(|entry| entry.to_bytes() == bytes),
        }
    }
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
        #[cfg(feature = "worker")]
        "archive" | "log_entry" => worker::is_taken(target, bytes),
        "campaign" => read_campaign(instrument(), text()).is_ok(),
        "draft" => read_draft(instrument(), bytes).is_ok() || ResumeCode::parse(text()).is_some(),
        "envelope" => is_sealing(bytes),
        "record_code" => read_code(&[instrument()], text()).is_ok(),
        "record_json" => read_json(&[instrument()], bytes).is_ok(),
        "record_packed" => unpack(&[instrument()], bytes).is_ok(),
        #[cfg(feature = "two-tally")]
        "two_tally" => two_tally::is_taken(bytes),
        "xlsform" => xlsform::is_taken(text()),
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
    if cfg!(not(feature = "worker")) {
        targets.extend(["archive", "log_entry"].map(str::to_owned));
    }
    if cfg!(not(feature = "two-tally")) {
        targets.insert("two_tally".to_owned());
    }
    let programs =
        programs.filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()));
    assert_eq!(programs.collect::<BTreeSet<_>>(), targets);
}
