//! Relative times as intervals of now: the one place that says when `a less than D ago` and its like turn.

use crate::ir::Relative;
use crate::time::{Instant, Zone};

/// The half-open interval of "now" in which a time `a` satisfies the condition (§3.2). Its ends are the instants at
/// which the condition changes.
pub(super) fn interval(relative: Relative, a: i64, zone: &Zone) -> (i64, i64) {
    let at = Instant(a);
    let day = |days: i64| zone.day_start(zone.date(at).plus(days)).0;
    match relative {
        Relative::LessAgo(length) => (a, at.plus(length).0),
        Relative::MoreAgo(length) => (at.plus(length).0, i64::MAX),
        Relative::DaysAgo(days) => (day(days), day(days.saturating_add(1))),
        Relative::InLess(length) => (at.minus(length).plus(1).0, a),
        Relative::InMore(length) => (i64::MIN, at.minus(length).plus(1).0),
        Relative::InDays(days) => (day(days.saturating_neg()), day(days.saturating_neg().saturating_add(1))),
    }
}

/// Whether now lies in an interval.
pub(super) const fn holds(interval: (i64, i64), now: i64) -> bool {
    interval.0 <= now && now < interval.1
}
