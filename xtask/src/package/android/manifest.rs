//! The manifest that is merged into every app's.

use roxmltree::{Document, Node};

use crate::failure::{Done, Failure};

use super::source;
use crate::package::{Files, archive, read};

const FILE: &str = "src/main/AndroidManifest.xml";
const PACKAGE: &str = "dev.menshen";
/// Gradle takes both from its own file and refuses them in the source.
const ADDED: &str = "package=\"dev.menshen\"";
const MIN_SDK: &str = "\n    <uses-sdk android:minSdkVersion=\"24\" />";
const ANDROID: &str = "http://schemas.android.com/apk/res/android";
const COMPONENTS: [&str; 4] = ["activity", "service", "receiver", "provider"];

/// The manifest in the AAR.
pub(super) fn text() -> Result<String, Failure> {
    let text = String::from_utf8_lossy(&read(&source(FILE))?).into_owned();
    complete(&text).ok_or_else(|| Failure::new(format!("{FILE} is no manifest")))
}

fn complete(text: &str) -> Option<String> {
    let start = Document::parse(text).ok()?.root_element().range().start;
    let (before, root) = text.split_at_checked(start)?;
    let (open, rest) = root.split_once('>')?;
    let open = open.strip_prefix("<manifest")?;
    Some(format!("{before}<manifest {ADDED}{open}>{MIN_SDK}{rest}"))
}

/// It asks for nothing, and what it names is there.
pub(super) fn check(aar: &Files) -> Done {
    let (manifest, classes) = (aar.get("AndroidManifest.xml"), aar.get("classes.jar"));
    let (Some(manifest), Some(classes)) = (manifest, classes) else {
        return Err(Failure::new("the AAR has no manifest or no classes"));
    };
    let wrong = wrong(&String::from_utf8_lossy(manifest), &archive::unpack(classes)?);
    if wrong.is_empty() { Ok(()) } else { Err(Failure::new(wrong.join("\n"))) }
}

fn wrong(manifest: &str, classes: &Files) -> Vec<String> {
    let document = match Document::parse(manifest) {
        Ok(document) => document,
        Err(error) => return vec![format!("{FILE}: {error}")],
    };
    let name =
        |node: &Node<'_, '_>| node.attribute((ANDROID, "name")).unwrap_or_default().to_owned();
    let is_permission = |node: &Node<'_, '_>| node.tag_name().name().starts_with("uses-permission");
    let asks = document.descendants().filter(is_permission);
    let asks =
        asks.map(|node| format!("{FILE} asks for {}: the library asks for nothing", name(&node)));
    let components = document.descendants().filter(|it| COMPONENTS.contains(&it.tag_name().name()));
    let missing =
        components.map(|it| name(&it)).filter(|it| !classes.contains_key(&class_file(it)));
    asks.chain(missing.map(|it| format!("{FILE} names {it}, which is no class"))).collect()
}

fn class_file(name: &str) -> String {
    let full = if name.starts_with('.') { format!("{PACKAGE}{name}") } else { name.to_owned() };
    format!("{}.class", full.replace('.', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(inner: &str) -> String {
        format!("<!-- > -->\n<manifest xmlns:android=\"{ANDROID}\">{inner}</manifest>")
    }

    fn wrong_in(inner: &str) -> Vec<String> {
        wrong(&manifest(inner), &Files::from([("dev/menshen/It.class".into(), Vec::new())]))
    }

    #[test]
    fn what_gradle_would_add_is_added() {
        let text = complete(&manifest("<application />")).unwrap();
        assert!(text.contains("<manifest package=\"dev.menshen\" xmlns:android="), "{text}");
        assert!(
            text.contains("<uses-sdk android:minSdkVersion=\"24\" /><application />"),
            "{text}"
        );
        assert!(Document::parse(&text).is_ok());
        assert_eq!(complete("no xml"), None);
    }

    #[test]
    fn a_permission_is_found() {
        assert!(wrong_in("<permission android:name=\"own\" />").is_empty());
        for tag in ["uses-permission", "uses-permission-sdk-23"] {
            let wrong = wrong_in(&format!("<{tag} android:name=\"CAMERA\" />"));
            assert!(wrong.first().unwrap().contains("asks for CAMERA"), "{wrong:?}");
        }
    }

    #[test]
    fn a_component_that_is_no_class_is_found() {
        assert!(
            wrong_in("<application><activity android:name=\".It\" /></application>").is_empty()
        );
        assert!(wrong_in("<activity android:name=\"dev.menshen.It\" />").is_empty());
        for name in [".Other", "other.It", ""] {
            let wrong = wrong_in(&format!("<service android:name=\"{name}\" />"));
            assert_eq!(wrong.len(), 1, "{name}");
        }
    }
}
