//! Which inputs some paths mean, one after another: files, all files of folders, streams.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::worker::{Cause, is_system_file, printable_name};

/// Deepest folder that is walked, counted from the one that was given.
const FOLDERS_DEEP_MAX: usize = 32;

/// The path that means the standard input.
const STANDARD_INPUT: &str = "-";

/// An input.
pub(super) enum Input {
    /// A file of so many bytes, not yet opened.
    File(String, PathBuf, u64),
    /// Bytes that come once, in their order.
    Stream(String, Box<dyn Read + Send>),
    /// What could not be opened, and why.
    Refused(String, Cause),
}

/// Inputs that wait. A folder is looked into when its turn comes; its files come in the order of
/// their names.
pub(super) struct Inputs {
    waiting: Vec<Step>,
}

/// Somewhere on the way.
enum Step {
    Given(PathBuf),
    /// What a folder has in it, and the folders around that.
    Within(PathBuf, Arc<Vec<PathBuf>>),
    /// The end of a folder that was given, and whether there was an input in it.
    End(PathBuf, bool),
}

impl Inputs {
    /// The inputs of some paths; of none, the standard input.
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        let given = paths.iter().rev().cloned().map(Step::Given);
        let mut waiting: Vec<Step> = given.collect();
        if waiting.is_empty() {
            waiting.push(Step::Given(PathBuf::from(STANDARD_INPUT)));
        }
        Self { waiting }
    }

    fn given(&mut self, path: PathBuf) -> Option<Input> {
        if path.as_os_str() == STANDARD_INPUT {
            return Some(Input::Stream(name(&path), Box::new(io::stdin())));
        }
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {
                self.waiting.push(Step::End(path.clone(), false));
                self.folder(&path, &[])
            }
            Ok(metadata) if metadata.is_file() => Some(file(path, &metadata)),
            // A pipe with a name, or a device.
            Ok(_) => Some(match File::open(&path) {
                Ok(file) => Input::Stream(name(&path), Box::new(file)),
                Err(_) => unreadable(&path),
            }),
            Err(_) => Some(unreadable(&path)),
        }
    }

    /// Looks into a folder.
    fn folder(&mut self, path: &Path, around: &[PathBuf]) -> Option<Input> {
        let mut around = around.to_vec();
        let mut inside = || -> io::Result<Vec<PathBuf>> {
            // A link back to a folder around this one would never end.
            let real = path.canonicalize()?;
            if around.len() >= FOLDERS_DEEP_MAX || around.contains(&real) {
                return Err(io::ErrorKind::Other.into());
            }
            around.push(real);
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect()
        };
        let Ok(mut inside) = inside() else { return Some(unreadable(path)) };
        let around = Arc::new(around);
        inside.retain(|path| {
            !path.file_name().is_some_and(|at| is_system_file(&at.to_string_lossy()))
        });
        inside.sort_unstable_by(|one, other| other.cmp(one));
        self.waiting.extend(inside.into_iter().map(|path| Step::Within(path, Arc::clone(&around))));
        None
    }

    fn within(&mut self, path: PathBuf, around: &[PathBuf]) -> Option<Input> {
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => self.folder(&path, around),
            Ok(metadata) if metadata.is_file() => Some(file(path, &metadata)),
            // Reading a pipe in a folder would wait for somebody who may never come.
            _ => Some(unreadable(&path)),
        }
    }
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            let found = match self.waiting.pop()? {
                Step::Given(path) => self.given(path),
                Step::Within(path, around) => self.within(path, &around),
                Step::End(path, false) => {
                    return Some(Input::Refused(name(&path), Cause::EmptyFolder));
                }
                Step::End(_, true) => None,
            };
            if found.is_some() {
                let end = self.waiting.iter_mut().rev().find_map(|step| match step {
                    Step::End(_, any) => Some(any),
                    _ => None,
                });
                if let Some(any) = end {
                    *any = true;
                }
                return found;
            }
        }
    }
}

fn file(path: PathBuf, metadata: &Metadata) -> Input {
    Input::File(name(&path), path, metadata.len())
}

fn unreadable(path: &Path) -> Input {
    Input::Refused(name(path), Cause::Unreadable)
}

/// The name of an input, fit for a terminal.
fn name(path: &Path) -> String {
    printable_name(&path.to_string_lossy())
}
