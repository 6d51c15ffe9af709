//! What the paths of a command mean together, looked at before any work: nothing is overwritten, no
//! two results go into one file, and nothing is read twice that comes only once.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, CommandFactory as _};

use super::CliError;
use super::Qingdan;
use super::format::Format;
use super::language::tr;
use super::out::{free, is_device};

/// The path that means the standard input.
const STANDARD_INPUT: &str = "-";

/// Arguments that name what is written, whatever the verb.
const WRITTEN: &[&str] = &["out", "refused", "counts", "html", "csv", "first", "second"];

/// The same of one verb only: elsewhere it is read.
const WRITTEN_BY: &[(&str, &str)] = &[("diff", "mapping")];

/// Verbs whose result is a folder of files.
const FOLDERS: &[(&str, &str)] = &[
    ("man", "out"),
    ("split", "out"),
    ("microdata", "out"),
    ("xlsform export", "csv"),
    ("two-tally split", "first"),
    ("two-tally split", "second"),
];

/// Arguments in whose absence the standard input is read, and those where `-` means it.
const INPUTS: &[&str] = &["paths", "records", "envelopes", "answers", "release"];
const ALSO_INPUTS: &[&str] = &["earlier", "files", "file"];

/// A result, and the option that names it.
struct Written<'a> {
    option: String,
    path: &'a Path,
    is_folder: bool,
}

/// Looks at all paths of a command.
pub(super) fn check(matches: &ArgMatches) -> Result<(), CliError> {
    let (mut verb, mut matches) = (String::new(), matches);
    while let Some((name, inner)) = matches.subcommand() {
        verb = if verb.is_empty() { name.to_owned() } else { format!("{verb} {name}") };
        matches = inner;
    }
    let (mut written, mut read) = (Vec::new(), Vec::new());
    for id in matches.ids().map(clap::Id::as_str) {
        // Some are no paths.
        let Ok(Some(paths)) = matches.try_get_many::<PathBuf>(id) else { continue };
        for path in paths.map(PathBuf::as_path) {
            if is_written(&verb, id) {
                let option = format!("--{}", id.replace('_', "-"));
                written.push(Written { option, path, is_folder: is_folder(&verb, id, matches) });
            } else {
                read.push((id, path));
            }
        }
    }
    once(&verb, &read)?;
    written.iter().try_for_each(possible)?;
    apart(&written, &read)
}

fn is_written(verb: &str, id: &str) -> bool {
    WRITTEN.contains(&id) || WRITTEN_BY.contains(&(verb, id))
}

fn is_folder(verb: &str, id: &str, matches: &ArgMatches) -> bool {
    let many = match (verb, id) {
        ("export", "out") => !matches.contains_id("format"),
        ("simulate", "out") => {
            let format = matches.try_get_one::<Format>("format");
            format.is_ok_and(|format| format == Some(&Format::Files)) && !matches.get_flag("tally")
        }
        _ => false,
    };
    many || FOLDERS.contains(&(verb, id))
}

/// The standard input comes once.
fn once(verb: &str, read: &[(&str, &Path)]) -> Result<(), CliError> {
    let means = |id: &str| INPUTS.contains(&id) || ALSO_INPUTS.contains(&id);
    let given = read.iter().filter(|(id, path)| means(id) && path.as_os_str() == STANDARD_INPUT);
    let times = match given.count() {
        0 => 0,
        given => given + usize::from(reads_without_paths(verb, read)),
    };
    if times > 1 {
        return Err(CliError::Input(tr(
            "标准输入只能读一次，这里要读两次：请把其中一处换成文件",
            "the standard input comes only once, and is to be read twice here: give a file in \
             one of the places",
        )));
    }
    Ok(())
}

/// Whether a verb was given none of the paths in whose absence it reads the standard input.
fn reads_without_paths(verb: &str, read: &[(&str, &Path)]) -> bool {
    let whole = Qingdan::command();
    let leaf = verb.split(' ').try_fold(&whole, |command, name| command.find_subcommand(name));
    let mut known = leaf.into_iter().flat_map(clap::Command::get_arguments);
    known.any(|argument| {
        let id = argument.get_id().as_str();
        INPUTS.contains(&id)
            && !argument.is_required_set()
            && !read.iter().any(|(given, _)| *given == id)
    })
}

/// Whether a result can come to be where it is to be.
fn possible(written: &Written<'_>) -> Result<(), CliError> {
    let Written { option, path, is_folder } = written;
    if path.as_os_str() == STANDARD_INPUT {
        return Err(CliError::Input(tr(
            format!("{option} -：要写到标准输出，就不要写 {option}；要叫这个名字的文件，请写 ./-"),
            format!(
                "{option} -: for the standard output leave {option} out; for a file of that \
                     name write ./-"
            ),
        )));
    }
    if *is_folder && path.is_dir() {
        return Ok(());
    }
    free(path)?;
    if !*is_folder && path.as_os_str().as_encoded_bytes().last().copied().is_some_and(is_end) {
        let path = path.display();
        return Err(CliError::Input(tr(
            format!("{option} {path}：这样写的是文件夹，结果却是一个文件：请写上文件名"),
            format!("{option} {path} names a folder, and the result is a file: add its name"),
        )));
    }
    let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
        return Ok(());
    };
    let fault = match parent.metadata() {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => ErrorKind::NotADirectory.into(),
        // Folders are made with those around them.
        Err(error) if *is_folder && error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => error,
    };
    Err(CliError::WriteTo(path.to_path_buf(), fault))
}

/// Whether a path that ends so names a folder.
fn is_end(last: u8) -> bool {
    std::path::is_separator(char::from(last))
}

/// No two results in one place, and none where something is read.
fn apart(written: &[Written<'_>], read: &[(&str, &Path)]) -> Result<(), CliError> {
    for (at, one) in written.iter().enumerate() {
        if is_device(one.path) {
            continue;
        }
        let (place, path) = (real(one.path), one.path.display());
        if let Some(other) = written[..at].iter().find(|other| real(other.path) == place) {
            let (one, other) = (&one.option, &other.option);
            return Err(CliError::Input(tr(
                format!("{other} 和 {one} 写的是同一个地方：{path}；请分开写"),
                format!("{other} and {one} name one place, {path}: give each its own"),
            )));
        }
        if read.iter().any(|(_, input)| real(input) == place) {
            let option = &one.option;
            return Err(CliError::Input(tr(
                format!("{option} {path} 也是要读的，不能又往里写：请换一个名字"),
                format!("{option} {path} is to be read as well: give it another name"),
            )));
        }
    }
    Ok(())
}

/// The place that a path names, whether or not something is there, through links and dots.
fn real(path: &Path) -> PathBuf {
    let there = || {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new(".")).canonicalize().ok()?;
        Some(parent.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(there).unwrap_or_else(|| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::{ALSO_INPUTS, INPUTS, is_written};
    use crate::cli::face::command;
    use crate::cli::language::Language;

    fn each(verb: &Command, path: &str, look: &mut dyn FnMut(&str, &clap::Arg)) {
        verb.get_arguments().for_each(|argument| look(path, argument));
        for inner in verb.get_subcommands() {
            let path = format!("{path} {}", inner.get_name());
            each(inner, path.trim_start(), look);
        }
    }

    /// What its help says to be written is known to be, and the standard input is where it is.
    #[test]
    fn every_path_is_known_for_what_it_is() {
        let path = std::any::TypeId::of::<std::path::PathBuf>();
        let mut seen = 0;
        each(&command(Language::English), "", &mut |verb, argument| {
            if argument.get_value_parser().type_id() != path {
                return;
            }
            seen += 1;
            let id = argument.get_id().as_str();
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let says =
                ["to write", "Folder for", "folder for", "Write it", "Write a", "Also write"];
            let says = says.iter().any(|words| help.contains(words)) || id == "out";
            assert_eq!(is_written(verb, id), says, "{verb} {id}: {help}");
            if argument.is_positional() && !argument.is_required_set() {
                assert!(INPUTS.contains(&id), "{verb} {id}: {help}");
            }
            let unknown = help.contains("standard input") && !says;
            assert!(!unknown || INPUTS.contains(&id) || ALSO_INPUTS.contains(&id), "{verb} {id}");
        });
        assert!(seen > 50, "{seen} paths");
    }
}
