//! What is said about forms, in both languages: what is wrong, and what to do.

use super::tr;
use crate::cli::check;
use crate::domain::instrument::{Defect, Rule};
use crate::domain::xlsform::{Fault, Note};

/// So many of something, in English.
pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

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
        Fault::Choices(count @ 0..2) => [
            format!("只有 {count} 个选项，一题要有 2 到 11 个，这题没有带过来。请把选项补全。"),
            format!(
                "only {}, and a question has 2 to 11; the question is left out. Add what is \
                 missing.",
                plural(*count, "choice", "choices")
            ),
        ],
        Fault::Choices(count) => [
            format!("有 {count} 个选项，一题要有 2 到 11 个，这题没有带过来。请合并几个。"),
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
        _ => reference_words(fault),
    }
}

/// The same for texts that refer to other answers.
fn reference_words(fault: &Fault) -> [String; 2] {
    match fault {
        Fault::Reference(column) => [
            format!(
                "{column} 列里有 ${{…}}，问卷填不进别题的答案，这一行没有带过来。请改成不引用别题的文字。"
            ),
            format!(
                "the column {column} has ${{…}}, and an instrument cannot fill in another answer; \
                 the row is left out. Use words that need none."
            ),
        ],
        Fault::ChoiceReference(choice) => [
            format!(
                "选项 {choice} 的 label 里有 ${{…}}，问卷填不进别题的答案，这题没有带过来。请改成不引用\
                 别题的文字。"
            ),
            format!(
                "the label of the choice {choice} has ${{…}}, and an instrument cannot fill in \
                 another answer; the question is left out. Use words that need none."
            ),
        ],
        _ => language_words(fault),
    }
}

/// The same for columns of further languages.
fn language_words(fault: &Fault) -> [String; 2] {
    match fault {
        Fault::Language(column) => [
            format!("{column} 这一列没有带过来：问卷只带一种中文、一种英文。"),
            format!("the column {column} is left out: an instrument has one 中文 and one English."),
        ],
        Fault::StandIn(column) => [
            format!(
                "{column} 这一列没有带过来，只在中文和英文都空着的行才用。要是它就是中文或英文，请在表头写明：\
                 …::中文 (zh) 或 …::English (en)。"
            ),
            format!(
                "the column {column} is left out, and used only in rows without 中文 and English. \
                 If it is one of these, let its header say so: …::中文 (zh) or …::English (en)."
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
        Fault::Marks(column) => [
            format!(
                "{column} 列里有格式标记（如 **、<b>、[文字](网址)），问卷会原样显示出来。请改成不带标记的\
                 文字。"
            ),
            format!(
                "marks in the column {column} (such as **, <b>, [words](address)), which will be \
                 shown as they stand. Write the words without them."
            ),
        ],
        Fault::HeaderTwice(column) => [
            format!("有两列都叫 {column}，分不清用哪一列。请删掉或改名一列。"),
            format!("two columns {column}, and nobody can tell which one is meant. Rename one."),
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
        Fault::NoType => [
            "type 列空着，看不出是什么题，这一行没有带过来。请写上，例如 select_one 和选项组的名字。",
            "the column type is empty, so nobody can tell what this row is; it is left out. Write \
             its type, select_one and a list for example.",
        ],
        Fault::Disabled => [
            "表单里停用了这一行（disabled），没有带过来。要用就把这一格清空。",
            "this row is switched off in the form (disabled) and left out. Empty that cell to use \
             it.",
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
        Fault::GroupTwice => [
            "前面有一组的 name 与它相同，两组的题归入同一类。要分成两类，请改 name 列；要合成一类，请放进\
             同一组。",
            "an earlier group has the same name, and the questions of both go into one category. \
             Change the column name for two categories, or use one group.",
        ],
        Fault::Unclosed => [
            "这一组没有结束，分不清后面的题在不在组里。请在 type 列补上 end_group（重复组用 end_repeat）。",
            "this group has no end, so nobody can tell which questions are in it. Add end_group \
             (end_repeat for a repeat) in the column type.",
        ],
        Fault::EndAlone => [
            "这里结束的组没有开始。请在 type 列补上 begin_group，或者删掉这一行。",
            "the end of a group that has not begun. Add begin_group in the column type, or delete \
             this row.",
        ],
        Fault::EndOther => [
            "开始和结束不是一种：begin_group 用 end_group 结束，begin_repeat 用 end_repeat 结束。请改 type 列。",
            "begin_group ends with end_group, and begin_repeat with end_repeat. Change the column \
             type.",
        ],
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
            "没有中英文两种文字，缺的照抄已有的。请在做好的问卷里补上译文。",
            "no labels in both 中文 and English; what is missing repeats what is there. Add the \
             translation to the instrument.",
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
            let then = tr("；", "; ");
            return format!("{}{}{what}{then}{remedy}", defect.place, tr("：", ": "));
        }
    };
    tr(format!("{}：{chinese}。", defect.place), format!("{}: {english}.", defect.place))
}
