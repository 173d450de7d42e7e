//! Exports must say the same whoever reads them: Python, jq, DuckDB and pyarrow.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, command, root};
use crate::failure::{Done, Failure};
use crate::say::say;
use crate::temp::TempDir;

/// Where the readers are installed, with nothing to do with the rest of the machine.
const VENV: &str = ".tools/exports";
const FORMATS: [&str; 4] = ["ndjson", "csv", "sqlite", "parquet"];
const RECORDS: u32 = 100_000;

/// Exports the demo's log and a long one with damage, and reads them back.
pub(crate) fn check() -> Done {
    let python = install_readers()?;
    let dir = TempDir::new("exports")?;
    let demo = dir.path().join("demo");
    command::output(command::menshen("demo --dir").arg(&demo))?;
    let long = dir.path().join("long");
    write_long(&long)?;
    for (name, log) in [("the demo's log", demo), ("a long log with damage", long)] {
        say(format!("{name}:"));
        export(&log)?;
        read(&python, &log)?;
    }
    Ok(())
}

fn install_readers() -> Result<PathBuf, Failure> {
    let python = root().join(VENV).join("bin/python");
    if !command::works(Command::new(&python).arg("--version")) {
        command::run(&mut command(&format!("python3 -m venv {VENV}")))?;
    }
    let pip =
        "-m pip install --quiet --disable-pip-version-check -r tests/exports/requirements.txt";
    command::run(Command::new(&python).args(pip.split(' ')).current_dir(root()))?;
    Ok(python)
}

fn write_long(dir: &Path) -> Done {
    fs::create_dir(dir).map_err(Failure::file(dir))?;
    let mut long_log =
        command("cargo run --quiet --release --package menshen-tests --bin long_log --");
    command::run(long_log.arg(dir).arg(RECORDS.to_string()))?;
    damage(&dir.join("log"))
}

/// Flips a bit in every tenth segment.
fn damage(log: &Path) -> Done {
    let entries = fs::read_dir(log).map_err(Failure::file(log))?;
    let mut segments: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    segments.retain(|path| path.extension().is_some_and(|it| it == "seg"));
    segments.sort();
    for path in segments.iter().step_by(10) {
        let mut bytes = fs::read(path).map_err(Failure::file(path))?;
        if let Some(byte) = bytes.get_mut(5_000) {
            *byte ^= 1;
        }
        fs::write(path, bytes).map_err(Failure::file(path))?;
    }
    Ok(())
}

/// Puts the exports beside the log.
fn export(dir: &Path) -> Done {
    let shown = dir.join("shown.ndjson");
    let file = File::create(&shown).map_err(Failure::file(&shown))?;
    command::run(command::menshen("log show --json").arg(dir).stdout(file))?;
    FORMATS.iter().try_for_each(|format| {
        let file = dir.join(format!("log.{format}"));
        command::run(command::menshen("log export").arg(dir).arg("-o").arg(file))
    })
}

fn read(python: &Path, exports: &Path) -> Done {
    let mut check = Command::new(python);
    check.arg("tests/exports/check.py").arg(exports).arg("docs/export.md").current_dir(root());
    command::run(&mut check)
}
