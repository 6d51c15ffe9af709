//! Randomised questions and rare backgrounds, in Chinese.

use crate::i18n::organise::Protection;

pub(super) const PROTECTION: Protection = Protection {
    heading: "更多保护（可以不用）",
    noise: "给少数敏感题掷骰子",
    noise_means: &[
        "选中的题，保存时手机掷一次骰子：有时写真实的选择，有时从全部选项里随机写一个。\
         看文件，不能断定哪一份写的是真的。",
        "代价是人要多得多。这些题只有估计，没有人数；总指数、分组和前后比较，凡是含这些题的都不给出。\
         人不够下表的数，估计就没有用。",
        "它也可能让人更不愿说真话。先请少数人试填，与直接问的比一比，再决定用不用。",
        "同一件事只选一道题：几道题问的是同一件事，合起来会透露更多。",
    ],
    chance: "写入真实选择的机会",
    chances: [|a, b| format!("{a}/{b}"), |a, b| format!("{a}/{b}（推荐）")],
    cost: "真实占比是 20% 时，要让误差不超过 5 个百分点，得有多少人作答",
    cost_options: |options| format!("{options} 个选项"),
    cost_direct: "不掷骰子",
    chosen: |chosen, most| format!("选题目（已选 {chosen} 道，最多 {most} 道）"),
    not_this: ["与别的题相连，不能选", "要用来估算时间，不能选"],
    roster: "核对背景是不是太少见",
    roster_means: |least| {
        [
            format!(
                "填上请多少人、各种背景大约各有多少人。保存之前，手机按这些数估计，与填的人背景相同的\
                 有多少；不到 {least} 人，最少见的背景就不写进文件。文件里看得出少了哪几项，\
                 知道这个办法的人可能猜到这一位属于人少的背景：单位小，就少问几项。"
            ),
            "大概的数就行，都不填就不核对。总人数和各种背景的比例会写进活动码，拿到的人都看得到。"
                .to_owned(),
        ]
    },
    roster_useless: "没有问背景，不用核对。",
    people: "一共请多少人填",
    roster_wrong: [
        "请填整数。",
        "还没有填全：总人数要填，要问的每一道背景题至少填一个数。都不填，就不核对。",
        "最多 1000000 人，请核对是不是多打了。",
    ],
    dense: |side| {
        format!("做好以后，二维码每边 {side} 格。格子越多越不好扫，可以把上面的文字写短些。")
    },
    not_dense: "这么多放不进二维码，只能用链接、活动码和文件。",
    listed_noise: |n, a, b| format!("{n} 道题掷骰子，写真实选择的机会 {a}/{b}"),
    listed_roster: |people| format!("按 {people} 人核对背景"),
    told_noise: |n, a, b| {
        format!(
            "有 {n} 道题，保存时手机会掷一次骰子：以 {a}/{b} 的机会写入您的真实选择，\
             否则从全部选项里随机写一个。看到文件，不能断定那是您的真实回答。"
        )
    },
    told_roster: |least| {
        format!(
            "保存之前，手机会按组织方给的人数估计，与您背景相同的大约有多少人；不到 {least} 人，\
             最少见的背景就不写进文件。少了哪几项，文件里看得出来。"
        )
    },
};
