//! What is said beside a release: what it keeps to, and what nobody knows of its answers.

use crate::cli::intake::say;
use crate::cli::language::tr;
use crate::domain::disclose::Policy;
use crate::worker::{Promise, Report};

/// Says so where more people are kept to than were asked for, and why.
pub(super) fn promise(report: &Report, asked: Policy) {
    let kept = report.release.policy.minimum();
    if kept <= asked.minimum() {
        return;
    }
    say(&match report.promise {
        Promise::Unknown => tr(
            format!(
                "当初答应填写的人至少多少人才公布，这里查不到（没有给出活动文件）。按最严的 {kept} 人办"
            ),
            format!(
                "what the people were promised is not known, as the campaign’s file is not here: \
                 no figure rests on fewer than {kept}"
            ),
        ),
        Promise::Minimum(_) | Promise::Nothing => tr(
            format!("答应过填写的人：少于 {kept} 人的数字不公布。所以按 {kept} 人办"),
            format!("the people were promised that no figure rests on fewer than {kept}: kept"),
        ),
    });
}

/// Says so where nobody knows whether answers were made with dice.
pub(super) fn noise(report: &Report) {
    if report.release.randomised.known {
        return;
    }
    say(&tr(
        "这些人答题时有没有在手机上掷骰子，这里查不到（没有给出活动文件）。要是掷过，\
         那几道题的比例和分数就不是大家真正的答案，不要公布：请连同活动文件再算一次",
        "whether answers were made with dice on the phones is not known, as the campaign’s file is \
         not here. If they were, shares and scores of these questions are not what people \
         answered: do not publish them, give the campaign’s file too",
    ));
}
