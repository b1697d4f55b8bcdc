//! Instants, in microseconds since 1970: reading, writing, zones and calendar days.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use nuncio::syntax::ast;
use regex::Regex;

use super::json::Json;

pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const HOUR: i64 = 3_600 * SECOND;
pub(crate) const DAY: i64 = 24 * HOUR;

/// The zone of exactly this name (§2.1); the library would take any case.
pub(crate) fn zone(name: &str) -> Option<TimeZone> {
    let zone = TimeZone::get(name).ok()?;
    (zone.iana_name() == Some(name)).then_some(zone)
}

/// The instant of a local time: skipped ones move forward by the gap, of two the first (§8.2).
pub(crate) fn instant(zone: &TimeZone, day: Date, second: u32) -> i64 {
    let midnight = day.to_datetime(Time::midnight());
    let local = midnight.checked_add(i64::from(second).seconds()).unwrap();
    at_local(zone, local)
}

fn at_local(zone: &TimeZone, local: DateTime) -> i64 {
    zone.to_ambiguous_timestamp(local).compatible().unwrap().as_microsecond()
}

pub(crate) fn local(zone: &TimeZone, at: i64) -> DateTime {
    zone.to_datetime(Timestamp::from_microsecond(at).unwrap())
}

pub(crate) fn day_of(zone: &TimeZone, at: i64) -> Date {
    local(zone, at).date()
}

pub(crate) fn plus_days(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap()
}

/// Monday is 0.
pub(crate) fn weekday(day: Date) -> usize {
    day.weekday().since(Weekday::Monday) as usize
}

fn civil(date: ast::Date) -> Date {
    Date::new(date.year, date.month as i8, date.day as i8).unwrap()
}

/// A written date or date-time as the instants it means: from the first, to before the second.
pub(crate) fn span(zone: &TimeZone, moment: ast::MomentKind) -> (i64, i64) {
    match moment {
        ast::MomentKind::Date(date) => {
            let day = civil(date);
            (instant(zone, day, 0), instant(zone, plus_days(day, 1), 0))
        }
        ast::MomentKind::DateTime { date, second, offset } => {
            let at = match offset {
                None => instant(zone, civil(date), second),
                Some(east) => instant(&TimeZone::UTC, civil(date), second) - i64::from(east) * SECOND,
            };
            (at, at + 1)
        }
    }
}

/// As all times are written in outputs: UTC, `Z`, the fraction without trailing zeros.
pub(crate) fn format(at: i64) -> String {
    let local = local(&TimeZone::UTC, at);
    let mut text = local.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let micros = at.rem_euclid(SECOND);
    if micros > 0 {
        text.push_str(format!(".{micros:06}").trim_end_matches('0'));
    }
    text + "Z"
}

/// A time as data has it (§11.3); `None` is bad.
pub(crate) fn read(json: &Json, workspace: &TimeZone) -> Option<i64> {
    match json {
        Json::Text(text) => read_text(text, workspace),
        Json::Number(digits) => read_unix(digits),
        _ => None,
    }
}

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    let date = "([0-9]{4})-([0-9]{2})-([0-9]{2})";
    let time = r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?";
    Regex::new(&format!(r"\A{date}(?:[Tt ]{time}([Zz]|[+-][0-9]{{2}}:[0-9]{{2}})?)?\z")).unwrap()
});

/// RFC 3339, a date alone, or a date-time without an offset.
pub(crate) fn read_text(text: &str, workspace: &TimeZone) -> Option<i64> {
    let parts = FORM.captures(text)?;
    let number = |group: usize| parts.get(group).map_or(0, |m| m.as_str().parse::<i64>().unwrap());
    let day = Date::new(number(1) as i16, number(2) as i8, number(3) as i8).ok()?;
    if number(4) > 23 || number(5) > 59 || number(6) > 59 {
        return None;
    }
    let second = (number(4) * 3_600 + number(5) * 60 + number(6)) as u32;
    let fraction: String = parts.get(7).map_or("", |m| m.as_str()).chars().chain("000000".chars()).take(6).collect();
    let fraction: i64 = fraction.parse().unwrap();
    let at = match parts.get(8).map(|m| m.as_str()) {
        None => instant(workspace, day, second),
        Some("Z" | "z") => instant(&TimeZone::UTC, day, second),
        Some(offset) => {
            let (hours, minutes) = offset.trim_start_matches(['+', '-']).split_once(':').unwrap();
            let (hours, minutes): (i64, i64) = (hours.parse().unwrap(), minutes.parse().unwrap());
            if hours > 23 || minutes > 59 {
                return None;
            }
            let east = (hours * 60 + minutes) * 60 * if offset.starts_with('-') { -1 } else { 1 };
            instant(&TimeZone::UTC, day, second) - east * SECOND
        }
    };
    Some(at + fraction)
}

/// Seconds below 10¹¹, else milliseconds, from the decimal digits.
fn read_unix(number: &str) -> Option<i64> {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let exponent: i64 = exponent.parse().ok()?;
    let (negative, mantissa) = mantissa.strip_prefix('-').map_or((false, mantissa), |rest| (true, rest));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let shifted = |places: i64| -> Option<i128> {
        let keep = whole.len() as i64 + exponent + places;
        let kept: String = digits.chars().chain(std::iter::repeat('0')).take(keep.clamp(0, 60) as usize).collect();
        if kept.is_empty() { Some(0) } else { kept.parse().ok() }
    };
    let size = if shifted(0)? < 100_000_000_000 { shifted(6)? } else { shifted(3)? };
    let at = i64::try_from(if negative { -size } else { size }).ok()?;
    Timestamp::from_microsecond(at).ok().map(|_| at)
}
