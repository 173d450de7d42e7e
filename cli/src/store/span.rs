//! Spans of time as people read them, to the millisecond.

use menshen::Span;

/// `1.250 s`, and `00:02:03.250` from a minute on.
pub(super) fn seconds(span: Span) -> String {
    let millis = span.millis();
    match millis {
        ..60_000 => format!("{}.{:03} s", millis / 1_000, millis % 1_000),
        _ => clock(millis),
    }
}

/// `−00:01:43.250` before and `+00:00:05.000` after.
pub(super) fn signed(millis: i64) -> String {
    let sign = if millis < 0 { '−' } else { '+' };
    format!("{sign}{}", clock(millis.unsigned_abs()))
}

/// `1d 02:03:04.005`.
pub(super) fn clock(millis: u64) -> String {
    let (days, rest) = (millis / 86_400_000, millis % 86_400_000);
    let (hours, rest) = (rest / 3_600_000, rest % 3_600_000);
    let days = if days > 0 { format!("{days}d ") } else { String::new() };
    format!("{days}{hours:02}:{:02}:{:02}.{:03}", rest / 60_000, rest / 1_000 % 60, rest % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_times_have_a_sign_and_milliseconds() {
        assert_eq!(signed(-103_250), "−00:01:43.250");
        assert_eq!(signed(0), "+00:00:00.000");
        assert_eq!(signed(93_784_005), "+1d 02:03:04.005");
    }

    #[test]
    fn spans_are_seconds_until_they_are_minutes() {
        assert_eq!(seconds(Span::from_millis(1_250)), "1.250 s");
        assert_eq!(seconds(Span::from_millis(59_999)), "59.999 s");
        assert_eq!(seconds(Span::minutes(1)), "00:01:00.000");
    }
}
