//! Reading the text of a manifest, and finding lines in it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::{Failure, input};

/// No manifest is larger; this protects from being given something else.
const MOST: u64 = 4 << 20;

/// The text of a manifest, without a byte order mark.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    if path.is_dir() {
        return Err(wrong(path, "a folder; give the manifest file in it"));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| input::at(path, &error))?;
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(|error| input::at(path, &error))?;
    if bytes.len() as u64 > MOST {
        return Err(wrong(path, "larger than 4 MiB; no manifest is"));
    }
    if let Some(what) = not_text(&bytes) {
        return Err(wrong(path, what));
    }
    text(path, bytes)
}

/// What the first bytes show a file to be, if it is no text.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x03, 0x00, 0x08, 0x00, ..] => Some(
            "a compiled manifest; give the source or the merged manifest, or decode it with \
             `apkanalyzer manifest print APP.apk`",
        ),
        [b'P', b'K', 0x03, 0x04, ..] => Some(
            "a package; give its manifest: `apkanalyzer manifest print APP.apk` decodes an APK's, \
             a HAP has it as module.json",
        ),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("text in UTF-16; save it as UTF-8"),
        _ if bytes.iter().all(u8::is_ascii_whitespace) => Some("empty"),
        _ => None,
    }
}

fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        wrong(path, &format!("not a UTF-8 text (byte {place})"))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

pub(super) fn wrong(path: &Path, what: &str) -> Failure {
    Failure(format!("{}: {what}", path.display()))
}

pub(super) fn wrong_at(path: &Path, line: usize, what: &str) -> Failure {
    Failure(format!("{}:{line}: {what}", path.display()))
}

/// Where the lines of a text begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The number of the line, from 1, in which a byte stands.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|end| *end < byte) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one_and_end_with_their_break() {
        let lines = Lines::of("a\nb\n\nc");
        assert_eq!([0, 1, 2, 3, 4, 5].map(|byte| lines.line(byte)), [1, 1, 2, 2, 3, 4]);
    }
}
