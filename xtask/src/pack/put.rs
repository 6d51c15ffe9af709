//! How the finished files come into their folder: all of them or none, and without a header file
//! that somebody has changed being lost. A record beside the pages says for which path the header
//! files were written last, and their hashes.

use super::csp;
use super::hosts::Base;
use crate::fail::{Failure, Outcome};
use crate::run::say;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A file's place below the folder of the pages, with slashes, and what is in it.
pub type File = (String, Vec<u8>);

/// For which path the header files were written, and what they were then.
const RECORD: &str = "hosting.txt";

/// The path that the header files in a folder were written for, where a record tells it.
pub fn recorded(dist: &Path) -> Option<Base> {
    let text = fs::read_to_string(dist.join(RECORD)).ok()?;
    Base::parse(text.lines().next()?).ok()
}

/// Writes files below a folder, with the record of those that are header files. Everything is
/// first written beside its place, and takes it only when all is there: a fault before leaves
/// nothing, and the files as they were; a program that is killed leaves `….part`, which the next
/// run writes anew. A header file that is none of those written last is kept as `….old`.
pub fn put(dist: &Path, mut files: Vec<File>, base: &Base) -> Outcome {
    let before = fs::read_to_string(dist.join(RECORD)).unwrap_or_default();
    files.push((RECORD.to_owned(), record(&files, base).into_bytes()));
    let mut made = Made::default();
    write(dist, &files, &before, &mut made).inspect_err(|_| made.undo())?;
    made.take_places()?;
    for (path, old) in &made.kept {
        say(format!(
            "{} had been changed: it is kept as {}, and the new one is without that change",
            path.display(),
            old.display()
        ));
    }
    Ok(())
}

/// What stands in the record.
fn record(files: &[File], base: &Base) -> String {
    let mut text = format!("{}\n", base.path());
    for (file, bytes) in files.iter().filter(|(file, _)| for_hosts(file)) {
        // Writing into a String cannot fail.
        let _ = writeln!(text, "{}  {file}", csp::sha256_hex(bytes));
    }
    text
}

/// Is it a header file?
fn for_hosts(file: &str) -> bool {
    Path::new(file).parent().is_some_and(|folder| folder.iter().any(|part| part == "headers"))
}

/// What has been made so far, so that it can be taken back.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    /// Where it is written, and its place.
    parts: Vec<(PathBuf, PathBuf)>,
    /// A changed file, and what keeps it.
    kept: Vec<(PathBuf, PathBuf)>,
}

/// Writes each file beside its place.
fn write(dist: &Path, files: &[File], before: &str, made: &mut Made) -> Outcome {
    for (file, bytes) in files {
        let path = dist.join(file);
        let folder = path.parent().unwrap_or(dist);
        made.folder(folder)?;
        if path.is_dir() {
            let problem = format!("{} is a folder, and no file", path.display());
            return Err(Failure::new(problem, "move it away, or name another folder with --dir"));
        }
        if for_hosts(file) && changed(&path, bytes, before)? {
            let old = unused(&path);
            made.kept.push((path.clone(), old.clone()));
            fs::copy(&path, &old).map_err(Failure::io("write", &old))?;
        }
        let part = beside(&path, "part");
        made.parts.push((part.clone(), path));
        fs::write(&part, bytes).map_err(Failure::io("write", &part))?;
    }
    Ok(())
}

/// Is what lies there neither one of the files that were written last nor what is to be written?
fn changed(path: &Path, bytes: &[u8], before: &str) -> Outcome<bool> {
    let found = match fs::read(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(Failure::io("read", path)(error)),
    };
    let hash = csp::sha256_hex(&found);
    Ok(found != bytes && !before.lines().any(|line| line.starts_with(&hash)))
}

/// The path with an ending more.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{end}"));
    path.with_file_name(name)
}

/// A name for what a file was, under which there is nothing yet.
fn unused(path: &Path) -> PathBuf {
    let mut old = beside(path, "old");
    let mut number = 2;
    while fs::symlink_metadata(&old).is_ok() {
        old = beside(path, &format!("old{number}"));
        number += 1;
    }
    old
}

impl Made {
    /// Makes a folder and those above it.
    fn folder(&mut self, folder: &Path) -> Outcome {
        let new = folder.ancestors().take_while(|path| !path.exists());
        let new: Vec<PathBuf> = new.map(Path::to_path_buf).collect();
        self.folders.extend(new.into_iter().rev());
        fs::create_dir_all(folder).map_err(Failure::io("make", folder))
    }

    /// Each file takes its place in one step: a browser or a test may be reading the old one.
    fn take_places(&self) -> Outcome {
        self.parts
            .iter()
            .try_for_each(|(part, path)| fs::rename(part, path).map_err(Failure::io("write", path)))
    }

    /// Removes all, before anything has taken its place. Of what cannot be removed, nothing more
    /// can be said.
    fn undo(&self) {
        let parts = self.parts.iter().map(|(part, _)| part);
        for file in parts.chain(self.kept.iter().map(|(_, old)| old)) {
            drop(fs::remove_file(file));
        }
        for folder in self.folders.iter().rev() {
            drop(fs::remove_dir(folder));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = format!("qingdan-put-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        // Left over from an earlier run, if it is there.
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    fn files(text: &str) -> Vec<File> {
        let names = ["index.html", "headers/nginx.conf", "installable/headers/.htaccess"];
        names.map(|name| (name.to_owned(), format!("{text} {name}").into_bytes())).to_vec()
    }

    /// Every file below a folder, and what is in it.
    fn all(folder: &Path) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).expect("a folder") {
                let path = entry.expect("one").path();
                let name = path.strip_prefix(folder).expect("below").display().to_string();
                if path.is_dir() {
                    found.push((format!("{name}/"), String::new()));
                    folders.push(path);
                } else {
                    found.push((name, fs::read_to_string(path).expect("a text")));
                }
            }
        }
        found.sort();
        found
    }

    #[test]
    fn a_changed_header_file_is_kept() {
        let dist = folder("kept");
        let base = Base::parse("/a/b/").expect("a path");
        assert_eq!(recorded(&dist), None);
        put(&dist, files("one"), &base).expect("written");
        put(&dist, files("two"), &base).expect("written");
        assert_eq!(recorded(&dist), Some(base.clone()));
        assert_eq!(all(&dist).iter().filter(|(name, _)| name.contains(".old")).count(), 0);
        let conf = dist.join("headers/nginx.conf");
        for (number, old) in [(3, "nginx.conf.old"), (4, "nginx.conf.old2")] {
            fs::write(&conf, format!("mine {number}")).expect("changed");
            put(&dist, files(&number.to_string()), &Base::top()).expect("written");
            let kept = fs::read_to_string(dist.join("headers").join(old)).expect("kept");
            assert_eq!(kept, format!("mine {number}"));
            let new = fs::read_to_string(&conf).expect("written");
            assert_eq!(new, format!("{number} headers/nginx.conf"));
        }
        assert_eq!(recorded(&dist), Some(Base::top()));
        // Without a record nobody knows who wrote it.
        fs::remove_file(dist.join(RECORD)).expect("the record");
        put(&dist, files("five"), &base).expect("written");
        assert!(dist.join("headers/nginx.conf.old3").is_file());
        assert!(!all(&dist).iter().any(|(name, _)| name.contains(".part")));
        fs::remove_dir_all(&dist).expect("the folder is there");
    }

    #[test]
    fn what_fails_leaves_everything_as_it_was() {
        let dist = folder("fails");
        put(&dist, files("one"), &Base::top()).expect("written");
        fs::write(dist.join("headers/nginx.conf"), "mine").expect("changed");
        let before = all(&dist);
        for bad in ["index.html/x", "installable"] {
            let mut new = files("two");
            new.push(("new/deep/file".to_owned(), Vec::new()));
            new.push((bad.to_owned(), Vec::new()));
            let failed = put(&dist, new, &Base::top());
            assert!(failed.is_err(), "{bad}");
            assert_eq!(all(&dist), before, "{bad}");
        }
        fs::remove_dir_all(&dist).expect("the folder is there");
    }
}
