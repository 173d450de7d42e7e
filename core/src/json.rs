//! Strict reading of JSON files written by people: positions, duplicate keys, several errors.

mod node;
mod schema;
mod shape;

pub(crate) use node::{Kind, Node, parse};
pub(crate) use schema::json_schema;
pub(crate) use shape::{Field, Object, Shape, check};

use std::fmt;

/// The largest file that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 1 << 20;
/// More problems than this are not listed: whoever mends these will see the next.
const MOST_PROBLEMS: usize = 100;
/// The deepest nesting that is read.
pub(crate) const MAX_DEPTH: usize = 64;

/// Something wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The JSON path, such as `purposes[3].needs[0].scope`; empty for the whole file.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.line, self.column)?;
        match self.path.as_str() {
            "" => f.write_str(&self.message),
            path => write!(f, "{path}: {}", self.message),
        }
    }
}

/// All that is wrong in a file, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Problem::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Problems {}

/// Collects problems with their place in one text.
pub(crate) struct Finder<'a> {
    text: &'a str,
    pub(crate) found: Vec<Problem>,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(text: &'a str) -> Finder<'a> {
        Finder { text, found: Vec::new() }
    }

    /// Notes a problem at the byte `offset`.
    pub(crate) fn note(&mut self, offset: usize, path: &str, message: impl Into<String>) {
        if self.found.len() >= MOST_PROBLEMS {
            return;
        }
        let before = self.text.get(..offset).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        self.found.push(Problem {
            path: path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(start..).map_or(0, |line| line.chars().count()) + 1,
            message: message.into(),
        });
    }

    /// The problems in the order of the file.
    pub(crate) fn sorted(mut self) -> Vec<Problem> {
        self.found.sort_by_key(|problem| (problem.line, problem.column));
        self.found
    }
}

/// The path of a member of the object at `path`.
pub(crate) fn member_path(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
