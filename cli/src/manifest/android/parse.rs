//! One `AndroidManifest.xml`.

use std::collections::BTreeSet;
use std::path::Path;

use roxmltree::{Document, Node, ParsingOptions};

use super::Sdk;
use crate::Failure;
use crate::manifest::app::Place;
use crate::manifest::file::{self, Lines, wrong, wrong_at};

const ANDROID: &str = "http://schemas.android.com/apk/res/android";
const TOOLS: &str = "http://schemas.android.com/tools";

/// A file's part of the app.
pub(super) struct Manifest {
    pub(super) root: Place,
    pub(super) sdk: Sdk,
    pub(super) permissions: Vec<UsesPermission>,
    pub(super) own: BTreeSet<String>,
    pub(super) modes: BTreeSet<String>,
    pub(super) features: BTreeSet<String>,
    pub(super) backup: Option<Place>,
}

/// A `<uses-permission>` or `<uses-permission-sdk-23>`.
pub(super) struct UsesPermission {
    /// None only in `tools:node="removeAll"`.
    pub(super) name: Option<String>,
    pub(super) place: Place,
    pub(super) min: u16,
    pub(super) max: Option<u16>,
    pub(super) never_for_location: bool,
    pub(super) removes: bool,
}

pub(super) fn manifest(path: &Path, file: usize) -> Result<Manifest, Failure> {
    let text = file::read(path)?;
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(&text, options).map_err(|error| not_xml(path, &error))?;
    let root = document.root_element();
    if root.tag_name().name() != "manifest" {
        let what = format!("the root is <{}>, not <manifest>", root.tag_name().name());
        return Err(wrong(path, &format!("{what}: no Android manifest")));
    }
    Reader { path, file, lines: Lines::of(&text) }.read(root)
}

fn not_xml(path: &Path, error: &roxmltree::Error) -> Failure {
    match error {
        roxmltree::Error::DtdDetected => {
            wrong(path, "it has a document type (DTD); no Android manifest does")
        }
        error => wrong_at(path, error.pos().row as usize, &format!("not XML: {error}")),
    }
}

struct Reader<'a> {
    path: &'a Path,
    file: usize,
    lines: Lines,
}

impl Reader<'_> {
    fn read(&self, root: Node<'_, '_>) -> Result<Manifest, Failure> {
        let elements =
            |name: &'static str| root.children().filter(move |node| node.tag_name().name() == name);
        let uses = |node: &Node<'_, '_>| node.tag_name().name().starts_with("uses-permission");
        let permissions = root.children().filter(uses).map(|node| self.uses_permission(node));
        let own = elements("permission").chain(elements("permission-tree"));
        let application = elements("application").next();
        Ok(Manifest {
            root: self.place(root),
            sdk: self.sdk(elements("uses-sdk").next())?,
            permissions: permissions.collect::<Result<_, _>>()?,
            own: names(own),
            modes: application.into_iter().flat_map(modes).collect(),
            features: names(elements("uses-feature")),
            backup: application.and_then(|node| self.backup(node)),
        })
    }

    fn uses_permission(&self, node: Node<'_, '_>) -> Result<UsesPermission, Failure> {
        let removal = node.attribute((TOOLS, "node"));
        let removes = matches!(removal, Some("remove" | "removeAll"));
        let name = android(node, "name").filter(|name| !name.is_empty());
        if name.is_none() && removal != Some("removeAll") {
            let what = format!("<{}> without android:name", node.tag_name().name());
            return Err(wrong_at(self.path, self.place(node).line, &what));
        }
        let only_23 = node.tag_name().name() == "uses-permission-sdk-23";
        let told = android(node, "usesPermissionFlags").unwrap_or_default();
        Ok(UsesPermission {
            name: name.map(str::to_owned),
            place: self.place(node),
            min: if only_23 { 23 } else { 0 },
            max: self.level(node, "maxSdkVersion")?,
            never_for_location: flags(told, PERMISSION_FLAGS).contains(&"neverForLocation"),
            removes,
        })
    }

    fn sdk(&self, node: Option<Node<'_, '_>>) -> Result<Sdk, Failure> {
        let Some(node) = node else { return Ok(Sdk { min: None, target: None }) };
        let (min, target) = ("minSdkVersion", "targetSdkVersion");
        Ok(Sdk { min: self.level(node, min)?, target: self.level(node, target)? })
    }

    /// An API level; a placeholder that Gradle fills in counts as absent.
    fn level(&self, node: Node<'_, '_>, name: &str) -> Result<Option<u16>, Failure> {
        let Some(text) = android(node, name).filter(|text| !text.starts_with("${")) else {
            return Ok(None);
        };
        let level = text.trim().parse().map_err(|_| {
            let what = format!("android:{name}=\"{text}\" is not an API level");
            wrong_at(self.path, self.place(node).line, &what)
        })?;
        Ok(Some(level))
    }

    /// Where backups are let in without rules that say what they take.
    fn backup(&self, application: Node<'_, '_>) -> Option<Place> {
        let rules = ["dataExtractionRules", "fullBackupContent"];
        let ruled = rules.iter().any(|name| android(application, name).is_some());
        let off = android(application, "allowBackup") == Some("false");
        (!ruled && !off).then(|| self.place(application))
    }

    fn place(&self, node: Node<'_, '_>) -> Place {
        Place { file: self.file, line: self.lines.line(node.range().start) }
    }
}

fn android<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((ANDROID, name))
}

fn names<'a>(nodes: impl Iterator<Item = Node<'a, 'a>>) -> BTreeSet<String> {
    nodes.filter_map(|node| android(node, "name")).map(str::to_owned).collect()
}

/// The types of the foreground services.
fn modes<'a>(application: Node<'a, 'a>) -> impl Iterator<Item = String> {
    let services = application.children().filter(|node| node.tag_name().name() == "service");
    let types = services.filter_map(|node| android(node, "foregroundServiceType"));
    types.flat_map(|types| flags(types, SERVICE_TYPES)).map(str::to_owned)
}

/// The flags that a text names, also where decoding a compiled manifest left only their number.
fn flags<'a>(text: &'a str, known: &'a [(&str, u32)]) -> Vec<&'a str> {
    let number = text.strip_prefix("0x").and_then(|hex| u32::from_str_radix(hex, 16).ok());
    match number {
        Some(bits) => known.iter().filter(|(_, bit)| bits & bit != 0).map(|it| it.0).collect(),
        None => text.split('|').map(str::trim).collect(),
    }
}

/// Source: ServiceInfo.FOREGROUND_SERVICE_TYPE_*; those that the rules ask for.
const SERVICE_TYPES: &[(&str, u32)] =
    &[("location", 1 << 3), ("camera", 1 << 6), ("microphone", 1 << 7)];

/// Source: PackageInfo.REQUESTED_PERMISSION_NEVER_FOR_LOCATION.
const PERMISSION_FLAGS: &[(&str, u32)] = &[("neverForLocation", 1 << 16)];
