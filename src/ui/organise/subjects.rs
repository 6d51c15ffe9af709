//! What is reported on: in words, under which rules, and beside what.

use super::report::{InstrumentRef, ReportInput, ScopeChoice};
use super::state::Organiser;
use crate::domain::campaign::{Campaign, Details};
#[cfg(feature = "cli-report")]
use crate::domain::instrument::Instrument;
use crate::domain::record::campaign_number;
use crate::domain::shipped_instrument;
use crate::worker::{Report, Subject, TicketTotals};

/// What the report is given where there is no page: answers to any instrument; `campaigns` and
/// `tickets` are those known.
#[cfg(feature = "cli-report")]
pub fn report_input(
    instrument: &'static Instrument,
    report: &Report,
    campaigns: Vec<Campaign>,
    tickets: Vec<crate::worker::WaveTickets>,
    demo: bool,
) -> ReportInput {
    let mut state = Organiser::default();
    (state.campaigns, state.tickets) = (std::rc::Rc::new(campaigns), std::rc::Rc::new(tickets));
    state.demo = demo;
    ReportInput { instrument: InstrumentRef(instrument), ..state.input(report) }
}

impl Organiser {
    /// What the report is given.
    pub(super) fn input(&self, report: &Report) -> ReportInput {
        let place = report.subjects.iter().position(|(subject, _)| *subject == report.subject);
        ReportInput {
            instrument: InstrumentRef(shipped_instrument()),
            scopes: report.subjects.iter().map(|&(subject, n)| self.choice(subject, n)).collect(),
            scope: place.unwrap_or_default(),
            release: report.release.clone(),
            held: report.held,
            near: report.near,
            quality: None,
            earlier: self.compared(report.subject).and_then(|earlier| {
                report.subjects.iter().position(|(subject, _)| *subject == earlier)
            }),
            earlier_choices: {
                let follows =
                    |(_, (earlier, _)): &(usize, &(Subject, u64))| report.subject.follows(*earlier);
                let places = report.subjects.iter().enumerate().filter(follows);
                places.map(|(place, _)| place).collect()
            },
            waves: None,
            promise: report.promise,
            tickets: self.tickets_of(report.subject),
            unsealed: report.unsealed,
            demo: self.demo,
        }
    }

    /// What a subject is compared with, as long as the two can be.
    pub(super) fn compared(&self, later: Subject) -> Option<Subject> {
        self.earlier.filter(|earlier| later.follows(*earlier))
    }

    /// What the next report is on, as far as that is known.
    pub(super) fn wanted(&self) -> Option<Subject> {
        self.subject.or_else(|| self.subjects.first().copied())
    }

    /// What is known of the campaign and wave of a subject; of two copies what the first one says.
    fn details(&self, subject: Subject) -> Option<&Details> {
        let mut known = self.campaigns.iter().map(Campaign::details);
        known.find(|details| subject.campaign == Some((details.id, details.wave)))
    }

    /// The title of a subject's campaign: its wave's, or that of the first other wave known.
    fn title(&self, subject: Subject, id: [u8; 4]) -> Option<String> {
        let of_campaign = |details: &&Details| details.id == id;
        let others = || self.campaigns.iter().map(Campaign::details).find(of_campaign);
        self.details(subject).or_else(others).map(|details| details.title.clone())
    }

    /// What the tickets of a subject's wave came to; of tally files that is not known.
    fn tickets_of(&self, subject: Subject) -> Option<TicketTotals> {
        let wave = subject.campaign.filter(|_| !subject.merged)?;
        let found = self.tickets.iter().find(|found| found.campaign == wave);
        found.map(|found| found.totals).filter(|totals| !totals.is_empty())
    }

    /// A subject in words: the title of its campaign where that is known, otherwise its number.
    fn choice(&self, subject: Subject, records: u64) -> ScopeChoice {
        let Subject { campaign, form, merged } = subject;
        let label = self.details(subject).map(|details| details.wave_label.clone());
        let wave = campaign.map(|(_, wave)| (wave, label.unwrap_or_default()));
        let id = campaign.map(|(id, _)| id).filter(|_| !subject.is_pooled());
        let title = id.and_then(|id| self.title(subject, id));
        let number = id.filter(|_| title.is_none()).map(campaign_number);
        ScopeChoice { title, number, wave, merged, form, records }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::campaign::FormChoice;
    use crate::domain::disclose::Policy;
    use crate::domain::instrument::Form;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::demo;
    use crate::tasks::collect::Notice;
    use crate::ui::organise::state::Event;
    use crate::worker::{Ask, Campaigns, Desk, Promise, Reading, Reply};

    fn campaign(wave: u8) -> Campaign {
        let details = Details {
            id: [1, 2, 3, 4],
            wave,
            title: "摸底".to_owned(),
            wave_label: "春".to_owned(),
            purpose: String::new(),
            contact: String::new(),
            form: FormChoice::Either,
            background: 0,
            minimum: 10,
        };
        Campaign::new(shipped_instrument(), details).expect("a valid campaign")
    }

    fn subject(wave: u8, form: Form, merged: bool) -> Subject {
        Subject { campaign: Some(([1, 2, 3, 4], wave)), form, merged }
    }

    /// Two waves with their campaigns.
    fn state() -> Organiser {
        let campaigns = Rc::new(vec![campaign(1), campaign(2)]);
        let mut state = Organiser::default();
        state.campaigns = campaigns;
        state
    }

    /// Earlier waves of the same campaign and form, counted in the same way, and nothing else.
    #[test]
    fn only_an_earlier_wave_of_the_same_campaign_is_compared() {
        let mut state = state();
        let [first, second] = [1, 2].map(|wave| subject(wave, Form::Full, false));
        let pooled = |wave| Subject { campaign: Some(([0; 4], wave)), merged: true, ..first };
        let elsewhere = Subject { campaign: Some(([9, 2, 3, 4], 2)), ..second };
        let nowhere = Subject { campaign: None, ..second };
        for (earlier, later, can) in [
            (first, second, true),
            (pooled(1), pooled(2), true),
            (second, first, false),
            (first, first, false),
            (first, subject(2, Form::Quick, false), false),
            (first, subject(2, Form::Full, true), false),
            (first, elsewhere, false),
            (first, nowhere, false),
            (nowhere, second, false),
            (pooled(1), second, false),
        ] {
            state.earlier = Some(earlier);
            assert_eq!(state.compared(later).is_some(), can, "{earlier:?} {later:?}");
        }
    }

    #[test]
    fn what_was_promised_is_told() {
        let released = |promise| {
            let mut desk = Desk::new(shipped_instrument(), 7);
            let mut reading = Reading::default();
            demo(shipped_instrument(), 40, 1).for_each(|r| reading.rows.extend(r.pack()));
            desk.answer(Ask::Add(reading.findings), &[reading.rows], Vec::new());
            let ask = Ask::Report { subject: None, policy: Policy::default() };
            match desk.answer(ask, &[], Vec::new()).0 {
                Reply::Report(Some(report)) => state().input(&Report { promise, ..*report }),
                other => panic!("{other:?}"),
            }
        };
        for promise in [Promise::Unknown, Promise::Minimum(12), Promise::Nothing] {
            assert_eq!(released(promise).promise, promise);
        }
    }

    #[test]
    fn campaigns_from_files_are_told() {
        let both = [campaign(1), campaign(2)];
        let kept = both.iter().map(Campaign::to_line).collect();
        let known = vec![([1, 2, 3, 4], 1), ([1, 2, 3, 4], 2), ([9; 4], 3)];
        let told = Campaigns { kept, known: known.clone(), came: vec![1] };
        let state = Organiser::default().after(Event::Told(Notice::Campaigns(told)));
        assert_eq!((&*state.campaigns, &*state.campaigns_known), (&both.to_vec(), &known));
        assert_eq!(*state.campaigns_came, both[1..]);
    }

    #[test]
    fn subjects_have_the_words_of_their_campaign() {
        let told = |subject| state().choice(subject, 7);
        let known = told(subject(1, Form::Full, true));
        assert_eq!(known.title.as_deref(), Some("摸底"));
        assert_eq!((known.wave, known.merged, known.records), (Some((1, "春".into())), true, 7));
        let later = told(subject(9, Form::Full, false));
        assert_eq!(later.title.as_deref(), Some("摸底"), "a wave of it is known");
        assert_eq!(later.wave, Some((9, String::new())));
        let unknown = Subject { campaign: Some(([9; 4], 1)), ..subject(1, Form::Full, true) };
        let unknown = told(unknown);
        assert_eq!((unknown.title.as_deref(), unknown.number.as_deref()), (None, Some("09090909")));
        assert!(unknown.is_of_campaign() && !unknown.is_pooled());
        let several = Subject { campaign: Some(([0; 4], 3)), form: Form::Full, merged: true };
        assert!(told(several).is_pooled(), "tally files of several campaigns");
    }
}
