//! Too little room for what the organiser's page is to keep: it says at once what is only in
//! memory, and keeps it as soon as there is room.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use serde_json::json;

use crate::browser::{Browser, Kind, Setup};
use crate::organiser::{Counts, Organiser};
use crate::run::{Outcome, Tools, ensure, equal, run};
use crate::storage::{PAGE, switch, window};
use crate::{chromium, inputs, watch};

/// Room for a few thousand records, bytes.
const ROOM_BYTES: u64 = 1_000_000;

/// Room for all batches together, thousands of bytes.
const ROOM_KILOBYTES: u32 = 850;

#[test]
fn a_full_browser_says_what_it_does_not_keep_in_chromium() {
    run("quota", Kind::Chromium, Setup { loopback: true, ..Setup::LAPTOP }, no_room);
}

#[test]
fn a_full_browser_says_what_it_does_not_keep_in_firefox() {
    let setup = Setup { room_kilobytes: Some(ROOM_KILOBYTES), ..Setup::LAPTOP };
    run("quota", Kind::Firefox, setup, no_room_for_all_batches);
}

/// Too little room: the page says at once how much is only in memory, and that is what is missing
/// when it is opened again; with room it can be kept after all.
async fn no_room(browser: &Browser, tools: &Tools) -> Outcome {
    let address = serve(fs::read(tools.dist.join(PAGE)).map_err(|error| error.to_string())?)?;
    browser.open_address(&address).await?;
    let organiser = Organiser::begun(browser, tools).await?;
    organiser.ready().await?;
    let first = inputs::people(300, 41, None)?;
    let file = inputs::bundle(&browser.folder.join("first.ndjson"), &first)?;
    // Before anything is kept: the browser looks at the room that is left only now and then.
    let origin = address.trim_end_matches('/');
    let room = json!({ "origin": origin, "quotaSize": ROOM_BYTES });
    chromium::call(browser, "Storage.overrideQuotaForOrigin", &room)?;
    equal("while there is room", organiser.take(&[file]).await?, [300, 300, 0, 0])?;

    let path = browser.folder.join("many.ndjson");
    let (n, _) = inputs::large_bundle(&path, &first, 400, 0xd0, u64::MAX)?;
    organiser.take(&[path]).await?;
    let lost = lost(browser).await?;
    organiser.holds("the page without room").await?;
    let all = organiser.all_counts().await?;
    equal("accepted in memory", all[1], n + 300)?;
    ensure(lost > 0 && lost <= n, || format!("the page says that {lost} of {n} are not kept"))?;
    let asks = "const event = new Event('beforeunload', { cancelable: true }); \
        dispatchEvent(event); return event.defaultPrevented";
    equal("asks before it is left", browser.run(asks, vec![]).await?, json!(true))?;

    // A second window shows what is really kept.
    let here = browser.client.window().await.map_err(|error| error.to_string())?;
    window(browser, &address).await?;
    organiser.ready().await?;
    equal("kept", organiser.count("accepted").await?, all[1] - lost)?;
    browser.client.close_window().await.map_err(|error| error.to_string())?;
    switch(browser, &here).await?;

    still_full(browser, all).await?;
    let room = json!({ "origin": origin });
    chromium::call(browser, "Storage.overrideQuotaForOrigin", &room)?;
    kept_after_all(browser, &organiser, all).await
}

/// How many the page says are only in memory.
async fn lost(browser: &Browser) -> Outcome<u64> {
    browser.find("#storage[role=alert]").await?;
    let said = browser.text("#storage p").await?;
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    digits.parse().map_err(|error| format!("{said:?}: {error}"))
}

/// Tried once more without room: the page says that it did not help, and says so again. No other
/// batch can be opened, because what is in memory would go.
async fn still_full(browser: &Browser, all: Counts) -> Outcome {
    let before = lost(browser).await?;
    for _ in 0..2 {
        // What was said the last time is not what is waited for.
        let mark = "document.querySelector('#still-full')?.setAttribute('data-before', '')";
        browser.run(mark, vec![]).await?;
        browser.click("#keep-again").await?;
        browser.wait("document.querySelector('#still-full:not([data-before])')").await?;
        ensure(lost(browser).await? <= before, || "less is kept than before".to_owned())?;
    }
    equal("other batches", browser.count("#batch:disabled, #batch-new:disabled").await?, 2)?;
    let script = "return Number(document.querySelector('#received').textContent)";
    equal("received", browser.run(script, vec![]).await?, json!(all[0]))
}

/// Tried once more with room: nothing is told as kept before it is, and then all of it is.
async fn kept_after_all(browser: &Browser, organiser: &Organiser<'_>, all: Counts) -> Outcome {
    browser.click("#keep-again").await?;
    browser.wait("document.querySelector('#storage:not([role=alert])')").await?;
    equal("counts", organiser.all_counts().await?, all)?;
    equal("other batches", browser.count("#batch:disabled, #batch-new:disabled").await?, 0)?;
    organiser.reopen().await?;
    equal("all of it", organiser.all_counts().await?, all)
}

/// Firefox has room for all batches together. When it is full, the page says what is not kept, and
/// says it again when there is still no room.
async fn no_room_for_all_batches(browser: &Browser, tools: &Tools) -> Outcome {
    let organiser = Organiser::begin(browser, tools).await?;
    organiser.ready().await?;
    let people = inputs::people(300, 46, None)?;
    let path = browser.folder.join("first.ndjson");
    let (n, _) = inputs::large_bundle(&path, &people, 50, 0xd1, u64::MAX)?;
    equal("while there is room", organiser.take(&[path]).await?[1], n)?;
    browser.click("#batch-new").await?;
    browser.wait("!document.querySelector('#received')").await?;
    let path = browser.folder.join("second.ndjson");
    let (n, _) = inputs::large_bundle(&path, &people, 110, 0xd2, u64::MAX)?;
    equal("accepted", organiser.take(&[path]).await?[1], n)?;
    let lost = lost(browser).await?;
    ensure(lost > 0 && lost <= n, || format!("the page says that {lost} of {n} are not kept"))?;
    let all = organiser.all_counts().await?;
    still_full(browser, all).await?;
    watch::nothing_happened(browser).await
}

/// Serves a page on this computer, for as long as the test runs.
fn serve(page: Vec<u8>) -> Outcome<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let size = stream.read(&mut request).unwrap_or(0);
            let found = request[..size].starts_with(b"GET / ");
            let (status, body) =
                if found { ("200 OK", &page[..]) } else { ("404 Not Found", &[][..]) };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\
                 Content-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            // A browser that goes away needs no answer.
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        }
    });
    Ok(format!("http://127.0.0.1:{port}/"))
}
