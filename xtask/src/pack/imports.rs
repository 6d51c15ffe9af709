//! What a module may ask of the browser: its imports, each with what the glue does for it, must be
//! exactly those of a committed list (`page/imports/`). A module can do nothing else, so a
//! dependency that begins to reach for the network cannot come in unseen.

use super::Page;
use crate::fail::{Failure, Outcome};
use crate::repo::Repo;
use crate::run::say;
use crate::sizes::{leb128, sections};
use std::collections::BTreeSet;
use std::env;
use std::fs;

/// Set to write the lists anew instead of comparing; read the difference before committing it.
const BLESS: &str = "QINGDAN_BLESS";

/// Id of the section that holds a module's imports.
const IMPORT_SECTION: u8 = 2;

/// Length of the hash that wasm-bindgen puts into a name.
const HASH_CHARS: usize = 16;

/// Lines of the glue that only carry values between the two memories.
const CARRYING: [&str; 8] = [
    "getDataViewMemory0().set",
    "return ret;",
    "var ptr",
    "const ptr",
    "var len",
    "const len",
    "}",
    "const obj =",
];

/// Fails unless the imports of a page's module are those of its committed list.
pub fn check(repo: &Repo, page: &Page, glue: &str, wasm: &[u8]) -> Outcome {
    let found = lines(page, glue, wasm)?;
    let path = repo.root.join(format!("xtask/page/imports/{}.txt", page.bin));
    if env::var_os(BLESS).is_some() {
        say(format!("writing {}", path.display()));
        let text: String = found.iter().flat_map(|line| [line, "\n"]).collect();
        return fs::write(&path, text).map_err(Failure::io("write", &path));
    }
    let listed = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
    match difference(&found, &listed, repo.instrument.is_none()) {
        None => Ok(()),
        Some(difference) => Err(Failure::new(
            format!(
                "the module of {} does not import what is listed in {}:\n{difference}",
                page.file,
                path.display()
            ),
            format!(
                "read what the new lines do; if it is harmless, run it again with {BLESS}=1 and \
                 commit the list"
            ),
        )),
    }
}

/// What is imported and not listed (+), or, where the list has to be exact, listed and not imported
/// (-): pages with an instrument of somebody's own may need less.
fn difference(found: &BTreeSet<String>, listed: &str, exact: bool) -> Option<String> {
    let listed: BTreeSet<String> = listed.lines().map(str::to_owned).collect();
    let more = found.difference(&listed).map(|line| format!("  + {line}\n"));
    let less = listed.difference(found).map(|line| format!("  - {line}\n"));
    let less = less.filter(|_| exact);
    let all: String = more.chain(less).collect();
    (!all.is_empty()).then_some(all)
}

/// One line for each import: its name without the hash, and what the glue does.
fn lines(page: &Page, glue: &str, wasm: &[u8]) -> Outcome<BTreeSet<String>> {
    let wrong = |what: &str| Failure::new(format!("{}: {what}", page.file), "see pack/imports.rs");
    let names = imports(wasm).ok_or_else(|| wrong("the imports cannot be read"))?;
    let mut found = BTreeSet::new();
    for name in names {
        let acts = acts(glue, &name).ok_or_else(|| wrong(&format!("the glue lacks {name}")))?;
        found.insert(format!("{}: {acts}", without_hashes(&name)));
    }
    Ok(found)
}

/// The names of a module's imports; nothing if one of them is no function.
fn imports(wasm: &[u8]) -> Option<Vec<String>> {
    let (_, section) = sections(wasm).into_iter().find(|(id, _)| *id == IMPORT_SECTION)?;
    let (count, mut rest) = leb128(section)?;
    let mut names = Vec::new();
    for _ in 0..count {
        let (length, after) = leb128(rest)?;
        let (length, after) = leb128(after.get(length..)?)?;
        let (name, after) = after.split_at_checked(length)?;
        let (0, after) = after.split_first().map(|(kind, after)| (*kind, after))? else {
            return None;
        };
        rest = leb128(after)?.1;
        names.push(String::from_utf8(name.to_vec()).ok()?);
    }
    rest.is_empty().then_some(names)
}

/// What the glue does for an import, without carrying values to and fro.
fn acts(glue: &str, name: &str) -> Option<String> {
    let start = format!("{name}: function(");
    let function = |line: &str| line.starts_with("__wb") && line.contains(": function(");
    let carrying = |line: &str| CARRYING.iter().any(|start| line.starts_with(start));
    let mut lines = glue.lines().skip_while(|line| !line.starts_with(&start));
    lines.next()?;
    let acts: Vec<String> = lines
        .take_while(|line| !function(line) && *line != "};")
        .filter(|line| !carrying(line))
        .map(|line| {
            let line = line.trim_start_matches("const ret = ");
            // Which closure it is changes with the program, and says nothing about the browser.
            let closure = line.starts_with("makeMutClosure(") || line.starts_with("makeClosure(");
            let end = line.find("(arg").filter(|_| closure).unwrap_or(line.len());
            without_hashes(&line[..end])
        })
        .collect();
    Some(acts.join(" "))
}

/// A text without the hashes of wasm-bindgen's names and what joins them to the names.
fn without_hashes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('_') {
        let hash = rest.get(at + 1..=at + HASH_CHARS).unwrap_or_default();
        let hash_chars = hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let end = if hash.len() == HASH_CHARS && hash_chars { at + 1 + HASH_CHARS } else { at + 1 };
        plain.push_str(&rest[..if end > at + 1 { at } else { end }]);
        rest = &rest[end..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::super::PAGES;
    use super::*;

    const GLUE: &str = "const import0 = {\n\
        __proto__: null,\n\
        __wbg_click_c6eff13daacf9806: function(arg0) {\narg0.click();\n},\n\
        __wbg_new_0123456789abcdef: function() { return handleError(function (arg0, arg1) {\n\
        const ret = new BroadcastChannel(getStringFromWasm0(arg0, arg1));\nreturn ret;\n\
        }, arguments); },\n\
        __wbindgen_generic_0000000000000001: function(arg0, arg1) {\n\
        const ret = makeMutClosure(arg0, arg1, wasm_bindgen_bb09106169cfc85___x);\nreturn ret;\n\
        },\n};\n";

    /// A module with these imports and nothing else; each is a function of type 0.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut section = vec![u8::try_from(names.len()).expect("few")];
        for name in names {
            section.extend([1, b'm', u8::try_from(name.len()).expect("short")]);
            section.extend(name.bytes());
            section.extend([0, 0]);
        }
        let mut wasm = b"\0asm\x01\0\0\0\x02".to_vec();
        let (low, high) = (section.len() & 0x7f, section.len() >> 7);
        wasm.push(u8::try_from(low).expect("seven bits") | 0x80);
        wasm.push(u8::try_from(high).expect("seven bits"));
        wasm.extend(section);
        wasm
    }

    #[test]
    fn imports_are_named_with_what_they_do() {
        let names = [
            "__wbg_click_c6eff13daacf9806",
            "__wbg_new_0123456789abcdef",
            "__wbindgen_generic_0000000000000001",
        ];
        let found = lines(&PAGES[0], GLUE, &module(&names)).expect("a whole module");
        let expected = [
            "__wbg_click: arg0.click();",
            "__wbg_new: new BroadcastChannel(getStringFromWasm0(arg0, arg1));",
            "__wbindgen_generic: makeMutClosure",
        ];
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected);
        let listed = expected.join("\n");
        assert_eq!(difference(&found, &listed, true), None);
    }

    #[test]
    fn one_import_more_or_less_is_told() {
        let found = lines(&PAGES[0], GLUE, &module(&["__wbg_click_c6eff13daacf9806"]));
        let found = found.expect("a whole module");
        let more = difference(&found, "", true).expect("one more");
        assert_eq!(more, "  + __wbg_click: arg0.click();\n");
        let less =
            difference(&found, "__wbg_click: arg0.click();\n__wbg_a: a();", true).expect("less");
        assert_eq!(less, "  - __wbg_a: a();\n");
        // The same name for another deed is another import.
        assert_eq!(difference(&found, "__wbg_click: arg0.click();\n__wbg_a: a();", false), None);
        let other = difference(&found, "__wbg_click: arg0.submit();", true).expect("another");
        assert_eq!(other.lines().count(), 2);
    }

    #[test]
    fn what_is_no_function_or_not_in_the_glue_is_refused() {
        let mut memory = module(&["a"]);
        let kind = memory.len() - 2;
        memory[kind] = 2;
        assert_eq!(imports(&memory), None);
        assert!(lines(&PAGES[0], GLUE, &module(&["__wbg_unknown"])).is_err());
        assert!(lines(&PAGES[0], GLUE, b"\0asm\x01\0\0\0").is_err());
    }
}
