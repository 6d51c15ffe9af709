//! The headers that a good host sends with each page: said here once, sent by `cargo xtask serve`,
//! and written by the packer into `dist/headers/` as ready files for hosts (`hosts.rs`), because
//! the hashes in the policy change with every build. `docs/hosting-headers.md` says what each is
//! for.

use super::Page;
use std::fmt::Write as _;

/// A name and its value.
pub type Header = (&'static str, String);

/// Which set of headers a host sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Everything works.
    Usual,
    /// The pages of respondents in a sandbox: they can keep no draft, and the browser proves it.
    Strict,
    /// For `dist/installable/`: what a browser needs to install the pages and to keep them.
    Installable,
}

/// What a sandboxed page may still do.
const SANDBOX: &str = "sandbox allow-scripts allow-downloads";

/// Closes the channels that a policy leaves open, in browsers that know it: nothing may be reached.
/// A page that can be installed must reach its own host, for its manifest and its worker.
const ALLOWLIST: &str = "Connection-Allowlist";
const NOWHERE: &str = "()";
const OWN_HOST: &str = "(response-origin)";

/// Sent with every file. Switched-off prefetching of names closes what the allowlist would, in
/// browsers that do not know it.
const ALWAYS: [(&str, &str); 7] = [
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
    let installable = variant == Variant::Installable;
    let allowed = if installable { OWN_HOST } else { NOWHERE };
    let mut headers: Vec<Header> =
        vec![("Content-Security-Policy", sent), ("Permissions-Policy", permissions)];
    headers.push((ALLOWLIST, allowed.to_owned()));
    headers.extend(ALWAYS.map(|(name, value)| (name, value.to_owned())));
    headers
}

/// What a file besides the pages may do: a worker may ask its own host, a manifest nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Keeps a page.
    Worker,
    /// Says what a page is called when it is installed.
    Manifest,
}

/// The headers of a file of the installable variant that is no page.
pub fn beside(kind: Beside) -> Vec<Header> {
    let (policy, allowed) = match kind {
        Beside::Worker => ("default-src 'none'; connect-src 'self'", OWN_HOST),
        Beside::Manifest => ("default-src 'none'", NOWHERE),
    };
    let mut headers = vec![
        ("Content-Security-Policy", format!("{policy}; frame-ancestors 'none'")),
        (ALLOWLIST, allowed.to_owned()),
    ];
    headers.extend(ALWAYS.map(|(name, value)| (name, value.to_owned())));
    headers
}

#[cfg(test)]
mod tests {
    use super::super::PAGES;
    use super::*;

    fn policies() -> [String; 3] {
        ["a", "b", "c"].map(|rest| format!("default-src 'none'; {rest}"))
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
}
