//! What most apps do: a line of JSON at the end of a file, flushed.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;

use crate::Problem;

pub(crate) struct JsonLines {
    file: File,
    next: u64,
}

impl JsonLines {
    pub(crate) fn open(path: &Path) -> Result<JsonLines, Problem> {
        Ok(JsonLines { file: File::options().append(true).create_new(true).open(path)?, next: 0 })
    }

    pub(crate) fn append_two(&mut self) -> Result<(), Problem> {
        self.append("decision")?;
        self.append("release")
    }

    fn append(&mut self, kind: &str) -> Result<(), Problem> {
        self.next += 1;
        let at = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis() as u64;
        let record = json!({
            "at": at, "kind": kind, "purpose": "local-music", "resource": "media",
            "scope": "audio", "verdict": "allow", "lease": self.next,
        });
        let mut line = serde_json::to_vec(&record)?;
        line.push(b'\n');
        Ok(self.file.write_all(&line)?)
    }
}
