//! What is no tally file: what it is instead, and what to do with it.

use crate::cli::CliError;
use crate::cli::language::tr;
use crate::domain::bundle::{Kind, kind_of};
use crate::domain::tally::TallyRefusal;

/// An error where a file begins like something that has no lines of tallies.
pub(super) fn beginning(name: &str, start: &[u8]) -> Result<(), CliError> {
    let [chinese, english] = match kind_of(start) {
        Kind::Tally => return Ok(()),
        Kind::Empty => [
            "是空的，可能没有传完。请对方再发一次；不该有的，请拿开",
            "empty, perhaps cut off. Ask for it again, or leave it out",
        ],
        Kind::Bundle | Kind::List | Kind::Text => match other_format(start) {
            // A bundle may have tallies further on; its lines are looked at one by one.
            Some(words) if !tally_in(start) => words,
            _ => return Ok(()),
        },
        Kind::Zip => [
            "是压缩包，这里不解压。请先解压，或者 unzip -p 文件 | qingdan merge",
            "an archive, which is not unpacked here. Unpack it first, or \
             unzip -p FILE | qingdan merge",
        ],
        Kind::Packed => [
            "压缩过，这里不解压。请先解压（.gz 用 gunzip），或者 zcat 文件 | qingdan merge",
            "compressed, which is not unpacked here. Unpack it first (.gz with gunzip), or \
             zcat FILE | qingdan merge",
        ],
        Kind::Utf16 => [
            "是 UTF-16 编码的文字。请另存一次，编码选 UTF-8；或者用 iconv -f UTF-16 -t UTF-8 转一遍",
            "a text in UTF-16. Save it once more with the encoding UTF-8, or turn it into that: \
             iconv -f UTF-16 -t UTF-8",
        ],
        Kind::Picture => [
            "是图片，不是汇总文件。请对方发汇总文件",
            "a picture and no tally file. Ask for the tally file",
        ],
        Kind::Other => ["不是汇总文件。请对方发汇总文件", "no tally file. Ask for the tally file"],
    };
    Err(CliError::Input(tr(format!("{name}：{chinese}"), format!("{name}: {english}"))))
}

/// Why a line is no tally.
pub(super) fn line(place: &str, line: &[u8], why: &TallyRefusal) -> CliError {
    let known = match why {
        TallyRefusal::Shape { .. } | TallyRefusal::UnknownFormat => other_format(line),
        _ => None,
    };
    let (chinese, english) = match known {
        Some([chinese, english]) => (chinese.to_owned(), english.to_owned()),
        None => words(why),
    };
    CliError::Input(tr(format!("{place}：{chinese}"), format!("{place}: {english}")))
}

/// What a text is that is no tally: in Chinese and in English.
fn other_format(text: &[u8]) -> Option<[&'static str; 2]> {
    let text = &text[..text.len().min(START_BYTES)];
    let known =
        KNOWN.iter().find(|(mark, _)| text.windows(mark.len()).any(|word| word == mark.as_bytes()));
    known.map(|(_, words)| *words)
}

/// Bytes in which a text says what it is.
const START_BYTES: usize = 400;

/// What stands at the beginning of other files, and what they are.
const KNOWN: [(&str, [&str; 2]); 5] = [
    ("qingdan-record/", RECORDS),
    ("QINGDAN-1:", RECORDS),
    (
        "QINGDAN-E1:",
        [
            "是密封件，不是汇总文件。请先用 qingdan open 打开，再用 qingdan tally 数出汇总",
            "sealed records and no tally. Open them first with `qingdan open`, and count them with \
             `qingdan tally`",
        ],
    ),
    (
        "qingdan-campaign/",
        ["是活动文件，不是汇总文件。请把它拿开", "a campaign and no tally. Leave it out"],
    ),
    (
        "qingdan-release/",
        [
            "是公布的结果，不是汇总文件，合并不了。请对方发汇总文件",
            "a release and no tally, and cannot be merged. Ask for the tally file",
        ],
    ),
];

const RECORDS: [&str; 2] = [
    "是答卷，不是汇总文件。请先用 qingdan tally 数出汇总，再合并",
    "records and no tally. Count them first with `qingdan tally`",
];

fn tally_in(text: &[u8]) -> bool {
    let mark = b"\"qingdan-tally/";
    text.windows(mark.len()).any(|word| word == mark)
}

/// Why a tally cannot be read, in Chinese and in English.
fn words(why: &TallyRefusal) -> (String, String) {
    let again = ("请对方重新保存，再发一次", "Ask for it to be saved and sent again");
    let (chinese, english) = match why {
        TallyRefusal::TooLarge { .. } => {
            return ("太大，不是汇总".to_owned(), "too large to be a tally".to_owned());
        }
        TallyRefusal::OtherInstrument => {
            return (
                "是另一份问卷的汇总，或另一个版本的。请用 --instrument 给出那份问卷；\
                 不同问卷、不同版本的合不到一起"
                    .to_owned(),
                "a tally of another questionnaire, or of another version of it. Give that with \
                 --instrument; of different ones nothing can be merged"
                    .to_owned(),
            );
        }
        TallyRefusal::UnknownFormat => {
            return (
                "不是汇总文件，或者是更新的版本写的。请换用新版的 qingdan".to_owned(),
                "no tally file, or one of a newer version. Use the newer version of this command"
                    .to_owned(),
            );
        }
        TallyRefusal::Shape { column, .. } => (
            format!("从第 {column} 个字节起读不懂：不是汇总文件，或者没有传完"),
            format!("no tally file, or cut off, from byte {column} on"),
        ),
        TallyRefusal::BadField { field } => {
            (format!("坏了：“{field}”的值不可能"), format!("damaged: “{field}” is impossible"))
        }
        TallyRefusal::Contradiction { place } => (
            format!("坏了：“{place}”里的数字和前面的对不上"),
            format!("damaged: the counts in “{place}” contradict the ones before"),
        ),
        TallyRefusal::NotCanonical { offset } => (
            format!("改写过：从第 {offset} 字节起和轻担写的不一样"),
            format!("rewritten: it differs from what this program writes, from byte {offset} on"),
        ),
    };
    (format!("{chinese}。{}", again.0), format!("{english}. {}", again.1))
}
