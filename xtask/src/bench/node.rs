//! What a call costs from JavaScript: `bindings/harmony/bench`, run with Node.

use std::path::PathBuf;

use crate::command::{self, command, root, target};
use crate::failure::Failure;

pub(super) const HEADING: &str = "## The border: Node-API";

const ABOUT: &str = "
The release library in Node, on the machine above; `policies/netease-cloud-music.json` without its
limits, purpose `qr-scan`, everything granted. Beside it a class that napi-rs generates over the
same core, and the core called in a loop from Rust; each measured once a round, so that they share
what the machine does. `cargo xtask bench node` measures these tables again.
";

const BENCH: &str = "bindings/harmony/bench/border.cjs";
const PEER: &str = "bindings/harmony/bench/peer/Cargo.toml";
const POLICY: &str = "policies/netease-cloud-music.json";

/// The section of the page.
pub(super) fn measure(quick: bool) -> Result<String, Failure> {
    command::run(&mut command("cargo build --release --package menshen-harmony"))?;
    let folder = target().join("napi-peer");
    let mut build = command(&format!("cargo build --release --manifest-path {PEER} --target-dir"));
    command::run(build.arg(&folder))?;
    let library = |folder: PathBuf, name| folder.join("release").join(name);
    let mut node = command(&format!("node {BENCH}"));
    node.arg(library(target(), "libmenshen_harmony.so"));
    node.arg(library(folder, "libmenshen_napi_peer.so")).arg(root().join(POLICY));
    let tables = command::output(node.args(quick.then_some("--quick")))?;
    Ok(format!("{HEADING}\n{ABOUT}\n{}", tables.trim_end().to_owned() + "\n"))
}
