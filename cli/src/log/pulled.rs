//! An access log as it was pulled from a device.

use std::io;
use std::path::{Path, PathBuf};

use menshen::log::{Reader, Report, State, VerifyOptions};
use menshen::policy::Text;
use menshen::seams::Seams;

use super::bundle::{self, Unpacked};
use crate::lang::Lang;
use crate::progress::Progress;
use crate::{Failure, input};

/// A log that was pulled from a device.
pub(crate) struct Pulled {
    /// What was asked for.
    path: PathBuf,
    source: Source,
}

enum Source {
    /// The gate's folder: the one that holds `log`.
    Folder(PathBuf),
    /// Unpacked from one file; the copy goes when this goes.
    Bundle(Unpacked),
}

impl Pulled {
    /// The log in `path`: the gate's folder, the folder `log` in it, or a bundle of either in one
    /// file (`-`: from the standard input).
    ///
    /// A path without a log is an error, so that nobody takes nothing for a clean log. When a
    /// bundle holds only part of its log, a warning says so.
    pub(crate) fn open(path: &Path) -> Result<Pulled, Failure> {
        let source = match path.is_dir() {
            true => Source::Folder(gate_folder(path)?),
            false => Source::Bundle(bundle::open(path)?),
        };
        let pulled = Pulled { path: path.to_owned(), source };
        if let Some(why) = pulled.partial() {
            eprintln!("warning: {}: this is not the whole log: {}", path.display(), why.en);
        }
        Ok(pulled)
    }

    /// Every record, from the oldest to the newest, and what is wrong between them.
    pub(crate) fn entries(&self) -> Result<Reader, Failure> {
        read(self.dir())
    }

    /// The same for work that goes over all of them; says how far it has come.
    pub(crate) fn all_entries(&self) -> Result<Progress<Reader>, Failure> {
        let label = Lang::from_environment().pick("读取记录", "reading records");
        Ok(Progress::over(self.entries()?, None, label))
    }

    /// Whether every byte is as it was written and signed.
    pub(crate) fn verify(&self, options: &VerifyOptions) -> Result<Report, Failure> {
        Ok(menshen::log::verify(&Seams::system().disk, self.dir(), options)?)
    }

    /// Why this is not the whole log, if it is not. Who judges a log must not call such a one fine.
    pub(crate) fn partial(&self) -> Option<&Text> {
        match &self.source {
            Source::Folder(_) => None,
            Source::Bundle(unpacked) => unpacked.partial(),
        }
    }

    /// Whether all of it is here, and as it was written.
    pub(crate) fn is_sound(&self, state: State) -> bool {
        self.partial().is_none() && super::verify::is_sound(state)
    }

    /// What is said of a log without any record.
    pub(crate) fn no_records(&self) -> Failure {
        Failure(format!(
            "{}: the log has no record that can be read; `menshen log verify` says why",
            self.path.display()
        ))
    }

    /// The same as a line of a report; nothing for a whole log.
    pub(crate) fn partial_line(&self, lang: Lang) -> String {
        let note = lang.pick("日志不完整：", "not the whole log: ");
        self.partial().map_or_else(String::new, |why| format!("{note}{}\n", lang.of(why)))
    }

    fn dir(&self) -> &Path {
        match &self.source {
            Source::Folder(dir) => dir,
            Source::Bundle(unpacked) => unpacked.dir(),
        }
    }
}

/// The entries of the log in the gate's folder.
pub(super) fn read(dir: &Path) -> Result<Reader, Failure> {
    Ok(menshen::log::read(&Seams::system().disk, dir)?)
}

/// The gate's folder of an app that may be running, or may not have been started yet.
pub(super) fn living(path: &Path) -> Result<PathBuf, Failure> {
    let names = names(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotADirectory => Failure(format!(
            "{}: a file does not grow; give the folder of a gate, or use `menshen log show`",
            path.display()
        )),
        _ => input::at(path, &error),
    })?;
    let in_log = path.ends_with("log") && !names.iter().any(|name| name == "log");
    if in_log || holds_log(&names) { folder_around(path) } else { Ok(path.to_owned()) }
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
    folder_around(dir)
}

/// The folder around the folder `log`.
fn folder_around(dir: &Path) -> Result<PathBuf, Failure> {
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
