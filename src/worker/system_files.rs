//! Files that operating systems put into folders and archives by themselves. They are no inputs:
//! nobody sent them, and they hold no records.

/// Folders of macOS and Windows in which everything is of the system.
const FOLDERS: [&str; 6] = [
    "__MACOSX",
    ".Spotlight-V100",
    ".Trashes",
    ".fseventsd",
    "$RECYCLE.BIN",
    "System Volume Information",
];

/// Files of macOS and Windows, whatever the case of their letters.
const FILES: [&str; 4] = [".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini"];

/// What a file begins with in which macOS keeps the attributes of another one (`AppleDouble`).
const ATTRIBUTES: &str = "._";

/// Whether a path inside a folder or an archive is that of a file or folder which the system put
/// there. Only the name tells it: looking into each would cost a folder of 50,000 files dearly.
pub fn is_system_file(path: &str) -> bool {
    let parts = || path.split(['/', '\\']).filter(|part| !part.is_empty());
    let is = |part: &str, names: &[&str]| names.iter().any(|name| part.eq_ignore_ascii_case(name));
    let last = parts().next_back().unwrap_or_default();
    parts().any(|part| is(part, &FOLDERS)) || is(last, &FILES) || last.starts_with(ATTRIBUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_systems_leave_is_known_and_nothing_else() {
        for path in [
            "__MACOSX/records/._a.json",
            "__MACOSX/",
            "__MACOSX",
            "records/._a.json",
            "records/.DS_Store",
            "县\\Thumbs.db",
            "records/DESKTOP.INI",
        ] {
            assert!(is_system_file(path), "{path}");
        }
        for path in ["a.json", "records/a._json", "__MACOSX.json", "my desktop.ini.txt", "", "._/a"]
        {
            assert!(!is_system_file(path), "{path}");
        }
    }
}
