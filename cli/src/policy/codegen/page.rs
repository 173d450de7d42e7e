//! A text of nested blocks in braces.

/// Generated text.
pub(super) struct Page {
    text: String,
    depth: usize,
    /// The spaces of one level.
    indent: usize,
    /// How the language writes a line of documentation.
    comment: fn(&str) -> String,
}

impl Page {
    pub(super) fn new(indent: usize, comment: fn(&str) -> String) -> Page {
        Page { text: String::new(), depth: 0, indent, comment }
    }

    pub(super) fn comment(&mut self, text: &str) {
        self.line((self.comment)(text));
    }

    pub(super) fn line(&mut self, line: impl AsRef<str>) {
        let line = line.as_ref();
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', self.depth * self.indent));
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A blank line, unless a block has just begun.
    pub(super) fn gap(&mut self) {
        if !self.text.ends_with("{\n") {
            self.text.push('\n');
        }
    }

    /// `head {`, what `body` writes, `}`.
    pub(super) fn block(&mut self, head: &str, body: impl FnOnce(&mut Page)) {
        self.nest(&format!("{head} {{"), body, "}");
    }

    /// `open`, what `body` writes further in, `close`.
    pub(super) fn nest(&mut self, open: &str, body: impl FnOnce(&mut Page), close: &str) {
        self.line(open);
        self.depth += 1;
        body(self);
        self.depth -= 1;
        self.line(close);
    }

    /// `line`, and `rest` further in on the next.
    pub(super) fn broken(&mut self, line: &str, rest: &str) {
        self.line(line);
        self.depth += 1;
        self.line(rest);
        self.depth -= 1;
    }

    pub(super) fn text(self) -> String {
        self.text
    }
}
