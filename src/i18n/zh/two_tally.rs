//! Two tallies on the organisers' page, in Chinese.

use crate::domain::campaign::CampaignFault;
use crate::domain::two_tally::{
    CombineFault, CountFault, FileFault, NoAnswer, Party, PlanFault, PlanRefusal, Unopened,
};
use crate::i18n::organise::two_tally::{
    Combine, Count, Invite, Messages, PlanWords, Public, Slots, TableWords, Verify,
};

const fn party(party: Party) -> &'static str {
    match party {
        Party::First => "第一家",
        Party::Second => "第二家",
    }
}

pub(in crate::i18n) static TWO_TALLY: Messages = Messages {
    enter: "和另一家一起合计",
    title: "轻担 · 两方合计",
    heading: "两方合计",
    lede: "两家组织方一起做一次调查。每份答卷在填写人的手机上拆成两个半份，一家一个。\
           单独一个半份只是一串随机数；两家合起来，知道的是事先定好的那些表的合计。",
    holds: (
        "保证什么",
        [
            "只要两家不联手，哪一家都读不出一份答卷，拿着自己的密钥也不行。",
            "每份答卷在每张表里最多算一次。乱改过的半份单凭自己的证明就会被剔除，别的照算。",
            "人数不够不合计；同一个人不会和不同的人合计两次。",
        ],
    ),
    holds_not: (
        "不保证什么",
        [
            "两家联手，什么都读得到。请找互不隶属的两家，比如一家是大学或工会，\
             不要找一个机关的两个科室。",
            "单独一家读不到答卷，仍然可以编出人来，也可以扔掉收到的半份。\
             请拿半份的个数和请的人数比一比。",
            "两个合计半份都到手的人，就有准确的合计。这个页面只按规则显示，改过的程序可以不守规则。",
            "谁交了半份、什么时候交的，经手的人看得到。",
        ],
    ),
    contents: "步骤",
    steps: ["密钥", "合计方案", "核对半份", "合计", "合在一起看"],
    who: [
        "两家各做一次。各做一把密钥，把公钥发给做方案的那家。",
        "其中一家做，做好发给另一家。两家在电话里对一下 20 位数字，再请人填写。",
        "收齐以后，两家各做。核对自己收到的半份，把核对文件发给对方。",
        "两家各做。拿到对方的核对文件，就能算出自己的合计半份。",
        "一家或两家做。两个合计半份放在一起，得出能给人看的表。",
    ],
    parties: ["第一家", "第二家"],
    you_are: |which| format!("按这个方案，这把密钥是{}的。", party(which)),
    stranger: "这把密钥不是方案里任何一家的。请换一把密钥，或者换一个方案。",
    put_aside: "拿开",
    saved: ["已经交给浏览器保存。", "浏览器没有接下这个文件，请再试一次。"],
    needs: "还差这些：",
    digits: "20 位数字",

    public: Public {
        label: "您的公钥",
        hint: "把这 64 个字符发给做方案的那家。公钥给谁看都没关系，只是要在电话里核对方案的数字。",
        save: "保存公钥",
    },
    plan: PlanWords {
        make: "我来做方案",
        take: "方案已经有了",
        side: [
            "您是哪一家",
            "第一家：收长的半份",
            "第二家：收短的半份，可以用二维码",
            "两家一样，没有主次，只是半份的长短不同。",
        ],
        partner: [
            "另一家的公钥",
            "64 个字符，整段消息粘贴进来也行。",
            "读出公钥",
            "或者选对方发来的公钥文件",
            "没有找到公钥。请对方在“密钥”这一步重新复制。",
        ],
        partner_is: |fingerprint| format!("另一家的公钥，指纹 {fingerprint}"),
        new_campaign: "活动：在这里做一个",
        campaign: [
            "或者用已经做好的活动",
            "粘贴活动码、链接或整段通知。要只用一种填写方式，不密封、不用纸票、不加随机。",
            "读出活动",
            "或者选活动文件",
        ],
        campaign_is: |title| format!("活动：{title}"),
        campaign_fault: |fault| match fault {
            CampaignFault::Newer => "这个活动是用更新的版本做的。请换用新版的页面。",
            CampaignFault::OtherInstrument => "这个活动用的是别的问卷，或别的版本。",
            _ => "没有找到完整的活动码，请重新复制。",
        },
        sealed: "这个活动的答卷是密封的，不能这样合计。请做一个不密封的活动，半份另外会密封给两家。",
        strata: [
            "按哪些背景题分组",
            "最多两个，要在第一个人填写之前定下来。不选就不分组。分得越多，半份越长。",
        ],
        create: "做方案",
        missing: ["您的密钥，在上一步打开", "另一家的公钥", "活动"],
        fault: |fault| match fault {
            PlanFault::TwoForms => "这个活动让人自己选完整版还是快速版。请做一个只用一种的活动。",
            PlanFault::OtherInstrument => "这个活动用的是别的问卷。",
            PlanFault::Randomised => "这个活动有加随机的题，不能这样合计。请做一个不加随机的活动。",
            PlanFault::Tickets => "这个活动用纸票，半份里放不下。请做一个不用纸票的活动。",
            PlanFault::Strata => "分组最多两个，而且要是这个活动问的背景题。",
            PlanFault::SameKey => "两家的公钥是同一把。请对方另做一把。",
            PlanFault::Seal(_) => "浏览器给不出随机数，没有做成。请换一个浏览器。",
        },
        text: [
            "方案、邀请或它的链接",
            "粘贴另一家发来的，或者您以前保存的。",
            "读出方案",
            "或者选方案文件、邀请文件",
        ],
        refused: |refusal| match refusal {
            PlanRefusal::NoPlan => "这里面没有合计方案。",
            PlanRefusal::Damaged => "方案不完整，或者改动过。请对方重新发一份。",
            PlanRefusal::Newer => "方案是用更新的版本做的。请换用新版的页面。",
            PlanRefusal::OtherInstrument => "方案用的是别的问卷，或别的版本。",
            PlanRefusal::TooLong => "太长了，不会是方案。",
        },
        other_campaign: "旁边的活动不是这个方案的。请把两样分开，只给方案。",
        fields: ["填的是：", "背景：", "分组：", "最小人数：", "两家公钥的指纹："],
        none: "没有",
        minimum: |people| format!("{people} 人"),
        compare: "请在电话里和另一家对一下这 20 位数字，并印在通知上。填写的人打开页面会看到同样的数字。",
        save: "保存方案",
        unsaved: "方案还没有保存。关掉页面就没有了，已经收到的半份也就打不开了。",
    },
    invite: Invite {
        heading: "请人填写",
        without: "这里只有方案，没有活动。请人填写要用邀请文件，在做方案的那家。",
        file: "保存邀请文件",
        how: [
            |link| format!("怎么填：点开 {link}"),
            |code| format!("怎么填：打开“轻担 · 分两份”填写页面，点“我有活动码”，粘贴 {code}"),
        ],
        leaves: "交出来的：填完以后，答卷在您的手机上拆成两个半份，分别交给两家组织方。\
                 单独一个半份只是一串随机数；两家合起来，知道的只是合计。\
                 只要两家不联手，哪一家都读不到您的答卷。",
        ways: "两个半份请分两条路交。谁交了、什么时候交的，经手的人看得到。",
        digits: |digits| {
            format!("合计方案的 20 位数字：{digits}。打开后请核对，不一样就先不要填。")
        },
        scan: [
            "用手机扫一扫，就能打开填写页面。",
            "扫出代码，复制下来。打开“轻担 · 分两份”填写页面，点“我有活动码”，粘贴。",
        ],
        notice: [
            "张贴的通知",
            "打印通知",
            "合计方案的 20 位数字，打开后请核对：",
            "答卷拆成两个半份，分别交给两家组织方；只要两家不联手，哪一家都读不到您的答卷。",
        ],
        address: [
            "“分两份”填写页面的网址",
            "就是 two-tallies.html 放在哪里，手机要打得开。不填，就只用码和文件。",
        ],
        no_qr: "太长，一个二维码装不下。请用链接、代码或文件。",
    },
    slots: Slots {
        each: [
            ["台账", "以前按这个方案合计过的，一定要把那次存下的台账放进来；第一次没有。"],
            ["自己的核对文件", "在这里刚核对完的不用选。关过页面的，选当时发给对方的那个。"],
            ["对方的核对文件", "先在电话里对一下 20 位数字，再合计。"],
            ["自己的合计半份", "在这里刚算完的不用选。"],
            ["对方的合计半份", "先在电话里对一下 20 位数字。"],
        ],
        looking: "正在看这个文件。",
        ledger: |counts| format!("台账，记了 {counts} 次合计。"),
        verification: |which, halves| format!("{}的核对文件，{halves} 个半份。", party(which)),
        totals: |which, people| format!("{}的合计半份，{people} 人。", party(which)),
        fault: |fault| match fault {
            FileFault::OtherFile => "不是这里要的文件。",
            FileFault::Newer => "是用更新的版本做的。请换用新版的页面。",
            FileFault::TooLong => "太长了，不会是这里要的文件。",
            FileFault::Damaged => "不完整，或者改动过。请重新取一份。",
            FileFault::OtherPlan => "是按别的方案做的。请核对方案的 20 位数字。",
        },
        party: "这里要的是另一家的，给错了一家。",
        unread: "浏览器读不了这个文件，请再选一次。",
    },
    verify: Verify {
        lede: "用自己的密钥打开收到的半份，核对每一份的证明。每个没有收的都按原因记数，\
               一个坏文件不影响别的。",
        intake: "收到的半份",
        hint: "文件、文件夹、压缩包、二维码图片和粘贴的文字都可以，混在一起也可以。也可以拖到这一页。",
        given: |inputs| format!("选了 {inputs} 个文件或文字，还没有读的会在核对时读。"),
        unreadable: |files| format!("{files} 个拖进来的文件或文件夹打不开。"),
        clear: "清空，重新选",
        run: "核对半份",
        again: "重新核对",
        missing: [
            "合计方案",
            "您的密钥",
            "方案里的一把密钥",
            "收到的半份",
            "能用的台账；第一次就把它拿开",
        ],
        reading: |done, total, halves| {
            format!("正在读取：读完 {done} 个，共 {total} 个，有 {halves} 个半份。")
        },
        stop: "停下",
        verified: |n| format!("{n} 个半份写进了核对文件。"),
        copies: |n| format!("{n} 个和收过的一模一样，只算一个。"),
        repeated: |n| format!("{n} 个的编号相同、内容不同，都没有收。"),
        counted_before: |n| format!("{n} 个以前合计过，没有再收。"),
        no_room: |n| format!("{n} 个装不下了，没有收。"),
        unopened: |reason, n| match reason {
            Unopened::OtherParty => format!("{n} 个是给另一家的，没有收。请转交给那家。"),
            Unopened::OtherKey => format!("{n} 个是用别的密钥封的，没有收。"),
            Unopened::Damaged => format!("{n} 个改动过，或者是按别的方案做的，没有收。"),
            Unopened::NoShare => format!("{n} 个打开了，里面不是半份，没有收。"),
        },
        damaged: |n| format!("{n} 个不完整，没有收。"),
        newer: |n| format!("{n} 个是用更新的版本做的，没有收。请换用新版的页面。"),
        nothing: |n| format!("{n} 个文件或文字里没有半份。"),
        unread: |n| format!("{n} 个文件读不了。"),
        made: "您的核对文件",
        save: "保存核对文件",
        send: "把它发给另一家，电话里对一下 20 位数字。它不会让谁知道任何答案。",
        stopped: "后台计算没有开始，或者意外停了。请再试一次；还是不行，换一个浏览器。",
    },
    count: Count {
        lede: "两家都有、证明也通过的，才算进去。算的还是上一步选的半份，请不要拿开。",
        own_here: |digits| format!("用这里刚做的核对文件：{digits}"),
        run: "算合计半份",
        missing: ["自己的核对文件", "对方的核对文件"],
        accepted: |n| format!("{n} 份可以合计。"),
        only_own: |n| format!("{n} 份只到了您这里，没有算。"),
        only_other: |n| format!("{n} 份只到了对方那里，没有算。"),
        different: |n| format!("{n} 份的两个半份对不上，没有算。"),
        invalid: |n| format!("{n} 份的证明没有通过，没有算。"),
        fault: |fault| match fault {
            CountFault::TooFew { people, minimum } => {
                format!("只有 {people} 份可以合计，至少要 {minimum} 份。没有算。")
            }
            CountFault::ManyMissing { missing, own } => format!(
                "您核对过的 {own} 份里，有 {missing} 份对方没有。谁扣下半份，就能挑谁算进去。\
                 请先问清原因。"
            ),
            CountFault::Overlap(overlap) => format!(
                "有 {} 份以前和别的人合计过。再和不同的人合计，一减就知道他们答了什么。没有算。\
                 请用当时的核对文件，或者重新核对，只算新来的。",
                overlap.people
            ),
            CountFault::Gone { missing } => {
                format!("核对过的半份有 {missing} 个不在这里了。请把它们都选进来，再算一次。")
            }
            CountFault::NotOwn => "自己的核对文件或台账不是这把密钥的。".to_owned(),
        },
        not_ours: "这把密钥不是方案里任何一家的。",
        other_party: "给的文件里有一个是另一家的。",
        allow: ["问清了，少的这些就不算", "照样算"],
        ledger_first: "先保存台账，和密钥放在一起，下次一定要放进来。没有它，这个页面不知道算过谁。",
        ledger: "保存台账",
        made: "您的合计半份",
        save: "保存合计半份",
        send: "把它密封着发给另一家，或者只由一家收齐两个。电话里对一下 20 位数字。",
    },
    combine: Combine {
        lede: "两个合计半份要是同一次合计的。",
        own_here: |digits| format!("用这里刚算的合计半份：{digits}"),
        missing: "两个合计半份都有了，表就在这里。",
        fault: |fault| match fault {
            CombineFault::SameParty => "两个合计半份是同一家的。",
            CombineFault::DifferentPeople => {
                "两个合计半份算的不是同一批人。请核对两家用的是哪一次的核对文件。"
            }
            CombineFault::TooFew => "人数不够，不能显示。",
            CombineFault::Inconsistent => {
                "两个合计半份合起来不是人数，其中一个不是页面写出来的。请两家各重新算一次。"
            }
        },
        csv: "保存成 CSV",
        print: "打印",
    },
    tables: TableWords {
        heading: "能给人看的合计",
        people: |people| format!("一共 {people} 人。"),
        rules: |minimum| {
            format!(
                "不满 {minimum} 人的不显示，太小的部分和旁边的合并。不显示的写明是哪条规则，不是零。"
            )
        },
        columns: ["", "人数", "占比"],
        bands: "得分的分档",
        strata: |question| format!("按“{question}”分组的分档"),
        rounded: "分组表里的人数取到 5 的倍数。",
        no_answer: |reason| match reason {
            NoAnswer::Any => "没有作答",
            NoAnswer::NotApplicable => "不适用",
            NoAnswer::DontKnow => "不清楚",
            NoAnswer::Declined => "不愿回答",
            NoAnswer::Skipped => "跳过",
        },
        answered: "作答的人",
        unscored: "没有得分",
        picked_none: "没有选",
    },

    back: "回到组织方页面",
    foot: (
        "这个页面做什么，不做什么",
        [
            "密钥、半份和算出的数都只在内存里，什么也不存。要留的请存成文件。",
            "离开这一页，密钥就从内存里去掉；选过的文件在关掉页面以前还在。",
            "没有哪一步显示或导出一份答卷：这里本来就没有完整的答卷。",
            "打开以后不连网。文件由您自己交给另一家。",
        ],
    ),
};
