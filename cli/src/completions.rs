//! `menshen completions`: the commands and their options, for a shell.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::{Cli, Failure, Outcome, input};

/// Print the completions of a shell
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    menshen completions bash > ~/.local/share/bash-completion/completions/menshen\n  \
    menshen completions zsh > ~/.zfunc/_menshen          # a folder in your fpath\n  \
    menshen completions fish > ~/.config/fish/completions/menshen.fish\n\n\
    Exit codes: 0 printed, 2 usage.")]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "menshen", &mut script);
    input::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
