//! The help of `qingdan two-tally` in Chinese.

use crate::cli::language::Help;

const PLAN: (&str, &str) = ("plan", "合计方案");
const KEY: (&str, &str) = ("key", "自己的密钥文件");
const PASSPHRASE: (&str, &str) = ("passphrase_file", "文件，第一行是密钥的口令；不写就在终端上问");

/// Every step.
pub(in crate::cli) const ZH: &[Help] = &[
    Help {
        path: &["two-tally"],
        about: "两家组织方一起合计，谁也读不出一份答卷",
        after: "\
一次调查怎么走：
  1. 两家各做一次，在各自的电脑上：
       qingdan two-tally key --passphrase-file words.txt --out key.json
  2. 其中一家，用两个公钥：
       qingdan two-tally plan --campaign campaign.json --first HEX --second HEX \\
           --strata bg_level --out plan.txt
  3. 填写的人（或者测试时），每份答卷拆成两个半份：
       qingdan two-tally split --plan plan.txt --first to-first --second to-second records.ndjson
  4. 两家各做一次，然后把文件发给对方：
       qingdan two-tally verify --plan plan.txt --key key.json --passphrase-file words.txt \\
           --ledger ledger.bin --out mine.verification halves/
  5. 两家各做一次，然后把文件发给对方：
       qingdan two-tally count --plan plan.txt --key key.json --passphrase-file words.txt \\
           --ledger ledger.bin --own mine.verification --other theirs.verification \\
           --out mine.half halves/
  6. 一家做，或者两家都做：
       qingdan two-tally combine --plan plan.txt mine.half theirs.half --out totals.csv

能保证什么、不能保证什么，见 docs/two-tallies.zh.md。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，或者文件不是该有的样子；
3 会暴露个人，所以不做。",
        arguments: &[],
    },
    Help {
        path: &["two-tally", "key"],
        about: "\
做一把密钥

私钥用口令锁进文件，公钥输出到标准输出。",
        after: "",
        arguments: &[
            ("passphrase_file", "文件，第一行是口令，至少 12 个字符；不写就在终端上问"),
            ("out", "私钥写到哪个文件"),
        ],
    },
    Help {
        path: &["two-tally", "plan"],
        about: "\
在有人填写之前，做好合计方案，两家都照它做

活动只能用一种形式（完整版或快速版），没有纸票，没有加随机的题。",
        after: "",
        arguments: &[
            ("campaign", "活动：活动文件，或者写着链接或代码的文件"),
            ("first", "第一家的公钥，第一家收长的半份"),
            ("second", "第二家的公钥，第二家收短的半份"),
            ("strata", "最多两个背景问题，按它们的分组另外计分"),
            ("out", "合计方案写到哪个文件"),
        ],
    },
    Help {
        path: &["two-tally", "split"],
        about: "\
把答卷拆成密封的半份：每份答卷，每家一个文件

从文件名看不出哪两个是一对。一对半份请分两条路交，交完把答卷删掉。",
        after: "",
        arguments: &[
            PLAN,
            ("first", "放第一家的半份的文件夹"),
            ("second", "放第二家的半份的文件夹"),
            ("records", "答卷：文件、合在一起的文件，或者放着它们的文件夹"),
        ],
    },
    Help {
        path: &["two-tally", "verify"],
        about: "拆开并核对自己的半份，写出给对方的核对文件",
        after: "",
        arguments: &[
            PLAN,
            KEY,
            PASSPHRASE,
            ("ledger", "台账：按这个方案已经合计过的，千万不要删"),
            ("out", "核对文件写到哪个文件，发给对方"),
            ("halves", "密封的半份：文件、贴着代码的文字，或者放着它们的文件夹"),
        ],
    },
    Help {
        path: &["two-tally", "count"],
        about: "两家都收下的答卷，把自己的半份加起来",
        after: "",
        arguments: &[
            PLAN,
            KEY,
            PASSPHRASE,
            ("ledger", "台账：按这个方案已经合计过的；这一次也记进去"),
            ("own", "自己的核对文件，和发出去的一样"),
            ("other", "对方的核对文件"),
            (
                "allow_missing",
                "自己的半份有一成以上对方没有，也照样合计。请先问清原因：扣下半份的人，挑得了谁算进去",
            ),
            ("out", "自己的合计半份写到哪个文件，发给对方"),
            ("halves", "核对过的那些密封的半份"),
        ],
    },
    Help {
        path: &["two-tally", "combine"],
        about: "两个合计半份放在一起，写出能给人看的表",
        after: "",
        arguments: &[
            PLAN,
            ("out", "表格写到哪个文件；不写就输出到标准输出"),
            ("one", "一个合计半份"),
            ("other", "另一个合计半份"),
        ],
    },
];
