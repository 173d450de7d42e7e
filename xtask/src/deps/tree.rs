//! The tree of a library: what an app gets with it, and what its macros need to build it.

use std::collections::BTreeSet;
use std::fmt;

use crate::command::{self, command};
use crate::failure::Failure;

/// The crates of others below one of the project's on one target, as `name version`.
pub(super) struct Tree {
    pub(super) package: &'static str,
    pub(super) target: &'static str,
    /// What ends up in the library.
    pub(super) library: BTreeSet<String>,
    /// What only macros need, while building.
    pub(super) macros: BTreeSet<String>,
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for {}", self.package, self.target)
    }
}

impl Tree {
    pub(super) fn of(package: &'static str, target: &'static str) -> Result<Tree, Failure> {
        let library = list(package, target, "normal,no-proc-macro")?;
        let all = list(package, target, "normal")?;
        let macros = all.difference(&library).cloned().collect();
        Ok(Tree { package, target, library, macros })
    }

    /// The names that are in the library with more than one version.
    pub(super) fn duplicates(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.library.iter().filter_map(|it| it.split(' ').next()).collect();
        names.sort_unstable();
        let pairs = names.iter().zip(names.iter().skip(1));
        let mut repeated: Vec<&str> = pairs.filter(|(a, b)| a == b).map(|(a, _)| *a).collect();
        repeated.dedup();
        repeated
    }
}

fn list(package: &str, target: &str, edges: &str) -> Result<BTreeSet<String>, Failure> {
    let mut tree = command("cargo tree --prefix none --format {p}");
    tree.args(["--package", package, "--edges", edges, "--target", target]);
    let text = command::output(&mut tree)?;
    let others = text.lines().filter(|line| !line.contains(OWN));
    let found: BTreeSet<String> = others.filter_map(name_and_version).collect();
    if found.is_empty() {
        return Err(Failure::new(format!("`cargo tree` names no crate for {target}")));
    }
    Ok(found)
}

/// The project's own crates are shown with where they are.
const OWN: &str = " (/";

/// From `serde_derive v1.0.229 (proc-macro) (*)`.
fn name_and_version(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let (name, version) = (words.next()?, words.next()?);
    Some(format!("{name} {}", version.strip_prefix('v')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_tree_are_read() {
        let read = |line| name_and_version(line).unwrap();
        assert_eq!(read("syn v3.0.9"), "syn 3.0.9");
        assert_eq!(read("serde_derive v1.0.229 (proc-macro) (*)"), "serde_derive 1.0.229");
        assert_eq!(name_and_version(""), None);
    }

    #[test]
    fn a_crate_in_two_versions_is_found_once() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let library = set(&["syn 1.0.0", "syn 2.0.0", "syntax 1.0.0"]);
        let tree = Tree { package: "it", target: "here", library, macros: set(&["syn 3.0.0"]) };
        assert_eq!(tree.duplicates(), ["syn"]);
    }
}
