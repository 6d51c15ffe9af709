//! `cargo xtask shots`: pictures of every page, for people to look at.

use crate::fail::{Failure, Outcome};
use crate::pack;
use crate::repo::Repo;
use crate::run::{run, say};
use crate::test;
use std::path::Path;

/// Sets up, packs, and takes the pictures into a folder: by default `shots` in the target folder.
pub fn shots(repo: &Repo, folder: Option<&str>) -> Outcome {
    let (tools, browsers) = test::ready(repo)?;
    pack::pack(repo, &tools)?;
    let folder = folder.map_or_else(|| repo.target.join("shots"), |named| Path::new(named).into());
    let folder = std::path::absolute(&folder).map_err(Failure::io("find", &folder))?;
    let mut command = test::journeys(repo, &browsers)?;
    command.arg("screenshots").env("QINGDAN_SHOTS", &folder);
    run(&mut command, "correct the page or the journey that the lines above name")?;
    say(format!("the pictures are in {}", folder.display()));
    say("those of docs/pictures/ are in its folder docs: copy them when the pages have changed");
    say("each is named page-width-language-scheme.png; sheet-….png show all pages at once");
    Ok(())
}
