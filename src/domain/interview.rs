//! One respondent answering.
//!
//! An [`Interview`] keeps every answer ever given, also those that the chosen form does not ask,
//! so that switching between the forms loses nothing. [`Interview::finish`] settles them.

use super::answer::{Answer, Answers, Complete, Priorities, Question};
use super::campaign::{FormChoice, Terms, usual_background};
use super::instrument::{Form, Instrument, Nonresponse};
use super::randomised::NoiseSeed;
use super::record::{CampaignRef, RecordId};

/// Something the respondent did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Answered a question, or took the answer back ([`Answer::Skipped`]).
    Answered(Question, Answer),
    /// Tapped a category in the priorities question: chosen, or taken back.
    ToggledPriority(u8),
    /// Answered the priorities question as a whole: none for now, declined, taken back.
    AnsweredPriorities(Priorities),
    /// Picked the full or the quick form.
    PickedForm(Form),
    /// Joined a campaign, or left it.
    Joined(Option<Terms>),
    /// Saved the record.
    Exported,
    /// Erased everything and began anew under a fresh number and with a fresh seed.
    Erased(RecordId, NoiseSeed),
    /// Went on with a draft.
    Resumed(Box<Interview>),
}

/// One respondent answering one instrument.
///
/// # Examples
/// ```
/// use qingdan::domain::answer::{Answer, Question};
/// use qingdan::domain::interview::{Event, Interview};
/// use qingdan::domain::record::RecordId;
/// use qingdan::domain::shipped_instrument;
///
/// let instrument = shipped_instrument();
/// // The number is random; the caller draws it, because the domain knows no chance.
/// let interview = Interview::new(instrument, RecordId([7; 16]), None);
/// let picked = Event::Answered(Question::Item(0), Answer::Option(3));
/// let interview = interview.after(instrument, &picked).ok_or("a change")?;
/// assert_eq!(interview.progress(instrument).answered, 1);
/// // What is not offered, or changes nothing, is no step.
/// assert!(interview.after(instrument, &picked).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    pub(super) id: RecordId,
    pub(super) seed: Option<NoiseSeed>,
    pub(super) revision: u8,
    pub(super) exported: bool,
    pub(super) form: Form,
    pub(super) terms: Option<Terms>,
    pub(super) answers: Answers,
}

/// How much of something is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Questions with an answer of any kind other than skipped.
    pub answered: usize,
    /// Questions asked; those that are not applicable by rule count as answered.
    pub asked: usize,
}

impl Interview {
    /// Begins an interview under a random number; in a campaign, with the usual questions.
    pub fn new(instrument: &Instrument, id: RecordId, campaign: Option<CampaignRef>) -> Self {
        let (form, background) = (FormChoice::Either, usual_background(instrument));
        let (sealed, protected) = (false, false);
        let terms =
            campaign.map(|campaign| Terms { campaign, form, background, sealed, protected });
        Self::begun(instrument, id, terms)
    }

    fn begun(instrument: &Instrument, id: RecordId, terms: Option<Terms>) -> Self {
        let (form, answers) = (form_in(terms, Form::Full), Answers::new(instrument));
        Self { id, seed: None, revision: 0, exported: false, form, terms, answers }
    }

    /// The same interview with the seed of its draws. Without one, no answer is randomised, and so
    /// nothing leaves the phone for a campaign that randomises some.
    #[must_use]
    pub fn with_seed(self, seed: NoiseSeed) -> Self {
        Self { seed: Some(seed), ..self }
    }

    /// The interview after an event; `None` where the event changes nothing or is not allowed.
    pub fn after(&self, instrument: &Instrument, event: &Event) -> Option<Self> {
        let mut next = self.clone();
        match event {
            Event::Answered(question, answer) => {
                if !self.asks(instrument, *question) || !allows(instrument, *question, *answer) {
                    return None;
                }
                *next.answers.slot(*question)? = *answer;
            }
            Event::ToggledPriority(category) => {
                if usize::from(*category) >= instrument.categories.len() {
                    return None;
                }
                next.answers.priorities = self.answers.priorities.toggled(*category)?;
            }
            Event::AnsweredPriorities(Priorities::Chosen(_) | Priorities::NotAsked) => return None,
            Event::AnsweredPriorities(priorities) => {
                if self.answers.priorities == Priorities::NotAsked {
                    return None;
                }
                next.answers.priorities = priorities.clone();
            }
            Event::PickedForm(form) => next.form = form_in(self.terms, *form),
            Event::Joined(terms) => {
                next.terms = *terms;
                next.form = form_in(*terms, self.form);
            }
            Event::Exported => next.exported = true,
            Event::Erased(id, seed) => {
                return Some(Self::begun(instrument, *id, self.terms).with_seed(seed.clone()));
            }
            Event::Resumed(interview) => return Some(interview.as_ref().clone()),
        }
        if next == *self {
            return None;
        }
        if self.exported && *event != Event::Exported {
            next.exported = false;
            next.revision = self.revision.saturating_add(1);
        }
        Some(next)
    }

    /// Everything settled. Skipping is always allowed, so an interview can be finished any time.
    pub fn finish(&self, instrument: &Instrument) -> Complete {
        let mut answers = self.answers.clone();
        for (at, answer) in (0..).map(Question::Background).zip(&mut answers.background) {
            *answer = self.background(instrument, at);
        }
        Complete::new(instrument, self.form, &answers)
    }

    /// The answer to a background question as it counts: not asked, or as answered.
    pub fn background(&self, instrument: &Instrument, question: Question) -> Answer {
        match self.answers.get(question) {
            _ if !self.asks(instrument, question) => Answer::NotAsked,
            Answer::NotAsked => Answer::Skipped,
            answer => answer,
        }
    }

    /// Whether a question is asked, apart from the form: background questions are the campaign's,
    /// without one the instrument's usual ones.
    pub fn asks(&self, instrument: &Instrument, question: Question) -> bool {
        let Question::Background(at) = question else {
            return self.answers.get(question) != Answer::NotAsked;
        };
        let background = self.terms.map_or_else(|| usual_background(instrument), |t| t.background);
        u32::from(background).checked_shr(at.into()).is_some_and(|rest| rest % 2 == 1)
    }

    /// The answers as given, also those that the form does not ask.
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The form being answered.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The random number that the ids of its records follow from. It leaves the phone in no file.
    pub const fn id(&self) -> RecordId {
        self.id
    }

    /// The seed of its draws: made when it begins, and the same whatever is answered, joined or
    /// left, so that no dice are thrown again for the same odds.
    pub const fn seed(&self) -> Option<&NoiseSeed> {
        self.seed.as_ref()
    }

    /// How often the answers changed after an export.
    pub const fn revision(&self) -> u8 {
        self.revision
    }

    /// Whether the answers as they stand have been exported.
    pub const fn exported(&self) -> bool {
        self.exported
    }

    /// The campaign answered for, if any.
    pub fn campaign(&self) -> Option<CampaignRef> {
        self.terms.map(|terms| terms.campaign)
    }

    /// What the campaign answered for asks, if there is one.
    pub const fn terms(&self) -> Option<Terms> {
        self.terms
    }

    /// Whether anything has been answered.
    pub fn touched(&self, instrument: &Instrument) -> bool {
        self.answers != Answers::new(instrument)
    }

    /// How much of one category is answered.
    pub fn progress_of(&self, instrument: &Instrument, category: usize) -> Progress {
        progress(instrument.items_of(category), |item| {
            self.answers.settled(instrument, self.form, item)
        })
    }

    /// How much of the scored items is answered.
    pub fn progress(&self, instrument: &Instrument) -> Progress {
        progress(0..instrument.items.len(), |item| {
            self.answers.settled(instrument, self.form, item)
        })
    }
}

/// The form that is filled in where one is wanted: a campaign may ask only the other.
fn form_in(terms: Option<Terms>, wanted: Form) -> Form {
    terms.and_then(|terms| terms.form.only()).unwrap_or(wanted)
}

/// Counts answers; items that are not asked are left out.
fn progress(items: impl Iterator<Item = usize>, settled: impl Fn(usize) -> Answer) -> Progress {
    items.fold(Progress::default(), |mut progress, item| {
        let answer = settled(item);
        if answer != Answer::NotAsked {
            progress.asked += 1;
            progress.answered += usize::from(answer != Answer::Skipped);
        }
        progress
    })
}

/// Whether a question can be answered in this way.
pub fn allows(instrument: &Instrument, question: Question, answer: Answer) -> bool {
    let options = instrument.options_of(question);
    let offers = match question {
        Question::Item(at) => instrument.items.get(usize::from(at)).map(|item| &item.offers),
        Question::Outcome(_) | Question::Background(_) => None,
    };
    let offered = |way| offers.is_some_and(|offers| offers.contains(&way));
    match answer {
        Answer::Option(option) => usize::from(option) < options.len(),
        Answer::NotApplicable => offered(Nonresponse::NotApplicable),
        Answer::DontKnow => offered(Nonresponse::DontKnow),
        Answer::Declined | Answer::Skipped => !options.is_empty(),
        Answer::NotAsked => false,
    }
}
