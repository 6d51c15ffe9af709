//! What is said about forms and answers, in both languages: what is wrong, and what to do.

use std::collections::BTreeMap;
use std::path::Path;

use super::tr;
use crate::cli::check;
use crate::cli::language::{Language, language};
use crate::domain::instrument::{Defect, Rule};
use crate::domain::xlsform::{
    CellFault, Fault, HeaderFault, Ignored, Note, RowFault, Taken, Usage,
};
use crate::i18n::{self, refusal};

/// A remark on a row of a form.
pub(super) fn note(note: &Note) -> String {
    let Note { sheet, row, name, fault } = note;
    let [chinese, english] = fault_words(fault);
    let [zh_name, en_name] = if name.is_empty() {
        [String::new(), String::new()]
    } else {
        [format!("（{name}）"), format!(" ({name})")]
    };
    tr(
        format!("{sheet} 第 {row} 行{zh_name}：{chinese}"),
        format!("{sheet}, row {row}{en_name}: {english}"),
    )
}

/// Why an instrument has no form to read answers by.
pub(super) fn taken(fault: &Taken) -> String {
    tr(
        format!("这份问卷做不成表单，要用 --form 指明答案是用哪份表单收的（{fault}）"),
        format!(
            "this instrument has no form; say with --form which one the answers are of ({fault})"
        ),
    )
}

/// What is not carried over, in 中文 and English.
fn fault_words(fault: &Fault) -> [String; 2] {
    match fault {
        Fault::Type(kind) => [
            format!("{kind} 类的题没有带过来。只有单选题能计分：把数字或文字改成几个档次再问。"),
            format!(
                "questions of the type {kind} are left out. Only select-one questions can be \
                 scored: ask in bands."
            ),
        ],
        Fault::Identifying(kind) => [
            format!("{kind} 会说明是谁、在什么时候或用什么设备填的，没有带过来，也不应该收。"),
            format!(
                "{kind} tells who answered, when or on what; it is left out and should not be \
                 collected."
            ),
        ],
        Fault::NoList(list) => [
            format!("choices 表里没有 {list} 这一组选项，这题没有带过来。请补上。"),
            format!(
                "there is no list {list} on the sheet choices; the question is left out. Add the \
                 list."
            ),
        ],
        Fault::NoScore(choice) => [
            format!(
                "选项 {choice} 没有分数，这题没有带过来。请在 score 列写分数；要是表示没有答案，在 missing 列写 na、dk 或 pn。"
            ),
            format!(
                "the choice {choice} has no score; the question is left out. Give it a score, or \
                 write na, dk or pn in the column missing if it is no answer."
            ),
        ],
        Fault::BadScore(choice) => [
            format!("选项 {choice} 的分数不是 0 到 100 的整数，这题没有带过来。请改。"),
            format!(
                "the score of the choice {choice} is no whole number from 0 to 100; the question \
                 is left out. Change it."
            ),
        ],
        Fault::Choices(count) => [
            format!("有 {count} 个选项，一题要有 2 到 11 个，这题没有带过来。请合并或拆开。"),
            format!(
                "{count} choices, and a question has 2 to 11; the question is left out. Merge some."
            ),
        ],
        Fault::Ranks(ranks) => [
            format!("先减哪几样没有带过来：这一组里要有 {ranks} 道 role 为 rank 的单选题。"),
            format!(
                "the priorities are left out: the group needs {ranks} select-one questions with \
                 the role rank."
            ),
        ],
        Fault::ChoiceTwice(choice) => [
            format!("选项 {choice} 在同一组里有两个，这题没有带过来。请改名。"),
            format!(
                "the choice {choice} stands twice in its list; the question is left out. Rename \
                 one."
            ),
        ],
        _ => otherwise_words(fault),
    }
}

/// The same for what is carried over, but otherwise, with words of the form.
fn otherwise_words(fault: &Fault) -> [String; 2] {
    match fault {
        Fault::LowScores(top) => [
            format!("最高分只有 {top}，而满分是 100。要是您用的是别的分制，请换算成 0 到 100。"),
            format!(
                "the highest score is {top}, of 100 possible. If yours is another scale, convert \
                 it to 0 to 100."
            ),
        ],
        Fault::Column(column) => [
            format!("{column} 这一列没有带过来，从这一行起都是。"),
            format!("the column {column} is left out, from this row on."),
        ],
        Fault::Word(column) => [
            format!("{column} 列里的词不认识，按没写处理。可用的词见 docs/xlsform.zh.md。"),
            format!(
                "unknown word in the column {column}, taken as empty. docs/xlsform.md lists the \
                 words."
            ),
        ],
        Fault::Ungrouped(id) => [
            format!("不在任何组里，归入 {id} 这一类。要分类就放进 begin_group 和 end_group 之间。"),
            format!(
                "stands outside of any group and goes into the category {id}. Put it between \
                 begin_group and end_group for a category of its own."
            ),
        ],
        Fault::Renamed(field, new) => [
            format!("{field} 改成了 {new}，因为问卷的编号和版本要合规则，也不能与原来的问卷相同。"),
            format!(
                "{field} became {new}: an instrument’s id and version keep to rules, and must \
                 differ from those of the instrument it came from."
            ),
        ],
        Fault::Made(stamp) => [
            format!(
                "这份表单是用问卷 {stamp} 做的。题目、选项和分数带过来了；依据、个案、说明和工时估算只在原来的问卷文件里。没有改过题目的话，请直接用原文件。"
            ),
            format!(
                "this form was made from the instrument {stamp}. Questions, options and scores \
                 are carried over; sources, cases, remarks and the estimate of hours are only in \
                  its own file. If no question was changed, use that file."
            ),
        ],
        _ => fixed_words(fault).map(str::to_owned),
    }
}

/// The same for what has no words of the form in it.
fn fixed_words(fault: &Fault) -> [&'static str; 2] {
    match fault {
        Fault::Repeat => [
            "重复组没有带过来，里面的题也没有。请把要计分的题移到组外，各问一次。",
            "a repeat is left out with all it holds. Move the questions to be scored out of it \
             and ask each once.",
        ],
        Fault::Calculation => [
            "算出来的或隐藏的值没有带过来。分数请写在 choices 表的 score 列。",
            "a calculated or hidden value is left out. Write scores in the column score of the \
             sheet choices.",
        ],
        Fault::Several => [
            "多选题和排序题没有带过来。请拆成几道单选题，一道问一项。",
            "several choices cannot be scored; left out. Ask a select-one question for each of \
             them.",
        ],
        Fault::Cascade => [
            "选项随别题变的题（choice_filter）没有带过来。请改成选项固定的题。",
            "choices that depend on another answer (choice_filter) are left out. Use a list that \
             is the same for everybody.",
        ],
        Fault::OpenChoices => [
            "选项来自外部文件或带“其他”填空的题没有带过来。请把选项写进 choices 表，去掉填空。",
            "choices from a file or with a free text are left out. Write the choices on the sheet \
             choices, without or_other.",
        ],
        Fault::Note => [
            "给填写人看的说明没有带过来。要作为这一类的说明，请在 role 列写 about。",
            "a note is left out. Write about in the column role to make it the description of its \
             category.",
        ],
        Fault::Name => [
            "name 不合问卷编号的规则，这一行没有带过来。请用字母开头，最多 40 个英文字母、数字和 _ - .。",
            "the name is no id of an instrument; the row is left out. Begin with a letter, and \
             use at most 40 letters, digits and _ - .",
        ],
        Fault::Twice => [
            "name 与前面的题相同，这一行没有带过来。请改名。",
            "an earlier question has the same name; the row is left out. Rename it.",
        ],
        Fault::NoLabel => [
            "题目或选项没有文字，这一行没有带过来。请补上 label。",
            "the question or one of its choices has no label; the row is left out. Add it.",
        ],
        _ => changed_words(fault),
    }
}

/// The same for what is carried over, but otherwise.
fn changed_words(fault: &Fault) -> [&'static str; 2] {
    match fault {
        Fault::Reordered => [
            "选项按分数从低到高重新排了，答案仍按 name 对应。",
            "the choices were put in the order of their scores; answers are still found by their \
             names.",
        ],
        Fault::Condition => [
            "这个条件没有带过来，每个人都会被问到。只能带“前面某题没有选某项”：${题} != '选项'。",
            "the condition is left out: everybody is asked. Only “an earlier question was not \
             answered so” can be carried: ${question} != 'choice'.",
        ],
        Fault::Required => [
            "“必答”没有带过来：这里每道题都可以不答。后面的必答题不再一一说明。",
            "required is left out: any question may be skipped. Later ones are not told again.",
        ],
        Fault::Unscored => [
            "没有分数，当作不计分的题。要是问的是填写人的情况，请在 role 列写 background。",
            "no scores: taken for a question that is not scored. Write background in the column \
             role if it is about the respondent.",
        ],
        Fault::OneLanguage => [
            "只有一种语言的文字，另一种语言照抄。请在做好的问卷里补上译文。",
            "labels in one language only; the other repeats them. Add the translation to the \
             instrument.",
        ],
        Fault::LabelMissing => [
            "有一种语言没有文字，照抄另一种。请补上。",
            "no label in one language; the other is repeated. Add it.",
        ],
        _ => [
            "分数段的名称、结果下面的声明和题目依据，表单里没有，先填了通用的。请在做好的问卷里改成您自己的。",
            "the words for bands of scores, the sentence below results and the sources are not in \
             a form; common ones were filled in. Write your own into the instrument.",
        ],
    }
}

/// A rule of instruments that is broken.
pub(super) fn defect(defect: &Defect) -> String {
    let [chinese, english] = match defect.rule {
        Rule::QuickItems => [
            "一组里能带过来的计分题不到两道。请把它并到别的组，或者再加一题",
            "fewer than two scored questions of this group could be carried over: join it to \
             another group, or add one",
        ],
        Rule::Limit => [
            "超出上限：最多 11 组，一组最多 10 道计分题，一题 2 到 11 个选项。请减少或拆成几份",
            "over a limit: at most 11 groups, 10 scored questions in each, 2 to 11 choices. Use \
             fewer",
        ],
        Rule::Packing => [
            "题太多：计分题、其他题和背景问题一共最多 56 道。请减少",
            "too many questions: at most 56, with background and outcomes. Use fewer",
        ],
        rule => {
            let [what, remedy] = check::words::rule(rule);
            let space = tr("", " ");
            return format!("{}{}{what}{space}{remedy}", defect.place, tr("：", ": "));
        }
    };
    tr(format!("{}：{chinese}。", defect.place), format!("{}: {english}.", defect.place))
}

/// Why a table cannot be read at all.
pub(super) fn header_fault(fault: &HeaderFault) -> String {
    match fault {
        HeaderFault::Misfit(id) => tr(
            format!("表单里的 {id} 与所用的问卷对不上。请用 --instrument 指明由这份表单做的问卷"),
            format!(
                "{id} of the form is not as in the instrument: name the one that was made of this \
                 form with --instrument"
            ),
        ),
        HeaderFault::NoQuestions => tr(
            "没有一列是问卷里的题。请导出“XML 值和表头”，不要导出文字标签",
            "no column is a question of the instrument: export XML values and headers, not labels",
        ),
        HeaderFault::Missing(ids) => tr(
            format!("缺这几列：{}。请导出全部题目，一列也不要删", ids.join("、")),
            format!("no column for {}: export every question and delete no column", ids.join(", ")),
        ),
        HeaderFault::Ambiguous(id) => tr(
            format!("有几列都可能是 {id}。请只留一列，或者只导出一个版本的答案"),
            format!(
                "several columns may be {id}: keep one, or export one version of the form only"
            ),
        ),
        HeaderFault::NoId => tr(
            "没有每份答案的编号（KEY、instanceID 或 _uuid）。没有它就认不出重复的答案，请连同这一列导出",
            "no column with an id of each answer (KEY, instanceID or _uuid), without which \
             duplicates cannot be told: export it too",
        ),
    }
}

/// Why a row is no record.
pub(super) fn row_fault(path: &Path, number: u64, fault: &RowFault) -> String {
    let RowFault { column, fault } = fault;
    let [chinese, english] = match fault {
        CellFault::NoId => [
            "没有这份答案的编号。请连同编号重新导出",
            "this answer has no id: export it again with its id",
        ],
        CellFault::OtherInstrument => [
            "是用别的问卷或别的版本收的。请用 --instrument 指明那一份，分开读",
            "collected with another instrument or version: name that one with --instrument and \
             read it apart",
        ],
        CellFault::Rejected => {
            ["在收集的服务器上被标为不采用，所以没收", "rejected on the server that collected it"]
        }
        CellFault::Label => [
            "填的是选项的文字，不是 name。请导出“XML 值”",
            "the words of a choice in place of its name: export XML values",
        ],
        CellFault::UnknownChoice => [
            "不是这道题的选项。请查表单后来有没有改过选项的 name",
            "no choice of this question: look whether names of choices were changed later",
        ],
        CellFault::Priorities => [
            "先减哪几样的几个选择互相矛盾。请到原始答案里查",
            "the priorities contradict each other: look at the original answer",
        ],
        CellFault::TooLong => [
            "内容太长，不会是选项或编号。请查这一列是不是放错了",
            "too long for a choice or an id: look whether the column is in its place",
        ],
        CellFault::Refused(reason) => return refused(path, number, column, reason),
    };
    said(path, number, column, &tr(format!("{chinese}。"), format!("{english}.")))
}

fn refused(
    path: &Path,
    number: u64,
    column: &str,
    reason: &crate::domain::record::Reason,
) -> String {
    let spoken = match language() {
        Language::Chinese => i18n::Language::Zh,
        Language::English => i18n::Language::En,
    };
    said(path, number, column, &refusal::advice(spoken, reason).problem)
}

fn said(path: &Path, number: u64, column: &str, words: &str) -> String {
    let path = path.display();
    tr(
        format!("{path} 第 {number} 行，{column}：{words}"),
        format!("{path}, row {number}, {column}: {words}"),
    )
}

/// The columns that are not read, a line for each kind.
pub(super) fn ignored(columns: &[Ignored]) -> Vec<String> {
    let mut kinds: BTreeMap<Usage, Vec<&str>> = BTreeMap::new();
    for Ignored { header, usage } in columns {
        kinds.entry(*usage).or_default().push(header);
    }
    let line = |(usage, headers): (&Usage, &Vec<&str>)| {
        let [chinese, english] = match usage {
            Usage::Time => ["时间", "times"],
            Usage::Person => ["填写人或提交人", "people"],
            Usage::Device => ["设备", "devices"],
            Usage::Place => ["位置", "places"],
            Usage::Server => ["服务器自己用的", "the server’s own"],
            Usage::Note => ["表单里的说明", "notes of the form"],
            Usage::Other => ["问卷里没有的", "not in the instrument"],
        };
        tr(
            format!("没有读的列（{chinese}）：{}", headers.join("、")),
            format!("columns not read ({english}): {}", headers.join(", ")),
        )
    };
    kinds.iter().map(line).collect()
}
