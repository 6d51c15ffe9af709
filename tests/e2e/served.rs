//! The respondent's page from `cargo xtask serve`: one request, and none after it.

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::browser::{Browser, Kind, Setup};
use crate::driver::request;
use crate::plan::here;
use crate::respondent::Respondent;
use crate::run::{Outcome, Tools, equal, run};
use crate::watch;

/// Longest wait until the server has packed the pages and listens.
const PACKING: Duration = Duration::from_mins(4);

#[test]
fn a_served_page_is_one_request_in_chromium() {
    run("served", Kind::Chromium, Setup { loopback: true, ..Setup::LAPTOP }, served);
}

async fn served(browser: &Browser, tools: &Tools) -> Outcome {
    let Some(xtask) = &tools.xtask else {
        return Err("QINGDAN_XTASK is not set: the path of the xtask program".to_owned());
    };
    let server = Server::start(xtask, &browser.folder.join("server.log"))?;
    let address = format!("http://127.0.0.1:{}/", server.port);
    browser.open_address(&address).await?;
    let respondent = Respondent::begun(browser, tools).await?;
    respondent.walk_to("#/export").await?;
    respondent.save().await?;
    let requests: Vec<String> = watch::requests(browser).await?;
    let http: Vec<String> = requests.into_iter().filter(|url| url.starts_with("http")).collect();
    equal("requests of a whole journey", http, vec![address])?;
    equal("attempts to reach the network", browser.wall.attempts(), vec![])?;
    equal("policy violations and errors", watch::violations(browser).await?, vec![])
}

/// `cargo xtask serve` as a child process; ends when dropped.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(xtask: &Path, log: &Path) -> Outcome<Self> {
        let io = |error: std::io::Error| format!("cannot start {}: {error}", xtask.display());
        let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr());
        let port = free.map_err(io)?.port();
        let output = File::create(log).map_err(io)?;
        let errors = output.try_clone().map_err(io)?;
        let child = Command::new(xtask)
            .args(["serve", "--port", &port.to_string()])
            .current_dir(here(""))
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .process_group(0)
            .spawn()
            .map_err(io)?;
        let mut server = Self { child, port };
        let deadline = Instant::now() + PACKING;
        while Instant::now() < deadline {
            if request(port, "HEAD", "/", "", Duration::from_secs(2)).is_ok_and(|got| got.0 == 200)
            {
                return Ok(server);
            }
            if let Ok(Some(status)) = server.child.try_wait() {
                return Err(format!("the server ended with {status}; see {}", log.display()));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(format!("the server does not listen; see {}", log.display()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
