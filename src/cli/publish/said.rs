//! What is said of what was published before.

use std::path::Path;

use crate::cli::language::tr;

/// A report that was made before could not have been made under the rules.
pub(super) fn told(path: &Path) -> String {
    let path = path.display();
    tr(
        format!(
            "{path} 和它前面那一份只差几个人：两份如果都公布了，相减就知道他们答了什么，这里不再公布。\
             --earlier 只写真正公布过的，先公布的写在前面；一份报告用过几个文件，放进一个文件夹"
        ),
        format!(
            "{path} differs by only a few people from the one before it: if both were published, \
             subtracting tells what those answered, and nothing more is published here. Give \
             --earlier only what was published, the oldest first, and the files of one release as \
             one folder"
        ),
    )
}

/// What was published before kept a higher minimum, as far as is known.
pub(super) fn lower(kept: u64) -> String {
    tr(
        format!(
            "当时答应过什么，这里不知道，只好当作少于 {kept} 人的数字没有公布过，这次就不能公布得更细。\
             请把活动文件单独写在答卷前面，或者用 --minimum {kept}"
        ),
        format!(
            "what was promised then is not known here, so it counts as if no figure had rested on \
             fewer than {kept}, and less cannot be asked for now. Give the campaign as a file of \
             its own before the records, or --minimum {kept}"
        ),
    )
}

/// Something that an earlier release counted cannot be read.
pub(super) fn unread() -> String {
    tr(
        "--earlier 要的是上一份报告用过的全部答卷、汇总文件，或者当时公布的结果（JSON），\
         这里有读不出来的",
        "--earlier needs every record or tally file that the earlier release counted, or the \
         release itself (JSON); something here cannot be read",
    )
}
