//! Names of Kotlin packages.

/// The words that cannot stand in one.
const KEYWORDS: &[&str] = &[
    "as",
    "break",
    "class",
    "continue",
    "do",
    "else",
    "false",
    "for",
    "fun",
    "if",
    "in",
    "interface",
    "is",
    "null",
    "object",
    "package",
    "return",
    "super",
    "this",
    "throw",
    "true",
    "try",
    "typealias",
    "typeof",
    "val",
    "var",
    "when",
    "while",
];

/// A package such as `com.example.app`, for the command line.
pub(super) fn parse(text: &str) -> Result<String, String> {
    match text.split('.').find(|part| !is_name(part)) {
        None => Ok(text.to_owned()),
        Some("") => Err("a package is names with dots between, such as `com.example.app`".into()),
        Some(part) => Err(format!("`{part}` cannot stand in the name of a package")),
    }
}

fn is_name(part: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    part.starts_with(is_letter)
        && part.chars().all(|letter| is_letter(letter) || letter.is_ascii_digit())
        && !KEYWORDS.contains(&part)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_package_is_names_with_dots_between() {
        assert!(["a", "com.example.app", "a_b.c1"].iter().all(|it| parse(it).is_ok()));
        let wrong = ["", "a.", ".a", "a..b", "1a", "a-b", "a.fun.b", "a b", "a;b", "包"];
        assert!(wrong.iter().all(|it| parse(it).is_err()));
    }
}
