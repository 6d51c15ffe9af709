//! Keys, shares and tickets in Chinese.

use crate::domain::campaign::CampaignFault;
use crate::domain::seal::{KeyFileFault, ShareFault};
use crate::i18n::organise::Keys;

/// Said in three places.
const NO_RANDOMNESS: &str = "这个浏览器给不出可靠的随机数，什么也没有做。请换一个浏览器。";

pub(super) const KEYS: Keys = Keys {
    seal: ["密封", "不密封", "密封，用密钥才能打开", "发纸票"],
    seal_means: "密封以后，答卷在手机里就加了密，只有持有组织方密钥的人能打开，转发和代收的人\
                 看不到里面的回答。它不隐瞒谁交了、什么时候交的：微信照样显示发送人；代收的人\
                 和持有密钥的人一对，还是能知道哪一份是谁的。密钥丢了，收到的答卷就再也打不开，\
                 谁也没有办法。",
    tickets_mean: "做好活动以后印出来，剪开，每人从袋子里摸一张，填的时候输进去。\
                   收齐以后一次数完，一张票只算一份。",
    headings: ["用哪把密钥", "照看密钥", "印纸票", "打开密封件"],
    ledes: [
        "密钥留在组织方手里，公开的那一半随活动发出去。",
        "打开一把密钥，再存一份，或者拆成三份。",
        "先打开这个活动的密钥：票的名单要用它来做。",
        "密封件要用组织方的密钥才能打开。先打开密钥，再选文件。",
    ],
    ways: ["做一把新的", "打开密钥文件", "输入纸上的密钥", "用两份分存", "用别人活动里的公钥"],
    back: "换个办法",
    file: ["密钥文件", "口令", "打开密钥"],
    paper: [
        "纸上的 56 个字符",
        "大小写、空格和横线都没关系，I 和 L 当作 1，O 当作 0。扫二维码得到的文字也可以粘贴。",
        "读出密钥",
    ],
    shares: [
        "选择分存文件",
        "或者粘贴一份的文字",
        "要两份不同的，读进来就合上。",
        "读这一份",
        "重新来",
    ],
    share_read: |number, fingerprint| format!("第 {number} 份，指纹 {fingerprint}"),
    public: [
        "对方的活动码、链接或邀请",
        "这样收到的答卷，您自己打不开，只有对方能打开。",
        "取出公钥",
    ],
    fingerprint: ["指纹", "这 20 位数字会印在通知上。填的人拿它和手机上显示的核对。"],
    held: [
        "新的密钥只在内存里，关掉页面就没有了。请存成文件，或者印在纸上，至少留一样。",
        "密钥打开了，只在内存里。",
        "只有公开的那一半，打不开答卷。",
        "和上一轮同一把密钥。",
    ],
    keep_file: [
        "存成文件",
        "口令，至少 12 个字符",
        "再输一遍",
        "拿到文件的人可以不停地试，口令短了很快就试出来。几个不相干的词连起来，又长又好记。\
         口令忘了，文件就打不开。浏览器问要不要记住密码，请选不要。",
        "保存密钥文件",
    ],
    keep_paper: ["印在纸上", "纸上没有口令，谁拿到谁就能用。印好锁起来，不要拍照。", "看要印的纸"],
    keep_shares: [
        "拆成三份",
        "交给三个人保管。单独一份什么也打不开，任意两份合起来就是整把密钥。\
         丢了一份，用另外两份重新拆。先前拆出的也照样能用，请收回销毁。",
        "拆成三份",
        "存成文件",
        "看要印的纸",
    ],
    share: |number| format!("第 {number} 份"),
    compared: ["指纹我抄下或印好了，核对过", "我拿纸上的指纹，或者请对方念一遍，核对过，一样"],
    missing: ["还没有存成文件或印在纸上。", "还没有核对指纹。"],
    ready: "密钥准备好了，可以做活动码。",
    not_ready: "密钥还没有准备好，准备好再点。",
    forget: "从内存里去掉密钥",
    working: "正在用口令计算，要几秒，是有意做得慢的。",
    said: [
        "已经交给浏览器保存，请到“下载”里查看，另存到稳妥的地方。",
        "浏览器没有接下文件，请再试一次。",
        "请看看印好没有。没印好，可以再印。",
        "拆好了。每一份都存下或印好，交给不同的人。",
        "票抽好了，名单文件已经交给浏览器保存。现在打印，打印后票就不在这里了。",
    ],
    no_randomness: NO_RANDOMNESS,
    differ: "两遍口令不一样，请重新输入。",
    no_file: "没有读到文件，请再选一次。",
    no_paper: "这不是一把完整的密钥。请对着纸再看一遍，共 56 个字符。",
    other_key: "这不是这个活动的密钥，指纹不一样。",
    key_file_fault: |fault| match fault {
        KeyFileFault::ShortPassphrase => "口令太短，至少 12 个字符。",
        KeyFileFault::LongPassphrase => "口令太长了。",
        KeyFileFault::NoRandomness(_) => NO_RANDOMNESS,
        KeyFileFault::NoMemory => "内存不够，请关掉别的页面再试。",
        KeyFileFault::NoKeyFile => "这不是密钥文件，请重新选。",
        KeyFileFault::Damaged => "密钥文件不完整，或者改动过。请用另一份备份。",
        KeyFileFault::Newer => "这个密钥文件是用更新的版本做的，请换用新版的页面。",
        KeyFileFault::Locked => "口令不对，或者文件改动过。请再输一次。",
    },
    share_fault: |fault| match fault {
        ShareFault::NoShare => "里面没有找到分存的密钥。",
        ShareFault::Damaged => "这一份不完整，或者改动过。请重新选，或者用另一份。",
        ShareFault::Newer => "这一份是用更新的版本做的，请换用新版的页面。",
        ShareFault::TooFew => "还要另外一份，同一份不能用两次。",
        ShareFault::DifferentKeys => "这两份不是同一把密钥的，指纹不一样。",
        ShareFault::NotTogether => "这两份合不到一起：不是同一次拆出来的。请找同一次拆的两份。",
        ShareFault::NoRandomness(_) => NO_RANDOMNESS,
    },
    public_fault: |fault| match fault {
        None => "这个活动不密封，里面没有公钥。",
        Some(CampaignFault::NoCode) => "里面没有找到活动码。",
        Some(CampaignFault::Damaged) => "活动码不完整，或者改动过。",
        Some(CampaignFault::Newer) => "这个活动是用更新的版本做的，请换用新版的页面。",
        Some(CampaignFault::OtherInstrument) => "这个活动用的是另一份问卷，或另一个版本的问卷。",
        Some(CampaignFault::TooLong) => "文字太长，请只粘贴活动码。",
    },
    sheet: ["别让旁人看到屏幕。打印以后，这张纸就不在页面里了。", "打印", "收起"],
    key_sheet: [
        "轻担 · 密钥",
        "谁拿到这张纸，谁就能打开用这把密钥密封的所有答卷。",
        "请锁起来，不要拍照、扫描或转发。这张纸和密钥文件都丢了，答卷就打不开了。\
         调查结束，报告做好以后，请把它销毁。",
        "写着密钥的二维码",
    ],
    share_sheet: (
        |number| format!("轻担 · 密钥分存，第 {number} 份，共 3 份"),
        [
            "单独这一份什么也打不开。三份里任意两份合起来，就能打开用这把密钥密封的所有答卷。",
            "请和另外两份分开保管，不要拍照、扫描或转发。要合起来用的时候，先核对指纹。",
            "写着这一份的二维码",
        ],
    ),
    share_file: |number, fingerprint| {
        format!(
            "轻担密钥分存，第 {number} 份，共 3 份。\n密钥的指纹：{fingerprint}\n\
             单独这一份什么也打不开。任意两份合起来，就能打开用这把密钥密封的所有答卷。\n\
             请和另外两份分开保管，不要转发。\n"
        )
    },
    draw: ("印多少张", |most| format!("有多少人就印多少张，最多 {most} 张。"), "抽票并保存名单"),
    draw_rules: [
        "剪开，折好，放进看不见里面的袋子，摇匀，每人自己摸一张。",
        "不要指定谁拿哪一张，不要登记谁拿了哪一张，也不要在票上做记号。",
        "一轮只印一次：再印一次，就是另一份名单，先前印的票不再算数。",
        "名单文件里没有票，只有用密钥算出来的校验。数票的时候要用，请和密钥一起收好；\
         这一批里也存一份。",
    ],
    ticket: |title, wave| {
        format!("{title} · {wave}\n填问卷时输入，一人一张。用过就撕掉，不要给人看。")
    },
    listed: |fingerprint| format!("密封，指纹 {fingerprint}"),
    handed_out: |fingerprint| {
        format!(
            "这个活动的答卷是密封的。密钥的指纹：{fingerprint}。\
             请确认通知上印的也是它，另外再用别的途径告诉大家一次。"
        )
    },
    invited: |fingerprint| {
        format!(
            "密封：文件已加密，只有持有组织方密钥的人能打开。请拿这 20 位指纹和页面上显示的\
             核对：{fingerprint}。不一样就不要交，先问联系人。"
        )
    },
    noticed: [
        "文件已加密，只有持有组织方密钥的人能打开。",
        "请核对：页面上显示的 20 位指纹要和这里一样。不一样就不要交，先问联系人。",
    ],
    ticketed: "每人从袋子里摸一张纸票，填的时候输进去。没有人知道谁摸到了哪一张。",
};
