//! `qingdan completions`: completions for shells, made of the same definitions as the help, in the
//! language of the run.

use std::io::{self, Write as _};

use clap::{Args, ValueEnum};
use clap_complete::Shell as Known;

use super::CliError;
use super::face::command;
use super::language::{Help, Language, language};

const EXAMPLES: &str = "\
Examples:
  qingdan completions bash > ~/.local/share/bash-completion/completions/qingdan
  qingdan completions zsh > ~/.zfunc/_qingdan
  qingdan completions fish > ~/.config/fish/completions/qingdan.fish

Exit codes: 0 done, 1 the result could not be written, 2 wrong use.";

/// The same in Chinese.
pub(super) const ZH: &[Help] = &[Help {
    path: &["completions"],
    about: "写出命令行补全",
    after: "\
例子：
  qingdan completions bash > ~/.local/share/bash-completion/completions/qingdan
  qingdan completions zsh > ~/.zfunc/_qingdan
  qingdan completions fish > ~/.config/fish/completions/qingdan.fish

退出码：0 做完了；1 结果写不出去；2 用法不对。",
    arguments: &[("shell", "哪种 shell：bash、zsh、fish、powershell 或 elvish")],
}];

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    /// GNU Bash
    Bash,
    /// Z shell
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
    /// Elvish
    Elvish,
}

/// Write completions for a shell.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Writes them to the standard output.
    pub(super) fn run(&self) -> Result<(), CliError> {
        Ok(io::stdout().write_all(&completions(self.shell, language()))?)
    }
}

fn completions(shell: Shell, language: Language) -> Vec<u8> {
    let known = match shell {
        Shell::Bash => Known::Bash,
        Shell::Zsh => Known::Zsh,
        Shell::Fish => Known::Fish,
        Shell::Powershell => Known::PowerShell,
        Shell::Elvish => Known::Elvish,
    };
    let mut bytes = Vec::new();
    clap_complete::generate(known, &mut command(language), "qingdan", &mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::{Shell, completions};
    use crate::cli::face::command;
    use crate::cli::language::Language;

    #[test]
    fn every_shell_knows_every_verb() {
        for language in [Language::English, Language::Chinese] {
            let definitions = command(language);
            let verbs: Vec<&str> =
                definitions.get_subcommands().map(clap::Command::get_name).collect();
            for shell in Shell::value_variants() {
                let text = String::from_utf8(completions(*shell, language)).expect("UTF-8");
                for word in verbs.iter().chain(&["instrument", "two-tally"]) {
                    assert!(text.contains(word), "{shell:?}: {word}");
                }
            }
        }
    }
}
