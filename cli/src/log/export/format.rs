//! The formats, and which one is meant.

use std::path::Path;

use super::text;
use crate::Failure;
use crate::lang::Lang;

/// A format that other tools read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// One JSON object a line
    Ndjson,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// A SQLite database
    Sqlite,
    /// Apache Parquet
    Parquet,
}

/// Nothing says which format is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclear;

impl Format {
    /// The format asked for, or else the one that the name of the file ends in.
    pub(super) fn choose(asked: Option<Format>, file: Option<&Path>) -> Result<Format, Unclear> {
        asked.or_else(|| Format::by_name(file?)).ok_or(Unclear)
    }

    fn by_name(file: &Path) -> Option<Format> {
        match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "ndjson" | "jsonl" => Some(Format::Ndjson),
            "csv" => Some(Format::Csv),
            "sqlite" | "sqlite3" | "db" => Some(Format::Sqlite),
            "parquet" => Some(Format::Parquet),
            _ => None,
        }
    }
}

impl Unclear {
    pub(super) fn say(self, lang: Lang) -> Failure {
        text::unclear(lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_file_says_the_format_unless_somebody_does() {
        let by_name = |name: &str| Format::choose(None, Some(Path::new(name)));
        assert_eq!(by_name("a/log.JSONL"), Ok(Format::Ndjson));
        assert_eq!(by_name("log.2026.db"), Ok(Format::Sqlite));
        for unclear in ["log", ".csv", "log.json", "csv"] {
            assert_eq!(by_name(unclear), Err(Unclear), "{unclear}");
        }
        assert_eq!(Format::choose(None, None), Err(Unclear));
        let asked = Format::choose(Some(Format::Csv), Some(Path::new("log.db")));
        assert_eq!(asked, Ok(Format::Csv));
    }
}
