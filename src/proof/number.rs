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
