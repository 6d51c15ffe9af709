//! What is changed in the finished pages: mdBook's own words in the Chinese book, and the one
//! address that its script knows.

use super::contents;
use crate::fail::{Failure, Outcome};
use std::fs;
use std::path::Path;

/// Where mdBook's script would run examples of Rust. No page of the site offers that, and the
/// address is taken out, so that no page could ask it.
const PLAYGROUND: &str = "https://play.rust-lang.org";

/// The words of a page's frame, English and Chinese. Each must be found.
const WORDS: &[(&str, &str)] = &[
    ("Keyboard shortcuts", "快捷键"),
    (
        "Press <kbd>←</kbd> or <kbd>→</kbd> to navigate between chapters",
        "按 <kbd>←</kbd> 或 <kbd>→</kbd> 翻到上一章、下一章",
    ),
    ("Press <kbd>?</kbd> to show this help", "按 <kbd>?</kbd> 显示这个说明"),
    ("Press <kbd>Esc</kbd> to hide this help", "按 <kbd>Esc</kbd> 收起这个说明"),
    ("title=\"Toggle Table of Contents\"", "title=\"显示或收起目录\""),
    ("aria-label=\"Toggle Table of Contents\"", "aria-label=\"显示或收起目录\""),
    ("aria-label=\"Table of contents\"", "aria-label=\"目录\""),
    ("title=\"Change theme\"", "title=\"换配色\""),
    ("aria-label=\"Change theme\"", "aria-label=\"换配色\""),
    ("aria-label=\"Themes\"", "aria-label=\"配色\""),
    (">Auto</button>", ">自动</button>"),
    (">Light</button>", ">浅色</button>"),
    (">Rust</button>", ">暖色</button>"),
    (">Coal</button>", ">炭黑</button>"),
    (">Navy</button>", ">藏青</button>"),
    (">Ayu</button>", ">墨色</button>"),
    ("title=\"Next chapter\"", "title=\"下一章\""),
    ("aria-label=\"Next chapter\"", "aria-label=\"下一章\""),
    ("title=\"Previous chapter\"", "title=\"上一章\""),
    ("aria-label=\"Previous chapter\"", "aria-label=\"上一章\""),
    ("aria-label=\"Page navigation\"", "aria-label=\"翻页\""),
];

/// Puts the frame of every page of a book into Chinese.
pub fn translate(book: &Path) -> Outcome {
    let mut unused: Vec<&str> = WORDS.iter().map(|(english, _)| *english).collect();
    for (name, bytes) in contents(book)? {
        if name.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        unused.retain(|english| !text.contains(english));
        for (english, chinese) in WORDS {
            text = text.replace(english, chinese);
        }
        let path = book.join(name);
        fs::write(&path, text).map_err(Failure::io("write", &path))?;
    }
    match unused.first() {
        None => Ok(()),
        Some(words) => Err(Failure::new(
            format!("no page has “{words}” any more: mdBook says something else"),
            "bring the list in xtask/src/site/words.rs up to date",
        )),
    }
}

/// Takes the address of the playground out of mdBook's scripts.
pub fn confine(site: &Path) -> Outcome {
    for (name, bytes) in contents(site)? {
        if name.extension().is_none_or(|ending| ending != "js") {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        if text.contains(PLAYGROUND) {
            let path = site.join(&name);
            fs::write(&path, text.replace(PLAYGROUND, "about:blank"))
                .map_err(Failure::io("write", &path))?;
        }
    }
    Ok(())
}
