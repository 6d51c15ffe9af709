//! A host of the pages on this computer: `cargo xtask serve` as a child process, which tells every
//! request that reaches it, and can go away and come back.

use std::fs::{self, File, OpenOptions};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::driver::request;
use crate::plan::here;
use crate::run::{Outcome, Tools};

/// Longest wait until the server has packed the pages, where it must, and listens.
const PACKING: Duration = Duration::from_mins(4);

/// A host. It ends when dropped.
#[derive(Debug)]
pub(crate) struct Host {
    xtask: PathBuf,
    dist: PathBuf,
    words: Vec<String>,
    base: &'static str,
    log: PathBuf,
    seen: usize,
    pub(crate) port: u16,
    child: Option<Child>,
}

impl Host {
    /// Serves the pages of a folder below a path, with these further words for the command.
    pub(crate) fn start(
        tools: &Tools,
        (dist, base): (&Path, &'static str),
        words: &[&str],
        log: PathBuf,
    ) -> Outcome<Self> {
        let xtask = tools.xtask.clone();
        let xtask = xtask.ok_or("QINGDAN_XTASK is not set: the path of the xtask program")?;
        let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr());
        let port = free.map_err(|error| error.to_string())?.port();
        let number = port.to_string();
        let words = [&["serve", "--port", &number, "--sub-path", base][..], words].concat();
        let words = words.into_iter().map(str::to_owned).collect();
        let dist = dist.to_owned();
        File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let mut host = Self { xtask, dist, words, base, log, seen: 0, port, child: None };
        host.resume()?;
        Ok(host)
    }

    /// Listens, at the same address as before.
    pub(crate) fn resume(&mut self) -> Outcome {
        let io = |error: std::io::Error| format!("cannot start {}: {error}", self.xtask.display());
        let output = OpenOptions::new().append(true).open(&self.log).map_err(io)?;
        let errors = output.try_clone().map_err(io)?;
        let child = Command::new(&self.xtask)
            .args(&self.words)
            .current_dir(here(""))
            .env("QINGDAN_DIST", &self.dist)
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .process_group(0)
            .spawn()
            .map_err(io)?;
        let child = self.child.insert(child);
        let deadline = Instant::now() + PACKING;
        while Instant::now() < deadline {
            let head = request(self.port, "HEAD", self.base, "", Duration::from_secs(2));
            if head.is_ok_and(|got| got.0 == 200) {
                return Ok(());
            }
            if let Ok(Some(status)) = child.try_wait() {
                let log = self.log.display();
                return Err(format!("the server ended with {status}; see {log}"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(format!("the server does not listen; see {}", self.log.display()))
    }

    /// Serves another folder below another path, at the same port: of one origin with the first.
    pub(crate) fn moved(&mut self, dist: &Path, base: &'static str) -> Outcome {
        self.stop();
        let old = std::mem::replace(&mut self.base, base);
        for word in self.words.iter_mut().filter(|word| *word == old) {
            base.clone_into(word);
        }
        dist.clone_into(&mut self.dist);
        self.resume()
    }

    /// Goes away: nothing listens at the address any more.
    pub(crate) fn stop(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).stderr(Stdio::null()).status();
        let _ = child.kill();
        let _ = child.wait();
    }

    /// The address of a file.
    pub(crate) fn address(&self, file: &str) -> String {
        format!("http://127.0.0.1:{}{}{file}", self.port, self.base)
    }

    /// What was asked for since this was last called, in alphabetical order: the files by their
    /// names, the path itself as nothing; anything that the host does not have as it was asked for.
    pub(crate) fn asked(&mut self) -> Outcome<Vec<String>> {
        let text = fs::read_to_string(&self.log).map_err(|error| error.to_string())?;
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let lines: Vec<&str> = whole.lines().collect();
        // The command's own lines begin with a bracket or a gap.
        let new = lines.iter().skip(self.seen).filter(|line| !line.is_empty());
        let new = new.filter(|line| !line.starts_with(['[', ' ']) && !line.starts_with("HEAD "));
        let told = |line: &&&str| {
            let file = line.strip_prefix("GET ").and_then(|rest| rest.strip_suffix(" 200 OK"));
            let file = file.and_then(|target| target.strip_prefix(self.base));
            file.unwrap_or(line).to_owned()
        };
        let mut asked: Vec<String> = new.map(|line| told(&line)).collect();
        asked.sort();
        self.seen = lines.len();
        Ok(asked)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Writes what hosts need beside the pages of a folder, from these pages.
pub(crate) fn prepare(tools: &Tools, dist: &Path) -> Outcome {
    let xtask = tools.xtask.as_ref().ok_or("QINGDAN_XTASK is not set")?;
    let mut command = Command::new(xtask);
    command.arg("host").current_dir(here("")).env("QINGDAN_DIST", dist);
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("xtask host: {}", String::from_utf8_lossy(&output.stderr)))
}
