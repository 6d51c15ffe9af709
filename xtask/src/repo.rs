//! Where things are: the repository, its target folder, the user's cache of tools.

use crate::fail::{Failure, Outcome};
use std::env;
use std::path::{Path, PathBuf};

/// The places that the commands work in.
#[derive(Clone, Debug)]
pub struct Repo {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// The two finished pages.
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
            root,
            target,
            instrument: None,
        })
    }

    /// The same repository, whose pages get an instrument of somebody's own and go to a folder of
    /// their own: the words after `pack`. Paths are relative to where the command is called.
    pub fn with(mut self, words: &[&str]) -> Outcome<Self> {
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            let path = words.next().map(Path::new).ok_or_else(|| {
                Failure::new(format!("{word} needs a path"), "name a file or a folder after it")
            })?;
            let path = std::path::absolute(path).map_err(Failure::io("find", path))?;
            match word {
                "--instrument" if path.is_file() => self.instrument = Some(path),
                "--instrument" => {
                    let missing = format!("there is no file {}", path.display());
                    return Err(Failure::new(missing, "name an instrument's JSON file"));
                }
                "--out" => self.dist = path,
                _ => {
                    let unknown = format!("unknown option “{word}”");
                    return Err(Failure::new(unknown, "pack knows --instrument and --out"));
                }
            }
        }
        Ok(self)
    }

    /// What the build is told of the instrument, as an environment variable.
    pub fn chosen(&self) -> Option<(&'static str, &Path)> {
        self.instrument.as_deref().map(|path| ("QINGDAN_INSTRUMENT", path))
    }

    /// Where Trunk puts a page.
    pub fn trunk_dir(&self, page: &str) -> PathBuf {
        self.target.join("trunk").join(page)
    }
}
