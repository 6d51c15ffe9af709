//! wasm-bindgen's glue, made safe to stand in the page: it is the only way by which the module
//! can act, so what it can do is what the page can do. `page/guard.js` guards the functions of
//! the browser that it calls; this file removes or refuses what would go around the guard.

use super::Page;
use crate::fail::{Failure, Outcome};

/// Ways of writing that go around the guard, and what stands there instead. Each must be met as
/// often as the page says ([`Page::corrected`]): a spelling that changed is no correction at all.
pub const CORRECTED: [(&str, &str); 5] = [
    // The start-up code could load a module from an address; ours is already compiled.
    ("module_or_path = fetch(module_or_path);", "throw new TypeError(\"no address\");"),
    // A property, also of `location`; as an attribute it is guarded, and `location` has none.
    (
        "arg0.href = getStringFromWasm0(arg1, arg2);",
        "arg0.setAttribute(\"href\", getStringFromWasm0(arg1, arg2));",
    ),
    // A property too; the guard lets only pictures have it, and only made in the page.
    (
        "arg0.src = getStringFromWasm0(arg1, arg2);",
        "arg0.setAttribute(\"src\", getStringFromWasm0(arg1, arg2));",
    ),
    // Called like the `open` of a window, but by this function a database only can be opened.
    (
        "arg0.open(getStringFromWasm0(arg1, arg2), arg3 >>> 0)",
        "IDBFactory.prototype.open.call(arg0, getStringFromWasm0(arg1, arg2), arg3 >>> 0)",
    ),
    // Yew writes raw HTML only when asked to, and nobody asks.
    (
        "arg0.innerHTML = getStringFromWasm0(arg1, arg2);",
        "throw new TypeError(\"guard: innerHTML\");",
    ),
];

/// What may not be left. Markup would end the element that the glue stands in.
const REFUSED: [&str; 29] = [
    "</script",
    "<!--",
    "fetch(",
    ".href =",
    ".innerhtml",
    ".outerhtml",
    "adjacenthtml",
    ".srcdoc",
    ".src =",
    ".action =",
    ".location =",
    ".open(",
    ".write(",
    ".writeln(",
    ".submit(",
    "requestsubmit(",
    ".assign(getstring",
    ".replace(getstring",
    "sendbeacon",
    "rtcpeerconnection",
    "new websocket",
    "new webtransport",
    "new xmlhttprequest",
    "new eventsource",
    "new worker(",
    "new sharedworker(",
    "importscripts",
    "eval(",
    "new function(",
];

/// The glue with the corrections and without indentation, or a failure that names what it must
/// not contain.
pub fn guarded(page: &Page, glue: &str) -> Outcome<String> {
    let mut safe = super::script::smaller(glue);
    for ((from, to), expected) in CORRECTED.into_iter().zip(page.corrected) {
        let met = safe.matches(from).count();
        if met != expected {
            return Err(Failure::new(
                format!("the glue of {} has “{from}” {met} times, not {expected}", page.file),
                "see what wasm-bindgen writes now, and correct xtask/src/pack/glue.rs or PAGES",
            ));
        }
        safe = safe.replace(from, to);
    }
    let lower = safe.to_ascii_lowercase();
    match REFUSED.iter().find(|refused| lower.contains(**refused)) {
        None => Ok(safe),
        Some(refused) => Err(Failure::new(
            format!("the glue of {} contains “{refused}”, which the page may not do", page.file),
            "find the binding that brings it and do without (see xtask/src/pack/glue.rs)",
        )),
    }
}

/// Where the part of the glue begins that loads a module, and where it ends.
const LOADER: [&str; 2] = ["async function __wbg_load(", "})({ __proto__: null });"];

/// What it alone needs, at the beginning.
const ADDRESS: [&str; 2] = ["let script_src;\n", "function __wbg_get_imports() {"];

/// What takes its place where there is no worker: a module that is compiled is only started.
const STARTER: &str = "return ({ module_or_path }) => \
    WebAssembly.instantiate(module_or_path, __wbg_get_imports()).then((instance) => \
    __wbg_finalize_init(instance, module_or_path));\n";

/// The glue of a page without what fetches a module or takes one in any other form than boot.js
/// has it: 0.9 kB (brotli). A worker starts its module by another function of that part.
pub fn started(page: &Page, glue: &str) -> Outcome<String> {
    if page.worker {
        return Ok(glue.to_owned());
    }
    let parts = || {
        let (head, rest) = glue.split_once(ADDRESS[0])?;
        let (_, functions) = rest.split_once(ADDRESS[1])?;
        let (functions, rest) = functions.split_once(LOADER[0])?;
        let (_, after) = rest.rsplit_once(LOADER[1])?;
        Some([head, ADDRESS[1], functions, STARTER, LOADER[1], after].concat())
    };
    parts().ok_or_else(|| {
        Failure::new(
            format!("the glue of {} has no loader as it was", page.file),
            "see what wasm-bindgen writes now, and correct LOADER in xtask/src/pack/glue.rs",
        )
    })
}

/// The same glue in fewer bytes: 0.2 kB (brotli) of the respondent's page.
pub fn shorter(glue: &str) -> String {
    let mut short = String::with_capacity(glue.len());
    let mut lines = glue.lines().peekable();
    while let Some(line) = lines.next() {
        let value = line.strip_prefix("const ret = ").filter(|value| value.ends_with(';'));
        match value {
            Some(value) if lines.next_if_eq(&"return ret;").is_some() => {
                short.push_str("return ");
                short.push_str(value);
            }
            _ => short.push_str(&line.replace("handleError(function (", "handleError(function(")),
        }
        short.push('\n');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::super::PAGES;
    use super::*;

    /// Glue in which everything that is corrected stands as often as in the page's.
    fn glue(page: &Page) -> String {
        let each = CORRECTED.iter().zip(page.corrected);
        each.flat_map(|((from, _), times)| vec![format!("    {from}\n"); times]).collect()
    }

    #[test]
    fn corrected() {
        for page in &PAGES {
            let safe = guarded(page, &glue(page)).expect("glue as it must be");
            for ((from, to), times) in CORRECTED.iter().zip(page.corrected) {
                assert_eq!(safe.matches(to).count(), times, "{to}");
                assert!(!safe.contains(from), "{from}");
            }
        }
    }

    #[test]
    fn only_a_worker_loads() {
        let glue = "a\nlet script_src;\nb\nfunction __wbg_get_imports() {c\n\
                    async function __wbg_load(b) {}\nreturn c;\n})({ __proto__: null });\n";
        let [respond, organise, _] = &PAGES;
        let lean = started(respond, glue).expect("a loader");
        let kept = ["a\nfunction __wbg_get_imports() {c\n", STARTER, "})({ __proto__: null });\n"];
        assert_eq!(lean, kept.concat());
        assert_eq!(started(organise, glue).expect("nothing to do"), glue);
        assert!(started(respond, "a").is_err());
    }

    #[test]
    fn what_is_returned_needs_no_name() {
        let glue = "a() {\nconst ret = b(1);\nreturn ret;\n},\n\
                    c() { return handleError(function (d) {\nconst ret = d;\nf(ret);\n}) }\n";
        let short = "a() {\nreturn b(1);\n},\n\
                     c() { return handleError(function(d) {\nconst ret = d;\nf(ret);\n}) }\n";
        assert_eq!(shorter(glue), short);
    }

    #[test]
    fn each_correction_once_more_or_less_is_refused() {
        for page in &PAGES {
            for (from, _) in CORRECTED {
                let more = format!("{}{from}\n", glue(page));
                assert!(guarded(page, &more).is_err(), "{} {from}", page.file);
                let less = glue(page).replace(from, "");
                let missed = glue(page).contains(from);
                assert_eq!(guarded(page, &less).is_err(), missed, "{} {from}", page.file);
            }
        }
    }

    #[test]
    fn refused() {
        for bad in [
            "const a = '</SCRIPT>';",
            "arg0.open(getStringFromWasm0(arg1, arg2));",
            "arg0.replace(getStringFromWasm0(arg1, arg2));",
            "const ret = fetch(arg0);",
            "const ret = new RTCPeerConnection();",
        ] {
            let glue = glue(&PAGES[1]) + bad;
            assert!(guarded(&PAGES[1], &glue).is_err(), "{bad}");
        }
        let harmless = glue(&PAGES[1]) + "const a = Object.assign({}, exports);";
        assert!(guarded(&PAGES[1], &harmless).is_ok());
    }
}
