//! Where the finished pages go: nothing of somebody's own is written over there, and the pages of
//! one instrument do not take the place of another's unasked.

use super::{PAGES, csp};
use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::say;
use std::fs;
use std::path::Path;

/// Says beside the pages which instrument is in them.
pub const STAMP: &str = "instrument.txt";

/// The second line of the stamp.
const SHIPPED: &str = "the shipped instrument";
const OWN: &str = "an instrument of somebody's own";

/// Fails if pages must not be packed into the folder, before anything is built or written.
pub fn ready(repo: &Repo) -> Outcome {
    let dist = &repo.dist;
    can_be_written(dist)?;
    for page in &PAGES {
        let path = dist.join(page.file);
        if path.exists() && !fs::read(&path).is_ok_and(|bytes| csp::of_page(&bytes).is_some()) {
            return Err(Failure::new(
                format!("{} is there already, and no packed page", path.display()),
                "name another folder with --dir",
            ));
        }
    }
    let text = repo.instrument.as_ref().and_then(|file| fs::read_to_string(file).ok());
    fits(repo, text.as_deref().and_then(id_in))
}

/// Fails if the folder holds the pages of another instrument. What begins with the id of the one
/// that is to be packed may tell more; where nothing is known, only the kinds are compared.
pub fn fits(repo: &Repo, packed: Option<&str>) -> Outcome {
    let dist = &repo.dist;
    let Some((identity, own)) = stamp(dist) else { return Ok(()) };
    let id = |text: &str| text.split(' ').next().map(str::to_owned);
    let remedy = match (own, repo.instrument.is_some()) {
        (false, false) => return Ok(()),
        // Pages of one's own may go where `pack` puts all that it makes unless it is told.
        (false, true) if *dist == repo.root.join("dist") => return Ok(()),
        (true, true) if packed.is_none_or(|packed| id(packed) == id(&identity)) => return Ok(()),
        (true, false) => {
            "`cargo xtask serve --packed` serves them, --instrument FILE packs them anew, --dir \
             DIR packs elsewhere; or remove that folder"
        }
        (_, true) => "--dir DIR packs elsewhere; or remove that folder",
    };
    let problem = format!("{} holds the pages of another instrument: {identity}", dist.display());
    Err(Failure::new(problem, remedy))
}

/// Says so where new pages take the place of those of another version.
pub fn tell_of_another(repo: &Repo, identity: &str) {
    let old = stamp(&repo.dist).map(|(old, _)| old).filter(|old| old != identity);
    let Some(old) = old else { return };
    say(format!(
        "these pages take the place of those of {old}: records of the two are never counted \
         together"
    ));
}

/// The text of the field `id` of a JSON object, as it stands there; nothing where that cannot be
/// told, and then the build says what is wrong with the file.
fn id_in(json: &str) -> Option<&str> {
    let (mut depth, mut rest, mut name) = (0, json, None);
    while let Some(at) = rest.find(['{', '}', '[', ']', '"', ',']) {
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match mark {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b',' => name = None,
            _ => {
                let text = &rest[..string_end(rest)?];
                rest = &rest[text.len() + 1..];
                match name {
                    Some("id") if depth == 1 => return Some(text).filter(|id| !id.contains('\\')),
                    None if depth == 1 => name = Some(text),
                    _ => {}
                }
            }
        }
    }
    None
}

/// Where a string of JSON ends.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        end
    })
}

/// The stamp of the pages in a folder: id, version and hash, and whether it is somebody's own.
fn stamp(dist: &Path) -> Option<(String, bool)> {
    let text = fs::read_to_string(dist.join(STAMP)).ok()?;
    let (identity, kind) = text.trim_end().split_once('\n')?;
    Some((identity.to_owned(), kind == OWN))
}

/// The stamp for the pages of an instrument.
pub fn stamp_of(repo: &Repo, identity: &str) -> String {
    let kind = if repo.instrument.is_some() { OWN } else { SHIPPED };
    format!("{identity}\n{kind}\n")
}

/// Fails if a folder, be it there or not, is none that can be written into.
fn can_be_written(folder: &Path) -> Outcome {
    let existing = folder.ancestors().find(|path| path.exists()).unwrap_or(folder);
    if !existing.is_dir() {
        let problem = format!("{} is no folder", existing.display());
        return Err(Failure::new(problem, "name another one with --dir"));
    }
    let trial = existing.join(format!(".qingdan-{}.part", std::process::id()));
    fs::write(&trial, "").map_err(Failure::io("write into", existing))?;
    fs::remove_file(&trial).map_err(Failure::io("remove", &trial))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const PAGE: &str =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";

    /// Packs into a folder, with an instrument of somebody's own or without. The repository's own
    /// folder for pages is `dist` beside it.
    fn repo(dist: &Path, own: bool) -> Repo {
        let root = dist.parent().expect("it lies in another").to_path_buf();
        let [target, dist, tools] = [(); 3].map(|()| dist.to_path_buf());
        let instrument = own.then(|| root.join("shift.json"));
        Repo { root, target, dist, tools, instrument }
    }

    /// A folder of a test's own, which is removed with it.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = format!("qingdan-place-{}-{name}", std::process::id());
            let folder = std::env::temp_dir().join(folder);
            fs::create_dir_all(&folder).expect("a folder");
            Self(folder)
        }

        /// What is said of packing into it, with an instrument of somebody's own or without.
        fn said(&self, dist: &str, own: bool) -> Option<String> {
            ready(&repo(&self.0.join(dist), own)).err().map(|failure| failure.to_string())
        }

        fn write(&self, file: &str, text: &str) {
            let path = self.0.join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).expect("a folder");
            let name = |entry: std::io::Result<fs::DirEntry>| {
                entry.expect("one").file_name().into_string()
            };
            let mut names: Vec<String> =
                entries.map(|entry| name(entry).expect("a name")).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn pages_of_another_instrument_stay() {
        let folder = Folder::new("own");
        assert_eq!(folder.said("new/deep", false), None);
        folder.write("dist/index.html", PAGE);
        assert_eq!(folder.said("dist", false), None, "packed, and nobody says with what");
        let stamp = stamp_of(&repo(&folder.0, false), "grassroots-burden 1.0.0 dd04");
        for place in ["dist", "site"] {
            folder.write(&format!("{place}/instrument.txt"), &stamp);
            assert_eq!(folder.said(place, false), None);
        }
        assert_eq!(folder.said("dist", true), None);
        let said = folder.said("site", true).expect("refused");
        assert!(said.contains("site holds the pages of another instrument: grass"), "{said}");
        assert!(said.contains(" — --dir DIR packs elsewhere; or remove that folder"), "{said}");
        fs::remove_dir_all(folder.0.join("site")).expect("it is there");
        let stamp = stamp_of(&repo(&folder.0, true), "shift 1.0.0 abcd");
        folder.write("dist/instrument.txt", &stamp);
        assert_eq!(folder.said("dist", true), None);
        let said = folder.said("dist", false).expect("refused");
        assert!(said.contains("another instrument: shift 1.0.0 abcd — "), "{said}");
        assert!(said.contains("serve --packed") && said.contains("--instrument FILE"), "{said}");
        assert_eq!(folder.names(), ["dist"], "nothing else is left");
    }

    #[test]
    fn pages_of_ones_own_make_way_for_another_version_only() {
        let folder = Folder::new("version");
        let own = repo(&folder.0.join("pages"), true);
        folder.write("pages/instrument.txt", &stamp_of(&own, "shift 1.0.0 abcd"));
        for (json, refused) in [
            ("{\"texts\": [{\"id\": \"no\"}], \"id\" :\n\"shift\", \"version\": \"1.0.1\"}", false),
            ("{\"id\": \"shifts\"}", true),
            (
                "{\"title\": \"\\\"id\\\": \", \"a\": \"id\", \"b\": \"shift\", \"id\": \"night\"}",
                true,
            ),
            ("{\"id\": \"sh\\u0069ft\"}", false),
            ("no instrument", false),
        ] {
            folder.write("shift.json", json);
            let said = folder.said("pages", true);
            assert_eq!(said.is_some(), refused, "{json}: {said:?}");
            let named =
                |said: &String| said.contains("another instrument: shift 1.0.0 abcd — --dir");
            assert!(said.iter().all(named), "{said:?}");
        }
        // What could not be told before is told by what has been built.
        assert!(fits(&own, Some("night 1.0.0 abcd")).is_err());
        assert_eq!(fits(&own, Some("shift 2.0.0 ef01")), Ok(()));
    }

    #[test]
    fn what_is_no_packed_page_stays() {
        let folder = Folder::new("shell");
        folder.write("site/two-tallies.html", "<!doctype html><title>mine</title>");
        let said = folder.said("site", true).expect("refused");
        assert!(said.contains("two-tallies.html is there already, and no packed page"), "{said}");
        folder.write("file", "");
        for place in ["file", "file/below"] {
            let said = folder.said(place, false).expect("refused");
            assert!(said.contains("file is no folder — "), "{said}");
        }
        assert_eq!(folder.names(), ["file", "site"]);
    }

    #[test]
    fn the_shells_of_the_repository_stay() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
        assert!(ready(&repo(root, false)).is_err());
    }
}
