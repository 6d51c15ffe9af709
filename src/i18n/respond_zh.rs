//! 答题页的文字。

use super::respond::{
    Detail, Erase, Export, Hours, Messages, Question, Results, Review, Steps, Unscored, Welcome,
};

pub(super) static ZH: Messages = Messages {
    steps: Steps {
        label: "翻页",
        back: "上一页",
        next: "下一页",
        start: "开始",
        to_review: "去核对",
        back_to_review: "回到核对",
        to_results: "看结果",
        to_export: "去保存",
        position: |page, pages| format!("第 {page} / {pages} 页"),
    },
    welcome: Welcome {
        title: "轻担",
        subtitle: "基层负担匿名自评",
        lede: "说说您手上的工作有多重。答完当场就能看到各类负担的分数，也可以把答案存成一个不带姓名的文件。",
        who: [
            "文件是谁的",
            "文件由您自己生成，点下保存才会有。它存在您的设备上，交不交、交给谁，都由您定。",
        ],
        how_long: [
            "要多久",
            "完整版约 8 分钟，快速版约 5 分半，这是按字数估算的。哪一题都可以跳过，也可以回头改。",
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
        quick: ["快速版", "约 5 分半", "每类两道题，先看个大概。"],
        questions: |scored, others| format!("{scored} 题计分，另有 {others} 题不计分"),
        switch_later: "中途可以换，答过的不会丢。",
    },
    question: Question {
        not_applicable: "不适用",
        dont_know: "不清楚",
        declined: "不愿回答",
        decline_label: "不选答案",
        settled: |answer| format!("不适用。前面有一题您答的是“{answer}”，这题就不用答了。"),
        hint: "不想答的可以空着。点错了，再点一次就取消。",
    },
    unscored: Unscored {
        outcomes: "这些事的后果",
        outcomes_lede: "这一页不计入分数。",
        priorities_hint: |most| format!("按先后点，最多 {most} 类。再点一次就取消。"),
        priorities_full: |most| format!("已经选满 {most} 类。想换，先点掉一类。"),
        priorities_none: "暂不选择",
        place: |place| format!("第 {place} 位"),
        background: "关于您",
        background_lede: "都可以不填，只问个大概。人少的地方，填得越多越容易被认出，拿不准就空着。",
    },
    review: Review {
        title: "核对一遍",
        complete: "每一题都有了答案。",
        missing: |missing| format!("还有 {missing} 题没有答。空着也能看结果。"),
        first_open: "去第一道没答的",
        hint: "点一下哪一题，就能回去改。",
        unanswered: "没有答",
        form: |form| format!("现在填的是{form}。"),
        switch: |form| format!("换成{form}"),
    },
    results: Results {
        title: "您的结果",
        index: "负担指数，0 到 100，越高越重",
        picture: |index, band| {
            format!("一根扁担挑着各类负担，被压弯的程度是 {index} 分，{band}。具体数字见下表。")
        },
        picture_without: "一根扁担挑着各类负担。具体数字见下表。",
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
        columns: ["类别", "图", "分数", "档次"],
        unreported: "答的题不够，不计分",
        single: "单题估计",
        one_by_one: "逐类看",
        one_by_one_lede: "您的答案、文章里的实例、作者提出的办法，还有这一类的分数怎么来的。",
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
    detail: Detail {
        answers: "您的答案",
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
    hours: Hours {
        title: "每周花在这些事上的时间",
        bounds: ["至少", "大约", "至多"],
        hours: |hours| format!("{hours} 小时"),
        lower_basis: "“至少”只用您选的每一段时间的下限相加，没有别的假定。",
        assumed: |central, upper| {
            format!(
                "“大约”取每一段的中间，“至多”取上限。没有上限的那一段，\
                 “大约”按 {central} 小时算，“至多”按 {upper} 小时算，这两个数是我们的假定。\
                 “至多”不超过您答的一周总工时。"
            )
        },
        partial: |answered, activities| {
            format!("问时间的有 {activities} 题，您答了 {answered} 题，所以只能给出“至少”。")
        },
        inconsistent: "各项时间的下限加起来，已经超过您答的一周总工时，两处对不上，所以只列出下限。",
        none: "问时间的题都没有答，所以没有估计。",
        avoidable: "照您的回答推算，可能省得下的",
        avoidable_basis: |pairs| {
            format!("用您答的时间乘以您答的比例，只算两样都答了的 {pairs} 项，别的没有去猜。")
        },
    },
    export: Export {
        title: "保存文件",
        lede: "下面是文件的全部内容。这里没有的，文件里也没有。",
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
        save_title: "存下来",
        before: |name| format!("点下面的“保存文件”，才会生成文件。文件名是 {name}，人人都一样。"),
        save: "保存文件",
        saved: |name| {
            format!(
                "已经交给浏览器保存，文件名是 {name}。页面看不到它有没有存好，\
                 请到“下载”里查看。再存一次，内容一模一样。"
            )
        },
        changed: |revision| {
            format!(
                "上次保存以后，您改过答案。再存的文件会记为第 {revision} 次修改，交的时候请用新的。"
            )
        },
        failed: "浏览器没有接下文件，答案还在。请用系统自带的浏览器打开这个页面，或者复制上面的原始文件。",
        hand_over: "交给谁、怎么交，由您决定。交的方式可能会显示您是谁。",
    },
    erase: Erase {
        erase: "清空",
        question: "清空全部答案？",
        consequence: "页面里的答案都会清掉，页面没法替您找回。已经存下的文件还在，要您自己删。",
        yes: "清空",
        done: "已清空",
        done_text: "页面里已经没有答案，可以关掉了。",
        again: "重新开始",
        broken: "现在没法填",
        broken_text: "这个浏览器给不出可靠的随机数，文件就没有安全的编号。\
                      请更新浏览器，或者换系统自带的浏览器打开。",
    },
};
