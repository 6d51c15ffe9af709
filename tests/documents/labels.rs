//! What the guide puts in quotation marks is what the pages say: a button, a heading, a name.

use std::fs;
use std::path::Path;

#[test]
fn quoted_labels_stand_on_the_pages() {
    for (document, language) in [("docs/guide.md", "en"), ("docs/guide.zh.md", "zh")] {
        let mut said = fs::read_to_string("instrument/grassroots-burden.json").unwrap();
        catalogue(Path::new("src/i18n"), language, &mut said);
        let text = fs::read_to_string(document).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted: Vec<&str> = text
            .split('“')
            .skip(1)
            .filter_map(|rest| rest.split_once('”'))
            .map(|(words, _)| words)
            .collect();
        assert!(quoted.len() > 40, "{document}: {}", quoted.len());
        let missing: Vec<&&str> = quoted.iter().filter(|words| !said.contains(**words)).collect();
        assert!(missing.is_empty(), "{document}: no page says {missing:?}");
    }
}

/// The source of a language's catalogue, with texts of several lines in one.
fn catalogue(folder: &Path, language: &str, said: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let whole = folder.ends_with(language) || folder.ends_with("i18n") && stem == language;
        if path.is_dir() {
            catalogue(&path, language, said);
        } else if whole {
            let mut open = false;
            for line in fs::read_to_string(&path).unwrap().lines() {
                let line = if open { line.trim_start() } else { line };
                open = line.ends_with('\\');
                said.push_str(line.trim_end_matches('\\'));
                said.push_str(if open { "" } else { "\n" });
            }
        }
    }
}
