//! The answers of one invented person.

use super::population::{Careless, Graded, Missing, Population};
use super::source::Source;
use crate::domain::answer::{Answer, Answers, Priorities, Question};
use crate::domain::instrument::{Form, Instrument, Kind, Nonresponse, PRIORITIES_MAX};

/// The outer thresholds of many options come close to ± this.
const THRESHOLD_SPAN: f64 = 1.6;

/// Sd of what priorities owe to chance and not to the burden, on the latent scale.
const PRIORITY_NOISE: f64 = 0.5;

/// Shares of people who choose one, two and three priorities.
const PRIORITY_COUNTS: [f64; PRIORITIES_MAX] = [0.1, 0.15, 0.75];

/// Items that are answered anew in a revision; some may come out as before.
const REVISED_ITEMS: usize = 3;

/// The thresholds between `options` options, ascending.
pub(super) fn thresholds(options: usize) -> impl Iterator<Item = f64> + Clone {
    let count = u8::try_from(options).unwrap_or(u8::MAX);
    let step = 2.0 * THRESHOLD_SPAN / f64::from(count.max(1));
    (1..count).map(move |k| f64::from(k) * step - THRESHOLD_SPAN)
}

/// The option of a response.
fn option(response: f64, options: usize) -> Answer {
    let passed = thresholds(options).take_while(|threshold| *threshold < response).count();
    Answer::Option(u8::try_from(passed).unwrap_or(u8::MAX))
}

impl Graded {
    /// The response to a burden.
    fn response(self, burden: f64, source: &mut Source) -> f64 {
        let unique = (1.0 - self.loading * self.loading).max(0.0).sqrt();
        self.location + self.loading * burden + unique * source.normal()
    }
}

/// What drawing needs to know of an instrument, looked up once.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// One per item: its category and its number of options.
    items: Vec<(usize, usize)>,
    /// One per outcome other than the priorities: its number of options, and how many of them,
    /// from the first on, are grades.
    outcomes: Vec<(usize, usize)>,
    /// Nobody's answers.
    blank: Answers,
}

impl Plan {
    pub(super) fn new(instrument: &Instrument) -> Self {
        let items = instrument.items.iter().map(|item| {
            let category = instrument.category_index(&item.category).unwrap_or_default();
            (category, instrument.options(&item.options).len())
        });
        let outcomes = instrument.choice_outcomes().iter().map(|outcome| {
            let options = instrument.options(&outcome.options);
            let valued = options.iter().take_while(|option| option.value.is_some()).count();
            let grades = if outcome.kind == Kind::NetChange { valued } else { options.len() };
            (options.len(), grades)
        });
        let (items, outcomes) = (items.collect(), outcomes.collect());
        Self { items, outcomes, blank: Answers::new(instrument) }
    }
}

/// One person's place on the latent scale.
struct Latent {
    /// The general factor with the shifts of groups and wave.
    general: f64,
    /// One per category.
    burdens: Vec<f64>,
}

impl Population {
    /// Draws a person: the groups, the manner of answering, the answers. Who copies has the answers
    /// of `sheet`.
    pub(super) fn person(
        &self,
        instrument: &Instrument,
        plan: &Plan,
        source: &mut Source,
        sheet: &Answers,
    ) -> Answers {
        let manner = source.share();
        let Careless { straight, random, copied } = self.careless;
        let sincere = self.sincere(instrument, plan, source);
        if manner < straight {
            straight_line(instrument, sincere, source)
        } else if manner < straight + random {
            at_random(instrument, sincere, source)
        } else if manner < straight + random + copied {
            Answers { background: sincere.background, ..sheet.clone() }
        } else if manner < straight + random + copied + self.impossible_hours {
            impossible_hours(instrument, sincere)
        } else {
            sincere
        }
    }

    /// The answers of a person who answers for themselves.
    pub(super) fn sincere(
        &self,
        instrument: &Instrument,
        plan: &Plan,
        source: &mut Source,
    ) -> Answers {
        let mut answers = plan.blank.clone();
        let shift = self.shift() + self.draw_groups(&mut answers, source);
        let latent = self.draw_latent(shift, source);
        let items = instrument.items.iter().zip(&plan.items).zip(&self.items);
        for (((item, &(category, options)), graded), answer) in items.zip(&mut answers.items) {
            *answer = match self.missing.draw(&item.offers, source) {
                Some(missing) => missing,
                None => option(graded.response(latent.burdens[category], source), options),
            };
        }
        let outcomes = plan.outcomes.iter().zip(&self.outcomes);
        for ((&(options, grades), graded), answer) in outcomes.zip(&mut answers.outcomes) {
            *answer = match self.missing.draw(&[], source) {
                Some(missing) => missing,
                None if grades < options && source.chance(self.unaware) => {
                    Answer::Option(u8::try_from(grades).unwrap_or(u8::MAX))
                }
                None => option(graded.response(latent.general, source), grades),
            };
        }
        if answers.priorities != Priorities::NotAsked {
            answers.priorities = self.draw_priorities(&latent, source);
        }
        answers
    }

    /// Draws the groups, tells them unless they stay untold, and gives the sum of their shifts.
    fn draw_groups(&self, answers: &mut Answers, source: &mut Source) -> f64 {
        let mut shift = 0.0;
        for (groups, answer) in self.background.iter().zip(&mut answers.background) {
            let Some(groups) = groups else {
                *answer = Answer::NotAsked;
                continue;
            };
            let place = source.place(&groups.shares);
            shift += groups.shifts[place];
            let told = Answer::Option(u8::try_from(place).unwrap_or(u8::MAX));
            *answer = self.missing.draw(&[], source).unwrap_or(told);
        }
        shift
    }

    fn draw_latent(&self, shift: f64, source: &mut Source) -> Latent {
        let general = source.normal();
        let (shared, own) = (self.correlation.sqrt(), (1.0 - self.correlation).sqrt());
        let burdens = self.burdens.iter().map(|burden| {
            let factor = shared * general + own * source.normal();
            burden.mean + shift + burden.sd * factor
        });
        let burdens = burdens.collect();
        Latent { general: general + shift, burdens }
    }

    /// The categories with the greatest burdens, more or less, the greatest first.
    fn draw_priorities(&self, latent: &Latent, source: &mut Source) -> Priorities {
        let Missing { skipped, declined, .. } = self.missing;
        let answer = source.share();
        if answer < skipped {
            return Priorities::Skipped;
        } else if answer < skipped + declined {
            return Priorities::Declined;
        } else if answer < skipped + declined + self.no_priority {
            return Priorities::Nothing;
        }
        let felt = latent.burdens.iter().map(|burden| burden + PRIORITY_NOISE * source.normal());
        let mut felt: Vec<(f64, u8)> = felt.zip(0..).collect();
        felt.sort_by(|one, other| other.0.total_cmp(&one.0));
        let count = source.place(&PRIORITY_COUNTS) + 1;
        Priorities::Chosen(felt.into_iter().take(count).map(|(_, category)| category).collect())
    }
}

impl Missing {
    /// The reason for not answering a question that offers some ways besides skipping and
    /// declining; none where it is answered.
    fn draw(&self, offers: &[Nonresponse], source: &mut Source) -> Option<Answer> {
        let offered = |way, share| if offers.contains(&way) { share } else { 0.0 };
        let reasons = [
            (Answer::Skipped, self.skipped),
            (Answer::Declined, self.declined),
            (Answer::DontKnow, offered(Nonresponse::DontKnow, self.dont_know)),
            (Answer::NotApplicable, offered(Nonresponse::NotApplicable, self.not_applicable)),
        ];
        let mut rest = source.share();
        let reached = reasons.into_iter().find(|(_, share)| {
            rest -= share;
            rest < 0.0
        });
        reached.map(|(reason, _)| reason)
    }
}

/// The questions that careless people answer.
fn careless_questions(instrument: &Instrument) -> impl Iterator<Item = Question> {
    let questions = instrument.questions().map(|(question, _)| question);
    questions.filter(|question| !matches!(question, Question::Background(_)))
}

/// The same option everywhere: one that every item has, or the last of an outcome with fewer.
fn straight_line(instrument: &Instrument, mut answers: Answers, source: &mut Source) -> Answers {
    let options = |item| instrument.options_of(Question::Item(item)).len();
    let items = u8::try_from(instrument.items.len()).unwrap_or(u8::MAX);
    let option = source.below((0..items).map(options).min().unwrap_or(0));
    for question in careless_questions(instrument) {
        let last = instrument.options_of(question).len().saturating_sub(1);
        if let Some(slot) = answers.slot(question) {
            *slot = Answer::Option(option.min(u8::try_from(last).unwrap_or(u8::MAX)));
        }
    }
    answers
}

/// Any option anywhere.
fn at_random(instrument: &Instrument, mut answers: Answers, source: &mut Source) -> Answers {
    for question in careless_questions(instrument) {
        let option = source.below(instrument.options_of(question).len());
        if let Some(slot) = answers.slot(question) {
            *slot = Answer::Option(option);
        }
    }
    if answers.priorities != Priorities::NotAsked {
        answers.priorities = Priorities::Chosen(vec![source.below(instrument.categories.len())]);
    }
    answers
}

/// Every activity takes the most hours, and the whole week has the fewest.
fn impossible_hours(instrument: &Instrument, mut answers: Answers) -> Answers {
    let Some(hours) = &instrument.hours else { return answers };
    for id in &hours.activities {
        let Some(item) = instrument.item_index(id) else { continue };
        let last = instrument.options(&instrument.items[item].options).len().saturating_sub(1);
        answers.items[item] = Answer::Option(u8::try_from(last).unwrap_or(u8::MAX));
    }
    let outcomes = instrument.choice_outcomes();
    if let Some(week) = outcomes.iter().position(|outcome| outcome.id == hours.week) {
        answers.outcomes[week] = Answer::Option(0);
    }
    answers
}

/// Some items that the form asks, answered anew.
pub(super) fn revise(
    instrument: &Instrument,
    form: Form,
    mut answers: Answers,
    source: &mut Source,
) -> Answers {
    let asked: Vec<usize> =
        (0..instrument.items.len()).filter(|&item| instrument.asks(form, item)).collect();
    for _ in 0..REVISED_ITEMS {
        let Some(&item) = asked.get(usize::from(source.below(asked.len()))) else { break };
        let options = instrument.options(&instrument.items[item].options).len();
        answers.items[item] = Answer::Option(source.below(options));
    }
    answers
}
