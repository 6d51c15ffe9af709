//! The installable variant, `dist/installable/`: the same pages with a manifest, an icon and a
//! service worker each, so that a phone can install one and open it without a network. It is made
//! of the finished pages by the few changes below, so that everybody can make them again and
//! compare. The finished pages know nothing of it. `docs/hosting.md` says what it costs.

use super::put::File;
use super::{PAGES, Page, csp, icon, script};
use crate::fail::{Failure, Outcome};
use crate::run::tell;
use std::fs;
use std::path::Path;

/// The folder below `dist/`.
pub const FOLDER: &str = "installable";

/// What takes the variant back from browsers that have it.
const WITHDRAW_FILE: &str = "withdraw-sw.js";

const WORKER: &str = include_str!("../../page/sw.js");
const INSTALL: &str = include_str!("../../page/install.js");
const WITHDRAW: &str = include_str!("../../page/withdraw.js");

/// A shell with the mark as SVG.
const MARKED: &str = include_str!("../../../organise.html");

/// The icons of a manifest: size in pixels, what it is for, and how much of it the mark takes. A
/// mask may cut off everything outside of a circle of four fifths.
const ICONS: [(usize, &str, f64); 4] =
    [(192, "any", 0.9), (512, "any", 0.9), (192, "maskable", 0.7), (512, "maskable", 0.7)];

/// Hexadecimal digits of a version.
const VERSION_DIGITS: usize = 16;

impl Page {
    /// Its name without the ending.
    fn stem(&self) -> &'static str {
        self.file.trim_end_matches(".html")
    }

    /// Its service worker.
    pub fn worker_file(&self) -> String {
        format!("{}-sw.js", self.stem())
    }

    /// Its manifest. Plain JSON: there are hosts that do not send endings they do not know.
    pub fn manifest_file(&self) -> String {
        format!("{}-manifest.json", self.stem())
    }

    /// What its service worker answers for, seen from the folder: also the address without the
    /// ending that some hosts prefer. A worker with a longer scope comes before one with a shorter.
    fn scope(&self) -> String {
        format!("./{}", self.stem().trim_end_matches("index"))
    }
}

/// The files of the variant of the finished pages, which are in the order of [`PAGES`].
pub fn all(pages: &[String]) -> Outcome<Vec<File>> {
    let mut all = Vec::new();
    for (page, html) in PAGES.iter().zip(pages) {
        all.extend(files(page, html)?);
    }
    all.push((WITHDRAW_FILE.to_owned(), script::smaller(WITHDRAW)));
    let below = |(file, text): (String, String)| (format!("{FOLDER}/{file}"), text.into_bytes());
    Ok(all.into_iter().map(below).collect())
}

/// Prints the hash of every file of the variant.
pub fn list(dist: &Path) -> Outcome {
    for file in names() {
        let path = dist.join(FOLDER).join(&file);
        let bytes = fs::read(&path).map_err(Failure::io("read", &path))?;
        tell(format!("{}  {FOLDER}/{file}", csp::sha256_hex(&bytes)));
    }
    Ok(())
}

/// The names of all files of the variant but those for hosts.
pub fn names() -> Vec<String> {
    let of = |page: &Page| [page.file.to_owned(), page.manifest_file(), page.worker_file()];
    PAGES.iter().flat_map(of).chain([WITHDRAW_FILE.to_owned()]).collect()
}

/// The files of one finished page: itself, changed; its manifest; its worker.
fn files(page: &Page, html: &str) -> Outcome<[(String, String); 3]> {
    let manifest = manifest(page, html)?;
    let html = changed(page, html)?;
    let worker = worker(page, &[(page.file, &html), (&page.manifest_file(), &manifest)]);
    Ok([
        (page.file.to_owned(), html),
        (page.manifest_file(), manifest),
        (page.worker_file(), worker),
    ])
}

/// The page with a link to its manifest, one more script, and a policy that allows both.
fn changed(page: &Page, html: &str) -> Outcome<String> {
    let install = format!(
        "var WORKER={{file:\"{}\",scope:\"{}\"}};\n{}",
        page.worker_file(),
        page.scope(),
        script::smaller(INSTALL)
    );
    let old = csp::of_page(html.as_bytes()).ok_or_else(|| broken(page, "it has no policy"))?;
    let html = html.replacen(old, &policy(page, old, &csp::source(&install))?, 1);
    let link = format!("</title>\n<link rel=\"manifest\" href=\"{}\">", page.manifest_file());
    let html = html.replacen("</title>", &link, 1);
    let end = "\n</body>\n</html>";
    let Some(before) = html.trim_end().strip_suffix(end) else {
        return Err(broken(page, "it has another end"));
    };
    Ok(format!("{before}\n<script>{install}</script>{end}\n"))
}

/// A page's policy, with what installing takes and nothing else.
fn policy(page: &Page, old: &str, install: &str) -> Outcome<String> {
    let (worker, types) = if page.worker {
        (["worker-src blob:", "worker-src blob: 'self'"], "qingdan-worker qingdan-install")
    } else {
        (["worker-src 'none'", "worker-src 'self'"], "qingdan-install")
    };
    let old_types =
        if page.worker { "trusted-types qingdan-worker" } else { "trusted-types 'none'" };
    let types = format!("trusted-types {types}");
    let script = format!("{install} 'wasm-unsafe-eval'");
    let changes = [
        (" 'wasm-unsafe-eval'", format!(" {script}")),
        (worker[0], worker[1].to_owned()),
        ("manifest-src 'none'", "manifest-src 'self'".to_owned()),
        (old_types, types),
    ];
    let mut policy = old.to_owned();
    for (from, to) in changes {
        if policy.matches(from).count() != 1 {
            return Err(broken(page, &format!("not exactly one “{from}” in its policy")));
        }
        policy = policy.replacen(from, &to, 1);
    }
    Ok(policy)
}

/// What a browser needs to know to install the page: names and colours are the page's own.
fn manifest(page: &Page, html: &str) -> Outcome<String> {
    let between = |start: &str, end: &str| {
        let rest = html.split_once(start)?.1;
        rest.split_once(end).map(|(found, _)| found.to_owned())
    };
    let name = between("<title>", "</title>").ok_or_else(|| broken(page, "it has no title"))?;
    let light = "media=\"(prefers-color-scheme: light)\" content=\"";
    let back = between(light, "\"").ok_or_else(|| broken(page, "it has no light colour"))?;
    let language =
        between("<html lang=\"", "\"").ok_or_else(|| broken(page, "it has no language"))?;
    // Pages are told apart by the last word of their titles, but for the respondent's.
    let words: Vec<&str> = name.split(" · ").collect();
    let short = match words[..] {
        [first, .., last] if page.stem() != "index" => format!("{first} · {last}"),
        _ => words.first().copied().unwrap_or_default().to_owned(),
    };
    let mark = icon::Mark::of_shell(MARKED)?;
    let icons: Vec<String> = ICONS
        .iter()
        .map(|(size, purpose, share)| {
            let png = icon::data_address(&mark.png(*size, *share, icon::colour_of(&back)));
            format!(
                "{{\"src\":\"{png}\",\"sizes\":\"{size}x{size}\",\"type\":\"image/png\",\
                 \"purpose\":\"{purpose}\"}}"
            )
        })
        .collect();
    let [name, short, language] = [name, short, language].map(|text| quoted(&text));
    Ok(format!(
        "{{\n\"name\":{name},\n\"short_name\":{short},\n\"lang\":{language},\n\
         \"start_url\":\"{}\",\n\"scope\":\"{}\",\n\"display\":\"standalone\",\n\
         \"background_color\":\"{back}\",\n\"theme_color\":\"{back}\",\n\"icons\":[\n{}\n]\n}}\n",
        page.file,
        page.scope(),
        icons.join(",\n")
    ))
}

/// A text of a page as a JSON string; a page writes its own text with entities.
fn quoted(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let plain = plain.replace("&#39;", "'").replace("&amp;", "&");
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The service worker that keeps these files.
fn worker(page: &Page, files: &[(&str, &str)]) -> String {
    let mut entries = Vec::new();
    let mut all = String::new();
    for (name, text) in files {
        let integrity = csp::integrity(text.as_bytes());
        let addresses = if *name == page.file {
            format!("[\"{}\",\"{name}\"]", page.scope())
        } else {
            format!("[\"{name}\"]")
        };
        entries
            .push(format!("{{name:\"{name}\",integrity:\"{integrity}\",addresses:{addresses}}}"));
        all.push_str(&integrity);
    }
    let version = &csp::sha256_hex(all.as_bytes())[..VERSION_DIGITS];
    format!(
        "const VERSION = \"{version}\";\nconst FILES = [\n{}\n];\n{}",
        entries.join(",\n"),
        script::smaller(WORKER)
    )
}

fn broken(page: &Page, what: &str) -> Failure {
    let problem = format!("{} is no plain packed page: {what}", page.file);
    Failure::new(problem, "run `cargo xtask pack`, and name the folder that it packs into")
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A finished page, as far as this needs it.
    pub fn finished(page: &Page) -> String {
        let (worker, types) =
            if page.worker { ("blob:", "qingdan-worker") } else { ("'none'", "'none'") };
        format!(
            "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             script-src 'sha256-a' 'wasm-unsafe-eval'; connect-src 'none'; worker-src {worker}; \
             manifest-src 'none'; trusted-types {types}\">\n\
             <title>One · Two &amp; &quot;Three&quot;</title>\n\
             <meta name=\"theme-color\" media=\"(prefers-color-scheme: light)\" \
             content=\"#faf8f3\">\n</head>\n<body>\n<script>1</script>\n</body>\n</html>\n"
        )
    }

    #[test]
    fn a_page_changes_in_three_places_only() {
        for page in &PAGES {
            let before = finished(page);
            let [(file, after), (manifest, _), (worker, _)] =
                files(page, &before).expect("a finished page");
            assert_eq!(file, page.file);
            let (start, install) = after.rsplit_once("<script>").expect("one script more");
            let install = install.strip_suffix("</script>\n</body>\n</html>\n").expect("its end");
            let policy = csp::of_page(after.as_bytes()).expect("a policy");
            assert!(policy.contains(&csp::source(install)), "{policy}");
            assert!(policy.contains("connect-src 'none'"), "{policy}");
            assert!(install.contains(&format!("file:\"{worker}\"")), "{install}");
            let link = format!("\n<link rel=\"manifest\" href=\"{manifest}\">");
            let old = csp::of_page(before.as_bytes()).expect("a policy");
            let back = start.replacen(&link, "", 1).replacen(policy, old, 1);
            assert_eq!(back + "</body>\n</html>\n", before);
        }
    }

    #[test]
    fn a_policy_allows_no_more_than_it_must() {
        let [respond, organise, _] = &PAGES;
        let of = |page: &Page| {
            let html = finished(page);
            policy(page, csp::of_page(html.as_bytes()).expect("a policy"), "'x'")
        };
        assert_eq!(
            of(respond).expect("a policy"),
            "default-src 'none'; script-src 'sha256-a' 'x' 'wasm-unsafe-eval'; connect-src 'none'; \
             worker-src 'self'; manifest-src 'self'; trusted-types qingdan-install"
        );
        let organise = of(organise).expect("a policy");
        assert!(organise.contains("worker-src blob: 'self'; "), "{organise}");
        assert!(organise.ends_with("trusted-types qingdan-worker qingdan-install"), "{organise}");
        assert!(policy(respond, "manifest-src 'self'", "'x'").is_err());
    }

    #[test]
    fn manifests_name_the_page() {
        let [respond, organise, two_tallies] = &PAGES;
        let of = |page: &Page| manifest(page, &finished(page)).expect("a manifest");
        let said = of(respond);
        assert!(said.contains("\"name\":\"One · Two & \\\"Three\\\"\""), "{said}");
        assert!(said.contains("\"short_name\":\"One\""), "{said}");
        assert!(said.contains("\"start_url\":\"index.html\",\n\"scope\":\"./\""), "{said}");
        assert_eq!(said.matches("\"src\":\"data:image/png;base64,").count(), ICONS.len());
        let said = of(organise);
        assert!(said.contains("\"short_name\":\"One · Two & \\\"Three\\\"\""), "{said}");
        assert!(said.contains("\"scope\":\"./organise\""), "{said}");
        assert!(of(two_tallies).contains("\"scope\":\"./two-tallies\""));
    }

    #[test]
    fn another_byte_is_another_version() {
        let page = &PAGES[0];
        let version = |text: &str| {
            let worker = worker(page, &[(page.file, text), ("index-manifest.json", "{}")]);
            worker.lines().next().expect("a first line").to_owned()
        };
        assert!(version("a").starts_with("const VERSION = \""));
        assert_eq!(version("a"), version("a"));
        assert_ne!(version("a"), version("b"));
    }
}
