//! An access log as it was pulled from a device.

use std::io;
use std::path::{Path, PathBuf};

use menshen::log::{Reader, Report, VerifyOptions};
use menshen::seams::Seams;

use crate::{Failure, input};

/// A log that was pulled from a device.
pub(crate) struct Pulled {
    /// The gate's folder: the one that holds `log`.
    dir: PathBuf,
}

impl Pulled {
    /// The log in `path`: the gate's folder, or the folder `log` in it.
    ///
    /// A folder without a log is an error, so that nobody takes nothing for a clean log.
    pub(crate) fn open(path: &Path) -> Result<Pulled, Failure> {
        Ok(Pulled { dir: gate_folder(path)? })
    }

    /// Every record, from the oldest to the newest, and what is wrong between them.
    pub(crate) fn entries(&self) -> Result<Reader, Failure> {
        Ok(menshen::log::read(&Seams::system().disk, &self.dir)?)
    }

    /// Whether every byte is as it was written and signed.
    pub(crate) fn verify(&self, options: &VerifyOptions) -> Result<Report, Failure> {
        Ok(menshen::log::verify(&Seams::system().disk, &self.dir, options)?)
    }

    /// Where the log lies, for messages.
    pub(crate) fn path(&self) -> &Path {
        &self.dir
    }
}

fn gate_folder(dir: &Path) -> Result<PathBuf, Failure> {
    let names = names(dir).map_err(|error| input::at(dir, &error))?;
    if names.iter().any(|name| name == "log") {
        let log = dir.join("log");
        let inside = self::names(&log).map_err(|error| input::at(&log, &error))?;
        return if holds_log(&inside) { Ok(dir.to_owned()) } else { Err(empty(&log)) };
    }
    if !holds_log(&names) {
        return Err(empty(dir));
    }
    let whole = dir.canonicalize().map_err(|error| input::at(dir, &error))?;
    match (whole.file_name(), whole.parent()) {
        (Some(name), Some(parent)) if name == "log" => Ok(parent.to_owned()),
        _ => Err(Failure(format!(
            "{}: this holds the segments of a log, but is not called `log`; rename it to `log`, \
             and give it or the folder around it",
            dir.display()
        ))),
    }
}

fn names(dir: &Path) -> io::Result<Vec<String>> {
    let entries = dir.read_dir()?;
    entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

fn holds_log(names: &[String]) -> bool {
    names.iter().any(|name| name.ends_with(".seg") || name == "checkpoint")
}

fn empty(dir: &Path) -> Failure {
    Failure(format!(
        "{}: no access log here (no `.seg` files); give the gate's folder, the one that holds `log`",
        dir.display()
    ))
}
