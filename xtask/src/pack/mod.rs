//! `cargo xtask pack`: makes one self-contained file of what Trunk built.
//!
//! Recipe, per page: [`optimise`] the module · write it as text ([`text`]) · put the styles into
//! one `<style>` ([`css`]) · put the first view into the body ([`prerender`]) · put the guarded
//! [`glue`] and our own [`script`] inline · compare what the module [`imports`] with the list ·
//! name scripts and style by hash in a Content-Security-Policy ([`csp`]) · [`check`] that nothing
//! else is left · write the [`headers`] for [`hosts`] · make the [`installable`] variant of it.

mod check;
pub mod csp;
mod css;
mod glue;
pub mod headers;
pub mod hosts;
mod html;
mod icon;
mod imports;
pub mod installable;
pub mod malice;
mod names;
mod optimise;
mod place;
mod prerender;
pub mod put;
mod script;
mod streams;
pub mod text;

pub use place::ready;

use crate::build::build;
use crate::fail::{Failure, Outcome};
use crate::host;
use crate::repo::Repo;
use crate::run::{say, tell};
use crate::setup::PageTools;
use crate::sizes;
use crate::tools::{WASM_OPT_FAST, WASM_OPT_SMALL};
use std::fs;
use std::path::{Path, PathBuf};

/// One of the three pages.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The bin, and the folder under `target/trunk/`.
    pub bin: &'static str,
    /// The shell in the repository and the finished file in `dist/`.
    pub file: &'static str,
    /// The crate's features beyond the usual ones.
    pub features: &'static [&'static str],
    /// Cargo's profile: for size or for speed.
    pub profile: &'static str,
    /// How its module is optimised further.
    pub wasm_opt: &'static [&'static str],
    /// May it start a worker?
    pub worker: bool,
    /// Does its first view stand in the file?
    pub prerendered: bool,
    /// How often each of [`glue::CORRECTED`] stands in its glue.
    pub corrected: [usize; glue::CORRECTED.len()],
}

/// All pages. The respondent's is small, for a phone, and has no worker: it never reads other
/// people's files. The organiser's is fast. That of two tallies is the respondent's with what
/// splits a record, which the respondent's need not pay for.
pub const PAGES: [Page; 3] = [
    Page {
        bin: "respond",
        file: "index.html",
        features: &[],
        profile: "release",
        wasm_opt: WASM_OPT_SMALL,
        worker: false,
        prerendered: true,
        corrected: [1, 1, 1, 0, 1],
    },
    Page {
        bin: "organise",
        file: "organise.html",
        features: &["two-tally", "exact"],
        profile: "organise",
        wasm_opt: WASM_OPT_FAST,
        worker: true,
        prerendered: false,
        corrected: [1, 1, 1, 1, 1],
    },
    Page {
        bin: "two-tallies",
        file: "two-tallies.html",
        features: &["two-tally"],
        profile: "release",
        wasm_opt: WASM_OPT_SMALL,
        worker: false,
        prerendered: true,
        corrected: [1, 1, 1, 0, 1],
    },
];

/// What a page is made of, before it becomes one file.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The HTML around the rest, still with Trunk's links.
    pub shell: String,
    /// The prerendered first view; empty where there is none.
    pub first: String,
    /// What runs right after it; empty where there is none.
    pub early: String,
    /// All styles, in order.
    pub style: String,
    /// The wasm-bindgen glue.
    pub glue: String,
    /// Guard, worker (organiser only) and boot.
    pub boot: String,
    /// The optimised module.
    pub wasm: Vec<u8>,
    /// The same as text.
    pub module: String,
}

/// Builds and packs all pages and prints their sizes and hashes. Nothing is written before all are
/// made.
pub fn pack(repo: &Repo, tools: &PageTools) -> Outcome {
    ready(repo)?;
    build(repo, tools)?;
    let mut finished = Vec::new();
    for page in &PAGES {
        let parts = parts(repo, tools, page)?;
        let html = html::compose(page, &parts)?;
        check::finished(repo, page, &parts, &html)?;
        finished.push(html);
    }
    let identity = prerender::names(repo)?.identity;
    write(repo, &identity, &finished)?;
    say(format!("instrument: {identity}"));
    for (page, html) in PAGES.iter().zip(&finished) {
        let path = repo.dist.join(page.file);
        say(format!("{}: {}", path.display(), sizes::line(html.as_bytes())));
        tell(format!("{}  {}", csp::sha256_hex(html.as_bytes()), page.file));
    }
    installable::list(&repo.dist)
}

/// Writes the finished pages, which are in the order of [`PAGES`], and what hosts need beside them,
/// for the path of the last time.
fn write(repo: &Repo, identity: &str, finished: &[String]) -> Outcome {
    place::fits(repo, Some(identity))?;
    // First, so that pages of somebody's own never stand there without it.
    let mut files = vec![(place::STAMP.to_owned(), place::stamp_of(repo, identity).into_bytes())];
    for (page, html) in PAGES.iter().zip(finished) {
        files.push((page.file.to_owned(), html.clone().into_bytes()));
    }
    let base = put::recorded(&repo.dist).unwrap_or_else(hosts::Base::top);
    files.extend(host::files(finished, &base)?);
    place::tell_of_another(repo, identity);
    put::put(&repo.dist, files, &base)?;
    say(format!("header files for {}", base.path()));
    Ok(())
}

/// Reads what Trunk built and makes the parts of a page.
pub fn parts(repo: &Repo, tools: &PageTools, page: &Page) -> Outcome<Parts> {
    let folder = repo.trunk_dir(page.bin);
    let built = read(&folder.join("index.html"))?;
    let (shell, sheets) = html::take_links(&built)?;
    let shell = if page.prerendered {
        html::titled(&shell, &prerender::names(repo)?.title)?
    } else {
        shell
    };
    let mut style = String::new();
    for sheet in &sheets {
        style.push_str(&css::smaller(&read(&folder.join(sheet))?)?);
    }
    let glue = glue::guarded(page, &read(&only(&folder, ".js")?)?)?;
    let module = only(&folder, "_bg.wasm")?;
    let wasm = optimise::optimise(repo, tools, page, &module)?;
    imports::check(repo, page, &glue, &wasm)?;
    check::low_memory(page, &wasm)?;
    let (glue, wasm) = names::short(&glue::started(page, &glue::shorter(&glue))?, &wasm)?;
    let module = text::encode(&wasm)?;
    check::decodes(repo, tools, &module, &wasm)?;
    let first = prerender::first_view(repo, page)?;
    let (early, boot) = (script::early(page), script::boot(page));
    Ok(Parts { shell, first, early, style, glue, boot, wasm, module })
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(Failure::io("read", path))
}

/// The one file of a folder whose name ends like this.
fn only(folder: &Path, end: &str) -> Outcome<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::io("read", folder))? {
        let path = entry.map_err(Failure::io("read", folder))?.path();
        if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    match <[PathBuf; 1]>::try_from(found) {
        Ok([path]) => Ok(path),
        Err(found) => Err(Failure::new(
            format!("{} files *{end} in {}, not one", found.len(), folder.display()),
            "remove that folder and run it again",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::hosts::Base;

    #[test]
    fn packing_again_keeps_the_path() {
        let root = std::env::temp_dir().join(format!("qingdan-pack-{}", std::process::id()));
        let [target, dist, tools] = ["target", "dist", "tools"].map(|name| root.join(name));
        let repo = Repo { root: root.clone(), target, dist, tools, instrument: None };
        let pages = PAGES.map(|page| installable::tests::finished(&page));
        let headers = |file: &str| {
            fs::read_to_string(repo.dist.join("headers").join(file)).expect("a header file")
        };
        write(&repo, "one 1.0.0 ab", &pages).expect("written");
        assert!(headers("nginx.conf").starts_with("location = /index.html {"));
        let base = Base::parse("/survey/2026/").expect("a path");
        host::host(&repo, Some(base)).expect("written");
        let new = pages.map(|html| html.replace("sha256-a", "sha256-b"));
        write(&repo, "one 1.0.1 cd", &new).expect("written");
        for (file, line) in [
            ("nginx.conf", "location = /survey/2026/index.html {"),
            ("Caddyfile", "@respond path /survey/2026/ /survey/2026/index.html"),
            ("_headers", "/survey/2026/"),
        ] {
            assert_eq!(headers(file).lines().next(), Some(line));
            assert!(headers(file).contains("sha256-b"), "{file}");
        }
        let stamp = fs::read_to_string(repo.dist.join(place::STAMP)).expect("the stamp");
        assert_eq!(stamp, place::stamp_of(&repo, "one 1.0.1 cd"));
        // Before anything is written, once more with what has been built.
        let night = Repo { instrument: Some(root.join("night.json")), ..repo.clone() };
        write(&night, "night 1.0.0 ef", &new).expect("the repository's own folder");
        let other = write(&night, "shift 1.0.0 01", &new).expect_err("another one").to_string();
        assert!(other.contains("another instrument: night 1.0.0 ef"), "{other}");
        fs::remove_dir_all(&root).expect("the folder is there");
    }
}
