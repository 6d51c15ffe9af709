//! `cargo xtask bench size`: what a phone downloads, and what takes the space.

use crate::fail::{Failure, Outcome};
use crate::pack::{self, PAGES, Parts};
use crate::repo::Repo;
use crate::setup::{PageTools, setup};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;

/// What the pages of respondents may cost, brotli-compressed: they pay for a phone's data. The
/// organiser's page has no budget.
const BUDGETS_BYTES: [(&str, usize); 2] = [("respond", 150_000), ("two-tallies", 175_000)];

/// Packs and reports.
pub fn bench(repo: &Repo) -> Outcome {
    let tools = setup(repo)?;
    pack::pack(repo, &tools)?;
    report(repo, &tools)
}

/// Prints a table for each packed page, and fails if one is over its budget.
pub fn report(repo: &Repo, tools: &PageTools) -> Outcome {
    let mut over = None;
    for page in &PAGES {
        let path = repo.dist.join(page.file);
        let whole = fs::read(&path).map_err(Failure::io("read", &path))?;
        let parts = pack::parts(repo, tools, page)?;
        let total = brotli(&whole);
        println!("\n{:<28}{:>10}{:>10}", page.file, "raw", "brotli");
        for (name, bytes) in breakdown(repo, &parts) {
            println!("{name:<28}{:>10}{:>10}", bytes.len(), brotli(&bytes));
        }
        println!("{:<28}{:>10}{total:>10}", "the whole file", whole.len());
        if let Some((_, budget)) = BUDGETS_BYTES.into_iter().find(|(bin, _)| *bin == page.bin) {
            println!("{:<28}{budget:>20}", "budget");
            over = over.or((total > budget).then_some((page.file, total, budget)));
        }
    }
    println!("\nParts are compressed one by one, so they do not add up exactly.");
    match over {
        None => Ok(()),
        Some((file, total, budget)) => Err(Failure::new(
            format!("{file} takes {total} bytes of a budget of {budget}"),
            "make it smaller: the table above says where",
        )),
    }
}

/// The sizes of a file in one line.
pub fn line(bytes: &[u8]) -> String {
    let (raw, gzip, brotli) = (bytes.len(), gzip(bytes), brotli(bytes));
    format!("{raw} bytes, {gzip} gzip, {brotli} brotli")
}

fn breakdown(repo: &Repo, parts: &Parts) -> Vec<(&'static str, Vec<u8>)> {
    let mut rows = vec![
        ("shell", parts.shell.clone().into_bytes()),
        ("first view", parts.first.clone().into_bytes()),
        ("style", parts.style.clone().into_bytes()),
        ("glue", parts.glue.clone().into_bytes()),
        ("guard, worker and boot", [&*parts.early, &*parts.boot].concat().into_bytes()),
        ("module as text", parts.module.clone().into_bytes()),
        ("module", parts.wasm.clone()),
    ];
    let (mut code, mut data, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for (id, body) in sections(&parts.wasm) {
        match id {
            10 => code.extend_from_slice(body),
            11 => data.extend_from_slice(body),
            _ => other.extend_from_slice(body),
        }
    }
    rows.extend([("  its code", code), ("  its data", data), ("  its other sections", other)]);
    if let Ok(instrument) = fs::read(repo.root.join("instrument/grassroots-burden.json")) {
        rows.push(("  (instrument, as JSON)", instrument));
    }
    rows
}

/// The sections of a module: their ids and bodies.
pub fn sections(wasm: &[u8]) -> Vec<(u8, &[u8])> {
    let mut found = Vec::new();
    let mut rest = wasm.get(8..).unwrap_or_default();
    while let Some((&id, after)) = rest.split_first() {
        let Some((body, next)) = leb128(after).and_then(|(size, at)| at.split_at_checked(size))
        else {
            break;
        };
        found.push((id, body));
        rest = next;
    }
    found
}

/// An unsigned LEB128 number and what follows it.
pub fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let length = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)? + 1;
    let (number, rest) = bytes.split_at(length);
    let value = number.iter().rev().fold(0, |sum, byte| (sum << 7) | usize::from(byte & 0x7f));
    Some((value, rest))
}

/// The size of a text in brotli at its best.
fn brotli(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut reader = bytes;
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    // Reading and writing memory cannot fail.
    drop(brotli::BrotliCompress(&mut reader, &mut packed, &params));
    packed.len()
}

/// The size of a text in gzip at its best.
fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory cannot fail.
    drop(encoder.write_all(bytes));
    encoder.finish().map_or(0, |packed| packed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_of_a_small_module() {
        let wasm = b"\0asm\x01\0\0\0\x01\x01\x00\x0b\x83\x00abc";
        assert_eq!(sections(wasm), [(1, &b"\0"[..]), (11, &b"abc"[..])]);
        assert_eq!(sections(b"short"), []);
    }

    #[test]
    fn numbers_of_two_bytes() {
        assert_eq!(leb128(&[0xe5, 0x8e, 0x26, 7]), Some((624_485, &[7][..])));
        assert_eq!(leb128(&[0x80]), None);
    }
}
