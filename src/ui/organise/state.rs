//! What the organiser's page knows, and what changes it.

use std::rc::Rc;

use yew::{Reducible, UseReducerDispatcher};

use super::refusals::{REFUSALS_SHOWN, first_refusals, show_more_of};
use super::report::ReportInput;
use crate::domain::campaign::{Campaign, read_campaign};
use crate::domain::disclose::Policy;
use crate::domain::seal::Fingerprint;
use crate::domain::shipped_instrument;
use crate::tasks::collect::{Notice, Place, Progress, Revision, Storage, Switched, Workspace};
use crate::worker::{Counts, RefusalPage, RefusedFiles, Subject, WaveTickets};

/// Everything that the page shows. It holds no record, only what the desk lets out.
#[derive(Clone, Debug, PartialEq)]
pub struct Organiser {
    /// Where inputs are read.
    pub place: Place,
    /// Where accepted records are kept.
    pub storage: Storage,
    /// All workspaces.
    pub workspaces: Rc<Vec<Workspace>>,
    /// The number of the open one; none before anything was accepted.
    pub workspace: Option<u32>,
    /// The campaigns of the open workspace.
    pub campaigns: Rc<Vec<Campaign>>,
    /// Those of them that came from files since it was opened.
    pub campaigns_came: Rc<Vec<Campaign>>,
    /// Tickets of its waves.
    pub tickets: Rc<Vec<WaveTickets>>,
    /// Id and wave of all that ever were in it.
    pub campaigns_known: Rc<Vec<([u8; 4], u8)>>,
    /// Dropped folders whose files are being looked for.
    pub walking: usize,
    /// What happens with files.
    pub stage: Stage,
    /// What could not be done last: [`Switched::NotErased`] or [`Switched::NotOpened`].
    pub missed: Option<Switched>,
    /// How far reading has come.
    pub progress: Progress,
    /// Inputs refused, file by file, as far as they are shown.
    pub refused: Rc<RefusedFiles>,
    /// Which of them are wanted.
    pub refusals_shown: Rc<RefusalPage>,
    /// What was picked to be reported on.
    pub subject: Option<Subject>,
    /// What was picked to be compared with.
    pub earlier: Option<Subject>,
    /// The rules of the release.
    pub policy: Policy,
    /// The latest report.
    pub report: Option<Rc<ReportInput>>,
    /// What can be reported on, in the order of the report's scopes.
    pub subjects: Rc<Vec<Subject>>,
    /// Whether the bundle was handed to the browser; none before it was asked for.
    pub saved: Option<bool>,
    /// Whether the records are invented.
    pub demo: bool,
    /// Different codes that were before the camera, and whether the last one was there before.
    pub scanned: (u32, bool),
    /// The number of the workspace that another window has open.
    pub elsewhere: Option<u32>,
    /// Another window has had the open workspace open too, and may have made reports that the desk
    /// here does not know: it makes none before the log is read again.
    pub shared: bool,
    /// The fingerprint of the key that envelopes are opened with.
    pub key: Option<Fingerprint>,
    /// The latest request for a report: other reports are stale.
    report_asked: Revision,
    /// How many records and tally files had come when a report was wished for last.
    report_wanted: Option<u64>,
    /// How many had come when the latest request was made.
    report_came: u64,
}

/// What happens with files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Nothing yet.
    #[default]
    Empty,
    /// Files are being read.
    Reading,
    /// All files are read, or reading was cancelled with some left unread.
    Ended,
    /// Everything was erased.
    Erased,
    /// The desk has stopped; what was kept is still kept.
    Crashed,
}

/// Something that has happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// Collecting has something to tell.
    Told(Notice),
    /// A dropped folder is being walked through.
    WalkBegan,
    /// It has been walked through; so many files of it stay unread because reading was cancelled.
    WalkEnded(u32),
    /// A report was asked for.
    AskedReport(Revision),
    /// A report of all that is there now is wished for.
    WantedReport,
    /// Collecting begins anew, with invented records or with what is kept.
    Restarted {
        /// With invented records.
        demo: bool,
    },
    /// Something to be reported on was picked, by its place.
    PickedSubject(usize),
    /// An earlier subject to compare with was picked, by its place, or none.
    PickedEarlier(Option<usize>),
    /// A minimum was picked.
    PickedMinimum(Policy),
    /// Refusals of more files are to be shown.
    ShowedMore,
    /// More refusals of a file are to be shown, by its name.
    ShowedMoreOf(String),
    /// Another window has opened a workspace, or has none open any more.
    Elsewhere(Option<u32>),
}

/// Where events go.
pub(super) type Dispatch = UseReducerDispatcher<Organiser>;

impl Default for Organiser {
    fn default() -> Self {
        Self {
            place: Place::default(),
            storage: Storage::default(),
            workspaces: Rc::default(),
            workspace: None,
            campaigns: Rc::default(),
            campaigns_came: Rc::default(),
            tickets: Rc::default(),
            campaigns_known: Rc::default(),
            walking: 0,
            stage: Stage::default(),
            missed: None,
            progress: Progress::default(),
            refused: Rc::default(),
            refusals_shown: first_refusals(),
            subject: None,
            earlier: None,
            policy: Policy::default(),
            report: None,
            subjects: Rc::default(),
            saved: None,
            demo: false,
            scanned: (0, false),
            elsewhere: None,
            shared: false,
            key: None,
            report_asked: Revision::default(),
            report_wanted: None,
            report_came: 0,
        }
    }
}

impl Organiser {
    /// Everything received since the workspace was begun.
    pub const fn counts(&self) -> &Counts {
        &self.progress.counts
    }

    /// Whether files wait or are being read.
    pub const fn busy(&self) -> bool {
        self.walking > 0 || matches!(self.stage, Stage::Reading)
    }

    /// Whether everything given is read and something of it can be reported on.
    pub fn is_settled(&self) -> bool {
        let counts = self.counts();
        self.stage == Stage::Ended && !self.busy() && counts.accepted + counts.tallies > 0
    }

    /// Whether another window has the open workspace open now.
    fn is_elsewhere(&self) -> bool {
        self.workspace.is_some() && self.workspace == self.elsewhere && !self.demo
    }

    /// Records and tally files that came, with those that changed.
    const fn came(&self) -> u64 {
        let counts = self.counts();
        counts.accepted + counts.duplicates() + counts.tallies
    }

    /// Whether a report was wished for, and nobody has come or changed since.
    pub fn wants_report(&self) -> bool {
        self.report_wanted == Some(self.came())
    }

    /// Whether a report may be made now. Each one binds those after it, so it waits until it is
    /// wished for; of fewer records than any report can show, nothing is told.
    pub fn reports_now(&self) -> bool {
        let counts = self.counts();
        let too_few = counts.tallies == 0 && counts.accepted < Policy::LOWEST;
        let wanted = self.wants_report() || self.demo || too_few;
        self.is_settled() && wanted && !self.shared
    }

    /// How many records and tally files have come since the report was made that stays until a new
    /// one is wished for; none where it is of all, or there is none.
    pub fn newer(&self) -> Option<u64> {
        let newer = self.came().saturating_sub(self.report_came);
        (self.report.is_some() && newer > 0 && !self.reports_now()).then_some(newer)
    }

    /// Whether the page has nothing to show but the place for files.
    pub const fn untouched(&self) -> bool {
        matches!(self.stage, Stage::Empty | Stage::Erased) && self.walking == 0
    }

    /// Whether closing the page would lose something.
    pub fn unsaved(&self) -> bool {
        let memory = matches!(self.storage, Storage::Memory | Storage::Full { .. });
        let counts = self.counts();
        let held = memory && counts.accepted + counts.tallies > 0;
        (held || self.waiting() > 0 || matches!(self.stage, Stage::Reading)) && !self.demo
    }

    /// Opened records that wait for their tickets to be counted.
    pub fn waiting(&self) -> u64 {
        self.tickets.iter().map(|wave| wave.waiting).sum()
    }

    /// The state after an event.
    #[must_use]
    pub fn after(&self, event: Event) -> Self {
        let mut next = self.clone();
        match event {
            Event::Told(notice) => next.hear(notice),
            Event::WalkBegan => next.walking += 1,
            Event::WalkEnded(unread) => {
                next.walking = self.walking.saturating_sub(1);
                next.leave_unread(unread);
            }
            Event::WantedReport => {
                next.report_wanted = Some(self.came());
                // The new one takes its place.
                next.report = next.report.filter(|_| self.newer().is_none());
            }
            Event::AskedReport(revision) => {
                (next.report_asked, next.report_came) = (revision, self.came());
            }
            Event::Restarted { demo } => {
                next = Self {
                    demo,
                    policy: self.policy,
                    report_asked: self.report_asked,
                    ..Self::default()
                };
            }
            Event::PickedSubject(place) => {
                next.subject = self.subjects.get(place).copied().or(self.subject);
            }
            Event::PickedEarlier(place) => {
                next.earlier = place.and_then(|place| self.subjects.get(place).copied());
                next.amend(|report| {
                    report.earlier = place;
                    report.waves = None;
                });
            }
            Event::PickedMinimum(policy) => next.policy = policy,
            Event::ShowedMore => Rc::make_mut(&mut next.refusals_shown).files += REFUSALS_SHOWN,
            Event::ShowedMoreOf(name) => show_more_of(&mut next.refusals_shown, name),
            Event::Elsewhere(number) => {
                next.elsewhere = number;
                next.shared |= next.is_elsewhere();
            }
        }
        next
    }

    fn hear(&mut self, notice: Notice) {
        match notice {
            Notice::Place(place) => self.place = place,
            Notice::Scanned { codes, again } => self.scanned = (codes, again),
            Notice::Storage(storage) => self.storage = storage,
            Notice::Key(fingerprint) => self.key = fingerprint,
            Notice::Workspaces(workspaces, open) => {
                let kept = self.shared && self.workspace == open;
                (self.workspaces, self.workspace) = (Rc::new(workspaces), open);
                self.shared = kept || self.is_elsewhere();
            }
            Notice::Campaigns(told) => {
                // The desk has read them before.
                let read = |line: &String| read_campaign(shipped_instrument(), line).ok();
                let came = told.came.iter().filter_map(|place| told.kept.get(*place));
                self.campaigns_came = Rc::new(came.filter_map(read).collect());
                self.campaigns = Rc::new(told.kept.iter().filter_map(read).collect());
                self.campaigns_known = Rc::new(told.known);
            }
            Notice::Tickets(told) => self.tickets = Rc::new(told),
            Notice::Progress(progress) => self.progress(*progress),
            Notice::Refused(refused) => self.refused = Rc::new(refused),
            Notice::Report(revision, report) if revision == self.report_asked => {
                self.subjects = match &report {
                    Some(report) => Rc::new(report.subjects.iter().map(|(s, _)| *s).collect()),
                    None => Rc::default(),
                };
                self.report = report.map(|report| Rc::new(self.input(&report)));
            }
            Notice::Quality(revision, quality) if revision == self.report_asked => {
                self.amend(|report| report.quality = quality);
            }
            Notice::Compared(revision, waves) if revision == self.report_asked => {
                self.amend(|report| report.waves = waves.map(|found| *found));
            }
            Notice::Report(..) | Notice::Quality(..) | Notice::Compared(..) => {}
            Notice::Fresh(switched) => {
                let erased = switched == Switched::Erased;
                self.forget(if erased { Stage::Erased } else { Stage::Empty });
                self.missed = Some(switched)
                    .filter(|missed| matches!(missed, Switched::NotErased | Switched::NotOpened));
            }
            Notice::Saved(saved) => self.saved = Some(saved),
            Notice::Crashed(_) => self.forget(Stage::Crashed),
        }
    }

    fn progress(&mut self, progress: Progress) {
        self.saved = None;
        // A campaign is kept without anything being read.
        let idle = progress.total == 0 && progress.counts.received == 0 && progress.unread == 0;
        if progress.ended && !idle {
            self.stage = Stage::Ended;
        } else if !progress.ended && progress.total > 0 {
            self.stage = Stage::Reading;
            self.missed = None;
        }
        let before = self.came();
        self.progress = progress;
        if self.came() != before {
            // What it shows stays, and how many are not in it is told; where it shows nothing,
            // there may be enough now.
            self.report = self.report.take().filter(|report| report.release.missing() == 0);
        }
    }

    /// Files that were found after reading had been cancelled. After erasing none are told of.
    fn leave_unread(&mut self, more: u32) {
        match self.stage {
            Stage::Ended => self.progress.unread = self.progress.unread.saturating_add(more),
            Stage::Empty if more > 0 => {
                self.stage = Stage::Ended;
                self.progress.unread = more;
            }
            _ => {}
        }
    }

    /// Forgets what belongs to the open workspace.
    fn forget(&mut self, stage: Stage) {
        *self = Self {
            stage,
            place: self.place,
            storage: self.storage,
            workspaces: self.workspaces.clone(),
            workspace: self.workspace,
            policy: self.policy,
            demo: self.demo,
            elsewhere: self.elsewhere,
            key: self.key,
            // What was asked before is stale now.
            report_asked: self.report_asked.next(),
            ..Self::default()
        };
    }

    /// Changes what stands beside the release in the report.
    fn amend(&mut self, change: impl FnOnce(&mut ReportInput)) {
        if let Some(report) = &mut self.report {
            change(Rc::make_mut(report));
        }
    }
}

impl Reducible for Organiser {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let next = self.after(event);
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests;
