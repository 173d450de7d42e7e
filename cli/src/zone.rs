//! The time zone in which a person reads times.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::{self, Offset, TimeZone};
use menshen::Time;

/// A time zone, as `--tz` takes it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Zone(TimeZone);

impl Zone {
    /// Coordinated universal time.
    pub(crate) fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// So many hours ahead of UTC, all year.
    pub(crate) const fn ahead(hours: i8) -> Zone {
        Zone(TimeZone::fixed(tz::offset(hours)))
    }

    /// The time that clocks here show as `civil`.
    pub(crate) fn time(&self, civil: DateTime) -> Option<Time> {
        let zoned = civil.to_zoned(self.0.clone()).ok()?;
        Some(Time::from_millis(zoned.timestamp().as_millisecond()))
    }

    /// What clocks here show; `None` beyond the year 9999.
    pub(crate) fn civil(&self, at: Time) -> Option<DateTime> {
        let timestamp = Timestamp::from_millisecond(at.millis()).ok()?;
        Some(timestamp.to_zoned(self.0.clone()).datetime())
    }

    /// Date and time to the millisecond, always as long: `2026-11-20 08:00:00.000`.
    pub(crate) fn show(&self, at: Time) -> String {
        self.civil(at).map_or_else(
            || at.to_string(),
            |civil| civil.strftime("%Y-%m-%d %H:%M:%S%.3f").to_string(),
        )
    }

    /// How many milliseconds local time is ahead of UTC.
    pub(crate) fn offset(&self, at: Time) -> i64 {
        let offset = |at| i64::from(self.0.to_offset(at).seconds()) * 1_000;
        Timestamp::from_millisecond(at.millis()).map_or(0, offset)
    }

    /// The offset at the first time, and each other one up to the last with when it begins.
    pub(crate) fn offsets(&self, first: Time, last: Time) -> Vec<(Time, i64)> {
        let mut all = vec![(first, self.offset(first))];
        let Ok(from) = Timestamp::from_millisecond(first.millis()) else { return all };
        let changes = self
            .0
            .following(from)
            .map(|it| (Time::from_millis(it.timestamp().as_millisecond()), it.offset().seconds()));
        let changes = changes.take_while(|(at, _)| *at <= last).take(MOST_CHANGES);
        all.extend(changes.map(|(at, seconds)| (at, i64::from(seconds) * 1_000)));
        all
    }
}

/// Offsets of a few centuries: a log with a wrong clock may reach over millennia.
const MOST_CHANGES: usize = 500;

impl Default for Zone {
    /// The zone of this machine; UTC where it says none.
    fn default() -> Zone {
        Zone(TimeZone::try_system().unwrap_or(TimeZone::UTC))
    }
}

impl FromStr for Zone {
    type Err = String;

    /// `local`, `utc`, an offset such as `+08:00`, or a name such as `Asia/Shanghai`.
    fn from_str(text: &str) -> Result<Zone, String> {
        match text {
            "local" => Ok(Zone::default()),
            "utc" | "UTC" => Ok(Zone::utc()),
            _ => DateTimeParser::new().parse_time_zone(text).map(Zone).map_err(|_| {
                format!("`{text}` is no time zone; write local, utc, +08:00 or Asia/Shanghai")
            }),
        }
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0.iana_name(), self.0.to_fixed_offset()) {
            (Some(name), _) => f.write_str(name),
            (None, Ok(Offset::UTC)) => f.write_str("UTC"),
            (None, Ok(offset)) => write!(f, "{offset}"),
            (None, Err(_)) => f.write_str("local"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MORNING: Time = Time::from_millis(1_795_132_800_120);

    #[test]
    fn a_time_is_shown_where_the_reader_is() {
        let shown = |zone: &str| zone.parse::<Zone>().unwrap().show(MORNING);
        assert_eq!(shown("utc"), "2026-11-20 00:00:00.120");
        assert_eq!(shown("+08:00"), "2026-11-20 08:00:00.120");
        assert_eq!(shown("-05:30"), "2026-11-19 18:30:00.120");
        assert_eq!(Zone::utc().show(Time::from_millis(i64::MAX)), format!("{} ms", i64::MAX));
    }

    #[test]
    fn offsets_change_with_the_season() {
        const DAY: i64 = 86_400_000;
        let zone = "EST5EDT,M3.2.0,M11.1.0".parse::<Zone>().unwrap();
        let year = zone.offsets(MORNING, Time::from_millis(MORNING.millis() + 365 * DAY));
        let hours: Vec<i64> = year.iter().map(|(_, offset)| offset / 3_600_000).collect();
        assert_eq!(hours, [-5, -4, -5]);
        assert_eq!(year[1].0.to_string(), "2027-03-14T07:00:00Z");
        let fixed = "+08:00".parse::<Zone>().unwrap();
        assert_eq!(fixed.offsets(MORNING, Time::from_millis(i64::MAX)), [(MORNING, 28_800_000)]);
    }

    #[test]
    fn a_zone_has_a_name() {
        let zone = |text: &str| text.parse::<Zone>();
        assert_eq!(zone("utc").unwrap().to_string(), "UTC");
        assert_eq!(zone("+08:00").unwrap().to_string(), "+08");
        assert!(zone("Mars/Olympus").is_err());
    }
}
