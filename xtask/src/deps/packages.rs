//! The packages that the workspace depends on, as cargo tells them.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use serde_json::Value;

use crate::command::{self, command};
use crate::failure::Failure;

/// A package: the project's own when it has no source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) licence: String,
    pub(super) source: Option<String>,
}

impl fmt::Display for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}

/// Every package that some crate of the workspace is built from, on any of the targets. What only
/// tests and build scripts need is left out.
pub(super) fn normal<'a>(targets: impl Iterator<Item = &'a str>) -> Result<Vec<Package>, Failure> {
    let mut cargo = command("cargo metadata --format-version 1");
    cargo.args(targets.flat_map(|target| ["--filter-platform", target]));
    let text = command::output(&mut cargo)?;
    let metadata = serde_json::from_str(&text).ok();
    let found = metadata.as_ref().and_then(reached);
    found.ok_or_else(|| Failure::new("`cargo metadata` printed something unexpected"))
}

/// `None` when it does not look as expected: better no answer than a short list.
fn reached(metadata: &Value) -> Option<Vec<Package>> {
    let edges = edges(metadata)?;
    let mut seen = BTreeSet::new();
    let members = metadata.get("workspace_members")?.as_array()?;
    let mut next: Vec<&str> = members.iter().map(Value::as_str).collect::<Option<_>>()?;
    while let Some(id) = next.pop() {
        if seen.insert(id) {
            next.extend(edges.get(id)?);
        }
    }
    let packages = metadata.get("packages")?.as_array()?;
    let used = packages.iter().filter(|it| it["id"].as_str().is_some_and(|id| seen.contains(id)));
    let mut found: Vec<Package> = used.map(package).collect::<Option<_>>()?;
    found.sort();
    (found.len() == seen.len()).then_some(found)
}

/// Who depends on whom, to be built.
fn edges<'a>(metadata: &'a Value) -> Option<HashMap<&'a str, Vec<&'a str>>> {
    let nodes = metadata.get("resolve")?.get("nodes")?.as_array()?;
    let is_normal = |dependency: &&Value| {
        let kinds = dependency["dep_kinds"].as_array();
        kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
    };
    let edge = |node: &'a Value| {
        let dependencies = node.get("deps")?.as_array()?.iter().filter(is_normal);
        let ids: Option<Vec<&str>> = dependencies.map(|it| it.get("pkg")?.as_str()).collect();
        Some((node.get("id")?.as_str()?, ids?))
    };
    nodes.iter().map(edge).collect()
}

fn package(package: &Value) -> Option<Package> {
    let text = |key: &str| package.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Package {
        name: text("name")?,
        version: text("version")?,
        licence: text("license").unwrap_or_default(),
        source: text("source"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn metadata() -> Value {
        let node = |id: &str, deps: &[(&str, Value)]| {
            let dep =
                |(id, kind): &(&str, Value)| json!({"pkg": id, "dep_kinds": [{"kind": kind}]});
            json!({"id": id, "deps": deps.iter().map(dep).collect::<Vec<_>>()})
        };
        let package = |id: &str| json!({"id": id, "name": id, "version": "1.0.0", "license": "MIT", "source": null});
        let packages = ["own", "used", "deep", "tests", "other"].map(package);
        json!({
            "workspace_members": ["own"],
            "packages": packages,
            "resolve": {"nodes": [
                node("own", &[("used", Value::Null), ("tests", json!("dev"))]),
                node("used", &[("deep", Value::Null), ("tests", json!("build"))]),
                node("deep", &[("used", Value::Null)]),
                node("tests", &[]),
                node("other", &[]),
            ]},
        })
    }

    #[test]
    fn packages_reached_through_normal_dependencies_are_found() {
        let names: Vec<_> = reached(&metadata()).unwrap().into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["deep", "own", "used"]);
    }

    #[test]
    fn an_unexpected_answer_is_none() {
        let mut metadata = metadata();
        metadata["packages"].as_array_mut().unwrap().remove(1);
        assert_eq!(reached(&metadata), None);
        assert_eq!(reached(&json!({})), None);
    }
}
