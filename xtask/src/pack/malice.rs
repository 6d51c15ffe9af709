//! The page of a malicious module (`tests/malice/`), packed as ours are, once with our guard and
//! once without: what the second lets out shows that the test of the first can fail.

use super::{Page, Parts, csp, glue, hosts, html, only, optimise, read, script, text};
use crate::build::compile;
use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::{command, run};
use crate::setup::PageTools;
use crate::tools::{WASM_OPT_SMALL, WASM_TARGET};
use std::fs;
use std::path::PathBuf;

/// The page's shell; it has neither style nor first view.
const SHELL: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <title>Malice</title>\n<link rel=\"icon\" href=\"data:,\">\n</head>\n<body>\n\
    <div id=\"app\"></div>\n</body>\n</html>\n";

/// With the guard, and without.
const GUARDED: Page = Page {
    bin: "malice",
    file: "guarded.html",
    features: &[],
    profile: "release",
    wasm_opt: WASM_OPT_SMALL,
    worker: false,
    prerendered: false,
    corrected: [1, 1, 1, 0, 1],
};
const BARE: Page = Page { file: "bare.html", ..GUARDED };

/// Where both are written.
pub fn folder(repo: &Repo) -> PathBuf {
    repo.target.join("malice")
}

/// Builds the module and packs it.
pub fn pack(repo: &Repo, tools: &PageTools) -> Outcome {
    compile(repo, &["--profile", GUARDED.profile, "-p", GUARDED.bin])?;
    let folder = folder(repo);
    let bound = folder.join("bound");
    fs::create_dir_all(&bound).map_err(Failure::io("make", &bound))?;
    let module = repo.target.join(WASM_TARGET).join(GUARDED.profile).join("malice.wasm");
    let mut bind = command(&tools.wasm_bindgen, &repo.root);
    bind.args(["--target", "no-modules", "--no-typescript", "--out-dir"]).arg(&bound).arg(&module);
    run(&mut bind, "see the lines above")?;
    let wasm = optimise::optimise(repo, tools, &GUARDED, &only(&bound, "_bg.wasm")?)?;
    let raw = read(&only(&bound, ".js")?)?;
    let with_guard = (glue::guarded(&GUARDED, &raw)?, script::boot(&GUARDED));
    let mut listed = String::new();
    for (page, (glue, boot)) in [(GUARDED, with_guard), (BARE, (raw, script::unguarded()))] {
        let module = text::encode(&wasm)?;
        let (shell, none) = (SHELL.to_owned(), String::new());
        let (first, early, style) = (none.clone(), none.clone(), none);
        let wasm = wasm.clone();
        let parts = Parts { shell, first, early, style, glue, boot, wasm, module };
        let path = folder.join(page.file);
        fs::write(&path, html::compose(&page, &parts)?).map_err(Failure::io("write", &path))?;
        hosts::list(&mut listed, &page, &csp::policy(&page, &parts));
    }
    let path = folder.join("headers/headers.txt");
    fs::create_dir_all(folder.join("headers")).map_err(Failure::io("make", &folder))?;
    fs::write(&path, listed).map_err(Failure::io("write", &path))
}
