//! What every command fails with: one line that names the problem and what to do about it.

use std::fmt;
use std::io;
use std::path::Path;

/// A problem and its remedy, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    problem: String,
    remedy: String,
}

/// The result of anything that can fail here.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure from its two halves.
    pub fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { problem: problem.into(), remedy: remedy.into() }
    }

    /// Turns an input/output error into a failure: `map_err(Failure::io("write", path))`.
    pub fn io<'a>(verb: &'a str, path: &'a Path) -> impl Fn(io::Error) -> Self + 'a {
        move |error| {
            let remedy = if error.kind() == io::ErrorKind::StorageFull {
                "free some disk space and run the command again"
            } else {
                "check the path and its permissions"
            };
            Self::new(format!("cannot {verb} {}: {error}", path.display()), remedy)
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} — {}", self.problem, self.remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_named() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let said = Failure::io("write", Path::new("dist/index.html"))(full).to_string();
        assert!(said.starts_with("cannot write dist/index.html"), "{said}");
        assert!(said.ends_with("— free some disk space and run the command again"), "{said}");
    }
}
