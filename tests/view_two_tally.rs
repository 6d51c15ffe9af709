//! The page of two tallies: golden views of its steps, and what its state makes of what organisers
//! do, with the domain in the worker's place.
//!
//! `QINGDAN_BLESS=1 cargo test --features ssr,two-tally --test view_two_tally` rewrites the golden
//! files.
#![cfg(all(feature = "ssr", feature = "two-tally", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "view/mod.rs"]
mod kit;
#[allow(dead_code, reason = "not every test of two tallies needs all of it")]
#[path = "two_tally/mod.rs"]
mod two_tally;

use std::rc::Rc;

use kit::{LANGUAGES, rendered};
use qingdan::domain::campaign::{Campaign, Extensions, FormChoice, read_campaign};
use qingdan::domain::instrument::Form;
use qingdan::domain::two_tally::{
    CountFault, Counter, FileFault, Invitation, Match, Party, Plan, PlanFault, Scheme, SealedHalf,
    Verifier, file_fingerprint,
};
use qingdan::tasks::two_tally::{Bytes, Input, News};
use qingdan::ui::organise::{
    CampaignTrouble, Doing, Is, PlanTrouble, Save, Secret, Slot, TallyEvent as Event, TwoTally,
    TwoTallyPage, TwoTallyPageProps, Wrong,
};
use qingdan::worker::{Counted, HalvesFault, Intake, Verified, look};
use two_tally::{halves_random, instrument, key, keys, records};
use yew::Callback;

/// Level and role, both strata.
const BOTH: u8 = 0b11;

fn campaign() -> Campaign {
    let mut details = kit::plain(&kit::written("两家一起问"));
    details.contact = kit::written("王老师");
    (details.form, details.background) = (FormChoice::FullOnly, BOTH);
    Campaign::new(instrument(), details).unwrap()
}

fn plan(seed: u64) -> Plan {
    let publics = keys().map(|key| key.public().clone());
    Plan::new(instrument(), &campaign(), publics, BOTH, &two_tally::random(seed)).unwrap()
}

fn scheme() -> Scheme<'static> {
    Scheme::new(instrument(), plan(3)).unwrap()
}

/// The state after some events.
fn after(state: &TwoTally, events: impl IntoIterator<Item = Event>) -> TwoTally {
    events.into_iter().fold(state.clone(), |state, event| state.after(event))
}

/// An organiser with the plan, a key, and something to read.
fn organiser(party: Party) -> TwoTally {
    let secret = Secret(Rc::new(key(party as u64 + 1)));
    let inputs = vec![Input::Text("QINGDAN-H1:".into())];
    after(
        &TwoTally::default(),
        [Event::Key(Some(secret)), Event::PlanText(plan(3).to_code()), Event::Inputs(inputs, 0)],
    )
}

fn pairs(number: u64) -> Vec<[SealedHalf; 2]> {
    let scheme = scheme();
    let records = records(number, Form::Full, 7);
    let numbered = (0_u64..).zip(&records);
    numbered.map(|(at, record)| scheme.split(record, &halves_random(at)).unwrap()).collect()
}

/// What a worker tells that verifies, with the ledger of the state.
fn verified(state: &TwoTally, halves: &[SealedHalf], intake: Intake) -> News {
    let (task, scheme) = (state.task().unwrap(), scheme());
    let mut verifier = Verifier::new(&scheme, &task.key).unwrap();
    let party = verifier.party();
    for half in halves {
        verifier.add(half);
    }
    let ledger = task
        .ledger
        .map_or_else(|| scheme.new_ledger(party), |ledger| scheme.read_ledger(&ledger).unwrap());
    let (verification, counts) = verifier.finish(&ledger);
    let file = Rc::new(verification.to_bytes());
    let fingerprint = file_fingerprint(&file).to_string();
    News::Verified(Box::new(Verified { party, counts, intake, fingerprint }), file)
}

/// What a worker tells that counts.
fn counted(state: &TwoTally, halves: &[SealedHalf], allow_missing: bool) -> News {
    let (task, scheme) = (state.task().unwrap(), scheme());
    let verifier = Verifier::new(&scheme, &task.key).unwrap();
    let party = verifier.party();
    let [own, other] =
        state.verifications().unwrap().map(|file| scheme.read_verification(&file).unwrap());
    let matched = Match::new(&scheme, own, &other).unwrap();
    let counts = matched.counts();
    let failed = |fault| News::Failed(HalvesFault::Count(fault), Some(counts));
    let mut counter = match Counter::new(&verifier, &matched) {
        Ok(counter) => counter,
        Err(fault) => return failed(fault),
    };
    if let Err(fault) = matched.check_missing()
        && !allow_missing
    {
        return failed(fault);
    }
    for half in halves {
        counter.add(half);
    }
    let mut ledger = task
        .ledger
        .map_or_else(|| scheme.new_ledger(party), |ledger| scheme.read_ledger(&ledger).unwrap());
    match counter.finish(&mut ledger) {
        Ok(total) => {
            let file = Rc::new(total.to_bytes());
            let fingerprint = file_fingerprint(&file).to_string();
            let told = Counted { party, counts, fingerprint };
            News::Counted(Box::new(told), file, Rc::new(ledger.to_bytes()))
        }
        Err(fault) => failed(fault),
    }
}

/// The state after a task has told something.
fn told(state: &TwoTally, doing: Doing, news: News) -> TwoTally {
    let begun = state.after(Event::Began(doing));
    begun.after(Event::Told(begun.turn, news))
}

/// The state after a file was given and looked at.
fn gave(state: &TwoTally, slot: Slot, file: &Bytes) -> TwoTally {
    let looked = look(&scheme(), slot.kind(), file);
    let events =
        [Event::Gave(slot, Some(file.clone())), Event::LookedAt(slot, file.clone(), Some(looked))];
    after(state, events)
}

fn is(state: &TwoTally, slot: Slot) -> Option<Is> {
    state.given[slot as usize].as_ref().map(|given| given.is.clone())
}

/// Two organisers after they have verified and exchanged.
fn exchanged(halves: &[Vec<SealedHalf>; 2]) -> [TwoTally; 2] {
    let states = Party::BOTH.map(|party| {
        let state = organiser(party);
        let news = verified(&state, &halves[party as usize], Intake::default());
        told(&state, Doing::Verifies, news)
    });
    let files = states.each_ref().map(|state| state.verified.as_ref().unwrap().file.clone());
    [gave(&states[0], Slot::Other, &files[1]), gave(&states[1], Slot::Other, &files[0])]
}

fn of(pairs: &[[SealedHalf; 2]], party: Party) -> Vec<SealedHalf> {
    pairs.iter().map(|pair| pair[party as usize].clone()).collect()
}

fn golden(name: &str, state: &TwoTally) {
    for language in LANGUAGES {
        let html = rendered::<TwoTallyPage>(TwoTallyPageProps {
            language,
            state: Rc::new(state.clone()),
            said: None,
            over: false,
            on: Callback::noop(),
        });
        kit::golden(&format!("two-tally-{name}"), language, &html);
    }
}

#[test]
fn two_organisers_come_to_the_same_tables() {
    let pairs = pairs(40);
    let halves = Party::BOTH.map(|party| of(&pairs, party));
    let [first, second] = exchanged(&halves);
    let both = [first, second].map(|state| {
        assert!(state.unsaved());
        let party = state.party().unwrap();
        let state = told(&state, Doing::Counts, counted(&state, &halves[party as usize], false));
        let state = state.after(Event::Saved(Save::Verification));
        assert_eq!(state.counted.as_ref().unwrap().of.counts.accepted, 40);
        // Not before the ledger is saved.
        assert!(state.own_totals().is_none() && state.unsaved());
        after(&state, [Event::Saved(Save::Ledger), Event::Saved(Save::Totals)])
    });
    assert!(!both[0].unsaved());
    let files = both.each_ref().map(|state| state.own_totals().unwrap().clone());
    let shown = [gave(&both[0], Slot::OtherTotals, &files[1]), {
        gave(&both[1], Slot::OtherTotals, &files[0])
    }];
    let [one, other] = shown.each_ref().map(|state| {
        let tables = state.totals.as_ref().unwrap().as_ref().unwrap();
        (tables.csv.clone(), tables.rows.clone())
    });
    assert_eq!(one, other);
    assert!(one.0.contains("people,,,,,40,\r\n"), "{}", one.0);
    golden("counted", &both[0]);
    golden("tables", &shown[0]);
    // The ledger of this count is that of the next one: nobody is left to verify.
    let again = verified(&both[0], &halves[0], Intake::default());
    let News::Verified(again, _) = again else { panic!("verified") };
    assert_eq!((again.counts.verified, again.counts.counted_before), (0, 40));
}

#[test]
fn what_is_dropped_is_told_by_its_reason() {
    let pairs = pairs(14);
    let mut first = of(&pairs[..13], Party::First);
    // A copy, one for the other, one of another plan, and a different half with a known id.
    first.push(first[0].clone());
    first.push(pairs[0][1].clone());
    let other = Scheme::new(instrument(), plan(4)).unwrap();
    let twelve = &records(14, Form::Full, 7)[12..];
    first.push(other.split(&twelve[0], &halves_random(50)).unwrap()[0].clone());
    first.push(scheme().split(&twelve[1], &halves_random(12)).unwrap()[0].clone());
    let state = organiser(Party::First);
    let mut intake = Intake { halves: 17, unreadable: 1, ..Intake::default() };
    (intake.none.damaged, intake.none.newer, intake.none.files) = (2, 1, 3);
    let verified = told(&state, Doing::Verifies, verified(&state, &first, intake));
    let counts = &verified.verified.as_ref().unwrap().of.counts;
    assert_eq!((counts.verified, counts.copies, counts.repeated), (12, 1, 2));
    assert_eq!(counts.unopened.values().sum::<u64>(), 2);
    golden("verified", &verified);
    // Nine of them at the other one: too many are missing; then too few.
    let second = organiser(Party::Second);
    let few = |number: usize| {
        let halves = of(&pairs[..number], Party::Second);
        let News::Verified(_, file) = self::verified(&second, &halves, Intake::default()) else {
            panic!("verified")
        };
        gave(&verified, Slot::Other, &file)
    };
    let state = few(10);
    let missing = told(&state, Doing::Counts, counted(&state, &first, false));
    let fault = missing.failed.unwrap().fault;
    let expected = CountFault::ManyMissing { missing: 2, own: 12 };
    assert_eq!(fault, HalvesFault::Count(expected));
    golden("missing", &missing);
    let allowed = told(&state, Doing::Counts, counted(&state, &first, true));
    assert_eq!((allowed.failed, allowed.counted.is_some()), (None, true));
    let state = few(9);
    let too_few = told(&state, Doing::Counts, counted(&state, &first, true));
    let expected = CountFault::TooFew { people: 9, minimum: 10 };
    assert_eq!(too_few.failed.unwrap().fault, HalvesFault::Count(expected));
}

/// A cheater cannot have two different answers counted: the first half of one record, the second
/// of another, made with the same random numbers.
#[test]
fn halves_of_two_records_do_not_belong_together() {
    let (scheme, mut pairs) = (scheme(), pairs(13));
    let [one, other] =
        [0, 1].map(|at| scheme.split(&records(2, Form::Full, 9)[at], &halves_random(90)).unwrap());
    pairs.push([one[0].clone(), other[1].clone()]);
    let halves = Party::BOTH.map(|party| of(&pairs, party));
    for (state, halves) in exchanged(&halves).iter().zip(&halves) {
        let state = told(state, Doing::Counts, counted(state, halves, false));
        let counts = state.counted.unwrap().of.counts;
        assert_eq!((counts.accepted, counts.different), (13, 1));
    }
}

#[test]
fn every_wrong_file_is_named_and_stops_nothing_else() {
    let pairs = pairs(12);
    let halves = Party::BOTH.map(|party| of(&pairs, party));
    let [first, _] = exchanged(&halves);
    let own = first.verified.as_ref().unwrap().file.clone();
    let wrong = |slot, bytes: Vec<u8>| is(&gave(&first, slot, &Rc::new(bytes)), slot).unwrap();
    let damaged = |at: usize| {
        let mut bytes = (*own).clone();
        bytes[at] ^= 1;
        bytes
    };
    let file = |fault| Is::Bad(Wrong::File(fault));
    assert_eq!(wrong(Slot::Other, (*own).clone()), Is::Bad(Wrong::Party));
    assert_eq!(wrong(Slot::Own, damaged(100)), file(FileFault::Damaged));
    assert_eq!(wrong(Slot::Own, damaged(2)), file(FileFault::Newer));
    assert_eq!(wrong(Slot::Ledger, (*own).clone()), file(FileFault::OtherFile));
    let theirs = Scheme::new(instrument(), plan(4)).unwrap();
    let ledger = theirs.new_ledger(Party::First).to_bytes();
    assert_eq!(wrong(Slot::Ledger, ledger.clone()), file(FileFault::OtherPlan));
    // The other slots keep what they have; a ledger that is not taken stops both tasks.
    let state = gave(&first, Slot::Ledger, &Rc::new(ledger));
    assert!(state.good(Slot::Other).is_some() && state.task().is_none());
    golden("wrong", &state);
    assert!(state.after(Event::PutAside(Slot::Ledger)).task().is_some());
    let unread = first.after(Event::Gave(Slot::Other, None));
    assert_eq!(is(&unread, Slot::Other), Some(Is::Bad(Wrong::Unread)));
    // What a file was found to be is not said of one that came meanwhile.
    let (old, new) = (Rc::new(vec![1]), own);
    let later = [
        Event::Gave(Slot::Own, Some(old.clone())),
        Event::Gave(Slot::Own, Some(new)),
        Event::LookedAt(Slot::Own, old, Some(Err(FileFault::OtherFile))),
    ];
    assert_eq!(is(&after(&first, later), Slot::Own), Some(Is::Unknown));
    // A key that is not the plan's.
    let stranger = Secret(Rc::new(key(7)));
    let state = first.after(Event::Key(Some(stranger)));
    assert!(state.is_stranger() && state.task().is_none());
    // That of the other one: what the first had made is not its own.
    let state = first.after(Event::Key(Some(Secret(Rc::new(key(2))))));
    assert_eq!((state.party(), state.verified), (Some(Party::Second), None));
}

#[test]
fn another_plan_puts_aside_what_belongs_to_the_first() {
    let pairs = pairs(12);
    let [first, _] = exchanged(&Party::BOTH.map(|party| of(&pairs, party)));
    let invitation = Invitation::new(plan(3), campaign()).unwrap();
    let first = first.after(Event::PlanText(invitation.to_code()));
    assert!(first.verified.is_some());
    let turn = first.turn;
    let same = first.after(Event::PlanText(plan(3).to_code()));
    assert!(same.verified.is_some() && same.invitation.is_some());
    let other = first.after(Event::PlanText(plan(4).to_code()));
    assert!(other.verified.is_none() && other.invitation.is_none());
    assert!(other.given.iter().all(Option::is_none) && other.party() == Some(Party::First));
    let stale = News::Failed(HalvesFault::Stopped, None);
    assert_eq!(other.after(Event::Told(turn, stale)), other);
    let refused = first.after(Event::PlanText("QINGDAN-T1:".to_owned()));
    assert!(matches!(refused.plan_refused, Some(PlanTrouble::Refused(_))));
    assert!(refused.verified.is_some());
}

#[test]
fn a_plan_is_made_of_two_keys_and_a_campaign() {
    golden("start", &TwoTally::default());
    let own = Secret(Rc::new(key(1)));
    let partner = key(2).public().clone();
    let read = read_campaign(instrument(), &campaign().to_code());
    let draft = after(
        &TwoTally::default(),
        [
            Event::Key(Some(own)),
            Event::PickedParty(Party::Second),
            Event::Partner(Some(partner)),
            Event::Campaign(Box::new(read)),
            Event::Stratum(0),
        ],
    );
    let failed = draft.after(Event::Planned(Box::new(Err(PlanFault::SameKey))));
    golden("draft", &failed);
    // Records of a campaign with a key are not split.
    let sealed = Extensions { key: Some(key(5).public().clone()), ..Extensions::default() };
    let sealed = campaign().with(instrument(), sealed).unwrap();
    let sealed = draft.after(Event::Campaign(Box::new(Ok(sealed)))).draft.campaign;
    assert_eq!(sealed, Some(Err(CampaignTrouble::Sealed)));
    let planned = draft.after(Event::Planned(Box::new(Ok(plan(3)))));
    assert!(planned.unsaved() && planned.invitation.is_some());
    golden("plan", &planned);
    assert!(!planned.after(Event::PlanSaved).unsaved());
    let reading = after(&organiser(Party::First), [Event::Began(Doing::Verifies)]);
    let progress = News::Progress { done: 640, total: 10_000, halves: 639 };
    golden("reading", &reading.after(Event::Told(reading.turn, progress)));
}
