//! `cargo bench`: the comparison of `benches/peers`, without writing the page.

use std::env;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    // Cargo adds `--bench` of its own.
    let args = env::args_os().skip(1).filter(|arg| arg != "--bench");
    let xtask =
        Command::new(env!("CARGO_BIN_EXE_xtask")).args(["bench", "--print"]).args(args).status();
    match xtask {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
