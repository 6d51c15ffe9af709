//! The last look at a finished page: nothing may point outside, nothing may tell of this machine.

use super::script::DECODE;
use super::{Page, Parts};
use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::{command, run};
use crate::setup::PageTools;
use crate::sizes::{leb128, sections};
use std::env;
use std::fs;
use std::path::PathBuf;

/// A browser looks for the encoding in this many bytes.
const CHARSET_WITHIN_BYTES: usize = 1024;

/// What lies below is unused, or `wasm-opt --low-memory-unused` would be wrong.
const LOW_MEMORY_BYTES: usize = 1024;

/// Fails if a page is not what it must be.
pub fn finished(repo: &Repo, page: &Page, parts: &Parts, html: &str) -> Outcome {
    let wrong = |what: String| {
        Err(Failure::new(format!("{}: {what}", page.file), "correct the shell or the packer"))
    };
    let early = html.find("<meta charset=\"utf-8\">");
    if early.is_none_or(|at| at + 22 > CHARSET_WITHIN_BYTES) {
        return wrong(format!("no charset within {CHARSET_WITHIN_BYTES} bytes"));
    }
    if let Some(address) = addresses(&parts.shell).find(|address| !address.starts_with("data:")) {
        return wrong(format!("the shell refers to {address}"));
    }
    for bad in ["data-trunk", "integrity=", "<script", "<style", " style=\"", "<base"] {
        if parts.shell.contains(bad) {
            return wrong(format!("the shell still has {bad}"));
        }
    }
    let elsewhere = |address: &&str| !address.starts_with('#');
    if let Some(address) = addresses(&parts.first).find(elsewhere) {
        return wrong(format!("the first view refers to {address}"));
    }
    for bad in ["<script", "<style", " style=\""] {
        if parts.first.contains(bad) {
            return wrong(format!("the first view has {bad}"));
        }
    }
    if let Some(path) = machine_paths(repo).find(|path| holds(&parts.wasm, path.as_bytes())) {
        return wrong(format!("the module contains the path {path}"));
    }
    Ok(())
}

/// Fails if a module keeps data below [`LOW_MEMORY_BYTES`], or a stack that begins there, which
/// `wasm-opt --low-memory-unused` takes for unused. The last kilobyte of a stack that grows down to
/// 0 is accepted: the option folds constants into addresses and is wrong only where a sum wraps,
/// which no address into the stack does.
pub fn low_memory(page: &Page, wasm: &[u8]) -> Outcome {
    let lowest = lowest_used(wasm).unwrap_or_default();
    if lowest >= LOW_MEMORY_BYTES || !page.wasm_opt.contains(&"--low-memory-unused") {
        return Ok(());
    }
    Err(Failure::new(
        format!("{}: memory is used from {lowest} on", page.file),
        "take --low-memory-unused out of xtask/src/tools.rs",
    ))
}

/// The lowest address of the stack's beginning and of the data; none where a module has neither.
fn lowest_used(wasm: &[u8]) -> Option<usize> {
    const GLOBALS: u8 = 6;
    const DATA: u8 = 11;
    let body = |wanted| sections(wasm).into_iter().find(|(id, _)| *id == wanted);
    // The first global is the stack pointer: i32, mutable, `i32.const`.
    let (_, rest) = leb128(body(GLOBALS)?.1)?;
    let (stack, _) = leb128(rest.strip_prefix(&[0x7f, 1, 0x41])?)?;
    let (count, mut rest) = leb128(body(DATA)?.1)?;
    let mut lowest = stack;
    for _ in 0..count {
        // Active, in the one memory, at an `i32.const`.
        let (from, after) = leb128(rest.strip_prefix(&[0, 0x41])?)?;
        let (size, after) = leb128(after.strip_prefix(&[0x0b])?)?;
        rest = after.get(size..)?;
        lowest = lowest.min(from);
    }
    Some(lowest)
}

/// Fails unless the page's own script makes the module out of its text.
pub fn decodes(repo: &Repo, tools: &PageTools, text: &str, wasm: &[u8]) -> Outcome {
    const COMPARE: &str = "const [, script, text, wasm] = process.argv, fs = require('fs');\
        const decode = Function(fs.readFileSync(script) + ';return decode')();\
        const found = Buffer.from(decode(fs.readFileSync(text, 'utf8')));\
        process.exit(found.equals(fs.readFileSync(wasm)) ? 0 : 1)";
    let folder = repo.trunk_dir("decoded");
    fs::create_dir_all(&folder).map_err(Failure::io("make", &folder))?;
    let mut compare = command(&tools.node, &repo.root);
    compare.args(["-e", COMPARE]);
    let parts = [("decode.js", DECODE.as_bytes()), ("text", text.as_bytes()), ("wasm", wasm)];
    for (name, bytes) in parts {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(Failure::io("write", &path))?;
        compare.arg(&path);
    }
    run(&mut compare, "page/decode.js and src/pack/streams.rs disagree")
}

/// Every `src` and `href` of a shell.
fn addresses(shell: &str) -> impl Iterator<Item = &str> {
    let values = |name: &'static str| {
        shell.split(name).skip(1).map(|rest| rest.split('"').next().unwrap_or_default())
    };
    values(" src=\"").chain(values(" href=\""))
}

/// Folders of this machine, with a separator after them.
fn machine_paths(repo: &Repo) -> impl Iterator<Item = String> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    [Some(repo.root.clone()), Some(repo.target.clone()), env::home_dir(), cargo_home]
        .into_iter()
        .flatten()
        .map(|path| format!("{}/", path.display()))
        .filter(|path| path.len() > 1)
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found() {
        let shell = "<img src=\"a.png\"><link rel=\"icon\" href=\"data:x\">";
        assert_eq!(addresses(shell).collect::<Vec<_>>(), ["a.png", "data:x"]);
    }

    #[test]
    fn low_memory_is_watched() {
        let module = |stack: u8, data: u8| {
            let globals = [6, 8, 1, 0x7f, 1, 0x41, 0x80, stack, 0x0b, 0];
            let data =
                [11, 16, 2, 0, 0x41, 0x80, 0x10, 0x0b, 1, 9, 0, 0x41, 0x80, data, 0x0b, 2, 8, 8];
            [&b"\0asm\x01\0\0\0"[..], &globals, &data].concat()
        };
        assert_eq!(lowest_used(&module(0x10, 0x11)), Some(2048));
        assert_eq!(lowest_used(&module(0x08, 0x11)), Some(1024));
        assert_eq!(lowest_used(&module(0x10, 0x07)), Some(896));
        assert_eq!(lowest_used(b"\0asm\x01\0\0\0"), None);
        let page = &super::super::PAGES[0];
        assert!(low_memory(page, &module(0x10, 0x08)).is_ok());
        assert!(low_memory(page, &module(0x07, 0x10)).is_err());
    }

    #[test]
    fn a_path_is_found_in_bytes() {
        assert!(holds(b"\0\x01/home/me/x\xff", b"/home/me/"));
        assert!(!holds(b"short", b"a longer needle"));
    }
}
