//! A folder with every file that an example names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::record::{CampaignRef, Record};
use qingdan::domain::seal::{PrivateKey, lock_key};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::demo;
use qingdan::domain::ticket::TicketList;
use qingdan::domain::xlsform::{Asked, export};

use crate::kit::{Server, table};

const PASSPHRASE: &str = "many words of my own";

/// The campaign of the examples.
const ID: [u8; 4] = [0x0b, 0xad, 0xca, 0xfe];

/// Records of people by the thousand take a while; so many show the same.
const NUMBERS: [(&str, &str); 2] = [("1000000", "300"), ("10000", "30")];

/// What makes the files. `$R` is the repository.
const PREPARE: &str = r#"
cp "$R/instrument/grassroots-burden.json" old.json
cp old.json own.json; cp old.json mine.json
cp -r "$R/instrument" instrument
cp "$R/instrument/raw-tlx.json" yours.json
sed 's/"version": "1[^"]*"/"version": "9.0.0"/' old.json > new.json
qingdan simulate --records 80 --quick 0 --campaign 0badcafe --wave 1 --out records.ndjson
qingdan simulate --records 80 --seed 2 --quick 0 --campaign 0badcafe --wave 2 --out second.ndjson
cp records.ndjson bundle.ndjson; cp records.ndjson old.ndjson; cp records.ndjson old-bundle.ndjson
if command -v gzip > /dev/null; then gzip -c records.ndjson > records.gz; fi
mkdir records inbox envelopes parts
cp records.ndjson records/; cp records.ndjson second.ndjson inbox/; rm second.ndjson
qingdan simulate --records 30 --format zip --out files.zip
qingdan simulate --records 160 --seed 9 --quick 0 --out all.ndjson
head -n 80 all.ndjson > first.ndjson
for n in 1 2 3 4 5; do
  qingdan simulate --records 60 --seed 1$n --quick 0 | qingdan tally --out $n.tally
done
cp 1.tally county-1.tally; cp 2.tally county-2.tally; cp 1.tally parts/; cp 2.tally parts/
mv 3.tally one.tally; mv 4.tally two.tally; mv 5.tally three.tally; rm 1.tally 2.tally
qingdan release bundle.ndjson --out release.json
qingdan seal --to campaign.json records.ndjson --out envelopes/all.txt
head -n 40 records.ndjson | qingdan seal --to campaign.json --out some.txt
qingdan gather --campaign campaign.json some.txt --out bundle.txt
qingdan split --key qingdan-key.json --passphrase-file words.txt --out parts-of-a-key
cp parts-of-a-key/qingdan-share-1.txt parts-of-a-key/qingdan-share-3.txt .
qingdan xlsform export --out own.xlsx
qingdan xlsform export --csv form
mkdir -p home/.local/share/man/man1 home/.local/share/bash-completion/completions
mkdir -p home/.zfunc home/.config/fish/completions
"#;

/// Options that name what is written. It is taken away before, so that examples come after one
/// another in one folder.
const WRITTEN: [&str; 3] = ["--out", "--html", "--refused"];

/// Programs of others that examples call and a machine may lack; with `QINGDAN_PROGRAMS` they must
/// be there.
const FOREIGN: [&str; 4] = ["unzip", "zcat", "man", "less"];

pub(crate) struct World {
    folder: PathBuf,
    language: String,
}

impl World {
    /// An empty folder of its own.
    pub(crate) fn new(name: &str, language: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("help-examples").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self { folder, language: language.to_owned() }
    }

    /// A folder with everything that most examples need.
    pub(crate) fn prepared(name: &str, language: &str) -> Self {
        let world = Self::new(name, language);
        let random: Vec<u8> = (1..=64).collect();
        let key = PrivateKey::of_random(random[..].first_chunk().unwrap()).unwrap();
        let locked = lock_key(&key, PASSPHRASE, random[..].first_chunk().unwrap()).unwrap();
        world.write("words.txt", &[PASSPHRASE, "\n"].concat());
        world.write("qingdan-key.json", &locked);
        let extensions = Extensions { key: Some(key.public().clone()), ..Extensions::default() };
        world.write("campaign.json", &campaign(extensions).to_file());
        let wave = CampaignRef { id: ID, wave: 1 };
        let tickets = TicketList::new(wave, &key.ticket_secret(wave), &[]);
        world.write("qingdan-tickets.json", &tickets.to_json());
        world.write("answers.csv", &answers());
        world.shell(PREPARE).unwrap();
        world
    }

    /// The same in a folder of another name.
    pub(crate) fn copy(&self, name: &str) -> Self {
        let world = Self::new(name, &self.language);
        let copied = Command::new("cp")
            .arg("-R")
            .arg(self.folder.join("."))
            .arg(&world.folder)
            .status()
            .unwrap();
        assert!(copied.success());
        world
    }

    /// What the examples of one verb need besides.
    pub(crate) fn before(&self, verb: &str) {
        match verb {
            // There `new.json` is a record.
            "read" => self.shell("head -n 1 records.ndjson > new.json").unwrap(),
            // Two waves of one campaign.
            "report" => self
                .shell(
                    "rm -f first.ndjson second.ndjson\n\
                 for wave in 1 2; do qingdan simulate --records 80 --seed $wave --quick 0 \
                 --campaign 0badcafe --wave $wave --out $wave.ndjson; done\n\
                 mv 1.ndjson first.ndjson; mv 2.ndjson second.ndjson",
                )
                .unwrap(),
            // A form keeps no answer sealed.
            "xlsform responses" => {
                self.write("campaign.json", &campaign(Extensions::default()).to_file());
            }
            "xlsform export" => self.shell("rm -r form").unwrap(),
            "gather" => self.shell("rm -r inbox; cp -R envelopes inbox").unwrap(),
            "two-tally" => {
                self.write("campaign.json", &campaign(Extensions::default()).to_file());
                self.shell(
                    "qingdan two-tally key --passphrase-file words.txt --out second.json > second\n\
                     rm -r records inbox",
                )
                .unwrap();
            }
            _ => {}
        }
    }

    /// Runs an example, with what a reader fills in and what the other organiser does.
    pub(crate) fn example(&self, verb: &str, example: &str) -> Result<(), String> {
        let mut line = example.replace("5d0c…", "5d0c5d0c5d0c5d0c5d0c5d0c5d0c5d0c");
        for (many, few) in NUMBERS {
            line = line.replace(many, few);
        }
        // Where somebody is asked on a terminal, the test answers with a file.
        let asks = ["key new", "key show qingdan-key.json", "split --key", "combine shares"];
        let asks = asks.iter().any(|words| line.starts_with(&format!("qingdan {words}")))
            || line.starts_with("qingdan combine ")
            || line.contains(" --key qingdan-key.json");
        if asks && !line.contains("--passphrase-file") {
            for verb in ["key new", "key show", "split", "combine", "open", "microdata"] {
                let begin = format!("qingdan {verb} ");
                line = line.replacen(&begin, &format!("{begin}--passphrase-file words.txt "), 1);
            }
        }
        if verb == "two-tally" {
            line = line.replacen("HEX", "$(cat mine)", 1).replacen("HEX", "$(cat second)", 1);
            if line.starts_with("qingdan two-tally key") {
                line += " > mine";
            }
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        if let Some(program) = FOREIGN.iter().find(|one| words.contains(one) && !there(one)) {
            let must = std::env::var_os("QINGDAN_PROGRAMS").is_some();
            println!("{program} is not here: not run: {line}");
            return if must { Err(format!("no {program}")) } else { Ok(()) };
        }
        for pair in words.windows(2).filter(|pair| WRITTEN.contains(&pair[0])) {
            self.remove(pair[1]);
        }
        if let Some(at) =
            words.iter().position(|word| *word == "--mapping").filter(|_| words[1] == "diff")
        {
            self.remove(words[at + 1]);
        }
        self.shell(&line)?;
        self.shell(after(verb, &words))
    }

    fn remove(&self, name: &str) {
        let path = self.folder.join(name);
        let _ = fs::remove_file(&path);
        let _ = fs::remove_dir_all(&path);
    }

    /// The help of a verb.
    pub(crate) fn help(&self, verb: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_qingdan"))
            .args(verb.split_whitespace())
            .arg("--help")
            .env("QINGDAN_LANG", &self.language)
            .output()
            .unwrap();
        assert!(output.status.success(), "{verb}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).unwrap();
    }

    /// Runs a script; it fails with the first command that does, also in the middle of a pipe.
    fn shell(&self, script: &str) -> Result<(), String> {
        let beside = Path::new(env!("CARGO_BIN_EXE_qingdan")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = [beside.to_owned()].into_iter().chain(std::env::split_paths(&path));
        let output: Output = Command::new("bash")
            .args(["-eu", "-o", "pipefail", "-c", script])
            .current_dir(&self.folder)
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("HOME", self.folder.join("home"))
            .env("R", env!("CARGO_MANIFEST_DIR"))
            .env("QINGDAN_LANG", &self.language)
            .env("PAGER", "cat")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("bash: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

/// Whether a program is on this machine.
fn there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// What the other organiser does after a step.
fn after(verb: &str, words: &[&str]) -> &'static str {
    match (verb, words.get(2)) {
        ("two-tally", Some(&"split")) => "cp -R to-first halves",
        ("two-tally", Some(&"verify")) => {
            "qingdan two-tally verify --plan plan.txt --key second.json \
             --passphrase-file words.txt --ledger second.bin --out theirs.verification to-second"
        }
        ("two-tally", Some(&"count")) => {
            "qingdan two-tally count --plan plan.txt --key second.json --passphrase-file words.txt \
             --ledger second.bin --own theirs.verification --other mine.verification \
             --out theirs.half to-second"
        }
        _ => "true",
    }
}

/// What a server has of the form of the shipped instrument.
fn answers() -> String {
    let instrument = shipped_instrument();
    let form = export(instrument, &Asked::All).unwrap();
    let records: Vec<Record> = demo(instrument, 12, 3).collect();
    let rows = table(instrument, &form, &records, Server::Central);
    rows.iter().map(|row| row.join(",") + "\n").collect()
}

fn campaign(extensions: Extensions) -> Campaign {
    let details = Details {
        id: ID,
        wave: 1,
        title: "摸底".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::FullOnly,
        background: 0b11,
        minimum: 10,
    };
    let campaign = Campaign::new(shipped_instrument(), details).unwrap();
    campaign.with(shipped_instrument(), extensions).unwrap()
}
