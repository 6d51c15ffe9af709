//! Every tool and its version, in one place. Nothing else in the repository decides a version,
//! except `Cargo.lock` for crates; `lock.rs` checks that the two agree on wasm-bindgen.

/// The oldest Rust that compiles the project, as (major, minor).
pub const RUST_MIN: (u32, u32) = (1, 95);

/// The oldest Node major that runs binaryen.
pub const NODE_MIN: u32 = 18;

/// The target of the two pages.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A program that `cargo install` builds.
#[derive(Clone, Copy, Debug)]
pub struct CargoTool {
    /// The crate.
    pub package: &'static str,
    /// The program that tells the version.
    pub program: &'static str,
    /// The exact version.
    pub version: &'static str,
    /// Programs that must lie beside it.
    pub beside: &'static [&'static str],
    /// What else `cargo install` is told.
    pub options: &'static [&'static str],
}

/// A package from the npm registry.
#[derive(Clone, Copy, Debug)]
pub struct NpmTool {
    /// The package.
    pub package: &'static str,
    /// The exact version.
    pub version: &'static str,
    /// The file wanted, inside the package.
    pub file: &'static str,
}

/// Builds each page: wasm, glue, styles.
pub const TRUNK: CargoTool =
    CargoTool { package: "trunk", program: "trunk", version: "0.21.14", beside: &[], options: &[] };

/// Writes the glue; must equal the crate's version in `Cargo.lock`.
pub const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.130",
    beside: &["wasm-bindgen-test-runner"],
    options: &[],
};

/// Drives Firefox in the end-to-end tests; Debian has no package of it.
pub const GECKODRIVER: CargoTool = CargoTool {
    package: "geckodriver",
    program: "geckodriver",
    version: "0.37.1",
    beside: &[],
    options: &[],
};

/// Makes the documentation site of Markdown; without what serves it and watches for changes.
pub const MDBOOK: CargoTool = CargoTool {
    package: "mdbook",
    program: "mdbook",
    version: "0.5.4",
    beside: &[],
    options: &["--no-default-features", "--features", "search"],
};

/// Makes the module smaller. Debian's own `wasm-opt` 108 cannot read what wasm-bindgen emits.
pub const BINARYEN: NpmTool =
    NpmTool { package: "binaryen", version: "132.0.0", file: "bin/wasm-opt" };

/// Checks accessibility in the end-to-end tests.
pub const AXE: NpmTool = NpmTool { package: "axe-core", version: "4.14.1", file: "axe.min.js" };

/// What `bench page` makes the `SurveyJS` page of, as (package, version): the newest pair that
/// fits together, and the bundler.
pub const BENCH_PACKAGES: &[(&str, &str)] =
    &[("survey-core", "2.5.38"), ("survey-js-ui", "2.5.38"), ("esbuild", "0.28.2")];

/// What `bench collect` compares the organiser's page with, and the bundler.
pub const COLLECT_PACKAGES: &[(&str, &str)] =
    &[("@duckdb/duckdb-wasm", "1.32.0"), ("echarts", "6.1.0"), ("esbuild", "0.28.2")];

/// What `bench tally` compares the command with.
pub const TALLY_PACKAGES: &[(&str, &str)] = &[("duckdb", "2.0.0"), ("polars", "2.1.0")];

/// How a module is made small. Measured on the respondent's page, as
/// streams of text in brotli: `-Oz` twice 152.2 kB, until nothing changes 151.9, without inlining
/// large functions into their only caller 151.7; functions sorted by name (equals beside equals)
/// save 0.6, and that no data lie below address 1024, which the packer checks, saves 0.7. rustc's
/// `opt-level = "z"` is the best too. What saves nothing: `--gufa`, `--dae2`, `--code-folding`,
/// `--merge-similar-functions`, `--optimize-added-constants-propagate`, other sizes for inlining.
pub const WASM_OPT_SMALL: &[&str] = &[
    "--low-memory-unused",
    "-Oz",
    "--converge",
    "--one-caller-inline-max-function-size=200",
    "--reorder-functions-by-name",
];

/// How a module is made fast. Measured on the organiser's page, with rustc's `opt-level = 3`: 683
/// kB of brotli where it was 536 for size. A large function with one caller is not drawn into it:
/// the browser compiles a function once more that is called often, and all of it, however little of
/// it runs.
pub const WASM_OPT_FAST: &[&str] =
    &["-O3", "--one-caller-inline-max-function-size=300", "--reorder-functions-by-name"];

/// What a module may use, and what is dropped from it.
pub const WASM_OPT_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// What the statistics oracle of `test --full` runs on.
pub const ORACLE_PACKAGES: &[(&str, &str)] = &[
    ("numpy", "2.4.6"),
    ("scipy", "1.17.1"),
    ("pandas", "3.1.1"),
    ("statsmodels", "0.15.0"),
    ("pingouin", "0.7.0"),
];

/// What opens the files that a report is saved as, in `test --full`.
pub const READER_PACKAGES: &[(&str, &str)] = &[("frictionless", "5.21.0")];

/// What opens the table that `qingdan microdata` writes, in `test --full`.
pub const TABLE_PACKAGES: &[(&str, &str)] = &[("pyarrow", "26.0.1"), ("duckdb", "2.0.0")];

/// What opens the form that an instrument is exported as, in `test --full`.
pub const FORM_PACKAGES: &[(&str, &str)] = &[("pyxform", "4.5.0")];
/// What the examples for many machines run on in `test --full`.
pub const ENGINE_PACKAGES: &[(&str, &str)] = &[("duckdb", "2.0.0"), ("pyspark", "4.3.0")];

/// A program of the system that `test` needs, and the Debian packages that bring it.
#[derive(Clone, Copy, Debug)]
pub struct SystemTool {
    /// Names under which the program is known; the first found is taken.
    pub programs: &'static [&'static str],
    /// Debian packages.
    pub packages: &'static [&'static str],
    /// The environment variable through which the tests are told its path.
    pub variable: &'static str,
}

/// Browsers and drivers.
pub const SYSTEM_TOOLS: &[SystemTool] = &[
    SystemTool {
        programs: &["chromium", "chromium-browser", "google-chrome"],
        packages: &["chromium"],
        variable: "CHROMIUM",
    },
    SystemTool {
        programs: &["chromedriver"],
        packages: &["chromium-driver"],
        variable: "CHROMEDRIVER",
    },
    SystemTool {
        programs: &["firefox-esr", "firefox"],
        packages: &["firefox-esr"],
        variable: "FIREFOX",
    },
];

/// The Debian package of the Chinese font that the page images and print tests need.
pub const CHINESE_FONTS: &str = "fonts-noto-cjk";
