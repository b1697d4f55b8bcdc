//! The few instants around which all of a world happens, so that ties and boundaries are common.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::dice::Dice;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

pub(crate) const ZONES: [&str; 5] = ["UTC", "Europe/Dublin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];

/// Midnights, in UTC, of days on which some clock of [`ZONES`] changes, and of one on which none does.
const CHANGES: [&str; 7] =
    ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-04", "2026-10-03", "2026-06-10"];

/// Durations as they are written, which data keeps to as well.
pub(crate) const DURATIONS: [(&str, i64); 13] = [
    ("10 seconds", 10 * SECOND),
    ("30s", 30 * SECOND),
    ("1 minute", MINUTE),
    ("10 minutes", 10 * MINUTE),
    ("15m", 15 * MINUTE),
    ("30 minutes", 30 * MINUTE),
    ("1 hour", HOUR),
    ("90 minutes", 90 * MINUTE),
    ("2 hours", 2 * HOUR),
    ("1 day", DAY),
    ("2 days", 2 * DAY),
    ("36 hours", 36 * HOUR),
    ("1 week", 7 * DAY),
];

/// Local times of day that windows, date triggers and anchors share.
pub(crate) const CLOCKS: [&str; 12] =
    ["00:00", "01:00", "01:30", "02:00", "02:15", "02:30", "03:00", "08:00", "09:30", "17:00", "22:00", "23:59"];

#[derive(Clone, Debug)]
pub(crate) struct Times {
    pub(crate) zone: &'static str,
    midnight: i64,
    anchors: Vec<i64>,
}

impl Times {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let zone = dice.one(&ZONES);
        let day = dice.one(&CHANGES);
        let midnight = format!("{day}T00:00:00Z").parse::<Timestamp>().unwrap().as_microsecond();
        let mut times = Self { zone, midnight, anchors: Vec::new() };
        for _ in 0..dice.between(4, 9) {
            let days = dice.between(0, 4) as i64 - 1;
            let anchor = match dice.below(4) {
                0 => midnight + days * DAY + dice.between(0, 23) as i64 * HOUR,
                1 => midnight + days * DAY + dice.between(0, 95) as i64 * 15 * MINUTE,
                _ => {
                    let local = format!("{}T{}:00", times.date(days), dice.one(&CLOCKS));
                    let local: jiff::civil::DateTime = local.parse().unwrap();
                    let zone = TimeZone::get(if dice.percent(70) { zone } else { dice.one(&ZONES) }).unwrap();
                    zone.to_ambiguous_timestamp(local).compatible().unwrap().as_microsecond()
                }
            };
            times.anchors.push(anchor);
        }
        times
    }

    /// An instant on, or exactly some duration from, an anchor; now and then a microsecond off.
    pub(crate) fn near(&self, dice: &mut Dice) -> i64 {
        let anchor = dice.one(&self.anchors);
        let off = match dice.below(10) {
            0..4 => 0,
            4..8 => {
                let length = dice.one(&DURATIONS[..11]).1;
                if dice.percent(75) { length } else { -length }
            }
            8 => dice.between(0, 120) as i64 * MINUTE,
            _ => dice.between(0, 3) as i64 * DAY,
        };
        let hair = if dice.percent(12) { dice.one(&[-1, 1]) } else { 0 };
        anchor + off + hair
    }

    pub(crate) fn anchor(&self, dice: &mut Dice) -> i64 {
        dice.one(&self.anchors)
    }

    /// Some days from the first anchor's day.
    fn date(&self, days: i64) -> String {
        Timestamp::from_microsecond(self.midnight + days * DAY).unwrap().strftime("%Y-%m-%d").to_string()
    }

    /// A date as it is written in rules.
    pub(crate) fn any_date(&self, dice: &mut Dice) -> String {
        self.date(dice.between(0, 6) as i64 - 2)
    }

    /// A date or a date-time as it is written in rules.
    pub(crate) fn moment(&self, dice: &mut Dice) -> String {
        let at = Timestamp::from_microsecond(self.near(dice)).unwrap();
        match dice.below(4) {
            0 | 1 => self.any_date(dice),
            2 => format!("{}T{}", self.any_date(dice), dice.one(&CLOCKS)),
            _ => at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }

    /// A day before almost everything.
    pub(crate) fn early(&self) -> String {
        self.date(-4)
    }

    /// A live interval's bounds.
    pub(crate) fn live(&self, dice: &mut Dice) -> Vec<String> {
        let minute = |at: i64| Timestamp::from_microsecond(at - at.rem_euclid(SECOND)).unwrap();
        let write = |at: i64| minute(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let start = self.midnight - 3 * DAY;
        match dice.below(10) {
            9 => vec![format!("live from {}", write(self.anchor(dice) - 30 * DAY))],
            0..4 => vec![format!("live from {}", self.date(-2 - dice.between(0, 1) as i64))],
            4 => vec![format!("live from {}", write(self.anchor(dice)))],
            5 => vec![format!("live from {} until {}", self.date(-3), self.date(dice.between(0, 3) as i64))],
            6 => vec![format!("live from {}T{}", self.date(-1), dice.one(&CLOCKS))],
            _ => {
                let mut bounds = vec![self.near(dice), self.near(dice), self.near(dice)];
                bounds = bounds.into_iter().map(|at| at - at.rem_euclid(SECOND)).collect();
                bounds.sort();
                bounds.dedup();
                let mut lines =
                    vec![format!("live from {} until {}", write(start.min(bounds[0] - DAY)), write(bounds[0]))];
                match bounds[1..] {
                    [] => {}
                    [from] => lines.push(format!("live from {}", write(from))),
                    [from, until, ..] => lines.push(format!("live from {} until {}", write(from), write(until))),
                }
                lines
            }
        }
    }

    /// An instant in UTC, as records have it.
    pub(crate) fn utc(at: i64) -> String {
        Timestamp::from_microsecond(at).unwrap().to_string()
    }

    /// An instant as some source of data might write it, in JSON.
    pub(crate) fn json(&self, at: i64, dice: &mut Dice) -> String {
        let instant = Timestamp::from_microsecond(at).unwrap();
        let local = |zone: &str| instant.to_zoned(TimeZone::get(zone).unwrap());
        match dice.below(12) {
            0 => format!("{}", at.div_euclid(SECOND)),
            1 => format!("{}", at.div_euclid(1_000)),
            2 => format!("{}.{:06}", at / SECOND, at.rem_euclid(SECOND)),
            3 => format!("\"{}\"", local(dice.one(&ZONES)).strftime("%Y-%m-%d %H:%M:%S%.f%:z")),
            4 => format!("\"{}\"", local(self.zone).strftime("%Y-%m-%dT%H:%M:%S%.f")),
            5 => format!("\"{}\"", local(self.zone).strftime("%Y-%m-%d")),
            _ => format!("\"{}\"", Self::utc(at)),
        }
    }
}
