//! An instant, and a calendar day.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use serde::{Deserialize, Serialize};

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds in an hour.
pub const HOUR: i64 = 3_600 * SECOND;
/// Microseconds in a day of durations (§1.4).
pub const DAY: i64 = 86_400 * SECOND;

/// A point in time: microseconds since 1970-01-01T00:00Z (§7.0).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Instant(pub i64);

impl Instant {
    /// Before every instant of data.
    pub const MIN: Self = Self(i64::MIN);
    /// After every instant of data.
    pub const MAX: Self = Self(i64::MAX);

    /// The instant `micros` later, as far as instants go. The two ends stay where they are.
    #[must_use]
    pub const fn plus(self, micros: i64) -> Self {
        if self.0 == i64::MIN || self.0 == i64::MAX { self } else { Self(self.0.saturating_add(micros)) }
    }

    /// The instant `micros` earlier, as far as instants go. The two ends stay where they are.
    #[must_use]
    pub const fn minus(self, micros: i64) -> Self {
        if self.0 == i64::MIN || self.0 == i64::MAX { self } else { Self(self.0.saturating_sub(micros)) }
    }

    /// The first multiple of `step` microseconds since 1970 at or after this instant.
    #[must_use]
    pub const fn round_up(self, step: i64) -> Self {
        match self.0.rem_euclid(step) {
            0 => self,
            over => self.plus(step - over),
        }
    }
}

/// RFC 3339 in UTC with `Z`, the fraction without trailing zeros, none if there is none (INTERFACE §3.1).
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(at) = DateTime::from_timestamp_micros(self.0) else { return write!(f, "{}us", self.0) };
        let (year, month, day) = (at.year(), at.month(), at.day());
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())?;
        let micros = self.0.rem_euclid(SECOND);
        if micros != 0 {
            let digits = format!("{micros:06}");
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}

/// A day of the Gregorian calendar, as days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Date(pub i32);

impl Date {
    /// The day of a year, month (from 1) and day (from 1), if there is such a day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Self(date.to_epoch_days()))
    }

    /// Year, month and day.
    pub fn parts(self) -> (i32, u32, u32) {
        let date = NaiveDate::from_epoch_days(self.0).unwrap_or_default();
        (date.year(), date.month(), date.day())
    }

    /// The day `days` later, as far as days go.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let sum = i64::from(self.0).saturating_add(days);
        Self(sum.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }

    /// The day of the week, Monday being 0.
    pub fn weekday(self) -> u8 {
        (i64::from(self.0) + 3).rem_euclid(7) as u8
    }
}
