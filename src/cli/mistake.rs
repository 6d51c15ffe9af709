//! A mistake in the use of the command, in the language of the run. `clap` words it in English;
//! the Chinese is made of the same parts.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::face::{OPTIONS, with_headings};
use super::language::Language;
use super::{CliError, failed};

/// Tells a mistake, or shows the help or the version that was asked for.
pub(super) fn tell(error: &Error, language: Language) -> ExitCode {
    let told = match language {
        Language::English => error.print(),
        Language::Chinese => print(error),
    };
    if error.use_stderr() {
        // Nobody is left to be told where even this cannot be written.
        return ExitCode::from(2);
    }
    told.and_then(|()| io::stdout().flush())
        .map_or_else(|error| failed(&CliError::Write(error)), |()| ExitCode::SUCCESS)
}

fn print(error: &Error) -> io::Result<()> {
    let plain_wanted = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    let (terminal, is_help) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (io::stdout().is_terminal(), true),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => (io::stderr().is_terminal(), true),
        _ => (false, false),
    };
    let words = if is_help {
        let shown = error.render();
        let styled = terminal && !plain_wanted;
        with_headings(if styled { shown.ansi().to_string() } else { shown.to_string() })
    } else {
        chinese(error)
    };
    if error.use_stderr() {
        io::stderr().write_all(words.as_bytes())
    } else {
        io::stdout().write_all(words.as_bytes())
    }
}

/// A mistake in Chinese: what, what was perhaps meant, how it is used.
fn chinese(error: &Error) -> String {
    let mut words = format!("错误：{}", what(error));
    for (kind, noun) in [
        (ContextKind::SuggestedSubcommand, "命令"),
        (ContextKind::SuggestedArg, "选项"),
        (ContextKind::SuggestedValue, "值"),
    ] {
        let meant = list(error, kind);
        if !meant.is_empty() {
            words = format!("{words}\n\n  是不是想用这个{noun}：{}", meant.join("、"));
        }
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        let usage = usage.replace("[OPTIONS]", &format!("[{OPTIONS}]"));
        words = format!("{words}\n\n用法：{usage}");
    }
    words + "\n\n想看详细说明，请用 --help。\n"
}

fn what(error: &Error) -> String {
    let one = |kind| list(error, kind).join("、");
    let argument = one(ContextKind::InvalidArg);
    let value = one(ContextKind::InvalidValue);
    let verb = one(ContextKind::InvalidSubcommand);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要有值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let mut words = format!("“{value}”不能用在 {argument}");
            let valid = list(error, ContextKind::ValidValue);
            if !valid.is_empty() {
                words = format!("{words}；可以用：{}", valid.join("、"));
            }
            let source = std::error::Error::source(error).map(ToString::to_string);
            match source.and_then(reason) {
                Some(said) => words + "：" + &said,
                None => words,
            }
        }
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项或参数"),
        ErrorKind::InvalidSubcommand => format!("没有 {verb} 这个命令"),
        ErrorKind::NoEquals => format!("{argument} 和值之间要有等号"),
        ErrorKind::TooManyValues => format!("{argument} 用不着“{value}”，值太多了"),
        ErrorKind::TooFewValues => format!("{argument} 的值太少了"),
        ErrorKind::WrongNumberOfValues => format!("{argument} 的值，个数不对"),
        ErrorKind::ArgumentConflict => {
            let other = one(ContextKind::PriorArg);
            let argument = if argument.is_empty() { verb } else { argument };
            if other == argument {
                format!("{argument} 只能用一次")
            } else {
                format!("{argument} 不能和 {other} 一起用")
            }
        }
        ErrorKind::MissingRequiredArgument => format!("还缺：{argument}"),
        ErrorKind::MissingSubcommand => {
            let valid = one(ContextKind::ValidSubcommand);
            format!("{verb} 后面还要说做什么：{valid}")
        }
        ErrorKind::InvalidUtf8 => "有一个参数不是 UTF-8 文字".to_owned(),
        _ => "参数用得不对".to_owned(),
    }
}

/// Why a value does not do. What our own readers say is in the language of the run; what those of
/// numbers say is English.
fn reason(said: String) -> Option<String> {
    if !said.is_ascii() {
        return Some(said);
    }
    if let Some((_, range)) = said.split_once(" is not in ") {
        let (least, most) = range.split_once("..")?;
        let most = most.trim_start_matches('=');
        return Some(match most {
            "" => format!("要写不小于 {least} 的整数"),
            most => format!("要写 {least} 到 {most} 之间的整数"),
        });
    }
    let chinese = match said.as_str() {
        "invalid digit found in string" | "cannot parse integer from empty string" => "要写整数",
        "invalid float literal" | "cannot parse float from empty string" => "要写一个数",
        said if said.starts_with("number too ") => "这个数太大或太小了",
        _ => return None,
    };
    Some(chinese.to_owned())
}

/// The words of a part of a mistake.
fn list(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        Some(ContextValue::StyledStr(word)) => vec![word.to_string()],
        Some(ContextValue::StyledStrs(words)) => words.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;
    use crate::cli::face::command;
    use crate::cli::language::Language;

    #[test]
    fn every_mistake_is_told_in_chinese() {
        let check = |words: &str, expected: &str| {
            let words = ["qingdan"].into_iter().chain(words.split_whitespace());
            let error = command(Language::Chinese).try_get_matches_from(words).expect_err("wrong");
            let said = chinese(&error);
            assert!(said.starts_with(&format!("错误：{expected}")), "{said}");
            for leak in ["error", "Usage", "tip", "invalid", "requires", "For more", "OPTIONS"] {
                assert!(!said.contains(leak), "{leak}: {said}");
            }
        };
        check("simulat", "没有 simulat 这个命令\n\n  是不是想用这个命令：");
        check(
            "simulate --recods 3",
            "没有 --recods 这个选项或参数\n\n  是不是想用这个选项：--records",
        );
        check("simulate --records", "--records <N> 后面要有值");
        check("simulate --records x", "“x”不能用在 --records <N>：要写整数\n");
        check("simulate --quick x", "“x”不能用在 --quick <P>：要写一个数\n");
        check("tally --wave 200", "“200”不能用在 --wave <W>：要写 1 到 99 之间的整数\n");
        check("read --threads 0", "“0”不能用在 --threads <N>：要写 1 到 64 之间的整数\n");
        check(
            "simulate -n 99999999999999999999",
            "“99999999999999999999”不能用在 --records <N>：\
             这个数太大或太小了\n",
        );
        check("simulate --format x", "“x”不能用在 --format <FORMAT>；可以用：lines、files、");
        check("simulate --seed 1 --seed 2", "--seed <S> 只能用一次");
        check("simulate --tally --format csv", "--tally 不能和 --format <FORMAT> 一起用");
        check("simulate --campaign 0badcafe", "还缺：--wave <W>\n\n用法：qingdan simulate");
        check("two-tally key", "还缺：--out <PATH>");
        check("two-tally combine a b c", "没有 c 这个选项或参数");
    }
}
