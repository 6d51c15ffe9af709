//! 简体中文: every word of both pages in Chinese.
//!
//! The same four catalogues in every language's file, in the same order.

use super::organise::collect;
use super::organise::exports::{self, FileWords};
use super::organise::{self, report, size};
use super::refusal::{self, size_up};
use super::{joining, respond, shared};
use crate::domain::campaign::{CampaignFault, TextFault};
use crate::domain::draft::{KeepFault, ResumeFault};
use crate::domain::record::{PACKED_BYTES, Reason};
use crate::domain::report::Words;

pub(super) static SHARED: shared::Messages = shared::Messages {
    name: "轻担",
    skip: "跳到正文",
    language: "语言",
    cancel: "取消",
    comma: "、",
    title: |title| format!("《{title}》"),
    quoted: |words| format!("“{words}”"),
    range: |low, high| format!("{low}–{high}"),
    joining: joining::Joining {
        to_join: "我有活动码",
        paste: "粘贴活动码、链接或整段通知",
        refused: |fault| match fault {
            CampaignFault::Newer | CampaignFault::OtherInstrument => {
                "这个活动要用另一版页面。不参加也能填。"
            }
            _ => "没有找到完整的活动码，请从通知里重新复制。不参加也能填。",
        },
        wave: ["第 ", " 轮 "],
        unknown: "活动 ",
        fields: ["目的：", "联系：", "填的是：", "背景：", ""],
        none: "这个活动不问",
        unchecked: "以上由组织者自己写，没有人核对过。拿不准，就用您原来知道的电话去问。",
        join: "参加",
        leave: "不参加",
    },
};

pub(super) static RESPOND: respond::Messages = respond::Messages {
    steps: respond::Steps {
        label: "翻页",
        back: ["上一页", "回到结果", "返回"],
        next: "下一页",
        start: "开始",
        to_review: "去核对",
        back_to_review: "回到核对",
        to_results: "看结果",
        to_export: "去保存",
        position: |page, pages| format!("第 {page} / {pages} 页"),
    },
    welcome: respond::Welcome {
        title: "轻担",
        subtitle: "基层负担匿名自评",
        lede: "说说您手上的工作有多重。答完当场就能看到各类负担的分数，也可以把答案存成一个不带姓名的文件。",
        reopened: "页面重新打开过。没有存成草稿的答案已经不在了，要从头填起。",
        who: [
            "文件是谁的",
            "文件由您自己生成，点下保存才会有。它存在您的设备上，交不交、交给谁，都由您定。",
        ],
        how_long: [
            "要多久",
            "完整版约 8 分钟，快速版 5 到 6 分钟，这是按字数估的，快慢因人而异。哪一题都可以跳过，也可以回头改。",
        ],
        inside: ("文件里有什么", |background| {
            format!("您选的选项、一个随机编号，还有您愿意填的背景（{background}）。")
        }),
        outside: [
            "文件里没有什么",
            "没有姓名、单位、填写的时间、分数和手机信息。也没有您写的文字，这里不用写字。",
        ],
        limits: (
            "这个页面管不了的",
            [
                "别人可能知道您参加了这次自评。",
                "您用什么方式交文件，那个方式就会显示是谁交的，比如微信会显示发送人。",
                "熟悉您情况的人，可能从整份答案里认出您。",
            ],
        ),
        offline: "断网也能填完。保存之前，文件里的每一项您都能看到。",
        choose: "选一种",
        full: ["完整版", "约 8 分钟", "每类三四道题，分数更稳。"],
        quick: ["快速版", "5 到 6 分钟", "每类两道题，先看个大概。"],
        questions: |scored, others| format!("{scored} 题计分，另有 {others} 题不计分"),
        switch_later: "中途可以换，答过的不会丢。",
    },
    question: respond::Question {
        not_applicable: "不适用",
        dont_know: "不清楚",
        declined: "不愿回答",
        decline_label: "不选答案",
        settled: |answer| format!("不适用。前面有一题您答的是“{answer}”，这题就不用答了。"),
        hint: "不想答的可以空着。点错了，再点一次就取消。",
    },
    unscored: respond::Unscored {
        outcomes: "这些事的后果",
        outcomes_lede: "这一页不计入分数。",
        priorities_hint: |most| format!("按先后点，最多 {most} 类。再点一次就取消。"),
        priorities_full: |most| format!("已经选满 {most} 类。想换，先点掉一类。"),
        priorities_none: "暂不选择",
        place: |place| format!("第 {place} 位"),
        background: "关于您",
        background_lede: "都可以不填，只问个大概。人少的地方，填得越多越容易被认出，拿不准就空着。",
    },
    review: respond::Review {
        title: "核对一遍",
        complete: "每一题都有了答案。",
        missing: |missing| format!("还有 {missing} 题没有答。空着也能看结果。"),
        first_open: "去第一道没答的",
        hint: "点一下哪一题，就能回去改。",
        unanswered: "没有答",
        form: |form| format!("现在填的是{form}。"),
        switch: |form| format!("换成{form}"),
    },
    results: respond::Results {
        title: "您的结果",
        index: "负担指数，0 到 100，越高越重",
        picture: |index, band| {
            format!("一根扁担挑着各类负担，被压弯的程度是 {index} 分，{band}。具体数字在下面。")
        },
        picture_without: "一根扁担挑着各类负担。具体数字在下面。",
        index_missing: |reported, needed| {
            let missing = needed.saturating_sub(reported);
            format!("指数要有 {needed} 类的分数才算，现在有 {reported} 类，还差 {missing} 类。")
        },
        index_range: |low, high| {
            if low == high {
                format!("任意去掉一类再算，指数都是 {low}。")
            } else {
                format!(
                    "任意去掉一类再算，指数会在 {low}–{high} 之间。\
                 这不是误差范围，只说明单独一类的影响有多大。"
                )
            }
        },
        peak: |peaks, categories, band| match peaks {
            0 => format!("有分数的 {categories} 类里，没有哪一类到“{band}”这一档。"),
            _ if peaks == categories => format!("{categories} 类都到了“{band}”这一档。"),
            _ => format!("{categories} 类里，有 {peaks} 类到了“{band}”这一档。"),
        },
        weighted: |index| format!("把您想先减的几类算重一些，指数是 {index}。"),
        profile: |categories| format!("{categories} 类负担"),
        unreported: "答的题不够，不计分",
        single: "单题估计",
        profile_hint: "点开一类，看您的答案、文章里的实例、作者提出的办法，还有分数怎么来的。",
        figures: "列成表格",
        columns: ["类别", "分数", "去掉一题", "答了"],
        answered: |answered, applicable| format!("{answered} / {applicable} 题"),
        influence: "哪道题最影响指数",
        influence_lede: |index| {
            format!(
                "只改一道题的答案，从最轻的一档到最重的一档，别的都不动，指数会从现在的 {index} 变到多少。变得最多的是："
            )
        },
        influence_range: |low, high| format!("指数 {low}–{high}"),
        method: "分数是怎么算的",
        method_text: |least| {
            [
            "每个选项对应 0 到 100 分，越重越高。".to_owned(),
            "一类的分数是这一类各题的平均。要答够一半才计分，完整版还至少要答两题。不适用的题不算在内。"
                .to_owned(),
            format!("指数是各类分数的平均，至少 {least} 类有分数才算。每一类一样重。"),
            "算重一些的时候，第一、二、三想减的各算 4、3、2 份，别的算 1 份。显示的数都四舍五入。"
                .to_owned(),
        ]
        },
        bands: "档次的意思",
    },
    picture: respond::Picture {
        title: "留一份给自己",
        make: "存成图片",
        print: "打印",
        compare: "和以前的文件比一比",
        working: "正在画图……",
        alternative: "结果的图片：指数、扁担、各类的分数和每周的时间，都和这一页上的一样。",
        ready: "长按图片可以保存。图里只有分数和时间，没有编号、日期和您的答案。",
        save: "下载图片",
        saved: |name| {
            format!(
                "已经交给浏览器保存，文件名是 {name}。页面看不到它有没有存好，请到“下载”里查看。"
            )
        },
        failed: "这个浏览器画不了图。可以截屏，或者打印这一页。",
        not_taken: "浏览器没有接下图片。请长按上面的图片保存。",
        made: "由填写者在自己的设备上生成",
    },
    detail: respond::Detail {
        how: "分数怎么来的",
        answers: "您的答案",
        own: "您",
        case_mark: "实例",
        scopes: ["说的是一个人。", "说的是一个单位。", "说的是一件事。", "没有数字，只是描述。"],
        mentioned: "文章里写到：",
        after: |name| format!("下一类：{name}"),
        points: |points| format!("{points} 分"),
        computed: |answered, applicable| {
            format!("这一类要答 {applicable} 题，您答了 {answered} 题。")
        },
        sum: |sum, exact, shown| match shown {
            Some(shown) => format!("{sum} {exact}，显示为 {shown}。"),
            None => format!("{sum} {exact}。"),
        },
        too_few: |answered, applicable| {
            format!("这一类要答 {applicable} 题，您答了 {answered} 题，不够计分。")
        },
        range: |low, high| {
            if low == high {
                format!("任意去掉一题再算，分数都是 {low}。")
            } else {
                format!(
                    "任意去掉一题再算，分数会在 {low}–{high} 之间。\
                 这不是误差范围，只说明单题影响有多大。"
                )
            }
        },
        case: |title, figure, [lowest, highest]| {
            let lowest = lowest.unwrap_or_default();
            match highest {
                Some(highest) => {
                    format!("{title}里的一个实例：{figure}。落在“{lowest}”到“{highest}”。")
                }
                None => format!("{title}里的一个实例：{figure}。落在“{lowest}”这一档。"),
            }
        },
        compared: [
            "您的答案低于这一个实例。",
            "您的答案与这一个实例相同。",
            "您的答案高于这一个实例。",
        ],
        remedies: "文章里提出的办法",
        remedies_note: "这些是作者的主张，效果还没有验证过。",
        cited: |titles| format!("见{titles}"),
    },
    hours: respond::Hours {
        title: "每周花在这些事上的时间",
        bounds: ["至少", "大约", "至多"],
        hours: |hours| format!("{hours} 小时"),
        lower_basis: "“至少”只用您选的每一段时间的下限相加，没有别的假定。",
        assumed: |[central, upper, week]| {
            format!(
                "“大约”取每一段的中间，“至多”取上限。没有上限的那一段，\
                 “大约”按 {central} 小时算，“至多”按 {upper} 小时算，这两个数是我们的假定。\
                 “至多”不超过您答的一周总工时；总工时没有上限的那一段，按 {week} 小时算，也是假定。"
            )
        },
        partial: |answered, activities| {
            format!("问时间的有 {activities} 题，您答了 {answered} 题，所以只能给出“至少”。")
        },
        not_all_asked: |left_out| format!("快速版少问 {left_out} 题时间，所以只能给出“至少”。"),
        inconsistent: "各项时间的下限加起来，已经超过您答的一周总工时，两处对不上，所以只列出下限。",
        none: "问时间的题都没有答，所以没有估计。",
        avoidable: "照您的回答推算，可能省得下的",
        avoidable_basis: |pairs| {
            format!("用您答的时间乘以您答的比例，只算两样都答了的 {pairs} 项，别的没有去猜。")
        },
    },
    export: respond::Export {
        title: "保存或分享",
        lede: "文件里有什么，下面一项一项都列着。这里没有的，文件里也没有。",
        empty: "还没有答任何一题，这份文件里没有答案。",
        about_file: "文件本身",
        fields: [
            "格式",
            "问卷",
            "问卷版本",
            "问卷指纹",
            "填的是",
            "所属活动",
            "随机编号",
            "修改次数",
        ],
        no_campaign: "没有",
        id_note: "随机编号在打开页面时生成，只用来认出同一份文件的新旧。",
        not_asked: "没有问",
        raw: "看原始文件",
        raw_label: "原始文件",
        changed: |revision| {
            format!(
                "上次保存以后，您改过答案。再存的文件会记为第 {revision} 次修改，交的时候请用新的。"
            )
        },
    },
    ways: respond::Ways {
        title: "怎么交出去",
        lede: "用哪一种都行，内容都一样。交给谁由您决定；用什么方式交，那个方式可能会显示您是谁。",
        names: ["分享文件", "保存文件", "复制文字", "看二维码"],
        notes: [
            "打开分享面板，选一个应用交出去。文件名是 qingdan.txt，人人都一样。",
            "存到这台设备上。文件名是 qingdan.json，人人都一样。",
            "复制文件里的全部文字，再粘贴到聊天或邮件里。",
            "让对方扫一扫，或者长按存成图片。",
        ],
        done: [
            "已交给您选的应用，有没有发出去，页面看不到。再分享一次，内容一模一样。",
            "已经交给浏览器保存，文件名是 qingdan.json。页面看不到它有没有存好，\
             请到“下载”里查看。再存一次，内容一模一样。",
            "已复制，请现在就到要交的地方粘贴。复制了别的，这份就没了；再复制一次，\
             内容一模一样。",
            "好，按您说的，已经交出去了。再交一次，内容一模一样。",
        ],
        doubtful: "已经交给这个浏览器，它往往没有反应。请到“下载”里找 qingdan.json：\
                   找到了，点“我已经存好了”；没找到，请换一种方式。",
        cancelled: "取消了，没有分享。答案还在。",
        failed: [
            "没有分享成，答案还在。",
            "浏览器没有接下文件，答案还在。",
            "浏览器不让页面复制，答案还在。请长按文字，全选，再复制。",
            "图片没有存成，答案还在。",
        ],
        instead: |way| format!("也可以改用“{way}”。"),
        already: "这份答案已经交出去过，之后没有改动。",
        apps: ["微信", "支付宝", " QQ ", "钉钉", "别的应用"],
        inside: |app| {
            format!(
                "您正在{app}里看这个页面。在这里存文件，往往没有反应，也没有提示，\
                 所以这一种放在最后。"
            )
        },
        browser: "想存成文件，也可以在右上角的菜单里选“在浏览器打开”。\
                  那边是一张新的页面，看不到这里的答案，要重新填。",
        after: "交出去以后，文件、图片或消息会留在“下载”、相册或聊天记录里，这个页面删不掉。\
                手机别人也用的话，请自己去删，再点页面上方的“清空”。",
        picture: "二维码，内容与文件相同",
        caption: ["轻担", "内容与文件相同"],
        save_picture: "保存图片",
        picture_saved: "图片已经交给浏览器保存，请到“下载”里查看。",
        kept_note: "扫没扫到、存没存好，页面看不到。",
        kept: ["我已经存好了", "我已经粘贴过去了", "扫到了，或者我存好了"],
        code: "这段代码和二维码内容相同，也可以直接发过去。",
        copy_code: "复制代码",
        manual: "文件里的全部文字",
    },
    draft: respond::Draft {
        title: "存草稿，下次再填",
        save: "存草稿",
        about: [
            "草稿加密以后存在这台设备上，不发到任何地方。",
            "打开要用续填码。码只在这里显示；丢了，谁也打不开，我们也没法找回。",
            "浏览器会自己清草稿：苹果手机大约 7 天没打开就会清，无痕窗口一关就没了。\
             能一次填完最好。",
        ],
        keep: "存下来",
        kept: "已存好。接下来每改一处，草稿都跟着更新。",
        failed: "草稿没存上。",
        fault: |fault| match fault {
            KeepFault::NoStorage => {
                "这个浏览器不让页面存东西，可能开着无痕窗口，也可能在设置里关掉了。\
                 答案还在页面里，请先别关，一次填完。"
            }
            KeepFault::Full => "这台设备留给浏览器的地方满了。答案还在页面里；腾出一些空间再存。",
            KeepFault::NoSlot => "这台设备上的草稿已经放满。删掉不用的，再存。",
            KeepFault::Gone => {
                "这份草稿被删掉了，或者已在另一个页面里接着填。答案还在页面里；\
                 再存一次会得到新的续填码。"
            }
            KeepFault::NoRandomness => {
                "这个浏览器给不出可靠的随机数，没法加密。答案还在页面里，请一次填完。"
            }
            KeepFault::NotSealed => "这次没能加密。答案还在页面里；再试一次，还不行就请一次填完。",
        },
        look: "看看怎么办",
        again: "再存一次",
        code: "续填码",
        copy: "复制",
        copied: "已复制",
        not_copied: "没复制上，请抄下来",
        about_code: [
            "请抄在纸上。记在这台设备里，别人也可能看到。",
            "码丢了，草稿谁也打不开。",
            "拿到这台设备的人看得出有一份草稿，看不到您答了什么。",
        ],
        erase: "删掉这份草稿",
        go_on: "接着填",
        still_there: "草稿还在这台设备上。",
        to_erase: "去删掉",
        resume_title: "接着填草稿",
        to_resume: "这台设备上有草稿，接着填",
        enter: "续填码",
        enter_hint: "12 位字母和数字。大小写都行，横线和空格可以不打。",
        open: "打开",
        refused: |fault| match fault {
            ResumeFault::Empty => "请先输入续填码。",
            ResumeFault::NoCode => "这不像续填码：应该是 12 位字母和数字。请核对一遍。",
            ResumeFault::Closed => {
                "这个码打不开这里的草稿。请核对一遍，看看是不是抄错了一位，\
                 或者是在别的设备、别的浏览器里存的。"
            }
            ResumeFault::NoDraft => {
                "这个浏览器里没有草稿：可能已经删掉，也可能是在别的设备、别的浏览器里存的。"
            }
            ResumeFault::OtherVersion => {
                "这份草稿是用另一版问卷存的，题目变了，接不上。可以删掉它，从头填。"
            }
            ResumeFault::Damaged => "有一份草稿坏了，打不开。可以删掉它，从头填。",
            ResumeFault::NoStorage => {
                "这个浏览器不让页面读草稿，可能开着无痕窗口，也可能在设置里关掉了。"
            }
        },
        stored: |drafts| format!("这台设备上有 {drafts} 份草稿"),
        others: "几个人合用的设备，也可能有别人的草稿。删掉就找不回来了。",
        erase_all: "全部删掉",
        ask_draft: ["删掉这份草稿？", "续填码跟着作废。答案还在页面里，只是不再自动存。", "删掉"],
        ask_drafts: ["删掉全部草稿？", "可能有别人的，删掉就找不回来了。", "全部删掉"],
        ask_replace: [
            "换成草稿里的答案？",
            "现在页面里的答案会被换掉。想留着它们，请先取消，再存一份草稿。",
            "换成草稿",
        ],
        also: |drafts| match drafts {
            1 => "这台设备上的 1 份草稿也会删掉。".to_owned(),
            _ => format!("这台设备上的 {drafts} 份草稿也会删掉，可能有别人的。"),
        },
    },
    compare: respond::Compare {
        title: "和以前比一比",
        lede: "选一份您自己以前保存的文件，看看哪里变了。文件只在这台设备上读，读完不保留。",
        choose: "选文件",
        paste: "或者把文件的文字、短码粘贴在这里",
        read: "比一比",
        done: "比较的结果在下面。",
        not_a_record: "这不是这个页面保存的文件，或者内容被改动过、没有粘贴完整。您现在的答案都还在。",
        other_version: "这份文件用的是另一个版本的问卷，题目不同，不能放在一起比。",
        unreadable: "浏览器打不开这个文件。可以用记事本打开它，复制全部文字，粘贴到下面。",
        index: "负担指数",
        same: ["一样", "几乎一样"],
        differs: [|points| format!("轻了 {points}"), |points| format!("重了 {points}")],
        note: "只是您自己两次填写的差别，说明不了原因，也算不上趋势。差值按没有四舍五入的分数算。",
        forms: "一次是完整版，一次是快速版，问的题不一样，所以只并排列出，不算差别。",
        scores: "分数",
        answers: |count| format!("答案变了的 {count} 题"),
        no_answers: "没有哪一题的答案变了。",
        then_now: |then, now| format!("{then} → {now}"),
    },
    erase: respond::Erase {
        erase: "清空",
        question: "清空全部答案？",
        consequence: "页面里的答案都会清掉，页面没法替您找回。已经存下的文件还在，要您自己删。",
        yes: "清空",
        done: "已清空",
        done_text: "页面里已经没有答案，可以关掉了。浏览器的历史记录里还有这个页面，要您自己清。",
        again: "重新开始",
        broken: "现在没法填",
        broken_text: "这个浏览器给不出可靠的随机数，文件就没有安全的编号。\
                      请更新浏览器，或者换系统自带的浏览器打开。",
    },
};

pub(super) static ORGANISE: organise::Messages = organise::Messages {
    title: "轻担 · 汇总与报告",
    name: "轻担 · 汇总",

    heading: "把收到的答卷合成一份报告",
    lede: "选好文件，就能看到合计的结果。页面断网也能用，文件只在这台电脑上读取。",
    drop_title: "把文件或文件夹拖到这里",
    drop_more: "还有文件，也可以接着拖进来",
    drop_hint: "一次可以选很多个；几百个以上，建议直接选文件夹。压缩包、二维码图片和保存过的批次也可以。",
    choose_files: "选择文件",
    choose_folder: "选择文件夹",
    walking: "正在找文件夹里的文件。",
    reading_progress: |done, total| format!("正在读取：第 {done} 个，共 {total} 个"),
    cancel: "停止读取",
    finished: |received| format!("读完了，共收到 {received} 份。"),
    cancelled: |received, unread| {
        format!("已停止。已经收到的 {received} 份仍然算数，还有 {unread} 个没有读。")
    },
    in_page: "这个浏览器不能在后台读文件，改为在页面里逐个读取。结果一样，只是读取时页面会慢一些。",
    crashed: "计算的程序意外停了。已经存下的答卷还在；正在读的文件请再选一次，不会重复计算。",
    crashed_again: "重新开始",
    erased: "已全部清空。",

    collect: collect::Messages {
        reading: |records, done, total| {
            format!("已经收到 {records} 份；读了 {done}，共 {total}")
        },
        rate: |records| format!("每秒约 {records} 份"),
        left: |seconds| match seconds {
            0..60 => format!("大约还要 {} 秒", seconds.max(1)),
            _ => format!("大约还要 {} 分钟", seconds.div_ceil(60)),
        },
        paused: "已暂停。收到的都还在，可以接着读。",
        pause: "暂停",
        resume: "接着读",
        paste_heading: "收到的是文字或代码",
        paste_label: "把聊天记录整段粘进来就行，里面的答卷代码会自动找出来",
        paste_read: "读取这段文字",
        paste_name: "粘贴的文字",
        camera_start: "用摄像头扫码",
        camera_stop: "关掉摄像头",
        camera_hint: "把手机上的二维码对着摄像头，扫到一个就收下一个。画面不保存。",
        camera_seen: |codes| format!("扫到 {codes} 个"),
        camera_refused: "摄像头打不开。请在浏览器里允许使用，或者改用图片、代码。",
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
                "浏览器的空间满了：最近收到的 {inputs} 份只在内存里，关掉页面就没有了。\
                 请现在保存成一个文件，或腾出空间再试。"
            )
        },
        storage_again: "再试一次",
        storage_foreign: |entries| {
            format!("有 {entries} 段数据是别的版本存下的，这里读不了，没有算进来。")
        },
        storage_other_tab: "另一个窗口也开着这一批。两边收下的都会存下，重新打开页面就能一起看到。",

        batch_heading: "当前批次",
        batch_lede: "一次调查放一批；不同批次互不相混。",
        batch_unnamed: |number| format!("第 {number} 批"),
        batch_current: "打开的批次",
        batch_name: "批次名称",
        batch_rename: "改名",
        batch_new: "新开一批",
        batch_save: "保存成一个文件",
        batch_save_hint: "文件里有这一批的全部答卷和活动。换电脑或清空以后，把它拖进来就能恢复。",
        batch_saved: "文件已交给浏览器保存。",
        batch_not_saved: "浏览器没有收下文件。请再试一次，或换一个浏览器。",
        tally_save: "保存汇总文件",
        tally_save_hint: "只有各题的人数，没有答卷，可以交给上一级合并。合并和出报告时，最小人数的规则照样管用。",
        batch_erase_all: "清空所有批次",
        erase_all_heading: "要清空所有批次吗？",
        erase_all_text: "这个浏览器里存下的所有批次都会清掉，您的原文件不受影响。",
        erase_all_confirm: "全部清空",

        entry: |entry| format!("第 {entry} 项"),
        line: |line| format!("第 {line} 行"),
        unlisted: |inputs| format!("还有 {inputs} 个没有列出，只计了数。"),
        save_refusals: "把清单存成表格",
        tallies: |tallies| format!("另有 {tallies} 个汇总文件。"),

        changed: ["读到一半，文件变了或被移走了。", "请重新选择这个文件；重复的不会多算。"],
        fatal: [
            "读这个文件时，读取程序停了。",
            "请单独再选一次；还不行，就请对方重新发一份。",
        ],
        too_many_records: ["超出了一批能收的数目。", "请新开一批，接着收。"],
        too_many_campaigns: ["一批里的活动和轮次太多了。", "请新开一批，把活动分开收。"],
        no_code: ["图片里没有找到读得出的二维码。", "请把二维码拍正、拍清楚，或改用文件、代码。"],
        picture: ["浏览器打不开这张图片。", "请换成普通的照片或截图，或改用文件、代码。"],
        kind: ["这种文件里没有答卷。", "请选答卷文件、压缩包、图片或文字。"],
        archive_damaged: ["压缩包里的这一项坏了，或大小与所写的不符。", "请对方重新打包再发。"],
        archive_entries: ["压缩包里的文件太多，超过 100 万个。", "请分成几个压缩包。"],
        archive_large: ["压缩包里的这一项太大。", "请解压后直接选文件夹。"],
        archive_bomb: [
            "压缩包展开后大得不正常，没有再读下去。",
            "请确认来源；确实是答卷，就解压后直接选文件夹。",
        ],
        archive_encrypted: ["压缩包加了密码。", "请解压后直接选文件夹。"],
        archive_method: ["压缩包用了不常见的压缩方式。", "请解压后直接选文件夹。"],
        archive_nested: ["压缩包里还有压缩包。", "请把里面的解压出来，再选一次。"],
        tally_damaged: ["汇总文件坏了，或者不是这份问卷的。", "请对方重新保存，再发一次。"],
        tally_repeated: ["这份汇总或其中一部分已经算进来了。", "不用处理，没有重复计算。"],
    },

    received_heading: "收到的文件",
    received: "收到",
    accepted: "采用",
    duplicates: "重复",
    refused: "没有采用",
    adds_up: "收到的每个文件都算在后面三个数里，一个不漏。",
    older: |n| format!("{n} 份是旧版本：同一份答卷有更新的一版，只采用最新的。"),
    identical: |n| format!("{n} 份与已采用的完全相同。"),
    conflicting: |n| {
        format!("{n} 份编号和版本与另一份相同，内容却不同：两份里按固定规则只采用一份。")
    },
    refusals_heading: |n| format!("没有采用的 {n} 个文件"),
    refusals_lede: "文件名只显示在这里，不会进入报告。",
    file: "文件",
    problem: "问题",
    place: "位置",
    remedy: "怎么办",
    whole_file: "整个文件",
    more_refusals: |n| format!("再显示 {n} 个"),

    exports: exports::Messages {
        heading: "保存为文件",
        lede: "这些文件只含报告里公布的数字。没有公布的，写的是“不公布”和理由，不是 0。",
        csv: FileWords { name: "数据表（CSV）", what: "用 Excel、WPS 直接打开。" },
        json: FileWords { name: "数据（JSON）", what: "给程序读取，附公开的格式说明。" },
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
        spss: FileWords { name: "SPSS 语法", what: "读入数据表，带标签和缺失值定义。" },
        r: FileWords { name: "R 代码", what: "读入数据表，带标签和缺失值定义。" },
        stata: FileWords { name: "Stata 代码", what: "读入数据表，带标签和缺失值定义。" },
        save: "保存",
        save_what: |name| format!("保存{name}"),
        handed_over: |file| format!("已把 {file} 交给浏览器保存，请到下载列表里查看。"),
        failed: "浏览器没有接收这个文件，请换一个浏览器再试。",
        demo: "这是示例数据，保存的文件里也不是真实结果。",
    },

    erase: "全部清空",
    erase_heading: "要全部清空吗？",
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
        another: "再做一个活动",
        form: ["新的活动", "下一轮"],
        fields: ["名称", "这一轮叫什么", "目的", "联系人"],
        hints: [
            "写哪里、做什么，最多 30 个字。",
            "可以不填，比如“2026 年秋”，最多 12 个字。",
            "用一句话说清楚答案拿来做什么，最多 60 个字。",
            "写谁、怎么找，最多 30 个字。填的人靠它来核实。",
        ],
        defaults: ["基层负担自评", "", "看看哪几类负担最重，先减哪几类。", ""],
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
        made: |title| format!("“{title}”要发出去的东西"),
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
        invitation: ["邀请的话", "可以直接改，改好再复制。"],
        letter: organise::Letter {
            head: |title, wave| format!("【{title}】{wave}"),
            opening: "您好，想请您花几分钟，说说手上的工作有多重。",
            purpose: |purpose| format!("目的：{purpose}"),
            how: [
                |link| format!("怎么填：点开 {link}"),
                |code| format!("怎么填：打开“轻担”填写页面，点“我有活动码”，粘贴 {code}"),
            ],
            time: [
                "要多久：完整版约 8 分钟，快速版 5 到 6 分钟。",
                "要多久：约 8 分钟。",
                "要多久：5 到 6 分钟。",
            ],
            free: "自愿：参不参加都由您定，哪一题都可以跳过。",
            leaves: "交出来的只有您选的选项、一个随机编号和活动的编号，没有姓名、单位和填写的时间。\
                     交之前，文件里的每一项您都能看到。断网也能填完。",
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
                "文件里有选项、随机编号和活动编号，没有姓名、单位和填写的时间。每一项您都能先看再交。"
                    .to_owned(),
                "您用什么方式交，那个方式就可能显示是谁交的，比如微信会显示发送人。".to_owned(),
                format!("结果只公布合计，不满 {minimum} 人的组不公布，不给单位和个人排名。"),
            ]
        },
    },
    foot_heading: "这个页面做什么，不做什么",
    foot: [
        "文件只在这台电脑上读取和汇总，页面断网也能用。",
        "只给出合计：没有答卷列表，不能筛选，也不能导出某一份答卷。",
        "人数不够的数字不显示，一两个人的格子与相邻的合并。",
        "出过报告以后，新收的要攒够最小人数才更新，免得前后一比，看出新加的人怎么答的。",
        "收下的答卷只存在这个浏览器里；清空以后，要靠您保存的文件恢复。",
    ],
};

pub(super) static EXPORT: Words = Words {
    tag: "zh-CN",
    codebook_title: "轻担：报告数据的编码手册",
    about: &[
        "这份文件说明报告数据表（qingdan-release.csv）里每一列、每一个编码的意思。表里\
         每一行是报告公布的一个数字。",
        "因为保护个人而不公布的数字，记作 -9997，并注明是哪一条规则；它不是 0，也不是没\
         有人。",
        "答卷由人自愿填写，内容未经核实，只说明这些人的回答；不能用来考核任何单位或个人\
         ，也不能用来排名。",
    ],
    variables_heading: "各列和编码",
    questions_heading: "各道题和选项",
    columns: [
        "列名",
        "说明",
        "类型",
        "编码",
        "意思",
    ],
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
        "依据的人数",
        "公布与否",
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
        "越减越重",
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
        "暂时都不用减的比例",
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
    ],
    rules: [
        "人数低于下限",
        "所有人答案相同，公布等于公开每个人的答案",
        "有一段只有一两个人",
        "公布它就能算出别的不公布的数",
        "没有问这道题",
        "与上一份报告相比变化的人太少",
        "人数不够，或算不出可靠的结果",
    ],
    forms: [
        "完整版",
        "快速版",
    ],
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

pub(super) static REPORT: report::Messages = report::Messages {
    heading: "报告",
    scope_legend: "看哪一批答卷",
    scope_none: "不属于任何活动的答卷",
    scope_merged: "合并的汇总文件",
    form_legend: "看哪一种答卷",
    form_full: |n| format!("完整版，{n} 份"),
    form_quick: |n| format!("快速版，{n} 份"),
    form_hint: "两种答卷题目不同，从不合在一起算。",
    minimum_label: "最小人数",
    minimum_hint: |lowest, highest| {
        format!("少于这个人数的数字一律不显示。可设为 {lowest} 到 {highest}。")
    },
    minimum_wrong: |lowest, highest, minimum| {
        format!("请填 {lowest} 到 {highest} 之间的整数。现在按 {minimum} 人显示。")
    },
    print: "打印或存为 PDF",
    save: "存成一个网页文件",
    saved: |name| format!("已交给浏览器保存：{name}。"),
    not_saved: "浏览器没有接收这个文件。报告还在这里，可以改用打印。",
    save_hint: "两种都含报告的全部内容。网页文件不带脚本，断网也能打开。",
    held: |held, minimum| {
        format!(
            "新收的 {held} 份还没有算进报告。每满 {minimum} 份才更新一次，\
             免得前后一比，看出新加的人怎么答的。"
        )
    },
    missing_heading: |missing| format!("还差 {missing} 份，才能给出报告"),
    missing_why: |n, minimum| {
        format!(
            "现在有 {n} 份，至少要 {minimum} 份。人太少时，从合计里也能猜出某个人怎么答的，\
             所以先什么都不显示。"
        )
    },
    missing_safe: "已经收下的不会丢。收到更多文件后，接着拖进来就行。",

    demo: "示例数据，不是真实结果。",
    title: |form, n| format!("{form}，{n} 份答卷"),
    full: "完整版",
    quick: "快速版",
    caveat: "答卷是自愿交的、自己填的，无法核实。结果只描述这些答卷，不代表没有交的人，\
             不要用来考核或评价任何单位和个人。",
    foot: "自愿填写，无法核实；只描述这些答卷，不用于考核或评价任何单位和个人。",
    contents: "目录",

    findings: report::Findings {
        heading: "主要发现",
        index: "总指数",
        index_band: |band, meaning| format!("平均落在“{band}”一档。这一档的意思是：{meaning}"),
        index_border: |edge| format!("区间跨过了 {edge} 分的分界，说成相邻的一档也有道理。"),
        categories: |n| format!("{n} 类负担的平均分，按问卷的顺序："),
        hours: |activities, low, high| {
            format!("{activities}这几类事务，平均每人每周占去 {low}–{high} 小时。")
        },
        avoidable: |low, high| {
            format!("其中各人自己认为不必要的，平均每周 {low}–{high} 小时。")
        },
        answered: |stem, label, share| format!("{stem}答{label}的占 {share}。"),
        weighting_small: |points| {
            format!(
                "按每个人最想先减的几类加重计算，各人的指数平均只变动 {points} 分：\
                 先减哪类的看法，对总指数影响不大。"
            )
        },
        weighting_large: |points| {
            format!(
                "按每个人最想先减的几类加重计算，各人的指数平均变动 {points} 分：\
                 看总指数时，要把两种算法放在一起看。"
            )
        },
        differences_none: |background, all| {
            format!(
                "按{background}，把每一组与其余的人相比，共 {all} 项；\
                 扣除多次比较的影响后，没有一项超出偶然能解释的范围。"
            )
        },
        differences: |background, all, clear| {
            format!(
                "按{background}，把每一组与其余的人相比，共 {all} 项；\
                 扣除多次比较的影响后，{clear} 项的差别超出偶然能解释的范围。"
            )
        },
        waves_clear: |points, interval| {
            format!("与前一轮相比，总指数变动 {points} 分（{interval}），超出偶然能解释的范围。")
        },
        waves_unclear: |points, interval| {
            format!("与前一轮相比，总指数变动 {points} 分（{interval}），可能只是偶然。")
        },
        quality: |share, with, without| {
            format!("带可疑标记的答卷占 {share}。总指数连它们在内是 {with} 分，去掉后是 {without} 分。")
        },
        withheld: |n| format!("为了不让人认出谁怎么答的，有 {n} 处数字没有显示。"),
    },
    people: report::People {
        heading: "谁参加了",
        lede: |n| {
            format!(
                "共 {n} 份答卷。背景题可以不答；参加的人怎么分布，不等于全体怎么分布。"
            )
        },
        not_asked: "这一批答卷没有可以显示的背景题。",
        no_answer: "没有作答",
    },
    scores: report::Scores {
        heading: "各类负担",
        lede: "按问卷的顺序排列，不排名。横条是平均分，横线是 95% 区间，后面是所在的档。",
        chart: "横条图：各类负担的平均分和 95% 区间，数字见下面的表",
        index: "总指数",
        index_what: |least, all| {
            format!("每人 {all} 类得分的平均，至少 {least} 类有得分才计算。0 最轻，100 最重。")
        },
        interval_what: "区间只说明人数少带来的出入：人越少，区间越宽。\
                        它不包括谁愿意交、谁没有交带来的偏差。",
        near_edge: "平均分靠近两端，区间偏窄，实际把握不到 95%。",
        weighted: "加权指数",
        weighted_what: "加权指数：按每个人自己选的“最想先减的几类”加重以后的指数，只含作了选择的人。",
        table: "各类的平均分、区间与分布：数字表",
        caption: "各类负担的平均分与分布",
        category: "类别",
        n: "人数",
        mean: "平均",
        interval: "95% 区间",
        low: "下限",
        high: "上限",
        sd: "标准差",
        quartiles: ["下四分位", "中位数", "上四分位"],
        share_50: "50 分及以上",
        share_75: "75 分及以上",
        table_note: "百分数后面括号里的是 95% 区间。",
    },
    items: report::Items {
        heading: "一类一类看",
        lede: "每一类写明平均分、得分的分布、每道题怎么答，再对照文章里的个案和办法。",
        about: |about| format!("问卷里的说明：{about}"),
        category: |points, interval, band| {
            format!("平均 {points} 分（{interval}），在“{band}”一档。")
        },
        histogram: "得分的分布",
        histogram_lede: "每一段得分各有多少人。",
        score: "得分",
        bin: |from, to| format!("{from}–{to} 分"),
        bin_note: "每段含下限，不含上限；最后一段含 100。",
        merged: "合并",
        questions: "每道题怎么答",
        bar: |stem| format!("长条图：{stem}从左到右是各个选项的占比，数字见下面的表"),
        answer: "回答",
        share: "占比（95% 区间）",
        answered: |n| format!("{n} 人作答"),
        mean: |mean| format!("平均 {mean} 分"),
        missing_together: |n| format!("没有作答 {n} 人"),
        not_applicable: |n| format!("不适用 {n} 人"),
        dont_know: |n| format!("不清楚 {n} 人"),
        declined: |n| format!("不愿回答 {n} 人"),
        skipped: |n| format!("跳过 {n} 人"),
        case: |title, figure, options| format!("{title}里的一例（{figure}）落在{options}"),
        case_range: |low, high| format!("{low}到{high}"),
        case_share: |share| format!("达到或超过这一档的有 {share}"),
        case_share_low: |share| format!("达到或超过前一档的有 {share}"),
        case_what: "文章里的数字都是个案，不是平均水平，也不是标准。",
        remedies: "文章里的办法",
        remedies_what: "这些是作者的主张，效果没有在这里验证过。",
        remedy_source: |titles| format!("（{titles}）"),
    },
    groups: report::Groups {
        heading: "分组看",
        lede: "每格是这一组的平均分，颜色越深，负担越重。各组按问卷的顺序排列，不排名，\
               也不能用来比较单位。",
        none: "没有可以分组的背景题，或者人数还不够。",
        caption: |background| format!("按{background}分组的平均分"),
        no_option: "没有作答的人",
        coarse: "人数都取整到 5 的倍数。带“≈”的只精确到 5 分。",
        differences: |background| format!("{background}：每一组与其余的人相差多少（供研究用）"),
        differences_lede: "差是这一组的平均分减去其余所有人的平均分。g 是按标准差折算的差\
                           （Hedges g）；p 已按 Holm 法对各类作了多重比较校正。",
        group: "组",
        difference: "差，分（95% 区间）",
        hedges_g: "g",
        p_holm: "p（Holm）",
        share_50: "50 分及以上占比的差，百分点（95% 区间）",
    },
    outcomes: report::Outcomes {
        heading: "带来的影响",
        lede: "这些题不计入负担得分。",
        paradox_heading: "减负有没有变成新的负担",
        paradox_lede: "行是减负措施带来的变化，列是有没有为证明减负而填表、写材料或开会。\
                       人数都取整到 5 的倍数。",
        paradox_caption: |n| format!("两道题都作答的约 {n} 人"),
        paradox_rows: "减负措施让负担",
        total: "合计",
    },
    priorities: report::Priorities {
        heading: "最想先减哪几类",
        lede: |n, missing| {
            format!(
                "{n} 人作答，每人最多选三类；{missing} 人没有作答。\
                 横条是选了这一类的人所占的比例，横线是 95% 区间。按问卷的顺序排列。"
            )
        },
        nothing: "暂不选择",
        named: "选的人（95% 区间）",
        borda: "平均分值",
        borda_what: "平均分值（Borda）：第一选算 3 分，第二选 2 分，第三选 1 分，没选算 0 分。",
        weighted: |weighted, index| {
            format!("加权指数平均 {weighted} 分，不加权的总指数 {index} 分。")
        },
        weighting: |points| format!("每个人的两个指数平均相差 {points} 分。"),
        weighting_what: "相差不到 3 分，就可以说先减哪类的看法对总指数没有实际影响。",
    },
    hours: report::Hours {
        heading: "每周用去多少时间",
        lede: |activities| {
            format!("把{activities}几类每周用的时间加在一起。答案是一段一段的，所以只能给出上下限。")
        },
        chart: |low, central, high| {
            format!("每人每周平均在 {low} 到 {high} 小时之间，按每段的中点算约 {central} 小时。")
        },
        bounds: "项目",
        lower: "下限",
        central: "中点",
        upper: "上限",
        interval: "95% 区间",
        all: "用去的时间",
        avoidable: "各人自己认为不必要的",
        n: |n, left_out| {
            format!("按 {n} 人计算；另有 {left_out} 人没有答全，或答的时间超过了整周，没有算在内。")
        },
        avoidable_n: |n| format!("不必要的时间按 {n} 人计算，只含会议、报表和检查，其余两类没有问。"),
        assumptions: |central, upper| {
            format!(
                "下限只靠答案本身。中点假定每段取正中；最高一段没有上限，中点按 {central} 小时、\
                 上限按 {upper} 小时计。区间同时包含上下限和抽样带来的出入。"
            )
        },
        hours: |hours| format!("{hours} 小时"),
        cost_heading: "折合多少钱",
        cost_lede: "页面不预设工资。填上每小时人力成本的低值和高值、一年工作几周，才会算出范围。",
        cost_low: "每小时成本，低值（元）",
        cost_high: "每小时成本，高值（元）",
        cost_weeks: "一年工作周数",
        cost_staff: "总人数（可不填）",
        cost_wrong: |most, weeks, staff| {
            format!(
                "请填整数：成本 1 到 {most} 元，低值不高于高值；周数 1 到 {weeks}；\
                 人数 1 到 {staff}，或者留空。"
            )
        },
        cost_person: |low, high| format!("每人每年约 {low}–{high} 元。"),
        cost_all: |staff, low, high| format!("{staff} 人合计每年约 {low}–{high} 元。"),
        cost_assumed: |low, high, weeks| {
            format!(
                "算法：时间的下限乘成本低值 {low} 元，上限乘成本高值 {high} 元，再乘 {weeks} 周。\
                 成本和周数由组织者填写。"
            )
        },
        cost_equal: "合计假定没有交答卷的人负担与交了的人一样，这一点没有根据可查。",
    },
    waves: report::Waves {
        heading: "与前一轮相比",
        pick: "与哪一批相比",
        nothing: "不比较",
        cannot: "这两批还不能比：两批都要出得了报告，问卷和版本都要相同。",
        lede: |later, later_n, earlier, earlier_n| {
            format!(
                "{later}（{later_n} 份）与{earlier}（{earlier_n} 份）。\
                 两轮都是匿名的，不知道是不是同一些人。"
            )
        },
        chart: "点线图：后一轮减前一轮的平均分之差和 95% 区间，数字见下面的表",
        lighter: "变轻",
        heavier: "变重",
        caption: "两轮的平均分与差",
        earlier: "前一轮",
        later: "后一轮",
        difference: "差（95% 区间）",
        standardised: "调整构成后的差（95% 区间）",
        share_75: "75 分及以上占比的差，百分点（95% 区间）",
        detectable: "可辨的最小差",
        detectable_80: "八成把握能发现的差",
        note: "区间含 0，就不能说变了。“调整构成”是按前一轮的层级和岗位构成重新加权后一轮，\
               免得把参加的人不同当成负担变了。可辨的最小差：小于它的变化，这么多人看不出来。",
    },
    quality: report::Quality {
        heading: "答卷的质量",
        lede: "下面的答卷看上去可疑，但没有删掉：可疑不等于不实。把它们连在内和去掉各算一遍，\
               看结果差多少。",
        flag: "标记",
        share: "占答卷的比例（95% 区间）",
        identical: "答案与另一份完全相同",
        straight: "比例题全选同一档",
        impossible: "各类时间加起来超过整周",
        any: "至少有一种标记",
        caption: "平均分，连带标记的答卷在内和去掉以后",
        with: "全部答卷",
        without: "去掉带标记的",
    },
    research: report::Research {
        heading: "供研究用的表",
        lede: "看懂前面的结果用不着这些表。",
        reliability: "各类题目的一致程度（信度）",
        reliability_lede: "每一类由几种不同的负担合成，α 低不是缺陷，也不据此删题。\
                           人数满 30 才计算 α，满 100 且不少于三题才计算 ω。",
        items: "题数",
        alpha: "α（Feldt 95% 区间）",
        omega: "ω",
        not_converged: "未收敛",
        too_few: "人数或题数不够",
        item_rest: "每题与同类其余题的相关",
        item: "题目",
        correlations: "各类得分之间的相关",
        correlations_lede: "r 是 Pearson 相关，区间按 Fisher z；ρ 是 Spearman 等级相关，\
                            得分先归到每 5 分一段。",
        pair: |first, second| format!("{first}与{second}"),
        pearson: "r（95% 区间）",
        spearman: "ρ",
    },
    method: report::Method {
        heading: "怎么算出来的",
        plain: &[
            "每个选项换算成 0–100 分，越高负担越重。一类的得分是这一类已答题目的平均，\
             至少答了一半、且不少于两题才计算。总指数是各类得分的平均，各类同样重。",
            "报告里的平均分，是先算出每个人的得分，再对人取平均。",
            "“95% 区间”的意思是：假如同样的调查重复很多次，每次都这样算，\
             约有 95% 的区间会盖住真实的平均值。它假定交来的答卷像是随机抽出来的，而实际上是自愿交的。",
            "没有作答的题不填补，也不当作零。",
        ],
        bands: "各档的意思",
        band: |name, from, to, meaning| format!("{name}（{from} 到 {to} 分）：{meaning}"),
        disclosure: "怎么防止认出个人",
        rules: |minimum| {
            [
                format!("最小人数：任何数字背后不足 {minimum} 人，就不显示。"),
                "一两个人的格子：分布里一两个人的部分与相邻的合并；合并不了的不显示。".to_owned(),
                "答案集中：不到 30 人又全部集中在一处的，不显示，否则等于说出了每个人的回答。"
                    .to_owned(),
                "防推算：能用显示的数字算出隐去的数字时，再多隐去一些。".to_owned(),
                "防前后相减：与上一次报告相比，来的人或变的人太少的组，这一次不显示。".to_owned(),
                "取整：分组的人数取 5 的倍数，百分数取整数；人少的组，平均分只精确到 5 分。"
                    .to_owned(),
                "不显示不等于零，也不等于没有人。画斜线的格子都是有意不显示的。".to_owned(),
            ]
        },
        formulas: "方法与出处（供研究用）",
        formula: &[
            ["平均数的区间", "Student t，截到 0–100（Student 1908）"],
            ["四分位数", "线性内插，第 7 型（Hyndman & Fan 1996）；总指数先取到一位小数"],
            ["比例的区间", "Wilson 得分区间（Wilson 1927）"],
            ["两个平均数之差", "Welch t（Welch 1947）"],
            ["两个比例之差", "方法 10（Newcombe 1998）"],
            ["标准化的差", "Hedges g，含小样本修正（Hedges 1981）"],
            ["多重比较", "逐步 Bonferroni（Holm 1979），每组对各类"],
            ["α 及其区间", "Cronbach（1951）；F 分布（Feldt 1965）"],
            ["ω", "单因子，迭代主轴法（McDonald 1999）"],
            ["相关", "Pearson，Fisher z 区间（Fisher 1921）；Spearman（1904）"],
            ["优先次序", "Borda 计分，3、2、1 分"],
            ["时间与成本", "标准成本法：时间乘价格乘人数，给出上下限"],
            ["调整构成", "直接标准化到前一轮的层级和岗位构成"],
        ],
        documents: "依据的文章",
        document: |title, rest| {
            if rest.is_empty() { title.to_owned() } else { format!("{title}，{}", rest.join("，")) }
        },
        instrument: |id, version, hash| format!("问卷 {id}，版本 {version}，内容校验 {hash}。"),
        disclaimer: "分数只是把各人选的答案换算成 0–100，不是诊断。目前没有全国常模，\
                     不能说高于或低于一般水平。",
    },
    withheld: report::Withheld {
        word: "不显示",
        below_minimum: |minimum| format!("不足 {minimum} 人"),
        group_disclosure: "人数少、答案又集中",
        small_part: "涉及一两个人",
        complementary: "能推算出别的隐去数字",
        not_asked: "这一版没有问",
        successive: "比上次报告只多了几个人",
        too_few: "人数不够作这项计算",
        what: "画斜线的格子是有意不显示的，不是零。",
        why: |reasons| format!("不显示的原因：{reasons}。"),
        coarse: |people, points| {
            format!(
                "写“约”的：不到 {people} 人，又有一两个人的格子，平均分和区间就只精确到 {points} 分，\
                 免得倒推出这几个人的分数。"
            )
        },
    },
    marks: report::Marks {
        comma: "，",
        semicolon: "；",
        stop: "。",
        joined: "或",
        space: "",
        about: |points| format!("约 {points}"),
        points: |points| format!("{points} 分"),
        people: |n| format!("{n} 人"),
        about_people: |n| format!("约 {n} 人"),
        interval: |low, high| format!("95% 区间 {low}–{high}"),
        interval_signed: |low, high| format!("95% 区间 {low} 到 {high}"),
        between: |low, high| format!("{low} 到 {high}"),
        share: |share, low, high| format!("{share}（{low}–{high}）"),
        bracketed: |figure, inside| format!("{figure}（{inside}）"),
        labelled: |label, words| format!("{label}：{words}"),
    },
};

pub(super) static REFUSAL: refusal::Messages = refusal::Messages {
    problem,
    remedy,
    unreadable: [
        "读不出这个文件。",
        "它可能被移走、改名，或正被别的程序占用。确认能打开后，再选一次。",
    ],
};

fn problem(reason: &Reason) -> String {
    match reason {
        Reason::Empty => "文件是空的。".to_owned(),
        Reason::TooLarge { size_bytes, limit_bytes } => {
            let (found, limit) = (size_up(*size_bytes), size(*limit_bytes));
            format!("文件约有 {found}，一份答卷最多 {limit}。")
        }
        Reason::NotUtf8 { offset } => format!("从第 {offset} 字节起不是 UTF-8 文字。"),
        Reason::NotJson { line, column } => {
            format!("第 {line} 行第 {column} 列起读不懂：不是 JSON，或文件不完整。")
        }
        Reason::WrongType { expected } => format!("这里的内容种类不对，应为 {expected}。"),
        Reason::DuplicateKey => "同一项出现了两次。".to_owned(),
        Reason::Missing => "缺少这一项。".to_owned(),
        Reason::UnknownField => "多出了答卷里没有的一项。".to_owned(),
        Reason::UnknownFormat { found } => format!("不认识的文件格式：“{found}”。"),
        Reason::UnknownInstrument { found } => format!("这是另一份问卷的文件：“{found}”。"),
        Reason::UnknownVersion { found } => format!("这是问卷另一个版本的文件：“{found}”。"),
        Reason::WrongHash => "问卷编号和版本都对，但题目内容不是这一份。".to_owned(),
        Reason::BadForm => "既不是完整版，也不是快速版。".to_owned(),
        Reason::BadCampaign => "调查编号不对。".to_owned(),
        Reason::BadWave => "轮次不是 1 到 99 的整数。".to_owned(),
        Reason::BadId => "答卷编号不是 32 位小写十六进制数字。".to_owned(),
        Reason::BadRevision => "修订号不是 0 到 255 的整数。".to_owned(),
        Reason::UnknownQuestion => "有一道问卷里没有的题。".to_owned(),
        Reason::NotAnAnswer => "这道题的内容不是一个回答。".to_owned(),
        Reason::OptionOutOfRange { options } => {
            format!("这道题只有 {options} 个选项，文件里的选项不在其中。")
        }
        Reason::NotOffered => "这道题没有提供这种回答。".to_owned(),
        Reason::ContradictsForm => "有没有答这道题，与所选的版本不符。".to_owned(),
        Reason::ContradictsRule { item } => format!("按 {item} 的回答，这道题应为不适用。"),
        Reason::BadPriorities => "优先减轻的类别重复了，或超过了三个。".to_owned(),
        Reason::NotCanonical { offset } => {
            format!("内容对，但从第 {offset} 字节起与页面保存的写法不同，文件被改写过。")
        }
        Reason::NoRecord => "这里没有答卷，也没有答卷代码。".to_owned(),
        Reason::BadCode => "代码不完整，或有抄错的字。".to_owned(),
        Reason::WrongLength { size_bytes } => {
            let found = size(*size_bytes as u64);
            format!("文件有 {found}，紧凑答卷应为 {}。", size(PACKED_BYTES as u64))
        }
    }
}

fn remedy(reason: &Reason) -> &'static str {
    match reason {
        Reason::BadCode => "请对方整段复制，再发一次；也可以直接扫对方的二维码。",
        Reason::Empty => "文件可能没有传完，或在途中坏了。请对方把原文件再发一次。",
        Reason::NotUtf8 { .. } | Reason::NotJson { .. } | Reason::NoRecord => {
            "如果是答卷，可能没有传完，请对方把原文件再发一次；如果不是答卷，不用管它。"
        }
        Reason::TooLarge { .. } | Reason::UnknownFormat { .. } | Reason::WrongLength { .. } => {
            "确认它是从自评页面保存的答卷。如果是，请换用最新的汇总页面。"
        }
        Reason::WrongType { .. } | Reason::Missing | Reason::UnknownField => {
            "它可能不是答卷，或保存以后被改动过。如果是答卷，请对方从自评页面重新保存一份。"
        }
        Reason::UnknownInstrument { .. } => "用那份问卷自己的汇总页面打开。",
        Reason::UnknownVersion { .. } | Reason::WrongHash => {
            "用与那个自评页面同一批发布的汇总页面打开。不同版本不能合在一起算。"
        }
        _ => "文件在保存以后被改动过。请对方用自评页面重新保存一份，不要用别的程序打开再存。",
    }
}
