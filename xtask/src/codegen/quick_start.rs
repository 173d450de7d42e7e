//! The quick starts of the documentation, compiled as they stand there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::root;
use crate::failure::Failure;

/// The quick starts in a language: how it is fenced, what they leave out, the documents that begin
/// with one.
pub(super) struct QuickStarts {
    pub(super) fence: &'static str,
    pub(super) extension: &'static str,
    pub(super) prelude: &'static str,
    pub(super) documents: &'static [&'static str],
}

impl QuickStarts {
    /// A source file for each document: what it leaves out, and its first block in the language.
    /// `head` stands first, told the number of the file.
    pub(super) fn sources(
        &self,
        folder: &Path,
        head: impl Fn(usize) -> String,
    ) -> Result<Vec<PathBuf>, Failure> {
        let prelude = read(self.prelude)?;
        let numbered = self.documents.iter().enumerate();
        let source = numbered.map(|(number, document)| {
            let text = read(document)?;
            let missing = || format!("{document}: no quick start in {}", self.fence);
            let block = self.first_block(&text).ok_or_else(|| Failure::new(missing()))?;
            let file = folder.join(format!("QuickStart{number}.{}", self.extension));
            let source = format!("{}{prelude}\n{block}", head(number));
            fs::write(&file, source).map_err(Failure::file(&file))?;
            Ok(file)
        });
        source.collect()
    }

    fn first_block<'a>(&self, text: &'a str) -> Option<&'a str> {
        let (_, rest) = text.split_once(&format!("```{}\n", self.fence))?;
        rest.split_once("```").map(|(block, _)| block)
    }
}

fn read(name: &str) -> Result<String, Failure> {
    let path = root().join(name);
    fs::read_to_string(&path).map_err(Failure::file(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_of_the_language_counts() {
        let kotlin = QuickStarts { fence: "kotlin", extension: "kt", prelude: "", documents: &[] };
        let text = "```rust\nfn\n```\n```kotlin\nfun a()\n```\n```kotlin\nfun b()\n```";
        assert_eq!(kotlin.first_block(text), Some("fun a()\n"));
        assert_eq!(kotlin.first_block("none"), None);
    }
}
