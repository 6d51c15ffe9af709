//! The page is killed in the middle of an import, again and again: nothing that was shown as
//! accepted is lost, and nothing is counted twice.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::browser::{Kind, Setup};
use crate::organiser::{Counts, Organiser};
use crate::profile::Device;
use crate::run::{Outcome, Tools, ensure, equal, full, run_in};
use crate::storage::{PAGE, erase};
use crate::{inputs, watch};

/// Records in a file during whose import the browser is killed.
const IMPORTED: u64 = 200_000;

/// How often it is killed in Chromium: always, and in the long version. Firefox takes longer to
/// open again, and is killed half as often.
const KILLS: u32 = 9;
const KILLS_FULL: u32 = 30;

/// After so many rounds the browser is killed once more, as soon as the page says that everything
/// is erased: nothing of it may come back.
const ERASED_EVERY: u32 = 2;

/// The part of an import in which it is killed, and every how many rounds in all of it.
const EARLY: f64 = 0.7;
const ANY_EVERY: u32 = 3;

/// From this the moments follow.
const SEED: u64 = 0x0004_5eed;

#[test]
fn what_was_accepted_outlives_a_killed_page_in_chromium() {
    run_in("kills", Kind::Chromium, async |folder, tools| {
        kills(Kind::Chromium, folder, tools).await
    });
}

#[test]
fn what_was_accepted_outlives_a_killed_page_in_firefox() {
    run_in("kills", Kind::Firefox, async |folder, tools| kills(Kind::Firefox, folder, tools).await);
}

/// The page is killed at random moments of an import. Opened again it has everything that it
/// showed as accepted; the same import again ends at exactly all records, each once.
async fn kills(kind: Kind, folder: &Path, tools: &Tools) -> Outcome {
    let device = Device::new(kind, tools, folder);
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let path = folder.join("many.ndjson");
    let people = inputs::people(500, 40, None)?;
    let (n, broken) = inputs::large_bundle(&path, &people, IMPORTED / 500, 0xc0, 5_000)?;
    let mut moments = Moments { state: SEED };
    println!("kills in {kind}: seed {SEED:#x}, {n} records");

    let mut browser = device.open_at(Setup::LAPTOP, PAGE).await?;
    let organiser = Organiser::begun(&browser, tools).await?;
    organiser.ready().await?;
    let started = Instant::now();
    equal("a whole import", organiser.take(std::slice::from_ref(&path)).await?[1], n)?;
    let whole = started.elapsed();
    erase(&browser).await?;
    let rounds = match (kind, full()) {
        (Kind::Chromium, true) => KILLS_FULL,
        (Kind::Chromium, false) => KILLS,
        (Kind::Firefox, true) => KILLS_FULL / 2,
        (Kind::Firefox, false) => KILLS / 2,
    };
    let mut during = 0;
    for round in 1..=rounds {
        let organiser = Organiser::begun(&browser, tools).await?;
        // Seldom when everything has been read already: handing the file over is part of the whole.
        // In some rounds at any moment, the last ones of an import too.
        let any = round % ANY_EVERY == 0;
        let moment = whole.mul_f64(if any { 1.0 } else { EARLY } * moments.next());
        let begun = Instant::now();
        organiser.choose(std::slice::from_ref(&path)).await?;
        let mut shown = organiser.all_counts().await?;
        while begun.elapsed() < moment {
            shown = organiser.all_counts().await?;
        }
        let over = browser.count("#progress").await? == 0;
        let pages = device.kill_pages();
        ensure(pages > 0, || "no page to kill".to_owned())?;
        // At times the whole browser goes as well, at once.
        if round % 2 == 0 {
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        device.kill(browser).await?;
        during += u32::from(!over && !any);

        browser = device.open_at(Setup::LAPTOP, PAGE).await?;
        let organiser = Organiser::begun(&browser, tools).await?;
        organiser.ready().await?;
        if shown[0] > 0 {
            browser.wait("document.querySelector('#received')").await?;
        }
        let spent = (moment.as_secs_f32(), whole.as_secs_f32());
        println!("  {round}: {:.2} of {:.2} s: shown {shown:?}", spent.0, spent.1);
        complete(&organiser, shown, &path, [n, broken]).await?;
        organiser.alive("after a kill").await?;
        erase(&browser).await?;
        if round % ERASED_EVERY == 0 {
            device.kill(browser).await?;
            browser = device.open_at(Setup::LAPTOP, PAGE).await?;
            Organiser::begun(&browser, tools).await?.ready().await?;
            equal("erased batches", browser.count("#received, #erase").await?, 0)?;
        }
    }
    let early = rounds - rounds / ANY_EVERY;
    ensure(during * 2 > early, || format!("only {during} of {early} kills hit an import"))?;
    watch::nothing_happened(&browser).await?;
    device.close(browser).await
}

/// Everything shown before the kill is there, nothing is there twice, and the same file read again
/// adds exactly what is missing.
async fn complete(
    organiser: &Organiser<'_>,
    shown: Counts,
    path: &Path,
    [n, broken]: [u64; 2],
) -> Outcome {
    let kept = organiser.all_counts().await?;
    println!("     kept {kept:?}");
    for (shown, kept) in shown.iter().zip(kept) {
        ensure(*shown <= kept, || format!("shown {shown}, after the kill {kept}"))?;
    }
    ensure(kept[1] <= n && kept[2] <= broken, || format!("more than there is: {kept:?}"))?;
    equal("duplicates before the file is read again", kept[3], 0)?;
    let taken = organiser.take(&[path.to_owned()]).await?;
    equal("records in the end", kept[1] + taken[1], n)?;
    equal("records read again", taken[1] + taken[3], n)?;
    equal("refused again", taken[2], broken)
}

/// Shares of a time, from a seed.
struct Moments {
    state: u64,
}

impl Moments {
    /// From 0 to 1, evenly.
    fn next(&mut self) -> f64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        f64::from(u32::try_from(self.state >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }
}

#[test]
fn moments_are_spread() {
    let mut moments = Moments { state: SEED };
    let some: Vec<f64> = (0..100).map(|_| moments.next()).collect();
    assert!(some.iter().all(|moment| (0.0..=1.0).contains(moment)));
    let early = some.iter().filter(|moment| **moment < 0.5).count();
    assert!((30..70).contains(&early), "{early}");
}
