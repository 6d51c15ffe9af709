//! The first view of a page as HTML, from Yew's own server renderer, so that it can be read
//! before the module has arrived; and the names of the instrument in the pages.

use super::Page;
use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::{cargo, output, run};

/// The names of the instrument in the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The title of the respondent's window.
    pub title: String,
    /// Id, version and hash.
    pub identity: String,
}

/// What stands in the page at first: what `src/bin/prerender.rs` prints, or nothing.
pub fn first_view(repo: &Repo, page: &Page) -> Outcome<String> {
    if !page.prerendered {
        return Ok(String::new());
    }
    printed(repo, &[])?.filter(|html| html.starts_with('<')).ok_or_else(not_rendered)
}

/// The names of the instrument, from the same program.
pub fn names(repo: &Repo) -> Outcome<Names> {
    let printed = printed(repo, &["--", "names"])?.ok_or_else(not_rendered)?;
    let mut lines = printed.lines().map(str::to_owned);
    let (title, identity) = lines.next().zip(lines.next()).ok_or_else(not_rendered)?;
    Ok(Names { title, identity })
}

/// What the program prints after some words; nothing where it fails.
fn printed(repo: &Repo, words: &[&str]) -> Outcome<Option<String>> {
    let program = ["--quiet", "--offline", "--features", "ssr", "--bin", "prerender"];
    let mut build = cargo(&repo.root);
    build.arg("build").args(program).env("CARGO_TARGET_DIR", &repo.target);
    build.envs(repo.chosen());
    run(&mut build, "see the compiler's lines above")?;
    let mut print = cargo(&repo.root);
    print.arg("run").args(program).args(words).env("CARGO_TARGET_DIR", &repo.target);
    Ok(output(print.envs(repo.chosen())))
}

fn not_rendered() -> Failure {
    Failure::new(
        "the first view was not rendered",
        "run `cargo run --features ssr --bin prerender`",
    )
}
