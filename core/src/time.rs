//! Points in time and durations, to the millisecond.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z. Reads and prints as RFC 3339.
///
/// ```
/// use menshen::{Span, Time};
/// let noon: Time = "2026-11-21T12:00:00+08:00".parse()?;
/// assert_eq!((noon + Span::hours(48)).to_string(), "2026-11-23T04:00:00Z");
/// # Ok::<(), menshen::BadTime>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time(i64);

impl Time {
    /// The point this many milliseconds after 1970-01-01T00:00:00Z.
    pub const fn from_millis(millis: i64) -> Time {
        Time(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The span since `earlier`; zero when `earlier` is later.
    pub const fn since(self, earlier: Time) -> Span {
        let millis = self.0.saturating_sub(earlier.0);
        Span(if millis < 0 { 0 } else { millis as u64 })
    }
}

impl Add<Span> for Time {
    type Output = Time;
    fn add(self, span: Span) -> Time {
        Time(self.0.saturating_add_unsigned(span.0))
    }
}

impl Sub<Span> for Time {
    type Output = Time;
    fn sub(self, span: Span) -> Time {
        Time(self.0.saturating_sub_unsigned(span.0))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(timestamp) => f.pad(&timestamp.to_string()),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

impl FromStr for Time {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Time, BadTime> {
        let timestamp: Result<jiff::Timestamp, _> = text.parse();
        timestamp.map(|at| Time(at.as_millisecond())).map_err(|_| BadTime(text.to_owned()))
    }
}

/// A text that is not an RFC 3339 time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadTime(String);

impl fmt::Display for BadTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a time; write RFC 3339, such as 2026-11-21T09:30:00+08:00", self.0)
    }
}

impl std::error::Error for BadTime {}

/// A length of time in milliseconds; in files `<n>s`, `<n>m`, `<n>h` or `<n>d`.
///
/// ```
/// use menshen::Span;
/// assert_eq!("90m".parse::<Span>()?, Span::minutes(90));
/// assert_eq!(Span::hours(48).to_string(), "2d");
/// # Ok::<(), menshen::BadSpan>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span(u64);

const UNITS: [(char, u64); 4] = [('d', 86_400_000), ('h', 3_600_000), ('m', 60_000), ('s', 1_000)];
/// A hundred years: longer is a slip of the hand.
const LONGEST: u64 = 36_500 * 86_400_000;

impl Span {
    /// This many milliseconds.
    pub const fn from_millis(millis: u64) -> Span {
        Span(millis)
    }

    /// This many seconds.
    pub const fn seconds(seconds: u64) -> Span {
        Span(seconds.saturating_mul(1_000))
    }

    /// This many minutes.
    pub const fn minutes(minutes: u64) -> Span {
        Span(minutes.saturating_mul(60_000))
    }

    /// This many hours.
    pub const fn hours(hours: u64) -> Span {
        Span(hours.saturating_mul(3_600_000))
    }

    /// This many days.
    pub const fn days(days: u64) -> Span {
        Span(days.saturating_mul(86_400_000))
    }

    /// The length in milliseconds.
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// Between two readings of a clock that counts from a start, such as the boot clock: the time
    /// since `earlier`; zero when `earlier` is later.
    ///
    /// ```
    /// use menshen::Span;
    /// assert_eq!(Span::seconds(9).since(Span::seconds(7)), Span::seconds(2));
    /// assert_eq!(Span::seconds(7).since(Span::seconds(9)), Span::default());
    /// ```
    pub const fn since(self, earlier: Span) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl FromStr for Span {
    type Err = BadSpan;
    fn from_str(text: &str) -> Result<Span, BadSpan> {
        let bad = || BadSpan(text.to_owned());
        let (digits, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(bad)?;
        let unit = UNITS.iter().find(|(name, _)| unit.starts_with(*name)).ok_or_else(bad)?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(bad());
        }
        let millis = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit.1));
        millis.filter(|millis| *millis <= LONGEST).map(Span).ok_or_else(bad)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fits = |unit: &&(char, u64)| self.0 != 0 && self.0.is_multiple_of(unit.1);
        match UNITS.iter().find(fits) {
            Some((name, millis)) => f.pad(&format!("{}{name}", self.0 / millis)),
            None => f.pad(&format!("{}s", self.0 as f64 / 1e3)),
        }
    }
}

/// A text that is not a length of time, or one longer than a hundred years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSpan(String);

impl fmt::Display for BadSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a duration; write a number and s, m, h or d, such as 48h", self.0)
    }
}

impl std::error::Error for BadSpan {}

macro_rules! serde_as_text {
    ($($name:ident),*) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
pub(crate) use serde_as_text;
serde_as_text!(Time, Span);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_reject_what_is_no_whole_number_and_unit() {
        for bad in ["", "h", "1", "-1h", "+1h", "1.5h", "1w", "1 h", "１h", "999999999999d", "1小"]
        {
            assert!(bad.parse::<Span>().is_err(), "{bad}");
        }
        assert_eq!("0d".parse(), Ok(Span(0)));
    }

    #[test]
    fn times_must_carry_an_offset() {
        assert!("2026-11-21T12:00:00".parse::<Time>().is_err());
        assert!("2026-02-30T12:00:00Z".parse::<Time>().is_err());
        assert_eq!("1970-01-01T00:00:01Z".parse(), Ok(Time(1000)));
    }

    #[test]
    fn arithmetic_saturates() {
        assert_eq!(Time(i64::MAX) + Span(u64::MAX), Time(i64::MAX));
        assert_eq!(Time(5).since(Time(9)), Span(0));
    }
}
