//! Blocks that no test runs, each with its reason, which the developers' page tells too.

use std::fs;

use crate::blocks::Block;

/// Document, first line, reason in English and in Chinese.
pub(crate) const EXCEPTIONS: &[(&str, &str, [&str; 2])] = &[
    (
        "ARCHITECTURE.md",
        " instrument/*.json ─build.rs checks─▶ Instrument ─────────────────────────┐",
        PICTURE,
    ),
    (
        "ARCHITECTURE.zh.md",
        " instrument/*.json ─build.rs 检查─▶ Instrument（问卷） ────────────────────┐",
        PICTURE,
    ),
    (
        "ARCHITECTURE.md",
        "build.rs, build/    reads and checks the shipped instrument and its translations with \
         domain/instrument;",
        ROOMS,
    ),
    (
        "ARCHITECTURE.zh.md",
        "build.rs, build/    用 domain/instrument 读自带的问卷和译文，有错就停止构建；打包给页面用，",
        ROOMS,
    ),
    ("docs/national-scale.md", SPARK, CLUSTER),
    ("docs/national-scale.zh.md", SPARK, CLUSTER),
    (
        "docs/national-scale.md",
        "python examples/duckdb_counts.py --exact --out counts.csv bundle.ndjson",
        DUCKDB,
    ),
    (
        "docs/national-scale.zh.md",
        "python examples/duckdb_counts.py --exact --out counts.csv bundle.ndjson",
        DUCKDB,
    ),
    (
        "docs/testing.md",
        "export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner",
        BY_HAND,
    ),
    ("docs/testing.md", "npm install --prefix target/axe axe-core", BY_HAND),
    ("docs/verify.md", "git clone <the repository> qingdan && cd qingdan", CLONES),
    ("docs/verify.zh.md", "git clone <代码仓库> qingdan && cd qingdan", CLONES),
];

const SPARK: &str = "spark-submit --master yarn examples/spark_tally.py --qingdan /opt/qingdan \
    --partitions 200 --out all.tally bundles/";

const PICTURE: [&str; 2] = [
    "`text`: a picture made of letters, no code; nothing is done instead",
    "`text`：用字符画的图，不是代码；没有别的办法代替",
];
const ROOMS: [&str; 2] = [
    "`text`: a list of folders, no code; a test looks for each folder and file",
    "`text`：文件夹的清单，不是代码；测试查每个文件夹和文件在不在",
];
const BY_HAND: [&str; 2] = [
    "needs browsers and the network; `cargo xtask test` does the same with its own tools",
    "要浏览器，也要联网；`cargo xtask test` 用自己的工具做同样的事",
];
const CLONES: [&str; 2] = [
    "has holes for the reader to fill in; `cargo xtask reproduce` packs clones in the same way",
    "有要读者自己填的空；`cargo xtask reproduce` 同样从克隆打包",
];
const CLUSTER: [&str; 2] = [
    "needs a cluster; `cargo xtask engines` runs the script on local Spark, a test compares the \
     options",
    "要有集群；`cargo xtask engines` 用本机的 Spark 跑这个脚本，选项由测试核对",
];
const DUCKDB: [&str; 2] = [
    "needs DuckDB; `cargo xtask engines` runs the script on other files, a test compares the \
     options",
    "要有 DuckDB；`cargo xtask engines` 用别的文件跑这个脚本，选项由测试核对",
];

/// A block marked as not run stands in the list.
pub(crate) fn excused(block: &Block) -> Result<(), String> {
    let first = block.lines.first().map_or("", String::as_str);
    let listed = |(document, line, _): &&(&str, &str, [&str; 2])| {
        *document == block.document && *line == first
    };
    EXCEPTIONS.iter().find(listed).map(drop).ok_or_else(|| {
        format!("“{first}” is not run, and tests/documents/exceptions.rs has no reason for it")
    })
}

/// The developers' page of each language lists them, and no other.
#[test]
fn exceptions_are_told() {
    for (page, language) in [("docs/book/developers.md", 0), ("docs/book/developers.zh.md", 1)] {
        let text = fs::read_to_string(page).unwrap();
        let told: Vec<&str> = text.lines().filter(|line| line.starts_with("| [")).collect();
        let mut wanted = Vec::new();
        for (document, first, reason) in EXCEPTIONS {
            let chinese = document.ends_with(".zh.md");
            let other = document.replace(".md", ".zh.md");
            // A document that there is in English only is told on both pages.
            if chinese == (language == 1) || !chinese && !fs::exists(other).unwrap() {
                let name = document.trim_start_matches("docs/");
                let up = if name == *document { "../" } else { "" };
                let words: String = first.trim_start().chars().take(24).collect();
                let row =
                    format!("| [{name}]({up}../{name}) | `{words}…` | {} |", reason[language]);
                wanted.push(row);
            }
        }
        assert_eq!(told, wanted, "{page}");
    }
}
