//! Words for refused inputs: what is wrong, and what to do.

use super::Language;
use super::organise::size;
use crate::domain::record::{PACKED_BYTES, Reason};

/// What is wrong with an input, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: &'static str,
}

/// Advice on bytes that are not a record.
pub fn advice(language: Language, reason: &Reason) -> Advice {
    match language {
        Language::Zh => Advice { problem: problem_zh(reason), remedy: remedy_zh(reason) },
        Language::En => Advice { problem: problem_en(reason), remedy: remedy_en(reason) },
    }
}

/// Advice on a file that the browser could not read.
pub fn unreadable(language: Language) -> Advice {
    let (problem, remedy) = match language {
        Language::Zh => {
            ("读不出这个文件。", "它可能被移走、改名，或正被别的程序占用。确认能打开后，再选一次。")
        }
        Language::En => (
            "This file cannot be read.",
            "It may have been moved or renamed, or another program is using it. \
             Check that it opens, then choose it again.",
        ),
    };
    Advice { problem: problem.to_owned(), remedy }
}

/// A size rounded up to whole kB, so that one just over a limit does not look equal to it.
fn size_up(bytes: u64) -> String {
    size(bytes.div_ceil(1_000).saturating_mul(1_000))
}

fn problem_zh(reason: &Reason) -> String {
    match reason {
        Reason::Empty => "文件是空的。".to_owned(),
        Reason::TooLarge { size_bytes, limit_bytes } => {
            let (found, limit) = (size_up(*size_bytes), size(*limit_bytes));
            format!("文件约有 {found}，一份答卷最多 {limit}。")
        }
        Reason::NotUtf8 { offset } => format!("从第 {offset} 字节起不是 UTF-8 文字。"),
        Reason::NotJson { line, column } => {
            format!("第 {line} 行第 {column} 列起读不懂：不是 JSON，或文件不完整。")
        }
        Reason::WrongType { expected } => format!("这里的内容种类不对，应为 {expected}。"),
        Reason::DuplicateKey => "同一项出现了两次。".to_owned(),
        Reason::Missing => "缺少这一项。".to_owned(),
        Reason::UnknownField => "多出了答卷里没有的一项。".to_owned(),
        Reason::UnknownFormat { found } => format!("不认识的文件格式：“{found}”。"),
        Reason::UnknownInstrument { found } => format!("这是另一份问卷的文件：“{found}”。"),
        Reason::UnknownVersion { found } => format!("这是问卷另一个版本的文件：“{found}”。"),
        Reason::WrongHash => "问卷编号和版本都对，但题目内容不是这一份。".to_owned(),
        Reason::BadForm => "既不是完整版，也不是快速版。".to_owned(),
        Reason::BadCampaign => "调查编号不对。".to_owned(),
        Reason::BadWave => "轮次不是 1 到 99 的整数。".to_owned(),
        Reason::BadId => "答卷编号不是 32 位小写十六进制数字。".to_owned(),
        Reason::BadRevision => "修订号不是 0 到 255 的整数。".to_owned(),
        Reason::UnknownQuestion => "有一道问卷里没有的题。".to_owned(),
        Reason::NotAnAnswer => "这道题的内容不是一个回答。".to_owned(),
        Reason::OptionOutOfRange { options } => {
            format!("这道题只有 {options} 个选项，文件里的选项不在其中。")
        }
        Reason::NotOffered => "这道题没有提供这种回答。".to_owned(),
        Reason::ContradictsForm => "有没有答这道题，与所选的版本不符。".to_owned(),
        Reason::ContradictsRule { item } => format!("按 {item} 的回答，这道题应为不适用。"),
        Reason::BadPriorities => "优先减轻的类别重复了，或超过了三个。".to_owned(),
        Reason::NotCanonical { offset } => {
            format!("内容对，但从第 {offset} 字节起与页面保存的写法不同，文件被改写过。")
        }
        Reason::WrongLength { size_bytes } => {
            let found = size(*size_bytes as u64);
            format!("文件有 {found}，紧凑答卷应为 {}。", size(PACKED_BYTES as u64))
        }
    }
}

fn remedy_zh(reason: &Reason) -> &'static str {
    match reason {
        Reason::Empty => "文件可能没有传完，或在途中坏了。请对方把原文件再发一次。",
        Reason::NotUtf8 { .. } | Reason::NotJson { .. } => {
            "如果是答卷，可能没有传完，请对方把原文件再发一次；如果不是答卷，不用管它。"
        }
        Reason::TooLarge { .. } | Reason::UnknownFormat { .. } | Reason::WrongLength { .. } => {
            "确认它是从自评页面保存的答卷。如果是，请换用最新的汇总页面。"
        }
        Reason::WrongType { .. } | Reason::Missing | Reason::UnknownField => {
            "它可能不是答卷，或保存以后被改动过。如果是答卷，请对方从自评页面重新保存一份。"
        }
        Reason::UnknownInstrument { .. } => "用那份问卷自己的汇总页面打开。",
        Reason::UnknownVersion { .. } | Reason::WrongHash => {
            "用与那个自评页面同一批发布的汇总页面打开。不同版本不能合在一起算。"
        }
        _ => "文件在保存以后被改动过。请对方用自评页面重新保存一份，不要用别的程序打开再存。",
    }
}

fn problem_en(reason: &Reason) -> String {
    match reason {
        Reason::Empty => "The file is empty.".to_owned(),
        Reason::TooLarge { size_bytes, limit_bytes } => {
            let (found, limit) = (size_up(*size_bytes), size(*limit_bytes));
            format!("The file has about {found}; a record has at most {limit}.")
        }
        Reason::NotUtf8 { offset } => format!("Not UTF-8 text from byte {offset}."),
        Reason::NotJson { line, column } => {
            format!("Not JSON, or cut off, at line {line}, column {column}.")
        }
        Reason::WrongType { expected } => format!("Wrong kind of content; expected {expected}."),
        Reason::DuplicateKey => "The same field appears twice.".to_owned(),
        Reason::Missing => "This field is missing.".to_owned(),
        Reason::UnknownField => "A field that records do not have.".to_owned(),
        Reason::UnknownFormat { found } => format!("Unknown file format: “{found}”."),
        Reason::UnknownInstrument { found } => {
            format!("A file of another questionnaire: “{found}”.")
        }
        Reason::UnknownVersion { found } => {
            format!("A file of another version of the questionnaire: “{found}”.")
        }
        Reason::WrongHash => {
            "Name and version of the questionnaire match, but its questions differ.".to_owned()
        }
        Reason::BadForm => "Neither the full nor the quick form.".to_owned(),
        Reason::BadCampaign => "The campaign code is not valid.".to_owned(),
        Reason::BadWave => "The wave is not a whole number from 1 to 99.".to_owned(),
        Reason::BadId => "The id is not 32 lower-case hexadecimal digits.".to_owned(),
        Reason::BadRevision => "The revision is not a whole number from 0 to 255.".to_owned(),
        Reason::UnknownQuestion => "A question that the questionnaire does not have.".to_owned(),
        Reason::NotAnAnswer => "The content of this question is not an answer.".to_owned(),
        Reason::OptionOutOfRange { options } => {
            format!("This question has {options} options; the file names another.")
        }
        Reason::NotOffered => "This question does not offer that answer.".to_owned(),
        Reason::ContradictsForm => {
            "Whether this question is answered contradicts the form.".to_owned()
        }
        Reason::ContradictsRule { item } => {
            format!("By the answer to {item}, this question does not apply.")
        }
        Reason::BadPriorities => {
            "A category is chosen twice, or more than three are chosen.".to_owned()
        }
        Reason::NotCanonical { offset } => {
            format!("The content is right, but it was rewritten: it differs from byte {offset}.")
        }
        Reason::WrongLength { size_bytes } => {
            let found = size(*size_bytes as u64);
            format!("The file has {found}; a compact record has {}.", size(PACKED_BYTES as u64))
        }
    }
}

fn remedy_en(reason: &Reason) -> &'static str {
    match reason {
        Reason::Empty => {
            "It may have been cut off or damaged on the way. Ask for the original file again."
        }
        Reason::NotUtf8 { .. } | Reason::NotJson { .. } => {
            "If it is a record, it may have been cut off: ask for the original again. \
             If it is not, ignore it."
        }
        Reason::TooLarge { .. } | Reason::UnknownFormat { .. } | Reason::WrongLength { .. } => {
            "Check that it was saved by the self-report page. \
             If it was, use the latest version of this page."
        }
        Reason::WrongType { .. } | Reason::Missing | Reason::UnknownField => {
            "It may not be a record, or it was changed after it was saved. If it is one, ask for \
             it to be saved again from the self-report page."
        }
        Reason::UnknownInstrument { .. } => "Open it with that questionnaire's own report page.",
        Reason::UnknownVersion { .. } | Reason::WrongHash => {
            "Open it with the report page published together with that self-report page. \
             Versions cannot be added up."
        }
        _ => {
            "The file was changed after it was saved. Ask for it to be saved again from the \
             self-report page, and not to be opened and saved by another program."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_of_advice_is_a_whole_sentence() {
        let reasons = [
            Reason::Empty,
            Reason::TooLarge { size_bytes: 9_000, limit_bytes: 8_192 },
            Reason::WrongType { expected: "object" },
            Reason::UnknownVersion { found: "2.0.0".to_owned() },
            Reason::NotCanonical { offset: 3 },
        ];
        for reason in reasons {
            for (language, stop) in [(Language::Zh, '。'), (Language::En, '.')] {
                let advice = advice(language, &reason);
                assert!(advice.problem.ends_with(stop), "{advice:?}");
                assert!(advice.remedy.ends_with(stop), "{advice:?}");
            }
        }
    }
}
