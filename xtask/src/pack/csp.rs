//! The Content-Security-Policy of a page, and the hashes it is made of.

use super::{Page, Parts};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The policy: nothing from anywhere, except this very script and style, and pictures that the
/// page itself makes.
pub fn policy(page: &Page, parts: &Parts) -> String {
    let scripts = [&parts.early, &parts.glue, &parts.boot];
    let scripts: Vec<String> =
        scripts.iter().filter(|text| !text.is_empty()).map(|text| source(text)).collect();
    let (worker, types) =
        if page.worker { ("blob:", "qingdan-worker") } else { ("'none'", "'none'") };
    [
        "default-src 'none'",
        &format!("script-src {} 'wasm-unsafe-eval'", scripts.join(" ")),
        &format!("style-src {}", source(&parts.style)),
        "img-src data: blob:",
        "connect-src 'none'",
        &format!("worker-src {worker}"),
        "frame-src 'none'",
        "object-src 'none'",
        "manifest-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        &format!("trusted-types {types}"),
    ]
    .join("; ")
}

/// The policy in the `<meta>` of a packed page.
pub fn of_page(body: &[u8]) -> Option<&str> {
    const START: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    let head = body.get(..body.len().min(4096))?;
    let head = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).ok()?,
    };
    head.split_once(START)?.1.split('"').next()
}

/// A text as a source of a policy: `'sha256-…'`.
pub fn source(text: &str) -> String {
    format!("'{}'", integrity(text.as_bytes()))
}

/// A file's hash as browsers compare it: `sha256-…`.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// The SHA-256 of a file as people compare it.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        // Writing into a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // The example of the CSP specification, section "hash-source".
        let expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert_eq!(source("alert('Hello, world.');"), expected);
        assert!(sha256_hex(b"").starts_with("e3b0c44298fc1c149afbf4c8996fb924"));
    }

    #[test]
    fn the_policy_of_a_page_is_found() {
        let page = b"<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"a 'b'\">";
        assert_eq!(of_page(page), Some("a 'b'"));
        assert_eq!(of_page(b"<head>"), None);
    }

    #[test]
    fn only_the_organiser_may_start_a_worker() {
        let parts = Parts {
            shell: String::new(),
            first: String::new(),
            early: String::new(),
            style: String::new(),
            glue: String::new(),
            boot: String::new(),
            wasm: Vec::new(),
            module: String::new(),
        };
        let [respond, organise, two_tallies] =
            super::super::PAGES.map(|page| policy(&page, &parts));
        assert!(respond.contains("worker-src 'none';"));
        assert!(respond.ends_with("trusted-types 'none'"));
        assert_eq!(two_tallies, respond);
        assert!(organise.contains("worker-src blob:;"));
        assert!(organise.ends_with("trusted-types qingdan-worker"));
    }
}
