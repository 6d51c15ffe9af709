//! What is reported on: in words, under which rules, and beside what.

use super::report::{ReportInput, ScopeChoice};
use super::state::Organiser;
use crate::domain::campaign::{Campaign, Details};
use crate::domain::disclose::Policy;
use crate::ui::parts::campaign_number;
use crate::worker::{Promise, Report, Subject};

impl Organiser {
    /// What the report is given.
    pub(super) fn input(&self, report: &Report) -> ReportInput {
        let place = report.subjects.iter().position(|(subject, _)| *subject == report.subject);
        ReportInput {
            scopes: report.subjects.iter().map(|&(subject, n)| self.choice(subject, n)).collect(),
            scope: place.unwrap_or_default(),
            release: report.release.clone(),
            held: report.held,
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
            promised: report.promise.least(),
            campaign_missing: report.promise == Promise::Unknown,
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

    /// The rules that are asked for: at least the minimum that the campaigns here promise; for no
    /// subject, as long as nobody knows which it will be, the minimum of every campaign. The desk
    /// raises it where it knows of more, from tally files and campaigns that were taken out.
    pub(super) fn policy_of(&self, subjects: &[Subject]) -> Policy {
        let every = self.campaigns.iter().map(|campaign| u64::from(campaign.details().minimum));
        let promised = match subjects {
            [] => every.max(),
            some => some.iter().filter_map(|subject| self.promised(*subject)).max(),
        };
        let least = promised.and_then(|minimum| Policy::new(minimum).ok());
        least.filter(|least| least.minimum() > self.policy.minimum()).unwrap_or(self.policy)
    }

    /// The highest minimum that a campaign of a subject promises to those who answer.
    fn promised(&self, subject: Subject) -> Option<u64> {
        self.details(subject).map(|details| u64::from(details.minimum)).max()
    }

    /// What is known of the campaign and wave of a subject: two copies may have different words.
    fn details(&self, subject: Subject) -> impl Iterator<Item = &Details> {
        let known = self.campaigns.iter().map(Campaign::details);
        known.filter(move |details| subject.campaign == Some((details.id, details.wave)))
    }

    /// A subject in words: the title of its campaign where that is known, otherwise its id.
    fn choice(&self, subject: Subject, records: u64) -> ScopeChoice {
        let Subject { campaign, form, merged } = subject;
        let (title, wave) = match campaign {
            None => (None, None),
            Some((id, wave)) => {
                let details = self.details(subject).next();
                let title = details.map_or_else(|| campaign_number(id), |d| d.title.clone());
                let label = details.map(|d| d.wave_label.clone()).unwrap_or_default();
                // Tally files of several campaigns have no campaign of their own.
                let several = merged && id == [0; 4];
                (Some(title).filter(|_| !several), Some((wave, label)))
            }
        };
        ScopeChoice { title, wave, merged, form, records }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::campaign::FormChoice;
    use crate::domain::instrument::Form;
    use crate::domain::shipped_instrument;
    use crate::domain::simulate::demo;
    use crate::tasks::collect::Notice;
    use crate::ui::organise::state::Event;
    use crate::worker::{Ask, Campaigns, Desk, Reading, Reply};

    fn campaign(wave: u8, minimum: u8) -> Campaign {
        let details = Details {
            id: [1, 2, 3, 4],
            wave,
            title: "摸底".to_owned(),
            wave_label: "春".to_owned(),
            purpose: String::new(),
            contact: String::new(),
            form: FormChoice::Either,
            background: 0,
            minimum,
        };
        Campaign::new(shipped_instrument(), details).expect("a valid campaign")
    }

    fn subject(wave: u8, form: Form, merged: bool) -> Subject {
        Subject { campaign: Some(([1, 2, 3, 4], wave)), form, merged }
    }

    /// Two waves whose campaigns promise 15 and 20.
    fn state() -> Organiser {
        let campaigns = Rc::new(vec![campaign(1, 15), campaign(2, 20)]);
        let mut state = Organiser::default();
        state.campaigns = campaigns;
        state
    }

    #[test]
    fn a_report_keeps_what_its_campaign_promises() {
        let mut state = state();
        let [first, second] = [1, 2].map(|wave| subject(wave, Form::Full, false));
        let minimum = |state: &Organiser, of: &[Subject]| state.policy_of(of).minimum();
        assert_eq!(minimum(&state, &[first]), 15);
        assert_eq!(minimum(&state, &[first, second]), 20);
        assert_eq!(minimum(&state, &[]), 20, "before anybody knows which it will be");
        let other = Subject { campaign: None, ..first };
        assert_eq!(minimum(&state, &[other]), 10);
        state.policy = Policy::new(18).expect("in range");
        assert_eq!(minimum(&state, &[first]), 18, "more than was promised");
        assert_eq!(minimum(&state, &[second]), 20);
        // A second copy of a campaign, with another minimum: the higher one binds.
        state.campaigns = Rc::new(vec![campaign(1, 12), campaign(1, 25)]);
        assert_eq!(minimum(&state, &[first]), 25);
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
    fn a_promise_that_nobody_knows_is_told() {
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
        let told = |promise| {
            let input = released(promise);
            (input.promised, input.campaign_missing)
        };
        assert_eq!(told(Promise::Unknown), (Some(Policy::HIGHEST), true));
        assert_eq!(told(Promise::Minimum(12)), (Some(12), false));
        assert_eq!(told(Promise::Nothing), (None, false));
    }

    #[test]
    fn campaigns_from_files_are_told() {
        let line = |of: &Campaign| of.to_file().trim_end().to_owned();
        let both = [campaign(1, 10), campaign(2, 10)];
        let kept = both.iter().map(line).collect();
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
        let unknown = told(subject(9, Form::Full, false));
        assert_eq!(unknown.title.as_deref(), Some("01020304"));
        let several = Subject { campaign: Some(([0; 4], 3)), form: Form::Full, merged: true };
        assert_eq!(told(several).title, None, "tally files of several campaigns");
    }
}
