//! Inputs of every kind that is read, good and bad.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::instrument::Form;
use qingdan::domain::record::{CampaignRef, Record};
use qingdan::domain::seal::{PrivateKey, seal};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Resent, Simulation};
use qingdan::domain::tally::{Columns, Scope, TallyFile, TallyId};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The id of every tally that the tests ask for.
pub(crate) const ID: &str = "00112233445566778899aabbccddeeff";

const CAMPAIGN: CampaignRef = CampaignRef { id: [0x0b, 0xad, 0xca, 0xfe], wave: 2 };

/// A campaign whose records come sealed.
const SEALED: CampaignRef = CampaignRef { id: [0x5e, 0xa1, 0xed, 0], wave: 1 };

/// Bytes that look like chance.
fn chance(seed: u8) -> [u8; 32] {
    std::array::from_fn(|at| u8::try_from(at).unwrap().wrapping_mul(73).wrapping_add(seed) ^ 0x5a)
}

fn key() -> PrivateKey {
    PrivateKey::of_random(&chance(7)).unwrap()
}

/// The file of a campaign that promises a minimum.
fn campaign(of: CampaignRef, key: Option<&PrivateKey>) -> String {
    let details = Details {
        id: of.id,
        wave: of.wave,
        title: "摸底".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0b11,
        minimum: 15,
    };
    let key = key.map(|key| key.public().clone());
    let campaign = Campaign::new(shipped_instrument(), details).unwrap();
    let extensions = Extensions { key, ..Extensions::default() };
    campaign.with(shipped_instrument(), extensions).unwrap().to_file()
}

/// Records of both forms, some sent twice and some corrected.
pub(crate) fn records(people: u64, seed: u64, campaign: Option<CampaignRef>) -> Vec<Record> {
    let resent = Resent { identical: 0.05, revised: 0.1 };
    let base = Population::new(shipped_instrument());
    let population = Population { people, seed, campaign, resent, ..base };
    Simulation::new(shipped_instrument(), population).unwrap().collect()
}

/// The lines of so many records, one for each of the people.
pub(crate) fn lines(people: u64, seed: u64) -> String {
    let population = Population { people, seed, ..Population::plain(shipped_instrument()) };
    joined(Simulation::new(shipped_instrument(), population).unwrap())
}

fn joined(records: impl IntoIterator<Item = Record>) -> String {
    records.into_iter().map(|record| record.to_line(shipped_instrument()) + "\n").collect()
}

/// The file of people of a county whose records are nowhere else.
pub(crate) fn tally(seed: u8, people: u64) -> String {
    let mut columns = Columns::new(shipped_instrument(), 1);
    for record in records(people, seed.into(), Some(CAMPAIGN)) {
        columns.add(&record);
    }
    let scope = Scope { campaign: Some(CAMPAIGN), form: Form::Full };
    let tally = columns.tally(scope).unwrap().clone();
    let file = TallyFile::new(TallyId([seed; 16]), scope, tally).promising(Some(12));
    file.to_line(shipped_instrument())
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A folder of inputs of every kind: its files in the order in which the command reads them.
pub(crate) fn mixture(folder: &Path) -> Vec<PathBuf> {
    let instrument = shipped_instrument();
    let plain = records(300, 1, None);
    let asked = records(250, 2, Some(CAMPAIGN));
    let pretty: String = plain[..9].iter().map(|record| record.to_json(instrument)).collect();
    let mut codes = String::new();
    for record in plain[200..230].iter().chain(&records(20, 8, None)) {
        codes += "收到\n";
        codes += &record.to_code();
        codes.push('\n');
    }
    let conflict = joined(plain[..20].iter().zip(&asked).map(|(one, other)| {
        let mut packed = one.pack();
        packed[36..].copy_from_slice(&other.pack()[36..]);
        qingdan::domain::record::unpack(&[instrument], &packed).unwrap_or_else(|_| one.clone())
    }));
    let utf16: Vec<u8> = b"\xff\xfe".iter().copied().chain(b"{\0}\0".iter().copied()).collect();
    let one = plain[0].to_line(instrument);
    let inner = archive(&[("a.json", one.as_bytes())]);
    let zip = archive(&[
        ("1.json", one.as_bytes()),
        ("2.json", b"{}"),
        ("3.zip", &inner),
        ("__MACOSX/._1.json", b"x"),
        ("4.png", b"\x89PNG\r\n\x1a\n"),
        ("5.ndjson", joined(records(40, 9, None)).as_bytes()),
    ]);
    let broken = one.replacen("\"revision\":0", "\"revision\":-1", 1);
    let bundle = format!("{}{broken}\nnothing\n{}", joined(plain), joined(asked));
    let county = tally(31, 80);
    let sealed = records(3, 10, Some(SEALED));
    let envelope =
        seal(key().public(), instrument.hash, &sealed[0].pack(), &chance(9)).unwrap().to_file();
    let in_the_open = joined(sealed);
    let (asks, seals) = (campaign(CAMPAIGN, None), campaign(SEALED, Some(&key())));
    let foreign = asks.replacen("QINGDAN-C1:", "QINGDAN-C1:A", 1);
    let two = format!("{county}\n{}\n", tally(32, 70));
    let files: Vec<(&str, &[u8])> = vec![
        ("00-campaign.json", asks.as_bytes()),
        ("00-campaign-again.json", asks.as_bytes()),
        ("00-campaign-changed.json", foreign.as_bytes()),
        ("00-sealing-campaign.json", seals.as_bytes()),
        ("01-pretty.json", pretty.as_bytes()),
        ("02-bundle.ndjson", bundle.as_bytes()),
        ("03-chat.txt", codes.as_bytes()),
        ("04-conflicts.ndjson", conflict.as_bytes()),
        ("05-empty.json", b""),
        ("06-utf16.txt", &utf16),
        ("07-list.json", b"[{\"format\":\"qingdan-record/1\"}]"),
        ("08-other.pdf", b"%PDF-1.7"),
        ("09-packed.gz", b"\x1f\x8b\x08\0"),
        ("10-files.zip", &zip),
        ("11-cut.zip", &zip[..zip.len() - 30]),
        ("12-tally.json", county.as_bytes()),
        ("13-tallies.ndjson", two.as_bytes()),
        ("14-bad-tally.json", b"{\"format\":\"qingdan-tally/1\"}"),
        ("15-picture.png", b"\x89PNG\r\n\x1a\n"),
        ("16-words.txt", b"no record"),
        ("17-bad-envelope.txt", b"QINGDAN-E1:AAAA"),
        ("18-in-the-open.ndjson", in_the_open.as_bytes()),
        ("19-envelope.json", envelope.as_bytes()),
    ];
    fs::create_dir_all(folder).unwrap();
    let write = |(name, bytes): (&str, &[u8])| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    files.into_iter().map(write).collect()
}

/// A bundle of more than 10 MB with something refused here and there, and with tallies whose lines
/// are longer than anything that is looked at together.
pub(crate) fn large_bundle() -> String {
    let all = records(9_000, 5, None);
    let mut text = String::new();
    for (place, record) in all.iter().enumerate() {
        text += &record.to_line(shipped_instrument());
        text.push('\n');
        match place % 2_000 {
            0 => text += "words between\n",
            1 => text += "{\"format\":\n",
            // About where a part and a piece end.
            400 => {
                text += &tally(u8::try_from(place / 2_000 + 40).unwrap(), 60 + place as u64);
                text.push('\n');
            }
            _ => {}
        }
    }
    text
}
