//! What the library may import: the committed list of symbols that every supported phone has.

use crate::failure::Failure;

const LIST: &str = include_str!("bionic.txt");

/// Where to look a symbol up before it is listed.
pub(super) const WHERE: &str = "look it up in AOSP, platform/bionic, libc/libc.map.txt (libm, libdl \
    and liblog have one of their own): without `introduced=`, or up to 24, every supported phone \
    has it: then list it in xtask/src/cross/bionic.txt";

/// The libraries, as `-l` names them. The last is the NDK's own and linked statically; without an
/// NDK it is a stub as the others are.
pub(super) const LIBRARIES: [&str; 5] = ["c", "m", "dl", "log", UNWIND];

const UNWIND: &str = "unwind";

/// Library and name of each symbol.
pub(super) fn symbols() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' '))
}

/// Whether every phone has the symbol, or the NDK brings it.
pub(super) fn has(symbol: &str) -> bool {
    symbols().any(|(_, name)| name == symbol)
}

/// What to say of symbols that are not listed.
pub(super) fn unlisted(symbols: &[String]) -> Failure {
    let names: Vec<String> = symbols.iter().map(|name| format!("`{name}`")).collect();
    Failure::new(format!("imported, but not listed: {}\n{WHERE}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_the_list_is_a_known_library_and_a_name_in_order() {
        let listed: Vec<_> = symbols().collect();
        assert_eq!(listed.len(), LIST.lines().filter(|line| !line.starts_with('#')).count());
        assert!(listed.iter().all(|(library, _)| LIBRARIES.contains(library)));
        assert!(listed.is_sorted(), "sorted, each once");
        assert!(listed.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn what_is_not_listed_is_not_there() {
        assert!(has("malloc"));
        // Since API 28 only.
        assert!(!has("getrandom"));
        assert!(
            unlisted(&["getrandom".into()])
                .to_string()
                .starts_with("imported, but not listed: `getrandom`\n")
        );
    }
}
