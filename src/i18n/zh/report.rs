//! The words of the report in Chinese.

use crate::i18n::organise::report;

pub(in crate::i18n) static REPORT: report::Messages = report::Messages {
    heading: "报告",
    scope_legend: "看哪一批答卷",
    scope_none: "不属于任何活动的答卷",
    scope_merged: "合并的汇总文件",
    scope_number: |number| format!("活动 {number}"),
    scope_number_hint: "这里还不知道这次活动叫什么。把活动文件放进来，标题就换成活动的名称。",
    form_legend: "看哪一种答卷",
    form_full: |n| format!("完整版，{n} 份"),
    form_quick: |n| format!("快速版，{n} 份"),
    form_hint: "两种答卷题目不同，从不合在一起算。",
    minimum_label: "最小人数",
    minimum_hint: |lowest, highest| {
        format!("少于这个人数的数字一律不显示。可设为 {lowest} 到 {highest}。")
    },
    minimum_promised: |lowest, highest| {
        format!(
            "少于这个人数的数字一律不显示。活动里说好了 {lowest} 人，可设为 {lowest} 到 {highest}。"
        )
    },
    minimum_highest: |highest| {
        format!("少于这个人数的数字一律不显示。活动里说好了 {highest} 人，这也是上限。")
    },
    minimum_unknown: |highest| {
        format!(
            "这次活动说好了不满多少人不公布，这里还不知道，先按最严的 {highest} 人。\
             请把活动文件放进来，或把邀请整段粘贴进来，就按说好的人数。"
        )
    },
    minimum_unknown_pooled: |highest| {
        format!(
            "合并的汇总里，有的没有写明活动说好了不满多少人不公布，所以按最严的 {highest} 人。\
             要按说好的人数，请那些单位放进活动文件，重新保存汇总；收齐以后新开一批，再合并。"
        )
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
    ask: "收齐了再出报告，活动文件也先放进来。出过一次，以后再出就要多隐去一些数字，\
          免得前后对照，看出后来的人怎么答的。",
    make: "出报告",
    newer: |n| format!("下面这份报告出了以后，又收到 {n} 份，没有算进去。"),
    ask_again: "出了新报告，就换下这一份，不能再看；新报告要多隐去一些数字，免得前后对照，\
                看出后来的人怎么答的。这一份要用，请先打印或存下来。",
    make_again: "出新报告",
    near_heading: "这份报告不显示",
    near_why: "打开页面以后，您看过另一份报告：要么里面有同样的人，要么和这一份只差几个人。\
               两份一减，就可能看出几个人怎么答的。",
    near_what: "答卷都还在。同样的人只放在一个批次里出报告；要分县、又要合计，请各存汇总文件，\
                再放到一起。",
    missing_heading: |missing| format!("还差 {missing} 份，才能给出报告"),
    missing_why: |n, minimum| {
        format!(
            "现在有 {n} 份，至少要 {minimum} 份。人太少时，从合计里也能猜出某个人怎么答的，\
             所以先什么都不显示。"
        )
    },
    missing_safe: "已经收下的不会丢。收到更多文件后，接着拖进来就行。",

    demo: "示例数据，不是真实结果。",
    title: |form, n| {
        let records = format!("{n} 份答卷");
        form.map_or_else(|| records.clone(), |form| format!("{form}，{records}"))
    },
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
        index_bands: |low, high, edge| {
            format!("这个平均分取过整，可能在“{low}”一档，也可能在“{high}”一档，{edge} 分是分界。")
        },
        categories: |n| format!("{n} 类负担的平均分，按问卷的顺序："),
        hours: |activities, range| {
            format!("{activities}这几类事务，平均每人每周占去{} 小时。", spaced(range))
        },
        avoidable: |range| format!("其中各人自己认为不必要的，平均每周{} 小时。", spaced(range)),
        answered: |stem, label, share| format!("{stem}答{label}的占 {share}。"),
        weighting_small: |points| {
            format!(
                "按每个人最想先减的几类加重计算，各人的指数平均只变动{} 分：\
                 先减哪类的看法，对总指数影响不大。",
                spaced(points)
            )
        },
        weighting_large: |points| {
            format!(
                "按每个人最想先减的几类加重计算，各人的指数平均变动{} 分：\
                 看总指数时，要把两种算法放在一起看。",
                spaced(points)
            )
        },
        weighting_unsure: |points| {
            format!(
                "按每个人最想先减的几类加重计算，各人的指数平均变动{} 分；这个数取过整，\
                 说不准影响大不大。",
                spaced(points)
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
            let points = spaced(points);
            format!("与前一轮相比，总指数变动{points} 分（{interval}），超出偶然能解释的范围。")
        },
        waves_unclear: |points, interval| {
            let points = spaced(points);
            format!("与前一轮相比，总指数变动{points} 分（{interval}），可能只是偶然。")
        },
        quality: |share, with, without| {
            let [with, without] = [with, without].map(spaced);
            format!(
                "带可疑标记的答卷占 {share}。总指数连它们在内是{with} 分，去掉后是{without} 分。"
            )
        },
        withheld: |n| format!("为了不让人认出谁怎么答的，有 {n} 个数字没有显示。"),
    },
    people: report::People {
        heading: "谁参加了",
        lede: |n| format!("共 {n} 份答卷。背景题可以不答；参加的人怎么分布，不等于全体怎么分布。"),
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
        index_what_one: "只有一类，就是这一类的得分。0 最轻，100 最重。",
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
        lede: [
            "每一类写明平均分、得分的分布、每道题怎么答。",
            "每一类写明平均分、得分的分布、每道题怎么答，再对照文章里的个案和办法。",
        ],
        about: |about| format!("问卷里的说明：{about}"),
        category: |points, interval, band| {
            format!("平均{} 分（{interval}），在“{band}”一档。", spaced(points))
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
        lede: "每格是这一组的平均分，颜色越醒目，负担越重。各组按问卷的顺序排列，不排名，\
               也不能用来比较单位。",
        legend: "每种颜色是多少分：",
        none: "没有可以分组的背景题，或者人数还不够。",
        caption: |background| format!("按{background}分组的平均分"),
        no_option: "没有作答的人",
        coarse: "人数都取整到 5 的倍数。带“≈”的只精确到 5 分。",
        means: |background| format!("{background}：每一组的人数、平均分和区间"),
        means_lede: "先总指数，后各类，每一项下面是各组。横条是平均分，横线是 95% 区间，\
                     人越少，区间越宽。各组按问卷的顺序排列，不排名。",
        mean: "平均（95% 区间）",
        differences: |background| format!("{background}：每一组与其余的人相差多少（供研究用）"),
        differences_lede: "差是这一组的平均分减去其余所有人的平均分。g 是按标准差折算的差\
                           （Hedges g）；p 已按 Holm 法对各类作了多重比较校正。报告开头\
                           说的项数，是对全表所有比较一并校正的。",
        group: "组",
        difference: "差，分（95% 区间）",
        hedges_g: "g",
        p_holm: "p（Holm）",
        share_50: "50 分及以上占比的差，百分点（95% 区间）",
    },
    outcomes: report::Outcomes {
        heading: "带来的影响",
        lede: "这些题不计入负担得分。",
        paradox_heading: "两道题对照着看",
        paradox_lede: |row, column| format!("行：{row} 列：{column} 人数都取整到 5 的倍数。"),
        paradox_caption: |n| format!("两道题都作答的约 {n} 人"),
        paradox_rows: "回答",
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
            let [weighted, index] = [weighted, index].map(spaced);
            format!("加权指数平均{weighted} 分，不加权的总指数{index} 分。")
        },
        weighting: |points| format!("每个人的两个指数平均相差{} 分。", spaced(points)),
        weighting_what: "相差不到 3 分，就可以说先减哪类的看法对总指数没有实际影响。",
    },
    hours: report::Hours {
        heading: "每周用去多少时间",
        lede: |activities| {
            format!(
                "把{activities}几类每周用的时间加在一起。答案是一段一段的，所以只能给出上下限。"
            )
        },
        chart: |low, central, high| {
            format!("每人每周平均在 {low} 到 {high} 小时之间，按每段的中点算约 {central} 小时。")
        },
        chart_coarse: |low, central, high| {
            format!("每人每周平均约在 {low} 到 {high} 小时之间，按每段的中点算约 {central} 小时。")
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
        avoidable_n: |n, asked, others| {
            let base = format!("不必要的时间按有关几题都答了的 {n} 人计算，只含{asked}");
            match others {
                0 => base + "。",
                _ => format!("{base}，其余 {others} 类没有问。"),
            }
        },
        assumptions: |central, upper| {
            format!(
                "下限只靠答案本身。中点假定每段取正中；最高一段没有上限，中点按 {central} 小时、\
                 上限按 {upper} 小时计。区间同时包含上下限和抽样带来的出入。"
            )
        },
        hours: |hours| format!("{hours} 小时"),
        rounded: |step| {
            format!(
                "这些时间都取整到 {step} 小时的倍数，下限往下取，上限往上取，免得倒推出个人的回答。"
            )
        },
        cost_heading: "折合多少钱",
        cost_lede: |weeks| {
            format!(
                "页面不预设工资。填上每小时人力成本的低值和高值，就会算出范围。\
                 一年工作几周，先按 {weeks} 周填好，可以改。"
            )
        },
        cost_low: "每小时成本，低值（元）",
        cost_high: "每小时成本，高值（元）",
        cost_weeks: "一年工作周数",
        cost_staff: "总人数（可不填）",
        cost_wrong: |most, weeks, staff| {
            format!(
                "成本填 1 到 {most} 元，最多两位小数，低值不高于高值；周数填 1 到 {weeks} 的整数；\
                 人数填 1 到 {staff} 的整数，或者留空。"
            )
        },
        cost_person: |low, high| format!("每人每年约 {low}–{high} 元。"),
        cost_all: |staff, low, high| format!("{staff} 人合计每年约 {low}–{high} 元。"),
        cost_assumed: |low, high, weeks| {
            format!(
                "算法：时间的下限乘成本低值 {low} 元，上限乘成本高值 {high} 元，再乘一年的周数。\
                 成本由组织方填写；一年按 {weeks} 周计。"
            )
        },
        cost_equal: "合计假定没有交答卷的人负担与交了的人一样，这一点没有根据可查。",
    },
    waves: report::Waves {
        heading: "与前一轮相比",
        pick: "与前面哪一轮相比",
        nothing: "不比较",
        cannot: "这两轮还不能比：两轮都要出得了报告，问卷的版本也要相同。",
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
        shares: "得分较高的人，两轮占比的差，百分点（95% 区间）",
        outcomes: "带来的影响：两轮的占比与差（95% 区间）",
        points: "差，百分点（95% 区间）",
        detectable: "可辨的最小差",
        detectable_80: "八成把握能发现的差",
        note: "区间含 0，就不能说变了。“调整构成”是按前一轮头两道背景题的构成重新加权后一轮，\
               免得把参加的人不同当成负担变了。可辨的最小差：小于它的变化，这么多人看不出来。",
    },
    quality: report::Quality {
        heading: "答卷的质量",
        lede: "下面的答卷看上去可疑，但没有删掉：可疑不等于不实。把它们连在内和去掉各算一遍，\
               看结果差多少。",
        flag: "标记",
        share: "占答卷的比例（95% 区间）",
        identical: "负担题的答案与另一份完全相同",
        straight: "选项相同的题全选同一档",
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
                           人数满 30 才计算 α，只有两道题的类要满 300；\
                           满 100 且不少于三题才计算 ω。",
        items: "题数",
        alpha: "α（Feldt 95% 区间）",
        omega: "ω",
        not_converged: "未收敛",
        too_few: "人数或题数不够",
        item_rest: "每题与同类其余题的相关",
        item: "题目",
        correlations: "各类得分之间的相关",
        correlations_lede: "r 是 Pearson 相关，区间按 Fisher z；ρ 是 Spearman 等级相关，\
                            得分先归到每 5 分一段，300 人以上最多因此偏 0.02，60 人时最多 0.05。",
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
                "防前后相减：哪个组和先前的报告对照，会看出少数几个人的情况，这一次就不显示。"
                    .to_owned(),
                "防上下相减：用合并的汇总文件出报告时，下面单位自己报告里隐去的数字，凡能用\
                 这份报告减出来的，这里也合并、取整或不显示。"
                    .to_owned(),
                "取整：分组的人数取 5 的倍数，百分数取整数；人少的组，平均分只精确到 5 分。\
                 不写靠不住的小数：平均分和时间写成整数的，精确到 1 或者更粗；写“约”“≈”的，\
                 只精确到 5。时间和成本的上下限都往外取整。取整以后可能属于两档的，两档都写。"
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
            ["调整构成", "直接标准化到前一轮头两道背景题的构成"],
        ],
        documents: "依据的文章",
        document: |title, rest| {
            if rest.is_empty() {
                title.to_owned()
            } else {
                format!("{title}，{}", rest.join("，"))
            }
        },
        instrument: |id, version, hash| format!("问卷 {id}，版本 {version}，问卷指纹 {hash}。"),
        disclaimer: "分数只是把各人选的答案换算成 0–100，不是诊断。这里没有常模，\
                     不能说高于或低于一般水平。",
    },
    withheld: report::Withheld {
        word: "不显示",
        below_minimum: |minimum| format!("不足 {minimum} 人"),
        group_disclosure: "人数少、答案又集中",
        small_part: "涉及不到三个人",
        complementary: "能推算出别的隐去数字",
        not_asked: "这一版没有问",
        successive: "先前的报告没有显示、新来的人又不够，或者同它对照会看出少数几个人的情况",
        too_few: "人数不够作这项计算",
        differencing: "同下面单位的报告一减，就能算出那里隐去的数字",
        not_covered: "两轮都有的人群合起来不到总人数的八成",
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
        bands: |low, high| format!("{low}到{high}"),
        range: |low, high| format!("{low}–{high}"),
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

/// A figure after Chinese words: a space before digits, none before “约”.
fn spaced(figure: &str) -> String {
    let space = if figure.starts_with('约') { "" } else { " " };
    format!("{space}{figure}")
}
