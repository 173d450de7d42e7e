//! The `menshen` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(menshen_cli::run(std::env::args_os()))
}
