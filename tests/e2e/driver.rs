//! A driver program (chromedriver, geckodriver) as a child process, and the commands of its vendor
//! that the `WebDriver` standard does not have.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::run::Outcome;

/// Longest wait for the driver to listen, and for one vendor command.
const WAIT: Duration = Duration::from_secs(30);

/// Tries to start a driver. One that finds a free port and binds it for both kinds of addresses
/// ends at once when another program was faster.
const STARTS_MAX: u32 = 5;

/// A running driver. Ends with its browser when dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    port: u16,
    session: Option<String>,
}

impl Driver {
    /// Starts a driver on a port of its own choice, in its own process group, and waits until it
    /// listens; one that ends instead is started again. `announcement` is what it prints right
    /// before the port.
    pub(crate) fn start(command: &mut Command, announcement: &str, log: &Path) -> Outcome<Self> {
        let mut tries = 0;
        loop {
            tries += 1;
            match Self::try_start(command, announcement, log)? {
                Ok(driver) => return Ok(driver),
                Err(ended) if tries == STARTS_MAX => {
                    return Err(format!("{ended}; in none of {tries} tries it did better"));
                }
                Err(ended) => println!("{ended}; it is started again"),
            }
        }
    }

    /// One try; the inner error is a driver that ended before it listened.
    fn try_start(
        command: &mut Command,
        announcement: &str,
        log: &Path,
    ) -> Outcome<Result<Self, String>> {
        let io = |error: std::io::Error| format!("cannot start {}: {error}", log.display());
        let output = File::create(log).map_err(io)?;
        let errors = output.try_clone().map_err(io)?;
        let started =
            command.stdin(Stdio::null()).stdout(output).stderr(errors).process_group(0).spawn();
        let child = started.map_err(|error| format!("cannot start {command:?}: {error}"))?;
        let mut driver = Self { child, port: 0, session: None };
        let deadline = Instant::now() + WAIT;
        while Instant::now() < deadline {
            // Asked first, so that whatever it said before its end is in the log.
            let ended = driver.child.try_wait();
            let text = fs::read_to_string(log).unwrap_or_default();
            if let Ok(Some(status)) = ended {
                return Ok(Err(format!("{command:?} ended with {status}: {text}")));
            }
            if let Some(port) = announced(&text, announcement) {
                driver.port = port;
                return Ok(Ok(driver));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(format!("{command:?} did not listen within {WAIT:?}"))
    }

    /// Where standard commands go.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Remembers the session, so that vendor commands can be sent and the browser be ended.
    pub(crate) fn adopt(&mut self, session: String) {
        self.session = Some(session);
    }

    /// Sends a vendor command of the session and returns its value.
    pub(crate) fn send(&self, command: &str, body: &Value) -> Outcome<Value> {
        let session = self.session.as_deref().ok_or("no session yet")?;
        let path = format!("/session/{session}/{command}");
        let (status, reply) = request(self.port, "POST", &path, &body.to_string(), WAIT)
            .map_err(|error| format!("driver command {command}: {error}"))?;
        let reply: Value = serde_json::from_str(&reply)
            .map_err(|error| format!("driver command {command}: {error} in {reply:?}"))?;
        if status == 200 {
            Ok(reply["value"].clone())
        } else {
            Err(format!("driver command {command}: {}", reply["value"]["message"]))
        }
    }
}

impl Drop for Driver {
    /// Asks the driver to end its browser, then ends whatever is left of its process group.
    fn drop(&mut self) {
        if let Some(session) = &self.session {
            let path = format!("/session/{session}");
            let _ = request(self.port, "DELETE", &path, "", Duration::from_secs(10));
        }
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The port printed right after the announcement, once its line is complete.
fn announced(log: &str, announcement: &str) -> Option<u16> {
    let (_, rest) = log.split_once(announcement)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if rest.len() > digits.len() { digits.parse().ok() } else { None }
}

/// One HTTP exchange with a program on this computer: status and body.
pub(crate) fn request(
    port: u16,
    method: &str,
    path: &str,
    body: &str,
    wait: Duration,
) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(wait))?;
    stream.set_write_timeout(Some(wait))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let mut size_bytes = None;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let header = line.trim().to_ascii_lowercase();
        if let Some(size) = header.strip_prefix("content-length:") {
            size_bytes = size.trim().parse().ok();
        }
        if header.is_empty() {
            break;
        }
    }
    let mut body = Vec::new();
    match size_bytes {
        Some(size_bytes) => reader.take(size_bytes).read_to_end(&mut body)?,
        None => reader.read_to_end(&mut body)?,
    };
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

/// A program that fails at once until the folder is there, then listens.
fn shy(folder: &Path, makes: &str) -> Command {
    let mut command = Command::new("sh");
    let script = format!(
        "if [ ! -d \"$0\" ]; then {makes} echo port taken >&2; exit 1; fi; \
         echo \"here on 4321.\"; exec sleep 60"
    );
    command.args(["-c", &script]).arg(folder);
    command
}

#[test]
fn a_driver_that_ends_at_once_is_started_again() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shy");
    let _ = fs::remove_dir_all(&folder);
    let log = folder.with_extension("log");
    let refused = Driver::start(&mut shy(&folder, ""), "here on ", &log);
    assert!(refused.is_err_and(|said| said.contains("port taken")));
    let driver = Driver::start(&mut shy(&folder, "mkdir \"$0\";"), "here on ", &log);
    assert_eq!(driver.map(|driver| driver.port), Ok(4321));
}
