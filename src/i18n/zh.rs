//! 简体中文: every word of both pages in Chinese.
//!
//! The same catalogues in every language's files, in the same order: the organiser's own words and
//! those of the report in the files of the folder with the language's name.

#[cfg(feature = "two-tally")]
mod halves;
mod keys;
mod noise;
mod organiser;
mod protection;
mod report;
mod sealed;
#[cfg(feature = "two-tally")]
mod two_tally;

pub(super) use organiser::{EXPORT, ORGANISE};
pub(super) use report::REPORT;
#[cfg(feature = "two-tally")]
pub(super) use two_tally::TWO_TALLY;

use super::organise::size;
use super::refusal::{self, size_up};
use super::{joining, respond, shared};
use crate::domain::SHAPE;
use crate::domain::campaign::CampaignFault;
use crate::domain::crowd::TOLD_MAX;
use crate::domain::draft::{KeepFault, ResumeFault};
use crate::domain::record::{PACKED_BYTES, Reason};

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
            CampaignFault::TwoTallies => "这个活动要用同一处的 two-tallies.html 填。",
            _ => "没有找到完整的活动码，请从通知里重新复制。不参加也能填。",
        },
        wave: ["第 ", " 轮 "],
        unknown: "活动 ",
        fields: ["目的：", "联系：", "填的是：", "背景：", ""],
        none: "这个活动不问",
        unchecked: "以上由组织方自己写，没有人核对过。拿不准，就用您原来知道的电话去问。",
        join: "参加",
        leave: "不参加",
        other: "这个活动码的密钥或掷骰子的办法，和您参加的不同，没有换。\
                纸质通知上确实是它，就先点“不参加”，再打开一次。",
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
        lede: "说说您手上的工作有多重。答完当场就能看到各类负担的分数，也可以把答案存成一个不带姓名的文件。",
        reopened: "页面重新打开过。没有存成草稿的答案已经不在了，要从头填起。",
        who: [
            "文件是谁的",
            "文件由您自己生成，点下保存才会有。它存在您的设备上，交不交、交给谁，都由您定。",
        ],
        how_long: ["要多久", "分钟数按字数估，快慢因人而异。哪一题都可以跳过，也可以回头改。"],
        inside: ("文件里有什么", |background| {
            if background.is_empty() {
                return "您选的选项和一个随机编号。".to_owned();
            }
            format!("您选的选项、一个随机编号，还有您愿意填的背景（{background}）。")
        }),
        outside: [
            "文件里没有什么",
            "没有姓名、单位、填写的时间、分数和手机信息，也没有您写的文字。",
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
        full: ["完整版", concat!("约 ", env!("QINGDAN_FULL_ZH")), "题目齐全，分数更稳。"],
        quick: ["快速版", concat!("约 ", env!("QINGDAN_QUICK_ZH")), "题目少些，先看个大概。"],
        questions: |scored, others| {
            if SHAPE.outcomes || SHAPE.background {
                format!("{scored} 题计分，另有 {others} 题不计分")
            } else {
                format!("{scored} 题计分")
            }
        },
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
        profile_hint: "点开一类，看您的答案、分数怎么来的，还有依据。",
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
            "一类的分数是这一类各题的平均。要答够一半才计分，完整版还至少要答两题。不适用的题不算在内。\
             显示的数都四舍五入。"
                .to_owned(),
            format!("指数是各类分数的平均，至少 {least} 类有分数才算。每一类一样重。"),
            "算重一些的时候，第一、二、三想减的各算 4、3、2 份，别的算 1 份。"
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
        alternative: if SHAPE.hours {
            "结果的图片：指数、扁担、各类的分数和每周的时间，都和这一页上的一样。"
        } else {
            "结果的图片：指数、扁担和各类的分数，都和这一页上的一样。"
        },
        ready: if SHAPE.hours {
            "长按图片可以保存。图里只有分数和时间，没有编号、日期和您的答案。"
        } else {
            "长按图片可以保存。图里只有分数，没有编号、日期和您的答案。"
        },
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
        id_note: "随机编号只用来认出同一份文件的新旧；换一个活动，编号就不同。",
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
            "打开分享面板，选一个应用交出去。",
            "存到这台设备上。",
            "复制成文字，再粘贴到聊天或邮件里。",
            "让对方扫一扫，或者长按存成图片。",
        ],
        named: |name| format!("文件名是 {name}，人人都一样。"),
        done: [
            "已交给您选的应用，有没有发出去，页面看不到。再分享一次，内容一模一样。",
            "再存一次，内容一模一样。",
            "已复制，请现在就到要交的地方粘贴。复制了别的，这份就没了；再复制一次，\
             内容一模一样。",
            "好，按您说的，已经交出去了。再交一次，内容一模一样。",
        ],
        doubtful: "已经交给这个浏览器，它往往没有反应。请到“下载”里找这个文件：\
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
        manual: "要复制的文字",
    },
    sealed: respond::Sealed {
        open: "这份文件没有加密，拿到的人都能看。",
        about: "交出去的文件都加密，只有持有组织方密钥的人能打开。微信仍会显示是谁发的。",
        compare: [
            "请和纸质通知上的 20 位数字核对：",
            "每一位都相同，才是组织方的密钥。有一位不同，就请点“不参加”，\
             用您原来知道的电话去问组织方。",
        ],
        stopped: [
            "这个活动的文件要按活动码里写的办法处理才能交，这里还没有活动码。\
             请再打开一次链接，或者粘贴活动码，答案还在。",
            "票号不对，请对着票再看一遍。",
            "这个浏览器给不出可靠的随机数，所以什么都没有交出去。\
             请更新浏览器，或者换系统自带的浏览器打开。",
        ],
        ticket: "纸票上的号码",
        no_ticket: "没有填票号，数票时这一份不算。",
        ticket_read: "没看出抄错。",
        ticket_length: "票号有 13 位。",
    },
    noise: respond::Noise {
        about: [
            "下面这些题，手机会先掷一次骰子，再决定文件里写什么：",
            "任何人看到文件，都不能断定这几题是您的真实回答。没选选项的，还有别的题，都照实写。\
             页面上的结果用的是您的真实回答。",
        ],
        odds: |[a, b], options, (truth, other)| {
            let rest = b - a;
            format!(
                "掷骰子：{b} 次里有 {a} 次写您选的，另外 {rest} 次从 {options} 个选项里随机写一个。\
                 您选的和别的任何一项相比，写进文件的机会是 {truth} 比 {other}。"
            )
        },
        mark: "掷过骰子",
        shown: "标着“掷过骰子”的题，文件里写的不一定是您选的。骰子只掷一次，再存还是这个结果。\
                页面上的分数仍按您的真实回答算。",
        again: "这份答案以前交出去过，那一份和现在的不一样。两份放在一起，掷骰子的题更容易被猜出来。\
                不是非交不可，就别再交。",
        kept: "分数和文件放在一起，能推出您真实的选择，所以不存图、不打印，也别给别人看。",
        compare: "这份文件的活动如果有掷骰子的题，文件里写的不一定是您选的，这些题和分数不能拿来比。",
    },
    crowd: respond::Crowd {
        levels: ["人太少：", "人不多：", "人不少："],
        alike: |alike| {
            let over = if alike < TOLD_MAX { "" } else { "以上" };
            format!("按组织方给的人数估计，与您背景相同的大约有 {alike} 人{over}。")
        },
        few: "按组织方给的人数估计，与您背景相同的不到 10 人，别人可能凭背景认出您。",
        left_out: ["所以您的", "不写进文件，写成“不愿回答”。"],
        shows: "文件里看得出少了哪几项，知道这个办法的人可能猜到您的背景少见。",
        still_few: "被问到的人本来就不到 10 位。",
        clue: "背景不是唯一的线索：熟悉您的人，看几道题的回答也可能认出您。",
        mark: "没有写进文件",
    },
    #[cfg(feature = "two-tally")]
    halves: halves::HALVES,
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
        not_a_record: "这不是这个页面保存的文件，或者它加了密、内容被改动过、没有粘贴完整。您现在的答案都还在。",
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
