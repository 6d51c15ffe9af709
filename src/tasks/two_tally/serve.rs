//! The worker's side: looks at files of the exchange, verifies halves, counts them.
//!
//! A request is `[ask as JSON, part…]`, an answer `[reply as JSON, buffer…]`. The key comes as the
//! characters of its paper and is in this worker's memory for one task.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use zeroize::Zeroizing;

use super::intake::take;
use crate::domain::seal::PrivateKey;
use crate::domain::shipped_instrument;
use crate::domain::two_tally::{
    CountFault, Counter, Ledger, Match, MatchCounts, Scheme, SealedHalf, Verifier,
    file_fingerprint, read_plan,
};
use crate::tasks::collect::json;
use crate::worker::{
    Counted, ExchangeKind, HalvesAsk, HalvesFault, HalvesReply, Intake, Verified, look,
};

/// The parts beside a request, by their places: the plan is always the first.
const PLAN: u32 = 1;
const BYTES: u32 = 2;
const KEY: u32 = 2;
const LEDGER: u32 = 3;
const OWN: u32 = 4;
const OTHER: u32 = 5;

/// Serves for as long as the worker lives. `next` gives a request, `answer` gets what it comes to.
pub(in crate::tasks) async fn serve(next: impl AsyncFn() -> Array, answer: impl Fn(&Array)) {
    loop {
        let request = next().await;
        let replied = match ask(&request) {
            Some(HalvesAsk::Look(kind)) => looked(kind, &request),
            Some(HalvesAsk::Verify) => verify(&request, &next, &answer).await,
            Some(HalvesAsk::Count { allow_missing }) => {
                count(&request, allow_missing, &next, &answer).await
            }
            _ => Err(Failed(HalvesFault::Stopped, None)),
        };
        answer(&replied.unwrap_or_else(|Failed(fault, counts)| {
            Array::of1(&json(&HalvesReply::Failed(fault, counts)))
        }));
    }
}

/// Why a task was not done, and how far matching had come.
struct Failed(HalvesFault, Option<MatchCounts>);

impl From<HalvesFault> for Failed {
    fn from(fault: HalvesFault) -> Self {
        Self(fault, None)
    }
}

fn ask(request: &Array) -> Option<HalvesAsk> {
    serde_json::from_str(&request.get(0).as_string()?).ok()
}

/// The bytes of a part; none where there is none.
fn bytes(request: &Array, place: u32) -> Option<Vec<u8>> {
    request.get(place).dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec())
}

/// The plan of a request, made ready. The page has read it before.
fn scheme(request: &Array) -> Result<Scheme<'static>, Failed> {
    let plan = request.get(PLAN).as_string().unwrap_or_default();
    let plan = read_plan(shipped_instrument(), &plan).map_err(|_| HalvesFault::Stopped)?;
    Ok(Scheme::new(shipped_instrument(), plan).map_err(|_| HalvesFault::Stopped)?)
}

/// The key of a request, which is overwritten where it came from.
fn key(request: &Array) -> Result<PrivateKey, Failed> {
    let part = request.get(KEY).dyn_into::<Uint8Array>().map_err(|_| HalvesFault::NotOurs)?;
    let paper = Zeroizing::new(part.to_vec());
    part.fill(0, 0, part.length());
    let paper = std::str::from_utf8(&paper).unwrap_or_default();
    Ok(PrivateKey::from_paper(paper).ok_or(HalvesFault::NotOurs)?)
}

/// The ledger of a request; a new one where there is none.
fn ledger(request: &Array, verifier: &Verifier<'_>, scheme: &Scheme<'_>) -> Result<Ledger, Failed> {
    let Some(bytes) = bytes(request, LEDGER) else {
        return Ok(scheme.new_ledger(verifier.party()));
    };
    let ledger = scheme.read_ledger(&bytes).map_err(HalvesFault::Ledger)?;
    let own = (ledger.party() == verifier.party()).then_some(ledger);
    Ok(own.ok_or(HalvesFault::OtherParty)?)
}

fn looked(kind: ExchangeKind, request: &Array) -> Result<Array, Failed> {
    let scheme = scheme(request)?;
    let bytes = bytes(request, BYTES).unwrap_or_default();
    Ok(Array::of1(&json(&HalvesReply::Looked(look(&scheme, kind, &bytes)))))
}

/// Takes halves until all have come: what came of them.
async fn halves(
    next: &impl AsyncFn() -> Array,
    answer: &impl Fn(&Array),
    add: &mut impl FnMut(&SealedHalf),
) -> Intake {
    let mut intake = Intake::default();
    loop {
        let request = next().await;
        match ask(&request) {
            Some(ask @ (HalvesAsk::Halves | HalvesAsk::Entries(..))) => {
                take(&ask, &request, &mut intake, add).await;
            }
            _ => return intake,
        }
        answer(&Array::of1(&json(&HalvesReply::Took(intake.clone()))));
    }
}

async fn verify(
    request: &Array,
    next: &impl AsyncFn() -> Array,
    answer: &impl Fn(&Array),
) -> Result<Array, Failed> {
    let (scheme, key) = (scheme(request)?, key(request)?);
    let mut verifier = Verifier::new(&scheme, &key).map_err(|_| HalvesFault::NotOurs)?;
    let ledger = ledger(request, &verifier, &scheme)?;
    answer(&Array::of1(&json(&HalvesReply::Began)));
    let intake = halves(next, answer, &mut |half| verifier.add(half)).await;
    let party = verifier.party();
    let (verification, counts) = verifier.finish(&ledger);
    let file = verification.to_bytes();
    let fingerprint = file_fingerprint(&file).to_string();
    let reply = HalvesReply::Verified(Verified { party, counts, intake, fingerprint });
    Ok(Array::of2(&json(&reply), &buffer(&file)))
}

async fn count(
    request: &Array,
    allow_missing: bool,
    next: &impl AsyncFn() -> Array,
    answer: &impl Fn(&Array),
) -> Result<Array, Failed> {
    let (scheme, key) = (scheme(request)?, key(request)?);
    let verifier = Verifier::new(&scheme, &key).map_err(|_| HalvesFault::NotOurs)?;
    let mut ledger = ledger(request, &verifier, &scheme)?;
    let read = |place| scheme.read_verification(&bytes(request, place).unwrap_or_default());
    let own = read(OWN).map_err(HalvesFault::Own)?;
    let other = read(OTHER).map_err(HalvesFault::Other)?;
    let matched = Match::new(&scheme, own, &other).map_err(|_| HalvesFault::OtherParty)?;
    let counts = matched.counts();
    let failed = |fault: CountFault| Failed(HalvesFault::Count(fault), Some(counts));
    let mut counter = Counter::new(&verifier, &matched).map_err(failed)?;
    if !allow_missing {
        matched.check_missing().map_err(failed)?;
    }
    answer(&Array::of1(&json(&HalvesReply::Began)));
    halves(next, answer, &mut |half| counter.add(half)).await;
    let party = verifier.party();
    let total = counter.finish(&mut ledger).map_err(failed)?;
    let file = total.to_bytes();
    let fingerprint = file_fingerprint(&file).to_string();
    let reply = HalvesReply::Counted(Counted { party, counts, fingerprint });
    let answer = Array::of2(&json(&reply), &buffer(&file));
    answer.push(&buffer(&ledger.to_bytes()));
    Ok(answer)
}

/// Bytes that go over for good.
fn buffer(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).buffer().into()
}
