//! What a library may import: a committed list of symbols that every supported phone has.

use crate::failure::Failure;

#[derive(Debug)]
pub(super) struct Imports {
    /// Library and name of each symbol, by line.
    pub(super) list: &'static str,
    /// The libraries of which there are only stubs where it is linked, as `-l` names them.
    pub(super) stubs: &'static [&'static str],
    /// Where to look a symbol up before it is listed.
    pub(super) advice: &'static str,
}

impl Imports {
    /// Library and name of each symbol.
    pub(super) fn symbols(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.list.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once(' '))
    }

    /// Whether every phone has the symbol, or who links brings it.
    pub(super) fn has(&self, symbol: &str) -> bool {
        self.symbols().any(|(_, name)| name == symbol)
    }

    /// What to say of symbols that are not listed.
    pub(super) fn unlisted(&self, symbols: &[String]) -> Failure {
        let names: Vec<String> = symbols.iter().map(|name| format!("`{name}`")).collect();
        Failure::new(format!("imported, but not listed: {}\n{}", names.join(", "), self.advice))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ANDROID, HARMONY};

    #[test]
    fn each_line_of_a_list_is_a_known_library_and_a_name_in_order() {
        for imports in [&ANDROID.imports, &HARMONY.imports] {
            let listed: Vec<_> = imports.symbols().collect();
            let lines = imports.list.lines().filter(|line| !line.starts_with('#'));
            assert_eq!(listed.len(), lines.count());
            let known = |library| library == "c" || imports.stubs.contains(&library);
            assert!(listed.iter().all(|(library, _)| known(library)));
            assert!(listed.is_sorted(), "sorted, each once");
            assert!(listed.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }

    #[test]
    fn what_is_not_listed_is_not_there() {
        assert!(ANDROID.imports.has("malloc"));
        // Since API 28 only.
        assert!(!ANDROID.imports.has("getrandom"));
        assert!(HARMONY.imports.has("napi_throw"));
        // Since API 12, and not needed.
        assert!(!HARMONY.imports.has("napi_fatal_exception"));
        let said = ANDROID.imports.unlisted(&["getrandom".into()]).to_string();
        assert!(said.starts_with("imported, but not listed: `getrandom`\n"));
    }
}
