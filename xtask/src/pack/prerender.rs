//! The first view of a page as HTML, from Yew's own server renderer, so that it can be read
//! before the module has arrived.

use super::Page;
use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::{cargo, output, run};

/// What stands in the page at first: what `src/bin/prerender.rs` prints, or nothing.
pub fn first_view(repo: &Repo, page: &Page) -> Outcome<String> {
    if !page.prerendered {
        return Ok(String::new());
    }
    let program = ["--quiet", "--offline", "--features", "ssr", "--bin", "prerender"];
    let mut build = cargo(&repo.root);
    build.arg("build").args(program).env("CARGO_TARGET_DIR", &repo.target);
    run(&mut build, "see the compiler's lines above")?;
    let mut print = cargo(&repo.root);
    print.arg("run").args(program).env("CARGO_TARGET_DIR", &repo.target);
    output(&mut print).filter(|html| html.starts_with('<')).ok_or_else(|| {
        Failure::new(
            "the first view was not rendered",
            "run `cargo run --features ssr --bin prerender`",
        )
    })
}
