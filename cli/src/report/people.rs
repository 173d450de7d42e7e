//! Who wrote the log and whom it is about: processes of the app, and subjects.

use std::collections::{BTreeMap, HashSet};

use menshen::log::{Event, Record};
use serde_json::{Value, json};

use super::shorten::short;

#[derive(Default)]
pub(super) struct People {
    /// How often each process of the app was started.
    starts: BTreeMap<String, u64>,
    subjects: HashSet<u64>,
    versions: HashSet<String>,
}

/// More names than this are not told apart.
const MOST: usize = 50;

impl People {
    pub(super) fn take(&mut self, record: &Record<'_>) {
        self.subjects.insert(record.subject);
        let Event::ProcessStart { name, library, .. } = &record.event else { return };
        if self.versions.len() < MOST {
            self.versions.insert(short(library));
        }
        let known = self.starts.contains_key(name.as_ref());
        if known || self.starts.len() < MOST {
            *self.starts.entry(name.to_string()).or_default() += 1;
        }
    }

    pub(super) fn to_json(&self) -> Value {
        let starts = self.starts.iter();
        let starts = starts.map(|(name, count)| json!({ "name": short(name), "starts": count }));
        let mut versions: Vec<&String> = self.versions.iter().collect();
        versions.sort_unstable();
        json!({
            "processes": starts.collect::<Value>(),
            "libraries": versions,
            "subjects": self.subjects.len(),
        })
    }
}
