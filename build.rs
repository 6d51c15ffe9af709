//! Checks the shipped instrument and writes what the pages embed.
//!
//! A defect in `instrument/grassroots-burden.json` (or in the file that `QINGDAN_INSTRUMENT`
//! names) fails the build with its place and rule. The pages get the same content packed and
//! without the coverage matrix, plus the SHA-256 of the whole file's canonical form.

#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::struct_field_names,
    reason = "the crate's own module: the build script needs a part of it and exports nothing"
)]
#[path = "src/domain/instrument/mod.rs"]
mod instrument;

use std::{env, error::Error, fs, path::Path};

use instrument::{Instrument, ParseError};

fn main() -> Result<(), Box<dyn Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let file = env::var("QINGDAN_INSTRUMENT")
        .unwrap_or_else(|_| "instrument/grassroots-burden.json".to_owned());
    let path = Path::new(&root).join(&file);
    println!("cargo::rerun-if-env-changed=QINGDAN_INSTRUMENT");
    println!("cargo::rerun-if-changed={}", path.display());
    println!("cargo::rerun-if-changed=src/domain/instrument");

    let bytes = fs::read(&path).map_err(|error| format!("{file}: {error}"))?;
    let mut checked = match Instrument::parse(&bytes) {
        Ok(checked) => checked,
        Err(ParseError::Defects(defects)) => {
            for defect in &defects {
                println!("cargo::error={file}: {defect}");
            }
            return Err(format!("{file} has {} defects", defects.len()).into());
        }
        Err(error) => return Err(format!("{file}: {error}").into()),
    };

    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("instrument.sha256"), checked.hash.0)?;
    checked.mechanisms.clear();
    fs::write(Path::new(&out).join("instrument.packed"), checked.to_packed()?)?;
    Ok(())
}
