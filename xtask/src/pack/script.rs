//! Our own inline scripts, from `xtask/page/`.

use super::Page;

const GUARD: &str = include_str!("../../page/guard.js");
/// Makes the module's bytes out of its text.
pub const DECODE: &str = include_str!("../../page/decode.js");
const BOOT: &str = include_str!("../../page/boot.js");
const WORKER: &str = include_str!("../../page/worker.js");
const EARLY: &str = include_str!("../../page/early.js");

/// What runs before everything else, where there is a prerendered view.
pub fn early(page: &Page) -> String {
    if page.prerendered { smaller(EARLY) } else { String::new() }
}

/// Everything of ours that runs around the glue, in order.
pub fn boot(page: &Page) -> String {
    let worker = if page.worker { WORKER } else { "" };
    smaller(&[GUARD, worker, DECODE, BOOT].concat())
}

/// The same without the guard, for the test that it is needed.
pub fn unguarded() -> String {
    smaller(&[DECODE, BOOT].concat())
}

/// A script without indentation and whole-line comments, or as it is where a line leaves a
/// template string open.
pub fn smaller(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 != 0) {
        return script.to_owned();
    }
    let code = |line: &&str| !line.is_empty() && !line.starts_with("//");
    script.lines().map(str::trim).filter(code).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_over_lines_are_left_alone() {
        assert_eq!(smaller("  // a\n  let b;\n\n"), "let b;\n");
        assert_eq!(smaller("let a = `\n  // b\n`;"), "let a = `\n  // b\n`;");
    }

    #[test]
    fn only_the_organiser_has_the_worker() {
        let [respond, organise, _] = super::super::PAGES;
        assert!(!boot(&respond).contains("new Worker"));
        assert!(boot(&organise).contains("new Worker"));
        assert!(!boot(&organise).contains("\n//"));
    }

    #[test]
    fn a_very_old_browser_can_say_so() {
        let [respond, organise, _] = super::super::PAGES;
        let scripts = [early(&respond), boot(&respond), boot(&organise)];
        let newer = ["=>", "let ", "const ", "...", "async ", "?.", "??", "class "];
        for script in scripts {
            assert_eq!(newer.iter().find(|syntax| script.contains(**syntax)), None);
        }
    }
}
