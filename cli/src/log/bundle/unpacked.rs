//! What was unpacked of a bundle: a log in a private folder that goes with it.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use menshen::log::SegmentId;
use menshen::policy::Text;
use tempfile::TempDir;

/// The files of a log's folder besides its segments.
const CHECKPOINTS: [&str; 3] = ["checkpoint", "checkpoint.new", "checkpoint.damaged"];

/// How much is unpacked at most.
pub(super) struct Limits {
    /// Bytes of one file: a segment has 256 KiB, a checkpoint up to 16 MiB.
    pub(super) file: u64,
    /// Files of the log, and bytes in them.
    pub(super) files: u64,
    pub(super) bytes: u64,
    /// Bytes of the archive itself, once it is no longer compressed.
    pub(super) stream: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { file: 16 << 20, files: 8_192, bytes: 2 << 30, stream: 4 << 30 }
    }
}

/// Why unpacking ended early.
pub(super) enum Stop {
    /// The archive is cut short or broken: what came before is good.
    Cut(String),
    /// Nothing of it will be used.
    Refused(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        match error.kind() {
            ErrorKind::FileTooLarge => Stop::Refused(too_much()),
            _ => Stop::Cut(error.to_string()),
        }
    }
}

fn too_much() -> String {
    "far more than a log holds; make a bundle of the gate's folder `log` alone".to_owned()
}

/// A log out of a bundle.
pub(in crate::log) struct Unpacked {
    dir: TempDir,
    pub(super) limits: Limits,
    /// The folder in the archive that the log lies in.
    home: Option<String>,
    files: u64,
    bytes: u64,
    partial: Option<Text>,
}

impl Unpacked {
    /// The log that `unpack` finds.
    pub(super) fn fill(
        limits: Limits,
        unpack: impl FnOnce(&mut Unpacked) -> Result<(), Stop>,
    ) -> Result<Unpacked, String> {
        let mut unpacked = Unpacked::new(limits).map_err(|error| error.to_string())?;
        let broken = match unpack(&mut unpacked) {
            Ok(()) => None,
            Err(Stop::Cut(why)) => Some(why),
            Err(Stop::Refused(why)) => return Err(why),
        };
        match (&unpacked.home, broken) {
            (Some(_), None) => Ok(unpacked),
            (Some(_), Some(why)) => Ok(Unpacked { partial: Some(cut(&why)), ..unpacked }),
            (None, None) => Err(no_log().to_owned()),
            (None, Some(why)) => Err(format!("cut short or broken ({why}); copy it again")),
        }
    }

    fn new(limits: Limits) -> io::Result<Unpacked> {
        let dir = tempfile::Builder::new().prefix("menshen-").tempdir()?;
        fs::create_dir(dir.path().join("log"))?;
        Ok(Unpacked { dir, limits, home: None, files: 0, bytes: 0, partial: None })
    }

    /// The folder that holds `log`.
    pub(in crate::log) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Why this is not the whole log, if it is not.
    pub(in crate::log) fn partial(&self) -> Option<&Text> {
        self.partial.as_ref()
    }

    /// Keeps a file of the archive if it belongs to a log.
    pub(super) fn keep(
        &mut self,
        path: &str,
        size: u64,
        content: &mut dyn Read,
    ) -> Result<(), Stop> {
        let Some((home, name)) = part_of_log(path) else { return Ok(()) };
        self.settle(home)?;
        let mut bytes = Vec::new();
        let most = self.limits.file;
        let read = match size > most {
            true => Err(ErrorKind::FileTooLarge.into()),
            false => content.take(most + 1).read_to_end(&mut bytes).map(drop),
        };
        self.count(bytes.len() as u64)?;
        self.write(path, name, &bytes)?;
        Ok(read?)
    }

    /// A link, or whatever else is no file: never followed.
    pub(super) fn leave_out(&mut self, path: &str) {
        if part_of_log(path).is_some() {
            self.partial = Some(Text {
                zh: format!("包中的 `{path}` 是链接而不是文件，未予读取"),
                en: format!("`{path}` is a link in the bundle, not a file, and was left out"),
            });
        }
    }

    /// There is one log in a bundle.
    fn settle(&mut self, home: String) -> Result<(), Stop> {
        match self.home.get_or_insert_with(|| home.clone()) {
            known if *known == home => Ok(()),
            known => Err(Stop::Refused(format!(
                "holds two logs, `{known}` and `{home}`; make a bundle of each"
            ))),
        }
    }

    fn count(&mut self, bytes: u64) -> Result<(), Stop> {
        (self.files, self.bytes) = (self.files + 1, self.bytes + bytes);
        let Limits { file, files, bytes: all, .. } = self.limits;
        match bytes > file || self.files > files || self.bytes > all {
            true => Err(Stop::Refused(too_much())),
            false => Ok(()),
        }
    }

    /// A full disk here is no fault of the archive.
    fn write(&self, path: &str, name: &str, bytes: &[u8]) -> Result<(), Stop> {
        let file = File::create_new(self.dir.path().join("log").join(name));
        file.and_then(|mut file| file.write_all(bytes)).map_err(|error| {
            Stop::Refused(match error.kind() {
                ErrorKind::AlreadyExists => format!("holds `{path}` twice; make a new bundle"),
                _ => format!("cannot be unpacked: {error}"),
            })
        })
    }
}

/// The folder and the name of a file of a log; `None` for any other file.
fn part_of_log(path: &str) -> Option<(String, &str)> {
    let parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
    let parts: Vec<&str> = parts.collect();
    let (name, folders) = parts.split_last()?;
    let known = SegmentId::from_file_name(name).is_some() || CHECKPOINTS.contains(name);
    let in_log = folders.last().is_none_or(|folder| *folder == "log");
    let home = if folders.is_empty() { ".".to_owned() } else { folders.join("/") };
    (known && in_log).then_some((home, name))
}

fn cut(why: &str) -> Text {
    Text {
        zh: format!("压缩包不完整或已损坏（{why}），只读取了能读到的部分"),
        en: format!("the bundle is cut short or broken ({why}); only what came before was read"),
    }
}

fn no_log() -> &'static str {
    "no access log in this bundle (no `log/*.seg`); make one of the gate's folder, the one that \
     holds `log`"
}
