//! Licence expressions (SPDX): `OR` needs one side, `AND` both, `WITH` is part of the name.

use std::iter::Peekable;
use std::vec::IntoIter;

/// Whether the allowed licences satisfy the expression. What cannot be read is not allowed.
pub(super) fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let mut words = words(expression).into_iter().peekable();
    either(&mut words, allowed) == Some(true) && words.next().is_none()
}

type Words = Peekable<IntoIter<String>>;

/// Old manifests write `/` for `OR`.
fn words(expression: &str) -> Vec<String> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    spaced.split_whitespace().map(str::to_owned).collect()
}

fn either(words: &mut Words, allowed: &[String]) -> Option<bool> {
    let mut found = both(words, allowed)?;
    while words.next_if(|word| word == "OR").is_some() {
        found |= both(words, allowed)?;
    }
    Some(found)
}

fn both(words: &mut Words, allowed: &[String]) -> Option<bool> {
    let mut found = one(words, allowed)?;
    while words.next_if(|word| word == "AND").is_some() {
        found &= one(words, allowed)?;
    }
    Some(found)
}

fn one(words: &mut Words, allowed: &[String]) -> Option<bool> {
    let mut name = words.next()?;
    if name == "(" {
        let found = either(words, allowed)?;
        return words.next_if(|word| word == ")").map(|_| found);
    }
    if words.next_if(|word| word == "WITH").is_some() {
        name = format!("{name} WITH {}", words.next()?);
    }
    Some(allowed.contains(&name))
}

#[cfg(test)]
mod tests {
    fn is_allowed(expression: &str) -> bool {
        super::is_allowed(expression, &["MIT", "Apache-2.0", "Unicode-3.0"].map(String::from))
    }

    #[test]
    fn expressions_hold_when_a_choice_is_allowed_as_a_whole() {
        for fine in [
            "MIT",
            "MIT OR GPL-3.0-only",
            "Unlicense/MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "GPL-2.0-only AND MIT OR Apache-2.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        ] {
            assert!(is_allowed(fine), "{fine}");
        }
    }

    #[test]
    fn expressions_fail_when_no_choice_is_allowed_or_they_make_no_sense() {
        for bad in [
            "",
            "GPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "(MIT OR Apache-2.0) AND OpenSSL",
            "MIT AND (GPL-2.0-only OR GPL-3.0-only)",
            "Apache-2.0 WITH LLVM-exception",
            "(MIT",
            "MIT)",
            "MIT OR",
            "OR MIT",
            "MIT Apache-2.0",
        ] {
            assert!(!is_allowed(bad), "{bad}");
        }
    }
}
