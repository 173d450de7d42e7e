//! Policy versions: a date, and a number when a day has more than one.

use std::fmt;
use std::str::FromStr;

/// The version of a policy: a date, optionally `.N`. The date compares first, then N as a number.
///
/// ```
/// use menshen::Version;
/// let first: Version = "2024-08-23".parse()?;
/// let tenth: Version = "2024-08-23.10".parse()?;
/// assert!(first < "2024-08-23.9".parse()? && tenth > "2024-08-23.9".parse()?);
/// # Ok::<(), menshen::BadVersion>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    year: u16,
    month: u8,
    day: u8,
    number: u32,
}

impl Version {
    /// The version as one number, as stored in the log; it orders as the version does.
    pub const fn packed(self) -> u64 {
        (self.year as u64) << 48
            | (self.month as u64) << 40
            | (self.day as u64) << 32
            | self.number as u64
    }

    /// The version that [`Version::packed`] came from, or `None` if it is not a date.
    pub fn from_packed(packed: u64) -> Option<Version> {
        let [year_high, year_low, month, day, ..] = packed.to_be_bytes();
        let year = u16::from_be_bytes([year_high, year_low]);
        Version::new(year, month, day, packed as u32)
    }

    fn new(year: u16, month: u8, day: u8, number: u32) -> Option<Version> {
        let (y, m, d) = (i16::try_from(year).ok()?, month.try_into().ok()?, day.try_into().ok()?);
        jiff::civil::Date::new(y, m, d).ok()?;
        Some(Version { year, month, day, number })
    }
}

impl FromStr for Version {
    type Err = BadVersion;
    fn from_str(text: &str) -> Result<Version, BadVersion> {
        parse(text).ok_or_else(|| BadVersion(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Version> {
    let (date, number) = match text.split_once('.') {
        Some((date, number)) => (date, digits(number, 1..=9)?),
        None => (text, 0),
    };
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4..=4)?;
    let month = digits(parts.next()?, 2..=2)?;
    let day = digits(parts.next()?, 2..=2)?;
    let done = parts.next().is_none();
    let version = Version::new(year as u16, month as u8, day as u8, number);
    version.filter(|_| done)
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = format!("{:04}-{:02}-{:02}", self.year, self.month, self.day);
        match self.number {
            0 => f.pad(&date),
            number => f.pad(&format!("{date}.{number}")),
        }
    }
}

/// A text that is not a policy version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadVersion(String);

impl fmt::Display for BadVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a version; write a date such as 2024-08-23 or 2024-08-23.2", self.0)
    }
}

impl std::error::Error for BadVersion {}

crate::time::serde_as_text!(Version);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_dates_are_versions() {
        for bad in
            ["", "2024", "2024-8-23", "2024-02-30", "2024-08-23-1", "2024-08-23.", "2024-08-23.x"]
        {
            assert!(bad.parse::<Version>().is_err(), "{bad}");
        }
    }

    #[test]
    fn packing_keeps_the_version_and_the_order() {
        let texts = ["2023-12-31.7", "2024-08-23", "2024-08-23.2", "2024-08-23.10", "2024-09-01"];
        let versions: Vec<Version> = texts.iter().map(|text| text.parse().unwrap()).collect();
        assert!(versions.is_sorted());
        assert!(versions.is_sorted_by_key(|version| version.packed()));
        for version in versions {
            assert_eq!(Version::from_packed(version.packed()), Some(version));
        }
    }
}
