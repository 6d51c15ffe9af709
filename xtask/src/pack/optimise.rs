//! `wasm-opt` from binaryen, run once per input: the result is kept beside Trunk's output.

use super::Page;
use super::csp::sha256_hex;
use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::{command, run, say};
use crate::setup::PageTools;
use crate::tools::{BINARYEN, WASM_OPT_FEATURES};
use std::fs;
use std::path::Path;

/// A line of JavaScript that fails unless the module is valid.
const VALIDATE: &str = "process.exit(WebAssembly.validate(require('fs')\
                        .readFileSync(process.argv[1])) ? 0 : 1)";

/// A smaller or faster module that does the same.
pub fn optimise(repo: &Repo, tools: &PageTools, page: &Page, module: &Path) -> Outcome<Vec<u8>> {
    let flags = [page.wasm_opt, WASM_OPT_FEATURES].concat();
    let mut key = fs::read(module).map_err(Failure::io("read", module))?;
    key.extend_from_slice(BINARYEN.version.as_bytes());
    key.extend_from_slice(flags.concat().as_bytes());
    let folder = repo.trunk_dir("optimised");
    let kept = folder.join(format!("{}.wasm", sha256_hex(&key)));
    if !kept.is_file() {
        fs::create_dir_all(&folder).map_err(Failure::io("make", &folder))?;
        say(format!("wasm-opt: {}", module.file_name().unwrap_or_default().display()));
        let part = kept.with_extension("part");
        let mut optimiser = command(&tools.node, &repo.root);
        optimiser.arg(&tools.wasm_opt).args(&flags).arg(module).arg("-o").arg(&part);
        run(&mut optimiser, "see the lines above")?;
        run(
            command(&tools.node, &repo.root).args(["-e", VALIDATE]).arg(&part),
            "the optimised module is not valid: check the flags in xtask/src/tools.rs",
        )?;
        fs::rename(&part, &kept).map_err(Failure::io("write", &kept))?;
    }
    fs::read(&kept).map_err(Failure::io("read", &kept))
}
