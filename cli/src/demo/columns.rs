//! Columns that line up, whatever the script: a Chinese character is two columns wide.

use crate::table;

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
