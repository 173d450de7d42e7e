//! The HarmonyOS library, loaded: in musl, by a program that stands in for ArkTS.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::command::{self, root};
use crate::failure::{Done, Failure};
use crate::say::say;
use crate::temp::TempDir;

use super::zig::Zig;
use super::{Built, HARMONY};

const SOURCES: &str = "bindings/harmony/load";
const POLICY: &str = "policies/netease-cloud-music.json";
/// Zig's own checks want more of a libc than Debian's musl has.
const FLAGS: [&str; 3] = ["-O1", "-fno-sanitize=all", "-Wno-everything"];

/// It registers itself once, answers as it should, and survives what makes no sense.
pub(super) fn check(Built { abi, file, .. }: &Built) -> Done {
    let zig = Zig::find()?;
    let dir = TempDir::new("load")?;
    let source = |name: &str| root().join(SOURCES).join(name);
    let built = |name: &str| dir.path().join(name);
    let mock = built("libace_napi.z.so");
    let mut cc = zig.cc(abi);
    cc.args(FLAGS).args(["-shared", "-Wl,-soname,libace_napi.z.so", "-o"]).arg(&mock);
    command::run(cc.arg(source("mock.c")))?;
    let log = built("libhilog_ndk.z.so");
    let mut cc = zig.cc(abi);
    cc.args(FLAGS).args(["-shared", "-Wl,-soname,libhilog_ndk.z.so", "-o"]).arg(&log);
    command::run(cc.arg(source("hilog.c")))?;
    let host = built("host");
    let mut cc = zig.cc(abi);
    cc.args(FLAGS).args(["-dynamic", "-o"]).arg(&host).arg(source("host.c"));
    command::run(cc.arg(&mock))?;
    let library = copy(file, dir.path())?;
    let options = options(dir.path())?;
    let mut run = zig.run(abi, dir.path(), &host);
    let said = command::output(run.arg(library).arg(options))?;
    say(format!("{:<12} {}", abi.name, said.trim()));
    Ok(())
}

/// Beside the libraries that it needs.
fn copy(file: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let to = folder.join(HARMONY.file);
    fs::copy(file, &to).map_err(Failure::file(file))?;
    Ok(to)
}

/// How a gate on the real policy is opened.
fn options(folder: &Path) -> Result<PathBuf, Failure> {
    let policy = root().join(POLICY);
    let policy = fs::read_to_string(&policy).map_err(Failure::file(&policy))?;
    let (file, dir) = (folder.join("options.json"), folder.join("gate"));
    let options = json!({
        "dir": dir, "policy": policy, "process": "main", "api": 12, "observe": [], "callSites": false,
    });
    fs::write(&file, options.to_string()).map_err(Failure::file(&file))?;
    Ok(file)
}
