//! What is to be read next: inputs taken apart into jobs, each with its number in one order.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, File};

use crate::browser::files::{self, exact};
use crate::domain::bundle::{Kind, TAIL_BYTES as TAIL};
use crate::worker::{Cause, Job, shown_name};

/// Files up to this size are read whole, several in one job.
pub(super) const SMALL_BYTES_MAX: u64 = 1 << 20;

/// Most files in one job: so many are fetched from the browser at once.
const JOB_FILES_MAX: usize = 64;

/// A job takes no further file once it has so many bytes.
const JOB_BYTES: u64 = 4 << 20;

/// Bytes of a large text in which the records of one job begin, at least and at most. A job is a
/// stream of its own, which the browser takes a while to set up, and a set of subtotals.
const PART_BYTES: [u64; 2] = [4 << 20, 16 << 20];

/// Between these a text is divided into so many jobs: every reader has its share until the end.
const PARTS: u64 = 64;

/// Largest picture that is opened.
pub(super) const PICTURE_BYTES_MAX: u64 = 32 << 20;

/// Largest text that is searched for codes, and largest tally file.
const TEXT_BYTES_MAX: u64 = 64 << 20;

/// Bytes after them that may hold the tail of the last one.
const TAIL_BYTES: u64 = TAIL as u64;

/// Entries of an archive in one job.
const JOB_ENTRIES: u32 = 1_000;

/// Something to be read.
#[derive(Debug)]
pub(super) struct Input {
    /// A number of its own.
    pub(super) number: u32,
    /// Its name, fit to be shown.
    pub(super) name: String,
    /// Its size in bytes; 0 as long as nobody has looked.
    size: Cell<u64>,
    /// Its bytes.
    pub(super) file: File,
    /// Its bytes as they were when the first part was asked for.
    snapshot: OnceCell<Blob>,
    /// Lines of the parts that have been taken in.
    pub(super) lines: Cell<u64>,
    /// Whether a part could not be read, so that the others are left.
    pub(super) failed: Cell<bool>,
    /// Whether it was told that an archive expands to more than is read.
    pub(super) exhausted: Cell<bool>,
}

impl Input {
    pub(super) fn new(number: u32, file: File) -> Rc<Self> {
        Rc::new(Self {
            number,
            name: shown_name(&files::path(&file)),
            size: Cell::new(0),
            file,
            snapshot: OnceCell::new(),
            lines: Cell::new(0),
            failed: Cell::new(false),
            exhausted: Cell::new(false),
        })
    }
}

/// A job with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    /// Its place in the order in which findings are taken in.
    pub(super) number: u64,
    /// Counted up at every erasure; what was begun before one is not taken in after it.
    pub(super) epoch: u32,
    /// The request.
    pub(super) job: Job,
    /// What travels beside it: whole inputs, or parts of one from byte to byte.
    pub(super) inputs: Vec<Rc<Input>>,
    /// Where a part begins and ends in its input, bytes.
    pub(super) range: Option<(u64, u64)>,
    /// How many inputs are done with it.
    pub(super) finished: u32,
    /// The pixels of a camera's picture.
    pub(super) pixels: Option<Uint8Array>,
}

/// What a job gave besides findings, for the plan to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The kind of a large input.
    Kind(Kind),
    /// The number of entries of an archive.
    Entries(u32),
}

/// What the plan wants.
#[derive(Debug)]
pub(super) enum Next {
    /// To have a job done.
    Job(Planned),
    /// To know of what kind an input is.
    Look(Rc<Input>),
    /// Nothing now: something is being found out, or there is nothing to do.
    Wait,
}

/// An input that is read in several jobs.
#[derive(Debug)]
enum Large {
    /// Its kind is being found out.
    Unknown(Rc<Input>),
    Bundle {
        input: Rc<Input>,
        from: u64,
    },
    Whole(Rc<Input>),
    /// Without its number of entries, that is being found out.
    Archive {
        input: Rc<Input>,
        from: u32,
        entries: Option<u32>,
    },
}

/// All inputs that wait.
#[derive(Debug, Default)]
pub(super) struct Plan {
    waiting: RefCell<VecDeque<Rc<Input>>>,
    large: RefCell<Option<Large>>,
    number: Cell<u64>,
    epoch: Cell<u32>,
    /// A job that goes before all inputs.
    pub(super) first: RefCell<Option<Planned>>,
}

impl Input {
    /// Its size in bytes; 0 as long as nobody has looked.
    pub(super) fn size_bytes(&self) -> u64 {
        self.size.get()
    }

    pub(super) fn set_size(&self, bytes: u64) {
        self.size.set(bytes);
    }

    /// Its bytes from one place to another. A file itself would look at the disk at every cut, and
    /// hold the page up; cuts of what it was when it was first cut cost nothing, and cannot be
    /// read any more once it has changed.
    pub(super) fn part(&self, from: u64, to: u64) -> Result<Blob, JsValue> {
        let cut = |blob: &Blob, from, to| blob.slice_with_f64_and_f64(exact(from), exact(to));
        if let Some(snapshot) = self.snapshot.get() {
            return cut(snapshot, from, to);
        }
        let whole = cut(&self.file, 0, files::size_bytes(&self.file))?;
        cut(self.snapshot.get_or_init(|| whole), from, to)
    }
}

impl Plan {
    /// Puts an input before all that wait.
    pub(super) fn push_front(&self, input: Rc<Input>) {
        self.waiting.borrow_mut().push_front(input);
    }

    /// Whether the number of entries of an archive has to be found out.
    pub(super) fn wants_entries(&self, input: &Rc<Input>) -> bool {
        match &*self.large.borrow() {
            Some(Large::Archive { input: current, entries: None, .. }) => {
                Rc::ptr_eq(current, input)
            }
            _ => false,
        }
    }

    pub(super) fn push(&self, inputs: impl IntoIterator<Item = Rc<Input>>) {
        self.waiting.borrow_mut().extend(inputs);
    }

    /// Whether nothing is left to be begun.
    pub(super) fn is_empty(&self) -> bool {
        let first = self.first.borrow().is_none();
        first && self.waiting.borrow().is_empty() && self.large.borrow().is_none()
    }

    /// Number of the next job.
    pub(super) fn number(&self) -> u64 {
        self.number.get()
    }

    pub(super) fn epoch(&self) -> u32 {
        self.epoch.get()
    }

    /// Forgets what has not been begun: the number of inputs left unread, whole or in part.
    pub(super) fn clear(&self) -> usize {
        let large = usize::from(self.large.take().is_some());
        large + self.waiting.take().len()
    }

    /// Nothing that was begun before counts any more; readers may still be at it.
    pub(super) fn forget(&self) {
        self.clear();
        self.epoch.set(self.epoch.get().wrapping_add(1));
    }

    /// What is to be done next.
    pub(super) fn next(&self) -> Next {
        if let Some(first) = self.first.take() {
            return Next::Job(first);
        }
        if let Some(next) = self.next_of_large() {
            return next;
        }
        let mut waiting = self.waiting.borrow_mut();
        let Some(first) = waiting.front() else { return Next::Wait };
        if first.size_bytes() > SMALL_BYTES_MAX {
            let first = Rc::clone(first);
            waiting.pop_front();
            *self.large.borrow_mut() = Some(Large::Unknown(Rc::clone(&first)));
            return Next::Look(first);
        }
        let (mut inputs, mut bytes) = (Vec::new(), 0);
        while let Some(input) = waiting.front()
            && input.size_bytes() <= SMALL_BYTES_MAX
            && inputs.len() < JOB_FILES_MAX
            && bytes < JOB_BYTES
        {
            bytes += input.size_bytes();
            inputs.extend(waiting.pop_front());
        }
        let names = inputs.iter().map(|input| input.name.clone()).collect();
        let finished = u32::try_from(inputs.len()).unwrap_or(u32::MAX);
        let job = Job::Whole { names, limit_bytes: SMALL_BYTES_MAX };
        Next::Job(self.planned(job, inputs, None, finished))
    }

    /// What had to be found out about an input. Why it is refused, where its kind is none.
    pub(super) fn learn(&self, input: &Rc<Input>, known: Known) -> Option<Cause> {
        let mut large = self.large.borrow_mut();
        let Some(Large::Unknown(current) | Large::Archive { input: current, .. }) = &*large else {
            return None;
        };
        if !Rc::ptr_eq(current, input) {
            return None;
        }
        let input = Rc::clone(input);
        *large = match known {
            Known::Kind(Kind::Bundle) => Some(Large::Bundle { input, from: 0 }),
            Known::Kind(Kind::Text | Kind::Tally) if input.size_bytes() <= TEXT_BYTES_MAX => {
                Some(Large::Whole(input))
            }
            Known::Kind(Kind::Text | Kind::Tally) => {
                return Some(Cause::LargeText { limit_bytes: TEXT_BYTES_MAX });
            }
            Known::Kind(Kind::Zip) => Some(Large::Archive { input, from: 0, entries: None }),
            Known::Entries(entries) => {
                Some(Large::Archive { input, from: 0, entries: Some(entries) })
            }
            Known::Kind(Kind::Picture) if input.size_bytes() <= PICTURE_BYTES_MAX => {
                Some(Large::Whole(input))
            }
            Known::Kind(Kind::Picture) => return Some(Cause::Picture),
            Known::Kind(Kind::Utf16) => return Some(Cause::Utf16),
            Known::Kind(Kind::List) => return Some(Cause::List),
            Known::Kind(Kind::Packed) => return Some(Cause::Packed),
            Known::Kind(Kind::Empty | Kind::Other) => return Some(Cause::Kind),
        };
        None
    }

    /// An input is not read any further. Whether anything of it was left to be begun.
    pub(super) fn give_up(&self, input: &Rc<Input>) -> bool {
        let mut large = self.large.borrow_mut();
        let current = match &*large {
            Some(
                Large::Unknown(current)
                | Large::Bundle { input: current, .. }
                | Large::Whole(current)
                | Large::Archive { input: current, .. },
            ) => Rc::ptr_eq(current, input),
            None => false,
        };
        if current {
            *large = None;
        }
        current
    }

    fn next_of_large(&self) -> Option<Next> {
        let mut large = self.large.borrow_mut();
        let (planned, ended) = match large.as_mut()? {
            Large::Unknown(_) | Large::Archive { entries: None, .. } => return Some(Next::Wait),
            Large::Bundle { input, from } => {
                let [shortest, longest] = PART_BYTES;
                let part = (input.size_bytes() / PARTS).clamp(shortest, longest);
                let (begin, end) = (*from, (*from + part).min(input.size_bytes()));
                let tail = (end + TAIL_BYTES).min(input.size_bytes());
                let (first, last) = (begin == 0, tail == input.size_bytes());
                let ended = end == input.size_bytes();
                *from = end;
                let span = usize::try_from(end - begin).unwrap_or(usize::MAX);
                let job = Job::Part { name: input.name.clone(), first, last, end: span };
                let range = Some((begin, tail));
                let finished = u32::from(ended);
                (self.planned(job, vec![Rc::clone(input)], range, finished), ended)
            }
            Large::Whole(input) => {
                let job = Job::whole(&input.name);
                (self.planned(job, vec![Rc::clone(input)], None, 1), true)
            }
            Large::Archive { input, from, entries: Some(entries) } => {
                let (begin, end) = (*from, from.saturating_add(JOB_ENTRIES).min(*entries));
                *from = end;
                let (name, archive) = (input.name.clone(), input.number);
                let job = Job::Archive { name, archive, from: begin, to: end };
                let ended = end == *entries;
                let finished = u32::from(ended);
                (self.planned(job, vec![Rc::clone(input)], None, finished), ended)
            }
        };
        if ended {
            *large = None;
        }
        Some(Next::Job(planned))
    }

    pub(super) fn planned(
        &self,
        job: Job,
        inputs: Vec<Rc<Input>>,
        range: Option<(u64, u64)>,
        finished: u32,
    ) -> Planned {
        let number = self.number.get();
        self.number.set(number + 1);
        let (epoch, pixels) = (self.epoch.get(), None);
        Planned { number, epoch, job, inputs, range, finished, pixels }
    }
}
