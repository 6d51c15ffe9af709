//! Two tallies on the organisers' page: files of the exchange are looked at, halves verified and
//! counted, each in a worker of its own that ends with its task. Nothing is kept anywhere.

mod intake;
mod serve;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DataTransfer, File};

pub(in crate::tasks) use self::serve::serve;
use crate::browser::files;
use crate::browser::random;
use crate::domain::campaign::Campaign;
use crate::domain::seal::{NoRandomness, PrivateKey, PublicKey, SealFault};
use crate::domain::shipped_instrument;
use crate::domain::two_tally::{FileFault, MatchCounts, PLAN_RANDOM_BYTES, Plan, PlanFault};
use crate::tasks::collect::{Line, Role, json};
use crate::worker::{
    Counted, ExchangeKind, HalvesAsk, HalvesFault, HalvesReply, Intake, Looked, Verified,
    is_system_file,
};
use zeroize::Zeroizing;

/// Inputs that go over at once: so many are read in a fraction of a second.
const INPUTS_AT_ONCE: usize = 32;

/// Entries of an archive that are read at once.
const ENTRIES_AT_ONCE: u32 = 100;

/// Something with halves in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A file.
    File(File),
    /// A text that was pasted, or stood in a code before the camera.
    Text(Rc<str>),
}

/// The bytes of a file that was made or given.
pub type Bytes = Rc<Vec<u8>>;

/// What a task needs.
#[derive(Clone, Debug)]
pub struct Task {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The organiser's key.
    pub key: Rc<PrivateKey>,
    /// What was counted before.
    pub ledger: Option<Bytes>,
    /// The halves.
    pub inputs: Rc<Vec<Input>>,
}

/// What a task tells.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Of so many inputs so many are read, with so many halves.
    Progress {
        /// Inputs, or entries of archives, that were read.
        done: u64,
        /// All of them.
        total: u64,
        /// Halves found.
        halves: u64,
    },
    /// The verification.
    Verified(Box<Verified>, Bytes),
    /// The half of the totals, and the ledger.
    Counted(Box<Counted>, Bytes, Bytes),
    /// It was not done.
    Failed(HalvesFault, Option<MatchCounts>),
}

/// A task that is going on; dropping it, or [`Running::stop`], ends it.
pub struct Running {
    stopped: Rc<Cell<bool>>,
    line: Rc<RefCell<Option<Rc<Line>>>>,
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("stopped", &self.stopped).finish_non_exhaustive()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Running {
    /// Ends it. Nothing is told of it any more.
    pub fn stop(&self) {
        self.stopped.set(true);
        if let Some(line) = self.line.take() {
            line.end();
        }
    }
}

/// A plan with a verification key of its own, from the browser's randomness.
pub fn make_plan(campaign: &Campaign, keys: [PublicKey; 2], strata: u8) -> Result<Plan, PlanFault> {
    let random = random::bytes::<PLAN_RANDOM_BYTES>().map(Zeroizing::new);
    let random = random.map_err(|_| SealFault::from(NoRandomness))?;
    Plan::new(shipped_instrument(), campaign, keys, strata, &random)
}

/// Looks at a file of the exchange, and tells what it says of itself.
pub fn look(
    plan: Rc<Plan>,
    kind: ExchangeKind,
    file: Bytes,
    ondone: impl FnOnce(Option<Result<Looked, FileFault>>) + 'static,
) {
    spawn_local(async move {
        let Ok(line) = Line::start(Role::Halves).await else { return ondone(None) };
        let request = request(&HalvesAsk::Look(kind), &plan);
        request.push(&Uint8Array::from(file.as_slice()));
        let answer = line.call(&request, &Array::new()).await;
        line.end();
        ondone(match answer.ok().and_then(|answer| reply(&answer)) {
            Some(HalvesReply::Looked(looked)) => Some(looked),
            _ => None,
        });
    });
}

/// The bytes of a chosen file; none where the browser does not give them.
pub fn read(file: File, ondone: impl FnOnce(Option<Bytes>) + 'static) {
    spawn_local(async move { ondone(files::bytes(&file).await.ok().map(Rc::new)) });
}

/// Finds the files among what was dropped, and how many could not be opened. Must be called inside
/// the event.
pub fn walk(transfer: &DataTransfer, ondone: impl FnOnce(Vec<Input>, u64) + 'static) {
    let dropped = files::dropped(transfer);
    spawn_local(async move {
        let found = files::walk(dropped, is_system_file).await;
        let unreadable = (found.unreadable.len() + found.empty.len()) as u64;
        ondone(inputs(found.files), unreadable);
    });
}

/// Chosen files as inputs, without those that systems put into folders.
pub fn inputs(chosen: Vec<File>) -> Vec<Input> {
    let of_system = |file: &File| {
        let path = files::path(file);
        path.contains('/') && is_system_file(&path)
    };
    chosen.into_iter().filter(|file| !of_system(file)).map(Input::File).collect()
}

/// Verifies halves.
pub fn verify(task: Task, tell: impl Fn(News) + 'static) -> Running {
    begin(task, HalvesAsk::Verify, None, tell)
}

/// Counts halves, with the own verification and that of the other organiser.
pub fn count(
    task: Task,
    verifications: [Bytes; 2],
    allow_missing: bool,
    tell: impl Fn(News) + 'static,
) -> Running {
    begin(task, HalvesAsk::Count { allow_missing }, Some(verifications), tell)
}

fn begin(
    task: Task,
    ask: HalvesAsk,
    verifications: Option<[Bytes; 2]>,
    tell: impl Fn(News) + 'static,
) -> Running {
    let (stopped, held): (Rc<Cell<bool>>, Rc<RefCell<_>>) = (Rc::default(), Rc::default());
    let running = Running { stopped: stopped.clone(), line: held.clone() };
    spawn_local(async move {
        let told = |news| {
            if !stopped.get() {
                tell(news);
            }
        };
        let Ok(line) = Line::start(Role::Halves).await else {
            return told(News::Failed(HalvesFault::Stopped, None));
        };
        let line = Rc::new(line);
        if stopped.get() {
            return line.end();
        }
        *held.borrow_mut() = Some(line.clone());
        let outcome = run(&line, &task, &ask, verifications, &told).await;
        line.end();
        told(outcome.unwrap_or(News::Failed(HalvesFault::Stopped, None)));
    });
    running
}

/// Hands everything over, and gives what it comes to; none where the worker stopped.
async fn run(
    line: &Line,
    task: &Task,
    ask: &HalvesAsk,
    verifications: Option<[Bytes; 2]>,
    tell: &impl Fn(News),
) -> Option<News> {
    let begun = request(ask, &task.plan);
    let paper = Uint8Array::from(task.key.to_paper().as_bytes());
    begun.push(&paper);
    let bytes = |file: &Bytes| JsValue::from(Uint8Array::from(file.as_slice()));
    begun.push(&task.ledger.as_ref().map_or(JsValue::NULL, bytes));
    for file in verifications.iter().flatten() {
        begun.push(&bytes(file));
    }
    // The key goes over for good.
    let answer = line.call(&begun, &Array::of1(&paper.buffer())).await.ok()?;
    if let HalvesReply::Failed(fault, counts) = reply(&answer)? {
        return Some(News::Failed(fault, counts));
    }
    hand_over(line, &task.inputs, tell).await?;
    let answer = line.call(&Array::of1(&json(&HalvesAsk::End)), &Array::new()).await.ok()?;
    let file = |place| {
        let buffer = answer.get(place).dyn_into::<ArrayBuffer>().ok()?;
        Some(Rc::new(Uint8Array::new(&buffer).to_vec()))
    };
    match reply(&answer)? {
        HalvesReply::Verified(verified) => Some(News::Verified(Box::new(verified), file(1)?)),
        HalvesReply::Counted(counted) => Some(News::Counted(Box::new(counted), file(1)?, file(2)?)),
        HalvesReply::Failed(fault, counts) => Some(News::Failed(fault, counts)),
        _ => None,
    }
}

/// Hands all inputs over, a few at a time, and the entries of archives among them.
async fn hand_over(line: &Line, inputs: &[Input], tell: &impl Fn(News)) -> Option<()> {
    let (mut done, mut total) = (0, inputs.len() as u64);
    for some in inputs.chunks(INPUTS_AT_ONCE) {
        let request = Array::of1(&json(&HalvesAsk::Halves));
        for input in some {
            request.push(&match input {
                Input::File(file) => file.clone().into(),
                Input::Text(text) => JsValue::from_str(text),
            });
        }
        let mut took = taken(line, &request).await?;
        for (place, entries) in std::mem::take(&mut took.archives) {
            let Some(Input::File(archive)) = some.get(place as usize) else { continue };
            total += u64::from(entries);
            for from in (0..entries).step_by(ENTRIES_AT_ONCE as usize) {
                let to = from.saturating_add(ENTRIES_AT_ONCE).min(entries);
                let request = Array::of2(&json(&HalvesAsk::Entries(from, to)), archive);
                let halves = taken(line, &request).await?.halves;
                done += u64::from(to - from);
                tell(News::Progress { done, total, halves });
            }
        }
        done += some.len() as u64;
        tell(News::Progress { done, total, halves: took.halves });
    }
    Some(())
}

async fn taken(line: &Line, request: &Array) -> Option<Intake> {
    match reply(&line.call(request, &Array::new()).await.ok()?)? {
        HalvesReply::Took(intake) => Some(intake),
        _ => None,
    }
}

fn request(ask: &HalvesAsk, plan: &Plan) -> Array {
    Array::of2(&json(ask), &JsValue::from_str(&plan.to_code()))
}

fn reply(answer: &Array) -> Option<HalvesReply> {
    serde_json::from_str(&answer.get(0).as_string()?).ok()
}
