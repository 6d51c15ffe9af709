//! What is said about tables of answers, in both languages: what is wrong, and what to do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::tr;
use crate::cli::language::{Language, language};
use crate::domain::record::Reason;
use crate::domain::xlsform::{CellFault, HeaderFault, Ignored, Place, RowFault, Taken, Usage};
use crate::i18n::{self, refusal};

/// Why an instrument has no form to read answers by.
pub(super) fn taken(fault: &Taken) -> String {
    let why = super::export::words(fault);
    tr(
        format!("这份问卷做不成表单，请用 --form 指明答案是用哪份表单收的。{why}"),
        format!("this instrument has no form: say with --form which one the answers are of. {why}"),
    )
}

/// Why a table cannot be read at all.
pub(super) fn header_fault(fault: &HeaderFault, headers: &[String]) -> String {
    let coded = |header: &String| header.contains(char::REPLACEMENT_CHARACTER);
    let absent = matches!(fault, HeaderFault::NoQuestions | HeaderFault::Missing(_));
    if absent && headers.iter().any(coded) {
        return tr(
            "表头不是 UTF-8 编码，题目认不出来。请重新导出，或者在 Excel 里另存为“CSV UTF-8”",
            "the headers are not UTF-8, so questions cannot be found: export the table again, or \
             save it in Excel as “CSV UTF-8”",
        );
    }
    match fault {
        HeaderFault::NoForm => tr(
            "看不出答案是用哪份表单收的：表里没有 qd_instrument 这一列，也没有用 --form 指明表单。同一个 \
             name 在别的表单里可能是别的选项，所以一行也没有读。请连同 qd_instrument 这一列重新导出，\
             或者用 --form 指明收答案时用的表单",
            "nothing says which form the answers were collected with: there is no column \
             qd_instrument and no --form, and one name may be another choice in another form. \
             Nothing was read. Export the column qd_instrument too, or name the form with --form",
        ),
        HeaderFault::Misfit(id) => tr(
            format!(
                "表单里的 {id} 与所用的问卷对不上：少了这一题，选项或分数不一样，或者文字是别的选项、别的题的，\
                 照着读会读反。请用 --instrument 指明由这份表单做的问卷"
            ),
            format!(
                "{id} of the form is not as in the instrument: it is not there, has other options \
                 or scores, or has the words of another option or question, so that answers would \
                 be turned round. Name the instrument that was made of this form with --instrument"
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

/// Rows that are one answer and differ.
pub(super) fn conflict(tables: &[PathBuf], places: &[Place]) -> String {
    let place = |&(table, number): &Place| {
        let path = tables.get(table).map(|path| path.display().to_string()).unwrap_or_default();
        tr(format!("{path} 第 {number} 行"), format!("{path}, row {number}"))
    };
    let places: Vec<String> = places.iter().map(place).collect();
    tr(
        format!(
            "{}：是同一份答案，内容或审核结果不同，又看不出哪一份在后，所以都没收。请只用最后一次导出\
             的表；ODK Central 的请连同 Edits 列，KoboToolbox 的请连同 meta/rootUuid 和 \
             meta/deprecatedID 列。",
            places.join("、")
        ),
        format!(
            "{}: the same answer with other content or another review, and nothing says which is \
             the later one; none of them counts. Use only the last export, with the column Edits \
             of ODK Central, or meta/rootUuid and meta/deprecatedID of KoboToolbox.",
            places.join("; ")
        ),
    )
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
        CellFault::Cells { found, expected } => return ragged(path, number, *found, *expected),
        CellFault::Encrypted => [
            "服务器没有解密这份答案。请在 ODK Central 填入密码后重新导出",
            "the server has not decrypted this answer: export again with the passphrase",
        ],
        CellFault::Encoding => [
            "不是 UTF-8 编码，读不出是哪个选项。请重新导出，或者在 Excel 里另存为“CSV UTF-8”",
            "not UTF-8, so the choice cannot be read: export the table again, or save it in Excel \
             as “CSV UTF-8”",
        ],
        CellFault::TooLong => [
            "内容太长，不会是选项或编号。请查这一列是不是放错了",
            "too long for a choice or an id: look whether the column is in its place",
        ],
        CellFault::Refused(reason) => return refused(path, number, column, reason),
    };
    said(path, number, column, &tr(format!("{chinese}。"), format!("{english}.")))
}

fn ragged(path: &Path, number: u64, found: usize, expected: usize) -> String {
    let words = tr(
        format!(
            "有 {found} 格，表头有 {expected} 格，对不上哪一格是哪一题，所以没收。请重新导出；要是改过\
             表，看看这一行是不是多了或少了分隔符、引号"
        ),
        format!(
            "{found} cells below {expected} headers: nobody can tell which cell is which \
             question. Export again; if the table was edited, look for a separator or quotation \
             mark too many or too few in this row"
        ),
    );
    said(path, number, "", &(words + &tr("。", ".")))
}

fn refused(path: &Path, number: u64, column: &str, reason: &Reason) -> String {
    let spoken = match language() {
        Language::Chinese => i18n::Language::Zh,
        Language::English => i18n::Language::En,
    };
    said(path, number, column, &refusal::advice(spoken, reason).problem)
}

fn said(path: &Path, number: u64, column: &str, words: &str) -> String {
    let path = path.display();
    let column = if column.is_empty() { String::new() } else { tr("，", ", ") + column };
    tr(
        format!("{path} 第 {number} 行{column}：{words}"),
        format!("{path}, row {number}{column}: {words}"),
    )
}

/// The columns of which nothing is carried, a line for each kind.
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
            Usage::Lineage => {
                return tr(
                    format!(
                        "只用来认出同一份答案、分出先后和是否采用，不会带进答卷的列：{}",
                        headers.join("、")
                    ),
                    format!(
                        "columns read only to tell answers and their versions apart and whether \
                         they count, and carried into no record: {}",
                        headers.join(", ")
                    ),
                );
            }
        };
        tr(
            format!("没有读的列（{chinese}）：{}", headers.join("、")),
            format!("columns not read ({english}): {}", headers.join(", ")),
        )
    };
    kinds.iter().map(line).collect()
}
