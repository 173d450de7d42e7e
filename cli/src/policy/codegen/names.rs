//! Names in generated code: the same rules for every language, so that a feature reads the same.

use std::collections::HashMap;

use super::model::Model;
use crate::Failure;

/// What generated code itself is called, and the one type name that Rust reserves.
const OWN_TYPES: &[&str] = &["Purposes", "Sdks", "Scopes", "Self"];

/// What generated Rust code itself is called, and the words that cannot name a module.
const RUST_WORDS: &[&str] = &[
    "scope", "sdks", "abstract", "as", "async", "await", "become", "box", "break", "const",
    "continue", "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for",
    "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override",
    "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try",
    "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A type: `qr-scan` is `QrScan`.
pub(super) fn pascal(id: &str) -> String {
    let name = words(id).map(capitalised).collect();
    escaped(name, OWN_TYPES)
}

/// A member: `app_scoped` is `appScoped`.
pub(super) fn camel(id: &str) -> String {
    let mut words = words(id);
    let first = words.next().unwrap_or_default().to_owned();
    first + &words.map(capitalised).collect::<String>()
}

/// A Rust module or function: `qr-scan` is `qr_scan`.
pub(super) fn snake(id: &str) -> String {
    escaped(words(id).collect::<Vec<_>>().join("_"), RUST_WORDS)
}

/// Ids are made of lowercase letters and digits, parted by dots, dashes and underscores; those of web
/// pages by what an address has between its parts, too.
fn words(id: &str) -> impl Iterator<Item = &str> {
    id.split(['.', '-', '_', ':', '/']).filter(|word| !word.is_empty())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string())
        + letters.as_str()
}

/// No name made from an id has an underscore at either end by itself, so these are never taken.
fn escaped(name: String, reserved: &[&str]) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("_{name}");
    }
    if reserved.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// Two ids that would get one name cannot both be generated. Upper and lower case do not tell names
/// apart, because they do not tell class files apart on every system.
pub(super) fn check(model: &Model<'_>) -> Result<(), Failure> {
    let sdks = model.file.sdks.iter().map(|sdk| (sdk.id.clone(), format!("`{}`", sdk.id)));
    let clashes: Vec<String> = clashes(model.types()).chain(clashes(sdks)).collect();
    if clashes.is_empty() { Ok(()) } else { Err(Failure(clashes.join("\n"))) }
}

fn clashes(types: impl Iterator<Item = (String, String)>) -> impl Iterator<Item = String> {
    let mut seen: HashMap<String, String> = HashMap::new();
    types.filter_map(move |(id, what)| {
        let first = seen.insert(words(&id).collect(), what.clone())?;
        let name = pascal(&id);
        Some(format!(
            "{first} and {what} would both be called `{name}` in generated code; rename one"
        ))
    })
}

#[cfg(test)]
mod tests {
    use menshen::{Resource, Scopes};

    use super::super::used::Use;
    use super::*;

    #[test]
    fn ids_become_names_of_their_language() {
        let all = |id| (pascal(id), camel(id), snake(id));
        let expected = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(all("qr-scan"), expected("QrScan", "qrScan", "qr_scan"));
        assert_eq!(all("a.b_c-1"), expected("ABC1", "aBC1", "a_b_c_1"));
        let page = expected("WebHttpsH5ACom", "webHttpsH5ACom", "web_https_h5_a_com");
        assert_eq!(all("web:https://h5.a.com"), page);
        assert_eq!(all("trailing-"), expected("Trailing", "trailing", "trailing"));
    }

    #[test]
    fn what_a_language_reserves_is_marked_with_an_underscore() {
        assert_eq!(pascal("3d-view"), "_3dView");
        assert_eq!(snake("3d-view"), "_3d_view");
        assert_eq!(["self", "sdks", "purposes"].map(pascal), ["Self_", "Sdks_", "Purposes_"]);
        assert_eq!(["type", "self", "scope"].map(snake), ["type_", "self_", "scope_"]);
        assert_eq!(["types", "selves", "scopes-"].map(snake), ["types", "selves", "scopes"]);
    }

    #[test]
    fn no_two_uses_share_a_name() {
        let mut seen = std::collections::HashSet::new();
        for resource in Resource::ALL {
            for bits in 1..=resource.all_scopes().bits() {
                let used = Use::of(*resource, Scopes::from_bits(bits));
                if used.scopes == Scopes::from_bits(bits) {
                    let name = snake(&used.id());
                    assert!(seen.insert(name.clone()), "{name}");
                    assert_eq!(name, used.id(), "no use is a reserved word");
                }
            }
        }
    }
}
