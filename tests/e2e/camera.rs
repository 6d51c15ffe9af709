//! Codes held before the camera of the organiser's page: taken in once each, told when they come
//! again; switched off it is off, and where it is refused the page says so.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Duration;

use qingdan::domain::record::Record;
use qingdan::i18n::Language;
use qingdan::i18n::organise::{Messages, collect};
use qrcodegen::{QrCode, QrCodeEcc};
use serde_json::json;

use crate::browser::{Browser, Camera, FILM, Kind, Setup};
use crate::organiser::Organiser;
use crate::run::{Outcome, Tools, ensure, equal, run_in};
use crate::storage::{PAGE, order_erasure};
use crate::ways::stand_in;
use crate::{inputs, watch};

/// The camera's picture, pixels.
const SIZE: (usize, usize) = (640, 480);

/// Pictures a second.
const RATE: usize = 4;

/// Seconds that each code, and each pause after it, is before the camera.
const SECONDS: usize = 3;

/// Pixels of one square of a code.
const SQUARE: usize = 7;

/// What a code says that is no record.
const FOREIGN: &str = "a ticket for the bus";

/// Longest wait for a code: the film may have to begin anew.
const SEEING: Duration = Duration::from_secs(30);

/// Notes every stream that the page is given; lets the page wait for it so many milliseconds.
const NOTE_STREAMS: &str = "if (self.MediaDevices) { \
    self.streams = []; self.late = 0; \
    const asked = MediaDevices.prototype.getUserMedia; \
    MediaDevices.prototype.getUserMedia = function (wanted) { \
        return asked.call(this, wanted).then((stream) => { \
            self.streams.push(stream); \
            return new Promise((give) => setTimeout(() => give(stream), self.late)); }); }; }";

/// The states of all tracks of all streams so far.
const TRACKS: &str = "return self.streams.flatMap((stream) => \
    stream.getTracks().map((track) => track.readyState))";

/// The name of the first input refused.
const REFUSED_NAME: &str = "#refusals tbody th";

/// None of them is on.
const ENDED: &str = "self.streams.every((stream) => !stream.active)";

#[test]
fn codes_before_the_camera_are_taken_in_in_chromium() {
    with(Kind::Chromium, Camera::Allowed, "camera", codes);
}

#[test]
fn the_camera_is_switched_on_and_off_in_firefox() {
    with(Kind::Firefox, Camera::Allowed, "camera", on_and_off);
}

#[test]
fn a_refused_camera_is_told_in_chromium() {
    with(Kind::Chromium, Camera::Refused, "camera-refused", refused);
}

#[test]
fn a_refused_camera_is_told_in_firefox() {
    with(Kind::Firefox, Camera::Refused, "camera-refused", refused);
}

/// Opens the page in a browser whose camera sees two people's codes and a foreign one in turn.
#[expect(clippy::needless_pass_by_value, reason = "a journey is given away, not lent")]
fn with(
    kind: Kind,
    camera: Camera,
    name: &str,
    journey: impl AsyncFn(&Browser, &Organiser<'_>) -> Outcome,
) {
    run_in(name, kind, async |folder, tools: &Tools| {
        let mut codes: Vec<_> = inputs::people(2, 61, None)?.iter().map(Record::to_code).collect();
        codes.push(FOREIGN.to_owned());
        film(&folder.join(FILM), &codes)?;
        let setup = Setup { camera, ..Setup::LAPTOP };
        let browser = Browser::open(tools, kind, setup, folder).await?;
        stand_in(&browser, NOTE_STREAMS).await?;
        browser.open_file(&tools.dist.join(PAGE)).await?;
        let outcome = async {
            let organiser = Organiser::begun(&browser, tools).await?;
            organiser.ready().await?;
            journey(&browser, &organiser).await?;
            watch::nothing_happened(&browser).await
        };
        match outcome.await {
            Ok(()) => Ok(()),
            Err(problem) => Err(browser.describe(&problem).await),
        }
    });
}

fn words() -> &'static collect::Messages {
    &Messages::of(Language::Zh).collect
}

async fn codes(browser: &Browser, organiser: &Organiser<'_>) -> Outcome {
    browser.click("#camera-switch").await?;
    all_seen(browser).await?;
    equal("both taken in, the third refused", organiser.all_counts().await?, [3, 2, 1, 0])?;
    equal("its name", browser.text(REFUSED_NAME).await?.as_str(), words().camera_name)?;
    organiser.holds("the page while the camera is on").await?;
    // The film begins anew.
    status(browser, &(words().camera_again)(3)).await?;
    equal("none of them twice", organiser.all_counts().await?, [3, 2, 1, 0])?;

    // Erased while the camera is on, the same codes are new ones. The page is empty only until the
    // next of them is seen, and not waited for.
    order_erasure(browser).await?;
    all_seen(browser).await?;
    equal("taken in anew", organiser.all_counts().await?, [3, 2, 1, 0])?;
    off(browser).await?;

    // On once more, it still knows them; a file with them holds duplicates.
    browser.click("#camera-switch").await?;
    status(browser, &(words().camera_again)(3)).await?;
    off(browser).await?;
    let people = inputs::people(2, 61, None)?;
    let file = inputs::bundle(&browser.folder.join("same.ndjson"), &people)?;
    equal("the same as a file", organiser.take(&[file]).await?, [2, 0, 0, 2])?;
    organiser.reopen().await?;
    browser.wait("document.querySelector('#received')").await?;
    equal("kept", organiser.all_counts().await?, [5, 2, 1, 2])
}

/// Waits until each of the codes was seen for the first time, and received.
async fn all_seen(browser: &Browser) -> Outcome {
    status(browser, &(words().camera_seen)(3)).await?;
    browser.wait("Number(document.querySelector('#received')?.textContent) === 3").await
}

async fn on_and_off(browser: &Browser, organiser: &Organiser<'_>) -> Outcome {
    for _ in 0..2 {
        browser.click("#camera-switch").await?;
        let shown = "document.querySelector('#camera')?.videoWidth > 0 \
            && !document.querySelector('#camera').paused";
        browser.wait(shown).await?;
        organiser.alive("while the camera is on").await?;
        equal("what went wrong", browser.text("#camera-status").await?.as_str(), "")?;
        off(browser).await?;
    }
    // Switched off before the browser has given it: it does not stay on.
    browser.run("self.late = 700", vec![]).await?;
    browser.click("#camera-switch").await?;
    browser.wait("self.streams.length === 3").await?;
    off(browser).await?;
    // Taken away while it is on.
    browser.run("self.late = 0", vec![]).await?;
    browser.click("#camera-switch").await?;
    browser.wait("document.querySelector('#camera')?.videoWidth > 0").await?;
    browser.run("self.streams.at(-1).getTracks().forEach((track) => track.stop())", vec![]).await?;
    status(browser, words().camera_refused).await?;
    equal("pictures shown", browser.count("#camera").await?, 0)
}

/// Nothing is asked twice, nothing stays on, and every other way in is still there.
async fn refused(browser: &Browser, organiser: &Organiser<'_>) -> Outcome {
    browser.click("#camera-switch").await?;
    status(browser, words().camera_refused).await?;
    equal("switch", browser.text("#camera-switch").await?.as_str(), words().camera_start)?;
    equal("pictures shown", browser.count("#camera").await?, 0)?;
    equal("tracks", browser.run(TRACKS, vec![]).await?, json!([]))?;
    organiser.look("the page whose camera is refused").await?;
    let file = inputs::bundle(&browser.folder.join("a.ndjson"), &inputs::people(3, 62, None)?)?;
    equal("a file instead", organiser.take(&[file]).await?, [3, 3, 0, 0])
}

/// Switches the camera off: every track it ever had has ended.
async fn off(browser: &Browser) -> Outcome {
    let tracks = browser.run(TRACKS, vec![]).await?;
    let live = tracks.as_array().is_some_and(|all| all.iter().any(|state| state == "live"));
    ensure(live, || format!("the camera is not on: {tracks}"))?;
    browser.click("#camera-switch").await?;
    browser.wait("!document.querySelector('#camera')").await?;
    browser.wait(ENDED).await
}

async fn status(browser: &Browser, expected: &str) -> Outcome {
    let there = format!(
        "document.querySelector('#camera-status')?.textContent.trim() === {}",
        json!(expected)
    );
    browser.wait_for(SEEING, &there).await
}

/// Writes a film: each code, with a pause after it.
fn film(path: &Path, codes: &[String]) -> Outcome {
    let io = |error: std::io::Error| format!("{}: {error}", path.display());
    let (width, height) = SIZE;
    let mut out = BufWriter::new(File::create(path).map_err(io)?);
    writeln!(out, "YUV4MPEG2 W{width} H{height} F{RATE}:1 Ip A1:1 C420jpeg").map_err(io)?;
    let grey = vec![128; width * height / 2];
    let empty = vec![200; width * height];
    for code in codes {
        let code = QrCode::encode_text(code, QrCodeEcc::Medium);
        let code = code.map_err(|error| error.to_string())?;
        let shown = inputs::card(&code, SQUARE, SIZE);
        for picture in [&shown, &empty] {
            for _ in 0..RATE * SECONDS {
                out.write_all(b"FRAME\n").map_err(io)?;
                out.write_all(picture).map_err(io)?;
                out.write_all(&grey).map_err(io)?;
            }
        }
    }
    out.flush().map_err(io)
}
