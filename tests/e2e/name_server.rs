//! The leak matrix again with a name server of our own: the system's resolver, which the browsers
//! ask, knows no other one. What is looked up is counted by who would learn it, not by what the
//! browsers say of themselves.
//!
//! The list of name servers can be exchanged only in a mount namespace, so that the test starts
//! itself once more inside one. That takes Linux and root; elsewhere it says so and returns.

use std::collections::BTreeSet;
use std::fs;
use std::net::{Ipv4Addr, UdpSocket};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crate::browser::Kind;
use crate::leaks::matrix;
use crate::run::{Outcome, Tools, ensure, run_in};

/// Where the name server of a browser listens: addresses of this computer that nothing else uses.
const fn address(kind: Kind) -> Ipv4Addr {
    match kind {
        Kind::Chromium => Ipv4Addr::new(127, 53, 53, 53),
        Kind::Firefox => Ipv4Addr::new(127, 53, 53, 54),
    }
}

/// The port of name servers.
const PORT: u16 = 53;

/// The names that it knows end in this; they are this computer.
pub(crate) const ZONE: &str = "names.test";

/// Set in the test that was started inside.
const INSIDE: &str = "QINGDAN_NAMES_INSIDE";

/// Exchanges the list of name servers, then starts what follows.
const EXCHANGE: &str = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";

/// Bytes of the head of a message (RFC 1035, section 4.1.1), and of a packet at most.
const HEAD_BYTES: usize = 12;
const PACKET_BYTES: usize = 1500;

/// The kind of question for an address of four bytes.
const TYPE_A: u16 = 1;

/// An answer's head bits: a response without error, or one that knows no such name.
const FOUND: [u8; 2] = [0x81, 0x80];
const UNKNOWN: [u8; 2] = [0x81, 0x83];

#[test]
fn names_are_counted_by_a_name_server_in_chromium() {
    again("names_are_counted_by_a_name_server_in_chromium", Kind::Chromium);
}

#[test]
fn names_are_counted_by_a_name_server_in_firefox() {
    again("names_are_counted_by_a_name_server_in_firefox", Kind::Firefox);
}

/// Runs the matrix inside, which a test of this name does.
fn again(test: &str, kind: Kind) {
    if std::env::var_os(INSIDE).is_some() {
        return run_in("names-inside", kind, async |folder, tools| {
            inside(kind, folder, tools).await
        });
    }
    run_in("names", kind, async |folder, _| {
        let list = folder.join("resolv.conf");
        let lines = format!("nameserver {}\noptions timeout:10\n", address(kind));
        fs::write(&list, lines).map_err(|error| error.to_string())?;
        if !exchange(&list, "true").stderr(Stdio::null()).status().is_ok_and(|it| it.success()) {
            println!("names: not run; it takes root and `unshare --mount` (docs/testing.md)");
            return Ok(());
        }
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut again = exchange(&list, program);
        again.args(["--exact", &format!("name_server::{test}"), "--nocapture"]).env(INSIDE, "1");
        let ended = again.output().map_err(|error| error.to_string())?;
        let said = [ended.stdout, ended.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        ensure(ended.status.success() && said.contains("1 passed"), || said.into_owned())
    });
}

/// A command that knows the name servers of a list only.
fn exchange(list: &Path, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--propagation", "private", "sh", "-c", EXCHANGE]);
    command.arg(list).arg(program);
    command
}

async fn inside(kind: Kind, folder: &Path, tools: &'static Tools) -> Outcome {
    let server = NameServer::start(address(kind))?;
    matrix(kind, folder, tools, Some(&server)).await?;
    let others: Vec<String> =
        server.names().into_iter().filter(|name| !name.ends_with(ZONE)).collect();
    ensure(others.is_empty(), || format!("other names that were looked up: {others:?}"))
}

/// A name server that notes what it is asked. Its thread ends with the test's process.
#[derive(Debug)]
pub(crate) struct NameServer {
    names: Arc<Mutex<BTreeSet<String>>>,
}

impl NameServer {
    fn start(address: Ipv4Addr) -> Outcome<Self> {
        let socket = UdpSocket::bind((address, PORT));
        let socket = socket.map_err(|error| format!("no name server on {address}: {error}"))?;
        let names = Arc::<Mutex<BTreeSet<String>>>::default();
        let noted = Arc::clone(&names);
        std::thread::spawn(move || {
            let mut packet = [0; PACKET_BYTES];
            while let Ok((size, from)) = socket.recv_from(&mut packet) {
                let Some((name, answer)) = answer(&packet[..size]) else { continue };
                noted.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
                let _ = socket.send_to(&answer, from);
            }
        });
        Ok(Self { names })
    }

    /// The names that it was asked for so far, in small letters.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The name that a message asks for, and what it is answered: our names are this computer.
fn answer(message: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut labels = Vec::new();
    let mut at = HEAD_BYTES;
    loop {
        let length = usize::from(*message.get(at)?);
        let label = message.get(at + 1..at + 1 + length)?;
        at += 1 + length;
        if label.is_empty() {
            break;
        }
        labels.push(String::from_utf8_lossy(label).to_ascii_lowercase());
    }
    // Browsers also ask how a service of a host is to be reached: `_443._https.host` (RFC 9460).
    labels.retain(|label| !label.starts_with('_'));
    let name = labels.join(".");
    let kind = u16::from_be_bytes([*message.get(at)?, *message.get(at + 1)?]);
    let question = message.get(HEAD_BYTES..at + 4)?;
    let known = name.ends_with(ZONE);
    let answers = known && kind == TYPE_A;
    let mut answer = message.get(..2)?.to_vec();
    answer.extend(if known { FOUND } else { UNKNOWN });
    // One question, as many answers, nothing else.
    answer.extend([0, 1, 0, u8::from(answers), 0, 0, 0, 0]);
    answer.extend(question);
    if answers {
        // The question's name, of its kind, for a minute: four bytes.
        answer.extend([0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]);
        answer.extend(Ipv4Addr::LOCALHOST.octets());
    }
    Some((name, answer))
}

#[test]
fn the_name_server_reads_names_and_answers() {
    let asked = |kind: u8| {
        let head = [7, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        [&head[..], b"\x03IMG\x05names\x04test\0\0", &[kind, 0, 1]].concat()
    };
    let (name, found) = answer(&asked(1)).expect("a question");
    assert_eq!(name, "img.names.test");
    assert_eq!((&found[..4], found[7]), (&[7, 9, 0x81, 0x80][..], 1));
    assert!(found.ends_with(&[127, 0, 0, 1]));
    let (_, none) = answer(&asked(28)).expect("a question for another kind of address");
    assert_eq!((none[3], none[7]), (0x80, 0), "known, without such an address");
    assert_eq!(answer(b"\x07\x09\x01"), None);
    let service = b"\0\0\x01\0\0\x01\0\0\0\0\0\0\x03_80\x06_https\x01a\0\0\x41\0\x01";
    assert_eq!(answer(service).expect("a question for a service").0, "a");
}
