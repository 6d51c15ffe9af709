//! 简体中文.

use super::Messages;

pub(super) static MESSAGES: Messages = Messages {
    title: "轻担 · 汇总与报告",
    name: "轻担 · 汇总",

    heading: "把收到的答卷合成一份报告",
    lede: "选好文件，就能看到合计的结果。页面断网也能用，文件只在这台电脑上读取。",
    drop_title: "把文件或文件夹拖到这里",
    drop_more: "还有文件，也可以接着拖进来",
    drop_hint: "一次可以选很多个；几百个以上，建议直接选文件夹。",
    choose_files: "选择文件",
    choose_folder: "选择文件夹",
    walking: "正在找文件夹里的文件。",
    reading_progress: |done, total| format!("正在读取：第 {done} 个，共 {total} 个"),
    cancel: "停止读取",
    finished: |received| format!("读完了，共收到 {received} 个文件。"),
    cancelled: |received, unread| {
        format!("已停止。已经收到的 {received} 个文件仍然算数，还有 {unread} 个没有读。")
    },
    in_page: "这个浏览器不能在后台读文件，改为在页面里逐个读取。结果一样，只是读取时页面会慢一些。",
    crashed: "读取文件的程序意外停了，之前读入的答卷没有保住。您的原文件没有变，请重新选择。",
    crashed_again: "重新开始",
    erased: "已全部清空。",

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

    report_heading: "报告",
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
    missing_heading: |missing| format!("还差 {missing} 份，才能给出报告"),
    missing_why: |n, minimum| {
        format!(
            "现在有 {n} 份，至少要 {minimum} 份。人太少时，从合计里也能猜出某个人怎么答的，\
             所以先什么都不显示。"
        )
    },
    missing_safe: "已经收下的不会丢。收到更多文件后，接着拖进来就行。",

    report_title: |form, n| format!("{form}，{n} 份答卷"),
    full: "完整版",
    quick: "快速版",
    caveat: "答卷是自愿交的、自己填的，无法核实。结果只描述这些答卷，不代表没有交的人，\
             不要用来考核或评价任何单位和个人。",
    index_heading: "总指数",
    index: "总指数",
    index_what: |least, all| {
        format!("每人 {all} 类得分的平均，至少 {least} 类有得分才计算。0 最轻，100 最重。")
    },
    mean_with_interval: |low, high| format!("95% 区间 {low}–{high}"),
    share_with_interval: |share, low, high| format!("{share}（{low}–{high}）"),
    based_on: |n| format!("{n} 人"),
    interval_what: "区间只说明人数少带来的出入：人越少，区间越宽。\
                    它不包括谁愿意交、谁没有交带来的偏差。",
    near_edge: "平均分靠近两端，区间偏窄，实际把握不到 95%。",
    weighted: "加权指数",
    weighted_what: "加权指数：按每个人自己选的“最想先减的几类”加重以后的指数，只含作了选择的人。",
    categories_heading: "各类负担",
    categories_lede: "按问卷的顺序排列，不排名。横条是平均分，横线是 95% 区间。",
    table_caption: "各类负担的平均分与分布",
    category: "类别",
    n: "人数",
    mean: "平均",
    interval: "95% 区间",
    low: "下限",
    high: "上限",
    sd: "标准差",
    quartile_1: "下四分位",
    median: "中位数",
    quartile_3: "上四分位",
    share_50: "50 分及以上",
    share_75: "75 分及以上",
    table_note: "百分数后面括号里的是 95% 区间。",

    details_heading: "每一类的分布和每一题",
    details_lede: "点开一类，看得分怎么分布、每道题怎么答。",
    histogram: "得分的分布",
    score: "得分",
    bin: |from, to| format!("{from}–{to} 分"),
    bin_note: "每段含下限，不含上限；最后一段含 100。",
    merged: "合并",
    share: "占比（95% 区间）",
    answer: "回答",
    joined: "或",
    answered: |n| format!("{n} 人作答"),
    item_mean: |mean| format!("平均 {mean} 分"),
    missing_together: |n| format!("没有作答 {n} 人"),
    not_applicable: |n| format!("不适用 {n} 人"),
    dont_know: |n| format!("不清楚 {n} 人"),
    declined: |n| format!("不愿回答 {n} 人"),
    skipped: |n| format!("跳过 {n} 人"),
    marker: |title, figure, options| format!("{title}里的一例（{figure}）落在{options}"),
    marker_range: |low, high| format!("{low}到{high}"),
    marker_share: |share| format!("达到或超过这一档的有 {share}"),
    marker_share_low: |share| format!("达到或超过前一档的有 {share}"),
    comma: "，",
    semicolon: "；",
    marker_what: "文章里的数字都是个案，不是平均水平，也不是标准。",
    outcomes_heading: "影响",
    outcomes_lede: "这些题不计入负担得分。",
    priorities_heading: "最想先减哪几类",
    priorities_lede: |n, missing| {
        format!(
            "{n} 人作答，每人最多选三类；{missing} 人没有作答。横条是选了这一类的人所占的比例。"
        )
    },
    priorities_nothing: "暂不选择",
    named: "选的人（95% 区间）",
    borda: "平均分值",
    borda_what: "平均分值：第一选算 3 分，第二选 2 分，第三选 1 分，没选算 0 分。",

    below_minimum: |minimum| format!("不足 {minimum} 人"),
    group_disclosure: "人数少、答案又集中",
    small_part: "涉及一两个人",
    complementary: "能推算出别的隐去数字",
    not_asked: "这一版没有问",
    withheld: "不显示",
    about: |points| format!("约 {points}"),
    coarse: |people, points| {
        format!(
            "写“约”的：不到 {people} 人，又有一两个人的格子，平均分和区间就只精确到 {points} 分，\
             免得倒推出这几个人的分数。"
        )
    },
    held: |held, minimum| {
        format!(
            "新收的 {held} 份还没有算进报告。每满 {minimum} 份才更新一次，\
             免得前后一比，看出新加的人怎么答的。"
        )
    },
    withheld_why: |reasons| format!("不显示的原因：{reasons}。"),
    withheld_what: "画斜线的格子是有意不显示的，不是零。",
    disclaimer: "分数只是把各人选的答案换算成 0–100，不是诊断。目前没有全国常模，\
                 不能说高于或低于一般水平。",

    erase: "全部清空",
    erase_heading: "要全部清空吗？",
    erase_text: "页面里读入的答卷和报告都会清掉。您电脑上的原文件不受影响。",
    erase_confirm: "清空",
    erase_keep: "不清空",
    foot_heading: "这个页面做什么，不做什么",
    foot: [
        "文件只在这台电脑上读取和汇总，页面断网也能用。",
        "只给出合计：没有答卷列表，不能筛选，也不能导出某一份答卷。",
        "人数不够的数字不显示，一两个人的格子与相邻的合并。",
        "出过报告以后，新收的要攒够最小人数才更新，免得前后一比，看出新加的人怎么答的。",
        "页面不存盘：关掉以后，要重新选文件。",
    ],
};
