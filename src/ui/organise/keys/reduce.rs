//! What becomes of the section of a key when something happens.

use std::rc::Rc;

use yew::Reducible;

use super::state::{Ending, Held, KeyEvent, KeyState, Loss, Purpose, Sheet, Told};
use crate::domain::seal::{PrivateKey, PublicKey, Share, combine_shares};

impl KeyState {
    fn take(&mut self, public: PublicKey, secret: Option<PrivateKey>) {
        self.shares.clear();
        if let Purpose::Tickets(campaign) = &self.purpose
            && campaign.extensions().key.as_ref() != Some(&public)
        {
            self.told = Some(Told::OtherKey);
            return;
        }
        self.held = Some(Held::new(public, secret, self.way));
    }

    fn read(&mut self, share: Share) {
        // Of three that are chosen together, two are enough.
        if self.held.is_some() {
            return;
        }
        self.shares.push(share);
        if self.shares.len() < 2 {
            return;
        }
        match combine_shares(&self.shares) {
            Ok(key) => self.take(key.public().clone(), Some(key)),
            Err(fault) => {
                // What does not fit goes, so that another can be tried with the first.
                self.shares.pop();
                self.told = Some(Told::Share(fault));
            }
        }
    }

    fn held(&mut self, change: impl FnOnce(&mut Held)) {
        if let Some(held) = &mut self.held {
            change(held);
        }
    }

    /// What was begun before is over.
    fn end_turn(&mut self) {
        self.turn = self.turn.wrapping_add(1);
    }

    /// Whether something would be lost: putting a key's sheet away keeps the key.
    fn loses(&self, ending: Ending) -> bool {
        match ending {
            Ending::PutAway => self.loss() == Some(Loss::Tickets),
            Ending::Forgot => self.loss().is_some(),
        }
    }

    /// A cancelled print dialog tells nothing: a key's sheet stays until it is said to be printed.
    fn printed(&mut self) {
        let Some(held) = &mut self.held else { return };
        match held.sheet {
            Some(Sheet::Key) => held.printed = true,
            Some(Sheet::Tickets(_)) => self.told = Some(Told::TicketsPrinted),
            Some(Sheet::Share(_)) | None => {
                held.sheet = None;
                self.told = Some(Told::Printed);
            }
        }
    }

    /// The key is on paper, and no longer on the page.
    fn on_paper(&mut self) {
        if let Some(held) = self.held.as_mut().filter(|held| held.printed) {
            (held.kept, held.printed, held.sheet) = (true, false, None);
            self.told = Some(Told::Printed);
        }
    }

    fn end(&mut self, ending: Ending) {
        let turn = self.turn;
        match ending {
            Ending::PutAway => self.held(|held| (held.printed, held.sheet) = (false, None)),
            Ending::Forgot => {
                let purpose = std::mem::replace(&mut self.purpose, Purpose::Care);
                *self = Self { turn, ..Self::new(purpose, None) };
            }
        }
        self.end_turn();
    }
}

impl Reducible for KeyState {
    type Action = KeyEvent;

    fn reduce(self: Rc<Self>, event: KeyEvent) -> Rc<Self> {
        if let KeyEvent::Later(turn, event) = event {
            return if turn == self.turn { self.reduce(*event) } else { self };
        }
        // A question leaves what was told standing.
        let told =
            self.told.filter(|_| matches!(event, KeyEvent::Wanted(_) | KeyEvent::Answered(false)));
        let mut next = Self { told, asking: None, ..self.as_ref().clone() };
        if event.ends_work() {
            next.working = false;
        }
        match event {
            KeyEvent::Picked(way) => {
                next.way = way;
                next.shares.clear();
                next.end_turn();
            }
            KeyEvent::Works => next.working = true,
            KeyEvent::Took(key) => next.take(key.public().clone(), Some(key)),
            KeyEvent::TookPublic(key) => next.take(key, None),
            KeyEvent::Read(share) => next.read(share),
            KeyEvent::Unread => next.shares.clear(),
            KeyEvent::Kept => {
                next.held(|held| held.kept = true);
                next.told = Some(Told::Saved(true));
            }
            KeyEvent::Split(shares) => {
                next.held(|held| held.shares = shares);
                next.told = Some(Told::Split);
            }
            KeyEvent::Showed(sheet) => {
                next.told = matches!(sheet, Sheet::Tickets(_)).then_some(Told::Drawn);
                next.held(|held| (held.printed, held.sheet) = (false, Some(sheet)));
                next.end_turn();
            }
            KeyEvent::Printed => next.printed(),
            KeyEvent::OnPaper => next.on_paper(),
            KeyEvent::PutAway => next.end(Ending::PutAway),
            KeyEvent::Compared(compared) => next.held(|held| held.compared = compared),
            KeyEvent::Was(told) => next.told = Some(told),
            KeyEvent::Forgot => next.end(Ending::Forgot),
            KeyEvent::Wanted(ending) if next.loses(ending) => next.asking = Some(ending),
            KeyEvent::Wanted(ending) => next.end(ending),
            KeyEvent::Answered(yes) => {
                if let Some(ending) = self.asking.filter(|_| yes) {
                    next.end(ending);
                }
            }
            // Done above.
            KeyEvent::Later(..) => {}
        }
        Rc::new(next)
    }
}

impl KeyEvent {
    /// Whether a passphrase is no longer worked on when this happens.
    const fn ends_work(&self) -> bool {
        matches!(self, Self::Took(_) | Self::Kept | Self::Was(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{Campaign, Details, Extensions, FormChoice};
    use crate::domain::seal::{KeyFileFault, ShareFault, split_key};
    use crate::domain::shipped_instrument;
    use crate::ui::organise::keys::Way;

    fn key(seed: u8) -> PrivateKey {
        let bytes =
            std::array::from_fn(|at| seed.wrapping_mul(31).wrapping_add(at.to_le_bytes()[0]));
        PrivateKey::of_random(&bytes).expect("bytes that differ")
    }

    fn after(state: KeyState, events: impl IntoIterator<Item = KeyEvent>) -> KeyState {
        let state = events.into_iter().fold(Rc::new(state), Reducible::reduce);
        state.as_ref().clone()
    }

    fn shares(seed: u8, random: u8) -> [Share; 3] {
        let random = std::array::from_fn(|at| at.to_le_bytes()[0].wrapping_mul(random) ^ random);
        split_key(&key(seed), &random).expect("bytes that differ")
    }

    #[test]
    fn a_new_key_is_ready_when_it_is_kept_and_compared() {
        let new = [KeyEvent::Picked(Some(Way::New)), KeyEvent::Took(key(1))];
        let made = after(KeyState::new(Purpose::Seal, None), new);
        assert!(made.loss().is_some() && made.ready().is_none());
        let compared = after(made.clone(), [KeyEvent::Compared(true)]);
        assert_eq!(compared.ready(), None, "it is kept nowhere");
        let shared = [KeyEvent::Split(shares(1, 3).to_vec()), KeyEvent::Showed(Sheet::Share(0))];
        let shared = after(compared.clone(), shared.into_iter().chain([KeyEvent::Printed]));
        assert_eq!(shared.ready(), None, "one share is not the key");
        let shown = after(compared.clone(), [KeyEvent::Showed(Sheet::Key), KeyEvent::OnPaper]);
        assert_eq!(shown.ready(), None, "nothing was printed");
        let cancelled = after(shown.clone(), [KeyEvent::Printed]);
        assert_eq!(cancelled.ready(), None, "a dialog that was cancelled ends like any other");
        assert!(cancelled.held.as_ref().is_some_and(|held| held.sheet == Some(Sheet::Key)));
        let away = after(cancelled.clone(), [KeyEvent::PutAway, KeyEvent::OnPaper]);
        assert_eq!((away.ready(), away.loss()), (None, Some(Loss::Key)));
        let printed = after(cancelled, [KeyEvent::OnPaper]);
        assert!(printed.ready().is_some() && printed.loss().is_none());
        assert_eq!(printed.held.expect("a key").sheet, None, "nothing stays on the page");
        let put_away = after(compared.clone(), [KeyEvent::Showed(Sheet::Key), KeyEvent::PutAway]);
        assert_eq!(put_away.ready(), None, "it was not printed");
        let saved = after(made, [KeyEvent::Kept]);
        assert_eq!(saved.ready(), None, "it was not compared");
        assert_eq!(after(compared, [KeyEvent::Kept]).ready(), Some(key(1).public()));
    }

    #[test]
    fn another_key_is_ready_when_it_is_compared() {
        let last = KeyState::new(Purpose::Seal, Some(key(2).public().clone()));
        let public = KeyEvent::TookPublic(key(2).public().clone());
        let public = after(
            KeyState::new(Purpose::Seal, None),
            [KeyEvent::Picked(Some(Way::Public)), public],
        );
        for state in [last, public] {
            assert!(state.ready().is_none() && state.loss().is_none());
            let ready = after(state, [KeyEvent::Compared(true)]);
            assert_eq!(ready.ready(), Some(key(2).public()));
            assert_eq!(after(ready, [KeyEvent::Forgot]).held, None);
        }
    }

    #[test]
    fn two_shares_make_a_key_and_others_say_why_not() {
        let ([a, b, _], [_, other, _]) = (shares(1, 3), shares(2, 3));
        let [_, again, _] = shares(1, 5);
        let begin = || {
            let picked = [KeyEvent::Picked(Some(Way::Shares)), KeyEvent::Read(a.clone())];
            after(KeyState::new(Purpose::Care, None), picked)
        };
        assert_eq!((begin().shares.len(), begin().told), (1, None));
        for (second, fault) in [
            (a.clone(), ShareFault::TooFew),
            (other, ShareFault::DifferentKeys),
            (again, ShareFault::NotTogether),
        ] {
            let told = after(begin(), [KeyEvent::Read(second)]);
            assert_eq!(told.told, Some(Told::Share(fault)));
            assert_eq!((told.shares.len(), told.held.is_none()), (1, true), "{fault:?}");
            let then = after(told, [KeyEvent::Read(b.clone())]);
            assert_eq!(then.held.map(|held| held.public), Some(key(1).public().clone()));
            assert!(then.shares.is_empty(), "the shares are not kept");
        }
    }

    #[test]
    fn work_is_over_when_something_comes_of_it() {
        let works = || after(KeyState::new(Purpose::Care, None), [KeyEvent::Works]);
        assert!(works().working);
        let wrong = KeyEvent::Was(Told::KeyFile(KeyFileFault::Locked));
        for event in [wrong, KeyEvent::Took(key(1)), KeyEvent::Kept] {
            assert!(!after(works(), [event.clone()]).working, "{event:?}");
        }
    }

    /// A section for the tickets of a campaign that is sealed to a key.
    fn for_tickets(seed: u8) -> KeyState {
        let details = Details {
            id: [1, 2, 3, 4],
            wave: 1,
            title: "甲".to_owned(),
            wave_label: String::new(),
            purpose: String::new(),
            contact: String::new(),
            form: FormChoice::Either,
            background: 0,
            minimum: 10,
        };
        let key = Some(key(seed).public().clone());
        let extensions = Extensions { key, tickets: true, ..Extensions::default() };
        let campaign = Campaign::new(shipped_instrument(), details).expect("a valid campaign");
        let campaign = campaign.with(shipped_instrument(), extensions).expect("a valid campaign");
        KeyState::new(Purpose::Tickets(Box::new(campaign)), None)
    }

    #[test]
    fn shares_of_another_key_do_not_stay() {
        let ([a, b, _], [c, d, _]) = (shares(2, 3), shares(1, 3));
        let read = [KeyEvent::Picked(Some(Way::Shares)), KeyEvent::Read(a), KeyEvent::Read(b)];
        let other = after(for_tickets(1), read);
        assert_eq!((other.told, other.shares.len()), (Some(Told::OtherKey), 0));
        let own = after(other, [KeyEvent::Read(c), KeyEvent::Read(d)]);
        assert_eq!(own.held.map(|held| held.public), Some(key(1).public().clone()));
    }

    #[test]
    fn a_third_share_is_not_kept() {
        let read = shares(1, 3).map(KeyEvent::Read);
        let picked =
            after(KeyState::new(Purpose::Care, None), [KeyEvent::Picked(Some(Way::Shares))]);
        let three = after(picked, read);
        assert!(three.held.is_some() && three.shares.is_empty());
    }

    #[test]
    fn tickets_stay_until_they_are_put_away() {
        let ticket = crate::domain::ticket::draw_tickets(
            1,
            &vec![7; crate::domain::ticket::random_bytes_for(1)],
        );
        let sheet = Sheet::Tickets(Rc::new(ticket.expect("one ticket")));
        let drawn = after(for_tickets(1), [KeyEvent::Took(key(1)), KeyEvent::Showed(sheet)]);
        assert_eq!(drawn.loss(), Some(Loss::Tickets));
        let printed = after(drawn, [KeyEvent::Printed]);
        assert_eq!(
            (printed.loss(), printed.told),
            (Some(Loss::Tickets), Some(Told::TicketsPrinted))
        );
        for ending in [Ending::PutAway, Ending::Forgot] {
            let asked = after(printed.clone(), [KeyEvent::Wanted(ending)]);
            assert_eq!((asked.loss(), asked.asking), (Some(Loss::Tickets), Some(ending)));
            let not = after(asked.clone(), [KeyEvent::Answered(false)]);
            assert_eq!((not.loss(), not.asking), (Some(Loss::Tickets), None));
            assert_eq!(after(asked, [KeyEvent::Answered(true)]).loss(), None);
        }
    }

    #[test]
    fn a_new_key_is_not_forgotten_unasked() {
        let new = [KeyEvent::Picked(Some(Way::New)), KeyEvent::Took(key(1))];
        let made = after(KeyState::new(Purpose::Seal, None), new);
        let asked = after(made.clone(), [KeyEvent::Wanted(Ending::Forgot)]);
        assert!(asked.held.is_some() && asked.asking == Some(Ending::Forgot));
        assert_eq!(after(asked, [KeyEvent::Answered(true)]).held, None);
        let seen = [KeyEvent::Showed(Sheet::Key), KeyEvent::Wanted(Ending::PutAway)];
        let away = after(made.clone(), seen);
        assert!(away.asking.is_none() && away.held.is_some_and(|held| held.sheet.is_none()));
        let kept = after(made, [KeyEvent::Kept, KeyEvent::Wanted(Ending::Forgot)]);
        assert_eq!((kept.held, kept.asking), (None, None), "it is kept: nothing is lost");
    }

    #[test]
    fn what_comes_too_late_is_not_taken() {
        let works = after(
            KeyState::new(Purpose::Care, None),
            [KeyEvent::Picked(Some(Way::File)), KeyEvent::Works],
        );
        let late = KeyEvent::Later(works.turn, Box::new(KeyEvent::Took(key(1))));
        assert!(after(works.clone(), [late.clone()]).held.is_some());
        let again = [KeyEvent::Forgot, KeyEvent::Picked(Some(Way::File)), KeyEvent::Works];
        let again = after(works, again);
        assert_eq!(after(again.clone(), [late.clone()]), again, "it is the old file's");
        let new = [KeyEvent::Forgot, KeyEvent::Picked(Some(Way::New)), KeyEvent::Took(key(2))];
        let new = after(again, new);
        let kept = KeyEvent::Later(new.turn.wrapping_sub(1), Box::new(KeyEvent::Kept));
        assert!(after(new, [kept]).loss().is_some(), "another key was kept");
    }
}
