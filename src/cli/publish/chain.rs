//! Sets of people that were published one after the other: each must hold the one before.

use std::collections::HashSet;
use std::path::Path;

use crate::cli::CliError;
use crate::cli::language::tr;
use crate::domain::record::PACKED_BYTES;
use crate::domain::report::Answered;

/// The records of a subject, each as it is kept.
pub(super) type Records = HashSet<[u8; PACKED_BYTES]>;

/// One of several sets of people, of whom each is to hold the one before.
pub(super) struct Link<'a> {
    pub(super) path: &'a Path,
    pub(super) answered: Answered,
    /// Whether the desk knows who they are.
    pub(super) known: bool,
    /// Each record, where they are here.
    pub(super) records: Option<&'a Records>,
}

/// Whether the second of two sets can stand beside the first: where the desk does not know who both
/// are, it has everybody in the first, and nobody else or at least the minimum.
pub(super) fn holds(before: &Link, now: &Link, minimum: u64) -> Result<(), CliError> {
    if before.known && now.known {
        return Ok(());
    }
    let gone = match [before.records, now.records] {
        [Some(before), Some(now)] => before.difference(now).count() as u64,
        _ => 0,
    };
    let lacking = now.answered.lacks(&before.answered).max(gone);
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
                 答了什么。请把当时的人全部算上；改过答卷的，请用 --earlier 给出每次当时的答卷"
            ),
            format!(
                "of the people of {path}, {en} lacks at least {lacking}, or has them with other \
                 answers: subtracting would tell what they answered. Count everybody of then; \
                 where records were corrected, give --earlier the records of each time"
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
