//! Records split into halves, in Chinese.

use crate::domain::SHAPE;
use crate::domain::campaign::CampaignFault;
use crate::domain::two_tally::{InvitationFault, PlanRefusal};
use crate::i18n::respond::Halves;

pub(super) const HALVES: Halves = Halves {
    about: [
        "这次的回答拆成两个半份，分别交给两家组织方。单看哪一个半份，都只是一串随机数，\
         看不出您选了什么。",
        "两家各自加总，再合到一起，得出的只有合计。只要两家不联手，\
         哪一家都读不出您的答卷；两家联手，就读得出。",
        "参加以后，答案只能这样交，不能另外存成文件、文字或二维码。\
         结果照样看，也能存成图片，或者打印。",
    ],
    welcome: [
        "说说您手上的工作有多重。答完当场就能看到各类负担的分数，再把答案拆成两个半份，\
         交给两家组织方。",
        "有两个文件，每个里面是一串随机数和一个随机编号，都加了密。",
    ],
    counted: (
        if SHAPE.priorities {
            "统计的是：每一题各选了多少人，优先减轻哪几类，各类和总的分数落在哪一档。"
        } else {
            "统计的是：每一题各选了多少人，各类和总的分数落在哪一档。"
        },
        |strata| {
            let priorities = if SHAPE.priorities { "优先减轻哪几类，" } else { "" };
            format!(
                "统计的是：每一题各选了多少人，{priorities}各类和总的分数落在哪一档，\
                 还有分数档次按{strata}分开的人数。"
            )
        },
    ),
    compare: [
        "请和纸质通知上的 20 位方案数字核对：",
        "每一位都相同，才是两家组织方定下的方案。有一位不同，就请点“不参加”，\
         用您原来知道的电话去问组织方。",
    ],
    refused: |fault| match fault {
        InvitationFault::Plan(PlanRefusal::Newer | PlanRefusal::OtherInstrument)
        | InvitationFault::Campaign(CampaignFault::Newer | CampaignFault::OtherInstrument) => {
            "这个活动要用另一版页面。不参加也能填。"
        }
        InvitationFault::Plan(_) | InvitationFault::Campaign(_) => {
            "没有找到完整的邀请，请从通知里重新复制，或者重新选文件。不参加也能填。"
        }
        InvitationFault::OtherCampaign => {
            "方案统计的不是这个活动，所以没有参加。请从通知里重新复制；还是这样，就问组织方。"
        }
        InvitationFault::NotTogether => {
            "拆成半份，不能和密封、纸票、掷骰子、人数表一起用，所以没有参加。请告诉组织方。"
        }
    },
    title: "分两个半份交",
    lede: [
        "两个半份都要送到，才算数；只到一个，就一个也不算。请分两条路送，比如一个发出去，\
         一个当面扫码，不要让同一个人经手两个。",
        "交出任何一个以后，答案就不能改了。下面列着要拆的答案，请先看一遍。",
    ],
    inside: "每个半份里有一串随机数和一个随机编号，都加了密，只有对应的那一家能打开。\
             两边的编号相同，只用来配对。不管您怎么交，经手的人还是看得到是您交的。",
    names: ["第一个半份，给第一家组织方", "第二个半份，给第二家组织方"],
    notes: ["这一个长，不能用二维码。", "这一个短，也可以让对方扫二维码。"],
    ways: [|way| format!("第一个半份：{way}"), |way| format!("第二个半份：{way}")],
    handed: "交出去了",
    picture: "第二个半份的二维码，内容与文件相同",
    caption: ["轻担 · 第二个半份", "内容与文件相同"],
    manual: ["第一个半份的文字", "第二个半份的文字"],
    said: [
        "第一个半份交出去了，还差第二个。",
        "第二个半份交出去了，还差第一个。",
        "两个半份都交出去了。再交一次，内容一模一样，也只算一份答卷。",
        "先前已经交出去过。拿不准两个是不是都交了，就再交一次：内容一模一样，只算一份答卷。",
    ],
    locked: "答案已经交出去，不能再改：改了再交，和先前的对不上，两次都不算。\
             结果还可以看；还没有交的半份，可以接着交。",
    no_other: "答案已经交出去，活动不能再换，也不能退出。",
};
