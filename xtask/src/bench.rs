//! Measuring against peers: `benches/peers`, a crate outside the workspace.

use std::fs;

use crate::command::{self, root};
use crate::failure::{Done, Failure};
use crate::say::say;

pub(crate) const HELP: &str = "\
measure Menshen beside its peers and write docs/benchmarks.md

Usage: cargo xtask bench [--print | --quick]

  --print  only print the page; what `cargo bench` does
  --quick  only print, after a few rounds: to see that it runs, not to quote

Takes some minutes: SQLite is built first. Keep the machine quiet meanwhile.";

const PAGE: &str = "docs/benchmarks.md";

pub(crate) fn run(args: &[String]) -> Done {
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    if let Some(arg) = args.iter().find(|arg| !matches!(arg.as_str(), "--print" | "--quick")) {
        return Err(Failure::usage(format!("`{arg}` is not expected here; see --help")));
    }
    let page = measure(has("--quick"))?;
    say(&page);
    if has("--print") || has("--quick") { Ok(()) } else { write(&page) }
}

/// The page as the measurement prints it; its progress streams through.
fn measure(quick: bool) -> Result<String, Failure> {
    let mut bench = command::command("cargo bench --manifest-path benches/peers/Cargo.toml --");
    bench.args(quick.then_some("--quick"));
    command::output(&mut bench)
}

fn write(page: &str) -> Done {
    let path = root().join(PAGE);
    let folder = path.parent().unwrap_or(root());
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    fs::write(&path, page).map_err(Failure::file(&path))?;
    say(format!("wrote {PAGE}"));
    Ok(())
}
