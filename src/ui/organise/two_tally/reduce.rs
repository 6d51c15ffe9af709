//! What becomes of the state of two tallies when something happens.

use std::rc::Rc;

use yew::Reducible;

use super::state::{
    CampaignTrouble, Event, Failure, Given, Is, Made, PlanTrouble, Running, Save, Slot, Tables,
    TwoTally, Wrong,
};
use crate::domain::shipped_instrument;
use crate::domain::two_tally::{
    FileFault, Invitation, InvitationFault, Party, Plan, PlanFault, Scheme, read_invitation,
    read_plan,
};
use crate::tasks::two_tally::{Bytes, News};
use crate::ui::organise::keys::Secret;
use crate::worker::{ExchangeKind, Looked, look};

impl TwoTally {
    /// The state after an event.
    #[must_use]
    pub fn after(&self, event: Event) -> Self {
        let mut next = self.clone();
        match event {
            Event::Key(key) => next.take_key(key),
            Event::PickedParty(party) => next.draft.party = party,
            Event::Partner(key) => next.draft.partner = Some(key),
            Event::Campaign(campaign) => {
                next.draft.campaign = Some(match *campaign {
                    Ok(campaign) if campaign.extensions().key.is_some() => {
                        Err(CampaignTrouble::Sealed)
                    }
                    Ok(campaign) => Ok(Rc::new(campaign)),
                    Err(fault) => Err(CampaignTrouble::Fault(fault)),
                });
                next.draft.fault = None;
                next.draft.strata = 0;
            }
            Event::Stratum(place) => next.draft.strata ^= 1 << place,
            Event::Planned(plan) => next.planned(*plan),
            Event::PlanText(text) => next.read_plan(&text),
            Event::PutPlanAside => next.begin(None, None),
            Event::PlanSaved => next.plan_unsaved = false,
            Event::Gave(slot, bytes) => next.give(slot, bytes),
            Event::LookedAt(slot, bytes, looked) => next.looked_at(slot, &bytes, looked),
            Event::PutAside(slot) => next.given[slot as usize] = None,
            Event::Inputs(inputs, unreadable) => {
                Rc::make_mut(&mut next.inputs).extend(inputs);
                next.unreadable += unreadable;
            }
            Event::Cleared => (next.inputs, next.unreadable) = (Rc::default(), 0),
            Event::Scanned(again) => {
                next.scanned = (self.scanned.0 + u32::from(!again), again);
            }
            Event::Began(doing) => {
                next.turn = self.turn.wrapping_add(1);
                next.running = Some(Running { doing, progress: (0, 0, 0) });
                next.failed = None;
            }
            Event::Told(turn, news) if turn == self.turn => next.hear(news),
            Event::Told(..) => {}
            Event::Stopped => {
                next.turn = self.turn.wrapping_add(1);
                next.running = None;
            }
            Event::Saved(save) => next.saved(save),
        }
        if matches!((&next.given, &self.given), (now, before) if now != before)
            || next.counted != self.counted
        {
            next.combine();
        }
        next
    }

    /// Takes a key; with that of the other one what was made with this one is not its own.
    fn take_key(&mut self, key: Option<Secret>) {
        let before = self.party();
        self.key = key;
        self.draft.fault = None;
        let now = self.party();
        if now.is_some() && before != now {
            let of = |party: Option<Party>| party.is_some_and(|party| Some(party) != now);
            let verified = self.verified.as_ref().map(|made| made.of.party);
            let counted = self.counted.as_ref().map(|made| made.of.party);
            if of(verified) {
                self.verified = None;
            }
            if of(counted) {
                self.counted = None;
            }
            for slot in Slot::ALL {
                self.check_party(slot);
            }
        }
    }

    fn planned(&mut self, plan: Result<Plan, PlanFault>) {
        match plan {
            Ok(plan) => {
                let campaign = self.draft.campaign.clone().and_then(Result::ok);
                let campaign = campaign.map(|campaign| (*campaign).clone());
                let invitation =
                    campaign.and_then(|campaign| Invitation::new(plan.clone(), campaign).ok());
                self.begin(Some(plan), invitation);
                self.plan_unsaved = true;
            }
            Err(fault) => self.draft.fault = Some(fault),
        }
    }

    fn read_plan(&mut self, text: &str) {
        match read_invitation(shipped_instrument(), text) {
            Ok(invitation) => self.begin(Some(invitation.plan().clone()), Some(invitation)),
            // A plan alone is enough for everything but inviting.
            Err(InvitationFault::Campaign(_)) => match read_plan(shipped_instrument(), text) {
                Ok(plan) => self.begin(Some(plan), None),
                Err(refusal) => self.plan_refused = Some(PlanTrouble::Refused(refusal)),
            },
            Err(InvitationFault::Plan(refusal)) => {
                self.plan_refused = Some(PlanTrouble::Refused(refusal));
            }
            Err(InvitationFault::OtherCampaign | InvitationFault::NotTogether) => {
                self.plan_refused = Some(PlanTrouble::OtherCampaign);
            }
        }
    }

    /// Begins with a plan, or without one: what belongs to another one is put aside.
    fn begin(&mut self, plan: Option<Plan>, invitation: Option<Invitation>) {
        let same = plan.is_some() && plan.as_ref() == self.plan.as_deref();
        let invitation = invitation.map(Rc::new);
        if same {
            self.invitation = invitation.or_else(|| self.invitation.take());
            self.plan_refused = None;
            return;
        }
        let (key, draft, inputs) = (self.key.clone(), self.draft.clone(), self.inputs.clone());
        let (plan, turn) = (plan.map(Rc::new), self.turn.wrapping_add(1));
        let scanned = self.scanned;
        *self = Self { key, draft, plan, invitation, inputs, scanned, turn, ..Self::default() };
    }

    fn give(&mut self, slot: Slot, bytes: Option<Bytes>) {
        let is = if bytes.is_some() { Is::Unknown } else { Is::Bad(Wrong::Unread) };
        self.given[slot as usize] = Some(Given { bytes, is });
    }

    fn looked_at(&mut self, slot: Slot, bytes: &Bytes, looked: Option<Result<Looked, FileFault>>) {
        let Some(given) = &mut self.given[slot as usize] else { return };
        // Another file may have been given meanwhile.
        if !given.bytes.as_ref().is_some_and(|given| Rc::ptr_eq(given, bytes)) {
            return;
        }
        given.is = match looked {
            Some(Ok(looked)) => Is::Good(looked),
            Some(Err(fault)) => Is::Bad(Wrong::File(fault)),
            None => Is::Bad(Wrong::Unread),
        };
        self.check_party(slot);
    }

    /// Whether a file is of the one whose it must be, once it is known who this is.
    fn check_party(&mut self, slot: Slot) {
        let Some(own) = self.party() else { return };
        let wanted = if slot.is_own() { own } else { own.other() };
        if let Some(Given { is, .. }) = &mut self.given[slot as usize]
            && matches!(is, Is::Good(looked) if looked.party != wanted)
        {
            *is = Is::Bad(Wrong::Party);
        }
    }

    fn hear(&mut self, news: News) {
        let doing = self.running.map(|running| running.doing);
        let made = |file| (file, false, false);
        match news {
            News::Progress { done, total, halves } => {
                if let Some(running) = &mut self.running {
                    running.progress = (done, total, halves);
                }
                return;
            }
            News::Verified(of, file) => {
                let (file, saved, ledger_saved) = made(file);
                self.verified = Some(Made { of: *of, file, saved, ledger_saved });
            }
            News::Counted(of, file, ledger) => {
                let (file, saved, ledger_saved) = made(file);
                self.counted = Some(Made { of: *of, file, saved, ledger_saved });
                self.keep_ledger(ledger);
            }
            News::Failed(fault, counts) => {
                self.failed = doing.map(|doing| Failure { doing, fault, counts });
            }
        }
        self.running = None;
    }

    /// The next count under this plan must know of this one.
    fn keep_ledger(&mut self, ledger: Bytes) {
        let Some(scheme) = self.scheme() else { return };
        let is = match look(&scheme, ExchangeKind::Ledger, &ledger) {
            Ok(looked) => Is::Good(looked),
            Err(fault) => Is::Bad(Wrong::File(fault)),
        };
        self.given[Slot::Ledger as usize] = Some(Given { bytes: Some(ledger), is });
    }

    fn saved(&mut self, save: Save) {
        match (save, &mut self.verified, &mut self.counted) {
            (Save::Verification, Some(made), _) => made.saved = true,
            (Save::Ledger, _, Some(made)) => made.ledger_saved = true,
            (Save::Totals, _, Some(made)) => made.saved = true,
            _ => {}
        }
    }

    fn scheme(&self) -> Option<Scheme<'static>> {
        Scheme::new(shipped_instrument(), (**self.plan.as_ref()?).clone()).ok()
    }

    /// The own half of the totals: as it was given, otherwise as it was made here, once the ledger
    /// with it is saved.
    pub fn own_totals(&self) -> Option<&Bytes> {
        let made = self.counted.as_ref().filter(|made| made.ledger_saved).map(|made| &made.file);
        self.good(Slot::OwnTotals).map(|(bytes, _)| bytes).or(made)
    }

    /// Puts both halves of the totals together, once both are there.
    fn combine(&mut self) {
        self.totals = (|| {
            let scheme = self.scheme()?;
            let one = scheme.read_total_half(self.own_totals()?).ok()?;
            let other = scheme.read_total_half(self.good(Slot::OtherTotals)?.0).ok()?;
            Some(scheme.combine(&one, &other).map(|totals| {
                let minimum = scheme.plan().declared().minimum;
                let (rows, csv) = (totals.rows(), totals.to_csv());
                Rc::new(Tables { rows, csv, people: totals.people(), minimum })
            }))
        })();
    }
}

impl Reducible for TwoTally {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        Rc::new(self.after(event))
    }
}
