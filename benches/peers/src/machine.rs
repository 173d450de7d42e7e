//! On what it was measured.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

/// One line: processor, cores, kernel, file system, compiler.
pub(crate) fn describe(folder: &Path) -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    format!(
        "{}, {cores} cores; {} {}; {}; {}",
        processor(),
        std::env::consts::OS,
        kernel(),
        file_system(folder),
        compiler(),
    )
}

fn processor() -> String {
    let text = file("/proc/cpuinfo");
    let line = text.lines().find_map(|line| line.strip_prefix("model name"));
    let name = line.and_then(|line| line.split_once(':')).map(|(_, name)| name.trim());
    name.unwrap_or(std::env::consts::ARCH).to_owned()
}

/// Without what a distribution adds: `6.1.0`.
fn kernel() -> String {
    let release = file("/proc/sys/kernel/osrelease");
    release.split('-').next().map_or_else(unknown, str::to_owned)
}

/// The kind of file system that the folder is on: that of the longest mount point above it.
fn file_system(folder: &Path) -> String {
    let text = file("/proc/self/mounts");
    let mount = |line: &str| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?.to_owned(), words.next()?.to_owned()))
    };
    let above = text.lines().filter_map(mount).filter(|(point, _)| folder.starts_with(point));
    above.max_by_key(|(point, _)| point.len()).map_or_else(unknown, |(_, kind)| kind)
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    let text = output.ok().and_then(|output| String::from_utf8(output.stdout).ok());
    // Without the commit: `rustc 1.89.0`.
    let words = text.map(|text| text.split(' ').take(2).collect::<Vec<_>>().join(" "));
    words.unwrap_or_else(unknown)
}

fn file(path: &str) -> String {
    fs::read_to_string(path).map_or_else(|_| unknown(), |text| text.trim().to_owned())
}

fn unknown() -> String {
    "unknown".to_owned()
}
