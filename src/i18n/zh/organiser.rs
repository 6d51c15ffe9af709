//! The words of the organiser's page, and of the files that it saves, in Chinese.

use crate::domain::SHAPE;
use crate::domain::campaign::TextFault;
use crate::domain::report::Words;
use crate::i18n::organise;
use crate::i18n::organise::collect;
use crate::i18n::organise::exports::{self, FileWords};

/// How long a form takes, from half minutes.
fn minutes(halves: u8) -> String {
    let unit = if halves.is_multiple_of(2) { "分钟" } else { "分半" };
    format!("约 {} {unit}", halves / 2)
}

pub(in crate::i18n) static ORGANISE: organise::Messages = organise::Messages {
    title: "轻担 · 汇总与报告",
    name: "轻担 · 汇总",

    heading: "把收到的答卷合成一份报告",
    lede: "选好文件，就能看到合计的结果。页面断网也能用，文件只在这台电脑上读取。",
    contents: "这一页",
    collect_heading: "收答卷",
    drop_title: "把文件或文件夹拖到这里",
    drop_more: "还有文件，也可以接着拖进来",
    drop_hint: "一次可以选很多个；几百个以上，建议直接选文件夹。压缩包、二维码图片和保存过的批次也可以。",
    choose_files: "选择文件",
    choose_folder: "选择文件夹",
    walking: "正在找文件夹里的文件。",
    reading_progress: |done, total| format!("正在读取：读完 {done} 个，共 {total} 个"),
    cancel: "停止读取",
    finished: |received| format!("读完了，共收到 {received} 份。"),
    cancelled: |received, unread| {
        format!("已停止。已经收到的 {received} 份仍然算数，还有 {unread} 个文件没有读完。")
    },
    in_page: "这个浏览器不能在后台读文件，改为在页面里逐个读取。结果一样，只是读取时页面会慢一些。",
    crashed: "计算的程序意外停了。已经存下的答卷还在；正在读的文件请再选一次，不会重复计算。",
    crashed_again: "重新开始",
    erased: "已全部清空。",
    not_erased: "没能全部清空，可能是别的窗口还开着这一批。请关掉那些窗口，重新打开这一页，\
                 看看还在不在。",
    not_opened: "这一批没能打开，可能是别的窗口正占着它。请关掉那些窗口，再选一次。",

    collect: collect::Messages {
        chosen_none: "没有选到文件。如果刚才一次选了几百个，是选择窗口装不下：\
                      把它们放进一个文件夹，再点“选择文件夹”。",
        chosen_no_folder: "没有选到文件。如果选了文件夹，那里面没有文件。",
        chosen_many: |files| {
            format!("选到了 {files} 个文件。如果您选的不止这些，请改用“选择文件夹”，一个不漏。")
        },
        reading: |records, done, total| format!("已经收到 {records} 份；读了 {done}，共 {total}"),
        rate: |records| format!("每秒约 {records} 份"),
        left: |seconds| match seconds {
            0..60 => format!("大约还要 {} 秒", seconds.max(1)),
            _ => format!("大约还要 {} 分钟", seconds.div_ceil(60)),
        },
        paused: "已暂停。收到的都还在，可以接着读。",
        pause: "暂停",
        resume: "接着读",
        paste_heading: "收到的是文字或代码",
        paste_label: "把聊天记录整段粘进来就行，里面的答卷代码会自动找出来。\
                      文字和截图也可以直接粘贴在这一页的任何地方。",
        paste_read: "读取这段文字",
        paste_name: "粘贴的文字",
        camera_start: "用摄像头扫码",
        camera_stop: "关掉摄像头",
        camera_hint: "把手机上的二维码对着摄像头，扫到一个就收下一个。画面不保存。",
        camera_seen: |codes| format!("扫到 {codes} 个。"),
        camera_again: |codes| format!("扫到 {codes} 个。眼前这个刚才已经扫过，不会重复收。"),
        camera_refused: "摄像头打不开。请在浏览器里允许使用，或者改用图片、代码。",
        camera_name: "摄像头扫到的码",
        demo: "看看示例",
        demo_hint: "还没有收到答卷，也可以先用编出来的数据看看报告长什么样。",
        demo_banner: "示例数据，不是真实结果。看完离开，什么都不会留下。",
        demo_leave: "离开示例",

        storage_kept: "收下的答卷存在这台电脑的这个浏览器里，关掉页面也还在。公用电脑上用完请清空。",
        storage_not_persistent: "磁盘快满时，浏览器可能自行清掉它们，所以请另外保存一个文件。",
        storage_local: "页面是从本机文件打开的：这台电脑上别的本机网页也可能读到它们。",
        storage_short: "浏览器剩下的空间不多了。请先保存成一个文件，再收更多答卷。",
        storage_memory: "这个浏览器不让页面存东西，可能是无痕窗口。答卷只在内存里，\
                         关掉页面就没有了；离开前请保存成一个文件。",
        storage_full: |inputs| {
            format!(
                "最近收到的 {inputs} 份没能存下：浏览器的空间满了，或者这一批在别的窗口里\
                 清空了。它们只在内存里，关掉页面就没有了，所以这会儿不能换批次。\
                 请现在保存成一个文件。"
            )
        },
        storage_again: "再存一次",
        storage_still: "又试了一次，还是没存下。要是空间满了，请在另一个窗口里清空不用的批次，\
                        回来再点“再存一次”；要是这一批已在别的窗口清空，请保存成一个文件。",
        storage_foreign: |entries| {
            format!("有 {entries} 段数据是别的版本存下的，这里读不了，没有算进来。")
        },
        report_other_tab: "另一个窗口也开过这一批，那边出过什么报告，这里还不知道。\
                           请关掉别的窗口，重新打开这一页，再出报告。",
        report_none: "这一页还没有报告可以打印。请先出报告，再打印。",
        storage_other_tab: "另一个窗口也开着这一批。两边收下的都会存下，重新打开页面就能一起看到。",

        batch_heading: "当前批次",
        batch_unnamed: |number| format!("第 {number} 批"),
        batch_current: "打开的批次",
        batch_name: "批次名称",
        batch_new: "新开一批",
        keep_heading: "保存和清空",
        batch_save: "保存成一个文件",
        batch_save_hint: "文件里有这一批的全部答卷和活动。换电脑或清空以后，把它拖进来就能恢复。",
        batch_saved: "文件已交给浏览器保存。",
        batch_not_saved: "浏览器没有收下文件。请再试一次，或换一个浏览器。",
        tally_save: "保存汇总文件",
        tally_save_hint: "只有各题的人数，没有答卷，交给上一级就能合并。里面没有合并小格子，\
                          请像答卷一样保管，不要公开；报告里照样不显示人数不够的数字。",
        erase_hint: "从浏览器里清掉这一批，原文件不受影响。",
        erase_all_hint: "这台电脑不再用了，就把所有批次一起清掉。",
        erase_traces: "清空以后页面里不会再有，但浏览器整理硬盘上的文件之前，里面可能还有残留。\
                       请用信得过、硬盘加密的电脑。",
        batch_erase_all: "清空所有批次",
        erase_all_heading: "要清空所有批次吗？",
        erase_all_text: "这个浏览器里存下的所有批次都会清掉，您的原文件不受影响。",
        erase_all_confirm: "全部清空",

        entry: |entry| format!("第 {entry} 项"),
        line: |line| format!("第 {line} 行"),
        unlisted: |inputs| format!("还有 {inputs} 项没有列出，只计了数。"),
        of_file: |shown, all| format!("这个文件共 {all} 项，显示了 {shown} 项。"),
        more_of_file: |n| format!("这个文件再显示 {n} 项"),
        save_refusals: "把清单存成表格",
        tallies: |tallies| format!("另有 {tallies} 个汇总文件。"),
        finished_tallies: |received, tallies| match received {
            0 => format!("读完了，共收到 {tallies} 个汇总文件。"),
            _ => format!("读完了，共收到 {received} 份，另有 {tallies} 个汇总文件。"),
        },
        campaigns_came: ["收下活动：", "；", "。"],

        changed: ["读到一半，文件变了或被移走了。", "请重新选择这个文件；重复的不会多算。"],
        fatal: ["读这个文件时，读取程序停了。", "请单独再选一次；还不行，就请对方重新发一份。"],
        too_many_records: ["超出了一批能收的数目。", "请新开一批，接着收。"],
        too_many_campaigns: ["一批里的活动和轮次太多了。", "请新开一批，把活动分开收。"],
        no_code: ["图片里没有找到读得出的二维码。", "请把二维码拍正、拍清楚，或改用文件、代码。"],
        picture: ["浏览器打不开这张图片。", "请换成普通的照片或截图，或改用文件、代码。"],
        utf16: [
            "这是“Unicode”（UTF-16）编码的文字，这里读不了。",
            "请用记事本另存一次，编码选 UTF-8，再选这个文件。",
        ],
        no_pictures: ["这里不读图片。", "请在组织方页面里选它，或者改用文件、代码。"],
        kind: ["这种文件里没有答卷。", "请选答卷文件、压缩包、图片或文字。"],
        packed: [
            "这种压缩包（.rar、.7z、.gz、.tar 等）这里打不开。",
            "请先解压，再选解压出来的文件夹；也可以请对方改用 zip 打包。",
        ],
        list: [
            "多份答卷写在一个方括号里，这种写法这里读不了。",
            "请改成每份占一行（NDJSON），或者每份存一个文件。",
        ],
        too_long: [
            "从这里起的内容超过 {}，没有哪份答卷这么长。",
            "一份答卷 2 kB 左右，各占一行。几份连成一行的，请对方重发原文件；不是答卷的，不用管。",
        ],
        large_text: [
            "这份文字超过 {}，没有读。",
            "请拆成几个小一些的文件；每份答卷占一行的文件，多大都能读。",
        ],
        empty_folder: ["文件夹里没有文件。", "请看看是不是选错了文件夹。"],
        archive_damaged: ["压缩包坏了，或里面这一项的大小与所写的不符。", "请对方重新打包再发。"],
        archive_cut_off: [
            "压缩包不完整：末尾的文件目录没有了，多半是没有传完。",
            "请对方重新发。要是只剩这一份，就先解压，能解出多少，就选那些文件。",
        ],
        archive_entries: ["压缩包里的文件太多，超过 100 万个。", "请分成几个压缩包。"],
        archive_large: ["压缩包里的这一项太大。", "请解压后直接选文件夹。"],
        archive_bomb: [
            "压缩包里的这一项展开后大得不正常，没有读。",
            "请确认来源；确实是答卷，就解压后直接选文件夹。",
        ],
        archive_exhausted: [
            "压缩包展开后超过 8 GB，从这一项起没有再读。",
            "请分成几个压缩包，或解压后直接选文件夹。",
        ],
        archive_encrypted: ["压缩包加了密码。", "请解压后直接选文件夹。"],
        archive_method: ["压缩包用了不常见的压缩方式。", "请解压后直接选文件夹。"],
        archive_nested: ["压缩包里还有压缩包。", "请把里面的解压出来，再选一次。"],
        archive_empty: [
            "压缩包里没有文件。",
            "请看看打包时有没有选错文件夹，或请对方重新打包再发。",
        ],
        tally_damaged: ["汇总文件坏了，或者不是这份问卷的。", "请对方重新保存，再发一次。"],
        tally_repeated: [
            "这份汇总已经算进来了，单独一份，或并在另一份汇总里。",
            "没有人会重复计算。后来又添了人的：新开一批，把各处最新的汇总文件重新放进来。",
        ],
        tally_overlapping: [
            "这份汇总里，有的人已经算进来了，有的还没有，所以整份没有算。",
            "请新开一批，只放互不重叠的汇总文件。",
        ],
        campaign_damaged: ["活动文件坏了，或者不完整。", "请做活动的人重新发一份。"],
        campaign_newer: ["这个活动是用更新的版本做的。", "请换用新版的汇总页面。"],
        campaign_foreign: [
            "这个活动用的是另一份问卷，或另一个版本的问卷。",
            "请用做这个活动时的那个页面来汇总。",
        ],
        campaigns_full: [
            "这一批里的活动已经够多，不能再加。",
            "请先移出用不着的活动，或者新开一批。",
        ],
        tally_changed: [
            "这份汇总的另一个版本已经算进来了，两份内容不一样。",
            "要换成新的：新开一批，把各处最新的汇总文件重新放进来。",
        ],
    },

    received_heading: "收到的答卷",
    received: "收到",
    accepted: "采用",
    duplicates: "重复",
    refused: "没有采用",
    adds_up: "收到的每一份都算在后面三个数里，一份不漏。",
    older: |n| format!("{n} 份是旧版本：同一份答卷有更新的一版，只采用最新的。"),
    identical: |n| format!("{n} 份与已采用的完全相同。"),
    conflicting: |n| {
        format!("{n} 份编号和版本与另一份相同，内容却不同：两份里按固定规则只采用一份。")
    },
    refusals_heading: |n| format!("没有采用的 {n} 项"),
    refusals_lede: "文件名只显示在这里，不会进入报告。",
    file: "文件",
    problem: "问题",
    place: "位置",
    remedy: "怎么办",
    whole_file: "整个文件",
    more_refusals: |n| format!("再显示 {n} 个文件"),

    exports: exports::Messages {
        heading: "保存为文件",
        lede: "这些文件只含报告里公布的数字。没有公布的，写的是“不公布”和理由，不是 0。",
        csv: FileWords { name: "数据表（CSV）", what: "用 Excel、WPS 直接打开。" },
        json: FileWords {
            name: "数据（JSON）", what: "给程序读取，附公开的格式说明。"
        },
        codebook_csv: FileWords {
            name: "编码手册（CSV）",
            what: "数据表里每一列、每个编码的意思。",
        },
        codebook_html: FileWords {
            name: "编码手册（网页）",
            what: "同样的内容，加上每道题和选项的分值，可以打印。",
        },
        table_schema: FileWords {
            name: "数据表的结构（Table Schema）",
            what: "让数据工具自动核对数据表。",
        },
        spss: FileWords {
            name: "SPSS 语法", what: "读入数据表，带标签和缺失值定义。"
        },
        r: FileWords { name: "R 代码", what: "读入数据表，带标签和缺失值定义。" },
        stata: FileWords {
            name: "Stata 代码", what: "读入数据表，带标签和缺失值定义。"
        },
        save: "保存",
        save_what: |name| format!("保存{name}"),
        handed_over: |file| format!("已把 {file} 交给浏览器保存，请到下载列表里查看。"),
        failed: "浏览器没有接收这个文件，请换一个浏览器再试。",
        demo: "这是示例数据，保存的文件里也不是真实结果。",
    },

    erase: "清空这一批",
    erase_heading: "要清空这一批吗？",
    erase_text: "这一批的答卷、活动和报告都会从浏览器里清掉。您电脑上的原文件不受影响。",
    erase_confirm: "清空",
    erase_keep: "不清空",
    campaign: organise::Campaign {
        heading: "活动",
        lede: "给这次调查做一个活动码。答卷带着活动的编号回来，几轮调查不会混在一起。",
        list: "这里的活动",
        open: "看码和通知",
        next_wave: "做下一轮",
        remove: "移出",
        removal: |title| format!("要移出活动“{title}”吗？"),
        removal_choice: [
            "收到的答卷都留着，说好的最小人数也照样遵守。但邀请、通知和活动码在这里就打不开了，\
             还要用的，请先保存活动文件。",
            "移出",
            "留着",
        ],
        first: "做一个活动",
        another: "再做一个活动",
        close: "收起",
        form: ["新的活动", "下一轮"],
        fields: ["名称", "这一轮叫什么", "目的", "联系人"],
        hints: [
            "写哪里、做什么，最多 30 个字。",
            "可以不填，比如“2026 年秋”，最多 12 个字。",
            "用一句话说清楚答案拿来做什么，最多 60 个字。",
            "写谁、怎么找，最多 30 个字。填的人靠它来核实。",
        ],
        defaults: ["工作负担自评", "", "看看负担重在哪里，怎样减轻。", "发给您或张贴这份问卷的人"],
        fault: |fault| match fault {
            TextFault::Empty => "请填上名称。".to_owned(),
            TextFault::TooLong(limit) => format!("太长了，最多 {limit} 个字。"),
            TextFault::Character(c) => {
                format!("里面有不能用的字符（U+{:04X}）。请删掉表情和看不见的符号。", u32::from(c))
            }
            TextFault::Untrimmed => "开头或结尾有空格，请删掉。".to_owned(),
        },
        forms: ["问哪一版", "由填的人选", "只问完整版", "只问快速版"],
        background: ["问哪些背景", "问得越多，人越容易被认出，填的人也越不放心。够用就好。"],
        minimum: ("不满多少人的组不公布", |lowest, highest| {
            format!("{lowest} 到 {highest} 人。")
        }),
        preview: "填的人会看到",
        create: "做好活动码",
        not_yet: "还有地方要改，改好再点。",
        no_randomness: "这个浏览器给不出可靠的随机数，没法给活动编号。请换一个浏览器。",
        no_more_waves: "轮次已经到 99，请另做一个活动。",
        made: |title| format!("“{title}”：链接、二维码和通知"),
        address: [
            "填写页面的网址",
            "填了，二维码和链接一扫一点就能打开。不填，就只有活动码：把填写页面的文件一起发给大家。",
        ],
        address_wrong: "网址要以 https 或 http 开头，里面没有空格和汉字。",
        link: ["链接", "活动码"],
        copy: ["复制", "已复制", "没复制上，请选中文字自己复制"],
        picture: ["打开链接的二维码", "写着活动码的二维码"],
        save: ["存成 PNG 图片", "存成 SVG 图片", "存成活动文件"],
        saved: [
            "已经交给浏览器保存，请到“下载”里查看。",
            "浏览器没有接下文件，请再试一次。",
            "这个浏览器画不了 PNG，请改存 SVG。",
        ],
        invitation: [
            "邀请的话",
            "可以直接改，改好再复制。改过的话留到关掉网页为止。",
            "恢复原来的话",
        ],
        letter: organise::Letter {
            head: |title, wave| format!("【{title}】{wave}"),
            opening: "您好，想请您花几分钟，说说手上的工作有多重。",
            purpose: |purpose| format!("目的：{purpose}"),
            how: [
                |link| format!("怎么填：点开 {link}"),
                |code| format!("怎么填：打开“轻担”填写页面，点“我有活动码”，粘贴 {code}"),
            ],
            times: |full, quick| {
                format!("要多久：完整版{}，快速版{}。", minutes(full), minutes(quick))
            },
            time: |one| format!("要多久：{}。", minutes(one)),
            free: "自愿：参不参加都由您定，哪一题都可以跳过。",
            leaves: if SHAPE.quick {
                "交出来的有：您选的选项，问卷的版本，填的是完整版还是快速版，一个随机编号，\
                 第几次修改，还有活动的编号和第几轮。没有姓名、单位和填写的时间。\
                 交之前，文件里的每一项您都能看到。断网也能填完。"
            } else {
                "交出来的有：您选的选项，问卷的版本，一个随机编号，\
                 第几次修改，还有活动的编号和第几轮。没有姓名、单位和填写的时间。\
                 交之前，文件里的每一项您都能看到。断网也能填完。"
            },
            way: "您用什么方式交，那个方式就可能显示是谁交的。",
            published: |minimum| {
                format!("结果只公布合计，不满 {minimum} 人的组不公布，不给单位和个人排名。")
            },
            contact: |contact| format!("有疑问请找：{contact}"),
        },
        notice: ["张贴的通知", "打印通知"],
        scan: [
            "用手机扫一扫，就能打开填写页面。",
            "扫出活动码，复制下来。打开“轻担”填写页面，点“我有活动码”，粘贴。",
        ],
        promises: |minimum| {
            [
                "参不参加都由您定，哪一题都可以跳过。".to_owned(),
                "断网也能填完。点下保存，才会生成文件。".to_owned(),
                if SHAPE.quick {
                    "文件里有您选的选项，问卷的版本，填的是完整版还是快速版，一个随机编号，\
                     第几次修改，还有活动的编号和第几轮。\
                     没有姓名、单位和填写的时间。每一项您都能先看再交。"
                } else {
                    "文件里有您选的选项，问卷的版本，一个随机编号，\
                     第几次修改，还有活动的编号和第几轮。\
                     没有姓名、单位和填写的时间。每一项您都能先看再交。"
                }
                .to_owned(),
                "您用什么方式交，那个方式就可能显示是谁交的，比如微信会显示发送人。".to_owned(),
                format!("结果只公布合计，不满 {minimum} 人的组不公布，不给单位和个人排名。"),
            ]
        },
    },
    keys: super::keys::KEYS,
    noise: super::noise::NOISE,
    protection: super::protection::PROTECTION,
    sealed: super::sealed::SEALED,
    gather: super::sealed::GATHER,
    foot_heading: "这个页面做什么，不做什么",
    foot: [
        "文件只在这台电脑上读取和汇总，页面断网也能用。",
        "只给出合计：没有答卷列表，不能筛选，也不能导出某一份答卷。",
        "人数不够的数字不显示，一两个人的格子与相邻的合并。",
        "出过报告以后，新收的要攒够最小人数才更新，免得前后一比，看出新加的人怎么答的。",
        "收下的答卷只存在这个浏览器里；清空以后，要靠您保存的文件恢复。",
    ],
};

pub(in crate::i18n) static EXPORT: Words = Words {
    tag: "zh-CN",
    codebook_title: "轻担：报告数据的编码手册",
    about: &[
        "这份文件说明报告数据表（qingdan-release.csv）里每一列、每一个编码的意思。表里\
         每一行是报告公布的一个数字。",
        "因为保护个人而不公布的数字，记作 -9997，并注明是哪一条规则；它不是 0，也不是没\
         有人。",
    ],
    caveat: "答卷由人自愿填写，内容未经核实，只说明这些人的回答；不能用来考核任何单位或个人\
             ，也不能用来排名。",
    variables_heading: "各列和编码",
    questions_heading: "各道题和选项",
    columns: ["列名", "说明", "类型", "编码", "意思"],
    variables: [
        "行号",
        "问卷形式",
        "表",
        "背景题",
        "人群",
        "类别",
        "第二个类别",
        "题目",
        "后果题",
        "第二道后果题",
        "起（选项编号从 0 数起，或分数）",
        "止（选项编号，或分数）",
        "第二道后果题的选项编号",
        "统计量",
        "数值",
        "95% 区间下端",
        "95% 区间上端",
        "数值取整到几的倍数（0 表示没有取整）",
        "区间两端取整到几的倍数（0 表示没有取整）",
        "依据的人数",
        "估计值：文件里的答案有多大可能是真的",
        "公布与否",
        "活动编号，前面加 c（none 表示没有活动，或不止一个）",
        "第几轮",
        "问卷：名称、版本，问卷指纹的前 16 位",
        "最小人数",
        "有没有题目在手机上加了随机",
        "是不是示例数据",
        "全部文字说明",
    ],
    tables: [
        "答卷",
        "总指数",
        "按优先顺序加权的指数",
        "类别得分",
        "题目",
        "后果",
        "最想先减哪一类",
        "参与者",
        "人群得分",
        "人群与其他人的差",
        "信度",
        "类别之间的相关",
        "每周工时",
        "两道后果题对照",
    ],
    statistics: [
        "人数",
        "平均分",
        "标准差",
        "下四分位数",
        "中位数",
        "上四分位数",
        "分数段人数",
        "比例",
        "50 分及以上的比例",
        "75 分及以上的比例",
        "达到或超过文章实例的比例",
        "没有选择的人数",
        "不适用",
        "不清楚",
        "不愿回答",
        "跳过",
        "列入前三的比例",
        "波达均分",
        "“暂不选择”的比例",
        "加权与不加权之差的平均",
        "与其他人的差（分）",
        "赫奇斯 g",
        "霍尔姆校正后的 p",
        "50 分及以上比例之差",
        "克龙巴赫 α",
        "麦克唐纳 ω",
        "题总相关（去掉本题）",
        "皮尔逊 r",
        "斯皮尔曼 ρ",
        "工时下限均值（小时/周）",
        "工时居中值均值（小时/周）",
        "工时上限均值（小时/周）",
        "可省工时下限（小时/周）",
        "可省工时居中值（小时/周）",
        "可省工时上限（小时/周）",
        "未计入工时的人数",
        "比例，由加了随机的答案估计",
        "平均分，由加了随机的答案估计",
        "达到或超过文章实例的比例，由加了随机的答案估计",
    ],
    rules: [
        "人数低于下限",
        "人数少、答案又集中：公布就等于说出每个人的答案",
        "涉及不到三个人",
        "公布它就能算出别的不公布的数",
        "没有问这道题",
        "和先前的报告对照，会看出少数几个人的情况",
        "人数不够，或各人没有差别，没法计算",
        "与被合并单位自己的报告相减，就能算出那里不公布的数",
        "估计没有收敛，得不出可靠的结果",
        "两轮都有的人群合起来不到总人数的八成",
        "答案加了随机，这个数不是真的",
    ],
    noise: [
        "没有",
        "有，对每个人都一样：这些题给的是估计值",
        "有，但不是对每个人都一样：这些题的数不公布",
        "不知道，至少有一部分人不知道",
    ],
    forms: ["完整版", "快速版"],
    demo: ["不是", "示例数据，不是真实结果"],
    everybody: "全体",
    none: "无",
    none_picked: "未填",
    shown: "公布",
    withheld: "不公布",
    not_applicable: "不适用",
    separator: " · ",
    from_to: |from, to| format!("{from}至{to}"),
    points: |points| format!("（{points} 分）"),
    types: ["整数", "数", "文字"],
};
