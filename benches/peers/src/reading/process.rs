//! A command as a whole process: how long it takes is measured outside, its memory in here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};

use crate::Problem;

/// A command that is run again and again, its output thrown away.
pub(crate) struct Call {
    program: PathBuf,
    args: Vec<OsString>,
}

impl Call {
    pub(crate) fn new(program: &Path, args: impl IntoIterator<Item = impl Into<OsString>>) -> Call {
        Call { program: program.into(), args: args.into_iter().map(Into::into).collect() }
    }

    /// Runs it. Findings are an answer too.
    pub(crate) fn run(&self) -> Result<(), Problem> {
        let status = Command::new(&self.program).args(&self.args).stdout(Stdio::null()).status()?;
        match status.code() {
            Some(0 | 1) => Ok(()),
            _ => Err(format!("{} {:?}: {status}", self.program.display(), self.args).into()),
        }
    }

    /// The most memory it has, in bytes. A process between this one and it sees no other's.
    pub(crate) fn peak(&self) -> Result<u64, Problem> {
        let mut between = Command::new(std::env::current_exe()?);
        between.arg("--peak").arg(&self.program).args(&self.args);
        let output = between.stderr(Stdio::inherit()).output()?;
        Ok(String::from_utf8(output.stdout)?.trim().parse()?)
    }
}

/// What runs between: prints the peak of the one command that it starts.
pub(crate) fn print_peak(command: &[String]) -> Result<String, Problem> {
    let (program, args) = command.split_first().ok_or("--peak needs a command")?;
    Call::new(Path::new(program), args).run()?;
    let kibibytes = u64::try_from(getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss())?;
    Ok(format!("{}\n", kibibytes * 1024))
}
