//! What is said about what field practice advises against, in the language of the run.

use super::advice::Advice;
use super::words::{Said, both};
use crate::cli::language::tr;

/// Something that field practice advises against.
pub(super) fn advice(advice: &Advice) -> Said {
    match advice {
        Advice::Long(chars, most) => [
            tr(
                format!("有 {chars} 个字，手机上太长"),
                format!("{chars} characters are long on a phone"),
            ),
            tr(
                format!("写到 {most} 个字以内，读起来就不费劲"),
                format!("up to {most} are read without effort"),
            ),
        ],
        Advice::ManyOptions(options) => [
            tr(format!("有 {options} 个文字选项"), format!("there are {options} options in words")),
            tr(
                "七个以内看得过来；更多的，请用数字分度",
                "people read up to seven; for more, use numbers",
            ),
        ],
        Advice::ManyQuestions(questions) => [
            tr(format!("一共 {questions} 道题"), format!("there are {questions} questions")),
            tr(
                "题目越多，中途放下的人越多：想想哪些可以不问",
                "the more there are, the more people stop: \
                which can go?",
            ),
        ],
        Advice::Recognisable(cells) => [
            tr(
                format!("默认要问的背景题合起来有 {cells} 种组合"),
                format!("the background questions asked by default have {cells} combinations"),
            ),
            tr(
                "组合越多，越容易认出人：把一些题的 default_on 改成 false",
                "the more, the easier people are recognised: set default_on to false in some",
            ),
        ],
        _ => plain_advice(advice),
    }
}

/// Advice without a number in it.
fn plain_advice(advice: &Advice) -> Said {
    match advice {
        Advice::NoEnglish => both(
            ["英文里有汉字", "the English has Chinese characters"],
            ["把英文写全", "write it in English"],
        ),
        Advice::NoChinese => both(
            ["中文和英文一样", "the Chinese is the same as the English"],
            ["把中文写上", "write it in Chinese"],
        ),
        Advice::NoSource => both(
            [
                "这份文献没有作者、出处和日期，别人找不到",
                "without author, outlet and date nobody finds it",
            ],
            ["至少写上一项", "give one of them at least"],
        ),
        Advice::Unused => both(
            ["没有哪道题用到这份文献", "nothing names this document"],
            ["写明哪道题依据它，或者删掉", "name it where it is used, or remove it"],
        ),
        Advice::SameScores => both(
            ["有两个选项分数相同", "two options have the same score"],
            [
                "选哪一个都一样，就不必分成两个；不是一回事，就改其中一个的分数",
                "if they weigh the same, one is enough; if not, change the score of one",
            ],
        ),
        Advice::SameStem(other) => [
            tr(
                format!("题干和 {other} 的一样"),
                format!("the question has the same words as {other}"),
            ),
            tr(
                "填的人会以为问了两遍，请改写其中一道",
                "people take it for the same question: word one anew",
            ),
        ],
        Advice::SameWords => both(
            ["有两个选项文字相同", "two options have the same words in one language"],
            ["填的人分不清，请改写其中一个", "nobody can tell them apart: word one anew"],
        ),
        Advice::VersionZero => both(
            ["版本里有一段数字多写了 0", "a number of the version begins with 0"],
            ["写成 1.0.0 这样，前面不要补 0", "write it as in 1.0.0, without a 0 before it"],
        ),
        Advice::VersionLarge => both(
            ["版本里有一段数字太大", "a number of the version is too large"],
            [
                "每段不超过 4294967295，不然 qingdan diff 判断不了版本该怎么升",
                "4294967295 at most, or `qingdan diff` cannot tell what the next one must be",
            ],
        ),
        _ => both(
            ["版本不是三段数字", "the version is not three numbers"],
            [
                "写成 1.0.0 这样，qingdan diff 才能判断版本该怎么升",
                "write it as in 1.0.0, or `qingdan diff` cannot tell what the next one must be",
            ],
        ),
    }
}
