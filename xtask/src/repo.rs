//! Where things are: the repository, its target folder, the user's cache of tools.

use crate::beside;
use crate::fail::{Failure, Outcome};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The places that the commands work in.
#[derive(Clone, Debug)]
pub struct Repo {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// The finished pages.
    pub dist: PathBuf,
    /// Tools shared by all clones of the repository.
    pub tools: PathBuf,
    /// The instrument of the pages; none for the shipped one.
    pub instrument: Option<PathBuf>,
}

impl Repo {
    /// Finds everything, from the folder that the command was given in and the environment.
    pub fn find() -> Outcome<Self> {
        let here = env::current_dir().map_err(Failure::io("find", Path::new(".")))?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .ok_or_else(|| Failure::new("this is not the repository", "run it inside a clone"))?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(named) => {
                std::path::absolute(&named).map_err(Failure::io("find", Path::new(&named)))?
            }
            None => root.join("target"),
        };
        let cache = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
            .or_else(|| env::home_dir().map(|home| home.join(".cache")))
            .ok_or_else(|| Failure::new("no home folder", "set XDG_CACHE_HOME to a folder"))?;
        let dist = env::var_os("QINGDAN_DIST").map_or_else(|| root.join("dist"), PathBuf::from);
        Ok(Self {
            dist: std::path::absolute(&dist).map_err(Failure::io("find", &dist))?,
            tools: cache.join("qingdan").join("tools"),
            instrument: env::var_os("QINGDAN_INSTRUMENT").map(|path| root.join(path)),
            root,
            target,
        })
    }

    /// The same repository, whose pages have a folder of their own (`--dir`) and maybe an
    /// instrument of somebody's own (`--instrument`), and the words besides these two. Paths are
    /// relative to where the command is called.
    pub fn with<'a>(mut self, words: &[&'a str]) -> Outcome<(Self, Vec<&'a str>)> {
        let mut others = Vec::new();
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            if !["--instrument", "--dir"].contains(&word) {
                others.push(word);
                continue;
            }
            let path = words.next().filter(|path| !path.is_empty() && !path.starts_with("--"));
            let path = path.map(Path::new).ok_or_else(|| {
                Failure::new(format!("{word} needs a path"), "name a file or a folder after it")
            })?;
            let path = std::path::absolute(path).map_err(Failure::io("find", path))?;
            if word != "--instrument" {
                self.dist = path;
            } else if path.is_file() {
                self.instrument = Some(path);
            } else {
                let missing = format!("there is no file {}", path.display());
                return Err(Failure::new(missing, "name an instrument's JSON file"));
            }
        }
        Ok((self, others))
    }

    /// What the build is told of the instrument, as environment variables: the file, and which
    /// files beside it have names like translations of it, so that a new one is noticed
    /// (`build.rs`).
    pub fn chosen(&self) -> Vec<(&'static str, OsString)> {
        let Some(path) = self.instrument.as_deref() else { return Vec::new() };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let own = |name: &String| beside::tag(name, &stem).is_some();
        let entries = path.parent().and_then(|folder| fs::read_dir(folder).ok());
        let names = entries.into_iter().flatten().flatten().map(|entry| entry.file_name());
        let mut names: Vec<String> =
            names.map(|name| name.to_string_lossy().into_owned()).filter(own).collect();
        names.sort();
        vec![("QINGDAN_INSTRUMENT", path.into()), ("QINGDAN_TRANSLATIONS", names.join("\n").into())]
    }

    /// Where Trunk puts a page.
    pub fn trunk_dir(&self, page: &str) -> PathBuf {
        self.target.join("trunk").join(page)
    }
}
