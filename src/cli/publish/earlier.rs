//! What was published before of the same people.
//!
//! Where the records that an earlier release counted are here, the desk of the page keeps the rules
//! for successive reports. Where only figures are, those of the published file or of a tally file
//! beside records, nobody knows who came since. Then everybody whom they count must be counted
//! again, as far as the figures of every question tell, with at least the minimum more: what two of
//! several such releases tell apart is then a sum of what came between, whichever two they are. And
//! nothing is shown by group.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::lang::Lang;
use crate::cli::CliError;
use crate::cli::intake::{TakenIn, say};
use crate::cli::language::tr;
use crate::domain::disclose::{Policy, Release, without_groups};
use crate::domain::instrument::Instrument;
use crate::domain::report::{
    Answered, Context, Published, RELEASE_FORMAT, ReleaseFault, json, read_release, rows,
};
use crate::domain::tally::{Tally, read_tally};
use crate::worker::{Ask, Reply, Report, Subject};

/// Bytes at the beginning of a release in which its format stands.
const BEGINNING_BYTES: u64 = 4_096;

/// What was published before, the oldest first.
pub(super) struct Earlier {
    instrument: &'static Instrument,
    /// An earlier wave that is to be compared: what was published of that is known too.
    beside: Option<u8>,
    steps: Vec<Step>,
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
}

/// One of several sets of people, of whom each is to hold the one before.
struct Link<'a> {
    path: &'a Path,
    answered: Answered,
    /// Whether the desk knows who they are.
    known: bool,
}

impl Earlier {
    /// Takes in what was published before, and has the desk make those reports that are `wanted`,
    /// also of the wave `beside`, which is to be compared.
    pub(super) fn take(
        instrument: &'static Instrument,
        paths: &[PathBuf],
        (taken, policy): (&mut TakenIn, Policy),
        (wanted, beside): (&dyn Fn(Subject) -> bool, Option<u8>),
    ) -> Result<Self, CliError> {
        let mut steps = Vec::new();
        for path in paths {
            let what = if is_release(path)? {
                What::Published(Box::new(read(instrument, path)?))
            } else {
                What::Counted(counted(instrument, path, (taken, policy), (wanted, beside))?)
            };
            steps.push(Step { path: path.clone(), what });
        }
        Ok(Self { instrument, beside, steps })
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
        let (mut links, mut figures_alone) = (Vec::new(), false);
        for step in &self.steps {
            let Some(link) = self.link(step, report)? else { continue };
            let same = match &step.what {
                What::Published(published) => is_same(self.instrument, &report.release, published),
                What::Counted(all) => all.iter().any(|one| one.tally == now),
            };
            figures_alone |= !link.known && !same;
            links.push((link, same));
        }
        let answered = Answered::of_tally(self.instrument, &now);
        let minimum = report.release.policy.minimum();
        let this = Link { path: Path::new(""), answered, known: true };
        for (place, (link, same)) in links.iter().enumerate() {
            let next = links.get(place + 1).map(|(next, _)| next);
            if next.is_some() || !same {
                holds(link, next.unwrap_or(&this), minimum)?;
            }
        }
        if figures_alone {
            without_groups(&mut report.release);
            say(&tr(
                "只有以前公布的数字，没有当时的答卷，分组的数字这次都不公布；用 --earlier 给出当时的\
                 答卷，就能公布更多",
                "with the earlier figures alone, nothing is shown by group; give --earlier the \
                 records that were counted to show more",
            ));
        }
        Ok(figures_alone)
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
                return Ok(Some(Link { path, answered, known }));
            }
            What::Published(_) => return other(),
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
        Ok(Some(Link { path, answered, known }))
    }

    /// Whether what a step tells figures of was also counted in the way of a report: then the desk
    /// knows who they are.
    fn knows(&self, subject: Subject, is: &dyn Fn(&Counted) -> bool) -> bool {
        self.steps.iter().any(|step| match &step.what {
            What::Published(_) => false,
            What::Counted(all) => all.iter().any(|one| {
                is_beside(subject, one.subject) && one.subject.merged == subject.merged && is(one)
            }),
        })
    }
}

/// Takes in what was counted before, and what was reported of it.
fn counted(
    instrument: &'static Instrument,
    path: &Path,
    (taken, policy): (&mut TakenIn, Policy),
    (wanted, beside): (&dyn Fn(Subject) -> bool, Option<u8>),
) -> Result<Vec<Counted>, CliError> {
    let before = taken.counts();
    taken.take(instrument, &[path.to_path_buf()], None)?;
    let now = taken.counts();
    // Whoever is not read here could be told by subtracting.
    if now.refused > before.refused || now.received == before.received {
        return Err(CliError::input(path, &unread()));
    }
    let mut all = Vec::new();
    for (subject, _) in taken.subjects() {
        if !wanted(subject) {
            continue;
        }
        let ask = Ask::Report { subject: Some(subject), policy };
        let (Reply::Report(Some(report)), _) = taken.ask(ask) else { continue };
        // Of a wave that is compared, the last report is.
        if (report.held > 0 || report.near) && !is_of_wave(subject, beside) {
            return Err(CliError::Refused(told(path)));
        }
        if let Some(tally) = tally_of(instrument, taken, subject) {
            all.push(Counted { subject, release: report.release, tally });
        }
    }
    Ok(all)
}

/// Everybody whom a subject counts.
fn tally_of(instrument: &Instrument, taken: &mut TakenIn, subject: Subject) -> Option<Tally> {
    // It is not saved, so its id is nobody's.
    let (reply, _) = taken.ask(Ask::SaveTally { subject, id: [0; 16] });
    let Reply::Tally(Some(line)) = reply else { return None };
    read_tally(line.as_bytes(), instrument).ok().map(|file| file.tally().clone())
}

/// Whether the second of two sets can stand beside the first: where the desk does not know who both
/// are, it has everybody in the first, and nobody else or at least the minimum.
fn holds(before: &Link, now: &Link, minimum: u64) -> Result<(), CliError> {
    if before.known && now.known {
        return Ok(());
    }
    let lacking = now.answered.lacks(&before.answered);
    let came = now.answered.n().saturating_sub(before.answered.n());
    // Of two that were both published nothing is told any more.
    let published = !now.path.as_os_str().is_empty();
    if lacking == 0 && (came >= minimum || published && came == 0) {
        return Ok(());
    }
    let path = before.path.display();
    let [zh, en] = if published {
        let later = now.path.display();
        [format!("后来的 {later}"), format!("the later {later}")]
    } else {
        ["这次".to_owned(), "this one".to_owned()]
    };
    if lacking > 0 {
        return Err(CliError::Refused(tr(
            format!(
                "{path} 里的人，{zh}至少少了 {lacking} 个，或者他们的答案不一样了：相减就知道他们\
                 答了什么。请把当时的人全部算上；改过答卷的，请用 --earlier 给出当时的答卷"
            ),
            format!(
                "of the people of {path}, {en} lacks at least {lacking}, or has them with other \
                 answers: subtracting would tell what they answered. Count everybody of then; \
                 where records were corrected, give --earlier the records of then"
            ),
        )));
    }
    Err(CliError::Refused(tr(
        format!(
            "和 {path} 比，{zh}只多 {came} 人，不到 {minimum} 人：相减就知道他们答了什么。\
             请等多收一些再公布"
        ),
        format!(
            "beside {path}, {en} has only {came} people more, fewer than {minimum}: subtracting \
             would tell what they answered. Wait until more have come"
        ),
    )))
}

/// A report that was made before could not have been made under the rules.
fn told(path: &Path) -> String {
    let path = path.display();
    tr(
        format!(
            "{path} 和它前面那一份只差几个人：两份如果都公布了，相减就知道他们答了什么，这里不再公布。\
             --earlier 只写真正公布过的，先公布的写在前面；一份报告用过几个文件，放进一个文件夹"
        ),
        format!(
            "{path} differs by only a few people from the one before it: if both were published, \
             subtracting tells what those answered, and nothing more is published here. Give \
             --earlier only what was published, the oldest first, and the files of one release as \
             one folder"
        ),
    )
}

/// What was published before kept a higher minimum, as far as is known.
fn lower(kept: u64) -> String {
    tr(
        format!(
            "当时答应过什么，这里不知道，只好当作少于 {kept} 人的数字没有公布过，这次就不能公布得更细。\
             请把活动文件单独写在答卷前面，或者用 --minimum {kept}"
        ),
        format!(
            "what was promised then is not known here, so it counts as if no figure had rested on \
             fewer than {kept}, and less cannot be asked for now. Give the campaign as a file of \
             its own before the records, or --minimum {kept}"
        ),
    )
}

/// Something that an earlier release counted cannot be read.
fn unread() -> String {
    tr(
        "--earlier 要的是上一份报告用过的全部答卷、汇总文件，或者当时公布的结果（JSON），\
         这里有读不出来的",
        "--earlier needs every record or tally file that the earlier release counted, or the \
         release itself (JSON); something here cannot be read",
    )
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

/// Whether a path is a file that begins like a release.
fn is_release(path: &Path) -> Result<bool, CliError> {
    if path.as_os_str() == "-" || !path.is_file() {
        return Ok(false);
    }
    let mut beginning = Vec::new();
    let failed = |error| CliError::Read(path.to_path_buf(), error);
    let file = File::open(path).map_err(failed)?;
    file.take(BEGINNING_BYTES).read_to_end(&mut beginning).map_err(failed)?;
    Ok(String::from_utf8_lossy(&beginning).contains(RELEASE_FORMAT))
}

/// The release in a file.
pub(in crate::cli) fn read(instrument: &Instrument, path: &Path) -> Result<Published, CliError> {
    let text =
        fs::read_to_string(path).map_err(|error| CliError::Read(path.to_path_buf(), error))?;
    read_text(instrument, path, &text)
}

/// The release in a text that came from a path.
pub(in crate::cli) fn read_text(
    instrument: &Instrument,
    path: &Path,
    text: &str,
) -> Result<Published, CliError> {
    read_release(instrument, &Lang::all_words(), text).map_err(|fault| {
        let chinese = match &fault {
            ReleaseFault::NoRelease(_) => "不是公布的结果文件".to_owned(),
            ReleaseFault::OtherInstrument { id, version } => {
                format!("是另一份问卷的结果：{id} {version}；用 --instrument 给出那份问卷")
            }
            ReleaseFault::Changed => "和这个程序写的不一样：改动过，或者是别的版本写的".to_owned(),
            ReleaseFault::Unsound { row } => {
                format!("第 {row} 行和别的行对不上，或者写了不该公布的数字：有人改动过")
            }
            ReleaseFault::Incomplete => "缺了几行：有人改动过".to_owned(),
        };
        CliError::input(path, &tr(chinese, fault.to_string()))
    })
}
