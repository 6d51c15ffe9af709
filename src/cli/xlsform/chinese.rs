//! The help of `qingdan xlsform` in Chinese.

use crate::cli::language::Help;

/// Every step.
pub(in crate::cli) const ZH: &[Help] = &[
    Help {
        path: &["xlsform"],
        about: "与 ODK、KoboToolbox 配合使用",
        after: "\
例子：
  qingdan xlsform export --out form.xlsx
      把问卷写成 ODK 或 KoboToolbox 能用的表单
  qingdan xlsform responses answers.csv > records.ndjson
      把用它收来的答案读成答卷
  qingdan xlsform import own.xlsx --out own.json
      把自己带分数的表单做成问卷
  qingdan --instrument own.json xlsform responses --form own.xlsx answers.csv > records.ndjson
      把用自己那份表单收来的答案读成答卷

一步一步的做法见 docs/xlsform.zh.md。

退出码：0 做完了；1 有文件读不了或写不了；2 用法不对，或者文件不是该有的样子。",
        arguments: &[],
    },
    Help {
        path: &["xlsform", "export"],
        about: "\
把问卷写成 XLSForm 表单

每一类是一页，完整版还是快速版在开头问，分数单独写在一列里。已有的文件不会覆盖。",
        after: "\
例子：
  qingdan xlsform export --out form.xlsx
      写成表单，上传到 ODK Central 或 KoboToolbox
  qingdan xlsform export --out form.xlsx --background none
      一道背景问题也不问
  qingdan --instrument own.json xlsform export --csv form/
      写成三张表：survey.csv、choices.csv、settings.csv

表单不问时间、设备、位置和姓名。收答案的服务器自己会记些什么、怎么办，见 docs/xlsform.zh.md。

退出码：0 做完了；1 有文件写不了；2 用法不对。",
        arguments: &[
            ("out", "写到哪个工作簿"),
            ("csv", "同样的内容写成三张表，放进哪个文件夹"),
            (
                "background",
                "问哪些背景问题：usual 平常问的，all 全部，none 都不问，或者用逗号隔开的编号",
            ),
        ],
    },
    Help {
        path: &["xlsform", "import"],
        about: "\
把带分数的 XLSForm 表单做成问卷

选项带 0 到 100 分的单选题成为计分题，组成为类别，其他单选题成为不计分的题。分得不对时，在 role 列写 \
background（背景）、outcome（不计分）或 item（计分）。",
        after: "\
例子：
  qingdan xlsform import own.xlsx --out own.json
      一个工作簿，choices 表里有 score 列
  qingdan xlsform import form/ > own.json
      用 survey.csv、choices.csv 和 settings.csv 做

哪一行没有带过来，或者带过来时变了样，都会说明原因和办法。

退出码：0 做完了，有几行没带过来也算；1 有文件读不了或写不了；2 用法不对，或者表单做不成问卷，组的开始和\
结束对不上也是。",
        arguments: &[
            ("form", "工作簿，或者放着 survey.csv、choices.csv 和 settings.csv 的文件夹"),
            ("out", "写到哪个文件；不写就输出到标准输出"),
        ],
    },
    Help {
        path: &["xlsform", "responses"],
        about: "\
把用表单收来的答案读成答卷

能读 ODK Central 导出的 CSV，也能读 KoboToolbox 按“XML 值和表头”导出的 CSV；写 - 或者不写，就读标准\
输入。不写 --form 时，表里要有 qd_instrument 列，写明是用导出的那份表单收的。时间、设备、位置、人名等不是\
答案的列不会带进答卷：有的根本不读，有的只用来认出同一份答案，都会说明是哪几列。答卷的编号由答案的编号\
算出，不带原编号：同样的行总是得到同样的答卷。一份答案有几个版本的，以最后改的为准。",
        after: "\
例子：
  qingdan xlsform responses answers.csv > records.ndjson
      用 qingdan xlsform export 写出的表单收的
  qingdan --instrument own.json xlsform responses --form own.xlsx answers.csv > records.ndjson
      用 qingdan xlsform import 读过的表单收的
  qingdan xlsform responses answers.csv --campaign campaign.json > records.ndjson
      算作某个活动的；活动不能要密封、拆开或者随机化

答卷的先后看不出收来的先后。哪一行不能成为答卷，会说明行号、列名和原因，其余的照读。

退出码：0 做完了，有几行没收也算，并会说明几行；1 有文件读不了或写不了；2 用法不对，或者不是这份表单\
的表。",
        arguments: &[
            ("answers", "放答案的表，每个文件一张"),
            (
                "form",
                "答案是用哪份表单收的；不是导出的那份，或者表里没有 qd_instrument 列时要写，选项按它的 name 认",
            ),
            ("out", "写到哪个文件；不写就输出到标准输出"),
            (
                "campaign",
                "属于哪个活动、哪一轮：活动文件或活动码；有公钥、纸票、随机化或者两方合计的活动不行，表单做不到那些约定",
            ),
        ],
    },
];
