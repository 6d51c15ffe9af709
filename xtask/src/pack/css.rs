//! Smaller styles: comments and needless white space go, everything else stays as written.

use self::squeeze::squeeze;
use crate::fail::{Failure, Outcome};

#[path = "../../../build/squeeze.rs"]
mod squeeze;

/// A smaller sheet with the same meaning; refuses what would ask for another file.
pub fn smaller(sheet: &str) -> Outcome<String> {
    let small = squeeze(sheet);
    let lower = small.to_ascii_lowercase();
    for (found, why) in [("@import", "asks for another file"), ("</style", "ends the style")] {
        if lower.contains(found) {
            return Err(Failure::new(format!("a style has {found}, which {why}"), "remove it"));
        }
    }
    let foreign = |rest: &str| !rest.trim_start_matches(['"', '\'', ' ']).starts_with("data:");
    if lower.split("url(").skip(1).any(foreign) {
        return Err(Failure::new("a style has a url() that is not data:", "draw it inline"));
    }
    Ok(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sheet: &str, expected: &str) {
        assert_eq!(squeeze(sheet), expected);
    }

    #[test]
    fn white_space_and_comments() {
        check("/* a */ .b , p { color : red ; }\n\n", ".b,p{color :red}");
        check(
            "@media (min-width: 3rem) and (hover) { a { b: c } }",
            "@media (min-width:3rem) and (hover){a{b:c}}",
        );
        check("a :hover{x:calc(1px + 2px)}", "a :hover{x:calc(1px + 2px)}");
        check("a{b:c/**/d}", "a{b:c d}");
        check(".a/* both */.b{c:d}", ".a.b{c:d}");
        check("a { --x: ; }", "a{--x:}");
    }

    #[test]
    fn strings_stay() {
        check(
            "a::before { content: \"  /* } ; */ \\\" \" }",
            "a::before{content:\"  /* } ; */ \\\" \"}",
        );
        check("a { font: '汉 字' , \"B\" }", "a{font:'汉 字',\"B\"}");
    }

    #[test]
    fn no_other_file() {
        assert!(smaller("@import 'x.css';").is_err());
        assert!(smaller("a{background:url(x.png)}").is_err());
        assert!(smaller("a{background:url(\"data:image/svg+xml,x\")}").is_ok());
    }
}
