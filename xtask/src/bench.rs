//! Measuring against peers: `benches/peers`, a crate outside the workspace, and what the borders to
//! Kotlin and to JavaScript cost.

mod border;
mod node;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::command::{self, root, target};
use crate::failure::{Done, Failure};
use crate::say::say;

pub(crate) const HELP: &str = "\
measure Menshen beside its peers and write docs/benchmarks.md

Usage: cargo xtask bench [kotlin | node] [--print | --quick]

  kotlin   measure only what the border to Kotlin costs, with JMH
  node     measure only what the border to JavaScript costs, in Node

  --print  only print; what `cargo bench` does
  --quick  only print, after a few rounds: to see that it runs, not to quote

Takes some minutes: SQLite is built, and a log of a million records is written, if there is none
from last time. Keep the machine quiet meanwhile.";

const PAGE: &str = "docs/benchmarks.md";
const KNOWN: [&str; 4] = ["kotlin", "node", "--print", "--quick"];
const RECORDS: &str = "1000000";
const FEW_RECORDS: &str = "50000";

pub(crate) fn run(args: &[String]) -> Done {
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    if let Some(arg) = args.iter().find(|arg| !KNOWN.contains(&arg.as_str())) {
        return Err(Failure::usage(format!("`{arg}` is not expected here; see --help")));
    }
    let part = usize::from(has("kotlin")) + 2 * usize::from(has("node"));
    let measure = [measure, border::measure, node::measure].get(part).copied();
    let measure = measure.ok_or_else(|| Failure::usage("`kotlin` or `node`, not both"))?;
    let text = measure(has("--quick"))?;
    say(&text);
    if has("--print") || has("--quick") {
        return Ok(());
    }
    let mut page = parts()?;
    if let Some(old) = page.get_mut(part) {
        *old = text;
    }
    let page: Vec<&str> = page.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    write(&format!("{}\n", page.join("\n\n")))
}

/// The page as it stands: the peers, and each border in turn. Each is measured by itself.
fn parts() -> Result<[String; 3], Failure> {
    let path = root().join(PAGE);
    let page = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let at = |heading: &str| page.find(heading).unwrap_or(page.len());
    let (kotlin, node) = (at(border::HEADING), at(node::HEADING));
    let part = |from: usize, to: usize| page.get(from..to).unwrap_or_default().to_owned();
    Ok([part(0, kotlin), part(kotlin, node), part(node, page.len())])
}

/// The page as the measurement prints it; its progress streams through.
fn measure(quick: bool) -> Result<String, Failure> {
    command::run(&mut command::command(
        "cargo build --release --package menshen-cli --package menshen-tests",
    ))?;
    let log = long_log(if quick { FEW_RECORDS } else { RECORDS })?;
    let mut bench = command::command("cargo bench --manifest-path benches/peers/Cargo.toml --");
    bench.env("MENSHEN_COMMAND", release("menshen")).env("MENSHEN_LONG_LOG", log);
    bench.args(quick.then_some("--quick"));
    command::output(&mut bench)
}

/// A folder with a log of about that many records, written now or before.
fn long_log(records: &str) -> Result<PathBuf, Failure> {
    let folder = target().join(format!("long-log-{records}"));
    // It writes the policy last: without it, it was interrupted.
    if !folder.join("policy.json").exists() {
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
        }
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        say(format!("writing a log of {records} records"));
        command::run(Command::new(release("long_log")).arg(&folder).arg(records))?;
    }
    Ok(folder)
}

fn release(name: &str) -> PathBuf {
    target().join("release").join(name)
}

fn write(page: &str) -> Done {
    let path = root().join(PAGE);
    let folder = path.parent().unwrap_or(root());
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    fs::write(&path, page).map_err(Failure::file(&path))?;
    say(format!("wrote {PAGE}"));
    Ok(())
}
