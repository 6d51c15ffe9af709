//! Why a command did not do its work, in both languages, and the exit code.

use std::fmt::{self, Display};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use zip::result::ZipError;

use super::language::tr;
use crate::domain::simulate::{Parameter, PopulationError};

/// Why a command did not do its work.
#[derive(Debug)]
pub(super) enum CliError {
    /// The parameters describe no population.
    Population(PopulationError),
    /// The format does not fit a stream.
    NeedsPath,
    /// The folder to be filled has something in it.
    NotEmpty(PathBuf),
    /// The result could not be written.
    Write(io::Error),
    /// The archive could not be written.
    Archive(ZipError),
    /// A file could not be read.
    Read(PathBuf, io::Error),
    /// A file could not be written.
    WriteTo(PathBuf, io::Error),
    /// There is a file already where one is to be written.
    Exists(PathBuf),
    /// A file is not what it should be.
    Input(String),
    /// There is no such background question.
    NoSuchQuestion(String),
    /// There were no records to split.
    NothingToSplit,
    /// There were no random numbers.
    NoRandomness,
    /// A record that came sealed could not be sealed again; it never goes out in the open.
    NotSealed,
    /// Something given could not be read; what could be is in the result.
    Unread,
    /// A thread that reads has stopped.
    Stopped,
    /// Doing it would give people away.
    Refused(String),
}

impl std::error::Error for CliError {}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Population(fault) => population(fault),
            Self::NeedsPath => {
                tr("这种格式要用 --out 说明写到哪里", "this format needs --out PATH")
            }
            Self::NotEmpty(path) => {
                path.display().to_string() + &tr("：文件夹不是空的", ": the folder is not empty")
            }
            Self::Write(error) => tr("写不出去：", "cannot write: ") + &machine(error),
            Self::Archive(error) => {
                tr("压缩包写不出去：", "cannot write the archive: ") + &packer(error)
            }
            Self::Read(path, error) => {
                let path = path.display();
                tr(format!("读不了 {path}："), format!("cannot read {path}: ")) + &machine(error)
            }
            Self::WriteTo(path, error) => {
                let path = path.display();
                tr(format!("写不了 {path}："), format!("cannot write {path}: ")) + &machine(error)
            }
            Self::Exists(path) => {
                let there =
                    tr("：已经有了，不会覆盖", ": is there already, and nothing is overwritten");
                path.display().to_string() + &there
            }
            Self::Input(words) => words.clone(),
            Self::NoSuchQuestion(id) => tr(
                format!("问卷里没有 {id} 这个背景问题"),
                format!("the instrument has no background question {id}"),
            ),
            Self::NothingToSplit => tr("没有可拆的答卷", "there are no records to split"),
            Self::NoRandomness => {
                tr("这台机器给不出随机数", "this machine gives no random numbers")
            }
            Self::NotSealed => tr(
                "有一份该密封的答卷没能封好，所以结果不完整",
                "a record that belongs into an envelope could not be sealed; nothing is complete",
            ),
            Self::Unread => tr(
                "有的文件读不了：见上面几行，或者 --refused 列出的表",
                "some of what was given could not be read: see the lines above, or the table of \
                 --refused",
            ),
            Self::Stopped => tr(
                "程序有毛病，读到一半停了",
                "reading has stopped because of a defect of the program",
            ),
            Self::Refused(why) => tr("不能这样做：", "refused: ") + why,
        };
        f.write_str(&words)
    }
}

impl From<PopulationError> for CliError {
    fn from(error: PopulationError) -> Self {
        Self::Population(error)
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<ZipError> for CliError {
    fn from(error: ZipError) -> Self {
        Self::Archive(error)
    }
}

impl CliError {
    /// A file is not what it should be.
    pub(super) fn input(path: &Path, fault: &dyn Display) -> Self {
        Self::Input(format!("{}{}{fault}", path.display(), tr("：", ": ")))
    }

    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Write(error) if error.kind() == ErrorKind::BrokenPipe => 0,
            Self::Write(_)
            | Self::Archive(_)
            | Self::Read(..)
            | Self::WriteTo(..)
            | Self::NotSealed
            | Self::Unread
            | Self::Stopped
            | Self::NoRandomness => 1,
            Self::Population(_)
            | Self::NeedsPath
            | Self::NotEmpty(_)
            | Self::Exists(_)
            | Self::Input(_)
            | Self::NoSuchQuestion(_)
            | Self::NothingToSplit => 2,
            Self::Refused(_) => 3,
        }
    }
}

/// What the machine says about a file. It speaks English; the common cases have Chinese words.
fn machine(error: &io::Error) -> String {
    let chinese = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经有了",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中间有一处不是文件夹",
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::ReadOnlyFilesystem => "这个磁盘只能读，不能写",
        ErrorKind::UnexpectedEof => "文件中途断了",
        ErrorKind::InvalidData => "内容不是文字，或者损坏了",
        ErrorKind::FileTooLarge => "文件超过了允许的大小",
        ErrorKind::QuotaExceeded => "磁盘配额用完了",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "名字不能这样写",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被别的程序占用",
        ErrorKind::OutOfMemory => "内存不够",
        ErrorKind::TimedOut => "等得太久，没有回应",
        ErrorKind::BrokenPipe => "接收的一方先走了",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::WriteZero => "写不进去了",
        _ => return tr(format!("系统报错（{error}）"), error.to_string()),
    };
    tr(chinese, error.to_string())
}

/// What the packer says. It speaks English, too.
fn packer(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => machine(error),
        other => tr(format!("打包时出错（{other}）"), other.to_string()),
    }
}

/// Why a population cannot be drawn.
fn population(error: &PopulationError) -> String {
    let chinese = match error {
        PopulationError::Length { what, found, expected } => {
            format!("{}：应该有 {expected} 个值，却有 {found} 个", parameter(*what))
        }
        PopulationError::Range { what, value, least, most } => {
            let what = parameter(*what);
            let value = if value.is_finite() {
                value.to_string()
            } else {
                "给的不是有限的数".to_owned()
            };
            format!("{what}：{value}，不在 {least} 到 {most} 之间")
        }
        PopulationError::Sum { what: Parameter::GroupShares, sum } => {
            format!("各组的比例：加起来是 {sum}，应该是 1")
        }
        PopulationError::Sum { what, sum } => {
            format!("{}：各比例加起来是 {sum}，超过了 1", parameter(*what))
        }
    };
    tr(chinese, error.to_string())
}

/// The Chinese name of a parameter.
const fn parameter(of: Parameter) -> &'static str {
    match of {
        Parameter::Background => "背景题的分组",
        Parameter::Burdens => "各类的负担",
        Parameter::Items => "计分题的参数",
        Parameter::Outcomes => "后果题的参数",
        Parameter::GroupShares => "各组的比例",
        Parameter::GroupShifts => "各组的移动",
        Parameter::GroupShare => "一组的比例",
        Parameter::GroupShift => "一组的移动",
        Parameter::BurdenMean => "负担的均值",
        Parameter::BurdenSd => "负担的标准差",
        Parameter::Loading => "载荷",
        Parameter::Location => "位置",
        Parameter::Correlation => "相关",
        Parameter::WaveShift => "每轮的移动",
        Parameter::Quick => "快速版的比例",
        Parameter::Missing => "不回答的概率",
        Parameter::Priorities => "不选优先次序的概率",
        Parameter::Unaware => "不知道有没有变化的比例",
        Parameter::Careless => "没认真答和时间对不上的比例",
        Parameter::Resent => "再交一次的比例",
        Parameter::Wave => "轮次",
    }
}

#[cfg(test)]
mod tests {
    use super::CliError;

    #[test]
    fn a_reader_who_has_gone_is_no_fault() {
        let gone = |kind| CliError::Write(std::io::Error::from(kind)).code();
        assert_eq!(gone(std::io::ErrorKind::BrokenPipe), 0);
        assert_eq!(gone(std::io::ErrorKind::StorageFull), 1);
    }
}
