//! What is said about a file in the language of the run: what is wrong, and what to do.

use super::schema::Shape;
use crate::cli::json;
use crate::cli::language::tr;
use crate::domain::instrument::{
    CATEGORIES_MAX, FORMAT, ITEMS_PER_CATEGORY_MAX, NIBBLES_MAX, OPTIONS_MAX, Rule, SIZE_BYTES_MAX,
};

/// A sentence and its remedy.
pub(super) type Said = [String; 2];

pub(super) fn both(what: [&str; 2], remedy: [&str; 2]) -> Said {
    [tr(what[0], what[1]), tr(remedy[0], remedy[1])]
}

/// The file is too large.
pub(super) fn too_large(bytes: usize) -> Said {
    [
        tr(
            format!("文件有 {bytes} 字节，最多 {SIZE_BYTES_MAX}"),
            format!("the file has {bytes} bytes; the limit is {SIZE_BYTES_MAX}"),
        ),
        tr("请确认选对了文件", "check that it is the right file"),
    ]
}

/// The file is not JSON, or names a field twice.
pub(super) fn syntax(error: &serde_json::Error) -> Said {
    // The place stands before the sentence.
    let fault = json::fault(error);
    if error.is_data() {
        return [tr(format!("不合格式：{fault}"), format!("not of the format: {fault}")), schema()];
    }
    [
        tr(format!("不是合格的 JSON：{fault}"), format!("not JSON: {fault}")),
        tr(
            "看这一行和上一行：多半是缺了逗号、引号或括号",
            "look at this line and the one before: mostly a comma, a quotation mark or a bracket \
             is missing",
        ),
    ]
}

/// The file is a text in another encoding, or begins with a byte order mark.
pub(super) fn encoding() -> Said {
    both(
        [
            "文件开头有编码标记：不是 UTF-8，或者是带 BOM 的 UTF-8",
            "the file begins with a byte order mark: it is UTF-16, or UTF-8 with BOM",
        ],
        [
            "用编辑器另存一次，编码选 UTF-8，不要选“带 BOM 的 UTF-8”",
            "save it again as UTF-8, not as UTF-8 with BOM",
        ],
    )
}

/// A list stands where fields belong.
pub(super) fn list() -> Said {
    [tr("写成了一列，应当是带字段的一组", "a list stands in the place of an object"), schema()]
}

fn schema() -> String {
    tr(
        "每个字段的写法见 instrument/instrument.schema.json",
        "instrument/instrument.schema.json tells how every field is written",
    )
}

/// Something is not as the schema has it.
pub(super) fn shape(shape: &Shape) -> Said {
    match shape {
        Shape::Type(types) => {
            let types = types.iter().map(|one| type_name(one)).collect::<Vec<_>>();
            let types = types.join(&tr("或", " or "));
            let what = tr(format!("类型不对，应当是{types}"), format!("must be {types}"));
            [what, schema()]
        }
        Shape::Unknown(known) => {
            let known = known.join(", ");
            let what = tr("没有这个字段", "there is no such field");
            [what, tr(format!("可以用的字段：{known}"), format!("fields that there are: {known}"))]
        }
        Shape::Missing(name) => {
            [tr(format!("缺少字段 {name}"), format!("the field {name} is missing")), schema()]
        }
        Shape::Values(values) => {
            let values = values.join(" / ");
            let what = tr("不能是这个值", "this value cannot stand here");
            [what, tr(format!("只能是：{values}"), format!("one of: {values}"))]
        }
        Shape::Entries(least, most) => {
            [entries(*least, *most), tr("请增减到这个数目", "add or remove entries until it fits")]
        }
        Shape::Range(least, most) => {
            let most = most.map_or_else(String::new, |most| most.to_string());
            let what = tr("数超出了范围", "the number is out of its range");
            [what, tr(format!("范围：{least} 到 {most}"), format!("range: {least} to {most}"))]
        }
        Shape::Id => rule(Rule::Id),
        Shape::Version => both(
            ["版本写法不对", "this is no version"],
            [
                "1 到 40 个英文字母、数字、“_”“-”“.”，最好是三段数字，比如 1.0.0",
                "1 to 40 ASCII letters, digits, “_”, “-” or “.”; best three numbers as in 1.0.0",
            ],
        ),
        Shape::Empty => rule(Rule::BothLanguages),
    }
}

/// A type of JSON.
fn type_name(name: &str) -> String {
    match name {
        "object" => tr("带字段的一组（{ }）", "an object, { }"),
        "array" => tr("一列（[ ]）", "a list, [ ]"),
        "string" => tr("加引号的文字", "a text between quotation marks"),
        "boolean" => tr("true 或 false", "true or false"),
        "integer" => tr("整数", "a whole number"),
        _ => tr("空值 null", "null"),
    }
}

fn entries(least: u64, most: Option<u64>) -> String {
    match most {
        Some(0) => tr("这里不能有内容", "there can be no entry here"),
        Some(most) => tr(
            format!("条目应当有 {least} 到 {most} 个"),
            format!("there must be {least} to {most} entries"),
        ),
        None => tr(
            format!("条目至少要有 {least} 个"),
            format!("there must be at least {least} entries"),
        ),
    }
}

/// A rule of the instrument is broken.
pub(in crate::cli) fn rule(rule: Rule) -> Said {
    match rule {
        Rule::Format
        | Rule::Id
        | Rule::UniqueId
        | Rule::Reference
        | Rule::BothLanguages
        | Rule::Characters
        | Rule::Limit
        | Rule::Packing
        | Rule::Order => naming(rule),
        _ => scoring(rule),
    }
}

/// Rules about names, texts and numbers of parts.
fn naming(rule: Rule) -> Said {
    match rule {
        Rule::Format => [
            tr("格式的名称不对", "the format is not known"),
            tr(format!("format 要写 {FORMAT}"), format!("write {FORMAT} as format")),
        ],
        Rule::Id => both(
            ["标识写法不对", "this is no identifier"],
            [
                "英文字母开头，后面是字母、数字、“_”“-”“.”，一共不超过 40 个",
                "a letter first, then letters, digits, “_”, “-” or “.”, 40 characters at most",
            ],
        ),
        Rule::UniqueId => both(
            ["标识重复了", "this identifier is used twice"],
            [
                "换一个标识；计分题、后果题和背景题之间也不能重",
                "choose another; items, outcomes and background questions share one set of names",
            ],
        ),
        Rule::Reference => both(
            ["引用的东西不存在", "it names something that does not exist"],
            [
                "核对标识有没有写错，或者把它加进问卷",
                "check the identifier for a slip, or add what it names",
            ],
        ),
        Rule::BothLanguages => both(
            ["这里没有文字", "there is no text here"],
            ["中文（zh）和英文（en）都要写", "write both zh and en"],
        ),
        Rule::Characters => both(
            ["文字里有看不见的字符，或者会让文字倒着排的字符", "the text has hidden characters"],
            [
                "换行、制表符、零宽字符、控制字符和不显形的字母都不能有：请把这句话重新打一遍，\
                 不要粘贴",
                "no line breaks, tabs, zero-width characters, controls or letters that do not \
                 show: type it anew instead of pasting it",
            ],
        ),
        Rule::Limit => [
            tr("数目超出了限度", "there are too many or too few"),
            tr(
                format!(
                    "最多 {CATEGORIES_MAX} 类，每类最多 {ITEMS_PER_CATEGORY_MAX} 题，\
                     每题 2 到 {OPTIONS_MAX} 个选项"
                ),
                format!(
                    "at most {CATEGORIES_MAX} categories, {ITEMS_PER_CATEGORY_MAX} items in each, \
                     2 to {OPTIONS_MAX} options"
                ),
            ),
        ],
        Rule::Packing => [
            tr("题目太多，一份答卷装不下", "more questions than a record can hold"),
            tr(
                format!("所有题目合计最多 {NIBBLES_MAX} 道，优先次序一题算三道"),
                format!("{NIBBLES_MAX} questions at most, the priorities counting as three"),
            ),
        ],
        _ => both(
            ["计分题没有按类别的顺序排", "items do not stand in the order of their categories"],
            [
                "同一类的题放在一起，各类的先后与 categories 相同",
                "put the items of a category together, categories in the order of `categories`",
            ],
        ),
    }
}

/// Rules about scores and what follows from them.
fn scoring(rule: Rule) -> Said {
    match rule {
        Rule::QuickItems => both(
            ["这一类的快速题不到两道", "fewer than two items of this category are quick"],
            ["把至少两道题的 quick 写成 true", "set `quick` to true in two items at least"],
        ),
        Rule::Scores => both(
            ["选项的分数不对", "the scores of the options are not right"],
            [
                "每个选项都要有 0 到 100 的分数，从轻到重排列，分数不能往下掉",
                "every option needs a score from 0 to 100, the lightest first, never falling",
            ],
        ),
        Rule::Intervals => both(
            ["选项的区间不对", "the interval of this option is not right"],
            [
                "下限不大于上限，一档接一档往上，只有最后一档可以没有上限",
                "lower bound first, each range after the one before, only the last one open",
            ],
        ),
        Rule::Marker => both(
            [
                "实例标在了不存在的选项或依据上",
                "a marker names an option or a figure that is not there",
            ],
            [
                "option 和 figure 都从 0 数起，核对有没有数错",
                "option and figure are counted from 0; count again",
            ],
        ),
        Rule::Evidence => both(
            ["这道题没有依据", "this item rests on nothing"],
            [
                "在 figures 里写上至少一条依据：出自哪份文献，说的是什么",
                "add at least one figure: which document, and what it says",
            ],
        ),
        _ => deriving(rule),
    }
}

/// Rules about what is derived from several questions.
fn deriving(rule: Rule) -> Said {
    match rule {
        Rule::Applicability => both(
            ["“不适用”的规则不成立", "the rule that makes it not applicable does not hold"],
            [
                "item 要是前面的题，option 要是它的选项，本题的 offers 里要有 na",
                "item must be an earlier one, option one of its options; this item must offer na",
            ],
        ),
        Rule::Bands => both(
            ["档次的起点不对", "the bands do not begin right"],
            [
                "第一档从 0 起，一档比一档高，都在 100 以下",
                "the first from 0, each higher, all below 100",
            ],
        ),
        Rule::Priorities => both(
            ["优先次序题的位置或写法不对", "the question on priorities is not right"],
            [
                "最多一道，放在后果题的最后，options 写成 []",
                "one at most, the last outcome, its options []",
            ],
        ),
        Rule::Hours => both(
            [
                "时间估计用到的题，选项没有写全区间",
                "an option of a question on hours has no interval",
            ],
            [
                "用来估算时间和比例的题，每个选项都要写 interval",
                "give every option of the questions on hours and shares an interval",
            ],
        ),
        _ => both(
            ["总指数的参数不对", "the parameters of the index are not right"],
            [
                "index_categories_min 是 1 到类别数，peak_from 不超过 100",
                "index_categories_min is 1 to the number of categories, peak_from at most 100",
            ],
        ),
    }
}
