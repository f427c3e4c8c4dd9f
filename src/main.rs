//! The `goc` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    goc::cli::main()
}
