//! Is there room to build?

use crate::fail::{Failure, Outcome};
use crate::run::{output, say};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What a build from nothing needs.
const NEEDED_BYTES: u64 = 2_000_000_000;

/// What the steps of a test that are still to come need at most.
const ROOM_BYTES: u64 = 6_000_000_000;

/// Below this, a failed build failed because the disk is full.
pub const FULL_BYTES: u64 = 50_000_000;

/// Fails if the file system of a folder has too little room to build.
pub fn check(folder: &Path) -> Outcome {
    match free_bytes(folder) {
        Some(free) if free < NEEDED_BYTES => Err(full(folder)),
        _ => Ok(()),
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

/// The failure of a full disk.
pub fn full(folder: &Path) -> Failure {
    Failure::new(
        format!("too little disk space at {}", folder.display()),
        "free at least 2 GB (for instance with `cargo clean` in old projects) and run it again",
    )
}

/// The free bytes of the file system of a folder, where `df` can tell.
pub fn free_bytes(folder: &Path) -> Option<u64> {
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
    fn df_is_read() {
        let text = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                    /dev/vda 263976368 12989236 82500000 14% /\n";
        assert_eq!(parse_df(text), Some(82_500_000 * 1024));
        assert_eq!(parse_df("nothing"), None);
    }
}
