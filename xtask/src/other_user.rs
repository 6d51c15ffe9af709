//! A command as another user of this system, who owns nothing here: for builds that must not depend
//! on who builds.
//!
//! Only root may start one. What that user needs and cannot reach, such as a compiler in root's
//! home, is shown at another place in a mount namespace that ends with the command.

use crate::fail::Outcome;
use crate::run::{command, output, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Number of the other user and of its group, which no list of users needs to know.
const USER: &str = "64321";

/// Mounts pairs of folders up to `--`, then becomes the user and starts what follows.
const BECOME: &str = r#"set -e
while [ "$1" != -- ]; do mount --bind "$1" "$2"; shift 2; done
shift
umask 077
exec setpriv --reuid "$0" --regid "$0" --clear-groups --no-new-privs -- "$@""#;

/// Another user, and what is shown to it.
#[derive(Clone, Debug)]
pub struct OtherUser {
    shown: Vec<(PathBuf, PathBuf)>,
}

impl OtherUser {
    /// Another user who sees the first folder of each pair at the place of the second, if this
    /// system allows one and it can get there; the second folders are there already.
    pub fn who_sees(shown: Vec<(PathBuf, PathBuf)>) -> Option<Self> {
        let other = Self { shown };
        let sees = |(_, to): &(PathBuf, PathBuf)| {
            output(other.command("ls", Path::new("/")).arg(to)).is_some()
        };
        let is_other = output(other.command("id", Path::new("/")).arg("-u"));
        (is_other.is_some_and(|id| id.trim() == USER) && other.shown.iter().all(sees))
            .then_some(other)
    }

    /// A command as this user, in a folder.
    pub fn command(&self, program: impl AsRef<Path>, folder: &Path) -> Command {
        let mut become_other = command("unshare", folder);
        become_other.args(["--mount", "--propagation", "private", "sh", "-c", BECOME, USER]);
        for (from, to) in &self.shown {
            become_other.arg(from).arg(to);
        }
        become_other.arg("--").arg(program.as_ref());
        become_other
    }
}

/// Gives a folder and all in it to the other user.
pub fn give(folder: &Path) -> Outcome {
    let mut give = command("chown", Path::new("/"));
    run(give.args(["-R", &format!("{USER}:{USER}")]).arg(folder), "run it as root")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_user_sees_what_is_shown_and_owns_nothing() {
        let Some(other) = OtherUser::who_sees(Vec::new()) else {
            println!("not run: this system allows no other user");
            return;
        };
        let folder = std::env::temp_dir().join(format!("qingdan-other-{}", std::process::id()));
        let (closed, shown) = (folder.join("closed/tools"), folder.join("shown to it"));
        std::fs::create_dir_all(&closed).expect("a folder");
        std::fs::create_dir_all(&shown).expect("a folder");
        std::fs::write(closed.join("tool"), "a tool").expect("a file");
        let mut close = Command::new("chmod");
        assert!(close.arg("700").arg(folder.join("closed")).status().expect("chmod").success());
        let read = |other: &OtherUser, file: &Path| output(other.command("cat", &folder).arg(file));
        assert_eq!(read(&other, &closed.join("tool")), None, "another user's");
        let sees = OtherUser::who_sees(vec![(closed.clone(), shown.clone())]).expect("a view");
        assert_eq!(read(&sees, &shown.join("tool")).as_deref(), Some("a tool"));
        assert!(output(sees.command("touch", &folder).arg(shown.join("new"))).is_none());
        assert!(!shown.join("tool").exists(), "only there");
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
