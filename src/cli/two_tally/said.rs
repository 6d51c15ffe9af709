//! What the steps say in Chinese: the words of the organiser's page, where they mean the same.

use super::files::say;
use crate::cli::language::tr;
use crate::domain::campaign::CampaignFault;
use crate::domain::two_tally::{
    CombineFault, CountFault, FileFault, Party, PlanFault, PlanRefusal, SplitFault, Unopened,
};
use crate::i18n::Language;
use crate::i18n::organise::two_tally::Messages;

/// What a newer version made.
const NEWER: &str = "是用更新的版本做的。请换用新版的 qingdan。";

const fn words() -> &'static Messages {
    Messages::of(Language::Zh)
}

/// Which of the two this is.
pub(super) fn party(party: Party) -> String {
    let [first, second] = words().parties;
    let chinese = if party == Party::First { first } else { second };
    tr(chinese, format!("{party} organiser"))
}

pub(super) fn file(fault: FileFault) -> String {
    let chinese = match fault {
        FileFault::Newer => NEWER,
        fault => (words().slots.fault)(fault),
    };
    tr(chinese, fault.to_string())
}

pub(super) fn refusal(refusal: PlanRefusal) -> String {
    let chinese = match refusal {
        PlanRefusal::Newer => NEWER,
        refusal => (words().plan.refused)(refusal),
    };
    tr(chinese, refusal.to_string())
}

pub(super) fn plan(fault: PlanFault) -> String {
    let chinese = match fault {
        PlanFault::Seal(_) => "这台机器给不出随机数，没有做成。",
        fault => (words().plan.fault)(fault),
    };
    tr(chinese, fault.to_string())
}

pub(super) fn campaign(fault: CampaignFault) -> String {
    let chinese = match fault {
        CampaignFault::Newer => NEWER,
        fault => (words().plan.campaign_fault)(fault),
    };
    tr(chinese, fault.to_string())
}

pub(super) fn count(fault: CountFault) -> String {
    let chinese = match fault {
        CountFault::Gone { missing } => {
            format!("核对过的半份有 {missing} 个不在这里。请把它们都给出来，再算一次。")
        }
        fault => (words().count.fault)(fault),
    };
    tr(chinese, fault.to_string())
}

pub(super) fn combine(fault: CombineFault) -> String {
    let chinese = match fault {
        CombineFault::Inconsistent => {
            "两个合计半份合起来不是人数，其中一个不是轻担写出来的。请两家各重新算一次。"
        }
        fault => (words().combine.fault)(fault),
    };
    tr(chinese, fault.to_string())
}

pub(super) fn split(fault: SplitFault) -> String {
    let chinese = match fault {
        SplitFault::Seal(_) => "没有封成，没有拆",
        SplitFault::OtherInstrument => "这份答卷答的是别的问卷，或别的版本",
        SplitFault::OtherCampaign => "这份答卷不是这个活动的",
        SplitFault::DoesNotFit => "这份答卷和合计方案要的题对不上",
    };
    tr(chinese, fault.to_string())
}

/// The key is neither organiser's.
pub(super) fn stranger(english: &impl ToString) -> String {
    tr(words().stranger, english.to_string())
}

/// A file of the wrong organiser.
pub(super) fn other_party(english: &impl ToString) -> String {
    tr(words().slots.party, english.to_string())
}

/// A count that is said where there is something to count: how in Chinese, and the English words.
pub(super) type Said = (u64, fn(u64) -> String, &'static str);

/// Says how many there were of what, and nothing of what was not there.
pub(super) fn say_each(counts: &[Said]) {
    for (number, chinese, english) in counts.iter().filter(|(number, ..)| *number > 0) {
        say(&tr(chinese(*number), format!("{number:>8}  {english}")));
    }
}

/// The same of halves that were not opened.
pub(super) fn say_unopened(number: u64, reason: Unopened) {
    if number > 0 {
        let chinese = (words().verify.unopened)(reason, number);
        say(&tr(chinese, format!("{number:>8}  dropped: {reason}")));
    }
}

/// The words for counts of halves.
pub(super) const fn verify() -> &'static crate::i18n::organise::two_tally::Verify {
    &words().verify
}

/// The words for counts of records.
pub(super) const fn counted() -> &'static crate::i18n::organise::two_tally::Count {
    &words().count
}
