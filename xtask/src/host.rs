//! `cargo xtask host`: from the packed pages in `dist/`, what hosts need beside them: the header
//! files, for any path below a host, and the installable variant. The pages themselves stay as
//! they are, byte for byte.

use crate::fail::{Failure, Outcome};
use crate::pack::headers::Variant;
use crate::pack::hosts::{self, Base};
use crate::pack::{PAGES, csp, installable};
use crate::repo::Repo;
use crate::run::say;
use std::fs;
use std::path::Path;

/// Writes everything anew for a path, and says where.
pub fn host(repo: &Repo, base: &Base) -> Outcome {
    write(&repo.dist, base)?;
    let dist = repo.dist.display();
    say(format!("for {}: {dist}/headers/, {dist}/installable/", base.path()));
    installable::list(&repo.dist)
}

/// Writes the header files below `dist/headers/`, and `dist/installable/`.
pub fn write(dist: &Path, base: &Base) -> Outcome {
    let policies = policies(dist)?;
    // First: it fails, and leaves everything as it was, where these are no plain pages.
    installable::write(dist)?;
    for (folder, variant) in [("headers", Variant::Usual), ("headers/strict", Variant::Strict)] {
        hosts::write(&dist.join(folder), &hosts::sent(&policies, variant), base)?;
    }
    let folder = dist.join(installable::FOLDER);
    let sent = hosts::sent(&self::policies(&folder)?, Variant::Installable);
    hosts::write(&folder.join("headers"), &sent, base)
}

/// The policies of the pages in a folder, in the order of [`PAGES`].
pub fn policies(folder: &Path) -> Outcome<Vec<String>> {
    let policy = |file: &str| {
        let path = folder.join(file);
        if !path.is_file() {
            let missing = format!("there is no packed page {}", path.display());
            return Err(Failure::new(
                missing,
                "run `cargo xtask pack`, or name a folder with --dir",
            ));
        }
        let bytes = fs::read(&path).map_err(Failure::io("read", &path))?;
        csp::of_page(&bytes).map(str::to_owned).ok_or_else(|| {
            Failure::new(format!("{} has no policy", path.display()), "run `cargo xtask pack`")
        })
    };
    PAGES.iter().map(|page| policy(page.file)).collect()
}
