//! What must not compile, marked in its source: `//! text` at the end of a line wants an error
//! there whose message contains the text.

use std::fs;
use std::path::Path;

use crate::failure::{Done, Failure};

const MARK: &str = " //! ";

/// An error of a compiler: file name, line, message.
#[derive(Debug, PartialEq, Eq)]
struct Complaint<'a> {
    file: &'a str,
    line: usize,
    message: &'a str,
}

/// Each marked line gives its error, and no other line of any file gives one.
pub(super) fn judge(output: &str, marked: &Path) -> Done {
    let source = fs::read_to_string(marked).map_err(Failure::file(marked))?;
    let name = marked.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let wrong = wrong(output, name, &source);
    if wrong.is_empty() { Ok(()) } else { Err(Failure::new(wrong.join("\n"))) }
}

fn wrong(output: &str, name: &str, source: &str) -> Vec<String> {
    let complaints: Vec<Complaint<'_>> = output.lines().filter_map(complaint).collect();
    let marks: Vec<(usize, &str)> = source
        .lines()
        .enumerate()
        .filter_map(|(index, line)| Some((index + 1, line.split_once(MARK)?.1)))
        .collect();
    let at = |it: &&Complaint<'_>, line: usize| it.file == name && it.line == line;
    let given = |(line, text): &&(usize, &str)| {
        complaints.iter().any(|it| at(&it, *line) && it.message.contains(text))
    };
    let missing = marks.iter().filter(|mark| !given(mark));
    let missing = missing.map(|(line, text)| format!("{name}:{line}: no error says `{text}`"));
    let is_marked = |it: &&Complaint<'_>| marks.iter().any(|(line, _)| at(it, *line));
    let unwanted = complaints.iter().filter(|it| !is_marked(it));
    let unwanted = unwanted.map(|it| format!("{}:{}: {}", it.file, it.line, it.message));
    missing.chain(unwanted).collect()
}

/// `path:line:column: error: message`, or `error: message` for what has no place.
fn complaint(line: &str) -> Option<Complaint<'_>> {
    let (place, message) = line.split_once("error: ")?;
    if place.is_empty() {
        return Some(Complaint { file: "", line: 0, message });
    }
    let mut parts = place.trim_end().strip_suffix(':')?.rsplitn(3, ':');
    let (_column, line) = (parts.next()?, parts.next()?);
    let file = Path::new(parts.next()?).file_name()?.to_str()?;
    Some(Complaint { file, line: line.parse().ok()?, message })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "fine\nbad //! unresolved\n";

    #[test]
    fn a_marked_line_must_give_its_error() {
        let right = "/a/Refused.kt:2:5: error: unresolved reference 'bad'.\n    bad //! x\n    ^^^";
        assert!(wrong(right, "Refused.kt", SOURCE).is_empty());
        let other = right.replace("unresolved", "mismatched");
        assert_eq!(
            wrong(&other, "Refused.kt", SOURCE),
            ["Refused.kt:2: no error says `unresolved`"]
        );
        assert_eq!(wrong("", "Refused.kt", SOURCE).len(), 1);
    }

    #[test]
    fn no_other_line_may_give_one() {
        let right = "Refused.kt:2:5: error: unresolved\n";
        for more in ["Refused.kt:1:1: error: so", "Use.kt:2:1: error: so", "error: so"] {
            let wrong = wrong(&format!("{right}{more}"), "Refused.kt", SOURCE);
            assert_eq!(wrong.len(), 1, "{wrong:?}");
        }
    }
}
