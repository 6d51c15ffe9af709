//! What the organiser's page knows, and what changes it.

use std::rc::Rc;

use yew::{Reducible, UseReducerDispatcher};

use crate::domain::disclose::Policy;
use crate::domain::instrument::Form;
use crate::tasks::import_files::{Notice, Place};
use crate::worker::{Counts, Progress, Refused, Released, Reply, Revision};

/// Refusals shown at first, and more at each request.
pub const REFUSALS_SHOWN: usize = 100;

/// Everything that the page shows. It holds no record, only what the desk lets out.
#[derive(Clone, Debug, PartialEq)]
pub struct Organiser {
    /// Where files are read.
    pub place: Place,
    /// Dropped folders whose files are being looked for.
    pub walking: usize,
    /// What happens with files.
    pub stage: Stage,
    /// Everything received since the page was opened or erased.
    pub counts: Counts,
    /// Inputs refused, in the order received.
    pub refused: Rc<Vec<Refused>>,
    /// How many of them are shown.
    pub refusals_shown: usize,
    /// The form reported on.
    pub form: Form,
    /// Whether the organiser has picked the form.
    pub form_picked: bool,
    /// The rules of the release.
    pub policy: Policy,
    /// The minimum as typed, which need not be one.
    pub minimum_typed: String,
    /// The latest release.
    pub released: Option<Rc<Released>>,
    /// The latest request for a release: other releases are stale.
    release_asked: Revision,
    /// The latest request to erase: progress of earlier requests is stale.
    erase_asked: Revision,
}

/// What happens with files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Nothing yet.
    #[default]
    Empty,
    /// Files are being read.
    Reading {
        /// Files done in this run.
        done: u32,
        /// Files of this run.
        total: u32,
    },
    /// All files are read, or reading was cancelled with some left unread.
    Ended {
        /// Files left unread.
        unread: u32,
    },
    /// Everything was erased.
    Erased,
    /// The worker has stopped and lost what it had read.
    Crashed,
}

/// Something that has happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The desk or its place has something to tell.
    Told(Notice),
    /// A dropped folder is being walked through.
    WalkBegan,
    /// It has been walked through; so many files of it stay unread because reading was cancelled.
    WalkEnded(u32),
    /// A release was asked for.
    AskedRelease(Revision),
    /// Everything was asked to be erased.
    AskedErase(Revision),
    /// A form was picked.
    PickedForm(Form),
    /// A minimum was typed, and the field left or Enter pressed.
    TypedMinimum(String),
    /// More refusals are to be shown.
    ShowedMore,
}

/// Where events go.
pub(super) type Dispatch = UseReducerDispatcher<Organiser>;

impl Default for Organiser {
    fn default() -> Self {
        let policy = Policy::default();
        Self {
            place: Place::default(),
            walking: 0,
            stage: Stage::default(),
            counts: Counts::default(),
            refused: Rc::default(),
            refusals_shown: REFUSALS_SHOWN,
            form: Form::Full,
            form_picked: false,
            policy,
            minimum_typed: policy.minimum().to_string(),
            released: None,
            release_asked: Revision::default(),
            erase_asked: Revision::default(),
        }
    }
}

impl Organiser {
    /// Whether the number typed is one that a policy allows.
    pub fn minimum_valid(&self) -> bool {
        typed(&self.minimum_typed) == Some(self.policy)
    }

    /// Whether files wait or are being read.
    pub const fn busy(&self) -> bool {
        self.walking > 0 || matches!(self.stage, Stage::Reading { .. })
    }

    /// The state after an event.
    #[must_use]
    pub fn after(&self, event: Event) -> Self {
        let mut next = self.clone();
        match event {
            Event::Told(Notice::Place(place)) => next.place = place,
            Event::Told(Notice::Reply(reply)) => next.hear(reply),
            Event::WalkBegan => next.walking += 1,
            Event::WalkEnded(unread) => {
                next.walking = self.walking.saturating_sub(1);
                next.leave_unread(unread);
            }
            Event::AskedRelease(revision) => next.release_asked = revision,
            Event::AskedErase(revision) => {
                next.forget(Stage::Erased);
                next.erase_asked = revision;
                next.release_asked = revision;
            }
            Event::PickedForm(form) => (next.form, next.form_picked) = (form, true),
            Event::TypedMinimum(text) => {
                next.policy = typed(&text).unwrap_or(self.policy);
                next.minimum_typed = text;
            }
            Event::ShowedMore => next.refusals_shown += REFUSALS_SHOWN,
        }
        next
    }

    fn hear(&mut self, reply: Reply) {
        match reply {
            Reply::Progress(progress) if progress.revision >= self.erase_asked => {
                self.progress(progress);
            }
            Reply::Released(released) if released.revision == self.release_asked => {
                // Only quick records have come: there is nothing to choose.
                if !self.form_picked && released.full == 0 && released.quick > 0 {
                    self.form = Form::Quick;
                }
                self.released = Some(Rc::from(released));
            }
            // Stale, or nothing to show.
            Reply::Ready | Reply::Erased(_) | Reply::Progress(_) | Reply::Released(_) => {}
            Reply::Crashed(_) => self.forget(Stage::Crashed),
        }
    }

    fn progress(&mut self, progress: Progress) {
        self.counts = progress.counts;
        if !progress.refused.is_empty() {
            Rc::make_mut(&mut self.refused).extend(progress.refused);
        }
        self.stage = if progress.ended {
            Stage::Ended { unread: progress.unread }
        } else {
            // It describes fewer files than are counted now.
            self.released = None;
            Stage::Reading { done: progress.done, total: progress.total }
        };
    }

    /// Files that were found after reading had been cancelled. After erasing none are told of.
    fn leave_unread(&mut self, more: u32) {
        match &mut self.stage {
            Stage::Ended { unread } => *unread = unread.saturating_add(more),
            Stage::Empty if more > 0 => self.stage = Stage::Ended { unread: more },
            _ => {}
        }
    }

    fn forget(&mut self, stage: Stage) {
        *self = Self {
            stage,
            place: self.place,
            policy: self.policy,
            minimum_typed: self.minimum_typed.clone(),
            erase_asked: self.erase_asked,
            release_asked: self.release_asked,
            ..Self::default()
        };
    }
}

/// The policy that a typed number stands for.
fn typed(text: &str) -> Option<Policy> {
    Policy::new(text.trim().parse().ok()?).ok()
}

impl Reducible for Organiser {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let next = self.after(event);
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shipped_instrument;
    use crate::worker::{Cause, Desk};

    fn progress(revision: u32, ended: bool) -> Event {
        let counts = Counts { received: 3, accepted: 2, refused: 1, ..Counts::default() };
        let name = "a.json".to_owned();
        let refused = vec![Refused { name, cause: Cause::Unreadable, place: String::new() }];
        let revision = Revision(revision);
        let progress = Progress { revision, done: 3, total: 9, ended, counts, refused, unread: 6 };
        Event::Told(Notice::Reply(Reply::Progress(progress)))
    }

    #[test]
    fn progress_adds_refusals_and_ends() {
        let reading = Organiser::default().after(progress(1, false));
        assert_eq!(reading.stage, Stage::Reading { done: 3, total: 9 });
        let ended = reading.after(progress(1, true));
        assert_eq!(ended.stage, Stage::Ended { unread: 6 });
        assert_eq!(ended.refused.len(), 2);
    }

    #[test]
    fn a_report_goes_when_reading_begins_again() {
        let asked = Organiser::default().after(Event::AskedRelease(Revision(1)));
        let mut desk = Desk::new(shipped_instrument());
        let released = desk.release(Revision(1), Form::Full, Policy::default());
        let told = Event::Told(Notice::Reply(Reply::Released(Box::new(released))));
        let shown = asked.after(told);
        assert!(shown.released.is_some() && !shown.busy());
        assert_eq!(shown.after(progress(2, false)).released, None);
    }

    #[test]
    fn stale_replies_change_nothing() {
        let erased = Organiser::default().after(Event::AskedErase(Revision(5)));
        assert_eq!(erased.after(progress(4, false)), erased);
        assert_ne!(erased.after(progress(6, false)), erased);

        let asked = erased.after(Event::AskedRelease(Revision(7)));
        let mut desk = Desk::new(shipped_instrument());
        let mut released = |revision| {
            let released = desk.release(Revision(revision), Form::Full, Policy::default());
            Event::Told(Notice::Reply(Reply::Released(Box::new(released))))
        };
        assert_eq!(asked.after(released(6)), asked);
        assert!(asked.after(released(7)).released.is_some());
    }

    #[test]
    fn a_typed_minimum_counts_only_where_it_is_allowed() {
        let check = |text: &str, minimum, valid| {
            let state = Organiser::default().after(Event::TypedMinimum(text.to_owned()));
            assert_eq!(state.policy.minimum(), minimum, "{text:?}");
            assert_eq!(state.minimum_valid(), valid, "{text:?}");
        };
        check("12", 12, true);
        check(" 30 ", 30, true);
        check("9", 10, false);
        check("31", 10, false);
        check("", 10, false);
        check("1e1", 10, false);
    }

    #[test]
    fn a_crash_forgets_counts_and_says_so() {
        let state = Organiser::default().after(progress(1, true));
        let crash = Event::Told(Notice::Reply(Reply::Crashed("unreachable".to_owned())));
        let crashed = state.after(crash);
        assert_eq!(crashed.stage, Stage::Crashed);
        assert_eq!(crashed.counts, Counts::default());
    }
}
