//! How a JSON file is laid out, so that what is added to it looks like the rest.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

/// The layout of a policy file.
pub(super) struct Layout {
    /// Between lines; empty when the file is a single line.
    newline: &'static str,
    /// One step of indentation.
    step: String,
    /// Whether even short lists take a line for each item.
    tall: bool,
}

impl Layout {
    /// The layout of a text, given one of its short lists.
    pub(super) fn of(text: &str, list: &str) -> Layout {
        let newline = match text.trim() {
            text if !text.contains('\n') => "",
            text if text.contains("\r\n") => "\r\n",
            _ => "\n",
        };
        let indented = text.lines().find(|line| line.starts_with([' ', '\t']));
        let step = indented.map_or("  ", |line| {
            line.split(|it: char| it != ' ' && it != '\t').next().unwrap_or_default()
        });
        Layout { newline, step: step.to_owned(), tall: list.contains('\n') }
    }

    /// A member of the outermost object, after another.
    pub(super) fn member(&self, name: &str, value: &str) -> String {
        let colon = if self.newline.is_empty() { ":" } else { ": " };
        format!(",{}\"{name}\"{colon}{value}", self.line(1))
    }

    /// A list in the outermost object, an item a line.
    pub(super) fn list(&self, items: &[String]) -> String {
        let before = self.line(2);
        let items: Vec<String> = items.iter().map(|item| format!("{before}{item}")).collect();
        format!("[{}{}]", items.join(","), self.line(1))
    }

    /// An item of such a list.
    pub(super) fn entry(&self, entry: &impl Serialize) -> serde_json::Result<String> {
        if self.newline.is_empty() {
            return serde_json::to_string(entry);
        }
        if !self.tall {
            return written(entry, Spaced);
        }
        let tall = written(entry, PrettyFormatter::with_indent(self.step.as_bytes()))?;
        Ok(tall.replace('\n', &self.line(2)))
    }

    /// A new line at this depth.
    fn line(&self, depth: usize) -> String {
        match self.newline {
            "" => String::new(),
            newline => format!("{newline}{}", self.step.repeat(depth)),
        }
    }
}

fn written(entry: &impl Serialize, formatter: impl Formatter) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    entry.serialize(&mut Serializer::with_formatter(&mut bytes, formatter))?;
    String::from_utf8(bytes).map_err(|error| serde_json::Error::io(io::Error::other(error)))
}

/// On one line, with a space after each comma and colon.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { to.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.begin_array_value(to, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(b": ")
    }
}
