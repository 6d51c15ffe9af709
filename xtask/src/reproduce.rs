//! `cargo xtask reproduce`: are the pages the same bytes from two clones in different folders, for
//! different users? Clones the last commit twice, gives each a home and a cargo home of its own,
//! packs in both at the same time, the second time as another user of the system where that can be
//! had, and compares. Takes two whole builds.

use crate::disk;
use crate::fail::{Failure, Outcome};
use crate::other_user::{self, OtherUser};
use crate::pack::{PAGES, csp, installable};
use crate::repo::Repo;
use crate::run::{command, output, run, say};
use crate::setup::{setup, sysroot};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

/// The two builds, as different as one machine allows: folder of the clone and of the home,
/// language, time zone, name of the user, parallel jobs. The second runs as another user, with
/// other rights of new files and the compiler at another place.
const BUILDS: [Build; 2] = [
    Build {
        clone: "one",
        home: "home-one",
        settings: [("LANG", "C"), ("TZ", "UTC"), ("USER", "one"), ("CARGO_BUILD_JOBS", "2")],
    },
    Build {
        clone: "a/longer path/二",
        home: "other/home of two",
        settings: [
            ("LANG", "zh_CN.UTF-8"),
            ("TZ", "Asia/Shanghai"),
            ("USER", "two"),
            ("CARGO_BUILD_JOBS", "3"),
        ],
    },
];

/// Where the other user sees the compilers, the tools and the folders of two programs, below the
/// folder of the builds.
const COMPILER: &str = "compilers of two";
const TOOLS: &str = "tools of two";
const PROGRAMS: [&str; 2] = ["trunk of two", "wasm-bindgen of two"];

#[derive(Clone, Copy, Debug)]
struct Build {
    clone: &'static str,
    home: &'static str,
    settings: [(&'static str, &'static str); 4],
}

/// Packs twice and fails unless both give the same bytes.
pub fn reproduce(repo: &Repo) -> Outcome {
    let folder = &repo.target.join("reproduce");
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Failure::io("clear", folder))?;
    }
    // Nothing that is built already is of use to the clones.
    disk::check_free(folder, disk::REPRODUCE)?;
    let changed = command("git", &repo.root).args(["status", "--porcelain"]).output();
    if changed.is_ok_and(|status| !status.stdout.is_empty()) {
        say("what is not committed is not built: the clones hold the last commit");
    }
    let user = &another_user(repo, folder)?;
    let users = [None, user.as_ref()];
    let [one, other] = thread::scope(|scope| {
        let start = |at: usize| scope.spawn(move || packed(repo, folder, BUILDS[at], users[at]));
        [0, 1].map(start).map(|build| build.join().unwrap_or_else(|_| Err(stopped())))
    });
    let (one, other) = (one?, other?);
    compare(&one, &other)?;
    for (file, bytes) in &one {
        println!("{}  {file}", csp::sha256_hex(bytes));
    }
    let by = if user.is_some() { "two users" } else { "one user" };
    say(format!("both builds, by {by} of this system, gave the same bytes"));
    fs::remove_dir_all(folder).map_err(Failure::io("remove", folder))
}

/// What is said of a build whose thread panicked.
fn stopped() -> Failure {
    Failure::new("a build stopped unexpectedly", "see the lines above")
}

/// The user of the second build, who is shown the compiler and the pinned tools, if there can be
/// one.
fn another_user(repo: &Repo, folder: &Path) -> Outcome<Option<OtherUser>> {
    let tools = setup(repo)?;
    let mut shown = vec![
        (rustup_home()?, folder.join(COMPILER)),
        (cache(repo)?.join("qingdan"), folder.join(TOOLS).join("qingdan")),
    ];
    for (program, place) in [tools.trunk, tools.wasm_bindgen].iter().zip(PROGRAMS) {
        shown.extend(program.parent().map(|here| (here.to_path_buf(), folder.join(place))));
    }
    for (_, place) in &shown {
        fs::create_dir_all(place).map_err(Failure::io("make", place))?;
    }
    let user = OtherUser::who_sees(shown);
    if user.is_none() {
        say("not run as two users: that takes root, unshare and setpriv, and a folder open to all");
    }
    Ok(user)
}

/// The finished files of a build, each with its name.
type Files = Vec<(String, Vec<u8>)>;

/// Clones and packs.
fn packed(repo: &Repo, folder: &Path, build: Build, user: Option<&OtherUser>) -> Outcome<Files> {
    say(format!("a clone in {}", build.clone));
    let (clone, home) = (folder.join(build.clone), folder.join(build.home));
    fs::create_dir_all(&home).map_err(Failure::io("make", &home))?;
    let mut git = command("git", &repo.root);
    git.args(["clone", "--quiet", "--no-hardlinks"]).arg(&repo.root).arg(&clone);
    run(&mut git, "see git's lines above")?;
    let cargo_home = home.join("cargo");
    // The archives as they came; each build unpacks them itself.
    for part in ["registry/cache", "registry/index"] {
        copy(&cargo_home_here().join(part), &cargo_home.join(part))?;
    }
    // The compiler and the pinned tools are those of this machine: they are given, not built.
    let mut pack = if let Some(user) = user {
        other_user::give(&clone)?;
        other_user::give(&home)?;
        let compilers = folder.join(COMPILER);
        let compiler = compiler_in(&compilers)?;
        let mut pack = user.command(compiler.join("cargo"), &clone);
        let programs = [compiler].into_iter().chain(PROGRAMS.map(|place| folder.join(place)));
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(programs.chain(env::split_paths(&path)));
        pack.env("PATH", path.map_err(|error| Failure::new(error.to_string(), "correct PATH"))?);
        pack.env("XDG_CACHE_HOME", folder.join(TOOLS)).env("RUSTUP_HOME", compilers);
        pack
    } else {
        let mut pack = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), &clone);
        pack.env("RUSTUP_HOME", rustup_home()?).env("XDG_CACHE_HOME", cache(repo)?);
        pack
    };
    pack.args(["xtask", "pack"]).env("HOME", &home).env("CARGO_HOME", &cargo_home);
    pack.env("CARGO_TARGET_DIR", clone.join("target")).env("QINGDAN_DIST", clone.join("dist"));
    pack.env("CARGO_NET_OFFLINE", "true").envs(build.settings);
    run(&mut pack, "see the lines above")?;
    let pages = PAGES.iter().map(|page| page.file.to_owned());
    let variant = installable::names().into_iter();
    let files = pages.chain(variant.map(|name| format!("{}/{name}", installable::FOLDER)));
    let files = files.map(|file| {
        let path = clone.join("dist").join(&file);
        let bytes = fs::read(&path).map_err(Failure::io("read", &path))?;
        Ok((file, bytes))
    });
    files.collect()
}

/// Fails if two builds differ, and says where.
fn compare(one: &Files, other: &Files) -> Outcome {
    for ((file, bytes), (_, others)) in one.iter().zip(other) {
        let mut pairs = bytes.iter().zip(others);
        let place = pairs.position(|(one, other)| one != other);
        let cut = (bytes.len() != others.len()).then(|| bytes.len().min(others.len()));
        if let Some(place) = place.or(cut) {
            let (one, other) = (bytes.len(), others.len());
            let problem = format!("{file} differs from byte {place} on ({one} and {other} bytes)");
            let remedy = "find what of the machine gets into it (xtask/src/build.rs)";
            return Err(Failure::new(problem, remedy));
        }
    }
    Ok(())
}

/// Copies a folder, with links followed.
fn copy(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).map_err(Failure::io("make", to))?;
    let mut copy = command("cp", to);
    run(copy.args(["-RL"]).arg(from.join(".")).arg(to), "free some disk space")
}

fn cargo_home_here() -> PathBuf {
    let home = env::home_dir().unwrap_or_default();
    env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from)
}

/// Where the compilers are, if rustup keeps them.
fn rustup_home() -> Outcome<PathBuf> {
    let said = output(Command::new("rustup").args(["show", "home"]));
    let path = said.map(|path| PathBuf::from(path.trim()));
    path.ok_or_else(|| Failure::new("there is no rustup", "install Rust through rustup"))
}

/// The programs of this compiler, where rustup's folder is shown at another place.
fn compiler_in(shown: &Path) -> Outcome<PathBuf> {
    let (sysroot, home) = (sysroot()?, rustup_home()?);
    let inside = sysroot.strip_prefix(&home).map_err(|_| {
        Failure::new(format!("{} is not rustup's", sysroot.display()), "use rustup's Rust")
    })?;
    Ok(shown.join(inside).join("bin"))
}

/// The folder of caches that holds the tools.
fn cache(repo: &Repo) -> Outcome<&Path> {
    let cache = repo.tools.parent().and_then(Path::parent);
    cache.ok_or_else(|| Failure::new("no folder of tools", "set XDG_CACHE_HOME to a folder"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_noticed() {
        let files = |bytes: &[u8]| {
            vec![("a".to_owned(), b"same".to_vec()), ("b".to_owned(), bytes.to_vec())]
        };
        assert_eq!(compare(&files(b"page"), &files(b"page")), Ok(()));
        for (other, place) in [(&b"pagf"[..], 3), (b"pag", 3), (b"pages", 4), (b"", 0)] {
            let said = compare(&files(b"page"), &files(other)).expect_err("different");
            assert!(
                said.to_string().starts_with(&format!("b differs from byte {place} ")),
                "{said}"
            );
        }
    }

    #[test]
    fn the_builds_differ_in_everything() {
        let [one, two] = BUILDS;
        assert!(one.clone != two.clone && one.home != two.home);
        assert!(one.settings.iter().zip(two.settings).all(|(one, two)| one.1 != two.1));
    }
}
