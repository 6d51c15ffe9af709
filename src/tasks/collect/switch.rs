//! Changing the workspace: what was taken in before belongs to the one that is left, and goes where
//! that goes.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::engine::Engine;
use super::keep::{Keeper, Switch};
use super::run::Progress;
use super::{Notice, Switched};
use crate::worker::Ask;

impl Engine {
    /// Opens, makes, names or erases a workspace, after everything that was asked before.
    pub(super) fn switch(self: &Rc<Self>, switch: Switch) {
        let this = Rc::clone(self);
        if switch.erases() {
            this.outbox.borrow_mut().clear();
            this.store.round.set(this.store.round.get().wrapping_add(1));
            this.store.erasing.set(this.store.erasing.get() + 1);
        }
        if !matches!(switch, Switch::Rename(_)) {
            // What is being read belongs to the workspace that is left.
            this.walks.set(this.walks.get().wrapping_add(1));
            this.plan.forget();
            this.store.given.take();
            this.store.changing.set(this.store.changing.get() + 1);
        }
        spawn_local(async move {
            this.signal.until(|| this.ready.get().then_some(())).await;
            if matches!(switch, Switch::Open(_) | Switch::Create(_)) {
                // What is accepted belongs to the workspace that is left.
                this.flush().await;
                this.signal.until(|| this.outbox.borrow().is_empty().then_some(())).await;
                if !this.store.unsaved.borrow().is_empty() {
                    // It would be lost. That it did not fit has just been told.
                    return this.changed();
                }
            }
            let keeper = this.keeper().await;
            match (keeper, switch) {
                (Some(mut keeper), rename @ Switch::Rename(_)) => {
                    // Without room for a name the old one stays, and is shown.
                    let _ = keeper.carry_out(rename).await;
                    this.give_back(keeper).await;
                }
                (None, Switch::Rename(_)) => {}
                (keeper, switch) => this.change(keeper, switch).await,
            }
        });
    }

    async fn change(&self, mut keeper: Option<Keeper>, switch: Switch) {
        self.ask(&Ask::Erase, &JsValue::NULL, &[]).await;
        let erases = switch.erases();
        if erases {
            self.store.erasing.set(self.store.erasing.get() - 1);
        }
        let done = match &mut keeper {
            Some(keeper) => keeper.carry_out(switch).await.is_ok(),
            // What was only in memory is gone.
            None => !self.store.locked.get(),
        };
        let switched = match (erases, done) {
            (true, true) => Switched::Erased,
            (true, false) => Switched::NotErased,
            (false, true) => Switched::Opened,
            (false, false) => Switched::NotOpened,
        };
        self.store.unsaved.take();
        self.store.kept.set(0);
        self.store.again.set(false);
        // What the camera has seen may belong to the next workspace too.
        self.seen.borrow_mut().clear();
        self.tickets.borrow_mut().clear();
        self.refused_told.take();
        self.run.active.set(false);
        self.run.progress.replace(Progress { ended: true, ..Progress::default() });
        (self.notify)(Notice::Fresh(switched));
        if let Some(keeper) = keeper {
            self.replay(&keeper).await;
            self.give_back(keeper).await;
        }
        self.changed();
    }

    /// A change of the workspace is over: what was given meanwhile is read.
    fn changed(&self) {
        self.store.changing.set(self.store.changing.get() - 1);
        if self.store.changing.get() == 0 {
            for (files, refused) in self.store.given.take() {
                self.push(files, &refused);
            }
        }
    }
}
