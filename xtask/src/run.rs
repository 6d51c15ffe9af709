//! Running other programs: finding them, showing what is done, saying what went wrong.

use crate::disk;
use crate::fail::{Failure, Outcome};
use std::env;
use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Prints a progress line.
pub fn say(line: impl AsRef<str>) {
    tell(format!("[xtask] {}", line.as_ref()));
}

/// Prints a line. Nobody may listen any more (`| head`): what is being done goes on.
pub fn tell(line: impl AsRef<str>) {
    let _ = writeln!(io::stdout(), "{}", line.as_ref());
}

/// The full path of a program on `PATH`.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(format!("{program}{}", env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

/// A command in a folder, with nothing inherited that would change what cargo builds.
pub fn command(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_remove("CARGO_MANIFEST_DIR").env_remove("NO_COLOR");
    command
}

/// The cargo that started this program. It keeps nothing for the next compilation of a crate that
/// has changed, unless it is told to: that would be half of the target folder.
pub fn cargo(folder: &Path) -> Command {
    let mut cargo = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), folder);
    if env::var_os("CARGO_INCREMENTAL").is_none() {
        cargo.env("CARGO_INCREMENTAL", "0");
    }
    cargo
}

/// Runs a command to its end; its output goes to the terminal.
pub fn run(command: &mut Command, remedy: &str) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    if let Some(full) = disk::filled(&written(command)) {
        return Err(full);
    }
    Err(Failure::new(format!("`{}` failed ({status})", shown(command)), remedy))
}

/// The folder that a command fills: that of the environment for what cargo builds, or its own.
fn written(command: &Command) -> PathBuf {
    let told = command.get_envs().find(|(name, _)| *name == "CARGO_TARGET_DIR");
    let told =
        told.map_or_else(|| env::var_os("CARGO_TARGET_DIR"), |(_, told)| told.map(Into::into));
    let folder = command.get_current_dir().unwrap_or(Path::new("."));
    told.map_or_else(|| folder.to_path_buf(), |told| folder.join(told))
}

/// Runs a command quietly and gives what it printed, or nothing if it failed.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    Failure::new(format!("cannot start {program}: {error}"), "check that it is installed")
}

/// The command as one would type it, shortened.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or_default().to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_full_is_the_disk_of_the_target_folder() {
        let mut build = command("cargo", Path::new("/clone"));
        build.env("CARGO_TARGET_DIR", "/elsewhere/target");
        assert_eq!(written(&build), Path::new("/elsewhere/target"));
        build.env("CARGO_TARGET_DIR", "target");
        assert_eq!(written(&build), Path::new("/clone/target"));
        build.env_remove("CARGO_TARGET_DIR");
        assert_eq!(written(&build), Path::new("/clone"));
    }
}
