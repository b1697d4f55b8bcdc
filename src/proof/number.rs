//! Numbers: the doubles, counted through in their order.
//!
//! Every finite double has a whole number of its own, and of two doubles the larger one has the larger number. So an
//! open end is the next whole number, and ranges of doubles are ranges of whole numbers, gaps between doubles included.

use super::integers::Integers;
use crate::ir::Range;

/// The place of a double among all; both zeros have one.
const fn rank(value: f64) -> i128 {
    let size = value.abs().to_bits() as i128;
    if value.is_sign_negative() { -size } else { size }
}

/// The lowest and the highest finite double: a number that is larger is unknown (§3.4).
pub(super) const ENDS: (i128, i128) = (rank(f64::MIN), rank(f64::MAX));

/// The doubles of some ranges.
pub(super) fn ranges(ranges: &[Range]) -> Integers {
    let apart = ranges.iter().map(|range| {
        let low = rank(range.low.get()) + i128::from(!range.low_in);
        let high = rank(range.high.get()) - i128::from(!range.high_in);
        (low.max(ENDS.0), high.min(ENDS.1))
    });
    Integers::new(apart)
}

/// Some doubles.
pub(super) fn values(values: impl IntoIterator<Item = f64>) -> Integers {
    Integers::new(values.into_iter().map(|value| (rank(value), rank(value))))
}

/// A set of doubles as text: `[1, 2), (5, inf)`.
pub(super) fn shown(set: &Integers) -> String {
    let value = |rank: i128| {
        let size = f64::from_bits(u64::try_from(rank.unsigned_abs()).unwrap_or_default());
        if rank < 0 { -size } else { size }
    };
    // Of an end and the double next to it the one that is shorter to write was meant.
    let end = |inside: i128, outside: i128| {
        let (closed, open) = (value(inside).to_string(), value(outside).to_string());
        if open.len() < closed.len() { (open, false) } else { (closed, true) }
    };
    let ranges: Vec<String> = set
        .ranges()
        .map(|(low, high)| {
            let from = match end(low, low - 1) {
                _ if low <= ENDS.0 => "(-inf".to_owned(),
                (text, closed) => format!("{}{text}", if closed { '[' } else { '(' }),
            };
            let to = match end(high, high + 1) {
                _ if high >= ENDS.1 => "inf)".to_owned(),
                (text, closed) => format!("{text}{}", if closed { ']' } else { ')' }),
            };
            format!("{from}, {to}")
        })
        .collect();
    if ranges.is_empty() { "nothing".to_owned() } else { ranges.join(" or ") }
}
