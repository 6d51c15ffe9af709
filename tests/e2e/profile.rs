//! A browser's profile that outlives the browser, and what can be found in its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::chromium;
use crate::run::{Outcome, Tools};

/// Longest wait for a browser to end, and for something to reach the disk.
const PATIENCE: Duration = Duration::from_secs(30);

/// Pause between two looks.
const BLINK: Duration = Duration::from_millis(200);

/// A device: one browser at a time, always with the same profile.
pub(crate) struct Device<'a> {
    pub(crate) kind: Kind,
    pub(crate) tools: &'a Tools,
    folder: PathBuf,
}

impl<'a> Device<'a> {
    pub(crate) fn new(kind: Kind, tools: &'a Tools, folder: &Path) -> Self {
        Self { kind, tools, folder: folder.join("device") }
    }

    /// Opens the browser and the respondent's page in it.
    pub(crate) async fn open(&self) -> Outcome<Browser> {
        self.open_at(Setup::PHONE, "index.html").await
    }

    /// Opens the browser and one of the two pages in it.
    pub(crate) async fn open_at(&self, setup: Setup, page: &str) -> Outcome<Browser> {
        let browser = Browser::open(self.tools, self.kind, setup, &self.folder).await?;
        browser.open_file(&self.tools.dist.join(page)).await?;
        Ok(browser)
    }

    /// Closes the browser as a person does.
    pub(crate) async fn close(&self, browser: Browser) -> Outcome {
        match self.kind {
            // The answer may be lost with the browser.
            Kind::Chromium => drop(chromium::call(&browser, "Browser.close", &json!({}))),
            Kind::Firefox => drop(browser.client.clone().close().await),
        }
        let deadline = Instant::now() + PATIENCE;
        while !self.processes().is_empty() {
            if Instant::now() > deadline {
                return Err("the browser does not close".to_owned());
            }
            tokio::time::sleep(BLINK).await;
        }
        drop(browser);
        Ok(())
    }

    /// Ends the browser as a flat battery does.
    pub(crate) async fn kill(&self, browser: Browser) -> Outcome {
        for process in self.processes() {
            // One that has ended meanwhile needs no killing.
            let _ = Command::new("kill").args(["-KILL", &process]).status();
        }
        drop(browser);
        tokio::time::sleep(BLINK).await;
        Ok(())
    }

    /// Ends the processes that show pages, as running out of memory does; the browser itself
    /// goes on. Says how many there were.
    pub(crate) fn kill_pages(&self) -> usize {
        let mut family = self.processes();
        let mut next = 0;
        while let Some(process) = family.get(next).cloned() {
            next += 1;
            let more: Vec<String> =
                children(&process).into_iter().filter(|child| !family.contains(child)).collect();
            family.extend(more);
        }
        let shows = |process: &&String| {
            let line = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
            let line = String::from_utf8_lossy(&line).into_owned();
            line.contains("--type=renderer")
                || line.contains("-contentproc") && line.contains("tab")
        };
        let pages: Vec<&String> = family.iter().filter(shows).collect();
        for process in &pages {
            let _ = Command::new("kill").args(["-KILL", process]).status();
        }
        pages.len()
    }

    /// Processes that have the profile on their command line.
    fn processes(&self) -> Vec<String> {
        let profile = self.profile().display().to_string();
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        processes
            .filter(|process| {
                let line = fs::read(process.path().join("cmdline")).unwrap_or_default();
                String::from_utf8_lossy(&line).contains(&profile)
            })
            .filter_map(|process| process.file_name().into_string().ok())
            .filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
            .collect()
    }

    fn profile(&self) -> PathBuf {
        self.folder.join("profile")
    }

    /// All files of the profile: name and content, one character per byte, because texts are
    /// searched quickly.
    pub(crate) fn contents(&self) -> Vec<(String, String)> {
        let contents = files(&self.profile()).into_iter().map(|path| {
            let name = path.strip_prefix(self.profile()).unwrap_or(&path).display().to_string();
            (name, narrow(&plain(fs::read(&path).unwrap_or_default())))
        });
        contents.collect()
    }

    /// Waits until a text has reached the disk.
    pub(crate) async fn written(&self, text: &str) -> Outcome {
        let deadline = Instant::now() + PATIENCE;
        while files_with(&self.contents(), text.as_bytes()).is_empty() {
            if Instant::now() > deadline {
                return Err(format!("not on the disk after {PATIENCE:?}: {text:?}"));
            }
            tokio::time::sleep(BLINK).await;
        }
        Ok(())
    }
}

/// The processes that a process has started.
fn children(process: &str) -> Vec<String> {
    let lists = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let texts = lists.map(|task| fs::read_to_string(task.path().join("children")));
    texts
        .flatten()
        .flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// All files below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => files(&entry.path()),
            Ok(kind) if kind.is_file() => vec![entry.path()],
            _ => Vec::new(),
        })
        .collect()
}

/// The files in which the bytes stand; texts also as UTF-16.
pub(crate) fn files_with(contents: &[(String, String)], bytes: &[u8]) -> Vec<String> {
    let wide: Vec<u8> =
        String::from_utf8_lossy(bytes).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (bytes, wide) = (narrow(bytes), narrow(&wide));
    let found =
        contents.iter().filter(|(_, content)| content.contains(&bytes) || content.contains(&wide));
    let mut found: Vec<String> = found.map(|(name, _)| name.clone()).collect();
    found.sort();
    found
}

/// One character per byte.
fn narrow(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// A file's content; of one that Firefox has packed, what is inside.
fn plain(content: Vec<u8>) -> Vec<u8> {
    match content.strip_prefix(b"mozLz40\0") {
        Some(packed) => unpacked(packed.get(4..).unwrap_or_default()),
        None => content,
    }
}

/// An LZ4 block, unpacked; as much of it as can be.
fn unpacked(block: &[u8]) -> Vec<u8> {
    let mut bytes = block.iter().copied();
    let mut out: Vec<u8> = Vec::new();
    while let Some(token) = bytes.next() {
        let Some(literals) = length(token >> 4, &mut bytes) else { break };
        out.extend(bytes.by_ref().take(literals));
        let (Some(low), Some(high)) = (bytes.next(), bytes.next()) else { break };
        let back = usize::from(u16::from_le_bytes([low, high]));
        let Some(copied) = length(token & 15, &mut bytes) else { break };
        let Some(from) = out.len().checked_sub(back) else { break };
        for at in from..from + copied + 4 {
            let Some(&byte) = out.get(at) else { break };
            out.push(byte);
        }
    }
    out
}

fn length(short: u8, bytes: &mut impl Iterator<Item = u8>) -> Option<usize> {
    let mut length = usize::from(short);
    if short == 15 {
        loop {
            let more = bytes.next()?;
            length += usize::from(more);
            if more < u8::MAX {
                break;
            }
        }
    }
    Some(length)
}

#[test]
fn a_packed_file_is_unpacked() {
    // Three letters, then six copied from three back, then the last one.
    let block = [0x32, b'a', b'b', b'c', 3, 0, 0x10, b'x'];
    assert_eq!(unpacked(&block), b"abcabcabcx");
}
