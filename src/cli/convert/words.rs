//! Why a mapping does not fit, and why something was not converted, in the language of the run.

use std::path::Path;

use crate::cli::json;
use crate::cli::language::{Language as Spoken, language, tr};
use crate::domain::bundle::What;
use crate::domain::mapping::{MAPPING_BYTES_MAX, MappingFault, Side, Unconvertible};
use crate::domain::record::{Reason, Refusal};
use crate::i18n::Language;
use crate::worker::{Cause, Refused, shown_name, words};

/// Why the mapping in a text does not fit, and what to do.
pub(super) fn unfit(text: &[u8], fault: &MappingFault) -> String {
    let side = |side: Side| if side == Side::Old { "旧版" } else { "新版" };
    let chinese = match fault {
        MappingFault::TooLarge => format!("对应表太大：最多 {MAPPING_BYTES_MAX} 字节"),
        MappingFault::Shape(error) => format!("不是对应表：{}", json::fault_at(text, error)),
        MappingFault::Format => "format 不对，要写 qingdan-mapping/1".to_owned(),
        MappingFault::Instrument(of) => {
            format!("写的{}问卷和给出的不是同一份：请核对 id、version 和 hash", side(*of))
        }
        MappingFault::Basis => {
            "basis 是空的：请写明凭什么认为两边是一回事，dropped 里的题凭什么可以不要".to_owned()
        }
        MappingFault::Unknown(of, id) => format!("{}问卷里没有 {id} 这道题", side(*of)),
        MappingFault::Twice(of, id) => format!("{}问卷的 {id} 写了两次", side(*of)),
        MappingFault::Missing(id) => format!("新版的 {id} 没有写；旧版没有问的，写 not_asked"),
        MappingFault::Lost(id) => format!("旧版的 {id} 没有用上；不要的，写进 dropped"),
        MappingFault::Answers(id) => format!("{id}：from 和 answers 对不上"),
        MappingFault::Sort(id) => {
            format!("{id}：两道题不是一类（计分题、后果题、背景题、优先次序）")
        }
        MappingFault::Options(id) => format!("{id}：选项对不上；每个旧选项都要写明换成哪个新选项"),
        MappingFault::Offers(id) => format!("{id}：旧题可以答“不适用”或“不清楚”，新题没有"),
        MappingFault::Categories(id) => format!("{id}：有的类别新版没有"),
    };
    let english = match fault {
        MappingFault::Shape(error) => format!("no mapping: {}", json::fault_at(text, error)),
        _ => fault.to_string(),
    };
    tr(chinese, english)
}

/// Why a record of the old version cannot be one of the new.
pub(super) fn unconvertible(fault: &Unconvertible) -> String {
    let chinese = match fault {
        Unconvertible::Instrument => "是另一份问卷的答卷".to_owned(),
        Unconvertible::Form(id) => format!("{id} 有答案，而新版的这种答卷不问这道题"),
        Unconvertible::Applicability(id) => format!("{id} 有答案，而照新版的规则不用答"),
    };
    tr(chinese, fault.to_string())
}

/// What was refused by the reader, and what to do.
pub(super) fn refused(path: &Path, line: usize, refusal: Refusal) -> String {
    let Refusal { reason, place } = refusal;
    let cause = match reason {
        Reason::TooLarge { limit_bytes, .. } => Cause::TooLong { limit_bytes },
        other => Cause::Record(other),
    };
    let advice = self::cause(path, Some(line), cause);
    if place.is_empty() {
        advice
    } else {
        format!("{}{}{advice}", shown_name(&place), tr("：", ": "))
    }
}

/// Why an input, or what begins on a line of it, is not read, and what to do.
pub(super) fn cause(path: &Path, line: Option<usize>, cause: Cause) -> String {
    let name = path.to_string_lossy();
    let line = line.map(|line| line as u64);
    let refused = Refused { line, ..Refused::whole(&name, cause) };
    let spoken = match language() {
        Spoken::Chinese => Language::Zh,
        Spoken::English => Language::En,
    };
    let advice = words(spoken, &refused);
    format!("{}{}{}", advice.problem, tr("", " "), advice.remedy)
}

/// What stands in the place of a record and is none.
pub(super) fn other(what: &What<'_>) -> String {
    match what {
        What::Campaign(_) => tr(
            "这是一个活动，问的是旧版问卷，换不了；请用新版问卷另做一个活动。",
            "This is a campaign, which asks the old version: make one with the new version.",
        ),
        What::Tally(_) => tr(
            "这是汇总文件，里面没有一份一份的答卷，换不了。",
            "This is a tally file: it has counts and no records, so there is nothing to convert.",
        ),
        What::Tickets(_) => {
            tr("这是纸票的名单，不是答卷。", "This is a list of tickets and no record.")
        }
        What::Sealed(_) => tr(
            "这是密封的答卷：请先用 qingdan open 打开，再来换。",
            "This is a sealed record: open it with `qingdan open` first.",
        ),
        What::Record(_) | What::Refused(_) => tr("这不是答卷。", "This is no record."),
    }
}
