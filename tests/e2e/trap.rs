//! Listeners on this computer that note what reaches them: one for each channel by which a page
//! could say something, and a host that serves one page with the headers it is told.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::task::JoinSet;

use crate::run::Outcome;

/// The answer to whatever reaches a trap; a page that went there stays where it is.
const NOTHING: &[u8] =
    b"HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n";

/// More than the longest head of a request.
const HEAD_BYTES: usize = 16 * 1024;

/// Tries to find a port that is free for both kinds of packets.
const TRIES: usize = 50;

/// How far something got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// The name of a host was looked up: whoever answers look-ups has what stands in the name.
    Name,
    /// A connection was made, with nothing said on it.
    Connection,
    /// Something was said.
    Request,
}

/// What was reached, by channel.
pub(crate) type Reached = BTreeMap<String, Reach>;

type Seen = Arc<Mutex<Reached>>;

/// The listeners of some channels. They end when it is dropped.
#[derive(Debug)]
pub(crate) struct Trap {
    ports: Map<String, Value>,
    seen: Seen,
    served: Arc<AtomicUsize>,
    listeners: JoinSet<()>,
}

impl Trap {
    /// Listens for each channel on a port of its own.
    pub(crate) async fn set(channels: &[String]) -> Outcome<Self> {
        let seen = Seen::default();
        let (mut ports, mut listeners) = (Map::new(), JoinSet::new());
        for channel in channels {
            let (connections, packets, port) = listen().await?;
            ports.insert(channel.clone(), json!(port));
            listeners.spawn(note_connections(connections, channel.clone(), Arc::clone(&seen)));
            listeners.spawn(note_packets(packets, channel.clone(), Arc::clone(&seen)));
        }
        Ok(Self { ports, seen, served: Arc::default(), listeners })
    }

    /// The port of each channel.
    pub(crate) fn ports(&self) -> Value {
        Value::Object(self.ports.clone())
    }

    /// Serves a page from a port that is given back. Every other request to it, one that adds
    /// anything to the page's address included, is noted under the channel that it names.
    pub(crate) async fn host(&mut self, path: &str, headers: &str, page: Vec<u8>) -> Outcome<u16> {
        let listener =
            TcpListener::bind(("127.0.0.1", 0)).await.map_err(|error| error.to_string())?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let mut answer = format!("HTTP/1.1 200 OK\r\n{headers}");
        let _ = write!(answer, "Content-Length: {}\r\nConnection: close\r\n\r\n", page.len());
        let answer: Arc<[u8]> = [answer.into_bytes(), page].concat().into();
        let (seen, served) = (Arc::clone(&self.seen), Arc::clone(&self.served));
        let path = Arc::<str>::from(path);
        self.listeners.spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (seen, served) = (Arc::clone(&seen), Arc::clone(&served));
                let (path, answer) = (Arc::clone(&path), Arc::clone(&answer));
                tokio::spawn(async move {
                    let is_page = asked_for(&mut stream, &path, &seen).await;
                    served.fetch_add(usize::from(is_page), Ordering::Relaxed);
                    let answer: &[u8] = if is_page { &answer } else { NOTHING };
                    let _ = stream.write_all(answer).await;
                });
            }
        });
        Ok(port)
    }

    /// How often a page was asked for.
    pub(crate) fn served(&self) -> usize {
        self.served.load(Ordering::Relaxed)
    }

    /// What was reached so far.
    pub(crate) fn reached(&self) -> Reached {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A free port, for connections and for packets.
async fn listen() -> Outcome<(TcpListener, UdpSocket, u16)> {
    for _ in 0..TRIES {
        let connections = TcpListener::bind(("127.0.0.1", 0)).await;
        let connections = connections.map_err(|error| format!("no port is free: {error}"))?;
        let port = connections.local_addr().map_err(|error| error.to_string())?.port();
        if let Ok(packets) = UdpSocket::bind(("127.0.0.1", port)).await {
            return Ok((connections, packets, port));
        }
    }
    Err("no port is free for packets".to_owned())
}

fn note(seen: &Seen, channel: &str, reach: Reach) {
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let known = seen.entry(channel.to_owned()).or_insert(reach);
    *known = reach.max(*known);
}

async fn note_connections(listener: TcpListener, channel: String, seen: Seen) {
    while let Ok((mut stream, _)) = listener.accept().await {
        note(&seen, &channel, Reach::Connection);
        let (channel, seen) = (channel.clone(), Arc::clone(&seen));
        tokio::spawn(async move {
            if !head(&mut stream).await.is_empty() {
                note(&seen, &channel, Reach::Request);
                let _ = stream.write_all(NOTHING).await;
            }
        });
    }
}

async fn note_packets(socket: UdpSocket, channel: String, seen: Seen) {
    let mut packet = [0; 2048];
    while socket.recv_from(&mut packet).await.is_ok() {
        note(&seen, &channel, Reach::Request);
    }
}

/// What was said first on a connection.
async fn head(stream: &mut TcpStream) -> Vec<u8> {
    let mut said = vec![0; HEAD_BYTES];
    let size = stream.read(&mut said).await.unwrap_or(0);
    said.truncate(size);
    said
}

/// Whether a request to a host is for its page; what it says besides that is noted.
async fn asked_for(stream: &mut TcpStream, path: &str, seen: &Seen) -> bool {
    let said = head(stream).await;
    let said = String::from_utf8_lossy(&said);
    let Some(target) = said.split(' ').nth(1) else { return false };
    let (asked, query) = target.split_once('?').unwrap_or((target, ""));
    if asked != path {
        note(seen, asked.trim_start_matches('/'), Reach::Request);
    }
    if !query.is_empty() {
        note(seen, query, Reach::Request);
    }
    asked == path
}
