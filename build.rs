//! Checks the shipped instrument and its translations, and writes what the pages embed.
//!
//! A defect in `instrument/grassroots-burden.json` (or in the file that `QINGDAN_INSTRUMENT`
//! names, from the folder of the repository or absolute) fails the build with its place and rule;
//! so does one in a translation beside it, `instrument/grassroots-burden.<tag>.json`. Nothing else
//! in that folder is read, and of an instrument elsewhere nothing else is watched. The pages get
//! the same content packed, plus the SHA-256 of the whole file's canonical form: the organiser's
//! without the coverage matrix, the respondent's without anything that it does not show. Under the
//! feature `pseudo` every Chinese text is marked; for `cli-report` the styles of the organiser's
//! page are put together.

#[path = "build/beside.rs"]
mod beside;
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::struct_field_names,
    reason = "the crate's own module: the build script needs a part of it and exports nothing"
)]
#[path = "src/domain/instrument/mod.rs"]
mod instrument;
#[allow(dead_code, reason = "the tests of wording use the rest")]
#[path = "build/literals.rs"]
mod literals;
#[path = "build/pseudo.rs"]
mod pseudo;
#[path = "build/respondent.rs"]
mod respondent;
#[path = "build/shape.rs"]
mod shape;
#[path = "build/squeeze.rs"]
mod squeeze;

use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

use instrument::{Form, Instrument, ParseError, Translation};

/// The Chinese words of the interface: a file, and the modules in the folder beside it.
const CHINESE: &str = "src/i18n/zh";

/// A defect is said in a line of its own, which stops the build; what cargo prints of a build
/// script that fails would bury it.
fn main() {
    if let Err(error) = build() {
        println!("cargo::error={}", error.to_string().replace('\n', " "));
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let file = env::var("QINGDAN_INSTRUMENT").unwrap_or_else(|_| shipped().to_owned());
    let path = Path::new(&root).join(&file);
    println!("cargo::rerun-if-env-changed=QINGDAN_INSTRUMENT");
    println!("cargo::rerun-if-changed={}", path.display());
    println!("cargo::rerun-if-changed=src/domain/instrument");
    println!("cargo::rerun-if-changed=build");

    let bytes = fs::read(&path).map_err(|error| format!("{file}: {error}"))?;
    let mut checked = match Instrument::parse(&bytes) {
        Ok(checked) => checked,
        Err(ParseError::Defects(defects)) => return Err(refused(&file, &defects)),
        Err(error) => return Err(format!("{file}: {error}").into()),
    };
    checked.mechanisms.clear();
    let mut translated = Vec::new();
    watch_for_more(Path::new(&root), &path);
    for (tag, file) in translations(&path)? {
        if merge(&mut checked, &tag, &file)? {
            translated.push(tag);
        }
    }

    let mut slim = respondent::respondent(checked.clone());

    let out = PathBuf::from(env::var("OUT_DIR")?);
    if env::var_os("CARGO_FEATURE_PSEUDO").is_some() {
        let mark = |from: String, to: String| -> Result<(), Box<dyn Error>> {
            println!("cargo::rerun-if-changed={from}");
            let chinese = fs::read_to_string(Path::new(&root).join(from))?;
            Ok(fs::write(out.join(to), pseudo::catalogue(&chinese))?)
        };
        mark(format!("{CHINESE}.rs"), "pseudo_zh.rs".to_owned())?;
        println!("cargo::rerun-if-changed={CHINESE}");
        for entry in fs::read_dir(Path::new(&root).join(CHINESE))? {
            let file = PathBuf::from(entry?.file_name());
            let module = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            mark(format!("{CHINESE}/{module}.rs"), format!("pseudo_zh_{module}.rs"))?;
        }
        for (_, text) in checked.texts().into_iter().chain(slim.texts()) {
            if !text.zh.is_empty() {
                text.zh = pseudo::marked(&text.zh);
            }
        }
    }
    if env::var_os("CARGO_FEATURE_CLI_REPORT").is_some() {
        fs::write(out.join("organise.css"), styles(Path::new(&root))?)?;
    }
    fs::write(out.join("translated.rs"), format!("{translated:?}"))?;
    fs::write(out.join("shape.rs"), shape::shape(&checked))?;
    for (form, name) in [(Form::Full, "FULL"), (Form::Quick, "QUICK")] {
        let [mut zh, en] = shape::minutes(&checked, form);
        if env::var_os("CARGO_FEATURE_PSEUDO").is_some() {
            zh = pseudo::marked(&zh);
        }
        println!("cargo::rustc-env=QINGDAN_{name}_ZH={zh}");
        println!("cargo::rustc-env=QINGDAN_{name}_EN={en}");
    }
    fs::write(out.join("instrument.sha256"), checked.hash.0)?;
    for (name, instrument) in [("instrument", checked), ("respondent", slim)] {
        let packed = instrument.to_packed();
        if Instrument::from_packed(&packed, instrument.hash.0) != instrument {
            return Err(format!("{file}: the packed form of the {name} reads differently").into());
        }
        fs::write(out.join(format!("{name}.packed")), packed)?;
    }
    Ok(())
}

/// The instrument of this build, where nothing else is asked for.
fn shipped() -> &'static str {
    match env::var_os("CARGO_FEATURE_RAW_TLX") {
        Some(_) => "instrument/raw-tlx.json",
        None => "instrument/grassroots-burden.json",
    }
}

/// Has a translation noticed that comes later. Cargo can watch a folder only with all that is in
/// it: good for the shipped instruments, but a folder of somebody's own holds other things too.
/// There `cargo xtask pack` says by `QINGDAN_TRANSLATIONS` which files there are; without it a new
/// one is noticed when the instrument's file is touched.
fn watch_for_more(root: &Path, instrument: &Path) {
    println!("cargo::rerun-if-env-changed=QINGDAN_TRANSLATIONS");
    let shipped = root.join("instrument");
    if instrument.parent() == Some(&shipped) {
        println!("cargo::rerun-if-changed={}", shipped.display());
    }
}

/// The files beside an instrument that are named like translations of it, as tag and file, in the
/// order of their tags.
fn translations(instrument: &Path) -> Result<Vec<(String, PathBuf)>, Box<dyn Error>> {
    let folder = instrument.parent().unwrap_or(Path::new("."));
    let stem = instrument.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.extend(beside::tag(&name, &stem).map(|tag| (tag.to_owned(), file)));
    }
    found.sort();
    Ok(found)
}

/// Adds a translation to the instrument, if it is one: a file may have such a name by chance.
fn merge(instrument: &mut Instrument, tag: &str, file: &Path) -> Result<bool, Box<dyn Error>> {
    let name = file.display().to_string();
    println!("cargo::rerun-if-changed={name}");
    let bytes = fs::read(file).map_err(|error| format!("{name}: {error}"))?;
    let json: serde_json::Value =
        serde_json::from_slice(&bytes).map_err(|error| format!("{name}: {error}"))?;
    let fields = ["format", "language", "texts"].iter().filter(|&&field| json.get(field).is_some());
    if fields.count() < 2 {
        println!("cargo::warning={name} is no translation of the instrument: left out");
        return Ok(false);
    }
    let translation: Translation =
        serde_json::from_slice(&bytes).map_err(|error| format!("{name}: {error}"))?;
    if translation.language != tag {
        let found = translation.language;
        return Err(format!("{name}: language is {found:?}, the file's name says {tag:?}").into());
    }
    instrument.translate(&translation).map_err(|defects| refused(&name, &defects))?;
    Ok(true)
}

/// Names every defect of a file to the one who builds.
fn refused(file: &str, defects: &[impl std::fmt::Display]) -> Box<dyn Error> {
    for defect in defects {
        println!("cargo::error={file}: {defect}");
    }
    let number = defects.len();
    format!("{file} has {number} {}", if number == 1 { "defect" } else { "defects" }).into()
}

/// The styles of the organiser's page as the packer makes them: the sheets that its shell names.
fn styles(root: &Path) -> Result<String, Box<dyn Error>> {
    let shell = root.join("organise.html");
    println!("cargo::rerun-if-changed={}", shell.display());
    let shell = fs::read_to_string(shell)?;
    let mut styles = String::new();
    for link in shell.split("<link data-trunk rel=\"css\" href=\"").skip(1) {
        let sheet = root.join(link.split('"').next().unwrap_or_default());
        println!("cargo::rerun-if-changed={}", sheet.display());
        styles.push_str(&squeeze::squeeze(&fs::read_to_string(sheet)?));
    }
    Ok(styles)
}
