//! Columns and lines for terminals, where a Chinese character takes two places.

use menshen::Time;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text, with spaces up to `width` columns. A longer one stays as it is.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{:missing$}", "")
}

/// A row of cells, each padded to its column's width and one space apart. Nothing is cut off.
pub(crate) fn row<'a>(cells: impl IntoIterator<Item = (&'a str, usize)>) -> String {
    let mut line = String::new();
    // A cell that is too long pushes the next ones only as far as they have no room to spare.
    let mut end = 0;
    for (cell, width) in cells {
        line = pad(&line, end);
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(cell);
        end += width + 1;
    }
    line.trim_end().to_owned()
}

/// Lines of at most `width` columns, each after `indent` spaces. Breaks at spaces and after
/// Chinese characters, but not before a closing mark.
pub(crate) fn wrap(text: &str, indent: usize, width: usize) -> String {
    let room = width.saturating_sub(indent).max(1);
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && line.width() + piece.trim_end().width() > room {
            line.truncate(line.trim_end().len());
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
    }
    lines.iter().map(|line| format!("{:indent$}{}\n", "", line.trim_end())).collect()
}

/// The parts between which a line may break.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = end_of_piece(rest);
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn end_of_piece(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let next = letters.peek().map(|(_, next)| *next);
        let wide = letter.width() == Some(2) && !"（《“‘〔".contains(letter);
        let closing = next.is_some_and(|next| "，。；：、）》”’？！ ".contains(next));
        if (letter == ' ' || wide) && !closing {
            return end;
        }
    }
    text.len()
}

/// A time in UTC, always as long: with milliseconds.
pub(crate) fn time(at: Time) -> String {
    let text = at.to_string();
    let Some(text) = text.strip_suffix('Z') else { return text };
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{seconds}.{fraction:0<3}Z")
}

/// A number of things, in English.
pub(crate) fn plural(count: u64, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(pad("违规", 6), "违规  ");
        assert_eq!(
            row([("时间", 6), ("x", 1)]),
            row([("time", 6), ("x", 1)]).replace("time", "时间")
        );
    }

    #[test]
    fn a_long_cell_pushes_the_next_no_further_than_it_must() {
        assert_eq!(row([("abcd", 2), ("x", 4), ("y", 1)]), "abcd x  y");
        assert_eq!(row([("a", 2), ("", 4), ("y", 1)]), "a       y");
    }

    #[test]
    fn lines_break_at_spaces_and_between_chinese_characters() {
        assert_eq!(wrap("ab cd ef", 1, 6), " ab cd\n ef\n");
        assert_eq!(wrap("门神看门，好", 0, 8), "门神看\n门，好\n");
    }

    #[test]
    fn times_are_all_as_long() {
        assert_eq!(time(Time::from_millis(0)), "1970-01-01T00:00:00.000Z");
        assert_eq!(time(Time::from_millis(120)), "1970-01-01T00:00:00.120Z");
    }
}
