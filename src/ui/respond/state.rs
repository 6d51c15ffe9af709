//! The interview as the page's state.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::interview::{Event, Interview};
use crate::domain::shipped_instrument;

/// The interview; an event that changes nothing renders nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct InterviewState(pub Interview);

impl Reducible for InterviewState {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        match self.0.after(shipped_instrument(), &event) {
            Some(next) => Rc::new(Self(next)),
            None => self,
        }
    }
}

/// Where events go. It never changes, so that it never causes a new rendering.
pub type Dispatch = UseReducerDispatcher<InterviewState>;
