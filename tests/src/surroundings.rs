//! A test in a process of its own, with surroundings that this process must not have: a small disk,
//! few open files, another user.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::setup::Folder;

const CHILD: &str = "MENSHEN_CHILD";

/// Runs a test of this program again by way of `launcher`, which gets the command as its last
/// arguments. `None` in the child, and `Some` folder in the parent once the child is done.
fn again(test: &str, launcher: &[&str], folder: &Folder) {
    let (first, rest) = launcher.split_first().unwrap();
    let status = Command::new(first)
        .args(rest)
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(CHILD, &folder.0)
        .status();
    assert!(status.unwrap().success(), "{test} failed in its own process");
}

fn child() -> Option<PathBuf> {
    std::env::var_os(CHILD).map(PathBuf::from)
}

/// Runs `act` on a folder in a process that a shell has prepared, such as with `ulimit`.
pub fn after_shell(test: &str, preparation: &str, act: impl FnOnce(&Path)) {
    match child() {
        Some(dir) => act(&dir),
        None => {
            let script = format!("{preparation}; exec \"$@\"");
            again(test, &["sh", "-c", &script, "sh"], &Folder::new(test));
        }
    }
}

/// A disk that can be filled to the last byte.
pub struct SmallDisk {
    /// A folder on it.
    pub dir: PathBuf,
    filler: PathBuf,
}

/// Runs `act` on a disk of a mebibyte; where none may be mounted, in a process whose files may not
/// grow.
pub fn on_small_disk(test: &str, act: impl FnOnce(&SmallDisk)) {
    match child() {
        Some(dir) => {
            let small = SmallDisk { filler: dir.join("filler"), dir: dir.join("gate") };
            println!("{}", if small.is_real() { "a tmpfs of 1 MiB" } else { "RLIMIT_FSIZE" });
            act(&small);
        }
        None => run_on_small_disk(test),
    }
}

/// A new file system in a namespace of its own, and the rest of the arguments run on it.
const MOUNT: &str = r#"mount -t tmpfs -o size=1m none "$0" && exec "$@""#;

fn run_on_small_disk(test: &str) {
    let folder = Folder::new(test);
    let dir = folder.0.to_str().unwrap();
    let mount = ["unshare", "-Urm", "sh", "-c", MOUNT, dir];
    let mut attempt = Command::new(mount[0]);
    let attempt = attempt.args(&mount[1..]).arg("true").stderr(Stdio::null()).status();
    match attempt.is_ok_and(|status| status.success()) {
        true => again(test, &mount, &folder),
        // A limit's signal would end the process; ignored, the write fails.
        false => again(test, &["sh", "-c", r#"trap "" XFSZ; exec "$@""#, "sh"], &folder),
    }
}

impl SmallDisk {
    /// Whether this is a disk that can be full, rather than a limit to the size of files.
    pub fn is_real(&self) -> bool {
        let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap();
        mounts.lines().any(|line| line.split(' ').nth(1).map(Path::new) == self.filler.parent())
    }

    /// Leaves no space.
    pub fn fill(&self) {
        if !self.is_real() {
            return limit_files("65536");
        }
        let mut filler = File::create(&self.filler).unwrap();
        for size in [4096, 1] {
            while filler.write_all(&vec![1; size]).is_ok() {}
        }
    }

    /// Gives the space back.
    pub fn free(&self) {
        match self.is_real() {
            true => std::fs::remove_file(&self.filler).unwrap(),
            false => limit_files("unlimited"),
        }
    }
}

fn limit_files(bytes: &str) {
    let pid = std::process::id().to_string();
    let limit = format!("--fsize={bytes}:unlimited");
    assert!(Command::new("prlimit").args(["--pid", &pid, &limit]).status().unwrap().success());
}
