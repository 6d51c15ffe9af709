//! The command `qingdan`, for work with records outside a browser.

use std::process::ExitCode;

fn main() -> ExitCode {
    qingdan::cli::run(std::env::args_os())
}
