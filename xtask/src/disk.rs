//! Is there room to build?

use crate::fail::{Failure, Outcome};
use crate::pack::PAGES;
use crate::repo::Repo;
use crate::run::{output, say};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What packing from nothing takes of the target folder's disk: 2.3 GB on 23 November 2026.
pub const PACK: u64 = 3 * GB;

/// What every test from nothing takes: about 7 GB then.
pub const TEST: u64 = 7 * GB;

/// What packing in two clones takes besides: each has a target folder of its own.
pub const REPRODUCE: u64 = 2 * PACK;

/// What may be missing still when all has been built once: a few crates and what they link to.
const AGAIN: u64 = GB;

const GB: u64 = 1_000_000_000;

/// What the steps of a test that are still to come need at most.
const ROOM_BYTES: u64 = 6_000_000_000;

/// Below this, a failed build failed because the disk is full.
const FULL_BYTES: u64 = 50_000_000;

/// Fails if the disk of the repository's target folder has too little room for what a command
/// builds there from nothing, less what is built there already.
pub fn check(repo: &Repo, needed: u64) -> Outcome {
    check_free(&repo.target, still_needed(needed, built_bytes(repo, needed)))
}

/// Fails if the disk of a folder has less room than this.
pub fn check_free(folder: &Path, needed: u64) -> Outcome {
    match free_bytes(folder) {
        Some(free) if free < needed => Err(full(folder, free, needed)),
        _ => Ok(()),
    }
}

/// What a command needs still, where so much of it is built.
fn still_needed(needed: u64, built: u64) -> u64 {
    needed.saturating_sub(built).max(AGAIN)
}

/// How much of what a command needs is built, as far as can be told: all that a target folder
/// inside the repository holds. One elsewhere may be shared with other projects, whose files are
/// of no use here: of it nothing counts before these pages were built there, and then no more than
/// half of what is needed.
fn built_bytes(repo: &Repo, needed: u64) -> u64 {
    let used = || used_bytes(&repo.target).unwrap_or_default();
    if repo.target.starts_with(&repo.root) {
        used()
    } else if PAGES.iter().any(|page| repo.trunk_dir(page.bin).is_dir()) {
        used().min(needed / 2)
    } else {
        0
    }
}

/// Where there is little room left, removes a folder that the rest of a test does not need.
pub fn make_room(spare: &Path) -> Outcome {
    if free_bytes(spare).is_none_or(|free| free >= ROOM_BYTES) || !spare.is_dir() {
        return Ok(());
    }
    say(format!("little room on this disk: removing {}", spare.display()));
    fs::remove_dir_all(spare).map_err(Failure::io("remove", spare))
}

/// The failure of a disk with too little room.
fn full(folder: &Path, free: u64, needed: u64) -> Failure {
    let short = needed.saturating_sub(free).max(GB / 10);
    Failure::new(
        format!(
            "the disk of {} has {} free, and this needs {}",
            folder.display(),
            in_gb(free),
            in_gb(needed)
        ),
        format!(
            "free {} there (for instance with `cargo clean` in old projects), or set \
             CARGO_TARGET_DIR to a folder on another disk",
            in_gb(short)
        ),
    )
}

/// The failure of a command that has filled the disk of a folder, if it has.
pub fn filled(folder: &Path) -> Option<Failure> {
    let free = free_bytes(folder).filter(|free| *free < FULL_BYTES)?;
    Some(full(folder, free, AGAIN))
}

/// A number of bytes for people, rounded up to a tenth.
fn in_gb(bytes: u64) -> String {
    let tenths = bytes.div_ceil(GB / 10);
    format!("{}.{} GB", tenths / 10, tenths % 10)
}

/// What a folder takes, where `du` can tell.
fn used_bytes(folder: &Path) -> Option<u64> {
    let said = output(Command::new("du").arg("-sk").arg(folder))?;
    let kib: u64 = said.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024)
}

/// The free bytes of the file system of a folder, where `df` can tell.
fn free_bytes(folder: &Path) -> Option<u64> {
    let existing = folder.ancestors().find(|path| path.exists())?;
    parse_df(&output(Command::new("df").arg("-Pk").arg(existing))?)
}

/// The fourth column of the second line of `df -Pk`.
fn parse_df(text: &str) -> Option<u64> {
    let kib: u64 = text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_asks_for_what_it_needs_itself() {
        let folder = std::env::temp_dir().join(format!("qingdan-disk-{}", std::process::id()));
        // The folder need not be there: its disk is.
        let below = folder.join("target/deep");
        assert_eq!(check(&repo(&below), 0), check(&repo(&std::env::temp_dir()), 0));
        let said = check(&repo(&below), u64::MAX).expect_err("no disk is so large").to_string();
        assert!(said.starts_with(&format!("the disk of {} has ", below.display())), "{said}");
        assert!(said.contains(&format!("and this needs {} — free ", in_gb(u64::MAX))), "{said}");
        assert!(said.contains("CARGO_TARGET_DIR"), "{said}");
        assert_eq!(filled(&std::env::temp_dir()), None);
    }

    /// A repository with a target folder elsewhere.
    fn repo(target: &Path) -> Repo {
        let [root, dist, tools] = ["/clone", "/clone/dist", "/tools"].map(Into::into);
        Repo { root, target: target.to_path_buf(), dist, tools, instrument: None }
    }

    #[test]
    fn what_is_built_already_counts() {
        assert_eq!(still_needed(TEST, 0), TEST);
        assert_eq!(still_needed(TEST, 5 * GB), 2 * GB);
        assert_eq!(still_needed(TEST, 50 * GB), AGAIN);
        let folder = std::env::temp_dir().join(format!("qingdan-used-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("file"), vec![1; 300_000]).expect("a file");
        assert!(used_bytes(&folder).is_some_and(|used| used >= 300_000));
        let shared = repo(&folder);
        assert_eq!(built_bytes(&shared, 400_000), 0, "these may be another project's");
        fs::create_dir_all(shared.trunk_dir("respond")).expect("a folder");
        assert_eq!(built_bytes(&shared, 400_000), 200_000, "some of it is");
        let own = Repo { root: std::env::temp_dir(), ..shared };
        assert!(built_bytes(&own, 400_000) >= 300_000);
        fs::remove_dir_all(&folder).expect("the folder is there");
        assert_eq!(used_bytes(&folder), None);
    }

    #[test]
    fn numbers_are_said_in_gigabytes() {
        assert_eq!(in_gb(7 * GB), "7.0 GB");
        assert_eq!(in_gb(2_950_000_001), "3.0 GB");
        assert_eq!(in_gb(20_000_000), "0.1 GB");
    }

    #[test]
    fn df_is_read() {
        let text = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                    /dev/vda 263976368 12989236 82500000 14% /\n";
        assert_eq!(parse_df(text), Some(82_500_000 * 1024));
        assert_eq!(parse_df("nothing"), None);
    }
}
