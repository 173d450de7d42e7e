//! Writing `changes` into a policy file, and leaving every other byte of it alone.

use std::ops::Range;

use menshen::Version;
use menshen::policy::Change;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::layout::Layout;

/// The text with these entries for a version, in place of those it had.
pub(super) fn with_changes(
    text: &str,
    version: Version,
    entries: &[Change],
) -> serde_json::Result<String> {
    let file: Spots<'_> = serde_json::from_str(text)?;
    let layout = Layout::of(text, file.clauses());
    let mut written = Vec::new();
    let mut kept: Vec<&RawValue> = Vec::new();
    if let Some(changes) = file.changes {
        kept = serde_json::from_str(changes.get())?;
    }
    for raw in kept {
        let change: Change = serde_json::from_str(raw.get())?;
        if change.version != version {
            written.push(raw.get().to_owned());
        }
    }
    for entry in entries {
        written.push(layout.entry(entry)?);
    }
    let list = layout.list(&written);
    Ok(match file.changes {
        Some(changes) => replaced(text, span(text, changes), &list),
        None => {
            let end = span(text, file.guardian_age).end;
            replaced(text, end..end, &layout.member("changes", &list))
        }
    })
}

/// The members of a policy file whose place matters here.
#[derive(Deserialize)]
struct Spots<'a> {
    #[serde(borrow)]
    changes: Option<&'a RawValue>,
    #[serde(borrow)]
    guardian_age: &'a RawValue,
    #[serde(borrow)]
    purposes: Vec<Purpose<'a>>,
}

#[derive(Deserialize)]
struct Purpose<'a> {
    #[serde(borrow)]
    clauses: &'a RawValue,
}

impl<'a> Spots<'a> {
    /// A list of texts, for how the file writes lists.
    fn clauses(&self) -> &'a str {
        self.purposes.first().map_or("", |purpose| purpose.clauses.get())
    }
}

/// Where a value stands that was read from `text`.
fn span(text: &str, value: &RawValue) -> Range<usize> {
    let start = (value.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + value.get().len()
}

fn replaced(text: &str, range: Range<usize>, with: &str) -> String {
    let mut text = text.to_owned();
    text.replace_range(range, with);
    text
}
