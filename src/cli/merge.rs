//! `qingdan merge`: tally files put together, exactly.

mod lines;
mod refused;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use clap::Args;

use self::lines::Lines;
use super::CliError;
use super::intake::say;
use super::language::{Help, tr};
use super::out::Out;
use super::tally::{hexadecimal, named, random_id, tally_id};
use crate::domain::instrument::{Form, Instrument};
use crate::domain::tally::{MergeError, Merging, TallyFile, TallyId, read_tally};
use crate::worker::Subject;

const EXAMPLES: &str = "\
Examples:
  qingdan merge county-*.tally --out city.tally
      tally files of the same instrument, form and wave
  cat parts/*.tally | qingdan merge > all.tally
      a line is a tally; forms and waves are kept apart, a line for each
  qingdan merge one.tally two.tally | qingdan merge - three.tally > all.tally
      what was merged can be merged again, in any order and any grouping

Everything is merged or nothing: a file that is damaged, of another instrument, or that counts
people who are counted already ends the work. Memory does not grow with the number of files.

Exit codes: 0 done, 1 a file could not be read or written, 2 a file that cannot be merged.";

pub(super) const ZH: &[Help] = &[Help {
    path: &["merge"],
    about: "把汇总文件合并起来，一个数也不差",
    after: "\
例子：
  qingdan merge county-*.tally --out city.tally
      同一份问卷、同一个版本、同一轮的汇总文件
  cat parts/*.tally | qingdan merge > all.tally
      一行是一份汇总；完整版和快速版、不同的轮次分开，各写一行
  qingdan merge one.tally two.tally | qingdan merge - three.tally > all.tally
      合并过的还能再合并，先后和分组都不影响结果

要么全部合并，要么不写：有一份坏了、是别的问卷的，或者里面有人已经算过，就停下来。
文件再多，占用的内存也不变。

退出码：0 完成；1 有文件读不出或写不进；2 有文件不能合并。",
    arguments: &[
        ("paths", "汇总文件，每行一份；- 是标准输入，不写路径也读标准输入"),
        ("threads", "用几个线程；不写就用全部处理器核"),
        ("id", "合并后的编号，32 位十六进制数；不写就随机取"),
        ("out", "要写的文件；不写就写到标准输出"),
    ],
}];

/// Put tally files together, exactly.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Merge {
    /// Tally files, a tally on each line, and `-` for the standard input, which is also read
    /// without any path
    #[arg(value_name = "TALLY")]
    paths: Vec<PathBuf>,
    /// Threads that read and add up; without it, one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: Option<u8>,
    /// Id of the merged tally, 32 hexadecimal digits; without it, a random one
    #[arg(long, value_name = "HEX", value_parser = tally_id)]
    id: Option<[u8; 16]>,
    /// File to write; without it, the standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

/// What is merged into one: the wave, and whether it is the quick form.
type Kind = (Option<u8>, bool);

/// What all threads have together.
struct Shared {
    lines: Mutex<Lines>,
    /// Which file counts an id.
    counted: Mutex<BTreeMap<TallyId, String>>,
    fault: Mutex<Option<CliError>>,
}

impl Merge {
    /// Merges everything and writes a line for each wave and form.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let instrument = super::instrument()?;
        let merged = self.merged(instrument)?;
        if merged.is_empty() {
            return Err(CliError::Input(tr("没有汇总可以合并", "there is no tally to merge")));
        }
        if self.id.is_some() && merged.len() > 1 {
            return Err(CliError::Input(tr(
                "一个编号只能给一份汇总，这里有几种版本或几轮",
                "one id is for one tally, and there are several forms or waves",
            )));
        }
        let mut out = Out::new(self.out.as_deref())?;
        for (_, merging) in merged {
            let id = match self.id {
                Some(id) => id,
                None => random_id()?,
            };
            let file = merging.finish(TallyId(id)).map_err(|error| fault("", &error))?;
            out.write(file.to_line(instrument).as_bytes())?;
            out.write(b"\n")?;
            let (what, id) = (named(subject(&file)), hexadecimal(id));
            let (people, parts) = (file.tally().n(), file.parts().len());
            say(&tr(
                format!("{what}：{people} 人，由 {parts} 份合成，汇总编号 {id}"),
                format!("{what}: {people} people, of {parts} tallies, tally {id}"),
            ));
        }
        out.finish()
    }

    /// Everything, put together by all cores.
    fn merged(&self, instrument: &'static Instrument) -> Result<BTreeMap<Kind, Merging>, CliError> {
        let shared = Shared {
            lines: Mutex::new(Lines::new(&self.paths)),
            counted: Mutex::default(),
            fault: Mutex::default(),
        };
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let threads = self.threads.map_or_else(cores, usize::from);
        let mut merged: BTreeMap<Kind, Merging> = BTreeMap::new();
        thread::scope(|scope| {
            let work = || scope.spawn(|| shared.work(instrument));
            let threads: Vec<_> = (0..threads).map(|_| work()).collect();
            for thread in threads {
                let some = thread.join().map_err(|_| CliError::Stopped)?;
                for (kind, merging) in some {
                    let into = merged.entry(kind).or_default();
                    into.absorb(merging).map_err(|error| fault("", &error))?;
                }
            }
            Ok::<(), CliError>(())
        })?;
        match lock(&shared.fault).take() {
            Some(fault) => Err(fault),
            None => Ok(merged),
        }
    }
}

impl Shared {
    /// Merges lines for as long as there are any and none was at fault.
    fn work(&self, instrument: &Instrument) -> BTreeMap<Kind, Merging> {
        let mut merged = BTreeMap::new();
        while lock(&self.fault).is_none() {
            let Some(next) = lock(&self.lines).next() else { break };
            let done =
                next.and_then(|(name, line)| self.add(instrument, &name, &line, &mut merged));
            if let Err(fault) = done {
                lock(&self.fault).get_or_insert(fault);
            }
        }
        merged
    }

    fn add(
        &self,
        instrument: &Instrument,
        name: &str,
        line: &[u8],
        merged: &mut BTreeMap<Kind, Merging>,
    ) -> Result<(), CliError> {
        let file = read_tally(line, instrument).map_err(|why| refused::line(name, line, &why))?;
        let mut counted = lock(&self.counted);
        for id in file.parts().chain([file.id()]) {
            if let Some(before) = counted.insert(id, name.to_owned()) {
                return Err(CliError::Input(tr(
                    format!(
                        "{name}：里面的 {id} 在“{before}”里已经算过了。有人会重复计算，所以没有合并；\
                         请只放互不重叠的汇总，同一处只放最新的一份"
                    ),
                    format!(
                        "{name}: {id} in it is counted already in {before}. People would be \
                         counted twice, so nothing was merged; give tallies that do not overlap, \
                         and of each place the latest only"
                    ),
                )));
            }
        }
        drop(counted);
        let kind = (file.wave(), file.tally().form() == Form::Quick);
        merged.entry(kind).or_default().add(&file).map_err(|error| fault(name, &error))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a merged file is about.
fn subject(file: &TallyFile) -> Subject {
    let campaign = file.wave().map(|wave| (file.campaign().unwrap_or_default(), wave));
    Subject { campaign, form: file.tally().form(), merged: true }
}

/// What keeps files from being merged although each is one.
fn fault(name: &str, error: &MergeError) -> CliError {
    let at = if name.is_empty() { String::new() } else { format!("{name}: ") };
    CliError::Input(match error {
        MergeError::TooMany => tr(
            format!("{at}人数或汇总的份数超过了一份汇总能装下的"),
            format!("{at}more people or files than one tally holds"),
        ),
        MergeError::Repeated { id } => {
            tr(format!("{at}编号 {id} 已经算过了"), format!("{at}{id} is counted already"))
        }
        MergeError::Different => tr(
            format!("{at}和别的不是同一份问卷、同一个版本的汇总"),
            format!("{at}of another instrument or form than the others"),
        ),
        MergeError::OtherWave => {
            tr(format!("{at}和别的不是同一轮"), format!("{at}of another wave than the others"))
        }
        MergeError::Nothing => tr("没有汇总可以合并", "there is no tally to merge"),
    })
}
