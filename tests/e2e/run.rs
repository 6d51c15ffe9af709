//! Runs one journey: where the tools are, how many browsers at once, how long, what a failure says.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use crate::browser::{Browser, Kind, Setup};

/// A step's result; the text says what was expected where.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// Browsers open at the same time; while journeys pause before every look they need little.
const BROWSERS_MAX: usize = 2;
const PAUSING_BROWSERS_MAX: usize = 6;

/// Longest journey.
const JOURNEY_SECONDS_MAX: u64 = 280;

/// Most looks at a page in one journey, about.
const LOOKS_MAX: u32 = 1_200;

/// Where everything is, from the environment that `cargo xtask test` sets.
#[derive(Debug)]
pub(crate) struct Tools {
    pub(crate) dist: PathBuf,
    pub(crate) axe: String,
    pub(crate) chromedriver: PathBuf,
    pub(crate) geckodriver: PathBuf,
    pub(crate) chromium: PathBuf,
    pub(crate) firefox: PathBuf,
    pub(crate) xtask: Option<PathBuf>,
    pub(crate) malice: Option<PathBuf>,
    pub(crate) shots: Option<PathBuf>,
}

/// The tools, or nothing where the end-to-end tests are not asked for.
pub(crate) fn tools() -> Option<&'static Tools> {
    static TOOLS: OnceLock<Option<Tools>> = OnceLock::new();
    TOOLS.get_or_init(|| std::env::var_os("QINGDAN_E2E").map(|_| read_tools())).as_ref()
}

/// Whether the long versions of journeys are asked for.
pub(crate) fn full() -> bool {
    std::env::var_os("QINGDAN_FULL").is_some()
}

/// How long journeys wait before every look at a page; zero unless asked for. What is only seen by
/// who looks soon enough, on a fast machine and not on a busy one, is found in this way.
pub(crate) fn pause() -> Duration {
    static PAUSE: OnceLock<Duration> = OnceLock::new();
    *PAUSE.get_or_init(|| {
        let milliseconds = std::env::var("QINGDAN_E2E_PAUSE").unwrap_or_else(|_| "0".to_owned());
        Duration::from_millis(milliseconds.parse().expect("QINGDAN_E2E_PAUSE is milliseconds"))
    })
}

fn read_tools() -> Tools {
    let path = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let program = |name: &str, other: &str| path(name).unwrap_or_else(|| PathBuf::from(other));
    let axe = path("QINGDAN_AXE").expect("QINGDAN_AXE must name axe.min.js; see docs/testing.md");
    Tools {
        dist: path("QINGDAN_DIST")
            .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")),
        axe: fs::read_to_string(&axe)
            .unwrap_or_else(|error| panic!("cannot read axe at {}: {error}", axe.display())),
        chromedriver: program("CHROMEDRIVER", "chromedriver"),
        geckodriver: program("GECKODRIVER", "geckodriver"),
        chromium: program("CHROMIUM", "/usr/bin/chromium"),
        firefox: program("FIREFOX", "/usr/bin/firefox-esr"),
        xtask: path("QINGDAN_XTASK"),
        malice: path("QINGDAN_MALICE"),
        shots: path("QINGDAN_SHOTS"),
    }
}

/// Opens a browser, goes on a journey, and panics with everything known if it fails.
/// Says so in one line and returns where the end-to-end tests are not asked for.
#[expect(clippy::needless_pass_by_value, reason = "a journey is given away, not lent")]
pub(crate) fn run(
    name: &str,
    kind: Kind,
    setup: Setup,
    journey: impl AsyncFn(&Browser, &Tools) -> Outcome,
) {
    run_in(name, kind, async |folder, tools| {
        let browser = Browser::open(tools, kind, setup, folder).await?;
        let limit = Duration::from_secs(JOURNEY_SECONDS_MAX) + pause() * LOOKS_MAX;
        let outcome = tokio::time::timeout(limit, journey(&browser, tools)).await;
        match outcome.unwrap_or_else(|_| Err(format!("not over after {limit:?}"))) {
            Ok(()) => Ok(()),
            Err(problem) => Err(browser.describe(&problem).await),
        }
    });
}

/// Goes on a journey that opens its browsers itself, one at a time, in an empty folder.
#[expect(clippy::needless_pass_by_value, reason = "a journey is given away, not lent")]
pub(crate) fn run_in(
    name: &str,
    kind: Kind,
    journey: impl AsyncFn(&Path, &'static Tools) -> Outcome,
) {
    let Some(tools) = tools() else {
        println!("{name}: not run; end-to-end tests need QINGDAN_E2E=1 (docs/testing.md)");
        return;
    };
    let _slot = Slot::take();
    let folder = fresh_folder(name, kind);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("the test runtime starts");
    let started = std::time::Instant::now();
    let outcome = runtime.block_on(journey(&folder, tools));
    runtime.shutdown_timeout(Duration::from_secs(5));
    match outcome {
        Ok(()) => {
            println!("{name} in {kind}: {:.1} s", started.elapsed().as_secs_f32());
            // Only a failure leaves something behind.
            let _ = fs::remove_dir_all(&folder);
        }
        Err(problem) => panic!("{name} in {kind}: {problem}"),
    }
}

/// An empty folder of one journey, below the target directory.
fn fresh_folder(name: &str, kind: Kind) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e").join(format!("{name}-{kind}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)
        .unwrap_or_else(|error| panic!("cannot make {}: {error}", folder.display()));
    folder
}

/// The right to have a browser open.
struct Slot;

static OPEN: Mutex<usize> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

impl Slot {
    fn take() -> Self {
        let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let most = if pause().is_zero() { BROWSERS_MAX } else { PAUSING_BROWSERS_MAX };
        let open = FREED.wait_while(open, |open| *open >= most);
        *open.unwrap_or_else(PoisonError::into_inner) += 1;
        Self
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        *OPEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        FREED.notify_one();
    }
}

/// Fails a step unless the condition holds.
pub(crate) fn ensure(holds: bool, problem: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(problem()) }
}

/// Fails a step unless both are equal.
#[expect(clippy::needless_pass_by_value, reason = "comparisons read better without `&`")]
pub(crate) fn equal<T: PartialEq + std::fmt::Debug>(what: &str, got: T, expected: T) -> Outcome {
    ensure(got == expected, || format!("{what}: got {got:?}, expected {expected:?}"))
}
