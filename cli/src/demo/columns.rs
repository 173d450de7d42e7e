//! Columns that line up, whatever the script: a Chinese character is two columns wide.

use std::io::IsTerminal;

use crate::table;

pub(super) const GREEN: &str = "\x1b[32m";
pub(super) const RED: &str = "\x1b[31m";
pub(super) const DIM: &str = "\x1b[2m";

/// The text in a colour, on a terminal whose user has not said no to colours.
pub(super) fn paint(colour: &str, text: &str) -> String {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    match wanted && std::io::stdout().is_terminal() {
        true => format!("{colour}{text}\x1b[0m"),
        false => text.to_owned(),
    }
}

/// The text, filled with blanks to `width` columns; at least one blank follows it.
pub(super) fn pad(text: &str, width: usize) -> String {
    table::pad(text, width.saturating_sub(1)) + " "
}

#[cfg(test)]
mod tests {
    use super::pad;

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(pad("扫码", 6), "扫码  ");
        assert_eq!(pad("scan", 6), "scan  ");
        assert_eq!(pad("哼唱识别", 3), "哼唱识别 ");
    }
}
