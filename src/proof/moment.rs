//! Times: instants, how far they lie from now, and how many calendar days.
//!
//! Now may be any instant, so where a time lies and how far it is from now have nothing to do with each other. How far
//! it lies, in microseconds and in days of the workspace calendar, are two sides of one thing ([`apart`]).

use super::integers::Integers;
use crate::ir::Relative;
use crate::time::DAY;

/// The first and the last instant.
pub(super) const INSTANTS: (i128, i128) = (i64::MIN as i128, i64::MAX as i128 - 1);

/// Farther than any two instants lie from each other, in microseconds or days.
pub(super) const FAR: i128 = 1 << 66;

/// The instants of some half-open ranges.
pub(super) fn instants(ranges: impl IntoIterator<Item = (i64, i64)>) -> Integers {
    Integers::new(ranges.into_iter().map(|(start, end)| (i128::from(start), i128::from(end) - 1)))
}

/// What is asked of a time relative to now.
pub(super) enum Distance {
    /// How many microseconds it lies after now.
    Micros(Integers),
    /// How many calendar days it lies after today.
    Days(Integers),
}

/// What a condition asks.
pub(super) fn distance(relative: Relative) -> Distance {
    let range = |low: i128, high: i128| Distance::Micros(Integers::range(low, high));
    match relative {
        Relative::LessAgo(length) => range(1 - i128::from(length), 0),
        Relative::MoreAgo(length) => range(-FAR, -i128::from(length)),
        Relative::InLess(length) => range(1, i128::from(length) - 1),
        Relative::InMore(length) => range(i128::from(length), FAR),
        Relative::DaysAgo(days) => Distance::Days(Integers::range(-i128::from(days), -i128::from(days))),
        Relative::InDays(days) => Distance::Days(Integers::range(i128::from(days), i128::from(days))),
    }
}

/// How far times may lie from now, in microseconds, that lie one of some numbers of calendar days from today. `spread`
/// is by how much the clock of the calendar was ever changed: without a change, a day is 24 hours.
pub(super) fn apart(days: &Integers, spread: i128) -> Integers {
    let day = i128::from(DAY);
    Integers::new(days.ranges().map(|(first, last)| ((first - 1) * day + 1 - spread, (last + 1) * day - 1 + spread)))
}
