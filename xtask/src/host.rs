//! `cargo xtask host`: from the packed pages in `dist/`, what hosts need beside them: the header
//! files, for any path below a host, and the installable variant. The pages themselves stay as
//! they are, byte for byte.

use crate::fail::{Failure, Outcome};
use crate::pack::headers::Variant;
use crate::pack::hosts::{self, Base};
use crate::pack::put::{self, File};
use crate::pack::{PAGES, Page, csp, installable};
use crate::repo::Repo;
use crate::run::say;
use std::fs;
use std::path::Path;

/// Writes everything anew for a path, or else for that of the last time, and says where.
pub fn host(repo: &Repo, base: Option<Base>) -> Outcome {
    let base = base.or_else(|| put::recorded(&repo.dist)).unwrap_or_else(Base::top);
    put::put(&repo.dist, files(&pages(&repo.dist)?, &base)?, &base)?;
    let dist = repo.dist.display();
    say(format!("for {}: {dist}/headers/, {dist}/installable/", base.path()));
    installable::list(&repo.dist)
}

/// What hosts need beside the finished pages, which are in the order of [`PAGES`]: the header files
/// below `headers/`, and all of `installable/`.
pub fn files(pages: &[String], base: &Base) -> Outcome<Vec<File>> {
    let sent = policies_of(pages)?;
    // First: it fails where these are no plain pages.
    let mut all = installable::all(pages)?;
    for (folder, variant) in [("headers", Variant::Usual), ("headers/strict", Variant::Strict)] {
        all.extend(below(folder, hosts::files(&hosts::sent(&sent, variant), base)));
    }
    let folder = format!("{}/headers", installable::FOLDER);
    let variant = PAGES.iter().filter_map(|page| {
        let place = format!("{}/{}", installable::FOLDER, page.file);
        let (_, bytes) = all.iter().find(|(file, _)| *file == place)?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    });
    let sent = policies_of(&variant.collect::<Vec<_>>())?;
    all.extend(below(&folder, hosts::files(&hosts::sent(&sent, Variant::Installable), base)));
    Ok(all)
}

/// Files for hosts, in their folder.
fn below(folder: &str, files: Vec<(&str, String)>) -> Vec<File> {
    let place = |(name, text): (&str, String)| (format!("{folder}/{name}"), text.into_bytes());
    files.into_iter().map(place).collect()
}

/// The pages in a folder, in the order of [`PAGES`].
fn pages(folder: &Path) -> Outcome<Vec<String>> {
    let read = |file: &str| {
        let path = folder.join(file);
        if !path.is_file() {
            let missing = format!("there is no packed page {}", path.display());
            return Err(Failure::new(
                missing,
                "run `cargo xtask pack`, or name a folder with --dir",
            ));
        }
        fs::read_to_string(&path).map_err(Failure::io("read", &path))
    };
    PAGES.iter().map(|page| read(page.file)).collect()
}

/// The policies of the pages in a folder, in the order of [`PAGES`].
pub fn policies(folder: &Path) -> Outcome<Vec<String>> {
    policies_of(&pages(folder)?)
}

/// The policies of pages that are in the order of [`PAGES`].
fn policies_of(pages: &[String]) -> Outcome<Vec<String>> {
    let policy = |(page, html): (&Page, &String)| {
        csp::of_page(html.as_bytes()).map(str::to_owned).ok_or_else(|| {
            Failure::new(format!("{} has no policy", page.file), "run `cargo xtask pack`")
        })
    };
    PAGES.iter().zip(pages).map(policy).collect()
}
