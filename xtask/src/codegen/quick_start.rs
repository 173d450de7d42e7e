//! The quick starts of the documentation, compiled as they stand there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::root;
use crate::failure::Failure;

const PRELUDE: &str = "tests/codegen/kotlin/QuickStart.kt";
/// The documents that begin with one.
const DOCUMENTS: [&str; 2] = ["README.md", "docs/android.md"];

/// A source file for each document: what it leaves out, and its first block of Kotlin.
pub(super) fn sources(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let read = |name: &str| {
        let path = root().join(name);
        fs::read_to_string(&path).map_err(Failure::file(&path))
    };
    let prelude = read(PRELUDE)?;
    let numbered = DOCUMENTS.iter().enumerate();
    let source = numbered.map(|(number, document)| {
        let text = read(document)?;
        let block = first_block(&text)
            .ok_or_else(|| Failure::new(format!("{document}: no quick start in Kotlin")))?;
        let file = folder.join(format!("QuickStart{number}.kt"));
        let source = format!("package quickstart{number}\n\n{prelude}\n{block}");
        fs::write(&file, source).map_err(Failure::file(&file))?;
        Ok(file)
    });
    source.collect()
}

fn first_block(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("```kotlin\n")?;
    rest.split_once("```").map(|(block, _)| block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_of_kotlin_counts() {
        let text = "```rust\nfn\n```\n```kotlin\nfun a()\n```\n```kotlin\nfun b()\n```";
        assert_eq!(first_block(text), Some("fun a()\n"));
        assert_eq!(first_block("none"), None);
    }
}
