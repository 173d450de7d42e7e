//! What the project depends on: licences, sources, duplicates, and how many crates an app gets.

mod allowed;
mod licence;
mod packages;
mod tree;

use crate::command::{self, command};
use crate::failure::{Done, Failure};
use crate::say::say;

use packages::Package;
use tree::Tree;

pub(crate) const HELP: &str = "\
check what the project depends on: licences, sources, duplicates, and the size of the libraries' trees

Usage: cargo xtask deps

The licences that may appear stand in deny.toml. Where cargo-deny is installed it has its say too.";

/// The libraries, the targets that they are built for, and how many crates of others may end up in
/// each. On Android `rustix` reaches the system through libc, which brings `errno` and `libc` along.
const TREES: &[(&str, &str, usize)] = &[
    ("menshen", "x86_64-unknown-linux-gnu", 27),
    ("menshen", "aarch64-unknown-linux-ohos", 27),
    ("menshen", "aarch64-linux-android", 28),
    ("menshen-android", "aarch64-linux-android", 50),
];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub(crate) fn run(args: &[String]) -> Done {
    crate::no_arguments(args)?;
    check()
}

/// Every rule; all that is wrong is said, not only the first.
pub(crate) fn check() -> Done {
    let packages = packages::normal(TREES.iter().map(|(_, target, _)| *target))?;
    let trees = TREES.iter().map(|(package, target, _)| Tree::of(package, target));
    let trees: Vec<Tree> = trees.collect::<Result<_, Failure>>()?;
    let mut wrong = licences(&packages)?;
    wrong.extend(packages.iter().filter_map(source));
    for (tree, (_, _, most)) in trees.iter().zip(TREES) {
        wrong.extend(duplicates(tree).chain(size(tree, *most)));
    }
    print(&packages, &trees);
    if wrong.is_empty() { cargo_deny() } else { Err(Failure::new(wrong.join("\n"))) }
}

fn licences(packages: &[Package]) -> Result<Vec<String>, Failure> {
    let allowed = allowed::licences()?;
    let wrong = |package: &&Package| !licence::is_allowed(&package.licence, &allowed);
    let say = |package: &Package| {
        format!("{package}: its licence `{}` is not allowed by deny.toml", package.licence)
    };
    Ok(packages.iter().filter(wrong).map(say).collect())
}

/// What is not the project's own comes from the public registry.
fn source(package: &Package) -> Option<String> {
    let source = package.source.as_deref().filter(|source| *source != REGISTRY)?;
    Some(format!("{package}: it comes from {source}, not from the public registry"))
}

fn duplicates(tree: &Tree) -> impl Iterator<Item = String> + '_ {
    let repeated = tree.duplicates().into_iter();
    repeated.map(move |name| format!("{name}: more than one version in {tree}"))
}

fn size(tree: &Tree, most: usize) -> Option<String> {
    let count = tree.library.len();
    (count > most).then(|| format!("{tree}: {count} crates, at most {most} may be"))
}

fn print(packages: &[Package], trees: &[Tree]) {
    for package in packages.iter().filter(|package| package.source.is_some()) {
        let name = package.to_string();
        let library = trees.iter().any(|tree| tree.library.contains(&name));
        let macros = trees.iter().any(|tree| tree.macros.contains(&name));
        let place = if library {
            "library"
        } else if macros {
            "macro"
        } else {
            "tools"
        };
        say(format!("{place:<8} {name:<28} {}", package.licence));
    }
    for (tree, (_, _, most)) in trees.iter().zip(TREES) {
        let (library, macros) = (tree.library.len(), tree.macros.len());
        say(format!(
            "{tree}: {library} crates in the library (at most {most}), {macros} for its macros"
        ));
    }
}

fn cargo_deny() -> Done {
    if command::works(&mut command("cargo deny --version")) {
        return command::run(&mut command("cargo deny check"));
    }
    say("cargo-deny is not installed, so no advisories were looked up: cargo install cargo-deny");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(source: Option<&str>, licence: &str) -> Package {
        Package {
            name: "it".into(),
            version: "1.0.0".into(),
            licence: licence.into(),
            source: source.map(str::to_owned),
        }
    }

    #[test]
    fn only_the_public_registry_and_the_project_itself_are_sources() {
        assert_eq!(source(&package(Some(REGISTRY), "MIT")), None);
        assert_eq!(source(&package(None, "MIT")), None);
        let found = source(&package(Some("git+https://example.org/it"), "MIT")).unwrap();
        assert!(found.starts_with("it 1.0.0: it comes from git"), "{found}");
    }

    #[test]
    fn a_licence_that_is_not_listed_is_found() {
        assert!(licences(&[package(None, "MIT")]).unwrap().is_empty());
        assert_eq!(licences(&[package(None, "GPL-3.0-only"), package(None, "")]).unwrap().len(), 2);
    }

    #[test]
    fn a_tree_that_outgrew_its_limit_is_found() {
        let tree = Tree {
            package: "it",
            target: "here",
            library: ["a 1", "b 1"].map(String::from).into(),
            macros: [].into(),
        };
        assert_eq!(size(&tree, 2), None);
        assert!(size(&tree, 1).is_some());
    }
}
