//! The shell: takes Trunk's links out, puts the parts in.

use super::{Page, Parts, csp};
use crate::fail::{Failure, Outcome};

/// Between the parts of a title.
const BETWEEN: &str = " · ";

/// The shell without Trunk's links, and the style sheets that they named, in order.
pub fn take_links(built: &str) -> Outcome<(String, Vec<String>)> {
    let mut shell = String::with_capacity(built.len());
    let mut sheets = Vec::new();
    let mut rest = built;
    while let Some(start) = rest.find("<link") {
        let length = rest[start..].find('>').ok_or_else(|| broken("an unfinished <link>"))? + 1;
        let tag = &rest[start..start + length];
        shell.push_str(&rest[..start]);
        match attribute(tag, "rel") {
            Some("icon") => shell.push_str(tag),
            Some("stylesheet") => {
                let href = attribute(tag, "href").ok_or_else(|| broken("a style sheet"))?;
                sheets.push(href.trim_start_matches("./").trim_start_matches('/').to_owned());
            }
            // Trunk's own, and preloads of files that will not exist.
            _ => {}
        }
        rest = &rest[start + length..];
    }
    shell.push_str(rest);
    Ok((lines_without_gaps(&shell), sheets))
}

/// The shell with another title of the window: name and title of the instrument. What follows them
/// in the shell's own stays.
pub fn titled(shell: &str, title: &str) -> Outcome<String> {
    let start = shell.find("<title>").ok_or_else(|| broken("no title"))? + "<title>".len();
    let end = shell[start..].find("</title>").ok_or_else(|| broken("an unfinished title"))?;
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    let after = shell[start..][..end].match_indices(BETWEEN).nth(1).map_or(end, |(at, _)| at);
    Ok([&shell[..start], &title, &shell[start + after..]].concat())
}

/// The finished file.
pub fn compose(page: &Page, parts: &Parts) -> Outcome<String> {
    let policy = csp::policy(page, parts);
    let head =
        format!("<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let shell = replace_once(&parts.shell, "<head>", &head)?;
    let style = format!("<style>{}</style>\n</head>", parts.style);
    let shell = replace_once(&shell, "</head>", &style)?;
    let shell = match parts.early.as_str() {
        "" => shell,
        early => {
            let first = format!("<div id=\"app\">{}</div>\n<script>{early}</script>", parts.first);
            replace_once(&shell, "<div id=\"app\"></div>", &first)?
        }
    };
    let scripts = format!(
        "<script type=\"application/octet-stream\" id=\"wasm\">{}</script>\n\
         <script id=\"glue\">{}</script>\n<script>{}</script>\n</body>",
        parts.module, parts.glue, parts.boot
    );
    replace_once(&shell, "</body>", &scripts)
}

fn replace_once(text: &str, from: &str, to: &str) -> Outcome<String> {
    if text.matches(from).count() == 1 {
        return Ok(text.replacen(from, to, 1));
    }
    Err(broken(&format!("not exactly one {from}")))
}

fn broken(what: &str) -> Failure {
    Failure::new(format!("the page's shell has {what}"), "correct the .html file in the repository")
}

/// The value of an attribute written with double quotes.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let end = tag[start..].find('"')?;
    Some(&tag[start..start + end])
}

fn lines_without_gaps(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        small.push_str(line);
        small.push('\n');
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_links_go_and_the_icon_stays() {
        let built = "<head>\n  <link rel=\"icon\" href=\"data:image/svg+xml,x\">\n\
                     <link rel=\"stylesheet\" href=\"./b.css\"/>\n\
                     <link rel=\"modulepreload\" href=\"x.js\">\n\
                     <link rel=\"stylesheet\" href=\"/a.css\">\n</head>";
        let (shell, sheets) = take_links(built).expect("whole links");
        assert_eq!(shell, "<head>\n<link rel=\"icon\" href=\"data:image/svg+xml,x\">\n</head>\n");
        assert_eq!(sheets, ["b.css", "a.css"]);
    }

    #[test]
    fn the_policy_comes_first() {
        let parts = Parts {
            shell:
                "<head>\n<meta charset=\"utf-8\">\n</head>\n<body>\n<div id=\"app\"></div>\n</body>"
                    .into(),
            first: "<p>hello</p>".into(),
            early: "0".into(),
            style: "a{}".into(),
            glue: "1".into(),
            boot: "2".into(),
            wasm: Vec::new(),
            module: "m".into(),
        };
        let html = compose(&super::super::PAGES[0], &parts).expect("a whole shell");
        assert!(html.starts_with("<head>\n<meta http-equiv=\"Content-Security-Policy\""));
        assert!(html.contains("<div id=\"app\"><p>hello</p></div>\n<script>0</script>"));
        assert!(html.contains("id=\"wasm\">m</script>"));
        assert!(html.ends_with("<script>2</script>\n</body>"));
    }
}
