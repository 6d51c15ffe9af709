//! Blocks that no test runs, each with its reason.

use crate::blocks::Block;

/// Document, first line, reason.
pub(crate) const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("docs/verify.md", "git clone <the repository> qingdan && cd qingdan", CLONES),
    ("docs/verify.zh.md", "git clone <代码仓库> qingdan && cd qingdan", CLONES),
    ("docs/book/developers.md", "cargo doc --no-default-features --no-deps --open", OPENS),
    ("docs/book/developers.zh.md", "cargo doc --no-default-features --no-deps --open", OPENS),
    (
        "docs/testing.md",
        "export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner",
        BY_HAND,
    ),
    (
        "docs/command-line.md",
        "cargo build --profile native --no-default-features --features cli-report --bin qingdan",
        INSTALLS,
    ),
    (
        "docs/command-line.zh.md",
        "cargo build --profile native --no-default-features --features cli-report --bin qingdan",
        INSTALLS,
    ),
    ("docs/testing.md", "npm install --prefix target/axe axe-core", BY_HAND),
];

const INSTALLS: &str =
    "compiles for minutes and installs for the user; the tests build the same command";
const BY_HAND: &str =
    "needs browsers and the network; `cargo xtask test` does it with its own tools";
const CLONES: &str = "has holes for the reader to fill in; `cargo xtask reproduce` does the same";
const OPENS: &str = "opens a browser; `cargo xtask test` runs both commands without that";

/// A block marked as not run stands in the list.
pub(crate) fn excused(block: &Block) -> Result<(), String> {
    let first = block.lines.first().map_or("", String::as_str);
    let listed = |(document, line, reason): &&(&str, &str, &str)| {
        *document == block.document && *line == first && reason.len() > 20
    };
    EXCEPTIONS.iter().find(listed).map(drop).ok_or_else(|| {
        format!("“{first}” is not run, and tests/documents/exceptions.rs has no reason for it")
    })
}
