//! What the artifact depends on, for those who resolve it.

use roxmltree::Document;

use crate::command::root;
use crate::failure::Failure;

use super::repository::VERSION;
use crate::package::read;

const TEMPLATE: &str = include_str!("pom.xml");
/// The build that the versions are taken from, so that apps get what was tested.
const BUILD: &str = "bindings/android/pom.xml";

pub(super) fn text() -> Result<String, Failure> {
    let build = read(&root().join(BUILD))?;
    let text = fill(&String::from_utf8_lossy(&build));
    text.map_err(|why| Failure::new(format!("{BUILD}: {why}")))
}

fn fill(build: &str) -> Result<String, String> {
    let build = Document::parse(build).map_err(|error| error.to_string())?;
    let value = |name: &str| {
        let node = build.descendants().find(|node| node.tag_name().name() == name);
        node.and_then(|node| node.text()).ok_or_else(|| format!("no <{name}>"))
    };
    if value("version")? != VERSION {
        return Err(format!("its version is {}, that of the crates {VERSION}", value("version")?));
    }
    let mut text = TEMPLATE.replace("{version}", VERSION);
    for name in ["kotlin.version", "coroutines.version", "jna.version"] {
        text = text.replace(&format!("{{{name}}}"), value(name)?);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(version: &str) -> String {
        format!(
            "<project><version>{version}</version><properties><kotlin.version>1</kotlin.version>\
             <coroutines.version>2</coroutines.version><jna.version>3</jna.version></properties></project>"
        )
    }

    #[test]
    fn the_versions_are_those_of_the_build() {
        let text = fill(&build(VERSION)).unwrap();
        assert!(
            text.contains("<artifactId>jna</artifactId><version>3</version><type>aar</type>"),
            "{text}"
        );
        assert!(!text.contains('{'), "{text}");
        assert!(Document::parse(&text).is_ok());
    }

    #[test]
    fn a_build_of_another_version_or_without_one_is_refused() {
        assert!(fill(&build("9.9.9")).unwrap_err().starts_with("its version is 9.9.9"));
        assert_eq!(fill("<project/>").unwrap_err(), "no <version>");
    }
}
