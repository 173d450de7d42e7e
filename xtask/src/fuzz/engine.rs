//! libFuzzer with all targets in it, and how it is called.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::command::{self, command, root, target};
use crate::failure::{Done, Failure};

use super::CORPUS;
use super::totals::Totals;

/// What makes the compiler count where the program goes, and what it compares.
const INSTRUMENTED: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Too much memory and too much time are findings too. What commands print goes nowhere.
const LIMITS: [&str; 6] = [
    "-rss_limit_mb=1024",
    "-malloc_limit_mb=256",
    "-timeout=20",
    "-max_len=16384",
    "-close_fd_mask=3",
    "-print_final_stats=1",
];

/// The most files that are committed for a target besides those with a name, and bytes in them.
const MOST: usize = 40;
const MOST_BYTES: u64 = 80 << 10;

pub(super) struct Engine {
    program: PathBuf,
    /// Where it learns and keeps what it finds.
    folder: PathBuf,
}

impl Engine {
    pub(super) fn build() -> Result<Engine, Failure> {
        let (host, folder) = (host()?, target().join("fuzz"));
        let mut cargo = command(
            "cargo build --profile fuzz --package menshen-fuzz --bin engine --features libfuzzer",
        );
        // With a target named, what only builds is not instrumented.
        cargo.args(["--target", &host]).arg("--target-dir").arg(&folder);
        command::run(cargo.env("RUSTFLAGS", INSTRUMENTED))?;
        Ok(Engine { program: folder.join(host).join("fuzz/engine"), folder })
    }

    /// Lets a target run this long.
    pub(super) fn run(&self, name: &str, minutes: u64) -> Result<Totals, Failure> {
        let (learnt, found) = (self.folder("corpus", name)?, self.folder("found", name)?);
        let before = files(&found)?;
        let mut fuzzer = self.command(name);
        fuzzer.args(LIMITS).arg(format!("-max_total_time={}", minutes * 60));
        fuzzer.arg(format!("-artifact_prefix={}/", found.display()));
        fuzzer.arg(&learnt).arg(committed(name));
        let said = command::complaints(&mut fuzzer)?;
        let new = files(&found)?.into_iter().filter(|file| !before.contains(file));
        Totals::of(&said, new.collect())
            .ok_or_else(|| Failure::new(format!("libFuzzer did not run:\n{said}")))
    }

    /// Puts some of the fewest inputs that reach everything into the committed corpus.
    pub(super) fn keep(&self, name: &str) -> Done {
        let (learnt, fewest) = (self.folder("corpus", name)?, self.folder("fewest", name)?);
        forget(files(&fewest)?)?;
        let mut merge = self.command(name);
        merge.args(["-merge=1", "-max_len=16384", "-close_fd_mask=3"]);
        merge.arg(&fewest).arg(committed(name)).arg(&learnt).stderr(Stdio::null());
        command::run(merge.stdout(Stdio::null()))?;
        let committed = committed(name);
        // A name that somebody gave tells of a finding: it stays.
        forget(files(&committed)?.into_iter().filter(|file| is_learnt(file)))?;
        some(files(&fewest)?).iter().try_for_each(|file| {
            let to = committed.join(file.file_name().unwrap_or_default());
            fs::copy(file, to).map(drop).map_err(Failure::file(file))
        })
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.env("MENSHEN_FUZZ", name).current_dir(root());
        command
    }

    fn folder(&self, what: &str, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.folder.join(what).join(name);
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        Ok(folder)
    }
}

fn committed(name: &str) -> PathBuf {
    root().join(CORPUS).join(name)
}

/// The platform that the compiler runs on.
fn host() -> Result<String, Failure> {
    let about = command::output(&mut command("rustc -vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Failure::new("`rustc -vV` names no host"))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::file(folder))?;
    entries.map(|it| it.map(|it| it.path()).map_err(Failure::file(folder))).collect()
}

fn forget(files: impl IntoIterator<Item = PathBuf>) -> Done {
    files.into_iter().try_for_each(|file| fs::remove_file(&file).map_err(Failure::file(&file)))
}

/// Whether libFuzzer named it: by the digest of its content.
fn is_learnt(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.len() == 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// As many as may be committed, of every size: the smallest alone would all be nonsense.
fn some(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let size = |file: &PathBuf| file.metadata().map_or(u64::MAX, |it| it.len());
    let mut sized: Vec<(u64, PathBuf)> = files.into_iter().map(|it| (size(&it), it)).collect();
    sized.sort();
    let step = sized.len().div_ceil(MOST).max(1);
    let mut room = MOST_BYTES;
    let fits = |(size, file): (u64, PathBuf)| {
        room = room.checked_sub(size)?;
        Some(file)
    };
    sized.into_iter().step_by(step).map_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libfuzzer_named_is_told_from_what_somebody_did() {
        assert!(is_learnt(Path::new("corpus/aea2e3923af219a8956f626558ef32f30a914ebc")));
        assert!(!is_learnt(Path::new("corpus/nobody")));
        assert!(!is_learnt(Path::new("corpus/zea2e3923af219a8956f626558ef32f30a914ebc")));
    }
}
