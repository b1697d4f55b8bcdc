//! Literals as instants, lengths and numbers (§1.4, §3.2).

use super::checker::Checker;
use crate::ir::{Number, Range};
use crate::syntax::ast;
use crate::time::{Date, Instant, SECOND, Zone};

impl Checker<'_> {
    /// The half-open range of microseconds of a date (its whole day in the workspace zone) or a date-time (itself).
    pub(super) fn moment(&self, moment: ast::MomentKind) -> (i64, i64) {
        let start = self.start(moment);
        match moment {
            ast::MomentKind::Date(date) => (start, self.zone.day_start(day_of(date).plus(1)).0),
            ast::MomentKind::DateTime { .. } => (start, start.saturating_add(1)),
        }
    }

    /// The first instant of a date or date-time.
    pub(super) fn start(&self, moment: ast::MomentKind) -> i64 {
        start_of(moment, &self.zone).0
    }
}

/// The first instant of a date or date-time; `zone` is that of the workspace.
pub fn start_of(moment: ast::MomentKind, zone: &Zone) -> Instant {
    match moment {
        ast::MomentKind::Date(date) => zone.day_start(day_of(date)),
        ast::MomentKind::DateTime { date, second, offset: None } => {
            zone.instant(day_of(date), i64::from(second) * SECOND)
        }
        ast::MomentKind::DateTime { date, second, offset: Some(east) } => {
            let day = i64::from(day_of(date).0) * 86_400;
            Instant((day + i64::from(second) - i64::from(east)) * SECOND)
        }
    }
}

fn day_of(date: ast::Date) -> Date {
    Date::new(i32::from(date.year), u32::from(date.month), u32::from(date.day)).unwrap_or(Date(0))
}

/// The length of a duration in microseconds, as many as fit.
pub(super) fn micros(duration: ast::DurationKind) -> i64 {
    i64::try_from(duration.seconds()).unwrap_or(i64::MAX).saturating_mul(SECOND)
}

/// The number of a literal, a duration being its seconds; none if it is another type or does not fit a double.
pub(super) fn number(value: &ast::ValueKind) -> Option<f64> {
    let number = match value {
        ast::ValueKind::Number(number, _) => *number,
        ast::ValueKind::Duration(duration) => duration.seconds() as f64,
        ast::ValueKind::Text(_) | ast::ValueKind::Flag(_) | ast::ValueKind::Moment(_) => return None,
    };
    number.is_finite().then_some(number)
}

/// The range of numbers from one to another, both included.
pub(super) fn closed(low: f64, high: f64) -> Range {
    Range { low: Number::new(low), low_in: true, high: Number::new(high), high_in: true }
}
