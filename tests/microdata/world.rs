//! A folder, a key, a campaign and invented people.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice};
use qingdan::domain::instrument::Instrument;
use qingdan::domain::randomised::Randomisation;
use qingdan::domain::record::{CampaignRef, Record};
use qingdan::domain::seal::{PrivateKey, PublicKey, lock_key, seal};
use qingdan::domain::shipped_instrument;
use qingdan::domain::simulate::{Population, Simulation};

/// The campaign of the people who were asked by one.
pub(crate) const CAMPAIGN: CampaignRef = CampaignRef { id: [1, 2, 3, 4], wave: 1 };

const PASSPHRASE: &str = "many words of my own";

pub(crate) fn instrument() -> &'static Instrument {
    shipped_instrument()
}

/// What a run says: exit code, standard output, standard error.
type Said = (Option<i32>, String, String);

/// The world of one test: an empty folder of its own.
pub(crate) struct World(pub(crate) PathBuf);

impl World {
    pub(crate) fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("microdata").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.at(name), text).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    /// The key as the page saves it, and its passphrase.
    pub(crate) fn lock(&self, file: &str, words: &str) {
        let random = std::array::from_fn(|at| u8::try_from(at).unwrap());
        self.write(file, &lock_key(&key(), PASSPHRASE, &random).unwrap());
        self.write(words, &[PASSPHRASE, "\n"].concat());
    }

    pub(crate) fn run_in(&self, language: &str, words: &str) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        command.current_dir(&self.0).args(words.split_whitespace()).stdin(Stdio::null());
        let output = command.env("QINGDAN_LANG", language).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    /// A run that ends well.
    pub(crate) fn done(&self, words: &str) -> (String, String) {
        let (code, out, said) = self.run_in("en", words);
        assert_eq!(code, Some(0), "{words}: {said}");
        (out, said)
    }

    /// A run that fails with an exit code and a word, and prints nothing.
    pub(crate) fn fails(&self, words: &str, code: i32, word: &str) {
        let (found, out, said) = self.run_in("en", words);
        assert_eq!((found, out.as_str()), (Some(code), ""), "{words}: {said}");
        assert!(said.contains(word), "{words}: {said}");
    }

    /// What another program prints; none where it, or a part of it, is missing and may be.
    pub(crate) fn program(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let output = Command::new(program).args(arguments).current_dir(&self.0).output();
        let must = std::env::var_os("QINGDAN_PROGRAMS").is_some();
        let output = match output {
            Ok(output) => output,
            Err(error) => {
                assert!(!must, "{program}: {error}");
                not_run(program);
                return None;
            }
        };
        let errors = String::from_utf8_lossy(&output.stderr);
        if !must && errors.contains("ModuleNotFoundError") {
            not_run(&format!("a package of {program}"));
            return None;
        }
        assert!(output.status.success(), "{program}: {errors}");
        Some(String::from_utf8(output.stdout).unwrap())
    }
}

/// Says on the terminal itself that something was not tried: what a test that passes prints, nobody
/// sees.
fn not_run(what: &str) {
    let told = format!("\nNOT RUN: {what} is not here. `cargo xtask test --full` needs it.\n");
    std::io::stderr().write_all(told.as_bytes()).unwrap();
}

/// The organiser's key.
pub(crate) fn key() -> PrivateKey {
    PrivateKey::of_random(b"the organiser's 32 random bytes.").unwrap()
}

/// The line of the campaign, with a minimum of twelve.
pub(crate) fn campaign(
    randomised: Option<Randomisation>,
    key: Option<&PublicKey>,
    tickets: bool,
) -> String {
    let details = Details {
        id: CAMPAIGN.id,
        wave: CAMPAIGN.wave,
        title: "摸底".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: 0b11,
        minimum: 12,
    };
    let extensions = Extensions { randomised, key: key.cloned(), tickets, roster: None };
    let campaign = Campaign::new(instrument(), details).unwrap();
    campaign.with(instrument(), extensions).unwrap().to_line() + "\n"
}

/// So many invented people, each once; every fifth has answered the quick form.
pub(crate) fn people(number: u64, seed: u64, campaign: Option<CampaignRef>) -> Vec<Record> {
    population(number, seed, campaign, if number < 200 { 0.0 } else { 0.2 })
}

pub(crate) fn population(
    number: u64,
    seed: u64,
    campaign: Option<CampaignRef>,
    quick: f64,
) -> Vec<Record> {
    let common = Population::new(instrument());
    let population = Population { people: number, seed, campaign, quick, ..common };
    Simulation::new(instrument(), population).unwrap().collect()
}

/// The lines of records.
pub(crate) fn lines(records: &[Record]) -> String {
    records.iter().map(|record| record.to_line(instrument()) + "\n").collect()
}

/// The codes of records, sealed to the organiser's key.
pub(crate) fn sealed(records: &[Record]) -> String {
    let code = |(number, record): (u64, &Record)| {
        let mut random = *b"the respondent's random bytes 32";
        random[..8].copy_from_slice(&number.to_be_bytes());
        let envelope = seal(key().public(), instrument().hash, &record.pack(), &random).unwrap();
        envelope.to_code() + "\n"
    };
    (0..).zip(records).map(code).collect()
}
