//! What was published before of the same people.
//!
//! Where the records that an earlier release counted are here, the desk of the page keeps the rules
//! for successive reports. Where only figures are, those of the published file or of a tally file
//! beside records, nobody knows who came since. Then everybody whom they count must be counted
//! again, as far as the figures of every question tell, with at least the minimum more: what two of
//! several such releases tell apart is then a sum of what came between, whichever two they are. And
//! nothing is shown by group.

use std::path::{Path, PathBuf};

use super::chain::{Link, Records, holds};
use super::lang::Lang;
use super::published::{Given, given, read_text};
use super::said::{lower, told, unread};
use crate::cli::CliError;
use crate::cli::batch::Batch;
use crate::cli::intake::{Intake, TakenIn, say};
use crate::cli::language::tr;
use crate::domain::disclose::{Policy, Release, without_groups};
use crate::domain::instrument::Instrument;
use crate::domain::record::{PACKED_BYTES, unpack};
use crate::domain::report::{Answered, Context, Published, json, rows};
use crate::domain::seal::PrivateKey;
use crate::domain::tally::{Scope, Tally, read_tally};
use crate::worker::{Ask, Reply, Report, Subject};

/// What was published before, the oldest first.
pub(super) struct Earlier {
    instrument: &'static Instrument,
    /// An earlier wave that is to be compared: what was published of that is known too.
    beside: Option<u8>,
    policy: Policy,
    steps: Vec<Step>,
    /// A desk that took in one step after the other, and after each held just what that counted: it
    /// knows who came to which group. None where a step does not hold the one before.
    desk: Option<TakenIn>,
}

/// How steps are taken in.
pub(super) struct Rules<'a> {
    pub(super) instrument: &'static Instrument,
    pub(super) intake: &'a Intake,
    pub(super) key: Option<&'a PrivateKey>,
    pub(super) policy: Policy,
    /// What is reported on, and what is compared with it.
    pub(super) wanted: &'a dyn Fn(Subject) -> bool,
    pub(super) beside: Option<u8>,
}

/// What was published once.
struct Step {
    path: PathBuf,
    what: What,
}

/// What is known of it.
enum What {
    /// The file alone.
    Published(Box<Published>),
    /// What it counted.
    Counted(Vec<Counted>),
}

/// What was counted of a subject, and what the desk lets be shown of it.
struct Counted {
    subject: Subject,
    release: Release,
    tally: Tally,
    records: Option<Records>,
}

impl Earlier {
    /// Takes in what was published before: each step alone, because each was published alone.
    pub(super) fn take(rules: &Rules, paths: &[PathBuf]) -> Result<Self, CliError> {
        let Rules { instrument, policy, beside, .. } = *rules;
        let mut desk = Some(rules.nothing(false)?);
        let mut steps = Vec::new();
        for path in paths {
            let what = match given(path)? {
                Given::Release(text) => {
                    What::Published(Box::new(read_text(instrument, path, &text)?))
                }
                Given::Bytes(bytes) => {
                    let batch = Batch::of(instrument, path, bytes);
                    What::Counted(rules.counted(path, Some(batch), &mut desk)?)
                }
                Given::Files => What::Counted(rules.counted(path, None, &mut desk)?),
            };
            steps.push(Step { path: path.clone(), what });
        }
        let any = steps.iter().any(|step| matches!(step.what, What::Counted(_)));
        Ok(Self { instrument, beside, policy, steps, desk: desk.filter(|_| any) })
    }

    /// Where what is given now holds all steps, the desk that knows them all goes on with it.
    pub(super) fn go_on(
        &mut self,
        taken: &mut TakenIn,
        wanted: &dyn Fn(Subject) -> bool,
    ) -> Result<(), CliError> {
        let Some(mut desk) = self.desk.take() else { return Ok(()) };
        if !desk.take_over(self.instrument, taken)? {
            return Ok(());
        }
        let tally = |of: &mut TakenIn, subject| tally_of(self.instrument, of, subject);
        for (subject, _) in taken.subjects() {
            if wanted(subject) && tally(&mut desk, subject) != tally(taken, subject) {
                return Ok(());
            }
        }
        taken.exchange_desk(&mut desk);
        self.desk = Some(desk);
        Ok(())
    }

    /// Lets a report pass as far as it can stand beside what was published before: whether of some
    /// of that only figures are known.
    pub(super) fn allow(&self, taken: &mut TakenIn, report: &mut Report) -> Result<bool, CliError> {
        if self.steps.is_empty() {
            return Ok(false);
        }
        let Some(now) = tally_of(self.instrument, taken, report.subject) else {
            return Err(CliError::Stopped);
        };
        let records = records_of(self.instrument, taken, report.subject);
        let (mut links, mut figures_alone) = (Vec::new(), false);
        for step in &self.steps {
            figures_alone |= !self.compares(step, taken, report);
            let Some(link) = self.link(step, report)? else { continue };
            let (same, shorter) = match &step.what {
                What::Published(published) => {
                    let is = |release: &Release| is_same(self.instrument, release, published);
                    let mut less = report.release.clone();
                    without_groups(&mut less);
                    let whole = is(&report.release);
                    (whole || is(&less), !whole && is(&less))
                }
                What::Counted(all) => {
                    let same = |one: &Counted| {
                        one.tally == now && (one.records.is_none() || one.records == records)
                    };
                    (all.iter().any(same), false)
                }
            };
            figures_alone |= shorter || !link.known && !same;
            links.push((link, same));
        }
        let answered = Answered::of_tally(self.instrument, &now);
        let minimum = report.release.policy.minimum();
        let records = records.as_ref();
        let this = Link { path: Path::new(""), answered, known: self.desk.is_some(), records };
        for (place, (link, same)) in links.iter().enumerate() {
            let next = links.get(place + 1).map(|(next, _)| next);
            if next.is_some() || !same {
                holds(link, next.unwrap_or(&this), minimum)?;
            }
        }
        if figures_alone {
            without_groups(&mut report.release);
            say(&tr(
                "以前公布的，有的只知道数字，分组的数字这次都不公布；用 --earlier 给出每次当时的答卷，\
                 就能公布更多",
                "of something published before the figures alone are known, so nothing is shown by \
                 group; give --earlier the records of each time to show more",
            ));
        }
        Ok(figures_alone)
    }

    /// Whether what a step tells of the wave compared, if anything, is what is compared now, or
    /// known to the desk.
    fn compares(&self, step: &Step, taken: &mut TakenIn, report: &Report) -> bool {
        let Some(subject) = self.compared(report) else { return true };
        match &step.what {
            What::Published(published) if is_of(subject, published) => {
                let ask = Ask::Report { subject: Some(subject), policy: self.policy };
                let (Reply::Report(Some(now)), _) = taken.ask(ask) else { return false };
                is_same(self.instrument, &now.release, published)
            }
            What::Published(_) => true,
            What::Counted(all) => {
                let mut of = all.iter().filter(|one| is_of_wave(one.subject, self.beside));
                self.desk.is_some()
                    || of.all(|one| {
                        tally_of(self.instrument, taken, subject).as_ref() == Some(&one.tally)
                    })
            }
        }
    }

    /// The wave that is compared with a report.
    fn compared(&self, report: &Report) -> Option<Subject> {
        let all = report.subjects.iter().map(|(subject, _)| *subject);
        let mut before = all.filter(|one| report.subject.follows(*one));
        before.find(|one| is_of_wave(*one, self.beside))
    }

    /// What a step tells of the people of a report; none where it tells of the wave compared.
    fn link<'a>(&self, step: &'a Step, report: &Report) -> Result<Option<Link<'a>>, CliError> {
        let path = &step.path;
        let other = || {
            let words =
                tr("是别的活动、别的轮次或别的形式", "it is of another campaign, wave or form");
            Err(CliError::input(path, &words))
        };
        let all = match &step.what {
            What::Published(published) if is_of(report.subject, published) => {
                let answered = Answered::of_release(published);
                let here = |one: &Counted| is_same(self.instrument, &one.release, published);
                let known = self.knows(report.subject, &here);
                return Ok(Some(Link { path, answered, known, records: None }));
            }
            What::Published(published) => {
                let compared = self.compared(report).is_some_and(|one| is_of(one, published));
                return if compared { Ok(None) } else { other() };
            }
            What::Counted(all) => all,
        };
        let merged = report.subject.merged;
        let of_these = || all.iter().filter(|one| is_beside(report.subject, one.subject));
        // The same kind first: the desk knows who they are.
        let found = of_these().find(|one| one.subject.merged == merged);
        let Some(found) = found.or(of_these().next()) else {
            let compared = all.iter().any(|one| is_of_wave(one.subject, self.beside));
            return if compared { Ok(None) } else { other() };
        };
        let kept = found.release.policy.minimum();
        if report.release.policy.minimum() < kept {
            return Err(CliError::input(path, &lower(kept)));
        }
        let answered = Answered::of_tally(self.instrument, &found.tally);
        let known = self.knows(report.subject, &|one| one.tally == found.tally);
        Ok(Some(Link { path, answered, known, records: found.records.as_ref() }))
    }

    /// Whether what a step tells figures of was also counted in the way of a report: then the desk
    /// knows who they are.
    fn knows(&self, subject: Subject, is: &dyn Fn(&Counted) -> bool) -> bool {
        let mut steps = self.steps.iter().filter(|_| self.desk.is_some());
        steps.any(|step| match &step.what {
            What::Published(_) => false,
            What::Counted(all) => all.iter().any(|one| {
                is_beside(subject, one.subject) && one.subject.merged == subject.merged && is(one)
            }),
        })
    }
}

impl Rules<'_> {
    /// Before anything is taken in, with what campaigns promise.
    fn nothing(&self, sealed: bool) -> Result<TakenIn, CliError> {
        let mut taken = TakenIn::nothing(self.instrument)?;
        self.intake.know_campaigns(&mut taken, self.instrument, sealed);
        Ok(taken)
    }

    /// Takes in a step alone, and what was reported of it; then after those before it.
    fn counted(
        &self,
        path: &Path,
        batch: Option<Batch>,
        desk: &mut Option<TakenIn>,
    ) -> Result<Vec<Counted>, CliError> {
        let paths = [path.to_path_buf()];
        let batch = match (batch, self.key) {
            (None, Some(_)) => Some(Batch::read(self.instrument, &paths)?),
            (batch, _) => batch,
        };
        let mut alone = self.nothing(batch.as_ref().is_some_and(Batch::is_sealed))?;
        match batch {
            Some(batch) => self.intake.keep(&mut alone, batch, self.key)?,
            None => self.intake.take_paths(&mut alone, self.instrument, &paths, None)?,
        }
        let counts = alone.counts();
        // Whoever is not read here could be told by subtracting.
        if counts.refused > 0 || counts.received == 0 {
            alone.tell(None)?;
            alone.end()?;
            return Err(CliError::input(path, &unread()));
        }
        if let Some(known) = desk
            && !known.take_over(self.instrument, &mut alone)?
        {
            *desk = None;
        }
        let mut all = Vec::new();
        for (subject, _) in alone.subjects() {
            if !(self.wanted)(subject) {
                continue;
            }
            let ask = || Ask::Report { subject: Some(subject), policy: self.policy };
            let (Reply::Report(Some(mut report)), _) = alone.ask(ask()) else { continue };
            let Some(tally) = tally_of(self.instrument, &mut alone, subject) else { continue };
            if let Some(known) = desk.as_mut() {
                if tally_of(self.instrument, known, subject).as_ref() == Some(&tally)
                    && let (Reply::Report(Some(after)), _) = known.ask(ask())
                {
                    report = after;
                } else {
                    *desk = None;
                }
            }
            // Of a wave that is compared, the last report is.
            if (report.held > 0 || report.near) && !is_of_wave(subject, self.beside) {
                return Err(CliError::Refused(told(path)));
            }
            let records = records_of(self.instrument, &alone, subject);
            all.push(Counted { subject, release: report.release, tally, records });
        }
        Ok(all)
    }
}

/// Each record of a subject; none of tally files.
fn records_of(instrument: &Instrument, taken: &TakenIn, subject: Subject) -> Option<Records> {
    let of = |packed: &[u8; PACKED_BYTES]| {
        unpack(&[instrument], packed).is_ok_and(|record| {
            let scope = Scope { campaign: record.campaign(), form: record.complete().form() };
            Subject::of(scope) == subject
        })
    };
    (!subject.merged).then(|| taken.kept().filter(of).collect())
}

/// Everybody whom a subject counts.
fn tally_of(instrument: &Instrument, taken: &mut TakenIn, subject: Subject) -> Option<Tally> {
    // It is not saved, so its id is nobody's.
    let (reply, _) = taken.ask(Ask::SaveTally { subject, id: [0; 16] });
    let Reply::Tally(Some(line)) = reply else { return None };
    read_tally(line.as_bytes(), instrument).ok().map(|file| file.tally().clone())
}

/// Whether a subject is of a wave, where one is named.
fn is_of_wave(subject: Subject, wave: Option<u8>) -> bool {
    wave.is_some() && subject.campaign.map(|(_, number)| number) == wave
}

/// Whether two subjects can be of the same people, counted as records or in tally files.
fn is_beside(subject: Subject, there: Subject) -> bool {
    let ids = |one: Subject| one.campaign.filter(|_| !one.is_pooled());
    let wave = |one: Subject| one.campaign.map(|(_, wave)| wave);
    let pooled = subject.is_pooled() || there.is_pooled();
    subject.form == there.form
        && if pooled { wave(subject) == wave(there) } else { ids(subject) == ids(there) }
}

/// Whether a release says what was published, word for word.
fn is_same(instrument: &Instrument, release: &Release, published: &Published) -> bool {
    let Published { campaign, wave, demo, language, .. } = *published;
    let Some(words) = Lang::all_words().get(language).copied() else { return false };
    let context = Context { instrument, campaign, wave, demo, words, language };
    json(&context, release, &rows(instrument, release))
        == json(&context, &published.head, &published.rows)
}

/// Whether a release is of what is published now.
fn is_of(subject: Subject, published: &Published) -> bool {
    let (id, wave) = subject.campaign.unzip();
    let campaign = id.filter(|_| !subject.is_pooled());
    (campaign, wave, subject.form) == (published.campaign, published.wave, published.head.form)
}
