//! The record as it leaves: noise and background of the campaign, in one place, every time.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;

use proptest::prelude::*;
use qingdan::domain::answer::{Answer, Question};
use qingdan::domain::campaign::{Campaign, Details, Extensions, FormChoice, read_campaign};
use qingdan::domain::crowd::{ALIKE_MIN, Roster, TOLD_MAX, told, without};
use qingdan::domain::draft::{Draft, read_draft};
use qingdan::domain::instrument::{Form, Instrument};
use qingdan::domain::interview::{Event, Interview};
use qingdan::domain::leaving::{NotProtected, leaving};
use qingdan::domain::randomised::{NoiseSeed, Randomisation, TruthProbability};
use qingdan::domain::record::{Record, RecordId, anonymise, read_own};
use qingdan::domain::respondent_instrument;
use qingdan::domain::seal::PrivateKey;

fn instrument() -> &'static Instrument {
    respondent_instrument()
}

/// The first two background questions.
const BACKGROUND: u8 = 0b11;

fn item(id: &str) -> u8 {
    u8::try_from(instrument().item_index(id).unwrap()).unwrap()
}

fn noise() -> Randomisation {
    let items = ["rank_sessions", "rank_penalty", "acc_personal"].map(item);
    Randomisation::new(instrument(), TruthProbability::HALF, &items).unwrap()
}

/// Everybody is in the first option of each question but for a few.
fn roster(people: u32) -> Roster {
    let counts = |question: usize| {
        let mut counts = vec![3; instrument().background[question].options.len()];
        counts[0] = 250 - counts[1..].iter().sum::<u32>();
        counts
    };
    Roster::new(instrument(), BACKGROUND, people, &[counts(0), counts(1)]).unwrap()
}

fn campaign(wave: u8, randomised: Option<Randomisation>, roster: Option<Roster>) -> Campaign {
    let details = Details {
        id: [1, 2, 3, 4],
        wave,
        title: "2026".to_owned(),
        wave_label: String::new(),
        purpose: String::new(),
        contact: String::new(),
        form: FormChoice::Either,
        background: BACKGROUND,
        minimum: 10,
    };
    let campaign = Campaign::new(instrument(), details).unwrap();
    campaign.with(instrument(), Extensions { randomised, roster, ..Extensions::default() }).unwrap()
}

fn begun(seed: [u8; 32]) -> Interview {
    Interview::new(instrument(), RecordId([7; 16]), None).with_seed(NoiseSeed::of_random(seed))
}

fn then(interview: &Interview, event: &Event) -> Interview {
    interview.after(instrument(), event).unwrap_or_else(|| interview.clone())
}

fn joined(interview: &Interview, campaign: &Campaign) -> Interview {
    then(interview, &Event::Joined(Some(campaign.terms())))
}

fn answered(interview: &Interview, question: Question, option: u8) -> Interview {
    then(interview, &Event::Answered(question, Answer::Option(option)))
}

fn record(interview: &Interview, campaign: &Campaign) -> Record {
    leaving(instrument(), interview, Some(campaign)).unwrap().record
}

/// An interview with any answers to the campaign's questions.
fn any_interview() -> impl Strategy<Value = Interview> {
    let answer = (0..40_u8, 0..7_u8).prop_map(|(item, option)| (Question::Item(item), option));
    let background = (0..2_u8, 0..5_u8).prop_map(|(at, option)| (Question::Background(at), option));
    let answers = prop::collection::vec(prop_oneof![4 => answer, 1 => background], 0..80);
    (any::<[u8; 32]>(), answers, any::<bool>()).prop_map(|(seed, answers, quick)| {
        let form = if quick { Form::Quick } else { Form::Full };
        let begun = then(&begun(seed), &Event::PickedForm(form));
        let begun = joined(&begun, &campaign(1, Some(noise()), Some(roster(500))));
        answers
            .iter()
            .fold(begun, |interview, (question, option)| answered(&interview, *question, *option))
    })
}

proptest! {
    /// [15] [20] What leaves is the true record without its rarest background and with its draws,
    /// nothing else; it reads back, and it is the same every time.
    #[test]
    fn what_leaves_is_what_was_promised(interview in any_interview(), people in 1_u32..2_000) {
        let crowd = roster(people);
        let both = campaign(1, Some(noise()), Some(crowd.clone()));
        let told = leaving(instrument(), &interview, Some(&both)).unwrap();
        let truth = anonymise(instrument(), &interview);
        let crowded = told.crowd.unwrap();
        prop_assert_eq!(crowded.alike, crowd.alike(truth.complete()));
        prop_assert_eq!(crowded.coarsened, crowd.coarsened(truth.complete()));
        let coarse = without(&truth, crowded.coarsened.dropped);
        let seed = interview.seed().unwrap();
        let drawn = noise().apply(instrument(), &coarse, seed);
        prop_assert_eq!(told.record.complete(), drawn.complete());
        let rest = |record: &Record| (record.instrument(), record.campaign(), record.revision());
        prop_assert_eq!(rest(&told.record), rest(&truth));
        prop_assert_eq!(leaving(instrument(), &interview, Some(&both)).unwrap(), told.clone());
        let json = told.record.to_json(instrument());
        prop_assert_eq!(read_own(instrument(), &json), Ok(told.record));
    }

    /// [15] Where fewer than ten share the background, it never leaves unchanged.
    #[test]
    fn a_rare_background_never_leaves_unchanged(
        interview in any_interview(), people in 1_u32..3_000,
    ) {
        let crowd = roster(people);
        let rare = campaign(1, Some(noise()), Some(crowd.clone()));
        let truth = anonymise(instrument(), &interview);
        let left = record(&interview, &rare);
        let given = |record: &Record| {
            record.complete().answers().background.iter().filter(|a| a.option().is_some()).count()
        };
        let enough = crowd.alike(left.complete()) >= ALIKE_MIN;
        prop_assert!(enough || given(&left) == 0);
        let few = crowd.alike(truth.complete()) < ALIKE_MIN;
        prop_assert_eq!(given(&left) < given(&truth), few && given(&truth) > 0);
    }

    /// [20] Leaving a campaign and joining it again, another wave of it, and a draft that is opened
    /// again repeat the draws.
    #[test]
    fn nothing_throws_the_dice_again(interview in any_interview()) {
        let [first, second] = [1, 2].map(|wave| campaign(wave, Some(noise()), None));
        let terms = interview.terms();
        let interview = joined(&interview, &first);
        let before = record(&interview, &first);
        let left = then(&interview, &Event::Joined(None));
        let again = record(&joined(&left, &first), &first);
        prop_assert_eq!((again.id(), again.complete()), (before.id(), before.complete()));
        let other = record(&joined(&interview, &second), &second);
        prop_assert_eq!(other.complete(), before.complete());
        let draft = Draft { interview, page: 3 };
        let opened = read_draft(instrument(), &draft.to_bytes(instrument())).unwrap();
        prop_assert_eq!(record(&opened.interview, &first), before);
        prop_assert!(terms.unwrap().protected);
    }

    /// People are never told to be more than they are, and hardly fewer; above a thousand they are
    /// told as a thousand.
    #[test]
    fn people_are_rounded_down(alike in ALIKE_MIN..5_000_000) {
        prop_assert!(told(alike) <= alike && told(alike) > 0);
        prop_assert!(alike.min(TOLD_MAX) - told(alike) <= 9 && told(alike) <= TOLD_MAX);
    }
}

#[test]
fn numbers_of_people_as_they_are_told() {
    for (alike, expected) in [
        (10, 10),
        (19, 10),
        (20, 20),
        (99, 90),
        (101, 100),
        (999, 990),
        (1_000, 1_000),
        (1_239, 1_000),
        (980_000, 1_000),
    ] {
        assert_eq!(told(alike), expected);
    }
}

#[test]
fn nothing_leaves_before_the_campaign_is_known() {
    for protected in [
        campaign(1, Some(noise()), None),
        campaign(1, None, Some(roster(500))),
        campaign(1, Some(noise()), Some(roster(500))),
    ] {
        let interview = joined(&begun([1; 32]), &protected);
        let without = |known: Option<&Campaign>| leaving(instrument(), &interview, known);
        assert_eq!(without(None).unwrap_err(), NotProtected::NoCampaign);
        let plain = campaign(1, None, None);
        assert_eq!(without(Some(&plain)).unwrap_err(), NotProtected::NoCampaign);
        let wave = campaign(2, Some(noise()), Some(roster(500)));
        assert_eq!(without(Some(&wave)).unwrap_err(), NotProtected::NoCampaign);
        let read = read_campaign(instrument(), &protected.to_code()).unwrap();
        assert!(without(Some(&read)).is_ok());
    }
    // Without a campaign, and with one that promises nothing, nobody needs it.
    let plain = joined(&begun([1; 32]), &campaign(1, None, None));
    for interview in [begun([1; 32]), plain] {
        let left = leaving(instrument(), &interview, None).unwrap();
        assert_eq!(left.record.complete(), anonymise(instrument(), &interview).complete());
        assert_eq!(left.crowd, None);
    }
}

/// [27] There is nothing to fall back to: without a seed nothing that is to be randomised leaves.
#[test]
fn nothing_is_randomised_without_a_seed() {
    let seedless = Interview::new(instrument(), RecordId([7; 16]), None);
    let noisy = campaign(1, Some(noise()), None);
    let left = leaving(instrument(), &joined(&seedless, &noisy), Some(&noisy));
    assert_eq!(left.unwrap_err(), NotProtected::NoSeed);
    let crowded = campaign(1, None, Some(roster(500)));
    assert!(leaving(instrument(), &joined(&seedless, &crowded), Some(&crowded)).is_ok());
}

/// Two files of one interview do not show by their ids that they belong together, unless the one
/// is to replace the other.
#[test]
fn no_two_campaigns_share_an_id() {
    let three_quarters = TruthProbability::new(3, 4).unwrap();
    let keys = [b"a seed of one key, only for tests", b"a seed of two keys, just for test"];
    let keyed = |number: usize, randomised: Option<Randomisation>| {
        let key = PrivateKey::of_random(keys[number][..32].try_into().unwrap()).unwrap();
        let key = Some(key.public().clone());
        let extensions = Extensions { key, randomised, ..Extensions::default() };
        campaign(1, None, None).with(instrument(), extensions).unwrap()
    };
    let other_odds = Randomisation::new(instrument(), three_quarters, noise().items()).unwrap();
    let fewer = Randomisation::new(instrument(), TruthProbability::HALF, &noise().items()[1..]);
    let mut elsewhere = campaign(1, None, None).details().clone();
    elsewhere.id = [1, 2, 3, 5];
    let campaigns = [
        campaign(1, None, None),
        campaign(2, None, None),
        Campaign::new(instrument(), elsewhere).unwrap(),
        keyed(0, None),
        keyed(1, None),
        keyed(0, Some(noise())),
        campaign(1, Some(noise()), None),
        campaign(1, Some(other_odds), None),
        campaign(1, Some(fewer.unwrap()), None),
    ];
    let begun = begun([1; 32]);
    let alone = leaving(instrument(), &begun, None).unwrap().record.id();
    let ids = campaigns.each_ref().map(|campaign| record(&joined(&begun, campaign), campaign).id());
    let different: HashSet<RecordId> = ids.into_iter().chain([alone, begun.id()]).collect();
    assert_eq!(different.len(), campaigns.len() + 2, "{ids:?}");

    // Nobody needs the number itself to know the id again, and an answer does not change it.
    for (campaign, id) in campaigns.iter().zip(ids) {
        let saved = then(&joined(&begun, campaign), &Event::Exported);
        let changed = answered(&saved, Question::Item(0), 1);
        let later = record(&changed, campaign);
        assert_eq!((later.id(), later.revision()), (id, 1));
        let left = then(&changed, &Event::Joined(None));
        assert_eq!(leaving(instrument(), &left, Some(campaign)).unwrap().record.id(), alone);
        assert_eq!(record(&joined(&left, campaign), campaign).id(), id, "joined again");
    }
    // The organiser corrects who is asked: still the same people.
    let [few, many] = [400, 500].map(|people| campaign(1, Some(noise()), Some(roster(people))));
    let ids = [few, many].map(|campaign| record(&joined(&begun, &campaign), &campaign).id());
    assert_eq!(ids[0], ids[1]);
    let other = Interview::new(instrument(), RecordId([8; 16]), None);
    assert_ne!(leaving(instrument(), &other, None).unwrap().record.id(), alone);
}

/// [20] Other odds are other dice: were they the same, two files that differ would now and then
/// show which of them holds the truth.
#[test]
fn other_odds_throw_other_dice() {
    let three_quarters = TruthProbability::new(3, 4).unwrap();
    let noises = [TruthProbability::HALF, three_quarters]
        .map(|truth| Randomisation::new(instrument(), truth, noise().items()).unwrap());
    let campaigns = noises.map(|noise| campaign(1, Some(noise), None));
    let question = Question::Item(noise().items()[0]);
    let mut only_first_true = 0;
    for seed in 0..=u8::MAX {
        let interview = answered(&joined(&begun([seed; 32]), &campaigns[0]), question, 0);
        let [first, second] = campaigns.each_ref().map(|campaign| {
            let record = record(&joined(&interview, campaign), campaign);
            record.complete().answers().get(question)
        });
        let truth = Answer::Option(0);
        only_first_true += u32::from(first == truth && second != truth);
    }
    // Of 256 seeds one in eight or so; with the same dice none at all.
    assert!((10..90).contains(&only_first_true), "{only_first_true}");
}

/// Erasing begins anew with another seed, and the results never see the draws.
#[test]
fn the_seed_is_the_interviews() {
    let noisy = campaign(1, Some(noise()), None);
    let interview = joined(&begun([1; 32]), &noisy);
    let interview = noise()
        .items()
        .iter()
        .fold(interview, |interview, item| answered(&interview, Question::Item(*item), 3));
    assert_eq!(interview.seed(), Some(&NoiseSeed::of_random([1; 32])));
    let complete = interview.finish(instrument());
    for &item in noise().items() {
        assert_eq!(complete.answers().get(Question::Item(item)), Answer::Option(3));
    }
    let other = NoiseSeed::of_random([2; 32]);
    let erased = then(&interview, &Event::Erased(RecordId([8; 16]), other.clone()));
    assert_eq!(erased.seed(), Some(&other));
    assert_eq!(erased.terms(), interview.terms());
}
