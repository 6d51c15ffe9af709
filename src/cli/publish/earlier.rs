//! What was published before of the same people.
//!
//! Where the records that an earlier release counted are here, the desk of the page keeps the rules
//! for successive reports. Where only the published file is, nobody knows who came since; then what
//! follows from both together is bounded by what the file tells: the number of people must differ
//! by at least the minimum, and nothing is shown by group.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::lang::Lang;
use crate::cli::CliError;
use crate::cli::intake::say;
use crate::cli::language::tr;
use crate::domain::disclose::{Release, without_groups};
use crate::domain::instrument::Instrument;
use crate::domain::report::{
    Context, Published, RELEASE_FORMAT, ReleaseFault, json, read_release, rows,
};
use crate::worker::{Report, Subject};

/// Bytes at the beginning of a release in which its format stands.
const BEGINNING_BYTES: u64 = 4_096;

/// What was published before.
pub(super) struct Earlier {
    /// Records and tally files that were counted, the oldest first.
    pub(super) counted: Vec<PathBuf>,
    /// Releases whose records are not here.
    published: Vec<(PathBuf, Published)>,
}

impl Earlier {
    /// Sorts the paths.
    pub(super) fn new(
        instrument: &'static Instrument,
        paths: &[PathBuf],
    ) -> Result<Self, CliError> {
        let mut earlier = Self { counted: Vec::new(), published: Vec::new() };
        for path in paths {
            if is_release(path)? {
                earlier.published.push((path.clone(), read(instrument, path)?));
            } else {
                earlier.counted.push(path.clone());
            }
        }
        Ok(earlier)
    }

    /// Lets a report pass as far as it can stand beside the releases of which no more is known.
    pub(super) fn allow(
        &self,
        instrument: &Instrument,
        report: &mut Report,
    ) -> Result<(), CliError> {
        let minimum = report.release.policy.minimum();
        let mut another = false;
        for (path, published) in &self.published {
            if !is_of(report.subject, published) {
                return Err(CliError::input(
                    path,
                    &tr(
                        "公布的是别的活动、别的轮次或别的形式",
                        "it is of another campaign, wave or form",
                    ),
                ));
            }
            let same = is_same(instrument, &report.release, published);
            if same {
                continue;
            }
            let (before, now) = (published.head.n, report.release.n);
            if before.abs_diff(now) < minimum {
                return Err(CliError::Refused(tr(
                    format!(
                        "{} 公布了 {before} 人的结果，这次是 {now} 人，相差不到 {minimum} 人，或者\
                         换了几个人：相减就知道他们答了什么",
                        path.display()
                    ),
                    format!(
                        "{} was of {before} people, this is of {now}: fewer than {minimum} have \
                         come, or some have changed, and subtracting one from the other would tell \
                         what they answered",
                        path.display()
                    ),
                )));
            }
            another = true;
        }
        if another {
            without_groups(&mut report.release);
            say(&tr(
                "只有以前公布的结果，没有当时的答卷，分组的数字这次都不公布；用 --earlier 给出当时的\
                 答卷，就能公布更多",
                "with the earlier release alone, nothing is shown by group; give --earlier the \
                 records that it counted to show more",
            ));
        }
        Ok(())
    }
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
        };
        CliError::input(path, &tr(chinese, fault.to_string()))
    })
}
