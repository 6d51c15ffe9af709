//! The command's own words for refused inputs, where those of the page speak of its buttons, its
//! batches or a browser.

use crate::cli::language::{Language as Spoken, language};
use crate::domain::record::Reason;
use crate::i18n::Language;
use crate::i18n::refusal::Advice;
use crate::worker::{
    ArchiveFault, CampaignRefusal, Cause, Refused, SealedFault, TallyFault, words,
};

/// The language of this run as the pages know it.
pub(super) fn spoken() -> Language {
    match language() {
        Spoken::Chinese => Language::Zh,
        Spoken::English => Language::En,
    }
}

/// What is wrong with an input, and what to do about it on the command line.
pub(in crate::cli) fn advice(refused: &Refused) -> Advice {
    advice_in(spoken(), refused)
}

fn advice_in(language: Language, refused: &Refused) -> Advice {
    let of_page = words(language, refused);
    let at = usize::from(language == Language::En);
    let problem = problem(&refused.cause).map_or(of_page.problem, |both| both[at].to_owned());
    let remedy = remedy(&refused.cause).map_or(of_page.remedy, |both| both[at]);
    Advice { problem, remedy }
}

/// What is wrong, in Chinese and in English, where the page says it for itself.
fn problem(cause: &Cause) -> Option<[&'static str; 2]> {
    Some(match cause {
        Cause::Picture => ["这里不读图片。", "Pictures are not read here."],
        Cause::TooManyRecords => {
            ["答卷太多，一次数不了这么多。", "More records than can be counted at once."]
        }
        Cause::TooManyCampaigns => [
            "活动和轮次太多，一次读不了这么多。",
            "More campaigns and waves than can be read at once.",
        ],
        Cause::Campaign(CampaignRefusal::TooMany) => {
            ["活动已经够多，不能再加。", "There are too many campaigns to take another."]
        }
        Cause::Record(Reason::WrongType { expected: "object" }) => [
            "这里的内容种类不对，应为一个 JSON 对象（花括号里的内容）。",
            "Wrong kind of content; expected a JSON object, in braces.",
        ],
        Cause::Record(Reason::WrongType { expected: "string" }) => {
            ["这里的内容种类不对，应为一段文字。", "Wrong kind of content; expected a text."]
        }
        _ => return None,
    })
}

/// What to do, in Chinese and in English, where the page says to do it in the page.
fn remedy(cause: &Cause) -> Option<[&'static str; 2]> {
    Some(match cause {
        Cause::Unreadable => [
            "它可能被移走、改名，或者没有权限读。确认能打开后，再运行一次。",
            "It may have been moved or renamed, or may not be yours to read. Check that it opens, \
             then run the command again.",
        ],
        Cause::Changed => [
            "请等它不再变动，再运行一次；没有人会重复计算。",
            "Run the command again when nothing writes to it; nothing is counted twice.",
        ],
        Cause::Fatal => [
            "请单独再读它一次；还是不行，就请对方重新发。",
            "Read it once more by itself; otherwise ask for it again.",
        ],
        Cause::TooManyRecords => [
            "余下的请另外运行一次；各数各的，再用 qingdan merge 合并。",
            "Read the rest in a run of its own: count both and put the tallies together with \
             `qingdan merge`.",
        ],
        Cause::TooManyCampaigns => {
            ["请分几次运行，每次只给一部分活动。", "Give the campaigns in several runs."]
        }
        Cause::NoCode | Cause::Picture | Cause::NoPictures => [
            "请在组织方页面里读它，或者改用文件、代码。",
            "Read it in the organiser’s page, or use the file or the code.",
        ],
        Cause::Kind => {
            ["请给答卷文件、文字或 zip 压缩包。", "Give files of records, texts or zip archives."]
        }
        Cause::Packed => [
            "请先解压（.gz 用 gunzip），或者从管道送进来：zcat 文件 | qingdan …；\
             也可以请对方改用 zip 打包。",
            "Unpack it first (.gz with gunzip), or send it through a pipe: zcat FILE | qingdan …; \
             or ask for a zip archive.",
        ],
        Cause::EmptyFolder => ["请看看是不是写错了文件夹。", "Check that it is the right one."],
        Cause::Utf16 => [
            "请另存一次，编码选 UTF-8；或者用 iconv -f UTF-16 -t UTF-8 转一遍。",
            "Save it once more with the encoding UTF-8, or turn it into that: \
             iconv -f UTF-16 -t UTF-8.",
        ],
        Cause::Tickets => [
            "请用抽票时保存的那一份；名单太多，就分几次运行。",
            "Use the file that was saved when the tickets were drawn; if there are too many lists, \
             give them in several runs.",
        ],
        Cause::Archive(fault) => return archive(*fault),
        Cause::Tally(fault) => return tally(*fault),
        Cause::Campaign(fault) => return campaign(*fault),
        Cause::Sealed(fault) => return sealed(*fault),
        Cause::Record(reason) => return record(reason),
        Cause::List | Cause::TooLong { .. } | Cause::LargeText { .. } => return None,
    })
}

const fn archive(fault: ArchiveFault) -> Option<[&'static str; 2]> {
    Some(match fault {
        ArchiveFault::TooLarge | ArchiveFault::Encrypted | ArchiveFault::Method => {
            ["请解压后给出文件夹。", "Unpack the archive and give the folder."]
        }
        ArchiveFault::Bomb => [
            "请确认来源；确实是答卷，就解压后给出文件夹。",
            "Check where it comes from; if it does hold records, unpack it and give the folder.",
        ],
        ArchiveFault::Exhausted => [
            "请分成几个压缩包，或解压后给出文件夹。",
            "Split it into several archives, or unpack it and give the folder.",
        ],
        ArchiveFault::Nested => {
            ["请把里面的解压出来，单独给出。", "Unpack the inner one and give it by itself."]
        }
        ArchiveFault::CutOff => [
            "请对方重新发。要是只剩这一份，就先解压，能解出多少，就给出那些文件。",
            "Ask for it again. If there is no other, unpack what can still be unpacked and give \
             those files.",
        ],
        ArchiveFault::Damaged | ArchiveFault::TooManyEntries | ArchiveFault::Empty => return None,
    })
}

const fn tally(fault: TallyFault) -> Option<[&'static str; 2]> {
    Some(match fault {
        TallyFault::Changed => [
            "请只给各处最新的汇总文件，再运行一次。",
            "Run the command again with everybody’s latest tally files only.",
        ],
        TallyFault::Repeated => [
            "没有人会重复计算。后来又添了人的，请只给各处最新的汇总文件，再运行一次。",
            "Nobody is counted twice. If people were added to it since, run the command again with \
             everybody’s latest tally files only.",
        ],
        TallyFault::Overlapping => [
            "请只给互不重叠的汇总文件，再运行一次。",
            "Run the command again with tally files that do not overlap.",
        ],
        TallyFault::Damaged => return None,
    })
}

const fn campaign(fault: CampaignRefusal) -> Option<[&'static str; 2]> {
    Some(match fault {
        CampaignRefusal::Newer => NEWER,
        CampaignRefusal::OtherInstrument => INSTRUMENT,
        CampaignRefusal::TooMany => [
            "请去掉用不着的活动，或者分几次运行。",
            "Leave out campaigns that you do not need, or give them in several runs.",
        ],
        CampaignRefusal::Damaged => return None,
    })
}

const fn sealed(fault: SealedFault) -> Option<[&'static str; 2]> {
    Some(match fault {
        SealedFault::Locked => [
            "请用 --key 给出密钥，或者先用 qingdan open 打开。",
            "Give the key with --key, or open it first with `qingdan open`.",
        ],
        SealedFault::OtherKey => [
            "请用 qingdan key show 核对指纹。确实是别的密钥，就用那一把打开；否则请对方重新导出。",
            "Compare the fingerprints with `qingdan key show`. If it is another key, open it with \
             that one; otherwise ask for a new export.",
        ],
        SealedFault::Damaged => [
            "请对方用同一版问卷的填写页面重新导出，再发一份。",
            "Ask for a new export from the page for respondents of the same questionnaire.",
        ],
        SealedFault::Newer => NEWER,
        SealedFault::OtherVersion => INSTRUMENT,
        SealedFault::OtherCampaign => [
            "请把它的活动文件也给出来，或者另外运行一次来打开。",
            "Give that campaign’s file as well, or open it in a run of its own.",
        ],
        SealedFault::Late => [
            "要算上它，请把活动、名单和全部密封件一次给全，再运行一次。",
            "To count it, run the command again with the campaign, the list and all sealed files.",
        ],
        SealedFault::Plain => return None,
    })
}

const fn record(reason: &Reason) -> Option<[&'static str; 2]> {
    Some(match reason {
        Reason::BadCode => {
            ["请对方整段复制，再发一次。", "Ask for the whole code to be copied and sent again."]
        }
        Reason::TooLarge { .. } | Reason::UnknownFormat { .. } | Reason::WrongLength { .. } => [
            "请看看它是不是从填写页面保存的答卷。如果是，请换用最新的 qingdan。",
            "Check that it was saved by the page for respondents. If it was, use the latest \
             version of this command.",
        ],
        Reason::UnknownInstrument { .. } => INSTRUMENT,
        Reason::UnknownVersion { .. } | Reason::WrongHash => [
            "请用 --instrument 给出那个版本的问卷，或者用 qingdan convert 换成这一版。\
             不同版本不能合在一起算。",
            "Give that version of the questionnaire with --instrument, or turn its records into \
             this one with `qingdan convert`. Versions cannot be added up.",
        ],
        _ => return None,
    })
}

/// For what a newer version made.
pub(in crate::cli) const NEWER: [&str; 2] =
    ["请换用新版的 qingdan。", "Use the newer version of this command."];

/// For what belongs to another questionnaire.
const INSTRUMENT: [&str; 2] = [
    "请用 --instrument 给出那份问卷。",
    "Give the questionnaire that it belongs to with --instrument.",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Every cause that an input of the command can have.
    fn causes() -> Vec<Cause> {
        let mut all = vec![
            Cause::Unreadable,
            Cause::Changed,
            Cause::Fatal,
            Cause::TooManyRecords,
            Cause::TooManyCampaigns,
            Cause::NoCode,
            Cause::Picture,
            Cause::NoPictures,
            Cause::Kind,
            Cause::Packed,
            Cause::List,
            Cause::TooLong { limit_bytes: 8_192 },
            Cause::LargeText { limit_bytes: 8_192 },
            Cause::EmptyFolder,
            Cause::Tickets,
            Cause::Utf16,
        ];
        all.extend(
            [
                ArchiveFault::Damaged,
                ArchiveFault::TooManyEntries,
                ArchiveFault::TooLarge,
                ArchiveFault::Bomb,
                ArchiveFault::Exhausted,
                ArchiveFault::Encrypted,
                ArchiveFault::Method,
                ArchiveFault::Nested,
                ArchiveFault::Empty,
                ArchiveFault::CutOff,
            ]
            .map(Cause::Archive),
        );
        all.extend(
            [
                TallyFault::Damaged,
                TallyFault::Repeated,
                TallyFault::Changed,
                TallyFault::Overlapping,
            ]
            .map(Cause::Tally),
        );
        all.extend(
            [
                CampaignRefusal::Damaged,
                CampaignRefusal::Newer,
                CampaignRefusal::OtherInstrument,
                CampaignRefusal::TooMany,
            ]
            .map(Cause::Campaign),
        );
        all.extend(
            [
                SealedFault::Locked,
                SealedFault::OtherKey,
                SealedFault::Damaged,
                SealedFault::Newer,
                SealedFault::OtherVersion,
                SealedFault::OtherCampaign,
                SealedFault::Plain,
                SealedFault::Late,
            ]
            .map(Cause::Sealed),
        );
        all.extend(reasons().into_iter().map(Cause::Record));
        all
    }

    fn reasons() -> Vec<Reason> {
        let found = String::new;
        vec![
            Reason::Empty,
            Reason::TooLarge { size_bytes: 9_000, limit_bytes: 8_192 },
            Reason::NotUtf8 { offset: 3 },
            Reason::NotJson { line: 1, column: 2 },
            Reason::WrongType { expected: "object" },
            Reason::WrongType { expected: "string" },
            Reason::DuplicateKey,
            Reason::Missing,
            Reason::UnknownField,
            Reason::UnknownFormat { found: found() },
            Reason::UnknownInstrument { found: found() },
            Reason::UnknownVersion { found: found() },
            Reason::WrongHash,
            Reason::BadForm,
            Reason::BadCampaign,
            Reason::BadWave,
            Reason::BadId,
            Reason::BadRevision,
            Reason::UnknownQuestion,
            Reason::NotAnAnswer,
            Reason::OptionOutOfRange { options: 4 },
            Reason::NotOffered,
            Reason::ContradictsForm,
            Reason::ContradictsRule { item: found() },
            Reason::BadPriorities,
            Reason::NotCanonical { offset: 3 },
            Reason::NoRecord,
            Reason::BadCode,
            Reason::WrongLength { size_bytes: 63 },
        ]
    }

    /// What the command cannot do is not advised: it has no button, no batch and no browser.
    #[test]
    fn nothing_is_advised_that_only_the_page_can_do() {
        for cause in causes() {
            let refused = Refused::whole("a", cause);
            let [chinese, english] = [Language::Zh, Language::En].map(|language| {
                let Advice { problem, remedy } = advice_in(language, &refused);
                problem + " " + remedy
            });
            for leak in ["再选", "选择", "直接选", "这一批", "新开一批", "汇总页面", "浏览器", "扫"]
            {
                assert!(!chinese.contains(leak), "{leak}: {chinese}");
            }
            for leak in ["hoose", "batch", "browser", "this page", "the report page", "scan"] {
                assert!(!english.contains(leak), "{leak}: {english}");
            }
        }
    }
}
