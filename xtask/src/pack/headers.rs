//! The headers that a good host sends with each page: said here once, sent by `cargo xtask serve`,
//! and written by the packer into `dist/headers/` as ready files for hosts, because the hashes in
//! the policy change with every build. `docs/hosting-headers.md` says what each is for.

use super::{PAGES, Page};
use crate::fail::{Failure, Outcome};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A name and its value.
pub type Header = (&'static str, String);

/// Which set of headers a host sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Everything works.
    Usual,
    /// The pages of respondents in a sandbox: they can keep no draft, and the browser proves it.
    Strict,
}

/// What a sandboxed page may still do.
const SANDBOX: &str = "sandbox allow-scripts allow-downloads";

/// Sent with every page. `Connection-Allowlist: ()` closes the channels that a policy leaves open,
/// in browsers that know it; switched-off prefetching of names closes one of them in the others.
const ALWAYS: [(&str, &str); 8] = [
    ("Connection-Allowlist", "()"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-DNS-Prefetch-Control", "off"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("Cache-Control", "no-store"),
];

/// What no page needs, of the names that Chromium 156 knows: of others it complains in the
/// console, as it does on Linux of `bluetooth`, and of the share sheet, whose default is this very
/// page.
const DENIED: [&str; 33] = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "clipboard-read",
    "compute-pressure",
    "digital-credentials-get",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "local-network",
    "loopback-network",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "speaker-selection",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
];

/// The headers of a page with the policy that stands in its file.
pub fn of(page: &Page, policy: &str, variant: Variant) -> Vec<Header> {
    let mut sent = format!("{policy}; frame-ancestors 'none'");
    // The organiser's page needs storage and a worker, which a sandbox takes away.
    if variant == Variant::Strict && !page.worker {
        let _ = write!(sent, "; {SANDBOX}");
    }
    // Only the organiser's page scans codes.
    let camera = if page.worker { "camera=(self)" } else { "camera=()" };
    let denied = DENIED.map(|feature| format!("{feature}=()"));
    let permissions = format!("{camera}, {}", denied.join(", "));
    let mut headers: Vec<Header> =
        vec![("Content-Security-Policy", sent), ("Permissions-Policy", permissions)];
    headers.extend(ALWAYS.map(|(name, value)| (name, value.to_owned())));
    headers
}

/// A kind of host: the name of its file, and how a page's headers are said in it.
type Host = (&'static str, fn(&mut String, &Page, &[Header]) -> std::fmt::Result);

/// The kinds of hosts.
const HOSTS: [Host; 5] = [
    ("headers.txt", plain),
    ("nginx.conf", nginx),
    ("Caddyfile", caddy),
    (".htaccess", apache),
    ("_headers", netlify),
];

/// The files of one variant, by name, for pages with these policies.
pub fn files(policies: &[String], variant: Variant) -> Vec<(&'static str, String)> {
    let said = HOSTS.map(|(name, say)| {
        let mut text = String::new();
        for (page, policy) in PAGES.iter().zip(policies) {
            // Writing into a String cannot fail.
            let _ = say(&mut text, page, &of(page, policy, variant));
        }
        (name, text)
    });
    said.to_vec()
}

/// Writes the files of both variants below `dist/headers/`.
pub fn write(dist: &Path, policies: &[String]) -> Outcome {
    for (folder, variant) in [("headers", Variant::Usual), ("headers/strict", Variant::Strict)] {
        let folder = dist.join(folder);
        fs::create_dir_all(&folder).map_err(Failure::io("make", &folder))?;
        for (name, text) in files(policies, variant) {
            let path = folder.join(name);
            fs::write(&path, text).map_err(Failure::io("write", &path))?;
        }
    }
    Ok(())
}

/// The addresses of a page: hosts answer `/` with the respondent's, and some hide the ending.
fn addresses(page: &Page) -> Vec<String> {
    let short = page.file.trim_end_matches("index.html").trim_end_matches(".html");
    vec![format!("/{short}"), format!("/{}", page.file)]
}

/// Adds the headers of a page that is none of [`PAGES`] to a plain list.
pub fn list(text: &mut String, page: &Page, policy: &str) {
    // Writing into a String cannot fail.
    let _ = plain(text, page, &of(page, policy, Variant::Usual));
}

/// For any other host, and for comparing: the file, then its headers as they are sent.
fn plain(text: &mut String, page: &Page, headers: &[Header]) -> std::fmt::Result {
    writeln!(text, "{}", page.file)?;
    headers.iter().try_for_each(|(name, value)| writeln!(text, "  {name}: {value}"))
}

/// To be included in a `server` block. nginx answers `/` by way of `/index.html`.
fn nginx(text: &mut String, page: &Page, headers: &[Header]) -> std::fmt::Result {
    writeln!(text, "location = /{} {{", page.file)?;
    for (name, value) in headers {
        writeln!(text, "  add_header {name} \"{value}\" always;")?;
    }
    writeln!(text, "}}")
}

/// To be imported in a site's block.
fn caddy(text: &mut String, page: &Page, headers: &[Header]) -> std::fmt::Result {
    writeln!(text, "@{} path {}", page.bin, addresses(page).join(" "))?;
    writeln!(text, "header @{} {{", page.bin)?;
    for (name, value) in headers {
        writeln!(text, "\t{name} \"{value}\"")?;
    }
    writeln!(text, "}}")
}

/// Beside the pages; Apache needs its module `headers` and `AllowOverride FileInfo`.
fn apache(text: &mut String, page: &Page, headers: &[Header]) -> std::fmt::Result {
    writeln!(text, "<Files \"{}\">", page.file)?;
    for (name, value) in headers {
        writeln!(text, "  Header always set {name} \"{value}\"")?;
    }
    writeln!(text, "</Files>")
}

/// Beside the pages; the format of Netlify, Cloudflare Pages and others.
fn netlify(text: &mut String, page: &Page, headers: &[Header]) -> std::fmt::Result {
    for address in addresses(page) {
        writeln!(text, "{address}")?;
        headers.iter().try_for_each(|(name, value)| writeln!(text, "  {name}: {value}"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policies() -> [String; 3] {
        ["a", "b", "c"].map(|rest| format!("default-src 'none'; {rest}"))
    }

    /// The header of a line in any of the files, its name and value.
    fn header(line: &str) -> Option<(String, String)> {
        let line = line.trim().trim_end_matches(" always;");
        let line = line.trim_start_matches("add_header ").trim_start_matches("Header always set ");
        let (name, value) = line.split_once(' ')?;
        let name = name.trim_end_matches(':');
        let plain = name.chars().all(|char| char.is_ascii_alphabetic() || char == '-');
        let known = plain && (name.contains('-') && name.starts_with(char::is_uppercase));
        known.then(|| (name.to_owned(), value.trim_matches('"').to_owned()))
    }

    #[test]
    fn every_file_says_the_same() {
        for variant in [Variant::Usual, Variant::Strict] {
            let expected: Vec<(String, String)> = PAGES
                .iter()
                .zip(&policies())
                .flat_map(|(page, policy)| of(page, policy, variant))
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            for (file, text) in files(&policies(), variant) {
                let mut said: Vec<_> = text.lines().filter_map(header).collect();
                if file == "_headers" {
                    // Every page stands there under both of its addresses.
                    let one = expected.len() / PAGES.len();
                    let pages = said.chunks(2 * one).map(|both| both.split_at(one));
                    let pages: Vec<_> =
                        pages.inspect(|(a, b)| assert_eq!(a, b, "{file}")).collect();
                    said = pages.into_iter().flat_map(|(page, _)| page.to_vec()).collect();
                }
                assert_eq!(said, expected, "{file}");
            }
        }
    }

    #[test]
    fn values_can_stand_between_quotation_marks() {
        for (page, policy) in PAGES.iter().zip(&policies()) {
            for (name, value) in of(page, policy, Variant::Strict) {
                let bad = value.find(['"', '\\', '$', '{', '\r', '\n']);
                assert_eq!(bad, None, "{name}");
            }
        }
    }

    #[test]
    fn pages_differ_where_they_must() {
        let value = |page: &Page, variant, name| {
            let found = of(page, "p", variant).into_iter().find(|header| header.0 == name);
            found.map(|header| header.1).unwrap_or_default()
        };
        let [respond, organise, two_tallies] = &PAGES;
        let policy = "Content-Security-Policy";
        assert_eq!(value(respond, Variant::Usual, policy), "p; frame-ancestors 'none'");
        for page in [respond, two_tallies] {
            assert!(value(page, Variant::Strict, policy).ends_with(SANDBOX));
        }
        assert_eq!(value(organise, Variant::Strict, policy), "p; frame-ancestors 'none'");
        let permissions = "Permissions-Policy";
        assert!(value(respond, Variant::Usual, permissions).contains("camera=()"));
        assert!(value(organise, Variant::Usual, permissions).contains("camera=(self)"));
        assert!(!value(organise, Variant::Usual, permissions).contains("web-share"));
        assert_eq!(value(respond, Variant::Usual, "Connection-Allowlist"), "()");
    }

    #[test]
    fn addresses_of_a_page() {
        assert_eq!(addresses(&PAGES[0]), ["/", "/index.html"]);
        assert_eq!(addresses(&PAGES[1]), ["/organise", "/organise.html"]);
        assert_eq!(addresses(&PAGES[2]), ["/two-tallies", "/two-tallies.html"]);
    }
}
