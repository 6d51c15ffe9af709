//! What converted records have lost with their campaign.

use std::io::{self, Write as _};

use crate::cli::language::tr;

/// Says that the campaign’s file does not fit converted records, and what nobody knows without it.
pub(super) fn tell(of_campaign: bool) {
    if !of_campaign {
        return;
    }
    let words = tr(
        "注意：里面有活动的答卷。活动文件是旧版问卷的，和换好的答卷对不上，所以答应过的最小人数、\
         有没有掷骰子，换好以后都查不到：公布时一律按最严的 30 人；掷过骰子的题再也算不出估计值，\
         写出来的比例不是大家真正的答案。活动里有掷骰子的题，就请用旧版的答卷和活动文件来公布",
        "note: there are records of a campaign. Its file is of the old version and does not fit \
         converted records, so the minimum that was promised and the dice are not known with them: \
         what is published keeps to 30 people, and questions that were answered with dice can \
         never be estimated again; their shares would not be what people answered. Where the \
         campaign has dice, publish from the old records with the campaign’s file",
    );
    // Nobody is left to be told where this cannot be written.
    let _ = writeln!(io::stderr(), "{words}");
}
